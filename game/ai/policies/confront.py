"""Confront: open a crisis that rests on no claim, where it is worth what would follow.

Governments look over one kind of confrontation a quarter, the same for all, in turn; what would
plainly come to nothing is left out at once, and before blows who would come is always counted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

import numpy as np
from numpy.typing import NDArray

from game.ai.decision import Decision
from game.ai.prospects import body_for
from game.core.blockades import navies
from game.core.confrontations import tempted, worth_of_confrontation
from game.core.forecast import attack_on, forecast_attack
from game.core.ids import StateId
from game.core.kinds import CrisisKind, TreatyKind
from game.core.legality import refusal
from game.core.orders import Confront
from game.core.outlook import Outlook, outlook
from game.core.phases.appraisal import claims_matrix
from game.core.quarrels import CONFRONTED, PROFILES
from game.core.terms import Term, total
from game.core.world import World

Flags = NDArray[np.bool_]

BY_FORCE = (CrisisKind.INVASION, CrisisKind.ULTIMATUM, CrisisKind.BLOCKADE)
"""Kinds in which it is asked, state by state, who would come."""

_LATELY = 4


def on_the_agenda(turn: int) -> CrisisKind:
    """Return the kind of confrontation that is looked over in a turn."""
    return CONFRONTED[turn % len(CONFRONTED)]


def decide(known: World, states: Collection[int]) -> Iterator[Decision]:
    """Yield confrontations of the quarter's kind."""
    kind = on_the_agenda(known.turn)
    may = _conceivable(known, kind)
    if may is None or not may.any():
        return
    known = known.held()
    look = outlook(known)
    one, other = tempted(known, kind, may)
    if one.size == 0:
        return
    table = worth_of_confrontation(known, kind, look, one, other)
    busy = {int(crisis.initiator) for crisis in known.live_crises()}
    worth = table.total()
    if kind == CrisisKind.BREACH:
        worth = _by_one_accuser(worth, other)
    for row in np.unique(one[worth > 0]).tolist():
        if row not in states or row in busy:
            continue
        pair = int(np.where(one == row, worth, -np.inf).argmax())
        target = int(other[pair])
        order = Confront(StateId(row), kind, StateId(target))
        terms = table.row(pair)
        if kind in BY_FORCE:
            terms = counted(known, kind, row, target, terms, look)
        if total(terms) > 0 and refusal(known, order) is None:
            yield Decision(order, terms)


def _by_one_accuser(worth: NDArray[np.float64], other: NDArray[np.intp]) -> NDArray[np.float64]:
    """Return the worth of accusing, [pair], where only the keenest accuser of each state speaks.

    A breach is a matter between all who were wronged and one; the others stand with who speaks.
    """
    spoken = np.full(worth.shape, -np.inf)
    for accused in np.unique(other).tolist():
        pairs = np.flatnonzero(other == accused)
        keenest = pairs[int(worth[pairs].argmax())]
        spoken[keenest] = worth[keenest]
    return spoken


def counted(
    known: World,
    kind: CrisisKind,
    state: int,
    target: int,
    terms: tuple[Term, ...],
    look: Outlook,
) -> tuple[Term, ...]:
    """Return the terms with the response as the forecast has it: who would come, and with what.

    Less than an invasion leaves room to stop, and so costs the less of it.
    """
    case = attack_on(
        StateId(state),
        StateId(target),
        PROFILES[kind].ambiguity,
        body_for(known, state, target),
    )
    response = forecast_attack(known, case, look)
    share = 1.0 if kind == CrisisKind.INVASION else 0.5
    lost = known.rules.loss_weight * response.stopped * share
    lost *= float(known.states.cost_estimate[state])
    return tuple(
        Term("response", min(term.value, -lost)) if term.key == "response" else term
        for term in terms
    )


def _conceivable(known: World, kind: CrisisKind) -> Flags | None:
    """Return who could confront whom at all, [state, target]; None where nobody could."""
    states = known.states
    may = states.exists[:, None] & states.exists[None, :]
    may &= ~np.eye(known.n, dtype=bool)
    match kind:
        case CrisisKind.INVASION | CrisisKind.ULTIMATUM:
            # What is claimed is pressed as a claim (`revise`).
            may &= claims_matrix(known).T <= 0
        case CrisisKind.PROLIFERATION:
            # Who has weapons already is past being asked to leave them alone.
            making = states.programme_seen & (states.warheads == 0)
            if not making.any():
                return None
            may &= making[None, :]
        case CrisisKind.BREACH:
            accused = _word_breakers(known)
            if not accused:
                return None
            column = np.zeros(known.n, bool)
            column[sorted(accused)] = True
            column[_answered(known)] = False
            may &= column[None, :]
        case CrisisKind.BLOCKADE:
            navy = navies(known)
            if not navy.any():
                return None
            may &= (navy > 0)[:, None] & (navy[:, None] > navy[None, :])
        case CrisisKind.COUP | CrisisKind.CIVIL_WAR:
            weak = states.stability < 0.5
            if not weak.any():
                return None
            may &= weak[None, :]
    at_war = known.at_war()
    return np.asarray(may & ~at_war)


_ANSWERED = 8
"""Turns for which who has been taken to task for a breach is left alone."""


def _answered(known: World) -> list[int]:
    """Return who is being taken to task for a breach, or was lately."""
    cases = (*known.crises.open, *known.crises.ended_since(known.turn - _ANSWERED))
    return [int(crisis.initiator) for crisis in cases if crisis.kind == CrisisKind.BREACH]


def _word_breakers(known: World) -> set[int]:
    """Return who may have broken a promise of late."""
    found: set[int] = set()
    for treaty in known.treaties.open:
        if (
            treaty.kind in (TreatyKind.NON_AGGRESSION, TreatyKind.NEUTRALITY)
            and treaty.accepted
            and 0 <= treaty.until_turn <= known.turn < treaty.until_turn + _LATELY
        ):
            found.update(int(party) for party in treaty.parties)
    for duty in reversed(known.ledger):
        if duty.turn < known.turn - _LATELY:
            break
        if duty.seen:
            found.add(int(duty.state))
    return found
