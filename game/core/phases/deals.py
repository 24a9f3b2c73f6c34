"""Deals: bargains offered and answered, favours done, promises held against what came of them.

An offer waits for an answer in the next turn's orders. What can be done on the spot is done as it
is struck (recognition, a guarantee); a vote falls due when the case is voted on, a part in
measures when they are carried out, climbing down in the next round. Money and arms are due once
the other side has done its part. A threat that is defied is to be carried out by the next turn.
Who breaks its word loses the other's trust; nobody else hears of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import IntEnum

from game.core.ids import StateId
from game.core.kinds import Ballot, Favour, Move
from game.core.legality import refusal
from game.core.log import Log
from game.core.orders import (
    AnswerDeal,
    Confront,
    Denounce,
    JoinWar,
    MoveInCrisis,
    OfferDeal,
    Order,
    PressClaim,
    StageIncident,
    TakeSide,
)
from game.core.phases.diplomacy import guarantee, recognise
from game.core.promises import PAID, VOTES, Promise, meant, open_promises, parts
from game.core.records import Deal
from game.core.world import World


def run(world: World, orders: Sequence[Order], log: Log) -> None:
    """Hold threats and promised withdrawals to their word, then take answers, then new offers."""
    if world.deals:
        _hold_to(world, orders, log)
        _answers(world, orders, log)
    for order in orders:
        if isinstance(order, OfferDeal) and refusal(world, order) is None:
            _offer(world, order, log)


def after_votes(world: World, orders: Sequence[Order], log: Log) -> None:  # noqa: ARG001
    """Hold promised votes against the ballots of this turn."""
    if not world.deals:
        return
    for promise in [one for one in open_promises(world) if one.favour in VOTES]:
        ballots = [
            (vote.ballot, resolution.target)
            for resolution in world.resolutions_on(promise.deal.crisis)
            if resolution.due == world.turn and resolution.amends < 0
            for vote in resolution.votes
            if vote.state == promise.by
        ]
        if ballots:
            wanted = VOTES[promise.favour]
            kept = all(
                _as_promised(ballot, meant(world, promise.deal.crisis, wanted, target))
                for ballot, target in ballots
            )
            settle(world, promise, kept, log)


def after_response(world: World, orders: Sequence[Order], log: Log) -> None:  # noqa: ARG001
    """Hold promises to take part or to stand aside against what was given this turn."""
    if not world.deals:
        return
    asked = (Favour.TAKE_PART, Favour.STAND_ASIDE)
    for promise in [one for one in open_promises(world) if one.favour in asked]:
        given: dict[StateId, float] = {}
        about = {
            resolution.id
            for resolution in world.resolutions_on(promise.deal.crisis)
            if resolution.in_force
        }
        for duty in reversed(world.ledger):
            if duty.turn != world.turn:
                break
            if duty.resolution in about:
                shown = duty.given if duty.seen else duty.promised
                given[duty.state] = max(given.get(duty.state, 0.0), shown)
        if given:  # measures were asked for
            active = given.get(promise.by, 0.0) > 0
            settle(world, promise, active == (promise.favour == Favour.TAKE_PART), log)


def _as_promised(cast: Ballot, wanted: Ballot) -> bool:
    if wanted == Ballot.NO:
        return cast in (Ballot.NO, Ballot.VETO)
    if wanted == Ballot.ABSTAIN:
        return cast in (Ballot.ABSTAIN, Ballot.ABSENT)
    return cast == wanted


# -- offers and answers ----------------------------------------------------------------------------


def _offer(world: World, order: OfferDeal, log: Log) -> None:
    deal = Deal(
        id=world.next_deal(),
        offered_by=order.state,
        to=order.to,
        crisis=order.crisis,
        wanted=order.wanted,
        given=order.given,
        amount=round(order.amount, 4) if {order.wanted, order.given} & set(PAID) else 0.0,
        turn=world.turn,
    )
    world.put(deal)
    news = _News.THREATENED if order.given == Favour.THREAT else _News.OFFERED
    _tell(deal, news, log)


def _answers(world: World, orders: Sequence[Order], log: Log) -> None:
    answers = {order.deal: order for order in orders if isinstance(order, AnswerDeal)}
    for deal in world.deals.open:
        if deal.answered >= 0:
            continue
        answer = answers.get(deal.id)
        if answer is not None and answer.accept and refusal(world, answer) is None:
            _strike(world, deal, log)
        elif answer is not None or deal.turn < world.turn:
            world.put(replace(deal, answered=world.turn))
            _tell(deal, _News.REFUSED, log, by=deal.to)
            if deal.given == Favour.THREAT:
                _defied(world, deal)


def _strike(world: World, deal: Deal, log: Log) -> None:
    """Strike a bargain: do what can be done on the spot, and pay for it."""
    world.put(replace(deal, answered=world.turn, accepted=True))
    _tell(deal, _News.STRUCK, log, by=deal.to)
    for promise in parts(world.deals[deal.id]):
        match promise.favour:
            case Favour.NOTHING:
                settle(world, promise, kept=True, log=log)
            case Favour.RECOGNITION:
                recognise(world, promise.by, promise.to, log)
                settle(world, promise, kept=True, log=log)
            case Favour.GUARANTEE:
                guarantee(world, promise.by, promise.to, log)
                settle(world, promise, kept=True, log=log)
    now = world.deals[deal.id]
    if now.given in PAID and now.wanted in PAID:
        _pay(world, parts(now)[0], log)  # which makes the other side's payment due


# -- keeping one's word ----------------------------------------------------------------------------


def settle(world: World, promise: Promise, kept: bool, log: Log) -> None:
    """Write down that a side kept or broke its word, and what follows of it."""
    deal = world.deals[promise.deal.id]
    done = list(deal.done)
    if done[promise.part] >= 0:
        return
    done[promise.part] = int(kept)
    both = (done[0], done[1])
    known = 0 if 0 in both else 1 if both == (1, 1) else -1
    world.put(replace(deal, done=both, kept=known))
    if promise.favour != Favour.NOTHING:
        counted = world.dyads.kept if kept else world.dyads.broken
        counted[promise.to, promise.by] += world.rules.promise_credence * (1.0 if kept else 2.0)
        _tell(deal, _News.KEPT if kept else _News.BROKEN, log, by=promise.by)
    if not kept:
        _like_less(world, promise.to, promise.by, world.rules.refusal_liking)
        if promise.part == 1 and deal.given == Favour.THREAT:
            _defied(world, world.deals[deal.id])
        return
    other = parts(world.deals[deal.id])[1 - promise.part]
    if not other.open:
        return
    if other.favour in PAID:
        _pay(world, other, log)
    elif other.favour == Favour.THREAT:
        settle_quietly(world, other)


def settle_quietly(world: World, promise: Promise) -> None:
    """Write down that a threat need not be carried out: its object gave way."""
    deal = world.deals[promise.deal.id]
    world.put(replace(deal, done=(1, deal.done[1]), kept=1 if deal.done[1] == 1 else deal.kept))


def _pay(world: World, promise: Promise, log: Log) -> None:
    """Pay what is due; who has it no more has broken its word."""
    states, amount = world.states, promise.deal.amount
    if states.treasury[promise.by] < amount:
        settle(world, promise, kept=False, log=log)
        return
    states.treasury[promise.by] -= amount
    if promise.favour == Favour.MONEY:
        states.treasury[promise.to] += amount
    else:
        states.milex[promise.to] += amount
    _tell(promise.deal, _News.PAID, log, by=promise.by)
    settle(world, promise, kept=True, log=log)


def _defied(world: World, deal: Deal) -> None:
    """Let a threat that was defied cost both sides' liking, whatever comes of it."""
    _like_less(world, deal.offered_by, deal.to, world.rules.refusal_liking)
    _like_less(world, deal.to, deal.offered_by, world.rules.refusal_liking)


