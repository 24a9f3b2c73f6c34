"""From outlines in degrees to rings in hundredths of a map unit.

The source is cut along 180 degrees, the land with a gap of a fifth of a degree. Here the halves are
welded, so that Chukotka and the Pacific zones are whole; holes are joined to their outlines; zones
are cut at the southern edge; and each shape is moved, part by part, to where it hangs together.
Points are rounded one by one, so borders that were shared stay shared to the last digit.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from game.content.maps.bake_source import PRECISION, Degrees, Polygon
from game.content.maps.rings import contains, signed_area
from game.content.projection import WORLD_HEIGHT, WORLD_WIDTH, project_unwrapped

Ring = NDArray[np.int64]
"""Corners `[n, 2]` in hundredths of a map unit."""
Corner = tuple[int, int]

WORLD = WORLD_WIDTH * 100
HALF_TURN = 180 * PRECISION
CUT = int(179.89 * PRECISION)
"""Land is cut at 179.9 degrees: what lies beyond this belongs on the meridian itself."""


def land_rings(parts: tuple[Polygon, ...]) -> tuple[Ring, ...]:
    """Return the rings of a territory, the largest first, holes joined to their outlines."""
    return _gather([_to_units(ring) for ring in _join_holes(_weld(_flatten(parts)))])


def zone_rings(parts: tuple[Polygon, ...]) -> tuple[Ring, ...]:
    """Return the rings of a sea zone, the largest first, without islands, cut at the lower edge."""
    outlines = [ring for ring in _weld(_flatten(parts)) if signed_area(ring) > 0]
    return _gather([_cut_below(_to_units(ring)) for ring in outlines])


def _flatten(parts: tuple[Polygon, ...]) -> list[Degrees]:
    """Return outlines anticlockwise and holes clockwise."""
    rings = []
    for part in parts:
        rings.append(part.outer if signed_area(part.outer) > 0 else part.outer[::-1])
        rings += [hole if signed_area(hole) < 0 else hole[::-1] for hole in part.holes]
    return rings


def _weld(rings: list[Degrees]) -> list[Degrees]:
    """Join what the source cuts along the meridian of 180 degrees."""
    whole: list[Degrees] = []
    halves: list[Degrees] = []
    for ring in rings:
        lon = ring[:, 0]
        if not (np.abs(lon) >= CUT).any():
            whole.append(ring)
            continue
        snapped = ring.copy()
        snapped[:, 0] = np.where(np.abs(lon) >= CUT, np.sign(lon) * HALF_TURN, lon)
        if (lon < 0).any():
            snapped[:, 0] += 2 * HALF_TURN
        halves.append(snapped)
    return whole + _without_common_edges(halves, HALF_TURN)


def _without_common_edges(rings: list[Degrees], line: int) -> list[Degrees]:
    """Cancel the edges along x = line that are walked both ways, and chain the rest."""
    stops = sorted({int(y) for ring in rings for x, y in ring if x == line})
    ways: Counter[tuple[Corner, Corner]] = Counter()
    for ring in rings:
        corners = [(int(x), int(y)) for x, y in ring]
        for a, b in zip(corners, corners[1:] + corners[:1], strict=True):
            low, high = sorted((a[1], b[1]))
            between = [(line, y) for y in stops if low < y < high and a[0] == b[0] == line]
            path = [a, *(between if a[1] < b[1] else between[::-1]), b]
            ways.update((p, q) for p, q in pairwise(path) if p != q)
    onward: dict[Corner, list[Corner]] = defaultdict(list)
    for (a, b), times in ways.items():
        onward[a] += [b] * max(0, times - ways.get((b, a), 0))
    chained: list[Degrees] = []
    for start in list(onward):
        while onward[start]:
            chain = [start]
            while onward[chain[-1]]:
                chain.append(onward[chain[-1]].pop())
                if chain[-1] == start:
                    break
            if len(chain) > 3 and chain[-1] == start:
                chained.append(np.asarray(chain[:-1], dtype=np.int64))
    return chained


def _join_holes(rings: list[Degrees]) -> list[Degrees]:
    """Join each hole to the outline around it by the shortest seam, walked there and back."""
    outlines = [ring for ring in rings if signed_area(ring) > 0]
    for hole in (ring for ring in rings if signed_area(ring) < 0):
        within = [
            sum(contains(ring, float(x), float(y)) for x, y in hole) * 2 > len(hole)
            for ring in outlines
        ]
        at = within.index(True)
        outer = outlines[at]
        gaps = ((outer[:, None, :] - hole[None, :, :]) ** 2).sum(axis=2)
        i, j = np.unravel_index(int(gaps.argmin()), gaps.shape)
        outlines[at] = np.concatenate([outer[: i + 1], hole[j:], hole[: j + 1], outer[i:]])
    return outlines


def _to_units(ring: Degrees) -> Ring:
    x, y = project_unwrapped(ring[:, 0] / PRECISION, ring[:, 1] / PRECISION)
    units = np.rint(np.stack([x, y], axis=1) * 100.0).astype(np.int64)
    kept: Ring = units[(units != np.roll(units, 1, axis=0)).any(axis=1)]
    return kept


def _cut_below(ring: Ring) -> Ring:
    """Cut a ring at the lower edge of the map (Sutherland and Hodgman, CACM 17, 1974)."""
    edge = WORLD_HEIGHT * 100
    if (ring[:, 1] <= edge).all():
        return ring
    kept: list[Corner] = []
    for (x0, y0), (x1, y1) in zip(ring, np.roll(ring, -1, axis=0), strict=True):
        if y0 <= edge:
            kept.append((int(x0), int(y0)))
        if (y0 <= edge) != (y1 <= edge):
            kept.append((round(x0 + (edge - y0) / (y1 - y0) * (x1 - x0)), edge))
    return np.asarray(kept, dtype=np.int64).reshape(-1, 2)


def _gather(rings: list[Ring]) -> tuple[Ring, ...]:
    """Put the largest ring first and inside the world, and the others in the copy nearest to it."""
    solid = [ring for ring in rings if len(ring) > 2 and signed_area(ring)]
    solid.sort(key=lambda ring: (-abs(signed_area(ring)), *ring[0].tolist()))
    home = _centre(solid[0]) % WORLD
    return tuple(
        ring + np.asarray([round((home - _centre(ring)) / WORLD) * WORLD, 0]) for ring in solid
    )


def _centre(ring: Ring) -> int:
    return int(ring[:, 0].min() + ring[:, 0].max()) // 2
