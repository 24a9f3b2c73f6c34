"""Strategies: what each state could do about what it fears most, and what each course is worth.

Balance by arms or by allies and bandwagon (Walt 1987), bandwagon for profit (Schweller 1994), leave
it to another (Christensen and Snyder 1990), hide (Schroeder 1994), appease, call on the institution,
revise, let others pay (Olson and Zeckhauser 1966); Powell (1999, ch. 5) for weighing them as bets on
one scale. A state takes the best on its own estimates, without dice; the logit is what others, who
do not see those, expect of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from game.ai import pacts
from game.ai.peril import Peril, peril, pool, prevails
from game.core.ids import NONE
from game.core.kinds import Act, Doctrine, Obligation
from game.core.terms import Term, TermTable
from game.core.world import World

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


class Strategy(IntEnum):
    """A course that a state can take towards what it fears most."""

    ARM = 0
    ALLY = 1
    BANDWAGON = 2
    BUCK_PASS = 3
    HIDE = 4
    APPEASE = 5
    UPHOLD = 6
    REVISE = 7
    FREE_RIDE = 8


STAKES = ("relief", "profit", "risk")
"""Terms that a state weighs by its own resolve; what a course costs, by its own costs."""

KEYS = ("relief", "profit", "risk", "cost", "autonomy", "entrapment", "leaning")
"""The terms of every course."""

_PLACE = {key: place for place, key in enumerate(KEYS)}


@dataclass(frozen=True, slots=True)
class Courses:
    """What every course is worth to some states: one row a state."""

    rows: Ints
    """The states asked about."""
    foes: Ints
    """[row] whom each fears most."""
    worth: TermTable
    """[row, strategy] in public, or on each state's own estimates."""
    open: Flags
    """[row, strategy] the course can be taken at all."""
    catcher: Ints
    """[row] who would be left to deal with the foe; -1 nobody could."""
    partner: Ints
    """[row] the ally worth most; -1 nobody would do."""

    def of(self, places: Ints) -> Courses:
        """Return the courses of some of the rows, by place."""
        return Courses(
            self.rows[places],
            self.foes[places],
            TermTable(self.worth.keys, self.worth.values[places]),
            self.open[places],
            self.catcher[places],
            self.partner[places],
        )

    def and_of(self, others: Courses) -> Courses:
        """Return these and the courses of other states, one after the other."""
        return Courses(
            np.concatenate([self.rows, others.rows]),
            np.concatenate([self.foes, others.foes]),
            TermTable(self.worth.keys, np.concatenate([self.worth.values, others.worth.values])),
            np.concatenate([self.open, others.open]),
            np.concatenate([self.catcher, others.catcher]),
            np.concatenate([self.partner, others.partner]),
        )

    def total(self) -> Floats:
        """Return the worth of each course, [row, strategy]; minus infinity where it is shut."""
        return np.where(self.open, self.worth.total(), -np.inf)

    @property
    def best(self) -> Ints:
        """[row] the course that is worth most; the first of equals."""
        best: Ints = self.total().argmax(axis=1)
        return best


def courses(known: World, states: Sequence[int] | Ints, *, private: bool = True) -> Courses:
    """Return what every course is worth to some states.

    `private` weighs what is at stake by each one's resolve, what it costs by its costs, and the
    foe's strength by its own estimate: only the states' own rows are read. Without, it is what
    everybody can know. No row hangs on what else is asked.
    """
    rows = np.asarray(states, np.int64)
    kept: dict[str, Courses] = known.once(("courses", private), dict)
    place = np.full(known.n, -1)
    if "all" in kept:
        place[kept["all"].rows] = np.arange(kept["all"].rows.size)
    fresh = np.unique(rows[place[rows] < 0])
    if fresh.size or "all" not in kept:
        found = _weighed(known, fresh, private=private)
        kept["all"] = kept["all"].and_of(found) if "all" in kept else found
        place[kept["all"].rows] = np.arange(kept["all"].rows.size)
    return kept["all"].of(place[rows])


