"""Economy: budgets and gifts as ordered; output, revenue, treasury and debt as they follow."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from game.core.books import ORDINARY_BUDGET, count_land, open_books
from game.core.formulas import growth as growing
from game.core.formulas import industry, peoples
from game.core.formulas.sanctions import weighed
from game.core.happenings.effects import Era
from game.core.happenings.eras import era
from game.core.kinds import Budget, Good
from game.core.log import Log
from game.core.orders import Mobilise, Order, SendAid, SetBudget
from game.core.phases import blacklists
from game.core.phases.sanctions import OUTPUT_WEIGHTS
from game.core.rng import stream
from game.core.terms import TermTable
from game.core.world import World

Floats = NDArray[np.float64]

_STEEL_ELASTICITY = 1.5
"""Heavy industry swings more than output (US steel fell by 75 % in 1929-32, output by 27 %)."""

_NOTABLE_CALL_UP = 0.2


def set_budgets(world: World, orders: Sequence[Order], log: Log) -> None:
    """Apply what was ordered about budgets, reserves and gifts."""
    open_books(world)
    blacklists.take(world, orders, log)
    states = world.states
    for order in orders:
        match order:
            case SetBudget(state=i):
                split = np.maximum([order.arms, order.welfare, order.growth, order.aid], 0.0)
                if states.exists[i] and np.isfinite(split).all() and split.sum() > 0:
                    states.budget[i] = split / split.sum()
            case Mobilise(state=i) if states.exists[i] and np.isfinite(order.level):
                before, after = float(states.mobilisation[i]), min(max(order.level, 0.0), 1.0)
                states.mobilisation[i] = after
                if abs(after - before) >= _NOTABLE_CALL_UP:
                    kind = "economy.mobilised" if after > before else "economy.demobilised"
                    log.add(kind, i, figures={"before": before, "level": after})
            case SendAid():
                _send(world, order, log)


def _send(world: World, order: SendAid, log: Log) -> None:
    """Move a gift from one treasury to another; the receiver likes the giver better for it."""
    states, giver, to = world.states, order.state, order.to
    if not (0 <= to < world.n) or to == giver or not (states.exists[giver] and states.exists[to]):
        return
    if not np.isfinite(order.amount):
        return
    amount = min(order.amount, max(float(states.treasury[giver]), 0.0))
    if amount <= 0:
        return
    states.treasury[giver] -= amount
    states.treasury[to] += amount
    weight = amount / max(float(states.production[to]), 1e-6)
    gain = world.rules.aid_affinity * (1.0 - float(np.exp(-25.0 * weight)))
    world.dyads.affinity[to, giver] = min(1.0, float(world.dyads.affinity[to, giver]) + gain)
    log.add("economy.aid", giver, to, figures={"amount": amount, "affinity": gain})


def run(world: World, orders: Sequence[Order], log: Log) -> None:  # noqa: ARG001  # a phase
    """Let every economy run for a turn, and those of nations that have no state of their own."""
    open_books(world)
    count_land(world)
    states, rules = world.states, world.rules
    years, alive = world.scenario.calendar.years_a_turn, states.exists
    going = alive | latent(world)
    before, grew = states.production.copy(), states.growth.copy()
    capacity = before / (1.0 - states.disruption)
    seized, taken = _occupied(world, capacity)

    draw = stream(world.seed, world.turn, "economy").standard_normal(world.n)
    states.cycle[:], states.slack[:] = growing.swing(
        states.cycle,
        states.slack,
        growing.partners_mean(states.cycle, world.dyads.trade),
        rules.cycle_shock * draw,
        years,
        (
            rules.cycle_damping,
            rules.cycle_recovery,
            rules.cycle_contagion * era(world, Era.CONTAGION),
        ),
    )
    urban = peoples.urban_share(states.upop, states.tpop)
    ordinary = rules.population_growth + era(world, Era.POPULATION)
    born = peoples.natural_growth(urban, ordinary, states.shortage[:, Good.FOOD])
    terms = _growth(world, born, capacity * going)
    rate = np.clip(sum(terms.values(), np.zeros(world.n)), -0.5, 0.5)
    losses = {
        "shortage": rules.sanction_bite * weighed(states.shortage, OUTPUT_WEIGHTS),
        "lost_trade": rules.lost_trade_bite * states.trade_lost,
        "occupation": seized,
    }
    lost = growing.disrupted(losses)
    states.production[:] = np.where(going, capacity * (1.0 + rate * years) * (1.0 - lost), before)
    ratio = np.where(before > 0, states.production / np.maximum(before, 1e-9), 1.0)
    changed = np.clip((ratio - 1.0) / years, -1.0, 1.0)
    states.growth[:] = np.where(alive, 0.6 * grew + 0.4 * changed, grew)
    states.disruption[:] = np.where(going, lost, states.disruption)
    _follow(world, ratio, (rate - born) * going, born * going, urban, years)

    debt = np.maximum(-states.treasury, 0.0)
    states.treasury += np.where(alive, years * _saved(world, debt, taken), 0.0)
    _report(world, log, grew, debt, {**terms, "disruption": changed - rate})
    _default(world, log)


def latent(world: World) -> NDArray[np.bool_]:
    """Return the nations without a state whose people and work are known, [state]."""
    states = world.states
    return ~states.exists & (states.tpop > 0) & (states.production > 0)


def revenue(world: World) -> Floats:
    """Return what each state raises a year and spends by its budget, [state] in M$.

    The tax rate of the rules, more with reserves called up, less what creditors take.
    """
    states, rules = world.states, world.rules
    raised = states.production * rules.tax_rate * (1.0 + rules.war_tax * states.mobilisation)
    return raised * (1.0 - austerity(world))


def austerity(world: World) -> Floats:
    """Return the share of revenue that goes to creditors, [state] in 0..0.4: debt past its limit."""
    states = world.states
    debt = np.maximum(-states.treasury, 0.0) / np.maximum(states.production, 1e-6)
    limit = world.rules.debt_limit
    return np.clip(debt / limit - 1.0, 0.0, 1.0) * 0.4


def _saved(world: World, debt: Floats, taken: Floats) -> Floats:
    """Return what a year adds to each treasury, [state]: what is put by for aid, less costs."""
    return sum(_balance(world, debt, taken).values(), np.zeros(world.n))


def balance(world: World) -> dict[str, Floats]:
    """Return the terms of what a year adds to each treasury as things are, [state] in M$ each."""
    states = world.states
    _, taken = _occupied(world, states.production / (1.0 - states.disruption))
    return _balance(world, np.maximum(-states.treasury, 0.0), taken)


def _balance(world: World, debt: Floats, taken: Floats) -> dict[str, Floats]:
    states, rules = world.states, world.rules
    income = revenue(world)
    withheld = austerity(world) / (1.0 - austerity(world)) * income
    called_up = rules.mobilisation_cost * states.mobilisation * states.production
    interest = rules.debt_interest * np.minimum(debt, states.production)
    hoard = np.maximum(states.treasury - rules.hoard * states.production, 0.0)
    return {
        "put_by": income * states.budget[:, Budget.AID],
        "creditors": withheld,
        "occupied_land": taken,
        "called_up": -called_up,
        "interest": -interest,
        "hoard": -rules.hoard_spent * hoard,
    }


def _growth(world: World, born: Floats, output: Floats) -> dict[str, Floats]:
    """Return the terms of growth a year; `output` [state] is 0 for who has no economy."""
    states, rules = world.states, world.rules
    broken = np.clip(1.0 - states.stability / rules.unrest_bound, 0.0, 1.0)
    terms = growing.growth_terms(
        trend=rules.world_growth + era(world, Era.GROWTH),
        cycle=states.cycle,
        investment=states.budget[:, Budget.GROWTH] * (1.0 - austerity(world)),
        ordinary=float(ORDINARY_BUDGET[Budget.GROWTH]),
        investment_return=np.where(states.exists, rules.investment_return, 0.0),
        mobilisation=states.mobilisation,
        mobilisation_drag=rules.mobilisation_drag,
        unrest=broken * states.exists,
        unrest_drag=rules.unrest_drag,
    )
    income = output / np.maximum(states.tpop, 1e-6)
    open_share = np.minimum(world.dyads.trade.sum(axis=1) / 0.1, 1.0)
    order = states.stability * (0.5 + 0.5 * open_share)
    return {
        **terms,
        "tailwind": states.tailwind,
        "people": rules.people_share * growing.centred(born, output),
        "diffusion": growing.diffusion(income, output, order, rules.growth_diffusion),
    }


def _occupied(world: World, capacity: Floats) -> tuple[Floats, Floats]:
    """Return the share of industry in foreign hands, and what occupiers draw a year, [state]."""
    land, n = world.territories, world.n
    held = np.flatnonzero(land.owner != land.controller)
    owner, holder, share = land.owner[held], land.controller[held], land.industry[held]
    lost = np.minimum(np.bincount(owner, weights=share, minlength=n), 1.0)
    drawn = world.rules.occupation_yield * world.rules.tax_rate * share * capacity[owner]
    return lost, np.bincount(holder, weights=drawn, minlength=n).astype(float)


def _follow(
    world: World, ratio: Floats, richer: Floats, born: Floats, urban: Floats, years: float
) -> None:
    """Let people and towns grow, steel and energy follow output, and soldiers cost what men earn.

    `ratio` output beside that of the turn before; `richer`, `born` growth a year of output a head
    and of people; all [state].
    """
    states, rules = world.states, world.rules
    grown = 1.0 + born * years
    states.tpop *= grown
    towns = 1.0 + peoples.town_growth(urban, richer) * years * (states.tpop > 0)
    states.upop[:] = np.minimum(
        states.upop * grown * np.where(richer == 0, 1.0, towns), states.tpop
    )
    states.irst[:] = growing.followed(states.irst, ratio, 1.0)
    swung = np.clip(states.cycle * years, -0.1, 0.1) * (_STEEL_ELASTICITY - 1.0)
    states.irst *= 1.0 + swung
    states.pec[:] = growing.followed(states.pec, ratio, 1.0)
    output = states.production * (states.exists | (states.tpop > 0))
    pull = rules.industry_shift * years
    states.irst[:] = industry.drawn(states.irst, output, industry.steel_stage(urban), pull)
    states.pec[:] = industry.drawn(states.pec, output, industry.energy_stage(urban), pull)
    states.upkeep *= 1.0 + np.clip(richer, -0.02, 0.08) * years


def _default(world: World, log: Log) -> None:
    """Let those who owe more than can ever be paid stop paying: it is struck off, and remembered."""
    states, rules = world.states, world.rules
    owed = np.maximum(-states.treasury, 0.0)
    for i in np.flatnonzero(
        states.exists & (owed > rules.default_debt * states.production)
    ).tolist():
        left = rules.default_left * float(states.production[i])
        lenders = states.supply_share[:, Good.FINANCE] * states.exists
        world.dyads.affinity[:, i] = np.clip(
            world.dyads.affinity[:, i] - 0.5 * np.minimum(lenders, 0.4) * (np.arange(world.n) != i),
            -1.0,
            1.0,
        )
        struck = float(owed[i]) - left
        states.treasury[i] = -left
        states.cycle[i] = max(float(states.cycle[i]) - 0.03, -0.3)
        states.stability[i] = max(float(states.stability[i]) - 0.06, 0.0)
        log.add("economy.default", i, figures={"struck": struck, "left": left})


def _report(world: World, log: Log, grew: Floats, debt: Floats, terms: dict[str, Floats]) -> None:
    """Report slumps and recoveries of those who matter, and states that creditors close in on."""
    states, rules = world.states, world.rules
    table = None
    known = states.exists & (states.major | states.human)
    falls = known & (grew >= -0.01) & (states.growth < -0.01)
    rises = known & (grew <= 0.01) & (states.growth > 0.01)
    for i in np.flatnonzero(falls | rises).tolist():
        table = table or TermTable.of(terms)
        log.add(
            "economy.recession" if falls[i] else "economy.recovery",
            i,
            figures={"growth": states.growth[i], "production": states.production[i]},
            terms=table.row(i),
        )
    owed = np.maximum(-states.treasury, 0.0)
    limit = rules.debt_limit * states.production
    for i in np.flatnonzero(states.exists & (debt <= limit) & (owed > limit)).tolist():
        log.add("economy.debt_crisis", i, figures={"debt": owed[i], "limit": limit[i]})
