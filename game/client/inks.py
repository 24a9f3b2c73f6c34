"""The colour by which a state is known in lists and charts: the one that it has on the map."""

from __future__ import annotations

from functools import cache

import numpy as np

from game.client.colours import Rgb
from game.client.mapview.modes import mute
from game.content.gazetteer import Gazetteer


def ink(names: Gazetteer, state: int) -> Rgb:
    """Return a state's colour as the political map prints it where no neighbour is too like it."""
    red, green, blue = (int(value) for value in names.colours[state])
    return _printed((red, green, blue))


@cache
def _printed(signal: Rgb) -> Rgb:
    red, green, blue = (int(value) for value in mute(np.array([signal], np.uint8))[0])
    return red, green, blue
