"""From things of the game to the articles that explain them."""

from __future__ import annotations

import re

from game.client import strings
from game.client.reading.articles import encyclopaedia
from game.client.strings import text
from game.client.widgets.tooltip import Tip
from game.core.rules import Rules

MOST_FURTHER = 3
"""Articles that a gist names beside those in its own words."""

_LINK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")

OF_CLAUSE = {
    "regimes": "clause.regime_floor", "triggers": "clause.trigger_added",
    "adversaries": "clause.adversary_added", "area": "clause.area_added",
    "council": "clause.elected_seats", "rules": "clause.majority", "referral": "clause.members_refer",
    "inquiry": "clause.inquiry_term", "ladder": "clause.step_added",
    "obligations": "clause.obligation", "withdrawal": "clause.notice",
    "amendment": "clause.amendment_permanent", "ratify": "clause.review",
}  # fmt: skip
"""Subjects of the clauses that are read under another name than an amendment has for them."""


def article_of(subject: str) -> str:
    """Return the article that explains a thing of the game; empty for none."""
    found = encyclopaedia(strings.language()).about(subject)
    return found.id if found is not None else ""


def of_term(key: str, of: str = "") -> str:
    """Return the article that explains a term of an explanation; `of` names the explanation."""
    return (article_of(f"term.{of}.{key}") if of else "") or article_of(f"term.{key}")


def of_clause(key: str) -> str:
    """Return the article that explains a clause of a charter, as it is read aloud."""
    return article_of(OF_CLAUSE.get(key, f"clause.{key}")) or "charter"


def gist(article: str, rules: Rules) -> Tip | None:
    """Return what an article says first, with its links as terms that open further; None for none."""
    book = encyclopaedia(strings.language()).articles
    found = book.get(article)
    if found is None:
        return None
    first = next((each for each in found.paragraphs(rules) if not each.startswith("## ")), "")
    named = [target for _, target in _LINK.findall(first)]
    titles = {
        target: other.title
        for target in found.links()
        if target not in (*named, article) and (other := book.get(target)) is not None
    }
    further = ", ".join(f"[{titles[each]}](gist:{each})" for each in [*titles][:MOST_FURTHER])
    body = _LINK.sub(r"[\1](gist:\2)", first)
    if further:
        body += "\n\n" + text("book.further", articles=further)
    return Tip(found.title, body, article=article)


def more(article: str) -> str:
    """Return a line of marked-up text that leads to an article; empty for none."""
    found = encyclopaedia(strings.language()).articles.get(article)
    return text("book.more", title=found.title, article=article) if found is not None else ""
