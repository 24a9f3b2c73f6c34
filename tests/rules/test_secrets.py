"""What a state may not know does not show in what it sees: changed secrets leave views alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.core.columns import Audience, columns_of
from game.core.ids import ResolutionId, StateId
from game.core.kinds import (
    DENIED_GOODS,
    Act,
    Ballot,
    CrisisKind,
    Favour,
    Obligation,
    Stage,
    Stance,
    TreatyKind,
)
from game.core.observe import observe, readable
from game.core.orders import Contribute, OfferTreaty, StageIncident
from game.core.records import Duty, Treaty
from game.core.turn import advance
from game.core.world import World
from tests.rules.deal_refusals import bargain
from tests.rules.play import CLAIM, QUARREL, measure, played, quarrel, turn
from tests.worlds import ARDEN, BORLAND, CASSIA, DORVAN, ELMERE, FENWICK, small_world

Tamper = Callable[[World, int], None]


def seen(world: World, viewer: int) -> str:
    return observe(world, StateId(viewer)).known.digest()


def columns(which: str) -> list[str]:
    return [
        f"{which}.{spec.name}"
        for spec in columns_of(type(getattr(small_world(), which)))
        if spec.audience is not Audience.PUBLIC
    ]


def private(column: str) -> Tamper:
    def tamper(world: World, viewer: int) -> None:
        table, name = column.split(".")
        values = getattr(getattr(world, table), name)
        others = np.arange(world.n) != viewer
        values[others] = 0.5 * values[others] + 0.77

    return tamper


def goals(world: World, viewer: int) -> None:
    others = world.formations.owner != viewer
    world.formations.goal[others] = 3
    world.formations.stance[others] = Stance.BLOCKADE


def staging(world: World, viewer: int) -> None:
    for crisis in world.crises:
        incident = crisis.kind in (CrisisKind.BORDER_INCIDENT, CrisisKind.STAGED_INCIDENT)
        if incident and crisis.initiator != viewer:
            world.put(replace(crisis, staged=True, kind=CrisisKind.STAGED_INCIDENT))


def cheats(world: World, viewer: int) -> None:
    """Let everybody else have cheated on all that it said it gave."""
    last = world.ledger[-1].turn if world.ledger else -1
    for place, duty in enumerate(world.ledger):
        if duty.state == viewer or duty.promised == 0 or duty.seen:
            continue
        world.ledger[place] = replace(duty, cheated=True, given=0.0)
        if duty.turn == last >= world.turn - 1:
            target = world.resolutions[duty.resolution].target
            world.embargoes.denied[duty.state, target, list(DENIED_GOODS.get(duty.act, ()))] = 0.0


def offers(world: World, viewer: int) -> None:
    for treaty in world.treaties:
        if not treaty.accepted and viewer not in treaty.parties:
            first, second = [state for state in range(3) if state != viewer][:2]
            parties = (StateId(second), StateId(first))
            world.put(
                replace(
                    treaty,
                    kind=TreatyKind.NEUTRALITY,
                    parties=parties,
                    offered_by=parties[0],
                    since_turn=treaty.since_turn + 1,
                    until_turn=treaty.until_turn + 2,
                )
            )


def persuasion(world: World, viewer: int) -> None:
    others = [state for state in range(world.n) if state != viewer]
    world.lobbied.append((QUARREL, StateId(others[0]), StateId(others[1]), 5.0, Ballot.NO))


def bargains(world: World, viewer: int) -> None:
    for deal in world.deals:
        if viewer not in (deal.offered_by, deal.to):
            world.put(replace(deal, wanted=Favour.VOTE_NO, amount=9.0, answered=1, accepted=True))


def seed(world: World, viewer: int) -> None:
    world.seed += 1


TAMPERS: dict[str, Tamper] = {
    **{name: private(name) for name in (*columns("states"), *columns("dyads"))},
    "pending goals": goals,
    "who staged an incident": staging,
    "cheats that were not seen": cheats,
    "offers between others": offers,
    "influence spent by others": persuasion,
    "bargains between others": bargains,
    "the seed": seed,
}


def busy() -> World:
    """A world with something of everything that is secret."""
    world = small_world(7)
    quarrel(world, named=BORLAND, acts=(Act.DETERMINATION,), kind=CrisisKind.BORDER_INCIDENT)
    measure(world, Act.OIL_BAN)
    for first, second in ((ARDEN, CASSIA), (DORVAN, ELMERE)):
        number = world.next_treaty()
        world.put(Treaty(number, TreatyKind.DEFENCE, (first, second), 0, -1, first, accepted=False))
    for first, second in ((ARDEN, CASSIA), (DORVAN, ELMERE)):
        bargain(world, first, second, Favour.ABSTAIN, Favour.MONEY)
    world.formations.goal[:4] = (0, 1, 2, 3)
    world.stage = Stage.RESPONSE
    gives = [
        Contribute(StateId(state), ResolutionId(0), Act.OIL_BAN, 1.0)
        for state in (ARDEN, DORVAN, ELMERE, FENWICK, 6)
    ]
    return advance(world, gives).world


def test_the_private_figures_are_those_that_the_rules_say() -> None:
    names = {"states.treasury", "states.influence", "states.resolve", "states.cost_estimate"}
    assert names <= TAMPERS.keys()
    assert "dyads.power_error" in TAMPERS


@pytest.mark.parametrize("what", TAMPERS)
@pytest.mark.parametrize("viewer", [ARDEN, CASSIA, FENWICK])
def test_a_view_does_not_show(what: str, viewer: int) -> None:
    world = busy()
    tampered = world.clone()
    TAMPERS[what](tampered, viewer)
    assert tampered.digest() != world.digest()
    assert seen(tampered, viewer) == seen(world, viewer)


def test_a_view_shows_its_owners_own_secrets() -> None:
    world = busy()
    known = observe(world, ARDEN).known
    assert known.states.treasury[ARDEN] == world.states.treasury[ARDEN] != 0
    assert (known.dyads.power_error[ARDEN] == world.dyads.power_error[ARDEN]).all()
    assert known.formations.goal[0] == world.formations.goal[0]
    assert known.treaties[1].parties == (ARDEN, CASSIA)


@cache
def somewhere(start: int, stages: int) -> World:
    """Return the world after some stages of states deciding for themselves."""
    return small_world(7, start) if stages == 0 else played(somewhere(start, stages - 1), 1)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 3), st.integers(0, 30), st.integers(0, 6), st.permutations(list(TAMPERS)))
def test_all_secrets_together_show_in_no_view_of_any_turn(
    start: int, stages: int, viewer: int, order: list[str]
) -> None:
    world = somewhere(start, stages)
    tampered = world.clone()
    for what in order:
        TAMPERS[what](tampered, viewer)
    assert seen(tampered, viewer) == seen(world, viewer)


def test_a_cheat_that_was_not_seen_reads_like_one_who_gave() -> None:
    def quarter(cheat: bool) -> World:
        world = small_world(7)
        quarrel(world, named=BORLAND, acts=(Act.DETERMINATION,))
        measure(world, Act.OIL_BAN)
        world.stage = Stage.RESPONSE
        order = Contribute(ARDEN, ResolutionId(0), Act.OIL_BAN, 1.0, cheat)
        return advance(world, [order]).world

    honest, cheating = quarter(False), quarter(True)
    (duty,) = [duty for duty in cheating.ledger if duty.state == ARDEN]
    assert duty.cheated
    assert not duty.seen
    shown = observe(cheating, DORVAN).known
    assert shown.ledger == honest.ledger
    assert (shown.embargoes.denied == honest.embargoes.denied).all()
    own = observe(cheating, ARDEN).known
    assert own.ledger[0].cheated


def test_a_cheat_that_was_seen_is_known_to_all() -> None:
    world = small_world()
    quarrel(world)
    measure(world, Act.OIL_BAN)
    world.ledger = [
        Duty(
            ResolutionId(0), Act.OIL_BAN, ARDEN, 0, Obligation.BINDING, True, 0.5, 0.0,
            cheated=True, seen=True, cost=0.0, promised=1.0,
        )
    ]  # fmt: skip
    assert observe(world, DORVAN).known.ledger[0].cheated


def test_looking_changes_nothing() -> None:
    world = busy()
    before = world.digest()
    known = observe(world, ARDEN).known
    known.states.treasury[:] = 0
    known.crises.clear()
    known.ledger.clear()
    assert world.digest() == before


def test_events_for_some_are_read_by_them_alone() -> None:
    outcome = turn(
        small_world(),
        OfferTreaty(ARDEN, TreatyKind.DEFENCE, CASSIA),
        StageIncident(BORLAND, CLAIM),
    )
    offer = "treaty.offered"
    readers = [
        state
        for state in range(6)
        if offer in [event.kind for event in readable(list(outcome.events), StateId(state))]
    ]
    assert readers == [ARDEN, CASSIA]
    assert all(
        "crisis.incident" in [event.kind for event in readable(list(outcome.events), StateId(row))]
        for row in range(6)
    )
