"""Playing one world of an ensemble, and what is kept of it."""

from __future__ import annotations

import json
import traceback
from dataclasses import dataclass, replace
from pathlib import Path

from game.core.events import Event
from game.core.invariants import check
from game.core.world import World
from game.lab.ensemble.collector import Collector
from game.lab.ensemble.plan import Arm, Job, campaign_at, with_rules
from game.lab.ensemble.sheet import Figure
from game.session import stages

MOST_WORDS = 400
"""Longest message that is kept of a world that broke."""


@dataclass(frozen=True, slots=True)
class Played:
    """What came of one world."""

    address: str
    turns: int
    digest: str
    """Of its last world; empty where it broke."""
    ruined: bool
    fault: str
    """What broke it, empty where it ended as it should."""
    figures: tuple[Figure, ...]

    def to_json(self) -> str:
        """Return it as one line of JSON."""
        rows = [[each.period, each.metric, each.value, each.n] for each in self.figures]
        plain = [self.address, self.turns, self.digest, self.ruined, self.fault, rows]
        return json.dumps(plain, ensure_ascii=True, allow_nan=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> Played:
        """Return what a line of JSON tells. Raises ValueError for any other text."""
        try:
            address, turns, digest, ruined, fault, rows = json.loads(text)
            figures = tuple(
                Figure(str(period), str(metric), float(value), float(n))
                for period, metric, value, n in rows
            )
            return cls(str(address), int(turns), str(digest), bool(ruined), str(fault), figures)
        except (TypeError, RecursionError) as error:
            raise ValueError(str(error)) from None


def play(job: Job) -> Played:
    """Play a world to its end and measure it; a world that breaks is told of, not raised."""
    collector, world = Collector(), None
    try:
        world = opened(job)
        while world.turn < job.arm.turns and not world.ruined:
            before = world
            world, events = play_turn(world)
            collector.turn(before, world, events)
        check(world)
        figures = collector.close(world)
        json.dumps([each.value for each in figures], allow_nan=False)
    except Exception as error:  # noqa: BLE001  # whatever it is, the others go on
        turn = 0 if world is None else world.turn
        return Played(job.address, turn, "", False, _told(error), ())
    return Played(job.address, world.turn, world.digest(), world.ruined, "", figures)


def opened(job: Job) -> World:
    """Return a job's world at its start. Raises LookupError where the campaign is another."""
    arm = job.arm
    campaign = campaign_at(arm.where)
    if campaign.digest != arm.digest:
        raise LookupError(
            f"the files of '{arm.campaign}' are not those that the plan was made with"
        )
    world = with_rules(campaign, arm.rules).world(job.seed, charter=arm.charter)
    return lasting(world, arm)


def lasting(world: World, arm: Arm) -> World:
    """Return a world whose calendar goes on as long as is to be played."""
    calendar = world.scenario.calendar
    if arm.turns <= calendar.turns:
        return world
    longer = replace(world.scenario, calendar=replace(calendar, turns=arm.turns))
    return replace(world, scenario=longer)


def play_turn(world: World) -> tuple[World, list[Event]]:
    """Play the stages of a turn, every state led by the game."""
    turn, events = world.turn, list[Event]()
    while world.turn == turn:
        outcome = stages.play(world, ())
        world = outcome.world
        events += outcome.events
    return world, events


def _told(error: Exception) -> str:
    """Return what broke and where, in one line."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    words = " ".join(str(error).split())
    return f"{type(error).__name__}: {words}"[:MOST_WORDS] + where


def lost(job: Job, why: str) -> Played:
    """Return what is kept of a world whose process did not live to tell."""
    return Played(job.address, 0, "", False, why, ())
