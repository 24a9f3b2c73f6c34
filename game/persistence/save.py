"""Save files: written whole or not at all, read as if a stranger had sent them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from game.core.world import Scenario
from game.persistence.archive import MAX_FILE, ArchiveError, load_json, pack, unpack
from game.persistence.atomic import write_atomically
from game.persistence.migrate import upgrade
from game.persistence.npy import NpyError, read_array, write_array
from game.persistence.saved import Header, SavedGame, Snapshot, SnapshotError
from game.persistence.snapshot import read_header, restore, take
from game.persistence.version import game_version

SUFFIX = ".indsave"
MAX_LINES = 1_000_000

ScenarioFor = Callable[[Header], Scenario]
"""Finds the campaign that a save was played on; raises LookupError, saying why, if it cannot."""


class SaveFault(Exception):  # noqa: N818 - a damaged file is no error of the program
    """What is wrong with one save file; its text names the file and is for the player."""

    def __init__(self, path: Path, fault: str) -> None:
        super().__init__(f"{path}: cannot be opened: {fault}")
        self.path = path
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Loaded:
    """A game from a file."""

    path: Path
    header: Header
    game: SavedGame
    campaign_changed: bool
    """The campaign's files are not those that the game was begun with: a replay would differ."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of a list of saves: either its header or what is wrong with it."""

    path: Path
    header: Header | None
    fault: str = ""


def write_save(path: Path, game: SavedGame) -> int:
    """Write a game to `path`, durable once this returns; return the file's size in bytes.

    Raises OSError with whatever was at `path` untouched.
    """
    content = to_bytes(game)
    write_atomically(path, content)
    return len(content)


def load(path: Path, scenario_for: ScenarioFor) -> Loaded:
    """Return the game in a file; raises SaveFault, and nothing else, for whatever is wrong."""
    try:
        snapshot = from_bytes(_read(path))
        header = read_header(snapshot.manifest)
        scenario = scenario_for(header)
        game = restore(snapshot, scenario)
    except (ArchiveError, SnapshotError) as error:
        raise SaveFault(path, str(error)) from None
    except LookupError as error:
        raise SaveFault(path, str(error.args[0]) if error.args else "no such campaign") from None
    changed = scenario.content_digest != header.content_digest
    return Loaded(path, header, game, changed)


def load_or_fallback(path: Path, scenario_for: ScenarioFor) -> tuple[Loaded, tuple[SaveFault, ...]]:
    """Return the game in a file or, where that is damaged, in the newest good one beside it.

    The faults of all files that were passed over come along, `path`'s first: say them to the
    player. Raises SaveFault of `path` when no save in its folder is good.
    """
    faults: list[SaveFault] = []
    for candidate in (path, *(other for other in saves_in(path.parent) if other != path)):
        try:
            return load(candidate, scenario_for), tuple(faults)
        except SaveFault as fault:
            faults.append(fault)
    raise faults[0]


def saves_in(folder: Path) -> tuple[Path, ...]:
    """Return the save files of a folder, the newest first."""
    try:
        found = [(path.stat().st_mtime_ns, path) for path in folder.glob(f"*{SUFFIX}")]
    except OSError:
        return ()
    return tuple(path for _, path in sorted(found, reverse=True))


def listing(folder: Path) -> tuple[Listed, ...]:
    """Return the saves of a folder, the newest first, damaged ones with their fault."""
    return tuple(_listed(path) for path in saves_in(folder))


def to_bytes(game: SavedGame) -> bytes:
    """Return the content of a save file; the same game gives the same bytes."""
    snapshot = take(game, game_version())
    parts = {
        "records.json": _json(snapshot.records),
        "orders.jsonl": _lines(snapshot.orders),
        "events.jsonl": _lines(snapshot.events),
        "annals.json": _json(snapshot.annals),
    }
    for name, values in snapshot.columns.items():
        parts[f"columns/{name.replace('.', '/')}.npy"] = write_array(values)
    return pack(snapshot.manifest, parts)


def from_bytes(raw: bytes) -> Snapshot:
    """Return the plain data in a save file's content, brought to the present format.

    Raises ArchiveError or SnapshotError.
    """
    manifest, parts = unpack(raw)
    records = load_json(parts.get("records.json", b""), "its part records.json")
    if not isinstance(records, dict):
        raise SnapshotError("its part records.json is no object")
    annals = load_json(parts.get("annals.json", b"{}"), "its part annals.json")
    if not isinstance(annals, dict):
        raise SnapshotError("its part annals.json is no object")
    columns = {
        name.removeprefix("columns/").removesuffix(".npy").replace("/", "."): _column(name, content)
        for name, content in parts.items()
        if name.startswith("columns/") and name.endswith(".npy")
    }
    orders, events = (_plain_lines(name, parts) for name in ("orders.jsonl", "events.jsonl"))
    return upgrade(Snapshot(manifest, records, orders, events, columns, annals))


def _listed(path: Path) -> Listed:
    try:
        return Listed(path, read_header(from_bytes(_read(path)).manifest))
    except (ArchiveError, SnapshotError) as error:
        return Listed(path, None, str(error))
    except SaveFault as fault:
        return Listed(path, None, fault.fault)


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_FILE + 1)
    except FileNotFoundError:
        raise SaveFault(path, "there is no such file") from None
    except OSError as error:
        raise SaveFault(path, error.strerror or "it cannot be read") from None


def _json(plain: object) -> bytes:
    text = json.dumps(plain, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8")


def _lines(rows: Iterable[object]) -> bytes:
    return b"".join(_json(row) + b"\n" for row in rows)


def _plain_lines(name: str, parts: dict[str, bytes]) -> list[Any]:
    lines = parts.get(name, b"").splitlines()
    if len(lines) > MAX_LINES:
        raise ArchiveError(f"its part {name} has {len(lines)} lines, which no save has")
    return [load_json(line, f"its part {name}, line {row}") for row, line in enumerate(lines, 1)]


def _column(name: str, content: bytes) -> NDArray[Any]:
    try:
        return read_array(content)
    except NpyError as error:
        raise ArchiveError(f"its part {name} is no array: {error}") from None
