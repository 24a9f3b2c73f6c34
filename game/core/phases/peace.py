"""Peace: wars end by terms both leaders sign, by collapse, or because both are spent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from game.core.board import great_circle_km
from game.core.forces import friends
from game.core.formulas import peace as bargaining
from game.core.formulas.deterrence import win_chance
from game.core.formulas.peace import Score
from game.core.ids import NONE, StateId, TerritoryId
from game.core.kinds import Arm, CrisisEnd, EdgeKind, Holding, Settled, Stance, Terms, TreatyKind
from game.core.log import Log
from game.core.orders import Order
from game.core.phases.appraisal import nearness, strength
from game.core.phases.crises import dissolve, end, gives_in, move_lost_capital
from game.core.records import Claim, War
from game.core.world import World

_SETTLED: Final = {
    Terms.STATUS_QUO: Settled.STATUS_QUO,
    Terms.CEDE_CLAIM: Settled.CESSION,
    Terms.KEEP_OCCUPIED: Settled.ARMISTICE,
    Terms.ANNEX: Settled.CAPITULATION,
}


def run(world: World, orders: Sequence[Order], log: Log) -> None:  # noqa: ARG001
    """End what can be ended."""
    bury(world, log)
    for begun in world.live_wars():
        if not world.wars[begun.id].live:
            continue
        war = _recall(world, world.wars[begun.id], log)
        beaten = _beaten(world, war)
        offers = war.terms_offered
        if beaten == 1:
            settle(world, war, _dictated(world, war), log, collapse=True)
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
        bury(world, log)


def bury(world: World, log: Log) -> None:
    """Close the accounts of states that are no more: their crises end, others lead their wars on."""
    alive = world.states.exists
    for crisis in world.live_crises():
        if not (alive[crisis.initiator] and alive[crisis.target]):
            # An aggressor that is no more has not won.
            how = CrisisEnd.DESTROYED if alive[crisis.initiator] else CrisisEnd.WITHDREW
            end(world, crisis, how, log)
    for war in world.live_wars():
        if alive[list(war.attackers)].all() and alive[list(war.defenders)].all():
            continue
        attackers = tuple(state for state in war.attackers if alive[state])
        defenders = tuple(state for state in war.defenders if alive[state])
        if attackers and defenders:
            offers = (
                war.terms_offered[0] if attackers[0] == war.attackers[0] else None,
                war.terms_offered[1] if defenders[0] == war.defenders[0] else None,
            )
            world.put(replace(war, attackers=attackers, defenders=defenders, terms_offered=offers))
            continue
        settled = Settled.STATUS_QUO if defenders else Settled.CAPITULATION
        world.put(replace(war, settled=settled, ended=world.turn))
        _reconcile(world, war)
        _report_end(world, war, Terms.STATUS_QUO if defenders else Terms.ANNEX, log, collapse=True)


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
    whole = max(float(land.people[home].sum()), 1e-9)
    existence = float(land.people[prize].sum()) / whole if prize else 0.0
    if states.capital[other] in prize:
        existence = max(existence, 0.5)
    might, near = strength(world), nearness(world)
    attack = sum(
        float(might[s] * near[other, s]) * (1.0 if s == first else 0.5) for s in war.attackers
    )
    put_in = bargaining.put_in(existence)
    defence = sum(
        float(might[s] * near[first, s]) * (put_in if s == other else 0.5) for s in war.defenders
    )
    chance = float(win_chance(np.array(attack), np.array(max(defence, 1e-9))))
    share = held / len(prize) if prize else 0.0
    turns = world.turn - war.since
    return Score(
        stake=claim.weight if claim and prize else 0.1 if claim else 0.3,
        existence=min(1.0, existence),
        win=bargaining.prospects(chance, share, turns),
        gained=share,
        homeland=min(1.0, float(land.people[lost].sum()) / whole),
        turns=turns,
        weariness=(float(states.weariness[first]), float(states.weariness[other])),
        pressure=(float(states.pressure[first]), float(states.pressure[other])),
    )


def _recall(world: World, war: War, log: Log) -> War:
    """Let contingents go home whose mandate has lapsed, unless a treaty keeps them in the war."""
    forces = world.formations
    mandated = forces.exists & (forces.mandate != NONE)
    if not mandated.any():
        return war
    bound = world.ties(TreatyKind.DEFENCE, TreatyKind.GUARANTEE)
    for side in (war.attackers, war.defenders):
        for state in side[1:]:
            rows = np.flatnonzero(mandated & (forces.owner == state))
            orders = {int(forces.mandate[row]) for row in rows}
            if not orders or any(world.resolutions[order].in_force for order in sorted(orders)):
                continue
            if bound[state, side[0]]:
                forces.mandate[rows] = NONE
                continue
            war = replace(
                war,
                attackers=tuple(s for s in war.attackers if s != state),
                defenders=tuple(s for s in war.defenders if s != state),
            )
            world.put(war)
            log.add("war.left", state, side[0], about={"war": war.id})
            _bring_home(world, [state])
    return war


def _dictated(world: World, war: War) -> Terms:
    """Return the terms that attackers lay down to a defender who has collapsed."""
    claim = contested(world, war)
    if claim is None:
        return Terms.KEEP_OCCUPIED
    capital = world.states.capital[war.defenders[0]] in claim.territories
    return Terms.ANNEX if capital and score(world, war).gained >= 0.999 else Terms.CEDE_CLAIM


def _beaten(world: World, war: War) -> int:
    """Return 1 when the defenders have collapsed, 0 when the attackers have, -1 otherwise.

    A leader has collapsed who has lost the capital and either most of its people or all but a
    tenth of the foe's strength; friends who still hold half of that carry the war on.
    """
    land, forces = world.territories, world.formations
    for side, (mine, theirs) in enumerate(
        ((war.attackers, war.defenders), (war.defenders, war.attackers))
    ):
        leader = mine[0]
        if land.controller[world.states.capital[leader]] not in theirs:
            continue
        home = land.owner == leader
        lost = float(land.people[home & np.isin(land.controller, theirs)].sum())
        left = float(land.people[home].sum()) - lost
        standing = float(forces.strength[forces.exists & (forces.owner == leader)].sum())
        beside = float(forces.strength[forces.exists & np.isin(forces.owner, mine[1:])].sum())
        against = float(forces.strength[forces.exists & np.isin(forces.owner, theirs)].sum())
        if (lost > left or standing < 0.1 * against) and beside < 0.5 * against:
            return side
    return -1


def _both_spent(world: World, war: War) -> bool:
    """Tell whether neither side will go on, or no front has moved for long."""
    weariness, rules = world.states.weariness, world.rules
    if min(weariness[war.attackers[0]], weariness[war.defenders[0]]) > rules.war_exhausted:
        return True
    theirs = np.isin(world.territories.owner, (*war.attackers, *war.defenders))
    pressed = bool((world.territories.siege[theirs] > 0.15).any())
    return world.turn - war.since >= rules.static_turns and not pressed


def settle(world: World, war: War, terms: Terms, log: Log, *, collapse: bool = False) -> None:
    """Apply terms, end the war and the crises fought out in it, send everybody home."""
    result = score(world, war)
    claim = contested(world, war)
    loser, land = war.defenders[0], world.territories
    if terms == Terms.CEDE_CLAIM and claim is None:
        terms = Terms.KEEP_OCCUPIED
    home = np.flatnonzero(land.owner == loser)
    if terms == Terms.CEDE_CLAIM and claim and np.isin(home, claim.territories).all():
        terms = Terms.ANNEX  # a state that signs all its land away is no more
    if terms == Terms.ANNEX:
        _annex(world, war, log)
    elif terms == Terms.CEDE_CLAIM and claim is not None:
        _cede(world, war, claim, log)
    elif terms == Terms.KEEP_OCCUPIED:
        _keep(world, war, log)
    world.put(replace(world.wars[war.id], settled=_SETTLED[terms], ended=world.turn))
    _reconcile(world, war)
    _report_end(world, war, terms, log, collapse=collapse)
    if terms == Terms.ANNEX:
        dissolve(world, loser, log)
    _end_crises(world, war, terms, result.gained, log)
    for state in (*war.attackers, *war.defenders):
        move_lost_capital(world, state, log)
    _follow_land(world)


def _report_end(world: World, war: War, terms: Terms, log: Log, *, collapse: bool) -> None:
    log.add(
        "war.ended",
        war.attackers[0],
        war.defenders[0],
        about={"war": war.id, "crisis": war.crisis, "terms": int(terms)},
        figures={
            "turns": world.turn - war.since,
            "attackers_lost": war.losses[0],
            "defenders_lost": war.losses[1],
            "collapse": float(collapse),
        },
    )


def _end_crises(world: World, war: War, terms: Terms, gained: float, log: Log) -> None:
    """End the crisis that led to the war, and every other that was fought out in it."""
    for crisis in world.live_crises():
        if crisis.id == war.crisis:
            how = {
                Terms.STATUS_QUO: CrisisEnd.WITHDREW,
                Terms.CEDE_CLAIM: CrisisEnd.KEPT_GAINS,
                Terms.KEEP_OCCUPIED: CrisisEnd.KEPT_GAINS
                if gained >= 0.5
                else CrisisEnd.COMPROMISE
                if gained > 0
                else CrisisEnd.WITHDREW,
                Terms.ANNEX: CrisisEnd.DESTROYED,
            }[terms]
            end(world, crisis, how, log)
        elif crisis.war == war.id:
            claim = world.claims[crisis.claim] if crisis.claim >= 0 else None
            owner = world.territories.owner
            won = claim and all(owner[t] == crisis.initiator for t in claim.territories)
            end(world, crisis, CrisisEnd.KEPT_GAINS if won else CrisisEnd.WITHDREW, log)


def _cede(world: World, war: War, claim: Claim, log: Log) -> None:
    winner, loser, land = war.attackers[0], war.defenders[0], world.territories
    just = claim.legitimacy >= 0.5
    taken = [territory for territory in claim.territories if land.owner[territory] == loser]
    for territory in taken:
        land.owner[territory] = land.controller[territory] = winner
        land.holding[territory] = Holding.CORE if just else Holding.ANNEXED
        land.sovereign[territory] = NONE if just else loser
        log.add("territory.ceded", loser, winner, about={"territory": territory})
    _grievance(world, claim, winner, loser, tuple(taken))


def _keep(world: World, war: War, log: Log) -> None:
    """Leave the armies where they stand: what is held is held without title.

    Nobody's last land is kept: a state is only ended by annexation.
    """
    land = world.territories
    for mine, theirs in ((war.attackers, war.defenders), (war.defenders, war.attackers)):
        for loser in theirs:
            home = land.owner == loser
            taken = np.flatnonzero(home & np.isin(land.controller, mine))
            if taken.size == int(home.sum()):
                taken = taken[taken != world.states.capital[loser]]
                taken = taken[1:] if taken.size == int(home.sum()) else taken
            for territory in taken:
                land.owner[territory] = land.controller[territory]
                land.holding[territory] = Holding.ANNEXED
                land.sovereign[territory] = loser
                log.add(
                    "territory.kept",
                    int(land.owner[territory]),
                    loser,
                    about={"territory": int(territory)},
                )
            for winner in mine:
                kept = tuple(int(t) for t in taken if land.owner[t] == winner)
                if kept:
                    claim = contested(world, war)
                    ours = claim is not None and (claim.claimant, claim.holder) == (winner, loser)
                    _grievance(world, claim if ours else None, winner, loser, kept)


def _annex(world: World, war: War, log: Log) -> None:
    """Divide the loser's land among those who hold it; the rest goes to the leader."""
    land = world.territories
    winner, loser = war.attackers[0], war.defenders[0]
    for territory in np.flatnonzero(land.owner == loser):
        taker = int(land.controller[territory])
        land.owner[territory] = taker if taker in war.attackers else winner
        land.controller[territory] = land.owner[territory]
        land.holding[territory] = Holding.ANNEXED
        land.sovereign[territory] = loser
    log.add("state.annexed", winner, loser, about={"war": war.id})


