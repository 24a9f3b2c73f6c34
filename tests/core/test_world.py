"""A world is all that a game is: its digest sees everything, its clone shares nothing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from game.core.calendar import Calendar
from game.core.columns import Audience, columns_of
from game.core.invariants import BrokenWorld, check, faults
from game.core.kinds import Ballot, Stage
from game.core.rng import stream
from game.core.terms import Term, TermTable, total
from game.core.world import LISTS, TABLES, World
from tests.rules.play import measure, played, quarrel
from tests.worlds import small_world

COLUMNS = [
    (table, spec.name)
    for table in TABLES
    for spec in columns_of(type(getattr(small_world(), table)))
]


@pytest.mark.parametrize(("table", "name"), COLUMNS)
def test_the_digest_sees_every_cell(table: str, name: str) -> None:
    world = small_world()
    before = world.digest()
    values = getattr(getattr(world, table), name)
    values.flat[-1] = not values.flat[-1] if values.dtype == bool else values.flat[-1] + 1
    assert world.digest() != before


def test_the_digest_sees_the_clock_the_seed_and_every_record() -> None:
    world = full()
    digests = {world.digest()}
    changes: list[dict[str, object]] = [
        {"turn": world.turn + 1},
        {"seed": 99},
        {"stage": Stage.RESPONSE},
        {"tension": 0.123},
        {"charters": (replace(world.charters[0], inquiry_turns=9),)},
    ]
    changes += [{name: getattr(world, name)[:-1]} for name in LISTS if getattr(world, name)]
    for change in changes:
        digests.add(replace(world, **change).digest())  # type: ignore[arg-type]
    assert len(digests) == len(changes) + 1


def full() -> World:
    world = small_world()
    quarrel(world)
    measure(world)
    world = played(world, 6)
    world.lobbied.append((0, 1, 2, 3.0, Ballot.YES))  # type: ignore[arg-type]
    return world


def test_a_clone_is_equal_and_shares_nothing_that_changes() -> None:
    world = full()
    copy = world.clone()
    assert copy.digest() == world.digest()
    for (_, one), (_, other) in zip(world.tables(), copy.tables(), strict=True):
        for (name, values), (_, same) in zip(one.items(), other.items(), strict=True):
            assert not np.shares_memory(values, same), name
    for name in LISTS:
        assert getattr(copy, name) is not getattr(world, name)
    copy.crises.clear()
    copy.states.milex[:] = 0
    assert copy.digest() != world.digest()
    assert world.crises


def test_settling_rounds_and_leaves_no_negative_zeros() -> None:
    world = small_world()
    world.dyads.affinity[0, 1] = -1e-9
    world.states.milex[0] = 1.23456789
    world.settle()
    assert not np.signbit(world.dyads.affinity[0, 1])
    assert world.states.milex[0] == 1.2346
    settled = world.digest()
    world.settle()
    assert world.digest() == settled


def test_redaction_leaves_public_columns_and_own_rows() -> None:
    states = small_world().states
    known = states.clone()
    known.redact(2)
    for spec in columns_of(type(states)):
        old, new = getattr(states, spec.name), getattr(known, spec.name)
        assert (new[2] == old[2]).all() or spec.audience is Audience.NOBODY
        if spec.audience is Audience.PUBLIC:
            assert (new == old).all()
        else:
            assert (np.delete(new, 2, axis=0) == spec.default).all()


@pytest.mark.parametrize(
    ("table", "name", "value", "word"),
    [
        ("states", "stability", 1.5, "stability leaves"),
        ("states", "growth", np.nan, "growth is not finite"),
        ("states", "capital", 10_000, "has no capital"),
        ("states", "exists", False, "belongs to no living state"),
        ("states", "doctrine", 0.9, "doctrine does not sum to 1"),
        ("dyads", "affinity", -1.2, "affinity leaves"),
    ],
)
def test_an_impossible_world_is_named_with_its_turn_and_fault(
    table: str, name: str, value: float, word: str
) -> None:
    world = small_world(seed=3)
    getattr(getattr(world, table), name)[0] = value
    with pytest.raises(BrokenWorld, match=word) as broken:
        check(world)
    assert "turn 0, stage ORDERS, seed 3" in str(broken.value)


def test_records_are_found_at_their_number() -> None:
    world = full()
    assert list(faults(world)) == []
    world.crises.append(world.crises[0])
    assert "crises are out of place" in list(faults(world))


def test_random_numbers_have_an_address() -> None:
    assert (stream(1, 2, "battle").random(4) == stream(1, 2, "battle").random(4)).all()
    firsts = {
        float(stream(seed, turn, name).random())
        for seed in (1, 2)
        for turn in (0, 1)
        for name in ("battle", "weather")
    }
    assert len(firsts) == 8


@pytest.mark.parametrize(
    ("periods", "start", "turn", "date"),
    [
        (4, 3, 0, (1931, 3)),
        (4, 3, 1, (1931, 4)),
        (4, 3, 2, (1932, 1)),
        (4, 3, 21, (1936, 4)),
        (12, 9, 4, (1932, 1)),
    ],
)
def test_a_turn_has_its_date(periods: int, start: int, turn: int, date: tuple[int, int]) -> None:
    calendar = Calendar(1931, start, periods, 40)  # type: ignore[arg-type]
    assert (calendar.year(turn), calendar.period(turn)) == date
    assert calendar.ticks * periods == 12


def test_terms_sum_to_what_was_decided_on() -> None:
    table = TermTable.of({"threat": np.array([0.5, 0.25]), "trade": -0.125, "ties": True})
    assert table.keys == ("threat", "trade", "ties")
    assert table.row(1) == (Term("threat", 0.25), Term("trade", -0.125), Term("ties", 1.0))
    assert total(table.row(0)) == table.total()[0] == 1.375
