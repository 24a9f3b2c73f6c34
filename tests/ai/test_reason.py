"""What no state led by the game does: harm itself by its own count, oppose itself, strike blind."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.ai.advisor import decide
from game.ai.decision import Decision
from game.core.ids import TreatyId
from game.core.kinds import Ballot, CrisisKind, Move, Rung, Stage, TreatyKind
from game.core.orders import (
    Accede,
    AnswerDeal,
    AnswerTreaty,
    ArmProxy,
    Confront,
    Denounce,
    FormCoalition,
    Found,
    Invite,
    JoinWar,
    Lobby,
    Mediate,
    MoveAmendment,
    MoveInCrisis,
    MoveMembership,
    OfferDeal,
    OfferTreaty,
    PressClaim,
    RaiseFormation,
    Recognise,
    SendAid,
    StageIncident,
    TakeSide,
    Vote,
    VoteMotion,
    Withdraw,
)
from game.core.records import Treaty
from game.core.terms import total
from game.core.turn import advance
from game.core.world import World
from tests.ai.ensemble import SETTINGS, moments
from tests.worlds import ARDEN, BORLAND, CASSIA, small_world

DELIBERATE = (
    Accede, ArmProxy, Confront, Denounce, FormCoalition, Found, Invite, Lobby, Mediate,
    MoveAmendment, MoveMembership, OfferDeal, OfferTreaty, PressClaim, RaiseFormation, Recognise,
    SendAid, StageIncident, TakeSide, Withdraw,
)  # fmt: skip
"""Orders that nobody has to give: each must be worth something to its giver."""


def shaken(seed: int, setting: int) -> World:
    """Return a world of some setting with its relations, strengths and minds at random."""
    draw = np.random.default_rng(seed)
    world = small_world(8, seed=1 + seed % 9)
    SETTINGS[setting](world)
    n = world.n
    world.dyads.affinity[:] = draw.uniform(-1, 1, (n, n))
    world.dyads.rivalry[:] = draw.random((n, n)) * (draw.random((n, n)) < 0.3)
    world.dyads.threat[:] = draw.random((n, n)) ** 2
    np.fill_diagonal(world.dyads.threat, 0.0)
    world.states.power[:] = draw.dirichlet(np.ones(n))
    world.states.doctrine[:] = draw.dirichlet(np.ones(5), n)
    world.states.regime[:] = draw.uniform(-10, 10, n)
    world.states.resolve[:] = draw.lognormal(0, 0.3, n)
    world.states.cost_estimate[:] = draw.lognormal(0, 0.25, n)
    world.turn = int(draw.integers(0, 8))
    return world


def every(world: World) -> Iterator[tuple[World, Decision]]:
    for _ in range(3):
        decisions = decide(world, range(world.n))
        yield from ((world, done) for done in decisions)
        world = advance(world, [done.order for done in decisions]).world


def watched(seed: int, setting: int) -> list[tuple[World, Decision]]:
    return list(every(shaken(seed, setting)))


anything = (st.integers(0, 2**31 - 1), st.integers(0, len(SETTINGS) - 1))


def check_worth(world: World, done: Decision) -> None:
    order, worth = done.order, total(done.terms)
    if isinstance(order, DELIBERATE):
        assert worth > 0, (world.turn, done, done.terms)
    if isinstance(order, AnswerTreaty | AnswerDeal) and order.accept:
        assert worth > 0, (world.turn, done, done.terms)
    if isinstance(order, JoinWar):
        assert worth > 0, (world.turn, done, done.terms)


@settings(max_examples=25, deadline=None)
@given(*anything)
def test_nobody_buys_what_it_scores_as_harmful(seed: int, setting: int) -> None:
    for world, done in watched(seed, setting):
        check_worth(world, done)


def test_nor_does_anybody_in_the_ensemble() -> None:
    for here in moments():
        for done in here.decisions:
            check_worth(here.world, done)


def check_own_proposal(world: World, done: Decision) -> None:
    order = done.order
    if isinstance(order, Vote):
        proposer = world.resolutions[order.resolution].proposer
    elif isinstance(order, VoteMotion):
        proposer = world.motions[order.motion].proposer
    else:
        return
    if proposer == order.state:
        assert order.ballot not in (Ballot.NO, Ballot.VETO)


@settings(max_examples=25, deadline=None)
@given(*anything)
def test_nobody_votes_against_its_own_proposal(seed: int, setting: int) -> None:
    for world, done in watched(seed, setting):
        check_own_proposal(world, done)


def test_nor_do_they_in_the_ensemble_where_many_propose() -> None:
    own = 0
    for here in moments():
        for done in here.decisions:
            check_own_proposal(here.world, done)
            if isinstance(done.order, Vote):
                own += here.world.resolutions[done.order.resolution].proposer == done.order.state
    assert own > 5


@settings(max_examples=25, deadline=None)
@given(*anything)
def test_nobody_strikes_without_counting_who_would_come(seed: int, setting: int) -> None:
    blows = (CrisisKind.INVASION, CrisisKind.ULTIMATUM, CrisisKind.BLOCKADE)
    for _, done in watched(seed, setting):
        order = done.order
        counted = {term.key for term in done.terms} >= {"response"}
        if isinstance(order, PressClaim | StageIncident):
            assert counted, done.terms
        if isinstance(order, Confront) and order.kind in blows:
            assert counted, done.terms


def test_one_that_climbs_to_war_has_counted_who_would_come() -> None:
    climbs = [
        (here.world, done)
        for here in moments()
        for done in here.decisions
        if isinstance(done.order, MoveInCrisis) and done.order.move == Move.ESCALATE
    ]
    assert climbs
    for world, done in climbs:
        crisis = world.crises[done.order.crisis]
        if done.order.state == crisis.initiator and crisis.rung >= Rung.MOBILISATION:
            assert "response" in {term.key for term in done.terms}, done.terms


@pytest.mark.parametrize("seed", [1, 4, 7, 11, 13])
def test_a_believed_guarantor_beyond_its_strength_stays_the_hand_that_would_strike(
    seed: int,
) -> None:
    world = small_world(6, seed=seed)
    world.states.power[:] = (0.55, 0.25, 0.02, 0.06, 0.06, 0.06)
    world.states.doctrine[ARDEN] = (0.9, 0.1, 0.0, 0.0, 0.0)
    world.dyads.affinity[ARDEN, CASSIA] = 1.0
    world.dyads.kept[:, ARDEN] = 20.0
    guarded = world.clone()
    number = TreatyId(len(guarded.treaties))
    guarded.put(Treaty(number, TreatyKind.GUARANTEE, (ARDEN, CASSIA), -8, -1, ARDEN, accepted=True))

    def strikes(here: World) -> list[Decision]:
        return [
            done
            for done in decide(here, [BORLAND])
            if isinstance(done.order, PressClaim | StageIncident | Confront)
        ]

    def responses(here: World) -> float:
        return sum(
            term.value for done in strikes(here) for term in done.terms if term.key == "response"
        )

    assert not [done for done in strikes(guarded) if isinstance(done.order, StageIncident)]
    assert len(strikes(guarded)) <= len(strikes(world))
    if len(strikes(guarded)) == len(strikes(world)):
        assert responses(guarded) <= responses(world)


def test_people_are_never_moved_by_the_game() -> None:
    world = small_world(6)
    world.states.human[ARDEN] = True
    others = [state for state in range(6) if state != ARDEN]
    assert all(done.order.state != ARDEN for done in decide(world, others))


def test_a_world_without_quarrels_is_quickly_decided() -> None:
    world = small_world(8)
    world.claims.clear()
    world.dyads.rivalry[:] = 0.0
    world.stage = Stage.COUNCIL
    assert decide(world, range(8)) == ()
    world.stage = Stage.RESPONSE
    assert decide(world, range(8)) == ()
