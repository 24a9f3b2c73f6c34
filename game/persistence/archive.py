"""One sealed file of named parts: a zip whose last bytes are the digest of all before them.

The seal finds every cut and every flipped byte before anything is decoded. It proves no author, so
what has a good seal is still read as a stranger's: known names, bounded sizes, sums of the parts.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping
from typing import Any

MANIFEST = "manifest.json"
NAME = re.compile(r"[a-z][a-z_]{0,40}(/[a-z][a-z0-9_]{0,40}){0,2}\.(json|jsonl|npy)")
"""What a part may be called: no root, no dots, no way out of a folder."""

MAX_FILE = 64 * 1024**2
MAX_PART = 128 * 1024**2
MAX_UNPACKED = 256 * 1024**2
MAX_MANIFEST = 4 * 1024**2
MAX_PARTS = 1000

_MARK = b"indivisible sealed sha256 "
_DIGITS = 64
_END_RECORD = 22
_EPOCH = (1980, 1, 1, 0, 0, 0)


class ArchiveError(Exception):
    """What is wrong with an archive, in words for a player."""


def pack(manifest: Mapping[str, Any], parts: Mapping[str, bytes]) -> bytes:
    """Return a sealed archive; the manifest gains `parts`: size and SHA-256 of each by name.

    The same content gives the same bytes.
    """
    sums = {
        name: {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for name, content in parts.items()
    }
    head = json.dumps({**manifest, "parts": sums}, ensure_ascii=False, indent=1, allow_nan=False)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as archive:
        for name, content in {MANIFEST: head.encode("utf-8"), **parts}.items():
            if not NAME.fullmatch(name):
                raise ValueError(f"{name!r} cannot be the name of a part")
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
        archive.comment = _MARK + b"0" * _DIGITS
    return _seal(buffer.getvalue()[:-_DIGITS])


def unpack(raw: bytes) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Return the manifest (without `parts`) and the parts of a sealed archive.

    Raises ArchiveError for whatever is wrong with it.
    """
    _check_seal(raw)
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            entries = _entries(archive)
            manifest = _manifest(_read(archive, entries.pop(MANIFEST), MAX_MANIFEST))
            sums = manifest.pop("parts", None)
            if not isinstance(sums, dict) or sums.keys() != entries.keys():
                raise ArchiveError("its list of parts is not what it holds")
            parts = {name: _read(archive, entry, MAX_PART) for name, entry in entries.items()}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise ArchiveError(f"it is no whole zip file ({error})") from None
    except (struct.error, UnicodeDecodeError, ValueError, OSError) as error:
        raise ArchiveError(f"it is no readable zip file ({error})") from None
    for name, content in parts.items():
        wanted = {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        if sums[name] != wanted:
            raise ArchiveError(f"its part {name} is not what was written")
    return manifest, parts


def load_json(content: bytes, what: str) -> Any:
    """Return plain data from JSON text; raises ArchiveError for bad, deep or endless text."""
    try:
        return json.loads(content.decode("utf-8"), parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise ArchiveError(f"{what} is no JSON ({str(error)[:100]})") from None


def _seal(content: bytes) -> bytes:
    return content + hashlib.sha256(content).hexdigest().encode("ascii")


def _no_constant(word: str) -> None:
    raise ValueError(f"{word} is no number")


def _check_seal(raw: bytes) -> None:
    end = len(_MARK) + _DIGITS
    if not raw:
        raise ArchiveError("it is empty")
    if len(raw) > MAX_FILE:
        raise ArchiveError(f"it is larger than {MAX_FILE // 1024**2} MB, which no save is")
    if not raw.startswith(b"PK"):
        raise ArchiveError("it is no save of this game")
    if len(raw) < end + _END_RECORD or raw[-end:-_DIGITS] != _MARK:
        raise ArchiveError(
            f"it is cut short or damaged: after {len(raw)} bytes its seal is missing"
        )
    if _seal(raw[:-_DIGITS]) != raw:
        raise ArchiveError("it is damaged: its content does not match its seal")
    # The number of entries stands in the end record; asked before a parser walks all of them.
    (count,) = struct.unpack_from("<H", raw, len(raw) - end - _END_RECORD + 10)
    if count > MAX_PARTS:
        raise ArchiveError(f"it has {count} parts, which no save has")


def _entries(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    entries: dict[str, zipfile.ZipInfo] = {}
    for entry in archive.infolist():
        if not NAME.fullmatch(entry.filename) or entry.filename in entries:
            raise ArchiveError(f"it has a part named {entry.filename[:60]!r}, which no save has")
        if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise ArchiveError(f"its part {entry.filename} is packed in an unknown way")
        entries[entry.filename] = entry
    if MANIFEST not in entries:
        raise ArchiveError("it has no manifest")
    if len(entries) > MAX_PARTS or sum(e.file_size for e in entries.values()) > MAX_UNPACKED:
        raise ArchiveError("it would unpack to more than any save holds")
    return entries


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes:
    # What an entry says of its size may be a lie: read no more than it says, or than is allowed.
    limit = min(entry.file_size, most)
    with archive.open(entry) as file:
        content = file.read(limit + 1)
    if len(content) != entry.file_size:
        raise ArchiveError(f"its part {entry.filename} is not as large as it says")
    return content


def _manifest(content: bytes) -> dict[str, Any]:
    data = load_json(content, "its manifest")
    if not isinstance(data, dict):
        raise ArchiveError("its manifest is no object")
    return data
