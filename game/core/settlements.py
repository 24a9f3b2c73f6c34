"""What wars are ended by and leave behind: articles of peace, reparations, armistices, accords."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from game.core.ids import (
    NOBODY,
    NONE,
    AccordId,
    ArmisticeId,
    ClaimId,
    ReparationId,
    StateId,
    TerritoryId,
    WarId,
)
from game.core.kinds import AccordKind, Provision


@dataclass(frozen=True, slots=True)
class Article:
    """One article of a peace: what `by` does, gives or suffers, and who gains by it."""

    kind: Provision
    by: StateId = NOBODY
    to: StateId = NOBODY
    lands: tuple[TerritoryId, ...] = ()
    """Of cessions, zones without arms, withdrawals and restorations; sorted."""
    amount: float = 0.0
    """Of reparations: M$ in all."""
    turns: int = 0
    """Of reparations and inspections: over how many turns."""

    def key(self) -> tuple[int, int, int, tuple[int, ...], float, int]:
        """Return what articles are put in order by."""
        lands = tuple(int(land) for land in self.lands)
        return (int(self.kind), int(self.by), int(self.to), lands, self.amount, self.turns)


Package: TypeAlias = tuple[Article, ...]
"""The articles of a peace, in their order; none of them is the old borders, everybody going home."""


def in_order(articles: Package) -> Package:
    """Return a package as both sides would write it, so that equal ones are found equal."""
    tidy = {
        Article(
            article.kind,
            article.by,
            article.to,
            tuple(sorted(article.lands)),
            round(article.amount, 3),
            article.turns,
        )
        for article in articles
    }
    return tuple(sorted(tidy, key=Article.key))


@dataclass(frozen=True, slots=True)
class Reparation:
    """Money owed under a peace, in instalments."""

    id: ReparationId
    war: WarId
    debtor: StateId
    creditor: StateId
    amount: float
    """M$ in all."""
    turns: int
    """Instalments in which it is due."""
    since: int
    paid: float = 0.0
    missed: int = 0
    """Instalments that were not paid, or not in full."""
    ended: int = NONE
    """Turn in which it was paid off, struck out or repudiated; -1 it is owed."""
    repudiated: bool = False

    @property
    def open(self) -> bool:
        """It is owed."""
        return self.ended < 0

    @property
    def dated(self) -> int:
        """Turn of the peace."""
        return self.since


@dataclass(frozen=True, slots=True)
class Armistice:
    """A war that was stopped where the armies stood, and not ended: it can thaw."""

    id: ArmisticeId
    war: WarId
    first: StateId
    """Who led the attackers."""
    other: StateId
    claim: ClaimId
    """What the war was about; -1 nothing on the map."""
    since: int
    ended: int = NONE
    """Turn in which a peace was made of it, or the war began anew; -1 it holds."""

    @property
    def open(self) -> bool:
        """It holds."""
        return self.ended < 0

    @property
    def dated(self) -> int:
        """Its turn."""
        return self.since


@dataclass(frozen=True, slots=True)
class Accord:
    """An arms control treaty among those who signed it."""

    id: AccordId
    kind: AccordKind
    parties: tuple[StateId, ...]
    since: int
    inspection: float
    """Chance a quarter that one at work against it is found out, 0..1."""
    ceiling: int = NONE
    """Of strategic limits: warheads that a party may have; -1 none set."""
    in_force: int = NONE
    """Turn in which it came into force; -1 not yet."""
    until: int = NONE
    """First turn at which it no longer holds; -1 for no end."""
    breached: tuple[tuple[StateId, int], ...] = ()
    """Who was found to work against it, and when last."""
    ended: int = NONE

    @property
    def open(self) -> bool:
        """It may bind."""
        return self.ended < 0

    @property
    def dated(self) -> int:
        """Turn in which it was first signed."""
        return self.since
