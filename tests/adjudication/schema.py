"""What a case file may say: the model that every file of `cases/` is held against."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, JsonValue, TypeAdapter, model_validator

from game.content.schema.words import Key, Model, Share, Text, Word
from game.core.kinds import (
    Act,
    Alert,
    CrisisEnd,
    CrisisKind,
    Excuse,
    Good,
    Obligation,
    Reason,
    Rung,
    Seat,
    Stage,
    Standing,
    TreatyKind,
)

Name = Annotated[str, Field(pattern=r"^[A-Z][A-Za-z]{1,19}$")]
"""Name of a state or of a body."""
Names = tuple[Name, ...]
Number = Annotated[str, Field(pattern=r"^A-[0-9]{3}$")]
Said = Annotated[str, Field(min_length=1, max_length=160)]
Turn = Annotated[int, Field(ge=0, le=60)]
Act_ = Annotated[Act, Word(Act)]
Acts = tuple[Act_, ...]
Standing_ = Annotated[Standing, Word(Standing)]
Reason_ = Annotated[Reason, Word(Reason)]
Share_ = Annotated[float, Field(ge=0, le=1)]


class Figures(Model):
    """What of a state matters; all else is the same for all."""

    great: bool = False
    """Counts as a great power."""
    regime: Annotated[float, Field(ge=-10, le=10)] = 5
    """From -10 (autocracy) to 10 (democracy)."""
    warheads: Annotated[int, Field(ge=0)] = 0
    treasury: Annotated[float, Field(ge=0)] | None = None
    """M$."""
    stability: Share | None = None
    weariness: Share | None = None
    soldiers: Annotated[float, Field(ge=0)] | None = None
    """Thousand men under arms."""


class Rules(Model):
    """A charter: one that comes with the game, with clauses changed; states are named here alone."""

    preset: Key
    clauses: dict[str, JsonValue] = Field(default_factory=dict)
    """In the words of a charter file; rules and rungs given here go over those of the preset."""
    permanent: Names = ()
    without_veto: Names = ()
    adversaries: Names = ()
    area: Names = ()
    lead: Name | None = None


class Body(Rules):
    """An institution: its charter, and who is in it how."""

    elected: Names = ()
    """Members that sit in the council for a term."""
    members: Names = ()
    """Members without a seat."""
    terms: dict[Name, Turn] = Field(default_factory=dict)
    """When elected seats fall vacant, where that matters."""
    outside: Names = ()
    """Named in the charter, but not (or no more) a member."""
    away: Names = ()
    suspended: Names = ()
    invited: Names = ()
    leaving: dict[Name, Turn] = Field(default_factory=dict)
    """Who has given notice, and when it takes effect."""
    pledged: dict[Name, Share] = Field(default_factory=dict)
    in_being: bool = True


class Claim(Model):
    """A demand on land that another holds."""

    by: Name
    on: Name


class Treaty(Model):
    """A promise; a guarantee binds the first alone."""

    kind: Annotated[TreatyKind, Word(TreatyKind)]
    between: Names
    until: Turn | None = None
    """The turn from which it holds no more."""


class Crisis(Model):
    """A quarrel as it stands when the case begins."""

    kind: Annotated[CrisisKind, Word(CrisisKind)] = CrisisKind.ULTIMATUM
    by: Name
    """Who began it; of strife within a state, that state."""
    on: Name
    rung: Annotated[Rung, Word(Rung)] = Rung.CLASH
    before: Names = ()
    """Bodies that have taken it up."""
    decided: Acts = ()
    named: Name | None = None
    """Whom a body has named as the aggressor."""
    found: Name | None = None
    """Whom an inquiry has found at fault."""
    inquiry_due: Turn | None = None
    ambiguity: Share = 0.2
    clock: Turn = 20
    offer: Share | None = None
    settle_for: Share | None = None
    with_initiator: Names = ()
    with_target: Names = ()
    mediator: Name | None = None
    offices: Names = ()
    """Who has offered to mediate."""
    consent: bool | None = None
    """Whether the host lets peacekeepers in."""
    delegated: Name | None = None
    alerts: tuple[Annotated[Alert, Word(Alert)], Annotated[Alert, Word(Alert)]] | None = None
    claim: int = -1
    """Number of the claim that it is about, from 0."""
    fighting: tuple[Names, Names] | None = None
    """Attackers and defenders of the war it has come to; the parties unless said."""


class Draft(Model):
    """A resolution from before the case begins."""

    body: Name | None = None
    """None for a coalition outside any body."""
    by: Name
    target: Name
    acts: Acts
    standing: Standing_ = Standing.ADOPTED
    tabled: Annotated[int, Field(ge=-4, le=40)] = -1
    put: int = -1
    crisis: int = 0


class Votes(Model):
    """A roll call; those not named stay away."""

    draft: int | None = None
    """Number of the draft, from 0; the last that is due unless said."""
    motion: int | None = None
    yes: Names = ()
    no: Names = ()
    abstain: Names = ()
    veto: Names = ()


class Gives(Model):
    """What is given to a measure: 0, 1/4, 1/2 or all of what one could."""

    act: Act_
    draft: int | None = None
    """Number of the draft, from 0; the last in force that has the act unless said."""
    by: dict[Name, float]
    cheats: Names = ()
    """Who of them says so, and gives nothing."""


class Step(Model):
    """A turn: what is ordered, how votes are cast, what is given."""

    orders: tuple[dict[str, JsonValue], ...] = ()
    votes: tuple[Votes, ...] = ()
    gives: tuple[Gives, ...] = ()
    until: Annotated[Stage, Word(Stage)] | None = None
    """The last stage played: `orders`, `council` or `response`, the whole turn.

    Unless said, the whole turn, but of the last turn no more than the stages something is said of.
    """
    times: Annotated[int, Field(ge=1, le=16)] = 1


class Refused(Model):
    """An order that may not be given."""

    by: Name
    key: Key


class Decided(Model):
    """What became of a draft or a motion."""

    number: int | None = None
    """From 0; the last unless said."""
    standing: Standing_ | None = None
    reason: Reason_ | None = None
    yes: int | None = None
    no: int | None = None
    needed: int | None = None
    vetoes: Names | None = None
    voters: Names | None = None
    """Who was entitled to vote."""
    acts: Acts | None = None
    lifted: bool | None = None


class Line(Model):
    """A line of the compliance ledger; the last of the state for the act."""

    state: Name
    act: Act_
    written: bool = True
    """False: there is no such line."""
    draft: int | None = None
    owed: Annotated[Obligation, Word(Obligation)] | None = None
    given: Share | None = None
    promised: Share | None = None
    cheated: bool | None = None
    excused: Annotated[Excuse, Word(Excuse)] | None = None
    outcome: Annotated[str, Field(pattern="^(met|shirked|excused|not_owed)$")] | None = None


class Quarrel(Model):
    """How a crisis stands afterwards."""

    number: int = 0
    end: Annotated[CrisisEnd, Word(CrisisEnd)] | None = None
    kind: Annotated[CrisisKind, Word(CrisisKind)] | None = None
    rung: Annotated[Rung, Word(Rung)] | None = None
    named: Name | None = None
    found: Name | None = None
    leading: Name | None = None
    """The body that leads."""
    bodies: Names | None = None
    decided: Acts | None = None
    delegated: Name | None = None
    mediator: Name | None = None
    with_initiator: Names | None = None
    with_target: Names | None = None
    consent: bool | None = None
    inquiry_sits: bool | None = None
    clearer: bool | None = None
    """Observers agree more than before about who began it."""
    alerts: tuple[Annotated[Alert, Word(Alert)], Annotated[Alert, Word(Alert)]] | None = None
    sides: tuple[Names, Names] | None = None
    """Attackers and defenders of its war; two empty lists where there is none."""
    clock: Turn | None = None


class Reading(Model):
    """How a charter reads afterwards."""

    body: Name
    permanent: Names | None = None
    elected_seats: int | None = None
    notice_turns: int | None = None
    consent_needed: bool | None = None
    expulsion: bool | None = None
    veto_over: dict[Act_, bool] | None = None
    majority_of: dict[Act_, str] | None = None
    obligation_of: dict[Act_, Annotated[Obligation, Word(Obligation)]] | None = None


class Mission(Model):
    """The peace operation in the first crisis."""

    sent: bool | None = None
    """Anybody has been sent."""
    admitted: bool | None = None
    """The host lets it in, or is not asked."""
    stands: bool | None = None
    """It is there, and there are people in it."""
    enough: bool | None = None
    """As many as the task asks for."""


class Expected(Model):
    """What must have come of it. Orders that are refused are listed, or there must be none."""

    refused: tuple[Refused, ...] | None = None
    draft: Decided | None = None
    drafts: tuple[Decided, ...] | None = None
    """Where there are several."""
    tabled: int | None = None
    """How many drafts there are in all."""
    moved: int | None = None
    """How many motions there are in all."""
    motion: Decided | None = None
    motions: tuple[Decided, ...] | None = None
    ledger: tuple[Line, ...] | None = None
    bound: dict[Act_, Names] | None = None
    """Who owed each measure, by the lines of the ledger."""
    members: dict[Name, Names] | None = None
    suspended: dict[Name, Names] | None = None
    seats: dict[Name, dict[Name, Annotated[Seat, Word(Seat)]]] | None = None
    leaving: dict[Name, dict[Name, int]] | None = None
    invited: dict[Name, Names] | None = None
    in_being: dict[Name, bool] | None = None
    crisis: Quarrel | None = None
    crises: tuple[Quarrel, ...] | None = None
    charter: Reading | None = None
    happens: dict[str, bool] | None = None
    """Events by kind, and whether there was one."""
    denied: dict[Name, tuple[Annotated[Good, Word(Good)], ...]] | None = None
    """By state: the goods it denies to whom the last draft is directed against."""
    mission: Mission | None = None
    treaties: dict[int, bool] | None = None
    """By number: whether they hold."""
    colder: dict[Name, Names] | None = None
    """By state: which of these like it less than before, and no others."""
    price_of_going_alone: Annotated[str, Field(pattern="^(none|halved|whole)$")] | None = None
    """What the last draft that had no leave cost in the eyes of those who uphold the order."""
    broke_its_word: dict[Name, bool] | None = None
    """Whether others hold a broken word against the state that they did not before."""
    pays: Names | None = None
    """Who ends with less money than it would have had without the sharing of costs."""

    @model_validator(mode="after")
    def _something(self) -> Expected:
        if not self.model_fields_set:
            raise ValueError("expects nothing, so that it cannot fail")
        return self


class Case(Model):
    """A numbered case: what is put to the rules, and what they must answer."""

    number: Number
    title: Said
    text: Text
    parallel: Said | None = None
    """What it is like in the record, with its year."""
    players: Annotated[Names, Field(min_length=2, max_length=20)]
    figures: dict[Name, Figures] = Field(default_factory=dict)
    bodies: dict[Name, Body] = Field(default_factory=dict)
    templates: dict[Name, Rules] = Field(default_factory=dict)
    """Charters that can be founded."""
    liking: dict[Name, dict[Name, Annotated[float, Field(ge=-1, le=1)]]] = Field(
        default_factory=dict
    )
    """How a state likes others, -1..1, where it is not the usual cool 0.1."""
    trade: dict[Name, dict[Name, Share]] = Field(default_factory=dict)
    """A state's usual trade with others, as a share of its output."""
    claims: tuple[Claim, ...] = ()
    treaties: tuple[Treaty, ...] = ()
    crises: tuple[Crisis, ...] = ()
    drafts: tuple[Draft, ...] = ()
    turn: Turn = 0
    play: tuple[Step, ...]
    expect: Expected

    @model_validator(mode="after")
    def _known(self) -> Case:
        if len(set(self.players)) != len(self.players):
            raise ValueError("names a player twice")
        known = {*self.players, *self.bodies, *self.templates}
        for name in _names(self.model_dump(exclude={"players", "play"})):
            if name not in known:
                raise ValueError(f"speaks of {name}, who is no player and no body")
        return self


def _names(value: object, inside: str = "") -> list[str]:
    """Return every name of a state or body in what was said; `inside` is the field it stands in."""
    if inside in ("number", "title", "text", "parallel", "preset", "clauses"):
        return []
    if isinstance(value, str):
        return [value] if value[:1].isupper() else []
    if isinstance(value, dict):
        return [
            name
            for key, item in value.items()
            for name in (
                *(_names(key) if isinstance(key, str) else ()),
                *_names(item, str(key)),
            )
        ]
    if isinstance(value, list | tuple):
        return [name for item in value for name in _names(item)]
    return []


class Chapter(Model):
    """A file of cases."""

    chapter: Annotated[int, Field(ge=1, le=40)]
    title: Said
    about: Text
    usual: dict[str, JsonValue] = Field(default_factory=dict)
    """What its cases have in common; each says what is different in it."""
    cases: tuple[Case, ...]


CHAPTER: TypeAdapter[Chapter] = TypeAdapter(Chapter)
