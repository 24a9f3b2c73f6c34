"""Effects of happenings: pressures on states, relations between them, eras, and single deeds.

None writes an outcome: they move the figures by which governments and peoples decide. Amounts are
a year, and spread over the turns that an effect lasts; shares of a way are a year's, too.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import TypeAlias

from game.core.happenings.conditions import ALWAYS, Condition
from game.core.kinds import CrisisKind, Doctrine, Good, Rung


class Reach(IntEnum):
    """Whom a pressure reaches."""

    SUBJECT = 0
    """The state, or the pair, that it befell."""
    EVERYONE = 1
    NEIGHBOURS = 2
    """Of the subject."""
    ALLIES = 3
    """Of the subject."""
    SUBJECT_PEOPLES = 4
    """The nations without a state of their own, in the subject's land or, of the world, in all."""


class Gauge(IntEnum):
    """Figures of states that pressures move."""

    CYCLE = 0
    """Boom and slump: growth a year."""
    STABILITY = 1
    SUPPORT = 2
    WEARINESS = 3
    NATIONHOOD = 4
    INFLUENCE = 5
    TECHNOLOGY = 6
    """Military; an amount is a share of what there is."""
    PEOPLE = 7
    """A share of what there is: a toll, or a growth."""
    OUTPUT = 8
    """A share of what there is: what is destroyed, or rebuilt."""
    DEBT = 9
    """A share of a year's output, from the treasury."""
    TOWNS = 10
    """A share of the people, from the land into towns."""
    RESISTANCE = 11
    """Of the people of colonies and lands taken, to whoever holds them."""


class Era(IntEnum):
    """What an age is like, for everybody."""

    GROWTH = 0
    """Added to the trend of output, a year."""
    OPENNESS = 1
    """Factor on the share of output that is traded."""
    TECHNOLOGY_GROWTH = 2
    """Factor on the pace of military technology."""
    DIFFUSION = 3
    """Factor on how fast others copy it."""
    REACH = 4
    """Factor on how far power carries."""
    POPULATION = 5
    """Added to the growth of peoples, a year."""
    CONTAGION = 6
    """Factor on how far slumps travel."""


FACTORS = frozenset({Era.OPENNESS, Era.TECHNOLOGY_GROWTH, Era.DIFFUSION, Era.REACH, Era.CONTAGION})
"""Eras whose amounts multiply; the others add."""


class Between(IntEnum):
    """Whose relations a drift moves."""

    PAIR = 0
    """The two states, or the subject and each whom it reaches."""
    MAJORS = 1
    """Each two great powers."""
    STRONGEST = 2
    """The two strongest states."""
    OPPOSITES = 3
    """Each two great powers, by how far apart their regimes are."""
    EVERYONE = 4
    """Each two states."""


class Bond(IntEnum):
    """What a drift moves."""

    RIVALRY = 0
    AFFINITY = 1


class Science(IntEnum):
    """What can come to be known."""

    ATOMIC = 0


@dataclass(frozen=True, slots=True)
class Span:
    """How long an effect lasts, in years."""

    years: float | None = None
    """Full strength ends after these; None: never."""
    ramp: float = 0.0
    """Years in which it grows to full strength."""
    fade: float = 0.0
    """Years in which it dies away, after `years`."""

    def level(self, age: float) -> float:
        """Return its strength at an age in years, 0..1."""
        if age < 0:
            return 0.0
        grown = 1.0 if self.ramp <= 0 else min(1.0, age / self.ramp)
        if self.years is None or age < self.years:
            return grown
        if self.fade <= 0:
            return 0.0
        return max(0.0, 1.0 - (age - self.years) / self.fade) * grown

    @property
    def end(self) -> float | None:
        """Age in years at which nothing is left of it; None: never."""
        return None if self.years is None else self.years + self.fade


@dataclass(frozen=True, slots=True)
class Target:
    """Which states a pressure reaches, and how hard each."""

    reach: Reach = Reach.SUBJECT
    where: Condition = ALWAYS
    """Asked of each of them."""
    weigh: str = ""
    """A figure of states in proportion to which it is felt, beside its mean in the world; none."""


