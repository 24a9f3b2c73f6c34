"""What the council screen says is what the rules reckon with."""

from __future__ import annotations

import numpy as np
import pytest

from game.ai.policies import vote
from game.client.present import votes
from game.core.cases import case_of
from game.core.forecast import division
from game.core.kinds import Act, Ballot
from game.core.phases.council import on_the_agenda
from tests.game_screens.scene import Scene
from tests.game_screens.test_council import scene, session_world
from tests.worlds import ARDEN, DORVAN


def debates(play: Scene, cast: dict[int, Ballot] | None = None) -> list[votes.Debate]:
    return [
        votes.debate(play.view, play.tell, item.id, cast or {})  # type: ignore[arg-type]
        for item in votes.agenda(play.view, play.tell)
    ]


def test_every_value_shown_is_the_value_used_and_its_terms_sum_to_it() -> None:
    play = scene()
    known = play.view.known
    for debate, tabled in zip(debates(play), on_the_agenda(known), strict=True):
        case = case_of(known.crises[tabled.crisis], tabled.target)
        used = division(known, case, tabled.acts, private=True).worth.total()
        assert debate.members
        for member in debate.members:
            assert member.worth == pytest.approx(used[member.state])
            assert sum(term.value for term in member.terms) == pytest.approx(member.worth, abs=5e-4)


def test_the_ballots_shown_are_those_that_states_without_secrets_cast() -> None:
    world = session_world()
    world.states.resolve[:] = 1.0
    world.states.cost_estimate[:] = 1.0
    play = scene(ARDEN, world)
    cast = {
        (decision.order.resolution, decision.order.state): decision.order.ballot  # type: ignore[attr-defined]
        for decision in vote.decide(world, range(world.n))
    }
    for debate in debates(play):
        for member in debate.members:
            if not member.own:
                assert member.ballot == cast[debate.item.id, member.state]


def test_the_own_value_has_the_private_factors_in_it_and_others_do_not() -> None:
    world = session_world()
    world.states.resolve[:] = 1.0
    plain = {one.state: one.worth for one in debates(scene(ARDEN, world))[1].members}
    world.states.resolve[[ARDEN, DORVAN]] = 3.0
    secret = {one.state: one.worth for one in debates(scene(ARDEN, world))[1].members}
    assert secret[ARDEN] != pytest.approx(plain[ARDEN])
    assert secret[DORVAN] == pytest.approx(plain[DORVAN])


def test_looking_on_changes_nothing() -> None:
    world = session_world()
    before = world.digest()
    play = scene(ARDEN, world)
    known = play.view.known.digest()
    debates(play)
    assert (world.digest(), play.view.known.digest()) == (before, known)


def test_every_ballot_says_whether_the_resolution_carries_with_it() -> None:
    play = scene()
    first = votes.agenda(play.view, play.tell)[0].id
    for choice in debates(play)[0].part.choices:
        debate = votes.debate(play.view, play.tell, first, {first: choice.ballot})
        if choice.allowed:
            assert debate.forecast.adopted == choice.carries


def test_resolutions_that_ask_for_the_same_are_marked() -> None:
    assert not debates(scene())[0].overlaps
    world = session_world()
    tabled = world.resolutions[1]
    world.resolutions[1] = type(tabled)(
        **{
            **{name: getattr(tabled, name) for name in tabled.__slots__},
            "acts": (Act.INQUIRY, Act.DETERMINATION),
        }
    )
    assert all(debate.overlaps for debate in debates(scene(ARDEN, world)))


def test_unanimity_wants_half_of_those_present() -> None:
    play = scene()
    forecast = debates(play)[0].forecast
    present = forecast.among - forecast.absent
    assert forecast.unanimity
    assert forecast.needed >= int(np.ceil(present / 2))
