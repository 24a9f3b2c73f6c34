"""Bake the Tiled map of the world from the geographer's outlines and tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from game.content.issues import Issue
from game.content.maps.bake_raster import mark_place, paint, tiles
from game.content.maps.bake_shapes import Ring, land_rings, zone_rings
from game.content.maps.bake_source import Source, SourceFaultError, read_source
from game.content.maps.bake_straits import NARROWS, SEAM_ARTEFACTS, WIDTH_KM
from game.content.maps.bake_tileset import tileset_png
from game.content.maps.bake_tmx import ObjectLayer, Thing, Value, polygon, tmx
from game.content.maps.document import TERRAINS, TILES
from game.content.projection import NORTH_LAT, SEAM_LON, WORLD_WIDTH, project

FORMAT = 1
"""Version of the map's layers and properties."""

Say = Callable[[str], None]
Outlines = dict[str, tuple[Ring, ...]]


@dataclass(frozen=True, slots=True)
class Baked:
    """What was written."""

    territories: int
    zones: int
    parts: int
    points: int
    files: tuple[Path, ...]


def bake(source: Path, target: Path, say: Say = lambda _: None) -> Baked:
    """Write the map `target`, and `terrain.png` beside it, from the folder `source`.

    `say` is told what is being done. Raises SourceFaultError when the source is incomplete, OSError
    when the target cannot be written.
    """
    try:
        from game.content.maps.bake_waters import fit_waters  # noqa: PLC0415 - a tool of the makers
    except ImportError:
        text = "baking needs the package shapely, which the game does without"
        raise SourceFaultError([Issue(source, 0, "", text, "pip install shapely")]) from None
    say("reading the source")
    known = read_source(source)
    try:
        say("welding and projecting outlines")
        land = {row["id"]: land_rings(known.land[row["id"]]) for row in known.territories}
        sea = {row["id"]: zone_rings(known.sea[row["id"]]) for row in known.zones}
        say("fitting the seas to the coast")
        sea = fit_waters(sea, land)
        say("painting the grid")
        labels = paint([*sea.values(), *land.values()])
        meanings = [0] * len(sea)
        meanings += [TILES.index(row["terrain"]) for row in known.territories] + [0]
        say("placing marks")
        marks = ObjectLayer("marks", "#8a6d3b")
        for number, (key, rings) in enumerate((sea | land).items()):
            x, y = mark_place(labels, number, rings)
            marks.things.append(Thing("", "mark", x, y, {"key": key}))
        layers = [
            _zones(known, sea), _territories(known, land), marks, _cities(known), _straits(known)
        ]  # fmt: skip
    except (KeyError, ValueError, IndexError) as fault:
        raise SourceFaultError(
            [Issue(source, 0, "", f"does not fit together: {fault!r}")]
        ) from fault
    text = tmx(_about(), tiles(labels, meanings), TILES, layers)
    say(f"writing {target}")
    target.parent.mkdir(parents=True, exist_ok=True)
    picture = target.parent / "terrain.png"
    picture.write_bytes(tileset_png())
    target.write_bytes(text.encode())
    drawn = [ring for shape in (*land.values(), *sea.values()) for ring in shape]
    return Baked(len(land), len(sea), len(drawn), sum(map(len, drawn)), (target, picture))


def _about() -> dict[str, Value]:
    return {
        "title": "The World",
        "format": FORMAT,
        "projection": "miller",
        "world_width": WORLD_WIDTH,
        "seam_lon": SEAM_LON,
        "north_lat": NORTH_LAT,
        "source": "Natural Earth, public domain",
    }


def _territories(known: Source, outlines: Outlines) -> ObjectLayer:
    touching = _neighbours(known)
    layer = ObjectLayer("territories", "#7f3f2f")
    for row in known.territories:
        key = row["id"]
        if row["terrain"] not in TERRAINS:
            raise ValueError(f"{key}: unknown terrain {row['terrain']}")
        facts: dict[str, Value] = {
            "key": key,
            "region": row["region"],
            "terrain": row["terrain"],
            "city": row["main_city"],
            "area_km2": float(row["area_km2"]),
            **touching[key],
        }
        for ring in outlines[key]:
            layer.things.append(polygon(row["name"], "territory", ring, facts))
            facts = {"key": key}
    return layer


def _zones(known: Source, outlines: Outlines) -> ObjectLayer:
    touching = _neighbours(known)
    layer = ObjectLayer("zones", "#5b7f95")
    for row in known.zones:
        key = row["id"]
        facts: dict[str, Value] = {
            "key": key,
            "area_km2": float(row["area_km2"]),
            **touching[key],
        }
        for ring in outlines[key]:
            layer.things.append(polygon(row["name"], "zone", ring, facts))
            facts = {"key": key}
    return layer


def _neighbours(known: Source) -> defaultdict[str, dict[str, str]]:
    """Return for each shape its lists of neighbours by kind, each border at one of its two ends.

    That is the first in order of the alphabet, or the territory for a coast.
    """
    land = {row["id"] for row in known.territories}
    lists: defaultdict[str, dict[str, str]] = defaultdict(dict)
    seen = set()
    for row in known.adjacency:
        a, b = sorted((row["from"], row["to"]), key=lambda key: (key not in land, key))
        if (a, b) in seen or (a, b) in SEAM_ARTEFACTS:
            continue
        seen.add((a, b))
        kind = row["kind"]
        entry = f"{b} {float(row['length_km']):g}"
        lists[a][kind] = f"{lists[a][kind]}, {entry}" if kind in lists[a] else entry
    return lists


def _cities(known: Source) -> ObjectLayer:
    layer = ObjectLayer("cities", "#222222")
    for row in known.territories:
        x, y = _place(float(row["city_lon"]), float(row["city_lat"]))
        layer.things.append(Thing(row["main_city"], "city", x, y, {"key": row["id"]}))
    return layer


def _straits(known: Source) -> ObjectLayer:
    layer = ObjectLayer("straits", "#b03a2e")
    for row in known.straits:
        x, y = _place(*NARROWS[row["id"]])
        facts: dict[str, Value] = {
            "key": row["id"],
            "kind": row["kind"],
            "sea_a": row["sea_a"],
            "sea_b": row["sea_b"],
            "controllers": ", ".join(row["controlling_territories"].split(";")),
        }
        if row["id"] in WIDTH_KM:
            facts["width_km"] = WIDTH_KM[row["id"]]
        layer.things.append(Thing(row["name"], row["kind"], x, y, facts))
    return layer


def _place(lon: float, lat: float) -> tuple[int, int]:
    x, y = project(lon, lat)
    return round(float(x) * 100), round(float(y) * 100)
