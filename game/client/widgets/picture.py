"""A control as a picture by itself, to take out of the game."""

from __future__ import annotations

import io

import pygame

from game.client.colours import SHEET
from game.client.widgets.control import Control

MARGIN = 16
"""Bare paper round it, in pixels at 100 %."""


def picture(control: Control) -> bytes:
    """Return a control as it is drawn now, whole and on bare paper, as a PNG file."""
    margin = control.theme.px(MARGIN)
    width, height = control.rect.size
    surface = pygame.Surface((width + 2 * margin, height + 2 * margin))
    surface.fill(SHEET)
    parent, place = control.parent, control.place
    control.parent, control.place = None, pygame.Rect(margin, margin, width, height)
    try:
        control.draw_tree(surface)
    finally:
        control.parent, control.place = parent, place
    file = io.BytesIO()
    pygame.image.save(surface, file, "picture.png")
    return file.getvalue()
