"""Which number every key stands for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from game.content.draft import Draft
from game.core.calendar import Calendar


@dataclass(frozen=True, slots=True)
class Index:
    """Places of keys in the tables: states and institutions by file, land and sea by map."""

    states: dict[str, int]
    territories: dict[str, int]
    zones: dict[str, int]
    institutions: dict[str, int]

    def node(self, key: str) -> int:
        """Return the node of a territory or sea zone."""
        if key in self.territories:
            return self.territories[key]
        return len(self.territories) + self.zones[key]

    def of_states(self, keys: Iterable[str]) -> list[int]:
        """Return the ids of those states that the campaign knows."""
        return [self.states[key] for key in keys if key in self.states]


def index(draft: Draft) -> Index:
    """Number everything in a draft."""
    return Index(
        {key: at for at, key in enumerate(draft.states.value)},
        draft.map.territory_index,
        draft.map.zone_index,
        {key: at for at, key in enumerate(draft.institutions.value)},
    )


def calendar(draft: Draft) -> Calendar:
    """Return the dates of the campaign's turns."""
    manifest = draft.manifest.value
    if manifest.turn == "quarter":
        return Calendar(manifest.start.year, manifest.start.quarter, 4, manifest.turns)
    return Calendar(manifest.start.year, 3 * manifest.start.quarter - 2, 12, manifest.turns)
