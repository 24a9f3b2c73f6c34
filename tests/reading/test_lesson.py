"""The first lesson: whoever does what the card says gets to its end, by mouse and by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest

from game.client.assets import assets_folder
from game.client.lesson.steps import BrokenLessonError, lesson, read_lesson
from game.client.reading.articles import encyclopaedia
from game.client.screen import Push
from game.client.screens.council import CouncilScreen
from game.client.widgets.richtext import Link
from tests.reading.pupil import Pupil


@pytest.fixture
def pupil(tmp_path: Path) -> Iterator[Pupil]:
    one = Pupil(tmp_path)
    yield one
    one.app.close()


def begin(pupil: Pupil, size: tuple[int, int] = (1280, 720)) -> None:
    if size != (1280, 720):
        settings = pupil.app.settings.model_copy(update={"window": size})
        pupil.app.apply(settings, keep=False)
        pupil.app.step()
    pupil.click("title.lesson")
    pupil.wait_for_card()


@pytest.mark.parametrize(
    ("way", "size"), [("mouse", (1280, 720)), ("keyboard", (1280, 720)), ("mouse", (1920, 1080))]
)
def test_each_step_is_done_by_what_the_card_says(
    pupil: Pupil, way: str, size: tuple[int, int]
) -> None:
    begin(pupil, size)
    steps = lesson().steps
    passed: list[str] = []
    cards: list[str] = []
    for _ in range(2 * len(steps)):
        guide = pupil.app.companion
        if guide is None:
            break
        key, card = guide.step.key, pupil.read()
        assert card not in cards, f"step {key} did not go on: {card}"
        cards.append(card)
        if key not in passed:
            passed.append(key)
        if way == "mouse":
            pupil.by_mouse()
        else:
            pupil.by_keyboard()
        pupil.wait_for_card()
    assert pupil.screen == "TitleScreen"
    assert passed == [step.key for step in steps]


def test_it_can_be_left_and_begun_again(pupil: Pupil) -> None:
    begin(pupil)
    pupil.click("lesson.leave")
    assert pupil.card is None
    assert pupil.screen == "WorldScreen"
    pupil.click("bar.menu")
    pupil.click("world.menu_title")
    pupil.key(pygame.K_y)
    assert pupil.screen == "TitleScreen"
    begin(pupil)
    assert "step 1 of" in pupil.read()


def test_it_goes_back_when_what_it_needs_is_closed_again(pupil: Pupil) -> None:
    begin(pupil)
    while pupil.app.companion is not None and pupil.app.companion.step.key != "charter":
        pupil.by_mouse()
        pupil.wait_for_card()
    pupil.click("side.close")
    assert pupil.app.companion is not None
    assert pupil.app.companion.step.key == "league"
    pupil.by_mouse()
    assert pupil.app.companion.step.key == "charter"  # the panel remembers its tab


def test_on_another_screen_it_says_how_to_come_back(pupil: Pupil) -> None:
    begin(pupil)
    pupil.click("bar.menu")
    assert "Esc" in pupil.read()
    pupil.key(pygame.K_ESCAPE)
    assert "France" in pupil.read()


def test_the_file_of_steps_is_without_fault() -> None:
    found, issues = read_lesson(assets_folder() / "lesson" / "steps.yaml")
    assert issues == ()
    assert found is not None
    assert len(found.steps) > 20


@pytest.mark.parametrize(
    ("instead", "line", "said"),
    [
        ("{key: welcome, screen: Nowhere, until: {kind: read}}", 9, "screen"),
        ("{key: welcome, screen: WorldScreen, until: {kind: sung}}", 9, "kind"),
        ("{key: unheard_of, screen: WorldScreen, until: {kind: read}}", 9, "no words"),
        ("{key: welcome, screen: WorldScreen, until: {kind: chosen, control: a.b}}", 9, "control"),
        ("{key: welcome, screen: WorldScreen, until: {kind: read}, more: 1}", 9, "more"),
    ],
)
def test_a_fault_is_told_with_its_line(tmp_path: Path, instead: str, line: int, said: str) -> None:
    file = tmp_path / "steps.yaml"
    head = "format: 1\ncampaign: tutorial\nstate: FRA\nseed: 1\n\n\n\nsteps:\n  - "
    file.write_text(head + instead + "\n", encoding="utf-8")
    found, issues = read_lesson(file)
    assert found is None
    assert issues[0].line == line, issues
    assert said in str(issues[0])
    assert "steps.yaml:9" in str(BrokenLessonError(issues))


def test_business_that_is_not_the_lessons_is_left_to_the_learner(pupil: Pupil) -> None:
    begin(pupil)
    guide = pupil.app.companion
    assert guide is not None
    guide.at = [step.key for step in guide.steps].index("first_turn")
    pupil.app.go(Push(CouncilScreen(pupil.app.screen.play)))  # type: ignore[attr-defined]
    pupil.app.step()
    assert guide.step.key == "first_turn"
    assert "not part of the lesson" in pupil.read()


def test_the_card_leads_to_the_encyclopaedia_and_the_lesson_goes_on_after(pupil: Pupil) -> None:
    book = encyclopaedia()
    named = [step.article for step in lesson().steps if step.article is not None]
    assert len(named) > 4
    assert [name for name in named if name not in book.articles] == []
    begin(pupil)
    card = pupil.card
    assert card is not None
    link = next(control for control in card.walk() if isinstance(control, Link))
    pupil.click_at(link.focus_rect().center)
    assert pupil.screen == "EncyclopaediaScreen"
    assert pupil.card is None
    pupil.key(pygame.K_ESCAPE)
    assert "step 1 of" in pupil.read()
