"""Openings: a crisis begins, over a claim, by confrontation, or by itself."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from game.core.confrontations import sponsor_price
from game.core.ids import NOBODY, NONE, ClaimId, InstitutionId, StateId, WarId
from game.core.kinds import CrisisKind, Rung
from game.core.linkage import precedent
from game.core.log import Log
from game.core.orders import Confront
from game.core.phases.crises.ladder import to_war
from game.core.quarrels import PROFILES
from game.core.records import Claim, Crisis
from game.core.rng import stream
from game.core.world import World

_FASHION = 0.1
"""Ambiguity that a row of like cases which all paid adds: the world is used to them."""


def begin(
    world: World, kind: CrisisKind, initiator: StateId, target: StateId, **facts: Any
) -> Crisis:
    """Put a new crisis of a kind into the world and return it; `facts` are fields set otherwise."""
    profile = PROFILES[kind]
    crisis = Crisis(
        id=world.next_crisis(),
        kind=kind,
        initiator=initiator,
        target=target,
        claim=ClaimId(NONE),
        opened=world.turn,
        rung=profile.opening,
        moved=world.turn,
        clock=world.turn + profile.turns,
        stakes=profile.stakes,
        ambiguity=profile.ambiguity,
        staged=False,
        institution=InstitutionId(NONE),
        referred=NONE,
        inquiry_due=NONE,
        found=NOBODY,
        named=NOBODY,
        acts=(),
        offer=-1.0,
        settle_for=-1.0,
        war=WarId(NONE),
    )
    crisis = replace(crisis, **facts)
    used_to_it = _FASHION * max(0.0, precedent(world, kind))
    crisis = replace(crisis, ambiguity=min(0.95, crisis.ambiguity + used_to_it))
    world.put(crisis)
    return crisis


def over_claim(world: World, claim: Claim, log: Log, *, staged: bool) -> None:
    """Open a crisis over a claim, by a demand or by an incident made to look like the other's."""
    if not claim.live or any(crisis.claim == claim.id for crisis in world.live_crises()):
        return
    kind = CrisisKind.STAGED_INCIDENT if staged else CrisisKind.CLAIM
    base = PROFILES[kind].ambiguity
    ambiguity = min(0.95, base + 0.6 * claim.pretext) if staged else base + 0.35 * claim.legitimacy
    crisis = begin(
        world,
        kind,
        claim.claimant,
        claim.holder,
        claim=claim.id,
        clock=world.turn + world.rules.demand_turns,
        stakes=claim.weight,
        ambiguity=ambiguity,
        staged=staged,
    )
    log.add(
        "crisis.incident" if staged else "crisis.demand",
        claim.claimant,
        claim.holder,
        about={"crisis": crisis.id, "claim": claim.id},
        figures={"ambiguity": crisis.ambiguity, "stakes": claim.weight},
    )


def confront(world: World, order: Confront, log: Log) -> None:
    """Open a crisis that an order makes."""
    if PROFILES[order.kind].internal:
        _sponsor(world, order, log)
        return
    first, other = order.state, order.target
    if PROFILES[order.kind].accused_first:
        first, other = other, first
    if any(
        crisis.kind == order.kind and {crisis.initiator, crisis.target} == {first, other}
        for crisis in world.live_crises()
    ):
        return  # both had the same thought
    facts: dict[str, Any] = {}
    if order.kind == CrisisKind.INVASION:
        if world.at_war()[first, other]:
            return
        claim = _pretext(world, first, other)
        if claim is not None:
            facts = {"claim": claim.id, "stakes": max(claim.weight, 0.5)}
        facts["rung"] = Rung.CLASH
    crisis = begin(world, order.kind, first, other, **facts)
    log.add(
        "crisis.confronted",
        order.state,
        order.target,
        about={"crisis": crisis.id, "quarrel": int(order.kind)},
        figures={"ambiguity": crisis.ambiguity, "stakes": crisis.stakes},
    )
    if order.kind == CrisisKind.INVASION:
        world.put(to_war(world, replace(crisis, rung=Rung.WAR), first, log))


def _pretext(world: World, first: StateId, other: StateId) -> Claim | None:
    """Return the weightiest claim that an invader has on the invaded, and no crisis is about."""
    busy = {crisis.claim for crisis in world.live_crises()}
    free = [
        claim
        for claim in world.claims.open
        if not claim.remilitarise
        and (claim.claimant, claim.holder) == (first, other)
        and claim.id not in busy
    ]
    return max(free, key=lambda claim: (claim.weight, -claim.id), default=None)


def _sponsor(world: World, order: Confront, log: Log) -> None:
    """Open a coup or a rebellion that another state pays for; it may be seen who."""
    if any(
        crisis.target == order.target and crisis.kind in (CrisisKind.COUP, CrisisKind.CIVIL_WAR)
        for crisis in world.live_crises()
    ):
        return
    price = sponsor_price(world, order.kind, order.target)
    if world.states.treasury[order.state] < price:
        return
    world.states.treasury[order.state] -= price
    seen = stream(world.seed, world.turn, "sponsors").random(world.n)[order.state]
    traced = bool(seen < world.rules.sponsor_seen)
    crisis = erupt(world, order.kind, order.target, sponsored=True)
    if traced:
        crisis = replace(crisis, camps=((), (order.state,), ()), ambiguity=0.8 * crisis.ambiguity)
        liking = world.dyads.affinity
        liking[order.target, order.state] = max(-1.0, liking[order.target, order.state] - 0.4)
        world.dyads.aggression[:, order.state] += 0.1
        world.dyads.aggression[order.target, order.state] += 0.4
        world.dyads.aggression[order.state, order.state] = 0.0
    world.put(replace(crisis, proxies=(0.0, price)))
    report_eruption(world, crisis, log)
    if traced:
        log.add(
            "strife.sponsor_seen",
            order.state,
            order.target,
            about={"crisis": crisis.id, "quarrel": int(order.kind)},
        )
    else:
        log.add(
            "strife.sponsored",
            order.state,
            order.target,
            about={"crisis": crisis.id, "quarrel": int(order.kind)},
            figures={"amount": price},
            readers=(order.state,),
        )


def erupt(world: World, kind: CrisisKind, state: StateId, *, sponsored: bool = False) -> Crisis:
    """Open a crisis within a state.

    How far its government has the upper hand follows from how firmly it sits.
    """
    stability = float(world.states.stability[state])
    tide = {CrisisKind.COUP: 0.3 + 0.5 * stability, CrisisKind.CIVIL_WAR: 0.4 + 0.35 * stability}
    grip = tide.get(kind, 0.6) - (0.08 if sponsored else 0.0)
    fog = 0.15 if sponsored else 0.0
    ambiguity = min(0.95, PROFILES[kind].ambiguity + fog)
    return begin(world, kind, state, state, tide=min(0.9, max(0.1, grip)), ambiguity=ambiguity)


def report_eruption(world: World, crisis: Crisis, log: Log) -> None:
    """Report that a crisis within a state has begun."""
    log.add(
        "strife.begun",
        crisis.target,
        about={"crisis": crisis.id, "quarrel": int(crisis.kind)},
        figures={
            "tide": crisis.tide,
            "stability": float(world.states.stability[crisis.target]),
        },
    )
