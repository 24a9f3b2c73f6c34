"""The notices of a quarter that a player wants to have listed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from game.client.present.chronicle import TOPICS, topic_of
from game.core.events import Event

KINDS: Final = (*TOPICS, "other")
"""Kinds of notices: the chronicle's topics."""


def listed(events: Sequence[Event], muted: Collection[str]) -> tuple[tuple[Event, ...], int]:
    """Return the events whose kind is not muted, and how many are left out."""
    shown = tuple(event for event in events if topic_of(event) not in muted)
    return shown, len(events) - len(shown)
