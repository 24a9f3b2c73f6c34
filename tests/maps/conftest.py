"""A map small enough to be mutilated: two islands in two seas."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from game.content.issues import Issue
from game.content.maps.bake import FORMAT
from game.content.maps.bake_tmx import ObjectLayer, Thing, polygon, tmx
from game.content.maps.document import TILES, MapDocument
from game.content.maps.loader import load_map
from game.content.projection import TILE_SIZE, WORLD_HEIGHT, WORLD_WIDTH

WORLD = Path(__file__).parents[2] / "maps" / "world.tmx"


@pytest.fixture(scope="session")
def world() -> MapDocument:
    document, issues = load_map(WORLD)
    assert issues == ()
    assert document is not None
    return document


def _square(x: int, y: int, side: int) -> np.ndarray:
    return np.asarray([(x, y), (x + side, y), (x + side, y + side), (x, y + side)]) * 100


@pytest.fixture(scope="session")
def small() -> str:
    """Return the text of a map of two territories and two zones."""
    avalon = {
        "key": "avalon", "region": "Sea/West", "terrain": "plains", "city": "Camelot",
        "area_km2": 900.0, "coast": "west_sea 100.5, east_sea 3",
    }  # fmt: skip
    lyonesse = {
        "key": "lyonesse", "region": "Sea/West", "terrain": "forest", "city": "Ys",
        "coast": "east_sea 80", "land": "avalon 12.5",
    }  # fmt: skip
    layers = [
        ObjectLayer("zones", "#000000", [
            polygon("West Sea", "zone", _square(0, 0, 400),
                    {"key": "west_sea", "area_km2": 5000.0, "sea": "east_sea 400"}),
            polygon("East Sea", "zone", _square(400, 0, 400),
                    {"key": "east_sea", "area_km2": 5000.0}),
        ]),
        ObjectLayer("territories", "#000000", [
            polygon("Avalon", "territory", _square(300, 100, 100), avalon),
            polygon("Avalon", "territory", _square(310, 300, 20), {"key": "avalon"}),
            polygon("Lyonesse", "territory", _square(400, 100, 100), lyonesse),
        ]),
        ObjectLayer("marks", "#000000", [
            Thing("", "mark", 35000, 15000, {"key": "avalon"}),
            Thing("", "mark", 10000, 20000, {"key": "west_sea"}),
        ]),
        ObjectLayer("cities", "#000000", [
            Thing("Camelot", "city", 34000, 14000, {"key": "avalon"}),
            Thing("Ys", "city", 44000, 14000, {"key": "lyonesse"}),
        ]),
        ObjectLayer("straits", "#000000", [
            Thing("The Narrows", "strait", 40000, 5000, {
                "key": "narrows", "kind": "strait", "sea_a": "west_sea", "sea_b": "east_sea",
                "controllers": "avalon, lyonesse",
            }),
        ]),
    ]  # fmt: skip
    terrain = np.zeros((WORLD_HEIGHT // TILE_SIZE, WORLD_WIDTH // TILE_SIZE), dtype=np.uint8)
    terrain[4:6, 10:14] = TILES.index("plains")
    about = {"title": "Two isles", "format": FORMAT, "projection": "miller", "world_width": 8192}
    return tmx(about, terrain, TILES, layers)


Reader = Callable[[str | bytes], tuple[MapDocument | None, tuple[Issue, ...]]]


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    """Return a function that loads a map from its text."""

    def reader(text: str | bytes) -> tuple[MapDocument | None, tuple[Issue, ...]]:
        file = tmp_path / "map.tmx"
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        return load_map(file)

    return reader
