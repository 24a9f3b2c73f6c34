"""What a case of battle may say: the model that every file of `cases/` is held against."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, JsonValue, TypeAdapter, model_validator

from game.content.schema.words import Model, Share, Text, Word
from game.core.kinds import Act, Arm, Holding, Mandate, Rung, Stance, Terrain, TreatyKind

Name = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_' ]{0,39}$")]
"""Of a state, a place, a formation or a way that things may go."""
Names = tuple[Name, ...]
Number = Annotated[str, Field(pattern=r"^B-[0-9]{3}$")]
Said = Annotated[str, Field(min_length=1, max_length=160)]
Amount = Annotated[float, Field(ge=0, le=1e6)]
Point = tuple[float, float]


class Land(Model):
    """A territory of a board, or what a case says otherwise of one."""

    of: Name | None = None
    """Its owner."""
    held_by: Name | None = None
    """Who stands there, if not its owner."""
    at: Point | None = None
    """Longitude and latitude."""
    terrain: Annotated[Terrain, Word(Terrain)] | None = None
    km2: Amount | None = None
    roads: Share | None = None
    people: Share | None = None
    """Share of its owner's people."""
    resistance: Share | None = None
    siege: Share | None = None
    title: Annotated[Holding, Word(Holding)] | None = None
    demilitarised: bool | None = None


class Sea(Model):
    """A sea of a board, with the lands on its shores."""

    at: Point
    shores: Names = ()


class Passage(Model):
    """A strait or canal between two seas."""

    between: tuple[Name, Name]
    kept_by: Names
    """Lands."""
    canal: bool = False


class Board(Model):
    """A small map, made by hand."""

    about: Text
    lands: dict[Name, Land]
    borders: tuple[tuple[Name, Name], ...] = ()
    seas: dict[Name, Sea] = Field(default_factory=dict)
    lanes: tuple[tuple[Name, Name], ...] = ()
    passages: tuple[Passage, ...] = ()


class Figures(Model):
    """What of a state matters."""

    people: Amount | None = None
    """Thousands."""
    garrison: Amount | None = None
    """Thousand men who stand guard at home."""
    stability: Share | None = None
    technology: Annotated[float, Field(gt=0, le=20)] | None = None
    treasury: Amount | None = None
    effort: Share | None = None
    """What its home economy can send."""
    weariness: Share | None = None
    ai: bool = False
    """Decides for itself."""
    doctrine: tuple[Share, Share, Share, Share, Share] | None = None


class Force(Model):
    """A formation; what is left out is as for all."""

    of: Name | None = None
    at: Name | None = None
    men: Amount | None = None
    """Thousands, or their like in ships and aircraft."""
    arm: Annotated[Arm, Word(Arm)] | None = None
    stance: Annotated[Stance, Word(Stance)] | None = None
    technology: Annotated[float, Field(gt=0, le=20)] | None = None
    readiness: Share | None = None
    supply: Share | None = None
    mandate: int | None = None
    """Number of the measure it fights under."""


class Treaty(Model):
    """A promise; a guarantee binds the first alone."""

    kind: Annotated[TreatyKind, Word(TreatyKind)]
    between: Names


class War(Model):
    """A war as it stands when the case begins; about a claim, where one is named."""

    attackers: Names
    defenders: Names
    since: Annotated[int, Field(ge=-20, le=0)] = -1
    """Turns ago, below zero."""
    about: Names = ()
    """Lands that the first attacker claims."""


class Measure(Model):
    """A measure in force against a state, and what is given to it."""

    act: Annotated[Act, Word(Act)]
    against: Name
    given: dict[Name, Share] = Field(default_factory=dict)
    mandate: Annotated[Mandate, Word(Mandate)] | None = None
    """Of force: how far it is to go."""


class Crisis(Model):
    """A quarrel short of war."""

    by: Name
    on: Name
    rung: Annotated[Rung, Word(Rung)] = Rung.MOBILISATION


class Question(Model):
    """Asked before the first order: what would an attack by these on a place mean?"""

    who: Names
    at: Name


