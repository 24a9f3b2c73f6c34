"""A look at the world: the figures that conditions ask for, each found once a turn."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.core.columns import Axis, columns_of
from game.core.happenings import great_wars
from game.core.happenings.conditions import PairTrait, StateTrait, Weight
from game.core.happenings.happening import Occurrence
from game.core.kinds import Doctrine, Good, Holding, TreatyKind
from game.core.nations import Nations, nations_of
from game.core.tables import States
from game.core.world import World

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Rows = NDArray[np.int64]


class Look:
    """The world as happenings see it at one moment of a turn; it must not change meanwhile."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._of_world: dict[str, float] = {}
        self._of_states: dict[str, Floats] = {}
        self._traits: dict[StateTrait, Flags] = {}

    def of_world(self, figure: str) -> float:
        """Return a figure of the world, one of WORLD_FIGURES."""
        if figure not in self._of_world:
            self._of_world[figure] = float(WORLD_FIGURES[figure](self))
        return self._of_world[figure]

    def of_states(self, figure: str) -> Floats:
        """Return a figure of states, one of STATE_FIGURES, [state]."""
        if figure not in self._of_states:
            derived = _DERIVED.get(figure)
            values = derived(self) if derived else getattr(self.world.states, figure)
            self._of_states[figure] = values
        return self._of_states[figure]

    def of_pairs(self, figure: str, i: Rows, j: Rows) -> Floats:
        """Return a figure of pairs, one of PAIR_FIGURES, [pair]; the same for (j, i)."""
        return PAIR_FIGURES[figure](self, i, j)

    def trait(self, trait: StateTrait) -> Flags:
        """Return which states have a trait, [state]."""
        if trait not in self._traits:
            self._traits[trait] = _TRAITS[trait](self)
        return self._traits[trait]

    def pair_trait(self, trait: PairTrait, i: Rows, j: Rows) -> Flags:
        """Return which pairs have a trait, [pair]; the same for (j, i)."""
        if trait in OF_EACH:
            flags = self.trait(OF_EACH[trait])
            return flags[i] & flags[j]
        world = self.world
        match trait:
            case PairTrait.NEIGHBOURS:
                found = world.dyads.contiguous
            case PairTrait.AT_WAR:
                found = world.at_war()
            case _:
                found = world.ties(TreatyKind.DEFENCE, TreatyKind.GUARANTEE)
        return np.asarray(found[i, j] | found[j, i])

    def weight(self, by: Weight) -> Floats:
        """Return what each state counts for, [state]: 1, or its share of the world's; 0 if gone."""
        alive, states = self.alive, self.world.states
        if by == Weight.NUMBER:
            return alive.astype(float)
        column = {
            Weight.POWER: states.power,
            Weight.OUTPUT: states.production,
            Weight.PEOPLE: states.tpop,
        }[by]
        kept = np.where(alive, column, 0.0)
        return kept / max(float(kept.sum()), 1e-12)

    @cached_property
    def alive(self) -> Flags:
        """Which states are there, [state]."""
        alive: Flags = self.world.states.exists
        return alive

    @cached_property
    def aftermath(self) -> great_wars.Aftermath:
        """What the last general war left."""
        return great_wars.aftermath(self.world)

    @cached_property
    def ranking(self) -> NDArray[np.int64]:
        """States by power, the strongest first, [state]."""
        power = np.where(self.alive, self.world.states.power, -1.0)
        return np.argsort(-power, kind="stable")

    @cached_property
    def occurred(self) -> dict[int, list[Occurrence]]:
        """What has come about so far, by happening, in its order."""
        found: dict[int, list[Occurrence]] = {}
        for one in self.world.occurrences:
            found.setdefault(one.happening, []).append(one)
        return found

    @cached_property
    def nations(self) -> Nations:
        """The nations without a state of their own."""
        return nations_of(self.world)

    @cached_property
    def bodies(self) -> tuple[int, ...]:
        """Universal institutions in being that answer to attacks."""
        world = self.world
        return tuple(
            body
            for body, charter in enumerate(world.charters)
            if world.memberships.in_being[body] and charter.open_to_all and charter.triggers
        )

    @cached_property
    def dependent(self) -> Flags:
        """Which territories are held as colonies or mandates, [territory]."""
        holding = self.world.territories.holding
        return np.asarray((holding == Holding.COLONY) | (holding == Holding.MANDATE))

    def belief(self, body: int) -> float:
        """Return how far members believe on the mean that an institution meets tests, 0..1."""
        seats = self.world.memberships
        member = seats.member[body] & self.alive
        if not member.any():
            return 0.0
        met, failed = seats.met[body, member], seats.failed[body, member]
        return float(((met + 1.0) / (met + failed + 2.0)).mean())


