"""Forces: formations where they stand at the start."""

from __future__ import annotations

from game.content.compile.index import Index
from game.content.draft import Draft
from game.core.tables import Formations, States

_SPARE_PER_STATE = 3
"""Empty rows for what is raised later."""


def rows(draft: Draft) -> int:
    """Return how many rows the table of formations gets."""
    return formations(draft) + _SPARE_PER_STATE * len(draft.states.value)


def formations(draft: Draft) -> int:
    """Return how many formations there are at the start."""
    return sum(len(listed) for listed in draft.formations.value.values())


def fill_forces(forces: Formations, states: States, draft: Draft, at: Index) -> None:
    """Write every formation."""
    row = 0
    for key, listed in draft.formations.value.items():
        owner = at.states[key]
        for entry in listed:
            forces.exists[row] = True
            forces.owner[row] = owner
            forces.arm[row] = entry.arm
            forces.node[row] = at.node(entry.at)
            forces.strength[row] = entry.strength
            forces.technology[row] = states.technology[owner]
            forces.readiness[row] = entry.readiness
            row += 1


def names(draft: Draft) -> tuple[str, ...]:
    """Return the names of the formations, in their order; empty where one has none."""
    return tuple(entry.name or "" for listed in draft.formations.value.values() for entry in listed)
