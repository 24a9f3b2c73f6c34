"""Packages: what the usual ways to end a war come to, article by article."""

from __future__ import annotations

from game.core.ids import TerritoryId
from game.core.kinds import Provision, Terms
from game.core.records import Claim, War
from game.core.settlements import Article, Package, in_order
from game.core.world import World


def contested(world: World, war: War) -> Claim | None:
    """Return the claim that a war is about."""
    crisis = world.crises[war.crisis]
    return world.claims[crisis.claim] if crisis.claim >= 0 else None


def prize_of(world: World, war: War) -> tuple[TerritoryId, ...]:
    """Return the contested land that the attacked leader still owns."""
    claim = contested(world, war)
    if claim is None:
        return ()
    owner = world.territories.owner
    return tuple(t for t in claim.territories if owner[t] == war.defenders[0])


def usual_package(world: World, war: War, terms: Terms) -> Package:
    """Return the articles of one of the usual ways to end a war."""
    winner, loser = war.attackers[0], war.defenders[0]
    match terms:
        case Terms.CEDE_CLAIM:
            lands = prize_of(world, war)
            if not lands:
                return (Article(Provision.ARMISTICE),)
            return (Article(Provision.CEDE, loser, winner, tuple(sorted(lands))),)
        case Terms.KEEP_OCCUPIED:
            return (Article(Provision.ARMISTICE),)
        case Terms.ANNEX:
            return (Article(Provision.ANNEX, loser, winner),)
        case _:
            return ()


def usual_terms(world: World, war: War, package: Package | None) -> Terms | None:
    """Return which of the usual ways to end a war a package is; None where it is another."""
    if package is None:
        return None
    for terms in (Terms.STATUS_QUO, Terms.KEEP_OCCUPIED, Terms.CEDE_CLAIM, Terms.ANNEX):
        if usual_package(world, war, terms) == package:
            return terms
    return None


def tidy(package: Package) -> Package:
    """Return a package in order, without what goes without saying.

    Where no armistice leaves armies where they are, everybody withdraws anyway; a capitulation
    named twice is one.
    """
    frozen = any(article.kind == Provision.ARMISTICE for article in package)
    kept = tuple(
        Article(Provision.ARMISTICE) if article.kind == Provision.ARMISTICE else article
        for article in package
        if frozen or article.kind != Provision.WITHDRAW
    )
    return in_order(kept)
