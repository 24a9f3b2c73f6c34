"""Nations: the land of which each state is the nation, and which states are of one nation."""

from __future__ import annotations

from game.content.compile.index import Index
from game.content.draft import Draft
from game.core.ids import StateId, TerritoryId


def homelands(draft: Draft, at: Index) -> tuple[tuple[TerritoryId, ...], ...]:
    """Return by state its homeland as given, or the core of what it holds; a dominion has no core."""
    found = []
    for key, entry in draft.states.value.items():
        held = draft.holdings.value.get(key)
        land = entry.homeland or (() if held is None else held.core or held.dominion)
        found.append(tuple(TerritoryId(at.territories[place]) for place in land))
    return tuple(found)


def kin(draft: Draft, at: Index) -> tuple[tuple[StateId, ...], ...]:
    """Return by state those of the same nation, whichever of the two names the other."""
    sets: list[set[int]] = [set() for _ in at.states]
    for key, entry in draft.states.value.items():
        for other in entry.kin:
            sets[at.states[key]].add(at.states[other])
            sets[at.states[other]].add(at.states[key])
    return tuple(tuple(StateId(one) for one in sorted(each)) for each in sets)
