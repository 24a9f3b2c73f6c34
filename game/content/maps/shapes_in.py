"""From Tiled's objects to territories, zones and straits."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from game.content.issues import nearest
from game.content.maps.document import (
    STRAIT_KINDS,
    TERRAINS,
    Point,
    Ring,
    StraitMark,
    TerritoryShape,
    ZoneShape,
)
from game.content.maps.findings import Findings, Where
from game.content.maps.rings import area_km2, covers, middle, signed_area
from game.content.projection import WORLD_HEIGHT, WORLD_WIDTH, wrap

LAYERS = ("zones", "territories", "marks", "cities", "straits")
KEY = re.compile(r"[a-z][a-z0-9_]{0,63}")
FAR = 3.0 * WORLD_WIDTH
"""No corner lies farther out than this."""


@dataclass(slots=True)
class Thing:
    """One object of a layer."""

    where: Where
    name: str
    facts: dict[str, Any]
    x: float
    y: float
    ring: Ring | None

    def text(self, name: str) -> str:
        """Return a property as trimmed text, empty when absent."""
        value = self.facts.get(name)
        return value.strip() if isinstance(value, str) else ""


@dataclass(slots=True)
class Parts:
    """All objects that share a key, the one with the facts first."""

    main: Thing
    rings: list[Ring] = field(default_factory=list)


def things(layer: Any, first: int, findings: Findings) -> list[Thing]:
    """Return a layer's objects; `first` is the place of its first in the whole file."""
    shift_x, shift_y = float(layer.offsetx), float(layer.offsety)
    if not (abs(shift_x) < FAR and abs(shift_y) < FAR):
        findings.error(Where(str(layer.name)), "layer is shifted off the map")
        return []
    found = []
    for ordinal, item in enumerate(layer, first):
        facts = item.properties
        key = facts.get("key")
        key = key.strip() if isinstance(key, str) else ""
        where = Where(str(layer.name), ordinal, key[:80])
        if not key:
            findings.error(where, "has no key", "add a text property 'key'")
            continue
        if not KEY.fullmatch(key):
            findings.error(where.of("key"), "key is not small letters, digits and underscores")
            continue
        if not (abs(item.x) < FAR and abs(item.y) < FAR):
            findings.error(where, "does not lie on the map")
            continue
        ring = _ring(item, shift_x, shift_y, where, findings)
        name = item.name.strip() if isinstance(item.name, str) else ""
        x, y = float(item.x) + shift_x, float(item.y) + shift_y
        found.append(Thing(where, name, facts, round(x, 2), round(y, 2), ring))
    return found


def _ring(
    item: Any,
    shift_x: float,
    shift_y: float,
    where: Where,
    findings: Findings,
) -> Ring | None:
    points = getattr(item, "points", None)
    if points is None or not item.closed:
        return None
    if item.rotation:
        points = item.apply_transformations()
    corners = np.asarray(points, dtype=np.float64).reshape(-1, 2) + np.asarray([shift_x, shift_y])
    # Not a number fails the comparison as well.
    if not (np.abs(corners) < FAR).all():
        findings.error(where, "a corner is not finite or does not lie on the map")
        return None
    ring: Ring = np.round(corners, 2).astype(np.float32)
    if len(ring) < 3 or not signed_area(ring):
        findings.error(where, f"outline of {len(ring)} corners encloses nothing")
        return None
    return ring


def gather(found: list[Thing], fact: str, noun: str, findings: Findings) -> dict[str, Parts]:
    """Join the objects that share a key.

    `fact` is a property that only the first of them carries; a second one that does, or that bears
    another name, is a duplicate.
    """
    joined: dict[str, Parts] = {}
    for thing in found:
        key = thing.where.key
        if thing.ring is None:
            findings.error(thing.where, f"{noun} has no polygon")
        parts = joined.get(key)
        if parts is None:
            parts = joined[key] = Parts(thing)
        elif (thing.name and parts.main.name and thing.name != parts.main.name) or (
            fact in thing.facts and fact in parts.main.facts
        ):
            findings.error(
                thing.where.of("key"),
                f"duplicate key '{key}': '{parts.main.name}' has it already",
                "give one of them another key",
            )
            continue
        elif fact in thing.facts:
            parts.main = thing
        if thing.ring is not None:
            parts.rings.append(thing.ring)
    for parts in joined.values():
        if not parts.main.name:
            findings.error(parts.main.where, f"{noun} has no name")
        # Equal areas keep the order of the file.
        parts.rings.sort(key=lambda ring: -abs(signed_area(ring)))
    return joined


