"""Replays: a game played again from its seed and its orders, compared turn by turn."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from game.core.kinds import Stage
from game.core.orders import Order
from game.core.world import World
from game.persistence.saved import SavedGame

Play = Callable[[World, Sequence[Order]], World]
"""Runs the present stage with persons' orders and the AI's own; returns the next stage's world."""


@dataclass(frozen=True, slots=True)
class Checked:
    """One turn of a replay: the digest on record, and the one found now."""

    turn: int
    recorded: str
    found: str

    @property
    def same(self) -> bool:
        """The replay gives the world that was played."""
        return self.recorded == self.found


def verify(game: SavedGame, start: World, play: Play) -> Iterator[Checked]:
    """Play a game again from `start` and yield each turn's comparison, the present moment last.

    A turn is compared at its start. It ends after the first difference: what follows from a
    different world says nothing. Raises ValueError when `start` is not of the game's seed, or the
    save lacks digests.
    """
    target = game.world
    if start.seed != target.seed or (start.turn, start.stage) != (0, Stage.ORDERS):
        raise ValueError("the replay must start from the first turn of the same seed")
    if len(game.turn_digests) != target.turn + 1:
        raise ValueError(f"{len(game.turn_digests)} digests for {target.turn + 1} turns")
    orders: dict[tuple[int, Stage], list[Order]] = {}
    for entry in game.log:
        orders.setdefault((entry.turn, entry.stage), []).append(entry.order)
    world = start
    while True:
        now = (world.turn, world.stage)
        if world.stage == Stage.ORDERS:
            checked = Checked(world.turn, game.turn_digests[world.turn], world.digest())
            yield checked
            if not checked.same:
                return
        if now >= (target.turn, target.stage):
            break
        world = play(world, orders.get(now, ()))
    if world.stage != Stage.ORDERS:
        yield Checked(world.turn, target.digest(), world.digest())
