"""Clocks: inquiries report, missions stand, mediators propose, demands run out, strife goes on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from game.core.ids import NONE
from game.core.kinds import CrisisEnd, CrisisKind, Rung, Settled
from game.core.log import Log
from game.core.orders import Order
from game.core.outlook import Outlook, outlook
from game.core.phases.crises import incidents, keeping, mediation, outbreaks, sides, strife, weapons
from game.core.phases.crises.endings import end, gives_in, settle
from game.core.phases.crises.ladder import climb
from game.core.quarrels import PROFILES, Subject
from game.core.reckoning import reckon
from game.core.records import Crisis
from game.core.rng import stream
from game.core.world import World

_LONGEST = 12
"""Turns after which a quarrel short of war that nobody has moved is let drop."""


def run(world: World, orders: Sequence[Order], log: Log) -> None:  # noqa: ARG001
    """Let a quarter pass in every live crisis, then let new ones break out."""
    live = world.live_crises()
    if live:
        known = world.before or world
        look = outlook(known)
        draw = stream(world.seed, world.turn, "inquiries").random(64)
        fates = stream(world.seed, world.turn, "quarrels").random((64, 9))
        for place, crisis in enumerate(live):
            luck = fates[crisis.id % 64]
            _pass(world, known, crisis, float(draw[place % 64]), luck, look, log)
    keeping.keep_after(world)
    weapons.advance_programmes(world, log)
    incidents.run(world, log)
    outbreaks.run(world, log)


def _pass(
    world: World,
    known: World,
    crisis: Crisis,
    chance: float,
    luck: NDArray[np.float64],
    look: Outlook,
    log: Log,
) -> None:
    """Let a quarter pass in one crisis; its parties decide by what they knew as it began."""
    crisis = world.crises[crisis.id]
    if not crisis.live:
        return
    over = _overtaken(world, crisis)
    if over is not None:
        end(world, crisis, over, log)
        return
    crisis = _report(world, crisis, chance, log)
    crisis, mission = keeping.keep(world, crisis, luck[:2], log)
    if crisis.internal:
        crisis = mediation.mediate(known, crisis, look, log)
        world.put(crisis)
        if crisis.nation < 0:  # risings are fought out in phases/statehood
            strife.run_on(world, crisis, mission, luck[2:5], look, log)
        return
    crisis = weapons.tempt_fate(world, crisis, luck[5:9], log)
    if crisis.proxies != (0.0, 0.0):
        left = world.rules.proxy_decay
        first, other = (round(left * sent, 3) for sent in crisis.proxies)
        crisis = replace(crisis, proxies=(first, other))
    if crisis.war >= 0:
        world.put(sides.call_in(world, crisis, log))
        return
    crisis = mediation.mediate(known, crisis, look, log)
    world.put(crisis)
    if mediation.close(world, crisis, log):
        return
    if gives_in(world, crisis.initiator, crisis.stakes):
        log.add(
            "crisis.sanctions_told",
            crisis.initiator,
            crisis.target,
            about={"crisis": crisis.id},
            figures={"pressure": float(world.states.pressure[crisis.initiator])},
        )
        settle(world, crisis, CrisisEnd.WITHDREW, log)
    elif crisis.kind == CrisisKind.BLOCKADE and gives_in(world, crisis.target, crisis.stakes):
        log.add(
            "blockade.told",
            crisis.target,
            crisis.initiator,
            about={"crisis": crisis.id},
            figures={"pressure": float(world.states.pressure[crisis.target])},
        )
        settle(world, crisis, CrisisEnd.KEPT_GAINS, log)
    elif world.turn >= crisis.clock:
        _run_out(world, known, crisis, look, log)


_AFTER_WAR = {
    Settled.STATUS_QUO: CrisisEnd.WITHDREW,
    Settled.CESSION: CrisisEnd.KEPT_GAINS,
    Settled.ARMISTICE: CrisisEnd.COMPROMISE,
    Settled.CAPITULATION: CrisisEnd.DESTROYED,
}
"""How a quarrel ends that was fought out in a war begun over another."""


def _overtaken(world: World, crisis: Crisis) -> CrisisEnd | None:
    """Return how a crisis ended whose party is no more, or whose war is over."""
    alive = world.states.exists
    if crisis.war >= 0 and not world.wars[crisis.war].live:
        return _AFTER_WAR[world.wars[crisis.war].settled]
    if crisis.war >= 0 or (alive[crisis.initiator] and alive[crisis.target]):
        return None
    return CrisisEnd.DESTROYED if alive[crisis.initiator] else CrisisEnd.WITHDREW


def _report(world: World, crisis: Crisis, chance: float, log: Log) -> Crisis:
    """Let a commission of inquiry report when its time has come."""
    if crisis.inquiry_due < 0 or world.turn < crisis.inquiry_due:
        return crisis
    wrong = chance < world.rules.inquiry_error * (1.0 + crisis.ambiguity)
    found = crisis.target if wrong else crisis.initiator
    clear = crisis.ambiguity * world.rules.inquiry_clarity
    if crisis.internal:
        log.add(
            "inquiry.reported_within",
            found,
            about={"crisis": crisis.id, "institution": crisis.institution},
            figures={"before": crisis.ambiguity, "after": clear},
        )
    else:
        log.add(
            "inquiry.reported",
            found,
            crisis.target if found == crisis.initiator else crisis.initiator,
            about={"crisis": crisis.id, "institution": crisis.institution},
            figures={"before": crisis.ambiguity, "after": clear},
        )
    return replace(crisis, found=found, ambiguity=clear, inquiry_due=NONE)


def _run_out(world: World, known: World, crisis: Crisis, look: Outlook, log: Log) -> None:
    """End a quarrel whose time has run out.

    A demand on land that nobody pressed falls: what has been taken is kept, what was asked is not.
    Other quarrels come to the end that both choose, where no person leads either; where one
    does, nothing is chosen for it: what stands in the accused's hands stays there, the rest falls.
    """
    profile = PROFILES[crisis.kind]
    if profile.subject == Subject.LAND or crisis.claim >= 0:
        _fall(world, crisis, log)
        return
    states = world.states
    if states.human[crisis.initiator] or states.human[crisis.target]:
        how = CrisisEnd.KEPT_GAINS if profile.accused_first else CrisisEnd.WITHDREW
        settle(world, crisis, how, log)
        return
    how = reckon(known, crisis, look)
    if how == CrisisEnd.DESTROYED:
        # Nobody is destroyed without a war: it goes on to one, a rung at a time, or takes what it can.
        how = CrisisEnd.KEPT_GAINS
        pushes = not profile.accused_first
        if pushes and crisis.rung >= Rung.MOBILISATION and world.turn - crisis.opened < _LONGEST:
            world.put(climb(world, crisis, [crisis.initiator], log))
            return
    settle(world, crisis, how, log, share=0.5)


def _fall(world: World, crisis: Crisis, log: Log) -> None:
    claim = world.claims[crisis.claim] if crisis.claim >= 0 else None
    done = (
        claim is not None
        and claim.remilitarise
        and not world.territories.demilitarised[list(claim.territories)].any()
    )
    if done and claim is not None:
        world.put(replace(claim, live=False))
        end(world, crisis, CrisisEnd.KEPT_GAINS, log)
    else:
        end(world, crisis, CrisisEnd.WITHDREW, log)
