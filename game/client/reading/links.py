"""From things of the game to the articles that explain them."""

from __future__ import annotations

from game.client import strings
from game.client.reading.articles import encyclopaedia
from game.client.strings import text

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


def more(article: str) -> str:
    """Return a line of marked-up text that leads to an article; empty for none."""
    found = encyclopaedia(strings.language()).articles.get(article)
    return text("book.more", title=found.title, article=article) if found is not None else ""
