"""The lands of a peace: which can be given, given back, disarmed or left, by whom and to whom."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.client.present.peace_table import without_the_impossible
from game.client.strings import text
from game.core.ids import NOBODY, StateId, TerritoryId
from game.core.kinds import Provision
from game.core.observe import PlayerView
from game.core.records import War
from game.core.settlements import Article, Package
from game.core.world import World
from game.narrate.narrator import Narrator

KINDS = (Provision.CEDE, Provision.RESTORE, Provision.DEMILITARISE, Provision.WITHDRAW)
"""Articles about land, in the order in which they are offered."""
_GIVING = (Provision.CEDE, Provision.RESTORE)


@dataclass(frozen=True, slots=True)
class Subject:
    """What an article about land does, who bears it, and who gains by it."""

    kind: Provision
    by: StateId
    to: StateId


@dataclass(frozen=True, slots=True)
class LandLine:
    """One land that an article can name."""

    land: TerritoryId
    name: str
    people: float
    """Share of the people of whose land it was at the start."""
    held: str
    """Who stands there; empty for whose it is."""
    chosen: bool


def parties(war: War, side: int) -> tuple[StateId, ...]:
    """Return who fights on a side, its leader first."""
    return (war.attackers, war.defenders)[side]


def takers(known: World, war: War, kind: Provision, by: StateId) -> tuple[StateId, ...]:
    """Return who can gain by an article about land, those first who have most to do with it."""
    if kind != Provision.RESTORE:
        return parties(war, 1 - war.side(by))
    land = known.territories
    owned = land.sovereign[land.owner == by]
    rightful = sorted({int(one) for one in owned if one not in (NOBODY, by)})
    fighting = {int(one) for one in (*war.attackers, *war.defenders)}
    others = np.flatnonzero(known.states.exists).tolist()
    rest = [one for one in others if one not in fighting and one not in rightful]
    return tuple(StateId(one) for one in (*rightful, *rest) if one != by)


def mended(known: World, war: War, subject: Subject) -> Subject:
    """Return a subject with somebody in it who can gain by it."""
    found = takers(known, war, subject.kind, subject.by)
    if subject.to in found or not found:
        return subject
    return Subject(subject.kind, subject.by, found[0])


def available(known: World, war: War, subject: Subject) -> tuple[TerritoryId, ...]:
    """Return the lands that an article on this subject can name."""
    land = known.territories
    if subject.kind == Provision.WITHDRAW:
        under = np.isin(land.controller, parties(war, war.side(subject.by)))
        found = under & (land.owner == subject.to)
    else:
        found = land.owner == subject.by
        if subject.kind == Provision.DEMILITARISE:
            found &= ~land.demilitarised
    return tuple(TerritoryId(int(one)) for one in np.flatnonzero(found))


def named(package: Package, subject: Subject) -> frozenset[TerritoryId]:
    """Return the lands that a package names on this subject."""
    return frozenset(land for one in package if _is_on(one, subject) for land in one.lands)


def lines(view: PlayerView, war: War, package: Package, subject: Subject,
          tell: Narrator) -> tuple[LandLine, ...]:  # fmt: skip
    """Return the lands that can be named, those first on which a foe stands, then the peopled."""
    known, gazetteer = view.known, tell.names.gazetteer
    land, chosen = known.territories, named(package, subject)
    found = []
    for one in available(known, war, subject):
        holder, owner = int(land.controller[one]), int(land.owner[one])
        held = gazetteer.names[holder] if holder not in (owner, NOBODY) else ""
        found.append(
            LandLine(one, gazetteer.territory_names[one], float(land.people[one]), held,
                     one in chosen)
        )  # fmt: skip
    return tuple(sorted(found, key=lambda line: (not line.held, -line.people, line.land)))


def occupied(known: World, war: War, subject: Subject) -> frozenset[TerritoryId]:
    """Return those of the lands that can be named on which the other side stands."""
    land = known.territories
    foes = parties(war, 1 - war.side(subject.by))
    if subject.kind == Provision.WITHDRAW:
        return frozenset(available(known, war, subject))
    return frozenset(one for one in available(known, war, subject) if land.controller[one] in foes)


def naming(package: Package, subject: Subject, lands: frozenset[TerritoryId]) -> Package:
    """Return a package in which the article on this subject names just these lands.

    A land is given away once: other articles that give it lose it.
    """
    kept = []
    for one in package:
        if _is_on(one, subject):
            continue
        if one.kind in _GIVING and subject.kind in _GIVING and set(one.lands) & lands:
            left = tuple(land for land in one.lands if land not in lands)
            if left:
                kept.append(Article(one.kind, one.by, one.to, left, one.amount, one.turns))
            continue
        kept.append(one)
    if lands:
        kept.append(Article(subject.kind, subject.by, subject.to, tuple(sorted(lands))))
    return without_the_impossible(tuple(kept), subject.by)


def hindrance(package: Package, subject: Subject) -> str:
    """Return why no article on this subject is needed; empty where one can be written."""
    frozen = any(one.kind == Provision.ARMISTICE for one in package)
    if subject.kind == Provision.WITHDRAW and not frozen:
        return text("peace.home_anyway")
    return ""


def _is_on(article: Article, subject: Subject) -> bool:
    return (article.kind, article.by, article.to) == (subject.kind, subject.by, subject.to)
