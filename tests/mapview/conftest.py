"""The world's map, read once."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import numpy as np
import pytest

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")

from game.client.mapview import modes
from game.client.mapview.atlas import Atlas
from game.client.mapview.paint import MapPaint
from game.content.library import library
from game.content.maps.loader import load_map

if TYPE_CHECKING:
    from game.content.maps.document import MapDocument


@pytest.fixture(scope="package")
def document() -> MapDocument:
    found, issues = load_map(library() / "maps" / "world.tmx")
    assert found is not None, issues
    return found


@pytest.fixture(scope="package")
def atlas(document: MapDocument) -> Atlas:
    return Atlas(document)


@pytest.fixture(scope="package")
def regions(atlas: Atlas) -> MapPaint:
    """Every region of the world as one state, named after itself."""
    names = sorted({shape.region for shape in atlas.document.territories})
    owner = np.array([names.index(shape.region) for shape in atlas.document.territories])
    colours = np.random.default_rng(1).integers(60, 220, (len(names), 3)).astype(np.uint8)
    shading = modes.political(colours, owner, atlas.neighbours)
    labels = tuple((at, name.split("/")[-1]) for at, name in enumerate(names))
    return MapPaint(shading.fill, shading.hatch, owner, np.zeros(len(owner), bool), labels)
