"""How a war stands: what is held, who has collapsed, who is spent."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.core.brink import nuclear_risk
from game.core.cases import credibility
from game.core.formulas import peace as bargaining
from game.core.formulas.deterrence import win_chance
from game.core.formulas.peace import Score
from game.core.ids import StateId
from game.core.kinds import Act, Terms
from game.core.outlook import outlook
from game.core.packages import contested, usual_package
from game.core.phases.appraisal import nearness, strength
from game.core.records import War
from game.core.settlements import Package
from game.core.world import World


def score(world: World, war: War) -> Score:
    """Return how a war stands, from figures that both leaders can see."""
    land, states = world.territories, world.states
    first, other = war.attackers[0], war.defenders[0]
    claim = contested(world, war)
    prize = [t for t in claim.territories if land.owner[t] == other] if claim else []
    held = sum(1 for territory in prize if land.controller[territory] in war.attackers)
    home = land.owner == other
    lost = home & np.isin(land.controller, war.attackers)
    whole = max(float(land.people[home].sum()), 1e-9)
    existence = _existence(world, war)
    attack, defence = _in_the_field(world, war, existence)
    chance = float(win_chance(np.array(attack), np.array(max(defence, 1e-9))))
    share = held / len(prize) if prize else 0.0
    turns = world.turn - war.since
    return Score(
        stake=claim.weight
        if claim and prize
        else 0.1
        if claim
        else max(0.3, world.crises[war.crisis].stakes),
        existence=min(1.0, existence),
        win=bargaining.prospects(chance, share, turns),
        gained=share,
        homeland=min(1.0, float(land.people[lost].sum()) / whole),
        turns=turns,
        weariness=(_tired(world, war, 0), _tired(world, war, 1)),
        pressure=(float(states.pressure[first]), float(states.pressure[other])),
        **_beside(world, war),
    )


def _existence(world: World, war: War) -> float:
    """Return the share of the defender's people on the contested land, 0..1; half with the capital."""
    land, other, claim = world.territories, war.defenders[0], contested(world, war)
    prize = [t for t in claim.territories if land.owner[t] == other] if claim else []
    if not prize:
        return 0.0
    home = land.owner == other
    share = float(land.people[prize].sum()) / max(float(land.people[home].sum()), 1e-9)
    return max(share, 0.5) if world.states.capital[other] in prize else share


def _in_the_field(world: World, war: War, existence: float) -> tuple[float, float]:
    """Return the strength that each side brings to bear: its leader's, and half of the others'.

    What sanctions leave of a side's upkeep it can bring to bear, and no more.
    """
    first, other = war.attackers[0], war.defenders[0]
    might, near = strength(world) * world.states.war_effort, nearness(world)
    put_in = bargaining.put_in(existence, world.turn - war.since)
    attack = sum(
        float(might[s] * near[other, s]) * (1.0 if s == first else _PARTNERS) for s in war.attackers
    )
    defence = sum(
        float(might[s] * near[first, s]) * (put_in if s == other else _PARTNERS)
        for s in war.defenders
    )
    return attack, defence


_PARTNERS = 0.5
"""Share of its strength that one puts in who fights beside a leader."""


def turned(world: World, war: War) -> NDArray[np.float64]:
    """Return what each state would add to a side's chance by joining it, [side, state] in 0..1.

    Whether to join hangs on how far one turns the scale (Altfeld and Bueno de Mesquita 1979).
    """
    first, other = war.attackers[0], war.defenders[0]
    attack, defence = _in_the_field(world, war, _existence(world, war))
    might, near = strength(world) * world.states.war_effort, nearness(world)
    now = win_chance(np.array(attack), np.array(max(defence, 1e-9)))
    with_attackers = win_chance(attack + _PARTNERS * might * near[other], np.array(defence))
    against = win_chance(np.array(attack), defence + _PARTNERS * might * near[first])
    return np.maximum(np.stack([with_attackers - now, now - against]), 0.0)


