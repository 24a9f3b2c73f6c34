"""An admiralty: where fleets and aircraft go, on what armies are about and what mandates let them."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from game.ai.raiders import bombers, cruises
from game.core import forces as front
from game.core.ids import NONE, StateId
from game.core.kinds import Arm, Mandate, Stance
from game.core.records import Resolution, War
from game.core.world import World

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

_NO_BOMBING = (Mandate.DEFEND, Mandate.ENFORCE_ZONE)

NO_FARTHER = 60
"""Steps after which a way is not followed any more."""


@dataclass
class Admiralty:
    """One state's ships and aircraft: what it knows, and what it has sent where."""

    known: World
    theatre: front.Theatre
    power: Floats
    """[formation]"""
    state: StateId
    wars: list[War]
    sent: dict[int, tuple[int, Stance]] = field(default_factory=dict)
    """Goals and stances by formation."""
    leash: tuple[Resolution, War] | None = None
    """The mandate that it fights under, and keeps to."""

    def sail(self, fleets: Ints, aims: list[int]) -> None:
        """Send fleets to the seas that transports must cross, then off the foe's coast."""
        if fleets.size == 0 or (not aims and not self._outmatched(fleets)):
            return
        if not aims:
            self._cruise(fleets)
            return
        forces, board, land = self.known.formations, self.known.board, self.known.territories
        foes = self.theatre.hostile[self.state]
        shore = board.territories
        wanted: list[int] = []
        for row, (goal, _) in sorted(self.sent.items()):
            node = int(forces.node[row])
            for _ in range(NO_FARTHER):
                step = int(self.theatre.next_steps(self.state, Arm.ARMY, goal, np.array([node]))[0])
                if step == node:
                    break
                node = step
                if node >= shore:
                    wanted.append(node)
        crossed = set(wanted)
        for aim in aims:
            wanted += [int(node) for node in board.around(aim) if node >= shore]
        for coast_of in np.flatnonzero(foes[land.controller]).tolist():
            wanted += [int(node) for node in board.around(coast_of) if node >= shore]
        seas = list(dict.fromkeys(wanted))[:8]
        if not seas:
            return
        afloat = forces.exists & (forces.arm == Arm.FLEET) & foes[np.maximum(forces.owner, 0)]
        opposed = {sea: float(self.power[afloat & (forces.node == sea)].sum()) for sea in seas}
        order = fleets[np.argsort(-self.power[fleets], kind="stable")]
        going = order[: max(1, (2 * order.size + 2) // 3)]
        force = float(self.power[going].sum())
        seas = [sea for sea in seas if opposed[sea] < 0.8 * force]
        contested_seas = [sea for sea in seas if opposed[sea] > 0]
        if contested_seas:
            seas = contested_seas[:1]  # all together where the foe is
        if not seas:
            self._cruise(going)
            return
        for place, row in enumerate(going):
            goal = seas[place % len(seas)]
            cost = self.theatre.distances(self.state, Arm.FLEET, np.array([goal]))
            if not np.isfinite(cost[forces.node[row]]):
                continue
            around = board.around(goal)
            lands = around[around < shore]
            coast = bool(foes[land.controller[lands]].any())
            guns = place == 0 and bool(np.isin(lands, aims).any())
            stance = Stance.BLOCKADE if coast and not guns else Stance.SUPPORT
            if goal in crossed and not opposed[goal] and not guns:
                stance = Stance.CONVOY
            if stance == Stance.BLOCKADE and self._held_back():
                stance = Stance.SUPPORT
            self.sent[int(row)] = (goal, stance)

    def _outmatched(self, fleets: Ints) -> bool:
        """Tell whether some foe's fleets outweigh its own, all taken together."""
        forces, foes = self.known.formations, self.theatre.hostile[self.state]
        afloat = forces.exists & (forces.arm == Arm.FLEET) & foes[np.maximum(forces.owner, 0)]
        return float(self.power[afloat].sum()) > float(self.power[fleets].sum())

    def _cruise(self, fleets: Ints) -> None:
        """Send ships against the foe's trade, where the mandate lets them."""
        if not self._held_back():
            for row, sea in cruises(self.known, self.theatre, self.state, fleets):
                self.sent[row] = (sea, Stance.ATTACK)

    def _held_back(self) -> bool:
        """Tell whether it fights under a mandate that only defends."""
        return self.leash is not None and self.leash[0].mandate == Mandate.DEFEND

    def fly(self, groups: Ints, aims: list[int]) -> None:
        """Base aircraft on the friendly field next to what is aimed at."""
        if groups.size == 0:
            return
        groups = self._bomb(groups, all_of_them=not aims)
        if groups.size == 0 or not aims:
            return
        forces, board = self.known.formations, self.known.board
        fields = np.flatnonzero(
            self.theatre.open_to[self.state, self.known.territories.controller]
            & (self.known.territories.siege <= 0)
        )
        if fields.size == 0:
            return
        base = int(fields[np.argmin(board.land_km[fields][:, aims].min(axis=1))])
        roads = self._against_roads(groups)
        for row in groups.tolist():
            stance = Stance.BLOCKADE if row == roads else Stance.SUPPORT
            if forces.node[row] != base or forces.stance[row] != stance:
                self.sent[row] = (base, stance)

    def _against_roads(self, groups: Ints) -> int:
        """Return the air group to send against roads: the weakest, where others help the armies."""
        if groups.size < 2 or self._held_back():
            return NONE
        return int(groups[np.argmin(self.power[groups])])

    def _bomb(self, groups: Ints, *, all_of_them: bool) -> Ints:
        """Send air groups against the foe's industry; return those that are left for the armies.

        Half of them where armies need the others, all where they do not; none under a mandate that
        does not go so far, or where nothing is in reach.
        """
        if self.leash is not None and self.leash[0].mandate in _NO_BOMBING:
            return groups
        strongest = groups[np.argsort(-self.power[groups], kind="stable")]
        most = groups.size if all_of_them else groups.size // 2
        out = bombers(self.known, self.theatre, self.state, strongest, most)
        for row in out:
            self.sent[row] = (int(self.known.formations.node[row]), Stance.ATTACK)
        return groups[~np.isin(groups, out)]
