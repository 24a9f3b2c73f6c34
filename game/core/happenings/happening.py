"""A happening: a rule of when something befalls, and what follows; and the record that it did."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

from game.core.happenings.conditions import Condition, Scope, split
from game.core.happenings.effects import Age, Effect, end_of
from game.core.ids import NOBODY, HappeningId, OccurrenceId, StateId


@dataclass(frozen=True, slots=True)
class Happening:
    """A rule of when something befalls the world, a state or two states, and what follows."""

    key: str
    scope: Scope
    when: Condition
    chance: float
    """A year, where its conditions hold, 0..1."""
    once: bool
    """It comes about once at most, for the world, for each state, or for each pair."""
    cooldown: float
    """Years before it may come about again where it did."""
    effects: tuple[Effect, ...]
    gate: Condition
    """What of `when` can be asked of the world alone."""
    rest: Condition
    """What else."""
    most: int = 0
    """States or pairs that it may befall in one turn, the likeliest by lot; 0 for any number."""
    quiet: bool = False
    """It is not told."""
    ages: tuple[Age, ...] = ()
    """Those of its effects that are felt by everybody."""
    turned: float = 0.0
    """By how much the lots of a turn are turned round for it, 0..1, from its key."""

    @classmethod
    def of(
        cls,
        key: str,
        scope: Scope,
        when: Condition,
        effects: tuple[Effect, ...],
        *,
        chance: float = 1.0,
        once: bool = False,
        cooldown: float = 0.0,
        most: int = 0,
        quiet: bool = False,
    ) -> Happening:
        """Return a happening with its conditions sorted by what they cost to ask."""
        gate, rest = split(when)
        ages = tuple(one for one in effects if isinstance(one, Age))
        return cls(
            key=key,
            scope=scope,
            when=when,
            chance=chance,
            once=once,
            cooldown=cooldown,
            effects=effects,
            gate=gate,
            rest=rest,
            most=most,
            quiet=quiet,
            ages=ages,
            turned=zlib.crc32(key.encode()) / 2**32,
        )

    @property
    def years(self) -> float | None:
        """Years until nothing is left of its effects; None: never."""
        ends = [end_of(effect) for effect in self.effects]
        known = [end for end in ends if end is not None]
        return None if len(known) < len(ends) else max(known, default=0.0)


@dataclass(frozen=True, slots=True)
class PastWar:
    """A general war that ended before the campaign began."""

    ended: float
    """Year, with its fraction."""
    dead: float
    """Thousand men lost in it."""
    victors: tuple[StateId, ...]
    defeated: tuple[StateId, ...]


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A happening came about."""

    id: OccurrenceId
    happening: HappeningId
    """Place in Scenario.happenings."""
    turn: int
    state: StateId = NOBODY
    """Whom it befell; -1 the world."""
    other: StateId = NOBODY
    """The other of a pair; -1 none."""
    until: int = -1
    """First turn at which nothing is left of its effects; -1 never."""
    ended: int = -1
    """Turn in which its effects ended; -1 they last."""

    @property
    def open(self) -> bool:
        """Its effects last."""
        return self.ended < 0

    @property
    def dated(self) -> int:
        """Turn in which it came about."""
        return self.turn
