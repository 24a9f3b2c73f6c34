"""Why an order cannot be given, as a value."""

from __future__ import annotations

from dataclasses import dataclass

from game.core.world import World


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an order cannot be given: a key that the narration has a sentence for."""

    key: str
    figure: float = 0.0


def other_state(world: World, state: int, other: int) -> Refusal | None:
    """Refuse a state that is not there, or oneself."""
    if not 0 <= other < world.n or not world.states.exists[other]:
        return Refusal("no_such_state")
    return Refusal("not_to_oneself") if other == state else None
