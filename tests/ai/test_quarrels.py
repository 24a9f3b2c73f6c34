"""Parties to quarrels without a claim move by the prices they are shown; supporters answer calls."""

from __future__ import annotations

from game.ai.policies import quarrels
from game.core.ids import WarId
from game.core.kinds import CrisisKind, Move, Rung
from game.core.legality import refusal
from game.core.observe import observe
from game.core.orders import AnswerMediator, JoinWar, MoveInCrisis
from game.core.outlook import outlook
from game.core.records import War
from game.core.terms import total
from game.core.ways_out import choices
from tests.rules.play import QUARREL, quarrel
from tests.worlds import ARDEN, BORLAND, CASSIA, FENWICK, small_world


def test_a_party_does_what_is_worth_most_to_it_and_says_why() -> None:
    world = small_world()
    quarrel(world, claim=-1, kind=CrisisKind.ULTIMATUM, rung=Rung.ULTIMATUM)
    look = outlook(world)
    for decision in quarrels.decide(world, range(world.n)):
        assert refusal(world, decision.order) is None
        assert isinstance(decision.order, MoveInCrisis)
        found = choices(world, world.crises[QUARREL], decision.order.state, look)
        assert total(decision.terms) == max(choice.worth for choice in found)


def test_a_view_leads_to_the_same_orders() -> None:
    world = small_world()
    quarrel(world, claim=-1, kind=CrisisKind.BLOCKADE, rung=Rung.CLASH, offices=(ARDEN,))
    for state in (BORLAND, CASSIA):
        known = observe(world, state).known
        assert list(quarrels.decide(world, [state])) == list(quarrels.decide(known, [state]))


def test_demands_on_land_are_left_to_other_policies() -> None:
    world = small_world()
    quarrel(world)
    orders = [decision.order for decision in quarrels.decide(world, range(world.n))]
    assert not [order for order in orders if isinstance(order, MoveInCrisis)]


def test_a_friend_is_welcome_to_mediate_and_a_friend_of_the_others_is_not() -> None:
    world = small_world()
    quarrel(world, offices=(ARDEN, FENWICK))
    world.dyads.affinity[CASSIA, ARDEN], world.dyads.affinity[BORLAND, ARDEN] = 0.5, 0.0
    world.dyads.affinity[CASSIA, FENWICK], world.dyads.affinity[BORLAND, FENWICK] = -0.6, 0.9
    answers = {
        decision.order.mediator: decision.order.accept
        for decision in quarrels.decide(world, [CASSIA])
        if isinstance(decision.order, AnswerMediator)
    }
    assert answers == {ARDEN: True, FENWICK: False}


def test_who_stood_with_the_attacked_fights_for_it_where_that_is_worth_it() -> None:
    world = small_world()
    world.put(War(WarId(0), QUARREL, (BORLAND,), (CASSIA,), 0, (0.0, 0.0), (None, None)))
    quarrel(world, rung=Rung.WAR, war=WarId(0), camps=((), (ARDEN,), ()))
    world.dyads.affinity[ARDEN, CASSIA] = 1.0
    world.dyads.threat[ARDEN, BORLAND] = 0.8
    world.states.cost_estimate[ARDEN] = 0.5
    (decision,) = quarrels.decide(world, [ARDEN])
    assert decision.order == JoinWar(ARDEN, WarId(0), 1)
    world.dyads.affinity[ARDEN, CASSIA] = -1.0
    world.dyads.threat[ARDEN, BORLAND] = 0.0
    world.states.cost_estimate[ARDEN] = 10.0
    assert not list(quarrels.decide(world, [ARDEN]))


def test_nobody_holds_out_for_ever_in_a_quarrel() -> None:
    world = small_world()
    quarrel(world, claim=-1, kind=CrisisKind.ULTIMATUM, rung=Rung.ULTIMATUM, clock=world.turn + 2)
    moves = {
        decision.order.move
        for decision in quarrels.decide(world, range(world.n))
        if isinstance(decision.order, MoveInCrisis)
    }
    assert Move.HOLD not in moves, "to hold is to order nothing"
