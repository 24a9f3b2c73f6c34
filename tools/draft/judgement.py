"""Judgements: what no record says, kept in small tables beside this file.

`cast_YEAR.yaml` speaks of the states of a date, `nations.yaml` of those that have no state yet,
`forces_YEAR.yaml` of navies, air groups and garrisons, `land_YEAR.yaml` of titles.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

_TABLES = Path(__file__).parent / "judgements"
DOCTRINE = ("uphold", "balance", "free_ride", "revise", "keep_out")


def table(name: str) -> dict[str, Any]:
    """Read one table."""
    path = _TABLES / f"{name}.yaml"
    if not path.exists():
        return {}
    found: dict[str, Any] = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    return found or {}


def doctrine(weights: list[float], why: str) -> dict[str, Any]:
    """Write a doctrine from five weights, brought to a sum of one."""
    total = sum(weights)
    shares = [round(weight / total, 3) for weight in weights]
    shares[shares.index(max(shares))] += round(1 - sum(shares), 3)
    named = {name: round(share, 3) for name, share in zip(DOCTRINE, shares, strict=True)}
    return {**named, "why": why}
