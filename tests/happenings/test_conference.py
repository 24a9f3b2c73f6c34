"""A founding conference follows a general war, and not otherwise."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from game.core.events import Event
from game.core.happenings.great_wars import aftermath
from game.core.happenings.happening import PastWar
from game.core.kinds import Seat, Settled
from game.core.world import World
from tests.happenings.rules import one, ruled, run, small_world, war_of, with_templates
from tests.worlds import ARDEN, BORLAND, CASSIA, DORVAN

CONFERENCE = one(
    "{kind: world, figure: years_since_general_war, at_most: 3}\n"
    "{kind: world, figure: great_powers_at_war, at_most: 0}",
    "{kind: conference, charters: [order], victors_sit: true, ends_broken: true, broken: 0.3}",
    more="cooldown_years: 15",
)


def won_by_arden(losses: tuple[float, float] = (900.0, 700.0)) -> World:
    world = with_templates(small_world())
    world.turn = 8
    war_of(world, [BORLAND], [ARDEN, DORVAN, CASSIA], losses, settled=Settled.STATUS_QUO, ended=7)
    return ruled(world, CONFERENCE)


def kinds(events: list[Event]) -> set[str]:
    return {event.kind for event in events}


def test_after_a_general_war_the_victors_propose_and_invite() -> None:
    world = won_by_arden()
    told = run(world)
    assert "institution.proposed" in kinds(told)
    assert len(world.charters) == 2
    assert world.charters[1].permanent == (ARDEN, DORVAN)
    assert not world.memberships.in_being[1]
    assert world.memberships.member[1, ARDEN]
    assert world.memberships.seat[1, ARDEN] == Seat.PERMANENT
    signed = set(np.flatnonzero(world.memberships.member[1]).tolist())
    assert signed == {ARDEN, CASSIA, DORVAN}
    invited = set(np.flatnonzero(world.memberships.invited[1]).tolist())
    assert invited
    assert BORLAND not in invited
    assert not signed & invited


@pytest.mark.parametrize("losses", [(30.0, 20.0), (0.0, 0.0)])
def test_after_a_small_war_nobody_does(losses: tuple[float, float]) -> None:
    world = won_by_arden(losses)
    assert "institution.proposed" not in kinds(run(world, 20))
    assert len(world.charters) == 1


def test_while_great_powers_fight_nobody_does() -> None:
    world = won_by_arden()
    war_of(world, [DORVAN], [ARDEN], (1.0, 1.0))
    assert "institution.proposed" not in kinds(run(world))


def test_years_after_nobody_does() -> None:
    world = won_by_arden()
    world.turn = 30
    assert "institution.proposed" not in kinds(run(world, 10))


def test_what_is_believed_in_stays_and_what_is_not_is_wound_up() -> None:
    trusted, broken = won_by_arden(), won_by_arden()
    broken.memberships.failed[0] = 20.0
    assert "institution.wound_up" not in kinds(run(trusted))
    assert trusted.memberships.in_being[0]
    assert "institution.wound_up" in kinds(run(broken))
    assert not broken.memberships.in_being[0]


def test_a_charter_is_used_once() -> None:
    world = won_by_arden()
    run(world)
    war_of(world, [BORLAND], [ARDEN, DORVAN], (900, 700), settled=Settled.STATUS_QUO, ended=79)
    world.turn = 80
    run(world)
    assert len(world.occurrences) == 2
    assert len(world.charters) == 2


def test_a_general_war_before_the_campaign_counts_until_there_is_another() -> None:
    world = with_templates(small_world())
    before = PastWar(1931.0, 5000.0, (ARDEN, CASSIA), (BORLAND,))
    world.scenario = replace(world.scenario, last_general_war=before)
    left = aftermath(world)
    assert (left.years, left.dead) == (0.5, 5000.0)
    assert (left.victors, left.defeated) == ((ARDEN, CASSIA), (BORLAND,))
    run(ruled(world, CONFERENCE))
    assert len(world.charters) == 2
    assert ARDEN in world.charters[1].permanent
    assert BORLAND not in world.charters[1].permanent  # it was beaten
    neutral = set(world.charters[1].permanent) - {ARDEN}
    assert all(world.states.major[state] for state in neutral)

    war_of(world, [ARDEN], [BORLAND, DORVAN], (900, 700), settled=Settled.STATUS_QUO, ended=20)
    world.turn = 24
    assert aftermath(world).dead == 1600
    world.wars.clear()
    world.turn = 4 * 40
    assert aftermath(world).victors == ()
