"""One turn, in a straight line: three stages of phases, each a visible tuple.

`steps` runs a stage one phase at a time, so that a window can go on drawing between phases;
`advance` runs it whole. Neither changes the world that it is given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from game.core.books import open_books
from game.core.events import Event
from game.core.invariants import check
from game.core.kinds import Stage
from game.core.legality import Refusal, refusal
from game.core.log import Log
from game.core.orders import Order
from game.core.phases import (
    accords,
    agenda,
    appraisal,
    armaments,
    beliefs,
    chronicle,
    council,
    crises,
    deals,
    diplomacy,
    economy,
    happenings,
    membership,
    peace,
    politics,
    response,
    sanctions,
    society,
    statehood,
    trade,
    war,
)
from game.core.phases.crises import weapons
from game.core.world import World

Phase = Callable[[World, Sequence[Order], Log], None]
"""A phase changes the world it is given and reports to the log."""

PHASES: dict[Stage, tuple[tuple[str, Phase], ...]] = {
    Stage.ORDERS: (
        ("budgets", economy.set_budgets),
        ("diplomacy", diplomacy.run),
        ("bargains", deals.run),
        ("crisis moves", crises.take_moves),
        ("programmes", weapons.take_programmes),
        ("accords", accords.take),
        ("marching orders", war.take_orders),
        ("nations held and let go", statehood.take),
        ("membership business", membership.take),
        ("agenda", agenda.run),
    ),
    Stage.COUNCIL: (
        ("council", council.run),
        ("promised votes", deals.after_votes),
    ),
    Stage.RESPONSE: (
        ("response", response.run),
        ("promised parts", deals.after_response),
        ("war", war.run),
        ("happenings", happenings.run),
        ("sanctions", sanctions.run),
        ("trade", trade.run),
        ("economy", economy.run),
        ("armaments", armaments.run),
        ("crises", crises.run),
        ("peace", peace.run),
        ("statehood", statehood.run),
        ("society", society.run),
        ("politics", politics.run),
        ("beliefs", beliefs.run),
        ("membership", membership.run),
        ("chronicle", chronicle.run),
    ),
}
"""Every phase of every stage, in order."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a stage led to."""

    world: World
    events: tuple[Event, ...]


def steps(world: World, orders: Sequence[Order]) -> Iterator[str | Outcome]:
    """Run the world's present stage; yield each phase's name before it runs, the outcome last."""
    if world.stage == Stage.COUNCIL and council.idle(world) and not orders:
        for name, _ in PHASES[world.stage]:
            yield name
        yield Outcome(world.handed_on(Stage.RESPONSE), ())
        return
    new = world.following()
    new.before = world.held()
    log = Log(world.turn)
    given = sort_out(new, orders, log)
    for name, phase in PHASES[world.stage]:
        yield name
        phase(new, given, log)
    if world.stage == Stage.RESPONSE:
        new.turn += 1
        new.stage = Stage.ORDERS
        yield "appraisal"
        new.stage_memo = None
        appraisal.run(new)
    else:
        new.stage = Stage(world.stage + 1)
    new.before, new.stage_memo = None, None
    moved = new.moved(world)
    new.settle(moved)
    check(new, moved)
    yield Outcome(new, tuple(log.events))


def sort_out(world: World, orders: Sequence[Order], log: Log) -> list[Order]:
    """Return the legal orders of this stage in canonical order; report the rest to their givers.

    A later order of the same slot replaces an earlier one; apart from that, the sequence in
    which orders come in changes nothing, not even what is reported.
    """
    slots: dict[tuple[object, ...], Order] = {}
    turned_down: list[tuple[Order, Refusal]] = []
    for order in orders:
        if order.stage != world.stage:
            continue
        refused = refusal(world, order)
        if refused is None:
            slots[order.slot()] = order
        else:
            turned_down.append((order, refused))
    for order, refused in sorted(turned_down, key=lambda pair: repr(pair[0].key())):
        log.add(
            f"order.refused.{refused.key}",
            order.state,
            figures={"figure": refused.figure},
            readers=(order.state,),
        )
    return sorted(slots.values(), key=lambda order: order.key())


def advance(world: World, orders: Sequence[Order]) -> Outcome:
    """Run the world's present stage and return the world of the next one, and what happened.

    Raises BrokenWorld when the rules produced an impossible world.
    """
    outcome = None
    for step in steps(world, orders):
        outcome = step
    assert isinstance(outcome, Outcome)  # noqa: S101  # the last step always is
    return outcome


def open_world(world: World) -> World:
    """Return a compiled world ready for its first orders: derived figures computed."""
    new = world.clone()
    appraisal.run(new)
    new.tension = chronicle.tension(new)
    open_books(new)
    new.settle()
    check(new)
    return new
