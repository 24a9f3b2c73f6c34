"""Games that nobody plays: every state led by the game, run as fast as it goes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

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
    """Play a campaign to its end, or for some turns, past its end where more are asked.

    `progress` is told the turns done and the turns in all. Raises ValueError for a charter
    that the campaign cannot use.
    """
    start = world = campaign.world(seed, charter=charter)
    calendar = world.scenario.calendar
    last = calendar.turns if turns is None else turns
    if last > calendar.turns:
        longer = replace(world.scenario, calendar=replace(calendar, turns=last))
        start = world = replace(world, scenario=longer)
    events: list[Event] = []
    digests = [world.digest()]
    while world.turn < last and not world.ruined:
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
