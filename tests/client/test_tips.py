"""Explanations: they show beside, are moved into, pinned, opened one in another, and closed."""

from __future__ import annotations

from itertools import combinations

import pygame
import pytest

from game.client.layout import Column
from game.client.page import Page
from game.client.screen import Go, Rebuild, Screen
from game.client.tips import DELAY_S, GRACE_S
from game.client.ui import Ui
from game.client.widgets.button import Button
from game.client.widgets.label import Label
from game.client.widgets.table import Table, TableColumn, TableRow, cells
from game.client.widgets.terms import TermRow
from game.client.widgets.tooltip import Tip, Tooltip
from tests.client.harness import Driver, Open

MADE_OF = Tip("Power", "Three figures.", (TermRow("steel", 0.3), TermRow("men", 0.1)))
THREAT = Tip(
    "Threat",
    "What [deterrence](gist:deterrence) is about.",
    (TermRow("power", 0.4, opens=MADE_OF), TermRow("distance", -0.09, article="threat")),
    article="threat",
)


class Desk(Screen):
    """A page with a figure that explains itself, and a button beside it."""

    def __init__(self) -> None:
        self.pressed = 0
        self.power = THREAT

    def build(self, ui: Ui) -> None:
        page = Page(ui, "Desk")
        Button(page.body, "Threat 0.31", None, key="threat").tip = self.power
        Button(page.body, "Support 0.62", None, key="support").tip = Tip("Support", "Of people.")
        Button(page.body, "Press", self._press, key="press")
        page.finish()

    def _press(self) -> Go:
        self.pressed += 1
        self.power = Tip("Threat", f"Pressed {self.pressed} times.")
        return Rebuild()


def sheets(driver: Driver) -> list[Tooltip]:
    return driver.app.ui.tips.open()


def headings(driver: Driver) -> list[str]:
    return [each.explains.heading for each in sheets(driver)]


def hover(driver: Driver, name: str) -> None:
    driver.move(driver.app.ui.find(name).rect.center)
    driver.wait(DELAY_S + 0.01)


def middle(driver: Driver) -> None:
    at = driver.app.ui.pointer
    driver.app.step([pygame.Event(pygame.MOUSEBUTTONDOWN, pos=at, button=2)])
    driver.app.step([pygame.Event(pygame.MOUSEBUTTONUP, pos=at, button=2)])


def rest_on(driver: Driver, words: str) -> None:
    """Rest the mouse on words of a sheet that open further."""
    ui = driver.app.ui
    for sheet in reversed(sheets(driver)):
        for control in sheet.walk():
            rows = getattr(control, "rows", ())
            for row in rows:
                if row.label == words:
                    rect = control._row_rect(rows.index(row))  # type: ignore[attr-defined]
                    driver.move((rect.left + 4, rect.top + 6))
                    driver.wait(DELAY_S + 0.01)
                    return
            if control.name == words:
                driver.move(control.focus_rect().center)
                driver.wait(DELAY_S + 0.01)
                return
    raise AssertionError(f"no {words!r} in {ui.visible_text()}")


def apart(driver: Driver) -> None:
    """Fail where a sheet lies on another or on what it explains."""
    for sheet in sheets(driver):
        assert not sheet.rect.colliderect(sheet.near), sheet.explains.heading
        assert pygame.Rect((0, 0), driver.app.ui.size).contains(sheet.rect)
    for one, other in combinations(sheets(driver), 2):
        assert not one.rect.colliderect(other.rect)
    assert driver.app.ui.cramped() == ()


# -- by mouse --------------------------------------------------------------------------------------


def test_the_mouse_can_go_into_a_loose_one_and_open_three_levels(open_app: Open) -> None:
    driver = open_app((1600, 900), first=Desk())
    hover(driver, "threat")
    assert headings(driver) == ["Threat"]
    gap = (sheets(driver)[0].rect.left + 20, sheets(driver)[0].rect.top - 3)
    driver.move(gap)
    driver.wait(GRACE_S / 2)
    rest_on(driver, "deterrence")
    assert headings(driver) == ["Threat", "Deterrence"]
    apart(driver)
    inner = sheets(driver)[1]
    link = next(each.name for each in inner.walk() if type(each).__name__ == "Link")
    rest_on(driver, link)
    assert len(headings(driver)) == 3, "and one in that"
    assert not any(sheet.pinned for sheet in sheets(driver))
    apart(driver)
    driver.move((3, 3))
    driver.wait(GRACE_S + 0.01)
    assert headings(driver) == [], "all loose ones go with the mouse"


