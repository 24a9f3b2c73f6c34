"""What was found at every point of which a case expects something, in the same shape."""

from __future__ import annotations

from typing import Any

import numpy as np

from game.core.ids import NONE
from game.core.kinds import Good, Stance
from tests.battles import schema
from tests.battles.playing import Played, each_way, played
from tests.battles.setting import place, place_name, row_of, state, state_name

Points = dict[str, Any]
"""What is expected, or what was found, by place."""

_SAME = 1e-6
"""Within which two figures count as the same."""


def expected(case: schema.Case) -> Points:
    """Return what a case expects, point by point; that no order was refused, unless it says so."""
    points: Points = {}
    for way, said in each_way(case):
        points |= _points(_dumped(said), way)
    for number, one in enumerate(case.order):
        points[f"order[{number}]"] = one.rises
    return points


def found(case: schema.Case) -> Points:
    """Return what was found at every point of which a case expects something."""
    points: Points = {}
    for way, said in each_way(case):
        seen = played(case.number, way)
        dumped = _dumped(said)
        points |= _points({key: _FINDERS[key](seen, want) for key, want in dumped.items()}, way)
    for number, one in enumerate(case.order):
        figures = {way: _figure(played(case.number, way), one) for way in _named(one.rises)}
        points[f"order[{number}]"] = _ranked(figures, one.rises)
    return points


def figures_of(case: schema.Case, one: schema.Ordering) -> dict[str, float]:
    """Return the figure that an ordering is about, by way."""
    return {way: _figure(played(case.number, way), one) for way in _named(one.rises)}


def _dumped(said: schema.Expected) -> dict[str, Any]:
    plain: dict[str, Any] = said.model_dump(exclude_unset=True)
    plain.setdefault("refused", ())
    return plain


def _points(value: Any, where: str) -> Points:
    if isinstance(value, dict) and value:
        merged: Points = {}
        for key, item in value.items():
            merged |= _points(item, f"{where}.{key}" if where else str(key))
        return merged
    if isinstance(value, tuple) and value and isinstance(value[0], dict):
        merged = {f"{where}.length": len(value)}
        for number, item in enumerate(value):
            merged |= _points(item, f"{where}[{number}]")
        return merged
    return {f"{where}.length": 0} if value == () else {where: value}


def _named(rises: tuple[str, ...]) -> list[str]:
    return [way for group in rises for way in group.split(" = ")]


def _ranked(figures: dict[str, float], said: tuple[str, ...]) -> tuple[str, ...]:
    """Return the ways from the lowest figure to the highest, those with the same one together."""
    order = _named(said)
    groups: list[list[str]] = []
    for way in sorted(order, key=lambda way: (figures[way], order.index(way))):
        if groups and abs(figures[way] - figures[groups[-1][0]]) <= _SAME * max(
            1.0, abs(figures[way])
        ):
            groups[-1].append(way)
        else:
            groups.append([way])
    return tuple(" = ".join(sorted(group, key=order.index)) for group in groups)


def _figure(seen: Played, one: schema.Ordering) -> float:
    world, name = seen.world, one.of or ""
    match one.what:
        case "attack" | "defence" | "chance" | "attackers lose" | "defenders lose":
            assert seen.answer is not None, f"{seen.case.number}: nobody asks for the odds"
            shares = dict(
                zip(("attackers lose", "defenders lose"), seen.answer.shares, strict=True)
            )
            return float(shares.get(one.what, 0) or getattr(seen.answer, one.what, 0))
        case "battles":
            return float(sum(event.kind == "war.battle" for event in seen.events))
        case "killed":
            return float(
                sum(
                    event.figure("attackers_lost") + event.figure("defenders_lost")
                    for event in seen.events
                    if event.kind == "war.battle"
                )
            )
        case "men" | "supply" | "readiness" | "technology":
            row, forces = row_of(seen.case, name), world.formations
            column = "strength" if one.what == "men" else one.what
            return float(getattr(forces, column)[row]) if forces.exists[row] else 0.0
        case "siege" | "resistance":
            return float(getattr(world.territories, one.what)[place(world, name)])
        case "liked":
            return float(world.dyads.affinity[:, state(world, name)].sum())
        case "trusted":
            return -float(world.dyads.broken[:, state(world, name)].sum())
        case "short of oil":
            return float(world.states.shortage[state(world, name), Good.OIL])
    columns = {"people": "tpop", "soldiers": "milper", "output": "production"}
    return float(getattr(world.states, columns.get(one.what, one.what))[state(world, name)])


