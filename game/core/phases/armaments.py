"""Armaments: what budgets make of spending, soldiers, readiness and equipment."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from game.core.books import open_books, strength_by_arm
from game.core.formulas import recruitment
from game.core.happenings.effects import Era
from game.core.happenings.eras import era
from game.core.kinds import Arm, Budget, Good
from game.core.log import Log
from game.core.orders import Order
from game.core.phases.economy import revenue
from game.core.world import World

Floats = NDArray[np.float64]

_YARDS = 0.04
"""Growth of a fleet or air force in a quarter that its yards and works can manage [design]."""

_REEQUIPMENT = 0.08
"""Share of the way to its state's technology that a formation is re-equipped in a quarter."""

_DRILL = 0.15
"""Share of the way to its level that readiness moves in a quarter."""

_RUN_DRY = 0.6
"""The same downwards for forces that are short of everything."""

_EQUIPMENT = 1.0 / 3.0
"""Share of military spending that goes into equipment (usual in budgets of the record)."""

_NO_RIFLES = 0.7
"""Share of recruits and reservists who cannot be armed where arms are not to be had at all."""

_UNPAID = 0.7
"""Upkeep paid below which soldiers are stood down, and a report is due."""


def run(world: World, orders: Sequence[Order], log: Log) -> None:  # noqa: ARG001  # a phase
    """Spend arms budgets for a turn."""
    open_books(world)
    states, rules = world.states, world.rules
    years, alive = world.scenario.calendar.years_a_turn, states.exists
    pace = 4.0 * years
    steady = revenue(world) * states.budget[:, Budget.ARMS] / np.maximum(states.arms_cost, 1e-9)
    emergency = (rules.mobilisation_cost * states.mobilisation * states.production) / np.maximum(
        states.arms_cost, 1e-9
    )
    pull = min(rules.procurement_speed * pace, 1.0)
    spent = states.milex + pull * (steady + emergency - states.milex)
    states.milex[:] = np.where(alive, np.maximum(spent, 0.0), states.milex)

    states.treasury += years * arms_trade(world)
    before = states.paid.copy()
    _man(world, steady, pace)
    _train(world, pace)
    states.technology[:] = recruitment.technology(
        states.technology,
        states.milex,
        alive,
        years,
        rules.technology_growth * era(world, Era.TECHNOLOGY_GROWTH),
        rules.technology_diffusion * era(world, Era.DIFFUSION),
    )
    for i in np.flatnonzero(alive & (before >= _UNPAID) & (states.paid < _UNPAID)).tolist():
        log.add(
            "armaments.unpaid", i, figures={"paid": states.paid[i], "soldiers": states.milper[i]}
        )


def arms_trade(world: World) -> Floats:
    """Return what the arms trade brings each treasury a year, [state] in M$; it sums to 0.

    A third of military spending is on equipment, and of that each buys abroad what it does not make;
    sellers share in it as they share in the market, and their treasuries gain what they tax of it.
    """
    states, rules = world.states, world.rules
    equipment = _EQUIPMENT * states.milex * states.arms_cost * states.exists
    bought = equipment * states.dependence[:, Good.ARMS] * (1.0 - states.shortage[:, Good.ARMS])
    selling = states.supply_share[:, Good.ARMS] * states.exists
    whole = float(selling.sum())
    if whole <= 0:
        return np.zeros(world.n)
    gain: Floats = rules.tax_rate * (float(bought.sum()) * selling / whole - bought)
    return gain


def _geared(world: World) -> Floats:
    """Return how far each state's call-up has outgrown its peacetime plans, [state] from 1.

    Factories and training grounds take their time: what a state at war can put under arms grows
    from quarter to quarter, up to `geared_most` times (the great powers of 1914 and 1939 had two to
    four times their first call-up under arms in the third year).
    """
    turns = np.zeros(world.n)
    for war in world.wars.open:
        sides = [*war.attackers, *war.defenders]
        turns[sides] = np.maximum(turns[sides], world.turn - war.since)
    pace = world.scenario.calendar.years_a_turn * world.rules.geared_yearly
    geared: Floats = np.minimum(1.0 + pace * turns, world.rules.geared_most)
    return geared


