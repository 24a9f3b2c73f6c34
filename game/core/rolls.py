"""Rolls: records in the order in which they were written, with those still open at hand.

A century of play writes thousands of records of which a few dozen are still of any moment. A roll
is the list of all of them, and keeps besides which are open and which were closed last, so that
what a turn costs does not grow with the length of the game.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Callable, Iterable
from typing import Any, Protocol, SupportsIndex, TypeVar


class Record(Protocol):
    """What a roll must know of a record."""

    @property
    def open(self) -> bool:
        """Something may still come of it."""

    @property
    def dated(self) -> int:
        """Turn in which it was written; later records are never dated earlier."""


R = TypeVar("R", bound=Record)

_BLOCK = 256
"""Records whose digest is kept as one, once they do not change any more."""


class Roll(list[R]):
    """A list of records whose id is their place, with an index of those that are open.

    Written to by `append` and by setting single places; anything else is allowed, and makes the
    index be found anew.
    """

    __slots__ = ("_cases", "_closed", "_open", "_seals")

    def __init__(self, records: Iterable[R] = ()) -> None:
        super().__init__(records)
        self._open: dict[int, R] | None = None
        self._closed: list[int] = []
        self._cases: dict[int, tuple[int, ...]] = {}
        self._seals: dict[int, tuple[tuple[R, ...], bytes]] = {}

    @property
    def open(self) -> list[R]:
        """The records of which something may still come, in their order."""
        return list(self._indexed().values())

    def since(self, turn: int) -> list[R]:
        """Return the records dated in a turn or later, in their order."""
        return self[bisect_left(self, turn, key=_dated) :]

    def on(self, crisis: int) -> list[R]:
        """Return the records about a case, in their order."""
        self._indexed()
        return [self[place] for place in self._cases.get(crisis, ())]

    def ended_since(self, turn: int) -> list[R]:
        """Return the records that say that they `ended` in a turn or later, in their order.

        Looked through from the last closed one back to one that was closed before.
        """
        self._indexed()
        found: set[int] = set()
        for place in reversed(self._closed):
            if self[place].open:
                continue
            if _ended(self[place]) < turn:
                break
            found.add(place)
        return [self[place] for place in sorted(found)]

    def close(self, places: Iterable[int]) -> None:
        """Count records as closed of which nothing can come any more, whatever they say."""
        held = self._indexed()
        for place in list(places):
            held.pop(place, None)
            self._closed.append(place)

    def digest_into(self, digest: Any, canonical: Callable[[R], str]) -> None:
        """Feed all records to a digest; blocks of records that stay as they were are fed by theirs."""
        for number, start in enumerate(range(0, len(self), _BLOCK)):
            block = tuple(self[start : start + _BLOCK])
            known = self._seals.get(number)
            if known is None or known[0] != block:
                text = "".join(canonical(record) for record in block)
                known = (block, hashlib.sha256(text.encode()).digest())
                self._seals[number] = known
            digest.update(known[1])

    def copy(self) -> Roll[R]:
        """Return a roll of the same records, which can be written to by itself."""
        new: Roll[R] = Roll(self[:])  # of a plain list: taken whole, not record by record
        if self._open is not None:
            new._open = dict(self._open)  # another of the same
            new._closed = list(self._closed)
            new._cases = dict(self._cases)
        new._seals = self._seals  # checked against the records when used
        return new

    def append(self, record: R, /) -> None:
        if self._open is not None:
            self._note(len(self), record)
        super().append(record)

    def __setitem__(self, place: Any, record: Any, /) -> None:
        if isinstance(place, slice) or place < 0:
            self._open = None
        super().__setitem__(place, record)
        if self._open is not None:
            self._note(place, record)

    def __delitem__(self, place: SupportsIndex | slice, /) -> None:
        self._open = None
        super().__delitem__(place)

    def __iadd__(self, records: Iterable[R], /) -> Roll[R]:  # type: ignore[override,misc]
        self.extend(records)
        return self

    def extend(self, records: Iterable[R], /) -> None:
        self._open = None
        super().extend(records)

    def insert(self, place: SupportsIndex, record: R, /) -> None:
        self._open = None
        super().insert(place, record)

    def pop(self, place: SupportsIndex = -1, /) -> R:
        self._open = None
        return super().pop(place)

    def remove(self, record: R, /) -> None:
        self._open = None
        super().remove(record)

    def clear(self) -> None:
        self._open = None
        super().clear()

    def reverse(self) -> None:
        self._open = None
        super().reverse()

    def _indexed(self) -> dict[int, R]:
        if self._open is None:
            self._open = {place: record for place, record in enumerate(self) if record.open}
            closed = [place for place, record in enumerate(self) if not record.open]
            self._closed = sorted(closed, key=lambda place: _ended(self[place]))
            self._cases = {}
            for place, record in enumerate(self):
                self._file(place, record)
        return self._open

    def _note(self, place: int, record: R) -> None:
        held = self._open
        assert held is not None  # noqa: S101  # asked only where there is an index
        was = place in held
        if place >= len(self):
            self._file(place, record)
        if record.open:
            held[place] = record
            if not was and place < len(self):  # opened again: it goes back to its place
                self._open = dict(sorted(held.items()))
        else:
            held.pop(place, None)
            if not self._closed or self._closed[-1] != place:
                self._closed.append(place)

    def _file(self, place: int, record: R) -> None:
        crisis = getattr(record, "crisis", None)
        if crisis is not None:
            self._cases[crisis] = (*self._cases.get(crisis, ()), place)


def _dated(record: Record) -> int:
    return record.dated


def _ended(record: object) -> int:
    """Return the turn in which a record says that it ended; -1 where it says nothing."""
    return getattr(record, "ended", -1)
