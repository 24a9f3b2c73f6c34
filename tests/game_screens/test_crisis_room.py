"""The crisis room: the ladder, what each is expected to do and why, measures, orders from within."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pygame
import pytest

from game.client.panels.selection import Drafts, Kind, Selection
from game.client.screen import Go, Push, Rebuild
from game.client.screens.crisis_room import CrisisRoomScreen
from game.client.screens.message import MessageScreen
from game.client.widgets.table import Table
from game.client.widgets.terms import TermsTable
from game.core.events import Event
from game.core.ids import CrisisId, StateId, WarId
from game.core.kinds import Act, Alert, Move, Rung, Terms
from game.core.orders import MoveInCrisis, SetAlert, TakeSide
from game.core.orders import Table as TableOrder
from game.core.records import War
from game.core.world import World
from game.session.seats import Seat
from tests.client.harness import Driver, Open
from tests.game_screens.scene import Scene, crisis
from tests.game_screens.test_response import EVERYWHERE
from tests.worlds import ARDEN, BORLAND, CASSIA, names_of, small_world


@dataclass
class Below:
    """The world's screen as those above it know it."""

    drafts: Drafts = field(default_factory=Drafts)
    chosen: list[Selection] = field(default_factory=list)

    def choose(self, selection: Selection, *, fly: bool = False) -> Go:
        del fly
        self.chosen.append(selection)
        return Rebuild()

    def open_wars(self, war: int | None = None) -> Go:
        return Push(MessageScreen("War room", f"War {war}"))


@dataclass
class Letters:
    """What was written to whom."""

    partners: tuple[Seat, ...] = ()
    sent: list[tuple[int, str]] = field(default_factory=list)

    def send(self, to: StateId, words: str) -> None:
        if not words:
            raise ValueError("nothing is said")
        self.sent.append((int(to), words))


@dataclass
class Room(Scene):
    """A seat in the room."""

    records: Letters = field(default_factory=Letters)  # type: ignore[assignment]


def room_world(rung: Rung = Rung.DEMAND, **changes: object) -> World:
    """Borland presses Cassia; the League has the case."""
    world = small_world()
    crisis(world, BORLAND, CASSIA, rung=rung, **changes)
    return world


def scene(state: int, world: World | None = None) -> Room:
    world = world or room_world()
    event = Event(0, "crisis.referred", StateId(CASSIA), StateId(BORLAND),
                  about=(("crisis", 0), ("institution", 0)))  # fmt: skip
    other = replace(event, about=(("crisis", 7), ("institution", 0)))
    return Room(world, names_of(world), StateId(state), chronicle=(event, other))


def sitting(open_app: Open, play: Room, below: Below | None = None, **window: object) -> Driver:
    return open_app(first=CrisisRoomScreen(play, below or Below()), **window)  # type: ignore[arg-type]


def test_each_party_has_its_next_step_with_terms_that_sum_up(open_app: Open) -> None:
    driver = sitting(open_app, scene(ARDEN))
    for state in (BORLAND, CASSIA):
        table = driver.app.ui.find(f"crisis_room.terms.{state}")
        assert isinstance(table, TermsTable)
        assert table.sums_up
    assert "Ways out" in driver.text
    assert "Demand" in driver.app.ui.find("crisis_room.ladder").texts()


@pytest.mark.parametrize("mouse", [True, False])
def test_once_it_is_war_both_say_what_fighting_on_is_worth(open_app: Open, mouse: bool) -> None:
    world = room_world(Rung.WAR, war=WarId(0))
    war = War(WarId(0), CrisisId(0), (StateId(BORLAND),), (StateId(CASSIA),), 0, (4.0, 2.0),
              (None, Terms.STATUS_QUO))  # fmt: skip
    world.put(war)
    driver = sitting(open_app, scene(ARDEN, world))
    for side in (0, 1):
        table = driver.app.ui.find(f"crisis_room.fighting.{side}")
        assert isinstance(table, TermsTable)
        assert table.sums_up
    assert "Terms of Cassia" in driver.text
    if mouse:
        driver.click("crisis_room.war")
    else:
        driver.type("w")
    assert "War room" in driver.text


