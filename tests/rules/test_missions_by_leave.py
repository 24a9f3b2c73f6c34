"""Missions that watch by leave: they go out without anybody being named, and offend nobody."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from game.ai.advisor import decide
from game.core.cases import brief, case_of
from game.core.forecast import as_decided, division, enforcement
from game.core.kinds import Act, Obligation, Rung, Stage
from game.core.orders import Contribute
from game.core.outlook import outlook
from game.core.turn import advance
from game.core.world import World
from tests.rules.play import chartered, happened, measure, quarrel
from tests.worlds import BORLAND, CASSIA, small_world

WATCHES = (Act.OBSERVERS, Act.PEACEKEEPING)


def looking_on() -> World:
    """Borland presses Cassia before the League; nobody has been named."""
    world = small_world(8)
    quarrel(world)
    world.states.doctrine[:] = (0.7, 0.2, 0.05, 0.0, 0.05)
    obligations = list(world.charters[0].obligations)
    for act in WATCHES:
        obligations[act] = Obligation.RECOMMENDED  # as the Charter of 1945 has it
    chartered(world, obligations=tuple(obligations))
    return world


def owed(world: World, act: Act, *, decided: bool) -> float:
    case = replace(case_of(world.crises[0]), decided=decided)
    prices = brief(world, case, [act], outlook(world)).prices
    return float(prices.values[0, :, prices.keys.index("obligation")].sum())


@pytest.mark.parametrize("act", WATCHES)
def test_members_owe_men_to_a_mission_before_anybody_is_named(act: Act) -> None:
    world = looking_on()
    assert owed(world, act, decided=False) == owed(world, act, decided=True) > 0
    assert owed(world, Act.OIL_BAN, decided=False) == 0.0


def test_what_is_expected_of_a_mission_before_the_vote_is_expected_of_it_after() -> None:
    world = looking_on()
    case = case_of(world.crises[0])
    for act in WATCHES:
        before = enforcement(world, [(as_decided(case), act)])
        after = enforcement(world, [(case, act)])
        assert np.allclose(before.answer.expected, after.answer.expected)


def test_a_mission_that_was_decided_finds_men() -> None:
    world = looking_on()
    measure(world, Act.OBSERVERS)
    world.crises[0] = replace(world.crises[0], acts=(Act.OBSERVERS,), consent=1)
    world.stage = Stage.RESPONSE
    orders = [done.order for done in decide(world, range(world.n))]
    sent = [order for order in orders if isinstance(order, Contribute) and order.share > 0]
    assert sent
    assert {order.state for order in sent}.isdisjoint({BORLAND, CASSIA})
    given = advance(world, orders).world.ledger
    assert sum(duty.given for duty in given if duty.act == Act.OBSERVERS) > 0
    assert not happened(advance(world, orders), "order.refused.not_asked")


def test_who_comes_by_leave_offends_less_than_who_does_not() -> None:
    world = looking_on()
    world.dyads.threat[:, BORLAND] = 0.5
    case = replace(case_of(world.crises[0]), gravity=0.6)
    for act in WATCHES:
        told = {}
        for leave in (True, False):
            chartered(world, consent_needed=leave)
            worth = division(world.clone(), case, (act,)).worth
            told[leave] = {
                key: float(worth.values[:, worth.keys.index(key)].mean())
                for key in ("offence", "empty_words")
            }
        assert told[False]["offence"] < told[True]["offence"] < 0
        assert told[False]["empty_words"] < told[True]["empty_words"] == 0.0


def test_where_two_states_are_at_war_there_is_no_peace_to_keep() -> None:
    world = looking_on()
    chartered(world, consent_needed=True)
    blame = []
    for rung in (Rung.MOBILISATION, Rung.CLASH, Rung.WAR):
        world.crises[0] = replace(world.crises[0], rung=rung)
        worth = division(world.clone(), case_of(world.crises[0]), (Act.PEACEKEEPING,)).worth
        blame.append(float(worth.values[:, worth.keys.index("empty_words")].mean()))
    assert 0 > blame[0] > blame[1] > blame[2]


def test_a_text_that_also_punishes_is_no_mission_by_leave() -> None:
    world = looking_on()
    chartered(world, consent_needed=True)
    case = case_of(world.crises[0])
    both = division(world, case, (Act.OBSERVERS, Act.OIL_BAN)).worth
    assert both.values[:, both.keys.index("empty_words")].min() < 0
