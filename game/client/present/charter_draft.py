"""A charter on the desk: what it is written on, what was changed, and what each clause can say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from game.client.strings import text
from game.core.amending import (
    COUNTS,
    ENUMS,
    FLAGS,
    OF_ACTS,
    RULE_FLAGS,
    SHARES,
    Change,
    rewritten,
)
from game.core.charter import Charter, Organ, Trigger
from game.core.ids import NO_INSTITUTION, NOBODY, NONE, InstitutionId, StateId
from game.core.kinds import Act, Clause, Obligation
from game.core.observe import PlayerView
from game.core.orders import Found, MoveAmendment, Order
from game.core.rewriting import OPPOSITES, changes
from game.narrate.charter import Article, articles
from game.narrate.narrator import Narrator

EVERY_ACT: Final = -1
"""Chosen as the act that a clause speaks of: all of them."""

EDITED_BY: Final[dict[str, tuple[Clause, ...]]] = {
    "admission": (Clause.ADMISSION,),
    "regimes": (Clause.REGIME_FLOOR, Clause.REGIME_CEILING),
    "triggers": (Clause.TRIGGER_ADDED,),
    "adversaries": (Clause.ADVERSARY_ADDED,),
    "area": (Clause.AREA_ADDED,),
    "council": (
        Clause.PERMANENT_SEAT_ADDED, Clause.VETO_WITHHELD, Clause.ELECTED_SEATS,
        Clause.ELECTED_TERM,
    ),
    "rules": (
        Clause.ORGAN, Clause.MAJORITY, Clause.QUORUM, Clause.PARTIES_VOTE, Clause.VETO,
        Clause.ABSENCE_CONSENTS, Clause.BYPASS,
    ),
    "veto_restraint": (Clause.VETO_RESTRAINT,),
    "referral": (Clause.MEMBERS_REFER, Clause.OUTSIDERS_REFER),
    "inquiry": (Clause.INQUIRY_TERM,),
    "ladder": (Clause.STEP_ADDED,),
    "obligations": (Clause.OBLIGATION,),
    "means": (Clause.MEANS,),
    "lead": (Clause.LEAD,),
    "standing_force": (Clause.STANDING_FORCE,),
    "pledged_share": (Clause.PLEDGED_SHARE,),
    "cost_sharing": (Clause.COST_SHARING,),
    "monitoring": (Clause.MONITORING,),
    "self_defence": (Clause.SELF_DEFENCE, Clause.SELF_DEFENCE_UNTIL_COUNCIL),
    "regional": (Clause.REGIONAL,),
    "consent": (Clause.CONSENT,),
    "withdrawal": (Clause.MAY_WITHDRAW, Clause.NOTICE),
    "suspension": (Clause.SUSPENSION,),
    "expulsion": (Clause.EXPULSION,),
    "amendment": (Clause.AMENDMENT_PERMANENT,),
    "ratify": (),
    "review": (Clause.REVIEW,),
}  # fmt: skip
"""What edits each article of a charter; of lists, the clause that puts something in."""

LISTS: Final = {
    Clause.TRIGGER_ADDED: "triggers",
    Clause.ADVERSARY_ADDED: "adversaries",
    Clause.AREA_ADDED: "area",
    Clause.PERMANENT_SEAT_ADDED: "permanent",
    Clause.VETO_WITHHELD: "without_veto",
}

_STEPS: Final = {
    Clause.STANDING_FORCE: (0.0, 0.3, 0.01),
    Clause.PLEDGED_SHARE: (0.0, 1.0, 0.05),
    Clause.ELECTED_SEATS: (0.0, 20.0, 1.0),
    Clause.ELECTED_TERM: (1.0, 40.0, 1.0),
    Clause.NOTICE: (0.0, 40.0, 1.0),
    Clause.REVIEW: (0.0, 80.0, 1.0),
    Clause.INQUIRY_TERM: (1.0, 40.0, 1.0),
    Clause.REGIME_FLOOR: (-10.0, 10.0, 1.0),
    Clause.REGIME_CEILING: (-10.0, 10.0, 1.0),
}
"""Least, most and step of the scales."""

MAJORITIES: Final = (0.5, 0.6, 2 / 3, 0.75, 0.8, 1.0)
QUORUMS: Final = (0.0, 1 / 3, 0.5, 2 / 3, 0.75)


@dataclass(frozen=True, slots=True)
class Subject:
    """What a draft is written on: the charter of a body, or a template for a new one."""

    institution: InstitutionId = NO_INSTITUTION
    template: int = NONE

    @property
    def key(self) -> str:
        """Tells it from all others."""
        return f"t{self.template}" if self.template >= 0 else f"b{self.institution}"

    @staticmethod
    def of(key: str) -> Subject:
        """Return the subject with a key."""
        number = int(key[1:])
        if key.startswith("t"):
            return Subject(template=number)
        return Subject(InstitutionId(number))


@dataclass(frozen=True, slots=True)
class Draft:
    """A charter as it would read: what it is written on, and the changes, in order."""

    subject: Subject
    base: Charter
    changes: tuple[Change, ...] = ()

    @property
    def charter(self) -> Charter:
        """The charter with the changes made."""
        return rewritten(self.base, self.changes)

    def changed(self, change: Change) -> Draft:
        """Return the draft with one more change; what undoes an earlier one takes it back.

        Raises ValueError where the charter cannot read so.
        """
        wanted = _tried(self.charter, change)
        return self.reading(wanted)

    def reading(self, wanted: Charter) -> Draft:
        """Return the draft that reads as a charter does. Raises ValueError where it cannot."""
        found = changes(self.base, wanted)
        if found is None:
            raise ValueError(text("desk.cannot_read_so"))
        return replace(self, changes=found)


def as_far_as(base: Charter, other: Charter) -> Charter:
    """Return another charter's text, with what no amendment changes as the base has it."""
    return replace(other, key=base.key, ratify=base.ratify)


