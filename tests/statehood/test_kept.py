"""Births, exiles and risings are saved with the rest, and seats of states that end, end cleanly."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from game.core import statehood
from game.core.exiles import Exile
from game.core.ids import StateId
from game.core.log import Log
from game.core.orders import GrantIndependence, HoldColony, SeekUnion, parse, unparse
from game.persistence.save import load, write_save
from game.persistence.saved import SavedGame
from game.session.seats import SeatSetup
from game.session.session import Session
from tests.persistence.small_world import played, scenario
from tests.worlds import ARDEN, BORLAND, CASSIA, FENWICK, SmallCampaign

CAMPAIGN = SmallCampaign(turns=4)


def kept() -> SavedGame:
    """A saved game with an exile, a rising, a nation that was promised a state, and a birth."""
    game = played()
    world = game.world.clone()
    world.put(Exile(world.next_exile(), StateId(3), StateId(1), StateId(0), 2))
    if world.crises:
        world.put(replace(world.crises[0], nation=StateId(3)))
    world.states.promised[3] = True
    world.states.born[2] = 1
    world.states.nationhood[3] = 0.75
    return replace(game, world=world)


def test_exiles_risings_and_births_come_back(tmp_path: Path) -> None:
    path = tmp_path / "game.indsave"
    write_save(path, kept())

    world = load(path, lambda _header: scenario()).game.world

    assert world.exiles[0] == kept().world.exiles[0]
    assert world.digest() == kept().world.digest()


def test_orders_about_nations_are_written_and_read() -> None:
    orders = (
        GrantIndependence(ARDEN, FENWICK),
        HoldColony(ARDEN, FENWICK),
        SeekUnion(ARDEN, CASSIA, sought=False),
    )
    for order in orders:
        assert parse(unparse(order)) == order


def test_who_leads_a_state_that_joins_another_reads_of_it_and_is_asked_no_more() -> None:
    seats = [SeatSetup("arden", "Ana"), SeatSetup("borland", "Ben")]
    before = Session.begin(CAMPAIGN, seats, seed=3)
    game = before.saved()
    world, log = game.world.clone(), Log(game.world.turn)
    assert statehood.unite(world, BORLAND, ARDEN, log)
    world.settle()
    session = Session.resume(
        replace(game, world=world, events=(*game.events, *log.events)), CAMPAIGN
    )
    arden, borland = session.seats
    assert session.fallen(arden)
    assert not session.fallen(borland)
    assert session.waiting == arden
    assert "state.united" in [event.kind for event in session.events(arden)]
    session.finish(arden)
    asked = set()
    while not session.over:
        seat = session.waiting
        if seat is None:
            for _ in session.job():
                pass
        else:
            asked.add(seat.number)
            session.finish(seat)
    assert asked == {borland.number}


def test_a_person_keeps_the_state_that_is_left_of_a_union() -> None:
    from tests.statehood.realm import BORLAND as UNION
    from tests.statehood.realm import PART, realm

    world = realm()
    world.states.human[UNION] = True
    world.states.nationhood[PART] = 0.9
    statehood.break_up(world, UNION, 0.5, Log(0))
    assert world.states.exists[UNION]
    assert np.flatnonzero(world.states.human).tolist() == [UNION]
