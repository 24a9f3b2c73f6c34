"""Drafting: amend what lies on the table, and act without a body that is blocked.

A draft is bent to what one would rather see, as far as it would still carry (McKelvey 1976: who moves
last among texts that could pass has the most of it). A coalition of the willing is formed by whoever
would lead it, where who would come makes it worth its price (`eligibility.price_of_lawlessness`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import partial

import numpy as np

from game.ai.decision import Decision
from game.ai.reviews import stirring
from game.core.cases import case_of, case_under
from game.core.eligibility import above, blocked, price_of_lawlessness
from game.core.forecast import division, enforcement, forecast
from game.core.ids import NO_INSTITUTION, StateId
from game.core.kinds import Act, Rung, Standing
from game.core.legality import refusal
from game.core.orders import AmendDraft, FormCoalition
from game.core.outlook import outlook
from game.core.records import Crisis, Resolution
from game.core.terms import Term, total
from game.core.world import World

_HARDER = (
    Act.FORCE,
    Act.OIL_BAN,
    Act.TRADE_BAN,
    Act.FINANCE_BAN,
    Act.ARMS_EMBARGO,
    Act.CONDEMNATION,
    Act.OBSERVERS,
)
"""What is thought of to put in, or to strike out."""

_BETTER = 0.01
"""What a change must be worth, at the chance that it carries."""

_COALITIONS = (
    (Act.FORCE,),
    (Act.OIL_BAN, Act.TRADE_BAN, Act.FINANCE_BAN),
    (Act.ARMS_EMBARGO, Act.FINANCE_BAN),
)
"""What a coalition of the willing might do, the hardest first."""

_LEADS = 0.04
"""Worth from which a coalition is formed by its leader."""


def decide(known: World, states: Collection[int]) -> Iterator[Decision]:
    """Yield amendments to drafts that lie over, and coalitions outside any body."""
    for resolution in known.resolutions.open:
        if (
            resolution.standing == Standing.TABLED
            and resolution.amends < 0
            and resolution.tabled < known.turn <= resolution.due
        ):
            yield from _amend(known, resolution, states)
    for crisis in known.live_crises():
        yield from _coalition(known, crisis, states)


def _amend(known: World, draft: Resolution, states: Collection[int]) -> Iterator[Decision]:
    """Let the keenest on each side move the one change that is worth most to it."""
    case = case_under(known, draft)
    before = forecast(known, case, draft.acts)
    if before.division is None:
        return
    worth = before.division.worth.total()
    seats = known.memberships
    may = seats.member[draft.institution] & known.states.exists & ~known.states.human
    may = may & ~seats.suspended[draft.institution]
    may[[known.crises[draft.crisis].initiator, known.crises[draft.crisis].target]] = False
    for sign in (1.0, -1.0):
        keen = np.where(may, sign * worth, -np.inf)
        row = int(keen.argmax())
        if row not in states or keen[row] <= _BETTER:
            continue
        base = before.adoption * float(before.worth_to(StateId(row)))
        best: tuple[float, AmendDraft, tuple[Act, ...]] | None = None
        for order, acts in _changes(known, draft, StateId(row)):
            after = forecast(known, case, acts)
            gain = after.adoption * after.worth_to(StateId(row)) - base
            if gain > _BETTER and (best is None or gain > best[0]):
                best = (gain, order, acts)
        if best is not None:
            yield Decision(best[1], partial(_why, known, draft, best[2], row))


def _changes(
    known: World, draft: Resolution, state: StateId
) -> Iterator[tuple[AmendDraft, tuple[Act, ...]]]:
    for act in _HARDER:
        inside = act in draft.acts
        if inside and len(draft.acts) == 1:
            continue
        order = AmendDraft(state, draft.id, () if inside else (act,), (act,) if inside else ())
        if refusal(known, order) is None:
            yield order, tuple(sorted(set(draft.acts) ^ {act}))


def _why(known: World, draft: Resolution, acts: tuple[Act, ...], row: int) -> tuple[Term, ...]:
    """Return what the amended text would be worth more than the draft, term by term."""
    case = case_under(known, draft)
    new = division(known, case, acts).worth
    old = division(known, case, draft.acts).worth
    return tuple(map(Term, new.keys, (new.values[row] - old.values[row]).tolist()))


# -- coalitions ------------------------------------------------------------------------------------


def _coalition(known: World, crisis: Crisis, states: Collection[int]) -> Iterator[Decision]:
    """Let the strongest of the willing lead, once it has come to blows and no body will act."""
    if crisis.rung < Rung.CLASH or not stirring(known, crisis) or not _nobody_acts(known, crisis):
        return
    target = crisis.named if crisis.named >= 0 else crisis.initiator
    case = replace(case_of(crisis, target), institution=NO_INSTITUTION, decided=False)
    plan = enforcement(known, [(case, act) for acts in _COALITIONS for act in acts])
    look = outlook(known)
    row = 0
    price = float((price_of_lawlessness(known, crisis) * known.states.power).sum())
    lawless = above(known, NO_INSTITUTION, crisis) >= 0
    stakes = plan.views[0].stakes.total()
    may = known.states.exists & ~known.states.human
    weight = np.where(may, np.maximum(stakes, 0.0) * look.strength, 0.0)
    weight[[crisis.initiator, crisis.target]] = 0.0
    leader = StateId(int(weight.argmax()))
    if weight[leader] <= 0 or leader not in states:
        return
    resolve = float(known.states.resolve[leader])
    cost = float(known.states.cost_estimate[leader])
    for acts in _COALITIONS:
        rows = range(row, row + len(acts))
        row += len(acts)
        chance = 1.0 - float(np.prod(1.0 - plan.success[list(rows)]))
        prices = sum(float(plan.prices[at].values[leader].sum()) for at in rows)
        terms = (
            Term("effect", float(stakes[leader]) * resolve * chance),
            Term("burden", min(prices, 0.0) * cost),
            Term("unlawful", -price * lawless),
            Term("empty_words", -known.rules.empty_weight * (1.0 - chance)),
        )
        order = FormCoalition(leader, crisis.id, target, acts)
        if total(terms) > _LEADS and refusal(known, order) is None:
            yield Decision(order, terms)
            return


def _nobody_acts(known: World, crisis: Crisis) -> bool:
    """Tell whether no body is seized of a case, or a veto or a year has shown that it will not act."""
    waiting = any(
        (resolution.in_force or resolution.standing == Standing.TABLED)
        for resolution in known.resolutions_on(crisis.id)
    )
    if waiting:
        return False
    return crisis.institution < 0 or blocked(known, crisis) or known.turn - crisis.referred >= 4
