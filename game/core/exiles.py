"""Exile: a state that was taken, whose government goes on abroad."""

from __future__ import annotations

from dataclasses import dataclass

from game.core.ids import NONE, ClaimId, ExileId, StateId


@dataclass(frozen=True, slots=True)
class Exile:
    """A government without a country, and who gives it room."""

    id: ExileId
    state: StateId
    """Whose government it is."""
    by: StateId
    """Who took the country, or the most of it."""
    host: StateId
    since: int
    claims: tuple[ClaimId, ...] = ()
    """What it still claims of others; alive again once its country is."""
    ended: int = NONE
    """Turn in which it went home or was given up; -1 it goes on."""
    restored: bool = False
    """It went home."""

    @property
    def open(self) -> bool:
        """It goes on."""
        return self.ended < 0

    @property
    def dated(self) -> int:
        """Turn in which it went abroad."""
        return self.since
