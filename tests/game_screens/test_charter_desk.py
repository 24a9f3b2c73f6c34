"""The charter desk: clauses edited in place, what they would do, and the orders that come out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

import pygame
import pytest

from game.client.present.charter_draft import Subject, draft_on
from game.client.presets import Presets
from game.client.screens.charter_desk import CharterDeskScreen
from game.client.widgets.dropdown import Dropdown
from game.client.widgets.strain_bars import StrainBars
from game.client.widgets.terms import TermsTable
from game.core.amending import Change
from game.core.charter import Admission
from game.core.ids import InstitutionId, StateId
from game.core.kinds import Act, Clause
from game.core.orders import Found, MoveAmendment
from game.core.world import World
from tests.client.harness import Driver, Open
from tests.game_screens.scene import Scene
from tests.game_screens.test_response import EVERYWHERE
from tests.rules.bodies import by_simple_majority
from tests.worlds import ARDEN, CASSIA, ELMERE, names_of, small_world

LEAGUE = InstitutionId(0)


@dataclass
class Desk(Scene):
    """A seat at the desk, with a folder of its own for presets."""

    folder: Path = field(default=Path("nowhere"))

    @property
    def presets(self) -> Presets:
        return Presets(self.folder, self.names, self.view.known.scenario.calendar)


def desk_world() -> World:
    """The small world, with a template to found a body on."""
    world = small_world()
    template = replace(
        by_simple_majority(world.charters[0]), key="compact", admission=Admission.INVITATION
    )
    world.scenario = replace(world.scenario, templates=(template,))
    return world


def scene(folder: Path, state: StateId = ARDEN) -> Desk:
    world = desk_world()
    return Desk(world, names_of(world), state, folder=folder)


def sitting(open_app: Open, play: Desk, **window: object) -> Driver:
    return open_app(first=CharterDeskScreen(play), **window)  # type: ignore[arg-type]


def pick(driver: Driver, name: str, value: str) -> None:
    """Choose from a list as a person would with the keyboard alone."""
    driver.tab_to(name)
    control = driver.app.ui.find(name)
    assert isinstance(control, Dropdown)
    values = [each for each, _ in control.options]
    by = values.index(value) - values.index(control.value)
    for _ in range(abs(by)):
        driver.key(pygame.K_RIGHT if by > 0 else pygame.K_LEFT)


def bench(driver: Driver) -> CharterDeskScreen:
    screen = driver.app.screen
    assert isinstance(screen, CharterDeskScreen)
    return screen


def test_a_clause_is_changed_by_mouse_and_moved_as_an_amendment(
    open_app: Open, tmp_path: Path
) -> None:
    play = scene(tmp_path)
    driver = sitting(open_app, play)
    driver.click("article.suspension")
    driver.click("edit.suspension")
    assert "(changed)" in driver.text
    driver.click("desk.propose")
    (order,) = play.desk.pending
    assert isinstance(order, MoveAmendment)
    old = play.view.known.charters[LEAGUE].suspension
    assert order == MoveAmendment(ARDEN, LEAGUE, Clause.SUSPENSION, float(not old))
    driver.click("desk.propose")
    assert play.desk.pending == ()


def test_the_keyboard_changes_what_every_act_needs_and_takes_it_back(
    open_app: Open, tmp_path: Path
) -> None:
    play = scene(tmp_path)
    driver = sitting(open_app, play)
    bench(driver).open = "obligations"
    driver.app.rebuild()
    pick(driver, "desk.act", str(int(Act.FORCE)))
    old = play.view.known.charters[LEAGUE].obligation(Act.FORCE)
    driver.tab_to("edit.obligation")
    driver.key(pygame.K_RIGHT if old < 2 else pygame.K_LEFT)
    (change,) = bench(driver).draft.changes
    assert (change.clause, change.act) == (Clause.OBLIGATION, Act.FORCE)
    driver.key(pygame.K_z, mod=pygame.KMOD_CTRL)
    assert bench(driver).draft.changes == ()
    driver.key(pygame.K_y, mod=pygame.KMOD_CTRL)
    driver.app.ui.focus(None)
    driver.type("p")
    assert play.desk.pending == (
        MoveAmendment(ARDEN, LEAGUE, Clause.OBLIGATION, change.value, int(Act.FORCE)),
    )


def test_what_is_changed_back_is_no_change(tmp_path: Path) -> None:
    play = scene(tmp_path)
    draft = draft_on(play.view, Subject(LEAGUE))
    on = draft.charter.suspension
    twice = draft.changed(Change(Clause.SUSPENSION, float(not on)))
    assert twice.changes
    assert twice.changed(Change(Clause.SUSPENSION, float(on))).changes == ()


def test_a_new_body_is_founded_on_the_text_as_written(open_app: Open, tmp_path: Path) -> None:
    play = scene(tmp_path)
    driver = sitting(open_app, play)
    pick(driver, "desk.subject", "t0")
    driver.click("article.veto_restraint")
    driver.click("edit.veto_restraint")
    assert not driver.app.ui.find("desk.propose").enabled
    for state in (CASSIA, ELMERE):
        bench(driver).invite(str(state))
        driver.app.rebuild()
    assert "must." in driver.app.ui.find("desk.ratify").texts()[0]
    driver.click("desk.propose")
    (order,) = play.desk.pending
    assert order == Found(ARDEN, 0, (CASSIA, ELMERE), (Change(Clause.VETO_RESTRAINT, 1.0),))


def test_the_cost_to_oneself_is_the_sum_of_its_terms(open_app: Open, tmp_path: Path) -> None:
    driver = sitting(open_app, scene(tmp_path))
    screen = bench(driver)
    screen.edit(Change(Clause.OBLIGATION, 0.0, int(Act.FORCE)))
    screen.edit(Change(Clause.OBLIGATION, 0.0, int(Act.TRADE_BAN)))
    driver.app.rebuild()
    found = screen.effects()
    if found.cost:
        table = driver.app.ui.find("desk.cost")
        assert isinstance(table, TermsTable)
        assert table.sums_up
    assert sum(term.value for term in found.cost) == pytest.approx(
        found.after - found.before, abs=2e-3
    )


def test_the_stress_test_comes_in_beside_the_window_within_three_seconds(
    open_app: Open, tmp_path: Path
) -> None:
    driver = sitting(open_app, scene(tmp_path))
    screen = bench(driver)
    screen.stress.join(10.0)
    driver.wait(0.02)
    bars = driver.app.ui.find("desk.strains")
    assert isinstance(bars, StrainBars)
    assert all(row.after is not None for row in bars.rows)
    screen.edit(Change(Clause.TRIGGER_DROPPED, 0.0))
    driver.app.rebuild()
    screen.stress.join(3.0)
    assert not screen.stress.busy
    driver.wait(0.02)
    bars = driver.app.ui.find("desk.strains")
    assert isinstance(bars, StrainBars)
    assert all(row.after is not None and row.before is not None for row in bars.rows)


def test_the_stress_test_can_be_stopped_and_begun_again(open_app: Open, tmp_path: Path) -> None:
    driver = sitting(open_app, scene(tmp_path))
    screen = bench(driver)
    driver.type("x")
    screen.stress.join(5.0)
    assert not screen.stress.busy
    driver.type("x")
    screen.stress.join(10.0)
    assert screen.stress.answered > 0
    driver.key(pygame.K_ESCAPE)


def test_a_draft_is_kept_as_a_preset_and_laid_beside_another(
    open_app: Open, tmp_path: Path
) -> None:
    driver = sitting(open_app, scene(tmp_path))
    driver.click("article.suspension")
    driver.click("edit.suspension")
    driver.app.ui.focus(None)
    driver.type("k")
    (file,) = tmp_path.glob("*.yaml")
    assert "Kept as" in driver.text
    driver.type("r")
    pick(driver, "desk.beside", f"k.{file.stem}")
    assert "Beside League" in driver.text
    assert "suspen" in driver.text.lower()
    screen = bench(driver)
    screen.take_text(f"k.{file.stem}")
    assert Clause.SUSPENSION in {change.clause for change in screen.draft.changes}


@EVERYWHERE
@pytest.mark.parametrize("subject", [Subject(LEAGUE), Subject(template=0)], ids=["body", "new"])
def test_nothing_is_cut_off(
    open_app: Open, tmp_path: Path, size: tuple[int, int], scale: int, subject: Subject
) -> None:
    screen = CharterDeskScreen(scene(tmp_path), subject)  # type: ignore[arg-type]
    driver = open_app(first=screen, size=size, scale=scale)
    for article in ("council", "rules", "triggers", "ladder"):
        screen.open = article
        driver.app.rebuild()
        assert driver.app.ui.cramped() == ()
    screen.stress.cancel()
    screen.stress.join(5.0)
