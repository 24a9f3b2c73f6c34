"""Load a Tiled map: the world, or every reason why it is none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.content.issues import Issue, nearest
from game.content.maps import edges_in, shapes_in
from game.content.maps.document import TILES, MapDocument, StraitMark
from game.content.maps.findings import Findings, Where
from game.content.maps.guarded import read_bytes, read_xml, screen, tiled_map
from game.content.maps.shapes_in import LAYERS, Parts, Thing
from game.content.projection import TILE_SIZE, WORLD_HEIGHT, WORLD_WIDTH

PROJECTION = "miller"
FORMAT = 1
MOST_OBJECTS = 50_000


def load_map(path: Path) -> tuple[MapDocument | None, tuple[Issue, ...]]:
    """Return the map of a TMX file and all findings about it; no map when one is an error."""
    data, issues = read_bytes(path)
    if issues:
        return None, issues
    root, issues = read_xml(path, data)
    if root is None:
        return None, issues
    findings = Findings(path)
    first_tile = screen(root, findings)
    document = None
    if not findings.found:
        reading = tiled_map(root, path, findings)
        if reading is not None:
            document = _document(reading, first_tile, findings)
    return (None if findings.failed else document), findings.issues(data)


def _document(reading: Any, first_tile: int, findings: Findings) -> MapDocument | None:
    title = _about(reading, findings)
    tiles = _terrain(reading, first_tile, findings)
    layers = _layers(reading, findings)
    if layers is None:
        return None
    territories = shapes_in.gather(layers["territories"], "terrain", "territory", findings)
    zones = shapes_in.gather(layers["zones"], "area_km2", "zone", findings)
    for key in zones.keys() & territories.keys():
        findings.error(zones[key].main.where.of("key"), f"a territory has the key '{key}' as well")
    shapes: dict[str, Parts] = territories | zones
    cities = shapes_in.points_by_key(layers["cities"], territories, findings)
    marks = shapes_in.points_by_key(layers["marks"], shapes, findings)
    straits = _straits(layers["straits"], zones, territories, findings)
    edges = edges_in.read_edges(territories, zones, straits, findings)
    lands = tuple(
        shapes_in.territory(parts, cities.get(key), marks.get(key), findings)
        for key, parts in territories.items()
    )
    seas = tuple(shapes_in.zone(parts, marks.get(key), findings) for key, parts in zones.items())
    if tiles is None or findings.failed:
        return None
    return MapDocument(
        title=title,
        projection=PROJECTION,
        width=WORLD_WIDTH,
        height=WORLD_HEIGHT,
        territories=lands,
        zones=seas,
        straits=tuple(mark for _, mark in straits),
        edges=edges,
        terrain_tiles=tiles,
        tile_size=TILE_SIZE,
    )


def _about(reading: Any, findings: Findings) -> str:
    """Check the map's own properties; return its title."""
    for name, right in (
        ("format", FORMAT),
        ("projection", PROJECTION),
        ("world_width", WORLD_WIDTH),
    ):
        given = reading.properties.get(name)
        if given != right:
            findings.error(Where(fact=name), f"is {given!r}, where the game reads {right!r}")
    title = reading.properties.get("title")
    if not isinstance(title, str) or not title.strip():
        findings.error(Where(fact="title"), "map has no title")
        return ""
    return title.strip()


def _terrain(reading: Any, first_tile: int, findings: Findings) -> NDArray[np.uint8] | None:
    """Return the terrain of each tile, or None after noting why there is none."""
    where = Where("terrain")
    wanted = (WORLD_HEIGHT // TILE_SIZE, WORLD_WIDTH // TILE_SIZE)
    layer = next((one for one in reading.layers if one.name == "terrain"), None)
    if layer is None or not hasattr(layer, "data"):
        findings.error(where, "tile layer 'terrain' is missing")
        return None
    sizes = (reading.tilewidth, reading.tileheight)
    if sizes != (TILE_SIZE, TILE_SIZE):
        findings.error(where, f"tiles are {sizes[0]} x {sizes[1]}, not {TILE_SIZE} x {TILE_SIZE}")
    if (len(layer.data), *{len(row) for row in layer.data}) != wanted:
        findings.error(where, f"is not {wanted[1]} columns by {wanted[0]} rows of tiles")
        return None
    numbers = np.asarray(layer.data, dtype=np.int64)
    # The reader numbers the tiles in use anew.
    lookup: dict[int, int] = reading.tiledgidmap
    found = {int(n): lookup.get(int(n), 0) - first_tile for n in np.unique(numbers)}
    if not all(0 <= tile < len(TILES) for tile in found.values()):
        findings.error(where, "a tile is empty or of another tileset", "paint it with 'terrain'")
        return None
    table = np.zeros(max(found) + 1, dtype=np.uint8)
    for mine, tile in found.items():
        table[mine] = tile
    return np.asarray(table[numbers])


def _layers(reading: Any, findings: Findings) -> dict[str, list[Thing]] | None:
    """Return the objects of each layer that the game knows, or None when one is missing."""
    layers: dict[str, list[Thing]] = {}
    first = 0
    for layer in reading.objectgroups:
        if first + len(layer) > MOST_OBJECTS:
            findings.error(Where(str(layer.name)), f"more than {MOST_OBJECTS} objects")
            return None
        if layer.name in layers:
            findings.error(Where(layer.name), "there are two layers of this name")
        elif layer.name in LAYERS:
            layers[layer.name] = shapes_in.things(layer, first, findings)
        else:
            hint = nearest(str(layer.name), LAYERS)
            findings.warn(Where(str(layer.name)), "the game reads no layer of this name", hint)
        first += len(layer)
    missing = [name for name in LAYERS if name not in layers]
    for name in missing:
        findings.error(Where(name), f"object layer '{name}' is missing")
    return None if missing else layers


def _straits(
    found: list[Thing],
    zones: dict[str, Parts],
    territories: dict[str, Parts],
    findings: Findings,
) -> list[tuple[Thing, StraitMark]]:
    straits: dict[str, tuple[Thing, StraitMark]] = {}
    for thing in found:
        if thing.where.key in straits:
            findings.error(thing.where.of("key"), f"duplicate key '{thing.where.key}'")
            continue
        mark = shapes_in.strait(thing, zones, territories, findings)
        if mark is not None:
            straits[mark.id] = (thing, mark)
    return list(straits.values())
