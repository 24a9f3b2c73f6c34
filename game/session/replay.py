"""Replaying a saved game: from its seed and its people's orders to the digests on record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from game.core.orders import Order
from game.core.world import World
from game.persistence import replay
from game.persistence.replay import Checked
from game.persistence.saved import SavedGame
from game.session import stages
from game.session.playable import PlayableCampaign


def verify(
    game: SavedGame, campaign: PlayableCampaign, charter: str | None = None
) -> Iterator[Checked]:
    """Play a saved game again and yield each turn's comparison; see `persistence.replay.verify`."""
    led = [seat.state for seat in game.seats]
    start = campaign.world(game.world.seed, charter=charter, humans=led)
    return replay.verify(game, start, _play)


def _play(world: World, orders: Sequence[Order]) -> World:
    return stages.play(world, orders).world
