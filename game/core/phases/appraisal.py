"""Appraisal: what every state knows and fears at the start of a turn.

Power, distances, threat, and the private estimates that no other state sees. Run before the
orders are asked for, so that every view is fresh.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.core.formulas import threat as walt
from game.core.formulas.capabilities import power_shares
from game.core.happenings.effects import Era
from game.core.happenings.eras import era
from game.core.ids import NOBODY
from game.core.kinds import Arm, Doctrine, Holding, TreatyKind
from game.core.rng import stream
from game.core.world import World

_FAR_KM = 20_016.0
"""Half round the earth."""

_COLONY_KM = 1_500.0
"""A base that must itself be supplied projects less: counted as so much farther away."""


def run(world: World) -> None:
    """Bring power, distance, threat and private estimates up to date."""
    states = world.states
    alive = states.exists
    states.power[:] = power_shares(
        np.stack([states.milex, states.milper, states.irst, states.pec, states.tpop, states.upop]),
        alive,
    )
    if not np.array_equal(world.territories.charted, world.territories.controller):
        _chart(world)
    _draw_private(world)
    world.dyads.threat = threat_factors(world)["threat"]


def _chart(world: World) -> None:
    """Recompute distances between states from who stands where."""
    land, dyads, states = world.territories, world.dyads, world.states
    n, controller = world.n, land.controller
    land.charted[:] = controller
    km = world.board.land_km
    order = np.argsort(controller, kind="stable")
    held, starts = np.unique(controller[order], return_index=True)
    base = np.where(
        (land.holding == Holding.CORE) | (land.holding == Holding.DISPUTED), 0.0, _COLONY_KM
    )
    home = np.where((land.holding == Holding.CORE) | (land.holding == Holding.DISPUTED), 0.0, 0.5)
    spread = km * (1.0 + home[:, None]) + home[:, None] * 2_000.0 + base[None, :]
    # By rows both times: whole rows are compared at once.
    to_receiver = np.minimum.reduceat(spread[order], starts, axis=0)
    nearest = np.minimum.reduceat(to_receiver.T[order], starts, axis=0)
    gap = np.full((n, n), _FAR_KM)
    gap[np.ix_(held, held)] = nearest.T
    np.fill_diagonal(gap, 0.0)
    dyads.gap_km = gap
    borders = world.board.edges[world.board.edge_kind == 0]
    a, b = controller[borders[:, 0]], controller[borders[:, 1]]
    at_home = (home[borders[:, 0]] == 0) & (home[borders[:, 1]] == 0)
    touching = np.zeros((n, n), bool)
    touching[a[at_home], b[at_home]] = True
    touching[b[at_home], a[at_home]] = True
    np.fill_diagonal(touching, val=False)
    dyads.contiguous = touching
    seats = np.maximum(states.capital, 0)
    dyads.distance_km = km[np.ix_(seats, seats)]


MOST_WRONG: Final = 20.0
"""Times by which nobody is wrong about another's power [design]."""


def _draw_private(world: World) -> None:
    """Draw this turn's private information, in fixed shapes, from its own stream."""
    rules, n = world.rules, world.n
    draw = stream(world.seed, world.turn, "private estimates")
    fast = np.stack([draw.standard_normal(n), draw.standard_normal(n)])
    settled = rules.mood_share
    mood = np.sqrt(settled) * _moods(world) + np.sqrt(1.0 - settled) * fast
    world.states.resolve[:] = np.exp(rules.resolve_spread * mood[0])
    world.states.cost_estimate[:] = np.exp(rules.cost_spread * mood[1])
    if world.turn % world.scenario.calendar.periods == 0:  # strength is reckoned anew once a year
        errors = np.exp(rules.power_spread * draw.standard_normal((n, n)))
        np.fill_diagonal(errors, 1.0)
        world.dyads.power_error = np.clip(errors, 1.0 / MOST_WRONG, MOST_WRONG)


def _moods(world: World) -> NDArray[np.float64]:
    """Return the lasting part of governments' factors, [2, state], standard normal each.

    A government is of one mind for some time: the part moves smoothly between draws that lie
    `mood_turns` apart, at the same spread throughout.
    """
    span = max(world.rules.mood_turns, 1)
    knot, part = divmod(world.turn, span)
    before, after = (
        stream(world.seed, place, "moods of governments").standard_normal((2, world.n))
        for place in (knot, knot + 1)
    )
    angle = 0.5 * np.pi * part / span
    return np.asarray(np.cos(angle) * before + np.sin(angle) * after)


def reach_km(world: World) -> NDArray[np.float64]:
    """Return how far each state's power carries, [state] in km; fleets carry it farther."""
    rules, forces = world.rules, world.formations
    years = world.scenario.calendar.when(world.turn) - world.scenario.calendar.start_year
    fleets = np.bincount(
        forces.owner[forces.exists & (forces.arm == Arm.FLEET)],
        weights=forces.strength[forces.exists & (forces.arm == Arm.FLEET)],
        minlength=world.n,
    )
    fleet_share = fleets / max(float(fleets.sum()), 1e-9)
    overseas = 1.0 + (rules.overseas_reach - 1.0) * np.sqrt(np.minimum(fleet_share * 4, 1.0))
    age = era(world, Era.REACH)
    return rules.reach_km * (1 + rules.reach_growth * years) * age * overseas


def nearness(world: World) -> NDArray[np.float64]:
    """Return the loss-of-strength gradient of j's power at i, [state, target]; 0 for no state."""
    return world.during("nearness", lambda: _nearness(world))


