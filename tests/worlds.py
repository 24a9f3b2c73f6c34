"""The small synthetic world that tests share, and a campaign that names it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from game.content.gazetteer import Gazetteer
from game.core.world import World
from game.lab.ring import (
    ARDEN,
    BORLAND,
    CASSIA,
    DORVAN,
    ELMERE,
    FENWICK,
    LANDS_EACH,
    league,
    ring_name,
)
from game.lab.ring import ring_world as small_world

__all__ = [
    "ARDEN",
    "BORLAND",
    "CASSIA",
    "DORVAN",
    "ELMERE",
    "FENWICK",
    "SmallCampaign",
    "league",
    "names_of",
    "small_world",
]


@dataclass(frozen=True)
class SmallCampaign:
    """The small world as a campaign: what a session is begun from."""

    n: int = 6
    turns: int = 24
    id: str = "ring"

    @property
    def title(self) -> str:
        """The ring."""
        return "The Ring"

    @property
    def gazetteer(self) -> Gazetteer:
        """Names of everything."""
        return names_of(small_world(self.n, turns=self.turns))

    @property
    def charter_keys(self) -> tuple[str, ...]:
        """The one there is."""
        return ("covenant",)

    def world(
        self, seed: int, *, charter: str | None = None, humans: Collection[str] = ()
    ) -> World:
        """Return the first world."""
        if charter not in (None, "covenant"):
            raise ValueError(f"no charter is called '{charter}'; there is covenant")
        world = small_world(self.n, seed, turns=self.turns)
        for key in humans:
            world.states.human[world.scenario.state_keys.index(key)] = True
        return world


def names_of(world: World) -> Gazetteer:
    """Return a gazetteer for a small world."""
    scenario, n = world.scenario, world.n
    names = tuple(ring_name(row) for row in range(n))
    return Gazetteer(
        state_keys=scenario.state_keys,
        names=names,
        adjectives=tuple(f"{name}ian" for name in names),
        colours=np.array(
            [[(37 * row) % 200 + 30, (91 * row) % 200, 120] for row in range(n)]
        ).astype(np.uint8),
        blurbs=("",) * n,
        roles=("",) * n,
        doctrine_reasons=("",) * n,
        territory_keys=scenario.territory_keys,
        territory_names=tuple(
            f"{'Upper' if row % 2 else 'Lower'} {names[row // LANDS_EACH]}"
            for row in range(world.board.territories)
        ),
        cities=tuple(f"{names[row // LANDS_EACH]} City" for row in range(world.board.territories)),
        regions=("The Ring",),
        zone_keys=scenario.zone_keys,
        zone_names=tuple(f"Sea {row}" for row in range(world.board.zones)),
        strait_names=("The Narrows",),
        institution_keys=("league",),
        institution_names=("the League",),
        charter_names=("the Covenant",),
        claim_keys=tuple(f"claim_{claim.id}" for claim in world.claims),
        claim_names=tuple(
            f"{names[claim.claimant]}'s claim to Upper {names[claim.holder]}"
            for claim in world.claims
        ),
        treaty_names=("",) * len(world.treaties),
        formation_names=("",) * len(world.formations.exists),
    )