def speaker(world: World, war: War, side: int) -> StateId:
    """Return who speaks for a side about peace: its leader, or a partner of twice its power.

    Who came to another's help with the greater means will not have the war ended over its head.
    """
    mine = (war.attackers, war.defenders)[side]
    power = world.states.power
    strongest = max(mine, key=lambda one: (float(power[one]), -one))
    return strongest if power[strongest] >= 2.0 * power[mine[0]] else mine[0]


def _own(world: World, war: War, side: int) -> float:
    """Return how far a side's mind is its leader's, 0..1: all of it, unless a partner speaks."""
    mine = (war.attackers, war.defenders)[side]
    if speaker(world, war, side) == mine[0]:
        return 1.0
    return 1.0 - _backed(world, mine)


def _tired(world: World, war: War, side: int) -> float:
    """Return how weary a side is of a war, 0..1: its leader, or all by their power."""
    mine = list((war.attackers, war.defenders)[side])
    weary = world.states.weariness
    if speaker(world, war, side) == mine[0]:
        return float(weary[mine[0]])
    power = world.states.power[mine]
    return float((weary[mine] * power).sum() / max(float(power.sum()), 1e-9))


def _beside(world: World, war: War) -> dict[str, Any]:
    """Return what others make of a war, and what its leaders have to fear: fields of a Score."""
    land, states, crisis = world.territories, world.states, world.crises[war.crisis]
    first, other = war.attackers[0], war.defenders[0]
    mine = land.owner == first
    whole = max(float(land.people[mine].sum()), 1e-9)
    taken = mine & np.isin(land.controller, war.defenders)
    fear = (0.0, 0.0)
    if states.warheads.any():
        reach = nuclear_fear(world)
        fear = (float(reach[first, other]), float(reach[other, first]))
    tired = [
        float(states.weariness[list(side[1:])].mean()) if len(side) > 1 else 0.0
        for side in (war.attackers, war.defenders)
    ]
    demanded = called = unrecognised = 0.0
    if crisis.institution >= 0:
        believed = float(credibility(world, crisis.institution)[states.exists].mean())
        done = len(crisis.acts) > 0
        called = believed * (0.3 + 0.7 * done)
        if crisis.named == first:
            demanded = believed
            unrecognised = believed * (1.0 if Act.NON_RECOGNITION in crisis.acts else 0.5)
    if crisis.mediator >= 0:
        called = max(called, 0.6)
    return {
        "distrust": (
            _distrust(world, war.attackers, war.defenders),
            _distrust(world, war.defenders, war.attackers),
        ),
        "backed": (_backed(world, war.attackers), _backed(world, war.defenders)),
        "own": (_own(world, war, 0), _own(world, war, 1)),
        "invaded": min(1.0, float(land.people[taken].sum()) / whole),
        "fear": fear,
        "allies": (tired[0], tired[1]),
        "supremacy": supremacy(world, war),
        "demanded": demanded,
        "called": min(1.0, called),
        "unrecognised": unrecognised,
    }


_ENGAGED = 2.0
"""Inverse of the share of the great powers' weight that makes a war one for supremacy."""


def supremacy(world: World, war: War) -> float:
    """Return how far a war decides who leads the world, 0..1.

    The share of the great powers' weight that fights in it, where some do on both sides; that of the
    weaker side tells, since nothing is decided between a giant and a dwarf.
    """
    states = world.states
    great = states.major & states.exists
    whole = float(states.power[great].sum())
    sides = [
        sum(float(states.power[s]) for s in side if great[s])
        for side in (war.attackers, war.defenders)
    ]
    if whole <= 0.0 or min(sides) <= 0.0:
        return 0.0
    level = min(1.0, 2.0 * min(sides) / max(sides))
    return min(1.0, _ENGAGED * sum(sides) / whole) * level


def _backed(world: World, side: tuple[StateId, ...]) -> float:
    """Return the share of a side's power that is not its leader's, 0..1."""
    power = world.states.power[list(side)]
    return float(power[1:].sum()) / max(float(power.sum()), 1e-9)


