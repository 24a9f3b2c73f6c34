"""What the rooms of record ask beyond a seat's view: annals, letters, sources, files to take out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from game.content.sources import Source
from game.core.ids import StateId
from game.persistence.annals import Change, Message, Traded
from game.session import counterfactual
from game.session.counterfactual import WhatIf
from game.session.seats import Seat
from game.session.session import Session


def _nowhere(_title: str, _suffix: str, _content: str | bytes) -> Path:
    raise OSError("nothing is exported from here")


@dataclass(frozen=True, slots=True)
class Outside:
    """What lies beyond the game: where files go, where its figures come from."""

    export: Callable[[str, str, str | bytes], Path] = _nowhere
    """Writes text or bytes under a title with a suffix into a new file; raises OSError."""
    sources: Callable[[], tuple[Source, ...]] = tuple


class Records:
    """The records of one game as the seat at the machine may read them."""

    def __init__(self, session: Session, seat: Callable[[], Seat], outside: Outside) -> None:
        self._session = session
        self._seat = seat
        self._outside = outside

    @property
    def traded(self) -> tuple[Traded, ...]:
        """What every state bought and sold abroad, by turn."""
        return self._session.traded

    @property
    def changes(self) -> tuple[Change, ...]:
        """The dated changes in what the seat's state and others feel for each other."""
        return self._session.changes(self._seat())

    @property
    def messages(self) -> tuple[Message, ...]:
        """What the seat has written and was written to, oldest first."""
        return self._session.messages(self._seat())

    @property
    def partners(self) -> tuple[Seat, ...]:
        """The others at this machine, whom one can write to."""
        own = self._seat().number
        return tuple(seat for seat in self._session.seats if seat.number != own)

    def send(self, to: StateId, words: str) -> Message:
        """Write to another seat. Raises ValueError where nobody reads it or nothing is said."""
        return self._session.send(self._seat(), to, words)

    @property
    def sources(self) -> tuple[Source, ...]:
        """Where the campaign's figures come from."""
        return self._outside.sources()

    def export(self, title: str, suffix: str, content: str | bytes) -> Path:
        """Write a file for the player and return where it is. Raises OSError."""
        return self._outside.export(title, suffix, content)

    @property
    def charters(self) -> tuple[str, ...]:
        """Keys of the charters under which the campaign could have been played."""
        return self._session.campaign.charter_keys

    def what_if(self, charter: str, turns: int) -> Iterator[float | WhatIf]:
        """Play the same seed under another charter, a step at a time (`counterfactual.play`)."""
        return counterfactual.play(self._session.campaign, self._session.seed, charter, turns)
