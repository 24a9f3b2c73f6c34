"""Under every charter that comes with the game, the ledger balances over turns of measures."""

from __future__ import annotations

import numpy as np
import pytest

from game.content.library import charters
from game.core.compliance import balance, record_of
from game.core.ids import ClaimId, CrisisId, StateId
from game.core.kinds import CONTRIBUTED, Act, CrisisKind, Obligation, Standing
from game.core.records import Resolution
from game.core.world import World
from game.session import stages
from tests.charters.test_founders import under
from tests.rules.play import quarrel

TURNS = 2


def with_measures(key: str) -> World:
    """The campaign under a charter, with everything it knows in force against a member."""
    world = under(key)
    charter, member = world.charters[0], world.memberships.member[0]
    members = np.flatnonzero(member & world.states.exists)
    others = np.flatnonzero(world.states.exists & ~member)
    first = StateId(int(others[0])) if others.size else StateId(int(members[-1]))
    victim = StateId(int(members[0]))
    crisis = quarrel(
        world, kind=CrisisKind.ULTIMATUM, initiator=first, target=victim, claim=ClaimId(-1),
        named=first, acts=(Act.DETERMINATION,), consent=1,
    )  # fmt: skip
    known = tuple(act for act in CONTRIBUTED if charter.needs(act) is not None)
    world.put(
        Resolution(
            world.next_resolution(), crisis.institution, CrisisId(crisis.id), victim, known,
            first, world.turn, standing=Standing.ADOPTED,
        )
    )  # fmt: skip
    return world


@pytest.mark.parametrize("key", sorted(charters()))
def test_owed_is_met_and_shirked_and_excused(key: str) -> None:
    world = with_measures(key)
    charter = world.charters[0]
    binding = [
        act
        for act in CONTRIBUTED
        if charter.needs(act) is not None and charter.obligation(act) >= Obligation.BINDING
    ]
    while world.turn < TURNS:
        world = stages.play(world, ()).world
    found = balance(world, world.ledger)
    assert found.balances
    assert bool(found.owed.sum()) == bool(binding)
    assert sum(record_of(world.ledger, state).owed for state in range(world.n)) == int(
        found.owed.sum()
    )
