"""Checks of nations: their homelands, their kin, and what one without a state cannot have."""

from __future__ import annotations

from collections.abc import Iterator

from game.content.draft import Draft, as_warning
from game.content.issues import Issue, nearest
from game.content.lint.land import unknown_state


def homelands_are_known(draft: Draft) -> Iterator[Issue]:
    """A homeland is made of territories of the map; a nation without a state has one."""
    known = draft.map.territory_index
    for key, entry in draft.states.value.items():
        if not entry.exists and not entry.homeland:
            hint = "list the territories of which it is the nation"
            text = f"{key} does not exist at the start and has no homeland"
            yield draft.states.issue((key, "homeland"), text, hint)
        for at, place in enumerate(entry.homeland):
            path = (key, "homeland", at)
            if place not in known:
                text = f"no territory is called '{place}'"
                yield draft.states.issue(path, text, nearest(place, known))
            elif place in entry.homeland[:at]:
                yield draft.states.issue(path, f"names '{place}' twice")


def capitals_lie_at_home(draft: Draft) -> Iterator[Issue]:
    """The capital of a nation without a state is a territory of its homeland."""
    known = draft.map.territory_index
    for key, entry in draft.states.value.items():
        if entry.exists or entry.capital not in known or entry.capital in entry.homeland:
            continue
        hint = f"its homeland is {', '.join(entry.homeland[:4])}" if entry.homeland else ""
        text = f"'{entry.capital}' is not in the homeland of {key}"
        yield draft.states.issue((key, "capital"), text, hint)


def kin_are_known(draft: Draft) -> Iterator[Issue]:
    """Kin are other states of the cast, each named once."""
    for key, entry in draft.states.value.items():
        for at, other in enumerate(entry.kin):
            path = (key, "kin", at)
            yield from unknown_state(draft, draft.states, path, other)
            if other == key:
                yield draft.states.issue(path, f"{key} is its own kin")
            elif other in entry.kin[:at]:
                yield draft.states.issue(path, f"names {other} twice")


def nationhood_is_for_the_stateless(draft: Draft) -> Iterator[Issue]:
    """How far a people wants a state is asked only where it has none."""
    for key, entry in draft.states.value.items():
        if entry.exists and "nationhood" in entry.model_fields_set:
            text = f"{key} exists at the start; its nationhood is not asked"
            yield as_warning(draft.states.issue((key, "nationhood"), text, "leave it out"))


def only_the_living_act(draft: Draft) -> Iterator[Issue]:
    """A nation without a state holds no land, has no forces, no treaty, no vote.

    What it claims may be said; nobody raises it before there is a state.
    """
    if not draft.has("states"):
        return
    unborn = {key for key, entry in draft.states.value.items() if not entry.exists}
    if not unborn:
        return
    why = "does not exist at the start"
    for key, held in draft.holdings.value.items():
        if key in unborn:
            text = f"{key} {why}; it cannot hold land"
            yield draft.holdings.issue((key,), text, "give the land to whoever holds it")
        for place, other in held.occupied.items():
            if other in unborn:
                text = f"{other} {why}; it has no title to '{place}'"
                hint = f"list '{place}' under another title of {key}"
                yield draft.holdings.issue((key, "occupied", place), text, hint)
    for key in draft.formations.value:
        if key in unborn:
            yield draft.formations.issue((key,), f"{key} {why}; it has no formations")
    for at, claim in enumerate(draft.claims.value):
        if claim.holder in unborn:
            text = f"{claim.holder} {why}; address the claim to whoever holds the land"
            yield draft.claims.issue((at, "holder"), text)
    for at, treaty in enumerate(draft.treaties.value):
        for row, key in enumerate(treaty.parties):
            if key in unborn:
                yield draft.treaties.issue((at, "parties", row), f"{key} {why}")
    for body, entry in draft.institutions.value.items():
        for row, key in enumerate(entry.members):
            if key in unborn:
                text = f"{key} {why}; it can be no member"
                yield draft.institutions.issue((body, "members", row), text)
