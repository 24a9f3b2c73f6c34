"""An index of treaties: who is bound to whom, and what there is between two states."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from game.core.kinds import TreatyKind
from game.core.records import Treaty

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Pacts:
    """Treaties as they stood when they were indexed.

    Good for as long as the treaties are `treaties`; comparing the two is quick, because records
    that did not change are the same objects.
    """

    treaties: Sequence[Treaty]

    @cached_property
    def ties(self) -> tuple[Ints, Ints, Ints, Ints]:
        """Who owes help to whom by a signed treaty, [tie] each: kind, turn, from, to.

        A guarantee binds its first party only. `turn` is the first at which the treaty no longer
        holds, beyond any turn for one without an end.
        """
        rows = [
            (int(treaty.kind), treaty.until_turn if treaty.until_turn >= 0 else _EVER, giver, other)
            for treaty in self.treaties
            if treaty.accepted
            for giver in (
                treaty.parties[:1] if treaty.kind == TreatyKind.GUARANTEE else treaty.parties
            )
            for other in treaty.parties
            if other != giver
        ]
        kind, until, giver, owed = np.array(rows, np.int64).reshape(-1, 4).T
        return kind, until, giver, owed

    @cached_property
    def by_pair(self) -> dict[tuple[int, int], tuple[Treaty, ...]]:
        """Treaties and offers of treaties to which both of two states are parties, lower first."""
        found: dict[tuple[int, int], list[Treaty]] = {}
        for treaty in self.treaties:
            for pair in combinations(sorted(set(treaty.parties)), 2):
                found.setdefault(pair, []).append(treaty)
        return {pair: tuple(treaties) for pair, treaties in found.items()}

    def bound(self, kinds: Sequence[TreatyKind], turn: int, n: int) -> NDArray[np.bool_]:
        """Return [state, target]: does a treaty of these kinds, in force in a turn, bind i to j?"""
        kind, until, giver, owed = self.ties
        wanted = np.zeros(len(TreatyKind), bool)
        wanted[[int(one) for one in kinds]] = True
        holds = (until > turn) & wanted[kind]
        bound = np.zeros((n, n), bool)
        bound[giver[holds], owed[holds]] = True
        return bound


_EVER = np.iinfo(np.int64).max
