"""What a game is begun from: a compiled campaign, or anything that looks like one."""

from __future__ import annotations

from typing import Protocol

from game.content.gazetteer import Gazetteer
from game.core.world import World


class Playable(Protocol):
    """A campaign as sessions see it: names, and worlds to begin with."""

    @property
    def id(self) -> str:
        """Return the name that the campaign is listed under."""

    @property
    def gazetteer(self) -> Gazetteer:
        """Return what everything is called."""

    def world(self, seed: int, charter: str | None = None) -> World:
        """Return the world at the first turn, ready for orders; `charter` replaces the main one.

        Raises LookupError, saying which there are, for a charter that the campaign cannot use.
        """
