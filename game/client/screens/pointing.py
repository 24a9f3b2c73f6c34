"""The mouse on the map: clicks, arrows drawn from markers, boxes, and what lies under it."""

from __future__ import annotations

import pygame

from game.client.panels.selection import Kind, Selection
from game.client.play import Play
from game.client.present import crisis as quarrels
from game.client.present import territory as places
from game.client.present.marks import Troop
from game.client.screen import Go, Rebuild
from game.client.screens.marching import MarchingScreen
from game.client.widgets.tooltip import Tip, Tooltip

TIP_DELAY_S = 0.4
SLACK_PX = 5
"""How far a click may wander before it is a drag."""


class PointingScreen(MarchingScreen):
    """A screen with a map under the mouse: drags move it, clicks select, arrows give orders."""

    def __init__(self, play: Play) -> None:
        super().__init__(play)
        self._pressed: tuple[int, int] | None = None
        self._dragging = False
        self._still_s = 0.0
        self._tip_at: tuple[int, int] | None = None
        self._lifted: Troop | None = None
        """One's own marker under the press, from which an arrow is drawn."""

    # -- what the mouse does ---------------------------------------------------------------------

    def handle(self, event: pygame.Event) -> Go | None:
        match event.type:
            case pygame.MOUSEWHEEL:
                steps = getattr(event, "precise_y", 0.0) or float(event.y)
                self.map.camera.wheel(steps, self.app.ui.pointer)
                self.moved()
            case pygame.MOUSEBUTTONDOWN if event.button in (1, 2, 3):
                self._press(event)
            case pygame.MOUSEMOTION:
                self._motion(event)
            case pygame.MOUSEBUTTONUP if event.button in (1, 2, 3):
                return self._release(event)
        return None

    def _press(self, event: pygame.Event) -> None:
        self._pressed, self._dragging = event.pos, False
        self._lifted = None
        if event.button == 1 and not self._more():
            troop = self.map.troop_at(event.pos)
            self._lifted = troop if troop is not None and troop.own else None

    def _release(self, event: pygame.Event) -> Go | None:
        pressed, self._pressed = self._pressed, None
        band, pull = self.map.band, self.map.pull
        self.map.band = self.map.pull = None
        if band is not None:
            rows = self.map.own_within(band)
            return self.add(rows) if rows and not set(rows) <= set(self.picked) else Rebuild()
        if pull is not None and self._lifted is not None:
            return self._pulled(self._lifted, event.pos)
        if pressed is not None and not self._dragging:
            return self._clicked(event.pos, event.button)
        return None

    def _pulled(self, troop: Troop, point: tuple[int, int]) -> Go | None:
        """Send a formation where the arrow drawn from it ends; all picked, if it is one of them."""
        node = self.map.goal_at(point)
        if node is None:
            return Rebuild()
        if not set(troop.rows) & set(self.picked):
            self.pick(troop.rows)
        return self.aim_at(node)

    @staticmethod
    def _more() -> bool:
        """Tell whether what is clicked or boxed comes to what is picked already."""
        return bool(pygame.key.get_mods() & pygame.KMOD_SHIFT)

    def _motion(self, event: pygame.Event) -> None:
        self._still_s = 0.0
        if self._pressed is not None:
            self._drag(event, self._pressed)
            return
        if self._tip_at is not None and self._tip_at != event.pos:
            self._tip_at = None
            self.app.ui.restart_tip()
        node = self.map.node_at(event.pos)
        if node != self.map.hovered:
            self.map.hovered = node
            self.app.ui.touch()

    def _drag(self, event: pygame.Event, pressed: tuple[int, int]) -> None:
        far = max(abs(a - b) for a, b in zip(event.pos, pressed, strict=True))
        if not self._dragging and far <= SLACK_PX:
            return
        fresh, self._dragging = not self._dragging, True
        if self._lifted is not None:
            self.map.pull = (self._lifted.node, event.pos)
            self.map.hovered = self.map.node_at(event.pos)
            self.app.ui.touch()
        elif self.map.band is not None or (fresh and self._more()):
            (x0, y0), (x1, y1) = pressed, event.pos
            self.map.band = pygame.Rect(min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0))
            self.app.ui.touch()
        else:
            dx, dy = event.rel
            if fresh:
                dx, dy = (a - b for a, b in zip(event.pos, pressed, strict=True))
            self.map.camera.pan(dx, dy)
            self.moved()

    def moved(self) -> None:
        """Be told that the map shows something else under the mouse."""
        self.map.touch()
        self._tip_at = None
        self._still_s = 0.0
        self.app.ui.restart_tip()

    def _clicked(self, point: tuple[int, int], button: int) -> Go | None:
        troop = self.map.troop_at(point)
        node = self.map.node_at(point)
        goal = self.map.goal_at(point)
        if self.picked and button == 3:
            return self.aim_at(goal) if goal is not None else None
        if button != 1:
            return None
        if troop is not None and troop.own:
            return self.add(troop.rows) if self._more() else self.pick(troop.rows)
        if self.picked:
            return self.aim_at(goal) if goal is not None else None
        flag = self.map.flag_at(point)
        if flag is not None:
            return self.choose(Selection(Kind.CRISIS, int(flag.key)))
        node = troop.node if troop is not None else self.map.node_at(point)
        if node is None:
            return self.close_side()
        return self.choose(self.at(node))

    def at(self, node: int) -> Selection:
        """Return what is selected by a place: the sea, or the state that holds the land."""
        known = self.play.view.known
        if places.is_sea(known, node):
            return Selection(Kind.ZONE, node)
        owner = places.owner_of(known, node)
        return Selection(Kind.STATE, int(owner) if owner is not None else 0, territory=node)

    def choose(self, selection: Selection, *, fly: bool = False) -> Go:
        """Select something, and look at it."""
        self.selection = selection
        self.aim = None
        known = self.play.view.known
        if fly:
            if selection.kind is Kind.CRISIS:
                crisis = quarrels.find(self.play.view, selection.id)
                node = quarrels.node_of(known, crisis) if crisis is not None else -1
            else:
                node = selection.territory
                if node < 0:
                    node = int(known.states.capital[selection.id])
            if node >= 0:
                self.map.fly_to(node)
        return Rebuild()

    # -- what lies under it ----------------------------------------------------------------------

    def rest(self, dt: float) -> None:
        """Let time pass; after a while explain what the mouse rests on."""
        self._still_s += dt
        pointer = self.app.ui.pointer
        if (
            self._still_s >= TIP_DELAY_S
            and self._tip_at != pointer
            and self._pressed is None
            and not self.app.ui.covered
            and pointer[0] >= 0
            and self.app.ui.control_at(pointer) is None
        ):
            self._tip_at = pointer
            tip = self.tip_under(pointer)
            if tip is not None:
                near = pygame.Rect(pointer, (1, self.app.theme.px(14)))
                self.app.ui.open(Tooltip(self.app.ui, tip, near, pinned=False))

    def tip_under(self, point: tuple[int, int]) -> Tip | None:
        """Return what explains what is under a point of the map."""
        flag = self.map.flag_at(point)
        if flag is not None:
            crisis = quarrels.find(self.play.view, int(flag.key))
            if crisis is not None:
                known, tell = self.play.view.known, self.play.tell
                words = f"**{tell.rung(crisis.rung)}**\n{quarrels.clock_words(known, crisis)}"
                return Tip(tell.crisis(crisis, known), words)
        troop = self.map.troop_at(point)
        node = troop.node if troop is not None else self.map.node_at(point)
        if node is None:
            return None
        reading = self.map.reading
        return Tip(*places.tip(self.play.view, node, self.map.mode, self.play.tell, reading))
