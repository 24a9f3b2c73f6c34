"""A person with a mouse, and a person with a keyboard, go through every screen."""

from __future__ import annotations

import pygame
import pytest

from game.client.screen import Go, Pop, Push
from game.client.screens.handover import FIRST_WAIT_S, HandoverScreen
from game.client.screens.message import Choice, MessageScreen
from game.client.screens.new_game import NewGameScreen
from game.client.services import NotStarted, SeatSetup
from game.client.settings_view import CONFIRM_S
from tests.client.harness import DAMAGED, GOOD, OLDER, Driver, Memory, Open

WINDOWS = [(size, scale) for size in ((1280, 720), (1920, 1080)) for scale in (75, 100, 150, 250)]
EVERYWHERE = pytest.mark.parametrize(("size", "scale"), WINDOWS, ids=str)
Size = tuple[int, int]


# -- title -----------------------------------------------------------------------------------------


@EVERYWHERE
@pytest.mark.parametrize(
    ("entry", "letter", "leads_to"),
    [
        ("title.new_game", "n", "NewGameScreen"),
        ("title.load", "l", "LoadGameScreen"),
        ("title.settings", "s", "SettingsScreen"),
    ],
)
def test_the_title_leads_on_and_escape_leads_back(
    open_app: Open, size: Size, scale: int, entry: str, letter: str, leads_to: str
) -> None:
    driver = open_app(size, scale)
    driver.click(entry)
    assert driver.screen == leads_to
    driver.key(pygame.K_ESCAPE)
    assert driver.screen == "TitleScreen"

    driver.type(letter)
    assert driver.screen == leads_to
    driver.key(pygame.K_ESCAPE)

    driver.tab_to(entry)
    driver.key(pygame.K_RETURN)
    assert driver.screen == leads_to


def test_enter_on_the_title_begins_a_new_game(open_app: Open) -> None:
    driver = open_app()
    driver.key(pygame.K_RETURN)
    assert driver.screen == "NewGameScreen"


def test_escape_does_not_leave_the_title(open_app: Open) -> None:
    driver = open_app()
    driver.key(pygame.K_ESCAPE)
    assert driver.app.running


@pytest.mark.parametrize("by", ["mouse", "letter", "window"])
def test_quit_ends_the_program(open_app: Open, by: str) -> None:
    driver = open_app()
    if by == "mouse":
        driver.click("title.quit")
    elif by == "letter":
        driver.type("q")
    else:
        driver.app.step([pygame.Event(pygame.QUIT)])
    assert not driver.app.running


# -- new game --------------------------------------------------------------------------------------


@EVERYWHERE
def test_two_seats_are_set_up_with_the_mouse(
    open_app: Open, memory: Memory, size: Size, scale: int
) -> None:
    driver = open_app(size, scale)
    driver.click("title.new_game")
    driver.click("new.player.0")
    clear(driver)
    driver.type("ada")
    driver.click("new.pin.0")
    driver.type("1234")
    driver.click("new.add_seat")
    choose(driver, "new.state.1", "Japan")
    driver.click("new.start")

    assert driver.text.splitlines()[0] == "Opened"
    ((campaign, seats, seed),) = memory.started
    assert (campaign, seed) == ("broken_covenant", 1931)
    assert seats == (SeatSetup("gbr", "ada", "1234"), SeatSetup("jpn", "Player 2", None))


@EVERYWHERE
def test_two_seats_are_set_up_with_the_keyboard(
    open_app: Open, memory: Memory, size: Size, scale: int
) -> None:
    driver = open_app(size, scale)
    driver.type("n")
    driver.tab_to("new.add_seat")
    driver.key(pygame.K_SPACE)
    driver.tab_to("new.state.1")
    driver.key(pygame.K_RETURN)
    driver.type("j")
    driver.key(pygame.K_RETURN)
    driver.tab_to("new.player.1")
    clear(driver)
    driver.type("bruno")
    driver.tab_to("new.seed")
    clear(driver)
    driver.type("7")
    driver.tab_to("new.start")
    driver.key(pygame.K_RETURN)

    ((_, seats, seed),) = memory.started
    assert [(seat.state_key, seat.player_name) for seat in seats] == [
        ("gbr", "Player 1"),
        ("jpn", "bruno"),
    ]
    assert seed == 7


