"""The chronicle and the newspaper: looked through, narrowed down, nothing lost, and to the map."""

from __future__ import annotations

from typing import Any

import pygame

from game.client.present.chronicle import TOPICS, topic_of
from game.client.present.newspaper import front_page
from game.client.screens import chronicle
from game.client.screens.chronicle import ChronicleScreen
from game.client.screens.newspaper import NewspaperScreen
from game.client.widgets.dropdown import Dropdown
from game.client.widgets.table import Table
from game.core.events import Event
from game.core.ids import StateId
from game.narrate.headlines import PREFIX
from game.narrate.strings import load_strings
from tests.client.harness import Driver, Open
from tests.game_screens.test_response import EVERYWHERE
from tests.records.scene import Looker, sit, twelve_turns


def opened(open_app: Open, **window: Any) -> tuple[Driver, Looker]:
    looker = Looker()
    screen = ChronicleScreen(sit(twelve_turns()), looker)  # type: ignore[arg-type]
    driver = open_app(first=screen, **window)
    settle(driver)
    return driver, looker


def settle(driver: Driver) -> None:
    for _ in range(200):
        screen = driver.app.screen
        if not isinstance(screen, ChronicleScreen) or screen.search.done:
            return
        driver.wait(0.01)


def rows(driver: Driver) -> Table:
    table = driver.app.ui.find("chronicle.table")
    assert isinstance(table, Table)
    return table


def every_line(driver: Driver) -> list[str]:
    found = [row.key for row in rows(driver).rows]
    while driver.app.ui.find("chronicle.older").enabled:
        driver.click("chronicle.older")
        settle(driver)
        found += [row.key for row in rows(driver).rows]
    return found


def test_nothing_that_may_be_read_is_lost(open_app: Open, monkeypatch: Any) -> None:
    monkeypatch.setattr(chronicle, "PAGE", 40)
    driver, _ = opened(open_app)
    session = twelve_turns()
    told = session.chronicle(session.seats[0])
    wanted = [str(at) for at, event in enumerate(told) if event.kind != "turn.closed"]
    assert every_line(driver) == wanted[::-1]


def test_words_are_looked_for_while_they_are_written(open_app: Open) -> None:
    driver, _ = opened(open_app)
    driver.key(pygame.K_f, mod=pygame.KMOD_CTRL)
    driver.type("borland crisis")
    settle(driver)
    assert driver.app.ui.find("chronicle.status").texts()[0]
    for row in rows(driver).rows:
        said = " ".join(cell.words for cell in row.cells).casefold()
        assert "borland" in said
        assert "crisis" in said


def test_topic_state_and_weight_narrow_it_down(open_app: Open) -> None:
    driver, _ = opened(open_app)
    before = len(rows(driver).rows)
    driver.tab_to("chronicle.topic")
    driver.key(pygame.K_RIGHT, pygame.K_RIGHT)
    settle(driver)
    topic = driver.app.ui.find("chronicle.topic")
    assert isinstance(topic, Dropdown)
    about = {row.cells[1].words for row in rows(driver).rows}
    assert about == {topic.shown_value}
    assert len(rows(driver).rows) < before
    driver.key(pygame.K_LEFT, pygame.K_LEFT)
    driver.tab_to("chronicle.importance")
    driver.key(pygame.K_RIGHT, pygame.K_RIGHT)
    settle(driver)
    assert 0 < len(rows(driver).rows) < before
    screen = driver.app.screen
    assert isinstance(screen, ChronicleScreen)
    assert all(line.weight >= 6.0 for line in screen.search.found)


def test_a_line_leads_to_its_place(open_app: Open) -> None:
    driver, looker = opened(open_app)
    driver.tab_to("chronicle.table")
    driver.key(pygame.K_DOWN)
    screen = driver.app.screen
    assert isinstance(screen, ChronicleScreen)
    line = screen.line
    assert line is not None
    driver.type("m")
    assert looker.looked == [line.node]


def test_every_kind_of_event_has_a_topic_of_its_own() -> None:
    spoken = {
        key.removeprefix("event.").split(".")[0]
        for key in load_strings()
        if key.startswith("event.")
    }
    known = {family for families in TOPICS.values() for family in families}
    assert spoken - known <= {"turn"}, "they would all stand under other things"


def test_headlines_are_of_events_that_have_a_sentence() -> None:
    strings = load_strings()
    heads = [key for key in strings if key.startswith(PREFIX)]
    assert len(heads) > 60
    kinds = {key.removeprefix("event.") for key in strings if key.startswith("event.")}
    assert [key for key in heads if key.removeprefix(PREFIX) not in kinds] == []


def test_the_newspaper_leads_with_the_gravest_and_tells_no_secret(open_app: Open) -> None:
    session = twelve_turns()
    play = sit(session)
    driver = open_app(first=NewspaperScreen(play, None, 11))
    seen = set()
    for turn in range(11, -1, -1):
        screen = driver.app.screen
        assert isinstance(screen, NewspaperScreen)
        page = screen.page
        assert page.date in driver.text
        assert page.lead.headline in driver.text
        assert "…" not in page.lead.headline
        seen.add(page.lead.headline)
        hidden = [e for e in session._events if e.turn == turn and e.readers]
        secret = {play.tell.event(event, play.view) for event in hidden}
        public = {
            play.tell.event(e, play.view) for e in session._events
            if e.turn == turn and not e.readers
        }  # fmt: skip
        for words in secret - public:
            assert words not in driver.text
        driver.key(pygame.K_LEFT)
    assert len(seen) > 3


def test_the_chronicle_opens_the_newspaper_of_a_line(open_app: Open) -> None:
    driver, _ = opened(open_app)
    rows(driver).select(rows(driver).rows[-1].key)
    screen = driver.app.screen
    assert isinstance(screen, ChronicleScreen)
    line = screen.line
    assert line is not None
    driver.type("p")
    assert driver.screen == "NewspaperScreen"
    assert line.date in driver.text
    driver.type("l")
    driver.type("b")
    assert driver.screen == "ChronicleScreen"


def test_topics_are_those_of_the_first_word() -> None:
    session = twelve_turns()
    told = session.chronicle(session.seats[0])
    assert {topic_of(event) for event in told} > {"crisis", "council"}


@EVERYWHERE
def test_nothing_is_cut_off(open_app: Open, size: tuple[int, int], scale: int) -> None:
    driver, _ = opened(open_app, size=size, scale=scale)
    assert driver.app.ui.cramped() == ()
    driver.type("p")
    assert driver.screen == "NewspaperScreen"
    for _ in range(4):
        assert driver.app.ui.cramped() == ()
        driver.type("e")


def test_of_two_battles_the_bloodier_leads_the_page() -> None:
    play = sit(twelve_turns())
    fought = [
        Event(
            11, "war.battle", StateId(0), StateId(1), about=(("node", node), ("war", 0)),
            figures=(("attackers_lost", lost), ("defenders_lost", lost)),
        )
        for node, lost in ((1, 0.2), (2, 60.0), (3, 2.0))
    ]  # fmt: skip
    for order in (fought, fought[::-1]):
        page = front_page(order, 11, play.view, play.tell)
        assert page.lead.deck == play.tell.event(fought[1], play.view)
