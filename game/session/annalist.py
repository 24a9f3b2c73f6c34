"""The annalist: writes down from stage to stage what charts and letters will be asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.core.ids import StateId
from game.core.kinds import Stage
from game.core.phases.beliefs import FADES
from game.core.rules import Rules
from game.core.world import World
from game.persistence.annals import MOST_WORDS, Annals, Change, Feeling, Message, Traded

MOST_CHANGES: Final = 40_000
MOST_MESSAGES: Final = 5_000
"""Kept; the oldest are let go."""

COLUMNS: Final[dict[Feeling, tuple[str, float]]] = {
    Feeling.LIKING: ("affinity", 0.01),
    Feeling.RIVALRY: ("rivalry", 0.02),
    Feeling.KEPT: ("kept", 0.02),
    Feeling.BROKEN: ("broken", 0.02),
    Feeling.AGGRESSION: ("aggression", 0.02),
}
"""The column of each feeling, and the least change that is worth a line."""


def kept_a_turn(feeling: Feeling, rules: Rules) -> float:
    """Return what share of a feeling is left after a turn in which nothing happens."""
    match feeling:
        case Feeling.KEPT | Feeling.BROKEN:
            return rules.reputation_decay
        case Feeling.AGGRESSION:
            return rules.aggression_decay
    return 1.0


def left_of(change: Change, rules: Rules, turn: int) -> float:
    """Return what is left of a change by a turn: feelings that fade do so every few turns."""
    fades = max(0, (turn - 1) // FADES - change.turn // FADES)
    return change.by * kept_a_turn(change.feeling, rules) ** (FADES * fades)


class Annalist:
    """Keeps the annals of one game; feelings are followed to and from states that people lead."""

    def __init__(self, annals: Annals, led: Sequence[StateId]) -> None:
        self._led = tuple(led)
        self._traded = list(annals.traded)
        self._changes = list(annals.changes)
        self._messages = list(annals.messages)

    @property
    def annals(self) -> Annals:
        """All that is remembered."""
        return Annals(tuple(self._traded), tuple(self._changes), tuple(self._messages))

    @property
    def traded(self) -> tuple[Traded, ...]:
        """What was bought and sold, by turn."""
        return tuple(self._traded)

    def changes(self, state: StateId) -> tuple[Change, ...]:
        """Return how feelings to and from a state changed."""
        return tuple(each for each in self._changes if state in (each.one, each.other))

    def messages(self, state: StateId) -> tuple[Message, ...]:
        """Return the messages that a state has sent and got."""
        return tuple(each for each in self._messages if state in (each.sender, each.to))

    def send(self, turn: int, sender: StateId, to: StateId, words: str) -> Message:
        """Keep a message. Raises ValueError for one that says nothing or is sent to oneself."""
        words = " ".join(words.split())[:MOST_WORDS]
        if not words or sender == to:
            raise ValueError("a message says something to somebody else")
        message = Message(turn, sender, to, words)
        self._messages = [*self._messages, message][-MOST_MESSAGES:]
        return message

    def note(self, before: World, after: World) -> None:
        """Write down what a stage has changed."""
        if after.turn != before.turn:
            self._traded.append(Traded(before.turn, volumes(after)))
        self._changes += self._changed(before, after)
        del self._changes[:-MOST_CHANGES]

    def _changed(self, before: World, after: World) -> Iterator[Change]:
        if not self._led:
            return
        led = list(self._led)
        faded = before.stage == Stage.RESPONSE and before.turn % FADES == 0
        for feeling, (column, least) in COLUMNS.items():
            now: NDArray[np.float64] = getattr(after.dyads, column)
            was: NDArray[np.float64] = getattr(before.dyads, column)
            left = kept_a_turn(feeling, before.rules) ** FADES if faded else 1.0
            by = np.zeros_like(now)
            by[led, :] = now[led, :] - was[led, :] * left
            by[:, led] = now[:, led] - was[:, led] * left
            for one, other in np.argwhere(np.abs(by) >= least).tolist():
                if one != other:
                    yield Change(
                        before.turn, StateId(one), StateId(other), feeling,
                        round(float(by[one, other]), 4),
                    )  # fmt: skip


def volumes(world: World) -> tuple[float, ...]:
    """Return what each state buys and sells abroad, [state] M$ a year."""
    volume = world.dyads.trade.sum(axis=1) * world.states.production
    return tuple(round(float(each), 1) for each in np.where(world.states.exists, volume, 0.0))