# -- the world ------------------------------------------------------------------------------------


def _growth_of_majors(look: Look) -> float:
    states = look.world.states
    great = look.alive & states.major
    weight = np.where(great, states.production, 0.0)
    return float(states.growth @ weight) / max(float(weight.sum()), 1e-9)


def _in_slump(look: Look) -> float:
    states = look.world.states
    return float(look.weight(Weight.OUTPUT)[states.growth < -0.01].sum())


def _leader(look: Look, place: int) -> float:
    return float(look.world.states.power[look.ranking[place]]) if look.world.n > place else 0.0


def _freed(look: Look) -> float:
    area = look.world.board.area_km2
    return 1.0 - float(area[look.dependent].sum()) / max(float(area.sum()), 1e-9)


def _trade(look: Look) -> float:
    states = look.world.states
    traded = float((look.world.dyads.trade.sum(axis=1) * states.production)[look.alive].sum())
    return traded / max(float(states.production[look.alive].sum()), 1e-9)


def _rivalry_of_strongest(look: Look) -> float:
    first, second = look.ranking[:1], look.ranking[1:2]
    return float(look.of_pairs("rivalry", first, second).max(initial=0.0))


def _rivalry_of_majors(look: Look) -> float:
    great = np.flatnonzero(look.alive & look.world.states.major)
    return float(look.world.dyads.rivalry[np.ix_(great, great)].max(initial=0.0))


def _total(column: str) -> Callable[[Look], float]:
    return lambda look: float(look.of_states(column)[look.alive].sum())


WORLD_FIGURES: Final[dict[str, Callable[[Look], float]]] = {
    "tension": lambda look: look.world.tension,
    "great_powers_at_war": lambda look: float(great_wars.great_powers_at_war(look.world)),
    "years_since_general_war": lambda look: look.aftermath.years,
    "general_war_dead": lambda look: look.aftermath.dead,
    "wars": lambda look: float(len(look.world.wars.open)),
    "growth_of_majors": _growth_of_majors,
    "output_in_slump": _in_slump,
    "states": lambda look: float(look.alive.sum()),
    "great_powers": lambda look: float((look.alive & look.world.states.major).sum()),
    "freed": _freed,
    "strongest_share": lambda look: _leader(look, 0),
    "two_strongest_share": lambda look: _leader(look, 0) + _leader(look, 1),
    "third_share": lambda look: _leader(look, 2),
    "democracies": lambda look: float(
        look.trait(StateTrait.DEMOCRACY).sum() / max(int(look.alive.sum()), 1)
    ),
    "trade": _trade,
    "nuclear_states": lambda look: float((look.world.states.warheads > 0).sum()),
    "universal_bodies": lambda look: float(len(look.bodies)),
    "belief_in_bodies": lambda look: max((look.belief(body) for body in look.bodies), default=0.0),
    "rivalry_of_strongest": _rivalry_of_strongest,
    "rivalry_of_majors": _rivalry_of_majors,
    "output": _total("production"),
    "people": _total("tpop"),
    "energy": _total("pec"),
    "best_technology": lambda look: float(
        look.world.states.technology[look.alive].max(initial=0.0)
    ),
}
"""Figures of the world, by name."""


