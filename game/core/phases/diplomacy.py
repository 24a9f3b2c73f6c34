"""Diplomacy: treaties offered, answered and ended; notices, recognition, persuasion."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from game.core.ids import NOBODY, StateId
from game.core.kinds import Ballot, Holding, TreatyKind
from game.core.log import Log
from game.core.orders import (
    AnswerTreaty,
    Denounce,
    Lobby,
    OfferTreaty,
    Order,
    Recognise,
    Withdraw,
)
from game.core.parliaments import ratify_treaty
from game.core.records import Treaty
from game.core.world import World


def run(world: World, orders: Sequence[Order], log: Log) -> None:
    """Answer old offers first, then make new ones; spend influence; take notices."""
    answered = {order.treaty: order for order in orders if isinstance(order, AnswerTreaty)}
    for treaty in world.treaties.open:
        if treaty.accepted or treaty.until_turn >= 0:
            continue
        answer = answered.get(treaty.id)
        if answer is not None and answer.accept and _ratified(world, treaty, log):
            _conclude(world, treaty, log)
        elif answer is not None or treaty.since_turn < world.turn:
            _let_lapse(world, treaty, log)
    for order in orders:
        match order:
            case OfferTreaty():
                _offer(world, order, log)
            case Denounce():
                _denounce(world, order, log)
            case Withdraw():
                _give_notice(world, order, log)
            case Recognise():
                recognise(world, order.state, order.taker, log)
            case Lobby():
                _lobby(world, order, log)


def _ratified(world: World, treaty: Treaty, log: Log) -> bool:
    """Tell whether the parliaments of both who signed consent; whose does not is reported."""
    first, second = StateId(treaty.offered_by), StateId(_answering(treaty))
    return ratify_treaty(world, first, treaty.kind, second, log) and ratify_treaty(
        world, second, treaty.kind, first, log
    )


def _conclude(world: World, treaty: Treaty, log: Log) -> None:
    world.put(replace(treaty, accepted=True, since_turn=world.turn))
    first, second = treaty.offered_by, _answering(treaty)
    for a, b in ((first, second), (second, first)):
        world.dyads.affinity[a, b] = min(1.0, world.dyads.affinity[a, b] + 0.15)
    log.add(
        "treaty.concluded", first, second, about={"treaty": treaty.id, "kind": int(treaty.kind)}
    )


def _let_lapse(world: World, treaty: Treaty, log: Log) -> None:
    world.put(replace(treaty, until_turn=world.turn))
    other = _answering(treaty)
    log.add(
        "treaty.refused",
        other,
        treaty.offered_by,
        about={"treaty": treaty.id, "kind": int(treaty.kind)},
        readers=treaty.parties,
    )


def _answering(treaty: Treaty) -> int:
    return next((party for party in treaty.parties if party != treaty.offered_by), NOBODY)


def _offer(world: World, order: OfferTreaty, log: Log) -> None:
    treaty = Treaty(
        id=world.next_treaty(),
        kind=order.kind,
        parties=(order.state, order.to),
        since_turn=world.turn,
        until_turn=-1,
        offered_by=order.state,
        accepted=False,
    )
    if order.kind == TreatyKind.GUARANTEE:
        if ratify_treaty(world, order.state, order.kind, order.to, log):
            guarantee(world, order.state, order.to, log)
        return
    if any(
        not offer.accepted
        and offer.until_turn < 0
        and offer.kind == order.kind
        and set(offer.parties) == {order.state, order.to}
        for offer in world.treaties_between(order.state, order.to)
    ):
        return
    world.put(treaty)
    log.add(
        "treaty.offered",
        order.state,
        order.to,
        about={"treaty": treaty.id, "kind": int(order.kind)},
        readers=(order.state, order.to),
    )


def guarantee(world: World, by: StateId, to: StateId, log: Log) -> None:
    """Give a guarantee: it is not bargained for, so that it needs nobody's signature."""
    treaty = Treaty(
        world.next_treaty(), TreatyKind.GUARANTEE, (by, to), world.turn, -1, by, accepted=True
    )
    world.put(treaty)
    _conclude(world, treaty, log)


def _denounce(world: World, order: Denounce, log: Log) -> None:
    treaty = world.treaties[order.treaty]
    if 0 <= treaty.until_turn <= world.turn:
        return  # the other party was quicker
    world.put(replace(treaty, until_turn=world.turn))
    for other in treaty.parties:
        if other != order.state:
            world.dyads.affinity[other, order.state] = max(
                -1.0, world.dyads.affinity[other, order.state] - 0.2
            )
            log.add(
                "treaty.denounced",
                order.state,
                other,
                about={"treaty": treaty.id, "kind": int(treaty.kind)},
            )


def _give_notice(world: World, order: Withdraw, log: Log) -> None:
    notice = world.charters[order.institution].withdrawal_notice_turns
    leaves = world.turn + notice
    world.memberships.leaves[order.institution, order.state] = leaves
    log.add(
        "membership.notice",
        order.state,
        about={"institution": order.institution},
        figures={"turns": notice},
    )


def recognise(world: World, by: StateId, taker: StateId, log: Log) -> None:
    """Recognise what a state has taken: it is pleased, and those it took from are not."""
    if world.dyads.recognised[by, taker]:
        return
    world.dyads.recognised[by, taker] = True
    land = world.territories
    victims = sorted(
        {
            int(land.sovereign[i])
            for i in range(world.board.territories)
            if land.owner[i] == taker
            and land.holding[i] == Holding.ANNEXED
            and land.sovereign[i] >= 0
        }
    )
    world.dyads.affinity[taker, by] = min(1.0, world.dyads.affinity[taker, by] + 0.15)
    for victim in victims:
        world.dyads.affinity[victim, by] = max(-1.0, world.dyads.affinity[victim, by] - 0.2)
    log.add("recognition.given", by, taker)


def _lobby(world: World, order: Lobby, log: Log) -> None:
    left = float(world.states.influence[order.state])
    spent = min(order.influence, left)
    if spent <= 0:
        return
    world.states.influence[order.state] = left - spent
    world.lobbied.append(
        (order.crisis, order.state, order.to, round(spent, 3), Ballot(order.wanted))
    )
    log.add(
        "lobby.spent",
        order.state,
        order.to,
        about={"crisis": order.crisis},
        figures={"influence": spent},
        readers=(order.state, order.to),
    )