def test_leaving_a_loose_one_closes_it_and_what_it_opened(open_app: Open) -> None:
    driver = open_app(first=Desk())
    hover(driver, "threat")
    rest_on(driver, "power")
    assert headings(driver) == ["Threat", "Power"]
    driver.move(sheets(driver)[0].rect.move(20, 12).topleft)
    driver.wait(GRACE_S + 0.01)
    assert headings(driver) == ["Threat"]


def test_the_middle_button_pins_and_lets_go(open_app: Open) -> None:
    driver = open_app(first=Desk())
    hover(driver, "threat")
    middle(driver)
    driver.move((3, 3))
    driver.wait(3)
    assert headings(driver) == ["Threat"]
    support = driver.app.ui.find("support").rect
    driver.move((support.left + 8, support.centery))
    driver.wait(DELAY_S + 0.01)
    middle(driver)
    assert headings(driver) == ["Threat", "Support"], "two stand side by side"
    middle(driver)
    assert headings(driver) == ["Threat"]


def test_pinning_an_inner_one_keeps_the_outer(open_app: Open) -> None:
    driver = open_app((1600, 900), first=Desk())
    hover(driver, "threat")
    rest_on(driver, "power")
    middle(driver)
    driver.move((3, 3))
    driver.wait(3)
    assert headings(driver) == ["Threat", "Power"]
    assert {"steel", "+0.30", "+0.40"} <= set(driver.app.ui.visible_text())
    driver.key(pygame.K_ESCAPE)
    assert headings(driver) == ["Threat"], "the innermost goes first"
    driver.key(pygame.K_ESCAPE)
    assert headings(driver) == []
    assert driver.screen == "Desk"


def test_the_pin_in_the_corner_pins_and_then_closes(open_app: Open) -> None:
    driver = open_app(first=Desk())
    hover(driver, "threat")
    corner = driver.app.ui.find("tip.pin").rect.center
    driver.click_at(corner)
    driver.move((3, 3))
    driver.wait(1)
    assert headings(driver) == ["Threat"]
    driver.click_at(corner)
    assert headings(driver) == []


def test_the_outer_one_takes_the_inner_along(open_app: Open) -> None:
    driver = open_app((1600, 900), first=Desk())
    hover(driver, "threat")
    rest_on(driver, "power")
    middle(driver)
    driver.click_at(sheets(driver)[0].mark.rect.center)
    assert headings(driver) == []


def test_one_goes_on_beside_a_pinned_one_and_its_figures_are_of_now(open_app: Open) -> None:
    desk = Desk()
    driver = open_app(first=desk)
    hover(driver, "threat")
    middle(driver)
    # Beside the button's words, which the sheet may hide.
    driver.click_at(
        (driver.app.ui.find("press").rect.right - 8, driver.app.ui.find("press").rect.centery)
    )
    assert desk.pressed == 1
    assert headings(driver) == ["Threat"]
    assert "Pressed 1 times." in driver.text


def test_a_click_on_a_term_opens_it_and_the_last_line_leads_to_the_book(open_app: Open) -> None:
    driver = open_app((1600, 900), first=Desk())
    hover(driver, "threat")
    rest_on(driver, "deterrence")
    driver.click_at(driver.app.ui.pointer)
    assert headings(driver)[-1] == "Deterrence"
    assert all(sheet.pinned for sheet in sheets(driver))
    links = [each for each in sheets(driver)[-1].walk() if type(each).__name__ == "Link"]
    driver.click_at(links[-1].focus_rect().center)
    assert driver.screen == "EncyclopaediaScreen"
    assert "Deterrence" in driver.text


# -- by keyboard -----------------------------------------------------------------------------------


