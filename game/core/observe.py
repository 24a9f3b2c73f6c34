"""What a state may know: a private copy of the world with others' secrets blanked."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from game.core.events import Event
from game.core.ids import NOBODY, NONE, CrisisId, NodeId, StateId
from game.core.kinds import DENIED_GOODS, CrisisKind, Favour, Stance, TreatyKind
from game.core.records import Deal, Duty, Resolution
from game.core.rolls import Roll
from game.core.world import World


@dataclass(frozen=True, slots=True)
class PlayerView:
    """What one state knows.

    `known` is a World whose secret cells hold their defaults; changing it changes nothing.
    """

    viewer: StateId
    known: World


def observe(world: World, viewer: StateId) -> PlayerView:
    """Return the viewer's private copy of the world.

    Blanked are: columns declared for their owner (treasury, influence, private estimates), the
    seed, others' marching orders, who staged an incident, treaties on offer between others,
    bargains between others, influence spent by others, and cheating that was not seen: it reads as if its promise had been
    kept, in the ledger and in what is denied.
    """
    known = world.clone()
    known.seed = 0
    for table in (known.states, known.dyads):
        table.redact(viewer)
    others = known.formations.owner != viewer
    known.formations.stance[others] = Stance.HOLD
    known.formations.goal[others] = NONE
    known.crises = Roll(
        crisis
        if crisis.initiator == viewer or not crisis.staged
        else replace(
            crisis,
            staged=False,
            kind=CrisisKind.BORDER_INCIDENT
            if crisis.kind == CrisisKind.STAGED_INCIDENT
            else crisis.kind,
        )
        for crisis in known.crises
    )
    known.treaties = Roll(
        treaty
        if treaty.accepted or viewer in treaty.parties
        else replace(
            treaty,
            kind=TreatyKind.DEFENCE,
            parties=(),
            since_turn=0,
            until_turn=0,
            offered_by=NOBODY,
        )
        for treaty in known.treaties
    )
    known.deals = Roll(
        deal if viewer in (deal.offered_by, deal.to) else _unheard(deal) for deal in known.deals
    )
    bargained = {deal.crisis for deal in world.deals if deal.accepted}
    if bargained:
        known.resolutions = Roll(
            _unbought(resolution, viewer) if resolution.crisis in bargained else resolution
            for resolution in known.resolutions
        )
    known.lobbied = [row for row in known.lobbied if viewer in (row[1], row[2])]
    known.ledger = Roll(
        replace(duty, cheated=False, given=duty.promised) if _unseen(duty, viewer) else duty
        for duty in known.ledger
    )
    _believe_the_cheats(known, world, viewer)
    return PlayerView(viewer, known)


def _unheard(deal: Deal) -> Deal:
    """Return the place of a bargain between others: that there was one in that turn, no more."""
    nothing = Favour.NOTHING
    turn = deal.turn
    return Deal(deal.id, NOBODY, NOBODY, CrisisId(0), nothing, nothing, 0.0, turn, answered=turn)


def _unbought(resolution: Resolution, viewer: StateId) -> Resolution:
    """Return a roll call without what others' votes owed to promises."""
    return replace(
        resolution,
        votes=tuple(
            vote
            if vote.state == viewer
            else replace(vote, terms=tuple(term for term in vote.terms if term.key != "promise"))
            for vote in resolution.votes
        ),
    )


def _unseen(duty: Duty, viewer: StateId) -> bool:
    return duty.cheated and not duty.seen and duty.state != viewer


def _believe_the_cheats(known: World, world: World, viewer: StateId) -> None:
    """Show as denied what an unseen cheat said that it denies; figures of trade may yet tell."""
    if not world.ledger:
        return
    last = world.ledger[-1].turn
    for duty in reversed(world.ledger):
        if duty.turn != last or last < world.turn - 1:
            break
        if _unseen(duty, viewer) and duty.act in DENIED_GOODS:
            target = world.resolutions[duty.resolution].target
            goods = list(DENIED_GOODS[duty.act])
            cells = known.embargoes.denied[duty.state, target, goods]
            known.embargoes.denied[duty.state, target, goods] = np.maximum(cells, duty.promised)


def readable(events: list[Event], viewer: StateId) -> list[Event]:
    """Return the events that a state may read."""
    return [event for event in events if event.readable_by(viewer)]


def stands_at(world: World, node: NodeId) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Return the rows of the formations that stand at a place."""
    rows: np.ndarray[tuple[int], np.dtype[np.int64]] = np.flatnonzero(
        world.formations.exists & (world.formations.node == node)
    )
    return rows
