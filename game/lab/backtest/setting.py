"""A crisis set up as a world: the states on stage, the body seized of it, the case as it opens."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.core.board import Board, great_circle_km, lay_out
from game.core.books import open_books
from game.core.calendar import Calendar
from game.core.cases import Case
from game.core.ids import NO_INSTITUTION, InstitutionId, StateId, TreatyId
from game.core.invariants import check
from game.core.kinds import Arm, Doctrine, EdgeKind, Good, Holding, Seat, Stage, TreatyKind
from game.core.phases import appraisal
from game.core.records import Treaty
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
from game.lab.backtest.bodies import (
    FOUNDED,
    LEAGUE,
    UNITED_NATIONS,
    Body,
    body_of,
    members_of,
    regional,
)
from game.lab.backtest.cast import NO_STATE, Cast, cast_of
from game.lab.backtest.quarrels import Quarrel
from game.lab.backtest.reading import Opening
from game.lab.record.tables import Record

Floats = NDArray[np.float64]

_WATER_KM: Final = {2: 20.0, 3: 40.0, 4: 240.0, 5: 640.0}
"""Widths of the waters between states that the record classes."""

_REACH_1920: Final = 2600.0
_REACH_GROWTH: Final = 0.012


@dataclass(frozen=True, slots=True)
class Setting:
    """A crisis on the day it opens."""

    world: World
    cast: Cast
    case: Case
    """Lead aggressor, first victim, who is seized of it."""
    body: Body | None
    norm: float
    """Share of the world's power that belongs to a universal body against conquest, 0..1."""
    year: int

    @property
    def aggressors(self) -> list[int]:
        """Rows of all aggressors."""
        return list(self.cast.aggressors)

    @property
    def victims(self) -> list[int]:
        """Rows of all victims."""
        return list(self.cast.victims)

    @property
    def quarrel(self) -> Quarrel:
        """What it is about."""
        return self.cast.quarrel


def set_up(opening: Opening, record: Record) -> Setting:
    """Return a crisis set up from the figures of its day."""
    cast = cast_of(opening, record)
    lands = [player.land for player in cast.players]
    majors = frozenset(player.land.abb for player in cast.players if player.major)
    parties = [lands[row] for row in (*cast.aggressors, *cast.victims)]
    body = body_of(opening.institution, opening.date, record, lands, majors, parties)
    board, spans = _board(cast, record, opening.year)
    n = len(cast.players)
    years = max(opening.year - 1920, 0)
    scenario = Scenario(
        campaign="backtest",
        content_digest="0" * 64,
        board=board,
        calendar=Calendar(max(opening.year, 1), 1, 4, 40),
        rules=Rules(reach_km=_REACH_1920 * (1 + _REACH_GROWTH * years), reach_growth=0.0),
        state_keys=tuple(f"state_{row}" for row in range(n)),
        territory_keys=tuple(f"land_{row}" for row in range(n)),
        zone_keys=("sea",),
        institution_keys=("body",),
    )
    rows = sizes(board, n, 1, 2 * n)
    world = World(
        scenario,
        0,
        0,
        Stage.ORDERS,
        States.allocate(rows),
        Dyads.allocate(rows),
        Embargoes.allocate(rows),
        Territories.allocate(rows),
        Zones.allocate(rows),
        Formations.allocate(rows),
        Memberships.allocate(rows),
        charters=(body.charter if body else regional(),),
    )
    _fill_land(world)
    _fill_states(world, cast)
    _fill_relations(world, cast, record, opening.year, spans)
    _fill_forces(world)
    _fill_body(world, cast, body)
    _fill_doctrines(world, cast)
    appraisal.run(world)
    open_books(world)
    world.settle()
    check(world)
    case = Case(
        aggressor=StateId(cast.aggressors[0]),
        victim=StateId(cast.victims[0]),
        ambiguity=cast.quarrel.ambiguity,
        institution=InstitutionId(0) if body else NO_INSTITUTION,
        decided=False,
        gravity=cast.quarrel.gravity,
    )
    return Setting(world, cast, case, body, norm_of(opening, record), opening.year)


def norm_of(opening: Opening, record: Record) -> float:
    """Return the share of the world's capabilities that belongs to the universal body of the day."""
    name = LEAGUE if opening.date < FOUNDED else UNITED_NATIONS
    members = members_of(name, opening.date, record)
    present = record.year(opening.year)
    table = np.nan_to_num(np.array([row.figures[:6] for row in present.values()]))
    shares = (table / np.maximum(table.sum(axis=0), 1e-9)).mean(axis=1)
    inside = [record.lands[code].abb in members for code in present]
    return float(shares[inside].sum())


