"""Who stands with whom in a crisis."""

from __future__ import annotations

from game.client.strings import text
from game.core.records import Crisis
from game.core.world import World
from game.narrate.narrator import Narrator


def lines(crisis: Crisis, tell: Narrator) -> tuple[str, ...]:
    """Return a sentence for each camp that anybody stands in; one sentence where nobody does."""
    found = tuple(
        text(f"camps.with.{side}", states=tell.names.states(camp))
        for side, camp in enumerate(crisis.camps)
        if camp
    )
    return found or (text("camps.none"),)


def side_of(crisis: Crisis, state: int) -> int:
    """Return 0 for the initiator and its camp, 1 for the target and its, else -1."""
    if state == crisis.initiator or state in crisis.camps[0]:
        return 0
    return 1 if state == crisis.target or state in crisis.camps[1] else -1


def nuclear(known: World, crisis: Crisis) -> bool:
    """Tell whether anybody who stands in the crisis has the bomb."""
    heads = known.states.warheads
    return any(
        heads[state] > 0
        for state in (crisis.initiator, crisis.target, *crisis.camps[0], *crisis.camps[1])
    )
