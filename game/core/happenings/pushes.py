"""What happenings that are under way do to states and between them, turn by turn."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from game.core.columns import columns_of
from game.core.happenings import holding
from game.core.happenings.conditions import ALWAYS
from game.core.happenings.effects import (
    Between,
    Blocs,
    Bond,
    Drift,
    Gauge,
    Outlook,
    Push,
    Reach,
    Regime,
    Relations,
    Scarcity,
    Tailwind,
    Target,
)
from game.core.happenings.happening import Happening, Occurrence
from game.core.happenings.look import Look
from game.core.ids import NOBODY
from game.core.kinds import Good, Holding, TreatyKind
from game.core.tables import States
from game.core.world import World

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Rows = NDArray[np.int64]
Felt = tuple[Rows, Floats]
"""Whom an effect reaches, and how hard each."""

_MOST_WEIGHED = 3.0
"""How much harder than the mean the hardest hit can be hit."""

_RANGES = {spec.name: (spec.low, spec.high) for spec in columns_of(States)}

_COLUMNS = {
    Gauge.CYCLE: "cycle",
    Gauge.STABILITY: "stability",
    Gauge.SUPPORT: "support",
    Gauge.WEARINESS: "weariness",
    Gauge.NATIONHOOD: "nationhood",
    Gauge.INFLUENCE: "influence",
}
"""Gauges that are columns, moved by the amount itself."""


def run(world: World, look: Look, under_way: list[tuple[Occurrence, Happening]]) -> None:
    """Let every effect that lasts work for a turn."""
    states = world.states
    years = world.scenario.calendar.years_a_turn
    tailwind = np.zeros(world.n)
    held_back = np.zeros(len(Good))
    for one, happening in under_way:
        age = (world.turn - one.turn) * years
        for effect in happening.effects:
            match effect:
                case Tailwind(amount, span, to) if level := span.level(age):
                    rows, hard = felt(look, one, to)
                    tailwind[rows] += level * amount * hard
                case Scarcity(good, share, span, to) if level := span.level(age):
                    sold = np.where(look.alive, states.supply_share[:, good], 0.0)
                    kept = float(sold[reached(look, one, to)].sum())
                    held_back[good] += level * share * kept / max(float(sold.sum()), 1e-9)
                case Push() | Regime() | Outlook() | Drift() | Relations() | Blocs() if (
                    level := effect.span.level(age)
                ):
                    _press(world, look, one, effect, level * years)
    states.tailwind[:] = np.clip(tailwind, -0.2, 0.2)
    short = np.minimum(held_back, 0.9)[None, :]
    states.scarcity[:] = np.where(look.alive[:, None], short, 0.0)


def _press(
    world: World,
    look: Look,
    one: Occurrence,
    effect: Push | Regime | Outlook | Drift | Relations | Blocs,
    years: float,
) -> None:
    """Let a pressure work at full strength for some part of a year."""
    states = world.states
    match effect:
        case Push(gauge, amount, _, to):
            rows, hard = felt(look, one, to)
            _push(world, gauge, rows, years * amount * hard)
        case Regime(toward, pace, _, to):
            _draw(states.regime, toward, years * pace, felt(look, one, to))
        case Outlook(revision, bloc, pace, _, to):
            whom = felt(look, one, to)
            for axis, place in ((0, revision), (1, bloc)):
                if place is not None:
                    _draw(states.ideal[:, axis], place, years * pace, whom)
        case Drift(toward, pace, _, to):
            rows, hard = felt(look, one, to)
            share = np.clip(years * pace * hard, 0.0, 1.0)
            aim = np.zeros(states.doctrine.shape[1])
            for doctrine, weight in toward:
                aim[doctrine] = weight
            old = states.doctrine[rows]
            states.doctrine[rows] = old + share[:, None] * (aim / aim.sum() - old)
        case Relations():
            _relations(world, look, one, effect, years)
        case Blocs(amount):
            _blocs(world, look, amount * years)


def reached(look: Look, one: Occurrence, to: Target) -> Rows:
    """Return whom an effect reaches, by row."""
    world = look.world
    subjects = [state for state in (one.state, one.other) if state != NOBODY]
    match to.reach:
        case Reach.SUBJECT_PEOPLES:
            here = look.nations
            rows = here.rows[np.isin(here.holder, subjects)] if subjects else here.rows
            return _asked(look, rows, to)
        case Reach.SUBJECT if subjects:
            rows = np.array(subjects, np.int64)
        case Reach.NEIGHBOURS if subjects:
            rows = np.flatnonzero(world.dyads.contiguous[subjects].any(axis=0))
        case Reach.ALLIES if subjects:
            tied = world.ties(TreatyKind.DEFENCE, TreatyKind.GUARANTEE)
            rows = np.flatnonzero((tied | tied.T)[subjects].any(axis=0))
        case _:
            rows = np.arange(world.n)
    return _asked(look, rows[look.alive[rows]], to)


def _asked(look: Look, rows: Rows, to: Target) -> Rows:
    if to.where == ALWAYS or not rows.size:
        return rows
    return rows[holding.of_states(to.where, look)[rows]]


def felt(look: Look, one: Occurrence, to: Target) -> Felt:
    """Return whom an effect reaches, and how hard each is hit: 1, or in proportion to a figure."""
    rows = reached(look, one, to)
    if not to.weigh:
        return rows, np.ones(len(rows))
    figure = np.maximum(look.of_states(to.weigh), 0.0)
    mean = float(figure[look.alive].mean()) if look.alive.any() else 0.0
    if mean <= 1e-12:
        return rows, np.zeros(len(rows))
    return rows, np.minimum(figure[rows] / mean, _MOST_WEIGHED)


def _push(world: World, gauge: Gauge, rows: Rows, by: Floats) -> None:
    """Move a figure of some states; `by` [row] is this turn's part."""
    states = world.states
    if gauge in _COLUMNS:
        name = _COLUMNS[gauge]
        column = getattr(states, name)
        low, high = _RANGES[name]
        column[rows] = np.clip(column[rows] + by, low, high)
        return
    share = np.maximum(1.0 + by, 0.05)
    match gauge:
        case Gauge.TECHNOLOGY:
            states.technology[rows] = np.clip(states.technology[rows] * share, 0.1, 10.0)
        case Gauge.PEOPLE:
            states.tpop[rows] *= share
            states.upop[rows] *= share
        case Gauge.OUTPUT:
            states.production[rows] *= share
            states.irst[rows] *= share
            states.pec[rows] *= share
        case Gauge.DEBT:
            states.treasury[rows] -= by * states.production[rows]
        case Gauge.TOWNS:
            moved = states.upop[rows] + by * states.tpop[rows]
            states.upop[rows] = np.clip(moved, 0.0, states.tpop[rows])
        case Gauge.RESISTANCE:
            _rouse(world, rows, by)


