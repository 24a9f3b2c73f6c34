"""Ledgers: figures over the turns by mouse and by key, and as files."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pygame
import pytest

from game.client.screens.ledgers import TABS, LedgersScreen
from game.client.widgets.chart import Chart
from game.client.widgets.network import Network
from game.client.widgets.picture import MARGIN
from game.client.widgets.table import Table
from game.client.widgets.terms import TermsTable
from tests.client.harness import Driver, Open
from tests.game_screens.test_response import EVERYWHERE
from tests.records.scene import Looker, sit, twelve_turns


def opened(open_app: Open, folder: Path | None = None, **window: Any) -> tuple[Driver, Looker]:
    looker = Looker()
    play = sit(twelve_turns(), folder)
    return open_app(first=LedgersScreen(play, looker), **window), looker  # type: ignore[arg-type]


def table(driver: Driver) -> Table:
    found = driver.app.ui.find("ledgers.table")
    assert isinstance(found, Table)
    return found


def test_power_is_the_mean_of_the_six_shares_that_are_told(open_app: Open) -> None:
    driver, _ = opened(open_app)
    first = table(driver).rows[0]
    assert first.tip is not None
    told = [float(line.split(": ")[1].rstrip("%")) for line in first.tip.body.split("\n")[:6]]
    mean = float(first.cells[2].words.rstrip("%"))
    assert sum(told) / 6 == pytest.approx(mean, abs=0.1)
    chart = driver.app.ui.find("ledgers.chart.0")
    assert isinstance(chart, Chart)
    assert len(chart.turns) == len(chart.lines[0].values) == 12


def test_each_ledger_has_its_number_and_is_reached_by_a_click_too(open_app: Open) -> None:
    driver, _ = opened(open_app)
    for number, tab in enumerate(TABS, start=1):
        driver.type(str(number))
        by_key = driver.text
        driver.type("1")
        driver.click(f"ledgers.tab.{tab}")
        assert driver.text == by_key
        assert table(driver).label == driver.app.ui.find(f"ledgers.tab.{tab}").texts()[0]


def test_the_tension_of_the_day_is_the_sum_of_its_terms(open_app: Open) -> None:
    driver, _ = opened(open_app)
    driver.type("2")
    terms = driver.app.ui.find("ledgers.terms")
    assert isinstance(terms, TermsTable)
    known = twelve_turns()._world
    assert 1 - 2.718281828**-terms.total == pytest.approx(known.tension, abs=0.02)


def test_a_line_leads_to_its_state_on_the_map(open_app: Open) -> None:
    driver, looker = opened(open_app)
    driver.tab_to("ledgers.table")
    driver.key(pygame.K_DOWN, pygame.K_RETURN)
    state = int(table(driver).rows[0].key)
    assert looker.looked == [int(twelve_turns()._world.states.capital[state])]


def test_headings_sort_by_the_figures_and_not_by_their_words(open_app: Open) -> None:
    driver, _ = opened(open_app)
    driver.tab_to("ledgers.table")
    driver.key(pygame.K_RIGHT, pygame.K_RIGHT, pygame.K_RIGHT, pygame.K_RIGHT, pygame.K_SPACE)
    soldiers = [row.cells[4].sort for row in table(driver).rows]
    assert soldiers == sorted(soldiers)  # type: ignore[type-var]


def test_the_network_is_walked_by_keys_and_tells_what_binds(open_app: Open) -> None:
    driver, looker = opened(open_app)
    driver.type("8")
    net = driver.app.ui.find("ledgers.network")
    assert isinstance(net, Network)
    assert len(net.ties) >= 1
    driver.tab_to("ledgers.network")
    driver.key(pygame.K_RIGHT)
    assert net.marked == 0
    assert net.nodes[0].name in driver.text
    driver.click_at(net.places()[1])
    state = int(net.nodes[1].key)
    assert looker.looked == [int(twelve_turns()._world.states.capital[state])]


def test_a_ledger_is_written_as_csv_and_it_is_said_where(open_app: Open, tmp_path: Path) -> None:
    driver, _ = opened(open_app, tmp_path)
    driver.type("7")
    driver.type("e")
    files = sorted(tmp_path.iterdir())
    assert len(files) == 3, "the table, the world's trade and one's own"
    assert str(tmp_path) in driver.text
    by_turn = next(file for file in files if "World" in file.name)
    rows = list(csv.reader(by_turn.read_text(encoding="utf-8").splitlines()))
    assert len(rows) == 13
    volume = twelve_turns().traded[-1].volume
    assert float(rows[-1][1]) == pytest.approx(sum(volume), rel=1e-4)


def test_a_spreadsheet_is_not_made_to_run_what_a_campaign_says(
    open_app: Open, tmp_path: Path
) -> None:
    driver, _ = opened(open_app, tmp_path)
    driver.type("9")
    driver.click("ledgers.export")
    (file,) = tmp_path.iterdir()
    rows = list(csv.reader(file.read_text(encoding="utf-8").splitlines()))
    assert rows[2][2].startswith("'=")


def test_what_cannot_be_written_is_said(open_app: Open) -> None:
    driver, _ = opened(open_app)
    driver.type("e")
    assert "Nothing could be written" in driver.text


@EVERYWHERE
def test_nothing_is_cut_off(open_app: Open, size: tuple[int, int], scale: int) -> None:
    driver, _ = opened(open_app, size=size, scale=scale)
    for number in range(1, len(TABS) + 1):
        driver.type(str(number))
        assert driver.app.ui.cramped() == ()


@pytest.mark.parametrize("mouse", [True, False])
@pytest.mark.parametrize("tab", ["power", "alliances"])
def test_what_is_drawn_goes_out_as_a_picture(
    open_app: Open, tmp_path: Path, tab: str, mouse: bool
) -> None:
    driver, _ = opened(open_app, tmp_path)
    driver.click(f"ledgers.tab.{tab}")
    drawn = driver.app.ui.find("ledgers.network" if tab == "alliances" else "ledgers.chart.0")
    before = drawn.rect.copy()
    if mouse:
        driver.click("ledgers.export_picture")
    else:
        driver.type("p")
    (file,) = tmp_path.glob("*.png")
    saved = pygame.image.load(file)
    margin = driver.app.theme.px(MARGIN)
    assert saved.get_size() == (before.width + 2 * margin, before.height + 2 * margin)
    assert len({tuple(saved.get_at((x, y))) for x in range(0, before.width, 7)
                for y in range(0, before.height, 7)}) > 4  # fmt: skip
    assert file.name in driver.text
    assert drawn.rect == before


def test_a_ledger_without_a_drawing_offers_no_picture(open_app: Open) -> None:
    driver, _ = opened(open_app)
    driver.click("ledgers.tab.sources")
    with pytest.raises(LookupError):
        driver.app.ui.find("ledgers.export_picture")
