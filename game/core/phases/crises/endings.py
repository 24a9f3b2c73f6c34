"""Endings: what becomes of what was quarrelled over, and of the measures taken."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from game.core.confrontations import denounced
from game.core.ids import NONE, StateId
from game.core.kinds import CrisisEnd, CrisisKind, Holding, Standing
from game.core.log import Log
from game.core.missions import MISSIONS
from game.core.phases.crises.states import move_lost_capital
from game.core.phases.sanctions import concession
from game.core.quarrels import PROFILES, Subject
from game.core.records import Crisis
from game.core.rng import stream
from game.core.world import World


def gives_in(world: World, state: StateId, stakes: float) -> bool:
    """Tell whether sanctions alone bring a state that no person leads to give way this quarter."""
    if world.states.human[state] or world.states.pressure[state] <= 0:
        return False
    draw = stream(world.seed, world.turn, "concession").random(world.n)
    return bool(draw[state] < concession(world, stakes)[state])


def concede(world: World, crisis: Crisis, share: float, log: Log) -> None:
    """Give the initiator a share of what it wants, 0..1, with the target's consent."""
    match PROFILES[crisis.kind].subject:
        case Subject.WEAPONS:
            _leave_weapons(world, crisis, share)
        case Subject.POLICY if crisis.claim < 0:
            _change_course(world, crisis, share, log)
        case Subject.INCIDENT if crisis.claim < 0:
            _make_amends(world, crisis, share)
        case Subject.PROMISE:
            pass  # what was broken stays broken
        case _:
            cede(world, crisis, share, log)


def make_good(world: World, crisis: Crisis, log: Log) -> None:
    """Undo what the accused had in hand, as it gives way."""
    states = world.states
    accused, accuser = crisis.initiator, crisis.target
    match PROFILES[crisis.kind].subject:
        case Subject.WEAPONS:
            _leave_weapons(world, crisis, 0.0)
            log.add("nuclear.forsworn", accused, accuser, about={"crisis": crisis.id})
        case Subject.PROMISE:
            pact = denounced(world, accuser, accused)
            if pact is not None:
                renewed = replace(
                    pact, id=world.next_treaty(), since_turn=world.turn, until_turn=NONE
                )
                world.put(renewed)
                about = {"treaty": renewed.id, "kind": int(renewed.kind)}
                log.add("treaty.renewed", accused, accuser, about=about)
            world.dyads.kept[:, accused] += 0.2 * states.exists
            world.dyads.kept[accused, accused] = 0.0


def _leave_weapons(world: World, crisis: Crisis, share: float) -> None:
    """Leave the accused a share of its programme, under watch; with nothing left it is forsworn."""
    states, who = world.states, crisis.initiator
    if share >= 1.0:
        return
    states.programme[who] *= share
    states.programme_on[who] = False
    states.halted[who] = True
    if share <= 0:
        states.programme_seen[who] = False
        states.warheads[who] = 0


def _change_course(world: World, crisis: Crisis, share: float, log: Log) -> None:
    """Bend the target's policy towards the initiator's, and shake its government for it."""
    states, first, other = world.states, crisis.initiator, crisis.target
    bend = 0.5 * share
    states.ideal[other] += bend * (states.ideal[first] - states.ideal[other])
    states.doctrine[other] += 0.4 * bend * (states.doctrine[first] - states.doctrine[other])
    states.regime[other] += 0.3 * bend * (states.regime[first] - states.regime[other])
    states.stability[other] = max(0.0, float(states.stability[other]) - 0.08 * share)
    states.influence[first] = min(100.0, float(states.influence[first]) + 5.0 * share)
    log.add(
        "crisis.policy_changed",
        other,
        first,
        about={"crisis": crisis.id},
        figures={"share": share},
    )


def _make_amends(world: World, crisis: Crisis, share: float) -> None:
    """Let the target apologise and pay: the quarrel cools, and some name is lost."""
    first, other = crisis.initiator, crisis.target
    states, dyads = world.states, world.dyads
    states.influence[other] = max(0.0, float(states.influence[other]) - 3.0 * share)
    cooled = np.maximum(dyads.rivalry[[first, other], [other, first]] - 0.03 * share, 0.0)
    dyads.rivalry[[first, other], [other, first]] = cooled


