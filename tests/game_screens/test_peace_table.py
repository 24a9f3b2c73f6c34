"""The peace table: every article the rules know is written there, by mouse and by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

from game.client.screens.peace_table import PeaceScreen
from game.client.widgets.table import Table
from game.client.widgets.terms import TermsTable
from game.core.ids import StateId, TerritoryId
from game.core.kinds import Provision
from game.core.legality import refusal
from game.core.orders import OfferPeace
from game.core.settlements import Article
from game.core.world import World
from tests.client.harness import Memory, Open
from tests.game_screens.hand import Hand
from tests.game_screens.scene import Scene
from tests.game_screens.test_response import EVERYWHERE
from tests.game_screens.test_war_room import war_world
from tests.worlds import ARDEN, BORLAND, CASSIA, DORVAN, names_of

US, ALLY, FOE = StateId(BORLAND), StateId(DORVAN), StateId(CASSIA)


def fought_over() -> World:
    """Return a war in which either side stands on a land of the other's, and the foe has arms."""
    world = war_world()
    land = world.territories
    land.controller[owned(world, FOE)[0]] = US
    land.controller[owned(world, US)[0]] = FOE
    world.states.warheads[FOE] = 3
    return world


def owned(world: World, state: StateId) -> list[TerritoryId]:
    return [TerritoryId(int(one)) for one in np.flatnonzero(world.territories.owner == state)]


@pytest.fixture(params=["mouse", "keys"])
def sit(request: pytest.FixtureRequest) -> Iterator[Callable[..., tuple[Hand, Scene]]]:
    hands: list[Hand] = []

    def at(state: StateId = US) -> tuple[Hand, Scene]:
        world = fought_over()
        play = Scene(world, names_of(world), state)
        hands.append(Hand(Memory(), PeaceScreen(play, 0), mouse=request.param == "mouse"))  # type: ignore[arg-type]
        return hands[-1], play

    yield at
    for hand in hands:
        hand.app.close()


def clause(key: str, *before: str) -> Callable[[Hand, World], None]:
    def write(hand: Hand, world: World) -> None:
        del world
        for each in (*before, key):
            hand.press(f"clause.{each}")

    return write


def lands(kind: Provision, *, by: StateId, to: StateId) -> Callable[[Hand, World], None]:
    def write(hand: Hand, world: World) -> None:
        hand.press("peace.part.lands")
        hand.choose("lands.by", str(by))
        hand.choose("lands.kind", kind.name)
        hand.choose("lands.to", str(to))
        hand.mark("lands.list", str(owned(world, by)[-1]))
        hand.press("lands.put")

    return write


WRITES: dict[Provision, Callable[[Hand, World], None]] = {
    Provision.CEDE: lands(Provision.CEDE, by=FOE, to=ALLY),
    Provision.ANNEX: clause("annex_ours"),
    Provision.CLIENT: clause("client_ours"),
    Provision.DEMILITARISE: lands(Provision.DEMILITARISE, by=FOE, to=US),
    Provision.REPARATIONS: clause("pay_ours"),
    Provision.WITHDRAW: clause("leave_ours", "armistice"),
    Provision.RESTORE: lands(Provision.RESTORE, by=FOE, to=StateId(ARDEN)),
    Provision.REGIME: clause("regime_theirs"),
    Provision.NEUTRALITY: clause("neutral_ours"),
    Provision.INSPECTIONS: clause("inspect_ours"),
    Provision.RECOGNITION: clause("recognise_theirs"),
    Provision.ARMISTICE: clause("armistice"),
    Provision.CAPITULATION: clause("surrender_ours"),
}


def test_every_article_has_its_way() -> None:
    assert set(WRITES) == set(Provision)


@pytest.mark.parametrize("kind", list(Provision), ids=lambda kind: kind.name)
def test_an_article_is_written_and_proposed(kind: Provision, sit: Any) -> None:
    hand, play = sit()
    WRITES[kind](hand, play.world)
    assert hand.app.ui.cramped() == ()
    hand.press("peace.propose")
    (order,) = play.desk.pending
    assert isinstance(order, OfferPeace)
    assert kind in {article.kind for article in order.articles}
    assert refusal(play.world, order) is None


def drafted(hand: Hand) -> tuple[Article, ...]:
    screen = hand.app.screen
    assert isinstance(screen, PeaceScreen)
    return screen.package


