"""Colours of map modes: arrays in, a paint's parts and a legend out."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.client.mapview.paint import Hatch
from game.client.mapview.style import PLAIN, Rgb

Bytes = NDArray[np.uint8]
Floats = NDArray[np.float64]
LIKENESS: Final = 0.075
"""Least distance in OKLab between two neighbours' colours."""


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """One line of a legend."""

    rgb: Rgb
    hatch: Hatch
    text: str
    mark: str = ""
    """Name of a line or sign that stands for it in place of a swatch; "" for a swatch."""


@dataclass(frozen=True, slots=True)
class Legend:
    """What the colours and hatchings mean."""

    title: str
    entries: tuple[LegendEntry, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Shading:
    """A map mode's parts of a `MapPaint`, and its legend."""

    fill: Bytes
    """Colour `[T, 3]`."""
    hatch: Bytes
    """`Hatch` `[T]`."""
    legend: Legend


def to_oklab(rgb: NDArray[np.integer] | Floats) -> Floats:
    """Return OKLab of sRGB 0..255 `[..., 3]` (B. Ottosson, A perceptual color space, 2020)."""
    c = np.asarray(rgb, dtype=np.float64) / 255.0
    linear = np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)
    return np.asarray(np.cbrt(linear @ _TO_LMS.T) @ _TO_LAB.T)


def from_oklab(lab: Floats) -> Bytes:
    """Return sRGB 0..255, colours out of gamut cut off."""
    linear = np.clip((lab @ np.linalg.inv(_TO_LAB).T) ** 3 @ np.linalg.inv(_TO_LMS).T, 0.0, 1.0)
    c = np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055)
    return np.rint(np.clip(c, 0.0, 1.0) * 255.0).astype(np.uint8)


