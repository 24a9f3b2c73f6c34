"""What is expected of a vote: everyone's value and ballot, term by term, and the count."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.core.cases import PROFILES, Case, measures_of, standpoint
from game.core.charter import DecisionRule, Organ
from game.core.forecast.contributions import Enforcement, enforcement
from game.core.formulas.voting import Count, ballots, count
from game.core.kinds import Act, Ballot, CrisisKind, Doctrine, Mandate, Seat
from game.core.mandates import REACH, overstepped
from game.core.missions import leave_needed
from game.core.outlook import Outlook, outlook
from game.core.promises import meant, promised, pulled
from game.core.terms import TermTable
from game.core.watches import ON_WATCH, PAID, corps
from game.core.world import World

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Division:
    """What is expected of a vote: everyone's value and ballot, with terms, and the count."""

    worth: TermTable
    """[state] what adoption is worth, term by term."""
    ballots: NDArray[np.int64]
    entitled: NDArray[np.bool_]
    may_veto: NDArray[np.bool_]
    tally: Count
    enforcement: Enforcement


def electorate(
    world: World, case: Case, acts: tuple[Act, ...]
) -> tuple[Act, NDArray[np.bool_], NDArray[np.bool_]]:
    """Return the strictest act among several, who has a vote on it, and who may veto, [state].

    Where the charter restrains the veto, nobody has one over a mass atrocity.
    """
    charter = world.charters[case.institution]
    strictest = world.once(
        ("strictest", case.institution, acts),
        lambda: max(
            acts, key=lambda act: (charter.rule(act).majority, charter.rule(act).veto, int(act))
        ),
    )
    atrocity = case.strife is not None and case.strife.kind == CrisisKind.ATROCITY
    key = ("roll", case.institution, strictest, case.aggressor, case.victim, atrocity)
    entitled, may_veto = world.once(key, lambda: _roll(world, case, strictest, atrocity))
    return strictest, entitled, may_veto


