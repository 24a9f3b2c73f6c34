"""What each way of ending a war is worth to the two who lead it.

War as bargaining (Fearon 1995): fighting on is a lottery with costs, so there are terms that both
like better; what happens in the field moves both sides' view of the lottery (Slantchev 2003).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from game.core.kinds import Terms
from game.core.terms import Term

_EXISTENCE = 1.5
"""What a state's whole land is worth to it beside a claim of full weight."""

SUPREMACY = 1.2
"""What it is worth to win a war of all the great powers, beside a claim of full weight: who leads is
settled by it for a generation (Gilpin 1981; Levy 1983). It is not had by halves: an armistice leaves it
open, and so those fight on who expect to win."""

_HOPE = 0.5
_HOPE_TURNS = 6
"""What a victim hopes for at the start from fortune and from others, and the quarters in which that
hope is spent: what a side can do is learnt by fighting (Slantchev 2003), and help takes its time."""


@dataclass(frozen=True, slots=True)
class Score:
    """How a war stands, as both leaders can see it; pairs are attackers, defenders."""

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
    invaded: float = 0.0
    """Share of the attacking leader's people under the defenders, 0..1."""
    fear: tuple[float, float] = (0.0, 0.0)
    """What the other side's nuclear weapons make fighting on cost."""
    allies: tuple[float, float] = (0.0, 0.0)
    """How tired those are who fight beside each leader, 0..1."""
    backed: tuple[float, float] = (0.0, 0.0)
    """Share of each side's power that is not its leader's, 0..1."""
    demanded: float = 0.0
    """How far a body believed in has told the attackers to desist, 0..1."""
    called: float = 0.0
    """How far a body, or a mediator, presses both to stop, 0..1."""
    unrecognised: float = 0.0
    """How far gains would go unrecognised, 0..1."""
    distrust: tuple[float, float] = (0.0, 0.0)
    """How far each leader fears that the other would come again, 0..1 (Fearon 1995; Reiter 2009)."""
    supremacy: float = 0.0
    """How far it decides who leads the world: the share of the great powers' weight that fights."""
    patience: tuple[float, float] = (1.0, 1.0)
    """Each leader's private factor on its stakes."""
    own: tuple[float, float] = (1.0, 1.0)
    """How far each side's mind is made up by whom the war is about, 0..1; the rest by its partners."""

    @property
    def put_in(self) -> float:
        """Return how much of its strength the defender puts in, 0.45..1 (see `put_in`)."""
        return put_in(self.existence, self.turns)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a peace would leave, seen by what matters to the two leaders.

    Pairs are attackers, defenders, and say what each side bears.
    """

    aim: float = 0.0
    """Share of what the war is about beside land that the attackers get, 0..1."""
    title: float = 0.0
    """Share of the contested land that passes to the attackers with a signature, 0..1."""
    held: float = 0.0
    """Share of it that they keep without one."""
    frozen: bool = False
    """It is an armistice: nothing is settled."""
    ended: tuple[bool, bool] = (False, False)
    """The leader's state is no more."""
    given: tuple[float, float] = (0.0, 0.0)
    """Share of the leader's people on other land that it gives up."""
    client: tuple[bool, bool] = (False, False)
    regime: tuple[bool, bool] = (False, False)
    disarmed: tuple[float, float] = (0.0, 0.0)
    """Share of the leader's people who live where no forces may stand."""
    pays: tuple[float, float] = (0.0, 0.0)
    """Reparations, in years of the leader's own output."""
    receives: tuple[float, float] = (0.0, 0.0)
    neutral: tuple[bool, bool] = (False, False)
    inspected: tuple[float, float] = (0.0, 0.0)
    """0 where no inspections are agreed, else 0.1 to 1 by how far its weapons are made."""
    recognises: tuple[float, float] = (0.0, 0.0)
    """0 where it recognises nothing, else 0.2 to 1 by what it has lost."""
    restores: tuple[float, float] = (0.0, 0.0)
    """Share of the leader's people on land that goes to a third state."""
    surrenders: tuple[bool, bool] = (False, False)
    betrayed: tuple[float, float] = (0.0, 0.0)
    """Share of the people of those who fight beside the leader that it signs away."""

    @property
    def wins(self) -> tuple[float, float]:
        """How much beside the contested land each side gets of the other, 0..1."""
        found = []
        for loser in (1, 0):
            parts = (
                0.9 * self.client[loser],
                0.7 * self.regime[loser],
                0.3 * self.disarmed[loser],
                2.0 * self.pays[loser],
                0.3 * self.neutral[loser],
                0.6 * self.inspected[loser],
                1.0 * self.given[loser],
                1.0 * self.ended[loser],
                0.5 * self.restores[loser],
                0.4 * self.surrenders[loser],
            )
            found.append(min(1.0, sum(parts)))
        return found[0], found[1]


