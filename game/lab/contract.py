"""The contract of a policy: what each owes, the game's own and those that modders write.

A policy is a callable that is given a world, or what one seat may know of it, and the states that it
is asked about, and yields decisions for the present stage. Orders must be legal, the same question
must have the same answer, and the world is only read.
"""

from __future__ import annotations

import hashlib
import math
import multiprocessing
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import cache
from typing import Final

from game.ai.advisor import decide
from game.ai.decision import Decision
from game.core.ids import StateId
from game.core.kinds import Stage
from game.core.legality import refusal
from game.core.observe import observe
from game.core.orders import ORDER_KINDS
from game.core.terms import total
from game.core.world import World
from game.lab.contract_games import TURNS, moments
from game.lab.policy_named import Policy, policy_named

MOST_WORK: Final = 1.0
"""What a policy may take of the time that all of the game's own take together."""

_TOLD: Final = 3
"""So many breaches of a clause are told; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing that is owed, and where it was not kept."""

    key: str
    says: str
    breaches: tuple[str, ...]

    @property
    def kept(self) -> bool:
        """Nothing was found against it."""
        return not self.breaches


@dataclass(frozen=True, slots=True)
class Report:
    """How a policy has stood the whole suite."""

    policy: str
    clauses: tuple[Clause, ...]
    asked: int
    """Moments that it was asked in."""
    decisions: int
    work: float
    """What it took, beside all of the game's own policies together."""

    @property
    def kept(self) -> bool:
        """Every clause was kept."""
        return all(clause.kept for clause in self.clauses)


CLAUSES: Final = {
    "answers": "It answers every question with decisions, for the states asked and no others",
    "legal": "What it orders may be ordered",
    "same": "The same question has the same answer",
    "elsewhere": "Another process, asked in another order, answers the same",
    "untouched": "The world is left as it was",
    "secrets": "From what a seat may know it answers as from the whole",
    "apart": "States asked one by one are answered as together",
    "terms": "Every decision has finite terms, each named once",
    "budget": "It takes no longer than all of the game's own policies together",
}
"""What is owed, by key."""


def examine(name: str, stages: Collection[Stage] = tuple(Stage)) -> Report:
    """Return how a policy named `package.module:function` or `file.py:function` keeps the contract.

    It is asked in the given stages only. Raises PolicyError where there is no such policy.
    """
    return examine_all([(name, tuple(stages))])[0]


def examine_all(asked: Sequence[tuple[str, Collection[Stage]]]) -> tuple[Report, ...]:
    """Return how several policies keep the contract; quicker than one by one."""
    policies = [policy_named(name) for name, _ in asked]
    there = _elsewhere([(name, tuple(stages)) for name, stages in asked])
    return tuple(
        _Examination(name, policy, tuple(stages)).report(answers)
        for (name, stages), policy, answers in zip(asked, policies, there, strict=True)
    )


# -- what is asked ---------------------------------------------------------------


def _asked(stages: Collection[Stage]) -> list[int]:
    return [place for place, world in enumerate(moments()) if world.stage in stages]


# -- answers ---------------------------------------------------------------------------------------


def answer(policy: Policy, world: World, states: Iterable[int]) -> tuple[Decision, ...]:
    """Return what a policy decides, asked as the advisor asks: of a world that is held."""
    return tuple(policy(world.held(), frozenset(states)))


def written(decisions: Iterable[Decision]) -> tuple[str, ...]:
    """Return decisions as text, sorted: what two answers are compared by."""
    return tuple(
        sorted(
            f"{done.order!r} {[(term.key, float(term.value).hex()) for term in done.terms]}"
            for done in decisions
        )
    )


def fingerprint(policy: Policy, place: int) -> str:
    """Return a digest of what a policy decides in a moment, or of the error that it raises."""
    world = moments()[place].clone()  # who writes to the world must not spoil it for others
    try:
        text = "\n".join(written(answer(policy, world, range(world.n))))
    except Exception as error:  # noqa: BLE001  # a modder's policy may raise anything
        text = type(error).__name__
    return hashlib.sha256(text.encode()).hexdigest()


