"""A small game some turns on, and what the rooms of record ask of it, from memory."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from game.client.play import Play
from game.client.records import Outside
from game.content.sources import Source
from game.persistence.exports import write_export
from game.session.seats import SeatSetup
from game.session.session import Session
from tests.worlds import SmallCampaign

SOURCES = (
    Source("campaign", "", "Correlates of War, v7.0"),
    Source("goods", "Oil", "=cmd()|'/C calc'!A0"),
)


@dataclass
class Looker:
    """The world's screen as those above it know it."""

    looked: list[int] = field(default_factory=list)

    def look_at(self, node: int, *, forces: bool = False) -> None:  # noqa: ARG002
        self.looked.append(node)


def played(turns: int, *keys: str, seed: int = 7) -> Session:
    """Return a game some turns on in which nobody at the machine ordered anything."""
    seats = [SeatSetup(key, key.title()) for key in keys or ("arden",)]
    session = Session.begin(SmallCampaign(turns=24), seats, seed)
    while session.turn < turns or session.waiting is None:
        if session.waiting is not None:
            session.finish(session.waiting)
        else:
            for _ in session.job():
                pass
    return session


@cache
def twelve_turns() -> Session:
    """Return a game of twelve turns, shared: read it only."""
    return played(12)


def sit(session: Session, folder: Path | None = None) -> Play:
    """Return the game as screens see it, with exports into a folder."""

    def nothing() -> Any:
        raise LookupError("no map here")

    outside = Outside(
        (lambda title, suffix, content: write_export(folder, title, suffix, content))
        if folder is not None
        else Outside().export,
        lambda: SOURCES,
    )
    return Play(session, nothing, lambda *_: Path(), outside=outside)