def test_the_history_is_of_this_case_alone(open_app: Open) -> None:
    driver = sitting(open_app, scene(ARDEN))
    history = driver.text.split("History of the case")[1].split("What ")[0]
    assert history.count("before the League") == 1


def test_a_party_moves_from_within_by_mouse_and_by_keyboard(open_app: Open) -> None:
    play = scene(CASSIA)
    driver = sitting(open_app, play)
    driver.click("move.hold")
    assert play.desk.pending == (MoveInCrisis(CASSIA, 0, Move.HOLD, 0.0),)  # type: ignore[arg-type]
    driver.tab_to("move.climb_down")
    driver.key(pygame.K_RETURN)
    assert play.desk.pending == (MoveInCrisis(CASSIA, 0, Move.CLIMB_DOWN, 0.0),)  # type: ignore[arg-type]
    driver.key(pygame.K_z, mod=pygame.KMOD_CTRL)
    assert play.desk.pending == (MoveInCrisis(CASSIA, 0, Move.HOLD, 0.0),)  # type: ignore[arg-type]


def test_an_outsider_takes_a_side_and_drafts_in_the_same_room(open_app: Open) -> None:
    play = scene(ARDEN)
    driver = sitting(open_app, play)
    driver.click("side.1")
    assert TakeSide(ARDEN, 0, 1) in play.desk.pending  # type: ignore[arg-type]
    driver.click("crisis_room.part.council")
    driver.click("act.inquiry")
    driver.click("table.do")
    (tabled,) = (order for order in play.desk.pending if isinstance(order, TableOrder))
    assert Act.INQUIRY in tabled.acts


def test_measures_are_weighed_one_a_frame(open_app: Open) -> None:
    driver = sitting(open_app, scene(ARDEN))
    driver.click("crisis_room.part.measures")
    assert "Weighing" in driver.text
    for _ in range(15):
        driver.wait(0.02)
    table = driver.app.ui.find("crisis_room.measures")
    assert isinstance(table, Table)
    assert table.rows
    assert "Weighing" not in driver.text


def test_a_party_leaves_for_the_map(open_app: Open) -> None:
    below = Below()
    driver = sitting(open_app, scene(ARDEN), below)
    driver.click(f"crisis_room.party.{CASSIA}")
    assert below.chosen == [Selection(Kind.STATE, CASSIA)]


def nuclear() -> World:
    world = room_world(Rung.ULTIMATUM, alerts=(Alert.READY, Alert.NONE))
    world.states.warheads[[BORLAND, CASSIA]] = 50
    return world


def test_the_hot_line_tells_what_the_other_side_would_take_and_carries_an_offer(
    open_app: Open,
) -> None:
    play = scene(CASSIA, nuclear())
    play.records.partners = (Seat(1, StateId(BORLAND), "Bruno", None),)
    driver = sitting(open_app, play)
    assert "Hot line" in driver.text
    driver.click("hot_line.letter")
    driver.type("talk")
    driver.click("hot_line.send")
    assert play.records.sent == [(BORLAND, "talk")]
    driver.click("hot_line.climb_down")
    assert play.desk.pending[0] == MoveInCrisis(CASSIA, 0, Move.CLIMB_DOWN, 0.0)  # type: ignore[arg-type]
    driver.click("alert.do")
    assert any(isinstance(order, SetAlert) for order in play.desk.pending)


def test_there_is_no_hot_line_before_the_bomb_nor_for_outsiders(open_app: Open) -> None:
    assert "Hot line" not in sitting(open_app, scene(CASSIA)).text
    assert "Hot line" not in sitting(open_app, scene(ARDEN, nuclear())).text


def test_without_a_quarrel_the_room_says_so(open_app: Open) -> None:
    driver = sitting(open_app, scene(ARDEN, small_world()))
    assert "No quarrel is open" in driver.text


@EVERYWHERE
@pytest.mark.parametrize("state", [ARDEN, CASSIA])
def test_nothing_is_cut_off(open_app: Open, size: tuple[int, int], scale: int, state: int) -> None:
    driver = sitting(open_app, scene(state, nuclear()), size=size, scale=scale)
    for part in ("moves", "measures", "council", "bargain"):
        driver.click(f"crisis_room.part.{part}")
        for _ in range(12):
            driver.wait(0.02)
        assert driver.app.ui.cramped() == ()
