"""A case is set out: on a small map made by hand, or on the map of the world in 1920."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any

import numpy as np

from game.content.library import find_campaign
from game.content.load import load_campaign
from game.core.board import Strait, lay_out
from game.core.books import open_books
from game.core.ids import (
    NOBODY,
    NONE,
    ClaimId,
    CrisisId,
    InstitutionId,
    ResolutionId,
    StateId,
    TerritoryId,
    WarId,
    ZoneId,
)
from game.core.invariants import check
from game.core.kinds import (
    Act,
    Arm,
    CrisisKind,
    EdgeKind,
    Holding,
    Mandate,
    Obligation,
    Rung,
    Seat,
    Stance,
    Standing,
    Terrain,
)
from game.core.phases import appraisal
from game.core.records import Claim, Crisis, Duty, Resolution, Treaty
from game.core.records import War as WarRecord
from game.core.rolls import Roll
from game.core.tables import Formations, Territories, Zones
from game.core.world import World, sizes
from game.lab.ring import ring_world
from tests.battles import schema
from tests.battles.reading import boards

WORLD = "world"
"""The board that is the map of the world, with its states and lands by their keys."""

_ROOM = 40
"""Rows for formations."""

_FEWEST = 4


def set_out(case: schema.Case) -> World:
    """Return the world of a case as it stands when the first orders are given.

    Every state is led by a person unless the case says otherwise, so that nothing is done which it
    does not say; nobody has any forces but those that it names.
    """
    world = (_known_world() if case.board == WORLD else _small(case.board)).clone()
    world.seed = case.seed
    if case.rules:
        rules = replace(world.rules, **case.rules)  # type: ignore[arg-type]
        world.scenario = replace(world.scenario, rules=rules)
    _states(world, case)
    _lands(world, case)
    _forces(world, case)
    _papers(world, case)
    appraisal.run(world)
    open_books(world)
    for name, figures in case.states.items():
        if figures.garrison is not None:
            world.states.garrison[state(world, name)] = figures.garrison
    world.settle()
    check(world)
    return world


def state(world: World, name: str) -> StateId:
    """Return a state by its name."""
    keys = world.scenario.state_keys
    return StateId(keys.index(name) if name in keys else keys.index(name.lower()))


def place(world: World, name: str) -> int:
    """Return the node of a land or a sea by its name."""
    scenario = world.scenario
    if name in scenario.territory_keys:
        return scenario.territory_keys.index(name)
    return world.board.territories + scenario.zone_keys.index(name)


def place_name(world: World, node: int) -> str:
    """Return the name of a node."""
    shore = world.board.territories
    keys = world.scenario.territory_keys
    return keys[node] if node < shore else world.scenario.zone_keys[node - shore]


def state_name(world: World, row: int) -> str:
    """Return the name of a state as case files have it."""
    key = world.scenario.state_keys[row]
    return key if key.isupper() else key.title()


def row_of(case: schema.Case, name: str) -> int:
    """Return the row of a formation by its name."""
    return list(case.forces).index(name)


@lru_cache(maxsize=1)
def _known_world() -> World:
    path = find_campaign("league")
    assert path is not None
    campaign, issues = load_campaign(path)
    assert campaign is not None, issues
    world = campaign.world(1)
    world.formations = Formations.allocate(sizes(world.board, world.n, 1, _ROOM))
    world.wars, world.crises = Roll(), Roll()
    world.scenario = replace(world.scenario, happenings=())
    return world


@lru_cache(maxsize=16)
def _small(name: str) -> World:
    said = boards()[name]
    names = list(dict.fromkeys(land.of for land in said.lands.values() if land.of is not None))
    names += [f"Bystander{number}" for number in range(_FEWEST - len(names))]
    world = ring_world(len(names))
    _alike(world)
    lands, seas = list(said.lands), list(said.seas)
    nodes = [*lands, *seas]
    edges = [
        *((nodes.index(a), nodes.index(b), EdgeKind.LAND) for a, b in said.borders),
        *((nodes.index(shore), nodes.index(sea), EdgeKind.COAST)
          for sea, told in said.seas.items() for shore in told.shores),
        *((nodes.index(a), nodes.index(b), EdgeKind.SEA) for a, b in said.lanes),
    ]  # fmt: skip
    points = [said.lands[key].at or (0.0, 0.0) for key in lands] + [said.seas[k].at for k in seas]
    board = lay_out(
        terrain=np.array([land.terrain or Terrain.PLAINS for land in said.lands.values()], np.int64),
        region=np.zeros(len(lands), np.int64),
        area_km2=np.array([land.km2 or 76_000.0 for land in said.lands.values()]),
        lonlat=np.array(points, np.float64),
        edges=np.array([edge[:2] for edge in edges], np.int64).reshape(-1, 2),
        edge_kind=np.array([edge[2] for edge in edges], np.int64),
        edge_km=np.full(len(edges), 200.0),
        straits=tuple(
            Strait(
                ZoneId(seas.index(one.between[0])), ZoneId(seas.index(one.between[1])),
                tuple(TerritoryId(lands.index(key)) for key in one.kept_by), canal=one.canal,
            )
            for one in said.passages
        ),
    )  # fmt: skip
    world.scenario = replace(
        world.scenario,
        board=board,
        state_keys=tuple(one.lower() for one in names),
        territory_keys=tuple(lands),
        zone_keys=tuple(seas),
    )
    rows = sizes(board, world.n, 1, _ROOM)
    world.territories, world.zones = Territories.allocate(rows), Zones.allocate(rows)
    world.formations = Formations.allocate(rows)
    land = world.territories
    owners = [names.index(told.of) if told.of else NONE for told in said.lands.values()]
    land.owner[:] = land.controller[:] = owners
    land.holding[:] = Holding.CORE
    land.resistance[:] = 0.2
    for row in range(world.n):
        mine = land.owner == row
        land.people[mine] = land.industry[mine] = 1.0 / max(int(mine.sum()), 1)
        world.states.capital[row] = int(np.argmax(mine)) if mine.any() else NONE
    world.states.exists[:] = np.isin(np.arange(world.n), owners)
    for key, told in said.lands.items():
        _land(world, key, told)
    return world


def _alike(world: World) -> None:
    """Make all states alike: middling powers without claims, ties, or likings."""
    states = world.states
    for column in ("milex", "milper", "irst", "pec", "upop", "production", "treasury", "influence",
                   "dependence", "doctrine", "ideal", "supply_share"):  # fmt: skip
        figures = getattr(states, column)
        figures[:] = figures.mean(axis=0)
    states.tpop[:] = 12_000.0
    states.major[:] = False
    states.regime[:] = 5.0
    world.dyads.affinity[:] = 0.1
    np.fill_diagonal(world.dyads.affinity, 0.0)
    world.dyads.rivalry[:] = 0.0
    seats = world.memberships
    seats.member[:] = True
    seats.seat[:] = Seat.NONE
    seats.seat_until[:] = NONE
    world.charters = tuple(replace(one, permanent=()) for one in world.charters)
    world.claims, world.treaties = Roll(), Roll()


def _states(world: World, case: schema.Case) -> None:
    states = world.states
    states.human[:] = True
    for name, said in case.states.items():
        row = state(world, name)
        states.human[row] = not said.ai
        for column, value in (
            ("tpop", said.people), ("stability", said.stability), ("technology", said.technology),
            ("treasury", said.treasury), ("war_effort", said.effort), ("weariness", said.weariness),
            ("doctrine", said.doctrine),
        ):  # fmt: skip
            if value is not None:
                getattr(states, column)[row] = value


def _lands(world: World, case: schema.Case) -> None:
    terrain = world.board.terrain.copy()
    area = world.board.area_km2.copy()
    for name, said in case.lands.items():
        row = place(world, name)
        if said.terrain is not None:
            terrain[row] = said.terrain
        if said.km2 is not None:
            area[row] = said.km2
        _land(world, name, said)
    owners = np.unique(world.territories.owner[world.territories.owner >= 0])
    for row in owners[~world.states.exists[owners]].tolist():
        world.states.exists[row] = True
        world.states.capital[row] = int(np.argmax(world.territories.owner == row))
    if case.lands:
        board = replace(world.board, terrain=terrain, area_km2=area, memo={})
        world.scenario = replace(world.scenario, board=board)


def _land(world: World, name: str, said: schema.Land) -> None:
    land, row = world.territories, place(world, name)
    if said.of is not None:
        land.owner[row] = land.controller[row] = state(world, said.of)
    if said.held_by is not None:
        land.controller[row] = state(world, said.held_by)
    for column, value in (
        ("development", said.roads), ("people", said.people), ("resistance", said.resistance),
        ("siege", said.siege), ("holding", said.title), ("demilitarised", said.demilitarised),
    ):  # fmt: skip
        if value is not None:
            getattr(land, column)[row] = value


def _forces(world: World, case: schema.Case) -> None:
    forces = world.formations
    for row, (name, said) in enumerate(case.forces.items()):
        if said.of is None or said.at is None:
            raise ValueError(f"{case.number}: {name} is nobody's, or nowhere")
        values: dict[str, Any] = {
            "exists": True, "owner": state(world, said.of), "at": None,
            "arm": said.arm or Arm.ARMY, "node": place(world, said.at),
            "strength": 100.0 if said.men is None else said.men,
            "technology": 1.0 if said.technology is None else said.technology,
            "readiness": 0.8 if said.readiness is None else said.readiness,
            "supply": 1.0 if said.supply is None else said.supply,
            "stance": said.stance or Stance.HOLD, "goal": NONE,
            "mandate": NONE if said.mandate is None else said.mandate, "loaded": 0.0,
        }  # fmt: skip
        for column, value in values.items():
            if column != "at":
                getattr(forces, column)[row] = value


def _papers(world: World, case: schema.Case) -> None:
    for name, others in case.rivalry.items():
        for other, feud in others.items():
            world.dyads.rivalry[state(world, name), state(world, other)] = feud
    for name, others in case.liking.items():
        for other, liking in others.items():
            world.dyads.affinity[state(world, name), state(world, other)] = liking
    for treaty in case.treaties:
        parties = tuple(state(world, name) for name in treaty.between)
        world.put(
            Treaty(world.next_treaty(), treaty.kind, parties, -4, -1, parties[0], accepted=True)
        )
    for war in case.wars:
        attackers, defenders = (
            tuple(state(world, name) for name in side) for side in (war.attackers, war.defenders)
        )
        claim = ClaimId(NONE)
        if war.about:
            lands = tuple(TerritoryId(place(world, name)) for name in war.about)
            claim = world.next_claim()
            world.put(Claim(claim, attackers[0], defenders[0], lands, 0.8, 0.3, 0.6))
        number = world.next_war()
        crisis = _quarrel(world, attackers[0], defenders[0], Rung.WAR, claim, number)
        world.put(
            WarRecord(
                number, crisis, attackers, defenders, world.turn + war.since, (0.0, 0.0),
                (None, None),
            )
        )  # fmt: skip
    for quarrel in case.crises:
        _quarrel(
            world, state(world, quarrel.by), state(world, quarrel.on), quarrel.rung, ClaimId(NONE),
            WarId(NONE),
        )  # fmt: skip
    for measure in case.measures:
        _measure(world, measure)


def _quarrel(
    world: World, first: StateId, other: StateId, rung: Rung, claim: ClaimId, war: WarId
) -> CrisisId:
    number = world.next_crisis()
    world.put(
        Crisis(
            id=number, kind=CrisisKind.CLAIM if claim >= 0 else CrisisKind.ULTIMATUM,
            initiator=first, target=other, claim=claim, opened=world.turn - 1, rung=rung,
            moved=world.turn - 1, clock=world.turn + 40, stakes=0.8, ambiguity=0.2, staged=False,
            institution=InstitutionId(0), referred=world.turn - 1, inquiry_due=NONE, found=first,
            named=first, acts=(Act.DETERMINATION,), offer=-1.0, settle_for=-1.0, war=war,
        )
    )  # fmt: skip
    return number


def _measure(world: World, said: schema.Measure) -> None:
    against = state(world, said.against)
    crisis = next(one.id for one in world.crises if against in (one.initiator, one.target))
    number = world.next_resolution()
    world.put(
        Resolution(
            id=number, institution=InstitutionId(0), crisis=crisis,
            proposer=world.crises[crisis].target, acts=(said.act,), target=against,
            tabled=world.turn - 1, standing=Standing.ADOPTED,
            mandate=Mandate.RESTORE_LINE if said.mandate is None else said.mandate,
        )
    )  # fmt: skip
    for name, share in said.given.items():
        world.ledger.append(
            Duty(
                resolution=ResolutionId(number), act=said.act, state=state(world, name),
                turn=world.turn - 1, obligation=Obligation.RECOMMENDED, affordable=True,
                expected=share, given=share, cheated=False, seen=False, cost=0.0, promised=share,
            )
        )  # fmt: skip


__all__ = ["NOBODY", "place", "place_name", "row_of", "set_out", "state", "state_name"]
