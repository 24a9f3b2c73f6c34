"""A campaign of three states on a map of six territories, for tests."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from game.content import load
from game.content.maps.document import Edge, MapDocument, StraitMark, TerritoryShape, ZoneShape

HERE = Path(__file__).parent
TEMPLATE = HERE / "campaign_small"

_LANDS = ("north_arden", "south_arden", "borland", "march", "norland", "isle")
_RING = (np.array([[0, 0], [9, 0], [9, 9]], np.float32),)


def small_map() -> MapDocument:
    """Six territories in a row from west to east, a sea on each side, an isle in the west."""
    lands = tuple(
        TerritoryShape(
            key, key.title(), "West", "plains", key, (4000.0 + 60 * at, 2000.0),
            (4000.0 + 60 * at, 2000.0), 40000.0, _RING,
        )
        for at, key in enumerate(_LANDS)
    )  # fmt: skip
    seas = tuple(
        ZoneShape(key, key.title(), (x, 2100.0), 1e6, _RING)
        for key, x in (("west_sea", 3900.0), ("east_sea", 4400.0))
    )
    rows = [Edge(a, b, "land", 100.0) for a, b in
            (("north_arden", "south_arden"), ("borland", "south_arden"), ("borland", "march"),
             ("march", "norland"))]  # fmt: skip
    rows += [Edge(a, b, "coast", 90.0) for a, b in
             (("north_arden", "west_sea"), ("isle", "west_sea"), ("east_sea", "norland"))]  # fmt: skip
    rows.append(Edge("east_sea", "west_sea", "sea", 40.0))
    narrow = StraitMark(
        "narrows", "The Narrows", "strait", "east_sea", "west_sea", ("isle",), (0, 0)
    )
    return MapDocument(
        "Small", "miller", 8192, 4416, lands, seas, (narrow,), tuple(rows),
        np.zeros((1, 1), np.uint8), 32,
    )  # fmt: skip


def use_small_map(patch: pytest.MonkeyPatch) -> None:
    """Let campaigns be loaded on the small map."""
    document = small_map()
    patch.setattr(load, "load_map", lambda _: (document, ()))


def copy_to(folder: Path) -> Path:
    """Copy the small campaign into a folder."""
    return Path(shutil.copytree(TEMPLATE, folder / "small"))
