"""Counting votes, and turning what a decision is worth into a ballot."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

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
    consent to act. A veto by one without the right is a plain no. Abstentions are not votes cast; absence is one
    neither, but under a rule where absence does not consent, an absent veto holder (or, under
    unanimity, any absent member) blocks.
    """
    cast = np.where(entitled, cast, Ballot.ABSENT)
    cast = np.where((cast == Ballot.VETO) & ~may_veto, Ballot.NO, cast)
    yes = int((cast == Ballot.YES).sum())
    no = int(((cast == Ballot.NO) | (cast == Ballot.VETO)).sum())
    vetoes = np.flatnonzero(cast == Ballot.VETO)
    if not rule.absence_consents and rule.veto:
        vetoes = np.union1d(vetoes, np.flatnonzero(entitled & may_veto & (cast == Ballot.ABSENT)))
    present = int((entitled & (cast != Ballot.ABSENT)).sum())
    seats = int(entitled.sum())
    needed = _needed(rule, yes + no)
    held = tuple(int(state) for state in vetoes)
    if present < rule.quorum * seats or present == 0:
        return Count(False, Reason.NO_QUORUM, yes, no, needed, held)
    if rule.majority == 1 and not rule.absence_consents and present < seats:
        return Count(False, Reason.AGAINST_UNANIMITY, yes, no, needed, held)
    if held:
        return Count(False, Reason.VETO, yes, no, needed, held)
    hollow = rule.majority == 1 and 2 * yes < present
    if yes < needed or yes == 0 or hollow:
        reason = Reason.AGAINST_UNANIMITY if rule.majority == 1 and no else Reason.VOTES_SHORT
        needed = max(needed, -(-present // 2)) if hollow else needed
        return Count(False, reason, yes, no, needed, held)
    return Count(True, Reason.CARRIED, yes, no, needed, held)


def _needed(rule: DecisionRule, votes: int) -> int:
    exact = rule.majority * votes
    if rule.strict and rule.majority < Fraction(1):
        return int(exact) + 1
    return max(1, -int(-exact // 1))