def usual_outcome(score: Score, terms: Terms) -> Outcome:
    """Return what one of the usual ways to end a war would leave."""
    match terms:
        case Terms.CEDE_CLAIM:
            return Outcome(title=1.0)
        case Terms.KEEP_OCCUPIED:
            return Outcome(held=score.gained, frozen=True)
        case Terms.ANNEX:
            return Outcome(title=1.0, ended=(False, True))
        case _:
            return Outcome()


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
    long = 0.025 * score.turns
    worn = 0.5 * score.weariness[side]
    shared = (
        Term("weariness", -worn - long),
        Term("sanctions", -0.6 * score.pressure[side]),
        Term("allies", -0.1 * score.allies[side]),
        Term("nuclear_fear", -score.fear[side]),
    )
    if side == 0:
        # What is held already needs no more fighting, unless it is a whole state that must be ended.
        still = 1.0 - 0.25 * score.gained * (1.0 - score.existence)
        return (
            Term("prize", _wanted(score) * score.patience[0] * score.win * still),
            Term("war_cost", -0.12 - 0.28 * (1.0 - score.win)),
            Term("homeland", -_EXISTENCE * score.own[0] * score.invaded * (1.0 - score.win)),
            Term("security", 0.6 * score.distrust[0] * score.win),
            Term("supremacy", SUPREMACY * score.supremacy * score.win),
            Term("institution", -0.12 * score.demanded - 0.15 * score.called),
            *shared,
        )
    early = max(0.0, 1.0 - score.turns / _HOPE_TURNS)
    return (
        # Whoever has friends in the field may have lost the country and not the war.
        Term("hope", _HOPE * early * (1.0 - score.homeland * (1.0 - score.backed[1]))),
        Term("prize", -_at_risk(score) * score.patience[1] * score.win),
        Term("war_cost", -0.06 - 0.18 * score.win - 0.25 * score.homeland * score.own[1]),
        Term("homeland", 0.6 * score.invaded * (1.0 - score.win)),
        Term("security", 0.6 * score.distrust[1] * (1.0 - score.win)),
        Term("supremacy", SUPREMACY * score.supremacy * (1.0 - score.win)),
        Term("institution", 0.05 * score.demanded - 0.12 * score.called),
        *shared,
    )


def settled(score: Score, side: int, outcome: Outcome) -> tuple[Term, ...]:
    """Return what signing a peace is worth to a side, article by article."""
    other, stake = 1 - side, _wanted(score) * score.patience[side]
    got, lost = outcome.wins[side], outcome.wins[other]
    named = (
        ("client", 0.35 * outcome.client[other] - 0.6 * outcome.client[side]),
        ("regime", 0.25 * outcome.regime[other] - 0.5 * outcome.regime[side]),
        ("demilitarised", 0.15 * outcome.disarmed[other] - 0.25 * outcome.disarmed[side]),
        (
            "reparations",
            min(0.3, 1.2 * outcome.receives[side]) - min(0.6, 2.0 * outcome.pays[side]),
        ),
        ("neutrality", 0.10 * outcome.neutral[other] - 0.15 * outcome.neutral[side]),
        ("inspections", 0.3 * outcome.inspected[other] - 0.4 * outcome.inspected[side]),
        ("recognition", 0.12 * outcome.recognises[other] - 0.10 * outcome.recognises[side]),
        ("restored", 0.15 * outcome.restores[other] - _EXISTENCE * outcome.restores[side]),
        ("other_land", 0.3 * outcome.given[other] - _EXISTENCE * outcome.given[side]),
        ("surrender", 0.05 * outcome.surrenders[other] - 0.25 * outcome.surrenders[side]),
        ("supremacy", SUPREMACY * score.supremacy * (_decided(got) - _decided(lost))),
        ("allies", -0.4 * outcome.betrayed[side] - _frowned_on(score, side, outcome)),
        ("non_recognition", -_unsure(score, side, outcome)),
        ("commitment", -0.6 * score.distrust[side] * (1.0 - got) * (not outcome.ended[other])),
    )
    return (
        Term("settlement", _prize(score, side, outcome, stake, got)),
        Term("face", _face(score, side, outcome, got, lost)),
        *(Term(key, value) for key, value in named if value),
    )


