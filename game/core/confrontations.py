"""Confrontations: what may be made of another state's conduct or weakness, and what it is worth."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.core.blockades import navies
from game.core.brink import nuclear_risk
from game.core.formulas.deterrence import win_chance
from game.core.kinds import CrisisEnd, CrisisKind, Doctrine, EdgeKind, TreatyKind
from game.core.linkage import precedent
from game.core.outlook import Outlook
from game.core.records import Treaty
from game.core.terms import TermTable
from game.core.world import World

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]
Flags = NDArray[np.bool_]

_LATELY = 4
"""Turns for which a breach can be brought up."""

_SPONSOR = 0.0015
"""Share of the target's yearly output that sponsoring a coup takes; a rebellion takes four times it."""

_COST: Final = {
    CrisisKind.ULTIMATUM: (0.5, 0.75),
    CrisisKind.INVASION: (1.0, 1.0),
    CrisisKind.COUP: (0.12, 0.55),
    CrisisKind.CIVIL_WAR: (0.2, 0.6),
    CrisisKind.BLOCKADE: (0.45, 0.75),
    CrisisKind.PROLIFERATION: (0.4, 0.6),
    CrisisKind.BREACH: (0.25, 0.5),
}
"""What each kind costs beside a war, and the share of the threshold of force that it must pass."""


def sponsor_price(world: World, kind: CrisisKind, target: int) -> float:
    """Return what sponsoring a coup or a rebellion costs, in M$; 0 for other kinds."""
    output = float(world.states.production[target])
    return {CrisisKind.COUP: 1.0, CrisisKind.CIVIL_WAR: 4.0}.get(kind, 0.0) * _SPONSOR * output


def has_coast(world: World, state: int) -> bool:
    """Tell whether a state holds land on the sea."""
    board = world.board
    shores = board.edges[board.edge_kind == EdgeKind.COAST].min(axis=1)
    return bool((world.territories.controller[shores] == state).any())


def denounced(world: World, accuser: int, accused: int) -> Treaty | None:
    """Return the pact of non-aggression or neutrality with the accuser that was lately denounced.

    By the accused, as it seems: the other was offended, and likes it less than it is liked.
    """
    liking = world.dyads.affinity
    if liking[accuser, accused] >= liking[accused, accuser]:
        return None
    for treaty in reversed(world.treaties_between(accuser, accused)):
        if (
            treaty.kind in (TreatyKind.NON_AGGRESSION, TreatyKind.NEUTRALITY)
            and treaty.accepted
            and 0 <= treaty.until_turn <= world.turn < treaty.until_turn + _LATELY
        ):
            return treaty
    return None


def breach_by(world: World, accuser: int, accused: int) -> bool:
    """Tell whether a state lately broke a promise that another may hold against it.

    It denounced a pact between them, was found to work against a treaty on arms, struck out what it
    owed under a peace, or was seen to cheat on a measure both owed.
    """
    if denounced(world, accuser, accused) is not None:
        return True
    since = world.turn - _LATELY
    if any(
        accuser in accord.parties
        for accord in world.accords.open
        for who, turn in accord.breached
        if who == accused and turn >= since
    ):
        return True
    if any(
        debt.repudiated and (debt.debtor, debt.creditor) == (accused, accuser)
        for debt in world.reparations.ended_since(since)
    ):
        return True
    for duty in reversed(world.ledger):
        if duty.turn < world.turn - _LATELY:
            break
        if duty.seen and duty.state == accused:
            body = world.resolutions[duty.resolution].institution
            if body < 0 or world.memberships.member[body, accuser]:
                return True
    return False


def tempted(world: World, kind: CrisisKind, may: Flags) -> tuple[Ints, Ints]:
    """Return who, of those who may, could find it worth confronting whom, pair by pair.

    Their motive alone would carry them, if they were sure to have their way and nobody minded.
    """
    states, rules = world.states, world.rules
    one, other = np.nonzero(may)
    most = _motive(world, kind, one, other) * states.resolve[one]
    most += rules.precedent_weight * precedent(world, kind)
    keen = most > rules.aggression_threshold * _COST[kind][1]
    return one[keen], other[keen]


