"""Four quarters of Britain and Italy at one machine, by mouse and keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest

from game.core.kinds import Act, TreatyKind
from game.core.orders import Mobilise, OfferTreaty, PressClaim, SetBudget, Table
from game.narrate.numerals import money
from tests.game_screens.table import Player

PINS = {"Ana": "", "Bruno": "1922"}


@pytest.fixture
def player(tmp_path: Path) -> Iterator[Player]:
    driver = Player(tmp_path)
    yield driver
    driver.app.close()


def choose(player: Player, name: str, letters: str) -> None:
    """Open a list with the keyboard and take the line that begins with letters."""
    player.tab_to(name)
    player.key(pygame.K_RETURN)
    player.type(letters)
    player.key(pygame.K_RETURN)


def write(player: Player, name: str, words: str) -> None:
    player.click(name)
    player.key(pygame.K_END)
    for _ in range(16):
        player.key(pygame.K_BACKSPACE)
    player.type(words)


def begin(player: Player) -> None:
    player.click("title.new_game")
    player.click("new.add_seat")
    choose(player, "new.state.0", "united")
    choose(player, "new.state.1", "italy")
    write(player, "new.player.0", "Ana")
    write(player, "new.player.1", "Bruno")
    write(player, "new.pin.1", "1922")
    write(player, "new.seed", "7")
    player.click("new.start")
    assert player.screen == "HandoverScreen", player.text
    assert "Ana" in player.text


def test_four_quarters_with_orders_a_vote_a_save_and_a_load(player: Player, tmp_path: Path) -> None:
    begin(player)
    player.sit_down()
    britain = player.play.seat
    assert britain is not None
    assert player.screen == "WorldScreen"
    assert "United Kingdom" in player.text

    # First quarter, Ana: a budget by keyboard, a treaty by mouse on the map, undo and redo.
    player.key(pygame.K_h)
    player.click("tab.govern")
    player.tab_to("budget.arms")
    player.key(pygame.K_RIGHT)
    assert [type(order) for order in player.pending()] == [SetBudget]
    player.key(pygame.K_z, mod=pygame.KMOD_CTRL)
    assert player.pending() == ()
    player.key(pygame.K_y, mod=pygame.KMOD_CTRL)
    assert len(player.pending()) == 1
    names = player.play.names
    france = names.state("FRA")
    player.click_map(int(player.play.view.known.states.capital[france]))
    assert "France" in player.text
    player.click("tab.act")
    player.click("offer.non_aggression")
    offer = OfferTreaty(britain.state, TreatyKind.NON_AGGRESSION, france)  # type: ignore[arg-type]
    refused = player.play.desk.refusal(offer)
    assert refused is not None or offer in player.pending()
    player.key(pygame.K_RETURN, mod=pygame.KMOD_CTRL)

    # Bruno takes the machine, and only his PIN opens it.
    assert player.screen == "HandoverScreen"
    player.sit_down("1111")
    assert player.screen == "HandoverScreen"
    player.sit_down("1922")
    assert player.screen == "WorldScreen"
    assert player.pending() == ()
    player.key(pygame.K_h)
    player.click("tab.ties")
    italy = player.play.view.viewer
    claim = next(
        claim
        for claim in player.play.view.known.claims
        if claim.claimant == italy and claim.holder == names.state("ETH")
    )
    player.click(f"press.{claim.id}")
    assert player.pending() == (PressClaim(italy, claim.id),)
    player.key(pygame.K_RETURN, mod=pygame.KMOD_CTRL)
    player.to_the_world(PINS)

    # Second quarter: Ana brings Italy before the League.
    assert player.play.turn == 1
    assert player.play.view.viewer == britain.state
    crisis = next(
        crisis for crisis in player.play.view.known.live_crises() if crisis.initiator == italy
    )
    player.click(f"crisis.{crisis.id}")
    player.click("tab.council")
    player.click("act.inquiry")
    assert "Expected to" in player.text
    player.click("table.do")
    assert player.pending() == (
        Table(britain.state, player.pending()[0].institution, crisis.id, italy, (Act.INQUIRY,)),  # type: ignore[attr-defined]
    )
    player.key(pygame.K_RETURN, mod=pygame.KMOD_CTRL)
    player.sit_down("1922")
    while player.screen == "ReportScreen":
        player.key(pygame.K_RETURN)
    assert player.screen == "WorldScreen"
    player.key(pygame.K_RETURN, mod=pygame.KMOD_CTRL)
    for _ in range(2000):
        if player.screen != "ComputingScreen":
            break
        player.wait(0.02)

    # The Council: Ana votes.
    assert player.screen == "HandoverScreen"
    player.sit_down()
    assert player.screen == "CouncilScreen", player.text
    player.type("f")
    vote = player.pending()
    assert len(vote) == 1
    player.key(pygame.K_RETURN, mod=pygame.KMOD_CTRL)
    player.to_the_world(PINS)

    # Third quarter: Bruno drafts and saves, loads again, and finds what he drafted.
    assert player.play.turn == 2
    assert any(
        cast.state == britain.state
        for text in player.play.view.known.resolutions
        for cast in text.votes
    )
    player.key(pygame.K_RETURN, mod=pygame.KMOD_CTRL)
    player.to_the_world(PINS)
    assert player.play.view.viewer == italy
    player.key(pygame.K_h)
    player.click("tab.govern")
    player.tab_to("mobilise")
    player.key(pygame.K_END)
    assert player.pending() == (Mobilise(italy, 1.0),)
    player.key(pygame.K_F5)
    saved = [path for path in tmp_path.glob("*.indsave") if not path.name.startswith("autosave")]
    assert len(saved) == 1
    assert not any(word in saved[0].name.lower() for word in ("ita", "gbr", "bruno", "ana"))
    player.key(pygame.K_ESCAPE)
    player.key(pygame.K_ESCAPE)
    while player.screen != "WorldMenu":
        player.key(pygame.K_ESCAPE)
    player.click("world.menu_load")
    assert player.screen == "LoadGameScreen"
    player.app.screen._select(str(saved[0]))  # type: ignore[attr-defined]
    player.click("load.open")
    assert player.screen == "HandoverScreen"
    assert "Bruno" in player.text  # Ana has sent her orders, and is not asked again
    player.to_the_world(PINS)
    assert player.play.turn == 2
    assert player.play.view.viewer == italy
    assert player.pending() == (Mobilise(italy, 1.0),)
    player.key(pygame.K_RETURN, mod=pygame.KMOD_CTRL)
    player.to_the_world(PINS)

    # Fourth quarter: both pass, and the game goes on.
    assert player.play.turn == 3
    player.key(pygame.K_RETURN, mod=pygame.KMOD_CTRL)
    player.to_the_world(PINS)
    player.key(pygame.K_RETURN, mod=pygame.KMOD_CTRL)
    player.to_the_world(PINS)
    assert player.play.turn == 4
    assert player.frames_watched > 100
    assert list(tmp_path.glob("autosave-*.indsave"))


def test_the_watch_notices_what_shows_of_another_seat(player: Player) -> None:
    begin(player)
    player.sit_down()
    session = player.session
    purse = float(session._world.states.treasury[session.seats[1].state])
    player.app.ui.toasts.tell(f"Italy has {money(purse)}")
    with pytest.raises(AssertionError, match="of Bruno shows"):
        player.wait(0.01)


def test_who_stops_the_work_is_who_ended_their_time_last(player: Player) -> None:
    begin(player)
    player.sit_down()
    player.key(pygame.K_RETURN, mod=pygame.KMOD_CTRL)
    assert "Bruno" in player.text
    player.sit_down("1922")
    player.app.screen.give(Mobilise(player.play.seat.state, 0.3))  # type: ignore[attr-defined, union-attr]
    player.app.go(player.app.screen.end_turn())  # type: ignore[attr-defined]
    assert player.screen == "ComputingScreen"
    player.app.step([], 0.02)
    player.key(pygame.K_ESCAPE)
    assert player.screen == "HandoverScreen"
    assert "Bruno" in player.text
    player.sit_down("1922")
    assert [type(order) for order in player.play.desk.pending] == [Mobilise]
