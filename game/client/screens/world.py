"""The world: the map over the whole window, panels above it, and every order of the stage."""

from __future__ import annotations

import pygame

from game.client.audio import Sound
from game.client.bookmarks import Bookmarks, fly
from game.client.input import Action, spoken
from game.client.panels import ledger, map_key, rooms, side
from game.client.panels.formation_panel import FIND
from game.client.panels.selection import Kind, Selection
from game.client.panels.top_bar import HEIGHT, TopBar
from game.client.play import Play
from game.client.present import crisis as quarrels
from game.client.present import orders as pending
from game.client.present import territory as places
from game.client.present.map_paint import Mode
from game.client.present.marks import Flag
from game.client.screen import Go, Push, Rebuild
from game.client.screens.marching import TURN
from game.client.screens.pointing import PointingScreen
from game.client.screens.world_map import WorldMap, map_of
from game.client.strings import text
from game.client.ui import Ui
from game.client.widgets.button import Button, Look
from game.client.widgets.minimap import Minimap
from game.client.widgets.tooltip import Tip, Tooltip

PAN_PX_S = 900.0
"""Speed of the keys, at 100 %."""

LEAST_SIDE = 330
"""Height that a panel keeps, at 100 %, before the small map gives way to it."""

STEER = {
    pygame.K_a: (1, 0), pygame.K_d: (-1, 0), pygame.K_w: (0, 1), pygame.K_s: (0, -1),
    pygame.K_LEFT: (1, 0), pygame.K_RIGHT: (-1, 0), pygame.K_UP: (0, 1), pygame.K_DOWN: (0, -1),
}  # fmt: skip
PLACES = (Action.PLACE_1, Action.PLACE_2, Action.PLACE_3, Action.PLACE_4)
PANS = {
    Action.PAN_LEFT: (1, 0), Action.PAN_RIGHT: (-1, 0), Action.PAN_UP: (0, 1),
    Action.PAN_DOWN: (0, -1),
}  # fmt: skip


