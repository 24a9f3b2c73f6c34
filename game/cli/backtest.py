"""Play historical crises forward from the figures of their day, and score what comes out."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from game.cli.say import NO, refuse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from game.lab.backtest.run import Backtest

_Crises = Annotated[
    Path,
    typer.Argument(help="A CSV file of crises, with the columns of the record.", metavar="CRISES"),
]
_Runs = Annotated[
    int,
    typer.Option("--runs", "-n", min=1, max=100_000, metavar="N", help="Times each is played."),
]
_Json = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of tables.")]
_Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs", "-j", min=1, max=256, metavar="J", help="Processes; all cores if unset."
    ),
]

_SHORT = ("withdrew", "compromise", "kept", "destroyed")


def backtest(crises: _Crises, runs: _Runs = 200, json_: _Json = False, jobs: _Jobs = None) -> None:
    """Play each crisis of a file many times and compare with what happened."""
    from game.lab.backtest.reading import CrisesError  # noqa: PLC0415  # the rules load slowly
    from game.lab.backtest.run import backtest as run  # noqa: PLC0415
    from game.lab.backtest.scoring import as_json  # noqa: PLC0415

    try:
        played = run(crises, runs, jobs or os.cpu_count() or 1)
    except CrisesError as fault:
        refuse(str(fault), NO)
    if json_:
        ids = [what.id for what in played.happened]
        report = as_json(ids, played.shares, played.ends, played.scored)
        sys.stdout.write(json.dumps(report) + "\n")
    else:
        sys.stdout.write("\n".join(_lines(played, runs)) + "\n")


def _lines(played: Backtest, runs: int) -> Iterator[str]:
    yield from _cases(played)
    yield ""
    yield from _scores(played, runs)
    yield ""
    yield "Calibration: of all chances given, how many came true"
    yield f"{'chances':>10} {'mean given':>11} {'came true':>10} {'how many':>9}"
    for low, given, came, number in played.scored.calibration:
        yield f"{f'from {low:.1f}':>10} {given:11.2f} {came:10.2f} {number:9}"
    yield ""
    yield from _measures(played)


def _cases(played: Backtest) -> Iterator[str]:
    ids = [_plain(what.id)[:14] for what in played.happened]
    wide = max(4, *(len(name) for name in ids))
    heads = " ".join(f"{name:>10}" for name in _SHORT)
    yield f"{'case':<{wide}} year {heads}  {'happened':<10}  strongest step expected"
    steps = _steps()
    for name, opening, what, shares, taken in zip(
        ids, played.openings, played.happened, played.shares, played.measures, strict=True
    ):
        chances = " ".join(
            f"{share:9.2f}{'*' if end == what.outcome else ' '}" for end, share in enumerate(shares)
        )
        step = steps[int(taken.argmax())]
        came = f" (came: {what.measure})" if what.measure and what.measure != step else ""
        yield (f"{name:<{wide}} {opening.year} {chances}  {_SHORT[what.outcome]:<10}  {step}{came}")


def _scores(played: Backtest, runs: int) -> Iterator[str]:
    scored = played.scored
    number = len(played.happened)
    yield f"{number} {'crisis' if number == 1 else 'crises'}, {runs} runs each; lower scores are better"
    yield f"{'':<26} {'log score':>9} {'':<16} {'Brier':>6}"
    rows = (
        ("model", scored.model, True),
        ("base rate", scored.rate, False),
        ("base rate by rank", scored.major, False),
    )
    for name, one, ours in rows:
        log, brier = (
            (_between(scored.intervals["log_score"]), _between(scored.intervals["brier_score"]))
            if ours
            else ("", "")
        )
        yield f"{name:<26} {one.log_score:9.3f} {log:<16} {one.brier:6.3f} {brier}".rstrip()
    yield (
        f"{'skill over the better':<26} {scored.log_skill:+9.3f} "
        f"{_between(scored.intervals['log_skill']):<16} {scored.brier_skill:+6.3f} "
        f"{_between(scored.intervals['brier_skill'])}"
    )
    yield "Intervals are 95 %, from resampling the crises."


def _measures(played: Backtest) -> Iterator[str]:
    yield "Strongest step taken: expected number of crises beside how many there were"
    happened = [what.measure for what in played.happened]
    known = [row for row, measure in enumerate(happened) if measure]
    for number, name in enumerate(_steps()):
        expected = float(played.measures[known, number].sum())
        yield f"{name:<28} {expected:6.1f} {sum(one == name for one in happened):6}"
    if known:
        right = sum(
            float(played.measures[row, _steps().index(happened[row])]) for row in known
        ) / len(known)
        yield f"{'chance given to what came':<28} {right:6.2f}"


def _steps() -> tuple[str, ...]:
    from game.lab.backtest.reading import MEASURES  # noqa: PLC0415

    return MEASURES


def _between(bounds: tuple[float, float]) -> str:
    return f"[{bounds[0]:.3f}, {bounds[1]:.3f}]"


def _plain(text: str) -> str:
    return "".join(letter if letter.isprintable() else "?" for letter in text)
