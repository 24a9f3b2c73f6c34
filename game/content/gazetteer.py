"""The gazetteer: what everything is called, and in what colour it is shown."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class Gazetteer:
    """Names by id (places in the tuples) and by key (`*_keys` and `state`, `territory`, ...)."""

    state_keys: tuple[str, ...]
    names: tuple[str, ...]
    """[state]"""
    adjectives: tuple[str, ...]
    colours: NDArray[np.uint8]
    """[state, 3] red, green, blue."""
    blurbs: tuple[str, ...]
    """[state] a paragraph for whoever might lead it; empty where there is none."""
    roles: tuple[str, ...]
    doctrine_reasons: tuple[str, ...]
    """[state] one line on what it is after."""
    territory_keys: tuple[str, ...]
    territory_names: tuple[str, ...]
    cities: tuple[str, ...]
    """[territory] main city."""
    regions: tuple[str, ...]
    """[region] numbered as on the board."""
    zone_keys: tuple[str, ...]
    zone_names: tuple[str, ...]
    strait_names: tuple[str, ...]
    """[strait] numbered as on the board."""
    institution_keys: tuple[str, ...]
    institution_names: tuple[str, ...]
    charter_names: tuple[str, ...]
    """[institution] name of the charter at the start."""
    claim_keys: tuple[str, ...]
    claim_names: tuple[str, ...]
    """[claim]"""
    treaty_names: tuple[str, ...]
    """[treaty] of the start; empty where it has no name of its own."""
    formation_names: tuple[str, ...]
    """[formation] of the start; empty where it has no name of its own."""
    template_names: tuple[str, ...] = ()
    """[template] names of the charters after which institutions can be founded."""

    happening_names: tuple[str, ...] = ()
    """[happening] as each stands in a sentence."""
    happening_told: tuple[str, ...] = ()
    """[happening] the sentence of the chronicle, with places for `{state}` and `{other}`."""
    happening_blurbs: tuple[str, ...] = ()
    """[happening] what is meant by it."""

    def state(self, key: str) -> int:
        """Return the id of a state. Raises KeyError for a key that the campaign does not know."""
        return _place(self.state_keys, key)

    def territory(self, key: str) -> int:
        """Return the id of a territory."""
        return _place(self.territory_keys, key)

    def zone(self, key: str) -> int:
        """Return the id of a sea zone."""
        return _place(self.zone_keys, key)

    def institution(self, key: str) -> int:
        """Return the id of an institution."""
        return _place(self.institution_keys, key)

    def claim(self, key: str) -> int:
        """Return the id of a claim."""
        return _place(self.claim_keys, key)

    def node_name(self, node: int) -> str:
        """Return the name of a place: a territory or a sea zone."""
        land = len(self.territory_names)
        return self.territory_names[node] if node < land else self.zone_names[node - land]


def _place(keys: tuple[str, ...], key: str) -> int:
    try:
        return keys.index(key)
    except ValueError:
        raise KeyError(key) from None