def _distrust(world: World, ours: tuple[StateId, ...], theirs: tuple[StateId, ...]) -> float:
    """Return how far a side fears that the other would come again whatever it signs, 0..1.

    By the rivalry of those who fight on it with the strongest foe, or what they felt of its
    aggression, weighted by their power, by how little that foe's word is worth to them, and by how
    strong it would be.
    """
    dyads, power = world.dyads, world.states.power
    one, foes = np.array(ours), np.array(theirs)
    foe = int(foes[power[foes].argmax()])
    doubt = 1.0 - outlook(world).credence[one, foe]
    strong = power[foe] / np.maximum(power[one].sum() + power[foe], 1e-9)
    bad = np.maximum(dyads.rivalry[one, foe], 0.4 * np.maximum(-dyads.affinity[one, foe], 0.0))
    bad = np.maximum(bad, np.minimum(0.4 * dyads.aggression[one, foe], 1.0))
    great = np.where(world.states.major[one] & world.states.major[foe], 2.0, 1.0)
    weight = power[one] / max(float(power[one].sum()), 1e-9)
    felt = float((weight * great * bad * doubt).sum())
    return min(1.0, felt * min(1.0, 2.0 * float(strong)))


def nuclear_fear(world: World) -> NDArray[np.float64]:
    """Return what the other's weapons make fighting on cost, [state, target], 0 or more.

    A fifth of what they make beginning a war cost: once it is on, they were not used.
    """
    fear: NDArray[np.float64] = 0.2 * nuclear_risk(world, outlook(world))
    return fear


def dictated(world: World, war: War) -> Package:
    """Return the peace that attackers lay down to a defender who has collapsed."""
    claim = contested(world, war)
    if claim is None:
        return usual_package(world, war, Terms.KEEP_OCCUPIED)
    capital = world.states.capital[war.defenders[0]] in claim.territories
    whole = capital and score(world, war).gained >= 0.999
    return usual_package(world, war, Terms.ANNEX if whole else Terms.CEDE_CLAIM)


def beaten(world: World, war: War) -> int:
    """Return 1 when the defenders have collapsed, 0 when the attackers have, -1 otherwise.

    A leader has collapsed who has lost the capital and either most of its people or all but a
    tenth of the foe's strength; friends who still hold half of that carry the war on.
    """
    land, forces = world.territories, world.formations
    for side, (mine, theirs) in enumerate(
        ((war.attackers, war.defenders), (war.defenders, war.attackers))
    ):
        leader = mine[0]
        if land.controller[world.states.capital[leader]] not in theirs:
            continue
        home = land.owner == leader
        lost = float(land.people[home & np.isin(land.controller, theirs)].sum())
        left = float(land.people[home].sum()) - lost
        standing = float(forces.strength[forces.exists & (forces.owner == leader)].sum())
        beside = float(forces.strength[forces.exists & np.isin(forces.owner, mine[1:])].sum())
        against = float(forces.strength[forces.exists & np.isin(forces.owner, theirs)].sum())
        if (lost > left or standing < 0.1 * against) and beside < 0.5 * against:
            return side
    return -1


def both_spent(world: World, war: War) -> bool:
    """Tell whether neither side will go on, or no front has moved for long."""
    rules = world.rules
    if min(_tired(world, war, 0), _tired(world, war, 1)) > rules.war_exhausted:
        return True
    theirs = np.isin(world.territories.owner, (*war.attackers, *war.defenders))
    pressed = bool((world.territories.siege[theirs] > 0.15).any())
    # Where it is about who leads the world, armies that cannot move stay in their trenches longer.
    patience = rules.static_turns * (1.0 + _TRENCHES * supremacy(world, war))
    return world.turn - war.since >= patience and not pressed


_TRENCHES = 1.5
"""How much longer a front that does not move is held in a war of all the great powers (1914 to 1918)."""
