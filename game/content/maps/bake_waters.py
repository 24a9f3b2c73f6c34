"""Fit the sea zones to the coast.

The source draws its zones against a coarser coast than the territories', so inlets belong to no zone;
and a zone's reach can leave a scrap of water on the far side of a cape. Here each scrap goes to the
zone it borders on most, and then each uncovered piece of water.

Works in whole hundredths of a map unit (shapely's precision grid), so that results round to themselves.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any, TypeAlias

import numpy as np

from game.content.maps.bake_shapes import WORLD, Ring
from game.content.projection import WORLD_HEIGHT

shapely: Any = import_module("shapely")  # untyped, and no part of an installed game

Shape: TypeAlias = Any
"""A shapely geometry."""
Outlines = dict[str, tuple[Ring, ...]]

GRID = 1.0
SEAM = 2.0
"""How far pieces are made to overlap, in hundredths of a map unit, so that they join."""
SCRAP = 0.03
"""Largest share of a zone's water that can be a scrap."""
SHORE = 30.0
"""A scrap shares at least this much border, in hundredths of a map unit, with the zone it goes to."""


def fit_waters(sea: Outlines, land: Outlines) -> Outlines:
    """Return the zones with all water between them and the land shared out."""
    dry = _union(_copies(_solid(land)))
    shapely.prepare(dry)
    zones = {key: _solid({key: rings}) for key, rings in sea.items()}
    _hand_over_scraps(zones, dry)
    _share_out(zones, dry)
    return {key: _rings(zone, dry) for key, zone in zones.items()}


def _solid(outlines: Outlines) -> Shape:
    rings = [ring for shape in outlines.values() for ring in shape]
    return _union([_areal(shapely.make_valid(shapely.Polygon(ring))) for ring in rings])


def _areal(shape: Shape) -> Shape:
    """Return a shape without the loose lines and points that cutting leaves."""
    return shapely.MultiPolygon(_polygons(shape))


def _union(shapes: list[Shape]) -> Shape:
    return _areal(shapely.union_all(shapes, grid_size=GRID))


def _difference(a: Shape, b: Shape) -> Shape:
    return _areal(shapely.difference(a, b, grid_size=GRID))


def _copies(shape: Shape) -> list[Shape]:
    """Return a shape where it is, and a world's width to either side."""
    return [_moved(shape, turn) for turn in (-1, 0, 1)]


def _moved(shape: Shape, turns: int) -> Shape:
    return shapely.transform(shape, lambda corners: np.add(corners, (turns * WORLD, 0)))


def _polygons(shape: Shape) -> list[Shape]:
    # Twice, since a mixed collection may hold a multipolygon.
    parts = shapely.get_parts(shapely.get_parts(shape))
    return [part for part in parts if isinstance(part, shapely.Polygon)]


def _hand_over_scraps(zones: dict[str, Shape], dry: Shape) -> None:
    shores = _Shores(zones)
    for key in list(zones):
        waters = _polygons(_difference(zones[key], dry))
        largest = max(waters, key=lambda water: water.area)
        for water in waters:
            if water is largest or water.area > SCRAP * largest.area:
                continue
            heir, turn, border = shores.heir(water, but=key)
            if border >= SHORE:
                zones[key] = _difference(zones[key], water)
                zones[heir] = _union([zones[heir], _moved(_grown(water), -turn)])
                shores = _Shores(zones)


def _share_out(zones: dict[str, Shape], dry: Shape) -> None:
    world = shapely.box(0, 0, WORLD, WORLD_HEIGHT * 100)
    wet = [copy for zone in zones.values() for copy in _copies(zone)]
    shores = _Shores(zones)
    gained: dict[str, list[Shape]] = {key: [zone] for key, zone in zones.items()}
    for water in _polygons(_difference(world, _union([dry, *wet]))):
        heir, turn, border = shores.heir(water)
        if border > 0.0:
            gained[heir].append(_moved(_grown(water), -turn))
    for key, parts in gained.items():
        zones[key] = _union(parts)


def _grown(water: Shape) -> Shape:
    """Return a piece of water that overlaps its neighbours, since cutting moves corners a little."""
    return water.buffer(SEAM, join_style="mitre")


class _Shores:
    """All zones in three copies of the world, to be asked what touches them."""

    def __init__(self, zones: dict[str, Shape]) -> None:
        self.owners = [(key, turn) for key in zones for turn in (-1, 0, 1)]
        self.zones = [copy for zone in zones.values() for copy in _copies(zone)]
        self.tree = shapely.STRtree(self.zones)

    def heir(self, water: Shape, but: str = "") -> tuple[str, int, float]:
        """Return the zone with the longest common border, in which copy, and how long it is."""
        best = ("", 0, 0.0)
        grown = _grown(water)
        for at in sorted(self.tree.query(grown).tolist()):
            key, turn = self.owners[at]
            if key != but:
                near = shapely.clip_by_rect(self.zones[at], *grown.bounds)
                border = float(shapely.intersection(grown, near).area) / SEAM
                if border > best[2]:
                    best = (key, turn, border)
        return best


def _rings(zone: Shape, dry: Shape) -> tuple[Ring, ...]:
    """Return the outlines of the parts that hold any water, the largest first."""
    parts = [part for part in _polygons(zone) if _difference(part, dry).area > 1.0]
    parts.sort(key=lambda part: (-part.area, part.bounds))
    corners = [
        np.rint(shapely.get_coordinates(part.exterior)[:-1]).astype(np.int64) for part in parts
    ]
    return tuple(_from_corner(ring) for ring in corners)


def _from_corner(ring: Ring) -> Ring:
    """Begin a ring at its most western corner, whichever way it was built."""
    first = int(np.lexsort((ring[:, 1], ring[:, 0]))[0])
    return np.roll(ring, -first, axis=0)
