"""What if: the same seed under another charter, every state led by the game, a step at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from game.core.events import Event
from game.core.turn import Outcome
from game.core.world import World
from game.session import stages
from game.session.playable import PlayableCampaign


@dataclass(frozen=True, slots=True)
class WhatIf:
    """How it went under the other charter."""

    charter: str
    world: World
    events: tuple[Event, ...]


def play(
    campaign: PlayableCampaign, seed: int, charter: str, turns: int
) -> Iterator[float | WhatIf]:
    """Play a campaign's first `turns` turns; yield the share done before each step, the end last.

    Nothing of the game that was played is used but its seed: whoever led a state there, the game
    leads it here. Dropping the iterator cancels it. Raises ValueError for an unknown charter.
    """
    world = campaign.world(seed, charter=charter)
    events: list[Event] = []
    last = min(turns, world.scenario.calendar.turns)
    while world.turn < last and not world.ruined:
        many = stages.count_of_steps(world.stage)
        for done, step in enumerate(stages.steps(world, ())):
            if isinstance(step, Outcome):
                events += step.events
                world = step.world
                break
            yield (world.turn + (int(world.stage) + done / many) / 3) / max(1, last)
    yield WhatIf(charter, world, tuple(events))
