"""Ensembles: the same tables whoever plays, in whatever order, however often it was stopped."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from game.cli.app import build
from game.core.world import World
from game.lab.ensemble import play as playing
from game.lab.ensemble import workers
from game.lab.ensemble.journal import Journal, journal_of
from game.lab.ensemble.plan import Job, plan
from game.lab.ensemble.play import Played, play
from game.lab.ensemble.run import run
from game.lab.ensemble.sheet import Figure
from game.lab.ensemble.spec import read_spec
from game.lab.ensemble.table import TableFault, figures_of, read_tables

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.skipif(
    find_spec("pyarrow") is None, reason="tables need the extra 'lab' (pyarrow)"
)

SPEC = """
title = "Covenants"
campaigns = ["broken_covenant"]
charters = ["own", "strict_covenant"]
runs = 2
turns = 2
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("ensemble")
    (made / "spec.toml").write_text(SPEC, encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def jobs(folder: Path) -> tuple[Job, ...]:
    spec, issues = read_spec(folder / "spec.toml")
    assert spec is not None, issues
    return plan(spec)


@pytest.fixture(scope="module")
def plain(folder: Path, jobs: tuple[Job, ...]) -> Path:
    """Return the table of one that was played straight through in one process."""
    out = folder / "plain.parquet"
    run(jobs, out, title="Covenants")
    return out


def same(one: Path, other: Path) -> bool:
    return all(
        of(one).read_bytes() == of(other).read_bytes() for of in (lambda path: path, figures_of)
    )


def test_each_world_has_its_row_and_its_figures(plain: Path, jobs: tuple[Job, ...]) -> None:
    found = read_tables(plain)

    assert found.title == "Covenants"
    assert [(row.run, row.arm, row.seed, row.fault) for row in found.runs] == [
        (job.number, job.arm.name, job.seed, "") for job in jobs
    ]
    for row in found.runs:
        years = {
            each.period: each.value for each in found.figures[row.run] if each.metric == "years"
        }
        assert years == {"1920-45": 0.5, "1930s": 0.5, "all": 0.5}


def test_processes_give_the_same_bytes(folder: Path, plain: Path, jobs: tuple[Job, ...]) -> None:
    out = folder / "processes.parquet"
    run(jobs, out, title="Covenants", processes=2)

    assert same(out, plain)


def test_the_order_in_which_worlds_end_changes_nothing(
    folder: Path, plain: Path, jobs: tuple[Job, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    out = folder / "backwards.parquet"
    monkeypatch.setattr(workers, "here", lambda left: (play(job) for job in reversed(left)))
    run(jobs, out, title="Covenants")

    assert same(out, plain)


def test_what_is_in_the_journal_is_not_played_again(
    folder: Path, plain: Path, jobs: tuple[Job, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    out = folder / "resumed.parquet"
    told: list[tuple[int, int]] = []

    def stopped(left: tuple[Job, ...]) -> Iterator[Played]:
        yield from map(play, left[:3])
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(workers, "here", stopped)
        with pytest.raises(KeyboardInterrupt):
            run(jobs, out, title="Covenants")
    assert not out.exists()
    journal = journal_of(out)
    assert len(Journal(journal).read()) == 3
    with journal.open("ab") as file:
        file.write(b"0123456789abcdef [half a li")  # what a crash leaves behind

    made = run(jobs, out, title="Covenants", progress=lambda *done: told.append(done))

    assert made.resumed == 3
    assert told == [(3, 4), (4, 4)]
    assert same(out, plain)
    again = run(jobs, out, title="Covenants")
    assert again.resumed == 4
    assert same(out, plain)


def test_more_runs_are_added_to_those_played_and_another_program_plays_all_anew(
    folder: Path, jobs: tuple[Job, ...]
) -> None:
    out = folder / "more.parquet"
    run(jobs[:1], out)

    assert run(jobs[:2], out).resumed == 1
    other = [replace(job, address=f"{job.address[:-1]}x") for job in jobs[:1]]
    assert run(other, out).resumed == 0
    assert run(jobs[:2], out, fresh=True).resumed == 0


def test_a_world_that_breaks_is_told_and_the_others_go_on(
    folder: Path, jobs: tuple[Job, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    out = folder / "broken.parquet"
    turn = playing.play_turn

    def breaking(world: World) -> object:
        if world.seed == 2 and world.turn == 1:
            raise ZeroDivisionError("a stock\nwas negative")
        return turn(world)

    monkeypatch.setattr(playing, "play_turn", breaking)
    made = run(jobs, out)

    assert [(job.seed, played.turns) for job, played in made.broken] == [(2, 1), (2, 1)]
    rows = read_tables(out).runs
    assert [bool(row.fault) for row in rows] == [False, True, False, True]
    assert rows[1].fault.startswith("ZeroDivisionError: a stock was negative (test_ensemble.py:")
    assert read_tables(out).figures[1] == ()


def test_a_campaign_that_is_not_the_planned_one_is_not_played(jobs: tuple[Job, ...]) -> None:
    other = replace(jobs[0], arm=replace(jobs[0].arm, digest="0" * 64))

    assert "are not those that the plan was made with" in play(other).fault


def test_a_process_that_dies_costs_its_world_and_no_other(
    folder: Path, jobs: tuple[Job, ...]
) -> None:
    """The deadly world is one whose campaign's folder makes whoever reads it end."""
    deadly = replace(jobs[1], arm=replace(jobs[1].arm, where="\0"))
    out = folder / "deadly.parquet"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workers, "play", _deadly)
        made = run([jobs[0], deadly, jobs[2]], out, processes=2)

    assert [(job.number, played.fault) for job, played in made.broken] == [(1, workers.DIED)]
    assert [row.fault for row in read_tables(out).runs] == ["", workers.DIED, ""]


def _deadly(job: Job) -> Played:
    if job.arm.where == "\0":
        os._exit(7)
    return play(job)


# -- the journal ----------------------------------------------------------------------------------


def played(address: str) -> Played:
    figures = (Figure("all", "wars", 0.1 + 0.2, 3.0),)
    return Played(address, 5, "d" * 64, ruined=False, fault='half "a" line\n', figures=figures)


def test_a_journal_cut_anywhere_keeps_every_whole_line_and_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    with Journal(path) as journal:
        journal.add([played("a"), played("b")])
        journal.add([played("c")])
    whole = path.read_bytes()
    ends = [place + 1 for place, byte in enumerate(whole) if byte == ord("\n")]

    for cut in range(len(whole) + 1):
        path.write_bytes(whole[:cut])
        found = Journal(path).read()
        assert list(found) == ["a", "b", "c"][: sum(end <= cut for end in ends)]
        assert path.stat().st_size == max((end for end in ends if end <= cut), default=0)
        with Journal(path) as journal:
            journal.add([played("d")])
        assert Journal(path).read()["d"] == played("d")


def test_a_line_that_was_tampered_with_counts_as_never_written(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    with Journal(path) as journal:
        journal.add([played("a"), played("b")])
    path.write_bytes(path.read_bytes().replace(b'"wars"', b'"mids"', 1))

    assert list(Journal(path).read()) == ["b"]
    for junk in (b"\n", b"\x00" * 64 + b"\n", b"[]\n", b"[" * 9999 + b"\n"):
        path.write_bytes(junk)
        assert Journal(path).read() == {}


# -- from the command line ------------------------------------------------------------------------


def command(*words: str) -> Result:
    return CliRunner().invoke(build(), ["lab", *words])


def test_the_command_says_what_it_did_and_what_broke(
    folder: Path, plain: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = folder / "by_command.parquet"
    answer = command("run", str(folder / "spec.toml"), "--jobs", "1", "-o", str(out))
    assert answer.exit_code == 0, answer.stderr
    assert f"4 worlds played; {out}" in answer.stderr
    assert same(out, plain)

    def breaking(world: World) -> object:
        raise ValueError("no")

    monkeypatch.setattr(playing, "play_turn", breaking)
    words = ("run", str(folder / "spec.toml"), "--jobs", "1", "--runs", "1", "--fresh")
    answer = command(*words, "-o", str(folder / "b.parquet"))
    assert answer.exit_code == 1
    assert (
        "broke: broken_covenant, strict_covenant, seed 1, turn 0: ValueError: no" in answer.stderr
    )


def test_the_command_refuses_what_it_cannot_do(folder: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.toml"
    bad.write_text('campaigns = ["nowhere"]\nruns = -1', encoding="utf-8")
    answer = command("run", str(bad))
    assert answer.exit_code == 2
    assert "bad.toml:2: error: runs:" in answer.stderr
    assert "Nothing was played." in answer.stderr

    bad.write_text('campaigns = ["nowhere"]', encoding="utf-8")
    assert "bad.toml:1: error: campaigns[0]: 'nowhere'" in command("run", str(bad)).stderr

    answer = command("run", str(folder / "spec.toml"), "-o", str(tmp_path / "table.csv"))
    assert answer.exit_code == 2
    assert "a table is named *.parquet" in answer.stderr

    (tmp_path / "file").write_text("", encoding="utf-8")
    answer = command(
        "run", str(folder / "spec.toml"), "-o", str(tmp_path / "file" / "t.parquet"), "--jobs", "1"
    )
    assert answer.exit_code == 1
    assert "cannot be written" in answer.stderr


def test_files_that_are_no_tables_are_refused_in_words(tmp_path: Path, plain: Path) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    with pytest.raises(TableFault, match="there is no such file"):
        read_tables(tmp_path / "none.parquet")
    other = tmp_path / "other.parquet"
    for content in (b"", b"PAR1", b"PAR1" + b"\xff" * 400 + b"PAR1", plain.read_bytes()[:-40]):
        other.write_bytes(content)
        with pytest.raises(TableFault, match="is no table in Parquet"):
            read_tables(other)
    parquet.write_table(pa.table({"run": [1]}), other)
    with pytest.raises(TableFault, match="`indivisible lab run` wrote"):
        read_tables(other)


def test_two_tables_that_do_not_belong_together_are_not_read_as_one(
    folder: Path, jobs: tuple[Job, ...]
) -> None:
    """A kill between the two leaves the new figures beside the old worlds."""
    out, other = folder / "half.parquet", folder / "whole.parquet"
    run(jobs[:1], out)
    run(jobs[:2], other)
    figures_of(out).write_bytes(figures_of(other).read_bytes())

    with pytest.raises(TableFault, match=r"is not the other half of half\.parquet"):
        read_tables(out)
    run(jobs[:2], out)
    assert len(read_tables(out).runs) == 2


# -- processes and clusters -----------------------------------------------------------------------


@pytest.mark.slow
def test_a_run_that_is_killed_goes_on_where_it_was(folder: Path, plain: Path) -> None:
    out = folder / "killed.parquet"
    words = ["lab", "run", str(folder / "spec.toml"), "--jobs", "2", "-o", str(out)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, "-m", "game", *words], cwd=ROOT, env=environment, stderr=subprocess.PIPE
    ) as child:
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline and not _lines(journal_of(out)):
            time.sleep(0.02)
        child.send_signal(signal.SIGTERM if os.name == "nt" else signal.SIGKILL)
        child.wait()
    before = _lines(journal_of(out))
    assert before >= 1

    made = subprocess.run(
        [sys.executable, "-m", "game", *words],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip

    assert made.returncode == 0, made.stderr
    assert "of them before" in made.stderr
    assert same(out, plain)


@pytest.fixture
def keyboard() -> Iterator[None]:
    """Let children heed CTRL+C, even where the tests were started in the background without it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.slow
@pytest.mark.usefixtures("keyboard")
@pytest.mark.skipif(os.name == "nt", reason="a key is sent to a group of processes")
def test_a_run_that_is_interrupted_says_how_to_go_on_and_leaves_nobody_behind(folder: Path) -> None:
    out = folder / "interrupted.parquet"
    words = ["lab", "run", str(folder / "spec.toml"), "--jobs", "2", "-o", str(out)]
    with subprocess.Popen(
        [sys.executable, "-m", "game", *words, "--runs", "50"], cwd=ROOT, stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)}, start_new_session=True, text=True,
    ) as child:  # fmt: skip
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline and not _lines(journal_of(out)):
            time.sleep(0.02)
        os.killpg(child.pid, signal.SIGINT)
        said = child.communicate(timeout=60)[1]

    assert child.returncode == 130
    assert "The same command goes on where it was." in said
    assert "Traceback" not in said
    assert not out.exists()
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and _anybody_in(child.pid):
        time.sleep(0.05)
    assert not _anybody_in(child.pid)


def _anybody_in(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def _lines(path: Path) -> int:
    return path.read_bytes().count(b"\n") if path.exists() else 0


@pytest.mark.slow
@pytest.mark.skipif(
    find_spec("distributed") is None, reason="clusters need the extra 'cluster' (distributed)"
)
@pytest.mark.filterwarnings("ignore")
def test_a_cluster_of_two_workers_gives_the_same_bytes(
    folder: Path, plain: Path, jobs: tuple[Job, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    from distributed import LocalCluster

    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    out = folder / "cluster.parquet"
    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None,
        host="127.0.0.1",
    ) as cluster:  # fmt: skip
        made = run(jobs, out, title="Covenants", cluster=cluster.scheduler_address)

    assert not made.broken
    assert same(out, plain)


@pytest.mark.skipif(
    find_spec("distributed") is None, reason="clusters need the extra 'cluster' (distributed)"
)
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "nonsense://x", "no address"])
def test_a_cluster_that_is_not_there_is_said_to_be_so(jobs: tuple[Job, ...], address: str) -> None:
    with pytest.raises(workers.NoCluster, match="does not answer"):
        list(workers.cluster(jobs, address, patience=0.5))


def test_the_game_starts_without_the_laboratory() -> None:
    code = (
        "import sys; import game.cli.app as a; a.build();"
        "print([m for m in ('pyarrow', 'distributed', 'dask', 'scipy.stats') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "[]"
