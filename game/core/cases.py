"""A case before the world: who stands where on an aggressor and a victim, term by term.

The one place where stakes, costs and obligations are gathered from the world. Forecasts, votes,
contributions, decisions to attack, and the panels that explain them all read these terms.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from game.core import internal_cases
from game.core.ids import NOBODY, NONE, InstitutionId, StateId
from game.core.internal_cases import Strife, strife_of
from game.core.kinds import (
    CONTRIBUTED,
    DENIED_GOODS,
    Act,
    Arm,
    Doctrine,
    Good,
    Obligation,
)
from game.core.outlook import Outlook
from game.core.records import Crisis
from game.core.terms import TermTable
from game.core.world import World

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Profile:
    """What a measure is like: its cost to those who take it, and what it can do at best."""

    efficacy: float
    """Chance that it changes the aggressor's mind when fully applied."""
    direct: float
    """Direct cost of a whole contribution."""
    provocation: float
    """How far it invites retaliation."""
    home: float
    """How much it strains support at home."""
    entry: float = 0.0
    """What it costs to take part at all: to break with a state, or to send one battalion."""


PROFILES: Final[dict[Act, Profile]] = {
    Act.ARMS_EMBARGO: Profile(0.10, 0.005, 0.10, 0.05, 0.004),
    Act.FINANCE_BAN: Profile(0.20, 0.010, 0.20, 0.10, 0.006),
    Act.MATERIALS_BAN: Profile(0.20, 0.010, 0.30, 0.12, 0.006),
    Act.OIL_BAN: Profile(0.40, 0.015, 0.80, 0.25, 0.012),
    Act.TRADE_BAN: Profile(0.35, 0.030, 0.40, 0.30, 0.012),
    Act.BLOCKADE: Profile(0.50, 0.080, 1.20, 0.60, 0.050),
    Act.OBSERVERS: Profile(0.10, 0.010, 0.02, 0.05, 0.004),
    Act.PEACEKEEPING: Profile(0.35, 0.060, 0.15, 0.35, 0.030),
    Act.FORCE: Profile(0.90, 0.160, 1.80, 1.00, 0.090),
}
"""About a third of sanctions change behaviour (Hufbauer, Schott and Elliott: 34 % of 1914-1990),
the harder ones more often; the other figures order the measures by what they ask of a member."""


@dataclass(frozen=True, slots=True)
class Case:
    """An aggressor, a victim, how clear it is, and who is seized of it."""

    aggressor: StateId
    victim: StateId
    ambiguity: float
    institution: InstitutionId
    decided: bool
    """The institution has named the aggressor, so that what is binding binds."""
    gravity: float = 1.0
    """How serious: a demand is less than an invasion, 0..1."""
    strife: Strife | None = None
    """What goes on, where it is within one state."""


@dataclass(frozen=True, slots=True)
class Standpoint:
    """What the case means to every state, [state] each, before any measure is spoken of."""

    stakes: TermTable
    """What it is worth that the aggressor is stopped: threat, ties, order, sympathy."""
    threat: Floats
    nearness_to_aggressor: Floats
    """Share of each state's power that can be brought to bear on the aggressor."""
    member: NDArray[np.bool_]
    credibility: Floats
    strain: Floats
    """How far a state is tied down at home and elsewhere, 0..1."""


def case_of(crisis: Crisis, against: StateId = NOBODY) -> Case:
    """Return the case that a crisis makes against one of its parties.

    Unless said, against the aggressor of record: whom the institution named, else the initiator.
    """
    accused = crisis.named if crisis.named >= 0 else crisis.initiator
    if against in (crisis.initiator, crisis.target):
        accused = against
    victim = crisis.target if accused == crisis.initiator else crisis.initiator
    return Case(
        aggressor=accused,
        victim=victim,
        ambiguity=crisis.ambiguity,
        institution=crisis.institution,
        decided=crisis.named == accused,
        gravity=(0.3, 0.45, 0.6, 0.75, 0.9, 1.0)[crisis.rung],
        strife=strife_of(crisis),
    )


