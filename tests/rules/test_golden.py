"""A replay kept as text: sixteen turns of a small world, line by line.

A change of rules shows here as the first line that reads otherwise. If that is what was meant,
write the replay anew and read the difference before committing it:

    INDIVISIBLE_REWRITE_GOLDEN=1 python -m pytest tests/rules/test_golden.py
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

import pytest

from game.ai.advisor import decide
from game.core.events import Event
from game.core.kinds import Act, Ballot, Move, Stage
from game.core.orders import MoveInCrisis, Order, PressClaim, StageIncident, Table, Vote
from game.core.phases.council import on_the_agenda
from game.core.turn import advance
from game.core.world import World
from tests.rules.play import CLAIM, LEAGUE, QUARREL
from tests.worlds import ARDEN, BORLAND, CASSIA, DORVAN, ELMERE, small_world

GOLDEN = Path(__file__).parents[1] / "golden" / "small_world_seed7.txt"
TURNS = 16

HEAD = (
    "# Eight states on a ring, seed 7, sixteen turns: every event, one a line.",
    "# All decide for themselves, but that Borland stages an incident and goes to war with Cassia,",
    "# which holds out; Arden has the League name Borland and deny it arms and credit.",
    "# turn kind subject > object [ids] figures",
)

SCRIPTED = (PressClaim, StageIncident, MoveInCrisis)
SCRIPT: dict[int, tuple[Order, ...]] = {
    0: (StageIncident(BORLAND, CLAIM),),
    1: (MoveInCrisis(BORLAND, QUARREL, Move.ESCALATE),),
    2: (MoveInCrisis(BORLAND, QUARREL, Move.ESCALATE),),
    3: (
        Table(
            ARDEN, LEAGUE, QUARREL, BORLAND,
            (Act.DETERMINATION, Act.ARMS_EMBARGO, Act.FINANCE_BAN),
        ),
    ),
}  # fmt: skip
"""What is ordered over the heads of some states, by turn."""


def replay() -> list[str]:
    """Return the replay's lines."""
    world = small_world(8, 7)
    lines = list(HEAD)
    for _ in range(TURNS * len(Stage)):
        outcome = advance(world, list(orders(world)))
        lines += [line(world, event) for event in outcome.events]
        world = outcome.world
    return lines


def orders(world: World) -> Iterator[Order]:
    """Yield what all states decide, with the script over it."""
    for done in decide(world, range(world.n)):
        if done.order.state not in (BORLAND, CASSIA) or not isinstance(done.order, SCRIPTED):
            yield done.order
    if world.stage == Stage.ORDERS:
        yield from SCRIPT.get(world.turn, ())
    if world.stage == Stage.COUNCIL and world.turn == 3:
        for resolution in on_the_agenda(world):
            for state in (ARDEN, DORVAN, ELMERE):
                yield Vote(state, resolution.id, Ballot.YES)


def line(world: World, event: Event) -> str:
    """Return an event as a line of text; figures to three digits."""
    keys = (*world.scenario.state_keys, "-")
    words = [f"{event.turn:>2} {event.kind:<28} {keys[event.subject]} > {keys[event.object]}"]
    if event.about:
        words.append("[" + " ".join(f"{role} {number}" for role, number in event.about) + "]")
    words += [f"{name}={value:.3g}" for name, value in event.figures]
    return " ".join(words)


def first_difference(kept: list[str], played: list[str]) -> str | None:
    """Return where two replays part, with the lines that lead there; None where they do not."""
    for place, (old, new) in enumerate(zip_longest(kept, played)):
        if old != new:
            before = "".join(f"\n   {same}" for same in kept[max(0, place - 3) : place])
            return f"line {place + 1}:{before}\n - {old}\n + {new}"
    return None


def test_the_replay_reads_as_it_was_kept() -> None:
    played = replay()
    if os.environ.get("INDIVISIBLE_REWRITE_GOLDEN") == "1":
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text("\n".join(played) + "\n", "utf-8", newline="\n")
        pytest.skip(f"{GOLDEN.name} was written anew")
    kept = GOLDEN.read_text("utf-8").splitlines()
    parted = first_difference(kept, played)
    assert parted is None, f"{GOLDEN.name} parts from the rules at {parted}"


def test_the_replay_tells_of_a_war_a_vote_and_a_measure() -> None:
    """A replay in which nothing happens would guard nothing."""
    kinds = {words.split()[1] for words in GOLDEN.read_text("utf-8").splitlines()[len(HEAD) :]}
    assert {
        "crisis.incident",
        "crisis.referred",
        "resolution.adopted",
        "aggressor.named",
        "measure.applied",
        "war.begun",
        "war.ended",
        "credibility.tested",
        "membership.elected",
    } <= kinds


def test_the_first_line_that_differs_is_shown_with_those_before_it() -> None:
    shown = first_difference(["a", "b", "c"], ["a", "x", "c"])
    assert shown == "line 2:\n   a\n - b\n + x"
    assert first_difference(["a"], ["a", "b"]) == "line 2:\n   a\n - None\n + b"
    assert first_difference(["a"], ["a"]) is None
