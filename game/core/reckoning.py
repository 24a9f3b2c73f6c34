"""The reckoning of a quarrel: which end is worth most to who began it, and whether it can be had.

Gathers from the world the circumstances that `formulas.settlement` weighs; used for quarrels short
of war that no demand on land is about, once their time has run out.
"""

from __future__ import annotations

import numpy as np

from game.core.camps import balance
from game.core.cases import case_of
from game.core.forecast import enforcement
from game.core.formulas import settlement
from game.core.formulas.settlement_fit import START
from game.core.kinds import Act, CrisisEnd, CrisisKind, Doctrine
from game.core.outlook import Outlook
from game.core.quarrels import PROFILES, Subject
from game.core.records import Crisis
from game.core.terms import Term
from game.core.world import World

_AIM = {Subject.LAND: 0.4, Subject.POLICY: 0.3, Subject.INCIDENT: 0.05}
"""Share of the victim that a quarrel is about, by subject; 0.15 for the others."""


def circumstances(world: World, crisis: Crisis, look: Outlook) -> settlement.Circumstances:
    """Return the public circumstances of a quarrel between states, scalars as arrays."""
    states, dyads = world.states, world.dyads
    first, other = crisis.initiator, crisis.target
    arms = balance(world, crisis, look)
    plan = enforcement(world, [(case_of(crisis), Act.FORCE)], look)
    profile = PROFILES[crisis.kind]
    pressing = crisis.kind in (
        CrisisKind.ULTIMATUM,
        CrisisKind.BLOCKADE,
        CrisisKind.BORDER_INCIDENT,
    )
    power = states.power * states.exists
    seats = world.memberships
    belief = (seats.met + 1.0) / (seats.met + seats.failed + 2.0)
    held = (seats.member * belief).max(axis=0, initial=0.0)
    kept = 1.0 - states.doctrine[:, Doctrine.REVISE]
    norm = float((power * held * kept).sum() / max(float(power.sum()), 1e-9))
    guarded = look.bound[:, other] * look.nearness[other] * states.major
    scalar = np.asarray
    return settlement.Circumstances(
        edge=scalar((arms.attack - arms.defence) / max(arms.attack + arms.defence, 1e-9)),
        aim=scalar(_AIM.get(profile.subject, 0.15)),
        in_hand=scalar(profile.in_hand),
        rule=scalar(0.0),
        pressing=scalar(float(pressing)),
        guard=scalar(float(plan.success[0])),
        shield=scalar(min(1.0, float(states.major[other]) + float(guarded.max(initial=0.0)))),
        rank=scalar(float(states.major[first] | (states.warheads[first] > 0))),
        internal=scalar(0.0),
        outlaw=scalar(0.0),
        region=scalar(0.0),
        norm=scalar(norm),
        gap_km=scalar(float(dyads.gap_km[first, other])),
        grab=scalar(float(profile.subject == Subject.LAND)),
        sphere=scalar(float(dyads.contiguous[first, other])),
    )


def end_terms(
    world: World, crisis: Crisis, look: Outlook, *, private: bool = True
) -> tuple[tuple[CrisisEnd, tuple[Term, ...]], ...]:
    """Return what each end is worth to the initiator, term by term."""
    figure = settlement.figures(circumstances(world, crisis, look))
    resolve, cost = _factors(world, crisis, private=private)
    parts = settlement.terms(figure, resolve=resolve, cost=cost)
    return tuple(
        (
            CrisisEnd(row + 1),
            (
                Term("start", float(START[row])),
                *(
                    Term(f"end_{name}", float(value))
                    for name, value in zip(settlement.TERMS, parts[row], strict=True)
                ),
            ),
        )
        for row in range(4)
    )


def reckon(world: World, crisis: Crisis, look: Outlook) -> CrisisEnd:
    """Return the end that comes about when both choose: the initiator's best that can be had.

    Each on its own estimates; no dice. A compromise needs the target's hand.
    """
    figure = settlement.figures(circumstances(world, crisis, look))
    resolve, cost = _factors(world, crisis, private=True)
    value = settlement.worth(figure, resolve=resolve, cost=cost)
    public = settlement.worth(figure)
    signs = settlement.accepts(public, float(world.states.resolve[crisis.target])) >= 0
    return CrisisEnd(int(settlement.choose(value, np.asarray(signs))) + 1)


def _factors(world: World, crisis: Crisis, *, private: bool) -> tuple[float, float]:
    if not private:
        return 1.0, 1.0
    states = world.states
    return float(states.resolve[crisis.initiator]), float(states.cost_estimate[crisis.initiator])
