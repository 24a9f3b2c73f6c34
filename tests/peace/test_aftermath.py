"""What wars leave behind: debts struck out, lines that are shot over, gains that become titles."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from game.ai.policies import disarm, recognise
from game.core.ids import ClaimId, StateId, WarId
from game.core.kinds import Act, CrisisKind, Holding, Standing
from game.core.legality import refusal
from game.core.log import Log
from game.core.orders import Confront, Repudiate
from game.core.phases import aftermath, peace
from game.core.settlements import Armistice, Reparation
from game.core.world import World
from tests.rules.play import QUARREL, happened, measure, quarrel, turn
from tests.war.fronts import of_kind
from tests.worlds import ARDEN, BORLAND, CASSIA, DORVAN, small_world

GAIN = 5
"""Land of Cassia's that Borland holds."""


def taken(world: World, years: float = 0.0) -> World:
    """Let Borland hold what it took from Cassia."""
    land = world.territories
    land.owner[GAIN] = land.controller[GAIN] = land.held_by[GAIN] = BORLAND
    aftermath.look_through(world)
    land.holding[GAIN], land.sovereign[GAIN] = Holding.ANNEXED, CASSIA
    turns = round(years / world.scenario.calendar.years_a_turn)
    world.turn = 4 * (turns // 4) + 4
    land.held_since[GAIN] = world.turn - turns
    world.dyads.recognised[:, BORLAND] = False
    return world


def a_turn(world: World) -> tuple[object, ...]:
    log = Log(world.turn)
    aftermath.run(world, log)
    return tuple(log.events)


def owed(world: World, amount: float = 100.0) -> None:
    world.put(
        Reparation(
            world.next_reparation(), WarId(0), CASSIA, BORLAND, amount, turns=10, since=world.turn
        )
    )


def frozen(world: World) -> None:
    world.put(
        Armistice(world.next_armistice(), WarId(0), BORLAND, CASSIA, ClaimId(0), since=world.turn)
    )


def test_a_debt_struck_out_is_a_word_broken_before_all() -> None:
    world = small_world()
    owed(world)
    outcome = turn(world, Repudiate(CASSIA, world.reparations[0].id))
    assert happened(outcome, "reparation.repudiated")
    after = outcome.world
    assert after.reparations[0].repudiated
    assert not after.reparations[0].open
    assert after.dyads.broken[ARDEN, CASSIA] > world.dyads.broken[ARDEN, CASSIA]
    assert after.dyads.broken[BORLAND, CASSIA] > after.dyads.broken[ARDEN, CASSIA]
    assert after.dyads.affinity[BORLAND, CASSIA] < world.dyads.affinity[BORLAND, CASSIA]


def test_the_creditor_may_make_a_breach_of_it() -> None:
    world = small_world()
    world.crises.clear()
    order = Confront(BORLAND, CrisisKind.BREACH, CASSIA)
    assert refusal(world, order) is not None
    owed(world)
    world.put(replace(world.reparations[0], ended=world.turn, repudiated=True))
    assert refusal(world, order) is None


def test_a_debt_ends_with_either_state_and_with_war() -> None:
    world = small_world()
    owed(world)
    world.states.exists[BORLAND] = False
    a_turn(world)
    assert not world.reparations[0].open


def test_a_debtor_that_fears_its_creditor_pays_and_one_that_does_not_weighs_it() -> None:
    world = small_world()
    world.states.doctrine[CASSIA] = [0.0, 0.0, 0.0, 1.0, 0.0]
    owed(world, 0.5 * float(world.states.production[CASSIA]))
    world.turn = 4 - int(CASSIA) % 4
    world.dyads.threat[CASSIA, BORLAND] = 0.0
    world.dyads.rivalry[CASSIA, BORLAND] = 1.0
    bold = list(disarm.decide(world, [CASSIA]))
    assert [type(decision.order) for decision in bold] == [Repudiate]
    world.dyads.threat[CASSIA, BORLAND] = 3.0
    assert not list(disarm.decide(world, [CASSIA]))


def test_an_armistice_keeps_rivalry_alive_and_can_thaw() -> None:
    shots = 0
    for seed in range(40):
        world = small_world(seed=seed)
        frozen(world)
        world.dyads.rivalry[[BORLAND, CASSIA], [CASSIA, BORLAND]] = 0.0
        a_turn(world)
        assert world.dyads.rivalry[BORLAND, CASSIA] > 0
        world.dyads.rivalry[[BORLAND, CASSIA], [CASSIA, BORLAND]] = 1.0
        world.tension = 1.0
        for _ in range(12):
            world.turn += 1
            events = a_turn(world)
            if of_kind(events, "armistice.shots"):  # type: ignore[arg-type]
                shots += 1
                crisis = world.crises[-1]
                assert crisis.kind == CrisisKind.BORDER_INCIDENT
                assert {crisis.initiator, crisis.target} == {BORLAND, CASSIA}
                break
    assert 1 <= shots <= 25


def test_friends_need_no_armistice() -> None:
    world = small_world()
    frozen(world)
    world.dyads.affinity[[BORLAND, CASSIA], [CASSIA, BORLAND]] = 0.6
    assert of_kind(a_turn(world), "armistice.settled")  # type: ignore[arg-type]
    assert not world.armistices.open


def test_new_gains_are_recognised_by_nobody() -> None:
    world = small_world()
    log = Log(world.turn)
    peace.run(world, (), log)
    world.dyads.recognised[:] = True
    land = world.territories
    land.owner[GAIN] = land.controller[GAIN] = BORLAND
    land.holding[GAIN], land.sovereign[GAIN] = Holding.ANNEXED, CASSIA
    a_turn(world)
    assert land.held_since[GAIN] == world.turn
    assert not world.dyads.recognised[:, BORLAND].any()
    assert world.dyads.recognised[:, ARDEN].all()


def test_gains_become_a_title_when_the_one_they_were_taken_from_recognises_them() -> None:
    world = taken(small_world())
    a_turn(world)
    assert world.territories.holding[GAIN] == Holding.ANNEXED
    world.dyads.recognised[CASSIA, BORLAND] = True
    assert of_kind(a_turn(world), "territory.recognised")  # type: ignore[arg-type]
    assert world.territories.holding[GAIN] == Holding.CORE
    assert world.territories.sovereign[GAIN] == -1


@pytest.mark.parametrize(
    ("years", "share", "title"), [(5, 1.0, False), (15, 1.0, True), (15, 0.2, False), (60, 0, True)]
)
def test_gains_become_a_title_with_time_and_most_of_the_world(
    years: float, share: float, title: bool
) -> None:
    world = taken(small_world(turns=400), years)
    others = [row for row in range(world.n) if row not in (BORLAND, CASSIA)]
    willing = others[: round(share * len(others))]
    world.states.power[CASSIA] = 0.0
    world.dyads.recognised[willing, BORLAND] = True
    a_turn(world)
    assert (world.territories.holding[GAIN] == Holding.CORE) == title


def test_time_trade_and_liking_wear_non_recognition_away_and_a_decision_holds_it() -> None:
    world = taken(small_world(turns=400), 1)
    fresh = recognise.worth_of_recognition(world, BORLAND).total()
    old = recognise.worth_of_recognition(taken(small_world(turns=400), 20), BORLAND).total()
    assert (old > fresh).all()
    liked = taken(small_world(turns=400), 1)
    liked.dyads.affinity[ARDEN, BORLAND] = 1.0
    assert recognise.worth_of_recognition(liked, BORLAND).total()[ARDEN] > fresh[ARDEN]
    bound = taken(small_world(turns=400), 1)
    quarrel(bound)
    measure(bound, Act.NON_RECOGNITION)
    held = bound.resolutions[-1]
    bound.put(replace(held, target=BORLAND, standing=Standing.ADOPTED, tabled=bound.turn))
    table = recognise.worth_of_recognition(bound, BORLAND)
    assert table.total()[ARDEN] < fresh[ARDEN]
    assert bound.crises[QUARREL].initiator == BORLAND


def test_who_lost_the_land_is_the_last_to_recognise_it() -> None:
    world = taken(small_world(turns=400), 8)
    worth = recognise.worth_of_recognition(world, BORLAND).total()
    others = [row for row in range(world.n) if row not in (BORLAND, CASSIA)]
    assert worth[CASSIA] < worth[others].min()


def test_recognition_is_looked_over_once_a_year_by_each() -> None:
    world = taken(small_world(turns=400), 30)
    world.dyads.affinity[:, BORLAND] = 1.0
    asked: list[StateId] = []
    for _ in range(4):
        asked += [decision.order.state for decision in recognise.decide(world, range(world.n))]
        world.turn += 1
    assert len(asked) == len(set(asked))
    assert set(asked) <= set(range(world.n)) - {int(BORLAND)}
    assert DORVAN in asked


def test_a_quiet_turn_leaves_no_trace() -> None:
    world = small_world()
    aftermath.look_through(world)
    before = world.digest()
    a_turn(world)
    assert world.digest() == before
    assert np.isfinite(world.states.treasury).all()
