"""How states come to be, part, unite, vanish and come back: one rule, one example."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from game.core import statehood
from game.core.ids import ClaimId, StateId, TerritoryId
from game.core.invariants import faults
from game.core.kinds import Arm, Birth, Holding, TreatyKind
from game.core.log import Log
from game.core.nations import nations_of
from game.core.phases.crises import dissolve
from game.core.phases.statehood import release, run
from game.core.records import Claim, Treaty
from game.core.world import World
from tests.statehood.realm import (
    ARDEN,
    BORLAND,
    CASSIA,
    COLONY,
    DORVAN,
    ELMERE,
    FENWICK,
    NORTH,
    PART,
    SOUTH,
    WHOLE,
    living_people,
    realm,
)


@pytest.fixture
def world() -> World:
    return realm()


@pytest.fixture
def log() -> Log:
    return Log(0)


def kinds(log: Log) -> list[str]:
    return [event.kind for event in log.events]


def share_sums(world: World) -> list[float]:
    land = world.territories
    return [
        float(land.people[land.drawn_by == row].sum())
        for row in np.flatnonzero(world.states.exists)
        if (land.drawn_by == row).any()
    ]


# -- births ----------------------------------------------------------------------------------------


def test_a_colony_let_go_has_its_own_people_and_its_holder_loses_none(
    world: World, log: Log
) -> None:
    holder = float(world.states.tpop[ARDEN])
    assert statehood.found(world, COLONY, (12, 13), Birth.INDEPENDENCE, log, parent=ARDEN)
    assert world.states.exists[COLONY]
    assert world.states.tpop[COLONY] == 9000.0
    assert world.states.tpop[ARDEN] == holder
    assert set(np.flatnonzero(world.territories.owner == COLONY)) == {12, 13}
    assert (world.territories.holding[[12, 13]] == Holding.CORE).all()
    assert kinds(log)[:2] == ["state.born", "state.independent"]
    assert np.allclose(share_sums(world), 1.0)
    assert not list(faults(world))


def test_part_of_a_union_takes_its_share_of_all_that_was_counted_together(
    world: World, log: Log
) -> None:
    states = world.states
    whole = {name: float(getattr(states, name)[BORLAND]) for name in ("tpop", "production", "pec")}
    share = float(world.territories.people[[14, 15]].sum())
    assert statehood.secede(world, PART, BORLAND, log)
    for name, before in whole.items():
        values = getattr(states, name)
        assert values[BORLAND] + values[PART] == pytest.approx(before)
    assert states.tpop[PART] == pytest.approx(share * whole["tpop"])
    assert np.allclose(share_sums(world), 1.0)


def test_soldiers_are_shared_where_a_union_falls_apart(world: World, log: Log) -> None:
    forces = world.formations
    world.states.nationhood[PART] = 0.9
    before = float(world.states.milper[BORLAND])
    army = forces.exists & (forces.owner == BORLAND) & (forces.arm == Arm.ARMY)
    under_arms = float(forces.strength[army].sum())
    assert statehood.break_up(world, BORLAND, 0.5, log) == (PART,)
    states = world.states
    assert states.milper[PART] + states.milper[BORLAND] == pytest.approx(before)
    mine = forces.exists & (forces.owner == PART)
    assert forces.strength[army].sum() + forces.strength[mine].sum() <= under_arms + 1e-6
    assert (forces.node[mine] == states.capital[PART]).all()
    assert "state.broke_up" in kinds(log)


def test_only_nations_that_want_it_enough_leave(world: World, log: Log) -> None:
    world.states.nationhood[PART] = 0.4
    assert statehood.break_up(world, BORLAND, 0.5, log) == ()


def test_who_lives_cannot_be_born_and_nobody_is_born_on_nothing(world: World, log: Log) -> None:
    assert not statehood.found(world, CASSIA, (12,), Birth.INDEPENDENCE, log)
    assert not statehood.found(world, COLONY, (), Birth.INDEPENDENCE, log)
    assert not log.events


def test_a_new_state_claims_the_rest_of_its_homeland(world: World, log: Log) -> None:
    statehood.found(world, COLONY, (12,), Birth.INDEPENDENCE, log, parent=ARDEN)
    mine = [claim for claim in world.claims.open if claim.claimant == COLONY]
    assert [(claim.holder, claim.territories) for claim in mine] == [(ARDEN, (13,))]


def test_claims_on_the_land_are_addressed_to_its_new_owner(world: World, log: Log) -> None:
    number = ClaimId(len(world.claims))
    world.put(Claim(number, CASSIA, BORLAND, (TerritoryId(14),), 0.5, 0.5, 0.3))
    statehood.secede(world, PART, BORLAND, log)
    assert world.claims[number].holder == PART


def test_a_parting_that_was_fought_for_leaves_enemies(log: Log) -> None:
    calm, torn = realm(), realm()
    statehood.secede(calm, PART, BORLAND, log)
    statehood.secede(torn, PART, BORLAND, log, contested=True)
    assert torn.dyads.affinity[PART, BORLAND] < calm.dyads.affinity[PART, BORLAND] - 0.3
    assert torn.dyads.rivalry[PART, BORLAND] >= 0.4
    lost = [claim for claim in torn.claims.open if claim.claimant == BORLAND]
    assert not [claim for claim in lost if claim.holder == PART and claim.weight < 0.1]


def test_a_new_state_belongs_to_no_institution(world: World, log: Log) -> None:
    statehood.secede(world, PART, BORLAND, log)
    assert not world.memberships.member[:, PART].any()


def test_foreign_soldiers_go_home_from_a_land_that_was_let_go(world: World, log: Log) -> None:
    forces = world.formations
    row = int(np.flatnonzero(forces.exists & (forces.owner == ARDEN))[0])
    forces.node[row] = 12
    statehood.found(world, COLONY, (12, 13), Birth.INDEPENDENCE, log, parent=ARDEN)
    assert forces.node[row] != 12


# -- divided, united -------------------------------------------------------------------------------


def rivals_hold_the_north(world: World) -> None:
    """Arden's rival camp stands in half of the land of a people that Dorvan held."""
    land = world.territories
    land.owner[[16, 17]] = land.controller[[16, 17]] = ARDEN
    land.drawn_by[[16, 17]] = ARDEN
    world.dyads.rivalry[ARDEN, DORVAN] = world.dyads.rivalry[DORVAN, ARDEN] = 0.8


