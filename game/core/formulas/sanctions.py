"""Sanctions by goods: coverage, leakage at a price, stocks, shortage, and what they press.

Seen from a target, the market for a good has usual suppliers who deny it, and others who may sell
more, at a price. Galtung (1967) on why targets adapt; Hufbauer, Schott,
Elliott and Oegg (2007) on when pressure works: cost to the target beside its output, and time.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


_DEAREST = 100.0
"""No price is followed beyond this multiple of the usual one."""


@dataclass(frozen=True, slots=True)
class Market:
    """What becomes of targets' purchases, [target, good] each; shares of their usual purchases."""

    denied: Floats
    """What usual suppliers deny."""
    refill: Floats
    """Share of that which others make up for, 0..1."""
    price: Floats
    """Beside the usual one, 1..100."""

    @property
    def missing(self) -> Floats:
        """What is denied and not made up for."""
        return self.denied * (1.0 - self.refill)


def effective_denial(denied: Floats, sealed: Floats, by_sea: Floats) -> Floats:
    """Return what of its sales each state cannot or will not deliver, [target, state, good].

    `sealed` [target] share of the target's coast that is blockaded; `by_sea` [target, state] share
    of deliveries that come by sea; all in 0..1.
    """
    through = 1.0 - sealed[:, None] * np.clip(by_sea, 0.0, 1.0)
    return 1.0 - (1.0 - denied) * through[:, :, None]


def coverage(
    supply: Floats, own: Floats, ties: Floats, denial: Floats, tie_weight: float
) -> tuple[Floats, Floats]:
    """Return what targets are denied of what they usually buy, and what of the market stays open.

    Both [target, good] in 0..1. A target usually buys from each seller by a mean of its share of
    the world market and of that share weighed by usual trade. `supply` [state, good] sales; `own`
    [target, good] the target's own, left out; `ties` [target, state] usual trade with each, 0 with
    itself; `denial` [target, state, good], 0 to itself.
    """
    sold = np.maximum(supply.sum(axis=0)[None] - own, 0.0)
    tied = ties @ supply
    held_back = supply[None] * denial
    of_market = _quotient(held_back.sum(axis=1), sold)
    of_ties = np.where(
        tied > 1e-12, _quotient(np.einsum("ts,tsg->tg", ties, held_back), tied), of_market
    )
    gone = (1.0 - tie_weight) * of_market + tie_weight * of_ties
    return np.clip(gone, 0.0, 1.0), np.where(sold > 1e-12, np.clip(1.0 - of_market, 0.0, 1.0), 0.0)


def clear(
    gone: Floats, still_open: Floats, size: Floats, spare: float, elasticity: float
) -> Market:
    """Clear the markets for what is denied to targets.

    `gone`, `still_open` [target, good] as from `coverage`; `size` [target] its part in the world's
    purchases; `spare` what sellers could add at any price, as a share of their sales.

    Of what is denied, D, bidders ask for D x size more of world sales. Sellers who do not deny add
    spare x (1 - p**-e) of theirs, demand shrinks to D x size x p**-e; where they meet, the share
    q = S / (S + D x size) of what is denied is filled, at the price p = q**(-1/e), with S all that
    they could add. So a large outsider fills nearly all of what a middling state is denied, and
    where nobody sells there is a shortage, whatever the price.
    """
    most = spare * still_open
    asked = gone * size[:, None]
    q = np.where(asked > 0, most / np.maximum(most + asked, 1e-12), 1.0)
    price = np.minimum(np.maximum(q, 1e-12) ** (-1.0 / elasticity), _DEAREST)
    return Market(gone, q, price)


def sellers(supply: Floats, denial: Floats) -> Floats:
    """Return who makes up for what is denied to one target, [state, good]; columns sum to 1 or 0.

    In proportion to what of their sales they do not deny. `supply` [state, good], with 0 for the
    target itself; `denial` [state, good].
    """
    could = supply * (1.0 - denial)
    return _quotient(could, could.sum(axis=0)[None])


def draw_stocks(missing_use: Floats, stocks: Floats, draw: float, norm: Floats | float) -> Floats:
    """Return what is taken from stocks (above 0) or laid in (below), [..., good], in quarters' use.

    `missing_use` share of use that is not bought; `stocks` quarters of use in store. Part `draw` of
    a shortfall is met while stocks last; in plenty a tenth of the way to `norm` is laid in.
    """
    taken = np.minimum(stocks, draw * missing_use)
    laid_in = -0.1 * np.maximum(norm - stocks, 0.0)
    return np.where(missing_use > 1e-6, taken, laid_in)


def settle_shortage(shortage: Floats, missing_use: Floats, drawn: Floats, speed: float) -> Floats:
    """Return the new shortage, [..., good] in 0..1, moving part of the way to what goes without."""
    level = np.clip(missing_use - np.maximum(drawn, 0.0), 0.0, 1.0)
    return np.clip(shortage + speed * (level - shortage), 0.0, 1.0)


def weighed(shortage: Floats, weights: Floats) -> Floats:
    """Return the weighed mean shortage, [...]; `weights` [good] sum to 1."""
    return np.clip(shortage @ weights, 0.0, 1.0)


def effort_left(shortage: Floats, weights: Floats) -> Floats:
    """Return what shortages leave of the upkeep of forces, [...] in 0..1.

    A product over goods of 1 - weight x shortage: an army short of oil is not helped by rubber.
    `weights` [good] in 0..1: what a total lack of the good takes away.
    """
    left: Floats = np.prod(1.0 - weights * np.clip(shortage, 0.0, 1.0), axis=-1)
    return left


def felt(pressure: Floats, cost: Floats, speed: float) -> Floats:
    """Return how much sanctions are felt, [...] in 0..1, moving towards 1 - exp(-15 x cost).

    `cost` share of output lost to them; 1 % is felt as a seventh, 2.4 % as three tenths, 10 % as
    three quarters. (Successes of the record cost their targets 2.4 % of output in the mean, failures
    1 %: Hufbauer and others 2007.)
    """
    level = 1.0 - np.exp(-15.0 * np.maximum(cost, 0.0))
    return np.clip(pressure + speed * (level - pressure), 0.0, 1.0)


def concession_pressure(
    pressure: Floats, stakes: Floats, regime: Floats, stability: Floats, rate: float
) -> Floats:
    """Return the chance in a quarter that felt sanctions bring concession, [...] in 0..1.

    Rises with the square of pressure (cheap sanctions are lived with), falls with `stakes` (0..1) of
    the quarrel; autocrats (regime -10..10) hold out longer, unstable regimes less long (Hufbauer
    and others 2007; Allen 2008).
    """
    yielding = (1.0 - 0.7 * stakes) * (1.0 + 0.03 * regime) * (1.4 - 0.8 * stability)
    felt_so = np.square(np.clip(pressure, 0.0, 1.0))
    return 1.0 - np.exp(-rate * felt_so * np.maximum(yielding, 0.0))


def pressed_in_war(pressure: Floats, effort: Floats) -> Floats:
    """Return how sanctions press who is at war, [...] in 0..1: armies that run dry press as well.

    `effort` what shortages leave of the upkeep of its forces, 0..1; a total want presses by seven
    tenths of what else there is to feel, half of it by a quarter of that [design].
    """
    return pressure + (1.0 - pressure) * 0.7 * np.square(1.0 - effort)


def _quotient(part: Floats, whole: Floats) -> Floats:
    return np.where(whole > 1e-12, part / np.maximum(whole, 1e-12), 0.0)