def _roll(
    world: World, case: Case, act: Act, atrocity: bool
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    charter = world.charters[case.institution]
    rule, seats = charter.rule(act), world.memberships
    entitled = seats.member[case.institution] & world.states.exists
    entitled &= ~seats.suspended[case.institution]
    if rule.organ == Organ.COUNCIL:
        entitled &= seats.seat[case.institution] != Seat.NONE
    if not rule.parties_vote:
        entitled[[case.aggressor, case.victim]] = False
    if not rule.veto or (charter.veto_restraint and atrocity):
        return entitled, np.zeros(world.n, bool)
    permanent = seats.seat[case.institution] == Seat.PERMANENT
    permanent[list(charter.without_veto)] = False
    return entitled, entitled & permanent


def polled(
    world: World, case: Case, acts: tuple[Act, ...], *, convened: bool = False
) -> tuple[DecisionRule, NDArray[np.bool_], NDArray[np.bool_]]:
    """Return the rule that decides on acts, who has a vote, and who may veto, [state].

    A convened assembly is all members in good standing, deciding without vetoes.
    """
    strictest, entitled, may_veto = electorate(world, case, acts)
    rule = world.charters[case.institution].rule(strictest)
    if not convened:
        return rule, entitled, may_veto
    seats = world.memberships
    members = seats.member[case.institution] & world.states.exists
    members &= ~seats.suspended[case.institution]
    return overriding(rule), members, np.zeros(world.n, bool)


def overriding(rule: DecisionRule) -> DecisionRule:
    """Return the rule by which an assembly decides what a veto blocked: two thirds of the votes."""
    return replace(
        rule,
        organ=Organ.ASSEMBLY,
        majority=Fraction(2, 3),
        strict=False,
        veto=False,
        absence_consents=True,
        quorum=Fraction(0),
        bypass=False,
    )


def vote_worth(
    world: World,
    case: Case,
    acts: tuple[Act, ...],
    plan: Enforcement,
    look: Outlook | None = None,
) -> TermTable:
    """Return what adoption of acts is worth to every state, term by term, [state].

    Words weigh what the case means in principle; each measure adds its expected effect times the
    stake, less the expected cost of what the state itself would give (the logit expectation).
    Deciding what will not be done makes the body a laughing stock, so that costs too.
    Friends shield the aggressor, and pressure already spent on a state moves it.
    """
    rules, states, dyads = world.rules, world.states, world.dyads
    view = plan.rows[0].view if plan.rows else standpoint(world, case, look or outlook(world))
    a, v = case.aggressor, case.victim
    words = sum(_WORDS.get(act, 0.0) for act in acts)
    clarity = 1.0 - case.ambiguity
    principle = states.doctrine[:, Doctrine.UPHOLD] - 0.6 * states.doctrine[:, Doctrine.REVISE]
    burden: Floats = np.zeros(world.n)
    for row in plan.rows:
        burden += row.burden
    enquiring = Act.INQUIRY in acts or Act.GOOD_OFFICES in acts
    measures = measures_of(acts)
    # Who comes with the host's leave to keep a peace asks nothing of anybody: it offends less, and
    # does not fail by what others refuse.
    forced = 1.0 - _with_leave(world, case, acts)
    blame = _BY_LEAVE + (1.0 - _BY_LEAVE) * forced
    provoked = 0.2 * words * (_BY_LEAVE if enquiring else blame)
    provoked += 0.15 * blame * sum(PROFILES[act].provocation for act in measures)
    empty = forced * sum(
        PROFILES[act].home * (1.0 - row.success)
        for act, row in zip(measures, plan.rows, strict=True)
    )
    shield = np.clip(dyads.affinity[:, a], -1, 1) - np.clip(dyads.affinity[:, v], -1, 1)
    worth = TermTable.of(
        {
            "principle": rules.word_weight * principle * words * (1.0 if enquiring else clarity),
            "effect": view.stakes.total() * sum(row.success for row in plan.rows),
            "burden": burden,
            "assessment": -_assessed(world, case, plan),
            "offence": -rules.retaliation_cost * view.threat * provoked,
            "empty_words": -rules.empty_weight * empty,
            "shield": -0.3 * rules.word_weight * shield * (1 + words),
            "lobby": 0.0,
            "promise": 0.0,
        }
    )
    if Act.FORCE in acts and (told := _of_mandate(world, case)):
        worth = TermTable(
            (*worth.keys, *told), np.column_stack([worth.values, *told.values()])
        )  # fmt: skip
    if world.lobbied:
        worth.values[:, worth.keys.index("lobby")] = _moved(world, case, worth.total())
    return worth


_BY_LEAVE: Final = 0.3
"""How much what only asks, or comes by leave, still offends, of what is done against somebody [design]."""


def _assessed(world: World, case: Case, plan: Enforcement) -> Floats | float:
    """Return what the bill of missions that a body pays for is to each of its members, [state].

    What those who are called on are expected to send, less what they bear themselves, is shared
    among the members by size, as the United Nations assesses it; so it weighs the same on each.
    """
    if case.institution < 0:
        return 0.0
    member = world.memberships.member[case.institution]
    bill = 0.0
    for act, row in zip(plan.acts, plan.rows, strict=True):
        if act in ON_WATCH:
            sent = float(row.capacity @ row.expected) / max(float(corps(world)[member].sum()), 1e-9)
            bill += world.rules.direct_cost * (1.0 - PAID) * PROFILES[act].direct * sent
    shared: Floats = bill * member
    return shared


def _with_leave(world: World, case: Case, acts: tuple[Act, ...]) -> float:
    """Return how far acts only send who comes by leave, and finds a peace to keep, 0..1.

    All the way within a state, and between two that have not come to blows; not at all in open war.
    """
    if not all(act in ON_WATCH and leave_needed(world, case.institution, act) for act in acts):
        return 0.0
    return 1.0 if case.strife is not None else min(1.0, 2.5 * (1.0 - case.gravity))


def _of_mandate(world: World, case: Case) -> dict[str, Floats]:
    """Return what the mandate for force adds to a vote on it, [state]; nothing where it is usual.

    The more an aggressor is feared or resented the farther one would go. Where those who fight
    under a mandate went beyond it, who upholds the order will not send more.
    """
    rules, dyads, a = world.rules, world.dyads, case.aggressor
    told: dict[str, Floats] = {}
    if case.mandate != Mandate.RESTORE_LINE:
        wrath = dyads.threat[:, a] + 0.5 * dyads.rivalry[:, a] + 0.3 * dyads.aggression[:, a]
        wrath = wrath.clip(0.0, 1.0)
        told["mandate"] = rules.mandate_reach * REACH[case.mandate] * (4.0 * wrath - 3.0) / 3.0
    if overstepped(world, a, case.victim):
        told["mandate_exceeded"] = -rules.mandate_votes * world.states.doctrine[:, Doctrine.UPHOLD]
    return told


def _moved(world: World, case: Case, worth: Floats) -> Floats:
    """Return how far persuasion has moved each state, [state], from what it would like."""
    moved = np.zeros(world.n)
    for quarrel, who, on, spent, ballot in world.lobbied:
        about = world.crises[quarrel]
        if {about.initiator, about.target} != {case.aggressor, case.victim}:
            continue
        wanted = meant(world, quarrel, ballot, case.aggressor)
        strength = world.rules.lobby_weight * spent * (1 + world.dyads.affinity[on, who])
        moved[on] += pulled(float(worth[on] + moved[on]), wanted, float(strength))
    return moved


_WORDS: Final = {
    Act.GOOD_OFFICES: 0.4,
    Act.INQUIRY: 0.5,
    Act.DETERMINATION: 0.6,
    Act.CONDEMNATION: 0.4,
    Act.NON_RECOGNITION: 0.3,
    Act.SUSPENSION: 0.3,
    Act.OBSERVERS: 0.2,
    Act.PEACEKEEPING: 0.2,
    Act.ARMS_EMBARGO: 0.3,
    Act.FINANCE_BAN: 0.4,
    Act.MATERIALS_BAN: 0.4,
    Act.OIL_BAN: 0.4,
    Act.TRADE_BAN: 0.4,
    Act.FORCE: 0.3,
    Act.BLOCKADE: 0.3,
}
"""How much each act says, beside what it does: what one who upholds the rules wants said."""


def as_decided(case: Case) -> Case:
    """Return the case as it would be once the institution has named the aggressor."""
    if case.decided and case.mandate == Mandate.RESTORE_LINE:
        return case
    return replace(case, decided=True, mandate=Mandate.RESTORE_LINE)


def division(
    world: World,
    case: Case,
    acts: tuple[Act, ...],
    *,
    private: bool = False,
    look: Outlook | None = None,
    convened: bool = False,
) -> Division:
    """Return the expected vote on acts in a case.

    With `private`, ballots come from each state's own estimates (its resolve and costs), as the
    states themselves will decide; without, from what others can know. With `convened`, it is the
    assembly that decides, after a veto. Who boycotts the institution is absent.
    """
    look = look or outlook(world)
    return world.once(
        ("division", case, acts, private, convened),
        lambda: _division(world, case, acts, private, look, convened),
    )


def _division(
    world: World, case: Case, acts: tuple[Act, ...], private: bool, look: Outlook, convened: bool
) -> Division:
    plan = enforcement(world, [(as_decided(case), act) for act in measures_of(acts)], look)
    worth = vote_worth(world, case, acts, plan, look)
    if private:
        worth = on_own_estimates(world, worth, case)
    rule, entitled, may_veto = polled(world, case, acts, convened=convened)
    cast = ballots(
        worth.total(),
        band=world.rules.abstain_band,
        veto_bar=world.rules.veto_bar,
        may_veto=may_veto,
        unanimity=rule.majority == 1,
    )
    cast = np.where(entitled & ~world.memberships.away[case.institution], cast, Ballot.ABSENT)
    return Division(worth, cast, entitled, may_veto, count(cast, entitled, may_veto, rule), plan)


PRIVATE: Final = {
    "principle": "resolve",
    "effect": "resolve",
    "burden": "cost",
    "offence": "cost",
}
"""Which of a state's own factors weighs each term of its vote; the others are plain to see."""


def on_own_estimates(world: World, worth: TermTable, case: Case | None = None) -> TermTable:
    """Return the worth of a vote as each state itself sees it, with its private factors.

    With a case, also with what it has promised in bargains that only their two sides know.
    """
    own = {"resolve": world.states.resolve, "cost": world.states.cost_estimate}
    values = worth.values.copy()
    for place, key in enumerate(worth.keys):
        if key in PRIVATE:
            values[:, place] *= own[PRIVATE[key]]
    struck = [] if case is None else world.deals
    about = {deal.crisis for deal in struck if deal.accepted and deal.kept < 0}
    for number in sorted(about):
        crisis = world.crises[number]
        parties = {crisis.initiator, crisis.target}
        if case and crisis.live and parties == {case.aggressor, case.victim}:
            owed = promised(world, number, values.sum(axis=-1), aggressor=case.aggressor)
            values[:, worth.keys.index("promise")] += owed
    return TermTable(worth.keys, values)
