"""What is owed by the fact of an attack, without a vote; and the case of an alliance."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from game.core.charter import LadderStep
from game.core.ids import NO_INSTITUTION, TreatyId, WarId
from game.core.kinds import Act, Obligation, Reason, Rung, TreatyKind
from game.core.log import Log
from game.core.phases.taking_hold import take_hold
from game.core.records import Treaty, War
from game.core.turn import advance
from game.core.world import World
from tests.rules.bodies import reading, rest_of_turn
from tests.rules.play import LEAGUE, QUARREL, happened, quarrel, turn, turns
from tests.worlds import ARDEN, BORLAND, CASSIA, DORVAN, ELMERE, small_world

NOBODYS = {"institution": NO_INSTITUTION, "referred": -1}


def automatic(*acts: Act, **facts: object) -> World:
    """A League to whose members these acts are owed by the fact of an attack on one of them."""
    world = small_world()
    owed = tuple(
        Obligation.AUTOMATIC if act in acts else duty
        for act, duty in enumerate(world.charters[LEAGUE].obligations)
    )
    reading(world, obligations=owed)
    quarrel(world, **{**NOBODYS, **facts})
    return world


def test_an_attack_on_a_member_brings_the_case_and_the_duty_by_itself() -> None:
    outcome = advance(automatic(Act.ARMS_EMBARGO, Act.FINANCE_BAN), [])
    world = outcome.world
    (owed,) = world.resolutions
    assert (owed.reason, owed.acts, owed.target) == (
        Reason.BY_THE_FACT,
        (Act.ARMS_EMBARGO, Act.FINANCE_BAN),
        BORLAND,
    )
    assert owed.in_force
    assert happened(outcome, "crisis.referred")[0].subject == CASSIA
    assert world.crises[QUARREL].institution == LEAGUE


def test_every_member_owes_it_from_the_same_turn() -> None:
    world = turn(automatic(Act.ARMS_EMBARGO)).world
    assert {duty.state for duty in world.ledger} == {ARDEN, DORVAN, ELMERE}
    assert {duty.obligation for duty in world.ledger} == {Obligation.AUTOMATIC}


def test_threats_are_no_attack() -> None:
    world = automatic(Act.ARMS_EMBARGO, rung=Rung.MOBILISATION)
    assert advance(world, []).world.resolutions == []


def test_nor_is_an_attack_on_a_state_outside() -> None:
    world = automatic(Act.ARMS_EMBARGO)
    world.memberships.member[LEAGUE, CASSIA] = False
    assert advance(world, []).world.resolutions == []


def test_it_is_owed_once_and_does_not_come_back_when_it_was_lifted() -> None:
    world = turns(automatic(Act.ARMS_EMBARGO), 3).world
    assert len(world.resolutions) == 1
    world.put(replace(world.resolutions[0], lifted=world.turn))
    world.put(replace(world.crises[QUARREL], acts=()))
    assert len(turn(world).world.resolutions) == 1


def by_law() -> World:
    """The guarantee of 1648: friendly settlement, then the decision of law, then arms."""
    chain = (Act.GOOD_OFFICES, Act.INQUIRY, Act.DETERMINATION, Act.FORCE)
    world = automatic(*chain)
    steps = [LadderStep(act, chain[max(place - 1, 0) : place]) for place, act in enumerate(chain)]
    reading(world, ladder=tuple(steps))
    rules = replace(world.rules, inquiry_error=0.0)
    world.scenario = replace(world.scenario, rules=rules)
    return world


def test_what_the_ladder_puts_first_comes_first() -> None:
    outcome = advance(by_law(), [])
    world = outcome.world
    assert [item.acts for item in world.resolutions] == [(Act.GOOD_OFFICES, Act.INQUIRY)]
    assert happened(outcome, "inquiry.appointed")
    world = rest_of_turn(world).world
    sat = world.charters[LEAGUE].inquiry_turns
    while world.crises[QUARREL].inquiry_due >= 0:
        assert len(world.resolutions) == 1
        world = turn(world).world
    assert world.turn > sat
    outcome = advance(world, [])
    assert outcome.world.resolutions[-1].acts == (Act.DETERMINATION, Act.FORCE)
    assert outcome.world.crises[QUARREL].named == BORLAND


def test_whom_the_inquiry_clears_nobody_marches_against() -> None:
    world = by_law()
    world.scenario = replace(world.scenario, rules=replace(world.rules, inquiry_error=1.0))
    world = turns(world, 4).world
    assert world.crises[QUARREL].named == CASSIA
    assert {item.target for item in world.resolutions if Act.FORCE in item.acts} == {CASSIA}


def test_a_finding_ends_what_was_in_force_against_the_side_it_clears() -> None:
    world = advance(automatic(Act.ARMS_EMBARGO), []).world
    finding = replace(
        world.resolutions[0], id=world.next_resolution(), acts=(Act.DETERMINATION,), target=CASSIA
    )
    world.put(replace(finding, reason=Reason.CARRIED))
    take_hold(world, world.crises[QUARREL], finding, Log(0))
    assert not world.resolutions[0].in_force


def at_war(*pacts: Treaty, **facts: object) -> World:
    world = small_world()
    quarrel(world, **{**NOBODYS, "rung": Rung.WAR, "war": WarId(0), **facts})
    world.put(War(WarId(0), QUARREL, (BORLAND,), (CASSIA,), 0, (0.0, 0.0), (None, None)))
    for pact in pacts:
        world.put(replace(pact, id=TreatyId(len(world.treaties))))
    return world


def pact_of(*parties: int) -> Treaty:
    return Treaty(TreatyId(0), TreatyKind.DEFENCE, parties, -4, -1, parties[0], accepted=True)  # type: ignore[arg-type]


def blamed(world: World) -> set[int]:
    before = world.dyads.broken[CASSIA].copy()
    after = turn(world).world.dyads.broken[CASSIA]
    return set(np.flatnonzero(after > before).tolist())


def test_an_ally_of_both_owes_the_attacked_and_not_the_attacker() -> None:
    assert blamed(at_war(pact_of(ELMERE, BORLAND), pact_of(ELMERE, CASSIA))) == {ELMERE}
    assert blamed(at_war(pact_of(ELMERE, BORLAND))) == set()


def test_overlapping_alliances_are_each_called_by_the_one_attack() -> None:
    assert blamed(at_war(pact_of(ELMERE, CASSIA), pact_of(DORVAN, CASSIA))) == {ELMERE, DORVAN}


def test_the_case_is_not_given_for_who_was_found_the_aggressor() -> None:
    assert blamed(at_war(pact_of(ELMERE, CASSIA), named=CASSIA)) == set()


def test_who_fights_a_war_of_its_own_may_stay_out() -> None:
    world = at_war(pact_of(ELMERE, CASSIA))
    quarrel(world, **{**NOBODYS, "initiator": DORVAN, "target": ELMERE, "rung": Rung.WAR,
                      "war": WarId(1)})  # fmt: skip
    other = world.crises[-1].id
    world.put(War(WarId(1), other, (DORVAN,), (ELMERE,), 0, (0.0, 0.0), (None, None)))
    assert ELMERE not in blamed(world)