def _prize(score: Score, side: int, outcome: Outcome, stake: float, got: float) -> float:
    """Return what becomes of the land that the war is about is worth to a side."""
    if outcome.ended[side]:
        return -score.stake - _EXISTENCE
    if side == 0:
        if outcome.ended[1]:
            # More than was asked for is a burden, and alarms everybody.
            return (0.6 + 0.6 * score.existence) * stake
        have = max(outcome.title + 0.75 * outcome.held, outcome.aim)
        without = max(0.0, 1.0 - max(outcome.title + outcome.held, outcome.aim))
        missed = 0.1 if outcome.frozen else 0.35 * without * (1.0 - got)
        return have * stake - missed * stake
    if outcome.ended[0]:
        return 0.1
    at_risk = _at_risk(score) * score.patience[1]
    return -at_risk * max(outcome.title, outcome.aim) - 0.7 * at_risk * outcome.held


def _face(score: Score, side: int, outcome: Outcome, got: float, lost: float) -> float:
    """Return what signing costs a leader at home and abroad (Fearon 1994)."""
    if side == 0:
        if outcome.frozen:
            return -0.03 - 0.2 * lost
        empty = 0.10 * (1.0 - max(got, outcome.aim)) if outcome.title == 0 else 0.0
        return -empty - 0.2 * lost
    if outcome.ended[1]:
        return -0.5
    signed = (0.15 + 0.35 * score.existence) * outcome.title
    frozen = (0.08 * outcome.held + 0.03) * outcome.frozen
    return -signed - frozen - 0.2 * lost * (outcome.title == 0)


def _frowned_on(score: Score, side: int, outcome: Outcome) -> float:
    """Return what friends who fight beside the attacked make gains by force cost to sign away."""
    if side == 0:
        return 0.0
    return 0.6 * score.backed[1] * (outcome.title + 0.8 * outcome.held)


def _unsure(score: Score, side: int, outcome: Outcome) -> float:
    """Return what gains lose in worth where the world will not recognise them."""
    if side == 0:
        return 0.25 * score.unrecognised * score.stake * (outcome.title + outcome.held)
    return 0.05 * score.demanded * outcome.title


def would_sign(score: Score, side: int, outcome: Outcome) -> tuple[Term, ...]:
    """Return what signing is worth beside fighting on; a leader signs when the sum is positive."""
    on = tuple(Term(f"not_{term.key}", -term.value) for term in fight_on(score, side) if term.value)
    return (*settled(score, side, outcome), *on)


def settlement(score: Score, side: int, terms: Terms) -> tuple[Term, ...]:
    """Return what signing one of the usual terms is worth to a side, term by term."""
    return settled(score, side, usual_outcome(score, terms))


def gain(score: Score, side: int, terms: Terms) -> tuple[Term, ...]:
    """Return what signing one of the usual terms is worth beside fighting on."""
    return would_sign(score, side, usual_outcome(score, terms))


def separately(score: Score) -> Score:
    """Return how a war stands for one who fights beside a leader: the prize is not its own."""
    return replace(score, stake=_PARTNER * score.stake, existence=0.0, own=(1.0, 1.0))


def _decided(got: float) -> float:
    """Return how far terms decide who leads: not at all short of half of what there is to be had."""
    return min(1.0, max(0.0, 2.0 * got - 1.0))


def _wanted(score: Score) -> float:
    """Return what the contested land is worth to the attackers, partners counted."""
    return score.stake * _shared(score.own[0])


def _at_risk(score: Score) -> float:
    """Return what the defenders lose with the contested land, partners counted.

    To who only fights beside its owner it is somebody else's.
    """
    own = score.own[1]
    return score.stake * _shared(own) + _EXISTENCE * score.existence * own


def _shared(own: float) -> float:
    """Return the weight of a stake on a side that is led in part by those whose it is not."""
    return own + _PARTNER * (1.0 - own)


_PARTNER = 0.3
"""What the land that a war is about is worth to who fights beside its claimant or its owner."""