class WorldScreen(PointingScreen):
    """The orders stage of one seat."""

    def __init__(self, play: Play) -> None:
        super().__init__(play)
        self._held: set[int] = set()
        self._told = False

    # -- the picture -----------------------------------------------------------------------------

    @property
    def map(self) -> WorldMap:
        """The seat's map."""
        return map_of(self.play, self.app.theme, self.app.ui.size)

    @property
    def animated(self) -> bool:  # type: ignore[override]
        return self.map.moving or bool(self._held)

    def build(self, ui: Ui) -> None:
        ui.keys_to_screen = True
        self._refresh_map(ui)
        px = ui.theme.px
        width, height = ui.size
        top, edge = px(HEIGHT) + px(12), px(12)
        foot = height - edge
        TopBar(ui, self.play, self.open_menu)
        left = pygame.Rect(edge, top, min(px(290), width // 4), 0)
        left.height = foot - top
        ledger.build(ui, self, left)
        keys = ui.bindings.keys_for(Action.END_TURN)
        ends = text("world.end_turn_key", keys=spoken(keys[0])) if keys else text("world.end_turn")
        end = Button(
            ui.root, ends, self.end_turn, look=Look.PRIMARY, sound=Sound.GAVEL,
            key="world.end_turn",
        )  # fmt: skip
        end.tip = Tip(
            text("world.end_turn"),
            f"{pending.waits_for(self.play.desk, self.play.view)}\n{text('world.end_turn_tip')}",
        )
        wide, tall = max(px(150), end.natural_width()), end.measure(width)
        end.put(pygame.Rect(width - edge - wide, foot - tall, wide, tall))
        room = min(px(390), width // 3)
        right = pygame.Rect(width - edge - room, top, room, foot - tall - px(12) - top)
        corner = self._minimap(ui, right)
        if corner is not None and self.selection is not None:
            right.height = corner.place.top - px(12) - top
        side.build(ui, self, right)
        if self.selection is not None:
            beyond = right.left
        else:
            beyond = end.place.left if corner is None else min(corner.place.left, end.place.left)
        map_key.build(ui, self, left.right + edge, beyond - edge, foot)
        if self.play.autosave_fault and not self._told:
            self._told = True
            ui.toasts.tell(text("world.autosave_failed", fault=self.play.autosave_fault),
                           urgent=True)  # fmt: skip

    def _minimap(self, ui: Ui, above: pygame.Rect) -> Minimap | None:
        """Put the whole world in the corner under a column, where there is room and it is wanted."""
        px = ui.theme.px
        if not self.app.settings.minimap:
            return None
        corner = Minimap(ui.root, self.map)
        wide = min(px(250), ui.size[0] // 5)
        tall = corner.measure(wide)
        crowded = self.selection is not None and above.height - tall < px(LEAST_SIDE)
        corner.visible = not crowded
        corner.put(pygame.Rect(above.right - wide, above.bottom - tall, wide, tall))
        keys = ui.bindings.keys_for(Action.MINIMAP)
        note = text("minimap.note", keys=spoken(keys[0]) if keys else "–")
        corner.tip = Tip(text("minimap.title"), note)
        return corner if corner.visible else None

    def _refresh_map(self, ui: Ui) -> None:
        world_map = self.map
        world_map.fit(ui.size, ui.theme)
        self._mark_selection()  # some modes of the map speak of who is chosen
        world_map.show(self.play.view, self.play.names)
        play = self.play
        colours = world_map.own_colours(play.names)
        world_map.troops = places.troops(play.view, colours)
        world_map.arrows = pending.arrows(play.desk, world_map.points)
        world_map.flags = [
            Flag(
                str(line.crisis.id),
                *world_map.points[line.node],
                quarrels.war_of(play.view.known, line.crisis) is not None,
            )
            for line in quarrels.lines(play.view, play.tell)
        ]

    def _mark_selection(self) -> None:
        world_map, chosen = self.map, self.selection
        world_map.chosen_state = world_map.chosen_territory = None
        world_map.chosen_flag = ""
        world_map.picked = frozenset(self.picked)
        world_map.aim = self.aim
        if chosen is None:
            return
        match chosen.kind:
            case Kind.STATE:
                world_map.chosen_state = chosen.id
                if chosen.territory >= 0:
                    world_map.chosen_territory = chosen.territory
            case Kind.CRISIS:
                world_map.chosen_flag = str(chosen.id)

    def draw_behind(self, surface: pygame.Surface) -> None:
        self.map.draw(surface)

    def update(self, dt: float) -> Go | None:
        world_map = self.map
        if self._held:
            step = PAN_PX_S * self.app.theme.scale_percent / 100 * dt
            dx = sum(STEER[key][0] for key in sorted(self._held))
            dy = sum(STEER[key][1] for key in sorted(self._held))
            world_map.camera.pan(dx * step, dy * step)
            world_map.touch()
        world_map.update(dt)
        self.rest(dt)
        return None

    # -- input -----------------------------------------------------------------------------------

    def handle(self, event: pygame.Event) -> Go | None:
        match event.type:
            case pygame.KEYDOWN:
                return self._key(event)
            case pygame.KEYUP:
                self._held.discard(event.key)
            case pygame.WINDOWFOCUSLOST:
                self._held.clear()
            case _:
                return super().handle(event)
        return None

    def _key(self, event: pygame.Event) -> Go | None:
        held = event.mod & (pygame.KMOD_CTRL | pygame.KMOD_ALT | pygame.KMOD_META)
        if self.aiming and event.key in TURN and not event.mod & pygame.KMOD_SHIFT:
            return self.turn_aim(event.key)
        if event.key in STEER and not held and not event.mod & pygame.KMOD_SHIFT:
            self._held.add(event.key)
            return None
        return None

    def on_action(self, action: Action) -> Go | None:
        centre = (self.app.ui.size[0] // 2, self.app.ui.size[1] // 2)
        match action:
            case Action.END_TURN:
                return self.end_turn()
            case Action.SAVE:
                return self.save()
            case Action.HOME:
                me = int(self.play.view.viewer)
                return self.choose(Selection(Kind.STATE, me), fly=True)
            case Action.STATE_NEXT | Action.STATE_BEFORE:
                return self._cycle(1 if action is Action.STATE_NEXT else -1)
            case Action.CRISIS_NEXT:
                return self._cycle_crises()
            case Action.FORCES_NEXT | Action.FORCES_BEFORE:
                return self.cycle_formations(1 if action is Action.FORCES_NEXT else -1)
            case Action.MODE_NEXT | Action.MODE_BEFORE:
                return self._cycle_modes(1 if action is Action.MODE_NEXT else -1)
            case Action.MINIMAP:
                settings = self.app.settings
                self.app.apply(settings.model_copy(update={"minimap": not settings.minimap}))
            case Action.KEEP_PLACE:
                self._keep_place()
            case Action.REPLAY:
                return self._replay()
            case _ if action in PLACES:
                kept = Bookmarks(self.app, self.play).kept
                if PLACES.index(action) < len(kept):
                    fly(self.map, kept[PLACES.index(action)])
            case Action.SEARCH if self.picked:
                self.app.ui.focus(self.app.ui.find(FIND))
            case Action.SEARCH:
                return self.find()
            case Action.ZOOM_IN | Action.ZOOM_OUT:
                self.map.camera.wheel(1 if action is Action.ZOOM_IN else -1, centre)
                self.moved()
            case Action.EXPLAIN:
                self._explain()
            case _ if action in rooms.ROOMS:
                return rooms.enter(self, action)
            case _ if action in PANS:
                dx, dy = PANS[action]
                self.map.camera.pan(dx * self.app.theme.px(120), dy * self.app.theme.px(120))
                self.moved()
        return super().on_action(action)

    def _replay(self) -> Go | None:
        from game.client.screens.replay import ReplayScreen, replay_of  # noqa: PLC0415

        shown = replay_of(self.play)
        if shown is None:
            self.app.ui.toasts.tell(text("replay.nothing"))
            return None
        return Push(ReplayScreen(self.play, shown))

    def _keep_place(self) -> None:
        mark = Bookmarks(self.app, self.play).keep(self.map)
        words = text("finder.full") if mark is None else text("finder.kept_now", place=mark.name)
        self.app.ui.toasts.tell(words)

    def _explain(self) -> None:
        point = self.app.ui.pointer
        tip = self.tip_under(point) if point[0] >= 0 else None
        if tip is not None:
            self.app.ui.restart_tip()
            near = pygame.Rect(point, (1, self.app.theme.px(14)))
            self.app.ui.open(Tooltip(self.app.ui, tip, near, pinned=True))

    def back(self) -> Go | None:
        if self.aim is not None:
            return self.stop_aiming()
        if self.selection is not None:
            return self.close_side()
        return self.open_menu()

    def quit_requested(self) -> Go | None:
        return self.open_menu()

    # -- selecting -------------------------------------------------------------------------------

    def _cycle(self, by: int) -> Go | None:
        """Select the next living state, by name."""
        names = self.play.names.names
        known = self.play.view.known
        order = sorted(
            (row for row in range(known.n) if known.states.exists[row]), key=lambda row: names[row]
        )
        chosen = self.selection
        if chosen is not None and chosen.kind is Kind.STATE and chosen.id in order:
            at = (order.index(chosen.id) + by) % len(order)
        else:
            at = order.index(int(self.play.view.viewer)) if self.play.view.viewer in order else 0
        return self.choose(Selection(Kind.STATE, order[at]), fly=True)

    def _cycle_crises(self) -> Go | None:
        lines = quarrels.lines(self.play.view, self.play.tell)
        if not lines:
            return None
        ids = [int(line.crisis.id) for line in lines]
        chosen = self.selection
        at = 0
        if chosen is not None and chosen.kind is Kind.CRISIS and chosen.id in ids:
            at = (ids.index(chosen.id) + 1) % len(ids)
        return self.choose(Selection(Kind.CRISIS, ids[at]), fly=True)

    def set_mode(self, mode: Mode) -> Go:
        """Colour the map in another way."""
        self.map.mode = mode
        return Rebuild()

    def _cycle_modes(self, by: int) -> Go:
        modes = list(Mode)
        return self.set_mode(modes[(modes.index(self.map.mode) + by) % len(modes)])

    def find(self) -> Go:
        """Look something up by its name."""
        from game.client.screens.finder import FinderScreen  # noqa: PLC0415

        return Push(FinderScreen(self))

    def set_attacker(self, state: str) -> Go:
        """Ask who would come if another attacked."""
        self.map.attacker = int(state)
        return Rebuild()

    def set_tab(self, memory: str, key: str) -> Go:
        """Open a tab of the panel."""
        self.drafts.tab[memory] = key
        return Rebuild()

    def look_at(self, node: int, *, forces: bool = False) -> None:
        """Look at a place, if asked in the mode of forces and fronts; for screens above this one."""
        if forces:
            self.map.mode = Mode.FORCES
        else:
            self.selection = self.at(node)
        self.aim = None
        self.map.fly_to(node)

    def open_wars(self, war: int | None = None) -> Go:
        """Show the war room, on a war or on the first there is."""
        from game.client.screens.war_room import WarRoomScreen  # noqa: PLC0415

        return Push(WarRoomScreen(self.play, self, war))

    # -- ending, saving, leaving -----------------------------------------------------------------

    def end_turn(self) -> Go:
        """Send the orders."""
        return self.play.finish()

    def save(self) -> Go | None:
        """Save the game and say so."""
        try:
            path = self.play.save()
        except OSError as error:
            fault = error.strerror or str(error)
            self.app.ui.toasts.tell(text("world.not_saved", fault=fault), urgent=True)
        else:
            self.app.ui.toasts.tell(text("world.saved", name=path.name))
        return None

    def choose_notices(self) -> Go:
        """Choose which kinds of notices are listed."""
        from game.client.screens.notices import NoticesScreen  # noqa: PLC0415

        return Push(NoticesScreen(self.play))

    def open_menu(self) -> Go:
        """Show the menu of the game."""
        from game.client.screens.world_menu import WorldMenu  # noqa: PLC0415

        return Push(WorldMenu(self.play))
