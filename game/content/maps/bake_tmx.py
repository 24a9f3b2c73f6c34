"""Write Tiled's XML: maps, tile layers, object layers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from xml.sax.saxutils import escape

import numpy as np
from numpy.typing import NDArray

from game.content.maps.bake_shapes import Ring
from game.content.projection import TILE_SIZE

Value = str | float


@dataclass(frozen=True, slots=True)
class Thing:
    """One object of a layer: a polygon where it has a ring, else a point."""

    name: str
    type: str
    x: int
    y: int
    """Origin, in hundredths of a map unit."""
    properties: Mapping[str, Value]
    ring: Ring | None = None


@dataclass(frozen=True, slots=True)
class ObjectLayer:
    """A layer of things."""

    name: str
    colour: str
    things: list[Thing] = field(default_factory=list)


def polygon(name: str, kind: str, ring: Ring, properties: Mapping[str, Value]) -> Thing:
    """Return a polygon object that begins at the first corner of its ring."""
    return Thing(name, kind, int(ring[0, 0]), int(ring[0, 1]), properties, ring)


def tmx(
    properties: Mapping[str, Value],
    terrain: NDArray[np.uint8],
    terrains: tuple[str, ...],
    layers: list[ObjectLayer],
) -> str:
    """Return a whole map; places have at most six digits, so that Tiled writes them back alike."""
    things = sum(len(layer.things) for layer in layers)
    return "".join(_map(properties, terrain, terrains, layers, things))


def _map(
    properties: Mapping[str, Value],
    terrain: NDArray[np.uint8],
    terrains: tuple[str, ...],
    layers: list[ObjectLayer],
    things: int,
) -> Iterator[str]:
    rows, columns = terrain.shape
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield (
        f'<map version="1.8" tiledversion="1.8.2" orientation="orthogonal" '
        f'renderorder="right-down" width="{columns}" height="{rows}" tilewidth="{TILE_SIZE}" '
        f'tileheight="{TILE_SIZE}" infinite="0" nextlayerid="{len(layers) + 2}" '
        f'nextobjectid="{things + 1}">\n'
    )
    yield from _properties(properties, " ")
    yield (
        f' <tileset firstgid="1" name="terrain" tilewidth="{TILE_SIZE}" tileheight="{TILE_SIZE}" '
        f'tilecount="{len(terrains)}" columns="{len(terrains)}">\n'
        f'  <image source="terrain.png" width="{TILE_SIZE * len(terrains)}" '
        f'height="{TILE_SIZE}"/>\n'
    )
    for number, name in enumerate(terrains):
        yield f'  <tile id="{number}" type="{name}"/>\n'
    yield " </tileset>\n"
    yield f' <layer id="1" name="terrain" width="{columns}" height="{rows}">\n'
    yield '  <data encoding="csv">\n'
    yield ",\n".join(",".join(str(tile + 1) for tile in row.tolist()) for row in terrain)
    yield "\n</data>\n </layer>\n"
    numbers = count(1)
    for place, layer in enumerate(layers):
        yield f' <objectgroup id="{place + 2}" name="{layer.name}" color="{layer.colour}">\n'
        for thing in layer.things:
            yield from _thing(thing, next(numbers))
        yield " </objectgroup>\n"
    yield "</map>\n"


def _thing(thing: Thing, number: int) -> Iterator[str]:
    name = f" name={_quoted(thing.name)}" if thing.name else ""
    at = f'x="{_units(thing.x)}" y="{_units(thing.y)}"'
    yield f'  <object id="{number}"{name} type="{thing.type}" {at}>\n'
    yield from _properties(thing.properties, "   ")
    if thing.ring is None:
        yield "   <point/>\n"
    else:
        offsets = (thing.ring - thing.ring[0]).tolist()
        points = " ".join(f"{_units(x)},{_units(y)}" for x, y in offsets)
        yield f'   <polygon points="{points}"/>\n'
    yield "  </object>\n"


def _properties(properties: Mapping[str, Value], indent: str) -> Iterator[str]:
    yield f"{indent}<properties>\n"
    for name, value in sorted(properties.items()):
        if isinstance(value, str):
            yield f'{indent} <property name="{name}" value={_quoted(value)}/>\n'
        else:
            kind = "int" if isinstance(value, int) else "float"
            yield f'{indent} <property name="{name}" type="{kind}" value="{value:.10g}"/>\n'
    yield f"{indent}</properties>\n"


def _units(hundredths: int) -> str:
    """Write hundredths in the shortest form."""
    return f"{hundredths / 100:.2f}".rstrip("0").rstrip(".")


def _quoted(text: str) -> str:
    return '"' + escape(text, {'"': "&quot;", "\n": "&#10;"}) + '"'
