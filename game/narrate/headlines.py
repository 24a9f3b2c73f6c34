"""Headlines: what a newspaper would set above an event, from templates of its own."""

from __future__ import annotations

from game.core.events import Event
from game.core.observe import PlayerView
from game.core.world import World
from game.narrate.narrator import Narrator

PREFIX = "headline."


def has_headline(tell: Narrator, event: Event) -> bool:
    """Tell whether a kind of event is one that a newspaper has words of its own for."""
    return f"{PREFIX}{event.kind}" in tell.strings


def headline(tell: Narrator, event: Event, known: World | PlayerView) -> str:
    """Return the headline of an event; where there is none of its own, its sentence."""
    return tell.entitled(event, known, PREFIX) or tell.event(event, known).rstrip(".")
