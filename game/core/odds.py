"""Odds of a planned attack: exact for the rules of battle, with every figure as named terms.

What is foreseen is a quarter of months in which nobody else comes or goes; from the second one each
side has the supply that reaches it there, and wears away as it does. Month by month the attackers prevail, are thrown back (below `rout_ratio`), or fight on with
what is left of both. Losses hang on fortune alone, so chance is a repeated integral over the
fortune of each month, taken by Gauss-Legendre quadrature between the two bounds, where it is
smooth: the sums below are exact to about ten digits and of fixed length.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from game.core import encounters
from game.core import forces as field
from game.core.formulas import combat
from game.core.kinds import Arm, Stance
from game.core.observe import PlayerView
from game.core.phases import battle, movement
from game.core.terms import Term
from game.core.world import World

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]

_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(24)
"""Points on -1..1 at which each month's fortune is looked at."""


@dataclass(frozen=True, slots=True)
class Odds:
    """What attacking a place would mean, this month and in the quarter."""

    chance: float
    """To prevail in the first month, 0..1."""
    attack: float
    """Power of the attackers; the sum of `terms[0]`."""
    defence: float
    """Power of the defenders on their ground; the sum of `terms[1]`."""
    losses: tuple[float, float]
    """Thousand men whom the attackers and the defenders lose on average in the first month."""
    shares: tuple[float, float]
    """The same as shares of those who are there."""
    terms: tuple[tuple[Term, ...], tuple[Term, ...]]
    """What makes up the power of attackers and of defenders: men, then what each thing adds."""
    by_month: tuple[float, ...]
    """Chance to have prevailed by the end of each month of the quarter; never falls."""
    repelled: tuple[float, ...]
    """Chance to have been thrown back by the end of each month."""


def of_attack(
    view: PlayerView | World,
    formations: Sequence[int],
    node: int,
    *,
    stance: Stance = Stance.ATTACK,
    theatre: field.Theatre | None = None,
) -> Odds | None:
    """Return the odds were these formations to attack a place; None where there would be no fight.

    On what the view knows. Changes nothing.
    """
    world = view.known if isinstance(view, PlayerView) else view
    rows = np.unique(np.asarray(formations, np.int64))
    forces = world.formations
    if rows.size == 0 or not 0 <= node < len(world.board.lonlat):
        return None
    rows = rows[(rows >= 0) & (rows < len(forces.exists))]
    rows = rows[forces.exists[rows]]
    if not (forces.arm[rows] != Arm.AIR).any() or not world.at_war()[forces.owner[rows]].any():
        return None
    order = encounters.suppose(world, rows, node, theatre, stance)
    on_land = node < world.board.territories
    met = encounters.on_land(order, node) if on_land else encounters.at_sea(order, node)
    if met is None:
        return None
    ours, theirs = met.attackers, met.defenders
    if not on_land and not np.isin(rows, ours.here).any():
        ours, theirs = theirs, ours  # a fleet that comes upon a stronger one
    sides = (_Force.of(order, ours, node, defending=False),
             _Force.of(order, theirs, node, defending=True))  # fmt: skip
    rules = world.rules
    powers = [float(side.power()) for side in sides]
    powers = [max(power, 0.0) for power in powers]
    if not on_land:
        powers[1] = max(powers[1], encounters.LEAST_AT_SEA)
    shares = combat.expected_losses(
        powers[0], powers[1], rules.lethality, rules.battle_exponent, rules.battle_spread
    )
    later = _later(
        order,
        np.concatenate([ours.here, ours.support]),
        np.concatenate([theirs.here, theirs.support]),
    )
    prevailed, repelled = _quarter(
        world, sides, later, world.scenario.calendar.ticks, on_land=on_land
    )
    return Odds(
        chance=combat.odds(powers[0], powers[1], rules.battle_spread),
        attack=powers[0],
        defence=powers[1],
        losses=(shares[0] * sides[0].men, shares[1] * sides[1].men),
        shares=shares,
        terms=(sides[0].terms(), sides[1].terms()),
        by_month=prevailed,
        repelled=repelled,
    )


@dataclass(frozen=True, slots=True)
class _Stores:
    """What a month brings a side: supply in the next, and the share of it that does not wear away."""

    supply: Floats
    kept: Floats


def _later(order: encounters.OrderOfBattle, *sides: Rows) -> tuple[_Stores, ...]:
    """Return what supply will be once all are where they fight, by the rules of supply."""
    world = order.world
    forces = world.formations.clone()
    movement.provision(replace(world, formations=forces), order.theatre, np.concatenate(sides))
    was = world.formations.strength
    return tuple(
        _Stores(forces.supply[rows], forces.strength[rows] / np.maximum(was[rows], 1e-12))
        for rows in sides
    )


