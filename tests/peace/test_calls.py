"""Calls to war: what fighting beside another is worth, and what a war of great powers decides."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from game.ai.calls import worth_of_joining
from game.core.formulas.peace import Outcome, Score, fight_on, settled
from game.core.ids import StateId
from game.core.kinds import Rung
from game.core.phases.negotiation import lapse
from game.core.phases.scores import supremacy
from game.core.records import Crisis, War
from game.core.settlements import Article
from game.core.terms import total
from game.core.world import World
from tests.rules.play import quarrel
from tests.worlds import ARDEN, BORLAND, CASSIA, DORVAN, small_world


def at_war() -> tuple[World, Crisis, War]:
    """Borland against Cassia."""
    world = small_world(8, seed=3)
    number = world.next_war()
    crisis = quarrel(world, rung=Rung.WAR, war=number)
    war = War(number, crisis.id, (BORLAND,), (CASSIA,), world.turn, (0.0, 0.0), (None, None))
    world.put(war)
    return world, crisis, war


def worth(world: World, crisis: Crisis, war: War, state: StateId) -> float:
    """Return what it is worth to a state to fight beside Cassia."""
    return float(worth_of_joining(world, crisis, war)[1].values[state].sum())


def test_who_can_turn_the_war_has_more_reason_to_enter_it() -> None:
    world, crisis, war = at_war()
    world.dyads.threat[:, BORLAND] = 0.9
    world.states.power[ARDEN] = 0.4
    strong = worth(world, crisis, war, ARDEN)
    world.states.power[ARDEN] = 0.0004
    assert worth(world, crisis, war, ARDEN) < strong


def test_the_weary_stay_out() -> None:
    world, crisis, war = at_war()
    fresh = worth(world, crisis, war, DORVAN)
    world.states.weariness[DORVAN] = 0.8
    assert worth(world, crisis, war, DORVAN) == pytest.approx(fresh - 0.4)


def test_a_war_decides_who_leads_only_between_great_powers_that_are_near_even() -> None:
    world, _, war = at_war()
    world.states.major[:] = False
    assert supremacy(world, war) == 0.0
    world.states.major[[BORLAND, CASSIA]] = True
    world.states.power[[BORLAND, CASSIA]] = 0.5, 0.5
    assert supremacy(world, war) == 1.0
    world.states.power[[BORLAND, CASSIA]] = 0.5, 0.05
    assert 0.0 < supremacy(world, war) < 0.3


@pytest.mark.parametrize("side", [0, 1])
def test_an_armistice_does_not_decide_who_leads(side: int) -> None:
    stands = Score(
        stake=0.4, existence=0.0, win=0.9 if side == 0 else 0.1, gained=0.0, homeland=0.0, turns=8,
        weariness=(0.1, 0.1), pressure=(0.0, 0.0),
    )  # fmt: skip
    great = replace(stands, supremacy=1.0)
    frozen = Outcome(frozen=True)

    def gains(score: Score) -> float:
        return total(settled(score, side, frozen)) - total(fight_on(score, side))

    assert gains(great) < gains(stands) - 0.5


def test_what_the_game_offered_lapses_and_what_a_person_offered_stays() -> None:
    world, _, war = at_war()
    gift: tuple[Article, ...] = ()
    world.put(replace(war, offers=(gift, gift)))
    world.states.human[CASSIA] = True
    lapse(world)
    assert world.wars[war.id].offers == (None, gift)
    assert np.count_nonzero(world.states.human) == 1
