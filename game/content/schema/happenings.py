"""happenings: what may befall the world, states and pairs of states, as conditions and pressures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import Field, GetCoreSchemaHandler, model_validator
from pydantic_core import core_schema

from game.content.schema.words import Key, Line, Model, Share, Signed, Text, Word
from game.core.happenings.conditions import PairTrait, Scope, StateTrait, Weight, Who
from game.core.happenings.effects import FACTORS, Between, Bond, Era, Gauge, Reach, Science
from game.core.happenings.look import PAIR_FIGURES, STATE_FIGURES, WORLD_FIGURES
from game.core.kinds import CrisisKind, Doctrine, Good, Rung
from game.core.quarrels import PROFILES


@dataclass(frozen=True, slots=True)
class OneOf:
    """Read one of some words, and list them in the JSON Schema."""

    words: tuple[str, ...]

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """Accept the words only."""
        return core_schema.literal_schema(list(self.words))


Years = Annotated[float, Field(ge=0, le=500)]
Chance = Annotated[float, Field(gt=0, le=1)]
Number = Annotated[float, Field(ge=-1e12, le=1e12)]
WorldFigure = Annotated[str, OneOf(tuple(WORLD_FIGURES))]
StateFigure = Annotated[str, OneOf(STATE_FIGURES)]
PairFigure = Annotated[str, OneOf(tuple(PAIR_FIGURES))]
Who_ = Annotated[Who, Word(Who)]

MOST_NODES = 60
"""Most conditions of one happening, and of one effect."""


class Bounded(Model):
    """A figure lies within bounds, both ends included."""

    at_least: Number | None = None
    at_most: Number | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Bounded:
        if self.at_least is None and self.at_most is None and self._must_say:
            raise ValueError("says neither 'at_least' nor 'at_most'")
        if self.at_least is not None and self.at_most is not None and self.at_least > self.at_most:
            raise ValueError(
                f"can never hold: at least {self.at_least:g} and at most {self.at_most:g}"
            )
        return self

    @property
    def _must_say(self) -> bool:
        return True


# -- conditions -----------------------------------------------------------------------------------


class YearIs(Bounded):
    """The date, in years: 1931.5 is the middle of 1931."""

    kind: Literal["year"]


class QuarterIs(Model):
    """The quarter of the year."""

    kind: Literal["quarter"]
    quarters: Annotated[
        tuple[Annotated[int, Field(ge=1, le=4)], ...], Field(min_length=1, max_length=4)
    ]


class WorldIs(Bounded):
    """A figure of the world."""

    kind: Literal["world"]
    figure: WorldFigure
    of_start: bool = False
    """Bounds are beside the figure at the campaign's start, which counts as 1."""


class StateHas(Bounded):
    """A figure of the state; of two states, of both unless `who` says otherwise."""

    kind: Literal["state"]
    figure: StateFigure
    of_start: bool = False
    """Bounds are beside its own figure at the campaign's start, which counts as 1."""
    who: Who_ = Who.BOTH


class StateIsSo(Model):
    """The state is what is said."""

    kind: Literal["state_is"]
    trait: Annotated[StateTrait, Word(StateTrait)]
    who: Who_ = Who.BOTH


class NamedStates(Model):
    """It is one of the states named."""

    kind: Literal["named"]
    states: Annotated[tuple[Key, ...], Field(min_length=1, max_length=300)]
    who: Who_ = Who.EITHER


class MemberOf(Model):
    """The state belongs to an institution founded on a charter, which is in being."""

    kind: Literal["member_of"]
    charter: Key
    who: Who_ = Who.BOTH


class StatesLive(Model):
    """All the states named are there today."""

    kind: Literal["lives"]
    states: Annotated[tuple[Key, ...], Field(min_length=1, max_length=300)]


class BodyLives(Model):
    """An institution founded on a charter is in being."""

    kind: Literal["in_being"]
    charter: Key


class PairHas(Bounded):
    """A figure of the two states."""

    kind: Literal["pair"]
    figure: PairFigure


class PairIsSo(Model):
    """The two states are what is said."""

    kind: Literal["pair_is"]
    trait: Annotated[PairTrait, Word(PairTrait)]


class HasOccurred(Bounded):
    """Another happening has come about; `at_least` and `at_most` are years ago."""

    kind: Literal["occurred"]
    happening: Key
    here: bool = False
    """In the same state, or between the same two."""
    lasting: bool = False
    """It is still under way."""

    @property
    def _must_say(self) -> bool:
        return False


class CountIs(Bounded):
    """So many states are as is asked of each: how many, or what share of the world they hold."""

    kind: Literal["count"]
    each: Condition
    by: Annotated[Weight, Word(Weight)] = Weight.NUMBER


