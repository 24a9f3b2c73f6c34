"""What may not be bargained for: an order, its refusal, and the setting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from game.core.ids import CrisisId, DealId
from game.core.kinds import Favour
from game.core.orders import AnswerDeal, OfferDeal, Order
from game.core.records import Deal
from game.core.world import World
from tests.rules.play import QUARREL
from tests.worlds import ARDEN, BORLAND, CASSIA, ELMERE, FENWICK

WAR = CrisisId(1)
UNREFERRED = CrisisId(2)


def bargain(world: World, by: int, to: int, wanted: Favour, given: Favour, **facts: object) -> Deal:
    """Put a bargain on offer since last turn."""
    deal = Deal(
        world.next_deal(), by, to, QUARREL, wanted, given, 1.0, world.turn - 1  # type: ignore[arg-type]
    )  # fmt: skip
    deal = replace(deal, **facts)  # type: ignore[arg-type]
    world.put(deal)
    return deal


def on_offer(world: World) -> None:
    bargain(world, ARDEN, ELMERE, Favour.MONEY, Favour.VOTE_YES)


def dear(world: World) -> None:
    bargain(world, ARDEN, ELMERE, Favour.MONEY, Favour.VOTE_YES, amount=1e9)


def answered(world: World) -> None:
    bargain(world, ARDEN, ELMERE, Favour.MONEY, Favour.VOTE_YES, answered=0)


def over(world: World) -> None:
    on_offer(world)
    world.put(replace(world.crises[QUARREL], end=1, ended=0))


def offer(
    to: int, wanted: Favour, given: Favour, amount: float = 1.0, crisis: int = 0
) -> OfferDeal:
    return OfferDeal(ARDEN, to, CrisisId(crisis), wanted, given, amount)  # type: ignore[arg-type]


YES, MONEY, NOTHING = Favour.VOTE_YES, Favour.MONEY, Favour.NOTHING

DEAL_CASES: tuple[tuple[str, Order, Callable[[World], object] | None], ...] = (
    ("not_to_oneself", offer(ARDEN, YES, MONEY), None),
    ("no_such_crisis", offer(ELMERE, YES, MONEY, crisis=50), None),
    ("nothing_wanted", offer(ELMERE, NOTHING, MONEY), None),
    ("nothing_wanted", offer(ELMERE, MONEY, MONEY), None),
    ("nothing_wanted", offer(ELMERE, Favour.THREAT, MONEY), None),
    ("nothing_to_send", offer(ELMERE, YES, MONEY, float("nan")), None),
    ("not_enough_money", offer(ELMERE, YES, MONEY, 1e12), None),
    ("deal_stands", offer(ELMERE, YES, MONEY), on_offer),
    ("before_no_body", offer(ELMERE, YES, MONEY, crisis=UNREFERRED), None),
    ("not_its_to_give", offer(FENWICK, YES, MONEY), None),
    ("not_its_to_give", offer(ELMERE, Favour.CLIMB_DOWN, MONEY), None),
    ("not_its_to_give", offer(BORLAND, Favour.STAND_ASIDE, MONEY), None),
    ("nothing_to_recognise", offer(ELMERE, Favour.RECOGNITION, MONEY), None),
    ("no_such_deal", AnswerDeal(ELMERE, DealId(3), True), None),
    ("not_your_deal", AnswerDeal(CASSIA, DealId(0), True), on_offer),
    ("nothing_to_answer", AnswerDeal(ELMERE, DealId(0), True), answered),
    ("no_such_crisis", AnswerDeal(ELMERE, DealId(0), True), over),
    ("not_enough_money", AnswerDeal(ELMERE, DealId(0), True), dear),
)

DEAL_ALLOWED = (
    offer(ELMERE, YES, MONEY),
    offer(ELMERE, Favour.ABSTAIN, Favour.GUARANTEE),
    offer(BORLAND, Favour.CLIMB_DOWN, Favour.THREAT),
    offer(CASSIA, Favour.VOTE_NO, Favour.VOTE_NO),
    offer(FENWICK, Favour.TAKE_PART, Favour.ARMS),
)
"""What may be bargained for in the full world of the tests of legality."""
