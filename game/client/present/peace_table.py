"""The peace table: articles that can be proposed, what either side would say, what lies there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from game.client.present.terms import Explained, explained
from game.client.strings import text
from game.core.ids import NOBODY, StateId, TerritoryId
from game.core.kinds import Provision
from game.core.legality import Refusal
from game.core.observe import PlayerView
from game.core.orders import AcceptTerms, OfferPeace
from game.core.packages import prize_of, tidy
from game.core.phases.negotiation import best_for, would_take
from game.core.records import War
from game.core.settlements import Article, Package
from game.narrate.narrator import Narrator
from game.narrate.numerals import in_words, listed, many, money
from game.session.desk import Desk

PAYS = (0.02, 1.0)
"""Least and most reparations that can be asked for, in years of the debtor's output."""
PAID_IN = 20
LOOKED_AFTER = 40
"""Turns in which reparations are due; turns of inspections."""
MOST_LANDS = 4
"""Lands named before the rest is counted."""

Pair: TypeAlias = tuple[StateId, StateId]
"""One of the attackers and one of the defenders."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing that can be put into a peace."""

    key: str
    words: str
    note: str
    articles: tuple[Article, ...]
    """What it puts in; more than one where a side gives to several."""
    chosen: bool
    refusal: str
    """Why it cannot be put in beside the rest; empty where it can."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a side's leader would say to a package."""

    state: StateId
    name: str
    takes: bool
    worth: float
    terms: tuple[Explained, ...]


@dataclass(frozen=True, slots=True)
class OnTable:
    """A peace that somebody proposes."""

    of: StateId
    name: str
    package: Package
    articles: tuple[str, ...]
    mine: bool
    accept: AcceptTerms | None
    """The order that takes it; None where one may not."""
    refusal: Refusal | None


def leaders(war: War) -> Pair:
    """Return who leads the two sides."""
    return war.attackers[0], war.defenders[0]


def first_pair(war: War, viewer: StateId) -> Pair:
    """Return between whom articles are thought of first: those who speak for more than others."""
    first, other = leaders(war)
    return (viewer if viewer in war.attackers else first,
            viewer if viewer in war.defenders else other)  # fmt: skip


def clauses(
    view: PlayerView,
    desk: Desk,
    war: War,
    package: Package,
    pair: Pair,
    pays: tuple[float, float],
    tell: Narrator,
) -> tuple[Clause, ...]:
    """Return what can be put into a peace as the war stands: chosen or not, and why not.

    `pair` is the two that the articles lie between, `pays` what each would pay in reparations, in
    years of its output.
    """
    found = []
    frozen = any(article.kind == Provision.ARMISTICE for article in package)
    for key, articles in _menu(view, war, pair, pays):
        chosen = all(article in package for article in articles)
        refused = ""
        if articles[0].kind == Provision.WITHDRAW and not frozen:
            refused = text("peace.home_anyway")
        elif not chosen:
            trial = desk.refusal(OfferPeace(view.viewer, war.id, tidy(toggled(package, articles))))
            refused = tell.refusal(trial) if trial is not None else ""
        words = article_words(articles[0], tell)
        note = text(f"peace.clause.{articles[0].kind.name.lower()}")
        found.append(Clause(key, words, note, articles, chosen, refused))
    return tuple(found)


def _menu(
    view: PlayerView, war: War, pair: Pair, pays: tuple[float, float]
) -> list[tuple[str, tuple[Article, ...]]]:
    """Return the articles that make sense now, each with its key."""
    known = view.known
    land, states = known.territories, known.states
    first, other = pair
    menu: list[tuple[str, tuple[Article, ...]]] = []
    prize = prize_of(known, war) if pair == leaders(war) else ()
    if prize:
        menu.append(("claim", (Article(Provision.CEDE, other, first, tuple(sorted(prize))),)))
        held = tuple(sorted(t for t in prize if land.controller[t] in war.attackers))
        if held and len(held) < len(prize):
            menu.append(("held_claim", (Article(Provision.CEDE, other, first, held),)))
    for winner, loser in ((first, other), (other, first)):
        tag = "ours" if winner == first else "theirs"
        mine = war.attackers if winner == first else war.defenders
        inside = [
            TerritoryId(int(t))
            for t in np.flatnonzero((land.owner == loser) & np.isin(land.controller, mine))
        ]
        beyond = tuple(t for t in inside if t not in prize or winner != first)
        if beyond:
            menu.append((f"cede_{tag}", (Article(Provision.CEDE, loser, winner, beyond),)))
        arms = tuple(t for t in inside if not land.demilitarised[t])
        if arms:
            menu.append((f"zone_{tag}", (Article(Provision.DEMILITARISE, loser, winner, arms),)))
        bill = reparations(view, pair, war.side(loser), pays[war.side(loser)])
        if bill.amount > 0:
            menu.append((f"pay_{tag}", (bill,)))
        theirs = war.defenders if winner == first else war.attackers
        if np.any(np.isin(land.controller, theirs) & (land.owner == winner)):
            menu.append((f"leave_{tag}", (Article(Provision.WITHDRAW, loser, winner),)))
        menu.append((f"neutral_{tag}", (Article(Provision.NEUTRALITY, loser, winner),)))
        menu.append((f"regime_{tag}", (Article(Provision.REGIME, loser, winner),)))
        menu.append((f"client_{tag}", (Article(Provision.CLIENT, loser, winner),)))
        if states.warheads[loser] or states.programme_seen[loser]:
            watch = Article(Provision.INSPECTIONS, loser, winner, (), 0.0, LOOKED_AFTER)
            menu.append((f"inspect_{tag}", (watch,)))
        menu.append((f"recognise_{tag}", (Article(Provision.RECOGNITION, loser, winner),)))
        menu.append((f"surrender_{tag}", (Article(Provision.CAPITULATION, loser),)))
        menu.append((f"annex_{tag}", (Article(Provision.ANNEX, loser, winner),)))
    menu.append(("armistice", (Article(Provision.ARMISTICE),)))
    return menu


