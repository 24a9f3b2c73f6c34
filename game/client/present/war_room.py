"""A war as a seat sees it: sides, how it stands, theatres, fronts, command, and the last battles."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from game.client.present import fronts
from game.client.present.state import Fact
from game.client.present.terms import Explained, explained
from game.client.strings import text
from game.core.formulas.peace import fight_on
from game.core.ids import ResolutionId, StateId, WarId
from game.core.kinds import Arm, Stance
from game.core.observe import PlayerView
from game.core.packages import contested
from game.core.phases.scores import score
from game.core.records import War
from game.core.world import World
from game.narrate.narrator import Narrator
from game.narrate.numerals import listed, men, percent

SIDES = (0, 1)


@dataclass(frozen=True, slots=True)
class Party:
    """One state in a war."""

    state: StateId
    name: str
    leads: bool
    strength: float
    """Thousand men under arms in its formations, and their like."""
    weariness: float
    pressure: float
    mandated: float
    """What of its strength fights under a decision of a body."""


@dataclass(frozen=True, slots=True)
class Theatre:
    """A region or the seas: what each side has there."""

    name: str
    node: int
    """Where most of it is."""
    forces: tuple[str, str]
    power: tuple[float, float]


@dataclass(frozen=True, slots=True)
class FrontLine:
    """A place that is fought over or stands next to a foe's land."""

    node: int
    name: str
    holder: str
    siege: float
    strength: tuple[float, float]
    """Of each side there, thousands."""
    invaded: bool


def wars(view: PlayerView) -> tuple[War, ...]:
    """Return the live wars, one's own first, then the largest."""
    known = view.known
    strength = _strength_of(known)

    def order(war: War) -> tuple[bool, float, int]:
        size = float(strength[[*war.attackers, *war.defenders]].sum())
        return war.side(view.viewer) < 0, -size, war.id

    return tuple(sorted(known.live_wars(), key=order))


def find(view: PlayerView, number: int) -> War | None:
    """Return a live war by its number, or None."""
    known = view.known
    if 0 <= number < len(known.wars) and known.wars[WarId(number)].live:
        return known.wars[WarId(number)]
    return None


def parties(view: PlayerView, war: War, side: int, tell: Narrator) -> tuple[Party, ...]:
    """Return who fights on a side, its leader first."""
    known = view.known
    forces, states = known.formations, known.states
    strength = _strength_of(known)
    under = np.bincount(
        np.maximum(forces.owner, 0),
        weights=forces.strength * (forces.exists & (forces.mandate >= 0)),
        minlength=known.n,
    )
    return tuple(
        Party(
            state,
            tell.names.gazetteer.names[state],
            at == 0,
            float(strength[state]),
            float(states.weariness[state]),
            float(states.pressure[state]),
            float(under[state]),
        )
        for at, state in enumerate((war.attackers, war.defenders)[side])
    )


def side_names(war: War, tell: Narrator) -> tuple[str, str]:
    """Return what the two sides are called in a heading: by their leaders."""
    names = tell.names.gazetteer.names
    first, other = (
        text("room.with_others", state=names[side[0]]) if len(side) > 1 else names[side[0]]
        for side in (war.attackers, war.defenders)
    )
    return first, other


def facts(view: PlayerView, war: War, tell: Narrator) -> tuple[Fact, ...]:
    """Return how a war stands, in figures that both leaders can see."""
    known = view.known
    standing = score(known, war)
    claim = contested(known, war)
    since = known.scenario.calendar.year(war.since)
    lost = f"{men(war.losses[0])} / {men(war.losses[1])}"
    rows = [
        Fact(text("war.since"), str(since)),
        Fact(text("war.losses"), lost, text("war.losses_note")),
        Fact(text("war.win"), percent(standing.win), text("war.win_note")),
    ]
    if claim is not None:
        about = tell.claim(int(claim.id), known)
        rows.insert(0, Fact(text("war.about"), about))
        rows.append(Fact(text("war.gained"), percent(standing.gained), text("war.gained_note")))
    rows.append(Fact(text("war.homeland"), percent(standing.homeland), text("war.homeland_note")))
    return tuple(rows)


def fighting_on(
    view: PlayerView, war: War, side: int, tell: Narrator
) -> tuple[tuple[Explained, ...], float]:
    """Return what going on fighting is worth to a side's leader, by term, and the sum."""
    terms = fight_on(score(view.known, war), side)
    return explained(terms, tell, "peace"), float(sum(term.value for term in terms))


