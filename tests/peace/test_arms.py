"""Nuclear weapons held in check: second strikes, umbrellas, treaties, inspectors, cheats."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from game.ai.policies import disarm
from game.ai.policies.weapons import programme_worth
from game.core.accords import bound_by, ceiling, forsworn, watch
from game.core.brink import nuclear_risk
from game.core.formulas import brinkmanship
from game.core.ids import StateId
from game.core.kinds import AccordKind, Alert, CrisisKind, TreatyKind
from game.core.legality import refusal
from game.core.log import Log
from game.core.observe import observe
from game.core.orders import Confront, HideWork, QuitAccord, SetAlert, SignAccord
from game.core.outlook import outlook
from game.core.phases import accords
from game.core.phases.crises import weapons
from game.core.records import Treaty
from game.core.settlements import Accord
from game.core.world import World
from game.session import stages
from tests.rules.play import QUARREL, happened, turn
from tests.rules.test_crises_weapons import atomic, facing
from tests.worlds import ARDEN, BORLAND, CASSIA, DORVAN, ELMERE, FENWICK

BAN, TREATY, LIMITS = AccordKind.TEST_BAN, AccordKind.NON_PROLIFERATION, AccordKind.LIMITS


def in_force(world: World, kind: AccordKind, *parties: int, **facts: int) -> Accord:
    accord = Accord(
        world.next_accord(),
        kind,
        tuple(StateId(int(one)) for one in parties),
        world.turn,
        0.2,
        in_force=world.turn,
        **facts,
    )
    world.put(accord)
    return accord


# -- Second strike and umbrella ----------------------------------------------------------------


def test_few_weapons_fall_to_a_first_blow_and_many_do_not() -> None:
    shares = [brinkmanship.survivable(own, 50) for own in (5, 20, 100, 500)]
    assert shares == sorted(shares)
    assert shares[0] < 0.1
    assert shares[-1] > 0.7
    assert brinkmanship.survivable(100, 50, edge=2.0) < brinkmanship.survivable(100, 50, edge=0.5)
    assert brinkmanship.survivable(0, 10) == 0
    assert brinkmanship.survivable(100, 0) == pytest.approx(1.0)


def test_a_first_blow_leaves_less_to_answer_with() -> None:
    world = facing(borland=400, cassia=10)
    world.put(replace(world.crises[QUARREL], alerts=(Alert.DEMONSTRATION, Alert.NONE)))
    weapons.use(world, world.crises[QUARREL], 0, BORLAND, Log(world.turn))
    left = brinkmanship.second_strike(10, 200)
    assert left <= 1
    assert world.states.warheads[CASSIA] <= left


def test_weapons_that_would_not_survive_deter_less() -> None:
    world = atomic(borland=400, cassia=10)
    exposed = nuclear_risk(world, outlook(world))[BORLAND, CASSIA]
    world = atomic(borland=4, cassia=10)
    assert nuclear_risk(world, outlook(world))[BORLAND, CASSIA] > exposed


def test_a_patrons_umbrella_counts_against_an_attack() -> None:
    world = atomic(arden=100)
    assert not nuclear_risk(world, outlook(world))[BORLAND, CASSIA]
    world.put(
        Treaty(
            world.next_treaty(), TreatyKind.GUARANTEE, (ARDEN, CASSIA), 0, -1, ARDEN, accepted=True
        )
    )
    under = nuclear_risk(world, outlook(world))[BORLAND, CASSIA]
    assert under > 0
    world.states.warheads[BORLAND] = 100
    assert 0 < nuclear_risk(world, outlook(world))[BORLAND, CASSIA] < under


# -- Treaties ----------------------------------------------------------------------------------


def test_a_ban_of_tests_comes_into_force_with_two_who_have_weapons() -> None:
    world = atomic(borland=5, cassia=5)
    world = turn(world, SignAccord(BORLAND, BAN)).world
    assert world.accords[0].in_force < 0
    outcome = turn(world, SignAccord(CASSIA, BAN), SignAccord(DORVAN, BAN))
    assert happened(outcome, "accord.in_force")
    assert outcome.world.accords[0].parties == (BORLAND, CASSIA, DORVAN)


def test_limits_freeze_arsenals_at_the_largest() -> None:
    world = atomic(borland=5, cassia=40)
    world = turn(world, SignAccord(BORLAND, LIMITS), SignAccord(CASSIA, LIMITS)).world
    assert ceiling(world, BORLAND) == ceiling(world, CASSIA) == 40
    world.states.programme[:] = 1.0
    world.states.programme_on[[BORLAND, CASSIA]] = True
    for _ in range(12):
        weapons.advance_programmes(world, Log(world.turn))
        world.turn += 1
    assert 5 < world.states.warheads[BORLAND] <= 40
    assert world.states.warheads[CASSIA] == 40


def test_who_has_forsworn_weapons_gets_on_in_secret_only() -> None:
    world = atomic(arden=5)
    in_force(world, TREATY, ARDEN, BORLAND, CASSIA)
    assert list(np.flatnonzero(forsworn(world))) == [BORLAND, CASSIA]
    assert not bound_by(world, TREATY)[ARDEN]
    world.states.programme_on[BORLAND] = True
    weapons.advance_programmes(world, Log(world.turn))
    assert world.states.programme[BORLAND] == 0
    world.states.hidden_work[BORLAND] = True
    weapons.advance_programmes(world, Log(world.turn))
    assert world.states.programme[BORLAND] > 0


def test_a_cheat_is_found_out_now_and_then_and_its_word_suffers() -> None:
    found, quarters = 0, 60
    for number in range(quarters):
        world = atomic(arden=5)
        world.seed = number
        in_force(world, TREATY, ARDEN, BORLAND, CASSIA)
        world.states.programme_on[BORLAND] = world.states.hidden_work[BORLAND] = True
        log = Log(world.turn)
        accords.verify(world, log)
        if any(event.kind == "accord.breach_seen" for event in log.events):
            found += 1
            assert world.states.programme_seen[BORLAND]
            assert not world.states.hidden_work[BORLAND]
            assert world.dyads.broken[CASSIA, BORLAND] >= 0.3
            assert world.accords[0].breached == ((BORLAND, world.turn),)
    assert 0.05 < found / quarters < 0.4
    assert watch(world, BORLAND) == pytest.approx(0.2)


def test_a_breach_that_was_seen_may_be_brought_up_by_the_other_parties() -> None:
    world = atomic(arden=5)
    world.crises.clear()
    in_force(world, TREATY, ARDEN, BORLAND, CASSIA)
    order = Confront(CASSIA, CrisisKind.BREACH, BORLAND)
    assert refusal(world, order) is not None
    accords.breach(world, BORLAND, Log(world.turn))
    assert refusal(world, order) is None
    assert refusal(world, Confront(FENWICK, CrisisKind.BREACH, BORLAND)) is not None


def test_honest_work_is_never_found_against_anybodys_word() -> None:
    world = atomic(arden=5)
    in_force(world, TREATY, ARDEN, CASSIA)
    world.states.programme_on[BORLAND] = world.states.hidden_work[BORLAND] = True
    for _ in range(40):
        log = Log(world.turn)
        accords.verify(world, log)
        assert not log.events
        world.turn += 1


def test_a_test_against_the_ban_is_seen_by_everybody() -> None:
    world = atomic(arden=5, cassia=5)
    in_force(world, BAN, ARDEN, CASSIA, BORLAND)
    world.states.programme[BORLAND], world.states.programme_on[BORLAND] = 0.99, True
    log = Log(world.turn)
    weapons.advance_programmes(world, log)
    kinds = [event.kind for event in log.events]
    assert "nuclear.tested" in kinds
    assert "accord.breach_seen" in kinds


def test_who_leaves_is_bound_no_more_and_liked_less() -> None:
    world = atomic(arden=5)
    accord = in_force(world, TREATY, ARDEN, BORLAND, CASSIA)
    before = world.dyads.affinity[CASSIA, BORLAND]
    outcome = turn(world, QuitAccord(BORLAND, accord.id))
    assert happened(outcome, "accord.left")
    assert not forsworn(outcome.world)[BORLAND]
    assert outcome.world.dyads.affinity[CASSIA, BORLAND] < before


def test_a_treaty_on_the_vanquished_runs_out() -> None:
    world = atomic()
    in_force(world, AccordKind.DISARMAMENT, CASSIA, BORLAND, until=world.turn + 2)
    assert forsworn(world)[CASSIA]
    assert not forsworn(world)[BORLAND]
    world.turn += 2
    accords.verify(world, Log(world.turn))
    assert not forsworn(world)[CASSIA]


def test_only_the_owner_knows_of_secret_work() -> None:
    world = atomic(arden=5)
    world.states.hidden_work[BORLAND] = True
    assert observe(world, BORLAND).known.states.hidden_work[BORLAND]
    assert not observe(world, CASSIA).known.states.hidden_work[BORLAND]


# -- What states make of it --------------------------------------------------------------------


def rows(*states: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.array([int(state) for state in states])


def test_the_order_draws_to_a_treaty_and_a_programme_under_way_away_from_it() -> None:
    worth = []
    for doctrine, working in (
        ((1, 0, 0, 0, 0), False),
        ((0, 0, 0, 1, 0), False),
        ((0, 0, 0, 1, 0), True),
    ):
        world = atomic(arden=50)
        world.states.doctrine[ELMERE] = doctrine
        world.states.programme_on[ELMERE] = working
        worth.append(float(disarm.accord_worth(world, TREATY, rows(ELMERE)).total()[0]))
    assert worth == sorted(worth, reverse=True)
    assert len(set(worth)) == 3


def test_a_word_given_holds_a_programme_back() -> None:
    world = atomic(arden=50)
    free = programme_worth(world, rows(BORLAND)).total()[0]
    in_force(world, TREATY, ARDEN, BORLAND, CASSIA)
    assert programme_worth(world, rows(BORLAND)).total()[0] < free


def test_a_state_in_great_danger_works_in_the_dark_and_one_at_ease_stops() -> None:
    world = atomic(arden=5)
    in_force(world, TREATY, ARDEN, BORLAND, CASSIA)
    world.turn = 4 - int(BORLAND) % 4
    world.states.programme_on[BORLAND] = world.states.hidden_work[BORLAND] = True
    world.dyads.rivalry[BORLAND] = 0.0
    world.dyads.affinity[BORLAND] = 0.5
    decided = [one.order for one in disarm.decide(world, [BORLAND])]
    assert HideWork(BORLAND, False) in decided


def test_what_the_advisor_orders_about_arms_is_legal_and_explained() -> None:
    world = atomic(arden=60, borland=60)
    world.scenario = replace(world.scenario, rules=replace(world.rules, atomic_year=1880.0))
    ordered = 0
    for _ in range(8):
        for decision in disarm.decide(world, range(world.n)):
            assert refusal(world, decision.order) is None
            assert decision.terms
            ordered += 1
            if isinstance(decision.order, SignAccord):
                accords.sign(world, decision.order.state, decision.order.kind, Log(world.turn))
        world.turn += 1
    assert ordered


# -- The end ------------------------------------------------------------------------------------


def test_a_game_that_ends_in_ruin_is_over_and_won_by_nobody() -> None:
    world = facing(borland=600, cassia=600)
    world.states.tpop[[BORLAND, CASSIA]] = 200_000.0
    world.states.upop[[BORLAND, CASSIA]] = 80_000.0
    crisis = replace(world.crises[QUARREL], alerts=(Alert.DEMONSTRATION, Alert.DISPERSED))
    world.put(crisis)
    played = turn(world, SetAlert(BORLAND, QUARREL, Alert.USE))
    assert happened(played, "nuclear.ruin")
    assert played.world.ruined
    assert played.world.over
    assert played.world.crises[QUARREL].toll >= world.rules.ruin_toll


def test_a_world_full_of_weapons_is_played_through_by_its_own_decisions() -> None:
    world = atomic(arden=60, borland=60, cassia=20)
    world.states.programme_on[[DORVAN, ELMERE]] = True
    for _ in range(24):
        now = world.turn
        while world.turn == now and not world.ruined:
            world = stages.play(world, ()).world
        if world.ruined:
            break
    assert world.ruined or world.turn == 24
    assert world.states.warheads.max() >= 60 or world.crises
