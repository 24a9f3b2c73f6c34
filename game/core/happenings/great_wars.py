"""General wars: those in which great powers fought each other, and what they left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.core.ids import StateId
from game.core.kinds import Victor
from game.core.records import War
from game.core.world import World

NEVER = 999.0
"""Years since a general war where there was none."""


@dataclass(frozen=True, slots=True)
class Aftermath:
    """What the last general war left."""

    years: float
    """Since it ended; NEVER where there was none."""
    dead: float
    """Thousand men lost in it, on both sides."""
    victors: tuple[StateId, ...]
    defeated: tuple[StateId, ...]
    """Both of those that are still there."""


NOTHING = Aftermath(NEVER, 0.0, (), ())


def is_general(world: World, wars: Sequence[War]) -> bool:
    """Tell whether wars that hang together are general: very bloody, and great powers in them.

    Several of those, and at least one that fought another.
    """
    rules, major = world.rules, world.states.major
    if sum(sum(war.losses) for war in wars) < rules.general_war_dead:
        return False
    powers: set[int] = set()
    met = False
    for war in wars:
        ours = {int(state) for state in war.attackers if major[state]}
        theirs = {int(state) for state in war.defenders if major[state]}
        powers |= ours | theirs
        met |= bool(ours and theirs)
    return met and len(powers) >= rules.general_war_powers


def hanging_together(wars: Sequence[War]) -> tuple[tuple[War, ...], ...]:
    """Return wars in the groups that were one war to those who fought them.

    Two hang together that were on at the same time and in which one state fought.
    """
    groups: list[list[War]] = []
    for war in wars:
        joined = [group for group in groups if any(_one_war(war, other) for other in group)]
        groups = [group for group in groups if group not in joined]
        groups.append([*(other for group in joined for other in group), war])
    return tuple(tuple(group) for group in groups)


def _one_war(one: War, other: War) -> bool:
    if not (one.since <= other.ended and other.since <= one.ended):
        return False
    return not {*one.attackers, *one.defenders}.isdisjoint({*other.attackers, *other.defenders})


def great_powers_at_war(world: World) -> int:
    """Return how many great powers fight another great power today."""
    major = world.states.major & world.states.exists
    found: set[int] = set()
    for war in world.wars.open:
        ours = [state for state in war.attackers if major[state]]
        theirs = [state for state in war.defenders if major[state]]
        if ours and theirs:
            found.update(ours, theirs)
    return len(found)


def aftermath(world: World) -> Aftermath:
    """Return what the last general war left.

    Who won and who lost is told by its bloodiest part; who fought beside them in another, with them.
    """
    span = round(world.rules.general_war_memory / world.scenario.calendar.years_a_turn)
    over = world.wars.ended_since(world.turn - span)
    past = [group for group in hanging_together(over) if is_general(world, group)]
    if not past:
        return _before(world)
    group = max(past, key=lambda wars: (max(war.ended for war in wars), _dead(wars)))
    won, lost = sides(world, max(group, key=lambda war: (sum(war.losses), -war.id)))
    for war in group:
        ours, theirs = sides(world, war)
        known = {*won, *lost}
        won += tuple(state for state in ours if state not in known and not known.isdisjoint(ours))
        lost += tuple(state for state in theirs if state not in {*won, *lost})
    years = (world.turn - max(war.ended for war in group)) * world.scenario.calendar.years_a_turn
    return Aftermath(years, _dead(group), won, lost)


def _dead(wars: Sequence[War]) -> float:
    return float(sum(sum(war.losses) for war in wars))


def _before(world: World) -> Aftermath:
    """Return what a general war before the campaign has left, if it is not too long ago."""
    war = world.scenario.last_general_war
    if war is None:
        return NOTHING
    years = world.scenario.calendar.when(world.turn) - war.ended
    if years > world.rules.general_war_memory:
        return NOTHING
    alive = world.states.exists
    won, lost = (
        tuple(state for state in side if alive[state]) for side in (war.victors, war.defeated)
    )
    return Aftermath(years, war.dead, won, lost)


def sides(world: World, war: War) -> tuple[tuple[StateId, ...], tuple[StateId, ...]]:
    """Return who won and who lost a war, of those that are still there.

    Where nobody has won, the side that is the stronger after it is taken for the victor: it is
    for that side to say what is to come.
    """
    alive, power = world.states.exists, world.states.power
    ours = tuple(state for state in war.attackers if alive[state])
    theirs = tuple(state for state in war.defenders if alive[state])
    if war.victor != Victor.NEITHER:
        return (ours, theirs) if war.victor == Victor.ATTACKERS else (theirs, ours)
    if float(power[list(ours)].sum()) > float(power[list(theirs)].sum()):
        return ours, theirs
    return theirs, ours
