"""Unified commands: who leads, how far a mandate goes in a vote, and what the ground of one is."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from game.ai.mandates import going_beyond
from game.core import mandates
from game.core.cases import case_under
from game.core.forecast import division
from game.core.ids import NOBODY, StateId
from game.core.kinds import Act, Arm, Mandate
from game.core.records import Resolution
from game.core.terms import total
from game.core.world import World
from tests.rules.play import chartered, measure
from tests.war.fronts import BORDER, CAPITAL, at_war, joined, occupy, station, the_war
from tests.worlds import ARDEN, BORLAND, CASSIA, DORVAN


def under(mandate: Mandate) -> tuple[World, Resolution]:
    """Return a war in which Arden and Dorvan fight beside Cassia under a mandate."""
    world = at_war()
    joined(world, ARDEN, DORVAN, side=1)
    force = replace(measure(world, Act.FORCE), mandate=mandate)
    world.put(force)
    for state, men in ((ARDEN, 40), (DORVAN, 60)):
        world.formations.mandate[station(world, state, CAPITAL, men)] = force.id
    return world, force


def test_the_strongest_contingent_leads_unless_the_charter_names_somebody() -> None:
    world, force = under(Mandate.DEFEND)
    assert mandates.lead_of(world, force) == DORVAN
    chartered(world, lead=ARDEN)
    assert mandates.lead_of(world, force) == ARDEN
    world.formations.mandate[:] = -1
    assert mandates.lead_of(world, force) == NOBODY


@given(st.sampled_from(list(Mandate)), st.sets(st.integers(0, 11)))
def test_each_mandate_opens_what_a_narrower_one_does(mandate: Mandate, taken: set[int]) -> None:
    world, force = under(mandate)
    occupy(world, *taken)
    open_to = [
        mandates.open_ground(world, replace(force, mandate=each), the_war(world))
        for each in (Mandate.DEFEND, Mandate.RESTORE_LINE, Mandate.REGIME_CHANGE)
    ]
    assert all((wide | ~narrow).all() for narrow, wide in itertools.pairwise(open_to))
    assert open_to[0][CAPITAL] == (CAPITAL not in taken)
    assert not open_to[1][BORDER]


def test_aircraft_that_support_are_within_every_mandate() -> None:
    for mandate in Mandate:
        world, force = under(mandate)
        row = station(world, ARDEN, CAPITAL, 10, Arm.AIR)
        world.formations.mandate[row] = force.id
        rows = mandates.contingents(world, force)
        assert mandates.beyond(world, force, the_war(world), rows).size == 0


def test_who_fears_the_aggressor_would_go_farther_and_who_does_not_less_far() -> None:
    def worth(mandate: Mandate, threat: float) -> float:
        world, force = under(mandate)
        world.dyads.threat = np.full_like(world.dyads.threat, threat)
        world.dyads.rivalry[:] = 0.0
        vote = division(world, case_under(world, force), force.acts)
        keys = vote.worth.keys
        return float(vote.worth.values[ARDEN, keys.index("mandate")]) if "mandate" in keys else 0.0

    assert worth(Mandate.REGIME_CHANGE, 1.0) > 0 > worth(Mandate.REGIME_CHANGE, 0.0)
    assert worth(Mandate.DEFEND, 0.0) > 0 > worth(Mandate.DEFEND, 1.0)
    assert worth(Mandate.RESTORE_LINE, 1.0) == 0


def test_after_a_mandate_was_exceeded_who_upholds_the_order_will_send_no_more() -> None:
    world, force = under(Mandate.RESTORE_LINE)
    case = case_under(world, force)
    before = division(world, case, force.acts).worth.total()
    world.put(replace(force, exceeded=world.turn))
    after = division(world, case, force.acts).worth.total()
    assert after[ARDEN] < before[ARDEN]
    assert not mandates.overstepped(world, CASSIA, BORLAND)


def test_going_beyond_is_for_old_rivals_who_care_little_for_the_order() -> None:
    world, force = under(Mandate.DEFEND)
    assert total(going_beyond(world, force, StateId(ARDEN))) < 0
    world.states.doctrine[ARDEN] = (0.0, 1.0, 0.0, 0.0, 0.0)
    world.dyads.rivalry[ARDEN, BORLAND] = 1.0
    assert total(going_beyond(world, force, StateId(ARDEN))) > 0
