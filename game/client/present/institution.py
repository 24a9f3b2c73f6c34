"""An institution as a seat sees it: its members, its business, and one's own place in it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from game.client.present.state import Fact
from game.client.strings import text
from game.core.cases import credibility
from game.core.charter import (
    Admission,
    CostSharing,
    Means,
    Monitoring,
    Organ,
    RegionalClause,
    Trigger,
)
from game.core.ids import InstitutionId, StateId
from game.core.kinds import Act, Clause, Obligation, Seat
from game.core.observe import PlayerView
from game.core.orders import (
    Accede,
    Boycott,
    Invite,
    MoveMembership,
    Order,
    PledgeForces,
    Withdraw,
)
from game.core.records import Motion
from game.narrate.narrator import Narrator
from game.narrate.numerals import many, percent

MEMBERSHIP_ACTS: Final = (Act.ADMISSION, Act.SUSPENSION, Act.REINSTATEMENT, Act.EXPULSION)
"""What a motion about a state can ask."""


@dataclass(frozen=True, slots=True)
class BodyLine:
    """An institution as the list shows it."""

    body: InstitutionId
    name: str
    detail: str


@dataclass(frozen=True, slots=True)
class MemberLine:
    """A member of an institution."""

    state: StateId
    name: str
    detail: str


@dataclass(frozen=True, slots=True)
class ClauseValue:
    """What an amendment of a clause can say."""

    choices: tuple[tuple[float, str], ...]
    """The values it can take with their words; empty for a number on a scale."""
    least: float = 0.0
    most: float = 1.0
    step: float = 1.0
    of_act: bool = False
    """It speaks of one act."""
    share: bool = False
    """The number is a share."""


def lines(view: PlayerView, tell: Narrator) -> tuple[BodyLine, ...]:
    """Return every institution that has members, the viewer's own first."""
    seats, me = view.known.memberships, view.viewer
    found = []
    for body in range(len(view.known.charters)):
        count = int((seats.member[body] & view.known.states.exists).sum())
        if not count:
            continue
        mine = bool(seats.member[body, me])
        words = text(
            "institution.line_member" if mine else "institution.line_outside",
            members=many(count, "member"),
        )
        found.append((not mine, BodyLine(InstitutionId(body), tell.names.institution_title(body),
                                         words)))  # fmt: skip
    found.sort(key=lambda pair: pair[0])
    return tuple(line for _, line in found)


def facts(view: PlayerView, body: InstitutionId) -> tuple[Fact, ...]:
    """Return the viewer's own place, and how far the institution is believed."""
    known, me = view.known, view.viewer
    seats = known.memberships
    if not seats.member[body, me]:
        place = text("institution.outside")
    else:
        place = text(f"seat.{Seat(int(seats.seat[body, me])).name.lower()}")
        if seats.suspended[body, me]:
            place = text("seat.suspended")
    belief = credibility(known, body)
    members = seats.member[body] & known.states.exists
    all_of_them = float(belief[members].mean()) if members.any() else 0.0
    return (
        Fact(text("institution.place"), place),
        Fact(
            text("institution.belief"), percent(float(belief[me])), text("institution.belief_note")
        ),
        Fact(text("institution.belief_all"), percent(all_of_them), text("institution.belief_note")),
    )


def members(view: PlayerView, body: InstitutionId, tell: Narrator) -> tuple[MemberLine, ...]:
    """Return the members, the permanent seats first, then the elected, then by name."""
    known = view.known
    seats = known.memberships
    found = []
    for row in range(known.n):
        if not seats.member[body, row] or not known.states.exists[row]:
            continue
        words = [text(f"seat.{Seat(int(seats.seat[body, row])).name.lower()}")]
        if seats.suspended[body, row]:
            words = [text("seat.suspended")]
        leaves = int(seats.leaves[body, row])
        if leaves >= 0:
            year = known.scenario.calendar.year(leaves)
            words = [text("seat.leaves", seat=words[0], year=year)]
        name = tell.names.gazetteer.names[row]
        found.append(
            (-int(seats.seat[body, row]), MemberLine(StateId(row), name, ", ".join(words)))
        )
    found.sort(key=lambda pair: (pair[0], pair[1].name))
    return tuple(line for _, line in found)