def cede(world: World, crisis: Crisis, share: float, log: Log) -> None:
    """Hand over a share of the claimed land, with the holder's signature.

    Whole territories only: less than one is rights and privileges there, which quiet the claim by
    that share but leave it alive.
    """
    if crisis.claim < 0:
        return
    claim = world.claims[crisis.claim]
    land = world.territories
    count = int(np.floor(share * len(claim.territories) + 1e-9))
    given = claim.territories[:count]
    for territory in given:
        if claim.remilitarise:
            land.demilitarised[territory] = False
            continue
        if land.owner[territory] != claim.holder:
            continue
        land.owner[territory] = claim.claimant
        land.controller[territory] = claim.claimant
        land.holding[territory] = Holding.CORE
        land.sovereign[territory] = NONE
        log.add(
            "territory.ceded",
            claim.holder,
            claim.claimant,
            about={"territory": territory, "crisis": crisis.id},
        )
    rest = claim.territories[count:]
    world.put(
        replace(
            claim,
            territories=rest or claim.territories,
            weight=claim.weight * (1.0 - share) if rest else claim.weight,
            live=bool(rest) and share < 1.0,
        )
    )
    move_lost_capital(world, claim.holder, log)


def settle(world: World, crisis: Crisis, how: CrisisEnd, log: Log, *, share: float = 1.0) -> None:
    """End a crisis with what its end brings: a share of what was wanted, or what was in hand undone."""
    if how == CrisisEnd.WITHDREW and PROFILES[crisis.kind].accused_first:
        make_good(world, crisis, log)
    elif how in (CrisisEnd.COMPROMISE, CrisisEnd.KEPT_GAINS) and not crisis.internal:
        concede(world, crisis, share if how == CrisisEnd.COMPROMISE else 1.0, log)
    if how == CrisisEnd.COMPROMISE:
        _thank(world, crisis, log)
    end(world, world.crises[crisis.id], how, log)


def _thank(world: World, crisis: Crisis, log: Log) -> None:
    """Give a mediator its due."""
    broker = crisis.mediator
    if broker < 0 or not world.states.exists[broker]:
        return
    states, liking = world.states, world.dyads.affinity
    states.influence[broker] = min(
        100.0, float(states.influence[broker]) + world.rules.mediation_prestige
    )
    for party in (crisis.initiator, crisis.target):
        liking[party, broker] = min(1.0, float(liking[party, broker]) + 0.1)
    log.add(
        "mediation.succeeded",
        broker,
        crisis.target,
        about={"crisis": crisis.id},
        figures={"share": max(crisis.proposed, 0.0)},
    )


def end(world: World, crisis: Crisis, how: CrisisEnd, log: Log) -> None:
    """End a crisis; measures taken in it are lifted unless gains were kept by force.

    A mission stays to keep the peace, until nobody gives to it any more.
    """
    world.put(replace(crisis, end=how, ended=world.turn))
    if crisis.kind == CrisisKind.BLOCKADE:
        log.add("blockade.lifted", crisis.initiator, crisis.target, about={"crisis": crisis.id})
    kind = {
        CrisisEnd.WITHDREW: "crisis.withdrew",
        CrisisEnd.COMPROMISE: "crisis.compromise",
        CrisisEnd.KEPT_GAINS: "crisis.kept_gains",
        CrisisEnd.DESTROYED: "crisis.destroyed",
    }[how]
    log.add(
        kind,
        crisis.initiator,
        crisis.target,
        about={"crisis": crisis.id, "quarrel": int(crisis.kind)},
    )
    if how in (CrisisEnd.WITHDREW, CrisisEnd.COMPROMISE):
        for resolution in world.resolutions_on(crisis.id):
            if resolution.in_force:
                keeps = [act for act in resolution.acts if act in MISSIONS]
                if not keeps or len(keeps) < len(resolution.acts):
                    lift(world, resolution.id, log)


def lift(world: World, resolution_id: int, log: Log) -> None:
    """Lift the measures of a resolution."""
    resolution = world.resolutions[resolution_id]
    world.put(replace(resolution, lifted=world.turn))
    if resolution.standing == Standing.ADOPTED:
        log.add(
            "resolution.lifted",
            resolution.target,
            about={"resolution": resolution.id, "institution": resolution.institution},
        )
