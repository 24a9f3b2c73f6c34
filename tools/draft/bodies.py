"""Institutions: who belongs to a body at a date."""

from __future__ import annotations

from collections.abc import Collection

from draft.era import Era


def members(era: Era, body: str, until: str, states: Collection[str]) -> list[str]:
    """Return the members that had joined a body by a date, the permanent ones first."""
    found = []
    for row in era.record.rows("record/institutions.csv"):
        if row["institution"] != body or row["join"] > until:
            continue
        if row["leave"] and row["leave"] <= until:
            continue
        code = era.by_cow.get(row["abb"])
        if code in states:
            permanent = row["role"].startswith(("permanent", "P5"))
            found.append((not permanent, row["join"], code))
    return [code for _, _, code in sorted(found)]
