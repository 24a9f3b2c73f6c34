"""Crises in rows as the record writes them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from game.lab.backtest.reading import Opening

HEADS = [
    "id",
    "name",
    "start",
    "end",
    "type",
    "aggressor",
    "victim",
    "institution",
    "aggressor_named",
    "measures",
    "contributors",
    "outcome",
    "seed_names_it",
    "notes",
    "aggressor_cinc",
    "victim_cinc",
    "aggressor_major",
    "aggressor_nuclear",
    "ongoing",
    "success",
    "source",
]

WriteCrises = Callable[..., Path]


def row(**cells: str) -> dict[str, str]:
    """Return a row with what a crisis needs, and whatever is given."""
    plain = dict.fromkeys(HEADS, "")
    plain |= {
        "id": "X1",
        "start": "1935-10-03",
        "type": "conquest",
        "aggressor": "ITA",
        "victim": "ETH",
        "institution": "League of Nations",
        "outcome": "victim destroyed",
        "measures": "partial sanctions",
    }
    return plain | cells


def opening(**given: object) -> Opening:
    """Return an opening with what it needs, and whatever is given."""
    plain: dict[str, object] = {
        "date": "1935-10-03",
        "kind": "conquest",
        "aggressor": "ITA",
        "victim": "ETH",
        "institution": "League of Nations",
        "aggressor_power": float("nan"),
        "victim_power": float("nan"),
        "aggressor_major": None,
        "aggressor_nuclear": None,
    }
    return Opening(**(plain | given))  # type: ignore[arg-type]