def _nearness(world: World) -> NDArray[np.float64]:
    """Work the gradient out, or take it from the stage before if nothing that it hangs on moved.

    Distances that are shared for reading cannot have been written to, so that it is enough to see
    that they are the same arrays.
    """
    alive, dyads = np.flatnonzero(world.states.exists), world.dyads
    reach = reach_km(world)[alive]
    gap, touching, old = dyads.gap_km.base, dyads.contiguous.base, world.gradient
    shared = not (dyads.gap_km.flags.writeable or dyads.contiguous.flags.writeable)
    of = (reach.tobytes(), alive.tobytes())
    if shared and old is not None and old[0] is gap and old[1] is touching and old[2] == of:
        return old[3]
    among = np.ix_(alive, alive)
    near = walt.gradient(dyads.gap_km[among], dyads.contiguous[among], reach)
    near = near if alive.size == world.n else _spread(near, alive, world.n)
    if shared:
        near.setflags(write=False)
        world.gradient = (gap, touching, of, near)
    return near


def strength(world: World) -> NDArray[np.float64]:
    """Return each state's fighting strength as a share of the world's, [state].

    Capabilities count the people and the steel; what can be made of them depends on how well
    armed and how united a state is: power x technology^1.5 x (0.2 + 0.8 stability), normalised.
    """
    return world.once("strength", lambda: _strength(world))


def _strength(world: World) -> NDArray[np.float64]:
    states = world.states
    union = 0.2 + 0.8 * states.stability
    raw = states.power * states.technology**1.5 * union * states.exists
    share: NDArray[np.float64] = raw / max(float(raw.sum()), 1e-12)
    return share


def claims_matrix(world: World) -> NDArray[np.float64]:
    """Return how much j claims of i, [state, target]: the weightiest live claim."""
    claimed = np.zeros((world.n, world.n))
    for claim in world.claims.open:
        if claim.holder != NOBODY:
            cell = (claim.holder, claim.claimant)
            claimed[cell] = max(claimed[cell], claim.weight)
    return claimed


def credence(world: World) -> NDArray[np.float64]:
    """Return how far i trusts j's word, [state, target] in 0..1: a Beta mean of 2 to 1.

    0 for no state.
    """
    alive = np.flatnonzero(world.states.exists)
    among = np.ix_(alive, alive)
    kept = world.dyads.kept[among]
    trusted = (kept + 2.0) / (kept + world.dyads.broken[among] + 3.0)
    return trusted if alive.size == world.n else _spread(trusted, alive, world.n)


def threat_factors(world: World) -> dict[str, NDArray[np.float64]]:
    """Return the factors of threat by name, and their product.

    `power` [target], `nearness` [state, target], `offence` [target], `intent` [state, target],
    `means` [state], `threat` [state, target]. A view gives the same figures as the world.
    """
    states, dyads, rules = world.states, world.dyads, world.rules
    alive = np.flatnonzero(states.exists)  # rows of states to come, or gone, are not looked at
    among = np.ix_(alive, alive)
    near = nearness(world)[among]
    shares = states.milex[alive] / max(float(states.milex[alive].sum()), 1e-9)
    output = states.production[alive] / max(float(states.production[alive].sum()), 1e-9)
    offensive = walt.offence(shares, output, states.mobilisation[alive])
    promised = world.ties(TreatyKind.DEFENCE, TreatyKind.GUARANTEE)[among]
    allied = promised | promised.T
    affinity = dyads.affinity[among]
    friends = np.minimum(np.maximum(affinity, 0) + 0.5 * allied, 1.0)
    claimed = claims_matrix(world)[among]
    holders, claimants = (np.unique(rows) for rows in np.nonzero(claimed))
    on_friends = np.zeros_like(claimed)
    on_friends[:, claimants] = np.minimum(
        friends[:, holders] @ claimed[np.ix_(holders, claimants)], 1.0
    )
    regime = states.regime[alive]
    ideology = regime[:, None] - regime[None, :]
    np.abs(ideology, out=ideology)
    ideology /= 20
    ideology *= 0.5 + states.doctrine[alive, Doctrine.REVISE][None, :]
    hostile = walt.intent(
        dyads.rivalry[among],
        claimed,
        on_friends,
        dyads.aggression[among],
        ideology,
        affinity,
        (
            rules.rivalry_weight,
            rules.claim_weight,
            rules.aggression_weight,
            rules.ideology_weight,
            rules.affinity_weight,
        ),
    )
    hostile[allied] *= 0.25
    helpers = np.zeros_like(near)  # few have allies: credence is looked up for those alone
    who, whom = np.nonzero(allied)
    one, other = alive[who], alive[whom]
    kept, broken = dyads.kept[one, other], dyads.broken[one, other]
    helpers[who, whom] = (kept + 2.0) / (kept + broken + 3.0)
    might = strength(world)[alive]
    own = walt.means(might, near, helpers)
    level = walt.threat(might, near, offensive, hostile, own, rules.base_hostility)
    found = {
        "power": might,
        "nearness": near,
        "offence": offensive,
        "intent": hostile,
        "means": own,
        "threat": level,
    }
    if alive.size == world.n:
        return found
    return {name: _spread(values, alive, world.n) for name, values in found.items()}


def _spread(values: NDArray[np.float64], alive: NDArray[np.intp], n: int) -> NDArray[np.float64]:
    """Return figures of the living, [alive] or [alive, alive], among all rows; 0 for the others."""
    spread = np.zeros((n,) * values.ndim)
    spread[np.ix_(*(alive,) * values.ndim)] = values
    return spread
