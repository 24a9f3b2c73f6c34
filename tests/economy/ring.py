"""A ring of states round three seas, with figures of the size of the 1930s."""

from __future__ import annotations

import numpy as np

from game.core.board import Board, lay_out
from game.core.calendar import Calendar
from game.core.ids import CrisisId, StateId, WarId
from game.core.kinds import Arm, Good, Stage
from game.core.log import Log
from game.core.orders import Order
from game.core.phases import appraisal, armaments, economy, sanctions, society, trade
from game.core.records import War
from game.core.rules import Rules
from game.core.tables import (
    Dyads,
    Embargoes,
    Formations,
    Memberships,
    States,
    Territories,
    Zones,
)
from game.core.world import Scenario, World, sizes

SEAS = 3
TARGET, OUTSIDER, LENDER = StateId(3), StateId(0), StateId(1)
"""A middling power, a great exporter, a great lender."""


def board(n: int) -> Board:
    """Return a ring: each territory touches the next, and the sea of its third of the ring."""
    turn = np.arange(n) * 360.0 / n - 180
    lands = np.column_stack([turn, 30 * np.sin(np.arange(n))])
    seas = np.column_stack([np.linspace(-150, 150, SEAS), np.zeros(SEAS)])
    ring = np.column_stack([np.arange(n), (np.arange(n) + 1) % n])
    shore = np.column_stack([np.arange(n), n + np.arange(n) % SEAS])
    water = np.array([[n, n + 1], [n + 1, n + 2]])
    edges = np.concatenate([ring, shore, water])
    return lay_out(
        terrain=np.zeros(n, np.int64),
        region=np.zeros(n, np.int64),
        area_km2=np.full(n, 3e5),
        lonlat=np.concatenate([lands, seas]),
        edges=edges,
        edge_kind=np.array([0] * n + [1] * n + [2] * 2),
        edge_km=np.full(len(edges), 300.0),
        straits=(),
    )


def ring(n: int = 12, seed: int = 7, rules: Rules | None = None) -> World:
    """Return a world at peace: the first states are great powers, the others shrink by size."""
    fixed = Scenario(
        "ring",
        "00" * 32,
        board(n),
        Calendar(1931, 3, 4, 22),
        rules or Rules(),
        tuple(f"s{i}" for i in range(n)),
        tuple(f"t{i}" for i in range(n)),
        ("a", "b", "c"),
        ("league",),
    )
    rows = sizes(fixed.board, n, 1, 2 * n)
    world = World(
        fixed,
        seed,
        0,
        Stage.RESPONSE,
        States.allocate(rows),
        Dyads.allocate(rows),
        Embargoes.allocate(rows),
        Territories.allocate(rows),
        Zones.allocate(rows),
        Formations.allocate(rows),
        Memberships.allocate(rows),
        charters=(),
    )
    states, land, forces = world.states, world.territories, world.formations
    size = 1.0 / (1.0 + np.arange(n)) ** 1.2
    states.exists[:] = True
    states.capital[:] = np.arange(n)
    states.production[:] = 80_000 * size
    states.milex[:] = 800 * size**0.8
    states.milper[:] = 400 * size**0.5
    states.irst[:], states.pec[:] = 26_000 * size**1.3, 700_000 * size
    states.tpop[:] = 120_000 * size**0.7
    states.upop[:] = 0.3 * states.tpop
    states.treasury[:] = 0.01 * states.production
    states.regime[:] = np.where(np.arange(n) % 3, 7.0, -7.0)
    states.stability[:], states.support[:], states.influence[:] = 0.6, 0.5, 30
    states.major[:5] = True
    states.doctrine[:] = 0.2
    states.supply_share[:] = size[:, None] / size.sum()
    states.supply_share[:, Good.OIL] = 0.02 / n
    states.supply_share[OUTSIDER, Good.OIL] = 0.55
    states.supply_share[5:9, Good.OIL] = 0.10
    states.supply_share[TARGET] *= 0.2
    states.dependence[:] = 0.4
    states.dependence[TARGET, Good.OIL] = 0.95
    land.owner[:] = land.controller[:] = np.arange(n)
    land.people[:] = land.industry[:] = 1.0
    forces.exists[:] = True
    forces.owner[:] = np.repeat(np.arange(n), 2)
    forces.arm[:] = np.tile([Arm.ARMY, Arm.FLEET], n)
    forces.node[:] = np.where(forces.arm == Arm.ARMY, forces.owner, n + forces.owner % SEAS)
    forces.strength[:] = np.where(forces.arm == Arm.ARMY, 0.8, 0.2) * states.milper[forces.owner]
    world.memberships.member[0, 1:] = True
    appraisal.run(world)
    world.settle()
    return world


def deny(world: World, goods: tuple[Good, ...], senders: list[int], share: float = 1.0) -> None:
    """Let some states deny goods to the target."""
    for good in goods:
        world.embargoes.denied[senders, TARGET, good] = share
    world.embargoes.denied[TARGET] = 0


def fight(world: World, attacker: int, defender: int) -> None:
    """Put two states at war."""
    world.put(
        War(
            WarId(len(world.wars)), CrisisId(0), (StateId(attacker),), (StateId(defender),),
            world.turn, (0.0, 0.0), (None, None),
        )
    )  # fmt: skip


def quarter(world: World, orders: tuple[Order, ...] = ()) -> Log:
    """Play the economic phases of one turn in place, in their order; return what was reported."""
    log = Log(world.turn)
    economy.set_budgets(world, orders, log)
    for phase in (sanctions, trade, economy, armaments, society):
        phase.run(world, orders, log)
    world.turn += 1
    appraisal.run(world)
    world.settle()
    return log


def kinds(log: Log) -> set[str]:
    return {event.kind for event in log.events}
