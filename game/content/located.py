"""Read text into plain data that remembers on which line everything stood."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from game.content.issues import Issue

MOST_BYTES = 1_000_000
"""Largest campaign file that is read."""

MOST_DEPTH = 24
"""Deepest nesting of lists and mappings."""

Step = str | int
Path_ = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Located:
    """A parsed file: its data, and the line of everything in it."""

    file: Path
    data: Any
    lines: dict[Path_, int] = field(default_factory=dict)

    def line(self, path: Path_) -> int:
        """Return the line of a place in the document, or of the nearest place around it."""
        for length in range(len(path), -1, -1):
            if path[:length] in self.lines:
                return self.lines[path[:length]]
        return 0

    def issue(self, path: Path_, text: str, hint: str = "") -> Issue:
        """Return an error at a place in the document."""
        return Issue(self.file, self.line(path), spell(path), text, hint)


def spell(path: Path_) -> str:
    """Write a place in a document as `states.GBR.doctrine[2]`."""
    out = ""
    for step in path:
        out += f"[{step}]" if isinstance(step, int) else f".{step}" if out else step
    return out


def read(file: Path, shown: Path | None = None) -> tuple[Located | None, tuple[Issue, ...]]:
    """Read one YAML or TOML file; findings name it as `shown`."""
    name = shown or file
    try:
        size = file.stat().st_size
        if size > MOST_BYTES:
            text = f"is {size} bytes long; at most {MOST_BYTES} are read"
            return None, (Issue(name, 0, "", text),)
        raw = file.read_bytes()
    except OSError as error:
        return None, (Issue(name, 0, "", f"cannot be read: {error.strerror}"),)
    return parse(raw, name)


def parse(raw: bytes, name: Path) -> tuple[Located | None, tuple[Issue, ...]]:
    """Parse the bytes of a file whose name ends in .yaml or .toml."""
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return None, (Issue(name, line, "", "is not UTF-8 text"),)
    return _parse_toml(text, name) if name.suffix == ".toml" else _parse_yaml(text, name)


# -- YAML -----------------------------------------------------------------------------------------

_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})\Z")
_NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?\Z")
_WORDS: dict[str, Any] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip


def scalar(text: str) -> Any:
    """Return what a plain YAML 1.2 scalar means; `NO` is Norway and not a refusal."""
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.match(text):
        return int(text)
    if _NUMBER.match(text):
        return float(text)
    return text


class _Refused(Exception):  # noqa: N818
    def __init__(self, line: int, path: Path_, text: str, hint: str = "") -> None:
        super().__init__(text)
        self.line, self.path, self.text, self.hint = line, path, text, hint


class _Builder:
    """Builds data from parser events, without recursion; collects doubled keys as issues."""

    def __init__(self, name: Path) -> None:
        self.name = name
        self.lines: dict[Path_, int] = {}
        self.issues: list[Issue] = []
        self.root: Any = None
        self.documents = 0
        self.stack: list[Any] = []
        self.path: list[Step] = []
        self.key: list[str | None] = []

    def take(self, event: Any) -> None:
        line = event.start_mark.line + 1
        if isinstance(event, DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                raise _Refused(line, (), "has more than one document")
            if event.version is not None or event.tags:
                raise _Refused(line, (), "has YAML directives, which are not read")
        if isinstance(event, AliasEvent):
            raise _Refused(line, self._here(), f"refers to '*{event.anchor}'", _NO_ANCHORS)
        if isinstance(event, ScalarEvent | MappingStartEvent | SequenceStartEvent):
            if event.anchor is not None:
                raise _Refused(line, self._here(), f"has an anchor '&{event.anchor}'", _NO_ANCHORS)
            if event.ctag is not None and str(event.ctag) != "None":
                raise _Refused(line, self._here(), f"has a tag '{event.ctag}'", _NO_TAGS)
        if isinstance(event, ScalarEvent):
            self._scalar(event, line)
        elif isinstance(event, MappingStartEvent):
            self._open({}, line)
        elif isinstance(event, SequenceStartEvent):
            self._open([], line)
        elif isinstance(event, MappingEndEvent | SequenceEndEvent):
            self.stack.pop()
            self.key.pop()
            if self.stack:
                self._placed()

    def _here(self) -> Path_:
        return tuple(self.path)

    def _scalar(self, event: Any, line: int) -> None:
        plain = event.style is None or event.style == ""
        if self.stack and isinstance(self.stack[-1], dict) and self.key[-1] is None:
            key = str(event.value)
            if key in self.stack[-1]:
                where = (*self._here(), key)
                first = self.lines.get(where, 0)
                text = f"is given twice; first on line {first}"
                self.issues.append(Issue(self.name, line, spell(where), text))
            self.key[-1] = key
            self.path.append(key)
            self.lines[tuple(self.path)] = line
            return
        self._put(scalar(event.value) if plain else event.value, line)
        if self.stack:
            self._placed()

    def _open(self, container: Any, line: int) -> None:
        if self.stack and isinstance(self.stack[-1], dict) and self.key[-1] is None:
            raise _Refused(line, self._here(), "a key must be a word, not a list or mapping")
        self._put(container, line)
        self.stack.append(container)
        self.key.append(None)
        if len(self.stack) > MOST_DEPTH:
            raise _Refused(line, self._here(), f"is nested more than {MOST_DEPTH} deep")

    def _put(self, value: Any, line: int) -> None:
        if not self.stack:
            self.root = value
            self.lines[()] = line
        elif isinstance(self.stack[-1], dict):
            self.stack[-1][self.key[-1]] = value
        else:
            self.path.append(len(self.stack[-1]))
            self.lines[tuple(self.path)] = line
            self.stack[-1].append(value)

    def _placed(self) -> None:
        self.path.pop()
        if isinstance(self.stack[-1], dict):
            self.key[-1] = None


_FAULTS = (YAMLError, ValueError, LookupError, TypeError, AttributeError, AssertionError)
"""What parsers raise for texts that are no YAML."""
_NO_ANCHORS = "anchors and aliases are not read; write it out"
_NO_TAGS = "tags are not read; put quotes round text that begins with '!'"


def _parse_yaml(text: str, name: Path) -> tuple[Located | None, tuple[Issue, ...]]:
    # The compiled parser is twenty times as fast. What it stumbles over is read once more by the
    # other, which says best what is wrong, and where.
    try:
        return _built(YAML(typ="safe").parse(text), name)
    except _FAULTS:
        return _built_or_not(text, name)


def _built(events: Iterator[Any], name: Path) -> tuple[Located | None, tuple[Issue, ...]]:
    """Build the data of a parser's events. Raises what the parser raises."""
    builder = _Builder(name)
    try:
        for event in events:
            builder.take(event)
    except _Refused as refused:
        found = Issue(name, refused.line, spell(refused.path), refused.text, refused.hint)
        return None, (*builder.issues, found)
    return Located(name, builder.root, builder.lines), tuple(builder.issues)


