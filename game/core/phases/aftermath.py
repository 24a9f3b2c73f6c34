"""Aftermath: reparations paid and missed, armistices that thaw, gains that become titles."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np

from game.core.ids import NONE, StateId
from game.core.kinds import CrisisKind, Holding
from game.core.log import Log
from game.core.orders import Repudiate
from game.core.phases.crises.opening import begin
from game.core.rng import stream
from game.core.settlements import Reparation
from game.core.world import World

_IN_DEBT = 0.3
"""Debt, as a share of a year's output, up to which reparations are still paid [design]."""

_PATIENCE = 8
"""Instalments missed after which a debt of reparations is in default (Germany: 1931 to 1932)."""

_THAWS: Final = 0.012
"""Chance a quarter that shots are exchanged over an armistice line, between full rivals."""

_KEPT_WARM = 0.3
"""Rivalry below which a frozen conflict does not let two states fall."""

_SETTLED_YEARS = 10
_OLD_YEARS = 40
"""Years after which gains that most of the world recognises are titles, and any at all [design]."""

_MOST = 2.0 / 3.0
"""Share of the world's power that must recognise them."""


def run(world: World, log: Log) -> None:
    """Let a turn pass over what old wars have left behind."""
    _collect(world, log)
    _over_the_line(world, log)
    _age_titles(world, log)


def look_through(world: World) -> None:
    """Note who holds what, where titles were never looked through."""
    land = world.territories
    fresh = land.held_by == NONE
    if fresh.any():
        land.held_by[fresh] = land.owner[fresh]


def _collect(world: World, log: Log) -> None:
    """Move what is due of each debt from one treasury to the other; no money is made or lost."""
    states = world.states
    for debt in world.reparations.open:
        if not (states.exists[debt.debtor] and states.exists[debt.creditor]):
            world.put(replace(debt, ended=world.turn))
            continue
        if world.at_war()[debt.debtor, debt.creditor]:
            world.put(replace(debt, ended=world.turn, repudiated=True))
            continue
        gone = min(max(world.turn - debt.since, 1), debt.turns)
        due = max(debt.amount * gone / debt.turns - debt.paid, 0.0)
        room = float(states.treasury[debt.debtor])
        room += _IN_DEBT * float(states.production[debt.debtor])
        pays = round(min(due, max(room, 0.0)), 4)
        states.treasury[debt.debtor] -= pays
        states.treasury[debt.creditor] += pays
        paid = debt.paid + pays
        if debt.amount - paid < 0.01:
            world.put(replace(debt, paid=round(paid, 4), ended=world.turn))
            log.add("reparation.paid", debt.debtor, debt.creditor, figures={"amount": debt.amount})
            continue
        behind = pays < due - 0.01
        left = replace(debt, paid=round(paid, 4), missed=debt.missed + 1 if behind else 0)
        world.put(left)
        if behind:
            _missed(world, left, due - pays, log)


def _missed(world: World, debt: Reparation, lacking: float, log: Log) -> None:
    dyads, by, to = world.dyads, debt.debtor, debt.creditor
    dyads.affinity[to, by] = max(-1.0, float(dyads.affinity[to, by]) - 0.02)
    if debt.missed == 1:
        log.add("reparation.missed", by, to, figures={"amount": lacking})
    if debt.missed >= _PATIENCE:
        world.put(replace(debt, ended=world.turn, repudiated=True))
        dyads.broken[to, by] += 0.3
        log.add("reparation.defaulted", by, to, figures={"amount": debt.amount - debt.paid})


def repudiate(world: World, order: Repudiate, log: Log) -> None:
    """Strike a debt of reparations out by one's own word; it is a word broken, before all."""
    debt = world.reparations[order.reparation]
    if not debt.open:
        return
    world.put(replace(debt, ended=world.turn, repudiated=True))
    dyads = world.dyads
    dyads.broken[:, debt.debtor] += 0.2 * world.states.exists
    dyads.broken[debt.creditor, debt.debtor] += 0.5
    dyads.broken[debt.debtor, debt.debtor] = 0.0
    liking = float(dyads.affinity[debt.creditor, debt.debtor])
    dyads.affinity[debt.creditor, debt.debtor] = max(-1.0, liking - 0.3)
    log.add(
        "reparation.repudiated",
        debt.debtor,
        debt.creditor,
        figures={"amount": debt.amount - debt.paid},
    )


def _over_the_line(world: World, log: Log) -> None:
    """Keep frozen conflicts alive, and let some of them thaw."""
    held = world.armistices.open
    if not held:
        return
    dyads, alive, hostile = world.dyads, world.states.exists, world.at_war()
    draws = stream(world.seed, world.turn, "armistice lines").random((2, world.n))
    years = world.scenario.calendar.years_a_turn
    for armistice in held:
        one, other = armistice.first, armistice.other
        if not (alive[one] and alive[other]) or hostile[one, other]:
            world.put(replace(armistice, ended=world.turn))
            continue
        warm = min(float(dyads.affinity[one, other]), float(dyads.affinity[other, one]))
        if warm > 0.25:
            world.put(replace(armistice, ended=world.turn))
            log.add("armistice.settled", one, other, about={"war": armistice.war})
            continue
        for a, b in ((one, other), (other, one)):
            dyads.rivalry[a, b] = max(float(dyads.rivalry[a, b]), _KEPT_WARM)
        bad = max(float(dyads.rivalry[one, other]), float(dyads.rivalry[other, one]))
        luck = (draws[0, one] + draws[1, other]) % 1.0
        if luck >= 4.0 * years * _THAWS * bad * (0.5 + world.tension):
            continue
        if any({one, other} == {c.initiator, c.target} for c in world.live_crises()):
            continue
        crisis = begin(world, CrisisKind.BORDER_INCIDENT, one, other, ambiguity=0.7)
        log.add(
            "armistice.shots",
            one,
            other,
            about={"crisis": crisis.id, "war": armistice.war},
            figures={"ambiguity": crisis.ambiguity},
        )


def _age_titles(world: World, log: Log) -> None:
    """Date what has changed hands, and let gains become titles.

    New gains are recognised by nobody. Where the one they were taken from recognises them, or most
    of the world for some time, or after two generations, they are the holder's own.
    """
    land, dyads, turn = world.territories, world.dyads, world.turn
    changed = land.held_by != land.owner
    if changed.any():
        land.held_since[changed] = turn
        land.held_by[changed] = land.owner[changed]
        taken = changed & (land.holding == Holding.ANNEXED)
        for taker in np.unique(land.owner[taken]):
            dyads.recognised[:, taker] = False
    if turn % 4 or not (kept := land.holding == Holding.ANNEXED).any():
        return
    years = (turn - np.maximum(land.held_since, 0)) * world.scenario.calendar.years_a_turn
    power = world.states.power * world.states.exists
    for taker in np.unique(land.owner[kept]):
        others = power.copy()
        others[taker] = 0.0
        share = float(others[dyads.recognised[:, taker]].sum()) / max(float(others.sum()), 1e-9)
        mine = kept & (land.owner == taker)
        victims = np.where(land.sovereign >= 0, land.sovereign, taker)
        signed = mine & dyads.recognised[victims, taker] & (victims != taker)
        settled = (years >= _SETTLED_YEARS) & (share >= _MOST) | (years >= _OLD_YEARS)
        for row in np.flatnonzero(signed | (mine & settled)):
            victim = int(land.sovereign[row])
            land.holding[row], land.sovereign[row] = Holding.CORE, NONE
            log.add(
                "territory.recognised",
                StateId(int(taker)),
                victim,
                about={"territory": int(row)},
                figures={"share": share},
            )
