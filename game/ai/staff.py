"""A general staff: objectives, what each needs, and who is sent where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.ai.admiralty import NO_FARTHER, Admiralty
from game.ai.decision import Decision
from game.ai.mandates import going_beyond
from game.core import forces as front
from game.core import mandates
from game.core.formulas import combat
from game.core.ids import NONE, FormationId, NodeId
from game.core.kinds import Arm, Stance
from game.core.orders import MoveFormation
from game.core.phases.peace import contested, score
from game.core.phases.scores import speaker
from game.core.terms import Term, total

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

_FRONTS = 3
"""Objectives gone for at once."""

_ENOUGH = 3.0
"""How far what is sent to an objective should outweigh what holds it."""

_ATTACK_AT = 1.15
"""How far what is at the door must outweigh the defence of a place before it is attacked."""

_TO_THE_END = 6
"""Quarters after which attackers who hold what they wanted go for a dictated peace."""

_TURNS_TO_ATTACK = 0.45
"""Chance of the attackers below which the attacked carry the war into their country."""

_GUARDED = 0.6
"""Share of the power of foes next door that a guard should match on its ground."""

_WORTH_HOLDING = 0.02
"""Share of its people, from which a place is worth sending armies to that are not there."""


@dataclass
class Staff(Admiralty):
    """One state's general staff: what it knows, and what it has sent where."""

    def orders(self) -> Iterator[Decision]:
        """Yield marching orders for every formation that has somewhere better to be."""
        forces = self.known.formations
        mine = np.flatnonzero(forces.exists & (forces.owner == self.state))
        if mine.size == 0:
            return
        told = self._mandate(mine)
        goals = self._objectives()
        if self.leash is not None:
            goals = goals[mandates.open_ground(self.known, *self.leash)[goals]]
        armies = self._available(mine[forces.arm[mine] == Arm.ARMY], goals)
        aims = self._attack(armies, goals)
        self._defend(armies)
        self.sail(mine[forces.arm[mine] == Arm.FLEET], aims)
        self.fly(mine[forces.arm[mine] == Arm.AIR], aims)
        reasons = (
            Term("objectives", float(goals.size)), Term("armies", float(armies.size)), *told
        )  # fmt: skip
        for row, (goal, stance) in sorted(self.sent.items()):
            if goal != forces.node[row] or stance != forces.stance[row] or forces.goal[row] != NONE:
                order = MoveFormation(self.state, FormationId(row), NodeId(goal), stance)
                yield Decision(order, reasons)

    def _mandate(self, mine: Ints) -> tuple[Term, ...]:
        """Find the mandate under which this state fights; return why it goes beyond, if it does."""
        for resolution in self.known.resolutions.open:
            war = mandates.war_under(self.known, resolution)
            if war is None or not (self.known.formations.mandate[mine] == resolution.id).any():
                continue
            terms = going_beyond(self.known, resolution, self.state)
            if total(terms) > 0:
                return terms
            self.leash = (resolution, war)
            break
        return ()

    def _available(self, armies: Ints, goals: Ints) -> Ints:
        """Return the armies that may be used.

        Of a helper's those pledged; of a leader's, or of who speaks for a side, the nearest, as many as the quarrel is worth (nobody
        strips the country for its marches) and as its writ brings to march.
        """
        forces = self.known.formations
        led = [
            war
            for war in self.wars
            if self.state in (war.attackers[0], war.defenders[0])
            or self.state == speaker(self.known, war, war.side(self.state))
        ]
        if not led:
            pledged = armies[forces.mandate[armies] != NONE]
            strongest = armies[np.argsort(-forces.strength[armies], kind="stable")]
            return pledged if pledged.size else strongest[: max(1, armies.size // 3)]
        if goals.size == 0 or armies.size < 3:
            return armies
        put_in = max(
            1.0 if self.state in war.attackers else score(self.known, war).put_in for war in led
        )
        share = put_in * (0.4 + 0.6 * float(self.known.states.stability[self.state]))
        far = self.theatre.distances(self.state, Arm.ARMY, goals)[forces.node[armies]]
        order = armies[np.argsort(far, kind="stable")]
        before = np.cumsum(self.power[order]) - self.power[order]
        return order[before < share * float(self.power[order].sum())]

    def _objectives(self) -> Ints:
        """Return the territories to go for, most wanted first."""
        known, land = self.known, self.known.territories
        foes_hold = self.theatre.hostile[self.state, land.controller]
        found: list[int] = []
        for war in self.wars:
            attacking = self.state in war.attackers
            side = war.attackers if attacking else war.defenders
            lost = np.flatnonzero(np.isin(land.owner, side) & foes_hold).tolist()
            if not attacking:
                found += lost
                if not lost and score(known, war).win < _TURNS_TO_ATTACK:
                    found += self.theatre.frontier(self.state).tolist()
                continue
            claim = contested(known, war)
            wanted = [int(t) for t in claim.territories if foes_hold[t]] if claim else []
            standing = score(known, war)
            if not wanted and (
                claim is None or standing.existence >= 0.5 or standing.turns >= _TO_THE_END
            ):
                # Nothing on the map is wanted, or all of it is held, and there is no peace: go for
                # the seat of government.
                seat = int(known.states.capital[war.defenders[0]])
                edge = self.theatre.frontier(self.state).tolist()
                wanted = [seat, *edge] if foes_hold[seat] else edge
            found += wanted + lost
        return np.array(list(dict.fromkeys(found)), np.int64)

    def _holding(self, place: int) -> float:
        """Return the power that holds a place against this state, with its ground."""
        known, forces = self.known, self.known.formations
        foes = self.theatre.hostile[self.state]
        there = forces.exists & (forces.node == place) & foes[np.maximum(forces.owner, 0)]
        people = float(front.militia(known, np.array([place]))[0])
        people *= 1.0 - float(known.territories.siege[place])
        standing = float(self.power[there & (forces.arm == Arm.ARMY)].sum()) + people
        return combat.defended(standing, int(known.board.terrain[place]))

    def _near(self, place: int) -> float:
        """Return the power of foes' armies at a place and next to it."""
        forces, foes = self.known.formations, self.theatre.hostile[self.state]
        around = np.append(self.known.board.around(place), place)
        there = forces.exists & np.isin(forces.node, around) & (forces.arm == Arm.ARMY)
        return float(self.power[there & foes[np.maximum(forces.owner, 0)]].sum())

    def _attack(self, armies: Ints, goals: Ints) -> list[int]:
        """Send armies to objectives, nearest first, as many as each needs; return what is aimed at.

        Armies gather on friendly land at the door of the first foe-held place on their way, and go
        in together once they outweigh what holds it.
        """
        if goals.size == 0 or armies.size == 0:
            return []
        forces = self.known.formations
        table = self.theatre.each_distance(self.state, Arm.ARMY, goals[: 2 * _FRONTS])
        here = table[:, forces.node[armies]]
        reached = np.flatnonzero(np.isfinite(here).any(axis=1))
        if reached.size == 0:
            return []
        nearest = reached[np.argsort(here[reached].min(axis=1), kind="stable")][:_FRONTS]
        guards = self._guards(armies)
        need = {
            int(goals[row]): _ENOUGH * (self._holding(int(goals[row])) + 0.5) for row in nearest
        }
        for goal in need:
            need[goal] += 0.5 * _ENOUGH * self._near(goal)
        doors: dict[int, list[tuple[int, int]]] = {}
        order = np.argsort(here[nearest].min(axis=0), kind="stable")
        for place in order:
            row = int(armies[place])
            if row in guards:
                continue
            options = [
                (float(here[pick, place]) + 2.0 * rank, int(goals[pick]))
                for rank, pick in enumerate(nearest)
                if np.isfinite(here[pick, place]) and need[int(goals[pick])] > 0
            ]
            if not options:
                continue
            goal = min(options)[1]
            need[goal] -= float(self.power[row])
            doors.setdefault(self._door(goal, int(forces.node[row])), []).append((row, goal))
        for door, group in sorted(doors.items()):
            self._storm(door, group)
        return sorted({goal for group in doors.values() for _, goal in group} | set(doors))

    def _guards(self, armies: Ints) -> set[int]:
        """Return armies that stay where a foe could walk in behind them.

        Of each stack the smallest, until they are a match for the foe next door; half of it at most.
        """
        forces, land = self.known.formations, self.known.territories
        foes, board = self.theatre.hostile[self.state], self.known.board
        stay: set[int] = set()
        ashore = armies[forces.node[armies] < board.territories]
        for place in np.unique(forces.node[ashore]).tolist():
            stack = ashore[forces.node[ashore] == place]
            if stack.size < 2 or foes[land.controller[place]]:
                continue
            around = board.around(place)
            lands = around[around < board.territories]
            if not foes[land.controller[lands]].any():
                continue
            stack = stack[np.argsort(forces.strength[stack], kind="stable")]
            kept, half = 0.0, 0.5 * float(self.power[stack].sum())
            wanted = _GUARDED * self._near(place)
            for row in stack[:-1]:
                kept += float(self.power[row])
                if stay and kept > half:
                    break
                stay.add(int(row))
                if combat.defended(kept, int(board.terrain[place])) >= wanted:
                    break
        return stay

    def _door(self, goal: int, start: int) -> int:
        """Return the first foe-held place on the way from a node to a goal (or the goal)."""
        land, shore = self.known.territories, self.known.board.territories
        foes = self.theatre.hostile[self.state]
        node = start
        for _ in range(NO_FARTHER):
            if node < shore and foes[land.controller[node]]:
                return node
            step = int(self.theatre.next_steps(self.state, Arm.ARMY, goal, np.array([node]))[0])
            if step == node:
                break
            node = step
        return goal

    def _storm(self, door: int, group: list[tuple[int, int]]) -> None:
        """Order a group in, if it is strong enough; else to gather on the friendly side of the door."""
        forces, land, board = self.known.formations, self.known.territories, self.known.board
        rows = np.array([row for row, _ in group])
        around = board.around(door)
        lands = around[around < board.territories]
        ours = lands[self.theatre.open_to[self.state, land.controller[lands]]]
        near = np.isin(forces.node[rows], np.append(around, door))
        gathered = float(self.power[rows[near]].sum())
        engaged = bool((forces.node[rows] == door).any())
        go = gathered >= _ATTACK_AT * self._holding(door)
        if ours.size == 0:
            # From the sea there is nowhere to gather ashore: all go, if all are enough.
            go = float(self.power[rows].sum()) >= _ATTACK_AT * self._holding(door)
        for place, (row, goal) in enumerate(group):
            node = int(forces.node[row])
            if go and (near[place] or ours.size == 0):
                afloat = node >= board.territories or ours.size == 0
                coast = bool((around >= board.territories).any())
                self.sent[row] = (door, Stance.LAND) if afloat and coast else (goal, Stance.ATTACK)
            elif ours.size:
                if engaged and node == door and gathered >= 0.6 * self._holding(door):
                    self.sent[row] = (door, Stance.ATTACK)
                    continue
                cost = self.theatre.each_distance(self.state, Arm.ARMY, ours)[:, node]
                best = int(np.argmin(cost))
                if np.isfinite(cost[best]):
                    self.sent[row] = (int(ours[best]), Stance.MOVE)

    def _defend(self, armies: Ints) -> None:
        """Send armies with nothing better to do to own places that a foe threatens."""
        forces, land, board = self.known.formations, self.known.territories, self.known.board
        free = np.array([row for row in armies if int(row) not in self.sent], np.int64)
        if free.size == 0:
            return
        foes = self.theatre.hostile[self.state]
        enemy = np.flatnonzero(
            forces.exists & (forces.arm == Arm.ARMY) & foes[np.maximum(forces.owner, 0)]
        )
        near = [board.around(int(place)) for place in np.unique(forces.node[enemy])]
        touched = np.unique(np.concatenate([forces.node[enemy], *near])) if near else enemy
        touched = touched[touched < board.territories]
        mine = touched[
            (land.owner[touched] == self.state) | (land.controller[touched] == self.state)
        ]
        mine = mine[~foes[land.controller[mine]]]
        seat = self.known.states.capital[self.state]
        worth = land.people[mine] + 0.3 * (mine == seat)
        contested_land = {
            int(t)
            for war in self.wars
            for t in getattr(contested(self.known, war), "territories", ())
        }
        dear = {
            int(place): bool(value >= _WORTH_HOLDING or int(place) in contested_land)
            for place, value in zip(mine, worth, strict=True)
        }
        for place in mine[np.argsort(-worth, kind="stable")][: 2 * _FRONTS]:
            there = forces.exists & (forces.node == place) & (forces.owner == self.state)
            lacking = self._near(int(place)) - float(self.power[there].sum())
            stays = Stance.GARRISON if foes[land.owner[place]] else Stance.HOLD
            for row in free[forces.node[free] == place]:
                self.sent.setdefault(int(row), (int(place), stays))
            if lacking <= 0 or not dear[int(place)]:
                continue
            cost = self.theatre.distances(self.state, Arm.ARMY, np.array([place]))
            for row in free[np.argsort(cost[forces.node[free]], kind="stable")]:
                if lacking <= 0:
                    break
                if int(row) in self.sent or not np.isfinite(cost[forces.node[row]]):
                    continue
                self.sent[int(row)] = (int(place), Stance.HOLD)
                lacking -= float(self.power[row])
