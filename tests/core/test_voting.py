"""Counting votes, case by case."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.core.charter import DecisionRule, Organ
from game.core.formulas.voting import Count, ballots, count
from game.core.kinds import Ballot, Reason

YES_NO = None
Y, N, A, GONE, V = Ballot.YES, Ballot.NO, Ballot.ABSTAIN, Ballot.ABSENT, Ballot.VETO


def rule(
    majority: str = "1/2",
    *,
    strict: bool = True,
    veto: bool = False,
    absence_consents: bool = True,
    quorum: str = "0",
) -> DecisionRule:
    return DecisionRule(
        organ=Organ.COUNCIL,
        majority=Fraction(majority),
        strict=strict,
        parties_vote=False,
        veto=veto,
        absence_consents=absence_consents,
        quorum=Fraction(quorum),
        bypass=False,
    )


def roll(cast: list[Ballot], by: DecisionRule, holders: int = 0, barred: int = 0) -> Count:
    """Count; the first `holders` may veto, the last `barred` have no vote."""
    n = len(cast)
    entitled = np.arange(n) < n - barred
    return count(np.array(cast), entitled, np.arange(n) < holders, by)


UNANIMITY = rule("1", strict=False)


@pytest.mark.parametrize(
    ("cast", "by", "holders", "barred", "adopted", "reason"),
    [
        ([Y, Y, N], rule(), 0, 0, True, Reason.CARRIED),
        ([Y, N], rule(), 0, 0, False, Reason.VOTES_SHORT),  # a tie does not carry
        ([Y, A, A], rule(), 0, 0, True, Reason.CARRIED),  # abstentions are not votes cast
        ([A, A, A], rule(), 0, 0, False, Reason.VOTES_SHORT),
        ([Y, Y, N], rule("2/3", strict=False), 0, 0, True, Reason.CARRIED),
        ([Y, N, N], rule("2/3", strict=False), 0, 0, False, Reason.VOTES_SHORT),
        ([Y, Y, Y, N], UNANIMITY, 0, 0, False, Reason.AGAINST_UNANIMITY),
        ([Y, Y, A, A], UNANIMITY, 0, 0, True, Reason.CARRIED),
        ([Y, A, A, A], UNANIMITY, 0, 0, False, Reason.VOTES_SHORT),  # silence is not consent
        ([Y, Y, Y, N], UNANIMITY, 0, 1, True, Reason.CARRIED),  # unanimity less the party
        ([V, Y, Y, Y], rule(veto=True), 1, 0, False, Reason.VETO),
        ([Y, V, Y, Y], rule(veto=True), 1, 0, True, Reason.CARRIED),  # no right: a plain no
        ([GONE, Y, Y, Y], rule(veto=True), 1, 0, True, Reason.CARRIED),  # the boycott of 1950
        ([GONE, Y, Y], rule(veto=True, absence_consents=False), 1, 0, False, Reason.VETO),
        ([Y, GONE, GONE, GONE], rule(quorum="1/2"), 0, 0, False, Reason.NO_QUORUM),
        ([Y, A, GONE, GONE], rule(quorum="1/2"), 0, 0, True, Reason.CARRIED),
        ([Y, Y, GONE], rule("1", strict=False, absence_consents=False), 0, 0, False,
         Reason.AGAINST_UNANIMITY),
    ],
)  # fmt: skip
def test_a_roll_call_is_counted_by_its_rule(
    cast: list[Ballot],
    by: DecisionRule,
    holders: int,
    barred: int,
    adopted: bool,
    reason: Reason,
) -> None:
    result = roll(cast, by, holders, barred)
    assert (result.adopted, result.reason) == (adopted, reason)


def test_blocking_needs_more_than_disliking() -> None:
    """Under unanimity a member that merely dislikes a proposal abstains rather than block it."""
    worth = np.array([0.05, -0.05, -0.2])
    free = ballots(worth, band=0.01, veto_bar=0.1, may_veto=np.zeros(3, bool), unanimity=False)
    bound = ballots(worth, band=0.01, veto_bar=0.1, may_veto=np.zeros(3, bool), unanimity=True)
    assert list(free) == [Y, N, N]
    assert list(bound) == [Y, A, N]


def test_a_veto_holder_vetoes_only_past_the_bar() -> None:
    worth = np.array([-0.05, -0.2])
    cast = ballots(worth, band=0.01, veto_bar=0.1, may_veto=np.ones(2, bool), unanimity=False)
    assert list(cast) == [N, V]


@given(
    st.lists(st.sampled_from(list(Ballot)), min_size=1, max_size=30),
    st.integers(0, 5),
    st.sampled_from(["1/2", "2/3", "1"]),
)
def test_one_more_yes_never_unmakes_a_decision(
    cast: list[Ballot], holders: int, majority: str
) -> None:
    by = rule(majority, strict=majority == "1/2", veto=True)
    before = roll(cast, by, holders)
    after = roll([*cast, Y], by, holders)
    assert after.adopted or not before.adopted
