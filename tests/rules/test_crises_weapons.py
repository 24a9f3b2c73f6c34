"""Nuclear weapons: programmes, alerts, accidents, use, and the end of everything."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from game.core.brink import alert_terms, dread, nuclear_risk, shelter
from game.core.formulas import brinkmanship
from game.core.ids import StateId
from game.core.kinds import Alert, CrisisEnd, CrisisKind, Move, Rung
from game.core.log import Log
from game.core.observe import observe
from game.core.orders import Confront, MoveInCrisis, SetAlert, SetProgramme
from game.core.outlook import outlook
from game.core.phases.crises import weapons
from game.core.world import World
from tests.rules.play import QUARREL, happened, quarrel, turn, turns
from tests.rules.test_crises_kinds import quiet
from tests.worlds import ARDEN, BORLAND, CASSIA, DORVAN, ELMERE


def atomic(**heads: int) -> World:
    """A world in which the science is known, and some have weapons."""
    world = quiet()
    world.scenario = replace(
        world.scenario, rules=replace(world.rules, atomic_year=1900.0, programme_years=0.6)
    )
    for name, count in heads.items():
        world.states.warheads[{"borland": BORLAND, "cassia": CASSIA, "arden": ARDEN}[name]] = count
    return world


def facing(**heads: int) -> World:
    world = atomic(**heads)
    quarrel(world, rung=Rung.MOBILISATION)
    return world


def test_in_a_world_without_weapons_nothing_is_feared() -> None:
    world = quiet()
    look = outlook(world)
    assert not shelter(world, look).any()
    assert not nuclear_risk(world, look).any()


def test_the_ladder_is_climbed_a_rung_at_a_time_by_those_who_have_weapons() -> None:
    world = facing(borland=10, cassia=10)
    world = turn(world, SetAlert(BORLAND, QUARREL, Alert.WARNING)).world
    assert world.crises[QUARREL].alerts == (Alert.WARNING, Alert.NONE)
    outcome = turn(world, SetAlert(BORLAND, QUARREL, Alert.DISPERSED))
    assert happened(outcome, "order.refused.alert_too_far")
    world = turn(world, SetAlert(CASSIA, QUARREL, Alert.WARNING)).world
    assert world.crises[QUARREL].alerts == (Alert.WARNING, Alert.WARNING)


def test_each_level_makes_accidents_likelier_and_going_on_dearer() -> None:
    chances = [brinkmanship.accident(level, 0) for level in range(5)]
    assert chances == sorted(chances)
    assert brinkmanship.accident(3, 3) > brinkmanship.accident(3, 0)
    world = facing(borland=10, cassia=10)
    costs = []
    for level in (Alert.NONE, Alert.WARNING, Alert.READY, Alert.DISPERSED, Alert.DEMONSTRATION):
        crisis = replace(world.crises[QUARREL], alerts=(Alert.NONE, level))
        costs.append(dread(crisis, 0, 10))
    assert costs == sorted(costs)
    assert costs[0] == 0 < costs[1]


def test_weapons_shelter_those_whom_their_owner_is_bound_to_defend() -> None:
    world = atomic(arden=50)
    look = outlook(world)
    cover = shelter(world, look)
    assert cover[ARDEN] == 50
    for state in range(world.n):
        if look.bound[ARDEN, state]:
            assert 0 < cover[state] < 50
            assert nuclear_risk(world, look)[BORLAND, state] > 0


def test_the_terms_of_an_alert_are_shown_before_it_is_ordered() -> None:
    world = facing(borland=10, cassia=10)
    look = outlook(world)
    crisis = world.crises[QUARREL]
    low = {t.key: t.value for t in alert_terms(world, crisis, BORLAND, Alert.WARNING, look)}
    high = {t.key: t.value for t in alert_terms(world, crisis, BORLAND, Alert.DISPERSED, look)}
    use = {t.key: t.value for t in alert_terms(world, crisis, BORLAND, Alert.USE, look)}
    assert high["coercion"] > low["coercion"] > 0
    assert high["accident"] < low["accident"] < 0
    assert sum(use.values()) < 0, "nobody gains by using them"
    assert alert_terms(world, crisis, DORVAN, Alert.WARNING, look) == ()


def test_use_lays_the_victim_waste_and_horrifies_everybody() -> None:
    world = facing(borland=40)
    world.put(replace(world.crises[QUARREL], alerts=(Alert.DEMONSTRATION, Alert.NONE)))
    before = world.clone()
    outcome = turn(world, SetAlert(BORLAND, QUARREL, Alert.USE))
    after = outcome.world
    assert happened(outcome, "nuclear.used")
    assert after.states.tpop[CASSIA] < 0.9 * before.states.tpop[CASSIA]
    assert after.states.production[CASSIA] < 0.7 * before.states.production[CASSIA]
    assert after.states.warheads[BORLAND] == 20
    others = [s for s in range(world.n) if s != BORLAND and world.states.exists[s]]
    assert (after.dyads.affinity[others, BORLAND] < before.dyads.affinity[others, BORLAND]).all()
    assert after.crises[QUARREL].toll > 0


def test_who_can_answer_does_and_a_wide_exchange_ends_the_campaign_with_nobody_winning() -> None:
    world = facing(borland=400, cassia=400)
    world.states.tpop[[BORLAND, CASSIA]] = 60_000.0
    world.put(replace(world.crises[QUARREL], alerts=(Alert.DEMONSTRATION, Alert.NONE)))
    assert not world.over
    outcome = turn(world, SetAlert(BORLAND, QUARREL, Alert.USE))
    assert len(happened(outcome, "nuclear.used")) == 2
    assert happened(outcome, "nuclear.ruin")
    assert outcome.world.ruined
    assert outcome.world.over


def test_accidents_happen_at_high_alert_and_most_are_scares() -> None:
    scares = fired = 0
    for seed in range(400):
        world = facing(borland=10, cassia=10)
        crisis = replace(world.crises[QUARREL], alerts=(Alert.DISPERSED, Alert.DISPERSED))
        log = Log(0)
        draws = np.random.default_rng(seed).random(4)
        weapons.tempt_fate(world, crisis, draws, log)
        kinds = {event.kind for event in log.events}
        scares += "nuclear.scare" in kinds
        fired += "nuclear.accident" in kinds
    assert scares > fired
    assert 2 <= scares + fired <= 60


def test_nothing_befalls_weapons_at_rest() -> None:
    world = facing(borland=10, cassia=10)
    log = Log(0)
    crisis = world.crises[QUARREL]
    assert weapons.tempt_fate(world, crisis, np.zeros(4), log) is crisis
    assert not log.events


# -- programmes -------------------------------------------------------------------------------


def test_a_programme_leads_to_a_test_and_an_arsenal_and_costs_money() -> None:
    world = atomic()
    rich = StateId(int(np.argmax(world.states.production)))
    idle = turn(world).world.states.treasury[rich]
    outcome = turn(world, SetProgramme(rich, True))
    assert happened(outcome, "nuclear.programme_begun")[0].readers == (rich,)
    assert outcome.world.states.treasury[rich] < idle
    outcome = turns(outcome.world, 5)
    assert happened(outcome, "nuclear.tested")
    assert outcome.world.states.warheads[rich] >= 1


def test_a_programme_is_its_owners_secret_until_it_is_found_out() -> None:
    world = atomic()
    world = turn(world, SetProgramme(BORLAND, True)).world
    assert world.states.programme_on[BORLAND]
    assert observe(world, BORLAND).known.states.programme[BORLAND] > 0
    other = observe(world, ARDEN).known.states
    assert not other.programme_on[BORLAND]
    assert other.programme[BORLAND] == 0


def charged() -> World:
    """Arden demands that Borland give its programme up."""
    world = atomic()
    world.states.programme[BORLAND] = 0.6
    world.states.programme_on[BORLAND] = True
    world.states.programme_seen[BORLAND] = True
    world.scenario = replace(world.scenario, rules=replace(world.rules, programme_years=60.0))
    return turn(world, Confront(ARDEN, CrisisKind.PROLIFERATION, BORLAND)).world


def test_who_gives_a_programme_up_is_bound_to_leave_it() -> None:
    world = charged()
    (crisis,) = world.crises
    assert (crisis.initiator, crisis.target) == (BORLAND, ARDEN), "the accused comes first"
    outcome = turn(world, MoveInCrisis(BORLAND, QUARREL, Move.CLIMB_DOWN))
    after = outcome.world
    assert after.crises[QUARREL].end == CrisisEnd.WITHDREW
    assert after.states.programme[BORLAND] == 0
    assert not after.states.programme_on[BORLAND]
    refused = turn(after, SetProgramme(BORLAND, True))
    assert happened(refused, "order.refused.weapons_forsworn")


def test_a_bargain_halts_it_part_of_the_way() -> None:
    world = charged()
    before = world.states.programme[BORLAND]
    outcome = turn(
        world,
        MoveInCrisis(ARDEN, QUARREL, Move.OFFER, 0.5),
        MoveInCrisis(BORLAND, QUARREL, Move.OFFER, 0.5),
    )
    assert outcome.world.crises[QUARREL].end == CrisisEnd.COMPROMISE
    assert outcome.world.states.programme[BORLAND] == pytest.approx(0.5 * before, abs=0.02)


def test_a_strike_sets_it_back_and_does_not_end_the_quarrel() -> None:
    world = charged()
    world.put(replace(world.crises[QUARREL], rung=Rung.MOBILISATION, clock=world.turn + 9))
    before = world.states.programme[BORLAND]
    outcome = turn(world, MoveInCrisis(ARDEN, QUARREL, Move.ESCALATE))
    assert happened(outcome, "nuclear.struck")
    assert outcome.world.states.programme[BORLAND] < 0.6 * before
    assert outcome.world.crises[QUARREL].live


def test_whoever_strikes_is_the_attacker_when_it_comes_to_war() -> None:
    world = charged()
    world.put(replace(world.crises[QUARREL], rung=Rung.CLASH, clock=world.turn + 9))
    world = turn(world, MoveInCrisis(ARDEN, QUARREL, Move.ESCALATE)).world
    (war,) = world.wars
    assert (war.attackers, war.defenders) == ((ARDEN,), (BORLAND,))
    assert ELMERE not in war.attackers
