"""Checks of the cast."""

from __future__ import annotations

from collections.abc import Iterator

from game.content.draft import Draft, as_warning
from game.content.issues import Issue, nearest


def capitals_stand(draft: Draft) -> Iterator[Issue]:
    """A capital is a territory that the state itself holds."""
    if not draft.has("states", "holdings"):
        return
    known = draft.map.territory_index
    for key, entry in draft.states.value.items():
        path = (key, "capital")
        if entry.capital not in known:
            text = f"no territory is called '{entry.capital}'"
            yield draft.states.issue(path, text, nearest(entry.capital, known))
            continue
        if not entry.exists:
            continue  # see nations.capitals_lie_at_home
        held = draft.holdings.value.get(key)
        mine = () if held is None else (*held.core, *held.dominion, *held.disputed, *held.mandate)
        if entry.capital not in mine:
            hint = f"it holds {', '.join(mine[:4])}" if mine else "it holds no land"
            yield draft.states.issue(path, f"{key} does not hold '{entry.capital}'", hint)


def doctrines_sum_to_one(draft: Draft) -> Iterator[Issue]:
    """The five weights of a doctrine share out one whole."""
    for key, entry in draft.states.value.items():
        weights = entry.doctrine
        total = (
            weights.uphold + weights.balance + weights.free_ride + weights.revise + weights.keep_out
        )
        if abs(total - 1) > 0.005:
            yield draft.states.issue((key, "doctrine"), f"weights sum to {total:.3f}, not to 1")


def names_are_distinct(draft: Draft) -> Iterator[Issue]:
    """Two states of one name cannot be told apart on the map."""
    seen: dict[str, str] = {}
    for key, entry in draft.states.value.items():
        if entry.name in seen:
            text = f"'{entry.name}' is the name of {seen[entry.name]} as well"
            yield draft.states.issue((key, "name"), text)
        seen.setdefault(entry.name, key)
    colours: dict[str, str] = {}
    for key, entry in draft.states.value.items():
        shade = entry.colour.lower()
        if shade in colours:
            text = f"has the very colour of {colours[shade]}"
            yield as_warning(draft.states.issue((key, "colour"), text))
        colours.setdefault(shade, key)
