"""The response: what every state gives to the measures in force, and the ledger of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from game.core.cases import PROFILES, case_of, measures_of
from game.core.forecast import Enforcement, enforcement
from game.core.formulas.enforcement import SHARES
from game.core.ids import ResolutionId, StateId
from game.core.kinds import CONTRIBUTED, DENIED_GOODS, Act, Arm, Good, Obligation
from game.core.log import Log
from game.core.orders import Contribute, Order
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
        for resolution in world.resolutions
        if resolution.in_force
        for act in resolution.acts
        if act in CONTRIBUTED
    ]


def plan_of(world: World, measures: Sequence[tuple[Resolution, Act]]) -> Enforcement:
    """Return what is expected in each of these measures, in their order."""
    return enforcement(
        world,
        [
            (case_of(world.crises[resolution.crisis], resolution.target), act)
            for resolution, act in measures
        ],
    )


def run(world: World, orders: Sequence[Order], log: Log) -> None:
    """Apply contributions: goods denied, forces pledged, duties written into the ledger."""
    world.embargoes.denied[:] = 0.0
    measures = open_measures(world)
    if not measures:
        return
    plan = plan_of(world.before or world, measures)
    chosen: dict[tuple[int, int, int], Contribute] = {
        (order.resolution, int(order.act), order.state): order
        for order in orders
        if isinstance(order, Contribute)
    }
    caught = stream(world.seed, world.turn, "monitoring").random((len(measures), world.n))
    for row, (resolution, act) in enumerate(measures):
        _apply(world, plan, row, resolution, act, chosen, caught[row], log)
    _let_lapse(world, log)


def _apply(
    world: World,
    plan: Enforcement,
    row: int,
    resolution: Resolution,
    act: Act,
    chosen: dict[tuple[int, int, int], Contribute],
    caught: np.ndarray[tuple[int], np.dtype[np.float64]],
    log: Log,
) -> None:
    charter = world.charters[resolution.institution]
    duty = charter.obligation(act)
    crisis = world.crises[resolution.crisis]
    able = plan.game.capacity[row] > 0
    member = world.memberships.member[resolution.institution]
    goods = list(DENIED_GOODS.get(act, ()))
    fighting = []
    shares = np.zeros(world.n)
    for (about, what, giver), given_by in chosen.items():
        if (about, what) == (resolution.id, act):
            shares[giver] = given_by.share
    terms = plan.explained(
        row, np.searchsorted(SHARES, shares), world.states.resolve, world.states.cost_estimate
    )
    for i in np.flatnonzero(able):
        state = StateId(int(i))
        order = chosen.get((resolution.id, int(act), state))
        share = order.share if order is not None else 0.0
        cheat = order is not None and order.cheat and share > 0
        given = 0.0 if cheat else share
        seen = cheat and bool(caught[i] < charter.detection)
        if goods and given > 0:
            cells = world.embargoes.denied[state, resolution.target, goods]
            world.embargoes.denied[state, resolution.target, goods] = np.maximum(cells, given)
        if act == Act.FORCE and given > 0:
            fighting.append((state, given))
        if not member[i] and share == 0:
            continue
        world.ledger.append(
            Duty(
                resolution=resolution.id,
                act=act,
                state=state,
                turn=world.turn,
                obligation=duty if member[i] else Obligation.NONE,
                affordable=bool(plan.views[row].strain[i] < 0.8),
                expected=round(float(plan.answer.expected[row, i]), 4),
                given=given,
                cheated=cheat,
                seen=seen,
                cost=round(_whole_cost(world, act, state, resolution.target) * share, 2),
                terms=() if world.states.human[i] else terms.row(int(i)),
                promised=share,
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
        _send_contingents(world, resolution, fighting, log)


def _whole_cost(world: World, act: Act, state: int, target: int) -> float:
    """Return what a whole contribution costs a state a year, in M$.

    For a denial of goods, the usual trade with the target in them; for other measures, the share
    of output that the measure's direct cost stands for.
    """
    output = float(world.states.production[state])
    goods = DENIED_GOODS.get(act)
    if goods:
        return float(world.dyads.usual_trade[state, target]) * output * len(goods) / len(Good)
    return PROFILES[act].direct * output


def _this_turn(world: World, resolution: ResolutionId, act: Act) -> list[Duty]:
    found = []
    for duty in reversed(world.ledger):
        if duty.turn != world.turn:
            break
        if duty.resolution == resolution and duty.act == act:
            found.append(duty)
    return found


def _send_contingents(
    world: World, resolution: Resolution, fighting: list[tuple[StateId, float]], log: Log
) -> None:
    """Bring those who pledged force into the war on the victim's side, under the mandate."""
    crisis = world.crises[resolution.crisis]
    if crisis.war < 0 or not world.wars[crisis.war].live:
        return
    war = world.wars[crisis.war]
    against = war.side(resolution.target)
    forces = world.formations
    joined = []
    for state, share in fighting:
        mine = np.flatnonzero(forces.exists & (forces.owner == state) & (forces.arm != Arm.AIR))
        strongest = mine[np.argsort(-forces.strength[mine], kind="stable")]
        count = int(np.ceil(share * len(strongest) * 0.5))
        forces.mandate[strongest[:count]] = resolution.id
        if war.side(state) < 0:
            joined.append(state)
            log.add(
                "war.joined_under_mandate",
                state,
                resolution.target,
                about={"war": war.id, "resolution": resolution.id},
                figures={"share": share},
            )
    if joined:
        if against == 0:
            world.put(replace(war, defenders=(*war.defenders, *joined)))
        else:
            world.put(replace(war, attackers=(*war.attackers, *joined)))


def _let_lapse(world: World, log: Log) -> None:
    """Lift measures that nobody gives to any more in a case that is over."""
    for resolution in world.resolutions:
        if not resolution.in_force or world.crises[resolution.crisis].live:
            continue
        acts = measures_of(resolution.acts)
        if not acts:
            continue  # words stand
        given = [duty.given for act in acts for duty in _this_turn(world, resolution.id, act)]
        over = world.turn - world.crises[resolution.crisis].ended
        if not given or float(np.mean(given)) < _GIVING or over >= 4:
            lift(world, resolution.id, log)
