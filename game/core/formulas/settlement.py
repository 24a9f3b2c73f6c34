r"""How a quarrel ends: what each end is worth to who began it, and whether the other side takes it.

Four ends, in the order of `CrisisEnd` less OPEN: the initiator withdraws, both give way, it keeps
what it gained, the victim ceases to be what it was. Each end is worth the sum of named terms:

    worth[end] = start[end] + sum over terms of weight x (figure - typical figure) x profile[end]

The profiles are what theory says each circumstance speaks for; the weights are few, for all quarrels
alike, and fitted once (`settlement_fit`). The figures (0..1 unless said) are public:

| term | figure | why |
|---|---|---|
| edge | power of initiator and victim on the spot, (A - V) / (A + V), -1..1 | Huth 1988: the balance at the place decides, not the one in the books |
| whole | share of the victim that is wanted, to the power 3/2, x chance to carry it | who wants all cannot be bought off with a part (Fearon 1995 on indivisible issues; Fazal 2007) |
| in_hand | how far it is in the initiator's hands already | a fait accompli leaves to others the choice to fight (Schelling 1966; Altman 2017) |
| alien_rule | how far holding it means ruling strangers by force; more where the norm against it stands, and far from home | Mack 1975, Edelstein 2004: occupiers go home |
| pressing | it presses and takes nothing by itself | compellence rarely wins, and costs little to end (Schelling 1966; Sechser 2011) |
| guard | chance that those who would come stop it, x the norm | the enforcement game (Olson and Zeckhauser 1966) |
| shield | a great power is the victim, or bound to it and near | extended deterrence (Huth 1988) |
| balance | 1 - \|edge\|, half of it within a state | a mutually hurting stalemate makes ends meet (Zartman 1985; Slantchev 2003), less where one side would have to disarm (Walter 1997) |
| little | share of the victim that is not at stake | small stakes can be divided |
| outlaw | not a government that others recognise, as far as it has seized one | a regime without recognition has nowhere to stand once faced |
| region | a body of the region acts | neighbours have the nearest interest (Charter, chapter VIII) |
| rank | the initiator is a great power, or has nuclear weapons; more in its own region | great powers bear what is laid on them, and are let alone in their sphere (Mearsheimer 2001) |
| lawless | 1 - the norm, more where land is wanted | conquest was ended by a norm, held by those who hold power (Zacher 2001; Fazal 2007) |
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.core.formulas.settlement_fit import SHARE, START, TYPICAL, WEIGHTS

Floats = NDArray[np.float64]

WITHDREW, COMPROMISE, KEPT, DESTROYED = range(4)
"""The ends, as they are numbered here: CrisisEnd less 1."""

PROFILES: Final[dict[str, tuple[float, float, float, float]]] = {
    "edge": (-1.0, 0.0, 1.0, 1.0),
    "whole": (-0.5, -1.0, 0.0, 1.5),
    "in_hand": (-1.0, 0.0, 1.0, 0.5),
    "alien_rule": (1.0, 0.0, -0.5, -1.0),
    "pressing": (1.0, 1.0, -0.5, -2.0),
    "guard": (1.0, 0.0, -1.0, -1.0),
    "shield": (1.0, 0.5, -1.0, -1.0),
    "balance": (0.0, 1.0, 0.0, -1.0),
    "little": (0.0, 1.0, 0.0, -1.0),
    "outlaw": (1.0, -0.5, 0.0, 0.0),
    "region": (1.0, 0.5, -1.0, -1.0),
    "rank": (-0.5, -0.5, 1.0, 0.5),
    "lawless": (-1.0, 0.0, 0.0, 1.0),
}
"""What each circumstance speaks for and against: withdrew, compromise, kept, destroyed [design]."""

TERMS: Final = tuple(PROFILES)

STAKES: Final = ("whole", "in_hand", "rank")
"""Terms that weigh by how much the initiator wants it: its private resolve scales them."""
COSTS: Final = ("alien_rule", "guard", "shield", "region")
"""Terms that weigh by what it fears to pay: its private estimate of costs scales them."""

_SHAPE: Final = np.array(tuple(PROFILES.values()))
_VICTIM: Final = np.array([1.0, 0.0, -0.5, -1.5])
"""What the ends other than compromise are worth to the victim."""
_FAR_KM: Final = 3000.0


@dataclass(frozen=True, slots=True)
class Circumstances:
    """The figures of quarrels, arrays of one shape (or scalars); 0..1 unless said otherwise."""

    edge: Floats
    """(A - V) / (A + V) of the powers that can be brought to bear on the victim, -1..1."""
    aim: Floats
    """Share of the victim that is wanted."""
    in_hand: Floats
    rule: Floats
    """How far holding it means ruling an alien people by force."""
    pressing: Floats
    guard: Floats
    """Chance that those who would come stop it."""
    shield: Floats
    rank: Floats
    internal: Floats
    """1 for a quarrel within one state."""
    outlaw: Floats
    """1 where the initiator is a faction or a regime without recognition."""
    region: Floats
    """1 where a regional body has taken it up."""
    norm: Floats
    """Share of the world's power that is bound not to conquer."""
    grab: Floats
    """How far what is wanted is land or people, to be kept."""
    gap_km: Floats
    sphere: Floats
    """1 where initiator and victim share a border, 0.7 where they share a region."""