def test_a_people_held_by_two_camps_becomes_two_states(world: World, log: Log) -> None:
    rivals_hold_the_north(world)
    world.states.promised[WHOLE] = True
    assert release(world, WHOLE, log)
    alive = world.states.exists
    assert alive[NORTH]
    assert alive[SOUTH]
    assert not alive[WHOLE]
    assert kinds(log).count("state.divided") == 2
    assert world.dyads.rivalry[NORTH, SOUTH] >= 0.5
    assert world.dyads.affinity[NORTH, ARDEN] > world.dyads.affinity[NORTH, SOUTH]
    assert {claim.holder for claim in world.claims.open if claim.claimant == NORTH} == {SOUTH}


def test_a_people_held_by_one_camp_stays_whole(world: World, log: Log) -> None:
    world.states.promised[WHOLE] = True
    assert release(world, WHOLE, log)
    assert world.states.exists[WHOLE]
    assert not world.states.exists[[NORTH, SOUTH]].any()


def test_two_states_of_one_people_become_one_with_its_old_name(world: World, log: Log) -> None:
    rivals_hold_the_north(world)
    release(world, WHOLE, log)
    people = living_people(world)
    world.dyads.union_sought = world.dyads.union_sought.copy()
    world.dyads.union_sought[[NORTH, SOUTH], [SOUTH, NORTH]] = True
    run(world, (), log)
    assert world.states.exists[WHOLE]
    assert not world.states.exists[[NORTH, SOUTH]].any()
    assert living_people(world) == pytest.approx(people, rel=0.02)  # a year of the unborn passes
    assert set(np.flatnonzero(world.territories.owner == WHOLE)) == {16, 17, 18, 19}
    assert "state.united" in kinds(log)
    assert not list(faults(world))


def test_one_alone_cannot_unite_two(world: World, log: Log) -> None:
    world.dyads.union_sought = world.dyads.union_sought.copy()
    world.dyads.union_sought[ELMERE, FENWICK] = True
    run(world, (), log)
    assert world.states.exists[[ELMERE, FENWICK]].all()


