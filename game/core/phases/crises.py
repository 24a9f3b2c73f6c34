"""Crises: opened over claims, moved up and down their ladder, ended at a price.

A crisis climbs one rung a round by the parties' own moves. A demand that is neither met nor
pressed falls. At the top stands war; the war and its settlement are other phases' business.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

import numpy as np

from game.core.ids import NOBODY, NONE, InstitutionId, StateId, WarId
from game.core.kinds import Act, CrisisEnd, CrisisKind, Holding, Move, Rung, Settled, Standing
from game.core.log import Log
from game.core.orders import MoveInCrisis, Order, PressClaim, StageIncident
from game.core.phases.appraisal import nearness
from game.core.phases.sanctions import concession
from game.core.records import Claim, Crisis, War
from game.core.rng import stream
from game.core.world import World


def take_moves(world: World, orders: Sequence[Order], log: Log) -> None:
    """Open crises over claims pressed, then take both parties' moves in every live crisis."""
    for order in orders:
        if isinstance(order, PressClaim | StageIncident):
            _open(world, world.claims[order.claim], log, staged=isinstance(order, StageIncident))
    moves: dict[int, dict[int, MoveInCrisis]] = {}
    for order in orders:
        if isinstance(order, MoveInCrisis):
            moves.setdefault(order.crisis, {})[order.state] = order
    for crisis in world.live_crises():
        if crisis.id in moves:
            _round(world, crisis, moves[crisis.id], log)


def run(world: World, orders: Sequence[Order], log: Log) -> None:  # noqa: ARG001
    """Let inquiries report, clocks run out and tension tell."""
    draw = stream(world.seed, world.turn, "inquiries").random(64)
    for place, crisis in enumerate(world.live_crises()):
        over = _overtaken(world, crisis)
        if over is not None:
            end(world, crisis, over, log)
            continue
        current = _report(world, crisis, float(draw[place % 64]), log)
        current = _observe(world, current)
        if current.rung < Rung.WAR and _gives_in(world, current):
            log.add(
                "crisis.sanctions_told",
                current.initiator,
                current.target,
                about={"crisis": current.id},
                figures={"pressure": float(world.states.pressure[current.initiator])},
            )
            end(world, current, CrisisEnd.WITHDREW, log)
        elif current.rung < Rung.WAR and world.turn >= current.clock:
            _run_out(world, current, log)
        else:
            world.put(current)


_AFTER_WAR = {
    Settled.STATUS_QUO: CrisisEnd.WITHDREW,
    Settled.CESSION: CrisisEnd.KEPT_GAINS,
    Settled.ARMISTICE: CrisisEnd.COMPROMISE,
    Settled.CAPITULATION: CrisisEnd.DESTROYED,
}
"""How a quarrel ends that was fought out in a war begun over another."""


def _overtaken(world: World, crisis: Crisis) -> CrisisEnd | None:
    """Return how a crisis ended whose party is no more, or whose war is over."""
    alive = world.states.exists
    if crisis.war >= 0 and not world.wars[crisis.war].live:
        return _AFTER_WAR[world.wars[crisis.war].settled]
    if crisis.war >= 0 or (alive[crisis.initiator] and alive[crisis.target]):
        return None
    return CrisisEnd.DESTROYED if alive[crisis.initiator] else CrisisEnd.WITHDREW


def gives_in(world: World, state: StateId, stakes: float) -> bool:
    """Tell whether sanctions alone bring a state that no person leads to give way this quarter."""
    if world.states.human[state] or world.states.pressure[state] <= 0:
        return False
    draw = stream(world.seed, world.turn, "concession").random(world.n)
    return bool(draw[state] < concession(world, stakes)[state])


def _gives_in(world: World, crisis: Crisis) -> bool:
    return gives_in(world, crisis.initiator, crisis.stakes)


