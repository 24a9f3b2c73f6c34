"""Painted parts: sheets with soft shadows, rounded boxes, rules, rings, paper."""

from __future__ import annotations

from functools import lru_cache

import pygame

from game.client.colours import ACCENT, INK, PAPER, Rgb, mix

_SMOOTH = 4
"""Corners are drawn this many times too large and scaled down."""


def box(
    surface: pygame.Surface,
    rect: pygame.Rect,
    fill: Rgb,
    *,
    border: Rgb | None = None,
    border_width: int = 1,
    radius: int = 0,
) -> None:
    """Fill a box with rounded, smooth corners."""
    edge = border if border is not None else fill
    width = border_width if border is not None else 0
    r = max(0, min(radius, rect.width // 2, rect.height // 2))
    if rect.width <= 0 or rect.height <= 0:
        return
    left, top, wide, high = rect
    # Every pixel once: large sheets are filled in each frame.
    inner = rect.inflate(-2 * max(r, width), -2 * width)
    surface.fill(fill, inner)
    if r > width:
        for x in (left + width, rect.right - r):
            surface.fill(fill, (x, top + r, r - width, high - 2 * r))
    if width:
        for y in (top, rect.bottom - width):
            surface.fill(edge, (left + r, y, wide - 2 * r, width))
        for x in (left, rect.right - width):
            surface.fill(edge, (x, top + r, width, high - 2 * r))
    if r == 0:
        return
    disc = _disc(r, fill, edge, width)
    for x, u in ((rect.left, 0), (rect.right - r, r)):
        for y, v in ((rect.top, 0), (rect.bottom - r, r)):
            surface.blit(disc, (x, y), (u, v, r, r))


def disc(
    surface: pygame.Surface,
    centre: tuple[int, int],
    radius: int,
    fill: Rgb,
    border: Rgb | None = None,
    border_width: int = 1,
) -> None:
    """Draw a smooth disc."""
    image = _disc(radius, fill, border or fill, border_width if border else 0)
    surface.blit(image, (centre[0] - radius, centre[1] - radius))


@lru_cache(maxsize=512)
def _disc(radius: int, fill: Rgb, edge: Rgb, width: int) -> pygame.Surface:
    size = 2 * radius * _SMOOTH
    # Clear pixels carry the edge's colour, or scaling down would darken the rim.
    big = pygame.Surface((size, size), pygame.SRCALPHA)
    big.fill((*edge, 0))
    middle = (size / 2, size / 2)
    pygame.draw.circle(big, edge, middle, size / 2)
    if width:
        pygame.draw.circle(big, fill, middle, size / 2 - width * _SMOOTH)
    return pygame.transform.smoothscale(big, (2 * radius, 2 * radius))


def shadow(surface: pygame.Surface, rect: pygame.Rect, spread: int, strength: int = 70) -> None:
    """Lay a soft shadow round a box, a little below it; draw it before the box."""
    below = rect.move(0, spread // 3)
    piece = _shadow_piece(spread, strength)
    corner = piece.get_width() // 2
    outer = below.inflate(2 * spread, 2 * spread)
    if outer.width < 2 * corner or outer.height < 2 * corner:
        return
    across, along = outer.width - 2 * corner, outer.height - 2 * corner
    for x, u in ((outer.left, 0), (outer.right - corner, corner)):
        for y, v in ((outer.top, 0), (outer.bottom - corner, corner)):
            surface.blit(piece, (x, y), (u, v, corner, corner))
    top, left = _shadow_edges(spread, strength, across, along)
    surface.blit(top, (outer.left + corner, outer.top))
    surface.blit(
        pygame.transform.flip(top, False, True), (outer.left + corner, outer.bottom - corner)
    )
    surface.blit(left, (outer.left, outer.top + corner))
    surface.blit(
        pygame.transform.flip(left, True, False), (outer.right - corner, outer.top + corner)
    )


@lru_cache(maxsize=32)
def _shadow_piece(spread: int, strength: int) -> pygame.Surface:
    size = 6 * spread
    image = pygame.Surface((size, size), pygame.SRCALPHA)
    inner = image.get_rect().inflate(-2 * spread, -2 * spread)
    pygame.draw.rect(image, (30, 18, 6, strength), inner, border_radius=spread // 2)
    return pygame.transform.gaussian_blur(image, max(1, spread // 2))


@lru_cache(maxsize=128)
def _shadow_edges(
    spread: int, strength: int, across: int, along: int
) -> tuple[pygame.Surface, pygame.Surface]:
    piece = _shadow_piece(spread, strength)
    corner = piece.get_width() // 2
    top = piece.subsurface((corner, 0, 1, corner))
    left = piece.subsurface((0, corner, corner, 1))
    return (
        pygame.transform.scale(top, (max(1, across), corner)),
        pygame.transform.scale(left, (corner, max(1, along))),
    )


def ring(surface: pygame.Surface, rect: pygame.Rect, width: int, radius: int) -> None:
    """Draw the focus ring just outside a box: accent, with a light line to part it from it."""
    outer = rect.inflate(4 * width, 4 * width)
    pygame.draw.rect(surface, ACCENT, outer, width, border_radius=radius + 2 * width)
    pygame.draw.rect(
        surface,
        (255, 252, 244),
        rect.inflate(2 * width, 2 * width),
        width,
        border_radius=radius + width,
    )


def rule(surface: pygame.Surface, x: int, y: int, width: int, colour: Rgb, weight: int = 1) -> None:
    """Draw a horizontal rule."""
    surface.fill(colour, (x, y, width, weight))


@lru_cache(maxsize=4)
def paper(size: tuple[int, int]) -> pygame.Surface:
    """Return a page of old paper: fine grain, edges a little darker."""
    page = pygame.Surface(size)
    page.fill(PAPER)
    tile = _grain()
    for x in range(0, size[0], tile.get_width()):
        for y in range(0, size[1], tile.get_height()):
            page.blit(tile, (x, y))
    page.blit(_vignette(size), (0, 0), special_flags=pygame.BLEND_RGB_MULT)
    return page


@lru_cache(maxsize=1)
def _grain() -> pygame.Surface:
    import numpy as np  # noqa: PLC0415 - only pages of paper need it

    rng = np.random.default_rng(1931)
    noise = rng.normal(0.0, 1.6, (256, 256)) + np.repeat(rng.normal(0, 0.9, (256, 1)), 256, axis=1)
    pixels = np.clip(np.asarray(PAPER) + noise[..., None], 0, 255).astype(np.uint8)
    return pygame.surfarray.make_surface(pixels)


def _vignette(size: tuple[int, int]) -> pygame.Surface:
    small = pygame.Surface((48, 27))
    for x in range(48):
        for y in range(27):
            away = max(abs(x - 23.5) / 23.5, 0.0) ** 4 * 0.6 + abs((y - 13) / 13) ** 4 * 0.6
            small.set_at((x, y), mix((255, 255, 255), (208, 190, 152), min(1.0, away) * 0.55))
    return pygame.transform.smoothscale(small, size)


def chevron(
    surface: pygame.Surface, centre: tuple[int, int], size: int, direction: str, colour: Rgb = INK
) -> None:
    """Draw a small arrow head: `up`, `down`, `left` or `right`."""
    x, y = centre
    half = size / 2
    shapes = {
        "down": [(x - half, y - half / 2), (x + half, y - half / 2), (x, y + half / 2)],
        "up": [(x - half, y + half / 2), (x + half, y + half / 2), (x, y - half / 2)],
        "left": [(x + half / 2, y - half), (x + half / 2, y + half), (x - half / 2, y)],
        "right": [(x - half / 2, y - half), (x - half / 2, y + half), (x + half / 2, y)],
    }
    points = shapes[direction]
    pygame.draw.polygon(surface, colour, points)
    pygame.draw.aalines(surface, colour, True, points)


def forget() -> None:
    """Drop kept surfaces, which must not outlive the display they were made for."""
    for kept in (_disc, _shadow_piece, _shadow_edges, paper, _grain):
        kept.cache_clear()
