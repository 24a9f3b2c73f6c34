"""A synthetic world of any size: states on a ring of land round inner seas, and a League.

Cheap, legal, and lively: great powers and small ones, an upholder of the order, two revisionists
with claims on weaker neighbours, rivals, allies, formations, a state that keeps out of the League.
For tests and for measuring what a turn of many states costs; its figures are made up.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from game.core.board import Board, Strait, lay_out
from game.core.books import open_books
from game.core.calendar import Calendar
from game.core.charter import (
    Admission,
    Charter,
    CostSharing,
    DecisionRule,
    LadderStep,
    Means,
    Monitoring,
    Organ,
    RegionalClause,
    Trigger,
)
from game.core.ids import ClaimId, StateId, TerritoryId, TreatyId, ZoneId
from game.core.invariants import check
from game.core.kinds import (
    Act,
    Arm,
    Doctrine,
    EdgeKind,
    Good,
    Holding,
    Obligation,
    Seat,
    Stage,
    TreatyKind,
)
from game.core.phases import appraisal
from game.core.records import Claim, Treaty
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

ARDEN, BORLAND, CASSIA, DORVAN, ELMERE, FENWICK = (StateId(number) for number in range(6))
"""The first six: an upholder, a revisionist, its neighbour, a second revisionist, its neighbour,
and one that keeps out."""

NAMES = ("Arden", "Borland", "Cassia", "Dorvan", "Elmere", "Fenwick")
LANDS_EACH = 2


def ring_world(n: int = 6, seed: int = 1, *, turns: int = 24, rules: Rules | None = None) -> World:
    """Return a world of `n` states (at least 4) ready for its first orders."""
    board = _board(n)
    scenario = Scenario(
        campaign="ring",
        content_digest="0" * 64,
        board=board,
        calendar=Calendar(1931, 3, 4, turns),
        rules=rules or Rules(),
        state_keys=tuple(ring_name(row).lower() for row in range(n)),
        territory_keys=tuple(f"land_{row}" for row in range(board.territories)),
        zone_keys=tuple(f"sea_{row}" for row in range(board.zones)),
        institution_keys=("league",),
    )
    rows = sizes(board, n, 1, 5 * n)
    world = World(
        scenario,
        seed,
        0,
        Stage.ORDERS,
        States.allocate(rows),
        Dyads.allocate(rows),
        Embargoes.allocate(rows),
        Territories.allocate(rows),
        Zones.allocate(rows),
        Formations.allocate(rows),
        Memberships.allocate(rows),
        charters=(league(),),
    )
    _fill_states(world)
    _fill_land(world)
    _fill_relations(world)
    _fill_forces(world)
    _fill_league(world)
    appraisal.run(world)
    open_books(world)
    world.settle()
    check(world)
    return world


def league() -> Charter:
    """Return a covenant: unanimity less the parties, graded sanctions, withdrawal with notice."""
    unanimity = DecisionRule(
        organ=Organ.COUNCIL,
        majority=Fraction(1),
        strict=False,
        parties_vote=False,
        veto=False,
        absence_consents=True,
        quorum=Fraction(1, 2),
        bypass=False,
    )
    ladder = (
        (Act.GOOD_OFFICES, ()),
        (Act.INQUIRY, ()),
        (Act.DETERMINATION, ()),
        (Act.CONDEMNATION, ()),
        (Act.NON_RECOGNITION, (Act.DETERMINATION,)),
        (Act.ARMS_EMBARGO, (Act.DETERMINATION,)),
        (Act.FINANCE_BAN, (Act.DETERMINATION,)),
        (Act.MATERIALS_BAN, (Act.DETERMINATION,)),
        (Act.OIL_BAN, (Act.MATERIALS_BAN,)),
        (Act.TRADE_BAN, (Act.MATERIALS_BAN,)),
        (Act.FORCE, (Act.DETERMINATION,)),
    )
    binding = {Act.ARMS_EMBARGO, Act.FINANCE_BAN, Act.MATERIALS_BAN, Act.OIL_BAN, Act.TRADE_BAN}
    return Charter(
        key="covenant",
        admission=Admission.UNIVERSAL,
        adversaries=(),
        triggers=(Trigger.ATTACK_ON_MEMBER,),
        permanent=(ARDEN, BORLAND, DORVAN),
        elected_seats=2,
        elected_term_turns=8,
        rules=(unanimity,) * len(Act),
        obligations=tuple(
            Obligation.BINDING
            if act in binding
            else Obligation.RECOMMENDED
            if act == Act.FORCE
            else Obligation.NONE
            for act in Act
        ),
        ladder=tuple(LadderStep(act, needs) for act, needs in ladder),
        means=Means.COALITION,
        cost_sharing=CostSharing.WHERE_IT_FALLS,
        monitoring=Monitoring.COMMITTEE,
        members_may_refer=True,
        outsiders_may_refer=True,
        self_defence=True,
        regional=RegionalClause.NONE,
        inquiry_turns=2,
        withdrawal_notice_turns=8,
        suspension=False,
        expulsion=True,
        review_every_turns=0,
    )


def ring_name(row: int) -> str:
    """Return a state's name."""
    return NAMES[row] if row < len(NAMES) else f"State{row}"


