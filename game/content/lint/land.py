"""Checks of holdings, territories and claims."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from game.content.draft import Draft
from game.content.issues import Issue, nearest
from game.content.located import Path_
from game.content.schema.land import Holdings
from game.content.sections import Section

_LISTS = ("core", "colony", "dominion", "mandate", "disputed")
_MAPPINGS = ("occupied", "annexed")


def places(held: Holdings) -> Iterator[tuple[Path_, str]]:
    """Yield every territory that a state holds, and where in its entry it is named."""
    for title in _LISTS:
        for at, key in enumerate(getattr(held, title)):
            yield (title, at), key
    for title in _MAPPINGS:
        for key in getattr(held, title):
            yield (title, key), key


def held_by(draft: Draft) -> dict[str, set[str]]:
    """Return by territory who holds it, stands in it, or has the title to it."""
    holders: dict[str, set[str]] = {}
    for state, held in draft.holdings.value.items():
        for _, key in places(held):
            holders.setdefault(key, set()).add(state)
        for title in _MAPPINGS:
            for key, other in getattr(held, title).items():
                holders.setdefault(key, set()).add(other)
    return holders


def unknown_state(draft: Draft, section: Section[Any], path: Path_, key: str) -> Iterator[Issue]:
    """Yield a finding if no state has this key."""
    if draft.has("states") and key not in draft.states.value:
        hint = nearest(key, draft.states.value)
        yield section.issue(path, f"no state is called '{key}'", hint)


def holders_are_known(draft: Draft) -> Iterator[Issue]:
    """Whoever holds land is a state of the cast, and every state holds some."""
    for state, held in draft.holdings.value.items():
        yield from unknown_state(draft, draft.holdings, (state,), state)
        for title in _MAPPINGS:
            for key, other in getattr(held, title).items():
                yield from unknown_state(draft, draft.holdings, (state, title, key), other)
    if draft.has("states", "holdings"):
        for state, entry in draft.states.value.items():
            if entry.exists and state not in draft.holdings.value:
                yield draft.states.issue((state,), f"{state} holds no land in holdings")


def territories_are_known(draft: Draft) -> Iterator[Issue]:
    """Every territory named is one of the map."""
    known = draft.map.territory_index
    for state, held in draft.holdings.value.items():
        named = [*places(held), *((("demilitarised", at), key) for at, key in
                                  enumerate(held.demilitarised))]  # fmt: skip
        for path, key in named:
            if key not in known:
                text = f"no territory is called '{key}'"
                yield draft.holdings.issue((state, *path), text, nearest(key, known))
        own = {key for _, key in places(held)}
        for at, key in enumerate(held.demilitarised):
            if key in known and key not in own:
                path = (state, "demilitarised", at)
                yield draft.holdings.issue(path, f"{state} does not hold '{key}'")
    for key in draft.territories.value:
        if key not in known:
            text = f"no territory is called '{key}'"
            yield draft.territories.issue((key,), text, nearest(key, known))


def every_territory_has_one_holder(draft: Draft) -> Iterator[Issue]:
    """No territory is held twice, and none by nobody."""
    if not draft.has("holdings"):
        return
    first: dict[str, str] = {}
    for state, held in draft.holdings.value.items():
        for path, key in places(held):
            if key in first:
                whom = "it" if first[key] == state else first[key]
                text = f"'{key}' is held by {whom} already"
                yield draft.holdings.issue((state, *path), text)
            first.setdefault(key, state)
    missing = [key for key in draft.map.territory_index if key not in first]
    if missing:
        listed = ", ".join(missing[:6]) + (f" and {len(missing) - 6} more" if missing[6:] else "")
        number = "territory has" if len(missing) == 1 else "territories have"
        yield draft.holdings.issue((), f"{len(missing)} {number} no holder: {listed}")


def territory_figures_hold(draft: Draft) -> Iterator[Issue]:
    """The shares given for the territories of one state do not exceed all it has."""
    if not draft.has("holdings"):
        return
    owner: dict[str, str] = {}
    for state, held in draft.holdings.value.items():
        owner |= {key: state for _, key in places(held)} | held.occupied
    for figure in ("people", "industry"):
        sums: dict[str, float] = {}
        for key, entry in draft.territories.value.items():
            share = getattr(entry, figure)
            if share is None or key not in owner:
                continue
            state = owner[key]
            sums[state] = sums.get(state, 0.0) + share
            if sums[state] > 1.0001:
                text = f"shares of {state} come to {sums[state]:.2f}; they cannot exceed 1"
                yield draft.territories.issue((key, figure), text)
                break


def claims_make_sense(draft: Draft) -> Iterator[Issue]:
    """A claim is on known land that the named holder has; against oneself only to remilitarise."""
    known, holders = draft.map.territory_index, held_by(draft)
    seen: set[str] = set()
    for at, claim in enumerate(draft.claims.value):
        if claim.id in seen:
            yield draft.claims.issue((at, "id"), f"'{claim.id}' is the id of an earlier claim")
        seen.add(claim.id)
        yield from unknown_state(draft, draft.claims, (at, "claimant"), claim.claimant)
        yield from unknown_state(draft, draft.claims, (at, "holder"), claim.holder)
        if claim.claimant == claim.holder and not claim.remilitarise:
            hint = "say 'remilitarise: true' if it is to put forces on own land"
            yield draft.claims.issue((at, "holder"), f"{claim.holder} claims its own land", hint)
        if not claim.territories:
            yield draft.claims.issue((at, "territories"), "names no territory")
        for place, key in enumerate(claim.territories):
            path = (at, "territories", place)
            if key not in known:
                yield draft.claims.issue(
                    path, f"no territory is called '{key}'", nearest(key, known)
                )
            elif draft.has("holdings") and key in holders:
                yield from _on_whose_land(draft, path, claim.remilitarise, at, key, holders[key])
            elif draft.has("holdings"):
                yield draft.claims.issue(path, f"no state holds '{key}'")


def _on_whose_land(
    draft: Draft, path: Path_, remilitarise: bool, at: int, key: str, holders: set[str]
) -> Iterator[Issue]:
    claim = draft.claims.value[at]
    whose = claim.claimant if remilitarise else claim.holder
    if whose not in holders:
        text = f"{whose} does not hold '{key}'"
        yield draft.claims.issue(path, text, f"{' and '.join(sorted(holders))} does")
    elif remilitarise:
        held = draft.holdings.value.get(whose)
        if held is None or key not in held.demilitarised:
            yield draft.claims.issue(path, f"'{key}' is not demilitarised")