def _weighed(known: World, rows: Ints, *, private: bool) -> Courses:
    here = peril(known)
    found, shut, catcher, partner = _courses(known, here, rows, private=private)
    values = np.zeros((rows.size, len(Strategy), len(KEYS)))
    for strategy, terms in found.items():
        for key, worth in terms.items():
            values[:, strategy, _PLACE[key]] = worth
    if private:
        values *= _own(known, rows)
    open_ = np.ones((rows.size, len(Strategy)), bool)
    for strategy, closed in shut.items():
        open_[:, strategy] = ~closed
    return Courses(rows, here.worst[rows], TermTable(KEYS, values), open_, catcher, partner)


def _own(known: World, rows: Ints) -> Floats:
    """Return the private factor on each term, [row, 1, term]."""
    factors = np.ones((rows.size, 1, len(KEYS)))
    for place, key in enumerate(KEYS):
        if key in STAKES:
            factors[:, 0, place] = known.states.resolve[rows]
        elif key != "leaning":
            factors[:, 0, place] = known.states.cost_estimate[rows]
    return factors


_Terms = dict[str, Floats]


def _courses(
    known: World, here: Peril, rows: Ints, *, private: bool
) -> tuple[dict[Strategy, _Terms], dict[Strategy, Flags], Ints, Ints]:
    """Return the terms of each course, where it is shut, and who would catch the buck or ally."""
    look, states = here.look, known.states
    foe, danger = here.worst[rows], here.peril[rows]
    seen = known.dyads.power_error[rows, foe] if private else np.ones(rows.size)
    force, means, own = here.force[rows] * seen, here.means[rows], look.strength[rows]
    lost = prevails(force, means)
    near = look.nearness[rows, foe]
    weight = {d: states.doctrine[rows, d] for d in Doctrine}
    free = states.regime[rows] / 10.0
    exposed = danger * lost
    found: dict[Strategy, _Terms] = {}
    shut: dict[Strategy, Flags] = {}

    found[Strategy.ARM] = {
        "relief": arming_relief(known, here, rows, private=private),
        "cost": np.full(rows.size, -_ARMS_COST),
        "leaning": 0.12 * weight[Doctrine.BALANCE] + 0.05 * weight[Doctrine.REVISE],
    }

    partner, pact = pacts.best_partner(known, here, rows)
    found[Strategy.ALLY] = {
        "relief": pact["threat_relief"] + pact["liking"],
        "cost": pact["upkeep"] + pact["rivalry"],
        "autonomy": pact["autonomy"],
        "entrapment": pact["entrapment"],
        "leaning": 0.12 * weight[Doctrine.BALANCE] + 0.04 * weight[Doctrine.UPHOLD],
    }
    shut[Strategy.ALLY] = partner < 0

    urgent = danger >= _URGENT
    held = np.zeros(rows.size)
    held[urgent] = prevails(force[urgent], means[urgent] + pool(known, here, rows[urgent]))
    revise = weight[Doctrine.REVISE]
    found[Strategy.BANDWAGON] = {
        "relief": 0.65 * exposed,
        "profit": 0.25 * revise * lost,
        "risk": -0.10 * danger,
        "autonomy": np.full(rows.size, -_SUBJECTION),
        "leaning": -0.1 * weight[Doctrine.UPHOLD] - 0.05 * weight[Doctrine.KEEP_OUT],
    }
    shut[Strategy.BANDWAGON] = (held <= 0.5) | ~urgent

    catcher, catches = _catcher(known, here, rows)
    found[Strategy.BUCK_PASS] = {
        "relief": exposed * catches,
        "risk": -0.35 * exposed * (1.0 - catches),
        "leaning": 0.12 * weight[Doctrine.FREE_RIDE] + 0.05 * weight[Doctrine.KEEP_OUT],
    }
    shut[Strategy.BUCK_PASS] = catcher < 0

    claimed = here.claimed[rows, foe]
    found[Strategy.HIDE] = {
        "relief": exposed * (0.15 + 0.5 * (1.0 - near)) * (1.0 - claimed),
        "risk": -0.10 * exposed,
        "cost": np.full(rows.size, -0.01),
        "leaning": 0.18 * weight[Doctrine.KEEP_OUT] - 0.05 * weight[Doctrine.UPHOLD],
    }

    grievance = np.maximum(claimed, known.dyads.rivalry[rows, foe])
    content = 1.0 - 0.9 * states.doctrine[foe, Doctrine.REVISE]
    found[Strategy.APPEASE] = {
        "relief": 0.7 * exposed * content * np.where(claimed > 0, 1.0, 0.3),
        "cost": -0.6 * claimed - 0.02,
        "autonomy": np.full(rows.size, -0.03),
        "leaning": 0.04 * weight[Doctrine.KEEP_OUT] - 0.08 * weight[Doctrine.UPHOLD],
    }
    shut[Strategy.APPEASE] = (grievance < 0.1) | (danger < 0.5 * _URGENT)

    shelter, covered = _institution(known, here, rows, force, means)
    found[Strategy.UPHOLD] = {
        "relief": danger * (lost - shelter),
        "cost": np.full(rows.size, -0.01),
        "leaning": 0.18 * weight[Doctrine.UPHOLD] - 0.1 * revise + 0.02 * free,
    }
    shut[Strategy.UPHOLD] = ~covered

    prize, chance = _prey(known, here, rows)
    found[Strategy.REVISE] = {
        "profit": prize * chance,
        "risk": -0.2 * exposed,
        "cost": -known.rules.war_cost * (0.25 + (1.0 - chance)) * (prize > 0) - 0.05,
        "leaning": 0.3 * revise - 0.2 * weight[Doctrine.UPHOLD] - 0.03 * np.maximum(free, 0.0),
    }
    shut[Strategy.REVISE] = (prize <= 0) & (revise < 0.3)

    alone = prevails(force, own)
    found[Strategy.FREE_RIDE] = {
        "relief": danger * (alone - lost) * 0.5 + 0.4 * danger * (lost - shelter),
        "risk": -0.08 * exposed,
        "leaning": 0.16 * weight[Doctrine.FREE_RIDE],
    }
    return found, shut, catcher, partner


