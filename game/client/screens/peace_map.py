"""The lands of a peace, chosen on the map: a click puts a land in or leaves it out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from game.client.audio import Sound
from game.client.colours import INK_SOFT
from game.client.input import Action
from game.client.layout import Row
from game.client.page import Page
from game.client.panels.facts import quiet
from game.client.panels.map_key import LegendBox
from game.client.present import peace_lands, peace_map, peace_table
from game.client.present.peace_lands import LandLine
from game.client.screen import Go, Pop, Rebuild
from game.client.screens.behind import MapBehind
from game.client.strings import text
from game.client.theme import Type
from game.client.ui import Ui
from game.client.widgets.button import Button, Look
from game.client.widgets.label import Label
from game.core.ids import TerritoryId
from game.core.records import War
from game.narrate.numerals import percent

if TYPE_CHECKING:
    from game.client.screens.peace_table import PeaceScreen


class PeaceMapScreen(MapBehind):
    """One article about land, on the map; what is changed is changed in the table's draft."""

    def __init__(self, table: PeaceScreen) -> None:
        super().__init__(table.play)
        self.table = table
        self.folded = False
        """The legend shows its title alone."""
        self._looked = False

    def lines(self, war: War) -> tuple[LandLine, ...]:
        """Return the lands that can be named."""
        table, play = self.table, self.play
        return peace_lands.lines(play.view, war, table.package, table.subject(war), play.tell)

    def _selected(self, lines: tuple[LandLine, ...]) -> int:
        """Return the place of the land that is spoken of."""
        places = [at for at, line in enumerate(lines) if line.land == self.table.land]
        return places[0] if places else 0

    # -- controls --------------------------------------------------------------------------------

    def build(self, ui: Ui) -> None:
        ui.keys_to_screen = True
        war = self.table.war
        lines = self.lines(war) if war is not None else ()
        world_map = self.clear_map(ui)
        world_map.show_as(peace_map.painted(self.play.view, self.play.names, lines), self.play.view)
        page = Page(ui, text("peace_map.heading"), self._article(war), width=860, gap=8)
        if lines:
            self._about(page, lines[self._selected(lines)])
        else:
            quiet(page.body, text("peace.no_lands"))
        self._foot(page, war, lines)
        page.finish()
        self.to_the_foot(page)
        self._legend(ui)
        if lines and not self._looked:
            self._looked = True
            self.look_at(lines[self._selected(lines)].land)

    def _article(self, war: War | None) -> str:
        """Return the article as it reads, or what it would be about."""
        if war is None:
            return text("peace.over")
        table, tell = self.table, self.play.tell
        subject = table.subject(war)
        wanted = (subject.kind, subject.by, subject.to)
        written = [one for one in table.package if (one.kind, one.by, one.to) == wanted]
        if not written:
            names, key = tell.names, f"peace.article.{subject.kind.name.lower()}"
            words = text(key, by=names.state(subject.by), to=names.state(subject.to),
                         lands=text("peace_map.none_yet"))  # fmt: skip
            return words[:1].upper() + words[1:]
        return " ".join(peace_table.article_words(one, tell) for one in written)

    def _about(self, page: Page, line: LandLine) -> None:
        self.map.chosen_territory = int(line.land)
        Label(page.body, line.name, Type.STRONG, key="peace_map.land")
        told = [text("peace_map.people", share=percent(line.people))]
        if line.held:
            told.append(text("peace_map.held", state=line.held))
        Label(page.body, " · ".join(told), Type.SMALL, colour=INK_SOFT)

    def _foot(self, page: Page, war: War | None, lines: tuple[LandLine, ...]) -> None:
        foot: Row = page.foot
        if war is not None and lines:
            line = lines[self._selected(lines)]
            Button(foot, text("peace_map.before"), partial(self.step_aside, False), look=Look.QUIET,
                   shortcut="b", key="peace_map.before")  # fmt: skip
            Button(foot, text("peace_map.next"), partial(self.step_aside, True), look=Look.QUIET,
                   shortcut="n", key="peace_map.next")  # fmt: skip
            held = peace_lands.occupied(self.play.view.known, war, self.table.subject(war))
            both = Button(foot, text("peace.all_held"), partial(self.table.name_lands, held),
                          look=Look.QUIET, shortcut="o", key="peace_map.held")  # fmt: skip
            both.enabled = bool(held)
            words = text("peace_map.take_out" if line.chosen else "peace_map.put_in")
            Button(foot, words, partial(self.table.toggle_land, line.land), chosen=line.chosen,
                   shortcut="p", key="peace_map.put")  # fmt: skip
        page.ui.default = Button(foot, text("peace_map.done"), Pop, look=Look.PRIMARY, shortcut="d",
                                 sound=Sound.PAGE, key="peace_map.done")  # fmt: skip

    def _legend(self, ui: Ui) -> None:
        px = ui.theme.px
        legend = peace_map.legend(text("peace_map.legend.title"))
        box = LegendBox(ui, legend, self._fold, folded=self.folded)
        wide = box.natural_width()
        place = ui.root.place.copy()
        place.update(px(12), px(12), wide, box.measure(wide))
        box.put(place)

    def _fold(self) -> Go:
        self.folded = not self.folded
        return Rebuild()

    # -- answers ---------------------------------------------------------------------------------

    def step_aside(self, forward: bool) -> Go | None:
        """Speak of the next land that can be named, or of the one before."""
        war = self.table.war
        lines = self.lines(war) if war is not None else ()
        if not lines:
            return None
        at = (self._selected(lines) + (1 if forward else -1)) % len(lines)
        self.table.land = lines[at].land
        self.look_at(lines[at].land)
        return Rebuild()

    def clicked(self, point: tuple[int, int]) -> Go | None:
        war, node = self.table.war, self.map.node_at(point)
        if war is None or node is None or node >= self.map.atlas.count:
            return None
        if not any(line.land == node for line in self.lines(war)):
            self.app.ui.toasts.tell(
                text("peace_map.not_this", land=self.play.names.node_name(node))
            )
            return Rebuild()
        return self.table.toggle_land(TerritoryId(node))

    def pointed(self, point: tuple[int, int]) -> None:
        node = self.map.node_at(point)
        if node != self.map.hovered:
            self.map.hovered = node
            self.app.ui.touch()

    def on_action(self, action: Action) -> Go | None:
        match action:
            case Action.UNDO:
                return self.table.undo()
            case Action.REDO:
                return self.table.redo()
        return super().on_action(action)
