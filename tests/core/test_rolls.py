"""Rolls of records: the index says what a search of the whole list would say."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from hypothesis import given
from hypothesis import strategies as st

from game.core.rolls import Roll


@dataclass(frozen=True)
class Case:
    crisis: int
    dated: int
    live: bool = True
    ended: int = -1

    @property
    def open(self) -> bool:
        return self.live


def _digest(roll: Roll[Case]) -> str:
    digest = hashlib.sha256()
    roll.digest_into(digest, repr)
    return digest.hexdigest()


@given(
    st.lists(
        st.tuples(st.sampled_from(["write", "end", "reopen", "copy"]), st.integers(0, 30)),
        max_size=60,
    )
)
def test_the_index_agrees_with_a_search(steps: list[tuple[str, int]]) -> None:
    roll: Roll[Case] = Roll()
    for turn, (step, pick) in enumerate(steps):
        if step == "write" or not roll:
            roll.append(Case(pick % 4, turn))
        elif step == "end":
            roll[pick % len(roll)] = replace(roll[pick % len(roll)], live=False, ended=turn)
        elif step == "reopen":
            roll[pick % len(roll)] = replace(roll[pick % len(roll)], live=True, ended=-1)
        else:
            before, text = list(roll), _digest(roll)
            other = roll.copy()
            other.append(Case(0, turn))
            assert list(roll) == before
            assert _digest(roll) == text
        assert roll.open == [case for case in roll if case.live]
        assert roll.since(turn - 3) == [case for case in roll if case.dated >= turn - 3]
        assert roll.on(2) == [case for case in roll if case.crisis == 2]
        ended = [case for case in roll if not case.live and case.ended >= turn - 2]
        assert roll.ended_since(turn - 2) == ended
        assert _digest(roll) == _digest(Roll(list(roll)))


def test_what_is_closed_by_hand_is_open_no_more() -> None:
    roll = Roll([Case(0, 0), Case(0, 1)])
    roll.close([0])
    assert roll.open == [Case(0, 1)]
    assert roll[0].live


def test_a_long_roll_is_sealed_in_blocks_and_a_change_breaks_the_seal() -> None:
    roll = Roll(Case(0, turn) for turn in range(1000))
    before = _digest(roll)
    roll[3] = replace(roll[3], crisis=1)
    assert _digest(roll) != before
    assert _digest(roll) == _digest(Roll(list(roll)))
