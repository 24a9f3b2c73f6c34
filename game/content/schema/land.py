"""holdings and claims: who holds what, by what title, and who wants it."""

from __future__ import annotations

from pydantic import Field

from game.content.schema.words import Key, Line, Model, Share


class Holdings(Model):
    """What one state holds, by title; every list names territories."""

    core: tuple[Key, ...] = ()
    colony: tuple[Key, ...] = ()
    dominion: tuple[Key, ...] = ()
    """The land of a self-governing part of an empire."""
    mandate: tuple[Key, ...] = ()
    disputed: tuple[Key, ...] = ()
    """Held and governed, but contested in law."""
    occupied: dict[Key, Key] = Field(default_factory=dict)
    """Territories where its forces stand, each with the state that has the title."""
    annexed: dict[Key, Key] = Field(default_factory=dict)
    """Territories taken by force and kept, each with the state that lost it."""
    demilitarised: tuple[Key, ...] = ()
    """Of its own land, where by treaty it may keep no forces."""


class TerritoryEntry(Model):
    """What is known of a territory beyond the map; the rest is reckoned from terrain and size."""

    people: Share | None = None
    """Share of its owner's people."""
    industry: Share | None = None
    """Share of its owner's industry."""
    development: Share | None = None
    """Roads and rail."""
    resistance: Share | None = None
    """Of the people to their holder."""


class ClaimEntry(Model):
    """A demand on land that another holds, or to put forces on own demilitarised land."""

    id: Key
    name: Line
    claimant: Key
    holder: Key
    territories: tuple[Key, ...]
    weight: Share
    """How much the claimant wants it."""
    legitimacy: Share
    """How far others think it just."""
    pretext: Share
    """How well an incident could be made to look like the other's doing."""
    remilitarise: bool = False
    why: Line | None = None