def test_typing_a_name_triggers_no_shortcut(open_app: Open, memory: Memory) -> None:
    driver = open_app()
    driver.type("n")
    driver.tab_to("new.player.0")
    driver.type("sabs")
    assert driver.screen == "NewGameScreen"
    assert memory.started == []


def test_a_seat_is_given_back(open_app: Open) -> None:
    driver = open_app()
    driver.type("n")
    driver.click("new.add_seat")
    driver.click("new.remove.0")
    assert [seat.state_key for seat in new_game(driver).seats] == ["ita"]


def test_there_are_no_more_seats_than_states(open_app: Open) -> None:
    driver = open_app()
    driver.type("n")
    for _ in range(3):
        driver.click("new.add_seat")
    assert not driver.app.ui.find("new.add_seat").enabled
    assert {seat.state_key for seat in new_game(driver).seats} == {"gbr", "ita", "jpn", "eth"}


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("player_name", "  ", "Give the leader of Italy a name."),
        ("player_name", "player 1", "Two players have the same name."),
        ("pin", "12", "needs at least 4 digits"),
        ("state_key", "gbr", "United Kingdom can be led by one player only."),
    ],
)
def test_what_is_missing_is_said_and_nothing_begins(
    open_app: Open, memory: Memory, field: str, value: str, said: str
) -> None:
    driver = open_app()
    driver.type("n")
    driver.click("new.add_seat")
    setattr(new_game(driver).seats[1], field, value)
    driver.click("new.start")
    assert said in driver.text
    assert memory.started == []


@pytest.mark.parametrize("seed", ["", "99999999999", "²"])
def test_a_seed_that_is_none_is_refused(open_app: Open, memory: Memory, seed: str) -> None:
    driver = open_app()
    driver.type("n")
    new_game(driver).seed = seed
    driver.click("new.start")
    assert "The seed is a whole number" in driver.text
    assert memory.started == []


def test_a_campaign_that_does_not_start_says_why(open_app: Open, memory: Memory) -> None:
    memory.refuses = NotStarted("states.yaml:12: error: no such territory")
    driver = open_app()
    driver.type("n")
    driver.click("new.start")
    assert "no such territory" in driver.text
    assert driver.screen == "NewGameScreen"


def test_a_pin_is_not_shown(open_app: Open) -> None:
    driver = open_app()
    driver.type("n")
    driver.click("new.pin.0")
    driver.type("4711")
    assert "4711" not in driver.text
    assert "4711" not in repr(SeatSetup("gbr", "Ada", "4711"))


def test_without_campaigns_one_is_told_what_to_do(open_app: Open, memory: Memory) -> None:
    memory.list_of_campaigns = ()
    driver = open_app()
    driver.type("n")
    assert "indivisible check" in driver.text
    assert not driver.app.ui.find("new.start").enabled


# -- load ------------------------------------------------------------------------------------------


@EVERYWHERE
def test_a_save_is_opened_with_the_mouse(
    open_app: Open, memory: Memory, size: Size, scale: int
) -> None:
    driver = open_app(size, scale)
    driver.click("title.load")
    row_click(driver, 2)
    driver.click("load.open")
    assert memory.loaded == [OLDER.path]
    assert driver.text.splitlines()[0] == "Opened"


@EVERYWHERE
def test_a_save_is_opened_with_the_keyboard(
    open_app: Open, memory: Memory, size: Size, scale: int
) -> None:
    driver = open_app(size, scale)
    driver.type("l")
    driver.key(pygame.K_DOWN, pygame.K_RETURN)
    assert memory.loaded == [OLDER.path]


