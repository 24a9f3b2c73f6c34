"""Where the name of a state runs: along its largest connected parts, curved as they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage, sparse
from scipy.sparse import csgraph

from game.client.mapview.atlas import OVERVIEW_STEP, Atlas
from game.client.mapview.paint import MapPaint

Floats = NDArray[np.float64]
_CELLS: Final = 6000
"""About how many cells of a part are looked at."""
_SAMPLES: Final = 64
_LETTER: Final = 0.74
"""Width of a capital letter with its share of space, in sizes of the font."""
_CLEAR: Final = 0.8
"""Land across a name, in sizes of the font."""
_SAG: Final = 0.16
"""Greatest bend of a name, in lengths of it."""
_LEAST_SHARE: Final = 0.08
"""A part smaller than this share of the owner's largest carries no name of its own..."""
_LEAST_CELLS: Final = 350
"""...unless it has this many cells of the overview."""


@dataclass(frozen=True, slots=True)
class NamePath:
    """A name on a curve v = a u^2 + c in axes turned by `angle` about `x`, `y`; in map units."""

    text: str
    x: float
    y: float
    angle: float
    bend: float
    start: float
    stop: float
    size: float
    """Height of the font that fits."""
    cells: int
    """Size of the part, for precedence."""

    def place(self, u: float) -> tuple[float, float, float]:
        """Return the point at `u` along the name and its direction in radians."""
        v = self.bend * u * u
        cos, sin = np.cos(self.angle), np.sin(self.angle)
        turn = self.angle + np.arctan(2.0 * self.bend * u)
        return float(self.x + u * cos - v * sin), float(self.y + u * sin + v * cos), float(turn)


