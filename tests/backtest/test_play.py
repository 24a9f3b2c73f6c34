"""Played, a crisis depends on its opening alone, is the same anywhere, and is scored as said."""

import json
import math
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from game.cli.app import build
from game.lab.backtest import run
from game.lab.backtest.play import play
from game.lab.backtest.reading import MEASURES, OUTCOMES
from game.lab.backtest.run import play_all
from game.lab.backtest.scoring import BY_RANK, PERIODS, rounded, score
from game.lab.record.tables import RecordError, load, record
from tests.backtest.rows import WriteCrises, opening, row

FORBIDDEN = {
    "id": "ZZ",
    "name": "Another name",
    "end": "1999-09-09",
    "aggressor_named": "y",
    "measures": "none",
    "contributors": "everybody",
    "seed_names_it": "n",
    "notes": "it came to nothing",
    "ongoing": "y",
    "success": "1",
    "source": "elsewhere",
}
"""What happened, or how it is called: never an input."""

SOME = (
    row(),
    row(id="X2", start="1990-08-02", type="annexation", aggressor="IRQ", victim="KUW",
        institution="United Nations", outcome="aggressor withdrew"),
    row(id="X3", start="2016-12-09", type="coup", aggressor="Jammeh",
        victim="elected GAM government", institution="ECOWAS", outcome="aggressor withdrew"),
)  # fmt: skip


def told(path: Path, *words: str) -> dict[str, object]:
    answer = CliRunner().invoke(build(), ["backtest", str(path), "--json", "-n", "40", *words])
    assert answer.exit_code == 0, answer.output
    report: dict[str, object] = json.loads(answer.stdout)
    return report


def chances(report: dict[str, object]) -> list[dict[str, float]]:
    cases = report["cases"]
    assert isinstance(cases, list)
    return [case["p"] for case in cases]


def test_the_report_has_exactly_its_keys(crises: WriteCrises) -> None:
    report = told(crises(*SOME))
    assert list(report) == [
        "n", "log_score", "brier", "baseline_rate", "baseline_major", "log_skill", "brier_skill",
        "cases",
    ]  # fmt: skip
    for name in ("baseline_rate", "baseline_major"):
        baseline = report[name]
        assert isinstance(baseline, dict)
        assert list(baseline) == ["log_score", "brier"]
    cases = report["cases"]
    assert isinstance(cases, list)
    for case in cases:
        assert list(case) == ["id", "outcome", "p"]
        assert list(case["p"]) == list(OUTCOMES)
        assert sum(case["p"].values()) == pytest.approx(1.0, abs=1e-9)
        assert min(case["p"].values()) > 0


def test_scores_are_what_a_hand_would_reckon(crises: WriteCrises) -> None:
    report = told(crises(*SOME))
    cases = report["cases"]
    assert isinstance(cases, list)
    logs = [-math.log(case["p"][case["outcome"]]) for case in cases]
    briers = [
        sum((p - (outcome == case["outcome"])) ** 2 for outcome, p in case["p"].items())
        for case in cases
    ]
    assert report["n"] == 3
    assert report["log_score"] == pytest.approx(sum(logs) / 3)
    assert report["brier"] == pytest.approx(sum(briers) / 3)
    # 33, 22, 27 and 11 of 93; destroyed once, withdrew twice.
    rate = -(math.log(11 / 93) + 2 * math.log(33 / 93)) / 3
    # Italy is a major power of 1935: 8, 3, 15, 8 of 34; the others are none: 25, 19, 12, 3 of 59.
    major = -(math.log(8 / 34) + 2 * math.log(25 / 59)) / 3
    assert report["baseline_rate"]["log_score"] == pytest.approx(rate)  # type: ignore[index]
    assert report["baseline_major"]["log_score"] == pytest.approx(major)  # type: ignore[index]
    assert report["log_skill"] == pytest.approx(1 - sum(logs) / 3 / min(rate, major))


def test_base_rates_are_counts_of_the_same_crises() -> None:
    assert np.array_equal(np.sum(list(PERIODS.values()), axis=0), np.sum(BY_RANK, axis=0))
    assert np.sum(BY_RANK) == 93


def test_what_happened_is_never_an_input(crises: WriteCrises) -> None:
    plain = chances(told(crises(*SOME, name="plain.csv")))
    outcomes = [*(one["outcome"] for one in SOME[1:]), SOME[0]["outcome"]]
    shuffled = [
        one | FORBIDDEN | {"outcome": outcome} for one, outcome in zip(SOME, outcomes, strict=True)
    ]
    assert chances(told(crises(*shuffled, name="shuffled.csv"))) == plain


