"""A file to put crises in."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.backtest.rows import HEADS, WriteCrises, row


@pytest.fixture
def crises(tmp_path: Path) -> WriteCrises:
    """Return a function that writes rows to a file and returns its path."""

    def write(*rows: dict[str, str], name: str = "crises.csv") -> Path:
        path = tmp_path / name
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, HEADS)
            writer.writeheader()
            writer.writerows(rows or [row()])
        return path

    return write
