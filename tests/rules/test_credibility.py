"""Whom an institution is believed to stop: its record in cases like the one at hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.core.cases import case_of, credibility, standpoint
from game.core.kinds import Arm, CrisisEnd, CrisisKind, Likeness
from game.core.log import Log
from game.core.outlook import outlook
from game.core.phases import beliefs
from game.core.world import World
from tests.rules.play import LEAGUE, QUARREL, quarrel
from tests.worlds import ARDEN, BORLAND, CASSIA, ELMERE, small_world


def after(end: CrisisEnd, *, great: bool) -> World:
    """Return a world that has seen a crisis of Borland's come to an end."""
    world = small_world(10)
    world.states.major[BORLAND] = great
    quarrel(world, ended=world.turn, end=end)
    beliefs.run(world, (), Log(world.turn))
    return world


def believed(world: World, *, great: bool) -> float:
    """Return how far Elmere believes in the League against Borland, as great or lesser power."""
    case = case_of(world.crises[QUARREL], BORLAND)
    known = world.clone()
    known.states.major[BORLAND] = great
    return float(credibility(known, LEAGUE, case)[ELMERE])


def test_with_no_record_of_like_cases_the_whole_record_is_what_counts() -> None:
    world = small_world(10)
    quarrel(world)
    assert believed(world, great=True) == believed(world, great=False)
    assert believed(world, great=True) == credibility(world, LEAGUE)[ELMERE]


@pytest.mark.parametrize("great", [True, False])
def test_to_fail_against_one_kind_tells_most_about_that_kind(great: bool) -> None:
    fresh, seen = small_world(10), after(CrisisEnd.DESTROYED, great=great)
    quarrel(fresh)
    like, unlike = believed(seen, great=great), believed(seen, great=not great)
    assert like < unlike < believed(fresh, great=great)


def test_to_stop_the_small_reassures_less_about_the_great() -> None:
    seen = after(CrisisEnd.WITHDREW, great=False)
    assert believed(seen, great=False) > believed(seen, great=True)


def test_what_happens_inside_a_state_is_a_kind_of_its_own() -> None:
    world = small_world(10)
    strife = replace(
        quarrel(world), kind=CrisisKind.CIVIL_WAR, initiator=CASSIA, target=CASSIA, claim=-1,
        ended=world.turn, end=CrisisEnd.KEPT_GAINS,
    )  # fmt: skip
    world.put(strife)
    beliefs.run(world, (), Log(world.turn))
    record = world.memberships.failed_alike[LEAGUE]
    assert (record[Likeness.WITHIN] > 0).any()
    assert (record[[Likeness.GREAT, Likeness.LESSER]] == 0).all()


def test_forces_tied_down_elsewhere_strain_a_state() -> None:
    world = small_world(10)
    quarrel(world)
    case = case_of(world.crises[QUARREL])
    at_home = standpoint(world, case, outlook(world)).strain
    forces = world.formations
    armies = forces.exists & (forces.owner == ARDEN) & (forces.arm == Arm.ARMY)
    forces.node[armies] = world.states.capital[ELMERE]
    abroad = standpoint(world, case, outlook(world)).strain
    assert abroad[ARDEN] > at_home[ARDEN]
    assert abroad[ELMERE] == at_home[ELMERE]
