"""General wars: those in which great powers fought each other, and what they left."""

from __future__ import annotations

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


def is_general(world: World, war: War) -> bool:
    """Tell whether a war is general: several great powers in it, on both sides, and very bloody."""
    rules, major = world.rules, world.states.major
    if sum(war.losses) < rules.general_war_dead:
        return False
    ours = sum(bool(major[state]) for state in war.attackers)
    theirs = sum(bool(major[state]) for state in war.defenders)
    return bool(ours and theirs and ours + theirs >= rules.general_war_powers)


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
    """Return what the last general war left; of several that ended together, the bloodiest."""
    span = round(world.rules.general_war_memory / world.scenario.calendar.years_a_turn)
    past = [war for war in world.wars.ended_since(world.turn - span) if is_general(world, war)]
    if not past:
        return _before(world)
    war = max(past, key=lambda one: (one.ended, sum(one.losses)))
    won, lost = sides(world, war)
    years = (world.turn - war.ended) * world.scenario.calendar.years_a_turn
    return Aftermath(years, float(sum(war.losses)), won, lost)


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
