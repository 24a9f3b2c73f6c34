"""What each way of ending a war is worth to the two who lead it.

War as bargaining (Fearon 1995): fighting on is a lottery with costs, so there are terms that both
like better; what happens in the field moves both sides' view of the lottery (Slantchev 2003).
"""

from __future__ import annotations

from dataclasses import dataclass

from game.core.kinds import Terms
from game.core.terms import Term

_EXISTENCE = 1.5
"""What a state's whole land is worth to it beside a claim of full weight."""

_HOPE = 0.55
_HOPE_TURNS = 8
"""What a victim hopes for at the start from fortune and from others, and the quarters in which that
hope is spent: what a side can do is learnt by fighting (Slantchev 2003), and help takes its time."""


@dataclass(frozen=True, slots=True)
class Score:
    """How a war stands, as both leaders can see it."""

    stake: float
    """What the quarrel is worth, 0..1."""
    existence: float
    """Share of the defender's people who live on the contested land, 0..1."""
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

    @property
    def put_in(self) -> float:
        """Return how much of its strength the defender puts in, 0.45..1 (see `put_in`)."""
        return put_in(self.existence, self.turns)


def put_in(existence: float, turns: int = 0) -> float:
    """Return the share of its strength that a state puts in for land with a share of its people.

    All of it for its existence. For its marches by the share of its people who live there, and more
    with every quarter of war: a state that is attacked gathers itself slowly, and what has been
    spent on a cause makes it dearer (Paraguay put all it had into an empty Chaco).
    """
    return 1.0 if existence >= 0.5 else min(1.0, 0.45 + 0.55 * existence + 0.08 * turns)


def prospects(chance: float, gained: float, turns: int) -> float:
    """Return the chance that the attackers carry it through, from what arms promise and show.

    A third of the doubt goes as the land is taken; each quarter without it takes 2 %.
    """
    shown = chance + 0.35 * (1.0 - chance) * gained - 0.02 * turns * (1.0 - gained)
    return min(0.97, max(0.02, 0.97 * shown))


def fight_on(score: Score, side: int) -> tuple[Term, ...]:
    """Return what going on fighting is worth to a side, term by term."""
    long = 0.015 * score.turns
    worn = 0.5 * score.weariness[side]
    if side == 0:
        # What is held already needs no more fighting, unless it is a whole state that must be ended.
        still = 1.0 - 0.25 * score.gained * (1.0 - score.existence)
        return (
            Term("prize", score.stake * score.win * still),
            Term("war_cost", -0.10 - 0.25 * (1.0 - score.win)),
            Term("weariness", -worn - long),
            Term("sanctions", -0.6 * score.pressure[0]),
        )
    early = max(0.0, 1.0 - score.turns / _HOPE_TURNS)
    return (
        Term("hope", _HOPE * early * (1.0 - score.homeland)),
        Term("prize", -_at_risk(score) * score.win),
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
            # More than was asked for is a burden, and alarms everybody.
            Terms.ANNEX: (0.6 + 0.6 * score.existence) * score.stake,
        }[terms]
        face = {Terms.STATUS_QUO: -0.10, Terms.KEEP_OCCUPIED: -0.03}.get(terms, 0.0)
    else:
        value = {
            Terms.STATUS_QUO: 0.0,
            Terms.CEDE_CLAIM: -_at_risk(score),
            Terms.KEEP_OCCUPIED: -0.7 * _at_risk(score) * score.gained,
            Terms.ANNEX: -score.stake - _EXISTENCE,
        }[terms]
        face = {
            Terms.CEDE_CLAIM: -0.15 - 0.35 * score.existence,
            Terms.KEEP_OCCUPIED: -0.08 * score.gained - 0.03,
            Terms.ANNEX: -0.5,
        }.get(terms, 0.0)
    return (Term("settlement", value), Term("face", face))


def gain(score: Score, side: int, terms: Terms) -> tuple[Term, ...]:
    """Return what signing is worth beside fighting on; a leader signs when the sum is positive."""
    on = tuple(Term(f"not_{term.key}", -term.value) for term in fight_on(score, side))
    return (*settlement(score, side, terms), *on)


def _at_risk(score: Score) -> float:
    """Return what the defender loses with the contested land."""
    return score.stake + _EXISTENCE * score.existence