_TO_LMS: Final = np.asarray(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_TO_LAB: Final = np.asarray(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)


def mute(rgb: Bytes) -> Bytes:
    """Turn signal colours `[N, 3]` into inks on paper: same hue, light, little chroma."""
    lab = to_oklab(rgb)
    chroma = np.hypot(lab[:, 1], lab[:, 2])
    target = 0.02 + 0.055 * np.clip(chroma / 0.22, 0.0, 1.0)
    factor = target / np.maximum(chroma, 1e-3)
    lightness = 0.755 + 0.085 * (np.clip(lab[:, 0], 0.3, 0.9) - 0.6) / 0.3
    warm = np.asarray([0.003, 0.012])
    return from_oklab(np.column_stack([lightness, lab[:, 1:] * factor[:, None] + warm]))


def political(
    owner_rgb: Bytes,
    owner: NDArray[np.integer],
    neighbours: NDArray[np.integer] | None = None,
    *,
    names: Sequence[str] = (),
) -> Shading:
    """Colour each territory as its owner's.

    `owner_rgb` is `[N, 3]`, `owner` `[T]` with -1 for nobody; `neighbours` are pairs of territories
    `[n, 2]`, and owners who meet there are moved apart. `names` of owners make the legend.
    """
    palette = mute(owner_rgb)
    if neighbours is not None and len(neighbours):
        pairs = owner[neighbours]
        pairs = pairs[(pairs[:, 0] != pairs[:, 1]) & (pairs >= 0).all(axis=1)]
        palette = _apart(palette, np.unique(np.sort(pairs, axis=1), axis=0))
    paper = np.asarray(PLAIN.paper, dtype=np.uint8)
    held = owner >= 0
    fill = np.where(held[:, None], palette[np.where(held, owner, 0)], paper).astype(np.uint8)
    entries = tuple(
        LegendEntry(_rgb(palette[at]), Hatch.NONE, name) for at, name in enumerate(names)
    )
    none = np.zeros(len(owner), dtype=np.uint8)
    return Shading(fill, none, Legend("States", entries))


def _apart(palette: Bytes, pairs: NDArray[np.integer]) -> Bytes:
    """Move the colours of neighbours apart: first in lightness, then in hue."""
    lab = to_oklab(palette)
    around: dict[int, list[int]] = {}
    for a, b in pairs.tolist():
        around.setdefault(a, []).append(b)
        around.setdefault(b, []).append(a)
    moves = [
        (dl, np.cos(turn), np.sin(turn))
        for turn in np.radians([0, 25, -25, 55, -55, 95, -95, 150])
        for dl in (0.0, -0.045, 0.04)
    ]
    done: list[int] = []
    for own in sorted(around, key=lambda at: (-len(around[at]), at)):
        others = lab[[other for other in around[own] if other in done]]
        done.append(own)
        if not len(others):
            continue
        lightness, a, b = lab[own]
        tries = np.asarray([[lightness + dl, a * c - b * s, a * s + b * c] for dl, c, s in moves])
        gaps = np.sqrt(((tries[:, None] - others[None]) ** 2).sum(axis=2)).min(axis=1)
        fit = np.flatnonzero(gaps >= LIKENESS)
        lab[own] = tries[int(fit[0]) if len(fit) else int(gaps.argmax())]
    return from_oklab(lab)


TERRAINS: Final[Mapping[str, tuple[Rgb, Hatch]]] = {
    "plains": ((221, 214, 168), Hatch.NONE),
    "forest": ((166, 186, 140), Hatch.DOTS),
    "mountain": ((178, 156, 134), Hatch.CROSS),
    "jungle": ((124, 160, 118), Hatch.COUNTER),
    "desert": ((236, 216, 160), Hatch.DIAGONAL),
    "urban": ((196, 150, 138), Hatch.NONE),
    "arctic": ((226, 232, 230), Hatch.NONE),
}


def terrain(kinds: Sequence[str], *, title: str, texts: Mapping[str, str]) -> Shading:
    """Colour territories by the ground they stand on; an unknown kind is bare paper.

    `texts` names each kind for the legend.
    """
    bare = (PLAIN.paper, Hatch.NONE)
    looks = [TERRAINS.get(kind, bare) for kind in kinds]
    seen = [(*look, texts[kind]) for kind, look in TERRAINS.items() if kind in kinds]
    return Shading(
        np.asarray([look[0] for look in looks], dtype=np.uint8).reshape(-1, 3),
        np.asarray([look[1] for look in looks], dtype=np.uint8),
        Legend(title, tuple(LegendEntry(*look) for look in seen)),
    )


HEAT: Final[Mapping[str, tuple[Rgb, ...]]] = {
    "atlas": ((241, 231, 203), (232, 196, 137), (216, 148, 92), (184, 94, 62), (132, 48, 40)),
    "deutan": ((238, 236, 226), (190, 208, 222), (132, 172, 204), (74, 124, 172), (28, 66, 118)),
    "tritan": ((240, 232, 228), (232, 192, 190), (216, 142, 144), (178, 86, 96), (116, 36, 56)),
}
"""Sequential scales, each told apart by lightness alone."""
HEAT_HATCH: Final = (Hatch.NONE, Hatch.NONE, Hatch.DOTS, Hatch.DIAGONAL, Hatch.CROSS)


def heat(
    values: NDArray[np.floating],
    palette: str = "atlas",
    *,
    title: str = "",
    breaks: Sequence[float] = (0.2, 0.4, 0.6, 0.8),
    texts: Sequence[str] = (),
    unknown: str = "Not known",
) -> Shading:
    """Colour territories by five classes of a value `[T]`; NaN is bare paper.

    `breaks` are four rising bounds; a value on a bound belongs to the class above. `texts` name
    the classes in the legend, else their bounds do.
    """
    colours = HEAT[palette]
    if len(breaks) != len(colours) - 1 or any(np.diff(breaks) <= 0):
        raise ValueError(f"breaks must be {len(colours) - 1} rising bounds, not {list(breaks)}")
    known = ~np.isnan(values)
    rank = np.digitize(np.where(known, values, 0.0), breaks)
    paper = np.asarray(PLAIN.paper, dtype=np.uint8)
    fill = np.where(known[:, None], np.asarray(colours, dtype=np.uint8)[rank], paper)
    hatch = np.where(known, np.asarray(HEAT_HATCH, dtype=np.uint8)[rank], 0)
    if not texts:
        texts = (
            f"under {breaks[0]:g}",
            *(f"{a:g} to {b:g}" for a, b in itertools.pairwise(breaks)),
            f"{breaks[-1]:g} and over",
        )
    entries = [LegendEntry(*look) for look in zip(colours, HEAT_HATCH, texts, strict=True)]
    if not known.all():
        entries.append(LegendEntry(PLAIN.paper, Hatch.NONE, unknown))
    return Shading(fill.astype(np.uint8), hatch.astype(np.uint8), Legend(title, tuple(entries)))


def classed(
    ranks: NDArray[np.floating],
    looks: Sequence[tuple[Rgb, Hatch, str]],
    *,
    title: str = "",
    unknown: str = "Not known",
) -> Shading:
    """Colour territories by the kind they are of, `[T]` places in `looks`; NaN is bare paper."""
    known = ~np.isnan(ranks)
    rank = np.where(known, ranks, 0).astype(np.int64)
    paper = np.asarray(PLAIN.paper, dtype=np.uint8)
    colours = np.asarray([look[0] for look in looks], dtype=np.uint8)
    marks = np.asarray([look[1] for look in looks], dtype=np.uint8)
    fill = np.where(known[:, None], colours[rank], paper)
    entries = [LegendEntry(*look) for look in looks]
    if not known.all():
        entries.append(LegendEntry(PLAIN.paper, Hatch.NONE, unknown))
    hatch = np.where(known, marks[rank], 0)
    return Shading(fill.astype(np.uint8), hatch.astype(np.uint8), Legend(title, tuple(entries)))


def _rgb(colour: NDArray[np.uint8]) -> Rgb:
    r, g, b = colour.tolist()
    return r, g, b
