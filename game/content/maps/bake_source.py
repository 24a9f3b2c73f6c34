"""Read the geographer's tables and outlines that the map is baked from."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.content.issues import Issue

Degrees = NDArray[np.int64]
"""Corners `[n, 2]` of a ring, longitude and latitude in ten-thousandths of a degree."""

PRECISION = 10_000

TABLES = ("territories.csv", "sea_zones.csv", "adjacency.csv", "straits.csv")
OUTLINES = ("territories_hi.geojson", "sea_zones.geojson")


class SourceFaultError(Exception):
    """The source folder lacks something, or holds something unreadable."""

    def __init__(self, issues: list[Issue]) -> None:
        super().__init__("\n".join(map(str, issues)))
        self.issues = tuple(issues)


@dataclass(frozen=True, slots=True)
class Polygon:
    """An outline and its holes, each unclosed."""

    outer: Degrees
    holes: tuple[Degrees, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """All that the map is baked from, rows in the order of their files."""

    territories: tuple[dict[str, str], ...]
    zones: tuple[dict[str, str], ...]
    adjacency: tuple[dict[str, str], ...]
    straits: tuple[dict[str, str], ...]
    land: dict[str, tuple[Polygon, ...]]
    """Territory id to its parts."""
    sea: dict[str, tuple[Polygon, ...]]
    """Zone id to its parts."""


COLUMNS = {
    "territories.csv": (
        "id", "name", "region", "terrain", "area_km2", "main_city", "city_lon", "city_lat",
    ),
    "sea_zones.csv": ("id", "name", "area_km2"),
    "adjacency.csv": ("from", "to", "kind", "length_km"),
    "straits.csv": ("id", "name", "sea_a", "sea_b", "controlling_territories", "kind"),
}  # fmt: skip


def read_source(folder: Path) -> Source:
    """Read every file of the source folder; raise SourceFaultError with all that is wrong."""
    if not folder.is_dir():
        raise SourceFaultError([Issue(folder, 0, "", "the source folder is not there")])
    missing = [name for name in (*TABLES, *OUTLINES) if not (folder / name).is_file()]
    if missing:
        raise SourceFaultError([Issue(folder / name, 0, "", "file is missing") for name in missing])
    issues: list[Issue] = []
    tables = {name: _rows(folder / name, issues) for name in TABLES}
    shapes = {name: _outlines(folder / name, issues) for name in OUTLINES}
    if not issues:
        for table, outline in (("territories.csv", OUTLINES[0]), ("sea_zones.csv", OUTLINES[1])):
            issues += [
                Issue(folder / table, at + 2, row["id"], f"has no outline in {outline}")
                for at, row in enumerate(tables[table])
                if row["id"] not in shapes[outline]
            ]
    if issues:
        raise SourceFaultError(issues)
    return Source(
        territories=tables["territories.csv"],
        zones=tables["sea_zones.csv"],
        adjacency=tables["adjacency.csv"],
        straits=tables["straits.csv"],
        land=shapes["territories_hi.geojson"],
        sea=shapes["sea_zones.geojson"],
    )


def _rows(file: Path, issues: list[Issue]) -> tuple[dict[str, str], ...]:
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        issues.append(Issue(file, 0, "", f"cannot be read: {fault}"))
        return ()
    reader = csv.DictReader(text.splitlines())
    absent = [name for name in COLUMNS[file.name] if name not in (reader.fieldnames or ())]
    if absent:
        issues.append(Issue(file, 1, "", f"lacks the column {', '.join(absent)}"))
        return ()
    rows = tuple(reader)
    issues += [
        Issue(file, line, "", "row is too short")
        for line, row in enumerate(rows, 2)
        if any(row[name] is None for name in COLUMNS[file.name])
    ]
    return rows


def _outlines(file: Path, issues: list[Issue]) -> dict[str, tuple[Polygon, ...]]:
    try:
        features = json.loads(file.read_text(encoding="utf-8"))["features"]
        return {
            str(feature["properties"]["id"]): tuple(_polygons(feature["geometry"]))
            for feature in features
        }
    except (OSError, ValueError, KeyError, TypeError, IndexError, RecursionError) as fault:
        issues.append(Issue(file, 0, "", f"is no GeoJSON of polygons with ids: {fault!r}"))
        return {}


def _polygons(geometry: dict[str, Any]) -> Iterator[Polygon]:
    parts = geometry["coordinates"]
    for part in [parts] if geometry["type"] == "Polygon" else parts:
        outer, *holes = [_ring(ring) for ring in part]
        yield Polygon(outer, tuple(holes))


def _ring(points: list[list[float]]) -> Degrees:
    ring = np.rint(np.asarray(points, dtype=np.float64)[:, :2] * PRECISION).astype(np.int64)
    return ring[:-1] if (ring[0] == ring[-1]).all() else ring
