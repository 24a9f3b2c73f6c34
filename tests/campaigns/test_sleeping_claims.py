"""Claims of nations without a state wake with it, against whoever has come to hold the land."""

from __future__ import annotations

import numpy as np

from game.content.library import find_campaign
from game.content.load import load_campaign
from game.core.ids import StateId
from game.core.kinds import Birth
from game.core.log import Log
from game.core.statehood import found
from game.core.world import World


def _charter() -> World:
    folder = find_campaign("charter")
    assert folder is not None
    campaign, issues = load_campaign(folder)
    assert campaign is not None, issues
    return campaign.world(1)


def _free(world: World, code: str, *, but: tuple[str, ...] = ()) -> int:
    """Found a state on all its homeland but some places."""
    row = world.scenario.state_keys.index(code)
    places = list(world.scenario.territory_keys)
    land = [place for place in world.scenario.homelands[row] if places[place] not in but]
    assert found(world, StateId(row), land, Birth.INDEPENDENCE, Log(world.turn))
    return row


def test_kashmir_is_claimed_of_whoever_got_it() -> None:
    """India is free first and has Kashmir; Pakistan's claim then stands against India."""
    world = _charter()
    kashmir = list(world.scenario.territory_keys).index("kashmir")
    pakistan = world.scenario.state_keys.index("PAK")
    asleep = [claim for claim in world.claims if claim.claimant == pakistan]
    assert asleep
    assert not any(claim.live for claim in asleep)
    india = _free(world, "IND")
    _free(world, "PAK")
    assert world.territories.owner[kashmir] == india
    live = [
        claim
        for claim in world.claims.open
        if claim.claimant == pakistan and kashmir in claim.territories
    ]
    assert [claim.holder for claim in live] == [india]
    assert live[0].weight > 0.8


def test_what_a_nation_already_has_it_does_not_claim() -> None:
    """A claim on land that came with the birth stays asleep."""
    world = _charter()
    places = list(world.scenario.territory_keys)
    jordan = world.scenario.state_keys.index("JOR")
    bank = places.index("west_bank")
    world.territories.owner[bank] = jordan  # as if it had come with the birth
    land = [places.index("transjordan"), bank]
    assert found(world, StateId(jordan), land, Birth.INDEPENDENCE, Log(world.turn))
    mine = [claim for claim in world.claims.open if claim.claimant == jordan]
    assert not any(bank in claim.territories for claim in mine)
    assert int(np.sum(world.territories.owner == jordan)) == 2
