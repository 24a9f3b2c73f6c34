"""Affairs of one's own state that come up now and then: nations, union, debts, the bomb, parliament."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.client.present.state import Fact
from game.client.present.terms import Explained, explained
from game.client.strings import text
from game.core.ids import NOBODY, InstitutionId, StateId
from game.core.kinds import AccordKind, TreatyKind
from game.core.nations import held_by, lands_of, nations_of
from game.core.observe import PlayerView
from game.core.orders import (
    Blacklist,
    GrantIndependence,
    Heed,
    HideWork,
    HoldColony,
    Order,
    QuitAccord,
    Repudiate,
    SeekUnion,
    SetProgramme,
    SignAccord,
)
from game.core.parliaments import Ratification, on_membership, on_treaty
from game.core.programmes import known_science
from game.narrate.narrator import Narrator
from game.narrate.numerals import listed, many, money, percent

MOST_LANDS = 3


@dataclass(frozen=True, slots=True)
class Affair:
    """Something that may be decided: what it is about, how it stands, and the choices."""

    key: str
    title: str
    facts: tuple[Fact, ...]
    choices: tuple[tuple[str, str, Order], ...]
    """Key, words and order of each."""


@dataclass(frozen=True, slots=True)
class Consent:
    """What one's parliament makes of a commitment."""

    words: str
    terms: tuple[Explained, ...]
    expected: float


def nations(view: PlayerView, tell: Narrator) -> tuple[Affair, ...]:
    """Return the nations whose homeland one holds, those first that want a state most."""
    known, me = view.known, view.viewer
    standing = nations_of(known)
    territory = tell.names.gazetteer.territory_names
    found = []
    for row, nation in enumerate(standing.rows.tolist()):
        lands = held_by(known, nation, me)
        if not lands.size or (standing.seat[row] and standing.holder[row] == me):
            continue
        named = [territory[at] for at in lands[:MOST_LANDS].tolist()]
        if lands.size > MOST_LANDS:
            named.append(text("peace.more_lands", many=str(lands.size - MOST_LANDS)))
        wants = float(known.states.nationhood[nation])
        state = StateId(nation)
        facts = (
            Fact(text("affairs.wants"), percent(wants), text("affairs.wants_note")),
            Fact(text("affairs.lands"), listed(named)),
        )
        choices = (
            (f"grant.{nation}", text("affairs.grant"), GrantIndependence(me, state)),
            (f"hold.{nation}", text("affairs.hold"), HoldColony(me, state)),
        )
        name = tell.names.gazetteer.names[nation]
        found.append((-wants, nation, Affair(f"nation.{nation}", name, facts, choices)))
    return tuple(affair for _, _, affair in sorted(found, key=lambda each: each[:2]))


def unions(view: PlayerView, tell: Narrator) -> tuple[Affair, ...]:
    """Return the states of the same nation, with which one could be one state."""
    known, me = view.known, view.viewer
    kin = lands_of(known).kin[me] & known.states.exists
    kin[me] = False
    found = []
    for other in np.flatnonzero(kin).tolist():
        sought = bool(known.dyads.union_sought[me, other])
        theirs = bool(known.dyads.union_sought[other, me])
        words = text("affairs.no_union" if sought else "affairs.union")
        order = SeekUnion(me, StateId(other), not sought)
        facts = (Fact(text("affairs.they_seek"), text("state.yes" if theirs else "state.no")),)
        name = tell.names.gazetteer.names[other]
        found.append(Affair(f"union.{other}", name, facts, ((f"union.{other}", words, order),)))
    return tuple(found)


def debts(view: PlayerView, tell: Narrator) -> tuple[Affair, ...]:
    """Return the reparations that one owes, and those that are owed to one."""
    known, me = view.known, view.viewer
    found = []
    for debt in known.reparations:
        if not debt.open or me not in (debt.debtor, debt.creditor):
            continue
        mine = debt.debtor == me
        other = tell.names.gazetteer.names[debt.creditor if mine else debt.debtor]
        facts = (
            Fact(text("affairs.due"), money(debt.amount - debt.paid)),
            Fact(text("affairs.of"), money(debt.amount)),
            Fact(text("affairs.missed"), many(debt.missed, "instalment")),
        )
        title = text("affairs.owe" if mine else "affairs.owed", state=other)
        strike = (f"repudiate.{debt.id}", text("affairs.repudiate"), Repudiate(me, debt.id))
        found.append(Affair(f"debt.{debt.id}", title, facts, (strike,) if mine else ()))
    return tuple(found)