def _like_less(world: World, one: int, other: int, by: float) -> None:
    liking = world.dyads.affinity
    liking[one, other] = max(-1.0, float(liking[one, other]) - by)


def _hold_to(world: World, orders: Sequence[Order], log: Log) -> None:
    """Hold promises to climb down, and threats that were defied, to what is ordered now."""
    for promise in [one for one in open_promises(world) if one.favour == Favour.CLIMB_DOWN]:
        bowed = any(
            isinstance(order, MoveInCrisis)
            and order.state == promise.by
            and order.crisis == promise.deal.crisis
            and order.move == Move.CLIMB_DOWN
            for order in orders
        )
        if bowed or promise.deal.answered < world.turn:
            settle(world, promise, bowed, log)
    for deal in list(world.deals):
        if not due_threat(world, deal):
            continue
        done = any(harms(world, order, deal.offered_by, deal.to) for order in orders)
        world.put(replace(deal, done=(int(done), deal.done[1]), kept=0 if not done else deal.kept))
        if not done:
            counted = world.dyads.broken
            counted[deal.to, deal.offered_by] += 2.0 * world.rules.promise_credence
        _tell(deal, _News.THREAT_DONE if done else _News.THREAT_EMPTY, log)


def due_threat(world: World, deal: Deal) -> bool:
    """Tell whether a threat has been defied and is to be carried out this turn."""
    if deal.given != Favour.THREAT or deal.answered < 0 or deal.done[0] >= 0:
        return False
    if deal.answered >= world.turn or not world.states.exists[[deal.to, deal.offered_by]].all():
        return False
    return not deal.accepted or deal.done[1] == 0


