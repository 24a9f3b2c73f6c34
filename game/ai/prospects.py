"""The prospect of acting on a claim: gain and chance against what would follow.

MODEL "Aggression": p_win x gain - p_response x loss - cost of war > threshold, on the claimant's
own estimates, with the response read off the same forecast that everybody else is shown.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from game.core.cases import Case
from game.core.forecast import as_decided, division, enforcement
from game.core.formulas.deterrence import win_chance
from game.core.ids import NONE, InstitutionId, StateId
from game.core.kinds import Act, Doctrine
from game.core.outlook import Outlook
from game.core.records import Claim
from game.core.terms import Term, total
from game.core.world import World

_RESPONSE = (Act.FINANCE_BAN, Act.OIL_BAN, Act.FORCE)
"""What a would-be aggressor reckons with."""


@dataclass(frozen=True, slots=True)
class Prospect:
    """What acting on a claim is worth to its claimant, term by term."""

    claim: Claim
    terms: tuple[Term, ...]
    win: float
    stopped: float

    @property
    def worth(self) -> float:
        """Sum of the terms; positive means act."""
        return total(self.terms)


def body_for(world: World, claimant: int, victim: int) -> InstitutionId:
    """Return the institution that would be seized: the first to which the victim belongs."""
    for institution in range(len(world.charters)):
        if world.memberships.member[institution, victim]:
            return InstitutionId(institution)
    for institution in range(len(world.charters)):
        if world.memberships.member[institution, claimant]:
            return InstitutionId(institution)
    return InstitutionId(NONE)


def prize(world: World, claim: Claim, *, private: bool = True) -> float:
    """Return what the land claimed is worth to its claimant, once won."""
    revise = float(world.states.doctrine[claim.claimant, Doctrine.REVISE])
    resolve = float(world.states.resolve[claim.claimant]) if private else 1.0
    return world.rules.gain_weight * claim.weight * (0.15 + 1.3 * revise) * resolve


def centrality(world: World, claim: Claim) -> float:
    """Return how much of its strength the holder would put in for the land claimed, 0.45..1.

    All of it for its capital; for the marches, by the share of its people who live there.
    """
    land = world.territories
    mine = [t for t in claim.territories if land.owner[t] == claim.holder]
    if world.states.capital[claim.holder] in mine:
        return 1.0
    return 0.45 + 0.55 * min(1.0, float(land.people[mine].sum()))


def balance_of_arms(
    world: World,
    attacker: int,
    victim: int,
    look: Outlook,
    *,
    seen_by: int | None = None,
    put_in: float = 1.0,
) -> float:
    """Return the chance that the attacker beats the victim and the allies it trusts to come.

    With `seen_by`, on that state's own estimate of the other's power.
    """
    might, near, trust = look.strength, look.nearness, look.credence
    allies = look.bound[:, victim] * trust[victim] * near[attacker] * 0.6
    allies[attacker] = 0.0
    error = 1.0
    if seen_by is not None:
        other = victim if seen_by == attacker else attacker
        error = float(world.dyads.power_error[seen_by, other])
        error = error if other == victim else 1.0 / error
    attack = float(might[attacker] * near[victim, attacker])
    defence = put_in * float(might[victim]) + float(allies @ might)
    return float(win_chance(np.array(attack), np.array(defence * error)))


def prospect(
    world: World,
    claim: Claim,
    look: Outlook,
    *,
    ambiguity: float,
    private: bool,
    institution: InstitutionId | None = None,
    named: bool = False,
) -> Prospect:
    """Return what war over a claim is worth to the claimant.

    `private` uses the claimant's own estimates (its resolve, its costs, what it makes of the
    other's power); without, it is what everybody else would guess.
    """
    rules, states = world.rules, world.states
    a, v = claim.claimant, claim.holder
    body = body_for(world, a, v) if institution is None or institution < 0 else institution
    cost = float(states.cost_estimate[a]) if private else 1.0
    doctrine = states.doctrine[a]
    uphold = float(doctrine[Doctrine.UPHOLD])
    keep_out = float(doctrine[Doctrine.KEEP_OUT])
    win = balance_of_arms(
        world, a, v, look, seen_by=a if private else None, put_in=centrality(world, claim)
    )
    if claim.remilitarise:
        win = 0.5 + 0.5 * win
    gain = prize(world, claim, private=private) * win
    fought = 0.35 if claim.remilitarise else 1.0
    war_cost = rules.war_cost * (0.25 + (1.0 - win)) * cost * fought
    busy = 0.35 * float(look.at_war[a])
    home = 0.3 * float(states.weariness[a]) + 0.2 * (1.0 - float(states.stability[a]))
    scruple = 0.35 * uphold + 0.25 * keep_out
    fixed = {
        "gain": gain,
        "war_cost": -war_cost,
        "tied_down": -busy,
        "home_front": -home * cost,
        "sanctions_felt": -0.5 * float(states.pressure[a]),
        "scruple": -scruple,
        "threshold": -rules.aggression_threshold,
    }
    hopeless = sum(fixed.values()) <= 0
    stopped = lost = 0.0
    if not hopeless:
        stopped, lost = _expected_response(world, a, v, ambiguity, body, look, named=named)
    terms = tuple(Term(key, value) for key, value in fixed.items())
    response = Term("response", -rules.loss_weight * lost * cost)
    return Prospect(claim, (*terms, response), win, stopped)


def _expected_response(
    world: World,
    a: StateId,
    v: StateId,
    ambiguity: float,
    body: InstitutionId,
    look: Outlook,
    *,
    named: bool,
) -> tuple[float, float]:
    """Return the chance of being stopped, and the expected loss in units of the stake."""
    case = Case(a, v, ambiguity, body, named, 0.9)
    plan = enforcement(world, [(as_decided(case), act) for act in _RESPONSE], look)
    alone = enforcement(world, [(replace(case, institution=InstitutionId(NONE)), Act.FORCE)], look)
    decided = 1.0 if named else 0.25
    if body >= 0 and not named:
        charter = world.charters[body]
        known = tuple(
            act
            for act in (Act.DETERMINATION, Act.FINANCE_BAN, Act.OIL_BAN)
            if charter.needs(act) is not None
        )
        if known:
            vote = division(world, case, known, look=look)
            votes = vote.tally.yes + vote.tally.no
            decided = 0.9 if vote.tally.adopted else 0.35 * vote.tally.yes / max(votes, 1)
    elif body < 0:
        decided = 0.0
    finance, oil, force = (float(chance) for chance in plan.success)
    by_rule = 1.0 - (1.0 - 0.5 * finance) * (1.0 - oil) * (1.0 - 0.8 * force)
    by_interest = float(alone.success[0])
    stopped = 1.0 - (1.0 - decided * by_rule) * (1.0 - 0.8 * by_interest)
    return stopped, stopped
