"""The games in which policies are tried: short, and between them something of most things."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from functools import cache
from typing import Final

import numpy as np

from game.ai.advisor import decide
from game.core.charter import Admission
from game.core.ids import InstitutionId, TerritoryId
from game.core.kinds import Act, Reason, Stage, Standing
from game.core.records import Resolution
from game.core.turn import advance
from game.core.world import World
from game.lab.ring import ARDEN, BORLAND, ELMERE, FENWICK, LANDS_EACH, ring_world

TURNS: Final = 6
"""Turns of each game."""


@cache
def moments() -> tuple[World, ...]:
    """Return the worlds that policies are asked about: every stage of some turns of some games."""
    found = []
    for setting in (_as_it_is, _measured, _armed, _in_doubt):
        world = setting()
        for _ in range(TURNS * len(Stage)):
            found.append(world)
            world = advance(world, [each.order for each in decide(world, range(world.n))]).world
    return tuple(found)


def _as_it_is() -> World:
    return ring_world(6, seed=1)


def _measured() -> World:
    """A quarrel in which an aggressor is named, and measures in force that half of the votes carry."""
    world = ring_world(6, seed=4)
    charter = world.charters[0]
    half = tuple(
        replace(rule, majority=Fraction(1, 2), quorum=Fraction(0)) for rule in charter.rules
    )
    world.charters = (replace(charter, rules=half),)
    while not world.live_crises():
        world = advance(world, [each.order for each in decide(world, range(world.n))]).world
    world = world.clone()
    crisis, acts = world.live_crises()[0], (Act.DETERMINATION, Act.ARMS_EMBARGO, Act.OIL_BAN)
    world.put(
        Resolution(
            world.next_resolution(), InstitutionId(0), crisis.id, ARDEN, acts, crisis.initiator,
            world.turn, Standing.ADOPTED, Reason.CARRIED,
        )
    )  # fmt: skip
    world.put(replace(crisis, institution=InstitutionId(0), named=crisis.initiator, acts=acts))
    return world


def _armed() -> World:
    """An age of nuclear weapons, rich states, and old rivals of like weight."""
    world = ring_world(6, seed=2)
    rules = replace(world.rules, atomic_year=1900.0)
    world.scenario = replace(world.scenario, rules=rules)
    world.states.treasury[:] = 0.05 * world.states.production
    world.states.influence[:] = 60.0
    world.states.warheads[ARDEN] = 200
    world.dyads.rivalry[ARDEN, BORLAND] = world.dyads.rivalry[BORLAND, ARDEN] = 0.9
    return world


def _in_doubt() -> World:
    """A body that has failed, among states that fear one another, with others to be founded.

    Two are of one nation, and one of them would be one state with the other.
    """
    world = ring_world(6, seed=3)
    seats, charter = world.memberships, world.charters[0]
    seats.met[0], seats.failed[0] = 0.0, 12.0
    pact = replace(charter, key="pact", admission=Admission.INVITATION)
    world.scenario = replace(world.scenario, templates=(pact,))
    world.dyads.threat[:] = np.maximum(world.dyads.threat, 0.3 * (world.dyads.threat > 0.02))
    world.states.influence[:] = 60.0
    homes = ((TerritoryId(LANDS_EACH * row), TerritoryId(LANDS_EACH * row + 1)) for row in range(6))
    kin = ((), (), (), (), (FENWICK,), (ELMERE,))
    world.scenario = replace(world.scenario, homelands=tuple(homes), kin=kin)
    world.dyads.affinity[ELMERE, FENWICK], world.states.stability[ELMERE] = 0.9, 0.3
    return world
