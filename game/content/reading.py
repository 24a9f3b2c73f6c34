"""Read the parts of a campaign folder: bytes, plain data, upgrade, schema; findings all at once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from game.content.explain import findings
from game.content.issues import Issue
from game.content.located import MOST_BYTES, Located, parse
from game.content.sections import CHARTER, HAPPENING, Kind, Section
from game.content.upgrade import upgrade

MOST_FILES = 200
"""Most files of one part."""


@dataclass(slots=True)
class Reader:
    """Reads files of one campaign, and remembers what it read for the digest."""

    folder: Path
    issues: list[Issue] = field(default_factory=list)
    seen: dict[str, str] = field(default_factory=dict)
    """sha256 of every file read, by its name below the folder."""

    def section(self, kind: Kind) -> Section[Any] | None:
        """Return a part of the campaign, or None (with findings) where it breaks its schema."""
        files = list(self._files(kind))
        if not files:
            if kind.required:
                text = f"has no {_usual(kind)}"
                self.issues.append(Issue(self.folder, 0, "", text))
                return None
            return empty(kind, self.folder)
        parts = [self._part(kind, file) for file in files]
        if any(part is None for part in parts):
            return None
        whole = [part for part in parts if part is not None]
        if len(whole) == 1 or kind.toml:
            value, found = whole[0]
            return Section(value, _origins(value, found), found)
        return self._joined(whole)

    def charter(self, file: Path) -> Section[Any] | None:
        """Return one charter file."""
        part = self._part(CHARTER, file)
        return None if part is None else Section(part[0], {}, part[1])

    def happening(self, file: Path) -> Section[Any] | None:
        """Return one happening's file."""
        part = self._part(HAPPENING, file)
        return None if part is None else Section(part[0], {}, part[1])

    def digest(self, *more: str) -> str:
        """Return the fingerprint of everything read, and of what else is given."""
        listed = json.dumps([sorted(self.seen.items()), more])
        return hashlib.sha256(listed.encode()).hexdigest()

    def _files(self, kind: Kind) -> Iterator[Path]:
        suffix = ".toml" if kind.toml else ".yaml"
        single = self.folder / f"{kind.name}{suffix}"
        if single.is_file():
            yield single
        several = self.folder / kind.name
        if not kind.toml and several.is_dir():
            found = sorted(several.glob("*.yaml"))
            if len(found) > MOST_FILES:
                text = f"holds {len(found)} files; at most {MOST_FILES} are read"
                self.issues.append(Issue(several, 0, "", text))
            yield from found[:MOST_FILES]

    def _part(self, kind: Kind, file: Path) -> tuple[Any, Located] | None:
        raw = self._bytes(file)
        if raw is None:
            return None
        found, issues = parse(raw, file)
        self.issues += issues
        if found is None or issues:
            return None
        data, told = upgrade(kind.name, found)
        if told:
            self.issues += told
            return None
        if data is None and kind not in (CHARTER, HAPPENING) and not kind.toml:
            data = [] if isinstance(empty(kind, self.folder).value, tuple) else {}
        plain = json.dumps(data, default=str)  # TOML knows dates; no field does
        try:
            value = kind.adapter.validate_json(plain)
        except ValidationError as error:
            self.issues += findings(error, found, kind.adapter)
            return None
        return value, found

    def _bytes(self, file: Path) -> bytes | None:
        try:
            name = file.relative_to(self.folder).as_posix()
        except ValueError:
            name = file.name
        home = self.folder if file.is_relative_to(self.folder) else file.parent
        if not file.resolve().is_relative_to(home.resolve()):
            self.issues.append(Issue(file, 0, "", "leads out of its folder"))
            return None
        try:
            with file.open("rb") as stream:
                raw = stream.read(MOST_BYTES + 1)
        except OSError as error:
            self.issues.append(Issue(file, 0, "", f"cannot be read: {error.strerror}"))
            return None
        if len(raw) > MOST_BYTES:
            self.issues.append(Issue(file, 0, "", f"is longer than {MOST_BYTES} bytes"))
            return None
        self.seen[name] = hashlib.sha256(raw.replace(b"\r\n", b"\n")).hexdigest()
        return raw

    def _joined(self, parts: list[tuple[Any, Located]]) -> Section[Any] | None:
        """Join the files of one part: mappings by key, lists end to end."""
        origins: dict[str | int, tuple[Located, tuple[str | int, ...]]] = {}
        if isinstance(parts[0][0], tuple):
            rows: list[Any] = []
            for value, found in parts:
                for place, row in enumerate(value):
                    origins[len(rows)] = (found, (place,))
                    rows.append(row)
            return Section(tuple(rows), origins, parts[0][1])
        joined: dict[str, Any] = {}
        doubled = False
        for value, found in parts:
            for key, row in value.items():
                if key in joined:
                    other = origins[key][0].file.name
                    self.issues.append(found.issue((key,), f"is given in {other} as well"))
                    doubled = True
                joined[key] = row
                origins[key] = (found, (key,))
        return None if doubled else Section(joined, origins, parts[0][1])


def empty(kind: Kind, folder: Path) -> Section[Any]:
    """Return a part that is not there."""
    for plain in ("{}", "[]"):
        try:
            value = kind.adapter.validate_json(plain)
        except ValidationError:
            continue
        return Section(value, {}, Located(folder / _usual(kind), value))
    raise ValueError(f"{kind.name} cannot be empty")


def _usual(kind: Kind) -> str:
    return f"{kind.name}.toml" if kind.toml else f"{kind.name}.yaml"


def _origins(value: Any, found: Located) -> dict[str | int, tuple[Located, tuple[str | int, ...]]]:
    if isinstance(value, tuple):
        return {place: (found, (place,)) for place in range(len(value))}
    if isinstance(value, dict):
        return {key: (found, (key,)) for key in value}
    return {}
