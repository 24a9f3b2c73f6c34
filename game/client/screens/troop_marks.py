"""Markers of formations on the map, engraved after the signs that staffs draw.

The arm is a sign (crossed belts, an anchor, wings, a rocket), the side a shape (one's own doubly
framed, friends framed, foes with points, others rounded), several formations a pile of cards.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import pygame

from game.client import paint
from game.client.colours import ACCENT, FIELD, INK, Rgb, ink_on, mix
from game.client.mapview.camera import Camera
from game.client.present.marks import Relation, Troop
from game.client.theme import Theme, Type
from game.core.kinds import Arm

NEAR_ZOOM = 0.6
"""Pixels a map unit at which all formations show; farther away only one's own and one's foes'."""
WIDE, HIGH = 44, 20
"""Of a marker, at 100 %."""
POORLY = 0.5
"""Share of needs met below which a marker says so."""
_FINE = 4
_RANK = {Relation.OWN: 0, Relation.FOE: 1, Relation.FRIEND: 2, Relation.OTHER: 3}


def troop_boxes(
    troops: Sequence[Troop],
    points: Sequence[tuple[float, float]],
    camera: Camera,
    theme: Theme,
) -> list[tuple[Troop, pygame.Rect]]:
    """Return where each marker is drawn; several at one place stand side by side.

    One's own always show: where two would cover each other they are piled on one marker. Of others
    those that cover none, foes first, the strongest first.
    """
    wide, high = theme.px(WIDE), theme.px(HIGH)
    window = pygame.Rect((0, 0), camera.viewport).inflate(wide * 4, high * 4)
    placed: list[tuple[Troop, pygame.Rect]] = []
    taken: list[pygame.Rect] = []
    at_node: dict[int, int] = {}
    near = camera.zoom >= NEAR_ZOOM
    for troop in sorted(troops, key=lambda each: (_RANK[_side(each)], -each.strength)):
        if not near and _side(troop) not in (Relation.OWN, Relation.FOE):
            continue
        x, y = camera.to_screen(*points[troop.node])
        if not window.collidepoint(x, y):
            continue
        place = at_node.get(troop.node, 0)
        box = pygame.Rect(0, 0, wide, high)
        box.midtop = (round(x) + place * (wide + theme.px(4)), round(y) + theme.px(5))
        met = box.inflate(theme.px(2), theme.px(2)).collidelist(taken)
        if met >= 0:
            if not troop.own:
                continue
            if placed[met][0].own:
                placed[met] = (_piled(placed[met][0], troop), placed[met][1])
                continue
        at_node[troop.node] = place + 1
        taken.append(box)
        placed.append((troop, box))
    return placed


def _side(troop: Troop) -> Relation:
    return Relation.OWN if troop.own else troop.relation


def _piled(above: Troop, below: Troop) -> Troop:
    return replace(
        above,
        strength=above.strength + below.strength,
        rows=(*above.rows, *below.rows),
        supply=min(above.supply, below.supply),
    )


def draw_troops(
    surface: pygame.Surface,
    boxes: Iterable[tuple[Troop, pygame.Rect]],
    theme: Theme,
    picked: frozenset[int],
) -> None:
    """Draw markers with the sign of their arm and their strength."""
    edge = theme.px(5)
    for troop, box in boxes:
        look = Look(
            troop.rgb,
            troop.arm,
            strength_words(troop.strength),
            _side(troop),
            not picked.isdisjoint(troop.rows),
            min(len(troop.rows), 3),
            troop.own and troop.supply < POORLY,
        )
        surface.blit(_marker(look, box.size, theme), (box.left - edge, box.top - edge))


@dataclass(frozen=True, slots=True)
class Look:
    """All that makes one marker look different from another."""

    rgb: Rgb
    arm: Arm
    strength: str
    side: Relation
    chosen: bool
    cards: int
    starved: bool


