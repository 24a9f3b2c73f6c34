"""What may not be proposed for a peace, and about what it leaves behind: an order, its refusal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from game.core.ids import AccordId, ReparationId, WarId
from game.core.kinds import AccordKind, Provision
from game.core.orders import (
    AcceptTerms,
    HideWork,
    OfferPeace,
    Order,
    QuitAccord,
    Repudiate,
    SignAccord,
)
from game.core.settlements import Accord, Article, Package, Reparation
from game.core.world import World
from tests.worlds import ARDEN, CASSIA, DORVAN, ELMERE, FENWICK

WAR = WarId(0)
"""Dorvan makes war on Elmere, who owns 8 and 9; Dorvan owns 6 and 7."""

CEDE, REPARATIONS = Provision.CEDE, Provision.REPARATIONS


def peace(*articles: Article, by: int = DORVAN) -> OfferPeace:
    return OfferPeace(by, WAR, articles)  # type: ignore[arg-type]


def article(kind: Provision, *lands: int, **facts: object) -> Article:
    return Article(kind, ELMERE, DORVAN, lands, **facts)  # type: ignore[arg-type]


def atomic(world: World) -> None:
    world.scenario = replace(world.scenario, rules=replace(world.rules, atomic_year=1900.0))


def signed(world: World) -> None:
    atomic(world)
    world.put(Accord(world.next_accord(), AccordKind.TEST_BAN, (ARDEN,), 0, 0.1))


def owing(world: World) -> None:
    world.put(Reparation(world.next_reparation(), WAR, ELMERE, DORVAN, 5.0, 4, 0))


def joined(world: World) -> None:
    world.put(replace(world.wars[0], attackers=(DORVAN, FENWICK)))


def proposed(world: World) -> None:
    offer: Package = (Article(Provision.ARMISTICE),)
    world.put(replace(world.wars[0], offers=(offer, None)))


PEACE_CASES: tuple[tuple[str, Order, Callable[[World], object] | None], ...] = (
    ("no_such_war", OfferPeace(DORVAN, WarId(7), ()), None),
    ("not_in_this_war", peace(by=ARDEN), None),
    ("too_many_articles", peace(*(article(CEDE, 8) for _ in range(30))), None),
    ("speaks_for_itself_alone", peace(article(CEDE, 8), by=FENWICK), joined),
    ("annexed_already", peace(article(Provision.ANNEX), article(CEDE, 8)), None),
    ("land_given_twice", peace(article(CEDE, 8), article(CEDE, 8, 9)), None),
    ("no_such_place", peace(article(CEDE, 999)), None),
    ("no_lands", peace(article(Provision.DEMILITARISE)), None),
    ("land_not_its_own", peace(article(CEDE, 6)), None),
    ("lands_out_of_place", peace(article(Provision.CLIENT, 8)), None),
    ("turns_out_of_range", peace(article(REPARATIONS, amount=1.0)), None),
    ("turns_out_of_range", peace(article(Provision.INSPECTIONS, turns=1000)), None),
    ("sum_out_of_range", peace(article(REPARATIONS, amount=float("nan"), turns=4)), None),
    ("sum_out_of_range", peace(article(REPARATIONS, amount=1e12, turns=4)), None),
    ("sum_out_of_place", peace(article(CEDE, 8, amount=1.0)), None),
    ("not_between_the_sides", peace(Article(Provision.CLIENT, ELMERE, ARDEN)), None),
    ("not_between_the_sides", peace(Article(Provision.NEUTRALITY, ARDEN, DORVAN)), None),
    ("not_between_the_sides", peace(article(Provision.CAPITULATION)), None),
    ("no_such_state", peace(Article(Provision.RESTORE, ELMERE, ELMERE, (8,))), None),  # type: ignore[arg-type]
    ("not_the_leader", AcceptTerms(ARDEN, WAR, DORVAN), None),
    ("not_between_the_sides", AcceptTerms(ELMERE, WAR, ARDEN), None),
    ("nothing_offered", AcceptTerms(ELMERE, WAR, DORVAN), None),
    ("no_such_debt", Repudiate(ELMERE, ReparationId(0)), None),
    ("no_such_debt", Repudiate(ARDEN, ReparationId(0)), owing),
    ("not_for_signing", SignAccord(ARDEN, AccordKind.DISARMAMENT), atomic),
    ("science_unknown", SignAccord(ARDEN, AccordKind.TEST_BAN), None),
    ("already_signed", SignAccord(ARDEN, AccordKind.TEST_BAN), signed),
    ("no_weapons", SignAccord(ARDEN, AccordKind.LIMITS), atomic),
    ("no_such_accord", QuitAccord(CASSIA, AccordId(0)), signed),
    ("nothing_new", HideWork(ARDEN, False), None),
    ("science_unknown", HideWork(ARDEN, True), None),
)

PEACE_ALLOWED: tuple[Order, ...] = (
    peace(),
    peace(by=ELMERE),
    peace(article(CEDE, 8), article(REPARATIONS, amount=1.0, turns=8)),
    peace(Article(Provision.WITHDRAW, DORVAN, ELMERE), Article(Provision.ARMISTICE)),
    peace(Article(Provision.RESTORE, ELMERE, CASSIA, (8,))),  # type: ignore[arg-type]
    peace(Article(Provision.CAPITULATION, ELMERE), article(Provision.INSPECTIONS, turns=20)),
)
