"""The colour by which a state is known in lists and charts: the one that it has on the map."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from game.client.colours import Rgb
from game.client.mapview.modes import mute
from game.content.gazetteer import Gazetteer

if TYPE_CHECKING:
    from game.client.play import Play


def ink(play: Play, state: int) -> Rgb:
    """Return a state's colour as the political map shows it to the seat at the machine."""
    shown = play.map.own_colours(play.names) if play.map is not None else []
    return shown[state] if shown else unprinted(play.names, state)


def unprinted(names: Gazetteer, state: int) -> Rgb:
    """Return a state's colour before there is a map: as it is where no neighbour is too like it."""
    red, green, blue = (int(value) for value in names.colours[state])
    return _muted((red, green, blue))


@cache
def _muted(signal: Rgb) -> Rgb:
    red, green, blue = (int(value) for value in mute(np.array([signal], np.uint8))[0])
    return red, green, blue
