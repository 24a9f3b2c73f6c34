"""Referral: a body takes up a case."""

from __future__ import annotations

from dataclasses import replace

from game.core.eligibility import leading
from game.core.ids import InstitutionId, StateId
from game.core.log import Log
from game.core.world import World


def refer(world: World, state: StateId, number: int, institution: InstitutionId, log: Log) -> None:
    """Seize a body of a crisis; where several are seized, a universal one leads."""
    crisis = world.crises[number]
    if not crisis.live or institution in crisis.bodies:
        return
    if crisis.institution == institution:  # seized before there were several
        world.put(replace(crisis, bodies=(institution,)))
        return
    before = crisis.bodies or ((crisis.institution,) if crisis.institution >= 0 else ())
    bodies = (*before, institution)
    world.put(
        replace(
            crisis,
            bodies=bodies,
            institution=leading(world, bodies),
            referred=world.turn if crisis.referred < 0 else crisis.referred,
        )
    )
    log.add(
        "crisis.referred",
        state,
        crisis.initiator,
        about={"crisis": crisis.id, "institution": institution},
    )
