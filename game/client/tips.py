"""The explanations that are open: when they show, stay, are pinned, and lead to further ones."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pygame

if TYPE_CHECKING:
    from game.client.ui import Ui
    from game.client.widgets.control import Control
    from game.client.widgets.tooltip import Tip, Tooltip

DELAY_S = 0.45
"""How long the mouse rests before an explanation shows."""
GRACE_S = 0.35
"""How long one stays while the mouse is on its way into it."""


class Tips:
    """Shows, keeps and closes the explanations of one screen."""

    def __init__(self, ui: Ui) -> None:
        self.ui = ui
        self.named: dict[str, Tip] = {}
        """What explains a figure of this screen, for links to it from other explanations."""
        self._still_s = 0.0
        self._leaving_s: float | None = None

    # -- what is open ----------------------------------------------------------------------------

    def open(self) -> list[Tooltip]:
        """Return all explanations that are open, the innermost last."""
        from game.client.widgets.tooltip import Tooltip  # noqa: PLC0415

        return [each for each in self.ui.overlays if isinstance(each, Tooltip)]

    def _loose(self) -> list[Tooltip]:
        return [each for each in self.open() if not each.pinned]

    def _within(self, sheet: Tooltip) -> list[Tooltip]:
        return [each for each in self.open() if sheet in each.line()]

    # -- the mouse -------------------------------------------------------------------------------

    def crossed(self) -> None:
        """Be told that the mouse is on another control."""
        self._still_s = 0.0

    def followed(self, point: tuple[int, int]) -> None:
        """Be told where the mouse is: what it has left goes, at once or after a moment of grace."""
        if not self.ui.overlays:
            return
        leaving = [each for each in self._loose() if not self._held(each)]
        if not leaving:
            self._leaving_s = None
            return
        way = [each for each in leaving if each.near.union(each.rect).collidepoint(point)]
        for each in leaving:
            if not any(each in kept.line() for kept in way):
                self.ui.close(each)
        if way and self._leaving_s is None:
            self._leaving_s = GRACE_S

    def _held(self, sheet: Tooltip) -> bool:
        """Tell whether the mouse is on a sheet, on one opened in it, or on what it explains."""
        over = self.ui.hovered
        if over is None:
            return False
        for each in self._within(sheet):
            on_source = each.source is not None and over.inside(each.source) and not each.stale
            if over.inside(each) or on_source:
                return True
        return False

    def restart(self) -> None:
        """Wait anew before one shows: what is hovered is another part of the same control."""
        self._still_s = 0.0
        for each in self._loose():
            each.stale = True
        self.followed(self.ui.pointer)
        self.ui.touch()

    def drop_loose(self, *, unless_over: Control | None = None) -> None:
        """Close those that are not pinned, but for the ones that a control lies in."""
        from game.client.widgets.tooltip import tooltip_of  # noqa: PLC0415

        sheet = tooltip_of(unless_over)
        kept = [] if sheet is None else [*sheet.line()]
        for each in self._loose():
            if each not in kept:
                self.ui.close(each)

    def update(self, dt: float) -> None:
        """Let time pass."""
        if self._leaving_s is not None:
            self._leaving_s -= dt
            if self._leaving_s <= 0:
                self._leaving_s = None
                for each in self._loose():
                    if not self._held(each):
                        self.ui.close(each)
        before = self._still_s
        self._still_s += dt
        if before < DELAY_S <= self._still_s and self.ui.captured is None:
            self._show()

    def _show(self) -> None:
        from game.client.widgets.tooltip import explained, tooltip_of  # noqa: PLC0415

        found = explained(self.ui.hovered)
        if found is None:
            return
        source, tip = found
        inside = tooltip_of(source)
        # Not again what is open already, nor inside itself.
        if any(each.source is source and not each.stale for each in self.open()):
            return
        if inside is not None and any(each.explains == tip for each in inside.line()):
            return
        for each in self._loose():
            if not self._held(each):
                self.ui.close(each)
        self._put(tip, self._near(source), source, pinned=False)

    def _near(self, source: Control) -> pygame.Rect:
        """Return what is explained; of something large, the place that the mouse is on."""
        ui = self.ui
        near = source.tip_rect()
        large = near.width * near.height > ui.size[0] * ui.size[1] // 12
        if large and near.collidepoint(ui.pointer):
            box = pygame.Rect(0, 0, ui.theme.px(24), ui.theme.px(24))
            box.center = ui.pointer
            return box
        if near.width > ui.theme.px(320) and near.collidepoint(ui.pointer) and not ui.focus_shown:
            # Below or above the mouse, not at the far end of a long line.
            wide = ui.theme.px(160)
            left = max(near.left, min(near.right - wide, ui.pointer[0] - wide // 2))
            return pygame.Rect(left, near.top, wide, near.height)
        return near

    def _put(self, tip: Tip, near: pygame.Rect, source: Control | None, *, pinned: bool) -> Tooltip:
        from game.client.widgets.tooltip import Tooltip, tooltip_of  # noqa: PLC0415

        inside = tooltip_of(source)
        sheet = Tooltip(self.ui, tip, near, pinned=pinned, source=source, belongs_to=inside)
        if pinned and inside is not None:
            inside.pin()
        self.ui.open(sheet, focus=False)
        return sheet

    # -- pinning ---------------------------------------------------------------------------------

    def pin_by_mouse(self) -> bool:
        """Pin what the mouse is on or what explains it; let a pinned one go."""
        from game.client.widgets.tooltip import explained, tooltip_of  # noqa: PLC0415

        hovered = self.ui.hovered
        sheet = tooltip_of(hovered)
        found = explained(hovered)
        if found is not None:
            source, tip = found
            known = next((each for each in self.open() if each.source is source), None)
            if known is not None and known.explains == tip:
                self._turn(known)
            else:
                self._put(tip, self._near(source), source, pinned=True)
            return True
        if sheet is not None:
            self._turn(sheet)
        return sheet is not None

    def _turn(self, sheet: Tooltip) -> None:
        if sheet.pinned:
            self.ui.close(sheet)
        else:
            sheet.pin()

    def pin_by_key(self) -> bool:
        """Pin what explains the focus or the mouse's place, and go into it; from inside, go back."""
        from game.client.widgets.tooltip import explained, tooltip_of  # noqa: PLC0415

        ui = self.ui
        at = ui.focused if ui.focus_shown else (ui.hovered or ui.focused)
        sheet = tooltip_of(at)
        found = explained(at)
        if found is None:
            loose = self._loose()
            if sheet is not None and sheet.pinned:
                ui.focus(sheet.returns_to)
            elif loose:
                self._enter(loose[-1])
            return sheet is not None or bool(loose)
        source, tip = found
        known = next((each for each in self.open() if each.explains == tip), None)
        if known is None:
            self.drop_loose(unless_over=source)
            known = self._put(tip, self._near(source), source, pinned=True)
        self._enter(known)
        return True

    def _enter(self, sheet: Tooltip) -> None:
        sheet.pin()
        if self.ui.focused is None or not self.ui.focused.inside(sheet):
            sheet.returns_to = self.ui.focused
        self.ui.focus(sheet.first_focus)

    # -- links -----------------------------------------------------------------------------------

    def about(self, target: str) -> Tip:
        """Return what a link leads to, to be read before it is followed; an empty tip for nothing."""
        from game.client.widgets.tooltip import Tip  # noqa: PLC0415

        found = self._find(target)
        if found is None and target.startswith("article:"):
            found = self.ui.tip_for(target.replace("article:", "gist:", 1))
        return found or Tip()

    def _find(self, target: str) -> Tip | None:
        return self.named.get(target) or self.ui.tip_for(target)

    def open_link(self, target: str, near: pygame.Rect) -> None:
        """Open what a link explains, pinned, or follow it."""
        tip = self._find(target)
        if tip is None:
            self.ui.act(lambda: self.ui.follow(target))
        else:
            self.open_tip(tip, near, self.ui.focused)

    def open_tip(self, tip: Tip, near: pygame.Rect, source: Control | None) -> None:
        """Open an explanation, pinned, and go into it; where it is open, go there."""
        if tip.is_empty:
            return
        shown = self.ui.focus_shown
        known = next((each for each in self.open() if each.explains == tip), None)
        self._enter(known or self._put(tip, near, source, pinned=True))
        self.ui.focus_shown = shown

    # -- a screen that is built anew ---------------------------------------------------------------

    def adopt(self, others: Tips) -> None:
        """Open what was pinned before the screen was built anew, with the figures of now."""
        from game.client.widgets.tooltip import Tooltip  # noqa: PLC0415

        again: dict[Tooltip, Tooltip] = {}
        for old in others.open():
            if old.pinned:
                tip, near, source = old.explains, old.near, self._same(old.source)
                found = source.tip if source is not None else None
                if found is not None and source is not None:
                    tip = found() if callable(found) else found
                    near = self._near(source)
                whose = again.get(old.belongs_to) if old.belongs_to is not None else None
                sheet = Tooltip(self.ui, tip, near, pinned=True, source=source, belongs_to=whose)
                again[old] = sheet
                self.ui.open(sheet, focus=False)

    def _same(self, old: Control | None) -> Control | None:
        if old is None or not old.key:
            return None
        return next((each for each in self._all() if each.key == old.key), None)

    def _all(self) -> Iterator[Control]:
        return self.ui.controls()
