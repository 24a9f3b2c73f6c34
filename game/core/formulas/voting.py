"""Counting votes, turning what a decision is worth into a ballot, and the odds of a count."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, ndtr

from game.core.charter import DecisionRule
from game.core.kinds import Ballot, Reason

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Count:
    """A roll call, counted."""

    adopted: bool
    reason: Reason
    yes: int
    no: int
    needed: int
    vetoes: tuple[int, ...]


def ballots(
    value: Floats, *, band: float, veto_bar: float, may_veto: NDArray[np.bool_], unanimity: bool
) -> NDArray[np.int64]:
    """Return a ballot for what adoption is worth to each state, [state].

    Yes above the band, abstention within it, no below. Where one vote against blocks (a veto, or
    unanimity), blocking costs a name, so it needs more: the bar.
    """
    cast = np.where(value > band, Ballot.YES, np.where(value < -band, Ballot.NO, Ballot.ABSTAIN))
    if unanimity:
        cast = np.where((cast == Ballot.NO) & (value > -veto_bar), Ballot.ABSTAIN, cast)
    vetoed = may_veto & (value < -veto_bar)
    cast = np.where(vetoed, Ballot.VETO, cast)
    return cast.astype(np.int64)


def count(
    cast: NDArray[np.int64],
    entitled: NDArray[np.bool_],
    may_veto: NDArray[np.bool_],
    rule: DecisionRule,
) -> Count:
    """Count a roll call under a decision rule.

    `cast` [state] ballots, `entitled` [state] who has a vote, `may_veto` [state] who can block.
    Unanimity of the votes cast still wants half of those present to say yes: silence is not
    consent to act. A veto by one without the right is a plain no, and so is one on what the others
    would not have carried. Abstentions are not votes cast; absence is one
    neither, but under a rule where absence does not consent, an absent veto holder (or, under
    unanimity, any absent member) blocks.
    """
    rows = np.flatnonzero(entitled)
    roll = [
        (state, Ballot.NO if ballot == Ballot.VETO and not holds else ballot, holds)
        for state, ballot, holds in zip(
            rows.tolist(), cast[rows].tolist(), may_veto[rows].tolist(), strict=True
        )
    ]
    yes = sum(ballot == Ballot.YES for _, ballot, _ in roll)
    no = sum(ballot in (Ballot.NO, Ballot.VETO) for _, ballot, _ in roll)
    blocking = {Ballot.VETO}
    if not rule.absence_consents and rule.veto:
        blocking.add(Ballot.ABSENT)
    held = tuple(state for state, ballot, holds in roll if holds and ballot in blocking)
    seats = len(roll)
    present = sum(ballot != Ballot.ABSENT for _, ballot, _ in roll)
    needed = _needed(rule, yes + no)
    if present < rule.quorum * seats or present == 0:
        return Count(False, Reason.NO_QUORUM, yes, no, needed, held)
    if rule.majority == 1 and not rule.absence_consents and present < seats:
        return Count(False, Reason.AGAINST_UNANIMITY, yes, no, needed, held)
    if held:
        cast_as_such = sum(ballot == Ballot.VETO for _, ballot, _ in roll)
        if _enough(rule, yes, no - cast_as_such, present):
            return Count(False, Reason.VETO, yes, no, needed, held)
        held = ()  # it stopped nothing that the others would have carried
    hollow = _hollow(rule, yes, present)
    if not _enough(rule, yes, no, present):
        reason = Reason.AGAINST_UNANIMITY if rule.majority == 1 and no else Reason.VOTES_SHORT
        needed = max(needed, -(-present // 2)) if hollow else needed
        return Count(False, reason, yes, no, needed, held)
    return Count(True, Reason.CARRIED, yes, no, needed, held)


@dataclass(frozen=True, slots=True)
class Leanings:
    """How likely each ballot of each state is, [state]; what is left is abstention."""

    yes: Floats
    no: Floats
    veto: Floats


def leanings(
    value: Floats,
    spread: Floats,
    *,
    band: float,
    veto_bar: float,
    may_veto: NDArray[np.bool_],
    unanimity: bool,
) -> Leanings:
    """Return how likely each ballot is, given what others can know, all [state].

    A state votes as `ballots` says on a worth that others see with a logistic error of standard
    deviation `spread`, around `value`.
    """
    scale = np.maximum(spread, 1e-9) * (np.sqrt(3.0) / np.pi)
    against = max(band, veto_bar) if unanimity else band
    veto = may_veto * expit((-veto_bar - value) / scale)
    no = np.maximum(expit((-against - value) / scale) - veto, 0.0)
    yes = np.minimum(expit((value - band) / scale), 1.0 - veto - no)
    return Leanings(yes, no, veto)


@dataclass(frozen=True, slots=True)
class Odds:
    """How a vote is likely to end."""

    carried: float
    """Chance that it is adopted."""
    vetoed: float
    """Chance that somebody vetoes it."""


def odds(
    cast: Leanings,
    entitled: NDArray[np.bool_],
    rule: DecisionRule,
    *,
    absent: NDArray[np.bool_] | None = None,
    may_veto: NDArray[np.bool_] | None = None,
) -> Odds:
    """Return the chance that a count carries, all who are entitled being there but the `absent`.

    `may_veto` [state] matters only where the absence of one who may veto blocks.

    States err apart from each other, so (yes, no) is a Poisson multinomial. Up to 24 votes its law
    is found exactly, by the discrete Fourier transform of its generating function (Lin, Wang and
    Hong 2022); beyond, unanimity by the product of those who do not object, and majorities by a
    normal approximation with continuity correction. Vetoes multiply: nobody may have cast one.
    """
    away = entitled & absent if absent is not None else np.zeros(len(entitled), bool)
    there, seats = entitled & ~away, int(entitled.sum())
    yes, no, veto = cast.yes[there], cast.no[there], cast.veto[there]
    present = len(yes)
    if present == 0 or present < rule.quorum * seats:
        return Odds(0.0, 0.0)
    if present < seats and not rule.absence_consents:
        if rule.majority == 1:
            return Odds(0.0, 0.0)
        if rule.veto and may_veto is not None and (away & may_veto).any():
            return Odds(0.0, 1.0)
    spared = float(np.prod(1.0 - veto))
    rest = np.maximum(1.0 - veto, 1e-12)
    yes, no = yes / rest, no / rest
    by_count = _exact(yes, no, rule) if present <= _EXACT else _approximate(yes, no, rule)
    return Odds(min(1.0, max(0.0, spared * by_count)), 1.0 - spared)


def odds_if(
    cast: Leanings,
    other: Leanings,
    rows: NDArray[np.int64],
    entitled: NDArray[np.bool_],
    rule: DecisionRule,
) -> Floats:
    """Return the chance that a count carries if one state alone leaned otherwise, [row].

    For each of some `rows` of states with a vote: it leans as `other` says, all the rest as `cast`
    does. The same figures as `odds` one by one, all being present.
    """
    seats = np.flatnonzero(entitled)
    if not seats.size or len(seats) > _EXACT:
        return np.array([_odds_with(cast, other, int(row), entitled, rule) for row in rows])
    yes, no, spared = _unblocked(cast, seats)
    turns, keep = _carrying(len(seats), rule.majority, rule.strict)
    mixed = _generating(yes, no, turns)
    left, right = np.ones_like(mixed), np.ones_like(mixed)
    np.cumprod(mixed[:-1], axis=0, out=left[1:])
    np.cumprod(mixed[:0:-1], axis=0, out=right[-2::-1])
    at = np.searchsorted(seats, rows)
    yes_if, no_if, spared_if = _unblocked(other, rows)
    law = np.fft.ifft2(left[at] * _generating(yes_if, no_if, turns) * right[at], axes=(1, 2)).real
    kept = np.array([float(np.prod(np.delete(spared, place))) for place in at]) * spared_if
    chances: Floats = np.clip(law[:, keep].sum(axis=1) * kept, 0.0, 1.0)
    return chances


def _odds_with(
    cast: Leanings, other: Leanings, row: int, entitled: NDArray[np.bool_], rule: DecisionRule
) -> float:
    parts = [cast.yes.copy(), cast.no.copy(), cast.veto.copy()]
    for part, new in zip(parts, (other.yes, other.no, other.veto), strict=True):
        part[row] = new[row]
    return odds(Leanings(*parts), entitled, rule).carried


def _unblocked(cast: Leanings, rows: NDArray[np.int64]) -> tuple[Floats, Floats, Floats]:
    """Return the chances of yes and no of those who do not veto, and of not vetoing, [row]."""
    spared = 1.0 - cast.veto[rows]
    rest = np.maximum(spared, 1e-12)
    return cast.yes[rows] / rest, cast.no[rows] / rest, spared


def _generating(yes: Floats, no: Floats, turns: NDArray[np.complex128]) -> NDArray[np.complex128]:
    """Return each voter's generating function on the grid of roots of unity, [voter, yes, no]."""
    mixed: NDArray[np.complex128] = (
        1.0 + yes[:, None, None] * turns[:, None] + no[:, None, None] * turns[None, :]
    )
    return mixed