def test_a_double_click_opens_a_save(open_app: Open, memory: Memory) -> None:
    driver = open_app()
    driver.type("l")
    row_click(driver, 2)
    row_click(driver, 2)
    assert memory.loaded == [OLDER.path]


def test_the_newest_sound_save_is_selected_first(open_app: Open, memory: Memory) -> None:
    driver = open_app()
    driver.type("l")
    driver.key(pygame.K_RETURN)
    assert memory.loaded == [GOOD.path]


@EVERYWHERE
def test_a_damaged_save_shows_its_fault_and_the_last_good_one_is_offered(
    open_app: Open, memory: Memory, size: Size, scale: int
) -> None:
    driver = open_app(size, scale)
    driver.type("l")
    driver.key(pygame.K_UP)
    assert "the checksum does not match" in driver.text.replace("\n", " ")
    driver.key(pygame.K_RETURN)
    assert "The last good one is The Broken Covenant, 1933 Q2" in driver.text
    assert driver.app.ui.cramped() == ()

    driver.click("load.take_good")
    assert memory.loaded == [DAMAGED.path, GOOD.path]
    assert driver.text.splitlines()[0] == "Opened"


def test_from_a_damaged_save_one_goes_back_to_the_list(open_app: Open) -> None:
    driver = open_app()
    driver.type("l")
    driver.key(pygame.K_UP, pygame.K_RETURN, pygame.K_ESCAPE)
    assert driver.screen == "LoadGameScreen"
    driver.key(pygame.K_ESCAPE)
    assert driver.screen == "TitleScreen"


def test_without_saves_the_list_says_so(open_app: Open, memory: Memory) -> None:
    memory.list_of_saves = ()
    driver = open_app()
    driver.type("l")
    assert "There are no saved games yet." in driver.text
    assert not driver.app.ui.find("load.open").enabled


# -- settings --------------------------------------------------------------------------------------


@EVERYWHERE
def test_a_scale_applies_at_once_and_is_kept_when_confirmed(
    open_app: Open, memory: Memory, size: Size, scale: int
) -> None:
    driver = open_app(size, scale)
    driver.type("s")
    driver.tab_to("settings.scale")
    driver.key(pygame.K_LEFT if scale > 100 else pygame.K_RIGHT)
    wanted = scale + (-5 if scale > 100 else 5)
    assert driver.app.theme.scale_percent == wanted
    assert memory.saved == []
    assert driver.app.ui.cramped() == ()

    driver.click("settings.keep")
    driver.wait(CONFIRM_S + 1)
    assert driver.app.theme.scale_percent == wanted
    assert memory.saved[-1].scale_percent == wanted


def test_a_scale_goes_back_by_itself(open_app: Open, memory: Memory) -> None:
    driver = open_app()
    driver.type("s")
    driver.tab_to("settings.scale")
    driver.key(pygame.K_END)
    assert driver.app.theme.scale_percent == 250
    driver.wait(CONFIRM_S - 1)
    assert "in 1 seconds" in driver.text
    assert driver.app.theme.scale_percent == 250
    driver.wait(1.1)
    assert driver.app.theme.scale_percent == 100
    assert all(saved.scale_percent == 100 for saved in memory.saved)


def test_escape_takes_a_scale_back(open_app: Open) -> None:
    driver = open_app()
    driver.type("s")
    driver.tab_to("settings.scale")
    driver.key(pygame.K_END, pygame.K_ESCAPE)
    assert driver.app.theme.scale_percent == 100
    assert driver.screen == "SettingsScreen"


