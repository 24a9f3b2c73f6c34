"""Collect what is wrong with a map, and find the lines once something is."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from game.content.issues import Issue, Severity

MOST = 200
"""Findings reported for one file; a broken file can have thousands alike."""


@dataclass(frozen=True, slots=True)
class Where:
    """A place in the document, before its line is known."""

    layer: str = ""
    ordinal: int = -1
    """Which object of the whole file, from 0; -1 for none."""
    key: str = ""
    fact: str = ""

    @property
    def path(self) -> str:
        """Name the place, as `territories[saar].land`."""
        label = self.key or (f"#{self.ordinal + 1}" if self.ordinal >= 0 else "")
        path = f"{self.layer}[{label}]" if label else self.layer
        return f"{path}.{self.fact}" if self.fact else path

    def of(self, name: str) -> Where:
        """Return the place of one property of this object."""
        return Where(self.layer, self.ordinal, self.key, name)


@dataclass(slots=True)
class Findings:
    """Findings of one file."""

    file: Path
    found: list[tuple[Where, str, str, Severity]] = field(default_factory=list)

    @property
    def failed(self) -> bool:
        """Whether anything keeps the map from loading."""
        return any(severity is Severity.ERROR for *_, severity in self.found)

    def error(self, where: Where, text: str, hint: str = "") -> None:
        """Note what keeps the map from loading."""
        self.found.append((where, text, hint, Severity.ERROR))

    def warn(self, where: Where, text: str, hint: str = "") -> None:
        """Note what the game can live with."""
        self.found.append((where, text, hint, Severity.WARNING))

    def issues(self, data: bytes) -> tuple[Issue, ...]:
        """Return all findings with their lines in `data`, the file's bytes."""
        if not self.found:
            return ()
        lines = _Lines(data)
        issues = [
            Issue(self.file, lines.of(where), where.path, text, hint, severity)
            for where, text, hint, severity in self.found
        ]
        issues.sort(key=lambda issue: issue.line)
        if len(issues) > MOST:
            rest = len(issues) - MOST
            issues[MOST:] = [Issue(self.file, 0, "", f"and {rest} findings more")]
        return tuple(issues)


def line_of(data: bytes, needle: bytes) -> int:
    """Return the line of the first occurrence of `needle`, 0 when there is none."""
    at = data.find(needle)
    return data.count(b"\n", 0, at) + 1 if at >= 0 else 0


class _Lines:
    """The lines of layers, objects and properties, by one pass over the text."""

    def __init__(self, data: bytes) -> None:
        self.layers: dict[str, int] = {}
        self.objects: list[int] = []
        self.properties: dict[tuple[int, str], int] = {}
        self.open_layer = False
        self.in_tileset = False
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        try:
            self.parser.Parse(data, True)
        except (expat.ExpatError, ValueError, LookupError):
            return  # only ever after the guarded reader has accepted the text; lines stay unknown

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        line = self.parser.CurrentLineNumber
        self.in_tileset = self.in_tileset or tag == "tileset"
        if self.in_tileset:
            return
        if tag in {"layer", "objectgroup"}:
            self.layers.setdefault(attributes.get("name", ""), line)
            self.open_layer = tag == "objectgroup"
        elif tag == "object":
            self.objects.append(line)
        elif tag == "property":
            owner = len(self.objects) - 1 if self.open_layer else -1
            self.properties.setdefault((owner, attributes.get("name", "")), line)

    def _end(self, tag: str) -> None:
        if tag == "objectgroup":
            self.open_layer = False
        elif tag == "tileset":
            self.in_tileset = False

    def of(self, where: Where) -> int:
        """Return the line of a property, else of its object, else of its layer, else 0."""
        line = self.properties.get((where.ordinal, where.fact), 0) if where.fact else 0
        if not line and 0 <= where.ordinal < len(self.objects):
            line = self.objects[where.ordinal]
        return line or self.layers.get(where.layer, 0)
