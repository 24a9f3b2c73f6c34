"""Sanctions: what is denied, who fills the gap and at what price, what goes short, what it presses.

`World.embargoes` says who denies what to whom. A war denies everything between its sides, and a
blockade what comes by sea, without being written there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.core import books
from game.core.blockades import quarrel_blockades
from game.core.formulas import sanctions as formulas
from game.core.formulas.trade import openness
from game.core.ids import NONE, StateId
from game.core.kinds import Act, Arm, EdgeKind, Good, Stance
from game.core.log import Log
from game.core.orders import Order
from game.core.phases import blacklists
from game.core.phases.hardship import relief
from game.core.terms import Term
from game.core.world import World

Floats = NDArray[np.float64]

OUTPUT_WEIGHTS: Final = np.array([0.10, 0.03, 0.17, 0.05, 0.20, 0.15, 0.30])
"""[Good] part of each good in what output loses when all imports stop; sums to 1 [design]."""

EFFORT_WEIGHTS: Final = np.array([0.10, 0.30, 0.30, 0.20, 0.85, 0.25, 0.15])
"""[Good] what a total lack of each takes from the upkeep of forces. Oil first: "If the League had
extended economic sanctions to oil I should have had to withdraw from Abyssinia within a week"
(Mussolini to Hitler, 1938); the figures order the goods by that [design]."""

WAR_USE: Final = np.array([0.5, 1.0, 0.5, 0.5, 1.0, 0.0, 0.0])
"""[Good] what a war adds to the use of a good, as a share of its use in peace [design]."""

_BEGINS, _ENDS = 0.05, 0.03
"""A shortage worth a report, and one that is over."""

_LEAKS = 0.5
"""A measure leaks when half of what it denies is made up for."""


@dataclass(frozen=True, slots=True)
class Leak:
    """Why a denial of one good does or does not bite: `terms` sum to what goes without."""

    good: Good
    price: float
    """Beside the usual one."""
    sellers: tuple[tuple[StateId, float], ...]
    """Who makes up for it, the largest first, as shares of what the target usually buys."""
    terms: tuple[Term, ...]
    """Shares of the target's use: denied, filled (below 0), stocks (below 0)."""

    @property
    def shortfall(self) -> float:
        """Share of use that goes without once the shortage has settled."""
        return sum(term.value for term in self.terms)


def run(world: World, orders: Sequence[Order], log: Log) -> None:  # noqa: ARG001  # a phase
    """Let sanctions bite for a turn."""
    blacklists.run(world, log)
    states, rules = world.states, world.rules
    before = states.shortage.copy()
    pace = 4.0 * world.scenario.calendar.years_a_turn
    missing = np.zeros_like(before)
    targets, sanctioned = _targets(world)
    if len(targets):
        cleared, _ = _market(world, targets)
        missing[targets] = states.dependence[targets] * cleared.missing
    if states.scarcity.any():  # what happenings keep from market goes short beside what is denied
        missing = np.maximum(missing, states.dependence * states.scarcity)
    norm = rules.stock_norm * books.STOCKED
    quiet = not missing.any() and not before.any() and bool((states.stocks >= norm).all())
    if not quiet:
        # Stocks are counted in quarters of use in peace: in war they are sooner at an end.
        use = 1.0 + np.multiply.outer(world.at_war().any(axis=1), WAR_USE)
        drawn = formulas.draw_stocks(missing, states.stocks / use, rules.stock_draw, norm)
        states.shortage[:] = formulas.settle_shortage(
            before, missing, drawn, min(rules.shortage_speed * pace, 1.0)
        )
        taken = np.where(drawn > 0, drawn * use, drawn)
        states.stocks[:] = np.maximum(states.stocks - pace * taken, 0.0)
        states.war_effort[:] = formulas.effort_left(states.shortage, EFFORT_WEIGHTS)
    cost = sanctioned * (
        rules.sanction_bite * formulas.weighed(states.shortage, OUTPUT_WEIGHTS)
        + rules.lost_trade_bite * states.trade_lost
    )
    if sanctioned.any() or states.pressure.any():
        states.pressure[:] = formulas.felt(
            states.pressure, cost, min(rules.pressure_speed * pace, 1.0)
        )
    if not quiet:
        _report(world, log, before, np.flatnonzero(sanctioned))


