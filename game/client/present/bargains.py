"""Bargains as a seat sees them: with whom, what for, and how those made stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from game.client.strings import text
from game.core.ids import DealId, StateId
from game.core.kinds import Favour, Seat
from game.core.observe import PlayerView
from game.core.records import Crisis, Deal
from game.narrate.narrator import Narrator
from game.narrate.numerals import money

GIVEN: Final = (
    Favour.MONEY,
    Favour.ARMS,
    Favour.RECOGNITION,
    Favour.GUARANTEE,
    Favour.VOTE_YES,
    Favour.VOTE_NO,
    Favour.ABSTAIN,
    Favour.STAND_ASIDE,
    Favour.TAKE_PART,
    Favour.THREAT,
)
"""What may be held out."""
WANTED: Final = (
    Favour.VOTE_YES,
    Favour.VOTE_NO,
    Favour.ABSTAIN,
    Favour.TAKE_PART,
    Favour.STAND_ASIDE,
    Favour.CLIMB_DOWN,
    Favour.RECOGNITION,
    Favour.MONEY,
    Favour.ARMS,
)
"""What may be asked."""
MEASURED: Final = (Favour.MONEY, Favour.ARMS)
"""Favours that have an amount."""


@dataclass(frozen=True, slots=True)
class DealLine:
    """A bargain that the viewer is party to."""

    deal: DealId
    words: str
    state: str
    """Where it stands."""
    mine_to_answer: bool


def partners(view: PlayerView, crisis: Crisis) -> list[int]:
    """Return the states one could deal with in a crisis: the parties first, then the seats.

    Seats of the body that is seized of it, permanent ones first; then the great powers.
    """
    known, me = view.known, view.viewer
    alive = known.states.exists
    first = [state for state in (crisis.initiator, crisis.target) if state != me and alive[state]]
    found = list(dict.fromkeys(int(state) for state in first))
    if crisis.institution >= 0:
        seat = known.memberships.seat[crisis.institution]
        member = known.memberships.member[crisis.institution]
    else:
        seat, member = known.memberships.seat.max(axis=0), known.memberships.member.any(axis=0)

    def weight(state: int) -> tuple[int, float]:
        return (-int(seat[state]), -float(known.states.power[state]))

    others = sorted(
        (
            state
            for state in range(known.n)
            if alive[state]
            and state != me
            and state not in found
            and (member[state] or seat[state] != Seat.NONE or known.states.major[state])
        ),
        key=weight,
    )
    return found + others


def lines(view: PlayerView, crisis: Crisis, tell: Narrator) -> tuple[DealLine, ...]:
    """Return the bargains of a crisis that the viewer is party to, the newest first."""
    me = view.viewer
    return tuple(
        DealLine(
            deal.id,
            _words(deal, tell),
            _state(deal, me, tell),
            deal.to == me and deal.answered < 0,
        )
        for deal in reversed(view.known.deals)
        if deal.crisis == crisis.id and me in (deal.to, deal.offered_by)
    )


def moved_by(view: PlayerView, whom: StateId, influence: float) -> float:
    """Return by how much influence spent on a state moves its vote."""
    liking = float(view.known.dyads.affinity[whom, view.viewer])
    return view.known.rules.lobby_weight * influence * (1 + liking)


def standing(crisis: Crisis, whom: StateId) -> str | None:
    """Return where a state stands in a crisis, or None where nothing is known of it."""
    for side, camp in enumerate(crisis.camps):
        if whom in camp:
            return text(f"bargain.stands.{side}")
    if whom in (crisis.initiator, crisis.target):
        return text("bargain.stands.party")
    return None


def _words(deal: Deal, tell: Narrator) -> str:
    given = tell.word(deal.given)
    if deal.given in MEASURED:
        given = text("bargain.amount", favour=given, amount=money(deal.amount))
    return text(
        "bargain.line",
        by=tell.names.state(deal.offered_by),
        to=tell.names.state(deal.to),
        given=given,
        wanted=tell.word(deal.wanted),
    )


def _state(deal: Deal, me: int, tell: Narrator) -> str:
    if deal.answered < 0:
        return text("bargain.yours" if deal.to == me else "bargain.waits",
                    state=tell.names.state(deal.to))  # fmt: skip
    if not deal.accepted:
        return text("bargain.refused")
    return text({1: "bargain.kept", 0: "bargain.broken"}.get(deal.kept, "bargain.due"))
