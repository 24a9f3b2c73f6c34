"""The lands of a peace on the map: what an article can name, what it names, where a foe stands."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from game.client.mapview.modes import Legend, LegendEntry
from game.client.mapview.paint import Hatch, MapPaint
from game.client.present.map_paint import taken
from game.client.present.peace_lands import LandLine
from game.client.strings import text
from game.content.gazetteer import Gazetteer
from game.core.observe import PlayerView

OTHER_RGB = (238, 230, 208)
OPEN_RGB = (206, 196, 158)
NAMED_RGB = (208, 138, 110)

LOOKS: dict[tuple[bool, bool], tuple[tuple[int, int, int], Hatch, str]] = {
    (True, False): (NAMED_RGB, Hatch.DIAGONAL, "named"),
    (True, True): (NAMED_RGB, Hatch.CROSS, "named_occupied"),
    (False, False): (OPEN_RGB, Hatch.NONE, "open"),
    (False, True): (OPEN_RGB, Hatch.DOTS, "open_occupied"),
}
"""Colour, hatching and word of a land by whether it is named, and whether a foe stands there."""


def legend(title: str) -> Legend:
    """Return what the colours and hatchings mean."""
    entries = [
        LegendEntry(rgb, hatch, text(f"peace_map.legend.{key}"))
        for rgb, hatch, key in LOOKS.values()
    ]
    return Legend(title, (*entries, LegendEntry(OTHER_RGB, Hatch.NONE,
                                                text("peace_map.legend.other"))))  # fmt: skip


def painted(view: PlayerView, names: Gazetteer, lines: Collection[LandLine]) -> MapPaint:
    """Return the map with the lands that can be named brought out."""
    known = view.known
    land = known.territories
    fill = np.tile(np.asarray(OTHER_RGB, np.uint8), (len(land.owner), 1))
    hatch = np.zeros(len(land.owner), np.uint8)
    for line in lines:
        fill[line.land], hatch[line.land], _ = LOOKS[line.chosen, bool(line.held)]
    return MapPaint(
        fill=fill,
        hatch=hatch,
        owner=land.owner,
        occupied=taken(known),
        labels=tuple(
            (row, name) for row, name in enumerate(names.names) if known.states.exists[row]
        ),
    )
