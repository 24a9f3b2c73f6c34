"""Happenings written as in files, on the small world: what tests here are made of."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from game.content.compile.happenings import Known, compile_happening, from_the_start
from game.content.located import parse
from game.content.schema.happenings import HappeningFile
from game.content.sections import HAPPENING
from game.core.events import Event
from game.core.ids import CrisisId, StateId, WarId
from game.core.kinds import Settled, Victor
from game.core.log import Log
from game.core.phases import happenings
from game.core.records import War
from game.core.world import World
from tests.worlds import league, small_world

__all__ = ["HEAD", "happened", "one", "ruled", "run", "small_world", "war_of"]

HEAD = """
key: {key}
name: the test
told: Something happens{place}
blurb: For a test.
scope: {scope}
"""


def read(text: str) -> HappeningFile:
    """Read a happening as its file would have it."""
    found, issues = parse(text.encode(), Path("test.yaml"))
    assert not issues, issues
    assert found is not None
    value: HappeningFile = HAPPENING.adapter.validate_json(json.dumps(found.data))
    return value


def ruled(world: World, *texts: str) -> World:
    """Return a world with happenings; what they do not say stands at its default."""
    files = [read(text) for text in texts]
    scenario = world.scenario
    known = Known(
        {key: row for row, key in enumerate(scenario.state_keys)},
        {file.key: place for place, file in enumerate(files)},
        {charter.key: place for place, charter in enumerate(scenario.templates)},
    )
    listed = tuple(compile_happening(file, known) for file in files)
    world.scenario = replace(scenario, happenings=from_the_start(world, listed))
    return world


def one(
    when: str, effects: str = "", *, key: str = "test", scope: str = "world", more: str = ""
) -> str:
    """Return the text of a happening from its conditions and effects, one a line."""
    place = {"world": "", "state": " in {state}", "pair": " between {state} and {other}"}[scope]
    head = HEAD.format(key=key, scope=scope, place=place)
    listed = "".join(f"  - {line.strip()}\n" for line in when.strip().splitlines())
    does = effects.strip() or "{kind: push, figure: stability, a_year: 0.01, years: 1}"
    done = "".join(f"  - {line.strip()}\n" for line in does.splitlines())
    return f"{head}{more}\nwhen:\n{listed}effects:\n{done}"


def run(world: World, turns: int = 1) -> list[Event]:
    """Run the phase alone for some turns."""
    told: list[Event] = []
    for _ in range(turns):
        log = Log(world.turn)
        happenings.run(world, (), log)
        told += log.events
        world.turn += 1
    return told


def happened(world: World, *texts: str) -> list[tuple[int, int]]:
    """Return whom happenings befell in one turn: (-1, -1) is the world."""
    run(ruled(world, *texts))
    return [(one.state, one.other) for one in world.occurrences]


def war_of(
    world: World,
    attackers: Sequence[int],
    defenders: Sequence[int],
    losses: tuple[float, float],
    *,
    settled: Settled = Settled.OPEN,
    victor: Victor = Victor.NEITHER,
    ended: int = -1,
) -> War:
    """Put a war into the world."""
    war = War(
        id=WarId(len(world.wars)),
        crisis=CrisisId(-1),
        attackers=tuple(StateId(row) for row in attackers),
        defenders=tuple(StateId(row) for row in defenders),
        since=0,
        losses=losses,
        terms_offered=(None, None),
        settled=settled,
        victor=victor,
        ended=ended,
    )
    world.wars.append(war)
    return war


def with_templates(world: World) -> World:
    """Give a world the covenant as a charter to found institutions on."""
    charter = replace(league(), key="order")
    world.scenario = replace(world.scenario, templates=(charter,))
    return world