def _board(cast: Cast, record: Record, year: int) -> tuple[Board, Floats]:
    """Return one territory a state round one sea, and the widths between states, [state, state]."""
    players = cast.players
    n = len(players)
    lonlat = np.array([[player.land.lon, player.land.lat] for player in players])
    km = great_circle_km(lonlat[:, None, :], lonlat[None, :, :])
    # From capital to capital is farther than from shore to shore.
    spans = np.maximum(km - 300.0, 0.5 * km)
    rows = {player.code: row for row, player in enumerate(players) if player.code != NO_STATE}
    when = max(year, 1920)
    touching = []
    for spell in record.borders:
        if spell.a in rows and spell.b in rows and spell.since <= when + 2 and when <= spell.until:
            a, b = rows[spell.a], rows[spell.b]
            if spell.kind == 1:
                touching.append((min(a, b), max(a, b)))
                spans[a, b] = spans[b, a] = 0.0
            else:
                width = min(_WATER_KM[spell.kind], float(spans[a, b]))
                spans[a, b] = spans[b, a] = width
    for row, player in enumerate(players):
        if player.code == NO_STATE:
            home = rows.get(player.host)
            if home is not None:
                spans[row], spans[:, row] = spans[home], spans[:, home]
                spans[row, home] = spans[home, row] = 0.0
                touching += [(min(row, home), max(row, home))]
                touching += [
                    (min(row, b if a == home else a), max(row, b if a == home else a))
                    for a, b in list(touching)
                    if home in (a, b) and row not in (a, b)
                ]
    np.fill_diagonal(spans, 0.0)
    pairs = sorted(set(touching))
    edges = np.array([*pairs, *((row, n) for row in range(n))], np.int64).reshape(-1, 2)
    kinds = np.array([EdgeKind.LAND] * len(pairs) + [EdgeKind.COAST] * n, np.int64)
    board = lay_out(
        terrain=np.zeros(n, np.int64),
        region=np.zeros(n, np.int64),
        area_km2=np.full(n, 50_000.0),
        lonlat=np.concatenate([lonlat, [[0.0, 0.0]]]),
        edges=edges,
        edge_kind=kinds,
        edge_km=np.full(len(edges), 200.0),
        straits=(),
    )
    return board, spans


def _fill_land(world: World) -> None:
    land = world.territories
    rows = np.arange(world.n)
    land.owner[:] = land.controller[:] = rows
    land.holding[:] = Holding.CORE
    land.people[:] = land.industry[:] = 1.0


def _fill_states(world: World, cast: Cast) -> None:
    states, players = world.states, cast.players
    figures = np.array([player.figures for player in players])
    states.exists[:] = True
    states.capital[:] = np.arange(world.n)
    states.major[:] = [player.major for player in players]
    states.milex[:] = np.maximum(figures[:, 0] / 1000.0, 0.01)
    for column, name in enumerate(("milper", "irst", "pec", "tpop", "upop"), start=1):
        getattr(states, name)[:] = np.maximum(figures[:, column], 0.0)
    states.production[:] = np.maximum(figures[:, 6], 1.0)
    states.warheads[:] = [100 if player.nuclear else 0 for player in players]
    states.regime[:] = [min(max(player.polity, -10.0), 10.0) for player in players]
    # Regimes between democracy and autocracy sit least firmly (Hegre and others 2001).
    states.stability[:] = 0.6 + 0.3 * (np.abs(states.regime) / 10.0) ** 2
    states.stability[[row for row, player in enumerate(players) if player.host >= 0]] = 0.5
    for row in (*cast.aggressors, *cast.victims):
        if cast.host != NO_STATE and players[row].code == cast.host:
            states.stability[row] = 0.35
    # Money behind a soldier stands for his arms; its fourth root, for arms bought at home.
    purse = states.milex / np.maximum(states.milper, 1.0)
    usual = float(np.sum(states.milex) / max(float(np.sum(states.milper)), 1.0))
    states.technology[:] = np.clip((purse / max(usual, 1e-9)) ** 0.25, 0.6, 1.6)
    states.support[:] = 0.5
    states.influence[:] = 30.0
    states.budget[:] = (0.25, 0.45, 0.25, 0.05)
    output = states.production / states.production.sum()
    states.supply_share[:] = np.repeat(output[:, None], len(Good), axis=1)
    states.dependence[:] = np.clip(0.6 - 2.0 * output, 0.1, 0.6)[:, None]


