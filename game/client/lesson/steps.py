"""The steps of the lesson, from `assets/lesson/steps.yaml`: what to point at, and when it is done."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

from pydantic import Field, TypeAdapter, ValidationError

from game.client.assets import assets_folder
from game.client.strings import LANGUAGE, catalogue
from game.content.explain import findings
from game.content.issues import Issue
from game.content.located import Located, read
from game.content.schema.words import Key, Line, Model

Screen_ = Annotated[str, Field(pattern=r"^[A-Z][A-Za-z]{0,39}Screen$")]
"""A screen by the name of its class."""

Control_ = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_.]{0,59}$")]
"""A control by its key."""


class Read(Model):
    """The learner has read it, and says so."""

    kind: Literal["read"]


class Shown(Model):
    """A control is on the screen."""

    kind: Literal["shown"]
    control: Control_


class Chosen(Model):
    """A button is the one picked, or a switch is on."""

    kind: Literal["chosen"]
    control: Control_


class Arrived(Model):
    """A screen is the one on top."""

    kind: Literal["arrived"]
    screen: Screen_


class Ordered(Model):
    """An order of a kind lies on the desk."""

    kind: Literal["ordered"]
    order: Annotated[str, Field(pattern=r"^[A-Z][A-Za-z]{0,39}$")]


Until: TypeAlias = Annotated[Read | Shown | Chosen | Arrived | Ordered, Field(discriminator="kind")]


class Step(Model):
    """One step; its words are `lesson.says.<key>` in the strings."""

    key: Key
    screen: Screen_
    """Where it takes place."""
    control: Control_ | None = None
    """What the frame goes round; left out, nothing does."""
    until: Until
    article: Line | None = None
    """An article of the encyclopaedia that says more."""


class LessonFile(Model):
    """The lesson: a campaign, who leads what, and the steps in their order."""

    format: Literal[1]
    campaign: Key
    state: Key
    seed: Annotated[int, Field(ge=0, le=2**31)]
    steps: Annotated[tuple[Step, ...], Field(min_length=1, max_length=200)]


class BrokenLessonError(Exception):
    """The file of steps is at fault; `issues` says where and how."""

    def __init__(self, issues: tuple[Issue, ...]) -> None:
        super().__init__("; ".join(map(str, issues[:3])))
        self.issues = issues


@cache
def lesson() -> LessonFile:
    """Return the lesson that comes with the game. Raises BrokenLessonError."""
    found, issues = read_lesson(assets_folder() / "lesson" / "steps.yaml")
    if found is None:
        raise BrokenLessonError(issues)
    return found


def read_lesson(file: Path) -> tuple[LessonFile | None, tuple[Issue, ...]]:
    """Read a file of steps, and say all that is wrong with it by line."""
    found, issues = read(file)
    if found is None or issues:
        return None, issues
    adapter = TypeAdapter(LessonFile)
    try:
        made = adapter.validate_json(json.dumps(found.data, default=str))
    except ValidationError as error:
        return None, tuple(findings(error, found, adapter))
    faults = tuple(_faults(made, found))
    return (None, faults) if faults else (made, ())


def _faults(made: LessonFile, found: Located) -> Iterator[Issue]:
    words = catalogue(LANGUAGE)
    seen: dict[str, int] = {}
    for place, step in enumerate(made.steps):
        where = ("steps", place, "key")
        if step.key in seen:
            yield found.issue(
                where, f"'{step.key}' is the key of step {seen[step.key] + 1} as well"
            )
        seen.setdefault(step.key, place)
        if f"lesson.says.{step.key}" not in words:
            yield found.issue(where, f"there are no words 'lesson.says.{step.key}'")
        if not isinstance(step.until, Read) and step.control is None:
            yield found.issue(
                ("steps", place), "something is to be done, and no 'control' to do it with"
            )
