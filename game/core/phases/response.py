"""The response: what every state gives to the measures in force, and the ledger of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.core.cases import case_under, measures_of
from game.core.compliance import met
from game.core.concurrence import owed_to, same_measure
from game.core.eligibility import takes_up
from game.core.forecast import Enforcement, enforcement
from game.core.formulas.enforcement import SHARES
from game.core.ids import ResolutionId, StateId
from game.core.kinds import CONTRIBUTED, DENIED_GOODS, Act, Excuse, Obligation
from game.core.log import Log
from game.core.orders import Contribute, Order
from game.core.phases import contingents, costs
from game.core.phases.crises import lift
from game.core.records import Duty, Resolution
from game.core.rng import stream
from game.core.world import World

_GIVING = 0.02
"""Below this mean share of what could be given, a measure is a dead letter."""


def open_measures(world: World) -> list[tuple[Resolution, Act]]:
    """Return the measures in force that live on contributions."""
    return [
        (resolution, act)
        for resolution in world.resolutions.open
        if resolution.in_force
        for act in resolution.acts
        if act in CONTRIBUTED
    ]


def plan_of(world: World, measures: Sequence[tuple[Resolution, Act]]) -> Enforcement:
    """Return what is expected in each of these measures, in their order."""
    return enforcement(
        world,
        [(case_under(world, resolution), act) for resolution, act in measures],
    )


def run(world: World, orders: Sequence[Order], log: Log) -> None:
    """Apply contributions: goods denied, forces pledged, duties written into the ledger."""
    measures = open_measures(world)
    if measures or world.embargoes.denied.any():
        world.embargoes.denied = np.zeros_like(world.embargoes.denied)
    if not measures:
        return
    plan = plan_of(world.before or world, measures)
    chosen: dict[tuple[int, int, int], Contribute] = {
        (order.resolution, int(order.act), order.state): order
        for order in orders
        if isinstance(order, Contribute)
    }
    in_force = [resolution for resolution in world.resolutions.open if resolution.in_force]
    caught = stream(world.seed, world.turn, "monitoring").random((len(measures), world.n))
    for row, (resolution, act) in enumerate(measures):
        _apply(world, plan, row, resolution, act, chosen, caught[row], in_force, log)
    costs.share(world, log)
    _let_lapse(world, log)


def _apply(
    world: World,
    plan: Enforcement,
    row: int,
    resolution: Resolution,
    act: Act,
    chosen: dict[tuple[int, int, int], Contribute],
    caught: np.ndarray[tuple[int], np.dtype[np.float64]],
    in_force: Sequence[Resolution],
    log: Log,
) -> None:
    crisis = world.crises[resolution.crisis]
    able = plan.game.capacity[row] > 0
    detection, member = _WATCHED_BY_ALL, np.zeros(world.n, bool)
    body, covered = resolution.institution, True
    if body >= 0:
        detection = world.charters[body].detection
        member = world.memberships.member[body]
        covered = takes_up(world, body, crisis)
        covered &= act != Act.FORCE or resolution.exceeded < 0  # not what was decided any more
    duties = owed_to(world, resolution, act, in_force)
    before = _given_before(world, resolution, act, in_force)
    at_war = np.asarray(world.at_war().any(axis=1))
    goods = list(DENIED_GOODS.get(act, ()))
    fighting = []
    shares = np.zeros(world.n)
    for (about, what, giver), given_by in chosen.items():
        if (about, what) == (resolution.id, act):
            shares[giver] = given_by.share
    terms = plan.explained(
        row, np.searchsorted(SHARES, shares), world.states.resolve, world.states.cost_estimate
    )
    looked_to = member & (world.states.major | world.states.human)
    # of the rest nothing was owed, and nobody is surprised that they give nothing
    noted = able & ((shares != 0) | (duties >= Obligation.BINDING) | looked_to)
    strain, expected = plan.views[row].strain, plan.answer.expected[row]
    for i in np.flatnonzero(noted).tolist():
        state = StateId(i)
        order = chosen.get((resolution.id, int(act), state))
        share = order.share if order is not None else 0.0
        cheat = order is not None and order.cheat and share > 0
        given = 0.0 if cheat else share
        seen = cheat and bool(caught[i] < detection)
        if goods and given > 0:
            cells = world.embargoes.denied[state, resolution.target, goods]
            world.embargoes.denied[state, resolution.target, goods] = np.maximum(cells, given)
        if act == Act.FORCE and given > 0:
            fighting.append((state, given))
        owed = Obligation(int(duties[i]))
        affordable = bool(strain[i] < 0.8)
        whole = costs.whole(world, act, state, resolution.target)
        output = max(float(world.states.production[i]), 1e-9)
        ruinous = bool(goods) and whole > world.rules.hardship * output
        world.ledger.append(
            Duty(
                resolution=resolution.id,
                act=act,
                state=state,
                turn=world.turn,
                obligation=owed,
                affordable=affordable,
                expected=round(float(expected[i]), 4),
                given=given,
                cheated=cheat,
                seen=seen,
                cost=round(whole * max(0.0, share - float(before[i])), 2),
                terms=()
                if world.states.human[i] or (share == 0 and owed == Obligation.NONE)
                else terms.row(i),
                promised=share,
                excused=excuse(
                    owed,
                    given,
                    affordable=affordable,
                    at_war=bool(at_war[i]),
                    cheated=cheat,
                    covered=covered,
                    ruinous=ruinous,
                ),
            )
        )
        if seen:
            log.add(
                "measure.cheat_seen",
                state,
                resolution.target,
                about={"resolution": resolution.id, "act": int(act)},
            )
    total = float(
        sum(
            duty.given * plan.game.capacity[row, duty.state]
            for duty in _this_turn(world, resolution.id, act)
        )
    )
    log.add(
        "measure.applied",
        crisis.target if resolution.target == crisis.initiator else crisis.initiator,
        resolution.target,
        about={"resolution": resolution.id, "act": int(act), "crisis": crisis.id},
        figures={
            "given": total / max(float(plan.game.capacity[row].sum()), 1e-9),
            "expected": float(
                (plan.answer.expected[row] * plan.game.capacity[row]).sum()
                / max(float(plan.game.capacity[row].sum()), 1e-9)
            ),
            "success": float(plan.success[row]),
        },
    )
    if fighting:
        contingents.send(world, resolution, fighting, log)


_WATCHED_BY_ALL: Final = 0.1
"""Chance a quarter that a cheat on a coalition, which nobody is set to watch, is seen."""


def excuse(
    owed: Obligation,
    given: float,
    *,
    affordable: bool,
    at_war: bool,
    cheated: bool,
    covered: bool = True,
    ruinous: bool = False,
) -> Excuse:
    """Return why a binding duty that was not met did not have to be; NONE where it had to.

    Who is itself at war, or tied down past what can be asked, is excused; who cheats is not. So is
    who was asked in a case that its charter does not cover, as by a delegation, and whose own trade
    a denial of goods would ruin.
    """
    if owed < Obligation.BINDING or met(given) or cheated:
        return Excuse.NONE
    if not covered:
        return Excuse.OUTSIDE_AREA
    if at_war:
        return Excuse.UNDER_ATTACK
    if not affordable:
        return Excuse.CANNOT_AFFORD
    return Excuse.HARDSHIP if ruinous else Excuse.NONE


def _given_before(
    world: World, resolution: Resolution, act: Act, in_force: Sequence[Resolution]
) -> NDArray[np.float64]:
    """Return what states say this turn that they give to the same measure of another body."""
    found = np.zeros(world.n)
    earlier = {
        other.id
        for other in same_measure(world, resolution, act, in_force)
        if other.id < resolution.id
    }
    if not earlier:
        return found
    for duty in reversed(world.ledger):
        if duty.turn != world.turn:
            break
        if duty.act == act and duty.resolution in earlier:
            found[duty.state] = max(float(found[duty.state]), duty.promised)
    return found


def _this_turn(world: World, resolution: ResolutionId, act: Act) -> list[Duty]:
    found = []
    for duty in reversed(world.ledger):
        if duty.turn != world.turn:
            break
        if duty.resolution == resolution and duty.act == act:
            found.append(duty)
    return found


def _let_lapse(world: World, log: Log) -> None:
    """Lift measures that nobody gives to any more in a case that is over."""
    for resolution in world.resolutions.open:
        if not resolution.in_force or world.crises[resolution.crisis].live:
            continue
        acts = measures_of(resolution.acts)
        if not acts:
            continue  # words stand
        given = [duty.given for act in acts for duty in _this_turn(world, resolution.id, act)]
        over = world.turn - world.crises[resolution.crisis].ended
        if not given or float(np.mean(given)) < _GIVING or over >= 4:
            lift(world, resolution.id, log)
