"""Legends can be read by everybody: colours as the commonest colour-vision deficiencies see them.

Simulated in linear RGB with the matrices of Machado, Oliveira and Fernandes (2009), severity 1.
"""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pytest
from numpy.typing import NDArray

from game.client.colours import PALETTES
from game.client.mapview import modes
from game.client.mapview.modes import HEAT, TERRAINS, LegendEntry
from game.client.mapview.paint import Hatch
from game.client.present.lenses import CLASSED, SIDES
from game.client.present.map_paint import ELSEWHERE_RGB, SIDE_RGB
from game.client.present.marks import Relation

Floats = NDArray[np.float64]

SEEN_AS: dict[str, Floats] = {
    "normal": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}

APART = 0.05
"""Distance in OKLab that is seen at a glance, on a map whose neighbours are 0.075 apart."""


def seen(rgb: tuple[int, int, int], how: str) -> Floats:
    """Return a colour as somebody sees it, in OKLab."""
    c = np.asarray(rgb, float) / 255.0
    linear = np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)
    felt = np.clip(SEEN_AS[how] @ linear, 0.0, 1.0)
    back = np.where(felt <= 0.0031308, felt * 12.92, 1.055 * felt ** (1 / 2.4) - 0.055)
    return modes.to_oklab(back * 255.0)


def gap(one: tuple[int, int, int], other: tuple[int, int, int], how: str) -> float:
    return float(np.linalg.norm(seen(one, how) - seen(other, how)))


def legends() -> dict[str, tuple[LegendEntry, ...]]:
    """Return the colours and hatchings of every legend, of heat in each palette."""
    found: dict[str, tuple[LegendEntry, ...]] = {}
    for palette in HEAT:
        shading = modes.heat(np.array([0.0, 0.3, 0.5, 0.7, 0.9]), palette)
        found[f"heat {palette}"] = shading.legend.entries
        sides = tuple(LegendEntry(rgb, hatch, word) for word, rgb, hatch in SIDES)
        found[f"defenders {palette}"] = (*shading.legend.entries, *sides)
    for lens, looks in CLASSED.items():
        found[lens.value] = tuple(LegendEntry(rgb, hatch, word) for word, rgb, hatch in looks)
    found["terrain"] = tuple(LegendEntry(*look, kind) for kind, look in TERRAINS.items())
    found["forces"] = (
        LegendEntry(SIDE_RGB[Relation.OWN], Hatch.NONE, "own"),
        LegendEntry(SIDE_RGB[Relation.FRIEND], Hatch.NONE, "friend"),
        LegendEntry(SIDE_RGB[Relation.FOE], Hatch.COUNTER, "foe"),
        LegendEntry(ELSEWHERE_RGB, Hatch.DOTS, "elsewhere"),
    )
    return found


@pytest.mark.parametrize("how", sorted(SEEN_AS))
@pytest.mark.parametrize("name", sorted(legends()))
def test_every_two_lines_of_a_legend_are_told_apart(name: str, how: str) -> None:
    for one, other in combinations(legends()[name], 2):
        if one.hatch == other.hatch:
            assert gap(one.rgb, other.rgb, how) >= APART, (one.text, other.text)


@pytest.mark.parametrize("how", sorted(SEEN_AS))
@pytest.mark.parametrize("palette", sorted(HEAT))
def test_the_steps_of_a_scale_are_seen_by_colour_alone(palette: str, how: str) -> None:
    light = [float(seen(rgb, how)[0]) for rgb in HEAT[palette]]
    assert all(before - after >= 0.04 for before, after in pairwise(light))


def test_each_palette_of_the_settings_has_its_scale() -> None:
    assert set(PALETTES) == set(HEAT)
