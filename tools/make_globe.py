"""Make the land of the title's globe from the map that the game is played on.

    python tools/make_globe.py

reads `maps/world.tmx` and writes `assets/title/land.json`: rings of `land` and, within it, of `water`, each
longitude and latitude by turns in tenths of a degree, thinned to what can be seen at that size.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from shapely import Polygon, unary_union

from game.content.maps.loader import load_map
from game.content.projection import unproject

ROOT = Path(__file__).resolve().parents[1]
SEAM_DEGREES = 0.12
"""Neighbours are grown by this before they are joined, so that no crack is left between them."""
TOLERANCE_DEGREES = 0.16
SMALLEST_SQUARE_DEGREES = 0.35


def territories() -> Iterable[Polygon]:
    """Yield every part of every territory in degrees."""
    document, issues = load_map(ROOT / "maps" / "world.tmx")
    if document is None:
        sys.exit("\n".join(map(str, issues)))
    for territory in document.territories:
        for ring in territory.rings:
            longitude, latitude = unproject(ring[:, 0].astype(float), ring[:, 1].astype(float))
            # A ring may cross the seam; its own longitudes must not.
            longitude = np.degrees(np.unwrap(np.radians(longitude)))
            yield Polygon(np.stack([longitude, latitude], axis=1)).buffer(SEAM_DEGREES)


def tenths(ring: Any) -> list[int]:
    """Return a closed ring as flat whole numbers, its last point left out."""
    points = np.round(np.asarray(ring.coords)[:-1] * 10).astype(int)
    flat: list[int] = points.ravel().tolist()
    return flat


def lines(rings: Sequence[list[int]]) -> str:
    """Return rings as JSON, one a line, so that a change can be read."""
    return "[\n" + ",\n".join(json.dumps(ring, separators=(",", ":")) for ring in rings) + "\n]"


def main() -> None:
    """Write the land."""
    joined = unary_union(list(territories())).buffer(-SEAM_DEGREES).simplify(TOLERANCE_DEGREES)
    land, water = [], []
    for part in joined.geoms:
        if part.area >= SMALLEST_SQUARE_DEGREES:
            land.append(tenths(part.exterior))
            water += [
                tenths(hole)
                for hole in part.interiors
                if Polygon(hole).area >= SMALLEST_SQUARE_DEGREES
            ]
    target = ROOT / "assets" / "title" / "land.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(f'{{"land":{lines(land)},\n"water":{lines(water)}}}\n', encoding="utf-8")
    print(f"{len(land)} lands, {len(water)} waters, {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()
