"""Moves: what states order in quarrels, opened first, then sides, then the parties' rounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from game.core.kinds import CrisisEnd, CrisisKind, Move, Rung
from game.core.log import Log
from game.core.orders import (
    AnswerMediator,
    ArmProxy,
    Confront,
    Consent,
    Mediate,
    MoveInCrisis,
    Order,
    PressClaim,
    SetAlert,
    StageIncident,
    TakeSide,
)
from game.core.phases.crises import mediation, sides, weapons
from game.core.phases.crises.endings import settle
from game.core.phases.crises.ladder import climb
from game.core.phases.crises.opening import confront, over_claim
from game.core.phases.crises.strife import yield_power
from game.core.records import Crisis
from game.core.world import World


def take_moves(world: World, orders: Sequence[Order], log: Log) -> None:
    """Open crises, let states take sides and mediate, then take both parties' moves in each."""
    moves: dict[int, dict[int, MoveInCrisis]] = {}
    for order in orders:
        match order:
            case PressClaim() | StageIncident():
                staged = isinstance(order, StageIncident)
                over_claim(world, world.claims[order.claim], log, staged=staged)
            case Confront():
                confront(world, order, log)
            case TakeSide():
                sides.take(world, order, log)
            case ArmProxy():
                sides.arm(world, order, log)
            case Mediate():
                mediation.offer(world, order, log)
            case AnswerMediator():
                mediation.answer(world, order, log)
            case Consent():
                _consent(world, order, log)
            case SetAlert():
                weapons.set_alert(world, order, log)
            case MoveInCrisis():
                moves.setdefault(order.crisis, {})[order.state] = order
    for crisis in world.live_crises():
        if crisis.id in moves:
            play_round(world, crisis, moves[crisis.id], log)


def _consent(world: World, order: Consent, log: Log) -> None:
    crisis = world.crises[order.crisis]
    if not crisis.live:
        return
    world.put(replace(crisis, consent=1 if order.given else 0))
    log.add(
        "mission.consented" if order.given else "mission.refused",
        order.state,
        about={"crisis": crisis.id},
    )


def play_round(world: World, crisis: Crisis, moves: dict[int, MoveInCrisis], log: Log) -> None:
    """Take a round: climbing down beats all else, then a deal, then the ladder."""
    first, second = moves.get(crisis.initiator), moves.get(crisis.target)
    if crisis.internal:
        if first is not None:
            _within(world, crisis, first, log)
        return
    if first is not None and first.move == Move.CLIMB_DOWN:
        if crisis.rung < Rung.WAR:
            settle(world, crisis, CrisisEnd.WITHDREW, log)
        return
    if second is not None and second.move == Move.CLIMB_DOWN and crisis.rung < Rung.WAR:
        settle(world, crisis, CrisisEnd.KEPT_GAINS, log)
        return
    if second is not None and second.move == Move.OFFER:
        crisis = _offered(world, crisis, second, log)
    if first is not None and first.move == Move.OFFER:
        crisis = _offered(world, crisis, first, log)
    if met(crisis):
        settle(world, crisis, CrisisEnd.COMPROMISE, log, share=crisis.offer)
        return
    climbing = [move.state for move in (first, second) if move and move.move == Move.ESCALATE]
    if climbing:
        crisis = climb(world, crisis, climbing, log)
    world.put(crisis)


def met(crisis: Crisis) -> bool:
    """Tell whether what is offered is as much as what is asked for."""
    return crisis.offer >= 0 and 0 <= crisis.settle_for <= crisis.offer


def _offered(world: World, crisis: Crisis, move: MoveInCrisis, log: Log) -> Crisis:
    by_target = move.state == crisis.target
    log.add(
        "crisis.offer",
        move.state,
        crisis.initiator if by_target else crisis.target,
        about={"crisis": crisis.id},
        figures={"share": move.share},
    )
    if by_target:
        return replace(crisis, offer=move.share, moved=world.turn)
    return replace(crisis, settle_for=move.share, moved=world.turn)


def _within(world: World, crisis: Crisis, move: MoveInCrisis, log: Log) -> None:
    """Take a government's move in a crisis within its state: offer the rebels a share, or yield."""
    if move.move == Move.OFFER:
        world.put(replace(crisis, offer=move.share, moved=world.turn))
        log.add(
            "strife.offer",
            crisis.target,
            about={"crisis": crisis.id},
            figures={"share": move.share},
        )
    elif move.move == Move.CLIMB_DOWN:
        if crisis.kind == CrisisKind.ATROCITY:
            settle(world, crisis, CrisisEnd.WITHDREW, log)
        elif crisis.nation >= 0:
            world.states.promised[crisis.nation] = True
            log.add("nation.promised", crisis.target, crisis.nation)
        else:
            yield_power(world, crisis, log)
