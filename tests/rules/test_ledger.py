"""The compliance ledger: every duty is met, shirked or excused, and what it says of states."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.core.charter import CostSharing
from game.core.compliance import balance, burden, givers, lines_of, met, outcome, record_of
from game.core.ids import CrisisId, ResolutionId, StateId, WarId
from game.core.kinds import Act, Excuse, Obligation, Stage
from game.core.orders import Contribute
from game.core.phases.response import excuse
from game.core.records import Duty, War
from game.core.turn import Outcome, advance
from game.core.world import World
from tests.rules.bodies import pact, reading
from tests.rules.play import LEAGUE, QUARREL, happened, measure, played, quarrel
from tests.worlds import ARDEN, BORLAND, CASSIA, DORVAN, ELMERE, small_world


def sanctioned(*acts: Act) -> World:
    world = small_world()
    quarrel(world, named=BORLAND, acts=(Act.DETERMINATION, *acts))
    measure(world, *acts)
    world.stage = Stage.RESPONSE
    return world


def answered(world: World, **shares: float) -> Outcome:
    """Give shares to the one measure; `arden=1.0` and so on."""
    keys = world.scenario.state_keys
    (act,) = world.resolutions[0].acts
    return advance(world, [
        Contribute(StateId(keys.index(name)), ResolutionId(0), act, share)
        for name, share in shares.items()
    ])  # fmt: skip


def line(outcome: Outcome, state: StateId) -> Duty:
    (found,) = [duty for duty in outcome.world.ledger if duty.state == state]
    return found


def test_half_of_what_one_could_give_meets_a_duty() -> None:
    outcome_of = answered(sanctioned(Act.ARMS_EMBARGO), arden=0.5, dorvan=0.25)
    assert outcome(line(outcome_of, ARDEN)) == "met"
    assert outcome(line(outcome_of, DORVAN)) == "shirked"
    assert outcome(line(outcome_of, ELMERE)) == "shirked"


def test_what_is_only_recommended_is_not_owed() -> None:
    after = answered(sanctioned(Act.FORCE), arden=1.0)
    assert outcome(line(after, DORVAN)) == "not_owed"
    assert int(balance(after.world, after.world.ledger).owed.sum()) == 0


def test_who_fights_a_war_of_its_own_is_excused_and_keeps_its_name() -> None:
    world = sanctioned(Act.ARMS_EMBARGO)
    world.put(War(WarId(0), QUARREL, (DORVAN,), (ELMERE,), 0, (0.0, 0.0), (None, None)))
    after = answered(world, arden=1.0)
    assert line(after, ELMERE).excused == Excuse.UNDER_ATTACK
    assert after.world.dyads.broken[ARDEN, ELMERE] == 0
    assert sanctioned(Act.ARMS_EMBARGO).dyads.broken[ARDEN, ELMERE] == 0


def test_who_is_exhausted_is_excused() -> None:
    world = sanctioned(Act.ARMS_EMBARGO)
    world.states.weariness[ELMERE], world.states.stability[ELMERE] = 1.0, 0.1
    assert line(answered(world), ELMERE).excused == Excuse.CANNOT_AFFORD


def test_whose_trade_a_denial_would_ruin_is_excused_and_from_words_or_force_it_is_not() -> None:
    def excused(act: Act, traded: float) -> Excuse:
        world = sanctioned(act)
        owed = [Obligation.BINDING] * len(Act)
        reading(world, obligations=tuple(owed))
        world.dyads.usual_trade[ELMERE, BORLAND] = traded
        return line(answered(world), ELMERE).excused

    assert excused(Act.TRADE_BAN, 0.08) == Excuse.HARDSHIP
    assert excused(Act.TRADE_BAN, 0.02) == Excuse.NONE
    assert excused(Act.ARMS_EMBARGO, 0.08) == Excuse.NONE  # it sells and buys other things
    assert excused(Act.FORCE, 0.08) == Excuse.NONE


def test_suspension_takes_the_vote_and_not_the_duties() -> None:
    world = sanctioned(Act.ARMS_EMBARGO)
    world.memberships.suspended[LEAGUE, DORVAN] = True
    assert line(answered(world), DORVAN).obligation == Obligation.BINDING


def test_who_has_given_notice_owes_until_it_has_left() -> None:
    world = sanctioned(Act.ARMS_EMBARGO)
    world.memberships.leaves[LEAGUE, DORVAN] = 4
    assert outcome(line(answered(world), DORVAN)) == "shirked"


@given(
    owed=st.sampled_from(Obligation),
    given_=st.sampled_from([0.0, 0.25, 0.5, 1.0]),
    affordable=st.booleans(),
    at_war=st.booleans(),
    cheated=st.booleans(),
    covered=st.booleans(),
    ruinous=st.booleans(),
)
def test_an_excuse_is_for_what_was_owed_and_not_met_and_never_for_a_cheat(
    owed: Obligation,
    given_: float,
    affordable: bool,
    at_war: bool,
    cheated: bool,
    covered: bool,
    ruinous: bool,
) -> None:
    found = excuse(
        owed, given_, affordable=affordable, at_war=at_war, cheated=cheated, covered=covered,
        ruinous=ruinous,
    )  # fmt: skip
    if found != Excuse.NONE:
        assert owed >= Obligation.BINDING
        assert not met(given_)
        assert not cheated
        assert at_war or not affordable or not covered or ruinous


def test_burdens_are_shares_of_cost_beside_shares_of_power() -> None:
    after = answered(sanctioned(Act.ARMS_EMBARGO), arden=1.0, elmere=1.0)
    shares = burden(after.world, after.world.ledger)
    assert shares.cost.sum() == pytest.approx(1)
    assert shares.power.sum() == pytest.approx(1)
    assert shares.cost[DORVAN] == 0 < shares.power[DORVAN]
    assert shares.cost[BORLAND] == shares.power[BORLAND] == 0  # nobody asks the aggressor


def test_a_states_record_counts_what_it_owed_and_what_it_paid() -> None:
    world = sanctioned(Act.ARMS_EMBARGO)
    after = answered(world, arden=1.0)
    kept, shirked = record_of(after.world.ledger, ARDEN), record_of(after.world.ledger, ELMERE)
    assert (kept.owed, kept.met, kept.kept) == (1, 1, 1.0)
    assert (shirked.owed, shirked.shirked, shirked.kept, shirked.cost) == (1, 1, 0.0, 0.0)
    assert kept.cost == line(after, ARDEN).cost > 0
    assert record_of([], ARDEN).kept == 1.0


def test_who_gave_what_in_a_case_the_largest_first() -> None:
    after = answered(sanctioned(Act.ARMS_EMBARGO), arden=1.0, elmere=1.0, dorvan=0.0)
    named = givers(after.world, lines_of(after.world, crisis=QUARREL))
    assert [state for state, _ in named] == [ARDEN, ELMERE]
    assert named[0][1] > named[1][1]
    assert lines_of(after.world, crisis=CrisisId(1)) == []
    assert lines_of(after.world, since=1) == []
    assert len(lines_of(after.world, institution=LEAGUE)) == 3


@pytest.mark.parametrize("sharing", list(CostSharing))
def test_the_charter_says_who_bears_the_cost(sharing: CostSharing) -> None:
    world = sanctioned(Act.ARMS_EMBARGO)
    reading(world, cost_sharing=sharing)
    bare = sanctioned(Act.ARMS_EMBARGO)
    with_, without = answered(world, arden=1.0), answered(bare, arden=1.0)
    moved = with_.world.states.treasury - without.world.states.treasury
    if sharing == CostSharing.WHERE_IT_FALLS:
        assert not moved.any()
        return
    (event,) = happened(with_, "measure.costs_shared")
    cost = line(with_, ARDEN).cost / world.scenario.calendar.periods
    assert event.figure("cost") == pytest.approx(cost, abs=0.01)
    members = world.memberships.member[LEAGUE]
    assert moved[members].sum() == pytest.approx(0, abs=0.01)
    assert moved[ARDEN] > 0
    assert (moved[members & (np.arange(world.n) != ARDEN)] < 0).all()
    others = moved[[CASSIA, DORVAN]]
    assert (others[0] == pytest.approx(others[1])) == (sharing == CostSharing.EQUAL)


def test_a_cheat_is_paid_nothing_of_the_common_cost() -> None:
    world = sanctioned(Act.ARMS_EMBARGO)
    reading(world, cost_sharing=CostSharing.EQUAL)
    cheat = Contribute(ARDEN, ResolutionId(0), Act.ARMS_EMBARGO, 1.0, cheat=True)
    assert not happened(advance(world, [cheat]), "measure.costs_shared")


def balances(world: World) -> bool:
    found = balance(world, world.ledger)
    states = (record_of(world.ledger, state) for state in range(world.n))
    return found.balances and all(
        record.owed == found.owed[state] for state, record in enumerate(states)
    )


@settings(max_examples=8, deadline=None)
@given(seed=st.integers(1, 10_000))
def test_the_ledger_balances_over_played_games(seed: int) -> None:
    world = small_world(8, seed)
    quarrel(world, named=BORLAND, acts=(Act.DETERMINATION, Act.ARMS_EMBARGO, Act.OIL_BAN))
    measure(world, Act.ARMS_EMBARGO, Act.OIL_BAN, Act.FORCE)
    body = pact(world, (ARDEN, CASSIA, ELMERE))
    world.put(replace(world.resolutions[0], institution=LEAGUE))
    world.put(replace(world.resolutions[0], id=ResolutionId(1), institution=body))
    world = played(world, 9)
    assert balance(world, world.ledger).owed.sum() > 0
    assert balances(world)