def _board(n: int) -> Board:
    land = LANDS_EACH * n
    zones = max(2, n // 2)
    around = np.arange(land)
    turn = 2 * np.pi * around / land
    radius = max(8.0, 0.9 * land)
    radius = min(radius, 35.0)
    coast = np.stack([20 + radius * np.cos(turn), 15 + 0.8 * radius * np.sin(turn)], axis=1)
    inner = 2 * np.pi * (np.arange(zones) + 0.5) / zones
    seas = np.stack([20 + 0.5 * radius * np.cos(inner), 15 + 0.4 * radius * np.sin(inner)], axis=1)
    ring = np.stack([around, (around + 1) % land], axis=1)
    shores = np.stack([around, land + around * zones // land], axis=1)
    mids = np.arange(zones - 1)
    waters = np.stack([land + mids, land + mids + 1], axis=1)
    edges = np.concatenate([ring, shores, waters])
    kinds = np.repeat(
        [EdgeKind.LAND, EdgeKind.COAST, EdgeKind.SEA], [len(ring), len(shores), len(waters)]
    ).astype(np.int64)
    return lay_out(
        terrain=(around % 3).astype(np.int64),
        region=np.zeros(land, np.int64),
        area_km2=np.full(land, 50_000.0),
        lonlat=np.concatenate([coast, seas]),
        edges=edges.astype(np.int64),
        edge_kind=kinds,
        edge_km=np.full(len(edges), 200.0),
        straits=(Strait(ZoneId(0), ZoneId(1), (TerritoryId(0),), canal=False),),
    )


def _fill_states(world: World) -> None:
    states, n = world.states, world.n
    rows = np.arange(n)
    # Great powers at 0, 1, 3; the victims at 2 and 4 are weak; the rest fall off by rank.
    weight = 1.0 / (1.0 + 0.4 * rows)
    weight[[ARDEN, BORLAND, DORVAN]] = (1.0, 0.9, 0.7)
    weight[CASSIA] = 0.15
    if n > ELMERE:
        weight[ELMERE] = 0.12
    states.exists[:] = True
    states.capital[:] = rows * LANDS_EACH
    states.major[[ARDEN, BORLAND, DORVAN]] = True
    states.milex[:] = 400.0 * weight
    states.milper[:] = 300.0 * weight
    states.irst[:] = 9000.0 * weight
    states.pec[:] = 90_000.0 * weight
    states.tpop[:] = 45_000.0 * np.sqrt(weight)
    states.upop[:] = 15_000.0 * weight
    states.production[:] = 40_000.0 * weight
    states.treasury[:] = 900.0 * weight
    states.influence[:] = 20.0 + 40.0 * weight
    states.stability[:] = 0.75
    states.support[:] = 0.5
    states.regime[:] = np.where(rows % 2 == 0, 7, -5)
    states.budget[:] = (0.25, 0.45, 0.25, 0.05)
    doctrine = np.full((n, len(Doctrine)), 0.0)
    doctrine[:] = (0.3, 0.3, 0.25, 0.05, 0.1)
    doctrine[ARDEN] = (0.65, 0.2, 0.05, 0.0, 0.1)
    doctrine[BORLAND] = (0.0, 0.2, 0.05, 0.75, 0.0)
    doctrine[DORVAN] = (0.05, 0.3, 0.05, 0.6, 0.0)
    if n > FENWICK:
        doctrine[FENWICK] = (0.1, 0.1, 0.2, 0.0, 0.6)
    states.doctrine[:] = doctrine
    states.ideal[:, 0] = np.where(doctrine[:, Doctrine.REVISE] > 0.5, 0.7, -0.5)
    supply = np.repeat((states.production / states.production.sum())[:, None], len(Good), axis=1)
    states.supply_share[:] = supply
    states.dependence[:] = 0.3
    states.dependence[BORLAND, Good.OIL] = 0.9


def _fill_land(world: World) -> None:
    land = world.territories
    owner = np.arange(world.board.territories) // LANDS_EACH
    land.owner[:] = owner
    land.controller[:] = owner
    land.holding[:] = Holding.CORE
    land.people[:] = 1.0 / LANDS_EACH
    land.industry[:] = 1.0 / LANDS_EACH
    land.resistance[:] = 0.2


def _fill_relations(world: World) -> None:
    dyads, n = world.dyads, world.n
    dyads.recognised[:] = True
    dyads.affinity[:] = 0.1
    np.fill_diagonal(dyads.affinity, 0.0)
    quarrels = [(BORLAND, CASSIA), *([(DORVAN, ELMERE)] if n > ELMERE else [])]
    for number, (claimant, holder) in enumerate(quarrels):
        dyads.affinity[claimant, holder] = dyads.affinity[holder, claimant] = -0.5
        dyads.rivalry[claimant, holder] = dyads.rivalry[holder, claimant] = 0.6
        world.claims.append(
            Claim(
                id=ClaimId(number),
                claimant=claimant,
                holder=holder,
                territories=(TerritoryId(holder * LANDS_EACH + 1),),
                weight=0.9,
                legitimacy=0.3,
                pretext=0.7,
            )
        )
    dyads.rivalry[ARDEN, BORLAND] = dyads.rivalry[BORLAND, ARDEN] = 0.3
    dyads.affinity[ARDEN, CASSIA] = dyads.affinity[CASSIA, ARDEN] = 0.4
    if n > FENWICK:
        world.treaties.append(
            Treaty(TreatyId(0), TreatyKind.ENTENTE, (ARDEN, FENWICK), -8, -1, ARDEN, accepted=True)
        )


def _fill_forces(world: World) -> None:
    forces, states = world.formations, world.states
    row = 0
    for state in range(world.n):
        home = state * LANDS_EACH
        posts = [(Arm.ARMY, home, 0.5), (Arm.ARMY, home + 1, 0.4)]
        if states.major[state]:
            zone = int(
                world.board.around(home)[world.board.around(home) >= world.board.territories][0]
            )
            posts.append((Arm.FLEET, zone, 0.2))
        for arm, node, share in posts:
            forces.exists[row] = True
            forces.owner[row] = state
            forces.arm[row] = arm
            forces.node[row] = node
            forces.strength[row] = share * states.milper[state]
            row += 1


def _fill_league(world: World) -> None:
    seats, n = world.memberships, world.n
    seats.member[0, :] = True
    if n > FENWICK:
        seats.member[0, FENWICK] = False
    seats.seat[0, list(world.charters[0].permanent)] = Seat.PERMANENT
    elected = [state for state in (CASSIA, ELMERE) if state < n]
    seats.seat[0, elected] = Seat.ELECTED
    seats.seat_until[0, elected] = 6
    seats.met[0], seats.failed[0] = 2.0, 1.0
