"""The ring of the tests as a map that can be shown: squares of land round a sea."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from pathlib import Path

import numpy as np

from game.client.mapview.atlas import Atlas
from game.client.play import Play
from game.content.gazetteer import Gazetteer
from game.content.maps.document import MapDocument, Ring, TerritoryShape, ZoneShape
from game.core.ids import StateId
from game.core.world import World
from game.session.seats import Seat
from game.session.session import Session
from tests.worlds import names_of

SIDE = 120
"""Map units along one side of a land."""
WIDTH, HEIGHT = 2400, 1200


@cache
def ring_atlas(lands: int, zones: int) -> Atlas:
    """Return a map of a ring: lands in two rows, sea between them."""
    half = -(-lands // 2)

    def box(x: float, y: float, wide: float, tall: float) -> Ring:
        corners = [(x, y), (x + wide, y), (x + wide, y + tall), (x, y + tall)]
        return np.asarray(corners, dtype=np.float32)

    shapes = []
    for at in range(lands):
        upper = at < half
        x = 200 + SIDE * (at if upper else lands - 1 - at)
        y = 200 if upper else 200 + 3 * SIDE
        middle = (x + SIDE / 2, y + SIDE / 2)
        shapes.append(
            TerritoryShape(
                f"land_{at}", f"Land {at}", "The Ring", "plains", f"City {at}",
                (x + SIDE * 0.3, y + SIDE * 0.3), middle, 50_000.0, (box(x, y, SIDE, SIDE),),
            )
        )  # fmt: skip
    wide = SIDE * half / zones
    waters = []
    for at in range(zones):
        x = 200 + at * wide
        waters.append(
            ZoneShape(f"sea_{at}", f"Sea {at}", (x + wide / 2, 200 + 2 * SIDE), 300_000.0,
                      (box(x, 200 + SIDE, wide, 2 * SIDE),))
        )  # fmt: skip
    tiles = np.zeros((HEIGHT // 40, WIDTH // 40), dtype=np.uint8)
    return Atlas(
        MapDocument("The Ring", "none", WIDTH, HEIGHT, tuple(shapes), tuple(waters), (), (),
                    tiles, 40)
    )  # fmt: skip


class HeldCampaign:
    """A campaign that stands at one world."""

    id, title, charter_keys = "ring", "The Ring", ("covenant",)

    def __init__(self, world: World) -> None:
        self._world = world
        self.gazetteer: Gazetteer = names_of(world)

    def world(
        self, seed: int, *, charter: str | None = None, humans: Collection[str] = ()
    ) -> World:
        """Return the world, whatever is asked."""
        del seed, charter, humans
        return self._world


def play_at(world: World, state: StateId, folder: Path) -> Play:
    """Return a game that stands at a world, led by one person at one state."""
    session = Session(HeldCampaign(world), (Seat(0, state, "Ada", None),), world.clone())
    session._open_stage()
    board = world.board
    return Play(
        session,
        lambda: ring_atlas(board.territories, board.zones),
        lambda *_: folder / "nowhere",
        charters=folder,
    )
