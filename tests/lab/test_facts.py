"""Facts: the record read, and ensembles made by hand held against it."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path

import pytest
from defusedxml import ElementTree
from typer.testing import CliRunner, Result

from game.cli.app import build
from game.lab.ensemble.periods import PERIODS
from game.lab.ensemble.plan import Arm, Job
from game.lab.ensemble.play import Played
from game.lab.ensemble.sheet import Figure
from game.lab.ensemble.table import write_tables
from game.lab.facts.compare import JUDGED, line
from game.lab.facts.record import Fact, facts

needs_parquet = pytest.mark.skipif(
    find_spec("pyarrow") is None, reason="tables need the extra 'lab' (pyarrow)"
)


def fact(**changes: object) -> Fact:
    plain = {
        "key": "wars", "period": "1920-45", "says": "Wars", "metric": "wars_a_year", "scale": 10.0,
        "record": 4.0, "low": 2.0, "high": 8.0, "unit": "a decade", "places": 1, "band": "by hand",
        "reaches": "", "source": "nobody",
    }  # fmt: skip
    return Fact.model_validate({**plain, **changes})


def test_every_fact_of_the_record_lies_in_its_own_band_and_has_a_source() -> None:
    assert len(facts()) > 60
    for each in facts():
        assert each.low <= each.record <= each.high, each
        assert each.source, each
        assert each.band, each
        assert each.period in {name for name, _, _ in PERIODS}
    places = [(each.key, each.period) for each in facts()]
    assert len(places) == len(set(places))


def test_the_record_is_the_published_one() -> None:
    told = {(each.key, each.period): each for each in facts()}
    by_era = {
        "wars_rate": (7.4, 5.4, 2.7),
        "mids": (10.8, 23.1, 28.4),
        "mid_war": (0.092, 0.023, 0.008),
        "mid_joiner": (0.128, 0.098, 0.063),
        "exits": (18 / 2.6, 3 / 4.4, 5 / 2.6),
    }
    for key, values in by_era.items():
        for period, value in zip(JUDGED, values, strict=False):
            assert told[key, period].record == pytest.approx(value, rel=0.02, abs=5e-4), (
                key,
                period,
            )
    assert told["initiator_wins", "all"].record == pytest.approx(0.39, abs=0.005)
    assert told["initiator_loses", "all"].record == pytest.approx(0.30, abs=0.005)
    assert told["war_days", "all"].record == pytest.approx(134, abs=1)
    assert told["deaths_exponent", "all"].record == pytest.approx(1.41)
    assert told["ally_beside", "1920-45"].record == pytest.approx(0.30, abs=0.005)
    assert told["ally_beside", "1946-89"].record == pytest.approx(0.08, abs=0.005)


def test_a_figure_is_inside_where_the_median_of_the_worlds_lies_in_the_band() -> None:
    found = line(fact(), [0.1, 0.3, 0.5, 0.7, 5.0])

    assert found.median == pytest.approx(5.0), "ten times what the worlds have: by decade"
    assert found.low == pytest.approx(1.4)
    assert found.inside
    assert found.covers
    assert not line(fact(high=4.9), [0.5]).inside
    assert not line(fact(), [0.1]).inside
    nothing = line(fact(), [])
    assert not nothing.inside
    assert not nothing.covers


# -- a table made by hand -------------------------------------------------------------------------


def command(*words: str) -> Result:
    return CliRunner().invoke(build(), ["lab", "facts", *words])


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Write a table of three good worlds and a broken one, and of one world of another arm."""
    jobs, done = [], {}
    for number, (name, rate) in enumerate(
        (("century", 5.0), ("century", 7.0), ("century", 9.0), ("century", None), ("<b>", 90.0))
    ):
        arm = Arm(name, "century", "century", "0" * 64, None, "standard", (), 104, "Century")
        job = Job(number, arm, number, f"{number:032x}")
        jobs.append(job)
        figures = () if rate is None else (
            Figure("1920-45", "years", 26.0, 26.0),
            Figure("1920-45", "wars_per_1000_state_years", rate, 9.0),
            Figure("1920s", "years", 10.0, 10.0),
            Figure("1920s", "states", 62.0, 10.0),
            Figure("1930s", "years", 10.0, 10.0),
            Figure("1930s", "states", 90.0, 10.0),
            Figure("all", "years", 26.0, 26.0),
        )  # fmt: skip
        fault = "ValueError: no" if rate is None else ""
        done[job.address] = Played(job.address, 104, "", ruined=False, fault=fault, figures=figures)
    path = tmp_path / "made.parquet"
    write_tables(path, "Made by <hand>", jobs, done)
    return path


