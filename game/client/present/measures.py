"""Measures in force: what one owes, what giving costs and brings, and what others will do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from game.client.present.terms import Explained, explained, main_reason
from game.core.concurrence import owed_to
from game.core.forecast import Enforcement
from game.core.formulas.enforcement import SHARES, success
from game.core.ids import ResolutionId, StateId
from game.core.kinds import DENIED_GOODS, Act, Good, Obligation
from game.core.observe import PlayerView
from game.core.orders import Contribute, Order
from game.core.phases.response import open_measures, plan_of
from game.core.records import Resolution
from game.core.watches import ON_WATCH
from game.narrate.narrator import Narrator

Key = tuple[ResolutionId, Act]
"""One measure of one resolution."""


@dataclass(frozen=True, slots=True)
class Option:
    """One share that can be given."""

    share: float
    worth: float
    """The utility that a choice is made on, giving nothing being 0: the sum of `terms`."""
    chance: float
    """That the measure works, everybody else giving what is expected."""
    cost: float
    """Trade given up a year, M$, goods counting alike as in the price of a measure; 0 for
    measures that deny no goods."""
    terms: tuple[Explained, ...]


@dataclass(frozen=True, slots=True)
class Other:
    """What another state is expected to give."""

    state: StateId
    name: str
    member: bool
    expected: float
    """Mean share, 0..1."""
    likely: float
    """The share that it would choose by the public figures."""
    burden_share: float
    """Its part of all that is expected to be given."""
    power_share: float
    """Its part of the power of all who are asked."""
    worth: float
    """Of `likely`: the sum of `terms`."""
    reason: str
    terms: tuple[Explained, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """What the viewer says that it gives."""

    share: float
    cheat: bool


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure that the viewer is asked to give to."""

    key: Key
    name: str
    """What it is and against whom: "Arms embargo against Japan"."""
    target: StateId
    resolution: str
    """Title of the resolution it rests on."""
    institution: str
    obligation: Obligation
    duty: str
    """What the viewer owes, in a word: the obligation's name, or why there is none."""
    named: bool
    """The aggressor has been named, without which nothing but automatic duties binds."""
    options: tuple[Option, ...]
    others: tuple[Other, ...]
    chance: float
    """That it works, as everybody including the viewer is expected to give."""
    expected_of_me: float
    burden_share: float
    """The viewer's part of what is expected of all."""
    power_share: float
    detection: float
    """Chance that a cheat is seen in a quarter."""
    given: Given


def asked(view: PlayerView, tell: Narrator, pending: tuple[Order, ...] = ()) -> tuple[Measure, ...]:
    """Return the measures that the viewer can give to, in the order of their adoption.

    The viewer's own row is reckoned with its private factors, as its AI would; the others' are
    what anybody can know.
    """
    in_force = open_measures(view.known)
    if not in_force:
        return ()
    plan = plan_of(view.known, in_force)
    given = chosen(pending)
    return tuple(
        _measure(view, tell, plan, row, resolution, act, given)
        for row, (resolution, act) in enumerate(in_force)
        if plan.game.capacity[row, view.viewer] > 0
    )


def chosen(pending: tuple[Order, ...]) -> dict[Key, Given]:
    """Return what the drafted orders give."""
    return {
        (order.resolution, order.act): Given(order.share, order.cheat)
        for order in pending
        if isinstance(order, Contribute)
    }


def _measure(
    view: PlayerView,
    tell: Narrator,
    plan: Enforcement,
    row: int,
    resolution: Resolution,
    act: Act,
    given: Mapping[Key, Given],
) -> Measure:
    known, me = view.known, view.viewer
    charter = known.charters[resolution.institution]
    member = known.memberships.member[resolution.institution]
    capacity = plan.game.capacity[row]
    pool = capacity * plan.answer.expected[row]
    burdens = pool / max(float(pool.sum()), 1e-12)
    power = np.where(capacity > 0, known.states.power, 0.0)
    powers = power / max(float(power.sum()), 1e-12)
    target = tell.names.state(resolution.target)
    name = tell.word(act)
    others = [
        _other(tell, plan, row, StateId(int(state)), bool(member[state]),
               float(burdens[state]), float(powers[state]))
        for state in np.flatnonzero(capacity > 0)
        if state != me
    ]  # fmt: skip
    obligation = Obligation(int(owed_to(known, resolution, act)[me]))
    return Measure(
        key=(resolution.id, act),
        name=f"{name}: {target}",
        target=resolution.target,
        resolution=tell.resolution(resolution, view).title,
        institution=tell.names.institution(resolution.institution),
        obligation=obligation,
        duty=_duty(obligation, act, member=bool(member[me]), named=plan.cases[row].decided),
        named=plan.cases[row].decided,
        options=_options(view, tell, plan, row, resolution.target),
        others=tuple(sorted(others, key=lambda one: (-one.burden_share, one.name))),
        chance=float(plan.success[row]),
        expected_of_me=float(plan.answer.expected[row, me]),
        burden_share=float(burdens[me]),
        power_share=float(powers[me]),
        detection=charter.detection,
        given=given.get((resolution.id, act), Given(0.0, cheat=False)),
    )


def _duty(obligation: Obligation, act: Act, *, member: bool, named: bool) -> str:
    """Return what is owed in a word; see `Measure.duty`."""
    mission = act in ON_WATCH
    if obligation == Obligation.NONE and member:
        return "not_called" if mission else "free"
    if obligation == Obligation.RECOMMENDED and mission:
        return "called"
    if obligation == Obligation.BINDING and not named and not mission:
        return "binding_unnamed"
    return obligation.name.lower()


def _options(
    view: PlayerView, tell: Narrator, plan: Enforcement, row: int, target: StateId
) -> tuple[Option, ...]:
    known, me = view.known, view.viewer
    resolve = float(known.states.resolve[me])
    cost = float(known.states.cost_estimate[me])
    worth = plan.options(row, me, resolve=resolve, cost=cost)
    game = plan.game
    chances = success(
        plan.answer.others[row, me] + game.capacity[row, me] * SHARES,
        game.resistance[row],
        game.efficacy[row],
        game.b0,
        game.b1,
    )
    denied = len(DENIED_GOODS.get(plan.acts[row], ())) / len(Good)
    trade = float(known.dyads.trade[me, target] * known.states.production[me]) * denied
    return tuple(
        Option(
            share=float(share),
            worth=float(worth[choice]),
            chance=float(chances[choice]),
            cost=trade * float(share),
            terms=explained(plan.explain(row, me, choice, resolve=resolve, cost=cost), tell),
        )
        for choice, share in enumerate(SHARES)
    )


def _other(
    tell: Narrator,
    plan: Enforcement,
    row: int,
    state: StateId,
    member: bool,
    burden: float,
    power: float,
) -> Other:
    worths = plan.options(row, state)
    choice = int(np.argmax(worths))
    # Why nothing is given shows in what giving would have been worth.
    shown = choice or int(np.argmax(worths[1:])) + 1
    terms = explained(plan.explain(row, state, shown), tell)
    worth = float(worths[shown])
    return Other(
        state=state,
        name=tell.names.gazetteer.names[state],
        member=member,
        expected=float(plan.answer.expected[row, state]),
        likely=float(SHARES[choice]),
        burden_share=burden,
        power_share=power,
        worth=worth,
        reason=main_reason(terms, worth),
        terms=terms,
    )
