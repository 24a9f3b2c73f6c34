"""Affairs in the window: nations under one, what parliament would say, third parties' trade."""

from __future__ import annotations

import pytest

from game.client.present import affairs
from game.core.ids import InstitutionId, StateId
from game.core.kinds import Good, TreatyKind
from game.core.observe import PlayerView, observe
from game.core.orders import Blacklist, GrantIndependence, Heed, HoldColony
from game.core.parliaments import on_membership
from game.core.world import World
from game.narrate.narrator import Narrator
from game.session.shelf import open_campaign
from tests.worlds import ARDEN, BORLAND, CASSIA, small_world

LEAGUE = open_campaign("league")[0]


def seen(key: str) -> tuple[PlayerView, Narrator]:
    world = LEAGUE.world(7)
    state = LEAGUE.gazetteer.state_keys.index(key)
    return observe(world, StateId(state)), Narrator(LEAGUE.gazetteer)


def test_an_empire_sees_who_wants_to_leave_it_the_most_pressing_first() -> None:
    view, tell = seen("GBR")
    found = affairs.nations(view, tell)
    assert len(found) > 3
    wants = [float(view.known.states.nationhood[each.choices[0][2].nation]) for each in found]  # type: ignore[attr-defined]
    assert wants == sorted(wants, reverse=True)
    grant, hold = (order for _, _, order in found[0].choices)
    assert isinstance(grant, GrantIndependence)
    assert isinstance(hold, HoldColony)
    assert grant.nation == hold.nation


def test_a_state_without_colonies_has_no_such_affairs() -> None:
    view, tell = seen("CHE")
    assert affairs.nations(view, tell) == ()


def test_parliaments_odds_are_those_of_the_rules_with_terms_that_sum_up() -> None:
    view, tell = seen("USA")
    body = InstitutionId(0)
    said = affairs.membership_consent(view, body, tell)
    asked = on_membership(view.known, view.viewer, body)
    assert said is not None
    assert asked.needed > 0.6, "the Senate's two thirds"
    assert sum(term.value for term in said.terms) == pytest.approx(
        sum(term.value for term in asked.terms)
    )
    assert affairs.treaty_consent(view, TreatyKind.NEUTRALITY, StateId(0), tell) is None


def world_with_an_embargo() -> World:
    world = small_world()
    world.embargoes.denied[ARDEN, BORLAND, int(Good.OIL)] = 1.0
    return world


def test_only_who_denies_goods_can_close_its_market_to_those_who_sell_them() -> None:
    world = world_with_an_embargo()
    ours = affairs.markets(observe(world, StateId(ARDEN)), StateId(CASSIA))
    assert [order for _, _, order in ours] == [Blacklist(StateId(ARDEN), StateId(CASSIA), on=True)]
    assert affairs.markets(observe(world, StateId(BORLAND)), StateId(CASSIA)) == ()


def test_who_is_blacklisted_may_heed_it() -> None:
    world = world_with_an_embargo()
    world.dyads.blacklisted[ARDEN, CASSIA] = True
    theirs = affairs.markets(observe(world, StateId(CASSIA)), StateId(ARDEN))
    assert [order for _, _, order in theirs] == [Heed(StateId(CASSIA), StateId(ARDEN), heed=True)]
