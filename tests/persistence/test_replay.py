"""A save is a replay: the same seed and orders give the same worlds."""

from dataclasses import replace

import pytest

from game.core.kinds import Stage
from game.core.orders import Mobilise
from game.persistence.replay import verify
from tests.persistence.small_world import BRITAIN, play, played, world


@pytest.mark.parametrize("stages", [0, 1, 2, 3, 7, 12])
def test_a_game_played_again_gives_the_same_world_at_every_turn(stages: int) -> None:
    game = played(stages)

    checked = list(verify(game, world(), play))

    assert all(line.same for line in checked)
    assert checked[-1].found == game.world.digest()
    assert len(checked) == stages // 3 + 1 + (stages % 3 > 0)


def test_an_order_that_was_never_given_shows_at_the_next_turn_and_ends_the_replay() -> None:
    game = played(9)
    log = list(game.log)
    place = next(i for i, entry in enumerate(log) if entry.turn == 1)
    assert log[place].stage == Stage.ORDERS
    log[place] = replace(log[place], order=Mobilise(BRITAIN, 1.0))

    checked = list(verify(replace(game, log=tuple(log)), world(), play))

    assert [(line.turn, line.same) for line in checked] == [(0, True), (1, True), (2, False)]


def test_a_replay_starts_from_the_games_own_seed() -> None:
    with pytest.raises(ValueError, match="same seed"):
        list(verify(played(3), world(seed=8), play))


def test_a_save_without_its_digests_cannot_be_verified() -> None:
    with pytest.raises(ValueError, match="0 digests for 2 turns"):
        list(verify(replace(played(3), turn_digests=()), world(), play))
