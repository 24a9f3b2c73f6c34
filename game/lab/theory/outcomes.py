"""What is read off a world that was played: did the claimant act, did it pay, was there war."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from typing import Final

import numpy as np

from game.ai.advisor import decide
from game.core.eligibility import body_for
from game.core.forecast import RESPONSE, attack_on, forecast_attack
from game.core.kinds import Act, CrisisEnd, Rung
from game.core.orders import PressClaim, StageIncident
from game.core.turn import advance
from game.core.world import World
from game.lab.theory.worlds import AGGRESSOR, VICTIM

TURNS: Final = 10
"""Quarters that a world is played for."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one world, each a figure whose mean over worlds tells something."""

    acted: float
    """1 where the claim was acted on within TURNS: blows were struck over it, or land got."""
    gains: float
    """Share of the claim that the claimant holds or was granted when that quarrel ends, or TURNS
    are over, 0..1."""
    war: float
    """Quarters of war between the two."""
    gave_way: float
    """Of the quarrels over it that ended, the share that ended with the claimant withdrawing or a
    compromise; nan where none did."""
    at_once: float
    """1 where the claimant presses, or stages an incident, in the very first quarter."""
    stopped: float
    """Chance of being stopped that it reckons with at the start."""
    power: float
    """Share of the small in the power that could be brought to bear."""
    burden: float
    """Share of the small in the forces that are expected to be sent."""


MEASURES: Final = {
    "acted": "acts on its claim",
    "gains": "gets of it",
    "war": "quarters of war",
    "gave_way": "gives way",
    "at_once": "presses at once",
    "stopped": "expects to be stopped",
    "burden": "small: power, burden",
}
"""What can be compared between two arms, in a few words."""

MORE_IS_BETTER: Final = frozenset(("stopped", "gave_way"))
"""Measures that are higher where the prerequisite is there."""


def play(world: World) -> Outcome:
    """Play a world with all states led by the game, and return what came of the claim."""
    stopped, power, burden = _expected(world)
    everyone = range(world.n)
    land = list(world.claims[0].territories)
    at_once, war, blows = 0.0, 0, False
    for stage in range(TURNS * 3):
        orders = [done.order for done in decide(world, everyone)]
        if stage == 0:
            at_once = float(any(isinstance(each, PressClaim | StageIncident) for each in orders))
        world = advance(world, orders).world
        over_it = [crisis for crisis in world.crises if crisis.claim == 0]
        blows |= any(crisis.rung >= Rung.CLASH for crisis in over_it)
        if stage % 3 == 2:
            war += any(
                AGGRESSOR in each.attackers and VICTIM in each.defenders
                for each in world.live_wars()
            )
        if any(not crisis.live for crisis in over_it):
            break
    granted = [max(crisis.offer, 0.0) for crisis in over_it if crisis.end == CrisisEnd.COMPROMISE]
    held = float((world.territories.controller[land] == AGGRESSOR).mean())
    gains = max([held, *granted])
    ended = [
        crisis.end in (CrisisEnd.WITHDREW, CrisisEnd.COMPROMISE)
        for crisis in over_it
        if not crisis.live
    ]
    gave_way = float(np.mean(ended)) if ended else float("nan")
    acted = float(blows or gains > 0)
    return Outcome(acted, gains, float(war), gave_way, at_once, stopped, power, burden)


def _expected(world: World) -> tuple[float, float, float]:
    """Return the chance of being stopped that the claimant reckons with, and what the small bear.

    Their share in the power of those who could be asked for force, and in what is expected of it.
    """
    claim = world.claims[0]
    ambiguity = 0.25 + 0.35 * claim.legitimacy
    body = body_for(world, AGGRESSOR, VICTIM)
    seen = forecast_attack(world, attack_on(AGGRESSOR, VICTIM, ambiguity, body))
    row = RESPONSE.index(Act.FORCE)
    asked = seen.plan.game.capacity[row] > 0
    small = asked & ~world.states.major
    power = np.where(asked, world.states.power, 0.0)
    borne = seen.plan.answer.expected[row] * power
    return (
        seen.stopped,
        float(power[small].sum() / max(float(power.sum()), 1e-12)),
        float(borne[small].sum() / max(float(borne.sum()), 1e-12)),
    )


def figures(outcome: Outcome) -> tuple[float, ...]:
    """Return an outcome as numbers, in the order of its fields."""
    return astuple(outcome)
