"""Games that nobody plays: every state led by the game, run as fast as it goes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from game.core.events import Event
from game.core.world import World
from game.session import stages
from game.session.playable import PlayableCampaign


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a game without people."""

    start: World
    world: World
    events: tuple[Event, ...]
    digests: tuple[str, ...]
    """Digest of the world at the start of each turn, and of the end."""


def run(
    campaign: PlayableCampaign,
    seed: int,
    turns: int | None = None,
    charter: str | None = None,
    progress: Callable[[int, int], object] | None = None,
) -> Result:
    """Play a campaign to its end, or for some turns.

    `progress` is told the turns done and the turns in all. Raises ValueError for a charter
    that the campaign cannot use.
    """
    start = world = campaign.world(seed, charter=charter)
    last = world.scenario.calendar.turns
    last = last if turns is None else min(turns, last)
    events: list[Event] = []
    digests = [world.digest()]
    while world.turn < last:
        if progress is not None:
            progress(world.turn, last)
        turn = world.turn
        while world.turn == turn:
            outcome = stages.play(world, ())
            world = outcome.world
            events += outcome.events
        digests.append(world.digest())
    if progress is not None:
        progress(last, last)
    return Result(start, world, tuple(events), tuple(digests))
