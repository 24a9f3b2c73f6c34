"""Crises that rest on no claim: confrontations, incidents, blockades, broken promises."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from game.core.confrontations import tempted, worth_of_confrontation
from game.core.formulas.incidents import Pairs, joins, rate
from game.core.ids import CrisisId, TreatyId
from game.core.kinds import (
    Arm,
    CrisisEnd,
    CrisisKind,
    Move,
    Rung,
    Settled,
    TreatyKind,
)
from game.core.legality import refusal
from game.core.linkage import precedent, tied_down
from game.core.observe import observe
from game.core.orders import Confront, MoveInCrisis
from game.core.outlook import outlook
from game.core.phases.crises.incidents import at_stake
from game.core.phases.sanctions import sealed
from game.core.quarrels import PROFILES
from game.core.records import Treaty
from game.core.world import World
from tests.rules.play import CLAIM, QUARREL, happened, quarrel, turn, turns
from tests.worlds import ARDEN, BORLAND, CASSIA, DORVAN, ELMERE, FENWICK, small_world

CONFRONTED = CrisisId(0)


def quiet() -> World:
    """A world in which nothing breaks out by itself."""
    world = small_world()
    still = replace(
        world.rules, incident_rate=0.0, coup_rate=0.0, civil_war_rate=0.0, atrocity_rate=0.0
    )
    world.scenario = replace(world.scenario, rules=still)
    return world


def test_every_kind_has_a_profile_and_those_within_a_state_are_marked() -> None:
    assert set(PROFILES) == set(CrisisKind)
    inside = {kind for kind, profile in PROFILES.items() if profile.internal}
    assert inside == {CrisisKind.COUP, CrisisKind.CIVIL_WAR, CrisisKind.ATROCITY}


def test_an_ultimatum_opens_high_and_is_about_policy_not_land() -> None:
    outcome = turn(quiet(), Confront(ARDEN, CrisisKind.ULTIMATUM, FENWICK))
    (crisis,) = outcome.world.crises
    assert (crisis.initiator, crisis.target, crisis.claim) == (ARDEN, FENWICK, -1)
    assert crisis.rung == Rung.ULTIMATUM
    assert happened(outcome, "crisis.confronted")


def test_who_bows_to_an_ultimatum_comes_nearer_to_its_sender_and_sits_less_firmly() -> None:
    world = turn(quiet(), Confront(ARDEN, CrisisKind.ULTIMATUM, FENWICK)).world
    before = world.states
    apart = np.abs(before.ideal[FENWICK] - before.ideal[ARDEN]).sum()
    steady = before.stability[FENWICK]
    outcome = turn(world, MoveInCrisis(FENWICK, CONFRONTED, Move.CLIMB_DOWN))
    after = outcome.world.states
    assert outcome.world.crises[0].end == CrisisEnd.KEPT_GAINS
    assert np.abs(after.ideal[FENWICK] - after.ideal[ARDEN]).sum() <= apart
    assert after.stability[FENWICK] < steady
    assert after.doctrine[FENWICK].sum() == pytest.approx(1.0, abs=1e-4)


def test_an_ultimatum_that_nobody_follows_does_not_stand_for_ever() -> None:
    world = turn(quiet(), Confront(ARDEN, CrisisKind.ULTIMATUM, FENWICK)).world
    world.states.human[ARDEN] = True
    world = turns(world, 3).world
    assert world.crises[0].end == CrisisEnd.WITHDREW


def test_an_invasion_opens_at_war_and_takes_the_invaders_claim_for_its_aim() -> None:
    outcome = turn(quiet(), Confront(BORLAND, CrisisKind.INVASION, CASSIA))
    (crisis,) = outcome.world.crises
    assert (crisis.rung, crisis.claim) == (Rung.WAR, CLAIM)
    (war,) = outcome.world.wars
    assert (war.attackers, war.defenders) == ((BORLAND,), (CASSIA,))
    assert crisis.ambiguity < 0.2
    assert outcome.world.dyads.aggression[CASSIA, BORLAND] > 1


def test_an_invasion_leaves_less_doubt_than_any_incident() -> None:
    invasion = PROFILES[CrisisKind.INVASION].ambiguity
    assert all(
        invasion <= profile.ambiguity for profile in PROFILES.values() if not profile.internal
    )


def test_a_war_that_was_not_about_land_ends_with_what_it_was_about() -> None:
    world = quiet()
    quarrel(world, claim=-1, kind=CrisisKind.ULTIMATUM, rung=Rung.CLASH)
    world = turn(world, MoveInCrisis(BORLAND, QUARREL, Move.ESCALATE)).world
    (war,) = world.wars
    # Cassia has lost its capital, its land and its army.
    home = world.territories.owner == CASSIA
    world.territories.controller[home] = BORLAND
    forces = world.formations
    forces.exists[forces.owner == CASSIA] = False
    outcome = turn(world)
    assert outcome.world.wars[war.id].settled != Settled.OPEN
    assert outcome.world.crises[QUARREL].end == CrisisEnd.KEPT_GAINS


def test_a_blockade_shuts_a_coast_until_it_ends() -> None:
    world = turn(quiet(), Confront(ARDEN, CrisisKind.BLOCKADE, CASSIA)).world
    assert world.crises[0].rung == Rung.CLASH
    assert sealed(world)[CASSIA] > 0
    outcome = turn(world, MoveInCrisis(ARDEN, CONFRONTED, Move.CLIMB_DOWN))
    assert sealed(outcome.world)[CASSIA] == 0
    assert happened(outcome, "blockade.lifted")


def test_a_blockade_presses_the_blockaded() -> None:
    def pressed(order: Confront | None) -> float:
        world = quiet()
        fleets = world.formations.arm == Arm.FLEET
        world.formations.exists[fleets & (world.formations.owner == CASSIA)] = False
        for _ in range(3):
            world = turn(world, *([order] if order else [])).world
            order = None
        return float(world.states.shortage[CASSIA].sum())

    assert pressed(Confront(ARDEN, CrisisKind.BLOCKADE, CASSIA)) > pressed(None)


def test_a_stronger_navy_shuts_more_of_the_coast() -> None:
    def shut(ships: float) -> float:
        world = quiet()
        own = (world.formations.owner == ARDEN) & (world.formations.arm == Arm.FLEET)
        world.formations.strength[own] = ships
        world = turn(world, Confront(ARDEN, CrisisKind.BLOCKADE, BORLAND)).world
        return float(sealed(world)[BORLAND])

    assert shut(1.0) < shut(50.0) <= 1.0


def test_a_denounced_pact_may_be_held_against_who_denounced_it_and_made_good() -> None:
    world = quiet()
    pact = Treaty(
        world.next_treaty(), TreatyKind.NON_AGGRESSION, (DORVAN, ELMERE), 0, -1, DORVAN, True
    )
    world.put(pact)
    order = Confront(ELMERE, CrisisKind.BREACH, DORVAN)
    assert refusal(world, order) is not None
    world.put(replace(pact, until_turn=0))
    world.dyads.affinity[ELMERE, DORVAN] = -0.4
    world.dyads.affinity[DORVAN, ELMERE] = 0.0
    assert refusal(world, order) is None
    world = turn(world, order).world
    (crisis,) = world.crises
    assert (crisis.initiator, crisis.target) == (DORVAN, ELMERE), "the accused comes first"
    world = turn(world, MoveInCrisis(DORVAN, CONFRONTED, Move.CLIMB_DOWN)).world
    assert world.crises[0].end == CrisisEnd.WITHDREW
    renewed = world.treaties[TreatyId(len(world.treaties) - 1)]
    assert (renewed.kind, renewed.until_turn) == (TreatyKind.NON_AGGRESSION, -1)


def test_an_accuser_who_drops_the_charge_lets_the_breach_stand() -> None:
    world = quiet()
    quarrel(world, kind=CrisisKind.BREACH, claim=-1, rung=Rung.DEMAND)
    outcome = turn(world, MoveInCrisis(CASSIA, QUARREL, Move.CLIMB_DOWN))
    assert outcome.world.crises[QUARREL].end == CrisisEnd.KEPT_GAINS


# -- border incidents -------------------------------------------------------------------------


def nervous(rate: float = 50.0) -> World:
    """A world in which rivals on a border hardly let a quarter pass without shots."""
    world = quiet()
    rules = replace(world.rules, incident_rate=rate, incident_grave=100.0)
    world.scenario = replace(world.scenario, rules=rules)
    return world


def test_grave_incidents_on_a_border_become_crises_and_others_do_not() -> None:
    world = nervous()
    outcome = turn(world)
    world = outcome.world
    assert world.crises
    for event in outcome.events:
        if event.kind.startswith("incident."):
            assert not world.dyads.contiguous[event.subject, event.object]
    for crisis in world.crises:
        first, other = crisis.initiator, crisis.target
        assert world.dyads.contiguous[first, other]
        assert (crisis.kind, crisis.rung) == (CrisisKind.BORDER_INCIDENT, Rung.TENSION)
        assert crisis.ambiguity > 0.5


def test_most_incidents_blow_over_and_leave_a_little_bad_blood() -> None:
    world = nervous()
    world.scenario = replace(world.scenario, rules=replace(world.rules, incident_grave=0.0))
    outcome = turn(world)
    passed = [event for event in outcome.events if event.kind.startswith("incident.")]
    assert passed
    assert not outcome.world.crises
    for event in passed:
        pair = (event.subject, event.object)
        assert outcome.world.dyads.rivalry[pair] > world.dyads.rivalry[pair]


def test_incidents_are_rarer_between_democracies_between_allies_and_without_cause() -> None:
    pairs = Pairs(
        border=np.array([True] * 5),
        reach=np.ones(5),
        great=np.zeros(5, bool),
        rivalry=np.array([0.5, 0.5, 0.5, 0.0, 0.5]),
        claims=np.zeros(5),
        sore=np.zeros(5),
        regimes=np.array([-5.0, 10.0, -5.0, -5.0, -5.0]),
        allied=np.array([False, False, True, False, False]),
    )
    plain, free, allied, calm, again = rate(pairs, 1.0, 0.4)
    assert free < plain
    assert allied < plain
    assert calm < plain
    assert plain == again
    apart = replace(pairs, border=np.zeros(5, bool))
    assert (rate(apart, 1.0, 0.4) < rate(pairs, 1.0, 0.4)).all()


def test_an_ally_that_fears_the_other_side_is_likelier_to_show_force() -> None:
    chances = joins(np.array([True, True, False]), np.array([0.9, 0.1, 0.9]), 0.12)
    assert chances[0] > chances[1] > 0
    assert chances[0] > chances[2] > 0


def test_an_incident_feeds_the_rivalry_it_came_of() -> None:
    world = nervous()
    before = world.dyads.rivalry.copy()
    world = turn(world).world
    crisis = world.crises[0]
    pair = (crisis.initiator, crisis.target)
    assert world.dyads.rivalry[pair] > before[pair]


def test_a_party_may_make_of_an_incident_a_demand_for_what_it_claims() -> None:
    world = quiet()
    quarrel(world, kind=CrisisKind.BORDER_INCIDENT, claim=-1, rung=Rung.TENSION, stakes=0.2)
    world = turn(world, MoveInCrisis(BORLAND, QUARREL, Move.ESCALATE)).world
    crisis = world.crises[QUARREL]
    assert (crisis.claim, crisis.rung) == (CLAIM, Rung.DEMAND)
    assert crisis.stakes == world.claims[CLAIM].weight


def test_either_party_may_inflate_an_incident_and_is_then_who_demands() -> None:
    world = quiet()
    quarrel(
        world,
        kind=CrisisKind.BORDER_INCIDENT,
        claim=-1,
        rung=Rung.TENSION,
        stakes=0.2,
        camps=((ARDEN,), (), ()),
    )
    world = turn(world, MoveInCrisis(CASSIA, QUARREL, Move.ESCALATE)).world
    crisis = world.crises[QUARREL]
    assert (crisis.initiator, crisis.target) == (CASSIA, BORLAND)
    assert crisis.camps == ((), (ARDEN,), ()), "who stood with Borland still does"


def test_an_incident_that_nobody_inflates_is_soon_over() -> None:
    world = quiet()
    quarrel(
        world,
        kind=CrisisKind.BORDER_INCIDENT,
        claim=-1,
        rung=Rung.TENSION,
        clock=world.turn + 2,
        stakes=0.2,
    )
    assert not turns(world, 3).world.crises[QUARREL].live


# -- linkage and precedent --------------------------------------------------------------------


def test_what_like_cases_brought_is_remembered_and_fades() -> None:
    world = quiet()
    assert precedent(world, CrisisKind.CLAIM) == 0
    quarrel(world, end=CrisisEnd.KEPT_GAINS, ended=world.turn)
    fresh = precedent(world, CrisisKind.CLAIM)
    assert fresh > 0
    assert 0 < precedent(world, CrisisKind.ULTIMATUM) < fresh, "another subject says less"
    world.turn += 12
    assert 0 < precedent(world, CrisisKind.CLAIM) < fresh


def test_a_demand_that_was_given_up_warns_the_next() -> None:
    world = quiet()
    quarrel(world, end=CrisisEnd.WITHDREW, ended=world.turn)
    assert precedent(world, CrisisKind.CLAIM) < 0
    look = outlook(world)
    one, other = np.nonzero(~np.eye(world.n, dtype=bool))
    table = worth_of_confrontation(world, CrisisKind.ULTIMATUM, look, one, other)
    column = table.keys.index("like_cases")
    assert (table.values[..., column] < 0).all()


def test_armies_abroad_are_tied_down() -> None:
    world = quiet()
    assert tied_down(world)[ARDEN] == 0
    armies = (world.formations.owner == ARDEN) & (world.formations.arm == Arm.ARMY)
    world.formations.node[armies] = world.states.capital[FENWICK]
    assert tied_down(world)[ARDEN] > 0.5


def test_the_worth_of_confronting_is_the_sum_of_its_terms_for_every_kind() -> None:
    world = quiet()
    look = outlook(world)
    for kind, profile in PROFILES.items():
        if profile.confronted:
            one, other = np.nonzero(~np.eye(world.n, dtype=bool))
            table = worth_of_confrontation(world, kind, look, one, other)
            assert table.values.shape == (one.size, len(table.keys))
            assert np.isfinite(table.values).all()


def test_nobody_is_left_out_whom_a_confrontation_would_pay() -> None:
    world = nervous()
    world.dyads.rivalry[:] = np.linspace(0.0, 1.0, world.n**2).reshape(world.n, world.n)
    world.states.doctrine[:] = 0.0
    world.states.doctrine[:, 3] = 1.0
    look = outlook(world)
    may = ~np.eye(world.n, dtype=bool)
    for kind, profile in PROFILES.items():
        if not profile.confronted:
            continue
        one, other = np.nonzero(may)
        pays = worth_of_confrontation(world, kind, look, one, other).total() > 0
        asked = set(zip(*tempted(world, kind, may), strict=True))
        assert set(zip(one[pays], other[pays], strict=True)) <= asked


def test_precedent_tells_nobody_which_incident_was_staged() -> None:
    world = quiet()
    quarrel(
        world,
        kind=CrisisKind.STAGED_INCIDENT,
        staged=True,
        end=CrisisEnd.KEPT_GAINS,
        ended=world.turn,
    )
    known = observe(world, ARDEN).known
    assert known.crises[QUARREL].kind != world.crises[QUARREL].kind
    for kind in CrisisKind:
        assert precedent(known, kind) == precedent(world, kind)


def test_an_incident_is_about_more_the_more_often_its_pair_has_met() -> None:
    world = quiet()
    found = []
    for before in range(6):
        found.append(at_stake(world, ARDEN, FENWICK))
        ended = quarrel(world, kind=CrisisKind.BORDER_INCIDENT, initiator=ARDEN, target=FENWICK,
                        claim=-1)  # fmt: skip
        world.put(replace(ended, end=CrisisEnd.WITHDREW, ended=world.turn))
        assert at_stake(world, DORVAN, ELMERE) == found[0], before
    least = PROFILES[CrisisKind.BORDER_INCIDENT].stakes
    step = least * world.rules.crisis_repeated
    assert found == pytest.approx([least + step * min(n, 4) for n in range(6)])
    world.turn += 61
    assert at_stake(world, ARDEN, FENWICK) == least  # nobody has it in mind any more
