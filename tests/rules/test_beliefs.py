"""Beliefs: what is seen changes whom, and which institution, is believed."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from game.core.cases import credibility
from game.core.ids import StateId, TreatyId, WarId
from game.core.kinds import Act, CrisisEnd, Obligation, Rung, TreatyKind
from game.core.log import Log
from game.core.phases import beliefs
from game.core.phases.appraisal import credence, nearness
from game.core.records import Duty, Treaty, War
from game.core.world import World
from tests.rules.play import LEAGUE, QUARREL, measure, quarrel
from tests.worlds import ARDEN, BORLAND, CASSIA, DORVAN, ELMERE, small_world


def believed(world: World) -> np.ndarray:
    return credibility(world, LEAGUE)


def ended(how: CrisisEnd, **facts: object) -> World:
    """A case before the League ends this turn, and everybody takes note."""
    world = small_world(10)
    quarrel(world, end=how, ended=world.turn, **facts)
    return noted(world)


def noted(world: World) -> World:
    beliefs.run(world, [], Log(world.turn))
    return world


@pytest.mark.parametrize("how", [CrisisEnd.KEPT_GAINS, CrisisEnd.DESTROYED])
def test_a_failed_test_lowers_credibility_with_everybody(how: CrisisEnd) -> None:
    assert (believed(ended(how)) < believed(small_world(10))).all()


@pytest.mark.parametrize("how", [CrisisEnd.WITHDREW, CrisisEnd.COMPROMISE])
def test_a_test_that_was_met_raises_it(how: CrisisEnd) -> None:
    world = ended(how, acts=(Act.DETERMINATION,))
    assert (believed(world) > believed(small_world(10))).all()


def test_a_state_destroyed_counts_for_more_than_land_lost() -> None:
    assert (believed(ended(CrisisEnd.DESTROYED)) < believed(ended(CrisisEnd.KEPT_GAINS))).all()


def test_an_end_that_the_institution_worked_for_counts_for_more() -> None:
    worked = believed(ended(CrisisEnd.WITHDREW, acts=(Act.INQUIRY,)))
    assert (worked > believed(ended(CrisisEnd.WITHDREW))).all()


def test_a_failure_weighs_most_with_those_alike_and_near() -> None:
    world = ended(CrisisEnd.KEPT_GAINS)
    lost = believed(small_world(10)) - believed(world)
    likeness = beliefs.likeness(world, world.crises[QUARREL])
    assert np.corrcoef(lost, likeness)[0, 1] > 0.95


def test_nearness_to_the_aggressor_makes_a_case_more_like_ones_own() -> None:
    world = small_world(10)
    crisis = quarrel(world)
    world.states.power[:] = 0.1
    likeness = beliefs.likeness(world, crisis)
    near = nearness(world)[:, BORLAND]
    assert likeness[np.argmax(near)] == likeness.max()
    assert likeness[np.argmin(near)] == likeness.min()


def test_an_unclear_case_proves_less() -> None:
    clear = believed(ended(CrisisEnd.KEPT_GAINS, ambiguity=0.0))
    unclear = believed(ended(CrisisEnd.KEPT_GAINS, ambiguity=0.9))
    assert (unclear > clear).all()


def test_a_quarrel_that_was_never_referred_tests_nobody() -> None:
    world = ended(CrisisEnd.KEPT_GAINS, institution=-1)
    quiet = noted(small_world(10))
    assert (believed(world) == believed(quiet)).all()


def test_a_war_with_nobody_named_tells_against_the_institution_after_a_while() -> None:
    world = small_world()
    quarrel(world, rung=Rung.WAR, referred=0)
    world.turn = 2
    before = believed(world)
    assert believed(noted(world.clone())) == pytest.approx(believed(noted_quiet(world)))
    world.turn = 3
    assert (believed(noted(world)) < before).all()


def noted_quiet(world: World) -> World:
    quiet = world.clone()
    quiet.crises.clear()
    return noted(quiet)


def at_war() -> World:
    world = small_world()
    quarrel(world, rung=Rung.WAR, war=WarId(0), institution=-1)
    world.put(War(WarId(0), QUARREL, (BORLAND,), (CASSIA,), 0, (0.0, 0.0), (None, None)))
    world.put(
        Treaty(TreatyId(1), TreatyKind.GUARANTEE, (ARDEN, CASSIA), 0, -1, ARDEN, accepted=True)
    )
    return world


def test_an_ally_that_stays_out_loses_its_word_and_most_with_the_forsaken() -> None:
    world = at_war()
    before = credence(world)
    after = credence(noted(world))
    assert (after[:, ARDEN] < before[:, ARDEN]).all()
    assert after[CASSIA, ARDEN] == after[:, ARDEN].min() < after[DORVAN, ARDEN]
    assert after[DORVAN, CASSIA] == pytest.approx(before[DORVAN, CASSIA], abs=1e-3)


def test_an_ally_that_fights_keeps_its_word() -> None:
    world = at_war()
    world.put(replace(world.wars[0], defenders=(CASSIA, ARDEN)))
    before = credence(world)
    assert (credence(noted(world))[:, ARDEN] > before[:, ARDEN]).all()


def test_an_ally_that_changes_sides_is_believed_least() -> None:
    world = at_war()
    idle = credence(noted(world.clone()))
    world.put(replace(world.wars[0], attackers=(BORLAND, ARDEN)))
    turned = credence(noted(world))
    assert turned[DORVAN, ARDEN] < idle[DORVAN, ARDEN]


def judged(**facts: object) -> float:
    """Return how far Elmere believes Arden after a duty of Arden's."""
    world = small_world()
    quarrel(world, institution=-1)
    measure(world, Act.OIL_BAN)
    values = {
        "obligation": Obligation.BINDING, "affordable": True, "given": 1.0, "cheated": False,
        "seen": False, "promised": 1.0,
    } | facts  # fmt: skip
    world.ledger = [
        Duty(
            resolution=world.resolutions[0].id, act=Act.OIL_BAN, state=StateId(ARDEN), turn=0,
            expected=0.5, cost=0.0, **values,
        )
    ]  # fmt: skip
    return float(credence(noted(world))[ELMERE, ARDEN])


def test_whoever_gives_what_it_owes_is_believed_and_whoever_shirks_is_not() -> None:
    assert judged() > judged(given=0.5, promised=0.5) > judged(given=0.0, promised=0.0)


def test_nobody_is_blamed_for_what_it_could_not_afford_or_did_not_owe() -> None:
    nothing = judged(obligation=Obligation.NONE)
    assert judged(given=0.0, promised=0.0, affordable=False) == nothing
    assert judged(given=0.0, promised=0.0, obligation=Obligation.RECOMMENDED) == nothing


def test_a_cheat_is_believed_until_it_is_seen_and_then_less_than_a_shirker() -> None:
    unseen = judged(given=0.0, cheated=True)
    seen = judged(given=0.0, cheated=True, seen=True)
    assert unseen == judged()
    assert seen < judged(given=0.0, promised=0.0)


def test_memories_fade() -> None:
    world = ended(CrisisEnd.KEPT_GAINS)
    fresh = world.memberships.failed[LEAGUE].copy()
    world.dyads.aggression[CASSIA, BORLAND] = 2.0
    world.turn += 1
    noted(world)
    assert (world.memberships.failed[LEAGUE] < fresh).all()
    for _ in range(3):  # what states think of each other fades once a year
        world.turn += 1
        noted(world)
    assert world.dyads.aggression[CASSIA, BORLAND] < 2.0
