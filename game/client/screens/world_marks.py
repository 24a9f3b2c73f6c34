"""Marks on the map: formations, quarrels and wars, and the arrows of orders."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache

import pygame

from game.client import paint
from game.client.colours import ACCENT, FIELD, INK, ON_ACCENT, Rgb, ink_on, mix
from game.client.mapview.camera import Camera
from game.client.present.marks import Arrow, Flag, Troop
from game.client.theme import Theme, Type
from game.core.kinds import Arm

NEAR_ZOOM = 0.6
"""Pixels a map unit at which all formations show; farther away only those that are asked for."""
_HALO: Rgb = (250, 244, 230)


def troop_boxes(
    troops: Sequence[Troop],
    points: Sequence[tuple[float, float]],
    camera: Camera,
    theme: Theme,
) -> list[tuple[Troop, pygame.Rect]]:
    """Return where each marker is drawn; several at one place stand side by side.

    One's own always show; of others those that cover none, the strongest first.
    """
    wide, high = theme.px(30), theme.px(20)
    window = pygame.Rect((0, 0), camera.viewport).inflate(wide * 4, high * 4)
    placed: list[tuple[Troop, pygame.Rect]] = []
    taken: list[pygame.Rect] = []
    at_node: dict[int, int] = {}
    near = camera.zoom >= NEAR_ZOOM
    for troop in sorted(troops, key=lambda each: (not each.own, -each.strength)):
        if not near and not troop.own:
            continue
        x, y = camera.to_screen(*points[troop.node])
        if not window.collidepoint(x, y):
            continue
        place = at_node.get(troop.node, 0)
        box = pygame.Rect(0, 0, wide, high)
        box.midtop = (round(x) + place * (wide + theme.px(3)), round(y) + theme.px(5))
        if not troop.own and box.collidelist(taken) >= 0:
            continue
        at_node[troop.node] = place + 1
        taken.append(box)
        placed.append((troop, box))
    return placed


def draw_troops(
    surface: pygame.Surface,
    boxes: Iterable[tuple[Troop, pygame.Rect]],
    theme: Theme,
    picked: frozenset[int],
) -> None:
    """Draw markers with the symbol of their arm and their strength."""
    edge = theme.px(3)
    for troop, box in boxes:
        chosen = not picked.isdisjoint(troop.rows)
        picture = _marker(
            troop.rgb, troop.arm, strength_words(troop.strength), troop.own, chosen, box.size, theme
        )
        surface.blit(picture, (box.left - edge, box.top - edge))


@lru_cache(maxsize=1024)
def _marker(
    rgb: Rgb, arm: Arm, strength: str, own: bool, chosen: bool, size: tuple[int, int], theme: Theme
) -> pygame.Surface:
    rim = theme.px(3)
    surface = pygame.Surface((size[0] + 2 * rim, size[1] + 2 * rim), pygame.SRCALPHA)
    box = pygame.Rect((rim, rim), size)
    fill = mix(rgb, FIELD, 0.25)
    edge = ACCENT if chosen else INK if own else mix(rgb, INK, 0.55)
    if chosen:
        paint.box(surface, box.inflate(2 * rim, 2 * rim), ACCENT, radius=theme.px(5))
    paint.box(surface, box, fill, border=edge, border_width=theme.px(1), radius=theme.px(3))
    ink = ink_on(fill)
    symbol = pygame.Rect(box.left + theme.px(3), box.top + theme.px(4), theme.px(11), 0)
    symbol.height = box.height - theme.px(8)
    draw_arm(surface, symbol, arm, ink, theme)
    words = theme.words(strength, Type.SMALL_STRONG, ink)
    room = pygame.Rect(symbol.right, box.top, box.right - symbol.right - theme.px(2), 0)
    if words.get_width() > room.width:
        words = pygame.transform.smoothscale_by(words, room.width / words.get_width())
    surface.blit(words, words.get_rect(center=(room.centerx, box.centery)))
    return surface


def strength_words(strength: float) -> str:
    """Return a strength in thousands as it stands on a marker."""
    return f"{strength:.0f}" if strength >= 1 else "<1"


def draw_arm(surface: pygame.Surface, box: pygame.Rect, arm: Arm, ink: Rgb, theme: Theme) -> None:
    """Draw crossed belts for an army, a hull for a fleet, wings for an air group."""
    width = theme.px(1)
    match arm:
        case Arm.ARMY:
            pygame.draw.rect(surface, ink, box, width)
            pygame.draw.aaline(surface, ink, box.topleft, (box.right - 1, box.bottom - 1))
            pygame.draw.aaline(surface, ink, (box.left, box.bottom - 1), (box.right - 1, box.top))
        case Arm.FLEET:
            low = box.top + box.height * 6 // 10
            hull = [(box.left, low), (box.right, low), (box.right - box.width // 4, box.bottom),
                    (box.left + box.width // 4, box.bottom)]  # fmt: skip
            pygame.draw.polygon(surface, ink, hull)
            pygame.draw.line(surface, ink, (box.centerx, box.top), (box.centerx, low), width)
            pygame.draw.line(surface, ink, (box.centerx, box.top + 1),
                             (box.right - 2, low - 1), width)  # fmt: skip
        case Arm.AIR:
            middle = box.centery
            pygame.draw.line(surface, ink, (box.left, middle - 1), (box.right, middle - 1),
                             2 * width)  # fmt: skip
            pygame.draw.line(surface, ink, (box.centerx, box.top), (box.centerx, box.bottom),
                             2 * width)  # fmt: skip
            pygame.draw.line(surface, ink, (box.centerx - 2, box.bottom - 1),
                             (box.centerx + 2, box.bottom - 1), width)  # fmt: skip


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
            paint.disc(surface, centre, radius + theme.px(4), _HALO, ACCENT, theme.px(2))
        fill = ACCENT if not flag.war else mix(ACCENT, INK, 0.45)
        paint.disc(surface, centre, radius, fill, _HALO, theme.px(2))
        if flag.war:
            r = radius * 0.55
            for turn in (math.pi / 4, -math.pi / 4):
                dx, dy = r * math.cos(turn), r * math.sin(turn)
                pygame.draw.line(surface, ON_ACCENT, (centre[0] - dx, centre[1] - dy),
                                 (centre[0] + dx, centre[1] + dy), theme.px(2))  # fmt: skip
        else:
            words = theme.words("!", Type.STRONG, ON_ACCENT)
            surface.blit(words, words.get_rect(center=centre))


def draw_arrow(surface: pygame.Surface, arrow: Arrow, camera: Camera, theme: Theme) -> None:
    """Draw a march as a curved arrow, thin at its tail."""
    x0, y0 = camera.to_screen(*arrow.start)
    x1, y1 = camera.to_screen(*arrow.end)
    # The short way round the world.
    span = camera.world_width * camera.zoom
    if abs(x1 - x0) > span / 2:
        x1 += span if x1 < x0 else -span
    length = math.hypot(x1 - x0, y1 - y0)
    if length < theme.px(12):
        return
    bend = 0.16
    cx, cy = (x0 + x1) / 2 + (y1 - y0) * bend, (y0 + y1) / 2 - (x1 - x0) * bend
    steps = 18
    line = []
    for step in range(steps + 1):
        t = step / steps
        a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t * t
        line.append((a * x0 + b * cx + c * x1, a * y0 + b * cy + c * y1))
    head = theme.px(13)
    dx, dy = line[-1][0] - line[-2][0], line[-1][1] - line[-2][1]
    norm = math.hypot(dx, dy) or 1.0
    dx, dy = dx / norm, dy / norm
    neck = (x1 - dx * head, y1 - dy * head)
    body = [point for point in line[:-1] if math.dist(point, (x1, y1)) > head] + [neck]
    tip = [(x1, y1), (neck[0] - dy * head * 0.55, neck[1] + dx * head * 0.55),
           (neck[0] + dy * head * 0.55, neck[1] - dx * head * 0.55)]  # fmt: skip
    if arrow.standing:
        for first, second in zip(body[::2], body[1::2], strict=False):
            pygame.draw.line(surface, INK, first, second, theme.px(2))
        pygame.draw.polygon(surface, INK, tip)
        return
    outline = _ribbon(body, theme.px(3), theme.px(9))
    pygame.draw.polygon(surface, _HALO, _ribbon(body, theme.px(6), theme.px(12)))
    pygame.draw.polygon(surface, _HALO, tip, theme.px(4))
    pygame.draw.polygon(surface, ACCENT, outline)
    pygame.draw.aalines(surface, ACCENT, True, outline)
    pygame.draw.polygon(surface, ACCENT, tip)
    pygame.draw.aalines(surface, ACCENT, True, tip)


def _ribbon(
    line: Sequence[tuple[float, float]], tail: float, head: float
) -> list[tuple[float, float]]:
    left, right = [], []
    for at, (x, y) in enumerate(line):
        bx, by = line[min(at + 1, len(line) - 1)]
        ax, ay = line[max(at - 1, 0)]
        norm = math.hypot(bx - ax, by - ay) or 1.0
        nx, ny = -(by - ay) / norm, (bx - ax) / norm
        half = (tail + (head - tail) * at / max(1, len(line) - 1)) / 2
        left.append((x + nx * half, y + ny * half))
        right.append((x - nx * half, y - ny * half))
    return left + right[::-1]