def credibility(world: World, institution: int) -> Floats:
    """Return how far each state believes in an institution, [state] in 0..1.

    A Beta mean with a prior of one test met and one failed; 0 where there is none.
    """
    if institution < 0:
        return np.zeros(world.n)
    seats = world.memberships
    met, failed = seats.met[institution], seats.failed[institution]
    belief: Floats = (met + 1.0) / (met + failed + 2.0)
    return belief


def standpoint(world: World, case: Case, look: Outlook) -> Standpoint:
    """Gather every state's stakes in a case.

    `threat` is the danger the aggressor poses to oneself; `ties` what is owed to and felt for the
    victim; `order` the belief that peace is indivisible: a doctrine of upholding it, as far as
    the institution is believed and the case is clear; `sympathy` what binds one to the aggressor.
    """
    rules, states, dyads = world.rules, world.states, world.dyads
    a, v = case.aggressor, case.victim
    clarity = 1.0 - case.ambiguity
    bound, entente = look.bound, look.entente
    member = (
        world.memberships.member[case.institution]
        if case.institution >= 0
        else np.zeros(world.n, bool)
    )
    belief = credibility(world, case.institution)
    faith = np.where(member, belief, 0.4 * belief)
    ties = (
        bound[:, v] + 0.4 * entente[:, v] + 0.4 * np.clip(dyads.affinity[:, v], 0, 1)
    ) * case.gravity
    sympathy = np.clip(dyads.affinity[:, a], 0, 1) + bound[:, a] + 0.4 * entente[:, a]
    upheld = states.doctrine[:, Doctrine.UPHOLD] + 0.3 * states.doctrine[:, Doctrine.BALANCE]
    stakes = TermTable.of(
        {
            "threat": rules.stake_threat * dyads.threat[:, a] * case.gravity,
            "ties": rules.stake_ties * ties,
            "order": rules.stake_order * upheld * faith * clarity * case.gravity,
            "sympathy": -rules.stake_ties * sympathy,
        }
    )
    if case.strife is not None:
        stakes = TermTable.of(internal_cases.stakes(world, a, case.strife, clarity, faith, look))
    strain = np.clip(
        0.5 * look.at_war + 0.4 * states.weariness + 0.5 * (1 - states.stability), 0.0, 0.9
    )
    return Standpoint(stakes, dyads.threat[:, a], look.nearness[a], member, belief, strain)


def asked(world: World, case: Case) -> NDArray[np.bool_]:
    """Return who can contribute: every living state but the parties, [state]."""
    who = world.states.exists.copy()
    who[[case.aggressor, case.victim]] = False
    return who


def capacity(
    world: World, case: Case, view: Standpoint, act: Act, look: Outlook
) -> tuple[Floats, float]:
    """Return what a whole contribution of each state adds, [state], and the resistance to it.

    For a denial of goods: the state's share of the world's sales of them, weighed by the
    aggressor's need; resistance is half of all that is sold, times what it makes itself. For
    force: power brought to bear; resistance is the aggressor's power on the spot less the
    victim's own.
    """
    states = world.states
    who = asked(world, case)
    if act in DENIED_GOODS:
        goods = list(DENIED_GOODS[act])
        need = np.maximum(states.dependence[case.aggressor, goods], 0.05)
        usual = world.dyads.usual_trade[case.aggressor]
        bought = usual / max(float(usual.sum()), 1e-9)
        share = 0.6 * (states.supply_share[:, goods] @ need) / need.sum() + 0.4 * bought
        sold = share * who
        return sold, 0.5 * float(share.sum()) / max(float(need.mean()), 0.2) * 0.6
    if act in (Act.OBSERVERS, Act.PEACEKEEPING):
        able: Floats = np.sqrt(states.power) * who
        scale = 0.08 if act == Act.OBSERVERS else 0.3
        return able, scale * float(able.sum())
    if act == Act.BLOCKADE:
        forces = world.formations
        afloat = forces.exists & (forces.arm == Arm.FLEET)
        fleets = np.bincount(
            forces.owner[afloat], weights=forces.strength[afloat], minlength=world.n
        )
        navy: Floats = fleets / max(float(fleets.sum()), 1e-9)
        return navy * np.sqrt(view.nearness_to_aggressor) * who, max(
            1.2 * float(navy[case.aggressor]), 0.02
        )
    might = look.strength
    power = might * view.nearness_to_aggressor * (1 - 0.5 * view.strain)
    if case.strife is not None:
        return power * who, max(
            internal_cases.resistance(float(might[case.aggressor]), case.strife), 0.002
        )
    there = look.nearness[case.victim, case.aggressor]
    resist = might[case.aggressor] * max(float(there), 0.3) - 0.7 * might[case.victim]
    return power * who, max(float(resist), 0.15 * float(might[case.aggressor]), 0.002)


