"""Map modes: readable by colour, and without it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.client.mapview import modes
from game.client.mapview.paint import Hatch


def test_neighbours_of_one_colour_are_told_apart() -> None:
    same = np.tile(np.array([[200, 60, 50]], dtype=np.uint8), (6, 1))
    owner = np.arange(6)
    ring = np.stack([owner, np.roll(owner, 1)], axis=1)
    shading = modes.political(same, owner, ring)
    lab = modes.to_oklab(shading.fill)
    gaps = np.linalg.norm(lab[ring[:, 0]] - lab[ring[:, 1]], axis=1)
    assert gaps.min() > 0.8 * modes.LIKENESS


def test_land_without_an_owner_is_bare_paper() -> None:
    shading = modes.political(np.array([[200, 0, 0]], dtype=np.uint8), np.array([0, -1]))
    assert tuple(shading.fill[1]) == modes.PLAIN.paper
    assert tuple(shading.fill[0]) != modes.PLAIN.paper


@given(st.lists(st.tuples(*[st.integers(0, 255)] * 3), min_size=1, max_size=40))
def test_muted_colours_are_light_and_never_gaudy(colours: list[tuple[int, int, int]]) -> None:
    lab = modes.to_oklab(modes.mute(np.array(colours, dtype=np.uint8)))
    assert lab[:, 0].min() > 0.62
    assert np.hypot(lab[:, 1], lab[:, 2]).max() < 0.11


@given(st.lists(st.floats(0, 1), min_size=2, max_size=30), st.sampled_from(sorted(modes.HEAT)))
def test_more_heat_is_darker_and_not_less_hatched(values: list[float], palette: str) -> None:
    rising = np.sort(np.array(values))
    shading = modes.heat(rising, palette, title="Threat")
    assert (np.diff(modes.to_oklab(shading.fill)[:, 0]) <= 1e-6).all()
    rank = [modes.HEAT_HATCH.index(Hatch(mark)) for mark in shading.hatch.tolist()]
    assert rank == sorted(rank)


def test_what_is_not_known_is_said_in_the_legend() -> None:
    shading = modes.heat(np.array([0.1, np.nan]))
    assert tuple(shading.fill[1]) == modes.PLAIN.paper
    assert shading.legend.entries[-1].text == "Not known"


def test_bounds_that_do_not_rise_are_refused() -> None:
    with pytest.raises(ValueError, match="rising"):
        modes.heat(np.array([0.5]), breaks=(0.2, 0.2, 0.6, 0.8))


def test_the_terrain_legend_names_what_is_there() -> None:
    texts = {key: key.title() for key in modes.TERRAINS}
    shading = modes.terrain(["plains", "desert", "plains"], title="Ground", texts=texts)
    assert [entry.text for entry in shading.legend.entries] == ["Plains", "Desert"]
    assert shading.hatch.tolist() == [Hatch.NONE, Hatch.DIAGONAL, Hatch.NONE]
