"""Relations: treaties, rivalries, and how states like each other."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.content.compile.index import Index, calendar
from game.content.draft import Draft
from game.content.schema.words import turn_of
from game.core.ids import StateId, TreatyId
from game.core.kinds import TreatyKind
from game.core.records import Treaty
from game.core.tables import Dyads, States

Floats = NDArray[np.float64]

_LIKING: Final = {
    TreatyKind.DEFENCE: 0.30, TreatyKind.GUARANTEE: 0.15, TreatyKind.ENTENTE: 0.20,
    TreatyKind.NEUTRALITY: 0.08, TreatyKind.NON_AGGRESSION: 0.08,
}  # fmt: skip
_FAMILY = 0.55
"""A common crown."""
_RIVALS = -0.55
_CLAIMED = -0.25
_REGIMES = 0.14
"""Between likes; as much the other way between opposites."""
_IDEALS = -0.16
_USUAL_DISTANCE = 0.9
"""For each unit by which ideal points lie farther apart than usual."""
_PROMISES_KEPT = 2.0
"""What allies have seen each other keep at the start."""


def treaties(draft: Draft, at: Index) -> list[Treaty]:
    """Return the treaties in force at the start."""
    dates = calendar(draft)
    found: list[Treaty] = []
    for entry in draft.treaties.value:
        since = 0 if entry.since is None else (entry.since - dates.start_year) * dates.periods
        until = -1
        if entry.until is not None:
            until = turn_of(entry.until, dates.start_year, dates.start_period, dates.periods)
        parties = tuple(StateId(at.states[key]) for key in entry.parties)
        number = TreatyId(len(found))
        found.append(
            Treaty(number, entry.kind, parties, min(since, 0), until, parties[0], accepted=True)
        )
    return found


def fill_relations(dyads: Dyads, states: States, draft: Draft, at: Index) -> None:
    """Write rivalries, affinities and what allies have kept."""
    for entry in draft.rivalries.value:
        i, j = (at.states[key] for key in entry.between)
        dyads.rivalry[i, j] = dyads.rivalry[j, i] = entry.weight
    dyads.affinity[:] = _derived(dyads.rivalry, states, draft, at)
    for exception in draft.affinities.value:
        i, j = (at.states[key] for key in exception.between)
        dyads.affinity[i, j] = dyads.affinity[j, i] = exception.value
    np.fill_diagonal(dyads.affinity, 0.0)
    for treaty in draft.treaties.value:
        parties = at.of_states(treaty.parties)
        dyads.kept[np.ix_(parties, parties)] = _PROMISES_KEPT
    np.fill_diagonal(dyads.kept, 0.0)


def _derived(rivalry: Floats, states: States, draft: Draft, at: Index) -> Floats:
    """Return the liking that treaties, crowns, rivalries, regimes and ideals would give."""
    n = len(at.states)
    ties, family = np.zeros((n, n)), np.zeros((n, n), bool)
    for treaty in draft.treaties.value:
        parties = at.of_states(treaty.parties)
        cells = np.ix_(parties, parties)
        if treaty.empire:
            family[cells] = True
        ties[cells] = np.maximum(ties[cells], _LIKING[treaty.kind])
    crown = family.astype(int)
    cousins = (crown @ crown) > 0  # two dominions of one crown
    claimed = np.zeros((n, n))
    for claim in draft.claims.value:
        i, j = at.states[claim.claimant], at.states[claim.holder]
        if i != j:
            claimed[i, j] = claimed[j, i] = max(claimed[i, j], claim.weight)
    alike = 1.0 - np.abs(states.regime[:, None] - states.regime[None, :]) / 10.0
    apart = np.linalg.norm(states.ideal[:, None, :] - states.ideal[None, :, :], axis=2)
    liking = (
        ties
        + _FAMILY * family
        + 0.6 * _FAMILY * (cousins & ~family)
        + _RIVALS * rivalry
        + _CLAIMED * claimed
        + _REGIMES * alike
        + _IDEALS * (apart - _USUAL_DISTANCE)
    )
    bounded: Floats = np.clip(liking, -1.0, 1.0)
    return bounded
