"""The charter desk: a charter as sentences, each clause edited in place beside what it would do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.client.audio import Sound
from game.client.input import Action
from game.client.layout import Row
from game.client.panels import charter_panel, clause_panel
from game.client.present import charter_draft as drafts
from game.client.present.charter_draft import Draft, Subject
from game.client.present.charter_effects import Effects, effects
from game.client.presets import Preset
from game.client.screen import Go, Pop, Rebuild, Screen
from game.client.spread import Spread
from game.client.stressing import Stressing, tried_by
from game.client.strings import text
from game.client.ui import Ui
from game.client.widgets.button import Button, Look
from game.client.widgets.dropdown import Dropdown
from game.client.widgets.strain_bars import StrainBars
from game.client.widgets.tooltip import Tip
from game.core.amending import Change
from game.core.charter import Charter
from game.core.ids import StateId
from game.core.kinds import Act
from game.persistence.presets import PresetFault

if TYPE_CHECKING:
    from game.client.play import Play


class CharterDeskScreen(Screen):
    """One draft at a time: of a body's charter, or of a new body's."""

    def __init__(self, play: Play, subject: Subject | None = None) -> None:
        self.play = play
        found = drafts.subjects(play.view, play.tell)
        self.draft: Draft = drafts.draft_on(play.view, subject or found[0][0])
        self.open = "rules"
        """Key of the article that is being edited."""
        self.act = int(Act.TRADE_BAN)
        self.invited: frozenset[int] = frozenset()
        self.beside = ""
        """Key of the charter it is laid beside; empty for the text as it stands."""
        self.preset_name = ""
        self._past: list[Draft] = []
        self._future: list[Draft] = []
        self._effects: tuple[Draft, frozenset[int], Effects] | None = None
        self._stress: Stressing | None = None
        self._asked: tuple[Charter, Charter] | None = None
        self._bars: StrainBars | None = None
        self._seen = -1
        self._kept: tuple[Preset, ...] | None = None

    # -- what is shown ---------------------------------------------------------------------------

    @property
    def animated(self) -> bool:  # type: ignore[override]
        return self._stress is not None and self._stress.busy

    @property
    def stress(self) -> Stressing:
        """The stress test, of this body's members."""
        if self._stress is None:
            names = tuple(self.play.names.names)
            self._stress = Stressing(tried_by(names, self._members()))
        return self._stress

    def _members(self) -> tuple[StateId, ...]:
        subject, known = self.draft.subject, self.play.view.known
        if subject.template >= 0:
            return tuple(
                StateId(row) for row in sorted({*self.invited, int(self.play.view.viewer)})
            )
        member = known.memberships.member[subject.institution] & known.states.exists
        return tuple(StateId(int(row)) for row in member.nonzero()[0])

    @property
    def kept(self) -> tuple[Preset, ...]:
        """The player's own charters."""
        if self._kept is None:
            self._kept = self.play.presets.all()
        return self._kept

    def others(self) -> tuple[tuple[str, str, Charter], ...]:
        """Return the charters it can be laid beside: key, name, text."""
        view, tell = self.play.view, self.play.tell
        found = [
            (subject.key, name, drafts.draft_on(view, subject).base)
            for subject, name in drafts.subjects(view, tell)
            if subject != self.draft.subject
        ]
        return (*found, *((f"k.{each.key}", each.name, each.charter) for each in self.kept))

    @property
    def before(self) -> Charter:
        """What the draft is compared with: the text as it stands, or another charter."""
        for key, _, charter in self.others() if self.beside else ():
            if key == self.beside:
                return charter
        return self.draft.base

    def effects(self) -> Effects:
        """Return what the draft would do; reckoned once a draft."""
        if self._effects is None or self._effects[:2] != (self.draft, self.invited):
            found = effects(self.play.view, self.draft, self.invited, self.play.tell)
            self._effects = (self.draft, self.invited, found)
        return self._effects[2]

    # -- controls --------------------------------------------------------------------------------

    def build(self, ui: Ui) -> None:
        spread = Spread(ui, text("desk.heading"), (10, 8, 9), key="desk")
        self._choosers(spread)
        text_column, effect_column, stress_column = spread.columns
        clause_panel.build(text_column, self)
        charter_panel.changes(effect_column, self)
        charter_panel.consequences(effect_column, self)
        self._ask()
        self._bars = charter_panel.strains(stress_column, self)
        self._seen = self.stress.answered
        charter_panel.differences(stress_column, self)
        self._foot(spread.foot)
        spread.finish()

    def _choosers(self, spread: Spread) -> None:
        row = Row(spread.head, gap=14, weights=(1, 1, 1), least=220)
        view, tell = self.play.view, self.play.tell
        Dropdown(
            row, text("desk.subject"),
            [(subject.key, name) for subject, name in drafts.subjects(view, tell)],
            self.draft.subject.key, self.choose_subject, key="desk.subject",
        )  # fmt: skip
        others = [(key, name) for key, name, _ in self.others()]
        Dropdown(row, text("desk.beside"), [("", text("desk.as_it_stands")), *others],
                 self.beside, self.choose_beside, key="desk.beside")  # fmt: skip
        Dropdown(row, text("desk.take"), [("", text("desk.choose")), *others],
                 "", self.take_text, key="desk.take")  # fmt: skip

    def _foot(self, foot: Row) -> None:
        changed = bool(self.draft.changes)
        reset = Button(foot, text("desk.reset"), self.reset, look=Look.QUIET, shortcut="r",
                       key="desk.reset")  # fmt: skip
        reset.enabled = changed
        stop = Button(foot, text("desk.stop"), self.stop, look=Look.QUIET, shortcut="x",
                      key="desk.stop")  # fmt: skip
        stop.tip = Tip(text("desk.stop"), text("desk.stop_note"))
        Button(foot, text("desk.keep"), self.keep, shortcut="k", key="desk.keep").tip = Tip(
            text("desk.keep"), text("desk.keep_note")
        )
        self._propose(foot)
        self._back(foot)

    def _propose(self, foot: Row) -> None:
        desk, tell = self.play.desk, self.play.tell
        orders = drafts.proposal(self.play.view, self.draft, self.invited)
        new = self.draft.subject.template >= 0
        words = text("desk.found" if new else "desk.amend")
        button = Button(foot, words, self.propose, shortcut="p", sound=Sound.GAVEL,
                        key="desk.propose")  # fmt: skip
        drafted = bool(orders) and all(order in desk.pending for order in orders)
        button.chosen = drafted
        refusals = [desk.refusal(order) for order in orders if order not in desk.pending]
        refused = next((each for each in refusals if each is not None), None)
        if not orders or (refused is not None and None not in refusals):
            button.enabled = False
            why = tell.refusal(refused) if refused is not None else text("desk.nothing_changed")
            button.tip = Tip(words, why)
        else:
            button.tip = Tip(words, text("desk.propose_note"))

    def _back(self, foot: Row) -> None:
        foot.ui.default = Button(foot, text("desk.back"), self.back, look=Look.PRIMARY,
                                 shortcut="b", sound=Sound.PAGE, key="desk.back")  # fmt: skip

    # -- the stress test -------------------------------------------------------------------------

    def _ask(self) -> None:
        wanted = (self.before, self.draft.charter)
        if wanted != self._asked:
            self._asked = wanted
            self.stress.ask(*wanted)

    def update(self, dt: float) -> Go | None:  # noqa: ARG002
        if self._bars is None or self._stress is None:
            return None
        answered = self._stress.answered
        if answered != self._seen or (self._seen >= 0 and not self._stress.busy):
            if answered != self._seen:
                charter_panel.refresh(self._bars, self)
            self._seen = answered
        return None

    def left(self) -> None:
        if self._stress is not None:
            self._stress.cancel()

    def stop(self) -> Go | None:
        """Stop the stress test, or begin it again."""
        if self.stress.busy:
            self.stress.cancel()
        elif self._asked is not None:
            self.stress.ask(*self._asked)
        return Rebuild()

    # -- answers ---------------------------------------------------------------------------------

    def open_article(self, key: str) -> Go:
        """Open what edits an article; again, close it."""
        self.open = "" if key == self.open else key
        return Rebuild()

    def choose_act(self, act: str) -> Go:
        """Edit what clauses say of another act."""
        self.act = int(act)
        return Rebuild()

    def edit(self, change: Change) -> Go | None:
        """Change a clause."""
        try:
            changed = self.draft.changed(change)
        except ValueError as fault:
            self.app.ui.toasts.tell(str(fault))
            return Rebuild()
        return self._turn_to(changed)

    def take_back(self, change: Change) -> Go | None:
        """Let one clause read as it did."""
        kept = tuple(each for each in self.draft.changes if each != change)
        rest = Draft(self.draft.subject, self.draft.base, kept)
        try:
            rest.charter  # noqa: B018  # what rested on it may not work without it
        except ValueError:
            self.app.ui.toasts.tell(text("desk.rests_on_it"))
            return None
        return self._turn_to(rest)

    def _turn_to(self, draft: Draft) -> Go:
        if draft != self.draft:
            self._past.append(self.draft)
            self._future.clear()
            self.draft = draft
        return Rebuild()

    def reset(self) -> Go:
        """Take all changes back."""
        return self._turn_to(drafts.draft_on(self.play.view, self.draft.subject))

    def choose_subject(self, key: str) -> Go:
        """Write on another charter."""
        self.draft = drafts.draft_on(self.play.view, Subject.of(key))
        self._past, self._future = [], []
        self.beside = ""
        self._members_changed()
        return Rebuild()

    def choose_beside(self, key: str) -> Go:
        """Lay another charter beside it."""
        self.beside = key
        return Rebuild()

    def take_text(self, key: str) -> Go | None:
        """Write another charter's text into the draft."""
        found = next((charter for each, _, charter in self.others() if each == key), None)
        if found is None:
            return None
        try:
            return self._turn_to(self.draft.reading(drafts.as_far_as(self.draft.base, found)))
        except ValueError as fault:
            self.app.ui.toasts.tell(str(fault))
            return Rebuild()

    def invite(self, row: str) -> Go:
        """Ask another state in, or no longer."""
        self.invited = self.invited ^ {int(row)} if row else self.invited
        self._members_changed()
        return Rebuild()

    def invite_willing(self) -> Go:
        """Ask everybody in whom it would be worth it."""
        self.invited = frozenset(int(mover.state) for mover in self.effects().joins)
        self._members_changed()
        return Rebuild()

    def _members_changed(self) -> None:
        if self._stress is not None:
            self._stress.cancel()
        self._stress, self._asked = None, None

    def propose(self) -> Go:
        """Draft the orders that put it before the world; again, take them back."""
        desk = self.play.desk
        orders = drafts.proposal(self.play.view, self.draft, self.invited)
        if all(order in desk.pending for order in orders):
            for order in orders:
                desk.withdraw(desk.pending.index(order))
            return Rebuild()
        left_out = 0
        for order in orders:
            if order not in desk.pending and desk.propose(order) is not None:
                left_out += 1
        if left_out:
            self.app.ui.toasts.tell(text("desk.left_out", number=left_out))
        else:
            self.app.ui.toasts.tell(text("desk.proposed"))
        return Rebuild()

    def show_state(self, state: int) -> Go | None:
        """Say what a state makes of it: pin the explanation of the line that has the focus."""
        del state
        self.app.ui.pin_tip()
        return None

    def keep(self) -> Go | None:
        """Keep the draft as a preset of one's own."""
        view, tell = self.play.view, self.play.tell
        known = view.known
        subject = self.draft.subject
        title = (
            tell.names.charter_title(self.draft.base.key)
            if subject.template >= 0
            else tell.names.institution_title(subject.institution)
        )
        year = known.scenario.calendar.year(known.turn)
        name = self.preset_name.strip() or text("desk.preset_name", title=title, year=year)
        try:
            path = self.play.presets.keep(
                self.draft.charter, name, year,
                text("desk.preset_summary", title=title), text("desk.preset_source"),
            )  # fmt: skip
        except PresetFault as fault:
            self.app.ui.toasts.tell(text("desk.not_kept", fault=str(fault)), urgent=True)
            return None
        self._kept = None
        self.app.ui.toasts.tell(text("desk.kept", name=path.name))
        return Rebuild()

    def name_preset(self, words: str) -> None:
        """Call it something when it is kept."""
        self.preset_name = words

    def on_action(self, action: Action) -> Go | None:
        if action is Action.UNDO and self._past:
            self._future.append(self.draft)
            self.draft = self._past.pop()
            return Rebuild()
        if action is Action.REDO and self._future:
            self._past.append(self.draft)
            self.draft = self._future.pop()
            return Rebuild()
        if action is Action.CHARTERS:
            return self.back()
        return None

    def back(self) -> Go | None:
        return Pop()
