"""Flags on the map: quarrels and wars."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import pygame

from game.client import paint
from game.client.colours import ACCENT, INK, ON_ACCENT, Rgb, mix
from game.client.mapview.camera import Camera
from game.client.present.marks import Flag
from game.client.theme import Theme, Type

HALO: Rgb = (250, 244, 230)


def flag_boxes(
    flags: Sequence[Flag], camera: Camera, theme: Theme
) -> list[tuple[Flag, pygame.Rect]]:
    """Return where each flag stands."""
    size = theme.px(22)
    placed: list[tuple[Flag, pygame.Rect]] = []
    for flag in flags:
        x, y = camera.to_screen(flag.x, flag.y)
        box = pygame.Rect(round(x) - size // 2, round(y) - size - theme.px(3), size, size)
        while any(box.colliderect(other) for _, other in placed):
            box.x += size
        placed.append((flag, box))
    return placed


def draw_flags(
    surface: pygame.Surface, boxes: Iterable[tuple[Flag, pygame.Rect]], theme: Theme, chosen: str
) -> None:
    """Draw a burst for a war and a raised mark for a crisis."""
    for flag, box in boxes:
        if not surface.get_rect().colliderect(box):
            continue
        centre = box.center
        radius = box.width // 2
        if flag.key == chosen:
            paint.disc(surface, centre, radius + theme.px(4), HALO, ACCENT, theme.px(2))
        fill = ACCENT if not flag.war else mix(ACCENT, INK, 0.45)
        paint.disc(surface, centre, radius, fill, HALO, theme.px(2))
        if flag.war:
            r = radius * 0.55
            for turn in (math.pi / 4, -math.pi / 4):
                dx, dy = r * math.cos(turn), r * math.sin(turn)
                pygame.draw.line(surface, ON_ACCENT, (centre[0] - dx, centre[1] - dy),
                                 (centre[0] + dx, centre[1] + dy), theme.px(2))  # fmt: skip
        else:
            words = theme.words("!", Type.STRONG, ON_ACCENT)
            surface.blit(words, words.get_rect(center=centre))