def test_the_scale_is_dragged_with_the_mouse(open_app: Open) -> None:
    driver = open_app()
    driver.type("s")
    rect = driver.app.ui.find("settings.scale").rect
    y = rect.bottom - 17
    start, end = (rect.left + 60, y), (rect.right - 11, y)
    driver.app.step([pygame.Event(pygame.MOUSEBUTTONDOWN, pos=start, button=1)])
    driver.app.step([pygame.Event(pygame.MOUSEMOTION, pos=end, rel=(0, 0), buttons=(1, 0, 0))])
    assert driver.app.theme.scale_percent == 100, "nothing moves while the knob is held"
    driver.app.step([pygame.Event(pygame.MOUSEBUTTONUP, pos=end, button=1)])
    assert driver.app.theme.scale_percent == 250


def test_a_window_size_applies_and_goes_back(open_app: Open) -> None:
    driver = open_app()
    driver.type("s")
    choose(driver, "settings.window", "1600 × 900")
    assert driver.app.surface.get_size() == (1600, 900)
    driver.wait(CONFIRM_S + 1)
    assert driver.app.surface.get_size() == (1280, 720)


def test_the_palette_is_kept_at_once(open_app: Open, memory: Memory) -> None:
    driver = open_app()
    driver.type("s")
    driver.tab_to("settings.palette")
    driver.key(pygame.K_RIGHT)
    assert driver.app.theme.palette.key == "deutan"
    assert memory.saved[-1].palette == "deutan"
    assert driver.app.ui.focused is driver.app.ui.find("settings.palette"), "the focus stays"


def test_sound_is_turned_off_and_the_volume_with_it(open_app: Open, memory: Memory) -> None:
    driver = open_app()
    driver.type("s")
    driver.click("settings.sound")
    assert not driver.app.audio.enabled
    assert not memory.saved[-1].sound
    assert not driver.app.ui.find("settings.volume").enabled


def test_the_volume_is_set_with_arrows(open_app: Open, memory: Memory) -> None:
    driver = open_app()
    driver.type("s")
    driver.tab_to("settings.volume")
    driver.key(pygame.K_LEFT)
    assert memory.saved[-1].volume == pytest.approx(0.65)


# -- hand-over -------------------------------------------------------------------------------------


def let_in() -> Go:
    return Push(MessageScreen("Orders of Ada", "secret"))


@EVERYWHERE
def test_the_handover_shows_the_next_player_and_nothing_else(
    open_app: Open, size: Size, scale: int
) -> None:
    driver = open_app(size, scale, HandoverScreen("Ada", "United Kingdom", let_in))
    assert driver.app.ui.visible_text() == (
        "Pass the machine to",
        "Ada",
        "United Kingdom",
        "Everybody else looks away now.",
        " ",
        "I am ready",
        "R",
    )
    driver.click("handover.ready")
    assert "Orders of Ada" in driver.text


def test_the_handover_covers_whatever_was_shown_before(open_app: Open) -> None:
    driver = open_app(first=MessageScreen("Orders of Bruno", "attack at dawn"))
    driver.app.go(Push(HandoverScreen("Ada", "United Kingdom", let_in)))
    driver.app.surface.fill((255, 0, 255))
    driver.app.draw()
    corners = [(0, 0), (1279, 0), (0, 719), (1279, 719), (640, 700), (640, 360)]
    assert all(driver.app.surface.get_at(at)[:3] != (255, 0, 255) for at in corners)
    assert "Bruno" not in driver.text
    assert pygame.display.get_caption()[0] == "Indivisible"


@EVERYWHERE
def test_the_right_pin_lets_in(open_app: Open, size: Size, scale: int) -> None:
    screen = HandoverScreen("Ada", "United Kingdom", let_in, check_pin=lambda pin: pin == "4711")
    driver = open_app(size, scale, screen)
    driver.type("4711")
    driver.key(pygame.K_RETURN)
    assert "Orders of Ada" in driver.text