def _open(world: World, claim: Claim, log: Log, *, staged: bool) -> None:
    if not claim.live or any(crisis.claim == claim.id for crisis in world.live_crises()):
        return
    ambiguity = 0.25 + 0.35 * claim.legitimacy
    if staged:
        ambiguity = min(0.95, 0.35 + 0.6 * claim.pretext)
    crisis = Crisis(
        id=world.next_crisis(),
        kind=CrisisKind.STAGED_INCIDENT if staged else CrisisKind.CLAIM,
        initiator=claim.claimant,
        target=claim.holder,
        claim=claim.id,
        opened=world.turn,
        rung=Rung.MOBILISATION if staged else Rung.DEMAND,
        moved=world.turn,
        clock=world.turn + world.rules.demand_turns,
        stakes=claim.weight,
        ambiguity=ambiguity,
        staged=staged,
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
    world.put(crisis)
    log.add(
        "crisis.incident" if staged else "crisis.demand",
        claim.claimant,
        claim.holder,
        about={"crisis": crisis.id, "claim": claim.id},
        figures={"ambiguity": ambiguity, "stakes": claim.weight},
    )


def _round(world: World, crisis: Crisis, moves: dict[int, MoveInCrisis], log: Log) -> None:
    """Take a round: climbing down beats all else, then a deal, then the ladder."""
    first, second = moves.get(crisis.initiator), moves.get(crisis.target)
    if first is not None and first.move == Move.CLIMB_DOWN:
        if crisis.rung < Rung.WAR:
            end(world, crisis, CrisisEnd.WITHDREW, log)
        return
    if second is not None and second.move == Move.CLIMB_DOWN and crisis.rung < Rung.WAR:
        cede(world, crisis, 1.0, log)
        end(world, crisis, CrisisEnd.KEPT_GAINS, log)
        return
    if second is not None and second.move == Move.OFFER:
        crisis = replace(crisis, offer=second.share, moved=world.turn)
        log.add(
            "crisis.offer",
            crisis.target,
            crisis.initiator,
            about={"crisis": crisis.id},
            figures={"share": second.share},
        )
    if first is not None and first.move == Move.OFFER:
        crisis = replace(crisis, settle_for=first.share, moved=world.turn)
        log.add(
            "crisis.offer",
            crisis.initiator,
            crisis.target,
            about={"crisis": crisis.id},
            figures={"share": first.share},
        )
    if crisis.offer >= 0 and 0 <= crisis.settle_for <= crisis.offer:
        cede(world, crisis, crisis.offer, log)
        end(world, crisis, CrisisEnd.COMPROMISE, log)
        return
    climbing = [move.state for move in (first, second) if move and move.move == Move.ESCALATE]
    if climbing:
        crisis = _climb(world, crisis, climbing, log)
    world.put(crisis)


def _climb(world: World, crisis: Crisis, climbing: list[StateId], log: Log) -> Crisis:
    rung = Rung(min(crisis.rung + 1, Rung.WAR))
    by = crisis.initiator if crisis.initiator in climbing else crisis.target
    other = crisis.target if by == crisis.initiator else crisis.initiator
    crisis = replace(
        crisis,
        rung=rung,
        moved=world.turn,
        clock=world.turn + world.rules.demand_turns,
    )
    log.add("crisis.escalated", by, other, about={"crisis": crisis.id, "rung": int(rung)})
    claim = world.claims[crisis.claim] if crisis.claim >= 0 else None
    if claim is not None and claim.remilitarise and rung == Rung.CLASH and by == crisis.initiator:
        _march_in(world, crisis, claim, log)
    if rung == Rung.WAR:
        crisis = _to_war(world, crisis, by, log)
    return crisis


def _march_in(world: World, crisis: Crisis, claim: Claim, log: Log) -> None:
    world.territories.demilitarised[list(claim.territories)] = False
    log.add(
        "crisis.remilitarised",
        crisis.initiator,
        crisis.target,
        about={"crisis": crisis.id, "territory": claim.territories[0]},
    )


def _to_war(world: World, crisis: Crisis, by: StateId, log: Log) -> Crisis:
    """Open a war; whoever struck first is remembered for it, the more the nearer the victim."""
    victim = crisis.target if by == crisis.initiator else crisis.initiator
    attackers, defenders = (crisis.initiator,), (crisis.target,)
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
    memory[victim, by] += 1.0
    world.dyads.affinity[victim, by] = -1.0
    world.dyads.affinity[by, victim] = min(world.dyads.affinity[by, victim], -0.5)
    return replace(crisis, war=war.id, ambiguity=0.7 * crisis.ambiguity)


def _report(world: World, crisis: Crisis, chance: float, log: Log) -> Crisis:
    """Let a commission of inquiry report when its time has come."""
    if crisis.inquiry_due < 0 or world.turn < crisis.inquiry_due:
        return crisis
    wrong = chance < world.rules.inquiry_error * (1.0 + crisis.ambiguity)
    found = crisis.target if wrong else crisis.initiator
    clear = crisis.ambiguity * world.rules.inquiry_clarity
    log.add(
        "inquiry.reported",
        found,
        crisis.target if found == crisis.initiator else crisis.initiator,
        about={"crisis": crisis.id, "institution": crisis.institution},
        figures={"before": crisis.ambiguity, "after": clear},
    )
    return replace(crisis, found=found, ambiguity=clear, inquiry_due=NONE)


def _observe(world: World, crisis: Crisis) -> Crisis:
    """Observers and peacekeepers on the spot make it clearer who does what."""
    manned = 0.0
    for resolution in world.resolutions:
        if resolution.crisis == crisis.id and resolution.in_force:
            for act in (Act.OBSERVERS, Act.PEACEKEEPING):
                if act in resolution.acts:
                    given = [
                        duty.given
                        for duty in takewhile(
                            lambda duty: duty.turn == world.turn, reversed(world.ledger)
                        )
                        if duty.resolution == resolution.id and duty.act == act
                    ]
                    manned = max(manned, float(np.mean(given)) if given else 0.0)
    if manned <= 0:
        return crisis
    keep = 1.0 - (1.0 - world.rules.observer_clarity) * min(1.0, 2 * manned)
    return replace(crisis, ambiguity=crisis.ambiguity * keep)


def _run_out(world: World, crisis: Crisis, log: Log) -> None:
    """End a demand that nobody pressed: what has been taken is kept, what was asked is not."""
    claim = world.claims[crisis.claim] if crisis.claim >= 0 else None
    done = (
        claim is not None
        and claim.remilitarise
        and not world.territories.demilitarised[list(claim.territories)].any()
    )
    if done and claim is not None:
        world.put(replace(claim, live=False))
        end(world, crisis, CrisisEnd.KEPT_GAINS, log)
    else:
        end(world, crisis, CrisisEnd.WITHDREW, log)


def cede(world: World, crisis: Crisis, share: float, log: Log) -> None:
    """Hand over a share of the claimed land, with the holder's signature.

    Whole territories only: less than one is rights and privileges there, which quiet the claim by
    that share but leave it alive.
    """
    if crisis.claim < 0:
        return
    claim = world.claims[crisis.claim]
    land = world.territories
    count = int(np.floor(share * len(claim.territories) + 1e-9))
    given = claim.territories[:count]
    for territory in given:
        if claim.remilitarise:
            land.demilitarised[territory] = False
            continue
        if land.owner[territory] != claim.holder:
            continue
        land.owner[territory] = claim.claimant
        land.controller[territory] = claim.claimant
        land.holding[territory] = Holding.CORE
        land.sovereign[territory] = NONE
        log.add(
            "territory.ceded",
            claim.holder,
            claim.claimant,
            about={"territory": territory, "crisis": crisis.id},
        )
    rest = claim.territories[count:]
    world.put(
        replace(
            claim,
            territories=rest or claim.territories,
            weight=claim.weight * (1.0 - share) if rest else claim.weight,
            live=bool(rest) and share < 1.0,
        )
    )
    move_lost_capital(world, claim.holder, log)


def move_lost_capital(world: World, state: StateId, log: Log) -> None:
    """Move the seat of a state that no longer owns its capital; a state without land is gone."""
    land, states = world.territories, world.states
    if not states.exists[state] or land.owner[states.capital[state]] == state:
        return
    left = np.flatnonzero(land.owner == state)
    if left.size == 0:
        dissolve(world, state, log)
        return
    states.capital[state] = left[np.argmax(land.people[left])]
    log.add("state.capital_moved", state, about={"territory": int(states.capital[state])})


def dissolve(world: World, state: StateId, log: Log) -> None:
    """Strike a state from the living: its forces disband, its seats fall, its quarrels end."""
    world.states.exists[state] = False
    world.formations.exists[world.formations.owner == state] = False
    seats = world.memberships
    seats.member[:, state] = False
    seats.seat[:, state] = 0
    land = world.territories
    orphans = np.flatnonzero(land.controller == state)
    land.controller[orphans] = land.owner[orphans]
    for claim in world.claims:
        if claim.live and state in (claim.claimant, claim.holder):
            world.put(replace(claim, live=False))
    for treaty in world.treaties:
        if state in treaty.parties and treaty.until_turn < 0:
            world.put(replace(treaty, until_turn=world.turn))
    log.add("state.destroyed", state)


def end(world: World, crisis: Crisis, how: CrisisEnd, log: Log) -> None:
    """End a crisis; measures taken in it are lifted unless gains were kept by force."""
    world.put(replace(crisis, end=how, ended=world.turn))
    kind = {
        CrisisEnd.WITHDREW: "crisis.withdrew",
        CrisisEnd.COMPROMISE: "crisis.compromise",
        CrisisEnd.KEPT_GAINS: "crisis.kept_gains",
        CrisisEnd.DESTROYED: "crisis.destroyed",
    }[how]
    log.add(kind, crisis.initiator, crisis.target, about={"crisis": crisis.id})
    if how in (CrisisEnd.WITHDREW, CrisisEnd.COMPROMISE):
        for resolution in world.resolutions:
            if resolution.crisis == crisis.id and resolution.in_force:
                lift(world, resolution.id, log)


def lift(world: World, resolution_id: int, log: Log) -> None:
    """Lift the measures of a resolution."""
    resolution = world.resolutions[resolution_id]
    world.put(replace(resolution, lifted=world.turn))
    if resolution.standing == Standing.ADOPTED:
        log.add(
            "resolution.lifted",
            resolution.target,
            about={"resolution": resolution.id, "institution": resolution.institution},
        )
