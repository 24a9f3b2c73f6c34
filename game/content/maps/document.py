"""The world map as the game reads it: shapes, straits, and what touches what."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias, cast

import numpy as np
from numpy.typing import NDArray

Ring: TypeAlias = NDArray[np.float32]
"""Corners of one part `[n, 2]` in map units, not closed.

A ring is never cut at the seam: one that crosses it goes on below 0 or beyond the world's width, and
a renderer draws copies a world's width apart. A territory's hole is joined to its outline by a seam
walked twice, so the even-odd rule fills it rightly. Zones lie under the land: they have no holes for
islands, and a hit test asks the territories first.
"""

Point: TypeAlias = tuple[float, float]
EdgeKind: TypeAlias = Literal["land", "coast", "sea"]
StraitKind: TypeAlias = Literal["strait", "canal"]

EDGE_KINDS: Final[tuple[EdgeKind, ...]] = ("land", "coast", "sea")
STRAIT_KINDS: Final[tuple[StraitKind, ...]] = ("strait", "canal")
TERRAINS: Final = ("plains", "forest", "mountain", "jungle", "desert", "urban", "arctic")
"""Terrains of territories."""
TILES: Final = ("sea", *TERRAINS)
"""Meaning of the numbers in `MapDocument.terrain_tiles`, and of the tileset's tiles."""


@dataclass(frozen=True, slots=True, eq=False)
class TerritoryShape:
    """One territory and where it lies."""

    id: str
    name: str
    region: str
    """Continent and part, as `Europe/West`."""
    terrain: str
    """One of `TERRAINS`."""
    city: str
    """Name of its main city."""
    city_xy: Point
    centroid: Point
    """Where a mark stands: well inside, as near the middle as may be."""
    area_km2: float
    rings: tuple[Ring, ...]
    """One ring for each part, the largest first."""


@dataclass(frozen=True, slots=True, eq=False)
class ZoneShape:
    """One sea zone and where it lies."""

    id: str
    name: str
    centroid: Point
    """Where a mark stands: on open water, as near the middle as may be."""
    area_km2: float
    rings: tuple[Ring, ...]
    """One ring for each part, the largest first."""


@dataclass(frozen=True, slots=True)
class StraitMark:
    """A narrow passage that whoever holds its shores may close."""

    id: str
    name: str
    kind: StraitKind
    sea_a: str
    sea_b: str
    """The zones it joins; both the same where it only gates a bay."""
    controllers: tuple[str, ...]
    """Territories on its shores."""
    xy: Point


@dataclass(frozen=True, slots=True, order=True)
class Edge:
    """Two neighbours: undirected, stored once, `a` before `b`."""

    a: str
    b: str
    kind: EdgeKind
    """`land` joins territories, `coast` a territory and a zone, `sea` zones."""
    length_km: float
    """How long the common border is."""


@dataclass(frozen=True, slots=True, eq=False)
class MapDocument:
    """A whole map; territories and zones keep the order of the file."""

    title: str
    projection: str
    width: int
    """Map units round the world."""
    height: int
    territories: tuple[TerritoryShape, ...]
    zones: tuple[ZoneShape, ...]
    straits: tuple[StraitMark, ...]
    edges: tuple[Edge, ...]
    terrain_tiles: NDArray[np.uint8]
    """Terrain of each tile `[rows, columns]`, numbered as in `TILES`."""
    tile_size: int
    """Map units along one side of a tile."""
    territory_index: dict[str, int] = field(init=False)
    zone_index: dict[str, int] = field(init=False)
    digest: str = field(init=False)
    """Fingerprint of all that the game reads, the same however the file was saved."""

    def __post_init__(self) -> None:
        places = {shape.id: at for at, shape in enumerate(self.territories)}
        zones = {shape.id: at for at, shape in enumerate(self.zones)}
        object.__setattr__(self, "territory_index", places)
        object.__setattr__(self, "zone_index", zones)
        object.__setattr__(self, "digest", _digest(self))


def hundredths(numbers: NDArray[np.floating]) -> NDArray[np.int32]:
    """Return map units as whole hundredths, the map's precision."""
    return cast("NDArray[np.int32]", np.rint(numbers.astype(np.float64) * 100.0).astype("<i4"))


def _digest(document: MapDocument) -> str:
    seen = hashlib.sha256()

    def note(*values: object) -> None:
        seen.update(json.dumps(values, ensure_ascii=False).encode())

    def outline(rings: tuple[Ring, ...]) -> None:
        for ring in rings:
            note(len(ring))
            seen.update(hundredths(ring).tobytes())

    def place(point: Point) -> list[int]:
        return [int(number) for number in hundredths(np.asarray(point))]

    note(document.title, document.projection, document.width, document.height)
    for land in document.territories:
        note(land.id, land.name, land.region, land.terrain, land.city, round(land.area_km2, 1))
        note(place(land.city_xy), place(land.centroid))
        outline(land.rings)
    for zone in document.zones:
        note(zone.id, zone.name, round(zone.area_km2, 1), place(zone.centroid))
        outline(zone.rings)
    for mark in document.straits:
        note(mark.id, mark.name, mark.kind, mark.sea_a, mark.sea_b, mark.controllers)
        note(place(mark.xy))
    for edge in document.edges:
        note(edge.a, edge.b, edge.kind, round(edge.length_km, 1))
    note(document.tile_size, document.terrain_tiles.shape)
    seen.update(document.terrain_tiles.tobytes())
    return seen.hexdigest()
