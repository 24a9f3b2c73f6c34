"""Checks of treaties, rivalries and affinities."""

from __future__ import annotations

from collections.abc import Iterator

from game.content.draft import Draft
from game.content.issues import Issue
from game.content.lint.land import unknown_state


def treaties_bind_known_states(draft: Draft) -> Iterator[Issue]:
    """Parties exist, and none is named twice."""
    for at, treaty in enumerate(draft.treaties.value):
        for place, key in enumerate(treaty.parties):
            path = (at, "parties", place)
            yield from unknown_state(draft, draft.treaties, path, key)
            if key in treaty.parties[:place]:
                yield draft.treaties.issue(path, f"names {key} twice")


def rivals_are_known(draft: Draft) -> Iterator[Issue]:
    """Rivals exist and are two."""
    for at, rivalry in enumerate(draft.rivalries.value):
        for place, key in enumerate(rivalry.between):
            yield from unknown_state(draft, draft.rivalries, (at, "between", place), key)
        if rivalry.between[0] == rivalry.between[1]:
            text = f"{rivalry.between[0]} is its own rival"
            yield draft.rivalries.issue((at, "between"), text)


def affinities_are_known(draft: Draft) -> Iterator[Issue]:
    """Both states of an affinity exist and are two."""
    for at, entry in enumerate(draft.affinities.value):
        for place, key in enumerate(entry.between):
            yield from unknown_state(draft, draft.affinities, (at, "between", place), key)
        if entry.between[0] == entry.between[1]:
            yield draft.affinities.issue((at, "between"), f"{entry.between[0]} stands alone")
