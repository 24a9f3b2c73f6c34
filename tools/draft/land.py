"""Holdings: who held what at a date, by title."""

from __future__ import annotations

from typing import Any

from draft.era import Era

_ORDER = ("core", "dominion", "colony", "mandate", "disputed", "occupied", "annexed")
_BY_TITLE = ("occupied", "annexed")


def holdings(era: Era) -> dict[str, dict[str, Any]]:
    """Return what every state holds, by title."""
    found: dict[str, dict[str, Any]] = {}
    for place, (holder, title, of) in era.holders().items():
        held = found.setdefault(holder, {})
        if title in _BY_TITLE and of:
            held.setdefault(title, {})[place] = of
        else:
            held.setdefault("core" if title in _BY_TITLE else title, []).append(place)
    for holder, places in era.land.get("demilitarised", {}).items():
        found[holder]["demilitarised"] = places
    order = (*_ORDER, "demilitarised")
    return {
        code: {title: found[code][title] for title in order if title in found[code]}
        for code in sorted(found)
    }
