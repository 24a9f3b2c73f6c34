"""Politics at home: two camps, elections, and parliaments that consent to treaties or do not."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from game.core.kinds import Doctrine

Floats = NDArray[np.float64]

_FOR = (Doctrine.UPHOLD, Doctrine.BALANCE)
_AGAINST = (Doctrine.FREE_RIDE, Doctrine.KEEP_OUT)


def camps(support: Floats) -> tuple[Floats, Floats]:
    """Return the shares of politics for and against commitments abroad at a level of support.

    [state] each; what is left of 1 goes with either, and is never less than a tenth.
    """
    return 0.10 + 0.70 * support, 0.10 + 0.70 * (1.0 - support)


def leaning(doctrine: Floats) -> Floats:
    """Return how far a policy leans to commitments (1) or away from them (-1), [state]."""
    for_them = doctrine[:, list(_FOR)].sum(axis=1)
    against = doctrine[:, list(_AGAINST)].sum(axis=1)
    lean: Floats = (for_them - against) / np.maximum(for_them + against, 1e-9)
    return lean


def vote_terms(
    *,
    growth: Floats,
    weariness: Floats,
    losses: Floats,
    government: Floats,
    support: Floats,
    hardship: Floats,
    attacked: Floats,
) -> dict[str, Floats]:
    """Return the terms of the share of votes that goes to those who govern, [state] each.

    Growth above 2 % a year brings votes and slump costs them (Fair 1978; Lewis-Beck 1988); `losses`
    per thousand people, by their log, and weariness cost (Mueller 1973; Gartner and Segura 1998);
    an attack on the country rallies (Mueller 1970); and a government (-1 against commitments to 1
    for them) does better the nearer it stands to what the people want.
    """
    return {
        "ordinary": np.full_like(growth, 0.51),
        "growth": 0.9 * np.clip(growth - 0.02, -0.12, 0.06),
        "weariness": -0.10 * weariness,
        "losses": -0.05 * np.log1p(losses),
        "commitments": 0.12 * government * (2.0 * support - 1.0),
        "hardship": -0.30 * hardship,
        "attacked": 0.06 * attacked,
    }


def turned(doctrine: Floats, towards: float, share: float) -> Floats:
    """Return a doctrine after a change of government, [doctrine]: a share of the losing side moves.

    `towards` above 0 to commitments, below 0 away from them; what is for revision stays.
    """
    gaining, losing = (_FOR, _AGAINST) if towards > 0 else (_AGAINST, _FOR)
    new = doctrine.copy()
    moved = share * float(new[list(losing)].sum())
    new[list(losing)] *= 1.0 - share
    held = float(new[list(gaining)].sum())
    mix = new[list(gaining)] / held if held > 1e-9 else np.full(len(gaining), 1.0 / len(gaining))
    new[list(gaining)] += moved * mix
    return new


def consent_terms(
    *,
    camp_for: float,
    camp_against: float,
    government: float,
    danger: float,
    bound: float,
    keep_out: float,
    uphold: float,
    credence: float,
    company: float,
    joined: float,
    seat: bool,
    weariness: float,
) -> dict[str, float]:
    """Return the terms of the share of a parliament that consents to a commitment.

    `bound` 0..1 how far it ties hands; `credence` 0..1 belief in those who are to keep it; `company`
    -1..1 liking for them; `joined` 0..1 share of the world's states that belong; `seat` a permanent seat goes with it. Parliaments ask who is in danger,
    what freedom is lost and whether the others are to be trusted (Milner 1997; Martin 2000).
    """
    return {
        "ordinary": 0.68,
        "camps": 0.25 * (camp_for - camp_against),
        "government": 0.06 * government,
        "danger": 0.15 * danger,
        "freedom_given": -0.08 * bound * (1.0 + 1.5 * keep_out),
        "tradition": 0.10 * uphold - 0.25 * keep_out,
        "credence": 0.15 * (credence - 0.5),
        "company": 0.10 * company,
        "joined": 0.04 * joined,
        "seat": 0.05 * seat,
        "weariness": -0.10 * weariness,
    }
