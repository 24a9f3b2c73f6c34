"""YAML as a person would write it: one entry a block, long lists folded, a comment at the head."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

_PLAIN = re.compile(r"^[A-Za-z][A-Za-z0-9_ ().'/-]*$")
_WORDS = {"true", "false", "null", "yes", "no", "on", "off"}
_WIDTH = 98


def flow(value: Any) -> str:
    """Write a value on one line of YAML."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(flow(item) for item in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.6g}" if abs(value) < 1e5 else f"{value:.0f}"
    if isinstance(value, str):
        plain = _PLAIN.match(value) and value.lower() not in _WORDS and value == value.strip()
        return value if plain else '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return str(value)


def block(entries: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """Write a mapping of entries, one field a line; long lists are folded."""
    for key, entry in entries.items():
        yield f"{key}:"
        for name, value in entry.items():
            line = f"  {name}: {flow(value)}"
            if isinstance(value, list | tuple) and len(line) > _WIDTH:
                yield f"  {name}: ["
                yield from folded(value)
                yield "  ]"
            else:
                yield line


def folded(words: Sequence[Any]) -> Iterator[str]:
    """Write a long list over several lines."""
    line = "   "
    for word in words:
        piece = f" {flow(word)},"
        if len(line) + len(piece) > _WIDTH:
            yield line
            line = "   "
        line += piece
    yield line


def listed(entries: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Write a list of entries, one a line."""
    for entry in entries:
        yield f"- {flow(entry)}"


def grouped(entries: Mapping[str, Sequence[Mapping[str, Any]]]) -> Iterator[str]:
    """Write lists of entries by key, one entry a line."""
    for key, group in entries.items():
        yield f"{key}:"
        for entry in group:
            yield f"  - {flow(entry)}"


def write(path: Path, head: str, lines: Iterator[str]) -> None:
    """Write a file with a comment at its head."""
    path.parent.mkdir(parents=True, exist_ok=True)
    comment = "".join(f"# {line}\n" if line else "#\n" for line in head.strip().splitlines())
    path.write_text(comment + "\n" + "\n".join(lines) + "\n", encoding="utf-8")