_EXACT: Final = 24
"""Votes up to which the law of a count is found exactly."""


def _exact(yes: Floats, no: Floats, rule: DecisionRule) -> float:
    size = len(yes) + 1
    turns, keep = _carrying(size - 1, rule.majority, rule.strict)
    law = np.fft.ifft2(np.prod(_generating(yes, no, turns), axis=0)).real
    return float(law[keep].sum())


@lru_cache(maxsize=256)
def _carrying(
    seats: int, majority: Fraction, strict: bool
) -> tuple[NDArray[np.complex128], NDArray[np.bool_]]:
    """Return the roots of unity less one, and which counts [yes, no] carry, for some seats."""
    rule = _Bar(majority, strict)
    keep = np.array(
        [
            [yes + no <= seats and _enough(rule, yes, no, seats) for no in range(seats + 1)]
            for yes in range(seats + 1)
        ]
    )
    roots = np.exp(-2j * np.pi * np.arange(seats + 1) / (seats + 1))
    return roots - 1.0, keep


def _approximate(yes: Floats, no: Floats, rule: DecisionRule) -> float:
    if rule.majority == 1:
        calm = np.maximum(1.0 - no, 1e-12)
        said = yes / calm
        spread = max(float(np.sqrt((said * (1.0 - said)).sum())), 1e-9)
        present = float(ndtr((said.sum() - 0.5 * len(yes) + 0.5) / spread))
        return float(np.prod(1.0 - no)) * present
    share = float(rule.majority)
    drift = (1.0 - share) * yes - share * no
    noise = (1.0 - share) ** 2 * yes + share**2 * no - drift**2
    half_step = 0.5 / rule.majority.denominator
    bar = half_step if rule.strict else -half_step
    spread = max(float(np.sqrt(noise.sum())), 1e-9)
    return float(ndtr((drift.sum() - bar) / spread))


@dataclass(frozen=True, slots=True)
class _Bar:
    """What of a rule a count is held against."""

    majority: Fraction
    strict: bool


def _enough(rule: DecisionRule | _Bar, yes: int, no: int, present: int) -> bool:
    """Tell whether votes carry, nobody having blocked."""
    return 0 < yes >= _needed(rule, yes + no) and not _hollow(rule, yes, present)


def _hollow(rule: DecisionRule | _Bar, yes: int, present: int) -> bool:
    return rule.majority == 1 and 2 * yes < present


def _needed(rule: DecisionRule | _Bar, votes: int) -> int:
    exact = rule.majority * votes
    if rule.strict and rule.majority < Fraction(1):
        return int(exact) + 1
    return max(1, -int(-exact // 1))
