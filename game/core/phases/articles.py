"""Articles of a peace carried out: land, forces, money, governments, alliances, weapons."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np

from game.core.ids import NONE, StateId
from game.core.kinds import AccordKind, Doctrine, Holding, Provision, TreatyKind
from game.core.log import Log
from game.core.phases import titles
from game.core.records import Treaty, War
from game.core.settlements import Accord, Article, Package, Reparation
from game.core.statehood import restore
from game.core.world import World

INSPECTED: Final = 0.25
"""Chance a quarter that work in secret is found where victors inspect [design]."""

_FIRST = (Provision.ANNEX, Provision.RESTORE, Provision.CEDE, Provision.WITHDRAW)
"""What becomes of the land goes before all else, in this order; an armistice leaves the rest."""


def carry_out(world: World, war: War, package: Package, log: Log) -> None:
    """Do what the articles of a peace say; what can no longer be done is left."""
    for kind in _FIRST:
        for article in package:
            if article.kind == kind:
                _land(world, war, article, log)
    if any(article.kind == Provision.ARMISTICE for article in package):
        titles.keep_occupied(world, war, log)
    for article in package:
        if article.kind in _FIRST or article.kind == Provision.ARMISTICE:
            continue
        if not world.states.exists[article.by]:
            continue
        _beside_land(world, war, article, log)
        log.add(
            "peace.article",
            article.by,
            article.to,
            about={"war": war.id, "provision": int(article.kind)},
            figures={"amount": article.amount, "turns": article.turns},
        )


def _land(world: World, war: War, article: Article, log: Log) -> None:
    land, by, to = world.territories, article.by, article.to
    match article.kind:
        case Provision.ANNEX:
            titles.annex(world, war, by, to, log)
        case Provision.CEDE if world.states.exists[to]:
            titles.cede(world, war, article.lands, by, to, log)
        case Provision.RESTORE:
            give_up(world, war, article, log)
        case Provision.WITHDRAW:
            mine = (war.attackers, war.defenders)[war.side(by)]
            theirs = (war.defenders, war.attackers)[war.side(by)]
            rows = np.flatnonzero(np.isin(land.controller, mine) & np.isin(land.owner, theirs))
            if article.lands:
                rows = rows[np.isin(rows, article.lands)]
            land.controller[rows] = land.owner[rows]


def give_up(world: World, war: War, article: Article, log: Log) -> None:
    """Give lands back to a state whose they were; one that is no more rises again on them."""
    if world.states.exists[article.to]:
        titles.give_back(world, article.lands, article.by, article.to, log)
        return
    lands = [one for one in article.lands if world.territories.owner[one] == article.by]
    freed_by = (war.defenders, war.attackers)[war.side(article.by)]
    restore(world, article.to, lands, log, parent=article.by, liberators=freed_by)


def _beside_land(world: World, war: War, article: Article, log: Log) -> None:
    states, by, to = world.states, article.by, article.to
    match article.kind:
        case Provision.REPARATIONS:
            debt = Reparation(
                id=world.next_reparation(),
                war=war.id,
                debtor=by,
                creditor=to,
                amount=article.amount,
                turns=article.turns,
                since=world.turn,
            )
            world.put(debt)
        case Provision.DEMILITARISE:
            _demilitarise(world, article)
        case Provision.CLIENT:
            _lean(world, by, to, 0.5)
            _end_pacts(world, by, TreatyKind.DEFENCE, TreatyKind.ENTENTE)
            _pact(world, TreatyKind.DEFENCE, to, by, log)
            liking = world.dyads.affinity
            liking[by, to] = max(0.2, float(liking[by, to]))
            liking[to, by] = max(0.3, float(liking[to, by]))
        case Provision.REGIME:
            _lean(world, by, to, 0.8)
            states.stability[by] = max(0.0, float(states.stability[by]) - 0.15)
        case Provision.NEUTRALITY:
            _end_pacts(world, by, TreatyKind.DEFENCE, TreatyKind.ENTENTE, TreatyKind.GUARANTEE)
            _pact(world, TreatyKind.NEUTRALITY, to, by, log)
            weights = 0.6 * states.doctrine[by]
            weights[Doctrine.KEEP_OUT] += 0.4
            states.doctrine[by] = weights / weights.sum()
        case Provision.INSPECTIONS:
            _disarm(world, article)
        case Provision.RECOGNITION:
            recognise_gains(world, by, to)
        case Provision.CAPITULATION:
            forces = world.formations
            theirs = forces.exists & (forces.owner == by)
            forces.strength[theirs] *= 0.2
            states.mobilisation[by] = 0.0


def _lean(world: World, state: StateId, towards: StateId, share: float) -> None:
    """Move a state's regime and policy towards another's."""
    states = world.states
    states.regime[state] += share * (states.regime[towards] - states.regime[state])
    states.ideal[state] += share * (states.ideal[towards] - states.ideal[state])
    states.doctrine[state] += 0.5 * share * (states.doctrine[towards] - states.doctrine[state])


def _end_pacts(world: World, state: StateId, *kinds: TreatyKind) -> None:
    for treaty in world.treaties_in_force():
        gives = treaty.parties[:1] if treaty.kind == TreatyKind.GUARANTEE else treaty.parties
        if treaty.kind in kinds and state in gives:
            world.put(replace(treaty, until_turn=world.turn))


def _pact(world: World, kind: TreatyKind, one: StateId, other: StateId, log: Log) -> None:
    if any(
        treaty.kind == kind and treaty.accepted and treaty.until_turn < 0
        for treaty in world.treaties_between(one, other)
    ):
        return
    treaty = Treaty(world.next_treaty(), kind, (one, other), world.turn, NONE, one, accepted=True)
    world.put(treaty)
    log.add("treaty.concluded", one, other, about={"treaty": treaty.id, "kind": int(kind)})


def _demilitarise(world: World, article: Article) -> None:
    """Forbid forces in lands, and march those who stand there away."""
    land, forces = world.territories, world.formations
    lands = [one for one in article.lands if land.owner[one] == article.by]
    land.demilitarised[lands] = True
    free = np.flatnonzero((land.controller == article.by) & ~land.demilitarised)
    if free.size:
        there = forces.exists & (forces.owner == article.by) & np.isin(forces.node, lands)
        forces.node[there] = free[np.argmax(land.people[free])]


def _disarm(world: World, article: Article) -> None:
    """Take a state's nuclear weapons and works away, and let the victor look."""
    states, by = world.states, article.by
    states.programme[by] *= 0.3
    states.programme_on[by] = states.hidden_work[by] = False
    states.programme_seen[by] = False
    states.halted[by] = True
    states.warheads[by] = 0
    world.put(
        Accord(
            id=world.next_accord(),
            kind=AccordKind.DISARMAMENT,
            parties=(by, article.to),
            since=world.turn,
            inspection=INSPECTED,
            in_force=world.turn,
            until=world.turn + article.turns,
        )
    )


def recognise_gains(world: World, by: StateId, to: StateId) -> None:
    """Let a state recognise what another took: of its own land too, to which it claims no more."""
    land = world.territories
    world.dyads.recognised[by, to] = True
    given = (land.sovereign == by) & (land.owner == to)
    land.holding[given], land.sovereign[given] = Holding.CORE, NONE
    for claim in world.claims.open:
        if (claim.claimant, claim.holder) == (by, to) and not claim.remilitarise:
            world.put(replace(claim, live=False))
    for armistice in world.armistices.open:
        if {armistice.first, armistice.other} == {by, to}:
            world.put(replace(armistice, ended=world.turn))
