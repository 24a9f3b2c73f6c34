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
from game.core.kinds import Act
from game.core.outlook import Outlook, outlook
from game.core.world import World

Floats = NDArray[np.float64]

RESPONSE: Final = (Act.FINANCE_BAN, Act.OIL_BAN, Act.FORCE)
"""The measures that a would-be aggressor reckons with."""

_PUT: Final = (Act.DETERMINATION, Act.FINANCE_BAN, Act.OIL_BAN)
"""The resolution that it reckons with, as far as the charter knows these acts."""

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

    @property
    def stopped(self) -> float:
        """Chance that it is stopped by either."""
        return 1.0 - (1.0 - self.decided * self.by_rule) * (1.0 - 0.8 * self.by_interest)

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
        for acts in (RESPONSE, measures_of(_put(world, case)))
        for pair in [*((as_decided(case), act) for act in acts), (_alone(case), Act.FORCE)]
    ]
    if asked:
        enforcement(world, asked, look)


def _alone(case: Case) -> Case:
    return replace(case, institution=InstitutionId(NONE))


def _put(world: World, case: Case) -> tuple[Act, ...]:
    """Return the acts that would be put to the vote; none where there is nothing to decide."""
    if case.institution < 0 or case.decided:
        return ()
    charter = world.charters[case.institution]
    return tuple(act for act in _PUT if charter.needs(act) is not None)


def _forecast_attack(world: World, case: Case, look: Outlook) -> AttackForecast:
    foresee(world, (case,), look)
    plan = enforcement(world, [(as_decided(case), act) for act in RESPONSE], look)
    alone = enforcement(world, [(_alone(case), Act.FORCE)], look)
    put = _put(world, case)
    vote = forecast(world, case, put, look) if put else None
    decided = 1.0 if case.decided else _UNPUT
    if case.institution < 0:
        decided = 0.0
    elif vote is not None:
        yes, no = float(vote.chance_yes.sum()), float((vote.chance_no + vote.chance_veto).sum())
        said = yes / max(yes + no, 1e-9)
        decided = _IN_TIME * vote.adoption + (1.0 - vote.adoption) * _HALF_SAID * said
    finance, oil, force = (float(chance) for chance in plan.success)
    by_rule = 1.0 - (1.0 - 0.5 * finance) * (1.0 - oil) * (1.0 - 0.8 * force)
    return AttackForecast(case, vote, decided, plan, alone, by_rule, float(alone.success[0]))
