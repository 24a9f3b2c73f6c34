"""Charters out of thin air, for properties that must hold of all of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from hypothesis import strategies as st

from game.core.charter import (
    Admission,
    Charter,
    CostSharing,
    DecisionRule,
    LadderStep,
    Means,
    Monitoring,
    Organ,
    RegionalClause,
    Trigger,
)
from game.core.ids import StateId
from game.core.kinds import Act, Obligation
from game.narrate.numerals import listed

STATES = 5
KEYS = tuple(f"S{state}" for state in range(STATES))


@dataclass(frozen=True)
class Numbered:
    """Names states by their numbers."""

    def states(self, states: Iterable[int]) -> str:
        return listed([f"State {state}" for state in states])


SHARES = st.sampled_from(
    [Fraction(1, 2), Fraction(2, 3), Fraction(3, 4), Fraction(1), Fraction(7, 11), Fraction(1, 3)]
)
LISTED = st.lists(st.integers(0, STATES - 1).map(StateId), unique=True, max_size=3).map(tuple)
PARTS = st.floats(0, 1, allow_subnormal=False).map(lambda share: round(share, 4))
SCORES = st.floats(-10, 10).map(lambda score: round(score, 1) + 0.0)


@st.composite
def rules(draw: st.DrawFn) -> DecisionRule:
    majority = draw(SHARES)
    return DecisionRule(
        organ=draw(st.sampled_from(Organ)),
        majority=majority,
        strict=majority == Fraction(1, 2) and draw(st.booleans()),
        parties_vote=draw(st.booleans()),
        veto=draw(st.booleans()),
        absence_consents=draw(st.booleans()),
        quorum=draw(SHARES),
        bypass=draw(st.booleans()),
    )


@st.composite
def ladders(draw: st.DrawFn) -> tuple[LadderStep, ...]:
    """Return ladders as files have them: needs stand lower, what is done can be undone."""
    acts = draw(st.lists(st.sampled_from(Act), unique=True, max_size=6))
    steps = [
        LadderStep(act, tuple(draw(st.lists(st.sampled_from(acts[:at]), unique=True, max_size=2))))
        if at
        else LadderStep(act, ())
        for at, act in enumerate(acts)
    ]
    undoing = [LadderStep(act, ()) for act in (Act.LIFTING, Act.REINSTATEMENT) if act not in acts]
    return (*steps, *undoing)


@st.composite
def charters(draw: st.DrawFn) -> Charter:
    ladder = draw(ladders())
    known = {step.act for step in ladder}
    few = draw(st.lists(rules(), min_size=1, max_size=3))
    bounds = sorted((draw(SCORES), draw(SCORES)))
    return Charter(
        key="drawn",
        admission=draw(st.sampled_from(Admission)),
        adversaries=draw(LISTED),
        triggers=tuple(draw(st.lists(st.sampled_from(Trigger), unique=True))),
        permanent=draw(LISTED),
        elected_seats=draw(st.integers(0, 15)),
        elected_term_turns=draw(st.integers(1, 20)),
        rules=tuple(draw(st.sampled_from(few)) for _ in Act),
        obligations=tuple(
            draw(st.sampled_from(Obligation)) if act in known else Obligation.NONE for act in Act
        ),
        ladder=ladder,
        means=draw(st.sampled_from(Means)),
        cost_sharing=draw(st.sampled_from(CostSharing)),
        monitoring=draw(st.sampled_from(Monitoring)),
        members_may_refer=draw(st.booleans()),
        outsiders_may_refer=draw(st.booleans()),
        self_defence=draw(st.booleans()),
        regional=draw(st.sampled_from(RegionalClause)),
        inquiry_turns=draw(st.integers(1, 12)),
        withdrawal_notice_turns=draw(st.integers(0, 12)),
        suspension=draw(st.booleans()),
        expulsion=draw(st.booleans()),
        review_every_turns=draw(st.integers(0, 60)),
        area=draw(LISTED),
        regime_floor=draw(st.sampled_from((-10.0, bounds[0]))),
        regime_ceiling=draw(st.sampled_from((10.0, bounds[1]))),
        lead=draw(st.integers(-1, STATES - 1).map(StateId)),
        standing_force=draw(PARTS),
        pledged_share=draw(PARTS),
        self_defence_until_council=draw(st.booleans()),
        veto_restraint=draw(st.booleans()),
        consent_needed=draw(st.booleans()),
        amendment_permanent=draw(st.booleans()),
        may_withdraw=draw(st.booleans()),
        ratify=draw(SHARES),
        without_veto=draw(LISTED),
    )
