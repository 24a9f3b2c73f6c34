"""Notices by kind: what is left out is not lost; and the terminal that says what the window shows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest

from game.client.mirror import Mirror
from game.client.present.chronicle import topic_of
from game.client.present.notices import KINDS, listed
from game.core.events import Event
from game.core.ids import StateId
from game.session.seats import SeatSetup
from tests.game_screens.table import Player


@pytest.fixture
def player(tmp_path: Path) -> Iterator[Player]:
    driver = Player(tmp_path)
    services = driver.app.services
    game = services.new_session("tutorial", (SeatSetup("GRC", "Ada", None),), 3)  # type: ignore[arg-type]
    from game.client.screen import Reset

    driver.app.go(Reset(services.open(game)))  # type: ignore[arg-type]
    driver.app.step()
    driver.to_the_world({})
    driver.key(pygame.K_RETURN, mod=pygame.KMOD_CTRL)
    driver.to_the_world({})
    yield driver
    driver.app.close()


def test_every_event_is_of_a_kind_that_can_be_chosen(player: Player) -> None:
    assert player.play.events
    assert {topic_of(event) for event in player.play.chronicle} <= set(KINDS)


@pytest.mark.parametrize("way", ["mouse", "keys"])
def test_a_kind_is_left_out_and_brought_back(player: Player, way: str) -> None:
    last = [event for event in player.play.events if event.kind != "turn.closed"][-1]
    kind, told = topic_of(last), player.play.tell.event(last, player.play.view)
    assert told in player.text
    if way == "mouse":
        player.click("world.notices")
        player.click(f"notices.{kind}")
        player.click("notices.done")
    else:
        player.type("x")
        player.tab_to(f"notices.{kind}")
        player.key(pygame.K_SPACE)
        player.type("d")
    assert player.screen == "WorldScreen"
    assert told not in player.text
    assert "left out; the chronicle has them" in player.text
    assert player.app.services.settings.load()[0].muted_notices == (kind,)
    player.key(pygame.K_F7)
    assert told in player.text
    player.key(pygame.K_ESCAPE)
    player.click("world.notices")
    player.click("notices.every")
    player.click("notices.done")
    assert told in player.text


def test_nothing_is_lost_between_listed_and_left_out() -> None:
    events = tuple(
        Event(at, kind, StateId(0)) for at, kind in enumerate(("war.begun", "treaty.signed", "x.y"))
    )
    shown, left_out = listed(events, {"war", "other"})
    assert [event.kind for event in shown] == ["treaty.signed"]
    assert left_out == 2


def test_the_terminal_says_screens_focus_news_and_notices(player: Player) -> None:
    said: list[str] = []
    player.app.mirror = Mirror(said.append)
    player.app.apply(player.app.settings.model_copy(update={"mirror": True}))
    player.app.step()
    news = [player.play.tell.event(event, player.play.view) for event in player.play.events]
    assert [line[2:] for line in said if line.startswith("- ")] == [
        " ".join(words.replace("**", "").split()) for words in news
    ]
    del said[:]
    player.key(pygame.K_F8)
    assert said[0].startswith("== Diplomacy")
    player.key(pygame.K_TAB)
    assert said[-1].startswith("> ")
    player.key(pygame.K_ESCAPE)
    player.key(pygame.K_F5)
    assert any(line.startswith("! Saved") for line in said), said
    assert not [line for line in said if line.startswith("- ")], "the news is said once"


def test_the_terminal_says_nothing_unless_it_is_asked_to(player: Player) -> None:
    said: list[str] = []
    player.app.mirror = Mirror(said.append)
    player.key(pygame.K_F8)
    assert said == []


def test_between_seats_the_terminal_says_only_who_is_next(tmp_path: Path) -> None:
    driver = Player(tmp_path)
    said: list[str] = []
    driver.app.mirror = Mirror(said.append)
    driver.app.apply(driver.app.settings.model_copy(update={"mirror": True}))
    services = driver.app.services
    seats = (SeatSetup("GRC", "Ada", "1"), SeatSetup("BGR", "Bruno", "2"))
    from game.client.screen import Reset

    driver.app.go(Reset(services.open(services.new_session("tutorial", seats, 3))))  # type: ignore[arg-type]
    driver.app.step()
    driver.to_the_world({"Ada": "1", "Bruno": "2"})
    mine = [line for line in said if line.startswith("- ")]
    del said[:]
    driver.key(pygame.K_RETURN, mod=pygame.KMOD_CTRL)
    assert driver.screen == "HandoverScreen"
    assert [line for line in said if line.startswith("- ")] == []
    assert said[-1].startswith("== ")
    assert not set(mine) & set(said)
    driver.app.close()