@dataclass(frozen=True, slots=True)
class Push:
    """A figure of states moves by an amount a year."""

    gauge: Gauge
    amount: float
    span: Span
    to: Target = field(default_factory=Target)


@dataclass(frozen=True, slots=True)
class Regime:
    """Regimes are drawn towards a score (-10 autocracy to 10 democracy)."""

    toward: float
    pace: float
    """Share of the way a year."""
    span: Span
    to: Target = field(default_factory=Target)


@dataclass(frozen=True, slots=True)
class Outlook:
    """Ideal points are drawn towards a place: order to revision, and the bloc axis, -1..1."""

    revision: float | None
    bloc: float | None
    pace: float
    span: Span
    to: Target = field(default_factory=Target)


@dataclass(frozen=True, slots=True)
class Drift:
    """Doctrines are drawn towards some of the five weights."""

    toward: tuple[tuple[Doctrine, float], ...]
    pace: float
    span: Span
    to: Target = field(default_factory=Target)


@dataclass(frozen=True, slots=True)
class Tailwind:
    """Growth a year that some states have beside the others (below 0: that they lack)."""

    amount: float
    span: Span
    to: Target = field(default_factory=Target)


@dataclass(frozen=True, slots=True)
class Relations:
    """Rivalry or liking moves between states by an amount a year, as far as a bound."""

    bond: Bond
    between: Between
    amount: float
    bound: float
    span: Span
    to: Target = field(default_factory=Target)


@dataclass(frozen=True, slots=True)
class Blocs:
    """States lean to the nearer of two poles, the two strongest: liking and the bloc axis follow."""

    amount: float
    span: Span


@dataclass(frozen=True, slots=True)
class Age:
    """An age sets in: the trend of growth, how open trade is, how fast technology moves."""

    era: Era
    amount: float
    span: Span


@dataclass(frozen=True, slots=True)
class Scarcity:
    """Sellers hold back part of a good: who buys it abroad goes short."""

    good: Good
    share: float
    """Of what the sellers that it reaches sell, 0..1."""
    span: Span
    to: Target = field(default_factory=Target)


@dataclass(frozen=True, slots=True)
class Knowledge:
    """From now on it is known how."""

    of: Science


@dataclass(frozen=True, slots=True)
class Conference:
    """The victors of the last general war sign a charter, and invite those who like them."""

    charters: tuple[int, ...]
    """Places in Scenario.templates: the first that has not been used."""
    victors_sit: bool
    """Great powers that won hold its permanent seats, instead of those whom the charter names."""
    ends: bool
    """Universal institutions that states believe in no more are wound up."""
    broken: float
    """Mean belief in an institution at or below which it counts as broken, 0..1."""


@dataclass(frozen=True, slots=True)
class Quarrel:
    """A crisis opens for the subject."""

    crisis: CrisisKind
    """Within the subject, or with its worst rival in reach."""
    ambiguity: float
    rung: Rung | None = None
    """Where it opens; None for where crises of its kind do. Not for those within a state."""


@dataclass(frozen=True, slots=True)
class Dissolution:
    """Nations within the subject that want it enough become states."""

    nationhood: float
    """How much a nation must want a state of its own, 0..1."""


@dataclass(frozen=True, slots=True)
class Rank:
    """The subject is reckoned a great power, or no longer."""

    great: bool


Effect: TypeAlias = (
    Push
    | Regime
    | Outlook
    | Drift
    | Tailwind
    | Relations
    | Blocs
    | Age
    | Scarcity
    | Knowledge
    | Conference
    | Quarrel
    | Dissolution
    | Rank
)

DEEDS = (Conference, Quarrel, Dissolution, Rank)
"""Done once, as the happening comes about."""


def end_of(effect: Effect) -> float | None:
    """Return the age in years at which nothing is left of an effect; None: never."""
    if isinstance(effect, Knowledge):
        return None
    return 0.0 if isinstance(effect, DEEDS) else effect.span.end
