"""Files that a player takes out of the game: tables as CSV, a debrief as HTML."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from game.persistence.atomic import write_atomically
from game.persistence.paths import saves_folder

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def exports_folder() -> Path:
    """Return the folder of exported files, beside the saves; it need not exist yet."""
    return saves_folder().parent / "exports"


def write_export(folder: Path, title: str, suffix: str, content: str | bytes) -> Path:
    """Write text (as UTF-8) or bytes under a title into a file that is not there yet; return its path.

    Raises OSError with nothing written.
    """
    stem = re.sub(r"[^A-Za-z0-9_]+", "-", title).strip("-")[:80] or "export"
    path, number = folder / f"{stem}{suffix}", 1
    while path.exists():
        number += 1
        path = folder / f"{stem}-{number}{suffix}"
    write_atomically(path, content.encode("utf-8") if isinstance(content, str) else content)
    return path


def csv_text(heads: Sequence[str], rows: Iterable[Sequence[str | float | None]]) -> str:
    """Return rows as CSV with a heading; words that a spreadsheet would run are quoted off."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_plain(head) for head in heads])
    for row in rows:
        writer.writerow([_plain(cell) for cell in row])
    return out.getvalue()


def _plain(cell: str | float | None) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith(_FORMULA) else cell
    return f"{cell:.6g}" if isinstance(cell, float) else str(cell)