def test_a_union_sums_what_both_had_and_promises_follow(world: World, log: Log) -> None:
    states, n = world.states, world.next_treaty()
    world.put(Treaty(n, TreatyKind.DEFENCE, (CASSIA, FENWICK), 0, -1, CASSIA, accepted=True))
    people = float(states.tpop[ELMERE] + states.tpop[FENWICK])
    rows = world.formations.exists & (world.formations.owner == FENWICK)
    assert statehood.unite(world, ELMERE, FENWICK, log)
    assert states.tpop[ELMERE] == pytest.approx(people)
    assert states.tpop[FENWICK] == 0
    assert world.treaties[n].parties == (CASSIA, ELMERE)
    assert (world.formations.owner[rows] == ELMERE).all()
    assert np.allclose(share_sums(world), 1.0)
    assert not list(faults(world))


def test_states_at_war_do_not_unite(world: World, log: Log) -> None:
    from game.core.ids import CrisisId, WarId
    from game.core.records import War

    war = War(WarId(0), CrisisId(0), (ELMERE,), (FENWICK,), 0, (0.0, 0.0), (None, None))
    world.put(war)
    assert not statehood.unite(world, ELMERE, FENWICK, log)


# -- taken, and back -------------------------------------------------------------------------------


def annexed(world: World, log: Log) -> None:
    """Borland takes all that is Cassia's, and Cassia is no more."""
    land = world.territories
    mine = land.owner == CASSIA
    land.owner[mine] = land.controller[mine] = BORLAND
    land.holding[mine] = Holding.ANNEXED
    land.sovereign[mine] = CASSIA
    world.dyads.affinity[ARDEN, CASSIA] = 0.6
    world.dyads.recognised = world.dyads.recognised.copy()
    world.dyads.recognised[:, BORLAND] = False
    held = world.held()
    dissolve(world, CASSIA, log)
    world.before = held
    run(world, (), log)
    world.before = None


def test_a_state_that_was_taken_goes_on_in_exile_where_it_is_liked(world: World, log: Log) -> None:
    annexed(world, log)
    (exile,) = world.exiles.open
    assert (exile.state, exile.by, exile.host) == (CASSIA, BORLAND, ARDEN)
    assert "state.exile" in kinds(log)


def test_an_exile_ends_when_all_recognise_what_was_taken(world: World, log: Log) -> None:
    annexed(world, log)
    world.dyads.recognised[:, BORLAND] = True
    run(world, (), log)
    assert not world.exiles.open
    assert not world.exiles[0].restored


def test_liberation_brings_a_state_back_with_its_people_and_its_claims(
    world: World, log: Log
) -> None:
    from game.core.ids import CrisisId, WarId
    from game.core.records import War

    number = ClaimId(len(world.claims))
    world.put(Claim(number, CASSIA, FENWICK, (TerritoryId(11),), 0.5, 0.5, 0.3))
    people = living_people(world)
    annexed(world, log)
    assert not world.claims[number].live
    world.put(War(WarId(0), CrisisId(0), (ARDEN,), (BORLAND,), 0, (0.0, 0.0), (None, None)))
    lost = world.territories.sovereign == CASSIA
    world.territories.controller[lost] = ARDEN
    run(world, (), log)
    assert world.states.exists[CASSIA]
    assert world.exiles[0].restored
    assert world.claims[number].live
    assert world.dyads.affinity[CASSIA, ARDEN] >= 0.4
    assert world.states.tpop[CASSIA] > 1000.0
    assert living_people(world) == pytest.approx(people, rel=1e-6)
    assert not list(faults(world))


def test_a_dead_state_is_a_nation_that_wants_its_own_again(world: World, log: Log) -> None:
    annexed(world, log)
    here = nations_of(world)
    row = int(np.flatnonzero(here.rows == CASSIA)[0])
    assert here.holder[row] == BORLAND
    assert here.taken[row] == 1.0
    assert world.states.nationhood[CASSIA] > 0.9


def test_what_is_left_of_a_union_takes_the_name_of_its_nation(world: World, log: Log) -> None:
    scenario = world.scenario
    homes = list(scenario.homelands)
    homes[BORLAND] = tuple(TerritoryId(t) for t in (2, 3, 14, 15))
    homes[WHOLE] = (TerritoryId(2), TerritoryId(3))
    world.scenario = replace(scenario, homelands=tuple(homes))
    world.states.nationhood[PART] = 0.9
    seat = world.memberships.seat[0, BORLAND]
    statehood.break_up(world, BORLAND, 0.5, log)
    assert world.states.exists[WHOLE]
    assert not world.states.exists[BORLAND]
    assert world.memberships.seat[0, WHOLE] == seat
    assert StateId(WHOLE) in world.charters[0].permanent
    assert not list(faults(world))
