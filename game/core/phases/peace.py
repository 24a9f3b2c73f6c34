"""Peace: wars end by terms both leaders sign, by collapse, or because both are spent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from game.core.formulas.deterrence import win_chance
from game.core.formulas.peace import Score
from game.core.ids import NONE, StateId
from game.core.kinds import CrisisEnd, Holding, Settled, Terms
from game.core.log import Log
from game.core.orders import Order
from game.core.phases.appraisal import nearness, strength
from game.core.phases.crises import dissolve, end, gives_in, move_lost_capital
from game.core.records import Claim, War
from game.core.world import World

_SPENT = 0.55
"""War weariness at which neither side will go on."""

_STATIC_TURNS = 10
"""Turns after which a war that moves no front freezes."""


def run(world: World, orders: Sequence[Order], log: Log) -> None:  # noqa: ARG001
    """End what can be ended."""
    for war in world.live_wars():
        beaten = _beaten(world, war)
        offers = war.terms_offered
        if beaten == 1:
            whole = score(world, war).gained >= 0.999 and _claims_everything(world, war)
            settle(world, war, Terms.ANNEX if whole else Terms.CEDE_CLAIM, log, collapse=True)
        elif beaten == 0:
            settle(world, war, Terms.STATUS_QUO, log, collapse=True)
        elif offers[0] is not None and offers[0] == offers[1]:
            settle(world, war, offers[0], log)
        elif gives_in(world, war.attackers[0], world.crises[war.crisis].stakes):
            log.add(
                "war.sanctions_told",
                war.attackers[0],
                war.defenders[0],
                about={"war": war.id},
                figures={"pressure": float(world.states.pressure[war.attackers[0]])},
            )
            settle(world, war, Terms.STATUS_QUO, log)
        elif _both_spent(world, war):
            settle(world, war, Terms.KEEP_OCCUPIED, log)


def contested(world: World, war: War) -> Claim | None:
    """Return the claim that a war is about."""
    crisis = world.crises[war.crisis]
    return world.claims[crisis.claim] if crisis.claim >= 0 else None


def score(world: World, war: War) -> Score:
    """Return how a war stands, from figures that both leaders can see."""
    land, states = world.territories, world.states
    first, other = war.attackers[0], war.defenders[0]
    claim = contested(world, war)
    prize = [t for t in claim.territories if land.owner[t] == other] if claim else []
    held = sum(1 for territory in prize if land.controller[territory] in war.attackers)
    home = land.owner == other
    lost = home & np.isin(land.controller, war.attackers)
    might, near = strength(world), nearness(world)
    attack = sum(
        float(might[s] * near[other, s]) * (1.0 if s == first else 0.5) for s in war.attackers
    )
    defence = sum(
        float(might[s] * near[first, s]) * (1.0 if s == other else 0.5) for s in war.defenders
    )
    chance = float(win_chance(np.array(attack), np.array(max(defence, 1e-9))))
    share = held / len(prize) if prize else 0.0
    people = float(land.people[lost].sum() / max(float(land.people[home].sum()), 1e-9))
    return Score(
        stake=claim.weight if claim else 0.3,
        win=min(0.99, max(0.01, chance + 0.25 * share)),
        gained=share,
        homeland=people,
        turns=world.turn - war.since,
        weariness=(float(states.weariness[first]), float(states.weariness[other])),
        pressure=(float(states.pressure[first]), float(states.pressure[other])),
    )


def _beaten(world: World, war: War) -> int:
    """Return 1 when the defenders have collapsed, 0 when the attackers have, -1 otherwise."""
    for side, (mine, theirs) in enumerate(
        ((war.attackers, war.defenders), (war.defenders, war.attackers))
    ):
        leader = mine[0]
        if not world.states.exists[leader]:
            return side
        land, forces = world.territories, world.formations
        capital_lost = land.controller[world.states.capital[leader]] in theirs
        home = land.owner == leader
        lost = float(land.people[home & np.isin(land.controller, theirs)].sum())
        left = float(land.people[home].sum()) - lost
        standing = float(forces.strength[forces.exists & (forces.owner == leader)].sum())
        against = float(forces.strength[forces.exists & np.isin(forces.owner, theirs)].sum())
        if capital_lost and (lost > left or standing < 0.1 * against):
            return side
    return -1


def _both_spent(world: World, war: War) -> bool:
    weariness = world.states.weariness
    tired = min(weariness[war.attackers[0]], weariness[war.defenders[0]]) > _SPENT
    taken = np.isin(world.territories.controller, war.attackers) & np.isin(
        world.territories.owner, war.defenders
    )
    static = (
        world.turn - war.since >= _STATIC_TURNS
        and not (
            world.territories.siege[taken | np.isin(world.territories.owner, war.defenders)] > 0
        ).any()
    )
    return bool(tired or static)


def _claims_everything(world: World, war: War) -> bool:
    claim = contested(world, war)
    if claim is None:
        return False
    return world.states.capital[war.defenders[0]] in claim.territories


def settle(world: World, war: War, terms: Terms, log: Log, *, collapse: bool = False) -> None:
    """Apply terms, end the war and its crisis, send everybody home."""
    first, other = war.attackers[0], war.defenders[0]
    result = score(world, war)
    claim = contested(world, war)
    if terms == Terms.ANNEX:
        _annex(world, war, log)
    elif terms == Terms.CEDE_CLAIM:
        _cede(world, war, claim, log)
    elif terms == Terms.KEEP_OCCUPIED:
        _keep(world, war, log)
    _go_home(world, war, evacuate=terms in (Terms.STATUS_QUO, Terms.CEDE_CLAIM, Terms.ANNEX))
    kind = {
        Terms.STATUS_QUO: Settled.STATUS_QUO,
        Terms.CEDE_CLAIM: Settled.CESSION,
        Terms.KEEP_OCCUPIED: Settled.ARMISTICE,
        Terms.ANNEX: Settled.CAPITULATION,
    }[terms]
    world.put(replace(world.wars[war.id], settled=kind, ended=world.turn))
    log.add(
        "war.ended",
        first,
        other,
        about={"war": war.id, "crisis": war.crisis, "terms": int(terms)},
        figures={
            "turns": world.turn - war.since,
            "attackers_lost": war.losses[0],
            "defenders_lost": war.losses[1],
            "collapse": float(collapse),
        },
    )
    crisis = world.crises[war.crisis]
    if crisis.live:
        how = {
            Terms.STATUS_QUO: CrisisEnd.WITHDREW,
            Terms.CEDE_CLAIM: CrisisEnd.KEPT_GAINS,
            Terms.KEEP_OCCUPIED: CrisisEnd.KEPT_GAINS
            if result.gained >= 0.5
            else CrisisEnd.COMPROMISE
            if result.gained > 0
            else CrisisEnd.WITHDREW,
            Terms.ANNEX: CrisisEnd.DESTROYED,
        }[terms]
        end(world, crisis, how, log)
    for state in (*war.attackers, *war.defenders):
        move_lost_capital(world, state, log)


def _cede(world: World, war: War, claim: Claim | None, log: Log) -> None:
    if claim is None:
        return
    winner, loser, land = war.attackers[0], war.defenders[0], world.territories
    for territory in claim.territories:
        if land.owner[territory] != loser:
            continue
        land.owner[territory] = land.controller[territory] = winner
        land.holding[territory] = Holding.CORE if claim.legitimacy >= 0.5 else Holding.ANNEXED
        land.sovereign[territory] = NONE if claim.legitimacy >= 0.5 else loser
        log.add("territory.ceded", loser, winner, about={"territory": territory})
    _grievance(world, claim, winner, loser)


def _keep(world: World, war: War, log: Log) -> None:
    """Leave the armies where they stand: what is held is held without title."""
    land = world.territories
    winner, loser = war.attackers[0], war.defenders[0]
    taken = np.flatnonzero((land.owner == loser) & np.isin(land.controller, war.attackers))
    left = int((land.owner == loser).sum()) - taken.size
    if taken.size == 0 or left <= 0:
        return
    for territory in taken:
        land.owner[territory] = land.controller[territory]
        land.holding[territory] = Holding.ANNEXED
        land.sovereign[territory] = loser
        log.add("territory.kept", winner, loser, about={"territory": int(territory)})
    claim = contested(world, war)
    if claim is not None:
        _grievance(world, claim, winner, loser)


def _annex(world: World, war: War, log: Log) -> None:
    land = world.territories
    winner, loser = war.attackers[0], war.defenders[0]
    for territory in np.flatnonzero(land.owner == loser):
        taker = int(land.controller[territory])
        land.owner[territory] = taker if taker in war.attackers else winner
        land.controller[territory] = land.owner[territory]
        land.holding[territory] = Holding.ANNEXED
        land.sovereign[territory] = loser
    elsewhere = np.flatnonzero(land.controller == loser)
    land.controller[elsewhere] = land.owner[elsewhere]
    log.add("state.annexed", winner, loser, about={"war": war.id})
    dissolve(world, loser, log)
    for other in world.live_wars():
        if other.id != war.id and loser in (other.attackers[0], other.defenders[0]):
            world.put(replace(other, settled=Settled.CAPITULATION, ended=world.turn))
    for crisis in world.live_crises():
        if crisis.id != war.crisis and loser in (crisis.initiator, crisis.target):
            end(world, crisis, CrisisEnd.DESTROYED, log)


def _grievance(world: World, claim: Claim, winner: StateId, loser: StateId) -> None:
    """Close the claim that was won and open the loser's claim to what it lost."""
    world.put(replace(claim, live=False))
    lost = tuple(
        territory for territory in claim.territories if world.territories.owner[territory] == winner
    )
    if lost and world.states.exists[loser]:
        world.put(
            Claim(
                id=world.next_claim(),
                claimant=loser,
                holder=winner,
                territories=lost,
                weight=min(1.0, claim.weight + 0.1),
                legitimacy=max(0.2, 1.0 - claim.legitimacy),
                pretext=0.3,
            )
        )


def _go_home(world: World, war: War, *, evacuate: bool) -> None:
    """Give back what is not kept, and bring formations back to own land."""
    land, forces = world.territories, world.formations
    if evacuate:
        for taker, loser in ((war.attackers, war.defenders), (war.defenders, war.attackers)):
            back = np.isin(land.owner, loser) & np.isin(land.controller, taker)
            land.controller[back] = land.owner[back]
    for state in (*war.attackers, *war.defenders):
        rows = np.flatnonzero(forces.exists & (forces.owner == state))
        forces.goal[rows] = NONE
        forces.mandate[rows] = NONE
        ashore = rows[forces.node[rows] < world.board.territories]
        abroad = ashore[land.controller[forces.node[ashore]] != state]
        own = np.flatnonzero(land.controller == state)
        if abroad.size and own.size:
            km = world.board.land_km[np.ix_(forces.node[abroad], own)]
            forces.node[abroad] = own[np.argmin(km, axis=1)]
    land.siege[np.isin(land.owner, (*war.attackers, *war.defenders))] = 0.0
