"""The prospect of acting on a claim: gain and chance against what would follow.

MODEL "Aggression": p_win x gain - p_response x loss - cost of war > threshold, on the claimant's
own estimates, with the response read off the same forecast that everybody else is shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.core.brink import dread, nuclear_risk, shelter
from game.core.camps import pledged
from game.core.cases import Case
from game.core.eligibility import in_being, universal
from game.core.forecast import AttackForecast, attack_on, forecast_attack
from game.core.formulas.deterrence import win_chance
from game.core.ids import NONE, InstitutionId
from game.core.kinds import CrisisKind, Doctrine
from game.core.linkage import precedent
from game.core.outlook import Outlook
from game.core.records import Claim
from game.core.terms import Term, total
from game.core.world import World

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Prospect:
    """What acting on a claim is worth to its claimant, term by term."""

    claim: Claim
    terms: tuple[Term, ...]
    win: float
    response: AttackForecast | None
    """Who would do what about it; None where it is hopeless anyway."""

    @property
    def stopped(self) -> float:
        """Chance that what others would do stops it; 0 where it was not asked."""
        return self.response.stopped if self.response is not None else 0.0

    @property
    def worth(self) -> float:
        """Sum of the terms; positive means act."""
        return total(self.terms)


def body_for(world: World, claimant: int, victim: int) -> InstitutionId:
    """Return the institution that would be seized: the first to which the victim belongs.

    Else the first to which the other belongs, else one that is open to all and speaks for everywhere:
    its members may bring any quarrel before it.
    """
    for institution in range(len(world.charters)):
        if world.memberships.member[institution, victim]:
            return InstitutionId(institution)
    for institution in range(len(world.charters)):
        if world.memberships.member[institution, claimant]:
            return InstitutionId(institution)
    for institution in range(len(world.charters)):
        if universal(world, institution) and in_being(world, institution):
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
    people = min(1.0, float(land.people[mine].sum()))
    return _LEAST_PUT_IN + (1.0 - _LEAST_PUT_IN) * people


_LEAST_PUT_IN = 0.45
_MARCHING_IN = 0.35
"""What marching into one's own demilitarised land costs beside a war."""


def balance_of_arms(
    world: World,
    attacker: int,
    victim: int,
    look: Outlook,
    *,
    seen_by: int | None = None,
    put_in: float = 1.0,
    camps: tuple[float, float] = (0.0, 0.0),
) -> float:
    """Return the chance that the attacker beats the victim and the allies it trusts to come.

    With `seen_by`, on that state's own estimate of the other's power. `camps` are the strengths
    that stand with each in a crisis already, as they are believed.
    """
    might, near, trust = look.strength, look.nearness, look.credence
    allies = look.bound[:, victim] * trust[victim] * near[attacker] * 0.6
    allies[attacker] = 0.0
    error = 1.0
    if seen_by is not None:
        other = victim if seen_by == attacker else attacker
        error = float(world.dyads.power_error[seen_by, other])
        error = error if other == victim else 1.0 / error
    attack = float(might[attacker] * near[victim, attacker]) + camps[0]
    defence = put_in * float(might[victim]) + float(allies @ might) + camps[1]
    return float(win_chance(np.array(attack), np.array(defence * error)))


def hopes(world: World, claims: Sequence[Claim], look: Outlook) -> Floats:
    """Return what war over claims could at most be worth to their claimants, [claim].

    On their own estimates, before anybody responds, and as if the holder put in the least that it
    would: never less than the fixed terms of a `prospect`. For leaving out the hopeless cheaply.
    """
    states, rules = world.states, world.rules
    a = np.array([claim.claimant for claim in claims])
    v = np.array([claim.holder for claim in claims])
    ashore = np.array([claim.remilitarise for claim in claims], bool)
    might, near = look.strength, look.nearness
    allies = look.bound[:, v].T * look.credence[v] * near[a] * 0.6
    allies[np.arange(len(a)), a] = 0.0
    defence = (_LEAST_PUT_IN * might[v] + allies @ might) * world.dyads.power_error[a, v]
    win = win_chance(might[a] * near[v, a], defence)
    win = np.where(ashore, 0.5 + 0.5 * win, win)
    cost = states.cost_estimate[a]
    prizes = np.array([prize(world, claim) for claim in claims])
    doctrine = states.doctrine[a]
    held_back = (
        rules.war_cost * (0.25 + (1.0 - win)) * cost * np.where(ashore, _MARCHING_IN, 1.0)
        + 0.35 * look.at_war[a]
        + (0.3 * states.weariness[a] + 0.2 * (1.0 - states.stability[a])) * cost
        + 0.5 * states.pressure[a]
        + 0.35 * doctrine[:, Doctrine.UPHOLD]
        + 0.25 * doctrine[:, Doctrine.KEEP_OUT]
        + rules.aggression_threshold
        - rules.precedent_weight * precedent(world, CrisisKind.CLAIM)
    )
    most: Floats = prizes * win - held_back + 1e-9
    return most


