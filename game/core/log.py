"""The log of a stage: where phases report what happened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from game.core.events import Event
from game.core.ids import NOBODY, StateId
from game.core.terms import Term


@dataclass(slots=True)
class Log:
    """Collects the events of one turn's stage, in the order in which they happened."""

    turn: int
    events: list[Event] = field(default_factory=list)

    def add(
        self,
        kind: str,
        subject: int,
        object: int = NOBODY,  # noqa: A002  # grammar's own word
        *,
        about: Mapping[str, int] | None = None,
        figures: Mapping[str, float] | None = None,
        terms: tuple[Term, ...] = (),
        readers: tuple[StateId, ...] = (),
    ) -> None:
        """Report an event; figures are rounded so that they read the same everywhere."""
        self.events.append(
            Event(
                self.turn,
                kind,
                StateId(int(subject)),
                StateId(int(object)),
                tuple((role, int(number)) for role, number in (about or {}).items()),
                tuple((name, round(float(value), 6)) for name, value in (figures or {}).items()),
                terms,
                readers,
            )
        )
