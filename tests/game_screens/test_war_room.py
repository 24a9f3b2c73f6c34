"""The war room and the peace table by themselves, on a small world: what they say, and how they fit."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import pygame
import pytest

from game.client.screens.peace_table import PeaceScreen
from game.client.screens.war_room import WarRoomScreen
from game.client.widgets.table import Table
from game.client.widgets.terms import TermsTable
from game.core.events import Event
from game.core.ids import CrisisId, StateId
from game.core.kinds import Provision
from game.core.orders import AcceptTerms, JoinWar, OfferPeace
from game.core.records import War
from game.core.settlements import Article, Package
from game.core.world import World
from tests.client.harness import Driver, Open
from tests.game_screens.scene import Scene, crisis
from tests.game_screens.test_response import EVERYWHERE
from tests.worlds import ARDEN, BORLAND, CASSIA, DORVAN, names_of, small_world

ARMISTICE: Package = (Article(Provision.ARMISTICE),)


@dataclass
class Looker:
    """The world's screen as those above it know it."""

    looked: list[tuple[int, bool]] = field(default_factory=list)

    def look_at(self, node: int, *, forces: bool = False) -> None:
        self.looked.append((node, forces))


def war_world(**changes: Any) -> World:
    """Borland and Dorvan fight Cassia."""
    world = small_world()
    case = crisis(world, BORLAND, CASSIA)
    war = War(
        id=world.next_war(), crisis=CrisisId(case.id),
        attackers=(StateId(BORLAND), StateId(DORVAN)), defenders=(StateId(CASSIA),),
        since=world.turn, losses=(1.5, 2.5), terms_offered=(None, None),
    )  # fmt: skip
    world.put(replace(war, **changes))
    return world


def scene(state: int, world: World | None = None) -> Scene:
    world = world or war_world()
    battle = Event(
        0, "war.battle", StateId(BORLAND), StateId(CASSIA), about=(("node", 3),),
        figures=(("odds", 0.62), ("attackers_lost", 0.4), ("defenders_lost", 0.7), ("won", 1.0)),
    )  # fmt: skip
    return Scene(world, names_of(world), StateId(state), chronicle=(battle,))


def room(open_app: Open, play: Scene, looker: Looker | None = None, **window: Any) -> Driver:
    return open_app(first=WarRoomScreen(play, looker or Looker()), **window)  # type: ignore[arg-type]


def test_the_war_room_tells_sides_battles_and_what_fighting_on_is_worth(open_app: Open) -> None:
    driver = room(open_app, scene(BORLAND))
    for words in ("Borland (leads)", "Dorvan", "Cassia (leads)", "62%", "Carried", "0.4 / 0.7"):
        assert words in driver.text
    terms = driver.app.ui.find("room.terms")
    assert isinstance(terms, TermsTable)
    assert terms.sums_up
    mine = terms.total
    driver.click("room.account.1")
    other = driver.app.ui.find("room.terms")
    assert isinstance(other, TermsTable)
    assert other.total != mine


def test_a_battle_leads_to_its_place_on_the_map(open_app: Open) -> None:
    looker = Looker()
    driver = room(open_app, scene(BORLAND), looker)
    table = driver.app.ui.find("room.battles")
    assert isinstance(table, Table)
    driver.app.ui.reveal(table)
    driver.app.ui.focus(table)
    driver.key(pygame.K_DOWN, pygame.K_RETURN)
    assert looker.looked == [(3, False)]


def test_an_onlooker_may_enter_on_either_side_but_not_make_peace(open_app: Open) -> None:
    play = scene(ARDEN)
    driver = room(open_app, play)
    assert not driver.app.ui.find("room.peace").enabled
    join = JoinWar(StateId(ARDEN), play.world.wars[0].id, 1)
    if play.desk.refusal(join) is None:
        driver.click("room.join.1")
        assert play.desk.pending == (join,)
        driver.click("room.join.1")
        assert play.desk.pending == ()


def test_a_peace_is_put_together_by_toggles_and_taken_apart_again(open_app: Open) -> None:
    play = scene(BORLAND)
    driver = open_app(first=PeaceScreen(play, 0))  # type: ignore[arg-type]
    before = driver.app.ui.find("peace.terms")
    assert isinstance(before, TermsTable)
    worth = before.total
    driver.click("clause.neutral_ours")
    after = driver.app.ui.find("peace.terms")
    assert isinstance(after, TermsTable)
    assert after.total < worth, "to ask for more is worth less to the one who gives"
    driver.click("peace.propose")
    (order,) = play.desk.pending
    assert isinstance(order, OfferPeace)
    assert order.articles == (Article(Provision.NEUTRALITY, StateId(CASSIA), StateId(BORLAND)),)
    driver.click("peace.propose")
    assert play.desk.pending == ()
    driver.click("clause.neutral_ours")
    same = driver.app.ui.find("peace.terms")
    assert isinstance(same, TermsTable)
    assert same.total == worth


def test_more_or_less_can_be_asked_of_a_debtor(open_app: Open) -> None:
    play = scene(BORLAND)
    driver = open_app(first=PeaceScreen(play, 0))  # type: ignore[arg-type]
    screen = driver.app.screen
    assert isinstance(screen, PeaceScreen)
    driver.click("clause.pay_ours")
    (less,) = screen.package
    slider = driver.app.ui.find("peace.pays.1")
    driver.app.ui.focus(slider)
    driver.key(pygame.K_END)
    driver.app.ui.focus(None)
    (more,) = screen.package
    assert more.amount > less.amount
    assert more.kind == less.kind == Provision.REPARATIONS


def test_what_lies_on_the_table_can_be_taken_or_gone_on_from(open_app: Open) -> None:
    play = scene(BORLAND, war_world(offers=(None, ARMISTICE)))
    driver = open_app(first=PeaceScreen(play, 0))  # type: ignore[arg-type]
    assert "Cassia proposes" in driver.text
    driver.click("peace.take.0")
    screen = driver.app.screen
    assert isinstance(screen, PeaceScreen)
    assert screen.package == ARMISTICE
    driver.click("peace.accept.0")
    (order,) = play.desk.pending
    assert order == AcceptTerms(StateId(BORLAND), play.world.wars[0].id, StateId(CASSIA))


def test_one_who_does_not_lead_asks_for_itself_alone_and_is_told_what_it_may_not(
    open_app: Open,
) -> None:
    play = scene(DORVAN)
    driver = open_app(first=PeaceScreen(play, 0))  # type: ignore[arg-type]
    assert driver.app.ui.find("clause.neutral_ours").enabled
    screen = driver.app.screen
    assert isinstance(screen, PeaceScreen)
    screen.app.go(screen.between(0, StateId(BORLAND)))
    driver.app.step()
    assert not driver.app.ui.find("clause.neutral_ours").enabled


@EVERYWHERE
@pytest.mark.parametrize("state", [BORLAND, DORVAN])
def test_nothing_is_cut_off(open_app: Open, size: tuple[int, int], scale: int, state: int) -> None:
    world = war_world(offers=(ARMISTICE, ()))
    driver = room(open_app, scene(state, world), size=size, scale=scale)
    assert driver.app.ui.cramped() == ()
    driver.type("p")
    assert driver.screen == "PeaceScreen"
    assert driver.app.ui.cramped() == ()
    driver.type("w")
    assert driver.app.ui.cramped() == ()