def _built_or_not(text: str, name: Path) -> tuple[Located | None, tuple[Issue, ...]]:
    """Build the data of a text by the plain parser, or say where it is no YAML."""
    reached = 0

    def watched() -> Iterator[Any]:
        nonlocal reached
        for event in YAML(typ="safe", pure=True).parse(text):
            reached = event.start_mark.line + 1
            yield event

    try:
        return _built(watched(), name)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark is not None else 0
        words = " ".join(str(error.problem or error.context or "cannot be read").split())
        hint = _reads(
            text, line, "what stands under a key is indented, brackets and quotes are closed"
        )
        return None, (Issue(name, line, "", f"is not YAML: {words}", hint),)
    except _FAULTS as error:
        words = " ".join(str(error).split())[:120] or type(error).__name__
        return None, (Issue(name, reached, "", f"is not YAML: {words}"),)


def _reads(text: str, line: int, rule: str) -> str:
    """Return a hint: the line that the parser stumbled over, and what it may have missed."""
    lines = text.split("\n")
    at = " ".join(lines[line - 1].split())[:60] if 0 < line <= len(lines) else ""
    return f"the line reads `{at}`; {rule}" if at else rule


# -- TOML -----------------------------------------------------------------------------------------

_TABLE = re.compile(r"\s*\[+\s*([^\]]+?)\s*\]+")
_PAIR = re.compile(r"\s*([A-Za-z0-9_\-\".]+)\s*=")
_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)|\(at end of document\)")


def _parse_toml(text: str, name: Path) -> tuple[Located | None, tuple[Issue, ...]]:
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        said = str(error) or type(error).__name__
        at = _AT_LINE.search(said)
        line = int(at[1]) if at and at[1] else text.count("\n") + 1
        words = _AT_LINE.sub("", said).strip()
        hint = _reads(text, line, 'text stands in "quotes", a list in [brackets]')
        return None, (Issue(name, line, "", f"is not TOML: {words}", hint),)
    return Located(name, data, dict(_toml_lines(text))), ()


def _toml_lines(text: str) -> Iterator[tuple[Path_, int]]:
    """Yield the line of every table and key, as far as a look at each line can tell."""
    yield (), 1
    table: Path_ = ()
    seen: dict[Path_, int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        header = _TABLE.match(line)
        if header and line.lstrip().startswith("["):
            table = tuple(part.strip().strip('"') for part in header[1].split("."))
            if line.lstrip().startswith("[["):
                seen[table] = seen.get(table, -1) + 1
                table = (*table, seen[table])
            yield table, number
            continue
        pair = _PAIR.match(line)
        if pair:
            yield (*table, *(part.strip('"') for part in pair[1].split("."))), number
