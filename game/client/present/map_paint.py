"""Map modes of a seat: what a view says about each territory, as colours and a legend."""

from __future__ import annotations

from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from game.client.mapview import modes
from game.client.mapview.modes import Legend, LegendEntry, Shading
from game.client.mapview.paint import Hatch, MapPaint
from game.client.mapview.style import PLAIN
from game.client.present import lenses, supply
from game.client.present.fronts import at_war_with_somebody, relations, under_attack
from game.client.present.lenses import Lens, Reading
from game.client.present.marks import Relation
from game.client.strings import text
from game.content.gazetteer import Gazetteer
from game.core.kinds import Holding
from game.core.observe import PlayerView
from game.core.world import World

THREAT_BREAKS = (0.005, 0.03, 0.1, 0.3)
"""Bounds of the classes of threat: at 0.5 it would equal all that can be set against it."""
OWN_LAND = (186, 200, 190)
"""Of the viewer, among the heat of others' threat."""


class Mode(StrEnum):
    """How the map is coloured."""

    POLITICAL = "political"
    TERRAIN = "terrain"
    THREAT = "threat"
    FORCES = "forces"
    SUPPLY = "supply"
    POWER = "power"
    DEFENDERS = "defenders"
    INSTITUTIONS = "institutions"
    OBLIGATIONS = "obligations"
    SANCTIONS = "sanctions"
    TRADE = "trade"
    OPINION = "opinion"
    STABILITY = "stability"


LENSES: dict[Mode, Lens] = {Mode(lens.value): lens for lens in Lens}
"""The modes that colour states by what is known of them."""


SIDE_RGB: dict[Relation, tuple[int, int, int]] = {
    Relation.OWN: (148, 178, 170),
    Relation.FRIEND: (196, 212, 200),
    Relation.FOE: (216, 160, 136),
    Relation.OTHER: (238, 230, 208),
}
ELSEWHERE_RGB = (224, 208, 164)
"""Of states at war with somebody, not with the viewer."""
MARKS = (
    "front", "sea", "open", "shut",
    "move", "attack", "support", "garrison", "land", "convoy", "blockade",
)  # fmt: skip
"""Lines and signs that the legend of forces and fronts explains."""
SIGNS = ("city", "strait", "canal")
"""Signs that the legend of terrain explains."""
SUPPLY_BREAKS = (0.1, 0.25, 0.5, 0.75)
"""Bounds of the classes of needs not met."""


TERRAIN_KEYS = ("plains", "forest", "mountain", "desert", "jungle", "arctic", "urban")
"""By the rules' numbers of terrain."""


def shade(
    mode: Mode,
    view: PlayerView,
    names: Gazetteer,
    neighbours: NDArray[np.integer],
    palette: str = "atlas",
    reading: Reading | None = None,
) -> tuple[MapPaint, Legend]:
    """Return how the map is painted in a mode for a viewer, and its legend.

    `reading` is what a lens shows, for the modes that are one.
    """
    known = view.known
    land = known.territories
    match mode:
        case Mode.POLITICAL:
            shading = _political(known, names, neighbours)
        case Mode.TERRAIN:
            shading = _terrain(known)
        case Mode.THREAT:
            shading = _threat(view, palette)
        case Mode.FORCES:
            shading = _forces(view)
        case Mode.SUPPLY:
            shading = _supply(view, palette)
        case _:
            found = reading or lenses.read(view, LENSES[mode], None, None)
            shading = lenses.shade(view, found, names, palette)
    return (
        MapPaint(
            fill=shading.fill,
            hatch=shading.hatch,
            owner=land.controller,
            occupied=taken(known),
            labels=tuple(
                (row, name) for row, name in enumerate(names.names) if known.states.exists[row]
            ),
        ),
        shading.legend,
    )


def taken(known: World) -> NDArray[np.bool_]:
    """Tell which territories are held against their title or disputed, [territory]."""
    land = known.territories
    held = np.isin(land.holding, (Holding.OCCUPIED, Holding.DISPUTED, Holding.ANNEXED))
    result: NDArray[np.bool_] = held | (land.owner != land.controller)
    return result


