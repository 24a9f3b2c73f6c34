"""Peace: wars end by terms both leaders sign, by collapse, or because both are spent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from game.core.formulas.peace import Score
from game.core.kinds import CrisisEnd, Settled, Terms
from game.core.log import Log
from game.core.orders import Order
from game.core.phases.crises import dissolve, end, gives_in, move_lost_capital
from game.core.phases.crises.endings import settle as end_quarrel
from game.core.phases.homecoming import recall, reconcile
from game.core.phases.scores import beaten, both_spent, contested, dictated, score
from game.core.phases.titles import annex, cede_claim, follow_land, keep_occupied
from game.core.records import Claim, Crisis, War
from game.core.world import World

__all__ = ["bury", "contested", "run", "score", "settle"]

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
        war = recall(world, world.wars[begun.id], log)
        lost = beaten(world, war)
        offers = war.terms_offered
        if lost == 1:
            settle(world, war, dictated(world, war), log, collapse=True)
        elif lost == 0:
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
        elif both_spent(world, war):
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
        reconcile(world, war)
        _report_end(world, war, Terms.STATUS_QUO if defenders else Terms.ANNEX, log, collapse=True)


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
        annex(world, war, log)
    elif terms == Terms.CEDE_CLAIM and claim is not None:
        cede_claim(world, war, claim, log)
    elif terms == Terms.KEEP_OCCUPIED:
        keep_occupied(world, war, log)
    world.put(replace(world.wars[war.id], settled=_SETTLED[terms], ended=world.turn))
    reconcile(world, war)
    _report_end(world, war, terms, log, collapse=collapse)
    if terms == Terms.ANNEX:
        dissolve(world, loser, log)
    _end_crises(world, war, terms, _won(claim, result, terms, collapse=collapse), log)
    for state in (*war.attackers, *war.defenders):
        move_lost_capital(world, state, log)
    follow_land(world)


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


def _won(claim: Claim | None, result: Score, terms: Terms, *, collapse: bool) -> float:
    """Return how much of what they wanted the attackers have, 0..1.

    Where the war was not about land: all of it if the defenders collapsed, else by how much of their
    country is held.
    """
    if claim is not None:
        return result.gained
    return 1.0 if collapse and terms != Terms.STATUS_QUO else min(1.0, 2.0 * result.homeland)


def _end_crises(world: World, war: War, terms: Terms, won: float, log: Log) -> None:
    """End the crisis that led to the war, and every other that was fought out in it."""
    for crisis in world.live_crises():
        if crisis.id == war.crisis:
            how = {
                Terms.STATUS_QUO: CrisisEnd.WITHDREW,
                Terms.CEDE_CLAIM: CrisisEnd.KEPT_GAINS,
                Terms.KEEP_OCCUPIED: CrisisEnd.KEPT_GAINS
                if won >= 0.5
                else CrisisEnd.COMPROMISE
                if won > 0
                else CrisisEnd.WITHDREW,
                Terms.ANNEX: CrisisEnd.DESTROYED,
            }[terms]
            _finish(world, war, crisis, how, log)
        elif crisis.war == war.id:
            claim = world.claims[crisis.claim] if crisis.claim >= 0 else None
            owner = world.territories.owner
            had = claim and all(owner[t] == crisis.initiator for t in claim.territories)
            end(world, crisis, CrisisEnd.KEPT_GAINS if had else CrisisEnd.WITHDREW, log)


def _finish(world: World, war: War, crisis: Crisis, how: CrisisEnd, log: Log) -> None:
    """End the crisis a war was about, as it went for the attackers.

    Where the accused was struck, what the attackers keep the initiator gives up. What was wanted
    beside land is given, or made good, by whoever is left to do so.
    """
    if crisis.target in war.attackers[:1]:
        how = {
            CrisisEnd.WITHDREW: CrisisEnd.KEPT_GAINS,
            CrisisEnd.COMPROMISE: CrisisEnd.COMPROMISE,
        }.get(how, CrisisEnd.WITHDREW)
    alive = world.states.exists
    if crisis.claim < 0 and alive[crisis.initiator] and alive[crisis.target]:
        end_quarrel(world, crisis, how, log, share=0.5)
    else:
        end(world, crisis, how, log)