def beyond(package: Package, menu: Sequence[Clause], tell: Narrator) -> tuple[Clause, ...]:
    """Return what a package has in it besides what is on the menu."""
    shown = {article for each in menu for article in each.articles}
    return tuple(
        Clause(
            f"besides_{at}", article_words(article, tell),
            text(f"peace.clause.{article.kind.name.lower()}"), (article,), chosen=True, refusal="",
        )
        for at, article in enumerate(one for one in package if one not in shown)
    )  # fmt: skip


def reparations(view: PlayerView, pair: Pair, side: int, share: float) -> Article:
    """Return what one of two would pay: a share of its output of a year, in instalments."""
    debtor, creditor = pair[side], pair[1 - side]
    amount = round(share * float(view.known.states.production[debtor]), 3)
    return Article(Provision.REPARATIONS, debtor, creditor, (), amount, PAID_IN)


def side_of(clause: Clause, war: War) -> int:
    """Return which side a clause burdens: 0 attackers, 1 defenders, -1 both."""
    by = clause.articles[0].by
    return war.side(by) if by != NOBODY else -1


def toggled(package: Package, articles: Sequence[Article]) -> Package:
    """Return a package with articles put in or taken out.

    Of cessions of the same land, of sums, and of what excludes the rest, the last one chosen stays.
    """
    if all(article in package for article in articles):
        left = tuple(article for article in package if article not in articles)
        frozen = any(article.kind == Provision.ARMISTICE for article in left)
        return tuple(each for each in left if frozen or each.kind != Provision.WITHDRAW)
    kept = tuple(
        article for article in package if not any(_excludes(new, article) for new in articles)
    )
    return (*kept, *articles)


def without_the_impossible(package: Package, state: StateId) -> Package:
    """Return a package that does not end a state of which more is asked."""
    return tuple(
        each for each in package if each.kind != Provision.ANNEX or each.by != state
    )  # fmt: skip


def _excludes(new: Article, old: Article) -> bool:
    gives = (Provision.CEDE, Provision.RESTORE)
    if new.kind in gives and old.kind in gives and set(new.lands) & set(old.lands):
        return True
    if Provision.ANNEX in (new.kind, old.kind):
        kinds = (new.kind, old.kind)
        same_state = new.by == old.by and Provision.CAPITULATION not in kinds
        return same_state or Provision.ARMISTICE in kinds
    same = new.kind == old.kind and (new.by, new.to) == (old.by, old.to)
    return same and new.kind in (Provision.REPARATIONS, Provision.WITHDRAW)


def opinion(view: PlayerView, war: War, side: int, package: Package, tell: Narrator) -> Opinion:
    """Return what a side's leader would say, as far as anyone can tell."""
    terms = would_take(view.known, war, side, package)
    worth = float(sum(term.value for term in terms))
    leader = leaders(war)[side]
    return Opinion(
        leader,
        tell.names.gazetteer.names[leader],
        worth > 0,
        worth,
        explained(terms, tell, "peace"),
    )


def wanted(view: PlayerView, war: War, side: int) -> Package:
    """Return what a side would ask for, knowing what the other might yet sign."""
    return best_for(view.known, war)[1][side]


def common(view: PlayerView, war: War) -> Package | None:
    """Return a peace that both would sign, if there is one."""
    return best_for(view.known, war)[0]


def on_table(view: PlayerView, desk: Desk, war: War, tell: Narrator) -> tuple[OnTable, ...]:
    """Return the proposals that lie on the table: the leaders', and of others for themselves."""
    rows = [
        (leader, package)
        for leader, package in zip(leaders(war), war.offers, strict=True)
        if package is not None
    ]
    rows += list(war.apart)
    found = []
    for of, package in rows:
        mine = of == view.viewer
        accept = None if mine or war.side(of) == war.side(view.viewer) else AcceptTerms(
            view.viewer, war.id, of
        )  # fmt: skip
        found.append(
            OnTable(
                of,
                tell.names.gazetteer.names[of],
                package,
                package_words(package, tell),
                mine,
                accept,
                desk.refusal(accept) if accept is not None else None,
            )
        )
    return tuple(found)


def package_words(package: Package, tell: Narrator) -> tuple[str, ...]:
    """Return a peace article by article; without any, the old borders."""
    if not package:
        return (text("peace.old_borders"),)
    return tuple(article_words(article, tell) for article in package)


def article_words(article: Article, tell: Narrator) -> str:
    """Return one article in a sentence."""
    names = tell.names
    territory = names.gazetteer.territory_names
    lands = [territory[one] for one in article.lands]
    if len(lands) > MOST_LANDS + 1:
        rest = text("peace.more_lands", many=in_words(len(lands) - MOST_LANDS))
        lands = [*lands[:MOST_LANDS], rest]
    key = article.kind.name.lower()
    if article.kind == Provision.WITHDRAW and not lands:
        key = "withdraw_all"
    by = names.state(article.by) if article.by != NOBODY else ""
    words = text(
        f"peace.article.{key}",
        by=by,
        to=names.state(article.to) if article.to != NOBODY else "",
        lands=listed(lands),
        sum=money(article.amount),
        turns=many(article.turns, "quarter"),
    )
    return words[:1].upper() + words[1:]
