"""The holder's choice: let a nation go, or hold it; the sum of named terms."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.core.kinds import Doctrine
from game.core.nations import Nations, nations_of
from game.core.terms import TermTable
from game.core.world import World

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

ASKS: float = 0.35
"""Nationhood from which a nation asks for a state, and its holder must have an answer."""


def asking(world: World) -> Ints:
    """Return the places, among the nations without a state, of those that ask for one."""
    here = nations_of(world)
    if not here.rows.size:
        return here.rows
    return np.flatnonzero(here.able & (world.states.nationhood[here.rows] >= ASKS))


def risings(world: World) -> dict[int, int]:
    """Return by nation the crisis in which it has risen."""
    return {int(crisis.nation): crisis.id for crisis in world.crises.open if crisis.nation >= 0}


def letting_go(world: World, places: Ints, *, private: bool = True) -> TermTable:
    """Return what letting go is worth to the holder beside holding on, [place], by term.

    `places` are among `nations_of(world)`. With `private`, what it would lose counts by the holder's
    own factors, which only it knows; its treasury too.
    """
    here, states = nations_of(world), world.states
    rows, holder = here.rows[places], here.holder[places]
    level, colonial = states.nationhood[rows], here.colonial[places]
    fighting = _fighting(world, here, places)
    worth = _worth(world, here, places)
    doctrine = states.doctrine[holder]
    prestige = (0.14 + 0.35 * doctrine[:, Doctrine.REVISE] + 0.08 * states.major[holder]) * (
        0.5 + 0.5 * colonial
    )
    debt = np.zeros(len(places))
    if private:
        worth = worth * states.resolve[holder]
        debt = np.clip(
            -states.treasury[holder] / np.maximum(0.6 * states.production[holder], 1e-6), 0.0, 1.0
        )
    war = np.asarray(world.at_war().any(axis=1))[holder]
    trust = here.mandate[places] * (0.06 + 0.14 * _trusteeship(world)[holder])
    return TermTable.of(
        {
            "national_feeling": 1.5 * (level - 0.6),
            "rising": fighting,
            "tired_at_home": 0.5 * states.weariness[holder] + 0.15 * debt,
            "scruples": 0.18 * states.regime[holder] / 10.0,
            "spirit_of_the_age": (0.4 * here.norm - 0.22 * max(0.0, 1.0 - 5.0 * here.norm))
            * colonial,
            "held_in_trust": trust,
            "order": 0.15 * doctrine[:, Doctrine.UPHOLD],
            "worth": -worth,
            "pride": -prestige,
            "part_of_the_realm": -0.45 * (1.0 - colonial) * (1.0 - here.taken[places])
            * np.clip(states.stability[holder] / 0.5, 0.2, 1.2) * (1.25 - level),
            "hard_to_hold": 0.12 * colonial * level
            * np.clip(np.log(np.maximum(states.tpop[rows], 1e-6) / states.tpop[holder]), 0.0, 2.0),
            "too_small": -_DOUBT * colonial * _smallness(states.tpop[rows]),
            "once_a_state": 0.5 * here.taken[places] * doctrine[:, Doctrine.UPHOLD],
            "conquered": -0.9 * here.taken[places] * (
                0.1
                + doctrine[:, Doctrine.REVISE]
                - 0.03 * np.minimum(states.regime[holder], 0.0)
                + 0.7 * states.repression[rows]
            ),
            "first_the_war": -0.2 * war,
        }
    )  # fmt: skip


_DOUBT: Final = 1.0
"""How much it holds back who would let a land go that it is too small to stand alone [design]. The
smallest waited until the 1970s and after (Rapoport, Muteba and Therattil, Small States and
Territories, UNITAR 1971)."""


def _smallness(people: Floats) -> Floats:
    """Return how far a nation of so many thousand people passes for too small for a state, 0..1.

    Not at all from a million; wholly at some thirty thousand.
    """
    return np.clip(np.log10(1000.0 / np.maximum(people, 1.0)) / 1.5, 0.0, 1.0)


def _worth(world: World, here: Nations, places: Ints) -> Floats:
    """Return what a nation's land is worth to its holder, [place] in 0..0.4."""
    states = world.states
    rows, holder = here.rows[places], here.holder[places]
    counted = 0.3 * states.production[holder]
    makes = np.where(
        here.colonial[places] >= 0.5,
        states.production[rows],
        np.maximum(states.production[rows], 0.02 * counted),
    )
    size = np.sqrt(makes / np.maximum(states.production[holder], 1e-6))
    passage = _straits(world)[rows]
    return np.minimum(0.35 * np.minimum(size, 1.0) + 0.12 * passage, 0.4)


def _straits(world: World) -> NDArray[np.bool_]:
    """Return whose homeland closes a strait or canal, [state]."""
    scenario = world.scenario
    closing = {int(land) for strait in world.board.straits for land in strait.keepers}
    return np.array(
        [not closing.isdisjoint(home) for home in scenario.homelands or ((),) * world.n]
    )


def _fighting(world: World, here: Nations, places: Ints) -> Floats:
    """Return what a rising tells its holder, [place]: that it is there, how long, how it goes."""
    found = np.zeros(len(places))
    up = risings(world)
    if not up:
        return found
    years = world.scenario.calendar.years_a_turn
    for place, row in enumerate(here.rows[places].tolist()):
        if row in up:
            crisis = world.crises[up[row]]
            since = (world.turn - crisis.opened) * years
            found[place] = 0.02 + 0.04 * min(since, 8.0) + 0.35 * (0.6 - crisis.tide)
    return found


def _trusteeship(world: World) -> NDArray[np.bool_]:
    """Return who answers to a body open to all for what it holds in trust, [state]."""
    seats = world.memberships
    universal = [body for body, charter in enumerate(world.charters) if charter.open_to_all]
    if not universal:
        return np.zeros(world.n, bool)
    belongs = (seats.member & seats.in_being[:, None])[universal]
    return np.asarray(belongs.any(axis=0), bool)