class AllOf(Model):
    """All of these hold."""

    kind: Literal["all"]
    of: Annotated[tuple[Condition, ...], Field(min_length=1, max_length=MOST_NODES)]


class AnyOf(Model):
    """At least one of these holds."""

    kind: Literal["any"]
    of: Annotated[tuple[Condition, ...], Field(min_length=1, max_length=MOST_NODES)]


class NotSo(Model):
    """This does not hold."""

    kind: Literal["not"]
    of: Condition


Condition: TypeAlias = Annotated[
    YearIs
    | QuarterIs
    | WorldIs
    | StateHas
    | StateIsSo
    | NamedStates
    | MemberOf
    | StatesLive
    | BodyLives
    | PairHas
    | PairIsSo
    | HasOccurred
    | CountIs
    | AllOf
    | AnyOf
    | NotSo,
    Field(discriminator="kind"),
]

Conditions = Annotated[tuple[Condition, ...], Field(max_length=MOST_NODES)]
"""All of them must hold."""

for _model in (CountIs, AllOf, AnyOf, NotSo):
    _model.model_rebuild()


# -- effects --------------------------------------------------------------------------------------


class Lasting(Model):
    """How long an effect lasts."""

    years: Years | None = None
    """At full strength; left out: for good."""
    ramp_years: Years = 0
    """In which it grows to full strength."""
    fade_years: Years = 0
    """In which it dies away after `years`."""

    @model_validator(mode="after")
    def _fades_after_something(self) -> Lasting:
        if self.years is None and self.fade_years > 0:
            raise ValueError("'fade_years' begin when 'years' are over, and 'years' says nothing")
        return self


class Reaching(Lasting):
    """Whom an effect reaches, and for how long."""

    reach: Annotated[Reach, Word(Reach)] = Reach.SUBJECT
    """The subject; where that is the world, everyone."""
    where: Conditions = ()
    """What is asked of each state that it reaches."""
    weigh: StateFigure | None = None
    """A figure in proportion to which it is felt, beside its mean in the world."""


class PushBy(Reaching):
    """A figure of states moves by an amount a year."""

    kind: Literal["push"]
    figure: Annotated[Gauge, Word(Gauge)]
    a_year: Annotated[float, Field(ge=-50, le=50)]


class DrawRegime(Reaching):
    """Regimes are drawn towards a score, -10 (autocracy) to 10 (democracy)."""

    kind: Literal["regime"]
    toward: Annotated[float, Field(ge=-10, le=10)]
    pace: Share
    """Share of the way a year."""


class DrawOutlook(Reaching):
    """Ideal points are drawn: order (-1) to revision (1), and the bloc axis of the day."""

    kind: Literal["outlook"]
    revision: Signed | None = None
    bloc: Signed | None = None
    pace: Share

    @model_validator(mode="after")
    def _says_where(self) -> DrawOutlook:
        if self.revision is None and self.bloc is None:
            raise ValueError("says neither 'revision' nor 'bloc'")
        return self


class DrawDoctrine(Reaching):
    """Doctrines are drawn towards some of their five weights."""

    kind: Literal["doctrine"]
    toward: Annotated[
        dict[Annotated[Doctrine, Word(Doctrine)], Annotated[float, Field(gt=0, le=1)]],
        Field(min_length=1),
    ]
    pace: Share


class GrowthOf(Reaching):
    """States grow faster or slower than the others, by an amount a year."""

    kind: Literal["growth"]
    a_year: Annotated[float, Field(ge=-0.2, le=0.2)]


class MoveRelations(Reaching):
    """Rivalry or liking between states moves by an amount a year, as far as a bound."""

    kind: Literal["relations"]
    bond: Annotated[Bond, Word(Bond)]
    between: Annotated[Between, Word(Between)] = Between.PAIR
    a_year: Signed
    bound: Signed
    """Where the drift stops; what lies beyond is left alone."""


class LeanToBlocs(Lasting):
    """States lean to whichever of the two strongest states is nearer to them."""

    kind: Literal["blocs"]
    a_year: Annotated[float, Field(gt=0, le=1)]


class AgeOf(Lasting):
    """An age sets in: what the world's trend of growth, openness and technology are like."""

    kind: Literal["era"]
    of: Annotated[Era, Word(Era)]
    amount: Annotated[float, Field(ge=-1, le=10)]
    """Added to `growth` and `population`, a year; a factor on everything else."""

    @model_validator(mode="after")
    def _is_a_factor(self) -> AgeOf:
        word = self.of.name.lower()
        if self.of in FACTORS and self.amount <= 0:
            raise ValueError(f"is a factor on '{word}', and must be above 0")
        if self.of not in FACTORS and abs(self.amount) > 0.2:
            raise ValueError(
                f"is added to '{word}' a year, and {self.amount:g} is out of all reason"
            )
        return self