def test_a_crisis_is_played_alike_in_any_company_order_and_number_of_processes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    three = (
        opening(),
        opening(date="1956-11-04", kind="intervention", aggressor="RUS", victim="HUN",
                institution="United Nations"),
        opening(date="1982-04-02", kind="annexation", aggressor="ARG", victim="UKG",
                institution="United Nations"),
    )  # fmt: skip
    alone = [play_all((one,), 30, 1)[0] for one in three]
    assert play_all(three[::-1], 30, 1) == alone[::-1]
    monkeypatch.setattr(run, "_WORTH_A_PROCESS", 0)
    assert play_all(three, 30, 2) == alone


def test_two_processes_say_the_same_bytes(crises: WriteCrises) -> None:
    path = crises(*SOME)
    answers = [
        subprocess.run(
            [sys.executable, "-m", "game", "backtest", str(path), "--json", "-n", "25"],
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    ]
    assert answers[0] == answers[1]


def test_the_tables_name_every_case_both_baselines_and_the_measures(crises: WriteCrises) -> None:
    answer = CliRunner().invoke(build(), ["backtest", str(crises(*SOME)), "-n", "20"])
    assert answer.exit_code == 0
    for word in ("X1", "X2", "X3", "base rate by rank", "skill", "Calibration", *MEASURES):
        assert word in answer.stdout


def test_a_weak_conqueror_does_worse_than_a_strong_one() -> None:
    strong = play(opening(aggressor="GMY", victim="AUS", date="1938-03-12"), record(), 400)
    weak = play(opening(aggressor="AUS", victim="GMY", date="1938-03-12"), record(), 400)
    assert strong.shares()[0] < weak.shares()[0]
    assert strong.shares()[3] > weak.shares()[3]


def test_forecasts_printed_sum_to_one_and_lose_nothing_but_digits() -> None:
    shares = np.array([[1 / 3, 1 / 3, 1 / 6, 1 / 6], [0.7, 0.1, 0.1, 0.1]])
    printed = rounded(shares)
    assert np.allclose(printed, shares, atol=2e-6)
    assert np.allclose(printed.sum(axis=1), 1.0, atol=1e-12)
    scored = score(printed, np.array([0, 0]), [True, False])
    low, high = scored.intervals["log_score"]
    assert low <= scored.model.log_score <= high


_words = st.one_of(
    st.text(max_size=40),
    st.sampled_from(sorted(record().codes)),
    st.lists(st.sampled_from(sorted(record().codes)), max_size=8).map(" ".join),
    st.sampled_from(["Rhodesian regime", "Artsakh (ARM)", "region", "RSF and SAF factions", "()"]),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    aggressor=_words,
    victim=_words,
    kind=st.one_of(st.text(max_size=20), st.sampled_from(["genocide", "civil/interstate", "war"])),
    institution=st.one_of(st.text(max_size=20), st.sampled_from(["NATO", "OSCE", "UN", "none"])),
    year=st.integers(1500, 2200),
    power=st.one_of(st.just(float("nan")), st.floats(0, 1)),
    major=st.sampled_from([None, True, False]),
)
def test_nothing_that_can_be_written_in_a_cell_breaks_the_play(
    aggressor: str, victim: str, kind: str, institution: str, year: int, power: float,
    major: bool | None,
) -> None:  # fmt: skip
    one = opening(
        date=f"{year:04}",
        kind=kind,
        aggressor=aggressor,
        victim=victim,
        institution=institution,
        aggressor_power=power,
        aggressor_major=major,
        aggressor_nuclear=major,
    )
    shares = play(one, record(), 8).shares()
    assert shares.sum() == pytest.approx(1.0)
    assert (shares > 0).all()


def test_a_damaged_record_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="states"):
        load(tmp_path)
    (tmp_path / "states.csv.gz").write_bytes(b"no archive")
    with pytest.raises(RecordError, match=r"states\.csv\.gz"):
        load(tmp_path)


@pytest.mark.slow
def test_the_open_crises_of_the_record_are_forecast_better_than_their_base_rates() -> None:
    folder = os.environ.get("INDIVISIBLE_RECORD")
    path = Path(folder or "") / "crises_open.csv"
    if not folder or not path.is_file():
        pytest.skip("INDIVISIBLE_RECORD names no folder with crises_open.csv")
    report = told(path, "--runs", "200")
    assert report["n"] == 93
    assert report["log_skill"] > 0.10  # type: ignore[operator]
    assert report["brier_skill"] > 0.05  # type: ignore[operator]
