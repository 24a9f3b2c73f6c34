"""Convening: members call the assembly on what a veto blocked, where two thirds would carry it."""

from __future__ import annotations

from dataclasses import replace

from game.ai.policies import convene
from game.core.ids import ResolutionId, StateId
from game.core.kinds import Act, Doctrine, Reason, Standing
from game.core.legality import refusal
from game.core.orders import Convene
from game.core.records import Resolution
from game.core.world import World
from tests.rules.play import LEAGUE, QUARREL, chartered, quarrel
from tests.worlds import ARDEN, BORLAND, CASSIA, DORVAN, ELMERE, FENWICK, small_world


def blocked(**clauses: object) -> World:
    """Dorvan has vetoed a condemnation of Borland, the turn before."""
    world = small_world(8)
    upholder = world.states.doctrine[ARDEN]
    world.states.doctrine[[state for state in range(8) if state not in (BORLAND, DORVAN)]] = (
        upholder
    )
    quarrel(world)
    chartered(world, veto=True, **{"bypass": True, **clauses})
    world.put(
        Resolution(
            ResolutionId(0), LEAGUE, QUARREL, ARDEN, (Act.CONDEMNATION,), BORLAND, 0,
            standing=Standing.VETOED, reason=Reason.VETO, vetoes=(DORVAN,),
        )
    )  # fmt: skip
    world.turn = 1
    return world


def calls(world: World) -> list[Convene]:
    orders = [done.order for done in convene.decide(world.held(), range(world.n))]
    assert all(isinstance(order, Convene) and refusal(world, order) is None for order in orders)
    return orders  # type: ignore[return-value]


def test_one_member_calls_the_assembly() -> None:
    (call,) = calls(blocked())
    assert call.resolution == 0
    assert call.state not in (BORLAND, DORVAN, FENWICK)


def test_who_calls_gives_its_reasons() -> None:
    world = blocked().held()
    (decision,) = convene.decide(world, range(world.n))
    assert sum(term.value for term in decision.terms) > 0


def test_nobody_calls_where_the_charter_has_no_way_round() -> None:
    assert calls(blocked(bypass=False)) == []


def test_nobody_calls_an_assembly_that_would_not_carry_it() -> None:
    world = blocked()
    world.states.doctrine[:] = 0.0
    world.states.doctrine[:, Doctrine.REVISE] = 1.0
    assert calls(world) == []


def test_it_is_called_once() -> None:
    world = blocked()
    first = world.resolutions[0]
    world.put(replace(first, id=ResolutionId(1), convened=True, standing=Standing.FAILED))
    assert calls(world) == []


def test_who_is_away_or_led_by_a_person_is_not_spoken_for() -> None:
    world = blocked()
    (call,) = calls(world)
    world.states.human[call.state] = True
    others = calls(world)
    assert call.state not in {order.state for order in others}
    assert {CASSIA, ELMERE, *map(StateId, (0, 6, 7))} >= {order.state for order in others}
