"""The response: what is given, what is said to be given, and the ledger of both."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from game.core.charter import Monitoring
from game.core.ids import ResolutionId, StateId, WarId
from game.core.kinds import (
    DENIED_GOODS,
    Act,
    Arm,
    CrisisEnd,
    Good,
    Obligation,
    Rung,
    Stage,
)
from game.core.orders import Contribute
from game.core.phases.response import open_measures, plan_of
from game.core.records import Duty, War
from game.core.terms import total
from game.core.turn import Outcome, advance
from game.core.world import World
from tests.rules.play import (
    LEAGUE,
    QUARREL,
    chartered,
    happened,
    measure,
    quarrel,
    turn,
)
from tests.worlds import ARDEN, BORLAND, CASSIA, DORVAN, ELMERE, FENWICK, small_world

MEASURE = ResolutionId(0)


def sanctioned(*acts: Act, n: int = 6, **facts: object) -> World:
    """Borland has been named and acts decided against it; the world waits for contributions."""
    world = small_world(n)
    quarrel(world, named=BORLAND, acts=(Act.DETERMINATION, *acts), **facts)
    measure(world, *acts)
    world.stage = Stage.RESPONSE
    return world


def gives(
    state: StateId, share: float, act: Act = Act.OIL_BAN, *, cheat: bool = False
) -> Contribute:
    return Contribute(state, MEASURE, act, share, cheat)


def duty_of(outcome: Outcome, state: StateId) -> Duty:
    (duty,) = [duty for duty in outcome.world.ledger if duty.state == state]
    return duty


@pytest.mark.parametrize("act", DENIED_GOODS)
def test_a_contribution_denies_the_goods_of_its_measure_and_no_others(act: Act) -> None:
    outcome = advance(sanctioned(act), [gives(ARDEN, 0.5, act)])
    denied = outcome.world.embargoes.denied[ARDEN, BORLAND]
    assert {good for good in Good if denied[good] > 0} == set(DENIED_GOODS[act])
    assert denied.max() == 0.5
    assert outcome.world.embargoes.denied[DORVAN].max() == 0


def test_what_is_given_is_given_for_a_quarter() -> None:
    world = advance(sanctioned(Act.OIL_BAN), [gives(ARDEN, 1.0)]).world
    assert turn(world).world.embargoes.denied.max() == 0


def test_the_ledger_has_one_row_for_each_measure_turn_and_member_asked() -> None:
    world = sanctioned(Act.OIL_BAN, Act.FINANCE_BAN, n=9)
    measure(world, Act.ARMS_EMBARGO)
    world = advance(world, [gives(ARDEN, 1.0), gives(DORVAN, 0.5, Act.FINANCE_BAN)]).world
    world = turn(world, gives(ELMERE, 0.25)).world
    rows = Counter((row.resolution, row.act, row.state, row.turn) for row in world.ledger)
    asked = [
        state
        for state in range(9)
        if state not in (BORLAND, CASSIA) and world.memberships.member[LEAGUE, state]
    ]
    measures = [(0, Act.OIL_BAN), (0, Act.FINANCE_BAN), (1, Act.ARMS_EMBARGO)]
    assert rows == Counter(
        (resolution, act, state, when)
        for resolution, act in measures
        for state in asked
        for when in (0, 1)
    )


def test_the_ledger_says_what_was_owed_and_what_was_given() -> None:
    outcome = advance(sanctioned(Act.OIL_BAN), [gives(ARDEN, 0.5)])
    gave, shirked = duty_of(outcome, ARDEN), duty_of(outcome, DORVAN)
    assert (gave.obligation, gave.given, gave.promised) == (Obligation.BINDING, 0.5, 0.5)
    assert (shirked.given, shirked.cheated) == (0.0, False)
    assert shirked.cost == 0
    assert gave.cost > 0


def test_an_outsider_owes_nothing_and_is_entered_only_when_it_gives() -> None:
    outcome = advance(sanctioned(Act.OIL_BAN), [])
    assert FENWICK not in {row.state for row in outcome.world.ledger}
    outcome = advance(sanctioned(Act.OIL_BAN), [gives(FENWICK, 0.5)])
    assert duty_of(outcome, FENWICK).obligation == Obligation.NONE
    assert outcome.world.embargoes.denied[FENWICK, BORLAND, Good.OIL] == 0.5


def test_the_parties_give_nothing() -> None:
    outcome = advance(sanctioned(Act.OIL_BAN), [gives(CASSIA, 1.0), gives(BORLAND, 1.0)])
    assert len(happened(outcome, "order.refused.a_party_gives_nothing")) == 2


def test_what_the_ledger_expected_is_what_the_forecast_showed() -> None:
    world = sanctioned(Act.OIL_BAN, Act.FORCE, n=9)
    plan = plan_of(world, open_measures(world))
    ledger = advance(world, []).world.ledger
    assert ledger
    for row in ledger:
        shown = plan.answer.expected[[Act.OIL_BAN, Act.FORCE].index(row.act), row.state]
        assert row.expected == round(float(shown), 4)


def test_the_reasons_in_the_ledger_sum_to_what_the_choice_was_worth() -> None:
    world = sanctioned(Act.OIL_BAN, Act.FORCE, n=9)
    plan = plan_of(world, open_measures(world))
    outcome = advance(world, [gives(ARDEN, 0.5), gives(DORVAN, 1.0, Act.FORCE)])
    shares = [0.0, 0.25, 0.5, 1.0]
    for row in outcome.world.ledger:
        worth = plan.options(
            [Act.OIL_BAN, Act.FORCE].index(row.act),
            row.state,
            resolve=float(world.states.resolve[row.state]),
            cost=float(world.states.cost_estimate[row.state]),
        )
        assert total(row.terms) == pytest.approx(worth[shares.index(row.given)])


def test_a_cheat_says_that_it_gives_and_denies_nothing() -> None:
    world = sanctioned(Act.OIL_BAN)
    outcome = advance(world, [gives(ARDEN, 1.0, cheat=True)])
    duty = duty_of(outcome, ARDEN)
    assert (duty.cheated, duty.given, duty.promised) == (True, 0.0, 1.0)
    assert outcome.world.embargoes.denied[ARDEN, BORLAND].max() == 0


def test_to_promise_nothing_is_no_cheating() -> None:
    outcome = advance(sanctioned(Act.OIL_BAN), [gives(ARDEN, 0.0, cheat=True)])
    assert not duty_of(outcome, ARDEN).cheated


def test_cheats_are_seen_as_often_as_the_charter_watches() -> None:
    def seen(monitoring: Monitoring) -> float:
        caught = cheated = 0
        for seed in range(12):
            world = sanctioned(Act.ARMS_EMBARGO, n=30)
            world.seed = seed
            chartered(world, monitoring=monitoring)
            cheats = [
                gives(StateId(i), 1.0, Act.ARMS_EMBARGO, cheat=True)
                for i in range(30)
                if i not in (BORLAND, CASSIA)
            ]
            outcome = advance(world, cheats)
            rows = [row for row in outcome.world.ledger if row.cheated]
            caught += sum(row.seen for row in rows)
            cheated += len(rows)
            assert len(happened(outcome, "measure.cheat_seen")) == sum(row.seen for row in rows)
        return caught / cheated

    assert seen(Monitoring.NONE) == pytest.approx(0.1, abs=0.06)
    assert seen(Monitoring.INSPECTORS) == pytest.approx(0.85, abs=0.07)


def at_war() -> World:
    world = sanctioned(Act.FORCE, rung=Rung.WAR, war=WarId(0))
    world.put(War(WarId(0), QUARREL, (BORLAND,), (CASSIA,), 0, (0.0, 0.0), (None, None)))
    return world


def test_contingents_join_the_victims_side_under_the_mandate() -> None:
    outcome = advance(at_war(), [gives(ARDEN, 1.0, Act.FORCE)])
    assert outcome.world.wars[0].defenders == (CASSIA, ARDEN)
    forces = outcome.world.formations
    sent = forces.mandate == MEASURE
    assert sent.any()
    assert (forces.owner[sent] == ARDEN).all()
    assert (forces.arm[sent] != Arm.AIR).all()
    assert happened(outcome, "war.joined_under_mandate")


def test_those_who_cheat_on_force_send_nobody() -> None:
    outcome = advance(at_war(), [gives(ARDEN, 1.0, Act.FORCE, cheat=True)])
    assert outcome.world.wars[0].defenders == (CASSIA,)


def test_force_is_not_used_before_there_is_a_war() -> None:
    outcome = advance(sanctioned(Act.FORCE), [gives(ARDEN, 1.0, Act.FORCE)])
    assert outcome.world.wars == []
    assert (outcome.world.formations.mandate == -1).all()


def lost_case(since: int) -> World:
    world = sanctioned(Act.OIL_BAN)
    world.turn = since
    world.put(replace(world.crises[QUARREL], end=CrisisEnd.KEPT_GAINS, ended=0))
    return world


def test_measures_outlast_a_lost_case_while_they_are_kept_up() -> None:
    outcome = advance(lost_case(1), [gives(ARDEN, 1.0), gives(DORVAN, 1.0)])
    assert outcome.world.resolutions[0].in_force


def test_measures_lapse_when_nobody_gives_to_them_any_more() -> None:
    outcome = advance(lost_case(1), [])
    assert outcome.world.resolutions[0].lifted == 1
    assert happened(outcome, "resolution.lifted")


def test_measures_lapse_a_year_after_the_case_was_lost() -> None:
    outcome = advance(lost_case(4), [gives(ARDEN, 1.0), gives(DORVAN, 1.0)])
    assert not outcome.world.resolutions[0].in_force


def test_nothing_can_be_given_to_measures_that_were_lifted() -> None:
    world = advance(lost_case(1), []).world
    outcome = turn(world, gives(ARDEN, 1.0))
    assert happened(outcome, "order.refused.not_in_force")


def test_the_report_of_a_measure_says_how_much_of_what_could_be_given_was() -> None:
    world = sanctioned(Act.OIL_BAN)
    everyone = [gives(state, 1.0) for state in (ARDEN, DORVAN, ELMERE, FENWICK)]
    (report,) = happened(advance(world, everyone), "measure.applied")
    assert report.figure("given") == pytest.approx(1.0)
    (report,) = happened(advance(world, []), "measure.applied")
    assert report.figure("given") == 0
    assert (report.subject, report.object) == (CASSIA, BORLAND)
