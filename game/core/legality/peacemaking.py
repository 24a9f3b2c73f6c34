"""May this peace be proposed or taken, this debt struck out, this accord signed or left?"""

from __future__ import annotations

from typing import Final

import numpy as np

from game.core.ids import StateId
from game.core.kinds import AccordKind, Provision
from game.core.legality.refusal import Refusal
from game.core.orders import (
    AcceptTerms,
    HideWork,
    OfferPeace,
    Order,
    QuitAccord,
    Repudiate,
    SignAccord,
)
from game.core.programmes import known_science
from game.core.records import War
from game.core.settlements import Article, Package
from game.core.world import World

MOST_ARTICLES: Final = 24
LONGEST: Final = 120
"""Most articles in a peace; most turns over which money is paid or works are inspected."""

DEAREST: Final = 2.0
"""Years of a debtor's output beyond which reparations are not to be thought of."""

WITH_LANDS: Final = (Provision.CEDE, Provision.DEMILITARISE, Provision.RESTORE)
"""Provisions that must name lands, those of `by`."""

TIMED: Final = (Provision.REPARATIONS, Provision.INSPECTIONS)
"""Provisions that run for a number of turns."""

PARTY_ALONE: Final = (Provision.CAPITULATION,)
"""Provisions that nobody gains by in name."""


def refusal(world: World, order: Order) -> Refusal | None:
    """Return why an order about peace and what it leaves behind may not be given."""
    match order:
        case OfferPeace():
            return _offer(world, order)
        case AcceptTerms():
            return _accept(world, order)
        case Repudiate():
            return _repudiate(world, order)
        case SignAccord():
            return _sign(world, order)
        case QuitAccord():
            return _quit(world, order)
        case HideWork():
            return _hide(world, order)
    return Refusal("unknown_order")


def _offer(world: World, order: OfferPeace) -> Refusal | None:
    if not 0 <= order.war < len(world.wars) or not world.wars[order.war].live:
        return Refusal("no_such_war")
    war = world.wars[order.war]
    if war.side(order.state) < 0:
        return Refusal("not_in_this_war")
    return _package(world, war, order.state, order.articles)


def _package(world: World, war: War, by: StateId, package: Package) -> Refusal | None:
    """Refuse a package that contradicts itself, or that one may not propose."""
    if len(package) > MOST_ARTICLES:
        return Refusal("too_many_articles", float(MOST_ARTICLES))
    leader = by in (war.attackers[0], war.defenders[0])
    given: set[int] = set()
    ended = {article.by for article in package if article.kind == Provision.ANNEX}
    for article in package:
        if (found := _fault(world, war, article)) is not None:
            return found
        if article.kind == Provision.ARMISTICE:
            continue
        if not leader and by not in (article.by, article.to):
            return Refusal("speaks_for_itself_alone")
        if article.by in ended and article.kind not in (Provision.ANNEX, Provision.CAPITULATION):
            return Refusal("annexed_already")
        if article.kind in (Provision.CEDE, Provision.RESTORE):
            if given & set(article.lands):
                return Refusal("land_given_twice")
            given |= set(article.lands)
    return None


def _fault(world: World, war: War, article: Article) -> Refusal | None:
    if article.kind == Provision.ARMISTICE:
        return None
    if (found := _parties(world, war, article)) is not None:
        return found
    land = world.territories
    if not all(0 <= one < world.board.territories for one in article.lands):
        return Refusal("no_such_place")
    if article.kind in WITH_LANDS:
        if not article.lands:
            return Refusal("no_lands")
        if any(land.owner[one] != article.by for one in article.lands):
            return Refusal("land_not_its_own")
    elif article.lands and article.kind != Provision.WITHDRAW:
        return Refusal("lands_out_of_place")
    if article.kind in TIMED and not 1 <= article.turns <= LONGEST:
        return Refusal("turns_out_of_range", float(LONGEST))
    if article.kind == Provision.REPARATIONS:
        most = DEAREST * float(world.states.production[article.by])
        if not (np.isfinite(article.amount) and 0 < article.amount <= most):
            return Refusal("sum_out_of_range", most)
    elif article.amount:
        return Refusal("sum_out_of_place")
    return None


def _parties(world: World, war: War, article: Article) -> Refusal | None:
    """Refuse an article that does not lie between the two sides."""
    side = war.side(article.by)
    if side < 0:
        return Refusal("not_between_the_sides")
    if article.kind == Provision.CAPITULATION:
        return None if article.to < 0 else Refusal("not_between_the_sides")
    if article.kind == Provision.RESTORE:
        known = 0 <= article.to < world.n and article.to != article.by
        return None if known else Refusal("no_such_state")
    return None if war.side(article.to) == 1 - side else Refusal("not_between_the_sides")


def _accept(world: World, order: AcceptTerms) -> Refusal | None:
    if not 0 <= order.war < len(world.wars) or not world.wars[order.war].live:
        return Refusal("no_such_war")
    war = world.wars[order.war]
    if order.state not in (war.attackers[0], war.defenders[0]):
        return Refusal("not_the_leader")
    side = war.side(order.state)
    if war.side(order.of) != 1 - side:
        return Refusal("not_between_the_sides")
    lead = order.of in (war.attackers[0], war.defenders[0])
    on_table = war.offers[1 - side] if lead else dict(war.apart).get(order.of)
    return None if on_table is not None else Refusal("nothing_offered")


def _repudiate(world: World, order: Repudiate) -> Refusal | None:
    if not 0 <= order.reparation < len(world.reparations):
        return Refusal("no_such_debt")
    debt = world.reparations[order.reparation]
    return None if debt.open and debt.debtor == order.state else Refusal("no_such_debt")


def _sign(world: World, order: SignAccord) -> Refusal | None:
    if order.kind not in (AccordKind.TEST_BAN, AccordKind.NON_PROLIFERATION, AccordKind.LIMITS):
        return Refusal("not_for_signing")
    if not known_science(world):
        return Refusal("science_unknown")
    for accord in world.accords.open:
        if accord.kind == order.kind and order.state in accord.parties:
            return Refusal("already_signed")
    if order.kind == AccordKind.LIMITS and world.states.warheads[order.state] == 0:
        return Refusal("no_weapons")
    return None


def _quit(world: World, order: QuitAccord) -> Refusal | None:
    if not 0 <= order.accord < len(world.accords):
        return Refusal("no_such_accord")
    accord = world.accords[order.accord]
    return None if accord.open and order.state in accord.parties else Refusal("no_such_accord")


def _hide(world: World, order: HideWork) -> Refusal | None:
    if order.on == bool(world.states.hidden_work[order.state]):
        return Refusal("nothing_new")
    return None if not order.on or known_science(world) else Refusal("science_unknown")
