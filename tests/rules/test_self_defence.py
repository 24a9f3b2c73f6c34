"""Self-defence: who may fight beside the attacked before anybody has decided anything."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.core.eligibility import authorised, lawful_to_join
from game.core.ids import NO_INSTITUTION, ResolutionId, StateId, WarId
from game.core.kinds import Act, Rung, Standing
from game.core.orders import JoinWar
from game.core.records import Resolution, War
from game.core.turn import Outcome, advance
from game.core.world import World
from tests.rules.bodies import pact, reading
from tests.rules.play import LEAGUE, QUARREL, happened, quarrel
from tests.worlds import ARDEN, BORLAND, CASSIA, DORVAN, ELMERE, small_world

WITH_ATTACKER, WITH_ATTACKED = 0, 1


def at_war(**facts: object) -> World:
    """Borland has attacked Cassia; both belong to the League."""
    world = small_world()
    quarrel(world, **{"rung": Rung.WAR, "war": WarId(0), **facts})
    world.put(War(WarId(0), QUARREL, (BORLAND,), (CASSIA,), 0, (0.0, 0.0), (None, None)))
    return world


def council_has_acted(world: World) -> World:
    world.put(
        Resolution(
            ResolutionId(0), LEAGUE, QUARREL, ARDEN, (Act.ARMS_EMBARGO,), BORLAND, 0,
            standing=Standing.ADOPTED,
        )
    )  # fmt: skip
    return world


def joins(world: World, state: StateId, side: int) -> Outcome:
    return advance(world, [JoinWar(state, WarId(0), side)])


def blamed(world: World, side: int = WITH_ATTACKED, state: StateId = ELMERE) -> bool:
    outcome = joins(world, state, side)
    assert happened(outcome, "war.joined")
    liking = outcome.world.dyads.affinity[ARDEN, state] - world.dyads.affinity[ARDEN, state]
    told = bool(happened(outcome, "war.joined_without_leave"))
    assert told == bool(liking < 0)
    return told


def test_where_the_charter_has_the_clause_help_for_the_attacked_is_lawful() -> None:
    assert not blamed(at_war())


def test_where_it_has_not_help_waits_for_a_decision() -> None:
    world = at_war()
    reading(world, self_defence=False)
    assert blamed(world)


def test_it_ends_when_the_council_has_acted_where_the_charter_says_so() -> None:
    world = at_war()
    reading(world, self_defence_until_council=True)
    assert not blamed(world)
    assert blamed(council_has_acted(world))


def test_elsewhere_it_goes_on_beside_the_councils_measures() -> None:
    assert not blamed(council_has_acted(at_war()))


def test_words_of_the_council_do_not_end_it() -> None:
    world = council_has_acted(at_war())
    reading(world, self_defence_until_council=True)
    world.put(replace(world.resolutions[0], acts=(Act.CONDEMNATION,)))
    assert not blamed(world)


def test_measures_that_were_lifted_do_not_end_it() -> None:
    world = council_has_acted(at_war())
    reading(world, self_defence_until_council=True)
    world.put(replace(world.resolutions[0], lifted=0))
    assert not blamed(world)


def test_to_help_who_attacked_is_never_self_defence() -> None:
    assert blamed(at_war(), WITH_ATTACKER, DORVAN)


def test_unless_the_body_found_the_other_to_be_the_aggressor() -> None:
    world = at_war(named=CASSIA)
    assert not blamed(world, WITH_ATTACKER, DORVAN)
    assert blamed(world, WITH_ATTACKED)


def test_where_no_universal_body_watches_any_war_may_be_joined() -> None:
    world = at_war(institution=NO_INSTITUTION, referred=-1)
    world.memberships.member[LEAGUE, [BORLAND, CASSIA]] = False
    assert not blamed(world, WITH_ATTACKER, DORVAN)


@pytest.mark.parametrize("rung", [Rung.DEMAND, Rung.MOBILISATION])
def test_before_anybody_has_fired_there_is_nothing_to_defend_against(rung: Rung) -> None:
    world = at_war(rung=rung)
    assert not lawful_to_join(world, world.crises[QUARREL], WITH_ATTACKED)


def test_an_alliance_that_the_attacked_belongs_to_may_act_at_once() -> None:
    """Articles 51 and 53: collective self-defence is not enforcement."""
    world = at_war()
    theirs = pact(world, (CASSIA, ELMERE))
    others = pact(world, (DORVAN, ELMERE))
    crisis = world.crises[QUARREL]
    assert authorised(world, theirs, crisis, (Act.FORCE,))
    assert not authorised(world, others, crisis, (Act.FORCE,))
    assert authorised(world, others, crisis, (Act.CONDEMNATION,))
