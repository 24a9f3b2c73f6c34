"""Who is asked in the council: whoever has a vote, on a draft or on a motion, and is there."""

from __future__ import annotations

from dataclasses import replace

from game.core.ids import ResolutionId, StateId
from game.core.kinds import Act, Stage, Standing
from game.core.orders import MoveMembership
from game.core.records import Resolution
from game.core.turn import advance
from game.core.world import World
from game.session import stages
from tests.rules.bodies import by_simple_majority, moved
from tests.rules.play import LEAGUE, QUARREL, chartered, quarrel
from tests.worlds import ARDEN, BORLAND, CASSIA, DORVAN, ELMERE, FENWICK, small_world


def called(world: World) -> set[StateId]:
    assert world.stage == Stage.COUNCIL
    return {StateId(state) for state in range(world.n) if stages.asks(world, StateId(state))}


def test_a_motion_calls_all_who_vote_on_it() -> None:
    world = small_world()
    world.charters = (by_simple_majority(world.charters[LEAGUE]),)
    world = moved(world, MoveMembership(ARDEN, LEAGUE, Act.EXPULSION, BORLAND)).world
    assert called(world) == {ARDEN, CASSIA, DORVAN, ELMERE}


def test_nothing_on_the_agenda_calls_nobody() -> None:
    assert called(advance(small_world(), []).world) == set()


def test_who_stays_away_is_not_called() -> None:
    world = small_world()
    quarrel(world)
    world.memberships.away[LEAGUE, DORVAN] = True
    world.put(Resolution(ResolutionId(0), LEAGUE, QUARREL, ARDEN, (Act.CONDEMNATION,), BORLAND, 0))
    world.stage = Stage.COUNCIL
    assert called(world) == {ARDEN, ELMERE}


def test_an_assembly_that_was_convened_calls_every_member() -> None:
    world = small_world()
    quarrel(world)
    chartered(world, bypass=True)
    blocked = Resolution(
        ResolutionId(0), LEAGUE, QUARREL, ARDEN, (Act.CONDEMNATION,), BORLAND, 0,
        standing=Standing.VETOED,
    )  # fmt: skip
    world.put(blocked)
    world.put(replace(blocked, id=ResolutionId(1), standing=Standing.TABLED, convened=True))
    world.stage = Stage.COUNCIL
    assert called(world) == {ARDEN, BORLAND, CASSIA, DORVAN, ELMERE}
    assert FENWICK not in called(world)