def harms(world: World, order: Order, by: StateId, whom: StateId) -> bool:
    """Tell whether an order of one state does another the harm that it was threatened with.

    A treaty denounced, a confrontation, a claim pressed or an incident staged against it, a step up
    in a crisis with it, standing against it in one, or joining a war against it.
    """
    if order.state != by:
        return False
    match order:
        case Denounce():
            return whom in world.treaties[order.treaty].parties
        case Confront():
            return order.target == whom
        case PressClaim() | StageIncident():
            return world.claims[order.claim].holder == whom
        case MoveInCrisis():
            crisis = world.crises[order.crisis]
            return order.move == Move.ESCALATE and whom in (crisis.initiator, crisis.target)
        case JoinWar():
            war = world.wars[order.war]
            return war.side(whom) == 1 - order.side
        case TakeSide():
            crisis = world.crises[order.crisis]
            against = (crisis.target, crisis.initiator)
            return order.side in (0, 1) and against[order.side] == whom
    return False


class _News(IntEnum):
    """What there is to tell of a bargain."""

    OFFERED = 0
    THREATENED = 1
    STRUCK = 2
    REFUSED = 3
    KEPT = 4
    BROKEN = 5
    PAID = 6
    THREAT_DONE = 7
    THREAT_EMPTY = 8


def _tell(deal: Deal, news: _News, log: Log, *, by: int | None = None) -> None:
    """Tell both sides, and nobody else; `by` is who did it, else who made the offer."""
    subject = deal.offered_by if by is None else by
    other = deal.to if subject == deal.offered_by else deal.offered_by
    kind = (
        "deal.offered",
        "deal.threatened",
        "deal.struck",
        "deal.refused",
        "deal.kept",
        "deal.broken",
        "deal.paid",
        "deal.threat_done",
        "deal.threat_empty",
    )[news]
    log.add(
        kind,
        subject,
        other,
        about={"crisis": deal.crisis, "wanted": int(deal.wanted), "given": int(deal.given)},
        figures={"amount": deal.amount},
        readers=(deal.offered_by, deal.to),
    )
