"""Counting votes, case by case."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.core.charter import DecisionRule, Organ
from game.core.formulas.voting import Count, Leanings, ballots, count, leanings, odds, odds_if
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


def likely(yes: list[float], no: list[float], veto: list[float] | None = None) -> Leanings:
    return Leanings(np.array(yes), np.array(no), np.array(veto or [0.0] * len(yes)))


def carried(cast: Leanings, by: DecisionRule) -> float:
    return odds(cast, np.ones(len(cast.yes), bool), by).carried


def test_a_single_voter_carries_as_likely_as_it_says_yes() -> None:
    assert carried(likely([0.7], [0.2]), rule()) == pytest.approx(0.7)


def test_a_veto_takes_its_chance_off_everything() -> None:
    sure = odds(likely([0.5, 1.0], [0.0, 0.0], [0.5, 0.0]), np.ones(2, bool), rule(veto=True))
    assert sure.carried == pytest.approx(0.5)
    assert sure.vetoed == pytest.approx(0.5)


def test_those_without_a_vote_count_for_nothing() -> None:
    cast = likely([1.0, 0.0], [0.0, 1.0])
    assert odds(cast, np.array([True, False]), UNANIMITY).carried == pytest.approx(1.0)
    assert odds(cast, np.zeros(2, bool), UNANIMITY).carried == 0.0


def test_unanimity_is_as_likely_as_nobody_objecting_and_half_agreeing() -> None:
    assert carried(likely([0.9] * 3, [0.1] * 3), UNANIMITY) == pytest.approx(0.9**3)
    # Both may stay silent; one yes of two is half of those present, none is not.
    assert carried(likely([0.4] * 2, [0.0] * 2), UNANIMITY) == pytest.approx(1 - 0.6**2)


RULES = (rule(), rule("2/3", strict=False), rule("1", strict=False), rule("3/5"))


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 6), st.sampled_from(RULES), st.integers(0, 2**31), st.integers(0, 2))
def test_the_odds_are_those_of_every_roll_call_counted(
    n: int, by: DecisionRule, seed: int, holders: int
) -> None:
    """Every possible roll, counted by the rule that counts votes, weighed by its chance."""
    rng = np.random.default_rng(seed)
    holders = min(holders, n)
    chance = rng.dirichlet([1.0, 1.0, 1.0, 0.4], n)
    chance[holders:, 3] = 0.0
    chance /= chance.sum(axis=1, keepdims=True)
    kinds = (Y, A, N, V)
    exact = sum(
        float(np.prod([chance[i, kind] for i, kind in enumerate(cast)]))
        for cast in product(range(4), repeat=n)
        if roll([kinds[kind] for kind in cast], by, holders).adopted
        and all(chance[i, kind] > 0 for i, kind in enumerate(cast))
    )
    cast = Leanings(chance[:, 0], chance[:, 2], chance[:, 3])
    assert carried(cast, by) == pytest.approx(exact, abs=1e-9)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(RULES), st.integers(0, 2**31))
def test_what_is_approximated_for_an_assembly_comes_near_what_is_exact(
    by: DecisionRule, seed: int
) -> None:
    rng = np.random.default_rng(seed)
    chance = rng.dirichlet([2.0, 1.0, 0.7], 24)
    exact = carried(Leanings(chance[:, 0], chance[:, 2], np.zeros(24)), by)
    # A voter who surely abstains changes no majority, and takes the count over the exact limit.
    more = np.vstack([chance, [[0.0, 1.0, 0.0]]])
    near = carried(Leanings(more[:, 0], more[:, 2], np.zeros(25)), by)
    assert near == pytest.approx(exact, abs=0.03)


@settings(max_examples=60, deadline=None)
@given(st.floats(-1, 1), st.floats(0.001, 0.5), st.booleans(), st.booleans())
def test_leanings_are_chances_and_a_sure_state_votes_as_its_ballot(
    value: float, spread: float, holds: bool, unanimity: bool
) -> None:
    def lean(deviation: float) -> Leanings:
        return leanings(
            np.array([value]), np.array([deviation]), band=0.05, veto_bar=0.3,
            may_veto=np.array([holds]), unanimity=unanimity,
        )  # fmt: skip

    unsure = lean(spread)
    parts = np.array([unsure.yes[0], unsure.no[0], unsure.veto[0]])
    assert (parts >= 0).all()
    assert parts.sum() <= 1 + 1e-12
    if min(abs(value - bar) for bar in (0.05, -0.05, -0.3)) < 1e-6:
        return
    sure = lean(1e-9)
    (cast,) = ballots(
        np.array([value]), band=0.05, veto_bar=0.3, may_veto=np.array([holds]), unanimity=unanimity
    )
    assert sure.yes[0] == pytest.approx(float(cast == Y), abs=1e-6)
    assert sure.no[0] == pytest.approx(float(cast == N), abs=1e-6)
    assert sure.veto[0] == pytest.approx(float(cast == V), abs=1e-6)


def test_who_stays_away_is_no_vote_cast_and_no_half_of_those_present() -> None:
    cast = likely([1.0, 1.0, 0.0], [0.0, 0.0, 1.0])
    everyone, third = np.ones(3, bool), np.arange(3) == 2
    assert odds(cast, everyone, UNANIMITY).carried == pytest.approx(0.0)
    assert odds(cast, everyone, UNANIMITY, absent=third).carried == pytest.approx(1.0)
    asked = rule("1", strict=False, absence_consents=False)
    assert odds(cast, everyone, asked, absent=third).carried == 0.0
    assert odds(cast, everyone, rule(quorum="1"), absent=third).carried == 0.0


def test_an_absent_veto_holder_blocks_where_absence_is_no_consent() -> None:
    cast, first = likely([1.0, 1.0, 1.0], [0.0] * 3), np.arange(3) == 0
    everyone = np.ones(3, bool)
    lax, strict = rule(veto=True), rule(veto=True, absence_consents=False)
    assert odds(cast, everyone, lax, absent=first, may_veto=first).carried == pytest.approx(1.0)
    barred = odds(cast, everyone, strict, absent=first, may_veto=first)
    assert (barred.carried, barred.vetoed) == (0.0, 1.0)


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 30), st.sampled_from(RULES), st.integers(0, 2**31))
def test_what_one_other_vote_would_do_is_the_odds_with_it_changed(
    n: int, by: DecisionRule, seed: int
) -> None:
    rng = np.random.default_rng(seed)
    now, then = rng.dirichlet([1.0, 1.0, 1.0, 0.4], (2, n))
    entitled = rng.random(n) < 0.8
    entitled[0] = True
    rows = np.flatnonzero(entitled)[::-1][:5]
    cast, other = (Leanings(part[:, 0], part[:, 2], part[:, 3]) for part in (now, then))
    found = odds_if(cast, other, rows, entitled, by)
    for row, chance in zip(rows.tolist(), found.tolist(), strict=True):
        changed = now.copy()
        changed[row] = then[row]
        alone = Leanings(changed[:, 0], changed[:, 2], changed[:, 3])
        assert chance == pytest.approx(odds(alone, entitled, by).carried, abs=1e-9)
