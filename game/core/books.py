"""The books: what of a state's figures is inferred at the start, and who is counted where.

A campaign gives figures of the record. What the economy needs beyond them (what a soldier costs,
what a dollar of arms takes of output, usual trade) is found once, so that the first year goes on as
the record left it, in whatever units the record counts.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.core.formulas import politics
from game.core.formulas import trade as exchange
from game.core.happenings.effects import Era
from game.core.happenings.eras import era
from game.core.ids import NONE
from game.core.kinds import Arm, Budget
from game.core.world import World

Floats = NDArray[np.float64]

ORDINARY_BUDGET: Final = np.array([0.14, 0.50, 0.32, 0.04])
"""[Budget] how a state splits its revenue that has not said otherwise [design]."""

STOCKED: Final = np.array([1.0, 1.0, 1.0, 1.0, 0.75, 1.0, 0.5])
"""[Good] what is kept in store, beside `stock_norm`. Oil: the League's experts put at three to three
and a half months what Italy, at war, could go on with (report of 12 February 1936)."""

_LAND_FIGURES: Final = (("people", ("tpop", "upop")), ("industry", ("production", "irst", "pec")))


def open_books(world: World) -> None:
    """Infer what the campaign leaves open, for every living state that has no books yet."""
    states, land, rules = world.states, world.territories, world.rules
    fresh = states.exists & (states.arms_cost <= 0)
    if not fresh.any():
        return
    unset = fresh & (states.budget.sum(axis=1) < 1e-6)
    states.budget[unset] = ORDINARY_BUDGET
    strength = strength_by_arm(world)
    spent = states.production * rules.tax_rate * states.budget[:, Budget.ARMS]
    states.arms_cost[fresh] = _ratio(spent, states.milex, states.exists)[fresh]
    states.upkeep[fresh] = _ratio(states.milex, strength.sum(axis=1), states.exists)[fresh]
    states.garrison[fresh] = np.maximum(states.milper - strength[:, Arm.ARMY], 0.0)[fresh]
    states.stocks[fresh] = np.minimum(states.stocks[fresh], rules.stock_norm * STOCKED)
    _open_politics(world, np.flatnonzero(fresh))
    if world.turn == 0:
        even = fresh & (states.cycle == 0) & (states.slack == 0)
        states.cycle[even] = rules.cycle_start
        states.slack[even] = rules.slack_start
    new = fresh & (states.growth == 0)
    states.growth[new] = rules.world_growth + states.cycle[new]
    land.drawn_by[:] = np.where(land.drawn_by == NONE, land.owner, land.drawn_by)
    if not world.dyads.usual_trade.any():
        given = world.dyads.trade
        usual = given.copy() if given.any() else gravity_trade(world)
        world.dyads.usual_trade, world.dyads.trade = usual, usual.copy()


def _open_politics(world: World, rows: NDArray[np.int64]) -> None:
    """Give states their camps, their government's leaning and their calendar, where unsaid."""
    states, periods = world.states, world.scenario.calendar.periods
    unset = rows[states.term[rows] <= 0]
    states.term[unset] = (3 + unset % 3) * periods
    unset = rows[states.election[rows] <= world.turn]
    states.election[unset] = world.turn + 1 + (7 * unset) % states.term[unset]
    states.camp_for[rows], states.camp_against[rows] = politics.camps(states.support[rows])
    states.government[rows] = politics.leaning(states.doctrine[rows])


def gravity_trade(world: World) -> Floats:
    """Return the trade that gravity gives each pair, [state, target] as a share of i's output."""
    states, dyads, rules = world.states, world.dyads, world.rules
    output = np.where(states.exists, states.production, 0.0)
    open_share = exchange.openness(output, openness(world), rules.trade_size_elasticity)
    easy = exchange.ease(
        dyads.distance_km,
        dyads.contiguous,
        dyads.affinity,
        dyads.rivalry,
        (rules.border_trade, rules.friendly_trade, rules.rival_trade),
    )
    return exchange.as_shares(exchange.gravity(output, open_share, easy), output)


def openness(world: World) -> float:
    """Return the share of its output that the world as a whole would trade today."""
    return world.rules.trade_openness * era(world, Era.OPENNESS)


def count_land(world: World) -> None:
    """Move people and industry to the books of whoever now owns a territory.

    Shares of people and industry are of the owner's own figures; when land changes hands both
    owners' shares are counted anew, so that each territory keeps what it has.
    """
    land, states = world.territories, world.states
    changed = np.flatnonzero(land.drawn_by != land.owner)
    for territory in changed:
        old, new = int(land.drawn_by[territory]), int(land.owner[territory])
        for share_name, figures in _LAND_FIGURES:
            shares = getattr(land, share_name)
            share = min(float(shares[territory]), 1.0)
            lead = getattr(states, figures[0])
            moved, before = share * float(lead[old]), float(lead[new])
            for name in figures:
                values = getattr(states, name)
                part = share * float(values[old])
                values[old] -= part
                values[new] += part
            theirs = land.drawn_by == old
            theirs[territory] = False
            if share < 1:
                shares[theirs] = np.minimum(shares[theirs] / (1.0 - share), 1.0)
            after = before + moved
            shares[land.drawn_by == new] *= before / after if after > 0 else 1.0
            shares[territory] = moved / after if after > 0 else 0.0
        land.drawn_by[territory] = new


def strength_by_arm(world: World) -> Floats:
    """Return the strength of each state's formations, [state, Arm] in thousand men or their like."""
    forces = world.formations
    live = forces.exists & (forces.owner >= 0)
    cells = forces.owner[live] * len(Arm) + forces.arm[live]
    total: Floats = np.bincount(
        cells, weights=forces.strength[live], minlength=world.n * len(Arm)
    ).astype(float)
    return total.reshape(world.n, len(Arm))


def _ratio(numerator: Floats, denominator: Floats, counted: NDArray[np.bool_]) -> Floats:
    """Return the quotient; where it has no meaning, the median of where it has, or 1."""
    good = counted & (numerator > 0) & (denominator > 0)
    usual = float(np.median(numerator[good] / denominator[good])) if good.any() else 1.0
    return np.where(good, numerator / np.where(good, denominator, 1.0), usual)
