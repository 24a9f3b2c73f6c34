"""Fight: where armies, fleets and aircraft go, whose war to enter, and when to stop.

A plan of campaign is the nearest objectives and what can be sent to them: attackers go for what
they claim and then for the capital; defenders retake what is theirs and hold the frontier.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

import numpy as np
from numpy.typing import NDArray

from game.ai.decision import Decision
from game.core import forces as field
from game.core.cases import case_of
from game.core.forecast import enforcement
from game.core.formulas import peace as bargaining
from game.core.formulas.enforcement import SHARES
from game.core.ids import NONE, FormationId, NodeId, StateId
from game.core.kinds import Act, Arm, Stance, Terms, TreatyKind
from game.core.orders import JoinWar, MoveFormation, OfferTerms
from game.core.phases.peace import contested, score
from game.core.records import War
from game.core.terms import Term, total
from game.core.world import World

Ints = NDArray[np.int64]

_FRONTS = 3
"""Objectives gone for at once."""


def decide(known: World, states: Collection[int]) -> Iterator[Decision]:
    """Yield entries into wars, marching orders and terms offered."""
    for war in known.live_wars():
        yield from _enter(known, war, states)
        for state in (war.attackers[0], war.defenders[0]):
            if state in states:
                yield _terms(known, war, state)
    fighting: dict[int, War] = {}
    for war in known.live_wars():
        for state in (*war.attackers, *war.defenders):
            if state in states:
                fighting.setdefault(int(state), war)
    for row in sorted(fighting):
        yield from _campaign(known, fighting[row], StateId(row))


def _enter(known: World, war: War, states: Collection[int]) -> Iterator[Decision]:
    """Let those who are bound to the attacked decide whether to stand by their word."""
    victim = war.defenders[0]
    bound = known.ties(TreatyKind.DEFENCE, TreatyKind.GUARANTEE)[:, victim] & known.states.exists
    asked = [StateId(int(row)) for row in np.flatnonzero(bound) if war.side(StateId(int(row))) < 0]
    if not any(state in states for state in asked):
        return
    plan = enforcement(known, [(case_of(known.crises[war.crisis]), Act.FORCE)])
    for state in asked:
        if state not in states:
            continue
        resolve = float(known.states.resolve[state])
        cost = float(known.states.cost_estimate[state])
        worth = plan.options(0, state, resolve=resolve, cost=cost)
        choice = int(np.argmax(worth))
        if SHARES[choice] >= 0.5:
            yield Decision(
                JoinWar(state, war.id, 1),
                plan.explain(0, state, choice, resolve=resolve, cost=cost),
            )


def _terms(known: World, war: War, state: StateId) -> Decision:
    """Offer the terms one likes best among those that both would sign; else what one would."""
    side = 0 if state == war.attackers[0] else 1
    standing = score(known, war)
    mine = {terms: bargaining.gain(standing, side, terms) for terms in Terms}
    theirs = {terms: total(bargaining.gain(standing, 1 - side, terms)) for terms in Terms}
    both = [terms for terms in Terms if total(mine[terms]) > 0 and theirs[terms] > 0]
    # Of what both would sign, the one that leaves the less contented side best off: both leaders
    # find the same one.
    chosen = (
        max(both, key=lambda terms: (min(total(mine[terms]), theirs[terms]), -int(terms)))
        if both
        else max(Terms, key=lambda terms: total(bargaining.settlement(standing, side, terms)))
    )
    return Decision(OfferTerms(state, war.id, chosen), mine[chosen])


def _campaign(known: World, war: War, state: StateId) -> Iterator[Decision]:
    forces = known.formations
    mine = np.flatnonzero(forces.exists & (forces.owner == state))
    if mine.size == 0:
        return
    goals = _objectives(known, war, state)
    armies = mine[forces.arm[mine] == Arm.ARMY]
    leads = state in (war.attackers[0], war.defenders[0])
    if not leads:
        pledged = armies[forces.mandate[armies] != NONE]
        strongest = armies[np.argsort(-forces.strength[armies], kind="stable")]
        armies = pledged if pledged.size else strongest[: max(1, armies.size // 3)]
    reasons = (Term("objectives", float(goals.size)), Term("armies", float(armies.size)))
    reached = _assign(known, state, armies, goals)
    for row, goal in reached:
        yield Decision(MoveFormation(state, FormationId(row), NodeId(goal), Stance.ATTACK), reasons)
    aims = np.array(sorted({goal for _, goal in reached}), dtype=np.int64)
    if aims.size == 0:
        aims = goals[:1]
    yield from _support(known, state, mine, aims)


def _objectives(known: World, war: War, state: StateId) -> Ints:
    """Return the territories to go for, most wanted first."""
    land = known.territories
    hostile = known.at_war()[state]
    foes_hold = hostile[land.controller]
    side = war.attackers if state in war.attackers else war.defenders
    ours_lost = np.flatnonzero(np.isin(land.owner, side) & foes_hold)
    if state in war.attackers:
        claim = contested(known, war)
        wanted = np.array(
            [t for t in claim.territories if hostile[land.controller[t]]] if claim else [], np.int64
        )
        if wanted.size:
            return np.concatenate([wanted, ours_lost])
        seat = int(known.states.capital[war.defenders[0]])
        edge = field.frontier(known, state)
        return np.concatenate([ours_lost, [seat] if hostile[land.controller[seat]] else edge])
    if ours_lost.size:
        return ours_lost
    standing = score(known, war)
    if standing.win < 0.35:
        return field.frontier(known, state)
    return np.empty(0, np.int64)


def _assign(known: World, state: StateId, armies: Ints, goals: Ints) -> list[tuple[int, int]]:
    """Send each army to the nearest of the few objectives that can be reached soonest."""
    if goals.size == 0 or armies.size == 0:
        return []
    forces = known.formations
    cost = field.distances(known, state, Arm.ARMY, goals)
    if not np.isfinite(cost[forces.node[armies]]).any():
        return []
    by_goal = {
        int(goal): field.distances(known, state, Arm.ARMY, np.array([goal]))
        for goal in goals[: 2 * _FRONTS]
    }
    near = sorted(by_goal, key=lambda goal: (float(by_goal[goal][forces.node[armies]].min()), goal))
    chosen = near[:_FRONTS]
    table = np.array([by_goal[goal][forces.node[armies]] for goal in chosen])
    table = table + 2.0 * np.arange(len(chosen))[:, None]
    sent = []
    for place, row in enumerate(armies):
        best = int(np.argmin(table[:, place]))
        if np.isfinite(table[best, place]) and forces.node[row] != chosen[best]:
            sent.append((int(row), chosen[best]))
    return sent


def _support(known: World, state: StateId, mine: Ints, aims: Ints) -> Iterator[Decision]:
    """Send fleets to the seas off the objectives, and aircraft to the nearest friendly field."""
    if aims.size == 0:
        return
    forces, board = known.formations, known.board
    around = [node for aim in aims for node in board.around(int(aim)) if board.is_sea(int(node))]
    seas = np.unique(np.array(around, np.int64))
    fleets = mine[forces.arm[mine] == Arm.FLEET]
    reasons = (Term("objectives", float(aims.size)),)
    if seas.size and fleets.size:
        cost = field.distances(known, state, Arm.FLEET, seas)
        strongest = fleets[np.argsort(-forces.strength[fleets], kind="stable")]
        for row in strongest[: max(1, (2 * fleets.size) // 3)]:
            if not np.isfinite(cost[forces.node[row]]):
                continue
            goal = int(seas[int(row) % seas.size])
            if goal != forces.node[row]:
                yield Decision(
                    MoveFormation(state, FormationId(int(row)), NodeId(goal), Stance.BLOCKADE),
                    reasons,
                )
    open_to = field.friends(known)[state]
    fields = np.flatnonzero(open_to[known.territories.controller])
    if fields.size == 0:
        return
    base = int(fields[np.argmin(board.land_km[int(aims[0])][fields])])
    for row in mine[forces.arm[mine] == Arm.AIR]:
        if forces.node[row] != base:
            yield Decision(
                MoveFormation(state, FormationId(int(row)), NodeId(base), Stance.SUPPORT), reasons
            )
