"""What an attack would bring upon the attacker: who would say what, and who would come."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.core.cases import Case, measures_of
from game.core.forecast.contributions import Enforcement, enforcement
from game.core.forecast.resolutions import Forecast, forecast
from game.core.forecast.votes import as_decided
from game.core.ids import NONE, InstitutionId, StateId
from game.core.kinds import Act, Obligation
from game.core.outlook import Outlook, outlook
from game.core.world import World

Floats = NDArray[np.float64]

RESPONSE: Final = (Act.FINANCE_BAN, Act.MATERIALS_BAN, Act.OIL_BAN, Act.FORCE)
"""The measures that a would-be aggressor reckons with."""

_FELT: Final = {
    Act.FINANCE_BAN: 0.5,
    Act.MATERIALS_BAN: 0.5,
    Act.OIL_BAN: 1.0,
    Act.FORCE: 0.8,
}
"""How far each, once it works, would come in time to stop an attack [design]."""

_PUTS: Final = (
    (Act.DETERMINATION, Act.FINANCE_BAN, Act.MATERIALS_BAN, Act.OIL_BAN),
    (Act.DETERMINATION, Act.FINANCE_BAN),
    (Act.DETERMINATION, Act.FORCE),
)
"""The resolutions that it reckons with, as far as the charter knows their acts."""

_IN_TIME = 0.9
"""Chance that what would carry is put, and in time."""

_UNPUT = 0.25
"""How far a body that can decide nothing is heeded all the same."""

_HALF_SAID = 0.35
"""What a resolution that fails is worth, for every vote that it got of those cast."""


@dataclass(frozen=True, slots=True)
class AttackForecast:
    """What is expected to follow an attack, by what everybody can know."""

    case: Case
    resolution: Forecast | None
    """The vote reckoned with; None where there is no body, or it has spoken, or knows no such act."""
    decided: float
    """Chance that the institution decides, 0..1."""
    plan: Enforcement
    """What its members would give to each of RESPONSE once it had."""
    alone: Enforcement
    """Who would come by force without it: one row."""
    by_rule: float
    """Chance that the measures stop it, once decided."""
    by_interest: float
    """Chance that those who come anyway stop it."""
    by_fact: float
    """Chance that what is owed by the fact of attack, without a decision, stops it."""

    @property
    def stopped(self) -> float:
        """Chance that it is stopped by any of them."""
        bound = max(self.decided * self.by_rule, self.by_fact)
        return 1.0 - (1.0 - bound) * (1.0 - 0.8 * self.by_interest)

    @property
    def comers(self) -> Floats:
        """[state] share of its force that each is expected to send, by mandate or without."""
        force = self.plan.answer.expected[RESPONSE.index(Act.FORCE)]
        alone = self.alone.answer.expected[0]
        both: Floats = self.decided * np.maximum(force, alone) + (1.0 - self.decided) * alone
        return both


def attack_on(
    attacker: StateId,
    victim: StateId,
    ambiguity: float,
    institution: InstitutionId,
    *,
    named: bool = False,
) -> Case:
    """Return the case that an attack would make."""
    return Case(attacker, victim, ambiguity, institution, named, 0.9)


def forecast_attack(world: World, case: Case, look: Outlook | None = None) -> AttackForecast:
    """Return what would follow an attack (see `attack_on`), as its author would reckon it."""
    look = look or outlook(world)
    return world.once(("attack", case), lambda: _forecast_attack(world, case, look))


def foresee(world: World, cases: Iterable[Case], look: Outlook | None = None) -> None:
    """Solve all that some attacks would bring at once; pays only while the world is held."""
    asked = [
        pair
        for case in cases
        for acts in (RESPONSE, *(measures_of(put) for put in _puts(world, case)))
        for pair in [*((as_decided(case), act) for act in acts), (_alone(case), Act.FORCE)]
    ]
    if asked:
        enforcement(world, asked, look)


def _alone(case: Case) -> Case:
    return replace(case, institution=InstitutionId(NONE))


def _puts(world: World, case: Case) -> tuple[tuple[Act, ...], ...]:
    """Return the resolutions that could be put to the vote; none where there is nothing to decide."""
    if case.institution < 0 or case.decided:
        return ()
    charter = world.charters[case.institution]
    known = (tuple(act for act in put if charter.needs(act) is not None) for put in _PUTS)
    return tuple(dict.fromkeys(put for put in known if put))


def _by_fact(world: World, case: Case) -> tuple[Act, ...]:
    """Return the measures that members owe by the fact of an attack."""
    if case.institution < 0 or not world.memberships.member[case.institution, case.victim]:
        return ()
    charter = world.charters[case.institution]
    return tuple(
        act
        for act in RESPONSE
        if charter.obligation(act) == Obligation.AUTOMATIC and charter.needs(act) is not None
    )


def _forecast_attack(world: World, case: Case, look: Outlook) -> AttackForecast:
    """Reckon with the resolution from which most is to be feared: adopted, and carried out."""
    foresee(world, (case,), look)
    plan = enforcement(world, [(as_decided(case), act) for act in RESPONSE], look)
    alone = enforcement(world, [(_alone(case), Act.FORCE)], look)
    works = dict(zip(RESPONSE, plan.success.tolist(), strict=True))
    best: tuple[float, float, float, Forecast | None] = (-1.0, 0.0, 0.0, None)
    for put in _puts(world, case):
        vote = forecast(world, case, put, look)
        yes, no = float(vote.chance_yes.sum()), float((vote.chance_no + vote.chance_veto).sum())
        said = yes / max(yes + no, 1e-9)
        decided = _IN_TIME * vote.adoption + (1.0 - vote.adoption) * _HALF_SAID * said
        effect = _together(works, put)
        best = max(best, (decided * effect, decided, effect, vote), key=_feared)
    _, decided, by_rule, resolution = best
    if resolution is None:
        decided = 1.0 if case.decided else 0.0 if case.institution < 0 else _UNPUT
        by_rule = _together(works, RESPONSE)
    return AttackForecast(
        case, resolution, decided, plan, alone, by_rule, float(alone.success[0]),
        _together(works, _by_fact(world, case)),
    )  # fmt: skip


def _feared(option: tuple[float, float, float, Forecast | None]) -> float:
    return option[0]


def _together(works: dict[Act, float], acts: Iterable[Act]) -> float:
    """Return the chance that any of some measures stops an attack, taken as independent."""
    spared = 1.0
    for act in acts:
        if act in works:
            spared *= 1.0 - _FELT[act] * works[act]
    return 1.0 - spared
