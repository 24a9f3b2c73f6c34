"""The map's lines as flat arrays: rings to fill, and arcs that two neighbours share."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
PIECE_POINTS = 48
"""Most points in one piece of an arc, so that a tile draws little of what lies beyond it."""
COAST = -1
_DROPPED = -2
_KEY_BITS = 21


class Lines:
    """Many lines in one array, each with its bounding box, scaled once for each zoom."""

    def __init__(self, parts: Sequence[NDArray[np.float32]]) -> None:
        sizes = np.asarray([len(part) for part in parts], dtype=np.int64)
        self.starts = np.concatenate([[0], np.cumsum(sizes)])
        empty = np.zeros((0, 2), dtype=np.float32)
        self.points: NDArray[np.float32] = np.concatenate([*parts, empty]).astype(np.float32)
        ends = [
            extreme.reduceat(self.points, self.starts[:-1], axis=0)
            for extreme in (np.minimum, np.maximum) if len(parts)
        ]  # fmt: skip
        self.boxes = np.concatenate(ends or [np.zeros((0, 4))], axis=1).astype(np.float64)
        """Least x, least y, greatest x, greatest y of each line."""
        self.left = float(self.boxes[:, 0].min()) if len(parts) else 0.0
        self.right = float(self.boxes[:, 2].max()) if len(parts) else 0.0
        """Least and greatest x of all."""
        self._of = np.repeat(np.arange(len(parts)), sizes)
        self._levels: dict[float, tuple[Ints, NDArray[np.int64]]] = {}

    def __len__(self) -> int:
        return len(self.starts) - 1

    def within(self, box: tuple[float, float, float, float]) -> NDArray[np.intp]:
        """Return the lines whose bounding boxes touch a box, in order."""
        x0, y0, x1, y1 = box
        b = self.boxes
        return np.flatnonzero((b[:, 2] >= x0) & (b[:, 0] <= x1) & (b[:, 3] >= y0) & (b[:, 1] <= y1))

    def known(self, scale: float) -> bool:
        """Tell whether the points at a scale are at hand."""
        return scale in self._levels

    def scaled(self, scale: float) -> tuple[Ints, NDArray[np.int64]]:
        """Return all points rounded at a scale, repeats left out, and where each line starts."""
        level = self._levels.get(scale)
        if level is None:
            points = np.rint(self.points * np.float64(scale)).astype(np.int32)
            keep = np.ones(len(points), dtype=bool)
            keep[1:] = (points[1:] != points[:-1]).any(axis=1) | (self._of[1:] != self._of[:-1])
            starts = np.concatenate([[0], np.cumsum(keep)])[self.starts]
            if len(self._levels) >= 6:
                self._levels.pop(next(iter(self._levels)))
            level = self._levels[scale] = points[keep], starts
        return level


class Arcs:
    """Borders in pieces: shared edges of two shapes, or edges of one (a coast)."""

    def __init__(
        self, parts: Sequence[NDArray[np.float32]], sides: Sequence[tuple[int, int]]
    ) -> None:
        self.lines = Lines(parts)
        pairs = np.asarray(sides, dtype=np.intp).reshape(-1, 2)
        self.a = pairs[:, 0]
        self.b = pairs[:, 1]
        """The shape on the other side, or `COAST`."""

    def neighbours(self) -> NDArray[np.intp]:
        """Return the pairs of shapes `[n, 2]` that share a border, each once."""
        land = self.b >= 0
        return np.unique(np.stack([self.a[land], self.b[land]], axis=1), axis=0)


def mates_of(
    rings: Sequence[NDArray[np.float32]], of: NDArray[np.intp], width: int
) -> list[NDArray[np.int64]]:
    """Return, for each edge of each ring, the shape on its other side, or `COAST`."""
    keys, ends, owners = [], [], []
    for ring, own in zip(rings, of.tolist(), strict=True):
        units = np.rint(ring.astype(np.float64) * 100.0).astype(np.int64)
        key = ((units[:, 0] % (width * 100)) << _KEY_BITS) + units[:, 1] + 1000
        keys.append(key)
        ends.append(np.roll(key, -1))
        owners.append(np.full(len(ring), own))
    p, q, own = np.concatenate(keys), np.concatenate(ends), np.concatenate(owners)
    low, high = np.minimum(p, q), np.maximum(p, q)
    order = np.lexsort((own, high, low))
    low, high, own = low[order], high[order], own[order]
    same = np.zeros(len(order) + 1, dtype=bool)
    same[1:-1] = (low[1:] == low[:-1]) & (high[1:] == high[:-1])
    mate = np.full(len(order), COAST, dtype=np.int64)
    mate[same[1:]] = own[1:][same[1:-1]]
    mate[same[:-1]] = own[:-1][same[1:-1]]
    mate[mate == own] = _DROPPED
    result = np.empty_like(mate)
    result[order] = mate
    return np.split(result, np.cumsum([len(ring) for ring in rings])[:-1])


def soften(
    ring: NDArray[np.float32], mate: NDArray[np.int64], times: int
) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """Round the corners of a ring (G. Chaikin, 1974), and return it with its edges' neighbours.

    Each stretch along one neighbour is rounded between its fixed ends, so that both sides of a
    border stay one line.
    """
    changes = np.flatnonzero(mate != np.roll(mate, 1))
    if not len(changes):
        points = ring
        for _ in range(times):
            after = np.roll(points, -1, axis=0)
            points = np.stack([points * 0.75 + after * 0.25, points * 0.25 + after * 0.75], axis=1)
            points = points.reshape(-1, 2)
        return points.astype(np.float32), np.full(len(points), mate[0])
    turn = int(changes[0])
    mate = np.roll(mate, -turn)
    corners = np.roll(ring, -turn, axis=0)
    corners = np.concatenate([corners, corners[:1]])
    cuts = [0, *(np.flatnonzero(mate[1:] != mate[:-1]) + 1).tolist(), len(mate)]
    parts: list[NDArray[np.float32]] = []
    others: list[NDArray[np.int64]] = []
    for start, stop in pairwise(cuts):
        part = corners[start : stop + 1]
        for _ in range(times if mate[start] != _DROPPED else 0):
            if len(part) < 3:
                break
            a, b = part[:-1], part[1:]
            cut = np.stack([a * 0.75 + b * 0.25, a * 0.25 + b * 0.75], axis=1).reshape(-1, 2)
            part = np.concatenate([part[:1], cut[1:-1], part[-1:]])
        parts.append(part[:-1])
        others.append(np.full(len(part) - 1, mate[start]))
    return np.concatenate(parts).astype(np.float32), np.concatenate(others)


def pieces(
    ring: NDArray[np.float32], own: int, mate: NDArray[np.int64]
) -> Iterator[tuple[NDArray[np.float32], tuple[int, int]]]:
    """Cut a shape's ring where the neighbour changes, and where a run grows long.

    Yields each piece with the shapes on its two sides; of a border that two shapes share, only the
    first has the pieces.
    """
    changes = np.flatnonzero(mate != np.roll(mate, 1))
    turn = int(changes[0]) if len(changes) else 0
    mate = np.roll(mate, -turn)
    corners = np.roll(ring, -turn, axis=0)
    corners = np.concatenate([corners, corners[:1]])
    cuts = [0, *(np.flatnonzero(mate[1:] != mate[:-1]) + 1).tolist(), len(mate)]
    for start, stop in itertools.pairwise(cuts):
        other = int(mate[start])
        if other == _DROPPED or (other != COAST and other < own):
            continue
        for at in range(start, stop, PIECE_POINTS - 1):
            yield corners[at : min(at + PIECE_POINTS - 1, stop) + 1], (own, other)


def clip(points: Ints, low: tuple[int, int], high: tuple[int, int]) -> Ints:
    """Cut a polygon to the box between two corners (Sutherland and Hodgman, CACM 17, 1974)."""
    for axis in (0, 1):
        for bound, sign in ((low[axis], 1), (high[axis], -1)):
            if not len(points):
                return points
            inside = points[:, axis] * sign >= bound * sign
            kept = np.flatnonzero(inside)
            if len(kept) == len(points):
                continue
            after = np.empty_like(inside)
            after[:-1], after[-1] = inside[1:], inside[0]
            cut = np.flatnonzero(inside != after)
            start, end = points[cut], points[(cut + 1) % len(points)]
            step = (end - start).astype(np.float64)
            share = (bound - start[:, axis]) / step[:, axis]
            ends = start + np.rint(step * share[:, None]).astype(np.int32)
            order = np.argsort(np.concatenate([2 * kept, 2 * cut + 1]))
            points = np.concatenate([points[kept], ends])[order]
    return points