# -- states ---------------------------------------------------------------------------------------


def _income(look: Look) -> Floats:
    states, alive = look.world.states, look.alive
    people = max(float(states.tpop[alive].sum()), 1e-6)
    mean = float(states.production[alive].sum()) / people
    return states.production / np.maximum(states.tpop, 1e-6) / max(mean, 1e-12)


def _debt(look: Look) -> Floats:
    states = look.world.states
    return np.maximum(-states.treasury, 0.0) / np.maximum(states.production, 1e-9)


def _burden(look: Look) -> Floats:
    states = look.world.states
    cost = states.milex * np.where(states.arms_cost > 0, states.arms_cost, 1.0)
    return cost / np.maximum(states.production, 1e-9)


def _away(look: Look) -> Floats:
    land, n = look.world.territories, look.world.n
    total = np.bincount(land.owner, minlength=n)
    away = np.bincount(land.owner[look.dependent], minlength=n)
    return away / np.maximum(total, 1)


def _restive(look: Look) -> Floats:
    """Return the greatest nationhood of a nation without a state in each state's land, [state]."""
    found, here = np.zeros(look.world.n), look.nations
    np.maximum.at(found, here.holder, look.world.states.nationhood[here.rows])
    return found


def _nations(look: Look) -> Floats:
    return np.bincount(look.nations.holder, minlength=look.world.n).astype(float)


def _near_regime(look: Look) -> Floats:
    regime, n = look.world.states.regime, look.world.n
    state, near = np.nonzero(look.world.dyads.contiguous)
    there = look.alive[near]
    state, near = state[there], near[there]
    count = np.bincount(state, minlength=n)
    total = np.bincount(state, weights=regime[near], minlength=n)
    return np.where(count > 0, total / np.maximum(count, 1), regime)


def _traded(look: Look) -> Floats:
    traded: Floats = look.world.dyads.trade.sum(axis=1)
    return traded


def _feared(look: Look) -> Floats:
    feared: Floats = look.world.dyads.threat.max(axis=1, initial=0.0)
    return feared


def _good(column: str, good: Good) -> Callable[[Look], Floats]:
    return lambda look: getattr(look.world.states, column)[:, good]


def _doctrine(of: Doctrine) -> Callable[[Look], Floats]:
    return lambda look: look.world.states.doctrine[:, of]


_DERIVED: Final[dict[str, Callable[[Look], Floats]]] = {
    "income": _income,
    "urban": lambda look: look.world.states.upop / np.maximum(look.world.states.tpop, 1e-6),
    "debt": _debt,
    "burden": _burden,
    "land_abroad": _away,
    "restive": _restive,
    "nations_within": _nations,
    "regime_of_neighbours": _near_regime,
    "traded": _traded,
    "feared": _feared,
    "revision": lambda look: look.world.states.ideal[:, 0],
    "bloc": lambda look: look.world.states.ideal[:, 1],
    **{f"doctrine_{one.name.lower()}": _doctrine(one) for one in Doctrine},
    **{f"supply_{good.name.lower()}": _good("supply_share", good) for good in Good},
    **{f"dependence_{good.name.lower()}": _good("dependence", good) for good in Good},
    **{f"shortage_{good.name.lower()}": _good("shortage", good) for good in Good},
}

_UNASKED = ("resolve", "cost_estimate", "capital", "human", "exists", "major")

STATE_FIGURES: Final[tuple[str, ...]] = (
    *(
        spec.name
        for spec in columns_of(States)
        if spec.axes == (Axis.STATE,) and spec.dtype.kind in "fi" and spec.name not in _UNASKED
    ),
    *_DERIVED,
)
"""Figures of states, by name: every numeric column, and some that follow from them."""


