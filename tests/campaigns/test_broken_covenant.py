"""Nothing in the campaign says what happens; this says what tends to."""

from __future__ import annotations

from collections import Counter

import pytest

from game.content.library import find_campaign
from game.content.load import load_campaign
from game.core.kinds import Rung, Standing
from game.core.world import World
from game.session.simulate import run

SEEDS = range(1, 51)


def _story(world: World) -> tuple[str, ...]:
    keys = world.scenario.state_keys
    return tuple(
        f"{keys[crisis.initiator]}>{keys[crisis.target]}@{crisis.opened}:"
        f"{crisis.rung.name}:{crisis.end.name}"
        for crisis in world.crises
    )


@pytest.mark.slow
def test_claims_are_acted_on_and_the_league_takes_them_up_and_no_two_worlds_are_alike(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Done when: over seeds 1..50, in a majority some power acts on its claim before the League."""
    campaign, _ = load_campaign(find_campaign("broken_covenant"))
    assert campaign is not None
    acted = taken_up = 0
    stories = set()
    who: Counter[str] = Counter()
    turns: Counter[int] = Counter()
    for seed in SEEDS:
        world = run(campaign, seed).world
        assert world.turn == 22
        struck = [crisis for crisis in world.crises if crisis.rung >= Rung.CLASH]
        seized = [
            crisis
            for crisis in struck
            if crisis.institution >= 0
            and any(
                resolution.crisis == crisis.id and resolution.standing != Standing.TABLED
                for resolution in world.resolutions
            )
        ]
        acted += bool(struck)
        taken_up += bool(seized)
        stories.add(_story(world))
        keys = world.scenario.state_keys
        for crisis in {(crisis.initiator, crisis.target): crisis for crisis in seized}.values():
            who[f"{keys[crisis.initiator]} against {keys[crisis.target]}"] += 1
        if struck:
            turns[min((war.since for war in world.wars), default=-1)] += 1
    with capsys.disabled():
        print(f"\nsome power acted on its claim in {acted} of {len(SEEDS)} worlds")
        print(f"the League took such a case up in {taken_up} of {len(SEEDS)}")
        for pair, count in who.most_common(8):
            print(f"  {pair}: {count}")
    assert acted > len(SEEDS) / 2
    assert taken_up > len(SEEDS) / 2
    assert len(stories) > len(SEEDS) * 0.9
    assert len(turns) >= 3
    assert len(who) >= 3