class Namer:
    """Finds paths for names, and remembers them by the territories they cross."""

    def __init__(self, atlas: Atlas) -> None:
        self.atlas = atlas
        flat = atlas.overview.ravel().astype(np.int64)
        order = np.argsort(flat, kind="stable")
        bounds = np.searchsorted(flat[order], np.arange(atlas.count + 1))
        self._order, self._bounds = order, bounds
        self._known: dict[tuple[str, tuple[int, ...]], NamePath | None] = {}

    def paths(self, paint: MapPaint, seats: frozenset[int] = frozenset()) -> list[NamePath]:
        """Return the names of all parts worth one, the largest names first.

        A part with one of `seats` (territories) is worth one whatever its size.
        """
        texts = dict(paint.labels)
        found: list[NamePath] = []
        fresh: dict[tuple[str, tuple[int, ...]], NamePath | None] = {}
        for owner, parts in self._parts(paint.owner).items():
            if owner not in texts:
                continue
            sizes = [self._cell_count(part) for part in parts]
            largest = max(sizes)
            for part, size in zip(parts, sizes, strict=True):
                small = size < max(_LEAST_CELLS, largest * _LEAST_SHARE)
                if size < largest and small and seats.isdisjoint(part):
                    continue
                key = (texts[owner], part)
                path = self._known[key] if key in self._known else self._path(*key)
                fresh[key] = path
                if path is not None:
                    found.append(path)
        self._known = fresh
        return sorted(found, key=lambda path: (-path.size, path.text))

    def _parts(self, owner: NDArray[np.integer]) -> dict[int, list[tuple[int, ...]]]:
        count = self.atlas.count
        pairs = self.atlas.neighbours
        pairs = pairs[owner[pairs[:, 0]] == owner[pairs[:, 1]]]
        links = sparse.coo_array(
            (np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(count, count)
        )
        _, label = csgraph.connected_components(links, directed=False)
        order = np.argsort(label, kind="stable")
        cuts = np.flatnonzero(np.diff(label[order])) + 1
        parts: dict[int, list[tuple[int, ...]]] = {}
        for part in np.split(order, cuts):
            parts.setdefault(int(owner[part[0]]), []).append(tuple(part.tolist()))
        return parts

    def _cell_count(self, part: tuple[int, ...]) -> int:
        return int(sum(self._bounds[at + 1] - self._bounds[at] for at in part))

    def _path(self, text: str, part: tuple[int, ...]) -> NamePath | None:
        cells = np.concatenate(
            [self._order[self._bounds[at] : self._bounds[at + 1]] for at in part]
        )
        if len(cells) < 4 or not text:
            return None
        rows, columns = np.divmod(cells, self.atlas.overview.shape[1])
        shift = 0
        if np.ptp(columns) > self.atlas.overview.shape[1] // 2:
            shift = self.atlas.overview.shape[1] // 2
            columns = (columns + shift) % self.atlas.overview.shape[1]
        ground = _Ground(rows, columns)
        path = _best(text, ground)
        if path is None:
            return None
        x = (path.x - shift) * OVERVIEW_STEP % self.atlas.width
        step = OVERVIEW_STEP
        return NamePath(
            text, x, path.y * step, path.angle, path.bend / step, path.start * step,
            path.stop * step, path.size * step, len(cells),
        )  # fmt: skip


class _Ground:
    """A part of a state as cells, with the room around each."""

    def __init__(self, rows: NDArray[np.int64], columns: NDArray[np.int64]) -> None:
        self.top, self.left = int(rows.min()), int(columns.min())
        high, wide = int(np.ptp(rows)) + 1, int(np.ptp(columns)) + 1
        self.thin = max(1, int(np.sqrt(high * wide / _CELLS)))
        mask = np.zeros((high // self.thin + 3, wide // self.thin + 3), dtype=bool)
        mask[(rows - self.top) // self.thin + 1, (columns - self.left) // self.thin + 1] = True
        self.room = ndimage.distance_transform_edt(mask) * self.thin
        some = slice(None, None, max(1, len(rows) // _CELLS))
        self.points = np.stack([columns[some] + 0.5, rows[some] + 0.5], axis=1)

    def along(self, x: Floats, y: Floats) -> Floats:
        """Return the distance to the edge at points, in cells."""
        high, wide = self.room.shape
        row = np.floor((y - self.top) / self.thin).astype(int) + 1
        column = np.floor((x - self.left) / self.thin).astype(int) + 1
        out = (row < 0) | (row >= high) | (column < 0) | (column >= wide)
        row, column = np.clip(row, 0, high - 1), np.clip(column, 0, wide - 1)
        return np.where(out, 0.0, self.room[row, column])


def _best(text: str, ground: _Ground) -> NamePath | None:
    """Return the name that can be written largest; in cells."""
    points = ground.points
    centre = points.mean(axis=0)
    spread = points - centre
    _, axes = np.linalg.eigh(spread.T @ spread)
    main = float(np.arctan2(axes[1, 1], axes[0, 1]))
    main = (main + np.pi / 2) % np.pi - np.pi / 2
    best: NamePath | None = None
    most = 0.0
    for angle in (main, 0.0, main / 2):
        cos, sin = np.cos(angle), np.sin(angle)
        u, v = spread @ (cos, sin), spread @ (-sin, cos)
        length = float(np.ptp(u)) or 1.0
        a, _, c = np.polyfit(u, v, 2) if len(u) > 8 and length > 3 else (0.0, 0.0, 0.0)
        most_bend = 4.0 * _SAG / length
        tall = float(v.std())
        for bend in (float(np.clip(a, -most_bend, most_bend)), 0.0):
            for lift in (0.0, -0.35, 0.35, -0.8, 0.8):
                base = (c if bend else 0.0) + lift * tall
                at = (centre[0] - base * sin, centre[1] + base * cos)
                path = _fit(text, at, angle, bend, (float(u.min()), float(u.max())), ground)
                if path is None:
                    continue
                # A level name reads best, one off the middle sits worse: gains must outweigh that.
                worth = path.size * (1.0 - 0.32 * abs(path.angle)) * (1.0 - 0.06 * abs(lift))
                if worth > most:
                    best, most = path, worth
    return best


def _fit(
    text: str,
    at: tuple[float, float],
    angle: float,
    bend: float,
    reach: tuple[float, float],
    ground: _Ground,
) -> NamePath | None:
    """Return the largest name that fits on a curve, each letter with land around it."""
    u = np.linspace(reach[0], reach[1], _SAMPLES)
    step = (reach[1] - reach[0]) / (_SAMPLES - 1)
    cos, sin = np.cos(angle), np.sin(angle)
    v = bend * u * u
    room = ground.along(at[0] + u * cos - v * sin, at[1] + u * sin + v * cos)
    letters = _LETTER * max(len(text), 4)
    low, high = 0.0, float(room.max()) * 2.0 / _CLEAR
    found = None
    for _ in range(7):
        size = (low + high) / 2.0
        run = _longest(room >= size * _CLEAR / 2.0)
        span = (run[1] - run[0]) * step
        if span >= size * letters:
            low, found = size, (run, size)
        else:
            high = size
    if found is None:
        return None
    (first, last), size = found
    span = (last - first) * step
    middle = float(u[first] + u[last - 1]) / 2.0
    # The same curve about the middle of the name: turned by its slope there.
    tilt = float(np.arctan(2.0 * bend * middle))
    x = at[0] + middle * cos - bend * middle * middle * sin
    y = at[1] + middle * sin + bend * middle * middle * cos
    return NamePath(text, float(x), float(y), angle + tilt, bend, -span / 2, span / 2, size, 0)


def _longest(on: NDArray[np.bool_]) -> tuple[int, int]:
    """Return the longest run of trues as a half-open range."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], on.view(np.int8), [0]])))
    if not len(edges):
        return 0, 0
    starts, stops = edges[::2], edges[1::2]
    at = int((stops - starts).argmax())
    return int(starts[at]), int(stops[at])
