"""The board: what of the map the rules need, fixed for the life of a game."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from game.core.ids import NodeId, TerritoryId, ZoneId

T = TypeVar("T")

EARTH_RADIUS_KM = 6371.0088


@dataclass(frozen=True, slots=True)
class Strait:
    """A narrow passage (or canal) between two seas, open to whom its keepers let through."""

    sea_a: ZoneId
    sea_b: ZoneId
    keepers: tuple[TerritoryId, ...]
    """Whoever controls all of these commands the passage."""
    canal: bool


@dataclass(frozen=True, slots=True)
class Board:
    """Territories, sea zones and how they touch.

    Nodes number territories 0..T-1, then sea zones T..T+Z-1. Edges are listed once in `edges`
    [edge, 2] and, for walking, both ways in compressed rows: the neighbours of node n are
    `neighbours[starts[n]:starts[n + 1]]`, over edges `via[...]`.
    """

    terrain: NDArray[np.int64]
    """[territory] Terrain."""
    region: NDArray[np.int64]
    """[territory] number of its region."""
    area_km2: NDArray[np.float64]
    """[territory]"""
    lonlat: NDArray[np.float64]
    """[node, 2] degrees: a territory's main city, a sea zone's centre."""
    land_km: NDArray[np.float64]
    """[territory, territory] great circle distances."""
    edges: NDArray[np.int64]
    """[edge, 2] nodes."""
    edge_kind: NDArray[np.int64]
    """[edge] EdgeKind."""
    edge_km: NDArray[np.float64]
    """[edge] length of the shared border."""
    edge_strait: NDArray[np.int64]
    """[edge] index into straits for passages that can be closed, else -1."""
    straits: tuple[Strait, ...]
    starts: NDArray[np.int64]
    neighbours: NDArray[np.int64]
    via: NDArray[np.int64]
    memo: dict[object, object] = field(default_factory=dict, compare=False, repr=False)
    """What was derived of the board alone."""

    def once(self, key: object, make: Callable[[], T]) -> T:
        """Return what `make` derives of this board, made only once: a board never changes."""
        if key not in self.memo:
            self.memo[key] = make()
        return cast("T", self.memo[key])

    @property
    def territories(self) -> int:
        """Number of territories."""
        return int(self.terrain.shape[0])

    @property
    def zones(self) -> int:
        """Number of sea zones."""
        return int(self.lonlat.shape[0]) - self.territories

    def is_sea(self, node: int) -> bool:
        """Tell whether a node is a sea zone."""
        return node >= self.territories

    def around(self, node: int) -> NDArray[np.int64]:
        """Return the neighbours of a node."""
        return self.neighbours[self.starts[node] : self.starts[node + 1]]

    def edges_of(self, node: int) -> NDArray[np.int64]:
        """Return the edges at a node, in the order of `around`."""
        return self.via[self.starts[node] : self.starts[node + 1]]

    def zone_node(self, zone: ZoneId) -> NodeId:
        """Return the node of a sea zone."""
        return NodeId(self.territories + zone)


def lay_out(
    *,
    terrain: NDArray[np.int64],
    region: NDArray[np.int64],
    area_km2: NDArray[np.float64],
    lonlat: NDArray[np.float64],
    edges: NDArray[np.int64],
    edge_kind: NDArray[np.int64],
    edge_km: NDArray[np.float64],
    straits: tuple[Strait, ...],
) -> Board:
    """Return a board from lists of edges and straits; finds which edges a strait gates."""
    nodes = lonlat.shape[0]
    land = terrain.shape[0]
    gate = np.full(len(edges), -1, np.int64)
    for number, strait in enumerate(straits):
        a, b = land + strait.sea_a, land + strait.sea_b
        same = ((edges[:, 0] == a) & (edges[:, 1] == b)) | ((edges[:, 0] == b) & (edges[:, 1] == a))
        gate[same] = number
    ends = np.concatenate([edges[:, 0], edges[:, 1]])
    other = np.concatenate([edges[:, 1], edges[:, 0]])
    numbers = np.tile(np.arange(len(edges)), 2)
    order = np.lexsort((other, ends))
    starts = np.zeros(nodes + 1, np.int64)
    np.cumsum(np.bincount(ends, minlength=nodes), out=starts[1:])
    return Board(
        terrain=terrain,
        region=region,
        area_km2=area_km2,
        lonlat=lonlat,
        land_km=great_circle_km(lonlat[:land, None, :], lonlat[None, :land, :]),
        edges=edges,
        edge_kind=edge_kind,
        edge_km=edge_km,
        edge_strait=gate,
        straits=straits,
        starts=starts,
        neighbours=other[order],
        via=numbers[order],
    )


def great_circle_km(a: NDArray[np.float64], b: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return great circle distances; a [..., 2] and b [..., 2] are lon, lat in degrees."""
    lon_a, lat_a = np.radians(a[..., 0]), np.radians(a[..., 1])
    lon_b, lat_b = np.radians(b[..., 0]), np.radians(b[..., 1])
    h = (
        np.sin((lat_b - lat_a) / 2) ** 2
        + np.cos(lat_a) * np.cos(lat_b) * np.sin((lon_b - lon_a) / 2) ** 2
    )
    km: NDArray[np.float64] = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.clip(h, 0, 1)))
    return km
