"""Arranging controls: columns, rows that break, and pages with a head, a body and a foot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

import pygame

from game.client.widgets.control import Control

if TYPE_CHECKING:
    from game.client.ui import Ui


class Column(Control):
    """Children one under another, each as wide as the column and as high as it wants to be."""

    stretches = True

    def __init__(
        self, parent: Control | Ui, *, gap: int = 12, padding: int = 0, key: str = ""
    ) -> None:
        super().__init__(parent, key=key)
        self.gap = gap
        self.padding = padding

    def catches(self, point: tuple[int, int]) -> bool:  # noqa: ARG002
        return False

    def natural_width(self) -> int:
        widest = max((child.natural_width() for child in self._shown()), default=0)
        return widest + 2 * self.theme.px(self.padding)

    def measure(self, width: int) -> int:
        inner = width - 2 * self.theme.px(self.padding)
        heights = [child.measure(inner) for child in self._shown()]
        gaps = self.theme.px(self.gap) * max(0, len(heights) - 1)
        return sum(heights) + gaps + 2 * self.theme.px(self.padding)

    def arrange(self) -> None:
        pad = self.theme.px(self.padding)
        inner = self.place.width - 2 * pad
        y = pad
        for child in self._shown():
            height = child.measure(inner)
            child.put(pygame.Rect(pad, y, inner, height))
            y += height + self.theme.px(self.gap)

    def _shown(self) -> list[Control]:
        return [child for child in self.children if child.visible]


class Row(Control):
    """Children side by side; those that do not fit go on the next line.

    With `weights`, the width is shared out in that proportion as long as every child has its least
    width; otherwise the children stand one under another. A child of weight 0 keeps its own width.
    """

    def __init__(
        self,
        parent: Control | Ui,
        *,
        gap: int = 12,
        weights: Sequence[float] | None = None,
        align: Literal["left", "right", "centre"] = "left",
        least: int = 0,
        key: str = "",
    ) -> None:
        super().__init__(parent, key=key)
        self.gap = gap
        self.weights = weights
        self.align = align
        self.least = least
        """Least width of a weighted child at 100 %; narrower, and the row becomes a column."""

    def catches(self, point: tuple[int, int]) -> bool:  # noqa: ARG002
        return False

    def natural_width(self) -> int:
        widths = [child.natural_width() for child in self._shown()]
        return sum(widths) + self.theme.px(self.gap) * max(0, len(widths) - 1)

    def measure(self, width: int) -> int:
        places = self._places(width)
        return max((place.bottom for place in places), default=0)

    def arrange(self) -> None:
        for child, place in zip(self._shown(), self._places(self.place.width), strict=True):
            child.put(place)

    def _shown(self) -> list[Control]:
        return [child for child in self.children if child.visible]

    def _places(self, width: int) -> list[pygame.Rect]:
        return self._shares(width) if self.weights is not None else self._flow(width)

    def _shares(self, width: int) -> list[pygame.Rect]:
        children = self._shown()
        weights = list(self.weights or ())[: len(children)]
        gap = self.theme.px(self.gap)
        room = width - gap * (len(children) - 1)
        own = [
            0 if weight else child.natural_width()
            for child, weight in zip(children, weights, strict=True)
        ]
        shared, whole = max(room - sum(own), 0), sum(weights) or 1.0
        widths = [
            wide or int(shared * weight / whole) for wide, weight in zip(own, weights, strict=True)
        ]
        if min(widths, default=0) < self.theme.px(self.least):
            places, y = [], 0
            for child in children:
                height = child.measure(width)
                places.append(pygame.Rect(0, y, width, height))
                y += height + gap
            return places
        widest = max(range(len(widths)), key=lambda at: weights[at])
        widths[widest] += room - sum(widths)
        height = max(child.measure(w) for child, w in zip(children, widths, strict=True))
        places, x = [], 0
        for child, wide in zip(children, widths, strict=True):
            natural = child.measure(wide)
            stretch = child.stretches
            tall = height if stretch else natural
            top = 0 if stretch else (height - natural) // 2
            places.append(pygame.Rect(x, top, wide, tall))
            x += wide + gap
        return places

    def _flow(self, width: int) -> list[pygame.Rect]:
        gap = self.theme.px(self.gap)
        lines: list[list[pygame.Rect]] = [[]]
        x = y = tallest = 0
        for child in self._shown():
            wide = min(child.natural_width(), width)
            if lines[-1] and x + wide > width:
                y += tallest + gap
                x = tallest = 0
                lines.append([])
            height = child.measure(wide)
            lines[-1].append(pygame.Rect(x, y, wide, height))
            tallest = max(tallest, height)
            x += wide + gap
        for line in lines:
            if not line:
                continue
            tall = max(place.height for place in line)
            space = width - line[-1].right
            shift = {"left": 0, "centre": space // 2, "right": space}[self.align]
            for place in line:
                place.move_ip(shift, (tall - place.height) // 2)
        return [place for line in lines for place in line]


class Gap(Control):
    """Nothing, of a height given at 100 %."""

    def __init__(self, parent: Control | Ui, height: int) -> None:
        super().__init__(parent)
        self.height = height

    def catches(self, point: tuple[int, int]) -> bool:  # noqa: ARG002
        return False

    def measure(self, width: int) -> int:  # noqa: ARG002
        return self.theme.px(self.height)