def theatres(view: PlayerView, war: War, tell: Narrator) -> tuple[Theatre, ...]:
    """Return where the two sides stand, by region, where most is first."""
    known = view.known
    forces, board = known.formations, known.board
    shore = board.territories
    amounts: dict[int, list[dict[Arm, float]]] = {}
    heaviest: dict[int, dict[int, float]] = {}
    for side, states in enumerate((war.attackers, war.defenders)):
        rows = np.flatnonzero(forces.exists & np.isin(forces.owner, states))
        for row in rows.tolist():
            node = int(forces.node[row])
            region = int(board.region[node]) if node < shore else -1
            here = amounts.setdefault(region, [defaultdict(float), defaultdict(float)])
            here[side][Arm(int(forces.arm[row]))] += float(forces.strength[row])
            places = heaviest.setdefault(region, defaultdict(float))
            places[node] += float(forces.strength[row])
    found = []
    for region, here in amounts.items():
        name = text("war.at_sea")
        if region >= 0:
            name = tell.names.gazetteer.regions[region].replace("/", ", ")
        places = heaviest[region]
        found.append(
            Theatre(
                name,
                max(sorted(places), key=lambda node: places[node]),
                (_arms(here[0]), _arms(here[1])),
                (sum(here[0].values()), sum(here[1].values())),
            )
        )
    # Where both stand comes first: there it will be decided.
    found.sort(key=lambda each: (min(each.power) <= 0, -sum(each.power), each.name))
    return tuple(found)


def front(view: PlayerView, war: War, tell: Narrator) -> tuple[FrontLine, ...]:
    """Return the places where the two sides meet, those being overrun first."""
    known = view.known
    land, forces = known.territories, known.formations
    both = (*war.attackers, *war.defenders)
    pairs = fronts.meeting(known)
    invaded = fronts.under_attack(known)
    nodes = set(pairs.ravel().tolist()) | set(np.flatnonzero(invaded).tolist())
    found = []
    for node in sorted(nodes):
        holder = int(land.controller[node])
        if holder not in both:
            continue
        here = forces.exists & (forces.node == node)
        strength = tuple(
            float(forces.strength[here & np.isin(forces.owner, side)].sum())
            for side in (war.attackers, war.defenders)
        )
        if not invaded[node] and sum(strength) <= 0:
            continue
        found.append(
            FrontLine(
                node,
                tell.names.gazetteer.node_name(node),
                tell.names.gazetteer.names[holder],
                float(land.siege[node]),
                (strength[0], strength[1]),
                bool(invaded[node]),
            )
        )
    found.sort(key=lambda each: (not each.invaded, -each.siege, -sum(each.strength), each.node))
    return tuple(found)


def at_sea(view: PlayerView, war: War, tell: Narrator) -> tuple[Fact, ...]:
    """Return the seas that a side commands, the passages shut to it, and own blockades."""
    known, me = view.known, view.viewer
    names = tell.names.gazetteer
    rows = []
    for states, leader in ((war.attackers, war.attackers[0]), (war.defenders, war.defenders[0])):
        held = np.flatnonzero(np.isin(known.zones.controller, states)).tolist()
        if held:
            seas = listed([names.zone_names[zone] for zone in held[:6]])
            if len(held) > 6:
                seas = text("war.more_seas", seas=seas, many=len(held) - 6)
            rows.append(Fact(text("war.seas_of", state=names.names[leader]), seas))
    if war.side(me) >= 0:
        shut = [names.strait_names[at] for at in np.flatnonzero(fronts.shut_to(view)).tolist()]
        if shut:
            rows.append(Fact(text("war.shut_to_you"), listed(shut)))
        forces = known.formations
        lying = forces.exists & (forces.owner == me) & (forces.stance == Stance.BLOCKADE)
        off = sorted({int(forces.goal[row]) for row in np.flatnonzero(lying)} - {-1})
        if off:
            rows.append(
                Fact(text("war.blockades"), listed([names.node_name(node) for node in off]))
            )
    return tuple(rows)


def command(view: PlayerView, war: War, tell: Narrator) -> tuple[Fact, ...]:
    """Return under which decisions contingents fight, and who sent them."""
    known = view.known
    forces = known.formations
    both = (*war.attackers, *war.defenders)
    rows = np.flatnonzero(forces.exists & (forces.mandate >= 0) & np.isin(forces.owner, both))
    found = []
    for mandate in sorted({int(forces.mandate[row]) for row in rows}):
        mine = rows[forces.mandate[rows] == mandate]
        sent: dict[int, float] = defaultdict(float)
        for row in mine.tolist():
            sent[int(forces.owner[row])] += float(forces.strength[row])
        words = listed(
            [
                text("war.contingent", state=tell.names.gazetteer.names[state], men=men(size))
                for state, size in sorted(sent.items(), key=lambda each: -each[1])
            ]
        )
        found.append(Fact(tell.resolution(known.resolutions[mandate], known).title, words))
    return tuple(found)


def own_contingents(view: PlayerView, war: War) -> tuple[ResolutionId, ...]:
    """Return the measures under which one's own contingents fight in a war."""
    forces = view.known.formations
    if war.side(view.viewer) < 0:
        return ()
    mine = forces.exists & (forces.mandate >= 0) & (forces.owner == view.viewer)
    return tuple(ResolutionId(number) for number in np.unique(forces.mandate[mine]).tolist())


def _strength_of(known: World) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    forces = known.formations
    return np.bincount(
        np.maximum(forces.owner, 0), weights=forces.strength * forces.exists, minlength=known.n
    ).astype(np.float64)


def _arms(amounts: dict[Arm, float]) -> str:
    words = [
        text(f"war.arm.{arm.name.lower()}", strength=f"{amounts[arm]:,.0f}")
        for arm in Arm
        if amounts.get(arm, 0.0) >= 0.5
    ]
    return ", ".join(words) if words else text("war.nobody")
