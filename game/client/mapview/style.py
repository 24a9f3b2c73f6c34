"""Colours and weights of the atlas: paper, water, ink."""

from __future__ import annotations

from dataclasses import dataclass

Rgb = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class MapStyle:
    """How the map is drawn; widths are in pixels at a scale of one."""

    paper: Rgb = (236, 227, 204)
    """Around the map, and land that nobody has coloured."""
    deep: Rgb = (158, 182, 189)
    shoal: Rgb = (203, 214, 207)
    strand: Rgb = (229, 230, 213)
    """The lightest of the bands along a coast."""
    sea_ink: Rgb = (84, 112, 126)
    ink: Rgb = (58, 46, 36)
    halo: Rgb = (246, 240, 224)
    border: Rgb = (88, 64, 48)
    territory_line: Rgb = (112, 92, 70)
    place_ink: Rgb = (90, 70, 50)
    """Names of territories."""
    coast: Rgb = (92, 100, 98)
    dispute: Rgb = (150, 50, 34)
    accent: Rgb = (168, 51, 28)
    border_width: float = 1.7
    territory_width: float = 0.6
    coast_width: float = 0.8
    tint: float = 0.16
    """How much darker a state's colour is along its border."""
    grain: float = 0.05
    """Strength of the paper's grain."""


PLAIN = MapStyle()
