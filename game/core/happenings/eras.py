"""Eras: what the happenings that last make of the age, for everybody.

Everything here follows from the occurrences that are open, and costs a look at those alone.
"""

from __future__ import annotations

from game.core.happenings.effects import FACTORS, Era, Knowledge, Science
from game.core.world import World


def era(world: World, of: Era) -> float:
    """Return what an age makes of something: a factor (1 ordinarily), or what it adds (0)."""
    listed = world.scenario.happenings
    found = 1.0 if of in FACTORS else 0.0
    for one in world.occurrences.open:
        for effect in listed[one.happening].ages:
            if effect.era == of:
                age = (world.turn - one.turn) * world.scenario.calendar.years_a_turn
                level = effect.span.level(age)
                if of in FACTORS:
                    found *= 1.0 + level * (effect.amount - 1.0)
                else:
                    found += level * effect.amount
    return found


def knows(world: World, science: Science) -> bool | None:
    """Tell whether something is known by now; None where no happening could bring it about."""
    listed = world.scenario.happenings
    bringing = {
        place
        for place, happening in enumerate(listed)
        if any(isinstance(one, Knowledge) and one.of == science for one in happening.effects)
    }
    if not bringing:
        return None
    return any(one.happening in bringing for one in world.occurrences.open)