class Step(Model):
    """Turns that pass, with what is ordered in each of them."""

    orders: tuple[dict[str, JsonValue], ...] = ()
    times: Annotated[int, Field(ge=1, le=40)] = 1


class Setting(Model):
    """How things stand, and what is ordered."""

    states: dict[Name, Figures] = Field(default_factory=dict)
    lands: dict[Name, Land] = Field(default_factory=dict)
    wars: tuple[War, ...] = ()
    crises: tuple[Crisis, ...] = ()
    treaties: tuple[Treaty, ...] = ()
    measures: tuple[Measure, ...] = ()
    forces: dict[Name, Force] = Field(default_factory=dict)
    rivalry: dict[Name, dict[Name, float]] = Field(default_factory=dict)
    liking: dict[Name, dict[Name, float]] = Field(default_factory=dict)
    ask: Question | None = None
    play: tuple[Step, ...] = ()
    rules: dict[str, float] = Field(default_factory=dict)


Quantity = Literal[
    "men", "supply", "readiness", "technology", "siege", "resistance", "weariness", "people",
    "soldiers", "output", "treasury", "support", "attack", "defence", "chance", "attackers lose",
    "defenders lose", "battles", "killed", "influence", "liked", "trusted", "short of oil",
]  # fmt: skip


class Ordering(Model):
    """A figure at the end, and in which ways it comes out lower and in which higher."""

    what: Quantity
    of: Name | None = None
    """A formation, land or state."""
    rises: tuple[str, ...]
    """Names of the ways, lowest first; `this = that` where it is the same in two."""


class Refused(Model):
    """An order that is turned down."""

    by: Name
    key: str


class Fought(Model):
    """The first battle at a place, by its figures."""

    at: Name
    attack: float | None = None
    defence: float | None = None
    odds: float | None = None
    won: bool | None = None


class Answer(Model):
    """What is answered to the question."""

    chance: float | None = None
    attack: float | None = None
    defence: float | None = None
    none: bool | None = None
    """There would be no fight."""


class Expected(Model):
    """What must have come of it; only what matters is said."""

    stands: dict[Name, Name | None] | None = None
    """Where formations are; None for those that are no more."""
    holds: dict[Name, Name] | None = None
    """Who stands on which land."""
    commands: dict[Name, Name | None] | None = None
    """Who commands which sea."""
    men: dict[Name, float] | None = None
    supply: dict[Name, float] | None = None
    fought: Fought | None = None
    answer: Answer | None = None
    happens: dict[str, bool] | None = None
    refused: tuple[Refused, ...] | None = None
    at_war: dict[Name, Names] | None = None
    """With whom."""
    formations: dict[Name, int] | None = None
    """How many a state has."""
    orders: dict[Name, str] | None = None
    """The stance in which a formation is left."""


class Case(Setting):
    """A numbered case of battle."""

    number: Number
    title: Said
    text: Text
    board: Name
    seed: Annotated[int, Field(ge=0)] = 1
    whole: bool = False
    """The last turn is played to its end, and not only as far as the war."""
    ways: dict[Name, dict[str, Any]] = Field(default_factory=dict)
    """Other ways things may be, each over what is said of all."""
    expect: Expected = Expected()
    each: dict[Name, Expected] = Field(default_factory=dict)
    """What must have come of it in one of the ways."""
    order: tuple[Ordering, ...] = ()

    @model_validator(mode="after")
    def _expects_something(self) -> Case:
        if not (self.expect.model_dump(exclude_none=True) or self.each or self.order):
            raise ValueError("the case expects nothing")
        for way in self.each:
            if way not in self.ways:
                raise ValueError(f"no way is called '{way}'")
        return self


class Chapter(Model):
    """A file of cases."""

    chapter: Annotated[int, Field(ge=1, le=99)]
    title: Said
    about: Text
    usual: dict[str, Any] = Field(default_factory=dict)
    """What the cases have in common; each may say otherwise."""
    cases: tuple[Case, ...]


CHAPTER: TypeAdapter[Chapter] = TypeAdapter(Chapter)
BOARDS: TypeAdapter[dict[str, Board]] = TypeAdapter(dict[str, Board])