def _stands(seen: Played, said: dict[str, Any]) -> Points:
    forces = seen.world.formations
    rows = {name: row_of(seen.case, name) for name in said}
    return {
        name: place_name(seen.world, int(forces.node[row])) if forces.exists[row] else None
        for name, row in rows.items()
    }


def _holds(seen: Played, said: dict[str, Any]) -> Points:
    holder = seen.world.territories.controller
    return {name: state_name(seen.world, int(holder[place(seen.world, name)])) for name in said}


def _commands(seen: Played, said: dict[str, Any]) -> Points:
    world, found = seen.world, {}
    for name in said:
        holder = int(world.zones.controller[place(world, name) - world.board.territories])
        found[name] = None if holder == NONE else state_name(world, holder)
    return found


def _rounded(column: str, digits: int) -> Any:
    def find(seen: Played, said: dict[str, Any]) -> Points:
        values = getattr(seen.world.formations, column)
        return {name: round(float(values[row_of(seen.case, name)]), digits) for name in said}

    return find


def _fought(seen: Played, said: Points) -> Points:
    node = place(seen.world, said["at"])
    here = [one for one in seen.events if one.kind == "war.battle" and one.id("node") == node]
    if not here:
        return {"at": None}
    figures = {key: round(here[0].figure(key), 2) for key in said if key not in ("at", "won")}
    return {"at": said["at"], **figures, "won": bool(here[0].figure("won"))}


def _answer(seen: Played, said: Points) -> Points:
    if seen.answer is None:
        return {"none": True}
    figures = {key: round(float(getattr(seen.answer, key)), 2) for key in said if key != "none"}
    return {"none": False, **figures}


def _happens(seen: Played, said: dict[str, bool]) -> Points:
    kinds = {event.kind for event in seen.events}
    return {kind: kind in kinds for kind in said}


def _refused(seen: Played, _: Any) -> tuple[Points, ...]:
    world = seen.world
    keys = world.scenario.state_keys
    return tuple({"by": state_name(world, keys.index(by)), "key": key} for by, key in seen.refused)


def _at_war(seen: Played, said: dict[str, Any]) -> Points:
    hostile = seen.world.at_war()
    found = {}
    for name, want in said.items():
        foes = [state_name(seen.world, int(row))
                for row in np.flatnonzero(hostile[state(seen.world, name)])]  # fmt: skip
        found[name] = tuple(sorted(foes, key=lambda foe: (*want, foe).index(foe)))
    return found


def _formations(seen: Played, said: dict[str, int]) -> Points:
    forces = seen.world.formations
    return {
        name: int((forces.exists & (forces.owner == state(seen.world, name))).sum())
        for name in said
    }


def _orders(seen: Played, said: dict[str, str]) -> Points:
    stances = seen.world.formations.stance
    return {name: Stance(int(stances[row_of(seen.case, name)])).name.lower() for name in said}


_FINDERS: dict[str, Any] = {
    "stands": _stands,
    "holds": _holds,
    "commands": _commands,
    "men": _rounded("strength", 1),
    "supply": _rounded("supply", 2),
    "fought": _fought,
    "answer": _answer,
    "happens": _happens,
    "refused": _refused,
    "at_war": _at_war,
    "formations": _formations,
    "orders": _orders,
}
"""One for each field of what a case may expect."""