def _grievance(
    world: World, claim: Claim | None, winner: StateId, loser: StateId, lost: tuple[int, ...]
) -> None:
    """Close the claim as far as it was won, and open the loser's claim to what it lost."""
    owner = world.territories.owner
    if claim is not None:
        rest = tuple(territory for territory in claim.territories if owner[territory] == loser)
        world.put(replace(claim, territories=rest or claim.territories, live=bool(rest)))
    if lost and world.states.exists[loser]:
        weight = claim.weight if claim is not None else 0.3
        legitimacy = claim.legitimacy if claim is not None else 0.5
        world.put(
            Claim(
                id=world.next_claim(),
                claimant=loser,
                holder=winner,
                territories=tuple(TerritoryId(int(territory)) for territory in lost),
                weight=min(1.0, weight + 0.1),
                legitimacy=max(0.2, 1.0 - legitimacy),
                pretext=0.3,
            )
        )


def _follow_land(world: World) -> None:
    """Address claims on land that has changed hands to who holds it now."""
    owner, alive = world.territories.owner, world.states.exists
    busy = {crisis.claim for crisis in world.live_crises()}
    for claim in world.claims:
        if not claim.live or claim.remilitarise or claim.id in busy:
            continue
        holders = [int(owner[territory]) for territory in claim.territories]
        if claim.holder in holders and alive[claim.holder]:
            continue
        others = [holder for holder in holders if holder != claim.claimant]
        if others:
            world.put(replace(claim, holder=StateId(others[0])))
        else:
            world.put(replace(claim, live=False))


