"""Bodies: institutions with their charters, members and seats."""

from __future__ import annotations

from collections.abc import Mapping

from game.content.compile.charter import compile_charter
from game.content.compile.index import Index, calendar
from game.content.draft import Draft
from game.content.schema.charters import CharterFile
from game.content.schema.words import turn_of
from game.core.charter import Charter
from game.core.kinds import Seat
from game.core.tables import Memberships


def charters(draft: Draft, at: Index, instead: Mapping[str, CharterFile]) -> tuple[Charter, ...]:
    """Return the charter of each institution; `instead` replaces some, by institution."""
    dates = calendar(draft)
    return tuple(
        compile_charter(instead.get(key) or draft.charters[entry.charter].value, at.states, dates)
        for key, entry in draft.institutions.value.items()
    )


def fill_bodies(
    seats: Memberships, draft: Draft, at: Index, charters_now: tuple[Charter, ...]
) -> None:
    """Write members, seats and remembered tests."""
    dates = calendar(draft)

    def turn(quarter: str) -> int:
        return turn_of(quarter, dates.start_year, dates.start_period, dates.periods)

    for key, entry in draft.institutions.value.items():
        row, charter = at.institutions[key], charters_now[at.institutions[key]]
        members = at.of_states(entry.members)
        seats.member[row, members] = True
        for state, quarter in entry.leaving.items():
            seats.leaves[row, at.states[state]] = turn(quarter)
        elected = [
            (at.states[state], turn(quarter)) for state, quarter in entry.council.elected.items()
        ]
        for state_id, until in elected[: charter.elected_seats]:
            seats.seat[row, state_id] = Seat.ELECTED
            seats.seat_until[row, state_id] = until
        for state_id in charter.permanent:
            if seats.member[row, state_id]:
                seats.seat[row, state_id] = Seat.PERMANENT
                seats.seat_until[row, state_id] = -1
        seats.met[row] = entry.tests.met
        seats.failed[row] = entry.tests.failed
