"""Diplomacy: offers with the other's reasons, what it would want instead, causes, and letters."""

from __future__ import annotations

from typing import Any

import pygame
import pytest

from game.ai.advisor import decide
from game.client.present import feelings, overtures
from game.client.screens.diplomacy import DiplomacyScreen
from game.client.widgets.button import Button
from game.client.widgets.table import Table
from game.client.widgets.terms import TermsTable
from game.core.ids import StateId
from game.core.kinds import Favour, Holding, TreatyKind
from game.core.observe import observe
from game.core.orders import AnswerTreaty, OfferDeal, OfferTreaty, Recognise
from game.core.turn import advance
from game.narrate.narrator import Narrator
from tests.client.harness import Driver, Open
from tests.game_screens.scene import crisis
from tests.game_screens.test_response import EVERYWHERE
from tests.records.scene import Looker, played, sit, twelve_turns
from tests.worlds import ARDEN, BORLAND, CASSIA, DORVAN, names_of, small_world


def opened(open_app: Open, session: Any = None, **window: Any) -> tuple[Driver, Looker]:
    looker = Looker()
    screen = DiplomacyScreen(sit(session or twelve_turns()), looker)  # type: ignore[arg-type]
    return open_app(first=screen, **window), looker


def room(driver: Driver) -> DiplomacyScreen:
    assert isinstance(driver.app.screen, DiplomacyScreen)
    return driver.app.screen


def test_what_is_foretold_of_an_offer_is_what_the_other_answers() -> None:
    world = small_world()
    tell = Narrator(names_of(world))
    asked = 0
    for other in (BORLAND, CASSIA, DORVAN):
        for kind in (TreatyKind.NEUTRALITY, TreatyKind.NON_AGGRESSION, TreatyKind.DEFENCE):
            fresh = small_world()
            fresh.states.resolve[:] = 1.0
            fresh.states.cost_estimate[:] = 1.0
            offer = OfferTreaty(StateId(ARDEN), kind, StateId(other))
            after = advance(fresh, [offer]).world
            while after.turn == 0:
                after = advance(after, []).world
            said = overtures.answer(
                observe(after, StateId(ARDEN)), StateId(other), StateId(ARDEN), kind, tell
            )
            answers = [
                d.order for d in decide(after, [StateId(other)])
                if isinstance(d.order, AnswerTreaty)
            ]  # fmt: skip
            if answers and abs(said.worth) > 0.03:
                asked += 1
                assert answers[0].accept == said.yes
    assert asked >= 3


def test_the_terms_of_an_offer_add_up_and_it_is_made_by_mouse(open_app: Open) -> None:
    session = played(3)
    driver, _ = opened(open_app, session)
    driver.click("why.non_aggression")
    terms = driver.app.ui.find("diplomacy.terms")
    assert isinstance(terms, TermsTable)
    assert terms.sums_up
    screen = room(driver)
    order = OfferTreaty(StateId(ARDEN), TreatyKind.NON_AGGRESSION, StateId(screen.state))
    driver.click("offer.non_aggression")
    assert screen.play.desk.pending == (order,)
    driver.type("u")
    assert screen.play.desk.pending == ()


def test_what_would_be_wanted_for_a_treaty_can_be_offered_at_once(open_app: Open) -> None:
    session = played(3)
    driver, _ = opened(open_app, session)
    screen = room(driver)
    for state in range(1, 6):
        driver.app.ui.find("diplomacy.states")
        screen.choose(str(state))
        driver.app.rebuild()
        driver.click("why.defence")
        if "What would you want" not in driver.text:
            continue
        driver.type("w")
        found = overtures.counters(
            screen.play.view, StateId(state), TreatyKind.DEFENCE, screen.play.tell
        )
        assert all(counter.worth > 0 for counter in found)
        if found:
            driver.click(f"counter.{found[0].key}")
            assert set(found[0].orders) <= set(screen.play.desk.pending)
            driver.click(f"counter.{found[0].key}")
            assert screen.play.desk.pending == ()
            return
    pytest.fail("nobody here would take anything instead")


