"""The saved games: open one, or read why it cannot be opened and take the last good one."""

from __future__ import annotations

from collections.abc import Sequence

from game.client.audio import Sound
from game.client.colours import ACCENT, INK_SOFT
from game.client.page import Page
from game.client.screen import Go, Pop, Screen
from game.client.services import SaveSummary
from game.client.strings import text
from game.client.taking_up import take_up
from game.client.theme import Type
from game.client.ui import Ui
from game.client.widgets.button import Button, Look
from game.client.widgets.label import Label
from game.client.widgets.table import Cell, Table, TableColumn, TableRow, cells
from game.client.widgets.tooltip import Tip


class LoadGameScreen(Screen):
    """A table of saves, newest first as the service lists them."""

    def __init__(self) -> None:
        self.selected: str | None = None
        self._saves: Sequence[SaveSummary] | None = None
        self._fault: Label | None = None
        self._open: Button | None = None
        self._table: Table | None = None

    @property
    def saves(self) -> Sequence[SaveSummary]:
        """The saves, read when the screen is first built."""
        if self._saves is None:
            self._saves = tuple(self.app.services.saves())
        return self._saves

    def build(self, ui: Ui) -> None:
        page = Page(ui, text("load.heading"), width=960)
        saves = self.saves
        if self.selected is None and saves:
            self.selected = str(next((s for s in saves if s.fault is None), saves[0]).path)
        self._table = Table(
            page.body,
            (
                TableColumn(text("load.game"), 3, least=150),
                TableColumn(text("load.turn"), 1, least=80),
                TableColumn(text("load.players"), 2, least=90),
                TableColumn(text("load.saved"), 1.4, least=90),
            ),
            [_row(save) for save in saves],
            label=text("load.heading"),
            selected=self.selected,
            on_select=self._select,
            on_open=lambda _key: self.open(),
            rows_high=_rows_that_fit(ui),
            empty=text("load.none"),
            key="load.table",
        )
        # Room for two lines, so that nothing moves when another save is selected.
        self._fault = Label(page.body, " \n ", colour=ACCENT, key="load.fault")
        Button(page.foot, text("load.back"), Pop, look=Look.QUIET, shortcut="b", sound=Sound.PAGE,
               key="load.back")  # fmt: skip
        self._open = Button(page.foot, text("load.open"), self.open, look=Look.PRIMARY,
                            shortcut="o", sound=Sound.PAGE, key="load.open")  # fmt: skip
        ui.default = self._open
        page.finish()
        self._show_fault()
        if saves:
            ui.focus(self._table, show=False)

    def chosen(self) -> SaveSummary | None:
        """Return the selected save."""
        return next((save for save in self.saves if str(save.path) == self.selected), None)

    def open(self) -> Go | None:
        """Open the selected save."""
        save = self.chosen()
        return take_up(self.app, save.path) if save is not None else None

    def _select(self, key: str) -> Go | None:
        self.selected = key
        self._show_fault()
        return None

    def _show_fault(self) -> None:
        save = self.chosen()
        if self._fault is None or self._open is None:
            return
        self._open.enabled = save is not None
        if save is None:
            self._fault.set(" ")
            return
        self._fault.colour = ACCENT if save.fault else INK_SOFT
        words = text("load.damaged", fault=save.fault) if save.fault else save.path.name
        self._fault.tip = Tip(body=words)
        theme = self._fault.theme
        lines = self._fault.theme.wrap(words, self._fault.kind, self._fault.place.width)
        if len(lines) > 2:
            rest = theme.shorten(" ".join(lines[1:]), self._fault.kind, self._fault.place.width)
            words = f"{lines[0]}\n{rest}"
        self._fault.set(words)


def _rows_that_fit(ui: Ui) -> int:
    """Return how many rows leave room for the heading, the fault and the buttons."""
    row = ui.theme.line(Type.BODY) + ui.theme.px(10)
    return max(3, min(14, (ui.size[1] - ui.theme.px(330)) // row))


def _row(save: SaveSummary) -> TableRow:
    if save.fault is None:
        title, tip = Cell(save.title, strong=True), None
    else:
        title = Cell(f"! {save.title}", colour=ACCENT, strong=True)
        tip = Tip(save.title, text("load.damaged", fault=save.fault))
    return TableRow(str(save.path), cells(title, save.turn_label, save.seats, save.when), tip)
