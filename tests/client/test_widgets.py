"""Painted parts: what they show is what they were given, and both hands reach it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable

import pygame
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.client.colours import PALETTES
from game.client.layout import Column
from game.client.page import Page
from game.client.screen import Go, Push, Screen
from game.client.screens.message import MessageScreen
from game.client.theme import Theme, Type
from game.client.tips import DELAY_S as TIP_DELAY_S
from game.client.ui import Ui
from game.client.widgets.button import Button
from game.client.widgets.chart import Chart, Line
from game.client.widgets.control import Control
from game.client.widgets.hemicycle import GLYPHS, CouncilSeat, Hemicycle, Leaning
from game.client.widgets.listview import ListView
from game.client.widgets.modal import confirm
from game.client.widgets.richtext import RichText, runs_of
from game.client.widgets.scroll import ScrollArea
from game.client.widgets.strokes import DASHES, MARKS
from game.client.widgets.table import Cell, Table, TableColumn, TableRow, cells
from game.client.widgets.terms import TermRow, TermsTable, signed
from game.client.widgets.tooltip import Tip, Tooltip
from tests.client.harness import Driver, Open

Fill = Callable[[Column], Control]


class Sheet(Screen):
    """A page with whatever a test puts on it."""

    def __init__(self, fill: Fill, tips: dict[str, Tip] | None = None) -> None:
        self.fill = fill
        self.tips = tips or {}
        self.followed: list[str] = []

    def build(self, ui: Ui) -> None:
        page = Page(ui, "Sheet")
        self.control = self.fill(page.body)
        page.finish()

    def tip_for(self, target: str) -> Tip | None:
        return self.tips.get(target)

    def follow(self, target: str) -> Go | None:
        self.followed.append(target)
        return None


def rows(count: int) -> list[TableRow]:
    return [
        TableRow(f"k{i}", cells(f"State {i:03}", Cell(f"{i * 37 % 100}", sort=i * 37 % 100)))
        for i in range(count)
    ]


def table(on_open: Callable[[str], Go | None] | None = None, count: int = 1000) -> Fill:
    columns = (TableColumn("State", 2), TableColumn("Share", 1, "right"))
    return lambda body: Table(body, columns, rows(count), on_open=on_open, rows_high=6, key="t")


def shown(driver: Driver, kind: type[Control]) -> Control:
    return next(control for control in driver.app.ui.controls() if isinstance(control, kind))


# -- numbers that explain themselves ---------------------------------------------------------------


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.floats(-50, 50), min_size=1, max_size=9))
def test_the_printed_terms_sum_to_what_was_used(values: list[float]) -> None:
    ui = Ui((1280, 720), Theme())
    rounded = [round(value, 2) for value in values]
    terms = TermsTable(ui.root, tuple(TermRow(f"term {i}", v) for i, v in enumerate(rounded)))
    printed = [
        float(words.replace("−", "-"))
        for words in terms.texts()
        if re.fullmatch(r"[+−]?\d+\.\d\d", words)
    ]
    assert terms.sums_up
    assert sum(printed[:-1]) == pytest.approx(printed[-1], abs=0.005)
    assert printed[-1] == pytest.approx(sum(rounded), abs=0.0051)


def test_a_total_that_is_not_the_sum_is_known() -> None:
    ui = Ui((1280, 720), Theme())
    assert not TermsTable(ui.root, (TermRow("threat", 0.3),), total=0.4).sums_up


@pytest.mark.parametrize(
    ("value", "words"), [(0.314, "+0.31"), (-0.2, "−0.20"), (-0.001, "0.00"), (0.0, "0.00")]
)
def test_numbers_carry_their_sign(value: float, words: str) -> None:
    assert signed(value) == words


# -- text ------------------------------------------------------------------------------------------


@settings(deadline=None)
@given(st.text("abc def\n", max_size=200), st.integers(40, 400))
def test_wrapping_loses_no_word_and_keeps_the_width(words: str, width: int) -> None:
    theme = Theme()
    lines = theme.wrap(words, Type.BODY, width)
    assert " ".join(lines).split() == words.split()
    for line in lines:
        assert theme.width(line) <= width or " " not in line.strip()


@given(st.text(max_size=60), st.integers(30, 300))
@settings(deadline=None)
def test_a_shortened_text_fits(words: str, width: int) -> None:
    theme = Theme()
    words = words.replace("\x00", "").replace("\n", " ")
    short = theme.shorten(words, Type.BODY, width)
    assert theme.width(short) <= width
    assert short == words or short.endswith("…")


def test_marks_become_runs() -> None:
    runs = runs_of("The **Covenant** binds *all* [members](members).")
    assert [(run.words, run.kind, run.target) for run in runs] == [
        ("The ", Type.BODY, ""),
        ("Covenant", Type.STRONG, ""),
        (" binds ", Type.BODY, ""),
        ("all", Type.EMPHASIS, ""),
        (" ", Type.BODY, ""),
        ("members", Type.BODY, "members"),
        (".", Type.BODY, ""),
    ]


def test_a_link_without_an_explanation_is_followed(open_app: Open) -> None:
    screen = Sheet(lambda body: RichText(body, "See [Geneva](city:geneva)."))
    driver = open_app(first=screen)
    driver.tab_to("Geneva")
    driver.key(pygame.K_RETURN)
    driver.click("Geneva")
    assert screen.followed == ["city:geneva", "city:geneva"]


def test_tips_nest_and_escape_closes_them_one_by_one(open_app: Open) -> None:
    tips = {"war": Tip("War", "See [measures](measures)."), "measures": Tip("Measures", "Ten.")}
    driver = open_app(first=Sheet(lambda body: RichText(body, "On [war](war)."), tips))
    driver.tab_to("war")
    driver.key(pygame.K_RETURN)
    assert driver.app.ui.focused is driver.app.ui.find("measures"), "the focus moves into the tip"
    driver.key(pygame.K_RETURN)
    assert "Ten." in driver.text
    driver.key(pygame.K_ESCAPE)
    assert "Ten." not in driver.text
    assert "See measures." in driver.text
    driver.key(pygame.K_ESCAPE)
    assert "See measures." not in driver.text
    assert driver.app.ui.focused is driver.app.ui.find("war"), "and back"
    assert driver.screen == "Sheet"


def with_tip(body: Column) -> Control:
    button = Button(body, "Threat 0.31", lambda: None, key="threat")
    button.tip = Tip("Threat", "from Japan", (TermRow("power", 0.4), TermRow("distance", -0.09)))
    return button


def test_a_tip_shows_after_a_moment_and_goes_with_the_mouse(open_app: Open) -> None:
    driver = open_app(first=Sheet(with_tip))
    driver.move(driver.app.ui.find("threat").rect.center)
    driver.wait(TIP_DELAY_S / 2)
    assert "from Japan" not in driver.text
    driver.wait(TIP_DELAY_S)
    assert {"from Japan", "+0.40", "−0.09", "+0.31"} <= set(driver.app.ui.visible_text())
    driver.move((3, 3))
    assert "from Japan" not in driver.text


def test_a_button_that_is_off_does_nothing_and_says_why(open_app: Open) -> None:
    pressed: list[str] = []

    def fill(body: Column) -> Control:
        button = Button(body, "Veto", lambda: pressed.append("veto"), shortcut="v")
        button.enabled = False
        button.tip = Tip("", "Parties may not vote.")
        return button

    driver = open_app(first=Sheet(fill))
    driver.click("Veto")
    driver.type("v")
    driver.tab_to("Veto")
    driver.key(pygame.K_RETURN, pygame.K_F1)
    assert pressed == []
    assert "Parties may not vote." in driver.text


@pytest.mark.parametrize("way", ["f1", "middle button"])
def test_a_pinned_tip_stays_until_it_is_closed(open_app: Open, way: str) -> None:
    driver = open_app(first=Sheet(with_tip))
    centre = driver.app.ui.find("threat").rect.center
    if way == "f1":
        driver.tab_to("threat")
        driver.key(pygame.K_F1)
    else:
        driver.move(centre)
        driver.app.step([pygame.Event(pygame.MOUSEBUTTONDOWN, pos=centre, button=2)])
    tip = shown(driver, Tooltip)
    assert isinstance(tip, Tooltip)
    assert tip.pinned
    driver.move((3, 3))
    driver.wait(3)
    assert "from Japan" in driver.text
    driver.click_at((3, 3))
    assert "from Japan" in driver.text
    driver.key(pygame.K_ESCAPE)
    assert "from Japan" not in driver.text


# -- tables ----------------------------------------------------------------------------------------


def test_only_rows_in_view_are_looked_at(open_app: Open) -> None:
    driver = open_app(first=Sheet(table()))
    assert "State 005" in driver.text
    assert "State 040" not in driver.text
    assert driver.app.ui.cramped() == ()


def test_keys_go_through_a_long_table(open_app: Open) -> None:
    opened: list[str] = []

    def take(key: str) -> Go | None:
        opened.append(key)
        return Push(MessageScreen(key, ""))

    driver = open_app(first=Sheet(table(take)))
    driver.tab_to("t")
    driver.key(pygame.K_END)
    assert "State 999" in driver.text
    driver.key(pygame.K_UP, pygame.K_PAGEUP, pygame.K_RETURN)
    assert opened == ["k992"]


def test_a_heading_sorts_by_number_and_then_the_other_way(open_app: Open) -> None:
    driver = open_app(first=Sheet(table(count=100)))
    control = driver.app.ui.find("t")
    assert isinstance(control, Table)
    driver.click_at((control.rect.right - 40, control.rect.top + 8))
    assert [row.cells[1].words for row in control.rows[:3]] == ["0", "1", "2"]
    driver.tab_to("t")
    driver.key(pygame.K_SPACE)
    assert [row.cells[1].words for row in control.rows[:3]] == ["99", "98", "97"]
    driver.key(pygame.K_LEFT, pygame.K_SPACE)
    assert control.rows[0].key == "k0"


def test_the_wheel_scrolls_the_table_under_the_pointer(open_app: Open) -> None:
    driver = open_app(first=Sheet(table()))
    driver.move(driver.app.ui.find("t").rect.center)
    driver.app.step([pygame.Event(pygame.MOUSEWHEEL, x=0, y=-3, precise_x=0.0, precise_y=-3.0)])
    assert "State 000" not in driver.text
    assert "State 008" in driver.text


def test_what_is_cut_off_in_a_row_is_read_in_its_tip(open_app: Open) -> None:
    long = "Kingdom of the Serbs, Croats and Slovenes, then of Yugoslavia, " * 3
    one = [TableRow("k", cells(long, "1"))]
    columns = (TableColumn("State"), TableColumn("Share"))
    driver = open_app(first=Sheet(lambda body: Table(body, columns, one, key="t")))
    control = driver.app.ui.find("t")
    assert isinstance(control, Table)
    assert control.shortened() == (long,)
    driver.move(control.row_rect(0).center)
    driver.wait(TIP_DELAY_S + 0.1)
    assert isinstance(shown(driver, Tooltip), Tooltip)


def test_letters_find_a_line_of_a_list(open_app: Open) -> None:
    lines = [("a", "Albania"), ("b", "Belgium"), ("br", "Brazil")]
    driver = open_app(first=Sheet(lambda body: ListView(body, lines, key="list")))
    driver.tab_to("list")
    driver.type("br")
    control = driver.app.ui.find("list")
    assert isinstance(control, ListView)
    assert control.selected == "br"


def test_a_frame_with_a_long_table_draws_few_words(open_app: Open) -> None:
    driver = open_app(first=Sheet(table(count=20_000)))
    assert len(driver.app.theme._words) < 80


# -- charts and councils ---------------------------------------------------------------------------

LINES = (Line("World", (1.0, 2.0, None, 4.0)), Line("East Asia", (3.0, 2.5, 2.0, 1.0)))
TURNS = ("1931 Q3", "1931 Q4", "1932 Q1", "1932 Q2")


def test_a_chart_is_read_with_arrows(open_app: Open) -> None:
    driver = open_app(first=Sheet(lambda body: Chart(body, "Tension", LINES, TURNS, key="chart")))
    driver.tab_to("chart")
    driver.key(pygame.K_RIGHT, pygame.K_RIGHT, pygame.K_RIGHT)
    assert "**1932 Q1**\nWorld: –\nEast Asia: 2" in driver.text


def test_a_chart_is_read_with_the_mouse(open_app: Open) -> None:
    driver = open_app(first=Sheet(lambda body: Chart(body, "Tension", LINES, TURNS, key="chart")))
    driver.move(driver.app.ui.find("chart").rect.move(-12, 0).midright)
    driver.wait(TIP_DELAY_S + 0.1)
    assert "1932 Q2\nWorld: 4\nEast Asia: 1" in driver.text


def test_lines_differ_without_colour() -> None:
    cues = [(DASHES[i % len(DASHES)], MARKS[i % len(MARKS)]) for i in range(6)]
    assert len(set(cues)) == 6


SEATS = [CouncilSeat(f"s{i}", f"Member {i}", leaning) for i, leaning in enumerate(
    [Leaning.AGAINST, Leaning.FOR, Leaning.VETO, Leaning.FOR, Leaning.ABSTAIN])]  # fmt: skip


def test_the_council_sits_from_for_to_against_and_is_counted(open_app: Open) -> None:
    driver = open_app(first=Sheet(lambda body: Hemicycle(body, SEATS, key="council")))
    control = driver.app.ui.find("council")
    assert isinstance(control, Hemicycle)
    assert [seat.key for seat in control.seats] == ["s1", "s3", "s4", "s0", "s2"]
    assert {"For 2", "Against 1", "Abstain 1", "Veto 1"} <= set(control.texts())
    xs = [x for x, _ in control.centres()]
    assert xs == sorted(xs)


@pytest.mark.parametrize("count", [1, 4, 14, 15, 40, 60])
def test_seats_of_a_council_do_not_overlap_or_leave_it(open_app: Open, count: int) -> None:
    seats = [CouncilSeat(str(i), f"Member {i}", Leaning.FOR) for i in range(count)]
    driver = open_app(first=Sheet(lambda body: Hemicycle(body, seats, key="council")))
    control = driver.app.ui.find("council")
    assert isinstance(control, Hemicycle)
    radius, centres = control._radius(), control.centres()
    assert len(set(centres)) == count
    for a, b in itertools.combinations(centres, 2):
        assert (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 >= (2 * radius - 2) ** 2
    assert all(
        control.rect.contains((x - radius, y - radius, 2 * radius, 2 * radius)) for x, y in centres
    )


def test_a_member_is_opened_by_mouse_and_by_key(open_app: Open) -> None:
    opened: list[str] = []
    fill: Fill = lambda body: Hemicycle(body, SEATS, on_open=opened.append, key="council")  # noqa: E731
    driver = open_app(first=Sheet(fill))
    control = driver.app.ui.find("council")
    assert isinstance(control, Hemicycle)
    driver.click_at(control.centres()[4])
    driver.tab_to("council")
    driver.key(pygame.K_LEFT, pygame.K_RETURN)
    assert opened == ["s2", "s0"]
    assert "Member 0" in driver.text


def test_leanings_differ_without_colour() -> None:
    assert len(set(GLYPHS.values())) == len(Leaning)


@pytest.mark.parametrize("palette", PALETTES.values(), ids=lambda palette: palette.key)
def test_for_and_against_differ_in_lightness_or_hue_for_the_eyes_the_palette_is_for(
    palette,
) -> None:  # type: ignore[no-untyped-def]
    # The confusion axes: red/green for deutan eyes, blue for tritan eyes.
    for_, against = palette.favourable, palette.adverse
    seen = {"deutan": (2,), "tritan": (0, 1), "atlas": (0, 1, 2)}[palette.key]
    lightness = [0.299 * c[0] + 0.587 * c[1] + 0.114 * c[2] for c in (for_, against)]
    apart = max(abs(for_[i] - against[i]) for i in seen)
    assert max(apart, abs(lightness[0] - lightness[1])) > 60


# -- dialogs, notices, scrolling -------------------------------------------------------------------


def test_a_dialog_keeps_the_keyboard_and_the_mouse(open_app: Open) -> None:
    pressed: list[str] = []
    driver = open_app(
        first=Sheet(lambda body: Button(body, "Below", lambda: pressed.append("below")))
    )
    below = driver.app.ui.find("Below").rect.midleft
    confirm(driver.app.ui, "Leave?", "Notice runs for two years.", lambda: pressed.append("yes"),
            no=lambda: pressed.append("no"))  # fmt: skip
    driver.click_at((below[0] + 5, below[1]))
    driver.key(*[pygame.K_TAB] * 5)
    assert driver.app.ui.focused is not None
    assert driver.app.ui.focused.name in {"dialog.yes", "dialog.no"}
    assert pressed == []
    driver.type("y")
    assert pressed == ["yes"]
    assert "Leave?" not in driver.text


def test_escape_refuses_a_dialog_once(open_app: Open) -> None:
    refused: list[str] = []
    driver = open_app(first=Sheet(lambda body: Button(body, "Below", None)))
    confirm(driver.app.ui, "Leave?", "?", lambda: None, no=lambda: refused.append("no"))
    driver.key(pygame.K_ESCAPE)
    assert refused == ["no"]
    assert driver.screen == "Sheet"


def test_a_notice_fades_and_an_urgent_one_stays_until_clicked(open_app: Open) -> None:
    driver = open_app(first=Sheet(lambda body: Button(body, "Below", None)))
    toasts = driver.app.ui.toasts
    toasts.tell("Autosave written.")
    toasts.tell("Japan has crossed the Yalu.", urgent=True)
    driver.wait(7)
    assert "Autosave" not in driver.text
    assert "Yalu" in driver.text
    driver.click_at(toasts._boxes()[0][0].center)
    assert "Yalu" not in driver.text
    assert toasts.log == ["Autosave written.", "Japan has crossed the Yalu."]


def test_escape_takes_an_urgent_notice_away_before_it_goes_back(open_app: Open) -> None:
    driver = open_app()
    driver.type("s")
    driver.app.ui.toasts.tell("Japan has crossed the Yalu.", urgent=True)
    driver.key(pygame.K_ESCAPE)
    assert "Yalu" not in driver.text
    assert driver.screen == "SettingsScreen"
    driver.key(pygame.K_ESCAPE)
    assert driver.screen == "TitleScreen"


def test_notices_of_one_screen_are_not_shown_on_the_next(open_app: Open) -> None:
    driver = open_app(first=Sheet(lambda body: Button(body, "Below", None)))
    driver.app.ui.toasts.tell("Bruno mobilises.", urgent=True)
    driver.app.go(Push(MessageScreen("Pass on", "")))
    driver.wait(0.1)
    assert "Bruno" not in driver.text


def test_a_dropdown_closes_without_a_choice(open_app: Open) -> None:
    driver = open_app()
    driver.type("s")
    driver.click("settings.palette")
    assert len(driver.app.ui.overlays) == 1
    driver.key(pygame.K_ESCAPE)
    assert driver.app.ui.overlays == []
    driver.click("settings.palette")
    driver.click_at((5, 5))
    assert driver.app.ui.overlays == []
    assert driver.app.settings.palette == "atlas"
    assert driver.screen == "SettingsScreen"


def test_the_scroll_bar_is_dragged(open_app: Open) -> None:
    driver = open_app((1280, 720), 250)
    driver.type("s")
    area = shown(driver, ScrollArea)
    assert isinstance(area, ScrollArea)
    start = area._thumb().center
    driver.app.step([pygame.Event(pygame.MOUSEMOTION, pos=start, rel=(0, 0), buttons=(0, 0, 0)),
                     pygame.Event(pygame.MOUSEBUTTONDOWN, pos=start, button=1)])  # fmt: skip
    end = (start[0], start[1] + 2000)
    driver.app.step([pygame.Event(pygame.MOUSEMOTION, pos=end, rel=(0, 0), buttons=(1, 0, 0))])
    driver.app.step([pygame.Event(pygame.MOUSEBUTTONUP, pos=end, button=1)])
    assert area.offset == area.content_height - area.place.height > 0
