"""The guide: which step one stands at, from what is on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.client.lesson.coach import Coach, Word
from game.client.lesson.steps import Arrived, Chosen, LessonFile, Ordered, Read, Shown, Step
from game.client.reading.links import more
from game.client.strings import text
from game.client.widgets.button import Button
from game.client.widgets.layer import Layer
from game.client.widgets.toggle import Toggle

if TYPE_CHECKING:
    from game.client.screen import Go, Screen
    from game.client.ui import Ui
    from game.client.widgets.control import Control

BETWEEN = ("ComputingScreen", "HandoverScreen", "EncyclopaediaScreen")
"""Screens on which nothing is said: they pass by themselves, or have enough to read."""

ASIDE = ("CouncilScreen", "ResponseScreen", "ReportScreen")
"""Screens that come by themselves in a turn, be it about something else than the lesson."""


class Guide:
    """Walks beside the screens: looks at each frame whether the step is done, and shows the next."""

    def __init__(self, lesson: LessonFile) -> None:
        self.steps = lesson.steps
        self.at = 0
        self.over = False
        self._coach: Coach | None = None
        self._ui: Ui | None = None
        self._shown: tuple[object, ...] = ()
        self._revealed: tuple[int, str] = (-1, "")

    @property
    def step(self) -> Step:
        """The step one stands at."""
        return self.steps[self.at]

    # -- beside the screens ----------------------------------------------------------------------

    def accompany(self, ui: Ui, screen: Screen) -> None:
        """Look at the screen: go on where the step is done, and show where one stands."""
        name = type(screen).__name__
        if name == "TitleScreen":
            self.over = True
        if self.over or name in BETWEEN:
            self._hide()
            return
        self._catch_up(ui, screen, name)
        self._show(ui, name)

    def _catch_up(self, ui: Ui, screen: Screen, name: str) -> None:
        while self.at + 1 < len(self.steps) and _met(self.step, ui, screen):
            self.at += 1
        if self.step.screen != name:
            ahead = [
                place
                for place in range(self.at + 1, len(self.steps))
                if self.steps[place].screen == name
            ]
            behind = any(step.screen == name for step in self.steps[: self.at])
            if ahead and (not behind or name != "WorldScreen") and self._next_door(ahead[0]):
                self.at = ahead[0]
            return
        if self.step.control is not None and _find(ui, self.step.control) is None:
            self.at = self._before(ui, screen)

    def _next_door(self, place: int) -> bool:
        """Tell whether a step is on the next screen of the lesson, and not on one after that."""
        between = self.steps[self.at : place]
        return sum(isinstance(step.until, Arrived) for step in between) <= 1

    def _before(self, ui: Ui, screen: Screen) -> int:
        """Return the step to go back to where what this one needs is not on the screen."""
        for place in range(self.at - 1, -1, -1):
            step = self.steps[place]
            if step.screen != self.step.screen or isinstance(step.until, Arrived):
                break
            there = step.control is not None and _find(ui, step.control) is not None
            if there and not isinstance(step.until, Read) and not _met(step, ui, screen):
                return place
        return self.at

    # -- what is shown ---------------------------------------------------------------------------

    def _show(self, ui: Ui, name: str) -> None:
        step = self.step
        asking = ui.active is not ui.root
        control = _answer(ui) if asking else _find(ui, step.control) if step.control else None
        key = self._key(step, name, control, asking=asking)
        label = _label(control)
        state = (self.at, key, label, id(ui), id(control))
        if self._coach is not None and self._shown == state:
            return
        self._hide()
        self._shown, self._ui = state, ui
        words = [Word("lesson", text(key, label=label))]
        doing = asking or (control is not None and not isinstance(step.until, Read))
        if doing:
            words.append(Word("how", _how(ui, control)))
        if step.article is not None and key == f"lesson.says.{step.key}":
            words.append(Word("how", more(step.article)))
        where = text("lesson.place", number=self.at + 1, of=len(self.steps))
        read = isinstance(step.until, Read) and not asking and step.screen == name
        last = self.at == len(self.steps) - 1
        self._coach = Coach(
            ui,
            where,
            tuple(words),
            control,
            go_on=self._read if read and not last else None,
            finish=self._home if last else None,
            leave=self._leave,
        )
        if control is not None and not asking and self._revealed != (self.at, str(step.control)):
            self._revealed = (self.at, str(step.control))
            ui.reveal(control)
        self._coach.find_room()
        ui.touch()

    def _key(self, step: Step, name: str, control: Control | None, *, asking: bool) -> str:
        if asking:
            return "lesson.question"
        if step.screen != name:
            return "lesson.aside" if name in ASIDE else "lesson.elsewhere"
        if step.control is not None and control is None:
            return "lesson.lost"
        return f"lesson.says.{step.key}"

    def _hide(self) -> None:
        coach, self._coach = self._coach, None
        if coach is None or self._ui is None:
            return
        root = self._ui.root
        for held in (self._ui.focused, self._ui.hovered, self._ui.captured):
            if held is not None and held.inside(coach):
                self._ui.forget(held)
        if coach in root.children:
            root.children.remove(coach)
        self._ui.touch()

    # -- answers ---------------------------------------------------------------------------------

    def _read(self) -> Go | None:
        self.at = min(self.at + 1, len(self.steps) - 1)
        return None

    def _leave(self) -> Go | None:
        self.over = True
        self._hide()
        return None

    def _home(self) -> Go | None:
        from game.client.screen import Reset  # noqa: PLC0415
        from game.client.screens.title import TitleScreen  # noqa: PLC0415

        self._leave()
        return Reset(TitleScreen())


def _met(step: Step, ui: Ui, screen: Screen) -> bool:
    """Tell whether a step is done, by what is on the screen."""
    match step.until:
        case Read():
            return False
        case Shown(control=key):
            return _find(ui, key) is not None
        case Chosen(control=key):
            control = _find(ui, key)
            if isinstance(control, Toggle):
                return control.on
            return isinstance(control, Button) and control.chosen
        case Arrived(screen=name):
            return type(screen).__name__ == name
        case Ordered(order=kind):
            play = getattr(screen, "play", None)
            if play is None or type(screen).__name__ != step.screen:
                return False
            return any(type(order).__name__ == kind for order in play.desk.pending)


def _find(ui: Ui, key: str) -> Control | None:
    """Return the first control of the screen with a key, be it scrolled out of sight."""
    return next((control for control in ui.root.walk() if control.key == key), None)


def _answer(ui: Ui) -> Control | None:
    """Return the button by which an open question is answered."""
    layer: Layer = ui.active
    buttons = [control for control in layer.walk() if isinstance(control, Button)]
    return buttons[-1] if len(buttons) == 1 else next(iter(buttons), None)


def _label(control: Control | None) -> str:
    words = control.texts() if control is not None else ()
    return words[0] if words else ""


def _how(ui: Ui, control: Control | None) -> str:
    """Return how a control is used by keyboard."""
    from game.client.input import Action, spoken  # noqa: PLC0415

    if control is not None and control.key == "world.end_turn":
        keys = ui.bindings.keys_for(Action.END_TURN)
        if keys:
            return text("lesson.by_key", keys=spoken(keys[0]))
    letter = getattr(control, "shortcut", None)
    if letter:
        return text("lesson.by_key", keys=letter.upper())
    return text("lesson.by_tab")