@dataclass(frozen=True, slots=True)
class _Force:
    """A side, as what its power is made of."""

    strength: Floats
    technology: Floats
    readiness: Floats
    supply: Floats
    army: Floats
    bare: Floats
    """As `army`, were nobody dug in."""
    air: Floats
    fleet: Floats
    men_weight: Floats
    suffers: Floats
    front: float
    people: float
    ground: float
    at_sea: bool

    @classmethod
    def of(
        cls, order: encounters.OrderOfBattle, side: encounters.Side, node: int, *, defending: bool
    ) -> _Force:
        """Take it apart."""
        world, forces = order.world, order.world.formations
        on_land = node < world.board.territories
        count = encounters.weights(order, side, defending=defending and on_land)
        bare = encounters.weights(order, side, defending=False)
        rows = count.rows
        suffers = np.zeros(rows.size)
        exposed, share = battle.exposure(world, side)
        suffers[np.isin(rows, exposed)] = share
        at_sea = (forces.arm[rows] != Arm.ARMY).astype(float)
        none = np.zeros(rows.size)
        held = defending and on_land
        return cls(
            forces.strength[rows], forces.technology[rows], forces.readiness[rows],
            forces.supply[rows],
            count.army if on_land else none, bare.army if on_land else none,
            count.air if on_land else none, count.fleet if on_land else at_sea,
            count.men, suffers,
            encounters.front_of(world, node, rows[count.men > 0]) if on_land else 1.0,
            encounters.people_at(world, node) if held else 0.0,
            float(combat.DEFENCE[world.board.terrain[node]]) if held else 1.0,
            at_sea=not on_land,
        )  # fmt: skip

    @property
    def men(self) -> float:
        """Thousand men, or their like, who would suffer losses in full."""
        return float((self.strength * self.suffers).sum())

    def power(self) -> Floats:
        """Return its power today."""
        return self.then(np.ones_like(self.strength), self.readiness, self.supply)

    def then(self, left: Floats, readiness: Floats, supply: Floats) -> Floats:
        """Return its power with shares left of each formation, readiness and supply, [...]."""
        worth = combat.quality(self.technology, readiness, supply)
        return self._reckon(self.strength * left, worth)

    def _reckon(
        self,
        strength: Floats,
        worth: Floats,
        *,
        dug_in: bool = True,
        spread: bool = True,
        help_: bool = True,
        people: bool = True,
        ground: bool = True,
    ) -> Floats:
        power = strength * worth
        fleet = power @ self.fleet
        if self.at_sea:
            return np.asarray(fleet)
        army = power @ (self.army if dug_in else self.bare)
        if spread:
            army = army * combat.deployed(strength @ self.men_weight, self.front)
        if help_:
            army = combat.combined_all(army, power @ self.air, fleet)
        whole: Floats = (army + (self.people if people else 0.0)) * (self.ground if ground else 1.0)
        return whole

    def terms(self) -> tuple[Term, ...]:
        """Return what each thing adds, one after the other; they sum to the power."""
        one = np.ones_like(self.strength)
        arms = self.technology
        drilled = arms * combat.quality(one, self.readiness, one)
        worth = combat.quality(self.technology, self.readiness, self.supply)
        plain = {"dug_in": False, "spread": False, "help_": False, "people": False, "ground": False}
        steps = [
            ("men_there", one, ()),
            ("equipment", arms, ()),
            ("drill", drilled, ()),
            ("stores", worth, ()),
            ("dug_in", worth, ("dug_in",)),
            ("room", worth, ("dug_in", "spread")),
            ("support", worth, ("dug_in", "spread", "help_")),
            ("people_in_arms", worth, ("dug_in", "spread", "help_", "people")),
            ("ground", worth, ("dug_in", "spread", "help_", "people", "ground")),
        ]
        found, before = [], 0.0
        for key, quality, on in steps:
            now = float(
                self._reckon(self.strength, quality, **{**plain, **dict.fromkeys(on, True)})
            )
            if now != before or key == "men_there":
                found.append(Term(key, now - before))
            before = now
        return tuple(found)


def _quarter(
    world: World,
    sides: tuple[_Force, _Force],
    later: tuple[_Stores, ...],
    months: int,
    *,
    on_land: bool,
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Return the chances to have prevailed and to have been thrown back by each month's end.

    At sea nobody is thrown back, and who prevails has not thereby won the sea: the chance is that
    of having had the better of at least one month.
    """
    rules = world.rules
    width = rules.battle_spread * np.sqrt(2.0)
    floor = float(np.log(rules.rout_ratio)) if on_land else -8.0 * width
    mass = np.ones(1)
    left = [np.ones((1, side.strength.size)) for side in sides]
    ready = [side.readiness[None, :] for side in sides]
    won, lost, won_by, lost_by = 0.0, 0.0, [], []
    for month in range(months):
        power = [
            side.then(left[k], ready[k], later[k].supply if month else side.supply)
            for k, side in enumerate(sides)
        ]
        if not on_land:
            power[1] = np.maximum(power[1], encounters.LEAST_AT_SEA)
        even = np.log(np.maximum(power[0], 1e-12)) - np.log(np.maximum(power[1], 1e-12))
        won += float((mass * ndtr(even / width)).sum())
        bottom = floor if on_land else float((even - 8.0 * width).min())
        lost += float((mass * ndtr((bottom - even) / width)).sum()) if on_land else 0.0
        won_by.append(min(won, 1.0))
        lost_by.append(min(lost, 1.0))
        if month == months - 1:
            break
        # Those who fight on: the log of the ratio on the day lies between the bounds.
        top = np.zeros_like(even)
        low = np.full_like(even, bottom) if on_land else np.minimum(even - 8.0 * width, -1e-9)
        half = (top - low)[:, None] / 2.0
        day = low[:, None] + half * (1.0 + _NODES)
        density = np.exp(-0.5 * ((day - even[:, None]) / width) ** 2) / (width * np.sqrt(2 * np.pi))
        mass = (mass[:, None] * density * half * _WEIGHTS).ravel()
        shares = combat.losses_at(day.ravel(), rules.lethality, rules.battle_exponent)
        for k, side in enumerate(sides):
            part = shares[k][:, None] * side.suffers
            left[k] = np.repeat(left[k], len(_NODES), axis=0) * (1.0 - part) * later[k].kept
            ready[k] = battle.shaken(np.repeat(ready[k], len(_NODES), axis=0), part)
    return tuple(won_by), tuple(lost_by)