def test_a_favour_is_bought_for_what_the_other_would_take(open_app: Open) -> None:
    world = small_world()
    case = crisis(world, BORLAND, CASSIA)
    world.states.treasury[ARDEN] = 5000.0
    view = observe(world, StateId(ARDEN))
    tell = Narrator(names_of(world))
    found = [
        (other, counter)
        for other in (DORVAN, 4, 5)
        for counter in overtures.wants(view, StateId(other), case, Favour.VOTE_YES, tell)
    ]
    assert found
    for _, counter in found:
        (order,) = counter.orders
        assert isinstance(order, OfferDeal)
        terms = overtures.asks(view, order, tell)
        assert sum(term.value for term in terms) == pytest.approx(counter.worth, abs=2e-3)
        assert counter.worth > 0


def test_feelings_today_are_what_was_there_and_the_dated_causes(open_app: Open) -> None:
    session = twelve_turns()
    play = sit(session)
    seen = 0
    for other in range(1, 6):
        changes = play.records.changes
        for each in feelings.balances(play.view, StateId(other), changes):
            assert each.before + each.since == pytest.approx(each.now)
        told = feelings.causes(play.view, StateId(other), changes, play.chronicle, play.tell)
        assert all(abs(each.left) <= abs(each.by) + 1e-9 for each in told)
        assert [each.turn for each in told] == sorted((e.turn for e in told), reverse=True)
        seen += sum(each.why != "No single event that we know of." for each in told)
    assert seen > 0
    driver, _ = opened(open_app)
    driver.type("4")
    assert "How we stand today" in driver.text


def test_another_state_is_found_by_its_name_and_shown_on_the_map(open_app: Open) -> None:
    driver, looker = opened(open_app)
    driver.key(pygame.K_f, mod=pygame.KMOD_CTRL)
    driver.type("dorv")
    table = driver.app.ui.find("diplomacy.states")
    assert isinstance(table, Table)
    assert [row.key for row in table.rows] == [str(DORVAN)]
    driver.tab_to("diplomacy.states")
    driver.key(pygame.K_DOWN)
    assert room(driver).state == DORVAN
    driver.type("m")
    assert looker.looked == [int(twelve_turns()._world.states.capital[DORVAN])]


def test_conquests_are_recognised_from_here(open_app: Open) -> None:
    session = played(2)
    land = session._world.territories
    land.holding[land.owner != ARDEN] = Holding.ANNEXED
    session._world.dyads.recognised[ARDEN] = False
    driver, _ = opened(open_app, session)
    driver.type("3")
    screen = room(driver)
    driver.click("recognise")
    assert screen.play.desk.pending == (Recognise(StateId(ARDEN), StateId(screen.state)),)


def test_where_nothing_was_taken_there_is_nothing_to_recognise(open_app: Open) -> None:
    driver, _ = opened(open_app, played(2))
    driver.type("3")
    button = driver.app.ui.find("recognise")
    assert isinstance(button, Button)
    assert not button.enabled


def test_a_letter_is_written_by_keyboard_and_read_by_the_other_alone(open_app: Open) -> None:
    session = played(1, "arden", "borland", "cassia")
    driver, _ = opened(open_app, session)
    screen = room(driver)
    screen.choose(str(BORLAND))
    driver.app.rebuild()
    driver.type("5")
    driver.tab_to("diplomacy.letter")
    driver.type("at dawn")
    driver.key(pygame.K_RETURN)
    assert "at dawn" in driver.text
    while session.waiting is None or session.waiting.number != 2:
        if session.waiting is not None:
            session.finish(session.waiting)
    for tab in "12345":
        third, _ = opened(open_app, session)
        third.type(tab)
        for state in range(6):
            if state != CASSIA:
                room(third).choose(str(state))
                third.app.rebuild()
                assert "at dawn" not in third.text


@EVERYWHERE
def test_nothing_is_cut_off(open_app: Open, size: tuple[int, int], scale: int) -> None:
    session = played(1, "arden", "borland")
    driver, _ = opened(open_app, session, size=size, scale=scale)
    room(driver).choose(str(BORLAND))
    driver.app.rebuild()
    for tab in "12345":
        driver.type(tab)
        assert driver.app.ui.cramped() == ()