class HoldBack(Reaching):
    """Sellers keep part of a good from the market: the share is of what those reached sell."""

    kind: Literal["scarcity"]
    good: Annotated[Good, Word(Good)]
    share: Share


class BecomesKnown(Model):
    """From now on it is known how; replaces the year that the rules give."""

    kind: Literal["knowledge"]
    of: Annotated[Science, Word(Science)]


class ConferenceOf(Model):
    """The victors of the last general war sign a charter, and invite those who like them."""

    kind: Literal["conference"]
    charters: Annotated[tuple[Key, ...], Field(min_length=1, max_length=20)]
    """The first of them after which none has been founded yet."""
    victors_sit: bool = True
    """Great powers that won hold its permanent seats, instead of those whom the charter names."""
    ends_broken: bool = False
    """Universal institutions in which belief is at or below `broken` are wound up."""
    broken: Share = 0.4


class OpenCrisis(Model):
    """A crisis opens within the subject, or one in which its worst rival is accused."""

    kind: Literal["crisis"]
    crisis: Annotated[CrisisKind, Word(CrisisKind)]
    ambiguity: Share = 0.8
    """How far observers can disagree about who is behind it."""
    rung: Annotated[Rung, Word(Rung)] | None = None
    """Where it opens; left out, where crises of its kind do. Not for crises within a state."""

    @model_validator(mode="after")
    def _climbs_no_war(self) -> OpenCrisis:
        if self.rung == Rung.WAR:
            raise ValueError("'rung' may be 'clash' at most: a war begins by a decision")
        if self.rung is not None and PROFILES[self.crisis].internal:
            raise ValueError("'rung' is not for a crisis within a state")
        return self


class FallApart(Model):
    """Nations within the subject that want it enough become states."""

    kind: Literal["dissolution"]
    nationhood: Share = 0.5


class BecomeGreat(Model):
    """The subject is reckoned a great power, or no longer."""

    kind: Literal["rank"]
    great: bool


Effect: TypeAlias = Annotated[
    PushBy
    | DrawRegime
    | DrawOutlook
    | DrawDoctrine
    | GrowthOf
    | MoveRelations
    | LeanToBlocs
    | AgeOf
    | HoldBack
    | BecomesKnown
    | ConferenceOf
    | OpenCrisis
    | FallApart
    | BecomeGreat,
    Field(discriminator="kind"),
]


# -- the file -------------------------------------------------------------------------------------

PLACES = {
    Scope.WORLD: frozenset[str](),
    Scope.STATE: frozenset({"state"}),
    Scope.PAIR: frozenset({"state", "other"}),
}
"""Names that a happening's sentences may leave a place for, by its scope."""

PLACE = re.compile(r"\{([^{}]*)\}")


class HappeningFile(Model):
    """A happening."""

    format: Literal[1] = 1
    key: Key
    """The file's own name."""
    name: Line
    """As it stands in a sentence: `the great depression`."""
    told: Annotated[str, Field(min_length=1, max_length=400)]
    """The sentence of the chronicle; `{state}` and `{other}` are those whom it befalls."""
    blurb: Text
    """What is meant, for whoever reads on."""
    source: tuple[Line, ...] = ()
    scope: Annotated[Scope, Word(Scope)] = Scope.WORLD
    when: Annotated[tuple[Condition, ...], Field(min_length=1, max_length=MOST_NODES)]
    """All of them must hold."""
    chance: Chance = 1
    """A year, where they hold."""
    once: bool = False
    cooldown_years: Years = 0
    """Before it may come about again where it did; not while its effects last, in any case."""
    most: Annotated[int, Field(ge=0, le=300)] = 0
    """States or pairs that it may befall in one turn; 0 for any number."""
    quiet: bool = False
    """It is not told."""
    effects: Annotated[tuple[Effect, ...], Field(min_length=1, max_length=40)]

    @model_validator(mode="after")
    def _tells_of_whom_it_befalls(self) -> HappeningFile:
        known = PLACES[self.scope]
        for place in PLACE.findall(self.told):
            if place not in known:
                listed = " or ".join(f"'{{{one}}}'" for one in sorted(known)) or "no place"
                raise ValueError(f"'told' leaves a place for '{{{place}}}'; it may have {listed}")
        if "{" in PLACE.sub("", self.told) or "}" in PLACE.sub("", self.told):
            raise ValueError("'told' has a brace that is not closed or not opened")
        return self