def price(world: World, case: Case, view: Standpoint, act: Act, look: Outlook) -> TermTable:
    """Return what a whole contribution is worth in itself, [state]: the duty less the costs."""
    rules, states, profile = world.rules, world.states, PROFILES[act]
    goods = list(DENIED_GOODS.get(act, ()))
    dealing = world.dyads.usual_trade[:, case.aggressor]
    share = len(goods) / len(Good) if goods else (0.6 if act == Act.BLOCKADE else 0.3)
    if act in (Act.OBSERVERS, Act.PEACEKEEPING):
        share = 0.02
    doctrine = states.doctrine
    owed: NDArray[Any] = np.zeros(world.n)
    if case.institution != NONE:
        duty = world.charters[case.institution].obligation(act)
        if duty == Obligation.AUTOMATIC or case.decided:
            shirking = 1.0 - 0.6 * doctrine[:, Doctrine.FREE_RIDE]
            owed = (
                rules.obligation_weight(duty)
                * np.where(view.member, 0.35 + 0.65 * view.credibility, 0.0)
                * shirking
                * (1.0 - 0.5 * case.ambiguity)
            )
    bound = look.bound
    pact: NDArray[Any] = np.zeros(world.n)
    if act == Act.FORCE:
        pact = 0.3 * bound[:, case.victim] * case.gravity
    free = 1.0 - view.strain
    friend = np.clip(world.dyads.affinity[:, case.aggressor], 0, 1) + bound[:, case.aggressor]
    far = 1.0 + (1.0 - view.nearness_to_aggressor) * (act in (Act.FORCE, Act.BLOCKADE))
    weary = (
        0.4 * states.weariness
        + 0.4 * (1 - states.support)
        + 1.2 * doctrine[:, Doctrine.KEEP_OUT]
        + 0.3 * doctrine[:, Doctrine.FREE_RIDE]
        + 0.5 * doctrine[:, Doctrine.REVISE]
    )
    return TermTable.of(
        {
            "obligation": owed,
            "pact": pact,
            "direct": -rules.direct_cost * profile.direct * far / free,
            "trade": -rules.trade_cost * dealing * share,
            "retaliation": -rules.retaliation_cost * view.threat * profile.provocation,
            "domestic": -rules.domestic_cost * profile.home * weary,
            "friendship": -rules.sympathy_cost * profile.provocation * 0.3 * friend,
        }
    )


def commitment(world: World, view: Standpoint, act: Act) -> Floats:
    """Return what taking part at all costs each state, [state], never positive.

    More for those who mean to keep out, and far from home.
    """
    keep_out = world.states.doctrine[:, Doctrine.KEEP_OUT]
    far = 1.5 - view.nearness_to_aggressor
    cost: Floats = -PROFILES[act].entry * (0.6 + 1.2 * keep_out) * far
    return cost


def measures_of(acts: tuple[Act, ...]) -> tuple[Act, ...]:
    """Return those acts that live on contributions."""
    return tuple(act for act in acts if act in CONTRIBUTED)