def _holds_colonies(look: Look) -> Flags:
    owners = look.world.territories.owner[look.dependent]
    return np.asarray(np.bincount(owners, minlength=look.world.n) > 0)


def _members(look: Look) -> Flags:
    seats = look.world.memberships
    if not look.bodies:
        return np.zeros(look.world.n, bool)
    found: Flags = np.asarray(seats.member[list(look.bodies)].any(axis=0))
    return found


def _allied(look: Look) -> Flags:
    tied = look.world.ties(TreatyKind.DEFENCE, TreatyKind.GUARANTEE)
    found: Flags = np.asarray((tied | tied.T).any(axis=1))
    return found


def _these(look: Look, rows: tuple[int, ...]) -> Flags:
    found = np.zeros(look.world.n, bool)
    found[list(rows)] = True
    return found


def _in_strife(look: Look) -> Flags:
    return _these(look, tuple(one.target for one in look.world.crises.open if one.internal))


def _at_war(look: Look) -> Flags:
    found: Flags = np.asarray(look.world.at_war().any(axis=1))
    return found


_TRAITS: Final[dict[StateTrait, Callable[[Look], Flags]]] = {
    StateTrait.MAJOR: lambda look: look.world.states.major,
    StateTrait.DEMOCRACY: lambda look: look.alive & (look.world.states.regime >= 6.0),
    StateTrait.AUTOCRACY: lambda look: look.alive & (look.world.states.regime <= -6.0),
    StateTrait.AT_WAR: _at_war,
    StateTrait.HOLDS_COLONIES: _holds_colonies,
    StateTrait.MEMBER: _members,
    StateTrait.NUCLEAR: lambda look: look.world.states.warheads > 0,
    StateTrait.ALLIED: _allied,
    StateTrait.VICTOR: lambda look: _these(look, look.aftermath.victors),
    StateTrait.DEFEATED: lambda look: _these(look, look.aftermath.defeated),
    StateTrait.STRONGEST: lambda look: _these(look, tuple(look.ranking[:2].tolist())),
    StateTrait.IN_STRIFE: _in_strife,
}


# -- pairs ----------------------------------------------------------------------------------------


def _mean_of(name: str) -> Callable[[Look, Rows, Rows], Floats]:
    def found(look: Look, i: Rows, j: Rows) -> Floats:
        column: Floats = getattr(look.world.dyads, name)
        return 0.5 * (column[i, j] + column[j, i])

    return found


def _most_of(name: str) -> Callable[[Look, Rows, Rows], Floats]:
    def found(look: Look, i: Rows, j: Rows) -> Floats:
        column: Floats = getattr(look.world.dyads, name)
        return np.maximum(column[i, j], column[j, i])

    return found


def _apart(look: Look, i: Rows, j: Rows) -> Floats:
    regime = look.world.states.regime
    return np.abs(regime[i] - regime[j])


def _odds(look: Look, i: Rows, j: Rows) -> Floats:
    power = np.maximum(look.world.states.power, 1e-9)
    ratio = power[i] / power[j]
    return np.maximum(ratio, 1.0 / ratio)


PAIR_FIGURES: Final[dict[str, Callable[[Look, Rows, Rows], Floats]]] = {
    "rivalry": _most_of("rivalry"),
    "affinity": _mean_of("affinity"),
    "trade": _mean_of("trade"),
    "threat": _most_of("threat"),
    "aggression": _most_of("aggression"),
    "gap_km": _mean_of("gap_km"),
    "distance_km": _mean_of("distance_km"),
    "regimes_apart": _apart,
    "odds": _odds,
}
"""Figures of two states, by name: the same whichever is named first."""

OF_EACH: Final = {
    PairTrait.BOTH_MAJOR: StateTrait.MAJOR,
    PairTrait.BOTH_NUCLEAR: StateTrait.NUCLEAR,
    PairTrait.TWO_STRONGEST: StateTrait.STRONGEST,
}
"""Traits of pairs that are traits of each of the two."""
