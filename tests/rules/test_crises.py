"""Crises: opened over a claim, climbed, bargained over, and ended."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.core.ids import ResolutionId, StateId, TerritoryId, WarId
from game.core.kinds import (
    Act,
    CrisisEnd,
    CrisisKind,
    Holding,
    Move,
    Obligation,
    Rung,
    Settled,
    Standing,
)
from game.core.log import Log
from game.core.observe import observe
from game.core.orders import MoveInCrisis, PressClaim, StageIncident
from game.core.phases import crises
from game.core.phases.crises import dissolve
from game.core.records import Duty, War
from game.core.world import World
from tests.rules.play import CLAIM, QUARREL, happened, measure, quarrel, turn, turns
from tests.worlds import ARDEN, BORLAND, CASSIA, DORVAN, ELMERE, small_world

CLIMB = MoveInCrisis(BORLAND, QUARREL, Move.ESCALATE)
RESIST = MoveInCrisis(CASSIA, QUARREL, Move.ESCALATE)


def test_a_claim_pressed_opens_a_crisis_at_the_rung_of_demand() -> None:
    outcome = turn(small_world(), PressClaim(BORLAND, CLAIM))
    crisis = outcome.world.crises[QUARREL]
    assert (crisis.initiator, crisis.target, crisis.claim) == (BORLAND, CASSIA, CLAIM)
    assert (crisis.kind, crisis.rung, crisis.staged) == (CrisisKind.CLAIM, Rung.DEMAND, False)
    (event,) = happened(outcome, "crisis.demand")
    assert (event.subject, event.object, event.id("crisis")) == (BORLAND, CASSIA, QUARREL)


def test_a_staged_incident_is_more_ambiguous_and_starts_higher() -> None:
    world = small_world()
    open_demand = turn(world, PressClaim(BORLAND, CLAIM)).world.crises[QUARREL]
    incident = turn(world, StageIncident(BORLAND, CLAIM)).world.crises[QUARREL]
    assert incident.staged
    assert incident.ambiguity > open_demand.ambiguity
    assert incident.rung == Rung.MOBILISATION > open_demand.rung


def test_a_better_pretext_makes_an_incident_more_ambiguous() -> None:
    def staged_with(pretext: float) -> float:
        world = small_world()
        world.put(replace(world.claims[CLAIM], pretext=pretext))
        return turn(world, StageIncident(BORLAND, CLAIM)).world.crises[QUARREL].ambiguity

    assert staged_with(0.1) < staged_with(0.5) < staged_with(0.9) <= 0.95


def test_others_do_not_see_that_an_incident_was_staged() -> None:
    world = turn(small_world(), StageIncident(BORLAND, CLAIM)).world
    assert observe(world, BORLAND).known.crises[QUARREL].staged
    for other in (ARDEN, CASSIA):
        seen = observe(world, other).known.crises[QUARREL]
        assert (seen.staged, seen.kind) == (False, CrisisKind.BORDER_INCIDENT)


def test_no_second_crisis_is_opened_over_the_same_claim() -> None:
    world = turn(small_world(), PressClaim(BORLAND, CLAIM), StageIncident(BORLAND, CLAIM)).world
    assert len(world.crises) == 1
    outcome = turn(world, PressClaim(BORLAND, CLAIM))
    assert len(outcome.world.crises) == 1
    assert happened(outcome, "order.refused.already_a_crisis")


def test_a_crisis_climbs_one_rung_a_turn_and_at_the_top_stands_war() -> None:
    world = turn(small_world(), PressClaim(BORLAND, CLAIM)).world
    rungs = []
    for _ in range(4):
        world = turn(world, CLIMB).world
        rungs.append(world.crises[QUARREL].rung)
    assert rungs == [Rung.ULTIMATUM, Rung.MOBILISATION, Rung.CLASH, Rung.WAR]
    (war,) = world.wars
    assert (war.attackers[0], war.defenders[0], war.crisis) == (BORLAND, CASSIA, QUARREL)
    assert world.crises[QUARREL].war == war.id


def test_a_crisis_climbs_one_rung_even_when_both_sides_climb() -> None:
    world = turn(small_world(), PressClaim(BORLAND, CLAIM)).world
    assert turn(world, CLIMB, RESIST).world.crises[QUARREL].rung == Rung.ULTIMATUM


def test_whoever_struck_first_is_remembered_and_most_of_all_by_the_struck() -> None:
    world = small_world()
    quarrel(world, rung=Rung.CLASH)
    world = turn(world, CLIMB).world
    memory = world.dyads.aggression
    assert memory[CASSIA, BORLAND] > memory[ARDEN, BORLAND] > 0
    assert memory[BORLAND, CASSIA] == 0
    assert world.dyads.affinity[CASSIA, BORLAND] == -1


def test_the_target_that_strikes_first_bears_the_blame() -> None:
    world = small_world()
    quarrel(world, rung=Rung.CLASH)
    memory = turn(world, RESIST).world.dyads.aggression
    assert memory[BORLAND, CASSIA] > 0
    assert memory[CASSIA, BORLAND] == 0


def test_a_deal_is_struck_when_the_offer_meets_the_demand_and_land_changes_hands() -> None:
    world = small_world()
    quarrel(world, rung=Rung.DEMAND)
    (land,) = world.claims[CLAIM].territories
    outcome = turn(
        world,
        MoveInCrisis(CASSIA, QUARREL, Move.OFFER, 1.0),
        MoveInCrisis(BORLAND, QUARREL, Move.OFFER, 0.5),
    )
    world = outcome.world
    assert world.crises[QUARREL].end == CrisisEnd.COMPROMISE
    assert world.territories.owner[land] == world.territories.controller[land] == BORLAND
    assert world.territories.holding[land] == Holding.CORE
    assert not world.claims[CLAIM].live
    assert [event.id("territory") for event in happened(outcome, "territory.ceded")] == [land]


def test_an_offer_stands_until_it_is_met() -> None:
    world = small_world()
    quarrel(world, rung=Rung.DEMAND)
    world = turn(world, MoveInCrisis(CASSIA, QUARREL, Move.OFFER, 1.0)).world
    assert world.crises[QUARREL].live
    world = turn(world, MoveInCrisis(BORLAND, QUARREL, Move.OFFER, 0.5)).world
    assert world.crises[QUARREL].end == CrisisEnd.COMPROMISE


def test_no_deal_where_less_is_offered_than_asked() -> None:
    world = small_world()
    quarrel(world, rung=Rung.DEMAND)
    world = turn(
        world,
        MoveInCrisis(CASSIA, QUARREL, Move.OFFER, 0.25),
        MoveInCrisis(BORLAND, QUARREL, Move.OFFER, 0.5),
    ).world
    crisis = world.crises[QUARREL]
    assert (crisis.live, crisis.offer, crisis.settle_for) == (True, 0.25, 0.5)


def test_a_share_of_a_large_claim_is_ceded_in_part() -> None:
    world = small_world()
    both = (TerritoryId(4), TerritoryId(5))
    world.put(replace(world.claims[CLAIM], territories=both))
    quarrel(world, rung=Rung.DEMAND)
    world = turn(
        world,
        MoveInCrisis(CASSIA, QUARREL, Move.OFFER, 0.5),
        MoveInCrisis(BORLAND, QUARREL, Move.OFFER, 0.5),
    ).world
    assert sorted(world.territories.owner[list(both)]) == [BORLAND, CASSIA]
    # The capital went first, so the seat of government moved to what was left.
    assert world.territories.owner[world.states.capital[CASSIA]] == CASSIA


def test_an_initiator_that_climbs_down_gets_nothing_and_its_claim_lives() -> None:
    world = small_world()
    quarrel(world, rung=Rung.MOBILISATION)
    owners = world.territories.owner.copy()
    world = turn(world, MoveInCrisis(BORLAND, QUARREL, Move.CLIMB_DOWN)).world
    assert world.crises[QUARREL].end == CrisisEnd.WITHDREW
    assert (world.territories.owner == owners).all()
    assert world.claims[CLAIM].live


def test_a_target_that_climbs_down_yields_the_whole_claim() -> None:
    world = small_world()
    quarrel(world, rung=Rung.MOBILISATION)
    world = turn(world, MoveInCrisis(CASSIA, QUARREL, Move.CLIMB_DOWN), CLIMB).world
    assert world.crises[QUARREL].end == CrisisEnd.KEPT_GAINS
    assert world.territories.owner[world.claims[CLAIM].territories[0]] == BORLAND


def test_when_both_climb_down_the_initiator_goes_home_with_nothing() -> None:
    world = small_world()
    quarrel(world, rung=Rung.MOBILISATION)
    down = [MoveInCrisis(state, QUARREL, Move.CLIMB_DOWN) for state in (BORLAND, CASSIA)]
    assert turn(world, *down).world.crises[QUARREL].end == CrisisEnd.WITHDREW


def test_a_demand_that_nobody_presses_runs_out() -> None:
    world = turn(small_world(), PressClaim(BORLAND, CLAIM)).world
    assert turns(world, world.rules.demand_turns - 1).world.crises[QUARREL].live
    outcome = turns(world, world.rules.demand_turns)
    assert outcome.world.crises[QUARREL].end == CrisisEnd.WITHDREW
    assert len(happened(outcome, "crisis.withdrew")) == 1


def test_pressing_on_winds_the_clock_up_again() -> None:
    world = turn(small_world(), PressClaim(BORLAND, CLAIM)).world
    world = turn(world, CLIMB).world
    assert turns(world, world.rules.demand_turns - 1).world.crises[QUARREL].live
    assert not turns(world, world.rules.demand_turns).world.crises[QUARREL].live


def remilitarising() -> tuple[TerritoryId, World]:
    world = small_world()
    own = TerritoryId(BORLAND * 2 + 1)
    world.territories.demilitarised[own] = True
    world.put(replace(world.claims[CLAIM], territories=(own,), remilitarise=True))
    return own, world


def test_an_army_marches_into_the_demilitarised_zone_at_the_clash_and_stays() -> None:
    own, world = remilitarising()
    quarrel(world, rung=Rung.MOBILISATION, clock=world.turn + 1)
    outcome = turn(world, CLIMB)
    assert happened(outcome, "crisis.remilitarised")
    assert not outcome.world.territories.demilitarised[own]
    outcome = turns(outcome.world, outcome.world.rules.demand_turns)
    assert outcome.world.crises[QUARREL].end == CrisisEnd.KEPT_GAINS
    assert outcome.world.territories.owner[own] == BORLAND
    assert not outcome.world.claims[CLAIM].live


def test_a_demand_to_remilitarise_that_is_dropped_leaves_the_zone_as_it_was() -> None:
    own, world = remilitarising()
    quarrel(world, rung=Rung.DEMAND, clock=world.turn)
    world = turn(world).world
    assert world.territories.demilitarised[own]
    assert world.crises[QUARREL].end == CrisisEnd.WITHDREW


@pytest.mark.parametrize(
    ("how", "lifted"),
    [(Move.CLIMB_DOWN, True), (Move.HOLD, False)],
)
def test_measures_are_lifted_when_the_aggressor_goes_home(how: Move, lifted: bool) -> None:
    world = small_world()
    quarrel(world, named=BORLAND, acts=(Act.DETERMINATION, Act.ARMS_EMBARGO))
    measure(world, Act.ARMS_EMBARGO)
    outcome = turn(world, MoveInCrisis(BORLAND, QUARREL, how))
    assert outcome.world.resolutions[0].in_force is not lifted
    assert bool(happened(outcome, "resolution.lifted")) is lifted


def test_gains_kept_by_threat_do_not_lift_what_was_decided() -> None:
    world = small_world()
    crisis = quarrel(world, named=BORLAND, acts=(Act.DETERMINATION, Act.ARMS_EMBARGO))
    measure(world, Act.ARMS_EMBARGO)
    crises.end(world, crisis, CrisisEnd.KEPT_GAINS, Log(0))
    assert world.resolutions[0].in_force
    assert world.crises[QUARREL].ended == 0


def test_a_quarrel_fought_out_in_a_war_begun_over_another_ends_with_that_war() -> None:
    world = small_world()
    quarrel(world, rung=Rung.WAR, war=WarId(0))
    quarrel(world, rung=Rung.WAR, war=WarId(0))
    war = War(WarId(0), QUARREL, (BORLAND,), (CASSIA,), 0, (0.0, 0.0), (None, None))
    world.put(replace(war, settled=Settled.CESSION, ended=0))
    world.put(replace(world.crises[0], end=CrisisEnd.KEPT_GAINS, ended=0))
    outcome = turn(world)
    assert outcome.world.crises[1].end == CrisisEnd.KEPT_GAINS
    assert outcome.world.live_crises() == []


@pytest.mark.parametrize(
    ("gone", "end"), [(CASSIA, CrisisEnd.DESTROYED), (BORLAND, CrisisEnd.WITHDREW)]
)
def test_a_quarrel_short_of_war_ends_when_a_party_is_no_more(gone: StateId, end: CrisisEnd) -> None:
    world = small_world()
    quarrel(world)
    heir = ARDEN
    world.territories.owner[world.territories.owner == gone] = heir
    dissolve(world, gone, Log(0))
    assert turn(world).world.crises[QUARREL].end == end


def duty(state: int, given: float, act: Act = Act.OBSERVERS) -> Duty:
    return Duty(
        ResolutionId(0), act, StateId(state), 0, Obligation.NONE, True, 0.5, given, False, False, 0.0,
        promised=given,
    )  # fmt: skip


def test_observers_on_the_spot_make_it_clearer_who_does_what() -> None:
    world = small_world()
    quarrel(world, ambiguity=0.6)
    measure(world, Act.OBSERVERS)
    world.ledger = [duty(ARDEN, 1.0), duty(DORVAN, 1.0), duty(ELMERE, 1.0)]
    crises.run(world, [], Log(0))
    kept = world.rules.observer_clarity
    assert world.crises[QUARREL].ambiguity == pytest.approx(0.6 * kept)


def test_observers_are_counted_however_long_the_turns_ledger_is() -> None:
    world = small_world()
    quarrel(world, ambiguity=0.6)
    measure(world, Act.OBSERVERS)
    others = [duty(ARDEN, 0.0, Act.ARMS_EMBARGO)] * 500
    world.ledger = [duty(ARDEN, 1.0), *others]
    crises.run(world, [], Log(0))
    assert world.crises[QUARREL].ambiguity < 0.6


def test_a_crisis_that_is_over_takes_no_more_moves() -> None:
    world = small_world()
    quarrel(world, end=CrisisEnd.WITHDREW, ended=0)
    outcome = turn(world, CLIMB)
    assert happened(outcome, "order.refused.no_such_crisis")
    assert outcome.world.crises[QUARREL].rung == Rung.CLASH


def test_sanctions_that_press_hard_enough_bring_a_demand_down() -> None:
    world = small_world(rules=replace(small_world().rules, concession_rate=1000.0))
    quarrel(world)
    world.states.pressure[BORLAND] = 0.9
    outcome = turn(world)
    assert happened(outcome, "crisis.sanctions_told")
    assert outcome.world.crises[QUARREL].end == CrisisEnd.WITHDREW


def test_a_state_that_a_person_leads_concedes_only_by_order() -> None:
    world = small_world(rules=replace(small_world().rules, concession_rate=1000.0))
    quarrel(world)
    world.states.human[BORLAND] = True
    world.states.pressure[BORLAND] = 0.9
    assert turn(world).world.crises[QUARREL].live


def test_standing_of_a_failed_resolution_is_untouched_by_the_end_of_its_case() -> None:
    world = small_world()
    quarrel(world)
    put = measure(world, Act.CONDEMNATION)
    world.put(replace(put, standing=Standing.FAILED))
    outcome = turn(world, MoveInCrisis(BORLAND, QUARREL, Move.CLIMB_DOWN))
    assert outcome.world.resolutions[0].lifted == -1
