"""From format 2 to 3: charters with all their clauses, and acts to undo what was done."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from game.persistence.saved import UNKNOWN_DIGEST, Snapshot

_ACTS_ADDED = 4
"""Delegation, lifting, reinstatement and dissolution came to the acts, at their end."""

_CONTRIBUTED = {
    "ARMS_EMBARGO", "FINANCE_BAN", "MATERIALS_BAN", "OIL_BAN", "TRADE_BAN", "BLOCKADE",
    "OBSERVERS", "PEACEKEEPING", "FORCE",
}  # fmt: skip


def acts_and_clauses(old: Snapshot) -> Snapshot:
    """Lead from format 2 to 3; what else is new in records and tables keeps its default."""
    records = {
        **old.records,
        "charters": [_charter(charter) for charter in old.records["charters"]],
        "lobbied": [_lobbied(row, old.records["crises"]) for row in old.records["lobbied"]],
    }
    return replace(old, manifest={**old.manifest, "world_digest": UNKNOWN_DIGEST}, records=records)


def _lobbied(old: list[Any], crises: list[dict[str, Any]]) -> list[Any]:
    """Name the vote that influence was spent for: the accused lobbied against, all others for."""
    crisis = crises[old[0]]
    accused = crisis["named"] if crisis["named"] >= 0 else crisis["initiator"]
    return [*old, "NO" if old[1] == accused else "YES"]


def _charter(old: dict[str, Any]) -> dict[str, Any]:
    new = {**old}
    new["regional"] = "FREE" if new.pop("regional_enforcement") else "NONE"
    general, amendment = old["rules"][0], old["rules"][-1]
    new["rules"] = [*old["rules"], *[general] * (_ACTS_ADDED - 1), amendment]
    new["obligations"] = [*old["obligations"], *["NONE"] * _ACTS_ADDED]
    known = {step["act"] for step in old["ladder"]}
    added = [
        {"act": act, "needs": []}
        for act, undone in (("LIFTING", _CONTRIBUTED), ("REINSTATEMENT", {"SUSPENSION"}))
        if known & undone
    ]
    new["ladder"] = [*old["ladder"], *added]
    return new
