"""Arrays as `.npy` files: numbers only, and only in the one spelling that numpy writes.

numpy's own reader evaluates the header as Python text and may unpickle what follows; a file from a
stranger is read here by a pattern instead.
"""

from __future__ import annotations

import io
import math
import re
from typing import Any

import numpy as np
from numpy.lib import format as npy
from numpy.typing import NDArray

_HEADER = re.compile(
    rb"\x93NUMPY\x01\x00(..)\{'descr': '([<|][biuf][1248])', 'fortran_order': False, "
    rb"'shape': \(((?:\d{1,9}, ?){0,3}\d{0,9},?)\), \} *\n",
    re.DOTALL,
)


class NpyError(Exception):
    """Bytes that are no array as this module writes them."""


def write_array(values: NDArray[Any]) -> bytes:
    """Return the content of an `.npy` file, in little-endian and row order."""
    buffer = io.BytesIO()
    little = np.ascontiguousarray(values, values.dtype.newbyteorder("<"))
    npy.write_array(buffer, little, version=(1, 0), allow_pickle=False)
    return buffer.getvalue()


def read_array(content: bytes) -> NDArray[Any]:
    """Return the array in an `.npy` file's content, read-only, no larger than the content.

    Raises NpyError.
    """
    header = _HEADER.match(content)
    if header is None or header.end() != 10 + int.from_bytes(header[1], "little"):
        raise NpyError("its header is not that of an array of plain numbers")
    try:
        dtype = np.dtype(header[2].decode("ascii"))
    except TypeError:
        raise NpyError(f"{header[2].decode('ascii')} is no type of number") from None
    shape = tuple(int(size) for size in re.findall(rb"\d+", header[3]))
    size = math.prod(shape) * dtype.itemsize
    if size != len(content) - header.end():
        raise NpyError(f"{len(content) - header.end()} bytes do not fill the shape {shape}")
    return np.frombuffer(content, dtype, offset=header.end()).reshape(shape)
