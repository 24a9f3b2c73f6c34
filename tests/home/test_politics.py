"""The home front: elections, camps, parliaments that consent or refuse."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.core import parliaments
from game.core.formulas import politics as formulas
from game.core.ids import InstitutionId, StateId
from game.core.kinds import Doctrine, TreatyKind
from game.core.legality import refusal
from game.core.log import Log
from game.core.orders import Accede
from game.core.phases import motions, politics
from game.core.world import World
from tests.worlds import ARDEN, CASSIA, FENWICK, small_world

LEAGUE = InstitutionId(0)


def republic(state: int = FENWICK) -> World:
    """A state outside the League that has a parliament."""
    world = small_world(6).clone()
    world.states.regime[state] = 9.0
    world.memberships.invited[LEAGUE, state] = True
    return world


def senate(world: World) -> None:
    """Two thirds must consent, and most of them would rather keep out."""
    world.states.consent[FENWICK] = 2 / 3
    world.states.camp_for[FENWICK], world.states.camp_against[FENWICK] = 0.25, 0.65
    world.states.doctrine[FENWICK] = (0.2, 0.1, 0.2, 0.0, 0.5)


def accede(world: World, log: Log) -> None:
    motions.take(world, (Accede(FENWICK, LEAGUE),), log)


def test_an_autocrat_ratifies_with_a_stroke_of_the_pen() -> None:
    world = republic()
    world.states.regime[FENWICK] = -8.0
    assert parliaments.on_membership(world, FENWICK, LEAGUE).chance == 1.0
    accede(world, log := Log(0))
    assert world.memberships.member[LEAGUE, FENWICK]
    assert not any(event.kind.startswith("ratification") for event in log.events)


def test_a_senate_that_would_keep_out_refuses_and_may_be_asked_again_later() -> None:
    world = republic()
    senate(world)
    asked = parliaments.on_membership(world, FENWICK, LEAGUE)
    assert asked.chance < 0.05
    assert asked.expected == pytest.approx(sum(term.value for term in asked.terms))
    before = float(world.states.influence[FENWICK])
    accede(world, log := Log(0))
    (told,) = [event for event in log.events if event.kind == "ratification.refused"]
    assert told.figure("yes") < told.figure("needed") == pytest.approx(2 / 3)
    assert not world.memberships.member[LEAGUE, FENWICK]
    assert world.states.influence[FENWICK] < before
    refused = refusal(world, Accede(FENWICK, LEAGUE))
    assert refused is not None
    assert refused.key == "parliament_refused"
    world.turn += world.rules.resubmit_turns
    assert refusal(world, Accede(FENWICK, LEAGUE)) is None


def test_joining_is_possible_once_opinion_and_government_have_turned() -> None:
    world = republic()
    senate(world)
    world.states.camp_for[FENWICK], world.states.camp_against[FENWICK] = 0.65, 0.25
    world.states.government[FENWICK] = 0.8
    world.states.doctrine[FENWICK] = (0.5, 0.3, 0.1, 0.0, 0.1)
    assert parliaments.on_membership(world, FENWICK, LEAGUE).chance > 0.9
    accede(world, log := Log(0))
    assert world.memberships.member[LEAGUE, FENWICK]
    assert "ratification.passed" in {event.kind for event in log.events}


def test_only_treaties_that_bind_to_fight_go_to_parliament() -> None:
    world = republic(ARDEN)
    assert parliaments.on_treaty(world, ARDEN, TreatyKind.ENTENTE, CASSIA).chance == 1.0
    assert parliaments.on_treaty(world, ARDEN, TreatyKind.DEFENCE, CASSIA).needed > 0


def election(world: World, state: int = ARDEN) -> Log:
    world.states.election[:] = world.turn + 50
    world.states.election[state] = world.turn
    politics.run(world, (), log := Log(world.turn))
    return log


def test_a_slump_and_a_lost_war_turn_a_government_out_and_its_policy_with_it() -> None:
    world = republic(ARDEN)
    states = world.states
    states.government[ARDEN], states.growth[ARDEN], states.weariness[ARDEN] = 0.7, -0.10, 0.9
    states.support[ARDEN] = 0.2
    before = states.doctrine[ARDEN].copy()
    (told,) = election(world).events
    assert told.kind == "election.changed"
    assert states.government[ARDEN] < 0
    after = states.doctrine[ARDEN]
    assert after[[Doctrine.UPHOLD, Doctrine.BALANCE]].sum() < before[[0, 1]].sum()
    assert after.sum() == pytest.approx(before.sum())
    assert after[Doctrine.REVISE] == before[Doctrine.REVISE]
    assert states.election[ARDEN] == world.turn + states.term[ARDEN]


def test_good_years_keep_a_government_and_autocracies_hold_no_elections() -> None:
    world = republic(ARDEN)
    world.states.growth[ARDEN], world.states.support[ARDEN] = 0.06, 0.6
    world.states.government[ARDEN], world.states.weariness[ARDEN] = 0.5, 0.0
    terms = politics.vote_terms(world, np.array([ARDEN]))
    assert float(sum(terms.values())[0]) > 0.5
    world.states.regime[ARDEN] = -7.0
    assert not election(world).events


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.floats(0, 1), min_size=5, max_size=5).filter(lambda w: sum(w) > 0.1),
    st.sampled_from((-1.0, 1.0)),
    st.floats(0, 1),
)
def test_a_change_of_government_keeps_a_doctrine_whole(
    weights: list[float], towards: float, share: float
) -> None:
    doctrine = np.array(weights) / sum(weights)
    new = formulas.turned(doctrine, towards, share)
    assert new.sum() == pytest.approx(1.0)
    assert (new >= 0).all()
    lean = formulas.leaning(np.array([doctrine, new]))
    assert towards * (lean[1] - lean[0]) >= -1e-9


@settings(max_examples=40, deadline=None)
@given(st.floats(0, 1), st.floats(0, 1))
def test_the_stronger_the_camp_for_it_the_likelier_consent(one: float, other: float) -> None:
    world = republic()
    chances = []
    for support in sorted((one, other)):
        camps = formulas.camps(np.array([support]))
        world.states.camp_for[FENWICK], world.states.camp_against[FENWICK] = (
            float(camp[0]) for camp in camps
        )
        chances.append(parliaments.on_membership(world, StateId(FENWICK), LEAGUE).chance)
    assert 0 <= chances[0] <= chances[1] <= 1
