"""Taking up formations and sending them somewhere, by mouse and by keyboard alone."""

from __future__ import annotations

import math

import pygame

from game.client.panels.selection import Kind, Selection
from game.client.play import Play
from game.client.present import march
from game.client.present.march import Prospect
from game.client.screen import Go, Rebuild
from game.client.screens.ordering import OrderingScreen
from game.client.screens.world_map import WorldMap
from game.core.ids import FormationId, NodeId
from game.core.kinds import Stance
from game.core.orders import MoveFormation

TURN = {
    pygame.K_LEFT: (-1, 0), pygame.K_RIGHT: (1, 0), pygame.K_UP: (0, -1), pygame.K_DOWN: (0, 1),
}  # fmt: skip


class MarchingScreen(OrderingScreen):
    """A screen with a map on which one's formations are picked and given somewhere to go.

    A place is aimed at first; where nothing is to be fought over there the order is given at once,
    else the odds are shown, and the order waits to be confirmed.
    """

    def __init__(self, play: Play) -> None:
        super().__init__(play)
        self.selection: Selection | None = None
        self.aim: int | None = None
        """The place that the picked formations would go to."""
        self._cursor = False
        """The place aimed at is moved by the arrow keys."""
        self._prospects: dict[tuple[tuple[int, ...], int], Prospect] = {}

    @property
    def map(self) -> WorldMap:
        """The seat's map."""
        raise NotImplementedError

    @property
    def picked(self) -> tuple[int, ...]:
        """The formations that wait to be told where to go."""
        chosen = self.selection
        return chosen.rows if chosen is not None and chosen.kind is Kind.FORMATIONS else ()

    @property
    def prospect(self) -> Prospect | None:
        """What sending the picked formations to the place aimed at would mean."""
        if self.aim is None or not self.picked:
            return None
        key = (tuple(sorted(self.picked)), self.aim)
        if key not in self._prospects:
            self._prospects[key] = march.prospect(
                self.play.view, self.picked, self.aim, self.play.tell
            )
        return self._prospects[key]

    # -- picking ---------------------------------------------------------------------------------

    def pick(self, rows: tuple[int, ...]) -> Go:
        """Take up own formations, to be told where to go."""
        if set(rows) == set(self.picked):
            return self.close_side()
        self.drafts.stance = None
        return self._take_up(rows)

    def add(self, rows: tuple[int, ...]) -> Go:
        """Take up more formations, or put down those that are all taken up."""
        have = self.picked
        if set(rows) <= set(have):
            rest = tuple(row for row in have if row not in rows)
            return self._take_up(rest) if rest else self.close_side()
        return self._take_up((*have, *(row for row in rows if row not in have)))

    def cycle_formations(self, by: int) -> Go | None:
        """Pick the next of one's own formations, place by place."""
        groups = [troop.rows for troop in self.map.troops if troop.own]
        if not groups:
            return None
        have = self.picked
        at = next((at for at, rows in enumerate(groups) if set(rows) & set(have)), None)
        rows = groups[0 if at is None else (at + by) % len(groups)]
        self.drafts.stance = None
        go = self._take_up(rows)
        self.map.fly_to(int(self.play.view.known.formations.node[rows[0]]))
        return go

    def _take_up(self, rows: tuple[int, ...]) -> Go:
        self.aim, self._cursor = None, False
        self.selection = Selection(Kind.FORMATIONS, rows[0], rows=rows)
        return Rebuild()

    def close_side(self) -> Go:
        """Select nothing."""
        self.selection = None
        self.aim, self._cursor = None, False
        return Rebuild()

    # -- aiming ----------------------------------------------------------------------------------

    def aim_at(self, node: int) -> Go:
        """Aim at a place: show the odds where there would be a fight, else give the order."""
        self.aim, self._cursor = node, False
        seen = self.prospect
        if seen is None or (seen.fight is None and not seen.warning):
            return self.send(node)
        return Rebuild()

    def look_at_goal(self, node: int) -> Go:
        """Aim at a place and only look what going there would mean."""
        self.aim, self._cursor = node, True
        self.map.fly_to(node)
        return Rebuild()

    def begin_aiming(self) -> Go | None:
        """Let the arrow keys choose where to go, from where the formations stand."""
        if not self.picked:
            return None
        start = int(self.play.view.known.formations.node[self.picked[0]])
        return self.look_at_goal(self.aim if self.aim is not None else start)

    def turn_aim(self, key: int) -> Go | None:
        """Move what is aimed at to the place next to it in a direction."""
        if not self._cursor or self.aim is None:
            return None
        dx, dy = TURN[key]
        world = self.map.camera.world_width
        x, y = self.map.points[self.aim]
        best: tuple[float, int] | None = None
        for node in self.play.view.known.board.around(self.aim).tolist():
            to_x, to_y = self.map.points[node]
            off = math.remainder(to_x - x, world)
            far = math.hypot(off, to_y - y) or 1.0
            along = (off * dx + (to_y - y) * dy) / far
            if along > 0.35 and (best is None or along > best[0]):
                best = (along, node)
        return self.look_at_goal(best[1]) if best is not None else None

    @property
    def aiming(self) -> bool:
        """The arrow keys move what is aimed at."""
        return self._cursor and self.aim is not None

    def stop_aiming(self) -> Go:
        """Aim at nothing, with the formations still picked."""
        self.aim, self._cursor = None, False
        return Rebuild()

    # -- giving the order ------------------------------------------------------------------------

    def stance_for(self, row: int, node: int) -> Stance:
        """Return what a formation will be told to do at a place."""
        if self.drafts.stance is not None:
            stance = self.drafts.stance
        else:
            seen = self.prospect if self.aim == node else None
            stance = seen.stance if seen is not None else Stance.MOVE
        if node == int(self.play.view.known.formations.node[row]) and stance is Stance.MOVE:
            return Stance.HOLD
        return stance

    def confirm(self) -> Go | None:
        """Give the order to go where one aims."""
        return self.send(self.aim) if self.aim is not None else None

    def send(self, node: int) -> Go:
        """Send the picked formations to a place."""
        for row in self.picked:
            stance = self.stance_for(row, node)
            self.give(MoveFormation(self.play.view.viewer, FormationId(row), NodeId(node), stance))
        return self.close_side()
