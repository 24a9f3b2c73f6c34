"""Checks of the world market."""

from __future__ import annotations

from collections.abc import Iterator

from game.content.draft import Draft
from game.content.issues import Issue, nearest
from game.content.lint.land import unknown_state
from game.content.sections import GOOD_KEYS


def goods_are_known(draft: Draft) -> Iterator[Issue]:
    """Goods are those that the rules count in."""
    for key in draft.goods.value:
        if key not in GOOD_KEYS:
            hint = nearest(key, GOOD_KEYS) or f"goods are {', '.join(GOOD_KEYS)}"
            yield draft.goods.issue((key,), f"no good is called '{key}'", hint)


def traders_are_known(draft: Draft) -> Iterator[Issue]:
    """Sellers and buyers are states of the cast."""
    for key, entry in draft.goods.value.items():
        for state in entry.supply:
            yield from unknown_state(draft, draft.goods, (key, "supply", state), state)
        for number, period in enumerate(entry.periods):
            path = (key, "periods", number, "supply")
            for state in period.supply:
                yield from unknown_state(draft, draft.goods, (*path, state), state)
        for state in entry.dependence:
            yield from unknown_state(draft, draft.goods, (key, "dependence", state), state)
