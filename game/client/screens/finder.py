"""Find a state, a place, a sea, a crisis or a body by its name, and fly there; places kept to come back to."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from game.client.audio import Sound
from game.client.bookmarks import MOST_KEPT, Bookmark, Bookmarks, fly
from game.client.page import Page
from game.client.panels.selection import Kind, Selection
from game.client.present import crisis as quarrels
from game.client.screen import Go, Pop, Rebuild, Screen
from game.client.strings import text
from game.client.theme import Type
from game.client.ui import Ui
from game.client.widgets.button import Button, Look
from game.client.widgets.label import Label
from game.client.widgets.listview import ListView
from game.client.widgets.table import Cell, TableRow
from game.client.widgets.textfield import TextField

if TYPE_CHECKING:
    from game.client.screens.world import WorldScreen

MOST_FOUND = 40
"""Names listed at once."""

Found = tuple[str, str]
"""Key of something that can be found, and its name."""


def everything(world: WorldScreen) -> tuple[Found, ...]:
    """Return what can be found, by key and name: states first, then quarrels, bodies and places."""
    play = world.play
    known, names = play.view.known, play.names
    found = [
        (f"state.{row}", name) for row, name in enumerate(names.names) if known.states.exists[row]
    ]
    found += [
        (f"crisis.{int(line.crisis.id)}", play.tell.crisis(line.crisis, known))
        for line in quarrels.lines(play.view, play.tell)
    ]
    found += [
        (f"body.{row}", name)
        for row, name in enumerate(names.institution_names)
        if row < len(known.charters) and known.memberships.in_being[row]
    ]
    nodes = known.board.territories + known.board.zones
    found += [(f"node.{node}", names.node_name(node)) for node in range(nodes)]
    return tuple(found)


def matching(found: tuple[Found, ...], words: str) -> tuple[Found, ...]:
    """Return what begins with some words, then what has them anywhere."""
    wanted = words.strip().casefold()
    if not wanted:
        return ()
    begin = [each for each in found if each[1].casefold().startswith(wanted)]
    other = [each for each in found if wanted in each[1].casefold() and each not in begin]
    return tuple((begin + other)[:MOST_FOUND])


class FinderScreen(Screen):
    """A field, what it finds, and the places that are kept."""

    def __init__(self, world: WorldScreen) -> None:
        self.world = world
        self.words = ""
        self.all = everything(world)
        self.places = Bookmarks(world.app, world.play)

    def build(self, ui: Ui) -> None:
        page = Page(ui, text("finder.title"), width=560, gap=10)
        body = page.body
        field = TextField(body, text("finder.name"), self.words, on_change=self._find,
                          on_enter=self._first, hint=text("finder.hint"), key="finder.name")  # fmt: skip
        self.list = ListView(body, matching(self.all, self.words), label=text("finder.found"),
                             on_open=self.open, rows_high=7, key="finder.found")  # fmt: skip
        kept = self.places.kept
        Label(body, text("finder.kept"), Type.SMALL_STRONG)
        if not kept:
            Label(body, text("finder.none_kept"), Type.SMALL)
        for number, mark in enumerate(kept, start=1):
            Button(body, mark.name, partial(self.go_back_to, mark), look=Look.MENU,
                   shortcut=str(number), sound=Sound.PAGE, key=f"finder.kept.{number}")  # fmt: skip
        keep = Button(page.foot, text("finder.keep"), self.keep, key="finder.keep")
        keep.enabled = len(kept) < MOST_KEPT
        Button(page.foot, text("finder.forget"), self.forget, look=Look.QUIET, key="finder.forget")
        Button(page.foot, text("finder.back"), self.back, look=Look.PRIMARY, key="finder.back")
        page.finish()
        ui.focus(field)

    def _find(self, words: str) -> None:
        self.words = words
        found = matching(self.all, words)
        self.list.set_rows([TableRow(key, (Cell(name),)) for key, name in found])
        self.list.selected = found[0][0] if found else None

    def _first(self) -> Go | None:
        found = matching(self.all, self.words)
        return self.open(self.list.selected or found[0][0]) if found else None

    def open(self, key: str) -> Go:
        """Fly to what was found, and select it."""
        kind, _, number = key.partition(".")
        row = int(number)
        match kind:
            case "state":
                self.world.choose(Selection(Kind.STATE, row), fly=True)
            case "crisis":
                self.world.choose(Selection(Kind.CRISIS, row), fly=True)
            case "body":
                self.world.choose(Selection(Kind.INSTITUTION, row))
            case _:
                self.world.look_at(row)
        return Pop()

    def keep(self) -> Go:
        """Keep where the map looks now."""
        self.places.keep(self.world.map)
        return Rebuild()

    def forget(self) -> Go:
        """Drop the place that was kept last."""
        self.places.forget()
        return Rebuild()

    def go_back_to(self, mark: Bookmark) -> Go:
        """Look where the map looked when a place was kept."""
        fly(self.world.map, mark)
        return Pop()

    def back(self) -> Go | None:
        return Pop()
