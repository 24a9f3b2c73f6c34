"""How a table is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pygame

from game.client import paint
from game.client.colours import ACCENT, FIELD, INK, INK_FAINT, INK_SOFT, RULE, SHADE, mix
from game.client.theme import Type

if TYPE_CHECKING:
    from game.client.widgets.table import Align, Table


def draw(table: Table, surface: pygame.Surface) -> None:
    """Paint a table: its sheet, its headings, the rows in view and the bar beside them."""
    rect, px = table.rect, table.theme.px
    paint.box(surface, rect, FIELD, border=RULE, border_width=px(1), radius=px(6))
    before = surface.get_clip()
    places = table.headings_at()
    if table.headings:
        _headings(table, surface, places)
    body = pygame.Rect(
        rect.left, rect.top + table.head_height, rect.width, rect.height - table.head_height
    )
    surface.set_clip(body.inflate(-2 * px(1), -2 * px(1)).clip(before))
    for index in table.visible_rows():
        _row(table, surface, index, places)
    if not table.rows and table.empty:
        words = table.theme.shorten(table.empty, Type.EMPHASIS, rect.width - px(24))
        image = table.theme.words(words, Type.EMPHASIS, INK_SOFT)
        surface.blit(image, image.get_rect(center=body.center))
    if table.overflows():
        paint.box(surface, table.track(), SHADE, radius=px(4))
        grip = INK_SOFT if table.grip is not None else INK_FAINT
        paint.box(surface, table.thumb(), grip, radius=px(4))
    surface.set_clip(before)


def _headings(table: Table, surface: pygame.Surface, places: list[pygame.Rect]) -> None:
    rect, px = table.rect, table.theme.px
    focused = table.ui.focused is table and table.ui.focus_shown
    for index, (column, place) in enumerate(zip(table.columns, places, strict=True)):
        marked = focused and index == table.heading
        room = place.inflate(-px(20), 0)
        sign = table.sorted_by is not None and table.sorted_by[0] == index
        width = room.width - (px(16) if sign else 0)
        words = table.theme.shorten(column.title, Type.SMALL_STRONG, width)
        image = table.theme.words(words, Type.SMALL_STRONG, ACCENT if marked else INK_SOFT)
        x = _align(column.align, room.left, width, image.get_width())
        surface.blit(image, (x, table.theme.centred(Type.SMALL_STRONG, room.centery)))
        if marked:
            paint.rule(surface, x, room.bottom - px(5), image.get_width(), ACCENT, px(2))
        if sign and table.sorted_by is not None:
            way = "down" if table.sorted_by[1] else "up"
            at = (x + image.get_width() + px(9), room.centery)
            paint.chevron(surface, at, px(8), way, ACCENT)
    y = rect.top + table.head_height - px(1)
    paint.rule(surface, rect.left + px(1), y, rect.width - 2 * px(1), RULE, px(1))


def _row(table: Table, surface: pygame.Surface, index: int, places: list[pygame.Rect]) -> None:
    row, rect, px = table.rows[index], table.row_rect(index), table.theme.px
    if row.key == table.selected:
        surface.fill(mix(FIELD, ACCENT, 0.13), rect)
        surface.fill(ACCENT, (rect.left, rect.top, px(4), rect.height))
    elif index == table.hover_row:
        surface.fill(mix(FIELD, SHADE, 0.55), rect)
    elif index % 2:
        surface.fill(mix(FIELD, SHADE, 0.2), rect)
    for column, place, cell in zip(table.columns, places, row.cells, strict=False):
        left, width = place.left + px(10), place.width - px(20)
        if cell.swatch is not None:
            box = pygame.Rect(left, rect.centery - px(7), px(14), px(14))
            edge = mix(cell.swatch, INK, 0.5)
            paint.box(surface, box, cell.swatch, border=edge, border_width=px(1), radius=px(3))
            left, width = left + px(22), width - px(22)
        kind = Type.STRONG if cell.strong else Type.BODY
        words = table.theme.shorten(cell.words, kind, width)
        colour = cell.colour if row.enabled else mix(cell.colour, FIELD, 0.45)
        image = table.theme.words(words, kind, colour)
        x = _align(column.align, left, width, image.get_width())
        surface.blit(image, (x, table.theme.centred(kind, rect.centery)))


def _align(align: Align, left: int, room: int, width: int) -> int:
    return left + {"left": 0, "centre": (room - width) // 2, "right": room - width}[align]