@needs_parquet
def test_the_table_in_json(table: Path) -> None:
    answer = command(str(table), "--json")
    assert answer.exit_code == 0, answer.stderr
    first, other = json.loads(answer.stdout)

    assert (first["arm"], first["worlds"], first["broken"]) == ("century", 3, 1)
    assert first["years"] == {"1920-45": 26.0, "1920s": 10.0, "1930s": 10.0, "all": 26.0}
    rates = {each["period"]: each for each in first["facts"] if each["key"] == "wars_rate"}
    assert rates["1920-45"]["median"] == 7.0
    assert rates["1920-45"]["interval"] == pytest.approx([5.2, 8.8])
    assert rates["1920-45"]["inside"] is True
    assert rates["1920-45"]["record_in_interval"] is True
    assert rates["1946-89"]["median"] is None
    assert rates["1946-89"]["inside"] is None
    assert first["inside"]["1920-45"][0] == 1
    assert first["inside"]["1920s"] == [1, 5]
    assert first["inside"]["1930s"] == [0, 5]
    assert other["facts"][0]["inside"] is False


@needs_parquet
def test_the_table_in_words_and_in_markdown(table: Path) -> None:
    text = command(str(table), "--arm", "century").stdout
    assert "century: 3 worlds, 1 more broke; 1 of" in text
    row = next(each for each in text.splitlines() if each.startswith("Wars begun per 1000"))
    assert row.split()[-5:] == ["7.00", "5.20", "to", "8.80", "inside"]
    assert "worlds cover 26 years of it" in text
    assert "no cases" in text
    assert "1946-89" not in text, "of periods that were not played nothing is said"

    lines = command(str(table), "--arm", "<b>", "--markdown").stdout.splitlines()
    wanted = "| Wars begun per 1000 state-years | 7.42 | 3.83 to 12.96 | 90.00 | 90.00 to 90.00 | OUTSIDE |"
    assert wanted in lines


@needs_parquet
def test_the_page_is_whole_needs_nothing_else_and_trusts_no_name(
    table: Path, tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    assert command(str(table), "--html", str(page)).exit_code == 0
    text = page.read_text(encoding="utf-8")

    assert "<title>Made by &lt;hand&gt;: stylised facts</title>" in text
    assert "<b>" not in text
    assert "http" not in text
    assert "<script" not in text
    body = text.split("<body>")[1].split("</body>")[0]
    tree = ElementTree.fromstring(f"<body>{body}</body>")
    drawings = tree.findall(".//svg")
    assert len(drawings) > 20
    assert all(each.get("aria-label") for each in drawings)
    numbers = [value for each in drawings for part in each for value in part.attrib.values()]
    assert numbers
    assert not [each for each in numbers if "nan" in each or "inf" in each]


@needs_parquet
def test_what_is_not_there_is_said(table: Path, tmp_path: Path) -> None:
    answer = command(str(table), "--arm", "nobody")
    assert answer.exit_code == 2
    assert "there is no arm 'nobody'; there are: century; <b>" in answer.stderr

    answer = command(str(tmp_path / "none.parquet"))
    assert answer.exit_code == 1
    assert "there is no such file" in answer.stderr

    table.with_name("made.figures.parquet").unlink()
    answer = command(str(table))
    assert answer.exit_code == 1
    assert "made.figures.parquet: there is no such file" in answer.stderr