def _political(known: World, names: Gazetteer, neighbours: NDArray[np.integer]) -> Shading:
    land = known.territories
    shading = modes.political(names.colours, land.controller, neighbours)
    held = taken(known)
    hatch = np.where(held, Hatch.DIAGONAL, shading.hatch)
    mandate = land.holding == Holding.MANDATE
    hatch = np.where(mandate & ~held, Hatch.DOTS, hatch).astype(np.uint8)
    plain = (214, 190, 150)
    entries = (
        LegendEntry(plain, Hatch.NONE, text("legend.held")),
        LegendEntry(plain, Hatch.DOTS, text("legend.mandate")),
        LegendEntry(plain, Hatch.DIAGONAL, text("legend.taken")),
    )
    return Shading(shading.fill, hatch, Legend(text("mode.political"), entries))


def _terrain(known: World) -> Shading:
    shading = modes.terrain(
        [TERRAIN_KEYS[kind] for kind in known.board.terrain],
        title=text("mode.terrain"),
        texts={key: text(f"terrain.{key}") for key in TERRAIN_KEYS},
    )
    signs = [
        LegendEntry(PLAIN.paper, Hatch.NONE, text(f"legend.mark.{mark}"), mark) for mark in SIGNS
    ]
    return Shading(
        shading.fill,
        shading.hatch,
        Legend(shading.legend.title, (*shading.legend.entries, *signs)),
    )


def _threat(view: PlayerView, palette: str) -> Shading:
    known, viewer = view.known, view.viewer
    owner = known.territories.controller
    level = known.dyads.threat[viewer]
    values = np.where(owner == viewer, np.nan, level[owner])
    heat = modes.heat(
        values,
        palette,
        title=text("mode.threat"),
        breaks=THREAT_BREAKS,
        texts=[text(f"legend.threat.{rank}") for rank in range(5)],
        unknown=text("legend.own"),
    )
    own = owner == viewer
    fill = np.where(own[:, None], np.asarray(OWN_LAND, dtype=np.uint8), heat.fill)
    entries = heat.legend.entries
    if own.any():
        entries = (*entries[:-1], LegendEntry(OWN_LAND, Hatch.NONE, text("legend.own")))
    return Shading(fill, heat.hatch, Legend(heat.legend.title, entries))


def _forces(view: PlayerView) -> Shading:
    known = view.known
    land = known.territories
    kinds = list(Relation)
    of_state = np.array([kinds.index(kind) for kind in relations(view)])
    side = of_state[land.controller]
    fill = np.asarray([SIDE_RGB[kind] for kind in kinds], dtype=np.uint8)[side]
    elsewhere = (side == kinds.index(Relation.OTHER)) & at_war_with_somebody(known)[land.controller]
    fill[elsewhere] = ELSEWHERE_RGB
    hatch = np.full(len(fill), Hatch.NONE, dtype=np.uint8)
    hatch[elsewhere] = Hatch.DOTS
    hatch[side == kinds.index(Relation.FOE)] = Hatch.COUNTER
    hatch[land.owner != land.controller] = Hatch.DIAGONAL
    hatch[under_attack(known)] = Hatch.CROSS
    entries = [
        LegendEntry(SIDE_RGB[Relation.OWN], Hatch.NONE, text("legend.side.own")),
        LegendEntry(SIDE_RGB[Relation.FRIEND], Hatch.NONE, text("legend.side.friend")),
        LegendEntry(SIDE_RGB[Relation.FOE], Hatch.COUNTER, text("legend.side.foe")),
        LegendEntry(ELSEWHERE_RGB, Hatch.DOTS, text("legend.side.elsewhere")),
        LegendEntry(SIDE_RGB[Relation.OTHER], Hatch.DIAGONAL, text("legend.side.occupied")),
        LegendEntry(SIDE_RGB[Relation.OTHER], Hatch.CROSS, text("legend.side.attacked")),
        *(
            LegendEntry(SIDE_RGB[Relation.OTHER], Hatch.NONE, text(f"legend.mark.{mark}"), mark)
            for mark in MARKS
        ),
    ]
    return Shading(fill, hatch, Legend(text("mode.forces"), tuple(entries)))


def _supply(view: PlayerView, palette: str) -> Shading:
    return modes.heat(
        1.0 - supply.met(view),
        palette,
        title=text("mode.supply"),
        breaks=SUPPLY_BREAKS,
        texts=[text(f"legend.supply.{rank}") for rank in range(5)],
        unknown=text("legend.supply.closed"),
    )
