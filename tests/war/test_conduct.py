"""The conduct of war: shipping, falling back, interception, co-belligerents, who leads, who goes home."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from game.ai.policies import fight, settle
from game.core.forces import Theatre
from game.core.ids import NOBODY, NONE, StateId, TerritoryId
from game.core.kinds import Act, Arm, Rung, Settled, Stance, Terms, TreatyKind
from game.core.log import Log
from game.core.orders import JoinWar, MoveFormation, OfferPeace, OfferTerms
from game.core.phases.crises import dissolve
from game.core.records import Claim, Treaty
from game.core.world import World
from tests.rules.play import measure, quarrel
from tests.war.fronts import (
    BORDER,
    CAPITAL,
    CLAIMED,
    WAR,
    at_war,
    joined,
    negotiate,
    obey,
    occupy,
    quarter,
    send,
    sign,
    station,
    the_war,
    turn_later,
)
from tests.worlds import ARDEN, BORLAND, CASSIA, DORVAN, ELMERE, small_world

WEST, MIDDLE, EAST = 12, 13, 14


def with_rules(world: World, **changed: float) -> World:
    """Give a world other numbers."""
    rules = replace(world.rules, **changed)  # type: ignore[arg-type]
    world.scenario = replace(world.scenario, rules=rules)
    return world


def test_an_army_embarks_only_as_fast_as_shipping_allows() -> None:
    world = with_rules(at_war(), sea_lift_base=10.0)
    small, great = station(world, BORLAND, BORDER, 10), station(world, BORLAND, BORDER, 60)
    for row in (small, great):
        send(world, row, WEST)
    quarter(world)
    assert world.formations.node[small] == WEST
    assert world.formations.node[great] == BORDER
    assert 0 < world.formations.loaded[great] < 1
    turn_later(world)
    for _ in range(3):
        quarter(world)
    assert world.formations.node[great] == WEST


def test_a_fleet_brings_shipping_with_it() -> None:
    world = with_rules(at_war(), sea_lift_base=10.0)
    station(world, BORLAND, WEST, 40, Arm.FLEET)
    row = station(world, BORLAND, BORDER, 60)
    send(world, row, WEST)
    quarter(world)
    assert world.formations.node[row] == WEST


@pytest.mark.parametrize(("edge", "ruled"), [(1.4, False), (1.6, True)])
def test_a_fleet_commands_a_sea_only_with_half_as_much_again(edge: float, ruled: bool) -> None:
    world = small_world(6)
    world.formations.exists[:] = False
    station(world, ARDEN, EAST, 20, Arm.FLEET)
    station(world, BORLAND, EAST, 20 * edge, Arm.FLEET)
    quarter(world)
    assert world.zones.controller[2] == (BORLAND if ruled else NONE)


def test_whoever_faces_a_foe_may_only_fall_back() -> None:
    world = at_war()
    row = station(world, BORLAND, CAPITAL, 50)
    station(world, CASSIA, CAPITAL, 50)
    on = replace(world, formations=world.formations.clone())
    send(on, row, CLAIMED)
    quarter(on)
    assert on.formations.node[row] in (CAPITAL, BORDER)
    send(world, row, BORDER)
    quarter(world)
    assert world.formations.node[row] == BORDER


def test_a_hopeless_attack_is_thrown_back() -> None:
    world = at_war()
    row = station(world, BORLAND, BORDER, 20)
    station(world, CASSIA, CAPITAL, 300)
    send(world, row, CAPITAL)
    quarter(world)
    assert world.formations.node[row] == BORDER


def test_a_fleet_on_watch_falls_on_transports_in_the_next_sea() -> None:
    world = at_war()
    convoy = station(world, BORLAND, MIDDLE, 30)
    hunter = station(world, CASSIA, EAST, 40, Arm.FLEET)
    idle = replace(world, formations=world.formations.clone(), zones=world.zones.clone())
    quarter(idle)
    assert idle.formations.node[hunter] == EAST
    world.formations.stance[hunter] = Stance.ATTACK
    quarter(world)
    assert world.formations.node[hunter] == MIDDLE
    assert world.formations.strength[convoy] < 30


def test_aircraft_next_door_and_guns_off_the_coast_help_an_attack() -> None:
    def lost(arm: Arm | None, node: int) -> float:
        world = at_war()
        row = station(world, BORLAND, BORDER, 60)
        station(world, CASSIA, CAPITAL, 40)
        if arm is not None:
            station(world, BORLAND, node, 60, arm)
        send(world, row, CAPITAL)
        quarter(world)
        return float(world.formations.strength[row])

    alone = lost(None, 0)
    assert lost(Arm.AIR, BORDER) > alone
    assert lost(Arm.FLEET, MIDDLE) > alone


def test_in_war_demilitarised_land_may_be_entered() -> None:
    world = at_war()
    world.territories.demilitarised[2] = True
    assert np.isfinite(Theatre.of(world).distances(BORLAND, Arm.ARMY, np.array([2]))[BORDER])


def test_nobody_is_shut_in_where_he_may_no_longer_enter() -> None:
    world = small_world(6)
    world.formations.exists[:] = False
    row = station(world, BORLAND, CAPITAL, 10)  # on Cassia's land, in peace
    obey(world, MoveFormation(BORLAND, row, BORDER, Stance.MOVE))  # type: ignore[arg-type]
    quarter(world)
    assert world.formations.node[row] == BORDER


def test_of_a_foes_land_a_co_belligerent_gets_what_it_claims() -> None:
    world = at_war()
    joined(world, DORVAN, side=0)
    row = station(world, DORVAN, 6, 400)
    for _ in range(6):
        send(world, row, CLAIMED)
        quarter(world)
    assert world.territories.controller[CLAIMED] == BORLAND


def test_land_of_a_third_state_is_freed_and_not_taken() -> None:
    world = at_war()
    joined(world, DORVAN, side=1)
    world.territories.owner[BORDER] = ELMERE
    row = station(world, DORVAN, CAPITAL, 400)
    for _ in range(6):
        send(world, row, BORDER)
        quarter(world)
    assert world.territories.controller[BORDER] == ELMERE


def test_what_a_contingent_takes_it_takes_for_the_victim() -> None:
    world = at_war()
    joined(world, ARDEN, side=1)
    row = station(world, ARDEN, 1, 600)
    world.formations.mandate[row] = measure(world, Act.FORCE).id
    for _ in range(6):
        send(world, row, 2)
        quarter(world)
    assert world.territories.controller[2] == CASSIA


def test_a_contingent_goes_home_when_its_mandate_lapses() -> None:
    world = at_war()
    joined(world, ARDEN, side=1)
    row = station(world, ARDEN, CAPITAL, 20)
    mandate = measure(world, Act.FORCE)
    world.formations.mandate[row] = mandate.id
    negotiate(world)
    assert ARDEN in the_war(world).defenders
    world.put(replace(mandate, lifted=world.turn))
    negotiate(world)
    assert the_war(world).defenders == (CASSIA,)
    assert world.territories.owner[world.formations.node[row]] == ARDEN
    assert world.formations.mandate[row] == NONE


def test_an_ally_under_treaty_stays_when_the_mandate_lapses() -> None:
    world = at_war()
    joined(world, ARDEN, side=1)
    row = station(world, ARDEN, 0, 20)
    mandate = measure(world, Act.FORCE)
    world.formations.mandate[row] = mandate.id
    pact = Treaty(
        world.next_treaty(), TreatyKind.DEFENCE, (ARDEN, CASSIA), 0, -1, ARDEN, accepted=True
    )
    world.put(pact)
    world.put(replace(mandate, lifted=world.turn))
    negotiate(world)
    assert ARDEN in the_war(world).defenders


def test_the_next_in_the_coalition_leads_when_the_leader_is_gone() -> None:
    world = at_war()
    joined(world, ARDEN, side=1)
    obey(world, OfferTerms(CASSIA, WAR, Terms.STATUS_QUO))
    world.territories.owner[[CAPITAL, CLAIMED]] = BORLAND
    world.territories.controller[[CAPITAL, CLAIMED]] = BORLAND
    dissolve(world, CASSIA, Log(world.turn))
    quarter(world)
    assert the_war(world).live
    assert the_war(world).defenders == (ARDEN,)
    assert the_war(world).terms_offered[1] is None


def test_a_war_with_nobody_left_on_a_side_is_over() -> None:
    world = at_war()
    world.territories.owner[[CAPITAL, CLAIMED]] = ARDEN
    world.territories.controller[[CAPITAL, CLAIMED]] = ARDEN
    dissolve(world, CASSIA, Log(world.turn))
    quarter(world)
    assert the_war(world).settled == Settled.CAPITULATION
    assert not world.live_crises()


def test_a_coalition_fights_on_when_its_leader_has_collapsed() -> None:
    world = at_war()
    occupy(world, CAPITAL, CLAIMED)
    station(world, BORLAND, CAPITAL, 50)
    alone = replace(world, wars=list(world.wars), crises=list(world.crises))
    joined(world, ARDEN, side=1)
    station(world, ARDEN, 0, 100)
    negotiate(world)
    assert the_war(world).live
    alone.territories = world.territories.clone()
    alone.formations = world.formations.clone()
    alone.states = world.states.clone()
    alone.claims, alone.treaties = list(world.claims), list(world.treaties)
    alone.memberships = world.memberships.clone()
    negotiate(alone)
    assert not the_war(alone).live


def test_every_crisis_fought_out_in_a_war_ends_with_it() -> None:
    world = at_war()
    second = quarrel(world, initiator=CASSIA, target=BORLAND, rung=Rung.WAR, war=WAR)
    sign(world, Terms.STATUS_QUO)
    assert not world.crises[second.id].live


def test_claims_follow_the_land() -> None:
    world = at_war()
    other = Claim(world.next_claim(), DORVAN, CASSIA, (TerritoryId(CLAIMED),), 0.4, 0.5, 0.2)
    world.put(other)
    sign(world, Terms.CEDE_CLAIM)
    assert world.claims[other.id].holder == BORLAND
    assert world.claims[other.id].live


def test_nobody_enters_a_war_beside_those_he_fights() -> None:
    world = at_war()
    joined(world, DORVAN, side=0)
    second = quarrel(world, initiator=DORVAN, target=ELMERE, rung=Rung.WAR)
    number = world.next_war()
    world.put(
        replace(
            the_war(world), id=number, crisis=second.id, attackers=(DORVAN,), defenders=(ELMERE,)
        )
    )
    obey(world, JoinWar(ELMERE, WAR, 0))
    assert ELMERE not in the_war(world).attackers
    obey(world, JoinWar(ELMERE, WAR, 1))
    assert ELMERE in the_war(world).defenders


def test_both_leaders_find_the_same_terms_that_both_would_sign() -> None:
    world = at_war()
    occupy(world, CLAIMED)
    station(world, BORLAND, CLAIMED, 300)
    world.states.weariness[[BORLAND, CASSIA]] = 0.5
    turn_later(world, 6)
    offers = [
        decision.order
        for decision in settle.decide(world, range(world.n))
        if isinstance(decision.order, OfferPeace)
    ]
    assert len(offers) == 2
    assert offers[0].articles == offers[1].articles
    obey(world, *offers)
    negotiate(world)
    assert not the_war(world).live


def test_the_staff_gathers_before_it_attacks_and_then_goes_in() -> None:
    world = at_war()
    few = station(world, BORLAND, BORDER, 30)
    station(world, CASSIA, CAPITAL, 60)

    def ordered() -> dict[int, int]:
        return {
            decision.order.formation: decision.order.goal
            for decision in fight.decide(world, [BORLAND])
            if isinstance(decision.order, MoveFormation)
        }

    assert ordered().get(few, BORDER) == BORDER
    many = station(world, BORLAND, BORDER, 300)
    assert CAPITAL <= ordered()[many] <= CLAIMED


def test_a_crisis_near_blows_draws_armies_up_on_both_sides() -> None:
    world = small_world(6)
    world.formations.exists[:] = False
    quarrel(world, rung=Rung.MOBILISATION)
    ours = station(world, BORLAND, 2, 50)
    theirs = station(world, CASSIA, CAPITAL, 50)
    reserve = [station(world, state, home, 50) for state, home in ((BORLAND, 2), (CASSIA, 4))]
    goals = {
        decision.order.formation: decision.order.goal
        for decision in fight.decide(world, [BORLAND, CASSIA])
        if isinstance(decision.order, MoveFormation)
    }
    assert {goals.get(ours), goals.get(reserve[0])} & {BORDER}
    assert goals.get(theirs, CLAIMED) == CLAIMED
    assert NOBODY not in goals
    assert StateId(int(world.formations.owner[ours])) == BORLAND


def test_in_peace_most_of_an_army_goes_home_from_land_it_annexed() -> None:
    world = at_war()
    occupy(world, CLAIMED)
    for strength in (10, 20, 40):
        station(world, BORLAND, CLAIMED, strength)
    sign(world, Terms.CEDE_CLAIM)
    homeward = [
        decision.order
        for decision in fight.decide(world, [BORLAND])
        if isinstance(decision.order, MoveFormation)
    ]
    assert len(homeward) == 2
    assert {order.goal for order in homeward} == {int(world.states.capital[BORLAND])}
    assert not list(fight.decide(world, [CASSIA, ARDEN]))