def test_lands_are_chosen_one_by_one_and_a_land_is_given_once(sit: Any) -> None:
    hand, play = sit()
    hand.press("peace.part.lands")
    first, last = owned(play.world, FOE)[0], owned(play.world, FOE)[-1]
    for one in (first, last):
        hand.mark("lands.list", str(one))
        hand.press("lands.put")
    assert drafted(hand) == (Article(Provision.CEDE, FOE, US, (first, last)),)
    hand.choose("lands.kind", "RESTORE")
    hand.choose("lands.to", str(ARDEN))
    hand.mark("lands.list", str(last))
    hand.press("lands.put")
    assert set(drafted(hand)) == {
        Article(Provision.CEDE, FOE, US, (first,)),
        Article(Provision.RESTORE, FOE, StateId(ARDEN), (last,)),
    }
    hand.press("lands.put")
    assert drafted(hand) == (Article(Provision.CEDE, FOE, US, (first,)),)


def test_all_that_is_occupied_is_asked_for_at_once_and_nothing_again(sit: Any) -> None:
    hand, play = sit()
    hand.press("peace.part.lands")
    hand.press("lands.held")
    assert drafted(hand) == (Article(Provision.CEDE, FOE, US, (owned(play.world, FOE)[0],)),)
    hand.press("lands.none")
    assert drafted(hand) == ()


def test_armies_leave_some_lands_under_an_armistice_and_all_of_them_without(sit: Any) -> None:
    hand, play = sit()
    hand.press("peace.part.lands")
    hand.choose("lands.kind", "WITHDRAW")
    assert "Without an armistice everybody leaves" in hand.text
    hand.press("peace.part.articles")
    hand.press("clause.armistice")
    hand.press("peace.part.lands")
    hand.press("lands.put")
    leaves = Article(Provision.WITHDRAW, FOE, US, (owned(play.world, US)[0],))
    assert leaves in drafted(hand)
    hand.press("peace.part.articles")
    assert "And besides" in hand.text
    hand.press("clause.armistice")
    assert drafted(hand) == ()


def test_what_is_asked_of_land_changes_what_the_foe_would_say(sit: Any) -> None:
    hand, _ = sit()

    def worth(key: str) -> float:
        terms = hand.app.ui.find(key)
        assert isinstance(terms, TermsTable)
        assert terms.sums_up
        return terms.total

    before = worth("peace.terms")
    hand.press("peace.part.lands")
    for row in list(table(hand).rows):
        hand.mark("lands.list", row.key)
        hand.press("lands.put")
    assert worth("peace.terms") < before
    assert "Cassia would refuse" in hand.text


def table(hand: Hand) -> Table:
    found = hand.app.ui.find("lands.list")
    assert isinstance(found, Table)
    return found


def test_one_beside_the_leader_asks_for_itself(sit: Any) -> None:
    hand, play = sit(ALLY)
    hand.press("clause.neutral_ours")
    hand.press("peace.propose")
    (order,) = play.desk.pending
    assert order.articles == (Article(Provision.NEUTRALITY, FOE, ALLY),)
    hand.choose("peace.between.0", str(US))
    assert not hand.app.ui.find("clause.neutral_ours").enabled, "it does not speak for others"


def test_articles_are_undone_and_redone_and_then_the_orders(sit: Any) -> None:
    hand, play = sit()
    hand.press("clause.neutral_ours")
    hand.press("peace.propose")
    hand.press("clause.regime_ours")
    hand.press("clause.surrender_ours")
    longest = drafted(hand)
    hand.undo("peace")
    hand.undo("peace")
    assert {each.kind for each in drafted(hand)} == {Provision.NEUTRALITY}
    assert len(play.desk.pending) == 1
    hand.redo("peace")
    hand.redo("peace")
    assert drafted(hand) == longest
    for _ in range(3):
        hand.undo("peace")
    assert play.desk.pending == ()
    hand.redo("peace")
    assert len(play.desk.pending) == 1


@EVERYWHERE
@pytest.mark.parametrize("state", [US, ALLY])
def test_the_lists_of_lands_are_not_cut_off(
    open_app: Open, size: tuple[int, int], scale: int, state: StateId
) -> None:
    world = fought_over()
    screen: Any = PeaceScreen(Scene(world, names_of(world), state), 0)  # type: ignore[arg-type]
    driver = open_app(first=screen, size=size, scale=scale)
    driver.click("peace.part.lands")
    driver.click("lands.held")
    assert driver.app.ui.cramped() == ()
    driver.click("peace.part.articles")
    assert driver.app.ui.cramped() == ()
