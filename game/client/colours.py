"""Colours of paper, ink and meaning; three palettes for three kinds of eyes."""

from __future__ import annotations

from dataclasses import dataclass

Rgb = tuple[int, int, int]

PAPER: Rgb = (240, 230, 208)
SHEET: Rgb = (249, 243, 229)
"""Panels lie on paper as a lighter sheet."""
FIELD: Rgb = (255, 251, 241)
"""Where something is written or chosen."""
INK: Rgb = (43, 37, 32)
INK_SOFT: Rgb = (103, 91, 76)
INK_FAINT: Rgb = (158, 143, 118)
RULE: Rgb = (205, 190, 156)
SHADE: Rgb = (231, 219, 191)
"""Rows under the pointer, tracks of sliders."""
ACCENT: Rgb = (168, 51, 28)
"""The one colour for what wants attention."""
ACCENT_DEEP: Rgb = (134, 38, 20)
ON_ACCENT: Rgb = (255, 247, 233)


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours that carry meaning. Each is also told apart by a mark, a dash or a word."""

    key: str
    favourable: Rgb
    adverse: Rgb
    neutral: Rgb
    veto: Rgb
    series: tuple[Rgb, ...]
    """Lines of a chart, in order; readable on a sheet."""


PALETTES: dict[str, Palette] = {
    palette.key: palette
    for palette in (
        Palette(
            "atlas",
            favourable=(47, 107, 99),
            adverse=(176, 74, 40),
            neutral=(150, 137, 112),
            veto=(92, 29, 58),
            series=((168, 51, 28), (38, 84, 124), (70, 112, 62), (183, 128, 32), (104, 64, 120),
                    (94, 82, 70), (30, 128, 128), (196, 92, 130)),
        ),
        # Red and green are what deutan and protan eyes confuse: blue against orange, by lightness.
        Palette(
            "deutan",
            favourable=(18, 86, 152),
            adverse=(214, 120, 12),
            neutral=(140, 134, 124),
            veto=(48, 32, 64),
            series=((18, 86, 152), (214, 120, 12), (30, 30, 34), (86, 170, 214), (150, 90, 20),
                    (120, 116, 108), (60, 60, 130), (232, 176, 70)),
        ),
        # Blue and yellow are what tritan eyes confuse: teal against crimson.
        Palette(
            "tritan",
            favourable=(0, 108, 108),
            adverse=(196, 36, 60),
            neutral=(136, 132, 128),
            veto=(60, 12, 30),
            series=((196, 36, 60), (0, 108, 108), (40, 36, 34), (232, 128, 140), (90, 176, 172),
                    (128, 122, 116), (120, 20, 50), (10, 66, 70)),
        ),
    )
}  # fmt: skip


def mix(one: Rgb, other: Rgb, share: float) -> Rgb:
    """Return `one` with `share` (0..1) of `other` in it."""
    r, g, b = (round(a + (c - a) * share) for a, c in zip(one, other, strict=True))
    return r, g, b


def ink_on(fill: Rgb) -> Rgb:
    """Return the ink that is easier to read on a fill."""
    lightness = 0.299 * fill[0] + 0.587 * fill[1] + 0.114 * fill[2]
    return INK if lightness > 140 else ON_ACCENT
