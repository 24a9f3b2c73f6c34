"""The ladder: a rung at a time, and at the top war."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from game.core.ids import StateId
from game.core.kinds import CrisisKind, Rung
from game.core.log import Log
from game.core.phases.appraisal import nearness
from game.core.quarrels import PROFILES
from game.core.records import Claim, Crisis, War
from game.core.world import World


def climb(world: World, crisis: Crisis, climbing: list[StateId], log: Log) -> Crisis:
    """Take a crisis one rung up, by whoever climbs (the initiator, where both do)."""
    by = crisis.initiator if crisis.initiator in climbing else crisis.target
    if crisis.kind == CrisisKind.BORDER_INCIDENT and crisis.rung == Rung.TENSION:
        crisis = _inflate(world, crisis, by)
    other = crisis.target if by == crisis.initiator else crisis.initiator
    rung = Rung(min(crisis.rung + 1, Rung.WAR))
    crisis = replace(
        crisis,
        rung=rung,
        moved=world.turn,
        clock=world.turn + max(world.rules.demand_turns, PROFILES[crisis.kind].turns // 2),
    )
    log.add("crisis.escalated", by, other, about={"crisis": crisis.id, "rung": int(rung)})
    claim = world.claims[crisis.claim] if crisis.claim >= 0 else None
    if claim is not None and claim.remilitarise and rung == Rung.CLASH and by == crisis.initiator:
        _march_in(world, crisis, claim, log)
    if rung == Rung.CLASH and crisis.kind == CrisisKind.PROLIFERATION and by == crisis.target:
        _strike(world, crisis, log)
        crisis = replace(crisis, stakes=0.4 * crisis.stakes)  # what was wanted has been done
    if rung == Rung.WAR:
        crisis = to_war(world, crisis, by, log)
    return crisis


def _inflate(world: World, crisis: Crisis, by: StateId) -> Crisis:
    """Let a party make of a border incident what it wants; it is then the one who demands.

    A live claim on the other gives the incident something to be about, and a higher stake.
    """
    other = crisis.target if by == crisis.initiator else crisis.initiator
    if by != crisis.initiator:
        first, second, third = crisis.camps
        crisis = replace(
            crisis,
            initiator=by,
            target=other,
            camps=(second, first, third),
            proxies=crisis.proxies[::-1],
            alerts=crisis.alerts[::-1],
            welcomed=crisis.welcomed[::-1],
            offer=crisis.settle_for,
            settle_for=crisis.offer,
        )
    busy = {quarrel.claim for quarrel in world.live_crises()}
    claims = [
        claim
        for claim in world.claims.open
        if not claim.remilitarise
        and (claim.claimant, claim.holder) == (by, other)
        and claim.id not in busy
    ]
    if not claims:
        return replace(crisis, stakes=min(1.0, crisis.stakes + 0.1))
    claim = max(claims, key=lambda item: (item.weight, -item.id))
    return replace(crisis, claim=claim.id, stakes=max(crisis.stakes, claim.weight))


def _march_in(world: World, crisis: Crisis, claim: Claim, log: Log) -> None:
    world.territories.demilitarised[list(claim.territories)] = False
    log.add(
        "crisis.remilitarised",
        crisis.initiator,
        crisis.target,
        about={"crisis": crisis.id, "territory": claim.territories[0]},
    )


def _strike(world: World, crisis: Crisis, log: Log) -> None:
    """Strike at a nuclear programme: it is set back by years, and everybody sees who did it."""
    states = world.states
    before = float(states.programme[crisis.initiator])
    states.programme[crisis.initiator] = max(0.0, 0.4 * before - 0.05)
    log.add(
        "nuclear.struck",
        crisis.target,
        crisis.initiator,
        about={"crisis": crisis.id},
        figures={"before": before, "after": float(states.programme[crisis.initiator])},
    )


def to_war(world: World, crisis: Crisis, by: StateId, log: Log) -> Crisis:
    """Open a war; whoever struck first is remembered for it, the more the nearer the victim.

    The initiator attacks; where it stands accused, whoever strikes.
    """
    victim = crisis.target if by == crisis.initiator else crisis.initiator
    attackers, defenders = (crisis.initiator,), (crisis.target,)
    if PROFILES[crisis.kind].accused_first:
        attackers, defenders = (by,), (victim,)
    going = [war for war in world.live_wars() if war.side(by) >= 0 and war.side(victim) >= 0]
    if going:
        war = going[0]
    else:
        war = War(
            id=world.next_war(),
            crisis=crisis.id,
            attackers=attackers,
            defenders=defenders,
            since=world.turn,
            losses=(0.0, 0.0),
            terms_offered=(None, None),
        )
        world.put(war)
        log.add("war.begun", by, victim, about={"crisis": crisis.id, "war": war.id})
    felt = 0.35 + 0.65 * nearness(world)[victim]
    close = world.dyads.contiguous[:, victim] | (world.dyads.gap_km[:, victim] < 1500)
    blame = (1.0 - 0.6 * crisis.ambiguity) * np.where(close, 1.0, 0.4 * felt)
    memory = world.dyads.aggression
    memory[:, by] = np.minimum(memory[:, by] + blame, 50.0)
    memory[by, by] = 0.0
    memory[victim, by] = min(memory[victim, by] + 1.0, 50.0)
    world.dyads.affinity[victim, by] = -1.0
    world.dyads.affinity[by, victim] = min(world.dyads.affinity[by, victim], -0.5)
    for side, party in enumerate((crisis.initiator, crisis.target)):
        for state in crisis.camps[side]:
            log.add(
                "camp.called",
                state,
                party,
                about={"crisis": crisis.id, "war": war.id},
                figures={"side": side},
            )
    return replace(crisis, war=war.id, ambiguity=0.7 * crisis.ambiguity)
