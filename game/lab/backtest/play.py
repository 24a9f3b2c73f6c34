"""Playing a crisis: the council and those who would come, then the initiator's choice of an end.

A run differs from another by what only the states themselves know: how much each wants it, what it
thinks it would cost, how it reckons the other's power, and what its leader alone sees in each end.
Everything else is public and the same in all runs, so that it is worked out once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from game.core.formulas.settlement import (
    Circumstances,
    accepts,
    choose,
    figures,
    worth,
)
from game.core.formulas.settlement_fit import PRIOR_SHARE, SHARE, START
from game.core.outlook import Outlook, outlook
from game.core.rng import stream
from game.lab.backtest.cast import LEAD
from game.lab.backtest.measures import respond
from game.lab.backtest.reading import MEASURES, Opening
from game.lab.backtest.setting import Setting, set_up
from game.lab.record.tables import Record

Floats = NDArray[np.float64]

_SEED: Final = 0
"""One seed for all cases: runs differ, cases do not."""

_MOST_NUCLEAR: Final = 0.4
"""What nuclear weapons add to rank; being reckoned a great power adds the rest [design]."""


_SAME_REGION: Final = 0.7
"""How far a region without a common border is a sphere [design]."""


@dataclass(frozen=True, slots=True)
class Draws:
    """What only the states know, [run] or [run, state]."""

    resolve: Floats
    cost: Floats
    error: Floats
    """[run] log of the initiator's error about the victim's power."""
    unseen: Floats
    """[run, end] what the initiator's leader alone sees in each end, standard Gumbel."""
    hope: Floats
    """[run] the victim's private factor on what it hopes for."""


@dataclass(frozen=True, slots=True)
class Played:
    """What came of a crisis in all runs."""

    ends: NDArray[np.int64]
    """[run] ends, as numbered by the settlement formula."""
    measures: NDArray[np.int64]
    """[run] strongest steps, indices into MEASURES."""
    figure: Floats
    """[run, term] figures of the settlement terms."""

    def shares(self, prior: float = PRIOR_SHARE) -> Floats:
        """Return the forecast: frequencies, shrunk to the base shares by a Dirichlet prior, [end].

        The prior counts as `prior` of all that is known, however many runs there are.
        """
        seen = np.bincount(self.ends, minlength=4) / len(self.ends)
        base = np.exp(START)
        shares: Floats = (1.0 - prior) * seen + prior * base / base.sum()
        return shares

    def taken(self) -> Floats:
        """Return the shares of the strongest steps taken, [measure]."""
        return np.asarray(np.bincount(self.measures, minlength=len(MEASURES)) / len(self.measures))


def play(opening: Opening, record: Record, runs: int) -> Played:
    """Set a crisis up and play it `runs` times."""
    setting = set_up(opening, record)
    draws = draw(setting, runs)
    figure, measures = before_the_end(setting, draws)
    return Played(settle(figure, draws), measures, figure)


def draw(setting: Setting, runs: int) -> Draws:
    """Return the private draws; those of the parties are spread evenly (Latin hypercube).

    Even spreading makes 200 runs as good as many more drawn blindly (McKay, Beckman and Conover
    1979); each run's draws are as likely as any.
    """
    rules, n = setting.world.rules, setting.world.n
    free = stream(_SEED, 0, "backtest estimates")
    resolve = np.exp(rules.resolve_spread * free.standard_normal((runs, 32))[:, :n])
    cost = np.exp(rules.cost_spread * free.standard_normal((runs, 32))[:, :n])
    even = _evenly(stream(_SEED, 0, "backtest leaders"), runs, 8)
    resolve[:, LEAD] = np.exp(rules.resolve_spread * ndtri(even[:, 0]))
    cost[:, LEAD] = np.exp(rules.cost_spread * ndtri(even[:, 1]))
    return Draws(
        resolve=resolve,
        cost=cost,
        error=rules.power_spread * ndtri(even[:, 2]),
        unseen=-np.log(-np.log(even[:, 3:7])),
        hope=np.exp(rules.resolve_spread * ndtri(even[:, 7])),
    )