def leaks(world: World, target: StateId) -> tuple[Leak, ...]:
    """Return what becomes of each good that is denied to a target, the scarcest first."""
    states, rules = world.states, world.rules
    cleared, denial = _market(world, np.array([target]))
    use = states.dependence[target]
    missing = use * cleared.missing[0]
    drawn = formulas.draw_stocks(missing, states.stocks[target], rules.stock_draw, 0.0)
    supply = states.supply_share * states.exists[:, None]
    supply[target] = 0.0
    by_seller = formulas.sellers(supply, denial[0]) * (cleared.denied * cleared.refill)[0]
    found = []
    for good in Good:
        denied = float(use[good] * cleared.denied[0, good])
        if denied <= 1e-6:
            continue
        order = np.argsort(-by_seller[:, good], kind="stable")[:5]
        found.append(
            Leak(
                good,
                float(cleared.price[0, good]),
                tuple(
                    (StateId(int(i)), float(by_seller[i, good]))
                    for i in order
                    if by_seller[i, good] > 1e-4
                ),
                (
                    Term("denied", denied),
                    Term("filled", -denied * float(cleared.refill[0, good])),
                    Term("stocks", -float(drawn[good])),
                ),
            )
        )
    return tuple(sorted(found, key=lambda leak: -leak.shortfall))


def concession(world: World, stakes: Floats | float) -> Floats:
    """Return the chance in this quarter that sanctions alone bring each state to concede, [state].

    `stakes` 0..1, what the quarrel is worth to it: [state] or one figure for all.
    """
    states = world.states
    fighting = world.at_war().any(axis=1)
    pressed = np.where(
        fighting & (states.pressure > 0),
        formulas.pressed_in_war(states.pressure, states.war_effort),
        states.pressure,
    )
    return formulas.concession_pressure(
        pressed,
        np.asarray(stakes, float),
        states.regime,
        states.stability,
        world.rules.concession_rate,
    )


def sealed(world: World) -> Floats:
    """Return the share of each state's coast that is blockaded, [state] in 0..1.

    By fleets on blockade, of an enemy or under a mandate against it, zone by zone; and by what
    members gave this turn to a blockade that an institution decided, against the target's navy.
    """
    closed = np.zeros(world.n)
    forces, hostile = world.formations, world.at_war()
    blockading = np.flatnonzero(
        forces.exists & (forces.stance == Stance.BLOCKADE) & (forces.arm == Arm.FLEET)
    )
    shut: dict[int, set[int]] = {}
    for row in blockading:
        node = int(forces.node[row])
        if not world.board.is_sea(node):
            continue
        mandate = int(forces.mandate[row])
        around = world.board.around(node)
        for j in world.territories.controller[around[around < world.board.territories]]:
            named = mandate != NONE and world.resolutions[mandate].target == j
            if hostile[forces.owner[row], j] or named:
                shut.setdefault(int(j), set()).add(node)
    for j in sorted(shut):
        closed[j] = len(shut[j]) / max(_coast(world, j), 1)
    for j, share in (*_decided_blockades(world), *quarrel_blockades(world)):
        closed[j] = max(closed[j], share)
    return np.minimum(closed, 1.0)


def _targets(world: World) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Return the rows that somebody denies anything, and [state] who is under sanctions proper."""
    hostile = world.at_war()
    sanctioned = under_sanctions(world, hostile)
    closed = sanctioned | np.asarray(hostile.any(axis=0))
    laid = [target for target, share in quarrel_blockades(world) if share > 0]
    if laid:
        sanctioned = sanctioned.copy()
        sanctioned[laid] = True
    if laid or (world.formations.stance == Stance.BLOCKADE).any() or world.ledger:
        closed = closed | (sealed(world) > 0)
    return np.flatnonzero(closed & world.states.exists), sanctioned


def under_sanctions(world: World, hostile: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return whom anybody but an enemy in war (`hostile` [state, target]) denies anything."""
    denied = world.embargoes.denied
    if not denied.max(initial=0.0) > 0:
        return np.zeros(world.n, bool)
    some = (denied @ np.ones(len(Good), np.float32)) > 0
    return np.asarray((some & ~hostile).any(axis=0)) & world.states.exists


