"""Drafts: what is likely to come to a vote in a case, and whose ballot would turn it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.ai.policies.uphold import AIMS, package
from game.core.cases import Case, case_of, case_under
from game.core.forecast import PRIVATE, Forecast, division, electorate, forecast
from game.core.formulas.voting import Leanings, leanings, odds, odds_if
from game.core.ids import InstitutionId
from game.core.kinds import Act, Standing
from game.core.records import Crisis
from game.core.world import World

Floats = NDArray[np.float64]

_NEAR = 0.1
"""Chance of adoption between which, and its complement, a vote is worth working on."""

_WORKED_ON = 8
"""Votes looked at in a case: those that are nearest to turning."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A text that is up, or likely to be put, in a case."""

    crisis: Crisis
    case: Case
    acts: tuple[Act, ...]
    outlook: Forecast

    @property
    def open(self) -> bool:
        """Its fate hangs on somebody."""
        return _NEAR < self.outlook.adoption < 1.0 - _NEAR


def likely(known: World, crisis: Crisis) -> Draft | None:
    """Return what will come to a vote in a case, as far as can be told; None for nothing.

    A draft on the table, else the strongest text that would rather be adopted than not, or the one
    just stronger where its fate is open. The weaker a text, the better its chances: it is looked for
    by halves.
    """
    return known.once(("likely draft", crisis.id), lambda: _likely(known, crisis))


def _likely(known: World, crisis: Crisis) -> Draft | None:
    if crisis.institution < 0:
        return None
    for resolution in reversed(known.resolutions_on(crisis.id)):
        if resolution.standing == Standing.TABLED:
            case = case_under(known, resolution)
            return Draft(crisis, case, resolution.acts, forecast(known, case, resolution.acts))
    case = case_of(crisis)
    texts = list(_texts(known, crisis, crisis.institution))
    looked: dict[int, Draft] = {}

    def draft(place: int) -> Draft:
        if place not in looked:
            acts = texts[place]
            looked[place] = Draft(crisis, case, acts, forecast(known, case, acts))
        return looked[place]

    first = bisect_left(range(len(texts)), True, key=lambda at: draft(at).outlook.adoption > 0.5)
    if first > 0 and draft(first - 1).open:
        return draft(first - 1)
    return draft(first) if first < len(texts) else None


def _texts(known: World, crisis: Crisis, body: InstitutionId) -> Iterator[tuple[Act, ...]]:
    if crisis.inquiry_due >= 0:
        return
    for aim in AIMS:
        acts = package(known.charters[body], crisis, aim)
        if acts is not None:
            yield acts


def worth_of(known: World, draft: Draft, state: int) -> float:
    """Return what adoption is worth to a state on its own estimates."""
    vote = division(known, draft.case, draft.acts, private=True)
    return float(vote.worth.values[state].sum())


@dataclass(frozen=True, slots=True)
class Swing:
    """A vote that could be turned."""

    state: int
    value: float
    """What adoption is worth to it, by what all can know."""
    up: float
    """Change of the chance of adoption if it is won over by `shift`."""
    down: float
    """The same if it is turned against."""


def swings(known: World, draft: Draft, shift: float) -> tuple[Swing, ...]:
    """Return what a shift of each near vote would do to the chance of adoption."""
    key = ("swings", draft.crisis.id, draft.acts, shift)
    return known.once(key, lambda: _swings(known, draft, shift))


def _swings(known: World, draft: Draft, shift: float) -> tuple[Swing, ...]:
    vote = draft.outlook.division
    if vote is None:
        return ()
    rules = known.rules
    act, entitled, may_veto = electorate(known, draft.case, draft.acts)
    rule = known.charters[draft.case.institution].rule(act)
    hidden = {name: np.zeros(known.n) for name in ("resolve", "cost")}
    for place, key in enumerate(vote.worth.keys):
        if key in PRIVATE:
            hidden[PRIVATE[key]] += vote.worth.values[:, place]
    spread = np.hypot(rules.resolve_spread * hidden["resolve"], rules.cost_spread * hidden["cost"])
    value = vote.worth.total()
    rows = np.flatnonzero(entitled)
    nearest = rows[np.argsort(np.abs(value[rows]), kind="stable")][:_WORKED_ON]

    def leaning(by: float) -> Leanings:
        return leanings(
            value + by,
            spread,
            band=rules.abstain_band,
            veto_bar=rules.veto_bar,
            may_veto=may_veto,
            unanimity=rule.majority == 1,
        )

    cast = leaning(0.0)
    now = odds(cast, entitled, rule).carried
    up = odds_if(cast, leaning(shift), nearest, entitled, rule) - now
    down = odds_if(cast, leaning(-shift), nearest, entitled, rule) - now
    return tuple(
        Swing(row, worth, higher, lower)
        for row, worth, higher, lower in zip(
            nearest.tolist(), value[nearest].tolist(), up.tolist(), down.tolist(), strict=True
        )
    )
