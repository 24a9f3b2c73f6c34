"""A front page for a turn: the gravest story leads, others follow, the rest stands in brief."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from game.client.present.chronicle import place_of, topic_of
from game.client.present.report import gathered, weight_of
from game.client.strings import text
from game.core.events import Event
from game.core.observe import PlayerView
from game.narrate.headlines import has_headline, headline
from game.narrate.narrator import Narrator
from game.session.dates import date_label

STORIES = 7
BRIEFS = 10
NEWSWORTHY = 3.0
"""Weight of an event from which on it may have a headline."""
FOLLOWED_BY = 3
"""Sentences on the same matter below a story."""


@dataclass(frozen=True, slots=True)
class Story:
    """One story: its headline, its first sentence, what else belongs to it, and where it was."""

    headline: str
    deck: str
    body: tuple[str, ...]
    node: int


@dataclass(frozen=True, slots=True)
class FrontPage:
    """A newspaper's page."""

    number: int
    date: str
    lead: Story
    stories: tuple[Story, ...]
    briefs: tuple[str, ...]
    figures: tuple[tuple[str, str], ...]
    tension: tuple[float, ...]
    """Of each turn up to this one, in per cent."""
    dates: tuple[str, ...]


def front_page(
    chronicle: Iterable[Event], turn: int, view: PlayerView, tell: Narrator
) -> FrontPage:
    """Return the page for a turn from what the seat may read of it and everybody may know."""
    public = [event for event in chronicle if event.turn == turn and not event.readers]
    events = [event for event in gathered(public) if event.kind != "turn.closed"]
    order = sorted(range(len(events)), key=lambda at: (-_news(events[at], view), at))
    used: set[int] = set()
    stories: list[Story] = []
    for at in order:
        event = events[at]
        if at in used or len(stories) > STORIES or _news(event, view) < NEWSWORTHY:
            continue
        if not has_headline(tell, event):
            continue
        used.add(at)
        matter = [other for other in order if other not in used and _same(event, events[other])][
            :FOLLOWED_BY
        ]
        used.update(matter)
        stories.append(
            Story(
                headline(tell, event, view),
                tell.event(event, view),
                tuple(tell.event(events[other], view) for other in sorted(matter)),
                place_of(event, view),
            )
        )
    briefs = [tell.event(events[at], view) for at in order if at not in used]
    calendar = view.known.scenario.calendar
    history = [tally for tally in view.known.history if tally.turn <= turn]
    return FrontPage(
        number=turn + 1,
        date=date_label(calendar, turn),
        lead=stories[0]
        if stories
        else Story(text("paper.quiet"), text("paper.quiet_deck"), (), -1),
        stories=tuple(stories[1:]),
        briefs=tuple(dict.fromkeys(briefs))[:BRIEFS],
        figures=_figures(view, turn, tell),
        tension=tuple(100 * tally.tension for tally in history),
        dates=tuple(date_label(calendar, tally.turn) for tally in history),
    )


def _news(event: Event, view: PlayerView) -> float:
    """Return how much an event is news to the world, whoever reads: nobody's own affairs weigh."""
    own = 3.0 if view.viewer in (event.subject, event.object) else 0.0
    return weight_of(event, view) - own + _toll(event)


def _toll(event: Event) -> float:
    """Return what its dead add to the weight of a battle: of two, the bloodier leads the page."""
    lost = event.figure("attackers_lost") + event.figure("defenders_lost")
    return 0.1 * math.log10(1.0 + lost) if event.kind == "war.battle" else 0.0


def _same(one: Event, other: Event) -> bool:
    """Tell whether two events are of one matter: a war, a crisis, or the same two states."""
    for role in ("war", "crisis"):
        if one.id(role) >= 0 and one.id(role) == other.id(role):
            return True
    pair = {one.subject, one.object} - {-1}
    return (
        len(pair) == 2
        and pair == {other.subject, other.object}
        and topic_of(one) == topic_of(other)
    )


def _figures(view: PlayerView, turn: int, tell: Narrator) -> tuple[tuple[str, str], ...]:
    tally = next((row for row in view.known.history if row.turn == turn), None)
    if tally is None:
        return ()
    tell.learn(view.known)
    first = max(range(len(tally.power)), key=lambda row: tally.power[row])
    found = [
        (text("paper.tension"), f"{tally.tension:.0%}"),
        (text("paper.wars"), str(tally.wars)),
        (text("paper.crises"), str(tally.crises)),
        (
            text("paper.strongest"),
            f"{tell.names.gazetteer.names[first]}, {tally.power[first]:.0%}",
        ),
    ]
    for body, members in enumerate(tally.members):
        if members:
            name = tell.names.institution_title(body)
            found.append((text("paper.members", body=name), str(members)))
    return tuple(found[:7])
