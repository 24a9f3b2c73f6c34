"""The response: what every state gives to the measures in force, and the ledger of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.core.cases import PROFILES, case_under, measures_of
from game.core.charter import CostSharing
from game.core.compliance import met
from game.core.concurrence import owed_to
from game.core.eligibility import authorised, price_of_acting_alone, takes_up
from game.core.forecast import Enforcement, enforcement
from game.core.formulas.enforcement import SHARES
from game.core.ids import InstitutionId, ResolutionId, StateId
from game.core.kinds import CONTRIBUTED, DENIED_GOODS, Act, Arm, Excuse, Good, Obligation
from game.core.log import Log
from game.core.orders import Contribute, Order
from game.core.phases.censure import think_less
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
        [(case_under(world, resolution), act) for resolution, act in measures],
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
    _share_costs(world, log)
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
    crisis = world.crises[resolution.crisis]
    able = plan.game.capacity[row] > 0
    detection, member = _WATCHED_BY_ALL, np.zeros(world.n, bool)
    body, covered = resolution.institution, True
    if body >= 0:
        detection = world.charters[body].detection
        member = world.memberships.member[body]
        covered = takes_up(world, body, crisis)
    duties = owed_to(world, resolution, act)
    before = _given_before(world, resolution, act)
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
    for i in np.flatnonzero(able):
        state = StateId(int(i))
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
        if not member[i] and share == 0 and owed == Obligation.NONE:
            continue
        affordable = bool(plan.views[row].strain[i] < 0.8)
        world.ledger.append(
            Duty(
                resolution=resolution.id,
                act=act,
                state=state,
                turn=world.turn,
                obligation=owed,
                affordable=affordable,
                expected=round(float(plan.answer.expected[row, i]), 4),
                given=given,
                cheated=cheat,
                seen=seen,
                cost=round(
                    _whole_cost(world, act, state, resolution.target)
                    * max(0.0, share - float(before[i])),
                    2,
                ),
                terms=() if world.states.human[i] else terms.row(int(i)),
                promised=share,
                excused=excuse(
                    owed,
                    given,
                    affordable=affordable,
                    at_war=bool(at_war[i]),
                    cheated=cheat,
                    covered=covered,
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
        _send_contingents(world, resolution, fighting, log)


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
) -> Excuse:
    """Return why a binding duty that was not met did not have to be; NONE where it had to.

    Who is itself at war, or tied down past what can be asked, is excused; who cheats is not. So is
    who was asked in a case that its charter does not cover, as by a delegation.
    """
    if owed < Obligation.BINDING or met(given) or cheated:
        return Excuse.NONE
    if not covered:
        return Excuse.OUTSIDE_AREA
    if at_war:
        return Excuse.UNDER_ATTACK
    return Excuse.NONE if affordable else Excuse.CANNOT_AFFORD


def _share_costs(world: World, log: Log) -> None:
    """Move money between members as their charter says that costs are borne, a quarter at a time."""
    spent: dict[int, NDArray[np.float64]] = {}
    for duty in reversed(world.ledger):
        if duty.turn != world.turn:
            break
        body = world.resolutions[duty.resolution].institution
        if body < 0 or world.charters[body].cost_sharing == CostSharing.WHERE_IT_FALLS:
            continue
        paid = spent.setdefault(body, np.zeros(world.n))
        if duty.obligation != Obligation.NONE and not duty.cheated:
            paid[duty.state] += duty.cost / world.scenario.calendar.periods
    for number in sorted(spent):
        body, paid = InstitutionId(number), spent[number]
        total = float(paid.sum())
        if total <= 0:
            continue
        bears = world.memberships.member[body] & world.states.exists
        weight = world.states.production * bears
        if world.charters[body].cost_sharing == CostSharing.EQUAL:
            weight = bears.astype(float)
        due = total * weight / float(weight.sum())
        world.states.treasury += paid - due
        log.add(
            "measure.costs_shared",
            int(np.argmax(due)),
            about={"institution": body},
            figures={"cost": total},
        )


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


def _given_before(world: World, resolution: Resolution, act: Act) -> NDArray[np.float64]:
    """Return what states say this turn that they give to the same measure of another body."""
    found = np.zeros(world.n)
    alike = {
        other.id
        for other in world.resolutions
        if other.in_force
        and other.id < resolution.id
        and act in other.acts
        and (other.crisis, other.target) == (resolution.crisis, resolution.target)
    }
    if not alike:
        return found
    for duty in reversed(world.ledger):
        if duty.turn != world.turn:
            break
        if duty.act == act and duty.resolution in alike:
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
    lawful = authorised(world, resolution.institution, crisis, (Act.FORCE,), resolution.target)
    price = price_of_acting_alone(world, resolution)
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
            if not lawful:
                think_less(world, state, 0.5 * price)
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