_ARMS_COST = 0.05
"""What doubling one's arms costs, beside what is at stake."""

_SUBJECTION = 0.4
"""What it costs to follow a state that one fears."""

_URGENT = 0.1
"""Peril from which a state would bow to whom it fears."""


def arming_relief(known: World, here: Peril, rows: Ints, *, private: bool) -> Floats:
    """Return what doubling its own arms takes from each row's gravest danger, [row].

    From whichever danger it helps most against: more danger from anybody never makes it less.
    """
    look = here.look
    danger = here.danger[rows]
    row, foe = np.nonzero(danger)
    one = rows[row]
    force = look.strength[foe] * look.nearness[one, foe]
    if private:
        force *= known.dyads.power_error[one, foe]
    means = here.means[one]
    danger[row, foe] *= prevails(force, means) - prevails(force, means + look.strength[one])
    most: Floats = danger.max(axis=1, initial=0.0)
    return most


def _catcher(known: World, here: Peril, rows: Ints) -> tuple[Ints, Floats]:
    """Return who would be left to face each row's foe, and the chance that it holds, [row].

    A capable other that fears the foe more and stands nearer to it, and is neither its friend.
    """
    look, gap = here.look, known.dyads.gap_km
    foe = here.worst[rows]
    everyone = np.arange(known.n)
    threatened = here.danger[:, foe].T
    more = threatened > np.maximum(here.peril[rows], 0.02)[:, None]
    nearer = gap[rows, foe][:, None] > gap[:, foe].T
    border = known.dyads.contiguous[:, foe].T & ~known.dyads.contiguous[rows, foe][:, None]
    loyal = look.bound[:, foe].T
    able = more & (nearer | border) & ~loyal & known.states.exists[None, :]
    able &= (everyone[None, :] != rows[:, None]) & (everyone[None, :] != foe[:, None])
    holds = np.zeros(able.shape)
    row, other = np.nonzero(able)
    reach = look.strength[foe[row]] * look.nearness[other, foe[row]]
    holds[row, other] = 1.0 - prevails(reach, here.means[other])
    best = holds.argmax(axis=1)
    chance = holds[np.arange(rows.size), best]
    return np.where(chance >= _CAPABLE, best, NONE), chance


_CAPABLE = 0.3
"""Chance of holding out from which another is thought capable of catching the buck."""


