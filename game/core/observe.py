"""What a state may know: a private copy of the world with others' secrets blanked."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from game.core.events import Event
from game.core.ids import NONE, NodeId, StateId
from game.core.kinds import CrisisKind, Stance
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
    influence spent by others, and cheating that was not seen.
    """
    known = world.clone()
    known.seed = 0
    for table in (known.states, known.dyads):
        table.redact(viewer)
    others = known.formations.owner != viewer
    known.formations.stance[others] = Stance.HOLD
    known.formations.goal[others] = NONE
    known.crises = [
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
    ]
    known.treaties = [
        treaty
        if treaty.accepted or viewer in treaty.parties
        else replace(treaty, parties=(), until_turn=0)
        for treaty in known.treaties
    ]
    known.lobbied = [row for row in known.lobbied if viewer in (row[1], row[2])]
    known.ledger = [
        duty
        if duty.state == viewer or duty.seen or not duty.cheated
        else replace(duty, cheated=False, given=duty.expected, cost=0.0, terms=())
        for duty in known.ledger
    ]
    return PlayerView(viewer, known)


def readable(events: list[Event], viewer: StateId) -> list[Event]:
    """Return the events that a state may read."""
    return [event for event in events if event.readable_by(viewer)]


def stands_at(world: World, node: NodeId) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Return the rows of the formations that stand at a place."""
    rows: np.ndarray[tuple[int], np.dtype[np.int64]] = np.flatnonzero(
        world.formations.exists & (world.formations.node == node)
    )
    return rows
