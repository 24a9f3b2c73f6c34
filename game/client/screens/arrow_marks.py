"""Arrows of orders on the map: each kind of order has a line of its own.

A march is a plain ribbon, an attack a ribbon that broadens to a barbed head, support a line of
dots, a landing a wave, a convoy a double line, a blockade a line that ends in a bar, the way of a
garrison one that ends in a square. What was ordered this quarter is in colour and edged; what stands from before is thin and in ink.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

import pygame

from game.client.colours import ACCENT, INK, Rgb
from game.client.mapview.camera import Camera
from game.client.present.marks import Arrow, Way
from game.client.screens.world_marks import HALO
from game.client.theme import Theme

_BEND = 0.16
_STEPS = 24

Point = tuple[float, float]


def draw_arrow(surface: pygame.Surface, arrow: Arrow, camera: Camera, theme: Theme) -> None:
    """Draw an order from where a formation stands to where it is sent."""
    x0, y0 = camera.to_screen(*arrow.start)
    x1, y1 = camera.to_screen(*arrow.end)
    # The short way round the world.
    span = camera.world_width * camera.zoom
    if abs(x1 - x0) > span / 2:
        x1 += span if x1 < x0 else -span
    if math.hypot(x1 - x0, y1 - y0) >= theme.px(12):
        stroke(surface, (x0, y0), (x1, y1), arrow.way, theme, standing=arrow.standing)


def stroke(
    surface: pygame.Surface,
    start: Point,
    end: Point,
    way: Way,
    theme: Theme,
    *,
    standing: bool = False,
    bend: float = _BEND,
) -> None:
    """Draw one kind of line between two points of a surface."""
    px = theme.px
    ink = INK if standing else ACCENT
    line = _curve(start, end, bend)
    head = px(9 if standing else 14)
    dx, dy = line[-1][0] - line[-2][0], line[-1][1] - line[-2][1]
    norm = math.hypot(dx, dy) or 1.0
    ux, uy = dx / norm, dy / norm
    neck = (end[0] - ux * head, end[1] - uy * head)
    body = [point for point in line[:-1] if math.dist(point, end) > head]
    body.append(neck)
    if len(body) < 2:
        body.insert(0, start)
    half = 0.55 if way is not Way.ATTACK else 0.8
    tip: list[Point] = [
        end,
        (neck[0] - uy * head * half, neck[1] + ux * head * half),
        (neck[0] + uy * head * half, neck[1] - ux * head * half),
    ]
    if way is Way.ATTACK:
        tip.insert(2, (neck[0] + ux * head * 0.35, neck[1] + uy * head * 0.35))
    weight = px(2 if standing else 4)
    for colour, more in ((HALO, px(2)), (ink, 0)):
        _body(surface, body, way, colour, weight + 2 * more, theme)
        if way is Way.BLOCKADE:
            bar = px(10) + more
            pygame.draw.line(
                surface, colour, (end[0] - uy * bar, end[1] + ux * bar),
                (end[0] + uy * bar, end[1] - ux * bar), weight + px(2) + 2 * more,
            )  # fmt: skip
            pygame.draw.line(surface, colour, neck, end, weight + 2 * more)
            continue
        if way is Way.GARRISON:
            wall = head * 0.42 + more
            tip = [
                (end[0] - ux * wall * along - uy * wall * across,
                 end[1] - uy * wall * along + ux * wall * across)
                for along, across in ((0, 1), (2, 1), (2, -1), (0, -1))
            ]  # fmt: skip
        if more:
            pygame.draw.polygon(surface, colour, tip, 2 * more)
        pygame.draw.polygon(surface, colour, tip)
        pygame.draw.aalines(surface, colour, True, tip)


def _curve(start: Point, end: Point, bend: float) -> list[Point]:
    (x0, y0), (x1, y1) = start, end
    cx, cy = (x0 + x1) / 2 + (y1 - y0) * bend, (y0 + y1) / 2 - (x1 - x0) * bend
    line = []
    for step in range(_STEPS + 1):
        t = step / _STEPS
        a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t * t
        line.append((a * x0 + b * cx + c * x1, a * y0 + b * cy + c * y1))
    return line


def _body(
    surface: pygame.Surface,
    body: list[Point],
    way: Way,
    colour: Rgb,
    weight: int,
    theme: Theme,
) -> None:
    px = theme.px
    match way:
        case Way.SUPPORT:
            for x, y in _every(body, px(9)):
                pygame.draw.circle(surface, colour, (x, y), weight * 0.7)
        case Way.LAND:
            _ribbon_line(surface, _wave(body, px(4), px(16)), colour, weight, weight)
        case Way.CONVOY:
            for side in (-1, 1):
                _ribbon_line(
                    surface, _beside(body, side * px(4)), colour, weight * 0.6, weight * 0.6
                )
        case Way.ATTACK:
            _ribbon_line(surface, body, colour, weight, weight * 2.6)
        case _:
            _ribbon_line(surface, body, colour, weight, weight)


def _every(line: Sequence[Point], gap: float) -> list[Point]:
    """Return points along a line at equal distances."""
    found = [line[0]]
    carried = 0.0
    for (x0, y0), (x1, y1) in itertools.pairwise(line):
        length = math.hypot(x1 - x0, y1 - y0)
        at = gap - carried
        while at <= length:
            share = at / max(length, 1e-9)
            found.append((x0 + (x1 - x0) * share, y0 + (y1 - y0) * share))
            at += gap
        carried = (carried + length) % gap
    return found


def _wave(line: Sequence[Point], high: float, long: float) -> list[Point]:
    dense = _every(line, 2.0)
    moved = []
    for at, (point, (nx, ny)) in enumerate(zip(dense, _normals(dense), strict=True)):
        swing = high * math.sin(2 * math.pi * at * 2.0 / long)
        moved.append((point[0] + nx * swing, point[1] + ny * swing))
    return moved


def _beside(line: Sequence[Point], off: float) -> list[Point]:
    return [
        (x + nx * off, y + ny * off) for (x, y), (nx, ny) in zip(line, _normals(line), strict=True)
    ]


def _normals(line: Sequence[Point]) -> list[Point]:
    found = []
    for at in range(len(line)):
        ax, ay = line[max(at - 1, 0)]
        bx, by = line[min(at + 1, len(line) - 1)]
        norm = math.hypot(bx - ax, by - ay) or 1.0
        found.append((-(by - ay) / norm, (bx - ax) / norm))
    return found


def _ribbon_line(
    surface: pygame.Surface, line: Sequence[Point], colour: Rgb, tail: float, head: float
) -> None:
    if len(line) < 2:
        return
    left, right = [], []
    for at, ((x, y), (nx, ny)) in enumerate(zip(line, _normals(line), strict=True)):
        half = (tail + (head - tail) * at / max(1, len(line) - 1)) / 2
        left.append((x + nx * half, y + ny * half))
        right.append((x - nx * half, y - ny * half))
    outline = left + right[::-1]
    pygame.draw.polygon(surface, colour, outline)
    pygame.draw.aalines(surface, colour, True, outline)
