"""Bodies: institutions with their charters, members and seats."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from game.content.compile.charter import compile_charter, known
from game.content.compile.index import Index, calendar
from game.content.draft import Draft
from game.content.schema.charters import CharterFile
from game.content.schema.words import turn_of
from game.core.charter import Admission, Charter
from game.core.kinds import Seat
from game.core.tables import Memberships
from game.core.world import World


def charters(draft: Draft, at: Index, instead: Mapping[str, CharterFile]) -> tuple[Charter, ...]:
    """Return the charter of each institution; `instead` replaces some, by institution."""
    dates = calendar(draft)
    return tuple(
        compile_charter(instead.get(key) or draft.charters[entry.charter].value, at.states, dates)
        for key, entry in draft.institutions.value.items()
    )


def templates(draft: Draft, at: Index) -> tuple[Charter, ...]:
    """Return every charter at hand as this campaign would have it."""
    dates = calendar(draft)
    return tuple(
        compile_charter(section.value, at.states, dates) for section in draft.templates.values()
    )


def replace_founders(
    world: World, draft: Draft, at: Index, instead: Mapping[str, CharterFile]
) -> None:
    """Write the members of institutions whose charter was replaced (see `founders`)."""
    seats = world.memberships
    for key, file in instead.items():
        row = at.institutions[key]
        charter = world.charters[row]
        entry = draft.institutions.value[key]
        own = entry.members
        if charter.admission == Admission.GREAT_POWERS:
            own = draft.charters[entry.charter].value.council.permanent
        first = founders(file, charter, at, at.of_states(own), world.states.regime)
        now = [state for state in first if world.states.exists[state]]
        seats.member[row] = False
        seats.member[row, now] = True
        seats.leaves[row, ~seats.member[row]] = -1
        seats.seat[row, ~seats.member[row]] = Seat.NONE
        seats.seat[row, seats.seat[row] == Seat.PERMANENT] = Seat.NONE
        holders = [state for state in charter.permanent if seats.member[row, state]]
        seats.seat[row, holders] = Seat.PERMANENT
        seats.seat_until[row, seats.seat[row] != Seat.ELECTED] = -1


def founders(
    file: CharterFile,
    charter: Charter,
    at: Index,
    own: Sequence[int],
    regime: NDArray[np.float64],
) -> list[int]:
    """Return who are members where a charter stands in for that of an institution.

    The founders that the file names, if the campaign knows more than half of them; else the
    institution's `own` members (of a body of great powers, only those with a permanent seat under
    its own charter), but for those whom the charter's clause on regimes would not admit. To these
    come the holders of permanent seats and the lead state. Adversaries stay out.
    """
    first: Sequence[int] = [state for state in own if charter.admits(float(regime[state]))]
    alive = known(file, file.founders, at.states)
    if 2 * len(alive) > len(file.founders):
        first = alive
    lead = () if charter.lead < 0 else (charter.lead,)
    return [
        state
        for state in dict.fromkeys((*first, *charter.permanent, *lead))
        if state not in charter.adversaries
    ]


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
        outside = [state for state in at.of_states(entry.invited) if state not in members]
        seats.invited[row, outside] = True
        seats.refused[row, at.of_states(entry.refused)] = 0
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