def _evenly(free: np.random.Generator, runs: int, of: int) -> Floats:
    """Return a Latin hypercube, [run, of] in 0..1: each column has one draw in each of its parts."""
    parts = np.stack([free.permutation(runs) for _ in range(of)], axis=1)
    spread = (parts + free.random((runs, of))) / runs
    return np.asarray(np.clip(spread, 1e-9, 1 - 1e-9))


def before_the_end(setting: Setting, draws: Draws) -> tuple[Floats, NDArray[np.int64]]:
    """Return the settlement figures, [run, term], and the strongest steps taken, [run]."""
    world = setting.world
    look = outlook(world)
    done = respond(setting, look, draws.resolve, draws.cost)
    return figures(circumstances(setting, look, draws.error, done.stopped)), done.measure


def settle(
    figure: Floats,
    draws: Draws,
    weights: Floats | None = None,
    share: float = SHARE,
    typical: Floats | None = None,
) -> NDArray[np.int64]:
    """Return how each run ends, [run], from its figures and private draws."""
    own_resolve, own_cost = draws.resolve[:, LEAD], draws.cost[:, LEAD]
    shown = worth(figure, weights=weights, typical=typical)
    seen = worth(figure, resolve=own_resolve, cost=own_cost, weights=weights, typical=typical)
    return choose(seen + draws.unseen, accepts(shown, draws.hope, share) >= 0)


def circumstances(setting: Setting, look: Outlook, error: Floats, stopped: Floats) -> Circumstances:
    """Gather the figures of a crisis; `error` and `stopped` [run] are those of each run."""
    world, quarrel = setting.world, setting.quarrel
    states, dyads = world.states, world.dyads
    a, v = setting.case.aggressor, setting.case.victim
    ours, theirs = setting.aggressors, setting.victims
    near, might = look.nearness, look.strength
    attack = sum(float(might[row] * near[v, row]) for row in ours)
    defence = sum(float(might[row] * (1.0 if row == v else near[v, row])) for row in theirs)
    tilt = np.log(max(attack, 1e-9) / max(defence, 1e-9)) - error
    ranks = [
        (1 - _MOST_NUCLEAR) * float(states.major[row])
        + _MOST_NUCLEAR * float(states.warheads[row] > 0)
        for row in ours
    ]
    outside = setting.body is not None and not setting.body.universal
    one = np.ones_like(error)
    return Circumstances(
        edge=np.tanh(tilt / 2.0),
        aim=quarrel.aim * one,
        in_hand=quarrel.hand * one,
        rule=quarrel.rule * one,
        pressing=quarrel.coercion * one,
        guard=stopped,
        shield=shield(setting, look) * one,
        rank=max(ranks) * one,
        internal=float(setting.cast.host >= 0) * one,
        outlaw=float(setting.cast.insurgent) * one,
        region=float(outside) * one,
        norm=setting.norm * one,
        gap_km=float(dyads.gap_km[v, a]) * one,
        grab=quarrel.grab * one,
        sphere=_sphere(setting) * one,
    )


def _sphere(setting: Setting) -> float:
    players, a, v = setting.cast.players, setting.case.aggressor, setting.case.victim
    if setting.world.dyads.contiguous[v, a]:
        return 1.0
    return _SAME_REGION if players[a].land.region == players[v].land.region else 0.0


def shield(setting: Setting, look: Outlook) -> float:
    """Return how well a great power covers the victim, 0..1: it is one, or one is bound and near.

    Not one that is bound to the aggressor as well: it sits between two friends.
    """
    states = setting.world.states
    ours, theirs = setting.aggressors, setting.victims
    v = setting.case.victim
    cover = [
        float(states.major[row]) * (1.0 if row == v else look.nearness[v, row]) for row in theirs
    ]
    for row in range(setting.world.n):
        if row in ours or row in theirs or not states.major[row]:
            continue
        if look.bound[row, theirs].any() and not look.bound[row, ours].any():
            cover.append(float(look.nearness[v, row]))
    return max(cover)
