"""The home front: weariness, support for commitments abroad, stability, standing."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def wearied(
    weariness: Floats, causes: dict[str, Floats], at_peace: NDArray[np.bool_], decay: float
) -> Floats:
    """Return war weariness after a turn, [state] in 0..1.

    The sum of `causes` [state] adds to what is left of the patience; peace heals a share `decay`.
    """
    added = sum(causes.values(), np.zeros_like(weariness))
    healed = np.where(at_peace, decay * weariness, 0.0)
    return np.clip(weariness + added * (1.0 - weariness) - healed, 0.0, 1.0)


def press(regime: Floats, mobilisation: Floats) -> Floats:
    """Return how free the press is to tell what it sees, [state] in 0..1; war brings censors."""
    return np.clip((regime + 10.0) / 20.0, 0.0, 1.0) * (1.0 - 0.5 * mobilisation)


def suffering(food: Floats, general: Floats) -> Floats:
    """Return how far a people goes hungry and without, [state] in 0..1, by what is short.

    A third of its food gone is starvation; goods in general are missed by a third as much.
    """
    return np.clip(3.0 * food + 1.0 * general, 0.0, 1.0)


def support_terms(
    *,
    danger: Floats,
    credibility: Floats,
    weariness: Floats,
    growth: Floats,
    regime: Floats,
    abroad: Floats,
    outrage: Floats,
    government: Floats,
    fatigue: Floats,
    conscience: Floats,
) -> dict[str, Floats]:
    """Return the terms of the level of support for commitments abroad, [state] each.

    `danger` 0..1 the public's sense of threat; `credibility` 0..1 of the institutions it belongs
    to; `abroad` 0..1 how much is committed far from home. Danger rallies (Mueller 1970), slump turns
    inward, and democracies tire of distant commitments (Gartner and Segura 1998). `outrage` 0..1
    what the press tells of aggression; `government` -1..1 leads opinion; `fatigue` with measures
    that one takes part in, and `conscience` about what they do to the innocent, 0..1.
    """
    voice = np.clip((regime + 10.0) / 20.0, 0.0, 1.0)
    return {
        "ordinary": np.full_like(danger, 0.42),
        "danger": 0.30 * danger,
        "institutions": 0.30 * (credibility - 0.5),
        "weariness": -0.45 * weariness,
        "slump": 1.2 * np.clip(growth, -0.25, 0.0),
        "distance": -0.25 * voice * abroad,
        "outrage": 0.10 * outrage,
        "government": 0.03 * government,
        "fatigue": -0.20 * fatigue,
        "conscience": -0.15 * conscience,
    }


def stability_terms(
    *,
    income: Floats,
    regime: Floats,
    growth: Floats,
    welfare: Floats,
    ordinary: float,
    hardship: Floats,
    weariness: Floats,
    occupied: Floats,
    slack: Floats,
    hunger: Floats,
) -> dict[str, Floats]:
    """Return the terms of the level of stability, [state] each.

    `income` is output a head beside the world's mean, whose log counts (Fearon and Laitin 2003);
    regimes at either end sit firmer than those between (Hegre and others 2001); `welfare` share of
    the budget beside its `ordinary` value; `hardship` weighed shortage; `occupied` share of
    industry in foreign hands; `slack` output below what could be made, which lasting slumps turn
    against governments of every kind (Gasiorowski 1995); `hunger` 0..1.
    """
    rich = np.clip(np.log2(np.maximum(income, 0.05)), -3.0, 3.0)
    return {
        "ordinary": np.full_like(income, 0.55),
        "income": 0.05 * rich,
        "regime": 0.20 * (np.abs(regime) / 10.0) ** 2,
        "growth": 0.8 * np.clip(growth, -0.2, 0.1),
        "welfare": 0.25 * (welfare - ordinary),
        "hardship": -0.6 * hardship,
        "weariness": -0.35 * weariness,
        "occupation": -0.5 * occupied,
        "old_slump": -0.35 * np.clip(slack - 0.05, 0.0, 0.4),
        "hunger": -0.25 * hunger,
    }


def approached(values: Floats, level: Floats, speed: float) -> Floats:
    """Return values part of the way to their level, [state] in 0..1."""
    return np.clip(values + speed * (np.clip(level, 0.0, 1.0) - values), 0.0, 1.0)


def standing(power: Floats, name: Floats, stability: Floats) -> Floats:
    """Return the influence a state has when it spends none, [state] in 0..100.

    Goes with the root of power (a voice weighs more than a purse), a good `name` 0..1 for keeping
    promises, and order at home [design].
    """
    return 100.0 * np.clip((0.06 + 1.7 * np.sqrt(power)) * (0.5 + name * stability), 0.0, 1.0)
