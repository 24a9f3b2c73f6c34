"""What lies where on a fine grid: for the terrain tiles, and for places to put marks."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from game.content.maps.rings import middle
from game.content.projection import TILE_SIZE, WORLD_HEIGHT, WORLD_WIDTH

CELL = 4
"""Map units along one side of a cell."""
COLUMNS = WORLD_WIDTH // CELL
ROWS = WORLD_HEIGHT // CELL
NOTHING = -1

Ring = NDArray[np.integer]
"""Corners `[n, 2]` in hundredths of a map unit."""
Labels = NDArray[np.int16]
Cells = NDArray[np.bool_]


def paint(shapes: Sequence[tuple[Ring, ...]]) -> Labels:
    """Return which shape covers the middle of each cell `[ROWS, COLUMNS]`; later shapes cover."""
    labels = np.full((ROWS, COLUMNS), NOTHING, dtype=np.int16)
    for number, rings in enumerate(shapes):
        for ring in rings:
            _fill(labels, ring, number)
    return labels


def _fill(labels: Labels, ring: Ring, number: int) -> None:
    corners = ring / (100.0 * CELL)
    onward = np.roll(corners, -1, axis=0)
    first = max(0, int(np.ceil(corners[:, 1].min() - 0.5)))
    last = min(ROWS - 1, int(np.floor(corners[:, 1].max() - 0.5)))
    for row in range(first, last + 1):
        y = row + 0.5
        hit = (corners[:, 1] > y) != (onward[:, 1] > y)
        a, b = corners[hit], onward[hit]
        at = np.sort(a[:, 0] + (y - a[:, 1]) / (b[:, 1] - a[:, 1]) * (b[:, 0] - a[:, 0]))
        for west, east in at.reshape(-1, 2):
            cells = np.arange(int(np.ceil(west - 0.5)), int(np.floor(east - 0.5)) + 1)
            labels[row, cells % COLUMNS] = number


def tiles(labels: Labels, meanings: list[int]) -> NDArray[np.uint8]:
    """Return the commonest meaning in each tile `[rows, columns]`.

    `meanings` gives a number for each label, with one more at the end for cells of `NOTHING`.
    """
    fine = np.asarray(meanings, dtype=np.uint8)[labels]
    side = TILE_SIZE // CELL
    blocks = fine.reshape(ROWS // side, side, COLUMNS // side, side).swapaxes(1, 2)
    counts = [(blocks == meaning).sum(axis=(2, 3)) for meaning in range(int(fine.max()) + 1)]
    commonest: NDArray[np.uint8] = np.argmax(np.stack(counts), axis=0).astype(np.uint8)
    return commonest


def mark_place(labels: Labels, number: int, rings: tuple[Ring, ...]) -> tuple[int, int]:
    """Return a place well inside a shape and near its middle, in hundredths of a map unit.

    Of the cells at least six tenths as far from any border as the innermost one, the nearest to the
    centre of gravity of the largest part; that centre itself for a shape of no cell.
    """
    main = rings[0]
    x, y = middle(main)
    low = (main.min(axis=0) // (100 * CELL)).astype(int) - 1
    high = (main.max(axis=0) // (100 * CELL)).astype(int) + 2
    rows = np.arange(max(0, int(low[1])), min(ROWS, int(high[1])))
    columns = np.arange(int(low[0]), int(high[0]))
    mine: Cells = labels[np.ix_(rows, columns % COLUMNS)] == number
    if not mine.any():
        return round(x), round(y)
    depth = np.asarray(ndimage.distance_transform_edt(np.pad(mine, 1)))[1:-1, 1:-1]
    row, column = np.nonzero(depth >= 0.6 * depth.max())
    east = (columns[column] + 0.5) * CELL * 100
    south = (rows[row] + 0.5) * CELL * 100
    best = int(np.argmin((east - x) ** 2 + (south - y) ** 2))
    return round(float(east[best])), round(float(south[best]))
