"""What each way of ending a war is worth to the two who lead it."""

from __future__ import annotations

from dataclasses import dataclass

from game.core.kinds import Terms
from game.core.terms import Term


@dataclass(frozen=True, slots=True)
class Score:
    """How a war stands, as both leaders can see it."""

    stake: float
    """What the quarrel is worth, 0..1."""
    win: float
    """Chance that the attackers would carry it through."""
    gained: float
    """Share of the contested land that the attackers hold."""
    homeland: float
    """Share of the defender's people under the attackers."""
    turns: int
    weariness: tuple[float, float]
    pressure: tuple[float, float]
    """Felt sanctions, of each leader."""


def fight_on(score: Score, side: int) -> tuple[Term, ...]:
    """Return what going on fighting is worth to a side, term by term."""
    long = 0.015 * score.turns
    worn = 0.5 * score.weariness[side]
    if side == 0:
        return (
            Term("prize", score.stake * score.win),
            Term("war_cost", -0.10 - 0.25 * (1.0 - score.win)),
            Term("weariness", -worn - long),
            Term("sanctions", -0.6 * score.pressure[0]),
        )
    return (
        Term("prize", -1.1 * score.stake * score.win),
        Term("war_cost", -0.06 - 0.25 * score.homeland),
        Term("weariness", -worn - long),
        Term("sanctions", -0.6 * score.pressure[1]),
    )


def settlement(score: Score, side: int, terms: Terms) -> tuple[Term, ...]:
    """Return what signing is worth to a side, term by term."""
    if side == 0:
        value = {
            Terms.STATUS_QUO: -0.35 * score.stake,
            Terms.CEDE_CLAIM: score.stake,
            Terms.KEEP_OCCUPIED: 0.75 * score.stake * score.gained - 0.1 * score.stake,
            Terms.ANNEX: 1.2 * score.stake,
        }[terms]
        face = {Terms.STATUS_QUO: -0.10, Terms.KEEP_OCCUPIED: -0.03}.get(terms, 0.0)
    else:
        value = {
            Terms.STATUS_QUO: 0.0,
            Terms.CEDE_CLAIM: -score.stake,
            Terms.KEEP_OCCUPIED: -0.7 * score.stake * score.gained,
            Terms.ANNEX: -2.5,
        }[terms]
        face = {Terms.CEDE_CLAIM: -0.15, Terms.KEEP_OCCUPIED: -0.03}.get(terms, 0.0)
    return (Term("settlement", value), Term("face", face))


def gain(score: Score, side: int, terms: Terms) -> tuple[Term, ...]:
    """Return what signing is worth beside fighting on; a leader signs when the sum is positive."""
    on = tuple(Term(f"not_{term.key}", -term.value) for term in fight_on(score, side))
    return (*settlement(score, side, terms), *on)
