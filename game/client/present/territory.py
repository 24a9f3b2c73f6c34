"""A place as a seat sees it: who holds it, by what title, what stands there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from game.client.colours import Rgb
from game.client.present import supply
from game.client.present.fronts import relations
from game.client.present.lenses import Reading, said
from game.client.present.map_paint import TERRAIN_KEYS, Mode
from game.client.present.marks import Troop
from game.client.present.state import Fact, threat
from game.client.present.terms import explained
from game.client.strings import text
from game.core.ids import NodeId, StateId
from game.core.kinds import Arm, Holding, Stance
from game.core.observe import PlayerView, stands_at
from game.core.world import World
from game.narrate.names import sentence
from game.narrate.narrator import Narrator
from game.narrate.numerals import percent


@dataclass(frozen=True, slots=True)
class FormationLine:
    """One formation as the panel lists it."""

    row: int
    name: str
    arm: Arm
    place: str
    node: int
    detail: str
    doing: str
    """Its standing orders; empty where it has none or they are not known."""


def is_sea(known: World, node: int) -> bool:
    """Tell whether a node is a sea zone."""
    return known.board.is_sea(node)


def owner_of(known: World, node: int) -> StateId | None:
    """Return who stands at a place; None where nobody does."""
    if is_sea(known, node):
        holder = int(known.zones.controller[node - known.board.territories])
    else:
        holder = int(known.territories.controller[node])
    return StateId(holder) if holder >= 0 else None


def facts(view: PlayerView, node: int, tell: Narrator) -> tuple[Fact, ...]:
    """Return the lines about a place."""
    known = view.known
    if is_sea(known, node):
        holder = owner_of(known, node)
        who = tell.names.state(holder) if holder is not None else text("place.free_sea")
        return (Fact(text("place.command"), sentence(who)),)
    land = known.territories
    lines = [
        Fact(text("place.title"), title_words(known, node, tell)),
        Fact(text("place.terrain"), text(f"terrain.{TERRAIN_KEYS[known.board.terrain[node]]}")),
        Fact(text("place.city"), tell.names.gazetteer.cities[node]),
    ]
    if land.people[node] > 0:
        lines.append(Fact(text("place.people"), percent(float(land.people[node]))))
    if land.industry[node] > 0.005:
        lines.append(Fact(text("place.industry"), percent(float(land.industry[node]))))
    if land.demilitarised[node]:
        lines.append(Fact(text("place.demilitarised"), text("state.yes")))
    if land.siege[node] > 0.01:
        lines.append(Fact(text("place.siege"), percent(float(land.siege[node]))))
    return tuple(lines)


def title_words(known: World, node: int, tell: Narrator) -> str:
    """Return by what title a territory is held, with the owner where another stands there."""
    land = known.territories
    words = text(f"holding.{Holding(int(land.holding[node])).name.lower()}")
    owner, holder = int(land.owner[node]), int(land.controller[node])
    if owner != holder:
        return text(
            "place.stands_in", holder=tell.names.state(holder), owner=tell.names.state(owner)
        )
    sovereign = int(land.sovereign[node])
    if sovereign >= 0 and sovereign != owner:
        words = text("place.of_right", title=words, state=tell.names.state(sovereign))
    return words


def tip(
    view: PlayerView, node: int, mode: Mode, tell: Narrator, reading: Reading | None = None
) -> tuple[str, str]:
    """Return heading and marked-up body of the map's tooltip for a place.

    `reading` is what the mode shows of every state, where it is a lens.
    """
    known = view.known
    names = tell.names.gazetteer
    holder = owner_of(known, node)
    lines = []
    if holder is not None:
        lines.append(f"**{names.names[holder]}**")
    if not is_sea(known, node):
        terrain = text(f"terrain.{TERRAIN_KEYS[known.board.terrain[node]]}")
        lines.append(f"{title_words(known, node, tell)} · {terrain}")
    lines += [f"{line.name}: {line.detail}" for line in formations_at(view, node, tell)[:6]]
    if mode is Mode.THREAT and holder is not None and holder != view.viewer:
        danger = threat(view, holder)
        lines.append(f"**{text('mode.threat')}: {danger.words} ({danger.level:.2f})**")
        lines += [f"{each.value}  {each.label}" for each in danger.factors]
    if reading is not None and holder is not None:
        lines += _through(reading, holder, tell)
    if mode is Mode.SUPPLY and (share := supply.at(view, node)) is not None:
        lines.append(text("place.supplied", share=percent(share)))
    return names.node_name(node), "\n".join(lines)


def _through(reading: Reading, state: StateId, tell: Narrator) -> list[str]:
    """Return what a lens says of a state, with the terms of its figure."""
    found = said(reading, state)
    if found is None:
        return []
    heading = text(f"mode.{reading.lens.value}")
    lines = [f"**{heading}: {found.line}**"]
    lines += [f"{row.value:+.3f}  {row.label}" for row in explained(found.terms, tell)]
    return lines


def formations_at(view: PlayerView, node: int, tell: Narrator) -> tuple[FormationLine, ...]:
    """Return the formations that stand at a place."""
    rows = stands_at(view.known, NodeId(node)).tolist()
    return tuple(formation(view, row, tell) for row in rows)


def formations_of(view: PlayerView, state: StateId, tell: Narrator) -> tuple[FormationLine, ...]:
    """Return a state's formations, armies first, the strongest first."""
    forces = view.known.formations
    rows = np.flatnonzero(forces.exists & (forces.owner == state)).tolist()
    rows.sort(key=lambda row: (int(forces.arm[row]), -float(forces.strength[row]), row))
    return tuple(formation(view, row, tell) for row in rows)