def case_for(
    world: World,
    claim: Claim,
    ambiguity: float,
    institution: InstitutionId | None = None,
    *,
    named: bool = False,
) -> Case:
    """Return the case that war over a claim would make, before the body that would be seized."""
    a, v = claim.claimant, claim.holder
    body = body_for(world, a, v) if institution is None or institution < 0 else institution
    return attack_on(a, v, ambiguity, body, named=named)


def prospect(
    world: World,
    claim: Claim,
    look: Outlook,
    *,
    ambiguity: float,
    private: bool,
    institution: InstitutionId | None = None,
    named: bool = False,
    room: float = 0.0,
) -> Prospect:
    """Return what war over a claim is worth to the claimant.

    `private` uses the claimant's own estimates (its resolve, its costs, what it makes of the
    other's power); without, it is what everybody else would guess. Where the fixed terms fall short
    of zero by more than `room`, nobody's response is asked.
    """
    fixed, win = fixed_terms(world, claim, look, private=private)
    response, lost = None, 0.0
    if sum(fixed.values()) + room > 0:
        case = case_for(world, claim, ambiguity, institution, named=named)
        response = forecast_attack(world, case, look)
        cost = float(world.states.cost_estimate[claim.claimant]) if private else 1.0
        lost = world.rules.loss_weight * response.stopped * cost
    terms = tuple(Term(key, value) for key, value in fixed.items())
    return Prospect(claim, (*terms, Term("response", -lost)), win, response)


def fixed_terms(
    world: World, claim: Claim, look: Outlook, *, private: bool
) -> tuple[Mapping[str, float], float]:
    """Return the terms of a prospect that hang on nobody's response, and the chance to win."""
    return world.once(
        ("fixed terms", claim, private), lambda: _fixed_terms(world, claim, look, private=private)
    )


def _fixed_terms(
    world: World, claim: Claim, look: Outlook, *, private: bool
) -> tuple[Mapping[str, float], float]:
    rules, states = world.rules, world.states
    a, v = claim.claimant, claim.holder
    cost = float(states.cost_estimate[a]) if private else 1.0
    doctrine = states.doctrine[a]
    uphold = float(doctrine[Doctrine.UPHOLD])
    keep_out = float(doctrine[Doctrine.KEEP_OUT])
    beside, risk = (0.0, 0.0), 0.0
    crisis = next((one for one in world.live_crises() if one.claim == claim.id), None)
    if crisis is not None:
        beside = (
            pledged(world, crisis, 0, look),
            pledged(world, crisis, 1, look, beside_pacts=True),
        )
    if states.warheads.any():
        risk = float(nuclear_risk(world, look)[a, v])
        risk += dread(crisis, 0, int(shelter(world, look)[v])) if crisis is not None else 0.0
    win = balance_of_arms(
        world,
        a,
        v,
        look,
        seen_by=a if private else None,
        put_in=centrality(world, claim),
        camps=beside,
    )
    if claim.remilitarise:
        win = 0.5 + 0.5 * win
    gain = prize(world, claim, private=private) * win
    fought = _MARCHING_IN if claim.remilitarise else 1.0
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
        "nuclear_risk": -risk * cost,
        "like_cases": rules.precedent_weight * precedent(world, CrisisKind.CLAIM),
        "threshold": -rules.aggression_threshold,
    }
    return fixed, win