@lru_cache(maxsize=1024)
def _marker(look: Look, size: tuple[int, int], theme: Theme) -> pygame.Surface:
    rim, px = theme.px(5), theme.px
    surface = pygame.Surface((size[0] + 2 * rim, size[1] + 2 * rim), pygame.SRCALPHA)
    box = pygame.Rect((rim, rim), size)
    fill = mix(look.rgb, FIELD, 0.3)
    edge = ACCENT if look.chosen else INK
    for card in range(look.cards - 1, 0, -1):
        _frame(surface, box.move(px(2) * card, -px(2) * card), look.side, mix(fill, INK, 0.1), INK,
               theme)  # fmt: skip
    if look.chosen:
        _frame(surface, box.inflate(px(6), px(6)), look.side, ACCENT, ACCENT, theme)
    _frame(surface, box, look.side, fill, edge, theme)
    ink = ink_on(fill)
    inset = px(6) if look.side is Relation.FOE else px(4)
    high = box.height - px(8)
    sign = pygame.Rect(box.left + inset, box.top + px(4), high * 13 // 10, high)
    surface.blit(arm_sign(look.arm, sign.size, ink), sign)
    words = theme.words(look.strength, Type.SMALL_STRONG, ink)
    room = pygame.Rect(sign.right + px(1), box.top, box.right - sign.right - inset, box.height)
    if words.get_width() > room.width:
        words = pygame.transform.smoothscale_by(words, room.width / words.get_width())
    surface.blit(words, words.get_rect(center=room.center))
    if look.starved:
        tip = (box.left, box.bottom)
        pygame.draw.polygon(
            surface, ACCENT, [tip, (tip[0] + px(9), tip[1]), (tip[0], tip[1] - px(9))]
        )
    return surface


def _frame(
    surface: pygame.Surface, box: pygame.Rect, side: Relation, fill: Rgb, edge: Rgb, theme: Theme
) -> None:
    """Draw the shape that tells the side."""
    line = theme.px(1)
    match side:
        case Relation.OWN:
            paint.box(surface, box, fill, border=edge, border_width=theme.px(2), radius=line)
            paint.box(surface, box.inflate(-2 * line, -2 * line), FIELD, border=FIELD, radius=0)
            paint.box(surface, box.inflate(-4 * line, -4 * line), fill, radius=0)
        case Relation.FRIEND:
            paint.box(surface, box, fill, border=edge, border_width=line, radius=line)
        case Relation.FOE:
            _smooth_polygon(surface, box, fill, edge, line)
        case Relation.OTHER:
            paint.box(
                surface, box, fill, border=mix(fill, INK, 0.45), border_width=line,
                radius=theme.px(8),
            )  # fmt: skip


def _smooth_polygon(
    surface: pygame.Surface, box: pygame.Rect, fill: Rgb, edge: Rgb, line: int
) -> None:
    wide, high = box.width * _FINE, box.height * _FINE
    big = pygame.Surface((wide, high), pygame.SRCALPHA)
    big.fill((*edge, 0))

    def points(margin: int) -> list[tuple[int, int]]:
        cut = high // 3
        return [
            (cut + margin // 2, margin), (wide - cut - margin // 2, margin),
            (wide - margin * 5 // 4, high // 2), (wide - cut - margin // 2, high - margin),
            (cut + margin // 2, high - margin), (margin * 5 // 4, high // 2),
        ]  # fmt: skip

    pygame.draw.polygon(big, edge, points(0))
    pygame.draw.polygon(big, fill, points(round(line * 1.5 * _FINE)))
    surface.blit(pygame.transform.smoothscale(big, box.size), box)


def strength_words(strength: float) -> str:
    """Return a strength in thousands as it stands on a marker."""
    if strength >= 1000:
        return f"{strength / 1000:.1f}M"
    return f"{strength:.0f}" if strength >= 1 else "<1"


@lru_cache(maxsize=128)
def arm_sign(arm: Arm, size: tuple[int, int], ink: Rgb) -> pygame.Surface:
    """Return the sign of an arm: crossed belts, an anchor, wings, a rocket."""
    wide, high = size[0] * _FINE, size[1] * _FINE
    big = pygame.Surface((wide, high), pygame.SRCALPHA)
    big.fill((*ink, 0))
    line = max(_FINE, round(high * 0.1))
    middle = wide // 2
    match arm.name:
        case "ARMY":
            pygame.draw.rect(big, ink, big.get_rect(), line)
            pygame.draw.line(big, ink, (0, 0), (wide, high), line)
            pygame.draw.line(big, ink, (0, high), (wide, 0), line)
        case "FLEET":
            ring = max(2, round(high * 0.14))
            pygame.draw.circle(big, ink, (middle, ring + line // 2), ring, line)
            pygame.draw.line(big, ink, (middle, 2 * ring), (middle, high), round(line * 1.2))
            bar = round(high * 0.22)
            y = round(high * 0.38)
            pygame.draw.line(big, ink, (middle - bar, y), (middle + bar, y), line)
            flukes = pygame.Rect(0, 0, round(high * 0.95), round(high * 1.1))
            flukes.midbottom = (middle, high)
            pygame.draw.arc(big, ink, flukes, 3.34, 6.08, round(line * 1.2))
        case "AIR":
            y = high // 2
            for tip in (0, wide):
                pygame.draw.polygon(
                    big, ink, [(middle, y), (tip, high // 6), (tip, high - high // 6)]
                )
            pygame.draw.circle(big, ink, (middle, y), round(high * 0.14))
        case _:
            body = round(high * 0.17)
            pygame.draw.polygon(big, ink, [
                (middle, 0), (middle + body, high // 3), (middle + body, high * 4 // 5),
                (middle + 2 * body, high), (middle - 2 * body, high),
                (middle - body, high * 4 // 5), (middle - body, high // 3),
            ])  # fmt: skip
    return pygame.transform.smoothscale(big, size)
