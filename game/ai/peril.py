"""Peril: whom each state has most to fear from, with what force, and what stands against it.

Walt's threat counts power even where there is no ill will; what a state shapes its course by is the
part of it that means harm. Pacts, guarantees and strategies all reckon from here, and all of it is
public, so that every view gives the same figures.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from game.core.formulas.deterrence import win_chance
from game.core.kinds import Doctrine
from game.core.outlook import Outlook, outlook
from game.core.phases.appraisal import claims_matrix
from game.core.world import World

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

T = TypeVar("T", bound=np.generic)

_MEANT = 0.4
"""Ill will from which the whole of a threat is taken to be meant."""

_FELT = 1e-4
"""Threat below which nobody gives it a thought."""

_WILL = 0.25
"""How far an ally that does not fear the same foe can be counted on to come, beside one that does."""


@dataclass(frozen=True, slots=True)
class Peril:
    """Who fears whom, at a moment; figures for one state are public to all."""

    look: Outlook
    danger: Floats
    """[state, target] the part of j's threat to i that means harm and would come so far, 0..1."""
    worst: Ints
    """[state] whom it fears most."""
    peril: Floats
    """[state] how much, 0..1."""
    force: Floats
    """[state] the strength that the worst can bring to bear on it."""
    means: Floats
    """[state] its own strength, and what allies would credibly add."""
    lost: Floats
    """[state] chance that the worst would prevail as things are."""
    claimed: Floats
    """[state, target] how much j claims of i."""


def peril(known: World) -> Peril:
    """Look at who fears whom; once while the world is held."""
    return known.once("peril", lambda: _peril(known))


def _peril(known: World) -> Peril:
    look, rules, dyads = outlook(known), known.rules, known.dyads
    claimed = claims_matrix(known)
    one, other = np.nonzero(dyads.threat > _FELT)
    ill = rules.rivalry_weight * dyads.rivalry[one, other]
    ill += rules.claim_weight * claimed[one, other]
    ill += rules.aggression_weight * dyads.aggression[one, other]
    ill -= rules.affinity_weight * dyads.affinity[one, other]
    meant = np.minimum(np.maximum(ill / _MEANT, 0.0), 1.0)
    danger = np.zeros_like(claimed)
    danger[one, other] = dyads.threat[one, other] * meant * look.nearness[one, other]
    worst = danger.argmax(axis=1)
    rows = np.arange(known.n)
    force = look.strength[worst] * look.nearness[rows, worst]
    ally, of = np.nonzero(look.bound | look.bound.T)
    helps = of != worst[ally]
    ally, of = ally[helps], of[helps]
    brought = look.nearness[ally, of] * look.credence[ally, of] * look.strength[of]
    means = look.strength + np.bincount(ally, weights=brought, minlength=known.n)
    return Peril(
        look=look,
        danger=danger,
        worst=worst,
        peril=danger[rows, worst],
        force=force,
        means=means,
        lost=prevails(force, means),
        claimed=claimed,
    )


def pick(matrix: NDArray[T], one: Ints, other: Ints) -> NDArray[T]:
    """Return matrix[one, other], for index arrays that broadcast.

    Quick where one is a column of rows and the other everybody in a line, or the other way round:
    whole rows are taken then.
    """
    n = len(matrix)
    if one.ndim == other.ndim == 2:
        if one.shape[1] == 1 and other.shape == (1, n):
            return matrix[one[:, 0]]
        if other.shape[1] == 1 and one.shape == (1, n):
            return matrix.T[other[:, 0]]
    return np.asarray(matrix[one, other])


def prevails(force: Floats, against: Floats) -> Floats:
    """Return the chance that a force prevails over what is set against it."""
    return win_chance(np.maximum(force, 1e-9), np.maximum(against, 1e-9))


def shared(here: Peril, one: Ints, other: Ints) -> Floats:
    """Return how far another fears what one fears most, 0..1; index arrays that broadcast."""
    foe = here.worst[one]
    if other.shape == (1, len(here.danger)) and foe.ndim == 2 and foe.shape[1] == 1:
        felt = here.danger.T[foe[:, 0]]  # everybody's fear of one foe a row
    else:
        felt = here.danger[other, foe]
    fear = felt / np.maximum(here.peril[one], 0.05)
    return np.asarray(np.clip(fear, 0.0, 1.0) * (foe != other), float)


def help_from(known: World, here: Peril, one: Ints, other: Ints) -> Floats:
    """Return what an ally would bring against what one fears most; index arrays that broadcast.

    Its strength by the loss of strength over the distance, by how far its word is believed, and by
    how far it fears the same foe or likes whom it would help.
    """
    look = here.look
    liking = np.clip(pick(known.dyads.affinity, other, one), 0, 1)
    will = np.clip(_WILL + (1 - _WILL) * shared(here, one, other) + 0.2 * liking, 0.0, 1.0)
    brought = look.strength[other] * pick(look.nearness, one, other)
    brought = brought * pick(look.credence, one, other) * will
    return np.asarray(brought * (here.worst[one] != other))


def relief(known: World, here: Peril, one: Ints, other: Ints) -> Floats:
    """Return how much smaller one's peril is with another's help; index arrays that broadcast.

    The peril times the fall in the chance that it prevails. Of one who is bound already, what its
    help is worth now.
    """
    afraid = here.peril[one] > 0.0  # nothing is worked out for who has nothing to fear
    if one.ndim == 2 and not afraid.all():
        found = np.zeros(np.broadcast_shapes(one.shape, other.shape))
        if one.shape[1] == 1:
            rows = afraid[:, 0]
            found[rows] = _relief(known, here, one[rows], other)
        else:
            columns = afraid[0]
            found[:, columns] = _relief(known, here, one[:, columns], other)
        return found
    return _relief(known, here, one, other)


def _relief(known: World, here: Peril, one: Ints, other: Ints) -> Floats:
    brought = help_from(known, here, one, other)
    look = here.look
    has = (pick(look.bound, one, other) | pick(look.bound, other, one)) & (here.worst[one] != other)
    counted = look.strength[other] * pick(look.nearness, one, other)
    counted = counted * pick(look.credence, one, other) * has
    without = np.maximum(here.means[one] - counted, here.look.strength[one])
    before = prevails(here.force[one], without)
    after = prevails(here.force[one], without + brought)
    return np.asarray(here.peril[one] * np.maximum(before - after, 0.0))


def pool(known: World, here: Peril, rows: Ints) -> Floats:
    """Return what a coalition could set against what each row fears most, [row].

    Everybody who fears the same foe or likes the row, by what reaches it; not the foe's own allies.
    """
    n = known.n
    everyone = np.arange(n)
    foes = here.worst[rows]
    brought = help_from(known, here, rows[:, None], everyone[None, :])
    against = here.look.bound[:, foes].T | (everyone[None, :] == rows[:, None])
    moved = (here.danger[:, foes].T > 0.02) | (known.dyads.affinity[:, rows].T > 0.25)
    return np.asarray((brought * (~against & moved)).sum(axis=1))


def wishes(known: World, doctrine: Doctrine) -> Floats:
    """Return the weight of one doctrine with every state, [state]."""
    return known.states.doctrine[:, doctrine]