def own_orders(
    view: PlayerView, body: InstitutionId, pledge: float
) -> tuple[tuple[str, Order], ...]:
    """Return what one may do about one's own membership, each with the key of its words."""
    me, seats = view.viewer, view.known.memberships
    if not seats.member[body, me]:
        return (("accede", Accede(me, body)),)
    found: list[tuple[str, Order]] = []
    charter = view.known.charters[body]
    if charter.pledged_share > 0 or charter.means.name != "NONE":
        found.append(("pledge", PledgeForces(me, body, round(pledge, 2))))
    away = bool(seats.away[body, me])
    found.append(("return" if away else "boycott", Boycott(me, body, not away)))
    found.append(("withdraw", Withdraw(me, body)))
    return tuple(found)


def about_state(
    view: PlayerView, body: InstitutionId, act: Act, whom: StateId
) -> tuple[tuple[str, Order], ...]:
    """Return what one may do about another state's membership."""
    me = view.viewer
    return (
        ("move", MoveMembership(me, body, act, whom)),
        ("invite", Invite(me, body, whom)),
    )


def motions(view: PlayerView, body: InstitutionId, tell: Narrator) -> tuple[str, ...]:
    """Return the last motions of an institution and what became of them, newest first."""
    found = [motion for motion in view.known.motions if motion.institution == body]
    return tuple(motion_words(motion, view, tell) for motion in reversed(found[-8:]))


def motion_words(motion: Motion, view: PlayerView, tell: Narrator) -> str:
    """Return what a motion asks and where it stands, in a sentence."""
    year = view.known.scenario.calendar.year(motion.tabled)
    return text(
        f"institution.motion.{motion.standing.name.lower()}",
        motion=tell.motion(motion),
        year=year,
        yes=motion.yes,
        no=motion.no,
    )


_ENUMS: Final[dict[Clause, type[IntEnum]]] = {
    Clause.ADMISSION: Admission,
    Clause.TRIGGER_ADDED: Trigger,
    Clause.TRIGGER_DROPPED: Trigger,
    Clause.ORGAN: Organ,
    Clause.OBLIGATION: Obligation,
    Clause.MEANS: Means,
    Clause.COST_SHARING: CostSharing,
    Clause.MONITORING: Monitoring,
    Clause.REGIONAL: RegionalClause,
    Clause.STEP_ADDED: Act,
}
_STATES: Final = (
    Clause.PERMANENT_SEAT_ADDED,
    Clause.PERMANENT_SEAT_DROPPED,
    Clause.LEAD,
    Clause.ADVERSARY_ADDED,
    Clause.ADVERSARY_DROPPED,
    Clause.AREA_ADDED,
    Clause.AREA_DROPPED,
    Clause.VETO_WITHHELD,
    Clause.VETO_GRANTED,
)
_NUMBERS: Final[dict[Clause, tuple[float, float, float]]] = {
    Clause.ELECTED_SEATS: (0, 20, 1),
    Clause.ELECTED_TERM: (1, 40, 1),
    Clause.MAJORITY: (0.5, 1.0, 0.01),
    Clause.QUORUM: (0.0, 1.0, 0.01),
    Clause.NOTICE: (0, 40, 1),
    Clause.REVIEW: (0, 80, 1),
    Clause.INQUIRY_TERM: (1, 40, 1),
    Clause.REGIME_FLOOR: (-10, 10, 1),
    Clause.REGIME_CEILING: (-10, 10, 1),
    Clause.STANDING_FORCE: (0.0, 0.3, 0.01),
    Clause.PLEDGED_SHARE: (0.0, 1.0, 0.05),
}
_OF_ACTS: Final = (
    Clause.MAJORITY,
    Clause.ORGAN,
    Clause.PARTIES_VOTE,
    Clause.VETO,
    Clause.ABSENCE_CONSENTS,
    Clause.QUORUM,
    Clause.BYPASS,
    Clause.OBLIGATION,
    Clause.STEP_ADDED,
    Clause.STEP_DROPPED,
)


def clause_value(view: PlayerView, clause: Clause, tell: Narrator) -> ClauseValue:
    """Return what an amendment of a clause can say."""
    of_act = clause in _OF_ACTS
    if clause in _ENUMS:
        return ClauseValue(
            tuple((float(member), tell.word(member)) for member in _ENUMS[clause]), of_act=of_act
        )
    if clause in _STATES:
        names = tell.names.gazetteer.names
        alive = [row for row in range(view.known.n) if view.known.states.exists[row]]
        alive.sort(key=lambda row: names[row])
        return ClauseValue(tuple((float(row), names[row]) for row in alive))
    if clause in _NUMBERS:
        least, most, step = _NUMBERS[clause]
        return ClauseValue((), least, most, step, of_act=of_act, share=most <= 1.0)
    return ClauseValue(((1.0, text("state.yes")), (0.0, text("state.no"))), of_act=of_act)
