"""Keeping the peace: leave to come in, and what happens when a mission is tested."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from game.core.kinds import Act, CrisisKind, Rung
from game.core.log import Log
from game.core.missions import (
    MISSIONS,
    Mission,
    consent_terms,
    host,
    mission_in,
    wanted,
)
from game.core.phases.crises.endings import lift
from game.core.records import Crisis
from game.core.terms import total
from game.core.world import World

_CLARITY = {Act.OBSERVERS: 1.0, Act.PEACEKEEPING: 1.0, Act.FORCE: 0.5}
"""How well each sees who does what, when it is all there."""


def ask_leave(world: World, crisis: Crisis, log: Log) -> Crisis:
    """Let a host that no person leads say whether it lets in a mission that has been decided.

    It is asked again each turn while it says no: as need grows, it may come round.
    """
    if crisis.consent == 1 or not wanted(world, crisis):
        return crisis
    state = host(crisis)
    if world.states.human[state]:
        return crisis
    terms = consent_terms(world, crisis)
    given = total(terms) > 0
    if given or crisis.consent < 0:
        log.add(
            "mission.consented" if given else "mission.refused",
            state,
            about={"crisis": crisis.id},
            terms=terms,
        )
    return replace(crisis, consent=int(given))


def keep(
    world: World, crisis: Crisis, draws: NDArray[np.float64], log: Log
) -> tuple[Crisis, Mission | None]:
    """Let a mission see, and be tested; return the crisis and the mission that stands.

    `draws` are two uniform numbers of its own. A test is likelier where fighting goes on and where
    the host does not want it there; it is passed by the mission's strength. One that fails goes home,
    and those who sent it are believed less. One that passes between states parts the armies.
    """
    crisis = ask_leave(world, crisis, log)
    mission = mission_in(world, crisis)
    if mission is None or mission.adequacy <= 0:
        return crisis, None
    seen = _CLARITY[mission.act] * mission.adequacy
    clear = 1.0 - (1.0 - world.rules.observer_clarity) * min(1.0, seen)
    crisis = replace(crisis, ambiguity=crisis.ambiguity * clear)
    if crisis.rung < Rung.CLASH:
        return crisis, mission
    unwelcome = 0.0 if crisis.consent == 1 else 1.0
    hot = 1.5 if crisis.kind == CrisisKind.ATROCITY else 1.0
    chance = world.rules.mission_test * hot * (1.0 + unwelcome)
    if draws[0] >= chance:
        return crisis, mission
    held = bool(draws[1] < mission.strength)
    log.add(
        "mission.held" if held else "mission.failed",
        host(crisis),
        about={"crisis": crisis.id, "act": int(mission.act)},
        figures={"sent": mission.men, "needed": mission.needed, "strength": mission.strength},
    )
    if held:
        return (crisis if crisis.internal else _parted(crisis)), mission
    _go_home(world, crisis, mission, log)
    return replace(crisis, consent=0), None


def _parted(crisis: Crisis) -> Crisis:
    if crisis.rung != Rung.CLASH:
        return crisis
    return replace(crisis, rung=Rung.MOBILISATION)


def _go_home(world: World, crisis: Crisis, mission: Mission, log: Log) -> None:
    """Bring a failed mission home, and let the body that sent it be believed less."""
    if mission.institution >= 0:
        world.memberships.failed[mission.institution] += 0.4 * crisis.stakes * world.states.exists
    resolution = world.resolutions[mission.resolution]
    if all(act in MISSIONS for act in resolution.acts):
        lift(world, mission.resolution, log)


def keep_after(world: World) -> None:
    """Let missions that stay after a settlement keep the peace within states."""
    kept = world.states.kept_peace
    if not kept.any() and not world.resolutions:
        return
    kept *= world.rules.strife_decay
    for crisis in world.crises.ended_since(world.turn - 8):
        if not crisis.internal:
            continue
        mission = mission_in(world, crisis)
        if mission is not None:
            kept[host(crisis)] = max(float(kept[host(crisis)]), mission.strength)
