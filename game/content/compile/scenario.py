"""A whole draft becomes a world."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from game.content.compile import bodies
from game.content.compile.board import board
from game.content.compile.cast import fill_states
from game.content.compile.forces import fill_forces, rows
from game.content.compile.happenings import from_the_start, happenings, past_war
from game.content.compile.index import calendar, index
from game.content.compile.land import claims, fill_land
from game.content.compile.market import fill_market, latent_supply, supplies
from game.content.compile.nations import homelands, kin
from game.content.compile.relations import fill_relations, treaties
from game.content.draft import Draft
from game.content.schema.charters import CharterFile
from game.core.board import Board
from game.core.books import open_books
from game.core.invariants import check
from game.core.kinds import Stage
from game.core.phases import appraisal
from game.core.rolls import Roll
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


def lay_board(draft: Draft) -> Board:
    """Return the draft's board, which every world of the campaign shares."""
    return board(draft.map)


def compile_world(
    draft: Draft,
    shared: Board,
    digest: str,
    seed: int,
    humans: Collection[str] = (),
    instead: Mapping[str, CharterFile] | None = None,
) -> World:
    """Return the world at the start, ready for its first orders."""
    at = index(draft)
    rows_of = sizes(shared, len(at.states), len(at.institutions), rows(draft))
    scenario = Scenario(
        campaign=draft.manifest.value.id,
        content_digest=digest,
        board=shared,
        calendar=calendar(draft),
        rules=draft.rules,
        state_keys=tuple(at.states),
        territory_keys=tuple(at.territories),
        zone_keys=tuple(at.zones),
        institution_keys=tuple(at.institutions),
        templates=bodies.templates(draft, at),
        last_general_war=past_war(draft, at),
        homelands=homelands(draft, at),
        kin=kin(draft, at),
        latent_supply=latent_supply(draft),
        supplies=supplies(draft, at),
    )
    world = World(
        scenario=scenario,
        seed=seed,
        turn=0,
        stage=Stage.ORDERS,
        states=States.allocate(rows_of),
        dyads=Dyads.allocate(rows_of),
        embargoes=Embargoes.allocate(rows_of),
        territories=Territories.allocate(rows_of),
        zones=Zones.allocate(rows_of),
        formations=Formations.allocate(rows_of),
        memberships=Memberships.allocate(rows_of),
        charters=bodies.charters(draft, at, instead or {}),
        claims=Roll(claims(draft, at)),
        treaties=Roll(treaties(draft, at)),
    )
    fill_states(world.states, draft, at, frozenset(humans))
    fill_land(world.territories, shared, draft, at)
    fill_relations(world.dyads, world.states, draft, at)
    fill_market(world.states, draft, at)
    fill_forces(world.formations, world.states, draft, at)
    bodies.fill_bodies(world.memberships, draft, at, world.charters)
    bodies.replace_founders(world, draft, at, instead or {})
    appraisal.run(world)
    open_books(world)
    world.scenario = replace(scenario, happenings=from_the_start(world, happenings(draft, at)))
    world.settle()
    check(world)
    return world
