"""Checks of institutions and charters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from game.content.compile.charter import unknown
from game.content.draft import Draft
from game.content.issues import Issue, Severity, nearest
from game.content.lint.charters import charter_holds
from game.content.lint.land import unknown_state


def charters_are_at_hand(draft: Draft) -> Iterator[Issue]:
    """Every institution has a charter."""
    for key, entry in draft.institutions.value.items():
        if entry.charter not in draft.library:
            hint = nearest(entry.charter, draft.library)
            text = f"no charter is called '{entry.charter}'"
            yield draft.institutions.issue((key, "charter"), text, hint)


def charters_hold_together(draft: Draft) -> Iterator[Issue]:
    """A charter's file has its key, and its ladder leads up from what it knows."""
    for key, section in draft.charters.items():
        yield from charter_holds(key, section)
        if draft.has("states"):
            for path, state in unknown(section.value, draft.states.value):
                text = f"names '{state}', which this campaign does not know; left out"
                yield replace(section.issue(path, text), severity=Severity.NOTE)


def members_are_known(draft: Draft) -> Iterator[Issue]:
    """Members exist, none twice; only members leave."""
    for key, entry in draft.institutions.value.items():
        for at, state in enumerate(entry.members):
            path = (key, "members", at)
            yield from unknown_state(draft, draft.institutions, path, state)
            if state in entry.members[:at]:
                yield draft.institutions.issue(path, f"names {state} twice")
        for state in entry.leaving:
            if state not in entry.members:
                yield draft.institutions.issue((key, "leaving", state), f"{state} is not a member")
        for at, state in enumerate(entry.invited):
            path = (key, "invited", at)
            yield from unknown_state(draft, draft.institutions, path, state)
            if state in entry.members:
                yield draft.institutions.issue(path, f"{state} is a member")
        for at, state in enumerate(entry.refused):
            if state not in entry.invited:
                text = f"{state} is not invited, so that no parliament has refused it"
                yield draft.institutions.issue((key, "refused", at), text)


def seats_are_for_members(draft: Draft) -> Iterator[Issue]:
    """Council seats are held by members, and are no more than the charter gives."""
    for key, entry in draft.institutions.value.items():
        elected = entry.council.elected
        for state in elected:
            path = (key, "council", "elected", state)
            if state not in entry.members:
                hint = nearest(state, entry.members)
                yield draft.institutions.issue(path, f"{state} is not a member", hint)
        section = draft.charters.get(entry.charter)
        if section is None:
            continue
        seats = section.value.council.elected_seats
        if len(elected) > seats:
            text = f"{len(elected)} are elected; the charter has {seats} elected seats"
            yield draft.institutions.issue((key, "council", "elected"), text)
        for state in section.value.council.permanent:
            if state in elected:
                text = f"{state} has a permanent seat already"
                yield draft.institutions.issue((key, "council", "elected", state), text)
