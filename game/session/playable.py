"""What a game is begun from: a compiled campaign, or anything that looks like one."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from game.content.gazetteer import Gazetteer
from game.core.world import World


class PlayableCampaign(Protocol):
    """A campaign as sessions see it: names, and worlds to begin with."""

    @property
    def id(self) -> str:
        """Return the name that the campaign is listed under."""

    @property
    def gazetteer(self) -> Gazetteer:
        """Return what everything is called."""

    @property
    def charter_keys(self) -> tuple[str, ...]:
        """Return the charters that `world` can be given."""

    def world(
        self, seed: int, *, charter: str | None = None, humans: Collection[str] = ()
    ) -> World:
        """Return the world at the first turn, ready for orders, with `humans` led by people.

        `charter` replaces that of the first institution. Raises ValueError, with what there is,
        for a name that the campaign does not know.
        """
