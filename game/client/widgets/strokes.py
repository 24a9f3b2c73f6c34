"""How the series of a chart are told apart beside their colour: dashes and marks."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

import pygame

from game.client import paint
from game.client.colours import FIELD, Rgb
from game.client.theme import Theme

DASHES: tuple[tuple[int, ...], ...] = ((), (8, 4), (2, 3), (10, 3, 2, 3), (5, 5), (14, 4))
"""Lengths drawn and left out, at 100 %; a second cue beside the colour."""

MARKS = ("disc", "square", "triangle", "diamond", "cross", "ring")


def dashed(
    theme: Theme,
    image: pygame.Surface,
    colour: Rgb,
    points: Sequence[tuple[float, float]],
    pattern: tuple[int, ...],
    width: int,
) -> None:
    """Draw a line through points, in a pattern of lengths drawn and left out."""
    lengths = [theme.px(length) for length in pattern] or [1_000_000]
    part, left = 0, float(lengths[0])
    for start, end in pairwise(points):
        length = math.dist(start, end)
        done = 0.0
        while done < length:
            step = min(left, length - done)
            if part % 2 == 0:
                a, b = (done / length, (done + step) / length)
                _stroke(image, colour, _between(start, end, a), _between(start, end, b), width)
            done += step
            left -= step
            if left <= 1e-6:
                part = (part + 1) % len(lengths)
                left = float(lengths[part])


def mark(theme: Theme, image: pygame.Surface, at: tuple[int, int], index: int, colour: Rgb) -> None:
    """Draw the mark of a series at a point."""
    r = theme.px(4)
    x, y = at
    match MARKS[index % len(MARKS)]:
        case "disc":
            paint.disc(image, at, r, colour)
        case "square":
            image.fill(colour, (x - r + 1, y - r + 1, 2 * r - 1, 2 * r - 1))
        case "triangle":
            paint.chevron(image, at, 2 * r + 2, "up", colour)
        case "diamond":
            pygame.draw.polygon(image, colour, [(x, y - r), (x + r, y), (x, y + r), (x - r, y)])
        case "cross":
            _stroke(image, colour, (x - r, y - r), (x + r, y + r), theme.px(2))
            _stroke(image, colour, (x - r, y + r), (x + r, y - r), theme.px(2))
        case _:
            paint.disc(image, at, r, FIELD, colour, theme.px(2))


def _between(
    start: tuple[float, float], end: tuple[float, float], share: float
) -> tuple[float, float]:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _stroke(
    image: pygame.Surface,
    colour: Rgb,
    start: tuple[float, float],
    end: tuple[float, float],
    width: int,
) -> None:
    pygame.draw.aaline(image, colour, start, end, width)