def test_escape_does_not_lead_round_the_handover(open_app: Open) -> None:
    driver = open_app(first=MessageScreen("Orders of Bruno", "attack at dawn"))
    driver.app.go(Push(HandoverScreen("Ada", "Italy", let_in, check_pin=lambda _pin: False)))
    driver.key(pygame.K_ESCAPE, pygame.K_RETURN)
    assert driver.screen == "HandoverScreen"


def test_wrong_tries_cost_more_and_more_time(open_app: Open) -> None:
    asked: list[str] = []

    def wrong(pin: str) -> bool:
        asked.append(pin)
        return False

    driver = open_app(first=HandoverScreen("Ada", "Italy", let_in, check_pin=wrong))
    for _ in range(3):
        driver.type("0000")
        driver.key(pygame.K_RETURN)
    assert len(asked) == 3
    assert "Wait 5 s" in driver.text

    driver.key(pygame.K_RETURN)
    driver.click("handover.ready")
    assert len(asked) == 3, "no try while one waits"

    driver.wait(FIRST_WAIT_S + 0.1)
    assert "You may try again." in driver.text
    driver.click("handover.pin")
    driver.type("1111")
    driver.click("handover.ready")
    assert len(asked) == 4
    assert "Wait 10 s" in driver.text


def test_an_empty_pin_is_no_try(open_app: Open) -> None:
    screen = HandoverScreen("Ada", "Italy", let_in, check_pin=lambda _pin: False)
    driver = open_app(first=screen)
    driver.click("handover.ready")
    assert screen.wrong_tries == 0
    assert "Enter your PIN." in driver.text


def test_one_can_leave_from_the_handover(open_app: Open) -> None:
    left: list[bool] = []
    screen = HandoverScreen("Ada", "Italy", let_in, leave=lambda: left.append(True))
    driver = open_app(first=screen)
    driver.click("handover.leave")
    assert left == [True]


# -- message ---------------------------------------------------------------------------------------


@EVERYWHERE
def test_a_message_is_closed_by_mouse_enter_and_escape(
    open_app: Open, size: Size, scale: int
) -> None:
    driver = open_app(size, scale)
    for way in ("mouse", "enter", "escape", "letter"):
        driver.app.go(Push(MessageScreen("Notice", "The **League** meets.")))
        assert "The League meets." in driver.text
        if way == "mouse":
            driver.click("message.close")
        elif way == "letter":
            driver.type("c")
        else:
            driver.key(pygame.K_RETURN if way == "enter" else pygame.K_ESCAPE)
        assert driver.screen == "TitleScreen"


def test_escape_takes_the_last_choice_of_a_message(open_app: Open) -> None:
    taken: list[str] = []

    def second() -> Go:
        taken.append("second")
        return Pop()

    driver = open_app()
    choices = (Choice("dialog.yes", "y", Pop), Choice("dialog.no", "n", second))
    driver.app.go(Push(MessageScreen("Notice", "?", choices)))
    driver.key(pygame.K_ESCAPE)
    assert taken == ["second"]


# -- hands -----------------------------------------------------------------------------------------


def new_game(driver: Driver) -> NewGameScreen:
    screen = driver.app.screen
    assert isinstance(screen, NewGameScreen)
    return screen


def clear(driver: Driver) -> None:
    driver.key(pygame.K_a, mod=pygame.KMOD_LCTRL)
    driver.key(pygame.K_BACKSPACE)


def choose(driver: Driver, dropdown: str, words: str) -> None:
    """Open a dropdown and click the line with these words."""
    driver.click(dropdown)
    listing = driver.app.ui.overlays[-1].children[0]
    index = next(i for i, row in enumerate(listing.rows) if row.cells[0].words == words)
    listing.select(listing.rows[index].key, tell=False)
    driver.click_at(listing.row_rect(index).center)


def row_click(driver: Driver, index: int) -> None:
    table = driver.app.ui.find("load.table")
    driver.app.ui.reveal(table)
    rect = table.row_rect(index)
    driver.click_at((rect.left + 40, rect.centery))
