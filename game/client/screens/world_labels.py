"""Names of states on the map: along the lie of their land, spaced out, with a halo of paper."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pygame
from numpy.typing import NDArray
from scipy import ndimage

from game.client.mapview.atlas import OVERVIEW_STEP, Atlas
from game.client.mapview.camera import Camera
from game.client.mapview.style import PLAIN, MapStyle
from game.client.theme import font_file

SIZES = (11, 12, 13, 14, 16, 18, 20, 23, 26, 30, 34, 39, 45, 52)
"""Pixels of letters at 100 %; a name takes the largest that its land has room for."""
STEEPEST = math.radians(38)
SMALLEST_PART = 900
"""Cells of the overview that a part of a state needs for a name of its own."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a name stands: a point of the map, how long the land is, and its lie."""

    owner: int
    x: float
    y: float
    length: float
    """Map units along the axis."""
    depth: float
    """Map units across it."""
    angle: float
    """Radians, clockwise on the screen."""
    main: bool
    """The part with the capital."""


class Labels:
    """Places of names for one distribution of land, and pictures of names at hand."""

    def __init__(self, atlas: Atlas, style: MapStyle = PLAIN, scale: float = 1.0) -> None:
        self.atlas, self.style, self.scale = atlas, style, scale
        self._places: list[Place] = []
        self._owner: NDArray[np.integer] | None = None
        self._pictures: dict[tuple[str, int, int], pygame.Surface] = {}
        self._fonts: dict[int, pygame.Font] = {}

    def follow(self, owner: NDArray[np.integer], capitals: NDArray[np.integer]) -> None:
        """Place the names for who holds which territory `[T]`; `capitals` are of states `[N]`."""
        if self._owner is not None and np.array_equal(owner, self._owner):
            return
        self._owner = owner.copy()
        self._places = places(self.atlas, owner, capitals)

    def draw(self, surface: pygame.Surface, camera: Camera, names: tuple[str, ...]) -> None:
        """Write every name that has room, the largest first, none over another."""
        taken: list[pygame.Rect] = []
        window = surface.get_rect()
        for place in self._places:
            x, y = camera.to_screen(place.x, place.y)
            reach = place.length * camera.zoom
            if not window.inflate(reach, reach).collidepoint(x, y):
                continue
            picture = self._picture(names[place.owner], place, camera.zoom)
            if picture is None:
                continue
            box = picture.get_rect(center=(round(x), round(y)))
            core = box.inflate(-box.width // 5, -box.height // 4)
            if core.collidelist(taken) >= 0:
                continue
            taken.append(core)
            surface.blit(picture, box)

    def _picture(self, name: str, place: Place, zoom: float) -> pygame.Surface | None:
        words = name.upper()
        half = _broken(words)
        if place.main and half and len(words) * 11 * self.scale * 0.74 > place.length * zoom * 0.92:
            words = half
        longest, lines = max(map(len, words.split("\n"))), words.count("\n") + 1
        room, high = place.length * zoom * 0.92, place.depth * zoom * 0.85
        sizes = SIZES if place.main else SIZES[:8]
        best = 0
        for size in sizes:
            tall = size * self.scale
            if longest * tall * 0.74 > room or tall * lines > high:
                break
            best = size
        if not best:
            return None
        spread = min(0.9, max(0.0, room * 0.8 / (longest * best * self.scale * 0.68) - 1.0))
        step = round(spread * 4)
        angle = round(math.degrees(place.angle) / 3) * 3
        key = (words, best * 10 + step, angle)
        picture = self._pictures.get(key)
        if picture is None:
            picture = self._render(words, best, step, angle)
            if len(self._pictures) > 600:
                self._pictures.clear()
            self._pictures[key] = picture
        return picture

    def _font(self, size: int) -> pygame.Font:
        if size not in self._fonts:
            self._fonts[size] = pygame.Font(font_file("serif-bold"), size)
        return self._fonts[size]

    def _render(self, words: str, size: int, step: int, angle: int) -> pygame.Surface:
        pixels = max(8, round(size * self.scale))
        font = self._font(2 * pixels)
        gap = round(pixels * 2 * (0.08 + 0.17 * step))
        rows = [[font.size(letter)[0] for letter in row] for row in words.split("\n")]
        widths = [sum(row) + gap * (len(row) - 1) for row in rows]
        edge, line = 6, round(font.get_height() * 0.8)
        size_px = (max(widths) + 2 * edge, font.get_height() + line * (len(rows) - 1) + 2 * edge)
        sheet = pygame.Surface(size_px, pygame.SRCALPHA)
        sheet.fill((*self.style.halo, 0))
        for colour, offsets in ((self.style.halo, _HALO), (self.style.ink, ((0, 0),))):
            for at, (row, wide) in enumerate(zip(words.split("\n"), widths, strict=True)):
                x, y = (size_px[0] - wide) // 2, edge + at * line
                for letter, advance in zip(row, rows[at], strict=True):
                    image = font.render(letter, True, colour)
                    for dx, dy in offsets:
                        sheet.blit(image, (x + dx, y + dy))
                    x += advance + gap
        sheet.set_alpha(232)
        return pygame.transform.rotozoom(sheet, -angle, 0.5)


def _broken(words: str) -> str:
    """Return the words in two lines, broken at the space nearest the middle; empty without one."""
    spaces = [at for at, letter in enumerate(words) if letter == " "]
    if not spaces:
        return ""
    at = min(spaces, key=lambda each: abs(each - len(words) / 2))
    return f"{words[:at]}\n{words[at + 1 :]}"


_HALO = tuple(
    (round(4 * math.cos(turn)), round(4 * math.sin(turn)))
    for turn in np.linspace(0, 2 * math.pi, 12, endpoint=False)
)


def places(atlas: Atlas, owner: NDArray[np.integer], capitals: NDArray[np.integer]) -> list[Place]:
    """Return where names stand, the largest land first.

    Each part of a state that hangs together over land is measured on the overview; its name lies
    along the axis of its cells.
    """
    cells = atlas.overview
    held = np.where(cells >= 0, owner[np.maximum(cells, 0)], -1)
    found: list[tuple[int, Place]] = []
    windows = ndimage.find_objects(held + 1)
    for state in np.unique(held[held >= 0]).tolist():
        window = windows[state]
        corner = (window[0].start, window[1].start)
        parts, count = ndimage.label(held[window] == state)
        sizes = np.bincount(parts.ravel(), minlength=count + 1)
        sizes[0] = 0
        home = parts[np.isin(cells[window], capitals[state]) & (parts > 0)]
        main = int(np.bincount(home).argmax()) if len(home) else int(sizes.argmax())
        around = ndimage.find_objects(parts)
        for part in sorted({main, *np.flatnonzero(sizes >= SMALLEST_PART).tolist()}):
            box = around[part - 1]
            at = (corner[0] + box[0].start, corner[1] + box[1].start)
            place = _place(state, parts[box] == part, at, main=part == main)
            found.append((int(sizes[part]), place))
    found.sort(key=lambda each: -each[0])
    return [place for _, place in found]


def _place(state: int, mask: NDArray[np.bool_], corner: tuple[int, int], *, main: bool) -> Place:
    ys, xs = np.nonzero(mask)
    # The middle that is farthest from the edge keeps a name on land; the mean keeps it balanced.
    inside = ndimage.distance_transform_edt(np.pad(mask, 1))[1:-1, 1:-1]
    gy, gx = np.nonzero(inside >= 0.55 * inside.max())
    at = int(np.hypot(gy - ys.mean(), gx - xs.mean()).argmin())
    cx, cy = float(gx[at]), float(gy[at])
    cov = np.cov(np.stack([xs, ys])) if len(xs) > 2 else np.eye(2)
    values, vectors = np.linalg.eigh(cov)
    vx, vy = vectors[:, 1]
    angle = math.atan2(vy, vx)
    angle = (angle + math.pi / 2) % math.pi - math.pi / 2
    if abs(angle) > STEEPEST or values[1] < 1.5 * values[0]:
        angle = 0.0
    # How far the land reaches from the middle, both ways along the axis, without leaving it.
    ux, uy = math.cos(angle), math.sin(angle)
    reach = [_reach(mask, cx, cy, sign * ux, sign * uy) for sign in (1, -1)]
    shift = (reach[0] - reach[1]) / 2
    cx, cy = cx + shift * ux, cy + shift * uy
    length = sum(reach)
    across = _reach(mask, cx, cy, -uy, ux) + _reach(mask, cx, cy, uy, -ux)
    return Place(
        state,
        (corner[1] + cx + 0.5) * OVERVIEW_STEP,
        (corner[0] + cy + 0.5) * OVERVIEW_STEP,
        length * OVERVIEW_STEP,
        max(across, 2.0) * OVERVIEW_STEP,
        angle,
        main,
    )


def _reach(mask: NDArray[np.bool_], x: float, y: float, dx: float, dy: float) -> float:
    rows, columns = mask.shape
    steps = np.arange(1, rows + columns)
    u, v = np.rint(x + dx * steps).astype(int), np.rint(y + dy * steps).astype(int)
    inside = (u >= 0) & (u < columns) & (v >= 0) & (v < rows)
    outside = ~inside
    outside[inside] = ~mask[v[inside], u[inside]]
    # Narrow waters and small neighbours do not end a name.
    runs = np.convolve(outside, np.ones(9), mode="full")[8:]
    ends = np.flatnonzero((runs >= 9) | (np.arange(len(runs)) >= len(runs) - 8) & outside)
    return float(ends[0]) if len(ends) else float(len(steps))