def test_three_levels_by_keyboard_alone(open_app: Open) -> None:
    driver = open_app((1600, 900), first=Desk())
    ui = driver.app.ui
    driver.tab_to("threat")
    driver.key(pygame.K_F1)
    assert ui.focused is ui.find("deterrence")
    assert ui.focus_shown
    driver.key(pygame.K_F1)
    assert headings(driver) == ["Threat", "Deterrence"]
    assert ui.focused is not None
    assert ui.focused.inside(sheets(driver)[1])
    driver.key(pygame.K_RETURN)
    assert len(headings(driver)) == 3
    apart(driver)
    driver.key(pygame.K_ESCAPE)
    assert headings(driver) == ["Threat", "Deterrence"]
    assert ui.focused.inside(sheets(driver)[1]), "the focus goes back to the words it came from"
    driver.key(pygame.K_ESCAPE)
    assert ui.focused is ui.find("deterrence")
    driver.key(pygame.K_ESCAPE)
    assert headings(driver) == []
    assert ui.focused is ui.find("threat")


def test_tab_goes_round_in_a_sheet_and_f1_goes_back_out(open_app: Open) -> None:
    driver = open_app(first=Desk())
    ui = driver.app.ui
    driver.tab_to("threat")
    driver.key(pygame.K_F1)
    seen = set()
    for _ in range(8):
        driver.key(pygame.K_TAB)
        assert ui.focused is not None
        assert ui.focused.inside(sheets(driver)[0])
        seen.add(ui.focused.name)
    assert {"deterrence", "tip.close"} <= seen
    driver.tab_to("tip.close")
    driver.key(pygame.K_F1)
    assert ui.focused is ui.find("threat")
    assert headings(driver) == ["Threat"], "it stays"
    driver.key(pygame.K_TAB)
    assert ui.focused is ui.find("support"), "and the page goes on"
    driver.key(pygame.K_ESCAPE)
    assert headings(driver) == []


def test_arrows_and_enter_open_what_a_term_is_made_of(open_app: Open) -> None:
    driver = open_app((1600, 900), first=Desk())
    driver.tab_to("threat")
    driver.key(pygame.K_F1, pygame.K_TAB, pygame.K_RETURN)
    assert headings(driver) == ["Threat", "Power"]
    driver.key(pygame.K_ESCAPE, pygame.K_DOWN, pygame.K_RETURN)
    assert headings(driver)[0] == "Threat"
    assert len(headings(driver)) == 2
    assert headings(driver)[1] != "Power"


def test_a_loose_one_is_pinned_by_the_key_that_it_names(open_app: Open) -> None:
    driver = open_app(first=Desk())
    hover(driver, "support")
    middle(driver)
    driver.key(pygame.K_ESCAPE)
    hover(driver, "threat")
    assert "F1" in driver.text
    driver.key(pygame.K_F1)
    assert [sheet.pinned for sheet in sheets(driver)] == [True]
    assert "Esc" in driver.text


# -- where they stand ------------------------------------------------------------------------------


@pytest.mark.parametrize("scale", [75, 100, 150])
@pytest.mark.parametrize("corner", ["topleft", "topright", "bottomleft", "bottomright"])
def test_none_covers_what_it_explains(open_app: Open, corner: str, scale: int) -> None:
    class Corner(Screen):
        def build(self, ui: Ui) -> None:
            column = Column(ui.root)
            Label(column, "Threat", key="word").tip = THREAT
            place = pygame.Rect(0, 0, 120, 30)
            setattr(place, corner, getattr(pygame.Rect((0, 0), ui.size), corner))
            column.put(place)

    driver = open_app((1600, 900), scale, first=Corner())
    hover(driver, "word")
    assert headings(driver) == ["Threat"]
    apart(driver)


def test_the_tip_of_a_row_stands_beside_the_row(open_app: Open) -> None:
    class Rows(Screen):
        def build(self, ui: Ui) -> None:
            page = Page(ui, "Rows")
            rows = [
                TableRow(f"k{i}", cells(f"State {i}"), Tip(f"State {i}", "Said.")) for i in range(9)
            ]
            self.table = Table(page.body, (TableColumn("State"),), rows, rows_high=9, key="t")
            page.finish()

    screen = Rows()
    driver = open_app(first=screen)
    for index in (0, 4, 8):
        driver.move(screen.table.row_rect(index).center)
        driver.wait(GRACE_S + 0.01)
        driver.wait(DELAY_S + 0.01)
        assert headings(driver) == [f"State {index}"]
        apart(driver)
    driver.tab_to("t")
    driver.key(pygame.K_HOME, pygame.K_F1)
    assert headings(driver)[-1] == "State 0"
    assert not sheets(driver)[-1].rect.colliderect(screen.table.row_rect(0))
