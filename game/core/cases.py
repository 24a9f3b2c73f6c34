"""A case before the world: who stands where on an aggressor and a victim, term by term.

The one place where stakes are gathered from the world; what measures ask in a case is worked out
beside it (`briefs`). Forecasts, votes, contributions, decisions to attack, and the panels that
explain them all read these terms.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.core import internal_cases
from game.core.charter import Charter
from game.core.eligibility import blocked
from game.core.ids import NO_INSTITUTION, NOBODY, InstitutionId, StateId
from game.core.internal_cases import Strife, strife_of
from game.core.kinds import CONTRIBUTED, Act, Doctrine, Likeness, Mandate, Obligation
from game.core.outlook import Outlook
from game.core.records import Crisis, Resolution
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
    advised: bool = False
    """An assembly convened after a veto can only recommend."""
    alone: float = 0.0
    """Of a coalition outside any institution: how far it passes for the order's own cause, 0..1."""
    beside: InstitutionId = NO_INSTITUTION
    """The body that such a coalition acts beside."""
    mandate: Mandate = Mandate.RESTORE_LINE
    """How far force is to go: what it may do weighs in votes alone."""


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


def case_under(world: World, resolution: Resolution) -> Case:
    """Return the case that a resolution is about, before the body that it was put to."""
    crisis = world.crises[resolution.crisis]
    case = case_of(crisis, resolution.target)
    if resolution.institution < 0:
        rules = world.rules
        alone = rules.coalition_after_veto if blocked(world, crisis) else rules.coalition_order
        return replace(case, institution=NO_INSTITUTION, alone=alone, beside=crisis.institution)
    return replace(
        case,
        institution=resolution.institution,
        advised=resolution.convened,
        mandate=resolution.mandate,
    )


def owed_under(charter: Charter, case: Case, act: Act) -> Obligation:
    """Return what members owe to an act in a case; an assembly convened can only recommend."""
    duty = charter.obligation(act)
    return min(duty, Obligation.RECOMMENDED) if case.advised else duty


def credibility(world: World, institution: int, case: Case | None = None) -> Floats:
    """Return how far each state believes in an institution, [state] in 0..1.

    A Beta mean with a prior of one test met and one failed; 0 where there is none. In a case, the
    tests of its kind count for what they were, on a prior of the whole record: who has seen it
    stop the small only is not so sure of it against the great.
    """
    if institution < 0:
        return np.zeros(world.n)
    seats = world.memberships
    met, failed = seats.met[institution], seats.failed[institution]
    belief: Floats = (met + 1.0) / (met + failed + 2.0)
    if case is not None:
        kind = likeness_of(world, case.aggressor, within=case.strife is not None)
        met, failed = seats.met_alike[institution, kind], seats.failed_alike[institution, kind]
        prior = world.rules.record_weight
        belief = (met + prior * belief) / (met + failed + prior)
    return belief


def likeness_of(world: World, aggressor: int, *, within: bool) -> Likeness:
    """Return what kind of case it is, as an institution's record is kept."""
    if within:
        return Likeness.WITHIN
    return Likeness.GREAT if world.states.major[aggressor] else Likeness.LESSER


def standpoint(world: World, case: Case, look: Outlook) -> Standpoint:
    """Gather every state's stakes in a case.

    `threat` is the danger the aggressor poses to oneself; `ties` what is owed to and felt for the
    victim; `order` the belief that peace is indivisible: a doctrine of upholding it, as far as
    the institution is believed and the case is clear; `sympathy` what binds one to the aggressor.
    """
    key = (
        case.aggressor, case.victim, case.ambiguity, case.institution, case.gravity, case.strife,
        case.alone, case.beside,
    )  # fmt: skip
    return world.once(("standpoint", key), lambda: _standpoint(world, case, look))


def _standpoint(world: World, case: Case, look: Outlook) -> Standpoint:
    rules, states, dyads = world.rules, world.states, world.dyads
    a, v = case.aggressor, case.victim
    clarity = 1.0 - case.ambiguity
    bound, entente = look.bound, look.entente
    member = (
        world.memberships.member[case.institution]
        if case.institution >= 0
        else np.zeros(world.n, bool)
    )
    belief = credibility(world, case.institution, case)
    faith = np.where(member, belief, 0.4 * belief)
    if case.alone:
        beside = case.beside >= 0
        faith = case.alone * (
            credibility(world, case.beside, case) if beside else np.full(world.n, 0.5)
        )
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
        0.4 * look.at_war + 0.4 * look.tied + 0.4 * states.weariness + 0.5 * (1 - states.stability),
        0.0,
        0.9,
    )
    return Standpoint(stakes, dyads.threat[:, a], look.nearness[a], member, belief, strain)


def measures_of(acts: tuple[Act, ...]) -> tuple[Act, ...]:
    """Return those acts that live on contributions."""
    return tuple(act for act in acts if act in CONTRIBUTED)
