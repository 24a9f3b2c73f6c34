"""What happenings that are under way do to states and between them, turn by turn."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from game.core.columns import columns_of
from game.core.happenings import holding
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
from game.core.ids import NOBODY, StateId
from game.core.kinds import Good, Holding, TreatyKind
from game.core.tables import States
from game.core.world import World

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

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
                case Push(gauge, amount, span, to):
                    part = span.level(age) * years * amount
                    if part:
                        _push(world, gauge, part * felt(look, one, to))
                case Regime(toward, pace, span, to):
                    _draw(states.regime, toward, span.level(age) * pace * years, look, one, to)
                case Outlook(revision, bloc, pace, span, to):
                    for axis, place in ((0, revision), (1, bloc)):
                        if place is not None:
                            column = states.ideal[:, axis]
                            _draw(column, place, span.level(age) * pace * years, look, one, to)
                case Drift(toward, pace, span, to):
                    share = np.clip(span.level(age) * pace * years * felt(look, one, to), 0.0, 1.0)
                    aim = np.zeros(states.doctrine.shape[1])
                    for doctrine, weight in toward:
                        aim[doctrine] = weight
                    states.doctrine += share[:, None] * (aim / aim.sum() - states.doctrine)
                case Tailwind(amount, span, to):
                    tailwind += span.level(age) * amount * felt(look, one, to)
                case Relations():
                    _relations(world, look, one, effect, effect.span.level(age) * years)
                case Blocs(amount, span):
                    _blocs(world, look, span.level(age) * amount * years)
                case Scarcity(good, share, span, to):
                    sold = np.where(look.alive, states.supply_share[:, good], 0.0)
                    kept = float(sold[reached(look, one, to)].sum()) / max(float(sold.sum()), 1e-9)
                    held_back[good] += span.level(age) * share * kept
    states.tailwind[:] = np.clip(tailwind, -0.2, 0.2)
    short = np.minimum(held_back, 0.9)[None, :]
    states.scarcity[:] = np.where(look.alive[:, None], short, 0.0)


def reached(look: Look, one: Occurrence, to: Target) -> Flags:
    """Return whom an effect reaches, [state]."""
    world = look.world
    found = np.zeros(world.n, bool)
    subjects = [state for state in (one.state, one.other) if state != NOBODY]
    match to.reach:
        case Reach.SUBJECT_PEOPLES:
            here = look.nations
            found[here.rows] = np.isin(here.holder, subjects) if subjects else True
            return found & holding.of_states(to.where, look)
        case Reach.SUBJECT if subjects:
            found[subjects] = True
        case Reach.NEIGHBOURS if subjects:
            found = np.asarray(world.dyads.contiguous[subjects].any(axis=0))
        case Reach.ALLIES if subjects:
            tied = world.ties(TreatyKind.DEFENCE, TreatyKind.GUARANTEE)
            found = np.asarray((tied | tied.T)[subjects].any(axis=0))
        case _:
            found[:] = True
    return found & look.alive & holding.of_states(to.where, look)


def felt(look: Look, one: Occurrence, to: Target) -> Floats:
    """Return how hard an effect is felt, [state], 0 where it does not reach, usually 1."""
    found = reached(look, one, to)
    if not to.weigh:
        return found.astype(float)
    figure = np.maximum(look.of_states(to.weigh), 0.0)
    mean = float(figure[look.alive].mean()) if look.alive.any() else 0.0
    if mean <= 1e-12:
        return np.zeros(len(found))
    return np.where(found, np.minimum(figure / mean, _MOST_WEIGHED), 0.0)


def _push(world: World, gauge: Gauge, by: Floats) -> None:
    """Move a figure of states; `by` [state] is this turn's part."""
    states = world.states
    if gauge in _COLUMNS:
        name = _COLUMNS[gauge]
        column = getattr(states, name)
        low, high = _RANGES[name]
        column[:] = np.clip(column + by, low, high)
        return
    share = np.maximum(1.0 + by, 0.05)
    match gauge:
        case Gauge.TECHNOLOGY:
            states.technology[:] = np.clip(states.technology * share, 0.1, 10.0)
        case Gauge.PEOPLE:
            states.tpop *= share
            states.upop *= share
        case Gauge.OUTPUT:
            states.production *= share
            states.irst *= share
            states.pec *= share
        case Gauge.DEBT:
            states.treasury -= by * states.production
        case Gauge.TOWNS:
            states.upop[:] = np.clip(states.upop + by * states.tpop, 0.0, states.tpop)
        case Gauge.RESISTANCE:
            land = world.territories
            held = (
                (land.holding == Holding.COLONY)
                | (land.holding == Holding.MANDATE)
                | (land.holding == Holding.ANNEXED)
                | (land.holding == Holding.OCCUPIED)
            )
            moved = land.resistance + by[land.owner] * held
            land.resistance[:] = np.clip(moved, 0.0, 1.0)


def _draw(
    column: Floats, toward: float, share: float, look: Look, one: Occurrence, to: Target
) -> None:
    """Draw a column part of the way towards a value, in place."""
    if share:
        part = np.clip(share * felt(look, one, to), 0.0, 1.0)
        column += part * (toward - column)


def _relations(world: World, look: Look, one: Occurrence, effect: Relations, years: float) -> None:
    """Move rivalry or liking between those concerned, no farther than the bound."""
    if years <= 0:
        return
    cells = np.zeros((world.n, world.n), bool)
    weight: Floats | float = 1.0
    match effect.between:
        case Between.PAIR if one.state != NOBODY:
            others = (
                [one.other] if one.other != NOBODY else list(_rows(reached(look, one, effect.to)))
            )
            cells[one.state, others] = True
        case Between.STRONGEST:
            first, second = (int(row) for row in look.ranking[:2])
            cells[first, second] = True
        case Between.MAJORS | Between.OPPOSITES:
            great = world.states.major
            cells = great[:, None] & great[None, :]
            if effect.between == Between.OPPOSITES:
                weight = look.of_pairs("regimes_apart") / 20.0
        case _:
            cells[:] = True
    cells = (cells | cells.T) & look.alive[:, None] & look.alive[None, :]
    concerned = holding.of_states(effect.to.where, look)
    cells &= concerned[:, None] & concerned[None, :]
    np.fill_diagonal(cells, val=False)
    column = world.dyads.rivalry if effect.bond == Bond.RIVALRY else world.dyads.affinity
    moved = column + years * effect.amount * weight
    if effect.amount > 0:
        moved = np.where(column < effect.bound, np.minimum(moved, effect.bound), column)
    else:
        moved = np.where(column > effect.bound, np.maximum(moved, effect.bound), column)
    column[cells] = moved[cells]


def _rows(flags: Flags) -> tuple[StateId, ...]:
    return tuple(StateId(int(row)) for row in np.flatnonzero(flags))


def _blocs(world: World, look: Look, amount: float) -> None:
    """Let states lean to whichever of the two strongest is the nearer to them in regime and aims.

    Liking moves to the pole and from its rival by `amount`, less for those in the middle; places on
    the bloc axis follow.
    """
    if amount <= 0 or world.n < 3:  # two poles and somebody else
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
