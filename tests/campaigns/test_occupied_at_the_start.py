"""Land that is occupied when a campaign begins: whose it is, whose figures it is in, how it ends."""

from __future__ import annotations

import numpy as np
import pytest

from game.content.library import find_campaign
from game.content.load import load_campaign
from game.core.ids import StateId, TerritoryId
from game.core.invariants import faults
from game.core.kinds import CrisisEnd, Holding
from game.core.log import Log
from game.core.phases.crises.endings import settle
from game.core.phases.crises.opening import over_claim
from game.core.phases.titles import follow_land
from game.core.records import Claim
from game.core.world import World
from game.session import stages


@pytest.fixture(scope="module")
def opened() -> World:
    """The League of 1920, its books opened."""
    folder = find_campaign("league")
    assert folder is not None
    campaign, issues = load_campaign(folder)
    assert campaign is not None, issues
    return stages.play(campaign.world(3), ()).world


def _state(world: World, key: str) -> StateId:
    return StateId(world.scenario.state_keys.index(key))


def _izmir(world: World) -> TerritoryId:
    return TerritoryId(list(world.scenario.territory_keys).index("izmir"))


def _claim(world: World) -> Claim:
    """Return what Turkey asks of Greece."""
    pair = (_state(world, "TUR"), _state(world, "GRC"))
    (found,) = [
        claim
        for claim in world.claims
        if (claim.claimant, claim.holder) == pair and _izmir(world) in claim.territories
    ]
    return found


def test_the_occupier_holds_it_and_the_owner_keeps_the_title(opened: World) -> None:
    land, izmir = opened.territories, _izmir(opened)
    assert land.holding[izmir] == Holding.OCCUPIED
    assert land.owner[izmir] == land.controller[izmir] == _state(opened, "GRC")
    assert land.sovereign[izmir] == _state(opened, "TUR")


def test_its_people_count_for_who_holds_it() -> None:
    folder = find_campaign("league")
    assert folder is not None
    campaign, _ = load_campaign(folder)
    assert campaign is not None
    given = campaign.world(3)
    counted = given
    while counted.turn == given.turn:
        counted = stages.play(counted, ()).world
    turkey, greece = _state(given, "TUR"), _state(given, "GRC")
    assert counted.states.tpop[turkey] < 0.85 * given.states.tpop[turkey]
    assert counted.states.tpop[greece] > given.states.tpop[greece]
    assert np.isclose(counted.states.tpop.sum(), given.states.tpop.sum(), rtol=0.02)


def test_a_claim_on_it_lives_as_long_as_it_is_held(opened: World) -> None:
    """A peace made elsewhere does not end the claims on what is occupied."""
    world = opened.clone()
    before = {claim.id for claim in world.claims.open}
    follow_land(world)
    assert {claim.id for claim in world.claims.open} == before
    assert _claim(world).live


def test_whoever_gives_way_goes_home(opened: World) -> None:
    """Greece gives way to Turkey's demand: Izmir is Turkey's own again."""
    world = opened.clone()
    claim, izmir, turkey = _claim(world), _izmir(world), _state(world, "TUR")
    log = Log(world.turn)
    over_claim(world, claim, log, staged=False)
    settle(world, world.live_crises()[-1], CrisisEnd.KEPT_GAINS, log)
    land = world.territories
    assert land.owner[izmir] == land.controller[izmir] == turkey
    assert land.holding[izmir] == Holding.CORE
    assert land.sovereign[izmir] == -1
    assert not world.claims[claim.id].live
    assert not list(faults(world))
