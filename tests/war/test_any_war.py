"""Any war whatever: worlds led by the advisor, with wild orders thrown in, never break."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.ai import advisor
from game.core.ids import StateId, TerritoryId
from game.core.kinds import Arm, Rung, Stance, Terms
from game.core.orders import JoinWar, MoveFormation, OfferTerms, Order, RaiseFormation
from game.core.records import Claim, War
from game.core.turn import advance
from game.core.world import World
from tests.rules.play import quarrel
from tests.worlds import small_world


def begin(world: World, by: int, on: int, lands: tuple[int, ...]) -> World:
    """Return a world in which one state has just made war on another for some land."""
    new = world.clone()
    claim = Claim(
        id=new.next_claim(),
        claimant=StateId(by),
        holder=StateId(on),
        territories=tuple(TerritoryId(land) for land in lands),
        weight=0.9,
        legitimacy=0.4,
        pretext=0.5,
    )
    new.put(claim)
    number = new.next_war()
    crisis = quarrel(new, initiator=StateId(by), target=StateId(on), rung=Rung.WAR, war=number)
    new.put(replace(crisis, claim=claim.id))
    new.put(
        War(number, crisis.id, (StateId(by),), (StateId(on),), new.turn, (0.0, 0.0), (None, None))
    )
    return new


def wild(world: World, draw: np.random.Generator, count: int) -> list[Order]:
    """Return orders that nobody in his senses would give."""
    orders: list[Order] = []
    for _ in range(count):
        state = StateId(int(draw.integers(world.n)))
        kind, node = int(draw.integers(4)), int(draw.integers(len(world.board.lonlat)))
        if kind == 0:
            row = int(draw.integers(len(world.formations.exists)))
            owner = StateId(max(0, int(world.formations.owner[row])))
            stance = Stance(int(draw.integers(5)))
            orders.append(MoveFormation(owner, row, node, stance))  # type: ignore[arg-type]
        elif kind == 1:
            arm = Arm(int(draw.integers(3)))
            orders.append(RaiseFormation(state, arm, TerritoryId(node)))
        elif world.wars:
            war = world.wars[int(draw.integers(len(world.wars)))]
            if kind == 2:
                orders.append(JoinWar(state, war.id, int(draw.integers(2))))
            else:
                leader = (war.attackers, war.defenders)[int(draw.integers(2))][0]
                orders.append(OfferTerms(leader, war.id, Terms(int(draw.integers(4)))))
    return orders


def play(world: World, *more: Order) -> World:
    """Play a turn in which all states are led by the advisor, and some get other orders besides."""
    for stage in range(3):
        orders = [decision.order for decision in advisor.decide(world, range(world.n))]
        world = advance(world, [*orders, *(more if stage == 0 else ())]).world
    return world


def accounts_are_in_order(world: World) -> None:
    """Assert what must hold between turns of wars, crises and land."""
    land, alive, hostile = world.territories, world.states.exists, world.at_war()
    for war in world.live_wars():
        assert war.attackers
        assert war.defenders
        assert alive[[*war.attackers, *war.defenders]].all()
        assert not set(war.attackers) & set(war.defenders)
    for crisis in world.live_crises():
        assert alive[[crisis.initiator, crisis.target]].all()
        assert crisis.rung < Rung.WAR or world.wars[crisis.war].live
    held = np.flatnonzero(land.owner != land.controller)
    assert hostile[land.owner[held], land.controller[held]].all()
    forces = world.formations
    ashore = forces.exists & (forces.node < world.board.territories) & (forces.arm == Arm.FLEET)
    coast = world.board.edges[world.board.edge_kind == 1].min(axis=1)
    assert np.isin(forces.node[ashore], coast).all()


@settings(
    max_examples=6, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
@given(st.integers(0, 10_000))
def test_forty_turns_of_wars_among_eight_states_leave_every_account_in_order(seed: int) -> None:
    draw = np.random.default_rng(seed)
    world = small_world(8, 1 + seed % 997, turns=60)
    for turn in range(40):
        if turn % 6 == 1:
            by, on = draw.choice(np.flatnonzero(world.states.exists), 2, replace=False)
            lands = np.flatnonzero(world.territories.owner == on)
            if not world.at_war()[by, on]:
                some = lands[: int(draw.integers(1, lands.size + 1))]
                world = begin(world, int(by), int(on), tuple(int(land) for land in some))
        world = play(world, *wild(world, draw, 10))
        accounts_are_in_order(world)
        if int(world.states.exists.sum()) < 3:
            break


def test_the_same_seed_gives_the_same_war() -> None:
    def digest(seed: int) -> str:
        world = begin(small_world(8, seed), 1, 2, (5,))
        for _ in range(4):
            world = play(world)
        return world.digest()

    assert digest(5) == digest(5)
    assert digest(5) != digest(6)


def quarters_until_it_ends(world: World, limit: int) -> int:
    """Play until the first war is over; return how many quarters it took, or the limit."""
    for turn in range(limit):
        world = play(world)
        if not world.wars[0].live:
            return turn + 1
    return limit


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_an_undefended_small_neighbour_falls_within_a_year(seed: int) -> None:
    world = small_world(6, seed)
    world.formations.exists[world.formations.owner == 2] = False
    world.states.tpop[2] = 800.0
    world.states.milper[2] = world.states.garrison[2] = 0.0
    world = begin(world, 1, 2, (4, 5))
    assert 1 <= quarters_until_it_ends(world, 12) <= 5
    assert world.states.exists[2]  # the world it was begun in is as it was


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_great_populous_state_does_not_fall_in_a_year(seed: int) -> None:
    world = small_world(6, seed)
    world.states.tpop[2] = 400_000.0
    world.states.milper[2] = 600.0
    theirs = world.formations.exists & (world.formations.owner == 2)
    world.formations.strength[theirs] = 250.0
    world = begin(world, 1, 2, (4, 5))
    for _ in range(5):
        world = play(world)
    assert world.states.exists[2]
    assert (world.territories.controller[[4, 5]] == 2).any()