def _fill_relations(world: World, cast: Cast, record: Record, year: int, spans: Floats) -> None:
    dyads, states, players = world.dyads, world.states, cast.players
    rows = {player.code: row for row, player in enumerate(players) if player.code != NO_STATE}
    dyads.recognised[:] = True
    free = states.regime >= 6
    dyads.affinity[:] = 0.05 + 0.15 * (free[:, None] & free[None, :])
    for spell in record.pacts:
        if spell.a in rows and spell.b in rows and spell.since <= year <= spell.until:
            a, b = rows[spell.a], rows[spell.b]
            # A promise of the year itself may be the crisis's own child: only older ones count.
            if spell.kind == 1 and spell.since < year:
                world.treaties.append(
                    Treaty(TreatyId(len(world.treaties)), TreatyKind.DEFENCE,
                           (StateId(a), StateId(b)), -4, -1, StateId(a), accepted=True)
                )  # fmt: skip
                dyads.affinity[a, b] = dyads.affinity[b, a] = 0.5
            elif spell.since < year:
                liking = max(float(dyads.affinity[a, b]), 0.25)
                dyads.affinity[a, b] = dyads.affinity[b, a] = liking
    for spell in record.rivals:
        if spell.a in rows and spell.b in rows and spell.since <= year <= spell.until:
            a, b = rows[spell.a], rows[spell.b]
            dyads.rivalry[a, b] = dyads.rivalry[b, a] = 0.7
            dyads.affinity[a, b] = dyads.affinity[b, a] = -0.4
    for a in cast.aggressors:
        for v in cast.victims:
            dyads.rivalry[a, v] = dyads.rivalry[v, a] = 0.7
            dyads.affinity[a, v] = dyads.affinity[v, a] = -0.5
    for side in (cast.aggressors, cast.victims):
        for one in side:
            for other in side:
                dyads.affinity[one, other] = max(float(dyads.affinity[one, other]), 0.7)
    np.fill_diagonal(dyads.affinity, 0.0)
    lonlat = world.board.lonlat[: world.n]
    dyads.distance_km[:] = great_circle_km(lonlat[:, None, :], lonlat[None, :, :])
    dyads.gap_km[:] = spans
    borders = world.board.edges[world.board.edge_kind == EdgeKind.LAND]
    dyads.contiguous[borders[:, 0], borders[:, 1]] = True
    dyads.contiguous[borders[:, 1], borders[:, 0]] = True
    # The widths above are finer than one place a state could tell: they count as charted.
    world.territories.charted[:] = world.territories.controller


def _fill_forces(world: World) -> None:
    forces, states = world.formations, world.states
    sea = world.board.territories
    navies = np.where(states.major, 0.2, 0.05) * states.milper * states.technology**2
    for row in range(world.n):
        for slot, (arm, node, strength) in enumerate(
            ((Arm.ARMY, row, 0.8 * states.milper[row]), (Arm.FLEET, sea, navies[row]))
        ):
            place = 2 * row + slot
            forces.exists[place] = strength > 0
            forces.owner[place] = row
            forces.arm[place] = arm
            forces.node[place] = node
            forces.strength[place] = strength


def _fill_body(world: World, cast: Cast, body: Body | None) -> None:
    if body is None:
        return
    seats, players = world.memberships, cast.players
    abbs = [player.land.abb if player.code != NO_STATE else "" for player in players]
    seats.member[0] = [abb in body.members for abb in abbs]
    permanent = [row for row, abb in enumerate(abbs) if abb in body.permanent]
    seats.seat[0, permanent] = Seat.PERMANENT
    parties = {*cast.aggressors, *cast.victims}
    others = [
        row
        for row in np.flatnonzero(seats.member[0] & (seats.seat[0] == Seat.NONE))
        if int(row) not in parties
    ]
    seats.seat[0, others[-body.elected :] if body.elected else []] = Seat.ELECTED
    seats.seat_until[0, seats.seat[0] == Seat.ELECTED] = 8
    members = np.asarray(seats.member[0], float)
    seats.met[0], seats.failed[0] = 1.5 * members, 1.5 * members
    world.charters = (replace(body.charter, permanent=tuple(StateId(row) for row in permanent)),)


def _fill_doctrines(world: World, cast: Cast) -> None:
    """Set doctrines by rank, regime, membership and part in the quarrel [design]."""
    states = world.states
    member = world.memberships.member[0]
    free = np.clip(states.regime, 0, 10) / 10.0
    doctrine = np.zeros((world.n, len(Doctrine)))
    doctrine[:, Doctrine.UPHOLD] = 0.12 + 0.30 * free * member
    doctrine[:, Doctrine.BALANCE] = 0.20 + 0.20 * states.major
    doctrine[:, Doctrine.FREE_RIDE] = 0.30 - 0.15 * states.major
    doctrine[:, Doctrine.REVISE] = 0.04 + 0.15 * states.major * (1 - free)
    doctrine[:, Doctrine.KEEP_OUT] = 0.12 + 0.30 * ~member
    doctrine[list(cast.aggressors), Doctrine.REVISE] += 0.6
    states.doctrine[:] = doctrine / doctrine.sum(axis=1, keepdims=True)
    states.ideal[:, 0] = np.clip(states.doctrine[:, Doctrine.REVISE] - 0.3, -1, 1)
