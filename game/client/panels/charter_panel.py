"""What a draft on the charter desk would do: changes and their votes, who comes and goes, the strain."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from game.client.colours import INK_SOFT
from game.client.layout import Column, Row
from game.client.panels.facts import Entry, quiet, section
from game.client.present import charter_effects
from game.client.present.charter_effects import Mover, Vote
from game.client.present.terms import Explained
from game.client.strings import text
from game.client.theme import Type
from game.client.widgets.button import Button, Look
from game.client.widgets.dropdown import Dropdown
from game.client.widgets.label import Label
from game.client.widgets.strain_bars import StrainBars, StrainRow
from game.client.widgets.terms import TermRow, TermsTable, signed
from game.client.widgets.textfield import TextField
from game.client.widgets.tooltip import Tip
from game.core.amending import Change
from game.core.ids import StateId
from game.narrate.charter import compare
from game.narrate.numerals import many

if TYPE_CHECKING:
    from game.client.screens.charter_desk import CharterDeskScreen
    from game.lab.stress import Strain

DECIMALS = 3
MOST = 12
"""States listed of those that would join or leave; of more, the rest is counted."""


def changes(column: Column, desk: CharterDeskScreen) -> None:
    """List what was changed, each with how it would fare, and whom a new body would ask."""
    new = desk.draft.subject.template >= 0
    part = section(column, text("desk.changes"))
    if not desk.draft.changes:
        quiet(part, text("desk.unchanged"))
    else:
        votes = desk.effects().votes
        for at, change in enumerate(desk.draft.changes[:MOST]):
            _change(part, desk, change, votes[at] if votes else None)
        if len(desk.draft.changes) > MOST:
            quiet(part, text("desk.more", number=len(desk.draft.changes) - MOST))
    TextField(part, text("desk.name"), desk.preset_name, on_change=desk.name_preset,
              hint=text("desk.name_hint"), key="desk.name")  # fmt: skip
    if new:
        _invitations(column, desk)


def _change(part: Column, desk: CharterDeskScreen, change: Change, vote: Vote | None) -> None:
    tell = desk.play.tell
    entry = Column(part, gap=2)
    head = Row(entry, gap=6, weights=(1, 0))
    words = Label(head, charter_effects.change_words(change, tell))
    Button(head, "×", partial(desk.take_back, change), look=Look.QUIET,
           key=f"desk.drop.{change.clause.name.lower()}.{change.act}").tip = Tip(
        text("desk.take_back")
    )  # fmt: skip
    own = charter_effects.own_view(desk.play.view, desk.draft, change, tell)
    if own is not None:
        words.tip = Tip(text("desk.worth_to_you"), text("desk.worth_note"), _rows(own[1]), own[0])
    if vote is None:
        return
    palette = desk.app.theme.palette
    if not vote.possible:
        quiet(entry, text("desk.after_another"))
        return
    key = "desk.carries" if vote.carries else "desk.fails"
    said = text(key, yes=vote.yes, no=vote.no)
    Label(entry, said, Type.SMALL_STRONG,
          colour=palette.favourable if vote.carries else palette.adverse)  # fmt: skip
    blocked = vote.vetoes or (vote.against if not vote.carries else ())
    if blocked:
        key = "desk.vetoed_by" if vote.vetoes else "desk.against"
        Label(entry, text(key, states=_some(desk, blocked)), Type.SMALL, colour=INK_SOFT)


def _some(desk: CharterDeskScreen, states: tuple[StateId, ...]) -> str:
    names = desk.play.tell.names
    if len(states) <= 5:
        return names.states(states)
    return text("desk.and_more", states=", ".join(desk.play.names.names[each] for each in states[:4]),
                number=len(states) - 4)  # fmt: skip


def _invitations(column: Column, desk: CharterDeskScreen) -> None:
    names, known = desk.play.names.names, desk.play.view.known
    part = section(column, text("desk.invited"))
    row = Row(part, gap=6)
    for each in sorted(desk.invited, key=lambda each: names[each]):
        Button(row, f"{names[each]} ×", partial(desk.invite, str(each)), look=Look.QUIET,
               key=f"desk.uninvite.{each}")  # fmt: skip
    if not desk.invited:
        quiet(part, text("desk.nobody_invited"))
    rest = [
        each
        for each in range(known.n)
        if known.states.exists[each] and each != desk.play.view.viewer and each not in desk.invited
    ]
    rest.sort(key=lambda each: names[each])
    Dropdown(part, text("desk.invite"),
             [("", text("desk.choose")), *((str(each), names[each]) for each in rest)], "",
             desk.invite, key="desk.invite")  # fmt: skip
    willing = Button(part, text("desk.invite_willing"), desk.invite_willing, look=Look.QUIET,
                     shortcut="w", key="desk.invite_willing")  # fmt: skip
    willing.enabled = bool(desk.effects().joins)


def consequences(column: Column, desk: CharterDeskScreen) -> None:
    """Say who would join, leave and veto, and what it would cost or bring the player."""
    found = desk.effects()
    new = desk.draft.subject.template >= 0
    part = section(column, text("desk.consequences"))
    if new and desk.invited:
        Label(part, text("desk.ratify", willing=found.willing, asked=len(desk.invited) + 1,
                         needed=found.needed), Type.STRONG, key="desk.ratify")  # fmt: skip
    _movers(part, desk, found.joins, "desk.would_join", "join")
    _movers(part, desk, found.leaves, "desk.would_not" if new else "desk.would_leave", "leave")
    if not new:
        Label(part, text("desk.would_veto"), Type.SMALL_STRONG, colour=INK_SOFT)
        Label(
            part,
            desk.play.tell.names.states(found.blockers) if found.blockers else text("desk.nobody"),
            key="desk.vetoes",
        )
    Label(part, text("desk.worth", before=signed(found.before, DECIMALS),
                     after=signed(found.after, DECIMALS)), Type.SMALL_STRONG, colour=INK_SOFT,
          key="desk.worth")  # fmt: skip
    if found.cost:
        TermsTable(part, _rows(found.cost), total=found.after - found.before, decimals=DECIMALS,
                   key="desk.cost")  # fmt: skip
    else:
        quiet(part, text("desk.costs_nothing"))


def _movers(
    part: Column, desk: CharterDeskScreen, found: tuple[Mover, ...], key: str, name: str
) -> None:
    Label(part, text(key), Type.SMALL_STRONG, colour=INK_SOFT)
    if not found:
        Label(part, text("desk.nobody"), key=f"desk.{name}.none")
        return
    lines = Column(part, gap=0)
    for mover in found[:MOST]:
        line = Entry(lines, mover.name, partial(desk.show_state, int(mover.state)),
                     value=mover.reason, key=f"desk.{name}.{mover.state}")  # fmt: skip
        line.tip = Tip(mover.name, "", _rows(mover.terms), mover.worth)
    if len(found) > MOST:
        quiet(part, text("desk.more_states", states=many(len(found) - MOST, "state")))


def _rows(terms: Iterable[Explained]) -> tuple[TermRow, ...]:
    return tuple(TermRow(*term) for term in terms)


# -- the stress test -----------------------------------------------------------------------------


def strains(column: Column, desk: CharterDeskScreen) -> StrainBars:
    """Put the bars of the stress test, with how far it has come."""
    part = section(column, text("desk.stress"))
    Label(part, text("desk.stress_note"), Type.SMALL, colour=INK_SOFT)
    if desk.stress.fault:
        quiet(part, text("desk.stress_fault", fault=desk.stress.fault))
    return StrainBars(part, rows(desk), label=text("desk.stress"), key="desk.strains")


def refresh(bars: StrainBars, desk: CharterDeskScreen) -> None:
    """Show what has been answered since."""
    bars.show(rows(desk))


def rows(desk: CharterDeskScreen) -> tuple[StrainRow, ...]:
    """Return the answers there are, crisis by crisis, and their mean."""
    before, after = desk.stress.known(desk.before), desk.stress.known(desk.draft.charter)
    found = [
        StrainRow(
            key,
            text(f"strain.crisis.{key}"),
            _shares(before.get(key)),
            _shares(after.get(key)),
            text("strain.not_taken_up") if key in after and not after[key].takes_up else "",
        )
        for key in CRISES
    ]
    return (*found, StrainRow("mean", text("strain.mean"), _mean([each.before for each in found]),
                              _mean([each.after for each in found])))  # fmt: skip


CRISES = (
    "manchuria", "ethiopia", "austria", "poland", "finland", "korea", "suez", "hungary",
    "afghanistan", "falklands", "kuwait", "ukraine",
)  # fmt: skip
"""Keys of the shelf, in its order: the laboratory itself is read in the background."""

_Shares = tuple[float, float, float]


def _shares(strain: Strain | None) -> _Shares | None:
    return None if strain is None else (strain.named, strain.sanctioned, strain.stopped)


def _mean(shares: list[_Shares | None]) -> _Shares | None:
    there = [each for each in shares if each is not None]
    if len(there) < len(shares):
        return None
    named, sanctioned, stopped = (sum(part) / len(there) for part in zip(*there, strict=True))
    return (named, sanctioned, stopped)


def differences(column: Column, desk: CharterDeskScreen) -> None:
    """Say in what the draft differs from the charter that it is laid beside."""
    if not desk.beside:
        return
    view = desk.play.view
    found = compare(desk.before, desk.draft.charter, desk.play.tell.names,
                    periods=view.known.scenario.calendar.periods)  # fmt: skip
    name = next(name for key, name, _ in desk.others() if key == desk.beside)
    part = section(column, text("desk.differences", name=name))
    if not found:
        quiet(part, text("desk.same"))
    for each in found:
        entry = Column(part, gap=2)
        Label(entry, each.heading, Type.SMALL_STRONG, colour=INK_SOFT)
        Label(entry, text("desk.theirs", words=each.first), Type.SMALL)
        Label(entry, text("desk.yours", words=each.second), Type.SMALL)
