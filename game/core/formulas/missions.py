"""Peace operations: how many a task needs, and whether those who are there pass a test."""

from __future__ import annotations

_OBSERVERS = (0.05, 0.00001)
_KEEPERS = (3.0, 0.0007)
_FORCE = (8.0, 0.0025)


def needed(act_rank: int, people: float) -> float:
    """Return the thousand men that a task needs among `people` thousand.

    A floor, and a share of the people: hundredths of a man a thousand to watch, most of one to keep
    (missions in the record had 0.5 to 1 a thousand where they held: Cyprus, Sierra Leone, Liberia),
    and two and a half to enforce (Quinlivan 1995: 2 to 4 a thousand for policing, up to 20 against
    an insurrection). `act_rank` 0 observers, 1 peacekeepers, 2 force.
    """
    floor, share = (_OBSERVERS, _KEEPERS, _FORCE)[act_rank]
    return floor + share * people


def holds(adequacy: float, mandate: float) -> float:
    """Return the chance that a mission passes a test: what it has, by what it may do.

    `adequacy` is men over men needed, 0..1; `mandate` 0..1. Too few men fail faster than in
    proportion: the power 1.5 [design].
    """
    return float(mandate * min(1.0, max(0.0, adequacy)) ** 1.5)