def _tried(charter: Charter, change: Change) -> Charter:
    acts: tuple[int, ...] = (change.act,)
    if change.clause in OF_ACTS and change.act == EVERY_ACT:
        acts = tuple(int(act) for act in Act)
    for act in acts:
        one = replace(change, act=act)
        try:
            charter = rewritten(charter, (one,))
        except ValueError as fault:
            if len(acts) == 1:
                raise ValueError(text("desk.cannot_read_so")) from fault
    return charter


def subjects(view: PlayerView, tell: Narrator) -> tuple[tuple[Subject, str], ...]:
    """Return what can be written on, in words: bodies in being, then templates."""
    known = view.known
    seats = known.memberships
    found = [
        (Subject(InstitutionId(body)), tell.names.institution_title(body))
        for body in range(len(known.charters))
        if (seats.member[body] & known.states.exists).any()
    ]
    templates = [
        (Subject(template=row), text("desk.new", charter=tell.names.charter_title(each.key)))
        for row, each in enumerate(known.scenario.templates)
    ]
    return (*found, *templates)


def draft_on(view: PlayerView, subject: Subject) -> Draft:
    """Return an untouched draft."""
    known = view.known
    if subject.template >= 0:
        return Draft(subject, known.scenario.templates[subject.template])
    return Draft(subject, known.charters[subject.institution])


def read(view: PlayerView, charter: Charter, tell: Narrator) -> tuple[Article, ...]:
    """Return a charter in sentences, with the calendar of the campaign."""
    return articles(charter, tell.names, periods=view.known.scenario.calendar.periods)


# -- orders ------------------------------------------------------------------------------------------


def proposal(view: PlayerView, draft: Draft, invited: frozenset[int]) -> tuple[Order, ...]:
    """Return the orders that put a draft before the world.

    A new body is founded in one; of one in being, every change is a motion of its own.
    """
    me = view.viewer
    if draft.subject.template >= 0:
        asked = tuple(StateId(row) for row in sorted(invited))
        return (Found(me, draft.subject.template, asked, draft.changes),)
    body = draft.subject.institution
    return tuple(
        MoveAmendment(me, body, change.clause, change.value, change.act) for change in draft.changes
    )


# -- widgets -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Choice:
    """A clause that is one of several values, in words."""

    clause: Clause
    label: str
    value: float
    options: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True)
class Scale:
    """A clause that is a number."""

    clause: Clause
    label: str
    value: float
    least: float
    most: float
    step: float
    share: bool


@dataclass(frozen=True, slots=True)
class Switch:
    """A clause that holds or does not, or one entry of a list."""

    clause: Clause
    label: str
    on: bool
    turned: Change
    """What turning it comes to."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A clause that lists states: who is on it, and who could be."""

    clause: Clause
    label: str
    on: tuple[tuple[StateId, str], ...]
    off: tuple[tuple[StateId, str], ...]


Field = Choice | Scale | Switch | Listing


def fields(
    view: PlayerView, charter: Charter, article: str, act: int, tell: Narrator
) -> tuple[Field, ...]:
    """Return what an article is edited by; `act` is the one that clauses on acts speak of.

    For EVERY_ACT the values shown are those of the measures' first: naming the aggressor.
    """
    return tuple(
        field
        for clause in EDITED_BY[article]
        for field in _fields(view, charter, clause, act, tell)
    )


def speaks_of_acts(article: str) -> bool:
    """Tell whether an article says something of every act."""
    return any(clause in OF_ACTS for clause in EDITED_BY[article])


