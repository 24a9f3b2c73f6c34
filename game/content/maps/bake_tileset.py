"""Draw the small picture of terrain tiles that the Tiled editor shows."""

from __future__ import annotations

import struct
import zlib

import numpy as np
from numpy.typing import NDArray

from game.content.maps.document import TILES
from game.content.projection import TILE_SIZE

COLOURS = {
    "sea": (198, 214, 219),
    "plains": (219, 215, 170),
    "forest": (160, 181, 138),
    "mountain": (179, 158, 132),
    "jungle": (124, 160, 118),
    "desert": (233, 216, 176),
    "urban": (196, 170, 164),
    "arctic": (234, 238, 240),
}


def tileset_png() -> bytes:
    """Return a PNG of all tiles in one row, in the order of `TILES`."""
    picture = np.concatenate([_tile(COLOURS[name], at) for at, name in enumerate(TILES)], axis=1)
    height, width, _ = picture.shape
    rows = b"".join(b"\0" + row.tobytes() for row in picture)
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    # Stored, not deflated: the bytes must not hang on the version of zlib.
    body = _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(rows, 0)) + _chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def _tile(colour: tuple[int, int, int], number: int) -> NDArray[np.uint8]:
    """Return one tile `[y, x, rgb]` with a faint hatching of its own, that wraps at its sides."""
    y, x = np.mgrid[0:TILE_SIZE, 0:TILE_SIZE]
    slant = (x + y * (1, -1, 0)[number % 3]) % (8, 16)[number // 4 % 2] == 0
    tile = np.broadcast_to(np.asarray(colour, dtype=np.int16), (TILE_SIZE, TILE_SIZE, 3)).copy()
    tile[slant] -= 8
    return tile.astype(np.uint8)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
