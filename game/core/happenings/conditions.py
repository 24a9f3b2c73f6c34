"""Conditions of happenings: small typed nodes, which are evaluated and told from the same text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import TypeAlias

from game.core.ids import HappeningId, StateId


class Scope(IntEnum):
    """What something is about."""

    WORLD = 0
    STATE = 1
    PAIR = 2
    """Two states, in no order."""


class Who(IntEnum):
    """Of which state of a pair something is asked."""

    BOTH = 0
    EITHER = 1


class StateTrait(IntEnum):
    """What a state is or is not."""

    MAJOR = 0
    DEMOCRACY = 1
    AUTOCRACY = 2
    AT_WAR = 3
    HOLDS_COLONIES = 4
    MEMBER = 5
    """Of a universal institution in being."""
    NUCLEAR = 6
    ALLIED = 7
    """Bound by a treaty of defence or a guarantee."""
    VICTOR = 8
    """Of the last general war, and still there."""
    DEFEATED = 9
    """In the last general war, and still there."""
    STRONGEST = 10
    """One of the two strongest."""
    IN_STRIFE = 11
    """A coup, a civil war or a mass killing goes on in it."""


class PairTrait(IntEnum):
    """What two states are to each other."""

    BOTH_MAJOR = 0
    NEIGHBOURS = 1
    ALLIED = 2
    AT_WAR = 3
    BOTH_NUCLEAR = 4
    TWO_STRONGEST = 5


class Weight(IntEnum):
    """What states are counted by."""

    NUMBER = 0
    """How many."""
    POWER = 1
    """Share of the world's capabilities."""
    OUTPUT = 2
    """Share of the world's output."""
    PEOPLE = 3
    """Share of the world's people."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Between what a figure must lie, both ends included."""

    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Year:
    """The date, in years."""

    within: Bounds


@dataclass(frozen=True, slots=True)
class Quarter:
    """The quarter of the year."""

    quarters: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OfWorld:
    """A figure of the world; beside its start, where `start` is not None."""

    figure: str
    within: Bounds
    start: float | None = None


@dataclass(frozen=True, slots=True)
class OfState:
    """A figure of a state; beside its own start, where `start` has one for each state."""

    figure: str
    within: Bounds
    who: Who = Who.BOTH
    start: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class StateIs:
    """A trait of a state."""

    trait: StateTrait
    who: Who = Who.BOTH


@dataclass(frozen=True, slots=True)
class Named:
    """It is one of these states."""

    states: tuple[StateId, ...]
    who: Who = Who.EITHER


@dataclass(frozen=True, slots=True)
class MemberOf:
    """A state belongs to a body founded on a charter of this key, in being."""

    charter: str
    who: Who = Who.BOTH


@dataclass(frozen=True, slots=True)
class Lives:
    """These states are there today."""

    states: tuple[StateId, ...]


@dataclass(frozen=True, slots=True)
class InBeing:
    """There is a body founded on a charter of this key, in being."""

    charter: str


@dataclass(frozen=True, slots=True)
class OfPair:
    """A figure of two states."""

    figure: str
    within: Bounds


@dataclass(frozen=True, slots=True)
class PairIs:
    """A trait of two states."""

    trait: PairTrait


@dataclass(frozen=True, slots=True)
class Occurred:
    """Another happening came about so many years ago; with `here` in the same state or pair."""

    happening: HappeningId
    ago: Bounds
    here: bool = False
    lasting: bool = False
    """It is still under way."""


@dataclass(frozen=True, slots=True)
class Count:
    """So many states, or so great a part of the world, are as is asked of each."""

    each: Condition
    within: Bounds
    by: Weight = Weight.NUMBER


@dataclass(frozen=True, slots=True)
class All:
    """Every one of these holds."""

    of: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """At least one of these holds."""

    of: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """This does not hold."""

    of: Condition


Condition: TypeAlias = (
    Year
    | Quarter
    | OfWorld
    | OfState
    | StateIs
    | Named
    | MemberOf
    | Lives
    | InBeing
    | OfPair
    | PairIs
    | Occurred
    | Count
    | All
    | Any
    | Not
)

ALWAYS = All(())


def scope_of(node: Condition) -> Scope:
    """Return what must be known to tell whether a condition holds."""
    match node:
        case OfState() | StateIs() | Named() | MemberOf():
            return Scope.STATE
        case OfPair() | PairIs():
            return Scope.PAIR
        case Occurred(here=True):
            return Scope.STATE
        case All(of) | Any(of):
            return max((scope_of(part) for part in of), default=Scope.WORLD)
        case Not(of):
            return scope_of(of)
    return Scope.WORLD


def split(when: Condition) -> tuple[Condition, Condition]:
    """Return what can be asked of the world alone, which costs least, and the rest; both needed."""
    parts = when.of if isinstance(when, All) else (when,)
    gate = tuple(part for part in parts if scope_of(part) == Scope.WORLD)
    rest = sorted((part for part in parts if scope_of(part) != Scope.WORLD), key=_cost)
    return All(tuple(sorted(gate, key=_cost))), All(tuple(rest))


def _cost(node: Condition) -> int:
    """Return what asking a condition costs beside others, roughly."""
    match node:
        case Year() | Quarter() | Named() | Occurred():
            return 0
        case OfState() | StateIs() | PairIs() | OfWorld():
            return 1
        case Count(each=each):
            return 2 + _cost(each)
        case All(of) | Any(of):
            return 1 + max((_cost(part) for part in of), default=0)
        case Not(of):
            return _cost(of)
    return 2


def leaves(node: Condition) -> Iterator[Condition]:
    """Yield a condition's nodes that are not made of others, in their order."""
    match node:
        case All(of) | Any(of):
            for part in of:
                yield from leaves(part)
        case Not(of) | Count(each=of):
            if isinstance(node, Count):
                yield node
            yield from leaves(of)
        case _:
            yield node
