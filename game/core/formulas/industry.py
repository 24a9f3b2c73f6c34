"""Industry: iron, steel and energy beside output, as countries come to industry and grow past it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def steel_stage(urban: Floats) -> Floats:
    """Return steel made beside output at a stage of development, [state] in 0..1.

    A hump: little in the country, most where a third live in cities, less in an economy of services
    (Malenbaum 1978 on the intensity of use of metals).
    """
    rise = np.clip(urban / 0.30, 0.0, 1.0) ** 1.5
    fall = np.exp(-np.square(np.maximum(urban - 0.30, 0.0) / 0.30))
    return rise * fall


def energy_stage(urban: Floats) -> Floats:
    """Return energy used beside output at a stage of development, [state] in 0..1."""
    return np.clip(0.25 + 2.5 * urban, 0.0, 1.0) * np.exp(
        -0.8 * np.square(np.maximum(urban - 0.35, 0.0) / 0.35)
    )


def drawn(made: Floats, output: Floats, stage: Floats, pull: float) -> Floats:
    """Return what is made after a turn, [state]: drawn part of the way to what its stage asks.

    The world's own mean intensity is the yardstick, so that the world as a whole is not moved:
    `made` and `output` [state] in any units; `pull` share of the way, 0..1.
    """
    asked = stage * output
    whole, need = float(made.sum()), float(asked.sum())
    if whole <= 0 or need <= 0:
        return made
    return np.maximum(made + pull * (asked * (whole / need) - made), 0.0)