def figures(of: Circumstances) -> Floats:
    """Return the figures of the terms, [..., term]."""
    far = np.minimum(of.gap_km / _FAR_KM, 1.0)
    table = (
        of.edge,
        of.aim**1.5 * (1.0 + of.edge) / 2.0,
        of.in_hand,
        of.rule * (0.5 + 0.5 * of.norm) * (0.75 + 0.5 * far),
        of.pressing,
        of.guard * of.norm,
        of.shield,
        (1.0 - np.abs(of.edge)) * (1.0 - 0.5 * of.internal),
        1.0 - of.aim,
        of.outlaw * of.in_hand,
        of.region,
        of.rank * (0.75 + 0.5 * of.sphere),
        (1.0 - of.norm) * (0.5 + 0.5 * of.grab),
    )
    return np.stack(np.broadcast_arrays(*(np.asarray(row, float) for row in table)), axis=-1)


def terms(
    figure: Floats,
    *,
    resolve: Floats | float = 1.0,
    cost: Floats | float = 1.0,
    weights: Floats | None = None,
    typical: Floats | None = None,
) -> Floats:
    """Return what each term adds to each end, [..., end, term]; their sum and START decide.

    `figure` [..., term] as from `figures`; `resolve` and `cost` [...] are private factors, 1 for
    what others can know. `weights` and `typical` [term] are those of the fit unless given.
    """
    weight = np.asarray(WEIGHTS if weights is None else weights)
    middle = np.asarray(TYPICAL if typical is None else typical)
    scale = np.ones((*np.broadcast_shapes(np.shape(resolve), np.shape(cost)), len(TERMS)))
    for names, factor in ((STAKES, resolve), (COSTS, cost)):
        for name in names:
            scale[..., TERMS.index(name)] = factor
    pull = weight * (figure - middle) * scale
    return np.asarray(pull[..., None, :] * _SHAPE.T)


def worth(
    figure: Floats,
    *,
    resolve: Floats | float = 1.0,
    cost: Floats | float = 1.0,
    weights: Floats | None = None,
    typical: Floats | None = None,
) -> Floats:
    """Return what each end is worth to the initiator, [..., end], before what only it can see."""
    parts = terms(figure, resolve=resolve, cost=cost, weights=weights, typical=typical)
    return np.asarray(np.asarray(START) + parts.sum(axis=-1))


def expected(value: Floats) -> Floats:
    """Return what others expect of an initiator, [..., end]: shares that sum to 1.

    What they cannot see of its worths is taken as extreme-value noise of scale 1, which makes the
    shares logits (McFadden 1974; as in the enforcement game).
    """
    lifted = np.exp(value - value.max(axis=-1, keepdims=True))
    return np.asarray(lifted / lifted.sum(axis=-1, keepdims=True))


def accepts(value: Floats, resolve: Floats | float = 1.0, share: float = SHARE) -> Floats:
    """Return how much better a compromise is to the victim than refusing it, [...].

    A compromise gives it `share` of what the aggressor's withdrawal would. Refusing, it expects the
    initiator to choose among the other ends: withdrawal (1), the loss of what was taken (-1/2), its
    own end (-3/2); its private resolve scales what it hopes for. It signs at 0 and above: both
    must be better off than by going on (Fearon 1995).
    """
    chance = expected(value)
    others = np.where(np.arange(4) == COMPROMISE, 0.0, chance)
    hope = others @ _VICTIM / np.maximum(others.sum(axis=-1), 1e-9)
    return np.asarray(share - hope * resolve)


def choose(value: Floats, accepted: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return the end that comes about, [...]: the initiator's best that can be had.

    `value` [..., end] on its own estimates; a compromise that the victim would not sign cannot.
    """
    closed = (np.arange(4) == COMPROMISE) & ~accepted[..., None]
    return np.asarray(np.where(closed, -np.inf, value).argmax(axis=-1), np.int64)
