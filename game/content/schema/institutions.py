"""institutions: bodies in being at the start."""

from __future__ import annotations

from pydantic import Field

from game.content.schema.words import Amount, Key, Line, Model, Quarter, Text


class Council(Model):
    """Who sits in the council at the start, beside the charter's permanent members."""

    elected: dict[Key, Quarter] = Field(default_factory=dict)
    """Elected members, each with the quarter in which the seat falls vacant."""


class Tests(Model):
    """What members remember of earlier tests of the institution."""

    met: Amount = 0
    failed: Amount = 0


class InstitutionEntry(Model):
    """One institution."""

    name: Line
    charter: Key
    """A charter of the campaign's own, or of the library."""
    members: tuple[Key, ...]
    leaving: dict[Key, Quarter] = Field(default_factory=dict)
    """Members who have given notice, with the quarter in which they leave."""
    invited: tuple[Key, ...] = ()
    """States that may come in by acceding: those whom it asked, or that its charter names."""
    refused: tuple[Key, ...] = ()
    """Of those: whose parliament has lately refused; it may be asked again after a while."""
    council: Council = Council()
    tests: Tests = Tests()
    about: Text | None = None
