"""manifest.toml: what a campaign is."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from game.content.schema.words import Key, Line, Model, Text, Year

FORMAT = 1
"""Newest format of campaign files."""


class Start(Model):
    """When the first turn begins."""

    year: Year
    quarter: Annotated[int, Field(ge=1, le=4)] = 1


class PastWar(Model):
    """The last general war before the campaign, with which its world still lives."""

    ended: Annotated[float, Field(ge=1500, le=2200)]
    """Year, with its fraction."""
    dead: Annotated[float, Field(gt=0, le=1e6)]
    """Thousand men lost in it."""
    victors: Annotated[tuple[Key, ...], Field(min_length=1)]
    defeated: tuple[Key, ...] = ()


class Manifest(Model):
    """The head of a campaign."""

    format: Literal[1]
    """Version of the file format; older ones are upgraded when they are read."""
    id: Key
    """Name in lists, saves and on the command line; the folder's own name."""
    title: Line
    blurb: Text
    """A paragraph for whoever chooses a campaign."""
    start: Start
    turn: Literal["quarter", "month"] = "quarter"
    turns: Annotated[int, Field(ge=1, le=1300)]
    map: Annotated[str, Field(pattern=r"^[A-Za-z0-9_][A-Za-z0-9_.\-]{0,60}$")] = "world"
    """A map of the library by name, or a .tmx file in the campaign's own folder."""
    last_general_war: PastWar | None = None
    """Asked about by happenings as one that was played would be."""
    happenings: tuple[Key, ...] = ()
    """What may befall the world: keys of files in `campaigns/happenings`; those in the campaign's
    own folder `happenings` come after them."""
    authors: tuple[Line, ...] = ()
    sources: tuple[Line, ...] = ()
