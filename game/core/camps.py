"""Camps in a crisis: who stands with whom, what that weighs, and what it is worth to stand there."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.core.formulas.deterrence import win_chance
from game.core.kinds import Doctrine
from game.core.outlook import Outlook
from game.core.records import Crisis
from game.core.terms import TermTable
from game.core.world import World

Floats = NDArray[np.float64]

_PACT = 0.6
"""What an ally's forces count beside a party's own, at full credence in its word."""

_WORD = 0.15
"""The same for who merely says that it stands with a side: talk is cheap where nothing is signed."""

_GRAVITY = (0.3, 0.45, 0.6, 0.75, 0.9, 1.0)
"""How serious a rung is."""


def pledged(
    world: World, crisis: Crisis, side: int, look: Outlook, *, beside_pacts: bool = False
) -> float:
    """Return the strength that a camp adds to its side, as the other side's leader believes it.

    Strength that reaches the foe, at the credence that the foe gives to each one's word. With
    `beside_pacts`, without those whom a pact binds to the party and who are counted for it.
    """
    party, foe = (crisis.initiator, crisis.target)[:: 1 if side == 0 else -1]
    if crisis.internal:
        foe = party
    total = 0.0
    for state in crisis.camps[side]:
        if world.states.exists[state] and not (beside_pacts and look.bound[state, party]):
            reach = float(look.nearness[foe, state])
            total += _WORD * float(look.strength[state] * look.credence[foe, state]) * reach
    return total


@dataclass(frozen=True, slots=True)
class Balance:
    """The strengths that face each other in a crisis, camps and trusted allies counted."""

    attack: float
    defence: float

    @property
    def win(self) -> float:
        """Return the chance that the initiator's side would win a war."""
        return float(win_chance(np.array(self.attack), np.array(max(self.defence, 1e-9))))


def balance(world: World, crisis: Crisis, look: Outlook, *, seen_by: int | None = None) -> Balance:
    """Return the balance between the initiator's side and the target's.

    With `seen_by`, on that party's own estimate of the other's power.
    """
    first, other = crisis.initiator, crisis.target
    might, near = look.strength, look.nearness
    spoken = np.zeros(world.n, bool)
    spoken[[*crisis.camps[0], *crisis.camps[1], first, other]] = True
    allies = look.bound[:, other] * look.credence[first] * near[first] * ~spoken
    attack = float(might[first] * near[other, first]) + pledged(world, crisis, 0, look)
    defence = float(might[other]) + _PACT * float(allies @ might) + pledged(world, crisis, 1, look)
    if seen_by == first:
        defence *= float(world.dyads.power_error[first, other])
    elif seen_by == other:
        attack *= float(world.dyads.power_error[other, first])
    return Balance(attack, defence)


def counter(world: World, crisis: Crisis, look: Outlook) -> float:
    """Return the chance that the target would win a war that it carries to the initiator, 0..1."""
    first, other = crisis.initiator, crisis.target
    attack = float(look.strength[other] * look.nearness[first, other])
    attack += pledged(world, crisis, 1, look)
    defence = float(look.strength[first]) + pledged(world, crisis, 0, look)
    return float(win_chance(np.array(attack), np.array(max(defence, 1e-9))))


def worth_of_side(world: World, crisis: Crisis, look: Outlook) -> tuple[TermTable, ...]:
    """Return what standing in each camp is worth, a table [state] for each of the three.

    Standing with a side is worth the ties to it, the danger from the other and, for the side that
    was wronged, the order; it costs the risk of being drawn into a war, and the other's displeasure.
    The third camp is worth the friendship of both and the wish for peace. Each sees it with its own
    factors on stakes and costs. The parties' own rows mean nothing.
    """
    rules, states, dyads = world.rules, world.states, world.dyads
    gravity = _GRAVITY[crisis.rung]
    war_near = (0.05, 0.1, 0.2, 0.35, 0.6, 1.0)[crisis.rung]
    doctrine, resolve, cost = states.doctrine, states.resolve, states.cost_estimate
    upheld = doctrine[:, Doctrine.UPHOLD] + 0.3 * doctrine[:, Doctrine.BALANCE]
    keep_out = doctrine[:, Doctrine.KEEP_OUT]
    accused = crisis.named if crisis.named >= 0 else crisis.initiator
    tables = []
    for side, (friend, foe) in enumerate(
        ((crisis.initiator, crisis.target), (crisis.target, crisis.initiator))
    ):
        wronged = float(friend != accused) * (1.0 - crisis.ambiguity)
        liking = np.clip(dyads.affinity[:, friend], -1, 1)
        reach = 0.3 + 0.7 * np.maximum(look.nearness[foe], look.nearness[friend])
        if crisis.internal:
            foe_threat = np.zeros(world.n)
            liking = liking if side == 0 else -0.7 * liking
        else:
            foe_threat = dyads.threat[:, foe]
        tables.append(
            TermTable.of(
                {
                    "ties": rules.stake_ties
                    * (look.bound[:, friend] + 0.4 * look.entente[:, friend] + 0.5 * liking)
                    * gravity
                    * resolve,
                    "threat": rules.stake_threat * foe_threat * gravity * resolve,
                    "order": 0.3 * rules.stake_order * upheld * wronged * gravity * resolve,
                    "entrapment": -rules.war_cost * war_near * (0.25 + foe_threat) * reach * cost,
                    "offence": -0.5 * rules.retaliation_cost * foe_threat * 0.3 * cost,
                    "friendship": -0.4
                    * rules.stake_ties
                    * (np.clip(dyads.affinity[:, foe], 0, 1) + look.bound[:, foe])
                    * (0.0 if crisis.internal else 1.0),
                    "keep_out": -0.12 * keep_out - 0.06,
                }
            )
        )
    both = np.minimum(
        np.clip(dyads.affinity[:, crisis.initiator], 0, 1),
        np.clip(dyads.affinity[:, crisis.target], 0, 1),
    )
    nearby = np.maximum(look.nearness[:, crisis.initiator], look.nearness[:, crisis.target])
    tables.append(
        TermTable.of(
            {
                "friend_of_both": 0.3 * rules.stake_ties * both * gravity,
                "order": 0.25 * rules.stake_order * upheld * gravity * resolve,
                "spill_over": rules.spill_over * nearby * war_near * resolve,
                "keep_out": -0.08 * keep_out - 0.09,
            }
        )
    )
    return tuple(tables)
