"""Small drawn marks: cities, straits, canals."""

from __future__ import annotations

from functools import cache

import pygame

from game.client.mapview.style import MapStyle

_FINE = 4


@cache
def sign(kind: str, scale: float, style: MapStyle) -> pygame.Surface:
    """Return the picture of a mark, drawn large and made smooth."""
    side = round(13 * scale) | 1
    big = pygame.Surface((side * _FINE, side * _FINE), pygame.SRCALPHA)
    big.fill((*style.halo, 0))
    middle = side * _FINE / 2
    unit = scale * _FINE
    if kind == "city":
        pygame.draw.circle(big, style.halo, (middle, middle), 4.2 * unit)
        pygame.draw.circle(big, style.ink, (middle, middle), 3.1 * unit)
        pygame.draw.circle(big, style.halo, (middle, middle), 1.5 * unit)
    else:
        arm = 5.2 * unit
        corners = [
            (middle, middle - arm), (middle + arm, middle),
            (middle, middle + arm), (middle - arm, middle),
        ]  # fmt: skip
        pygame.draw.polygon(big, style.halo, corners)
        pygame.draw.polygon(big, style.sea_ink, corners, round(1.3 * unit))
        if kind == "canal":
            pygame.draw.line(
                big, style.sea_ink, (middle - 2 * unit, middle), (middle + 2 * unit, middle),
                round(1.6 * unit),
            )  # fmt: skip
        else:
            pygame.draw.circle(big, style.sea_ink, (middle, middle), 1.5 * unit)
    return pygame.transform.smoothscale(big, (side, side))
