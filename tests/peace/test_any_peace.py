"""Any peace whatever: no sequence of packages breaks the world, makes money or loses it."""

from __future__ import annotations

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.core.ids import StateId, TerritoryId, WarId
from game.core.invariants import check
from game.core.kinds import Provision, Rung
from game.core.legality import refusal
from game.core.log import Log
from game.core.orders import OfferPeace
from game.core.phases import peace
from game.core.phases.negotiation import drafts, would_take
from game.core.records import War
from game.core.settlements import Article, Package
from game.core.world import World
from tests.rules.play import quarrel
from tests.worlds import small_world


def wage(world: World, by: int, on: int, more: int) -> War:
    """Begin a war between two states, and bring a third into it where it can be."""
    number = world.next_war()
    crisis = quarrel(
        world, initiator=StateId(by), target=StateId(on), claim=-1, rung=Rung.WAR, war=number
    )
    beside = () if more in (by, on) or not world.states.exists[more] else (StateId(more),)
    war = War(
        number, crisis.id, (StateId(by), *beside), (StateId(on),), world.turn, (0.0, 0.0), (None, None)
    )  # fmt: skip
    world.put(war)
    return war


def drawn(world: World, war: War, draw: np.random.Generator) -> Package:
    """Return some articles between the two sides, legal each by itself."""
    articles: list[Article] = []
    land = world.territories
    for _ in range(int(draw.integers(0, 6))):
        kind = Provision(int(draw.integers(len(Provision))))
        ours, theirs = (war.attackers, war.defenders)[:: int(draw.choice([1, -1]))]
        by, to = ours[int(draw.integers(len(ours)))], theirs[int(draw.integers(len(theirs)))]
        home = np.flatnonzero(land.owner == by)
        some = draw.choice(home, int(draw.integers(1, home.size + 1)), replace=False)
        lands = tuple(TerritoryId(int(one)) for one in sorted(some.tolist()))
        amount, turns = 0.0, 0
        match kind:
            case Provision.ARMISTICE:
                by = to = StateId(-1)
            case Provision.CAPITULATION:
                to = StateId(-1)
            case Provision.RESTORE:
                to = StateId(int(draw.integers(world.n)))
            case Provision.REPARATIONS:
                amount = float(world.states.production[by]) * float(draw.uniform(0.001, 1.9))
                turns = int(draw.integers(1, 40))
            case Provision.INSPECTIONS:
                turns = int(draw.integers(1, 40))
        named = kind in (Provision.CEDE, Provision.RESTORE, Provision.DEMILITARISE)
        article = Article(kind, by, to, lands if named else (), amount, turns)
        if refusal(world, OfferPeace(war.attackers[0], war.id, (*articles, article))) is None:
            articles.append(article)
    return tuple(articles)


@settings(
    max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
@given(st.integers(0, 2**32 - 1))
def test_no_sequence_of_packages_breaks_the_world_or_makes_money(seed: int) -> None:
    draw = np.random.default_rng(seed)
    world = small_world(7, seed % 11, turns=200)
    for _ in range(5):
        living = np.flatnonzero(world.states.exists)
        if living.size < 2:
            break
        by, on = (int(one) for one in draw.choice(living, 2, replace=False))
        if world.at_war()[by, on]:
            continue
        war = wage(world, by, on, int(draw.integers(world.n)))
        taken = np.flatnonzero(world.territories.owner == on)
        world.territories.controller[draw.choice(taken, draw.integers(0, taken.size + 1))] = by
        for package in (*drafts(world, war), drawn(world, war, draw)):
            for side in (0, 1):
                assert all(
                    np.isfinite(term.value) for term in would_take(world, war, side, package)
                )
        peace.settle(world, war, drawn(world, war, draw), Log(world.turn))
        peace.bury(world, Log(world.turn))
        assert not world.wars[war.id].live
        for _ in range(int(draw.integers(1, 4))):
            alive = world.states.exists.copy()
            before = float(world.states.treasury[alive].sum())
            world.turn += 1
            peace.run(world, (), Log(world.turn))
            world.settle()
            check(world)
            assert abs(float(world.states.treasury[alive].sum()) - before) < 0.01
        nobody_lost(world)


def nobody_lost(world: World) -> None:
    """Assert that every land has a living owner, every state a seat of its own, no debt too much."""
    land, states = world.territories, world.states
    assert states.exists[land.owner].all()
    assert states.exists[land.controller].all()
    living = np.flatnonzero(states.exists)
    assert (land.owner[states.capital[living]] == living).all()
    hostile = world.at_war()
    astray = np.flatnonzero(land.controller != land.owner)
    assert hostile[land.owner[astray], land.controller[astray]].all()
    for debt in world.reparations:
        assert 0.0 <= debt.paid <= debt.amount + 0.01
    for row in range(len(world.wars)):
        war = world.wars[WarId(row)]
        assert not set(war.attackers) & set(war.defenders)
