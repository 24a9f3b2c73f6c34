"""A peace in words: its articles, and the orders that propose, take and break it."""

from __future__ import annotations

from typing import Any

from game.core.kinds import Provision
from game.core.orders import (
    AcceptTerms,
    HideWork,
    OfferPeace,
    Order,
    QuitAccord,
    Repudiate,
    SignAccord,
)
from game.core.settlements import Article, Package
from game.core.world import World
from game.narrate.names import Names
from game.narrate.numerals import Figure, listed


def article_words(article: Article, names: Names) -> str:
    """Return what an article provides, as a clause without a full stop."""
    key = article.kind.name.lower()
    if article.kind == Provision.WITHDRAW and not article.lands:
        key += "_all"
    lands = listed([str(names.territory(land)) for land in article.lands])
    return names.strings[f"provision.text.{key}"].format(
        by=names.state(article.by),
        to=names.state(article.to),
        lands=lands,
        amount=Figure(article.amount),
        turns=Figure(article.turns),
    )


def package_words(package: Package, names: Names) -> str:
    """Return all that a peace provides, as one clause."""
    if not package:
        return names.strings["provision.text.nothing"]
    return "; ".join(article_words(article, names) for article in package)


def peace_values(
    key: str, order: Order, known: World, names: Names
) -> tuple[str, dict[str, Any]] | None:
    """Return the template and values of an order about peace; None for another's."""
    match order:
        case OfferPeace():
            war = known.wars[order.war]
            leads = order.state in (war.attackers[0], war.defenders[0])
            return (key if leads else f"{key}.apart"), {
                "war": names.war(war, known),
                "terms": package_words(order.articles, names),
            }
        case AcceptTerms():
            return key, {
                "war": names.war(order.war, known),
                "other": names.state(order.of),
            }
        case Repudiate():
            debt = known.reparations[order.reparation]
            return key, {
                "other": names.state(debt.creditor),
                "amount": Figure(debt.amount - debt.paid),
            }
        case SignAccord():
            return key, {"kind": names.word(order.kind)}
        case QuitAccord():
            return key, {"kind": names.word(known.accords[order.accord].kind)}
        case HideWork():
            return f"{key}.{'on' if order.on else 'off'}", {}
    return None
