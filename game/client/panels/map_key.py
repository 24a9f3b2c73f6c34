"""The modes of the map and their legend, at the foot of the window."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pygame

from game.client import paint
from game.client.colours import INK, INK_SOFT, RULE, SHEET, mix
from game.client.layout import Row
from game.client.mapview.modes import Legend
from game.client.mapview.paint import Hatch
from game.client.mapview.signs import sign
from game.client.mapview.style import PLAIN
from game.client.present.lenses import feared
from game.client.present.map_paint import LENSES, Mode
from game.client.present.marks import Relation, Way
from game.client.reading.links import article_of
from game.client.screen import Handler
from game.client.screens.arrow_marks import stroke
from game.client.screens.front_marks import draw_front, draw_gate, pennant
from game.client.strings import text
from game.client.theme import Theme, Type
from game.client.widgets.button import Button
from game.client.widgets.control import Control
from game.client.widgets.dropdown import Dropdown
from game.client.widgets.tooltip import Tip

if TYPE_CHECKING:
    from game.client.screens.world import WorldScreen
    from game.client.ui import Ui


def build(ui: Ui, world: WorldScreen, left: int, right: int, bottom: int) -> None:
    """Put the modes and the legend between two columns."""
    px = ui.theme.px
    room = right - left
    row = _modes(ui, world)
    wide = min(row.natural_width(), room)
    if row.measure(wide) > 2.5 * row.measure(row.natural_width()):
        ui.root.children.remove(row)
        row = _one_list(ui, world)
        wide = min(row.natural_width(), room)
    tall = row.measure(wide)
    row.put(pygame.Rect(left, bottom - tall, wide, tall))
    y = bottom - tall - px(8)
    chosen = world.drafts.legend
    folded = ui.size[1] < px(ROOMY) if chosen is None else not chosen
    legend = LegendBox(ui, world.map.legend, partial(world.keep("legend"), folded), folded=folded)
    wide, high = min(legend.natural_width(), room), legend.measure(room)
    legend.put(pygame.Rect(left, y - high, wide, high))


def _modes(ui: Ui, world: WorldScreen) -> Row:
    """Return a button for each plain mode, and the list of the others."""
    row = Row(ui.root, gap=6)
    for number, mode in enumerate((mode for mode in Mode if mode not in LENSES), start=1):
        words = text(f"mode.{mode.value}")
        button = Button(
            row,
            words,
            partial(world.set_mode, mode),
            chosen=world.map.mode is mode,
            shortcut=str(number),
            key=f"mode.{mode.value}",
        )
        button.tip = Tip(words, article=article_of(f"mode.{mode.value}"))
    _lenses(row, world)
    return row


def _one_list(ui: Ui, world: WorldScreen) -> Row:
    """Return one list of all modes, for windows in which buttons would cover the map."""
    row = Row(ui.root, gap=6)
    every = Dropdown(
        row, "", [(mode.value, text(f"mode.{mode.value}")) for mode in Mode], world.map.mode.value,
        lambda key: world.set_mode(Mode(key)), key="mode.every",
    )  # fmt: skip
    every.tip = Tip(text("mode.more"), text("mode.more_note"),
                    article=article_of(f"mode.{world.map.mode.value}"))  # fmt: skip
    _attacker(row, world)
    return row


def _lenses(row: Row, world: WorldScreen) -> None:
    """Put the modes that colour states by what is known of them, and whom they speak of."""
    options = [("", text("mode.more")), *((m.value, text(f"mode.{m.value}")) for m in LENSES)]
    chosen = world.map.mode.value if world.map.mode in LENSES else ""
    more = Dropdown(
        row, "", options, chosen, lambda key: world.set_mode(Mode(key or "political")),
        key="mode.more",
    )  # fmt: skip
    more.tip = Tip(text("mode.more"), text("mode.more_note"), article=article_of("mode.power"))
    _attacker(row, world)


def _attacker(row: Row, world: WorldScreen) -> None:
    """Ask, where it is shown who would defend a state, who attacks it."""
    reading = world.map.reading
    if world.map.mode is Mode.DEFENDERS and reading is not None and reading.attacker >= 0:
        view, names = world.play.view, world.play.tell.names
        foes = dict.fromkeys((reading.attacker, *feared(view.known, reading.chosen)))
        who = Dropdown(
            row,
            "",
            [(str(int(foe)), text("lens.if_attacked_by", state=names.state(foe))) for foe in foes],
            str(int(reading.attacker)),
            world.set_attacker,
            key="mode.attacker",
        )
        who.tip = Tip(text("mode.defenders"), text("lens.defenders_note"))


ROOMY = 600
"""Height of a window, at 100 %, from which the legend is open unless it is folded."""
MOST_LINES = 7
"""Lines of a legend beyond which it takes two columns."""


class LegendBox(Control):
    """Swatches with their hatching, and what they mean; folded, its title alone."""

    focusable = True

    def __init__(self, ui: Ui, legend: Legend, handler: Handler, *, folded: bool) -> None:
        super().__init__(ui.root, key="legend")
        self.title = legend.title
        self.entries = () if folded else legend.entries
        self.handler = handler
        self.shortcut = "l"

    def activate(self) -> None:
        self.ui.act(self.handler)

    def on_release(self, point: tuple[int, int]) -> None:
        if self.rect.collidepoint(point):
            self.activate()

    def natural_width(self) -> int:
        theme = self.theme
        entries = self._columns() * self._column_width()
        return max(entries, theme.width(self.title, Type.SMALL_STRONG) + theme.px(20)) + theme.px(
            20
        )

    def measure(self, width: int) -> int:  # noqa: ARG002
        theme = self.theme
        return theme.line(Type.SMALL_STRONG) + self._lines() * theme.px(19) + theme.px(18)

    def _columns(self) -> int:
        return 2 if len(self.entries) > MOST_LINES else 1

    def _lines(self) -> int:
        return -(-len(self.entries) // self._columns())

    def _column_width(self) -> int:
        theme = self.theme
        widest = max((theme.width(each.text, Type.SMALL) for each in self.entries), default=0)
        return widest + self._swatch() + theme.px(10 + (16 if self._columns() > 1 else 0))

    def _swatch(self) -> int:
        return self.theme.px(40 if any(each.mark for each in self.entries) else 24)

    def draw(self, surface: pygame.Surface) -> None:
        rect, px, theme = self.rect, self.theme.px, self.theme
        paint.shadow(surface, rect, px(8), 50)
        paint.box(surface, rect, SHEET, border=RULE, border_width=px(1), radius=px(6))
        y = rect.top + px(8)
        surface.blit(theme.words(self.title, Type.SMALL_STRONG), (rect.left + px(10), y))
        mark = (rect.right - px(14), y + theme.line(Type.SMALL_STRONG) // 2)
        paint.chevron(surface, mark, px(8), "down" if self.entries else "up", INK_SOFT)
        top = y + theme.line(Type.SMALL_STRONG) + px(3)
        for at, entry in enumerate(self.entries):
            column, line = divmod(at, self._lines())
            x, y = rect.left + px(10) + column * self._column_width(), top + line * px(19)
            box = pygame.Rect(x, y + px(2), self._swatch(), px(14))
            if entry.mark:
                draw_sample(surface, entry.mark, box, theme)
            else:
                edge = mix(entry.rgb, INK, 0.5)
                paint.box(surface, box, entry.rgb, border=edge, border_width=px(1))
                _hatch(surface, box, entry.hatch, edge, px(5))
            words = theme.words(entry.text, Type.SMALL)
            surface.blit(words, (box.right + px(8), theme.centred(Type.SMALL, box.centery)))

    def texts(self) -> tuple[str, ...]:
        return (self.title, *(entry.text for entry in self.entries))


def draw_sample(surface: pygame.Surface, mark: str, box: pygame.Rect, theme: Theme) -> None:
    """Draw a line or sign of the map small, as the legend shows it."""
    centre = box.center
    match mark:
        case "front":
            draw_front(surface, (box.midleft, box.midright), theme)
        case "sea":
            picture = pennant((214, 190, 150), Relation.OTHER, theme)
            surface.blit(picture, picture.get_rect(center=centre))
        case "shut" | "open":
            draw_gate(surface, centre, theme, is_open=mark == "open")
        case "city" | "strait" | "canal":
            picture = sign(mark, theme.scale_percent / 100, PLAIN)
            surface.blit(picture, picture.get_rect(center=centre))
        case _:
            stroke(surface, box.midleft, box.midright, Way(mark), theme, bend=0.0)


def _hatch(
    surface: pygame.Surface, box: pygame.Rect, hatch: Hatch, ink: tuple[int, int, int], gap: int
) -> None:
    before = surface.get_clip()
    inner = box.inflate(-2, -2)
    surface.set_clip(inner.clip(before))
    for x in range(inner.left - inner.height, inner.right + inner.height, gap):
        if hatch in (Hatch.DIAGONAL, Hatch.CROSS):
            pygame.draw.line(surface, ink, (x, inner.bottom), (x + inner.height, inner.top))
        if hatch in (Hatch.COUNTER, Hatch.CROSS):
            pygame.draw.line(surface, ink, (x, inner.top), (x + inner.height, inner.bottom))
        if hatch is Hatch.DOTS:
            for y in range(inner.top + gap // 2, inner.bottom, gap):
                pygame.draw.circle(surface, ink, (x, y), max(1, gap // 4))
    surface.set_clip(before)