def _fit(world: World) -> Floats:
    """Return the share of the people called who can be armed and led, [state] in 0..1.

    By the root of technology beside the best armed, by output a head beside the largest economy's, by
    how far the state's writ runs, and by arms that are to be had.
    """
    states, rules = world.states, world.rules
    lead = float(states.technology[states.exists].max(initial=0.1))
    fit: Floats = np.sqrt(np.minimum(states.technology / lead, 1.0)) * (
        0.3 + 0.7 * states.stability
    )
    head = states.production / np.maximum(states.tpop, 1e-9)
    largest = int(np.argmax(np.where(states.exists, states.production, -1.0)))
    fit *= np.clip(head / max(rules.arms_from * float(head[largest]), 1e-12), 0.0, 1.0)
    fit *= 1.0 - _NO_RIFLES * states.shortage[:, Good.ARMS]
    return fit


def _man(world: World, steady: Floats, pace: float) -> None:
    """Bring formations and soldiers to what is paid and called up."""
    states, rules, forces = world.states, world.rules, world.formations
    strength = strength_by_arm(world)
    army = strength[:, Arm.ARMY]
    old_reserves = np.minimum(states.reserves, army)
    standing = strength.copy()
    standing[:, Arm.ARMY] -= old_reserves
    states.paid[:] = recruitment.upkeep_paid(steady, states.upkeep, standing.sum(axis=1))
    leave = min(rules.demobilise_speed * pace, 1.0)
    fit = _fit(world)
    recruits = (
        states.tpop * pace * (rules.recruit_share + rules.call_up_share * 0.3 * states.mobilisation)
    )
    payable = steady / np.maximum(states.upkeep, 1e-9)
    # Levies may be kept for next to nothing, but soldiers beyond them cost what soldiers cost.
    usual = float(np.median(states.upkeep[states.exists])) if states.exists.any() else 1.0
    more = np.maximum(payable - standing.sum(axis=1), 0.0)
    payable -= more * (1.0 - states.upkeep / np.maximum(states.upkeep, max(usual, 1e-9)))
    change = recruitment.establishment(standing, payable, recruits * fit, _YARDS * pace, leave)
    room = rules.standing_share * states.tpop * fit - standing[:, Arm.ARMY] - states.garrison
    change[:, Arm.ARMY] = np.minimum(change[:, Arm.ARMY], np.maximum(room, 0.0))
    bought = np.where(change > 0, 1.0 - states.shortage[:, Good.ARMS, None], 1.0)
    bought[:, Arm.ARMY] = 1.0
    change *= bought
    reserves = recruitment.called_up(
        old_reserves,
        states.tpop * fit,
        states.mobilisation,
        rules.reserve_share * _geared(world),
        rules.call_up_share * pace,
        leave,
    )
    reserves = np.where((army > 0) & states.exists, reserves, 0.0)
    wanted = np.maximum(standing + change, 0.0)
    wanted[:, Arm.ARMY] += reserves
    states.reserves[:] = reserves
    factor = np.where(strength > 0, wanted / np.maximum(strength, 1e-9), 1.0)
    live = np.flatnonzero(forces.exists)
    forces.strength[live] *= factor[forces.owner[live], forces.arm[live]]
    under_arms = np.where(strength[:, Arm.ARMY] > 0, wanted[:, Arm.ARMY], 0.0) + states.garrison
    states.milper[:] = np.where(states.exists, under_arms, states.milper)


def _train(world: World, pace: float) -> None:
    """Move readiness and equipment of formations to what pay, call-up and shortages allow."""
    states, forces = world.states, world.formations
    live = np.flatnonzero(forces.exists)
    owner = forces.owner[live]
    level = (0.45 + 0.3 * np.minimum(states.paid, 1.0) + 0.2 * states.mobilisation) * (
        0.3 + 0.7 * states.war_effort
    )
    drill, renewal = min(_DRILL * pace, 1.0), min(_REEQUIPMENT * pace, 1.0)
    behind = level[owner] - forces.readiness[live]
    # What is learnt is lost slowly; what is not there is missed at once.
    dry = min(_RUN_DRY * pace, 1.0) * (1.0 - states.war_effort[owner])
    forces.readiness[live] += np.where(behind < 0, np.maximum(drill, dry), drill) * behind
    modern = states.technology[owner] - forces.technology[live]
    renewal *= 1.0 - states.shortage[owner, Good.ARMS]
    forces.technology[live] += renewal * np.minimum(states.paid[owner], 1.0) * modern