def _reconcile(world: World, war: War) -> None:
    """Give back land that foes of this war hold of each other, and bring formations home."""
    land = world.territories
    hostile = world.at_war()
    for mine, theirs in ((war.attackers, war.defenders), (war.defenders, war.attackers)):
        back = np.flatnonzero(np.isin(land.owner, mine) & np.isin(land.controller, theirs))
        back = back[~hostile[land.owner[back], land.controller[back]]]
        land.controller[back] = land.owner[back]
    land.siege[np.isin(land.owner, (*war.attackers, *war.defenders))] = 0.0
    _bring_home(world, (*war.attackers, *war.defenders))


def _bring_home(world: World, states: Sequence[StateId]) -> None:
    """Bring formations back to own land, those with no business where they stand.

    In peace that is whoever is abroad, in a war that goes on whoever stands on neutral land.
    """
    land, forces, board = world.territories, world.formations, world.board
    hostile, open_to = world.at_war(), friends(world)
    for state in states:
        rows = np.flatnonzero(forces.exists & (forces.owner == state))
        own = np.flatnonzero(land.controller == state)
        if rows.size == 0 or own.size == 0:
            continue
        peace = not hostile[state].any()
        if peace:
            forces.goal[rows] = NONE
            forces.stance[rows] = Stance.HOLD
            forces.mandate[rows] = NONE
            forces.loaded[rows] = 0.0
        ashore = forces.node[rows] < board.territories
        holder = land.controller[np.where(ashore, forces.node[rows], own[0])]
        stray = ashore & (holder != state)
        if not peace:
            stray &= ~open_to[state, holder] & ~hostile[state, holder]
        else:
            stray |= ~ashore & (forces.arm[rows] != Arm.FLEET)
        free = own[~land.demilitarised[own]]
        armies = free if free.size else own
        shores = board.edges[board.edge_kind == EdgeKind.COAST].min(axis=1)
        ports = own[np.isin(own, shores)]
        for row in rows[stray]:
            posts = ports if forces.arm[row] == Arm.FLEET else armies
            if posts.size == 0:
                forces.exists[row] = False  # interned: its state has no port left
                continue
            km = great_circle_km(board.lonlat[posts], board.lonlat[forces.node[row]])
            forces.node[row] = posts[np.argmin(km)]
            forces.goal[row] = NONE
            forces.loaded[row] = 0.0