def weapons(view: PlayerView, tell: Narrator) -> tuple[Affair, ...]:
    """Return what may be decided about nuclear weapons, once it is known how they are made."""
    known, me = view.known, view.viewer
    if not known_science(known):
        return ()
    states = known.states
    at_work = bool(states.programme_on[me])
    choices: list[tuple[str, str, Order]] = [
        ("programme", text("affairs.stop" if at_work else "affairs.begin"),
         SetProgramme(me, not at_work)),
    ]  # fmt: skip
    hidden = bool(states.hidden_work[me])
    words = text("affairs.in_the_open" if hidden else "affairs.in_secret")
    choices.append(("hide", words, HideWork(me, not hidden)))
    facts = [
        Fact(text("affairs.warheads"), f"{int(states.warheads[me]):,}"),
        Fact(text("affairs.programme"), percent(float(states.programme[me]))),
    ]
    signed = {}
    for accord in known.accords:
        if accord.open:
            kind = tell.word(accord.kind)
            facts.append(Fact(kind, many(len(accord.parties), "signature")))
            if me in accord.parties:
                signed[accord.kind] = accord
    for kind_of in AccordKind:
        name = tell.word(kind_of).lower()
        if kind_of in signed:
            quit_it = QuitAccord(me, signed[kind_of].id)
            choices.append((f"quit.{kind_of}", text("affairs.quit", accord=name), quit_it))
        else:
            sign = SignAccord(me, kind_of)
            choices.append((f"sign.{kind_of}", text("affairs.sign", accord=name), sign))
    return (Affair("weapons", text("affairs.weapons"), tuple(facts), tuple(choices)),)


def markets(view: PlayerView, state: StateId) -> tuple[tuple[str, str, Order], ...]:
    """Return what may be decided about a third party's trade: key, words and order of each."""
    known, me = view.known, view.viewer
    found: list[tuple[str, str, Order]] = []
    listed_now = bool(known.dyads.blacklisted[me, state])
    if listed_now or known.embargoes.denied[me].any():
        words = text("affairs.unlist" if listed_now else "affairs.blacklist")
        found.append(("blacklist", words, Blacklist(me, state, not listed_now)))
    if known.dyads.blacklisted[state, me]:
        heeds = bool(known.dyads.heeds[me, state])
        words = text("affairs.defy" if heeds else "affairs.heed")
        found.append(("heed", words, Heed(me, state, not heeds)))
    return tuple(found)


def membership_consent(view: PlayerView, body: InstitutionId, tell: Narrator) -> Consent | None:
    """Return what parliament makes of membership; None where nobody is asked."""
    return _consent(on_membership(view.known, view.viewer, body), tell)


def treaty_consent(
    view: PlayerView, kind: TreatyKind, other: StateId, tell: Narrator
) -> Consent | None:
    """Return what parliament makes of a treaty; None where nobody is asked."""
    if other in (NOBODY, view.viewer):
        return None
    return _consent(on_treaty(view.known, view.viewer, kind, other), tell)


def _consent(asked: Ratification, tell: Narrator) -> Consent | None:
    if asked.needed <= 0:
        return None
    words = text(
        "affairs.consent",
        chance=percent(asked.chance),
        expected=percent(asked.expected),
        needed=percent(asked.needed),
    )
    return Consent(words, explained(asked.terms, tell), asked.expected)


def pressing(view: PlayerView, tell: Narrator) -> tuple[tuple[str, tuple[Affair, ...]], ...]:
    """Return all affairs under their headings, those headings left out that have none."""
    groups = (
        ("nations", nations(view, tell)),
        ("unions", unions(view, tell)),
        ("debts", debts(view, tell)),
        ("arms", weapons(view, tell)),
    )
    return tuple(group for group in groups if group[1])
