"""What the response screen says is what the rules reckon with."""

from __future__ import annotations

import numpy as np
import pytest

from game.client.present import measures
from game.client.strings import text
from game.core.formulas.enforcement import SHARES
from game.core.kinds import Act, Obligation
from game.core.phases.response import open_measures, plan_of
from tests.game_screens.test_response import response_world, scene
from tests.worlds import ARDEN, BORLAND, CASSIA, DORVAN, FENWICK


def test_each_share_is_worth_what_the_choice_is_made_on() -> None:
    world = response_world()
    world.states.resolve[ARDEN], world.states.cost_estimate[ARDEN] = 1.7, 0.6
    play = scene(ARDEN, world)
    known = play.view.known
    plan = plan_of(known, open_measures(known))
    for row, measure in enumerate(measures.asked(play.view, play.tell)):
        used = plan.options(row, ARDEN, resolve=1.7, cost=0.6)
        assert [option.worth for option in measure.options] == pytest.approx(list(used))
        for option in measure.options:
            assert sum(term.value for term in option.terms) == pytest.approx(option.worth, abs=5e-4)


def test_giving_more_helps_and_is_never_worse_for_the_measure() -> None:
    play = scene()
    for measure in measures.asked(play.view, play.tell):
        chances = [option.chance for option in measure.options]
        assert chances == sorted(chances)
        assert 0 <= chances[0] <= chances[-1] <= 1


def test_burdens_and_powers_are_shares_of_a_whole() -> None:
    play = scene()
    for measure in measures.asked(play.view, play.tell):
        burdens = [one.burden_share for one in measure.others] + [measure.burden_share]
        powers = [one.power_share for one in measure.others] + [measure.power_share]
        assert sum(burdens) == pytest.approx(1)
        assert sum(powers) == pytest.approx(1)


def test_others_are_shown_without_their_secrets() -> None:
    world = response_world()
    plain = measures.asked(scene(ARDEN, world).view, scene(ARDEN, world).tell)[0]
    world.states.resolve[DORVAN] = 5.0
    secret = measures.asked(scene(ARDEN, world).view, scene(ARDEN, world).tell)[0]
    assert plain.others == secret.others


def test_only_sanctions_cost_trade() -> None:
    world = response_world()
    tabled = world.resolutions[0]
    world.resolutions[0] = type(tabled)(
        **{
            **{name: getattr(tabled, name) for name in tabled.__slots__},
            "acts": (Act.DETERMINATION, Act.ARMS_EMBARGO, Act.FORCE),
        }
    )
    play = scene(ARDEN, world)
    embargo, force = measures.asked(play.view, play.tell)
    assert [option.cost > 0 for option in embargo.options] == list(np.array(SHARES) > 0)
    assert all(option.cost == 0 for option in force.options)
    assert force.obligation == Obligation.RECOMMENDED


def test_parties_are_not_asked_and_outsiders_owe_nothing() -> None:
    for party in (BORLAND, CASSIA):
        play = scene(party)
        assert measures.asked(play.view, play.tell) == ()
    play = scene(FENWICK)
    assert all(
        measure.obligation == Obligation.NONE for measure in measures.asked(play.view, play.tell)
    )


@pytest.mark.parametrize(
    ("obligation", "act", "member", "named", "word"),
    [
        (Obligation.NONE, Act.OIL_BAN, False, True, "none"),
        (Obligation.NONE, Act.OBSERVERS, False, False, "none"),
        (Obligation.NONE, Act.OIL_BAN, True, True, "free"),
        (Obligation.NONE, Act.OBSERVERS, True, False, "not_called"),
        (Obligation.RECOMMENDED, Act.PEACEKEEPING, True, False, "called"),
        (Obligation.RECOMMENDED, Act.OIL_BAN, True, False, "recommended"),
        (Obligation.BINDING, Act.OIL_BAN, True, False, "binding_unnamed"),
        (Obligation.BINDING, Act.OIL_BAN, True, True, "binding"),
        (Obligation.AUTOMATIC, Act.FORCE, True, False, "automatic"),
    ],
)
def test_it_says_what_is_owed_and_why_nothing_is(
    obligation: Obligation, act: Act, member: bool, named: bool, word: str
) -> None:
    assert measures._duty(obligation, act, member=member, named=named) == word
    assert text(f"response.duty.{word}", institution="the League")