def formation(view: PlayerView, row: int, tell: Narrator) -> FormationLine:
    """Return one formation as a line."""
    forces = view.known.formations
    arm = Arm(int(forces.arm[row]))
    detail = text(
        f"force.{arm.name.lower()}",
        strength=f"{float(forces.strength[row]):,.0f}",
        ready=percent(float(forces.readiness[row])),
        supply=percent(float(forces.supply[row])),
    )
    doing = ""
    goal, stance = int(forces.goal[row]), Stance(int(forces.stance[row]))
    if int(forces.owner[row]) == view.viewer and goal >= 0:
        where = tell.names.node(goal)
        doing = text(f"stance.doing.{stance.name.lower()}", place=where)
    node = int(forces.node[row])
    name = sentence(tell.names.formation(row, view.known))
    if name.startswith("The "):
        name = name[4:5].upper() + name[5:]
    place = tell.names.gazetteer.node_name(node)
    return FormationLine(row, name, arm, place, node, detail, doing)


def troops(view: PlayerView, colours: Sequence[Rgb]) -> tuple[Troop, ...]:
    """Return the markers of all formations in being: one a place, state and arm."""
    forces = view.known.formations
    arms, kinds = tuple(Arm), relations(view)
    groups: dict[tuple[int, int, int], list[int]] = {}
    for row in np.flatnonzero(forces.exists).tolist():
        key = (int(forces.node[row]), int(forces.owner[row]), int(forces.arm[row]))
        groups.setdefault(key, []).append(row)
    return tuple(
        Troop(
            node,
            owner,
            arms[arm],
            float(forces.strength[rows].sum()),
            tuple(rows),
            owner == view.viewer,
            colours[owner],
            kinds[owner],
            float(forces.supply[rows].min()),
        )
        for (node, owner, arm), rows in sorted(groups.items())
    )


def neighbours(view: PlayerView, node: int, tell: Narrator) -> tuple[tuple[int, str], ...]:
    """Return the places next to a place, by name."""
    around = view.known.board.around(node).tolist()
    named = [(each, tell.names.gazetteer.node_name(each)) for each in around]
    return tuple(sorted(named, key=lambda each: each[1]))
