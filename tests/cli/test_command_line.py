"""The command line as people and programs use it."""

from __future__ import annotations

import csv
import json
import math
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import pytest
from typer.testing import CliRunner, Result

from game.cli.app import HEADLESS, build
from game.cli.chronicle import chronicle_lines
from game.core.invariants import BrokenWorld
from game.core.kinds import Ballot
from game.narrate.narrator import Narrator
from game.persistence.save import write_save
from game.session import simulate as simulated_games
from game.session.seats import SeatSetup
from game.session.session import Session
from game.session.shelf import open_campaign

ROOT = Path(__file__).resolve().parents[2]
CAMPAIGN = "broken_covenant"


def run(*words: str) -> Result:
    return CliRunner().invoke(build(), list(words))


def process(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {key: value for key, value in os.environ.items() if key not in _DISPLAY}
    return subprocess.run(
        [sys.executable, "-m", "game", *words],
        cwd=ROOT,
        env={**kept, **environment},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


_DISPLAY = ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER")


@pytest.fixture(scope="module")
def saves(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a game of two turns, and one of one turn."""
    folder = tmp_path_factory.mktemp("saves")
    campaign, _ = open_campaign(CAMPAIGN)
    session = Session.begin(campaign, [SeatSetup("GBR", "Ana")], seed=7)
    seat = session.seats[0]
    for name in ("one", "two"):
        turn = session.turn
        while session.turn == turn:
            if session.waiting is None:
                list(session.job())
            else:
                session.finish(seat)
        write_save(folder / f"{name}.indsave", session.saved())
    return folder


# -- simulate ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def simulated() -> tuple[subprocess.CompletedProcess[str], subprocess.CompletedProcess[str]]:
    words = ("simulate", CAMPAIGN, "--seed", "7", "--turns", "5", "--json")
    return process(*words, PYTHONHASHSEED="1"), process(*words, PYTHONHASHSEED="2")


def test_two_processes_print_the_same_bytes(
    simulated: tuple[subprocess.CompletedProcess[str], ...],
) -> None:
    first, second = simulated
    assert first.returncode == 0, first.stderr
    assert first.stdout == second.stdout
    assert first.stdout.count("\n") == 1


def test_the_object_holds_what_it_promises(
    simulated: tuple[subprocess.CompletedProcess[str], ...],
) -> None:
    data = json.loads(simulated[0].stdout)
    assert data["campaign"] == CAMPAIGN
    assert (data["seed"], data["turns"]) == (7, 5)
    assert (data["from"], data["to"]) == ("1931 Q3", "1932 Q3")  # the first and the last played
    assert len(data["digest"]) == 64
    for name in ("states_alive", "crises", "wars", "resolutions", "vetoes", "sanctions"):
        assert isinstance(data[name], int), name
    assert data["states_alive"] > 50
    assert data["members"]["league"] > 40
    assert data["crises"] == len(data["cases"])
    assert data["events"]
    assert {"turn", "kind", "subject", "object", "about", "figures", "text"} <= set(
        data["events"][0]
    )
    assert all(event["text"].endswith((".", "!")) for event in data["events"])
    assert sum(event["kind"] == "turn.closed" for event in data["events"]) == 5


def test_another_seed_is_another_history() -> None:
    one, other = (
        json.loads(run("simulate", CAMPAIGN, "--seed", seed, "-n", "2", "--json").stdout)
        for seed in ("1", "2")
    )
    assert one["digest"] != other["digest"]


def test_without_json_it_tells_the_story_by_date() -> None:
    result = run("simulate", CAMPAIGN, "--seed", "7", "--turns", "2")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert "1931 Q3" in lines
    assert "1931 Q4" in lines
    assert any(line.startswith("  The quarter closes") for line in lines)
    assert "members." in result.stdout


def test_the_chronicle_says_who_voted_against_and_why_and_what_the_largest_gave() -> None:
    campaign, _ = open_campaign(CAMPAIGN)
    played = simulated_games.run(campaign, 7, 12)
    lines = chronicle_lines(played.events, played.world, Narrator(campaign.gazetteer))
    reasons = {"Against", "Abstaining", "Of the largest economies"}
    told = [line.strip() for line in lines if line.startswith(" " * 6)]
    assert told
    assert {line.split(":")[0] for line in told} <= reasons
    names = campaign.gazetteer.names
    for text in played.world.resolutions:
        for vote in text.votes:
            if vote.ballot == Ballot.NO:
                assert any(
                    line.startswith("Against: ") and names[vote.state] in line for line in told
                )
    public = [event for event in played.events if not event.readers]
    sentences = [line for line in lines if line.startswith("  ") and line[2] != " "]
    elected = [line for line in sentences if line.startswith("  Elected to the council")]
    assert elected  # a row in one line
    assert len(sentences) < len(public)
    assert lines == chronicle_lines(played.events, played.world, Narrator(campaign.gazetteer))


def test_a_chronicle_tells_nothing_of_a_cheat_that_nobody_saw() -> None:
    campaign, _ = open_campaign(CAMPAIGN)
    played = simulated_games.run(campaign, 1, 20)
    honest, world = played.world.clone(), played.world.clone()
    honest.ledger = [replace(duty, given=1.0, promised=1.0) for duty in honest.ledger]
    world.ledger = [replace(duty, cheated=True, seen=False, given=0.0) for duty in honest.ledger]
    assert world.ledger != honest.ledger
    plain = chronicle_lines(played.events, honest, Narrator(campaign.gazetteer))
    assert chronicle_lines(played.events, world, Narrator(campaign.gazetteer)) == plain


def test_the_chronicle_is_a_table_that_a_spreadsheet_reads(tmp_path: Path) -> None:
    file = tmp_path / "events.csv"
    result = run("simulate", CAMPAIGN, "-n", "2", "--json", "--chronicle", str(file))
    assert result.exit_code == 0
    with file.open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    events = json.loads(result.stdout)["events"]
    assert [row["kind"] for row in rows] == [event["kind"] for event in events]
    assert [row["text"] for row in rows] == [event["text"] for event in events]


def test_another_charter_is_another_history_and_an_unknown_one_is_named() -> None:
    campaign, _ = open_campaign(CAMPAIGN)
    other = next(key for key in campaign.charter_keys if key != "league_1920")
    words = ("simulate", CAMPAIGN, "-n", "1", "--json")
    plain = json.loads(run(*words).stdout)
    changed = json.loads(run(*words, "--charter", other).stdout)
    assert plain["charter"] is None
    assert changed["charter"] == other
    assert plain["digest"] != changed["digest"]
    wrong = run(*words, "--charter", "leage_1920")
    assert wrong.exit_code == 2
    assert "league_1920" in wrong.stderr
    assert wrong.stdout == ""


def test_a_misspelt_campaign_is_answered_with_the_nearest() -> None:
    result = run("simulate", "broken_covenent")
    assert result.exit_code == 2
    assert "broken_covenant" in result.stderr
    assert result.stdout == ""


def test_a_broken_campaign_says_where(tmp_path: Path) -> None:
    (tmp_path / "manifest.toml").write_text('title = "Nothing"\n', encoding="utf-8")
    result = run("simulate", str(tmp_path))
    assert result.exit_code == 1
    assert "manifest.toml" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("simulate",),
        ("simulate", CAMPAIGN, "--turns", "0"),
        ("simulate", CAMPAIGN, "--seed", "-1"),
        ("simulate", CAMPAIGN, "--seed", "seven"),
        ("simulate", CAMPAIGN, "--turnz", "3"),
        ("conquer",),
        ("replay", "no_such_file.indsave"),
        ("bench", "broken_covenent"),
    ],
)
def test_a_wrong_request_ends_with_two_and_no_traceback(words: tuple[str, ...]) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert result.stderr
    assert "Traceback" not in result.stderr
    assert result.stdout == ""


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    where = tmp_path / "nowhere" / "events.csv"
    result = run("simulate", CAMPAIGN, "-n", "1", "--chronicle", str(where))
    assert result.exit_code == 1
    assert str(where) in result.stderr


# -- replay --------------------------------------------------------------------------------------


def test_a_saved_game_is_told_again(saves: Path) -> None:
    result = run("replay", str(saves / "two.indsave"))
    assert result.exit_code == 0
    assert "1931 Q3" in result.stdout
    told = json.loads(run("replay", str(saves / "two.indsave"), "--json").stdout)
    assert told["seats"] == ["GBR"]
    assert told["turns"] == 2


def test_a_saved_game_verifies(saves: Path) -> None:
    result = run("replay", str(saves / "two.indsave"), "--verify")
    assert result.exit_code == 0, result.stderr
    assert "The same at every one of 3 comparisons" in result.stdout


def test_a_replay_that_differs_ends_with_one_and_names_the_turn(
    saves: Path, tmp_path: Path
) -> None:
    from game.session.shelf import open_save

    game = open_save(saves / "two.indsave").loaded.game
    forged = replace(game, turn_digests=(game.turn_digests[0], "0" * 64, game.turn_digests[2]))
    write_save(tmp_path / "forged.indsave", forged)
    result = run("replay", str(tmp_path / "forged.indsave"), "--verify")
    assert result.exit_code == 1
    assert "Differs from 1931 Q4 (turn 1)" in result.stdout


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9])
def test_a_damaged_save_is_named_with_its_fault_and_the_last_good_one(
    saves: Path, share: float
) -> None:
    whole = (saves / "two.indsave").read_bytes()
    broken = saves / "broken.indsave"
    broken.write_bytes(whole[: int(len(whole) * share)])
    try:
        result = run("replay", str(broken), "--verify")
    finally:
        broken.unlink()
    assert result.exit_code == 1
    assert "cannot be opened" in result.stderr
    assert str(saves / "two.indsave") in result.stderr
    assert "Traceback" not in result.stderr


# -- ends that nobody wished for ---------------------------------------------------------------


def breaks(*_: object) -> NoReturn:
    raise BrokenWorld("turn 3, stage WAR, seed 7: territory 4 belongs to no living state")


@pytest.mark.parametrize("words", [("simulate", CAMPAIGN), ("replay", "SAVE", "--verify")])
def test_rules_that_break_are_told_and_not_traced(
    words: tuple[str, ...], saves: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("game.session.stages.play", breaks)
    result = run(*(word.replace("SAVE", str(saves / "two.indsave")) for word in words))
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
    for told in (CAMPAIGN, "turn 3", "seed 7", "territory 4 belongs to no living state", "report"):
        assert told in result.stderr
    assert result.stdout == ""


@pytest.fixture
def keyboard() -> Iterator[None]:
    """Let children heed CTRL+C, even where the tests were started in the background without it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("keyboard")
@pytest.mark.skipif(sys.platform == "win32", reason="signals of the keyboard are others there")
def test_the_keyboard_stops_it_with_130() -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", _STOPPED], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    _, said = child.communicate(timeout=60)
    assert child.returncode == 130
    assert said == b""


_STOPPED = """
import os, signal, sys
from game.session import stages
stages.play = lambda *_: os.kill(os.getpid(), signal.SIGINT)
from game.__main__ import main
sys.argv = ["indivisible", "simulate", "broken_covenant"]
main()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="pipes close otherwise there")
@pytest.mark.parametrize("words", [("--help",), ("simulate", CAMPAIGN, "-n", "4", "--json")])
def test_a_reader_that_has_seen_enough_hears_no_complaint(words: tuple[str, ...]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as closed:
        child = subprocess.run(
            [sys.executable, "-m", "game", *words],
            cwd=ROOT, stdout=closed, stderr=subprocess.PIPE, check=False, timeout=60,
        )  # fmt: skip
    assert child.stderr == b""
    assert child.returncode == 1


# -- the rest ------------------------------------------------------------------------------------


def test_help_names_every_command() -> None:
    result = process("--help")
    assert result.returncode == 0
    for name in (
        "play",
        "simulate",
        "replay",
        "check",
        "schema",
        "screenshot",
        "bench",
        "bake-map",
    ):
        assert name in result.stdout
    assert "Exit codes" in result.stdout


def test_version() -> None:
    assert run("--version").stdout.startswith("indivisible ")


def test_check_finds_nothing_wrong_with_the_campaign() -> None:
    result = run("check", CAMPAIGN)
    assert result.exit_code == 0, result.stdout


def test_check_takes_whatever_a_shell_finds_among_the_campaigns() -> None:
    everything = sorted(map(str, (ROOT / "campaigns").glob("*")))
    assert len(everything) >= 3
    result = run("check", *everything)
    assert result.exit_code == 0, result.stdout
    assert "README.md: note: " in result.stdout
    inside = sorted(map(str, (ROOT / "campaigns" / CAMPAIGN).glob("*")))[-3:]
    assert run("check", *inside).exit_code == 0


def test_check_reads_each_charter_of_a_folder_and_says_each_finding_once(tmp_path: Path) -> None:
    folder = tmp_path / "charters"
    folder.mkdir()
    (folder / "empty.yaml").write_text("name: 3\n", encoding="utf-8")
    result = run("check", str(folder), str(folder / "empty.yaml"))
    assert result.exit_code == 1
    said = result.stdout.splitlines()
    assert any("empty.yaml" in line for line in said)
    assert len(said) == len(set(said))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="displays are told apart on Linux")
@pytest.mark.parametrize("words", [(), ("play",)])
def test_without_a_display_it_says_so_and_names_what_works(words: tuple[str, ...]) -> None:
    result = process(*words)
    assert result.returncode == 1
    assert "there is no display" in result.stderr
    assert HEADLESS in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize(
    "words", [("--size", "big"), ("--screen", "kitchen"), ("--scale", "10"), ("--turn", "-1")]
)
def test_a_picture_that_cannot_be_is_a_wrong_request(words: tuple[str, str]) -> None:
    result = process("screenshot", CAMPAIGN, *words)
    assert result.returncode == 2
    assert "Traceback" not in result.stderr
    assert result.stdout == ""


_PROBE = """
import sys
from game.__main__ import main
sys.argv = ["indivisible", *{words!r}]
try:
    main()
except SystemExit as ended:
    assert not ended.code, ended.code
loaded = [name for name in sys.modules if name.split(".")[0] in {heavy!r}]
print("LOADED", sorted(set(name.split(".")[0] for name in loaded)), file=sys.stderr)
"""


@pytest.mark.parametrize(
    ("words", "heavy"),
    [
        (["--help"], ["pygame", "pygame_gui", "numpy", "scipy", "pydantic"]),
        (["simulate", CAMPAIGN, "-n", "1", "--json"], ["pygame", "pygame_gui"]),
    ],
)
def test_the_headless_path_loads_no_window(words: list[str], heavy: list[str]) -> None:
    code = _PROBE.format(words=words, heavy=heavy)
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert "LOADED []" in result.stderr, result.stderr


def test_bench_prints_what_it_promises() -> None:
    result = run("bench", "--turns", "2", "--json")
    assert result.exit_code == 0, result.stderr
    figures = json.loads(result.stdout)
    wanted = [
        "turn_ms_median",
        "turn_ms_p99",
        "century_s",
        "phases_ms",
        "frame_ms_median",
        "frame_ms_p99",
        "hover_ms",
        "recolour_ms",
        "load_ms",
        "start_ms",
        "save_ms",
        "save_bytes",
        "rss_mb",
        "turn_ms_200",
    ]
    assert set(wanted) <= set(figures)
    assert figures["frame_ms_median"] is None  # nothing measures the window here
    assert figures["turn_ms_median"] > 0
    assert figures["save_bytes"] > 10_000
    assert {"council", "war", "economy"} <= set(figures["phases_ms"])
    table = run("bench", "--turns", "1").stdout
    assert "turn_ms_median" in table


@pytest.mark.slow
def test_bench_with_the_window_measures_every_figure_and_prints_nothing_else() -> None:
    result = process("bench", "--turns", "1", "--json")
    assert result.returncode == 0, result.stderr
    figures = json.loads(result.stdout)
    costs = {}
    for name, cost in figures.items():
        costs |= cost if isinstance(cost, dict) else {name: cost}
    unmeasured = {name for name, cost in costs.items() if cost is None}
    assert unmeasured <= {"rss_mb", "growth", "growth_ratio"}, unmeasured
    for name, cost in costs.items():
        if name not in unmeasured:
            assert math.isfinite(cost), name
            assert cost >= 0, name
    assert figures["start_ms"] > 100  # the window, not only the command line


@pytest.mark.slow
def test_the_window_is_measured_beside_its_budgets() -> None:
    result = process("bench", "--client", "--json")
    assert result.returncode == 0, result.stderr
    figures = json.loads(result.stdout)
    assert set(figures) >= {
        "frame_ms_median", "frame_ms_p99", "cold_frame_ms_worst", "first_sight_ms", "hover_ms",
        "recolour_ms", "start_ms",
    }  # fmt: skip
    assert all(cost > 0 for cost in figures.values())
    assert figures["frame_ms_median"] <= figures["frame_ms_p99"]
