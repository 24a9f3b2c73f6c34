"""The chart behind the title: a globe's graticule among rhumb lines, inside a ruled border."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

import pygame

from game.client import paint
from game.client.assets import assets_folder
from game.client.colours import ACCENT, INK, PAPER, RULE, Rgb, mix

_SEA: Rgb = (198, 212, 205)
_LAND: Rgb = (236, 223, 190)
_COAST: Rgb = (122, 104, 74)
_BRASS: Rgb = (150, 118, 66)

Point = tuple[float, float]


@lru_cache(maxsize=2)
def chart(size: tuple[int, int]) -> pygame.Surface:
    """Return the chart for a window of this size."""
    page = paint.paper(size).copy()
    width, height = size
    unit = min(width / 16, height / 9)
    frame = page.get_rect().inflate(-round(unit * 0.5), -round(unit * 0.5))
    inner = frame.inflate(-round(unit * 0.34), -round(unit * 0.34))
    page.set_clip(inner)
    globe = (width * 0.7, height * 0.5)
    radius = min(height * 0.385, width * 0.26)
    _rhumb_lines(page, (width * 0.27, height * 0.78), width, 32)
    _rhumb_lines(page, globe, width, 16)
    _globe(page, globe, radius)
    _rose(page, (width * 0.925, height * 0.82), unit * 0.72)
    page.set_clip(None)
    _border(page, frame, inner, unit)
    return page


def _rhumb_lines(page: pygame.Surface, centre: Point, reach: float, count: int) -> None:
    for index in range(count):
        angle = 2 * math.pi * index / count
        end = (centre[0] + reach * 1.2 * math.cos(angle), centre[1] + reach * 1.2 * math.sin(angle))
        principal = index % (count // 8) == 0
        colour = mix(PAPER, _BRASS, 0.36 if principal else 0.2)
        pygame.draw.aaline(page, colour, centre, end)


def _globe(page: pygame.Surface, centre: Point, radius: float) -> None:
    r = round(radius)
    at = (round(centre[0]), round(centre[1]))
    paint.disc(page, at, r, _SEA)
    for latitude in range(-75, 90, 15):
        _curve(
            page, centre, radius, [(lon, latitude) for lon in range(-180, 181, 3)], latitude == 0
        )
    for longitude in range(-180, 180, 15):
        _curve(
            page, centre, radius, [(longitude, lat) for lat in range(-90, 91, 3)], longitude == 0
        )
    _continents(page, at, r)
    _sphere(page, at, r)
    for grow, weight in ((0, 2), (round(r * 0.035), 1), (round(r * 0.06), 3)):
        pygame.draw.aacircle(page, mix(_BRASS, INK, 0.45), at, r + grow, weight)
    for step in range(72):
        angle = math.radians(step * 5)
        near, far = radius * 1.035, radius * (1.06 if step % 3 else 1.085)
        pygame.draw.aaline(
            page,
            mix(_BRASS, INK, 0.45),
            (centre[0] + near * math.cos(angle), centre[1] + near * math.sin(angle)),
            (centre[0] + far * math.cos(angle), centre[1] + far * math.sin(angle)),
        )


def _sphere(page: pygame.Surface, at: tuple[int, int], r: int) -> None:
    # Rings from the rim to the light, multiplied in, so that the flat disc reads as a ball.
    shade = pygame.Surface((2 * r + 2, 2 * r + 2))
    shade.fill((255, 255, 255))
    middle = (r + 1, r + 1)
    light = (middle[0] - r * 0.3, middle[1] - r * 0.36)
    steps = 48
    for step in range(steps):
        share = step / steps
        centre = (
            middle[0] + (light[0] - middle[0]) * share,
            middle[1] + (light[1] - middle[1]) * share,
        )
        colour = mix((190, 179, 152), (255, 253, 244), share**0.7)
        pygame.draw.circle(shade, colour, centre, r * (1 - share))
    page.blit(shade, (at[0] - r - 1, at[1] - r - 1), special_flags=pygame.BLEND_RGB_MULT)


def _continents(page: pygame.Surface, at: tuple[int, int], r: int) -> None:
    # Twice too large and scaled down, for smooth coasts.
    big = 2 * r
    image = pygame.Surface((2 * big, 2 * big), pygame.SRCALPHA)
    image.fill((*_LAND, 0))
    weight = max(2, big // 260)
    for rings, fill in ((land()["land"], _LAND), (land()["water"], _SEA)):
        for seen in filter(None, map(_on_the_ball, rings)):
            ring = [(big + big * x, big - big * y) for x, y in seen]
            pygame.draw.polygon(image, fill, ring)
            pygame.draw.lines(image, _COAST, True, ring, weight)
    small = pygame.transform.smoothscale(image, (2 * r, 2 * r))
    page.blit(small, (at[0] - r, at[1] - r))


def _on_the_ball(ring: Sequence[float]) -> list[Point]:
    """Return a ring as seen, what is behind the horizon drawn to the rim; empty if all of it is."""
    seen = False
    points: list[Point] = []
    for longitude, latitude in zip(ring[::2], ring[1::2], strict=True):
        x, y, depth = _turned(longitude / 10, latitude / 10)
        if depth < 0:
            away = math.hypot(x, y) or 1.0
            x, y = x / away, y / away
        else:
            seen = True
        points.append((x, y))
    return points if seen else []


@cache
def land() -> Mapping[str, Sequence[Sequence[float]]]:
    """Return rings of `land` and of `water` in it, in tenths of a degree, longitude first."""
    nothing: dict[str, Sequence[Sequence[float]]] = {"land": (), "water": ()}
    try:
        data: dict[str, Sequence[Sequence[float]]] = json.loads(
            (assets_folder() / "title" / "land.json").read_text(encoding="utf-8")
        )
    except (OSError, ValueError):
        return nothing  # The globe stays a ball of sea.
    return nothing | data


def _curve(
    page: pygame.Surface, centre: Point, radius: float, places: list[tuple[int, int]], main: bool
) -> None:
    colour = mix(_SEA, INK, 0.55 if main else 0.22)
    run: list[Point] = []
    for lon, lat in places:
        point = _orthographic(lon, lat)
        if point is not None:
            run.append((centre[0] + radius * point[0], centre[1] - radius * point[1]))
            continue
        if len(run) > 1:
            pygame.draw.aalines(page, colour, False, run)
        run = []
    if len(run) > 1:
        pygame.draw.aalines(page, colour, False, run)


def _orthographic(longitude: float, latitude: float) -> Point | None:
    """Return where a place is on a ball of radius one, None on the far side."""
    x, y, depth = _turned(longitude, latitude)
    return (x, y) if depth >= 0 else None


def _turned(longitude: float, latitude: float) -> tuple[float, float, float]:
    # Seen from above 22 E, 28 N: Geneva, Manchuria's edge and Ethiopia on one face.
    lam, phi = math.radians(longitude - 22), math.radians(latitude)
    phi0 = math.radians(28)
    x = math.cos(phi) * math.sin(lam)
    y = math.cos(phi0) * math.sin(phi) - math.sin(phi0) * math.cos(phi) * math.cos(lam)
    depth = math.sin(phi0) * math.sin(phi) + math.cos(phi0) * math.cos(phi) * math.cos(lam)
    return x, y, depth


def _rose(page: pygame.Surface, centre: Point, radius: float) -> None:
    ink = mix(_BRASS, INK, 0.5)
    pygame.draw.aacircle(page, ink, centre, radius * 0.72, 1)
    pygame.draw.aacircle(page, ink, centre, radius * 0.66, 1)
    for index in sorted(range(16), key=lambda i: (i % 2 == 0) + (i % 4 == 0)):
        length = radius * (1.0 if index % 4 == 0 else 0.7 if index % 2 == 0 else 0.5)
        angle = 2 * math.pi * index / 16 - math.pi / 2
        waist = radius * 0.13
        tip = (centre[0] + length * math.cos(angle), centre[1] + length * math.sin(angle))
        for side, colour in ((-1, ink), (1, PAPER)):
            turn = angle + side * math.pi / 8
            hip = (centre[0] + waist * math.cos(turn), centre[1] + waist * math.sin(turn))
            fill = ACCENT if index == 0 and side < 0 else colour
            pygame.draw.polygon(page, fill, [centre, tip, hip])
            pygame.draw.aalines(page, ink, True, [centre, tip, hip])


def _border(page: pygame.Surface, frame: pygame.Rect, inner: pygame.Rect, unit: float) -> None:
    ink = mix(INK, _BRASS, 0.25)
    band = (frame.width - inner.width) // 2
    count = 24
    for horizontal in (True, False):
        length = frame.width if horizontal else frame.height
        pieces = count if horizontal else round(count * frame.height / frame.width)
        for index in range(pieces):
            start, stop = length * index // pieces, length * (index + 1) // pieces
            if index % 2:
                continue
            thin = max(2, band // 3)
            for far in (False, True):
                if horizontal:
                    y = frame.bottom - 2 * thin if far else frame.top + thin
                    page.fill(ink, (frame.left + start, y, stop - start, thin))
                else:
                    x = frame.right - 2 * thin if far else frame.left + thin
                    page.fill(ink, (x, frame.top + start, thin, stop - start))
    for rect, weight in ((frame, max(1, round(unit / 40))), (inner, 1)):
        pygame.draw.rect(page, ink, rect, weight)
    step = max(2, band // 3)
    pygame.draw.rect(page, mix(ink, RULE, 0.3), frame.inflate(-2 * step, -2 * step), 1)
    pygame.draw.rect(page, mix(ink, RULE, 0.3), frame.inflate(-4 * step, -4 * step), 1)
