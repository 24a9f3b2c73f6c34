"""Secondary sanctions: those on a list give way, or lose a market; and the hungry are seen."""

from __future__ import annotations

import numpy as np
import pytest

from game.core.kinds import Good
from game.core.log import Log
from game.core.orders import Blacklist, Heed
from game.core.phases import blacklists, hardship
from game.core.world import World
from tests.economy.ring import OUTSIDER, TARGET, deny, quarter, ring

SENDER = 1


def embargo() -> World:
    """The sender denies oil; the outsider sells it."""
    world = ring()
    quarter(world)
    deny(world, (Good.OIL,), [SENDER])
    return world


def test_who_heeds_a_list_denies_what_the_sender_denies() -> None:
    world = embargo()
    blacklists.take(world, (Blacklist(SENDER, OUTSIDER, on=True),), Log(0))
    blacklists.take(world, (Heed(OUTSIDER, SENDER, heed=True),), log := Log(0))
    blacklists.run(world, log)
    assert world.embargoes.denied[OUTSIDER, TARGET, Good.OIL] == 1
    assert world.embargoes.denied[SENDER, OUTSIDER].sum() == 0
    assert [event.kind for event in log.events] == ["blacklist.heeded"]


def test_who_sells_on_loses_credit_and_a_market() -> None:
    world = embargo()
    liked = float(world.dyads.affinity[OUTSIDER, SENDER])
    blacklists.take(world, (Blacklist(SENDER, OUTSIDER, on=True),), Log(0))
    blacklists.run(world, Log(0))
    assert world.embargoes.denied[OUTSIDER, TARGET, Good.OIL] == 0
    for good, share in blacklists.CLOSED.items():
        assert world.embargoes.denied[SENDER, OUTSIDER, good] == pytest.approx(share)
    assert world.dyads.affinity[OUTSIDER, SENDER] < liked


def test_a_list_ends_with_the_embargo_that_it_served() -> None:
    world = embargo()
    blacklists.take(world, (Blacklist(SENDER, OUTSIDER, on=True),), Log(0))
    world.embargoes.denied = np.zeros_like(world.embargoes.denied)
    blacklists.run(world, log := Log(0))
    assert not world.dyads.blacklisted.any()
    assert [event.kind for event in log.events] == ["blacklist.lifted"]


def test_senders_tire_and_rest() -> None:
    world = embargo()
    for _ in range(8):
        quarter(world)
    assert world.states.fatigue[SENDER] > 0.1
    assert world.states.fatigue[TARGET] == 0
    world.embargoes.denied = np.zeros_like(world.embargoes.denied)
    tired = float(world.states.fatigue[SENDER])
    quarter(world)
    assert world.states.fatigue[SENDER] < tired


def test_hunger_moves_the_conscience_of_free_peoples_and_opens_a_way_for_food() -> None:
    world = embargo()
    deny(world, (Good.FOOD,), [i for i in range(world.n) if i != TARGET])
    world.states.dependence[TARGET, Good.FOOD] = 0.6
    world.states.stocks[TARGET] = 0.0
    before = float(world.states.tpop[TARGET])
    for _ in range(6):
        quarter(world)
    states = world.states
    assert states.suffering[TARGET] > 0.3
    free, ruled = int(np.argmax(states.regime)), 3
    felt = hardship.conscience(world)
    assert felt[free] > 0
    relief = hardship.relief(world)
    assert 0 < relief[free, TARGET] <= 0.8
    assert relief[free, ruled if ruled != TARGET else 0] == 0 or states.suffering[ruled] > 0.25
    assert states.tpop[TARGET] < before * 1.02
