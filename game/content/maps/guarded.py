"""Read a map's XML from a stranger: bounded, without entities, without a second file.

The text is parsed once, by defusedxml. What is left of it when all that could lead the Tiled reader
astray is refused or taken out (tilesets, templates, packed data) is handed to that reader, pytmx.
"""

from __future__ import annotations

import importlib
import math
import sys
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from game.content.issues import Issue
from game.content.maps.findings import Findings, Where, line_of

LARGEST = 32 * 1024 * 1024
"""Bytes of a map file; the world's is two million."""

READ = {
    "map": ("version", "width", "height", "tilewidth", "tileheight"),
    "group": ("name",),
    "layer": ("name", "width", "height"),
    "objectgroup": ("name",),
    "object": ("id", "name", "type", "x", "y", "rotation"),
}
"""Attributes handed to the Tiled reader, which would take any other for a field of its own."""

NUMBERS = frozenset({"id", "x", "y", "width", "height", "tilewidth", "tileheight", "rotation"})
"""Those of them that are numbers."""


def read_bytes(path: Path) -> tuple[bytes, tuple[Issue, ...]]:
    """Return the file's bytes, or why it cannot be read."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError:
        return b"", (Issue(path, 0, "", "file is missing"),)
    except OSError as fault:
        return b"", (Issue(path, 0, "", f"cannot be read: {fault.strerror or fault}"),)
    except ValueError as fault:
        return b"", (Issue(path, 0, "", f"is no path: {fault}"),)
    if len(data) > LARGEST:
        return b"", (Issue(path, 0, "", f"is larger than {LARGEST // 1024**2} MiB"),)
    return data, ()


def read_xml(path: Path, data: bytes) -> tuple[Element | None, tuple[Issue, ...]]:
    """Return the root of a map's XML, or the one reason why it is none."""
    try:
        root: Element = ElementTree.fromstring(data, forbid_dtd=True)
    except ParseError as fault:
        line, column = getattr(fault, "position", (0, 0))
        text = f"XML is malformed: {str(fault).partition(':')[0]} at column {column + 1}"
        return None, (Issue(path, line, "", text),)
    except DefusedXmlException:
        line = line_of(data, b"<!ENTITY") or line_of(data, b"<!DOCTYPE") or 1
        return None, (
            Issue(path, line, "", "declares a document type or entities, which a map must not",
                  "remove the DOCTYPE"),
        )  # fmt: skip
    except (ValueError, LookupError) as fault:
        return None, (Issue(path, 1, "", f"its text encoding cannot be read: {fault}"),)
    return root, ()


def screen(root: Element, findings: Findings) -> int:
    """Refuse what names another file and what the game cannot read; take out the tilesets.

    Returns the number that the terrain layer gives to the first tile of the tileset `terrain`.
    """
    top = Where()
    if root.tag != "map":
        findings.error(top, f"is no Tiled map: its root is <{root.tag}>")
        return 1
    if root.get("orientation", "orthogonal") != "orthogonal":
        findings.error(top, f"orientation '{root.get('orientation')}' is not orthogonal")
    if root.get("infinite", "0") != "0":
        findings.error(top, "is infinite; the world is not", "untick Infinite in Map Properties")
    if any("source" in tileset.keys() for tileset in root.iter("tileset")):  # noqa: SIM118
        findings.error(top, "uses a tileset of another file", "embed the tileset in the map")
    first_tile = _first_tile(root)
    for element in list(root.iter()):
        for child in [*element.findall("tileset"), *element.findall("imagelayer")]:
            element.remove(child)
    for layer in root.iter("layer"):
        data = layer.find("data")
        where = Where(layer.get("name", ""))
        if data is None or data.get("encoding") != "csv" or data.get("compression"):
            findings.error(where, "tile layer is not stored as CSV", "Map Properties, Format: CSV")
    for group in root.iter("group"):
        if group.get("offsetx") or group.get("offsety"):
            where = Where(group.get("name", ""))
            findings.error(where, "group of layers is shifted", "shift the layers in it")
    for ordinal, thing in enumerate(root.iterfind(".//objectgroup/object")):
        if thing.get("template"):
            findings.error(Where("objects", ordinal), "uses a template of another file")
    return first_tile


def tiled_map(root: Element, path: Path, findings: Findings) -> Any:
    """Return pytmx's reading of a screened map, or None after noting what it stumbled over."""
    offsets = [_offset(group) for group in root.iter("objectgroup")]
    _strip(root)
    reader = _pytmx().TiledMap(allow_duplicate_names=True)
    reader.filename = str(path)
    try:
        reader.parse_xml(root)
    except Exception as fault:  # noqa: BLE001 - the reader raises whatever a mutilated file provokes
        before = len(findings.found)
        _diagnose(root, findings)
        if len(findings.found) == before:
            reason = f"{type(fault).__name__}: {fault}".rstrip(": ")
            findings.error(Where(), f"the Tiled reader cannot make sense of it ({reason})")
        return None
    for group, (x, y) in zip(reader.objectgroups, offsets, strict=True):
        group.offsetx, group.offsety = x, y
    return reader


def _strip(root: Element) -> None:
    """Take out the attributes that the game does not read."""
    for element in root.iter():
        wanted = READ.get(element.tag)
        if wanted is not None:
            for name in [name for name in element.keys() if name not in wanted]:  # noqa: SIM118
                del element.attrib[name]


def _offset(group: Element) -> tuple[float, float]:
    """Return how far a layer is shifted; what does not parse lies off the map and is found there."""
    try:
        return float(group.get("offsetx", "0")), float(group.get("offsety", "0"))
    except ValueError:
        return math.nan, math.nan


def _first_tile(root: Element) -> int:
    for tileset in root.iter("tileset"):
        if tileset.get("name") == "terrain" and tileset.get("firstgid", "").isdecimal():
            return int(tileset.get("firstgid", "1")[:9])
    return 1


def _pytmx() -> Any:
    """Import pytmx without pygame, which it would load where it can and which no rule needs."""
    if "pytmx" in sys.modules:
        return sys.modules["pytmx"]
    hidden = [name for name in ("pygame", "pytmx.util_pygame") if name not in sys.modules]
    for name in hidden:
        sys.modules[name] = None  # type: ignore[assignment]
    try:
        return importlib.import_module("pytmx")
    finally:
        for name in hidden:
            sys.modules.pop(name, None)


def _diagnose(root: Element, findings: Findings) -> None:
    """Find every number that does not parse."""
    ordinal = -1
    for owner in root.iter():
        if owner.tag not in {"map", "layer", "objectgroup", "object"}:
            continue
        if owner.tag == "object":
            ordinal += 1
            key = next(
                (p.get("value", "") for p in owner.iter("property") if p.get("name") == "key"), ""
            )
            where = Where("objects", ordinal, key[:80])
        else:
            where = Where(owner.get("name", ""))
        for name in NUMBERS & set(owner.keys()):
            _number(owner.get(name, ""), where.of(name), findings)
        for prop in owner.findall("properties/property"):
            if prop.get("type") in {"int", "float"}:
                _number(prop.get("value", ""), where.of(prop.get("name", "")), findings)
        for shape in (*owner.findall("polygon"), *owner.findall("polyline")):
            pairs = [pair.split(",") for pair in shape.get("points", "").split()]
            if not pairs or not all(len(p) == 2 and all(map(_parses, p)) for p in pairs):
                findings.error(where, "points of its outline do not parse")


def _number(text: str, where: Where, findings: Findings) -> None:
    if not _parses(text):
        findings.error(where, f"'{text[:40]}' is no number")


def _parses(text: str) -> bool:
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False
