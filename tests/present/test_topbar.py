"""The figures of the top bar are sums of named terms, and the sums are those of the rules."""

from __future__ import annotations

from functools import cache

import pytest

from game.client.present import topbar
from game.client.present.topbar import BarFigure
from game.core.ids import StateId
from game.core.observe import PlayerView, observe
from game.core.phases import chronicle, economy, society
from game.core.turn import open_world
from game.core.world import World
from game.narrate.narrator import Narrator
from game.session.shelf import open_campaign
from tests.game_screens.scene import crisis

LEAGUE = open_campaign("league")[0]
TELL = Narrator(LEAGUE.gazetteer)
SEATS = ("GBR", "JPN", "CHE")


@cache
def league() -> World:
    world = open_world(LEAGUE.world(7))
    keys = LEAGUE.gazetteer.state_keys
    crisis(world, keys.index("JPN"), keys.index("CHN"))
    crisis(world, keys.index("ITA"), keys.index("ETH"))
    world.tension = chronicle.tension(world)
    return world


def seen(key: str) -> tuple[World, StateId, PlayerView]:
    state = StateId(LEAGUE.gazetteer.state_keys.index(key))
    return league(), state, observe(league(), state)


def figure(view: PlayerView, key: str) -> BarFigure:
    return next(each for each in topbar.figures(view, TELL) if each.key == key)


@pytest.mark.parametrize("key", SEATS)
def test_every_figure_is_the_sum_of_its_terms(key: str) -> None:
    _, _, view = seen(key)
    sums = [each.made_of for each in topbar.figures(view, TELL)]
    for made in [*sums, topbar.stability(view, TELL)]:
        assert made.terms, made.key
        assert sum(row.value for row in made.terms) == pytest.approx(made.total)
        assert all(row.article for row in made.terms), "each leads to an article"


@pytest.mark.parametrize("key", SEATS)
def test_what_a_seat_is_told_is_what_the_rules_reckon_with(key: str) -> None:
    world, state, view = seen(key)
    yearly = sum(values[state] for values in economy.balance(world).values())
    assert figure(view, "treasury").made_of.total == pytest.approx(yearly)
    level = sum(values[state] for values in society.support_terms(world).values())
    assert figure(view, "support").made_of.total == pytest.approx(level)
    steady = sum(values[state] for values in society.stability_terms(world).values())
    assert topbar.stability(view, TELL).total == pytest.approx(steady)
    influence = figure(view, "influence").made_of
    assert influence.total == pytest.approx(world.states.influence[state])
    assert figure(view, "tension").made_of.total == pytest.approx(world.tension)


def test_quarrels_and_wars_of_the_tension_open_into_each_of_them() -> None:
    _, _, view = seen("GBR")
    tension = figure(view, "tension").made_of
    values = {row.label: row.value for row in tension.terms}
    (quarrels,) = tension.parts.values()
    assert len(quarrels.terms) == 2
    for label, part in tension.parts.items():
        assert part.total == pytest.approx(values[label])
        assert sum(row.value for row in part.terms) == pytest.approx(part.total)


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [(12.34, "points", "+12.3"), (-0.042, "share", "−4.2%"), (-40.0, "money", "−$40 million")],
)
def test_terms_are_written_in_their_unit(value: float, unit: topbar.Unit, words: str) -> None:
    assert topbar.written(value, unit) == words