def _elsewhere(asked: list[tuple[str, tuple[Stage, ...]]]) -> list[dict[int, str]]:
    """Return the fingerprints that a fresh process gives, of each policy by moment."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        try:
            return pool.submit(_fingerprints, asked).result()
        except BrokenProcessPool:
            return [{} for _ in asked]


def _fingerprints(asked: list[tuple[str, tuple[Stage, ...]]]) -> list[dict[int, str]]:
    """Return the fingerprints of each policy, asked from the last moment to the first."""
    return [
        {place: fingerprint(policy, place) for place in reversed(_asked(stages))}
        for policy, stages in ((policy_named(name), stages) for name, stages in asked)
    ]


class _Examination:
    """A policy put to the suite, with what was found against it so far."""

    def __init__(self, name: str, policy: Policy, stages: tuple[Stage, ...]) -> None:
        self.name, self.policy, self.stages = name, policy, stages
        self.against: dict[str, list[str]] = {key: [] for key in CLAUSES}
        self.decisions = 0

    def report(self, there: dict[int, str]) -> Report:
        """Put it to every clause; `there` is what another process answered."""
        places = _asked(self.stages)
        for place in places:
            self._moment(place, there.get(place))
        work = self._work(places) if not self.against["answers"] else 0.0
        if work > MOST_WORK:
            self.against["budget"].append(f"it takes {work:.1f} times as long")
        clauses = (Clause(key, says, _first(self.against[key])) for key, says in CLAUSES.items())
        return Report(self.name, tuple(clauses), len(places), self.decisions, work)

    def _moment(self, place: int, there: str | None) -> None:
        world = moments()[place].clone()  # who writes to it must not spoil it for others
        where = f"game {1 + place // (TURNS * len(Stage))}, turn {world.turn}, {world.stage.name}"
        before = world.digest()
        found = self._ask(world, range(world.n), where)
        if world.digest() != before:
            self.against["untouched"].append(where)
        if found is None:
            return
        self.decisions += len(found)
        self._orders(world, found, where)
        again = self._ask(world, range(world.n), where)
        if again is None or written(again) != written(found):
            self.against["same"].append(where)
        if there != fingerprint(self.policy, place):
            self.against["elsewhere"].append(where)
        for state in range(world.n):
            mine = written(done for done in found if done.order.state == state)
            alone = self._ask(world, [state], where)
            if alone is None or written(alone) != mine:
                self.against["apart"].append(f"{where}, state {state}")
            view = observe(world, StateId(state)).known
            seen = self._ask(view, [state], where)
            if seen is None or written(seen) != mine:
                self.against["secrets"].append(f"{where}, state {state}")

    def _ask(
        self, world: World, states: Collection[int], where: str
    ) -> tuple[Decision, ...] | None:
        """Return what it decides; None where that is no answer at all."""
        try:
            found = answer(self.policy, world, states)
            wrong = _wrong(found, states)
        except Exception as error:  # noqa: BLE001  # a modder's policy may raise anything
            wrong = f"{type(error).__name__}: {error}"
        if wrong:
            self.against["answers"].append(f"{where}: {wrong}")
            return None
        return found

    def _orders(self, world: World, found: tuple[Decision, ...], where: str) -> None:
        for done in found:
            refused = refusal(world, done.order)
            if refused is not None:
                self.against["legal"].append(f"{where}: {done.order} ({refused.key})")
            keys = Counter(term.key for term in done.terms)
            if not keys or max(keys.values()) > 1 or not math.isfinite(total(done.terms)):
                self.against["terms"].append(f"{where}: {done.order}")

    def _work(self, places: Sequence[int]) -> float:
        """Return its time beside that of all of the game's own policies, over the same game.

        A ratio of processor time on one machine, the least of three: not a matter of how fast the
        machine is, or of what else it does.
        """

        def taken(ask: Callable[[World], object], worlds: Sequence[World]) -> float:
            began = time.process_time()
            for world in worlds:
                ask(world)
            return time.process_time() - began

        own = [moments()[place].clone() for place in places]
        mine = min(taken(self._decide, own) for _ in range(3))
        return mine / max(_reference(), 1e-9)

    def _decide(self, world: World) -> object:
        return answer(self.policy, world, range(world.n))


@cache
def _reference() -> float:
    """Return what all of the game's own policies take over all moments, in processor seconds."""

    def once() -> float:
        began = time.process_time()
        for world in moments():
            decide(world, range(world.n))
        return time.process_time() - began

    return min(once() for _ in range(3))


def _wrong(found: tuple[object, ...], states: Collection[int]) -> str:
    """Return what is wrong with an answer; empty where nothing is."""
    for done in found:
        if not isinstance(done, Decision):
            return f"a {type(done).__name__}, which is no decision"
        if type(done.order) not in ORDER_KINDS.values():
            return f"a {type(done.order).__name__}, which is no kind of order"
        if done.order.state not in states:
            return f"an order for state {done.order.state}, which was not asked about"
    return ""


def _first(breaches: list[str]) -> tuple[str, ...]:
    """Return the first breaches of a clause, and how many more there are."""
    if len(breaches) <= _TOLD:
        return tuple(breaches)
    return (*breaches[:_TOLD], f"and {len(breaches) - _TOLD} more")
