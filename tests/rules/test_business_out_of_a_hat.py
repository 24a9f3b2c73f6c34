"""Institutions under orders at random: whatever is ordered, nothing impossible comes about."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from game.core.charter import Admission, CostSharing, LadderStep, Means, RegionalClause
from game.core.compliance import balance
from game.core.eligibility import in_being
from game.core.kinds import Act, Obligation, Rung, Seat, Standing
from game.core.orders import (
    Accede,
    AmendDraft,
    Boycott,
    Contribute,
    Convene,
    FormCoalition,
    Found,
    Invite,
    MoveAmendment,
    MoveMembership,
    Order,
    PledgeForces,
    Refer,
    Table,
    Vote,
    VoteMotion,
    Withdraw,
)
from game.core.turn import advance
from game.core.world import World
from tests.rules.bodies import by_simple_majority, pact
from tests.rules.play import LEAGUE, measure, out_of_a_hat, quarrel
from tests.worlds import ARDEN, CASSIA, DORVAN, ELMERE, small_world

ABOUT = (
    Accede, AmendDraft, Boycott, Contribute, Convene, FormCoalition, Found, Invite, MoveAmendment,
    MoveMembership, PledgeForces, Refer, Table, Vote, VoteMotion, Withdraw,
)  # fmt: skip


def lively(seed: int) -> World:
    """A League that knows everything, a pact beside it, quarrels before both."""
    world = small_world(8, seed)
    loose = by_simple_majority(
        world.charters[LEAGUE], quorum=Fraction(0), veto=True, bypass=True, majority=Fraction(1, 4)
    )
    world.charters = (
        replace(
            loose,
            ladder=tuple(LadderStep(act, ()) for act in Act),
            suspension=True,
            expulsion=True,
            withdrawal_notice_turns=1,
            review_every_turns=3,
            regional=RegionalClause.WITH_AUTHORISATION,
            cost_sharing=CostSharing.EQUAL,
            means=Means.STANDING,
            obligations=tuple(
                Obligation.AUTOMATIC if act == Act.ARMS_EMBARGO else Obligation.BINDING
                for act in Act
            ),
        ),
    )
    world.scenario = replace(
        world.scenario,
        templates=(
            replace(world.charters[0], key="compact", admission=Admission.INVITATION),
            replace(world.charters[0], key="concert", admission=Admission.GREAT_POWERS),
        ),
    )
    pact(world, (ARDEN, CASSIA, ELMERE), ladder=world.charters[0].ladder)
    quarrel(world, rung=Rung.CLASH)
    quarrel(world, initiator=DORVAN, target=ELMERE, claim=1, rung=Rung.WAR)
    measure(world, Act.OIL_BAN)
    return world


def at_random(world: World, seed: int) -> list[Order]:
    drawn = [order for order in out_of_a_hat(world, seed, 600) if isinstance(order, ABOUT)]
    return [order for order in drawn if order.stage == world.stage]


@settings(max_examples=4, deadline=None)
@given(seed=st.integers(0, 100_000))
def test_whatever_is_ordered_bodies_stay_sound(seed: int) -> None:
    world = lively(seed % 50 + 1)
    seen = set()
    for step in range(12):
        outcome = advance(world, at_random(world, seed + step))
        world = outcome.world
        seen |= {event.kind for event in outcome.events}
        seats = world.memberships
        assert seats.member.shape[0] == len(world.charters)
        assert len({charter.key for charter in world.charters}) == len(world.charters)
        assert not any(charter.faults() for charter in world.charters)
        assert not (seats.seat[~seats.member] != Seat.NONE).any()
        assert not (seats.suspended & ~seats.member).any()
        assert not (seats.invited & seats.member).any()
        assert not seats.member[:, ~world.states.exists].any()
        for crisis in world.crises:
            assert crisis.institution == -1 or crisis.institution in (*crisis.bodies, LEAGUE)
            assert len(set(crisis.bodies)) == len(crisis.bodies)
            assert len(set(crisis.acts)) == len(crisis.acts)
            assert all(in_being(world, body) for body in crisis.bodies) or not crisis.live
        for resolution in world.resolutions:
            if resolution.standing == Standing.TABLED:
                assert resolution.due >= world.turn - 1
        assert balance(world, world.ledger).balances
        assert np.isfinite(world.states.treasury).all()
    assert "motion.put" in seen
