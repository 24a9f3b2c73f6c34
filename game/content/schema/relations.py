"""treaties, rivalries and affinities: how states stand to each other."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from game.content.schema.words import Key, Line, Model, Quarter, Share, Signed, Word, Year
from game.core.kinds import TreatyKind

Pair = Annotated[tuple[Key, Key], Field(description="Two states.")]


class TreatyEntry(Model):
    """A treaty in force at the start."""

    kind: Annotated[TreatyKind, Word(TreatyKind)]
    parties: Annotated[tuple[Key, ...], Field(min_length=2)]
    """Under a guarantee the first answers for the others."""
    since: Year | None = None
    until: Quarter | None = None
    """The first quarter in which, by its own text, it no longer holds."""
    name: Line | None = None
    empire: bool = False
    """A tie of common crown or protectorate: the parties count as one family."""


class RivalryEntry(Model):
    """Two states that see in each other a standing rival."""

    between: Pair
    weight: Share
    since: Year | None = None


class AffinityEntry(Model):
    """An exception to the rule by which liking is derived."""

    between: Pair
    value: Signed
    why: Line
