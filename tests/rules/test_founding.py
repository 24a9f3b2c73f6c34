"""Founding: a charter is proposed, those invited ratify it, and an institution comes to be."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from game.core.amending import Change
from game.core.charter import Admission, Trigger
from game.core.columns import Axis
from game.core.ids import NOBODY, StateId
from game.core.kinds import Act, Clause, Seat
from game.core.legality import refusal
from game.core.orders import Accede, Found, MoveMembership, Refer
from game.core.orders.plain import parse, unparse
from game.core.turn import Outcome
from game.core.world import World
from tests.rules.bodies import PACT, by_simple_majority
from tests.rules.play import LEAGUE, QUARREL, happened, quarrel, turn, turns
from tests.worlds import ARDEN, BORLAND, CASSIA, DORVAN, ELMERE, FENWICK, small_world


def with_template(**clauses: object) -> World:
    """A world in which a compact of three can be founded."""
    world = small_world(8)
    facts: dict[str, object] = {
        "key": "compact",
        "admission": Admission.INVITATION,
        "permanent": (ARDEN,),
        "elected_seats": 1,
        "ratify": Fraction(1, 2),
        **clauses,
    }
    template = replace(by_simple_majority(world.charters[LEAGUE]), **facts)  # type: ignore[arg-type]
    world.scenario = replace(world.scenario, templates=(template,))
    return world


FOUND = Found(ARDEN, 0, (CASSIA, ELMERE, FENWICK))


def proposed(**clauses: object) -> Outcome:
    return turn(with_template(**clauses), FOUND)


def test_a_proposal_alone_is_no_institution_yet() -> None:
    outcome = proposed()
    world = outcome.world
    assert happened(outcome, "institution.proposed")[0].figure("invited") == 3
    assert len(world.charters) == 2
    assert not world.memberships.in_being[PACT]
    assert set(world.memberships.invited[PACT].nonzero()[0]) == {CASSIA, ELMERE, FENWICK}
    quarrel(world)
    found = refusal(world, Refer(ARDEN, QUARREL, PACT))
    assert found is not None
    assert found.key == "outside_its_charter"


def test_it_comes_to_be_when_the_share_that_the_charter_names_has_acceded() -> None:
    outcome = turn(proposed().world, Accede(CASSIA, PACT))
    (event,) = happened(outcome, "institution.founded")
    assert event.figure("members") == 2
    assert outcome.world.memberships.in_being[PACT]


def test_a_charter_that_asks_more_waits_for_more() -> None:
    world = proposed(ratify=Fraction(1)).world
    world = turn(world, Accede(CASSIA, PACT), Accede(ELMERE, PACT)).world
    assert not world.memberships.in_being[PACT]
    assert turn(world, Accede(FENWICK, PACT)).world.memberships.in_being[PACT]


def test_invitations_that_nobody_takes_up_come_to_nothing() -> None:
    world = proposed().world
    outcome = turns(world, world.rules.away_turns)
    assert happened(outcome, "institution.came_to_nothing")
    seats = outcome.world.memberships
    assert not seats.member[PACT].any()
    assert not seats.invited[PACT].any()
    assert refusal(outcome.world, FOUND) is None  # it may be tried again


def test_seats_are_taken_as_the_charter_gives_them() -> None:
    world = turn(proposed().world, Accede(CASSIA, PACT)).world
    seats = world.memberships
    assert seats.seat[PACT, ARDEN] == Seat.PERMANENT
    assert seats.seat[PACT, CASSIA] == Seat.ELECTED  # the first election, of those there are
    assert seats.seat_until[PACT, CASSIA] == world.turn + world.charters[PACT].elected_term_turns


def test_two_who_propose_the_same_charter_found_one_body() -> None:
    outcome = turn(with_template(), FOUND, Found(DORVAN, 0, (ARDEN, BORLAND)))
    world = outcome.world
    assert len(world.charters) == 2
    assert world.memberships.member[PACT, DORVAN]
    assert world.memberships.invited[PACT, BORLAND]


def test_what_exists_is_not_founded_again_while_it_has_members() -> None:
    found = refusal(proposed().world, FOUND)
    assert found is not None
    assert found.key == "exists_already"


def test_a_second_body_of_the_same_charter_has_a_key_of_its_own() -> None:
    world = turns(proposed().world, 5).world
    world = turn(world, FOUND).world
    assert [charter.key for charter in world.charters] == ["covenant", "compact", "compact_2"]


def test_the_table_of_members_grows_and_what_was_there_stays() -> None:
    world = small_world()
    world.memberships.met_alike[LEAGUE] = 0.5
    grown = world.memberships.grown(Axis.INSTITUTION)
    assert grown.member.shape == (2, world.n)
    assert (grown.member[LEAGUE] == world.memberships.member[LEAGUE]).all()
    assert (grown.met_alike[LEAGUE] == 0.5).all()
    assert not grown.member[PACT].any()
    assert (grown.leaves[PACT] == NOBODY).all()


@pytest.mark.parametrize("regime", [-10.0, 10.0])
def test_the_charter_says_of_which_regimes_its_members_may_be(regime: float) -> None:
    world = with_template(regime_floor=6.0, permanent=())
    world.states.regime[ARDEN] = regime
    found = refusal(world, FOUND)
    assert (found is None) == (regime > 6)


def test_a_founded_body_takes_up_cases_and_does_business() -> None:
    world = turn(proposed(triggers=(Trigger.ATTACK_ON_MEMBER,), expulsion=True).world,
                 Accede(CASSIA, PACT)).world  # fmt: skip
    quarrel(world)
    outcome = turn(
        world, Refer(CASSIA, QUARREL, PACT), MoveMembership(ARDEN, PACT, Act.EXPULSION, CASSIA)
    )
    assert PACT in outcome.world.crises[QUARREL].bodies
    assert outcome.world.motions[0].institution == PACT
    assert StateId(CASSIA) not in {vote.state for vote in outcome.world.motions[0].votes}


def test_a_charter_written_at_the_desk_is_founded_as_it_was_written() -> None:
    changes = (Change(Clause.ELECTED_SEATS, 3.0), Change(Clause.VETO, 1.0, int(Act.FORCE)))
    written = Found(ARDEN, 0, (CASSIA, ELMERE), changes)
    outcome = turn(with_template(), written)
    charter = outcome.world.charters[PACT]
    assert charter.elected_seats == 3
    assert charter.rule(Act.FORCE).veto
    assert parse(unparse(written)) == written
    found = refusal(outcome.world, written)
    assert found is not None
    assert found.key == "exists_already"


def test_two_texts_after_one_template_are_two_institutions() -> None:
    other = Found(DORVAN, 0, (BORLAND, ELMERE), (Change(Clause.ELECTED_SEATS, 3.0),))
    world = turn(with_template(), FOUND, other).world
    assert [charter.key for charter in world.charters[1:]] == ["compact", "compact_2"]
