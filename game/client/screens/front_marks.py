"""Fronts, the command of seas, and straits, drawn on the map."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from functools import lru_cache

import pygame

from game.client import paint
from game.client.colours import ACCENT, FIELD, INK, Rgb, ink_on, mix
from game.client.mapview.camera import Camera
from game.client.present.marks import Relation, SeaMark, StraitMark
from game.client.screens.troop_marks import arm_sign
from game.client.screens.world_marks import HALO
from game.client.theme import Theme
from game.core.kinds import Arm

Point = tuple[float, float]


def draw_front(surface: pygame.Surface, line: Sequence[Point], theme: Theme) -> None:
    """Draw a stretch of front: a heavy line with teeth to both sides."""
    if len(line) < 2:
        return
    px = theme.px
    pygame.draw.lines(surface, HALO, False, line, px(7))
    pygame.draw.lines(surface, INK, False, line, px(4))
    left, side = float(px(7)), 1
    for (x0, y0), (x1, y1) in itertools.pairwise(line):
        length = math.hypot(x1 - x0, y1 - y0)
        if length < 1e-6:
            continue
        ux, uy = (x1 - x0) / length, (y1 - y0) / length
        at: float = left
        while at < length:
            x, y = x0 + ux * at, y0 + uy * at
            base, tall = px(4), px(8) * side
            tooth = [
                (x - ux * base, y - uy * base), (x + ux * base, y + uy * base),
                (x - uy * tall, y + ux * tall),
            ]  # fmt: skip
            pygame.draw.polygon(surface, ACCENT, tooth)
            pygame.draw.aalines(surface, INK, True, tooth)
            side = -side
            at += px(11)
        left = at - length


def draw_sea_mark(surface: pygame.Surface, mark: SeaMark, camera: Camera, theme: Theme) -> None:
    """Draw a pennant with an anchor where somebody commands a sea: pointed for a foe's."""
    x, y = camera.to_screen(mark.x, mark.y)
    picture = pennant(mark.rgb, mark.relation, theme)
    box = picture.get_rect(midbottom=(round(x), round(y) - theme.px(2)))
    if surface.get_rect().colliderect(box):
        surface.blit(picture, box)


@lru_cache(maxsize=256)
def pennant(rgb: Rgb, relation: Relation, theme: Theme) -> pygame.Surface:
    """Return the pennant of who commands a sea."""
    px = theme.px
    wide, high = px(30), px(16)
    fine = 4
    big = pygame.Surface((wide * fine, high * fine), pygame.SRCALPHA)
    fill = mix(rgb, FIELD, 0.35)
    big.fill((*fill, 0))
    w, h = wide * fine - 1, high * fine - 1
    tail = {
        Relation.OWN: [(w, 0), (w, h)],
        Relation.FRIEND: [(w, 0), (w, h)],
        Relation.FOE: [(w - h // 3, 0), (w, h // 2), (w - h // 3, h)],
        Relation.OTHER: [(w, 0), (w - h // 3, h // 2), (w, h)],
    }[relation]
    shape = [(0, 0), *tail, (0, h)]
    pygame.draw.polygon(big, fill, shape)
    thick = 2 if relation is Relation.OWN else 1
    edge = ACCENT if relation is Relation.FOE else INK
    pygame.draw.polygon(big, edge, shape, thick * px(1) * fine)
    small = pygame.transform.smoothscale(big, (wide, high))
    sign = arm_sign(Arm.FLEET, (px(12), px(11)), ink_on(fill))
    small.blit(sign, sign.get_rect(center=(wide * 2 // 5, high // 2)))
    return small


def draw_strait(surface: pygame.Surface, mark: StraitMark, camera: Camera, theme: Theme) -> None:
    """Draw the gate of a strait that is in view."""
    x, y = camera.to_screen(mark.x, mark.y)
    centre = (round(x), round(y))
    if surface.get_rect().inflate(theme.px(30), theme.px(30)).collidepoint(centre):
        draw_gate(surface, centre, theme, is_open=mark.open)


def draw_gate(
    surface: pygame.Surface, centre: tuple[int, int], theme: Theme, *, is_open: bool
) -> None:
    """Draw a gate: its leaves open, or shut with a bar across."""
    px = theme.px
    radius, reach = px(7), px(4)
    paint.disc(surface, centre, radius, HALO if is_open else ACCENT, INK, px(1))
    ink = INK if is_open else FIELD
    if is_open:
        for side in (-1, 1):
            pygame.draw.line(
                surface, ink, (centre[0] + side * px(3), centre[1] - reach),
                (centre[0] + side * px(3), centre[1] + reach), px(2),
            )  # fmt: skip
    else:
        pygame.draw.line(
            surface, ink, (centre[0] - reach, centre[1]), (centre[0] + reach, centre[1]), px(3)
        )
