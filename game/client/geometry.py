"""Where controls are to each other and to the window: the next in a direction, beside, cut off."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pygame

from game.client.widgets.control import Control


def nearest(source: Control, others: Iterable[Control], dx: int, dy: int) -> Control | None:
    """Return the control that lies nearest in a direction (one of dx, dy is -1 or 1), or None.

    What stands in the same row or column is preferred to what is near but aside.
    """
    here = source.rect
    best: tuple[float, Control] | None = None
    for control in others:
        if control is source:
            continue
        there = control.rect
        if dx:
            ahead = (there.left - here.right) if dx > 0 else (here.left - there.right)
            aside = max(0, there.top - here.bottom, here.top - there.bottom)
            off = abs(there.centery - here.centery)
        else:
            ahead = (there.top - here.bottom) if dy > 0 else (here.top - there.bottom)
            aside = max(0, there.left - here.right, here.left - there.right)
            off = abs(there.centerx - here.centerx)
        if ahead < -2:
            continue
        cost = max(0, ahead) + 3.0 * aside + 0.2 * off
        if best is None or cost < best[0]:
            best = (cost, control)
    return best[1] if best is not None else None


def beside(
    near: pygame.Rect,
    size: tuple[int, int],
    window: pygame.Rect,
    gap: int,
    others: Sequence[pygame.Rect] = (),
) -> pygame.Rect:
    """Return where a sheet stands so that it covers what it explains as little as can be.

    `others` are sheets already there, the last of which it belongs to: it goes to the side of that one,
    and covers the rest only where there is no other room.
    """
    wide, high = size
    lefts = (near.left, near.right - wide)
    tops = (near.top - gap, near.bottom + gap - high)
    places: list[tuple[int, int]] = [
        (x, y) for y in (near.bottom + gap, near.top - gap - high) for x in lefts
    ]
    aside = [(near.right + gap, y) for y in tops] + [(near.left - gap - wide, y) for y in tops]
    places = aside + places if near.height > 2 * near.width else places + aside
    if others:
        whose = others[-1]
        places = [
            *((x, y) for x in (whose.right + gap, whose.left - gap - wide) for y in tops),
            *((x, y) for y in (whose.bottom + gap, whose.top - gap - high) for x in lefts),
            *places,
        ]

    def covered(at: tuple[int, int]) -> tuple[int, int, int]:
        box = pygame.Rect(at, size).clamp(window)
        explained = box.clip(near)
        hidden = [box.clip(other) for other in others]
        moved = abs(box.x - at[0]) + abs(box.y - at[1])
        return (
            explained.width * explained.height,
            sum(each.width * each.height for each in hidden),
            moved,
        )

    best: tuple[int, int] = min(places, key=covered)
    return pygame.Rect(best, size).clamp(window)


def cut_off(controls: Iterable[Control], window: pygame.Rect) -> tuple[str, ...]:
    """Say which controls show text that does not fit, or stand where one cannot get."""
    found = []
    for control in controls:
        texts = control.texts()
        if not texts and not control.focusable:
            continue
        label = control.name or (texts[0] if texts else type(control).__name__)
        rect = control.rect
        if control.cramped():
            found.append(f"{label}: text does not fit {rect.size}")
        area = _scrolls_in(control)
        if area is None:
            if not window.contains(rect):
                found.append(f"{label}: {rect} is outside the window")
        elif rect.left < area.rect.left or rect.right > area.rect.right:
            found.append(f"{label}: {rect} is wider than what it scrolls in, {area.rect}")
    return tuple(found)


def _scrolls_in(control: Control) -> Control | None:
    node = control.parent
    while node is not None and not node.clips:
        node = node.parent
    return node