def _institution(
    known: World, here: Peril, rows: Ints, force: Floats, means: Floats
) -> tuple[Floats, Flags]:
    """Return the chance that the foe would prevail if the best body stood by each row, [row].

    And whether any body is there to be called on: one with a duty to act, of which it is a member,
    and in which the foe cannot veto what is done against it for nothing.
    """
    look, seats = here.look, known.memberships
    foe = here.worst[rows]
    best = prevails(force, means)
    covered = np.zeros(rows.size, bool)
    keen = (
        known.states.doctrine[:, Doctrine.UPHOLD] + 0.3 * known.states.doctrine[:, Doctrine.BALANCE]
    )
    for body, charter in enumerate(known.charters):
        if charter.needs(Act.FORCE) is None and charter.needs(Act.TRADE_BAN) is None:
            continue
        member = seats.member[body]
        belief = (seats.met[body, rows] + 1.0) / (
            seats.met[body, rows] + seats.failed[body, rows] + 2
        )
        binding = max(charter.obligation(Act.FORCE), charter.obligation(Act.TRADE_BAN))
        duty = 0.35 if binding >= Obligation.BINDING else 0.2
        barred = charter.rule(Act.FORCE).veto & (seats.seat[body, foe] == 2)
        vetoed = np.where(barred, 0.25, 1.0)
        brought = look.nearness[rows] * (look.strength * keen * member)[None, :]
        brought[np.arange(rows.size), foe] = 0.0
        brought[np.arange(rows.size), rows] = 0.0
        help_ = duty * belief * vetoed * brought.sum(axis=1)
        mine = member[rows]
        best = np.where(mine, np.minimum(best, prevails(force, means + help_)), best)
        covered |= mine
    return best, covered


def _prey(known: World, here: Peril, rows: Ints) -> tuple[Floats, Floats]:
    """Return the worth of what each row claims most, once won, and the chance to win it, [row]."""
    look = here.look
    weight = here.claimed.T[rows]
    revise = known.states.doctrine[rows, Doctrine.REVISE]
    prize = known.rules.gain_weight * weight * (0.15 + 1.3 * revise)[:, None]
    chance = np.zeros(prize.shape)
    row, other = np.nonzero(weight)
    force = look.strength[rows[row]] * look.nearness[other, rows[row]]
    chance[row, other] = prevails(force, here.means[other])
    best = (prize * chance).argmax(axis=1)
    at = np.arange(rows.size)
    return prize[at, best], chance[at, best]


# -- what is shown ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Posture:
    """The course that a state takes, and why."""

    strategy: Strategy
    towards: int
    """Whom it fears most."""
    terms: tuple[Term, ...]
    catcher: int
    partner: int


def posture(known: World, state: int) -> Posture:
    """Return the course that a state takes on its own estimates."""
    found = courses(known, [state])
    best = int(found.best[0])
    return Posture(
        Strategy(best),
        int(found.foes[0]),
        found.worth.row(0, best),
        int(found.catcher[0]),
        int(found.partner[0]),
    )


def expected_strategy(known: World, states: Sequence[int] | None = None) -> Floats:
    """Return what others expect each state to do: a chance for each strategy, [state, strategy].

    A logit over what everybody can know; its lambda follows from the spread of what they cannot
    see, the state's resolve, costs and estimate of the foe (McKelvey and Palfrey 1995).
    """
    rows = range(known.n) if states is None else states
    found = courses(known, rows, private=False)
    rules, values = known.rules, found.worth.values
    stakes = np.abs(values[..., [KEYS.index(key) for key in STAKES]].sum(axis=-1))
    costs = values[..., [KEYS.index(key) for key in ("cost", "autonomy", "entrapment")]].sum(
        axis=-1
    )
    hidden = np.hypot(rules.resolve_spread * stakes, rules.cost_spread * costs)
    spread = np.hypot(np.where(found.open, hidden, 0.0).max(axis=1), _LEAST_SPREAD)
    rate = np.minimum(np.pi / (np.sqrt(3.0) * spread), rules.rationality)
    odds = np.exp(rate[:, None] * (found.total() - found.total().max(axis=1, keepdims=True)))
    chances: Floats = odds / odds.sum(axis=1, keepdims=True)
    return chances


_LEAST_SPREAD = 0.005
"""What is never known of another's mind."""
