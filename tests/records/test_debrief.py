"""The debrief: aims, the same seed under another charter, and a page to take out."""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pygame
import pytest

from game.client.present import aims
from game.client.screens.debrief import DebriefScreen
from game.client.strings import text
from game.client.widgets.table import Table
from game.content.library import find_campaign
from game.content.load import load_campaign
from game.session import counterfactual, simulate
from game.session.counterfactual import WhatIf
from game.session.seats import SeatSetup
from game.session.session import Session
from tests.client.harness import Driver, Open
from tests.records.scene import sit
from tests.worlds import SmallCampaign

CAMPAIGN = SmallCampaign(turns=6)


@cache
def ended() -> Session:
    session = Session.begin(CAMPAIGN, [SeatSetup("borland", "<b>Ada</b>")], 7)
    while not session.over:
        if session.waiting is not None:
            session.finish(session.waiting)
        else:
            for _ in session.job():
                pass
    return session


def opened(open_app: Open, folder: Path | None = None, **window: Any) -> Driver:
    return open_app(first=DebriefScreen(sit(ended(), folder)), **window)


def run_out(driver: Driver) -> None:
    screen = driver.app.screen
    assert isinstance(screen, DebriefScreen)
    for _ in range(2000):
        if screen.run is None:
            return
        driver.wait(0.0)
    raise AssertionError("the other run does not end")


def test_the_other_run_is_the_game_that_nobody_plays() -> None:
    steps = list(counterfactual.play(CAMPAIGN, 7, "covenant", 6))
    last = steps[-1]
    assert isinstance(last, WhatIf)
    shares = [step for step in steps[:-1] if isinstance(step, float)]
    assert shares == sorted(shares)
    assert 0 <= shares[0] <= shares[-1] < 1
    assert last.world.digest() == simulate.run(CAMPAIGN, 7, charter="covenant").digests[-1]


def test_an_unknown_charter_is_refused() -> None:
    with pytest.raises(ValueError, match="no charter"):
        next(counterfactual.play(CAMPAIGN, 7, "nonsense", 6))


def test_the_same_seed_is_played_under_another_charter_by_key(open_app: Open) -> None:
    driver = opened(open_app)
    driver.type("p")
    assert "Playing the years again" in driver.text
    run_out(driver)
    table = driver.app.ui.find("what_if.table")
    assert isinstance(table, Table)
    figures = {row.cells[0].words: row.cells[2].words for row in table.rows}
    world = simulate.run(CAMPAIGN, 7, charter="covenant").world
    assert figures["Wars"] == str(len(world.wars))
    assert figures["Turns of war, summed up"] == str(sum(row.wars for row in world.history))


def test_the_other_run_can_be_cancelled_by_mouse(open_app: Open) -> None:
    driver = opened(open_app)
    driver.click("what_if.begin")
    driver.click("what_if.cancel")
    screen = driver.app.screen
    assert isinstance(screen, DebriefScreen)
    assert screen.run is None
    assert screen.other is None
    assert "Playing the years again" not in driver.text


def test_every_claim_of_ones_own_and_on_one_is_an_aim() -> None:
    play = sit(ended())
    known, me = play.view.known, play.view.viewer
    mine = [claim for claim in known.claims if me in (claim.claimant, claim.holder)]
    told = aims.aims(play.view, play.tell)
    assert len(told) == len(mine) > 0
    assert all(not aim.outcome.startswith("aftermath") for aim in told)


def test_who_may_not_arm_its_own_land_has_not_got_what_it_wants() -> None:
    """The Straits are Turkey's: it wants forces there, and Britain loses nothing till they stand."""
    folder = find_campaign("broken_covenant")
    assert folder is not None
    campaign, issues = load_campaign(folder)
    assert campaign is not None, issues
    play = sit(Session.begin(campaign, [SeatSetup("GBR", "")], 7))
    (straits,) = [aim for aim in aims.aims(play.view, play.tell) if "Straits" in aim.words]
    assert straits.outcome == text("aftermath.aim.unasked")
    assert straits.good


class Checker(HTMLParser):
    """Counts what is open, and notes what a browser would fetch or run."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.words = ""
        self.foreign: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("meta", "polyline", "path", "br"):
            self.open.append(tag)
        if tag in ("script", "link", "img", "iframe", "b"):
            self.foreign.append(tag)
        self.foreign += [name for name, _ in attrs if name in ("src", "href", "onclick")]

    def handle_endtag(self, tag: str) -> None:
        if tag not in ("polyline", "path"):
            assert self.open.pop() == tag

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass

    def handle_data(self, data: str) -> None:
        self.words += data


def test_the_page_taken_out_stands_alone_and_says_what_the_screen_says(
    open_app: Open, tmp_path: Path
) -> None:
    driver = opened(open_app, tmp_path)
    driver.type("p")
    run_out(driver)
    driver.key(pygame.K_e)
    (file,) = tmp_path.iterdir()
    assert file.name in driver.text
    assert str(tmp_path) in driver.text
    page = Checker()
    raw = file.read_text(encoding="utf-8")
    page.feed(raw)
    assert page.open == []
    assert page.foreign == []
    assert "<b>Ada</b>" in page.words, "a name is told as it was written"
    for heading in ("Aims, and what came of them", "The same seed under"):
        assert heading in page.words
    assert len(re.findall("<svg", raw)) >= 3


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)])
@pytest.mark.parametrize("scale", [75, 100, 150])
def test_nothing_is_cut_off(open_app: Open, size: tuple[int, int], scale: int) -> None:
    driver = opened(open_app, size=size, scale=scale)
    driver.type("p")
    assert driver.app.ui.cramped() == ()
    run_out(driver)
    assert driver.app.ui.cramped() == ()
