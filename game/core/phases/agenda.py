"""The agenda: crises referred, and resolutions tabled for this turn's session."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from game.core.ids import NONE
from game.core.legality import refusal
from game.core.log import Log
from game.core.orders import Order, Refer, Table
from game.core.records import Resolution
from game.core.world import World


def run(world: World, orders: Sequence[Order], log: Log) -> None:
    """Take referrals first, then resolutions; the same acts in a case come to a vote once."""
    for order in orders:
        if isinstance(order, Refer):
            _refer(world, order, log)
    seen: set[tuple[int, int, int, tuple[int, ...]]] = set()
    for order in orders:
        if not isinstance(order, Table):
            continue
        crisis = world.crises[order.crisis]
        if not crisis.live or refusal(world, order) is not None:
            continue
        if crisis.institution == NONE:
            _refer(world, Refer(order.state, order.crisis, order.institution), log)
        acts = tuple(sorted(order.acts))
        motion = (order.institution, order.crisis, order.target, acts)
        if motion in seen:
            continue
        seen.add(motion)
        resolution = Resolution(
            id=world.next_resolution(),
            institution=order.institution,
            crisis=order.crisis,
            proposer=order.state,
            acts=acts,
            target=order.target,
            tabled=world.turn,
        )
        world.put(resolution)
        log.add(
            "resolution.tabled",
            order.state,
            order.target,
            about={
                "resolution": resolution.id,
                "crisis": order.crisis,
                "institution": order.institution,
            },
        )


def _refer(world: World, order: Refer, log: Log) -> None:
    crisis = world.crises[order.crisis]
    if not crisis.live or crisis.institution != NONE:
        return
    world.put(replace(crisis, institution=order.institution, referred=world.turn))
    log.add(
        "crisis.referred",
        order.state,
        crisis.initiator,
        about={"crisis": crisis.id, "institution": order.institution},
    )
