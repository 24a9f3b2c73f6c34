"""The board: what the rules need of a map."""

from __future__ import annotations

import numpy as np

from game.content.maps.document import EDGE_KINDS, MapDocument
from game.content.projection import unproject
from game.core.board import Board, Strait, lay_out
from game.core.ids import TerritoryId, ZoneId
from game.core.kinds import Terrain


def regions(document: MapDocument) -> tuple[str, ...]:
    """Return the names of the regions, in the order in which the map first names them."""
    return tuple(dict.fromkeys(shape.region for shape in document.territories))


def board(document: MapDocument) -> Board:
    """Return the topology of a map."""
    lands, seas = document.territories, document.zones
    points = [shape.city_xy for shape in lands] + [zone.centroid for zone in seas]
    lon, lat = unproject([x for x, _ in points], [y for _, y in points])
    numbers = {name: at for at, name in enumerate(regions(document))}
    nodes = {key: at for at, key in enumerate((*document.territory_index, *document.zone_index))}
    return lay_out(
        terrain=np.array([Terrain[shape.terrain.upper()] for shape in lands], np.int64),
        region=np.array([numbers[shape.region] for shape in lands], np.int64),
        area_km2=np.array([shape.area_km2 for shape in lands], float),
        lonlat=np.array(np.round(np.column_stack([lon, lat]), 4), np.float64),
        edges=np.array([(nodes[e.a], nodes[e.b]) for e in document.edges], np.int64),
        edge_kind=np.array([EDGE_KINDS.index(edge.kind) for edge in document.edges], np.int64),
        edge_km=np.array([edge.length_km for edge in document.edges], float),
        straits=tuple(
            Strait(
                ZoneId(document.zone_index[mark.sea_a]),
                ZoneId(document.zone_index[mark.sea_b]),
                tuple(TerritoryId(document.territory_index[key]) for key in mark.controllers),
                canal=mark.kind == "canal",
            )
            for mark in document.straits
        ),
    )