def _fields(
    view: PlayerView, charter: Charter, clause: Clause, act: int, tell: Narrator
) -> Iterator[Field]:
    label = tell.word(clause)
    shown = Act(act) if act >= 0 else Act.DETERMINATION
    rule = charter.rules[shown]
    if clause in FLAGS:
        on = bool(getattr(charter, FLAGS[clause]))
        yield Switch(clause, label, on, Change(clause, float(not on)))
    elif clause in RULE_FLAGS:
        on = bool(getattr(rule, RULE_FLAGS[clause]))
        yield Switch(clause, label, on, Change(clause, float(not on), act))
    elif clause in ENUMS:
        name, kind = ENUMS[clause]
        yield Choice(clause, label, float(getattr(charter, name)),
                     tuple((float(member), tell.word(member)) for member in kind))  # fmt: skip
    elif clause in (*COUNTS, *SHARES):
        name = SHARES[clause] if clause in SHARES else COUNTS[clause][0]
        least, most, step = _STEPS[clause]
        value = float(getattr(charter, name))
        yield Scale(clause, label, value, least, max(most, value), step, clause in SHARES)
    elif clause == Clause.TRIGGER_ADDED:
        for trigger in Trigger:
            on = trigger in charter.triggers
            way = Clause.TRIGGER_DROPPED if on else Clause.TRIGGER_ADDED
            yield Switch(clause, tell.word(trigger), on, Change(way, float(trigger)))
    elif clause in LISTS:
        yield _listing(view, charter, clause, tell)
    elif clause == Clause.LEAD:
        options = [(float(NOBODY), text("desk.nobody")), *_states(view, tell)]
        yield Choice(clause, label, float(charter.lead), tuple(options))
    elif clause == Clause.MAJORITY:
        shares = sorted({*MAJORITIES, round(float(rule.majority), 4)})
        yield Choice(clause, label, _nearest(shares, float(rule.majority)),
                     tuple((share, _share(share)) for share in _apart(shares)))  # fmt: skip
    elif clause == Clause.QUORUM:
        shares = sorted({*QUORUMS, round(float(rule.quorum), 4)})
        yield Choice(clause, label, _nearest(shares, float(rule.quorum)),
                     tuple((share, _share(share, "quorum")) for share in _apart(shares)))  # fmt: skip
    elif clause == Clause.ORGAN:
        yield Choice(clause, label, float(rule.organ),
                     tuple((float(organ), text(f"desk.organ_{organ.name.lower()}"))
                           for organ in Organ))  # fmt: skip
    elif clause == Clause.OBLIGATION:
        yield Choice(clause, label, float(charter.obligations[shown]),
                     tuple((float(each), tell.word(each)) for each in Obligation))  # fmt: skip
    elif clause == Clause.STEP_ADDED and act >= 0:
        on = charter.needs(shown) is not None
        change = Change(Clause.STEP_DROPPED, 1.0, act)
        if not on:
            after = Act.DETERMINATION
            need = after if shown > after and charter.needs(after) is not None else -1
            change = Change(Clause.STEP_ADDED, float(need), act)
        yield Switch(clause, text("desk.knows", act=tell.word(shown).lower()), on, change)


def _apart(shares: list[float]) -> list[float]:
    """Return shares without those that differ from the one before by rounding alone."""
    return [share for at, share in enumerate(shares) if not at or share - shares[at - 1] > 0.004]


def _nearest(shares: list[float], value: float) -> float:
    return min(_apart(shares), key=lambda share: abs(share - value))


def _share(share: float, kind: str = "majority") -> str:
    named = {0.0: "none", 0.5: "half", 0.75: "three_quarters", 1.0: "all"}
    close = {1 / 3: "third", 2 / 3: "two_thirds"}
    for value, key in (*named.items(), *close.items()):
        if abs(share - value) < 0.004:
            return text(f"desk.{kind}.{key}")
    return text("desk.per_cent", share=f"{share:.0%}")


def _listing(view: PlayerView, charter: Charter, clause: Clause, tell: Narrator) -> Listing:
    listed = getattr(charter, LISTS[clause])
    names = tell.names.gazetteer.names
    there = [StateId(int(value)) for value, _ in _states(view, tell)]
    if clause == Clause.VETO_WITHHELD:
        there = [state for state in there if state in charter.permanent]
    return Listing(
        clause,
        tell.word(clause),
        tuple((state, names[state]) for state in listed),
        tuple((state, names[state]) for state in there if state not in listed),
    )


def listed_change(clause: Clause, state: int, *, on: bool) -> Change:
    """Return what puts a state on a list, or takes it off."""
    return Change(clause if on else OPPOSITES[clause], float(state))


def _states(view: PlayerView, tell: Narrator) -> list[tuple[float, str]]:
    names = tell.names.gazetteer.names
    alive = [row for row in range(view.known.n) if view.known.states.exists[row]]
    return sorted(((float(row), names[row]) for row in alive), key=lambda pair: pair[1])