def _rouse(world: World, rows: Rows, by: Floats) -> None:
    """Move the resistance of land that some states hold as theirs no more than by force or title."""
    land = world.territories
    moved = np.zeros(world.n)
    moved[rows] = by
    held = np.isin(
        land.holding, (Holding.COLONY, Holding.MANDATE, Holding.ANNEXED, Holding.OCCUPIED)
    )
    land.resistance[held] = np.clip(land.resistance[held] + moved[land.owner[held]], 0.0, 1.0)


def _draw(column: Floats, toward: float, share: float, whom: Felt) -> None:
    """Draw a column part of the way towards a value, in place."""
    rows, hard = whom
    column[rows] += np.clip(share * hard, 0.0, 1.0) * (toward - column[rows])


def _relations(world: World, look: Look, one: Occurrence, effect: Relations, years: float) -> None:
    """Move rivalry or liking between those concerned, no farther than the bound."""
    rows = np.flatnonzero(look.alive)
    match effect.between:
        case Between.PAIR:
            others = np.array([one.other]) if one.other != NOBODY else reached(look, one, effect.to)
            others = others[others != one.state]
            _move(world, effect, years, np.full(len(others), one.state), others)
            return
        case Between.STRONGEST:
            rows = look.ranking[:2]
        case Between.MAJORS | Between.OPPOSITES:
            rows = rows[world.states.major[rows]]
    rows = _asked(look, rows, effect.to)
    first, second = np.triu_indices(len(rows), 1)
    _move(world, effect, years, rows[first], rows[second])


def _move(world: World, effect: Relations, years: float, i: Rows, j: Rows) -> None:
    regime = world.states.regime
    column = world.dyads.rivalry if effect.bond == Bond.RIVALRY else world.dyads.affinity
    weight: Floats | float = 1.0
    if effect.between == Between.OPPOSITES:
        weight = np.abs(regime[i] - regime[j]) / 20.0
    for one, other in ((i, j), (j, i)):
        old = column[one, other]
        new = old + years * effect.amount * weight
        if effect.amount > 0:
            new = np.where(old < effect.bound, np.minimum(new, effect.bound), old)
        else:
            new = np.where(old > effect.bound, np.maximum(new, effect.bound), old)
        column[one, other] = new


def _blocs(world: World, look: Look, amount: float) -> None:
    """Let states lean to whichever of the two strongest is the nearer to them in regime and aims.

    Liking moves to the pole and from its rival by `amount`, less for those in the middle; places on
    the bloc axis follow.
    """
    if int(look.alive.sum()) < 3:  # two poles and somebody else
        return
    states, liking = world.states, world.dyads.affinity
    first, second = (int(row) for row in look.ranking[:2])
    far = [
        np.abs(states.regime - states.regime[pole]) / 20.0
        + 0.5 * np.abs(states.ideal[:, 1] - states.ideal[pole, 1])
        - 0.5 * liking[:, pole]
        for pole in (first, second)
    ]
    lean = np.clip(far[1] - far[0], -1.0, 1.0) * look.alive
    lean[[first, second]] = (1.0, -1.0)
    for pole, sign in ((first, 1.0), (second, -1.0)):
        by = amount * sign * lean
        by[[first, second]] = 0.0
        liking[:, pole] = np.clip(liking[:, pole] + by, -1.0, 1.0)
        liking[pole, :] = np.clip(liking[pole, :] + by, -1.0, 1.0)
    side = np.where(lean > 0, states.ideal[first, 1], states.ideal[second, 1])
    states.ideal[:, 1] += np.clip(amount * np.abs(lean), 0.0, 1.0) * (side - states.ideal[:, 1])