def _market(world: World, targets: NDArray[np.int64]) -> tuple[formulas.Market, Floats]:
    """Clear the markets of some targets; return also what is denied, [target, state, good]."""
    states, dyads, rules = world.states, world.dyads, world.rules
    output = np.where(states.exists, states.production, 0.0)
    buys = output * openness(output, books.openness(world), rules.trade_size_elasticity)
    size = buys[targets] / max(float(buys.sum()), 1e-9)
    supply = states.supply_share * states.exists[:, None]
    denial: Floats = world.embargoes.denied[:, targets].transpose(1, 0, 2).astype(float, order="C")
    if world.states.suffering.any():
        denial[:, :, Good.FOOD] *= 1.0 - relief(world)[:, targets].T
    denial[world.at_war()[targets]] = 1.0
    closed = sealed(world)[targets]
    if closed.any():
        by_sea = 1.0 - dyads.contiguous[targets].astype(float)
        denial = formulas.effective_denial(denial, closed, by_sea)
    denial[np.arange(len(targets)), targets] = 0.0
    gone, still_open = formulas.coverage(
        supply, supply[targets], dyads.usual_trade[targets], denial, rules.tie_weight
    )
    cleared = formulas.clear(gone, still_open, size, rules.spare_supply, rules.supply_elasticity)
    return cleared, denial


def _coast(world: World, state: int) -> int:
    """Return the number of sea zones that a state's land touches."""
    board = world.board
    shore = board.edges[board.edge_kind == EdgeKind.COAST]
    low, high = shore.min(axis=1), shore.max(axis=1)
    return len(np.unique(high[world.territories.controller[low] == state]))


def _decided_blockades(world: World) -> list[tuple[int, float]]:
    """Return the targets of decided blockades and the share of their coast that members close."""
    given: dict[int, float] = {}
    forces = world.formations
    afloat = forces.exists & (forces.arm == Arm.FLEET)
    navy = np.bincount(forces.owner[afloat], weights=forces.strength[afloat], minlength=world.n)
    for duty in reversed(world.ledger):
        if duty.turn < world.turn:
            break
        if duty.act == Act.BLOCKADE and duty.given > 0:
            target = int(world.resolutions[duty.resolution].target)
            given[target] = given.get(target, 0.0) + duty.given * float(navy[duty.state])
    return [(j, ships / (ships + float(navy[j]) + 1e-9)) for j, ships in sorted(given.items())]


def _report(world: World, log: Log, before: Floats, sanctioned: NDArray[np.int64]) -> None:
    """Report shortages that begin or end, by their worst good; at a year's end, what leaks."""
    states = world.states
    begun = (before < _BEGINS) & (states.shortage >= _BEGINS) & states.exists[:, None]
    ended = (before >= _ENDS) & (states.shortage < _ENDS) & states.exists[:, None]
    for i in np.flatnonzero(begun.any(axis=1)).tolist():
        why = {leak.good: leak for leak in leaks(world, StateId(i))}
        good = int(np.argmax(np.where(begun[i], states.shortage[i], -1.0)))
        leak = why.get(Good(good))
        log.add(
            "sanctions.shortage_begins",
            i,
            about={"good": good},
            figures={
                "shortage": states.shortage[i, good],
                "goods": int(begun[i].sum()),
                "price": leak.price if leak else 1.0,
            },
            terms=leak.terms if leak else (),
        )
    for i in np.flatnonzero(ended.any(axis=1)).tolist():
        good = int(np.argmax(np.where(ended[i], before[i], -1.0)))
        figures = {"goods": int(ended[i].sum()), "shortage": states.shortage[i, good]}
        log.add("sanctions.shortage_ends", i, about={"good": good}, figures=figures)
    calendar = world.scenario.calendar
    if calendar.period(world.turn) != calendar.periods:
        return
    for i in sanctioned.tolist():
        leaking = [
            leak
            for leak in leaks(world, StateId(i))
            if leak.sellers and -leak.terms[1].value >= _LEAKS * leak.terms[0].value >= 0.05
        ]
        if leaking:
            worst = min(leaking, key=lambda leak: leak.terms[1].value)
            log.add(
                "sanctions.leak",
                i,
                worst.sellers[0][0],
                about={"good": int(worst.good)},
                figures={
                    "filled": -worst.terms[1].value / worst.terms[0].value,
                    "price": worst.price,
                },
                terms=worst.terms,
            )