def points_by_key(found: list[Thing], known: Iterable[str], findings: Findings) -> dict[str, Point]:
    """Return the places of a layer of points, each of which names a territory or zone."""
    ids = dict.fromkeys(known)
    places: dict[str, Point] = {}
    for thing in found:
        key = thing.where.key
        if key not in ids:
            findings.error(thing.where.of("key"), f"unknown id '{key}'", nearest(key, ids))
        elif key in places:
            findings.error(thing.where.of("key"), f"duplicate key '{key}' in this layer")
        else:
            places[key] = _on_map(thing)
    return places


def _on_map(thing: Thing) -> Point:
    return round(float(wrap(thing.x)), 2), thing.y


def territory(
    parts: Parts, city: Point | None, mark: Point | None, findings: Findings
) -> TerritoryShape:
    """Return a territory, noting what it lacks."""
    main = parts.main
    terrain = main.text("terrain")
    if terrain not in TERRAINS:
        text = f"unknown terrain '{terrain}'" if terrain else "has no terrain"
        findings.error(main.where.of("terrain"), text, nearest(terrain, TERRAINS))
    if not main.text("region"):
        findings.error(main.where, "has no region", "as 'Europe/West'")
    if not main.text("city"):
        findings.error(main.where, "has no city", "name its main city in the property 'city'")
    rings = tuple(parts.rings)
    centre = _mark(main.where, rings, mark, findings)
    if city is None:
        findings.warn(main.where, "has no point in the layer 'cities'; its middle is used")
    return TerritoryShape(
        id=main.where.key,
        name=main.name,
        region=main.text("region"),
        terrain=terrain,
        city=main.text("city"),
        city_xy=city or centre,
        centroid=centre,
        area_km2=_area(main, rings, findings),
        rings=rings,
    )


def zone(parts: Parts, mark: Point | None, findings: Findings) -> ZoneShape:
    """Return a sea zone, noting what it lacks."""
    main, rings = parts.main, tuple(parts.rings)
    centre = _mark(main.where, rings, mark, findings)
    return ZoneShape(main.where.key, main.name, centre, _area(main, rings, findings), rings)


def _mark(where: Where, rings: tuple[Ring, ...], mark: Point | None, findings: Findings) -> Point:
    if mark is not None and (not rings or covers(rings, *mark)):
        return mark
    if mark is not None:
        findings.warn(where, "its point in the layer 'marks' lies outside; its middle is used")
    if not rings:
        return 0.0, 0.0
    x, y = middle(rings[0])
    return round(float(wrap(x)), 2), round(y, 2)


def _area(main: Thing, rings: tuple[Ring, ...], findings: Findings) -> float:
    if "area_km2" not in main.facts:
        return round(area_km2(rings), 1)
    area = number(main, "area_km2", findings)
    if area is not None and area <= 0.0:
        findings.error(main.where.of("area_km2"), "area is not above 0")
    return area or 0.0


def number(thing: Thing, name: str, findings: Findings) -> float | None:
    """Return a property as a finite number, or None after noting that it is none."""
    try:
        value = float(thing.facts[name])
    except (TypeError, ValueError):
        value = math.nan
    if math.isfinite(value):
        return value
    findings.error(thing.where.of(name), f"'{str(thing.facts[name])[:40]}' is no number")
    return None


def strait(
    thing: Thing, zones: Iterable[str], territories: Iterable[str], findings: Findings
) -> StraitMark | None:
    """Return a strait, or None after noting what is wrong with it."""
    before = len(findings.found)
    kind = next((known for known in STRAIT_KINDS if known == thing.text("kind")), None)
    if kind is None:
        given = thing.text("kind")
        findings.error(
            thing.where.of("kind"), f"unknown kind '{given}'", "one of " + ", ".join(STRAIT_KINDS)
        )
    for end in ("sea_a", "sea_b"):
        sea = thing.text(end)
        if sea not in zones:
            findings.error(thing.where.of(end), f"unknown zone '{sea}'", nearest(sea, zones))
    controllers = tuple(
        name for name in map(str.strip, thing.text("controllers").split(",")) if name
    )
    for name in controllers:
        if name not in territories:
            findings.error(
                thing.where.of("controllers"),
                f"unknown territory '{name}'",
                nearest(name, territories),
            )
    if not thing.name:
        findings.error(thing.where, "strait has no name")
    if not 0.0 <= thing.y <= WORLD_HEIGHT:
        findings.error(thing.where, "does not lie on the map")
    if kind is None or len(findings.found) > before:
        return None
    return StraitMark(
        thing.where.key,
        thing.name,
        kind,
        thing.text("sea_a"),
        thing.text("sea_b"),
        controllers,
        _on_map(thing),
    )
