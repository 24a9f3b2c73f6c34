"""The one door out: everything that can happen, as small typed records made for `match`.

An event carries the terms that explain its numbers, and who may read it.
"""

from __future__ import annotations

from dataclasses import dataclass

from game.core.ids import NOBODY, StateId
from game.core.terms import Term


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened: a kind, the ids it is about, figures and reasons.

    `kind` is a dotted key that the narration has a sentence for; `subject` and `object` are
    states; `about` holds other ids by role (crisis, war, resolution, territory, ...); `figures`
    holds numbers by name; `readers` is empty for what everybody may know.
    """

    turn: int
    kind: str
    subject: StateId
    object: StateId = NOBODY
    about: tuple[tuple[str, int], ...] = ()
    figures: tuple[tuple[str, float], ...] = ()
    terms: tuple[Term, ...] = ()
    readers: tuple[StateId, ...] = ()

    def id(self, role: str) -> int:
        """Return the id in a role, or -1."""
        return dict(self.about).get(role, -1)

    def figure(self, name: str) -> float:
        """Return a figure by name, or 0."""
        return dict(self.figures).get(name, 0.0)

    def readable_by(self, state: StateId) -> bool:
        """Tell whether a state may read it."""
        return not self.readers or state in self.readers