def worth_of_confrontation(
    world: World, kind: CrisisKind, look: Outlook, one: Ints, other: Ints
) -> TermTable:
    """Return what confronting another so is worth to one, [pair], term by term.

    `gain` is the motive for that kind times the chance to have one's way; the others are the costs
    of a prospect (`ai.prospects`), with the answer of the target's friends for the response. Each
    row is seen with that state's own factors on stakes and costs. Where it may not be ordered
    (`legality`) the figures mean nothing.
    """
    rules, states, dyads = world.rules, world.states, world.dyads
    doctrine = states.doctrine[one]
    revise, uphold = doctrine[:, Doctrine.REVISE], doctrine[:, Doctrine.UPHOLD]
    might = look.strength
    attack = might[one] * look.nearness[other, one]
    helped = world.once("helped", lambda: _helped(look))[one, other]
    defence = (might[other] + 0.6 * helped) * dyads.power_error[one, other]
    win = win_chance(attack, np.maximum(defence, 1e-9))
    cost, bar = _COST[kind]
    gain = _motive(world, kind, one, other) * _chance(world, kind, win, one, other)
    gain = gain * states.resolve[one]
    risk = nuclear_risk(world, look)[one, other] * cost if states.warheads.any() else 0.0
    body = (world.memberships.met + 1.0) / (world.memberships.met + world.memberships.failed + 2.0)
    covered = (world.memberships.member * body).max(axis=0, initial=0.0)
    friends = np.clip(0.6 * helped / np.maximum(attack, 1e-9), 0.0, 1.0)
    answer = np.clip(0.35 * covered[other] + 0.5 * friends, 0.0, 1.0)
    home = 0.3 * states.weariness + 0.2 * (1 - states.stability)
    lawful = kind != CrisisKind.BREACH
    liking = np.clip(dyads.affinity[one, other], 0, 1)
    return TermTable.of(
        {
            "gain": gain,
            "war_cost": -rules.war_cost * cost * (1.25 - win) * states.cost_estimate[one],
            "response": -rules.loss_weight * 0.5 * (0.3 + cost) * answer,
            "nuclear_risk": -risk,
            "tied_down": -0.35 * look.at_war[one],
            "home_front": -home[one],
            "scruple": -(0.35 * uphold * lawful + 0.2 * doctrine[:, Doctrine.KEEP_OUT]),
            "friendship": -0.5 * (liking + look.bound[one, other]),
            "like_cases": rules.precedent_weight * precedent(world, kind),
            "threshold": -rules.aggression_threshold * bar,
            "restraint": -0.25 * (1.0 - revise)
            if kind not in (CrisisKind.BREACH, CrisisKind.PROLIFERATION)
            else 0.0,
        }
    )


def _helped(look: Outlook) -> Floats:
    """Return the strength that trusted allies of each other would bring near, [state, target]."""
    helped = np.zeros_like(look.nearness)
    owed = np.flatnonzero(look.bound.any(axis=0))
    if owed.size:
        givers = np.flatnonzero(look.bound.any(axis=1))
        brought = look.nearness[:, givers] * look.credence[:, givers] * look.strength[givers]
        helped[:, owed] = brought @ look.bound[np.ix_(givers, owed)].astype(float)
    return helped


def _motive(world: World, kind: CrisisKind, one: Ints, other: Ints) -> Floats:
    """Return how much one wants its way of another by a kind of crisis, [pair]."""
    states, dyads = world.states, world.dyads
    doctrine = states.doctrine
    revise, balance = doctrine[one, Doctrine.REVISE], doctrine[one, Doctrine.BALANCE]
    apart = np.abs(states.regime[one] - states.regime[other]) / 20.0
    ill = dyads.rivalry[one, other] + 0.5 * np.clip(-dyads.affinity[one, other], 0, 1)
    feared = dyads.threat[one, other]
    wanted = 0.15 + 1.3 * revise
    match kind:
        case CrisisKind.INVASION:
            return np.asarray(wanted * (0.6 * ill + 0.7 * _claimed(world)[one, other]))
        case CrisisKind.COUP | CrisisKind.CIVIL_WAR:
            weak = np.clip(1.2 * (0.6 - states.stability[other]), 0.0, 1.0)
            return np.asarray((wanted + 0.5 * balance) * (ill + 0.4 * apart + feared) * weak * 1.5)
        case CrisisKind.PROLIFERATION:
            # What is made already is not undone by a strike.
            armed = np.where(states.warheads > 0, 0.2, states.programme_seen.astype(float))
            armed *= world.once("promised lately", lambda: _promised_lately(world))
            return np.asarray((0.8 * ill + 0.9 * feared) * armed[other])
        case CrisisKind.BREACH:
            return np.asarray(0.5 * doctrine[one, Doctrine.UPHOLD] + 0.5 * ill)
        case _:
            return np.asarray(wanted * (0.6 * ill + 0.3 * apart) + 0.5 * feared)


_PROMISED = 24
"""Turns for which a programme that was given up, or cut down, is watched and not quarrelled over."""


def _promised_lately(world: World) -> Floats:
    """Return what is left of the alarm at each state's programme after a promise, [state] in 0..1."""
    left = np.ones(world.n)
    for crisis in world.crises.ended_since(world.turn - _PROMISED):
        if crisis.kind == CrisisKind.PROLIFERATION and crisis.end in (
            CrisisEnd.WITHDREW,
            CrisisEnd.COMPROMISE,
        ):
            left[crisis.initiator] = 0.3
    return left


def _chance(world: World, kind: CrisisKind, win: Floats, one: Ints, other: Ints) -> Floats:
    """Return the chance of having one's way, [pair]."""
    match kind:
        case CrisisKind.COUP | CrisisKind.CIVIL_WAR:
            return np.clip(1.0 - world.states.stability[other], 0.0, 1.0)
        case CrisisKind.BLOCKADE:
            navy = navies(world)
            return np.asarray(win * navy[one] / np.maximum(navy[one] + navy[other], 1e-9))
        case _:
            return win


def _claimed(world: World) -> Floats:
    """Return the weight of what each state claims of each other, [state, target]."""
    claimed = np.zeros((world.n, world.n))
    for claim in world.claims.open:
        if claim.holder >= 0 and not claim.remilitarise:
            cell = (claim.claimant, claim.holder)
            claimed[cell] = max(claimed[cell], claim.weight)
    return claimed
