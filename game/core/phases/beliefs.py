"""Beliefs: what was seen this turn changes whom, and which institution, is believed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.core.cases import credibility, likeness_of
from game.core.concurrence import decided_by
from game.core.eligibility import universal
from game.core.happenings.great_wars import hanging_together, is_general
from game.core.ids import NO_INSTITUTION, InstitutionId, StateId
from game.core.kinds import CrisisEnd, Excuse, Obligation, Rung, Standing, TreatyKind
from game.core.log import Log
from game.core.orders import Order
from game.core.phases.appraisal import nearness
from game.core.records import Crisis
from game.core.world import World

_IDLE_TURNS = 3
"""Turns of open war with nothing decided after which members count a test as failing."""


FADES: Final = 4
"""Turns between which what states think of each other does not fade, for the work it is."""


def run(world: World, orders: Sequence[Order], log: Log) -> None:  # noqa: ARG001
    """Decay memories, then add what this turn showed."""
    rules, dyads, seats = world.rules, world.dyads, world.memberships
    if world.turn % FADES == 0:
        dyads.kept *= rules.reputation_decay**FADES
        dyads.broken *= rules.reputation_decay**FADES
        dyads.aggression *= rules.aggression_decay**FADES
    seats.met *= rules.credibility_decay
    seats.failed *= rules.credibility_decay
    seats.met_alike *= rules.credibility_decay
    seats.failed_alike *= rules.credibility_decay
    _promises_in_institutions(world)
    _promises_to_allies(world)
    for crisis in world.crises_of_turn():
        for body in crisis.bodies or (crisis.institution,):
            if body >= 0:
                _test(world, crisis, body, log)
    _coalitions(world)
    _general_wars(world, log)


def _general_wars(world: World, log: Log) -> None:
    """Let a general war that it was to prevent count against every body open to all.

    Once, as the war ends: nobody believes afterwards what was believed before (the League in 1945).
    """
    ended = [war for war in world.wars.ended_since(world.turn) if war.ended == world.turn]
    if not ended:
        return
    span = round(world.rules.general_war_memory / world.scenario.calendar.years_a_turn)
    for group in hanging_together(world.wars.ended_since(world.turn - span)):
        last = [war for war in group if war.ended == world.turn]
        earlier = tuple(war for war in group if war.ended != world.turn)
        if not last or not is_general(world, group) or is_general(world, earlier):
            continue
        for number in range(len(world.charters)):
            body = InstitutionId(number)
            if not universal(world, body) or not world.memberships.in_being[body]:
                continue
            before = float(credibility(world, body).mean())
            world.memberships.failed[body] += world.rules.general_war_failure
            log.add(
                "credibility.shattered",
                last[-1].attackers[0],
                last[-1].defenders[0],
                about={"war": last[-1].id, "institution": body},
                figures={"before": before, "after": float(credibility(world, body).mean())},
            )


def likeness(world: World, crisis: Crisis) -> NDArray[np.float64]:
    """Return how like its own danger each state finds a case, [state] in 0.25..1.

    The nearer the aggressor's power, and the more alike in weight the victim, the more a test
    says about one's own protection.
    """
    near = nearness(world)[:, crisis.initiator]
    power = np.maximum(world.states.power, 1e-6)
    alike = np.exp(-0.5 * np.abs(np.log(power / power[crisis.target])))
    like: NDArray[np.float64] = np.clip(0.25 + 0.45 * near + 0.3 * alike, 0.25, 1.0)
    return like


def _test(world: World, crisis: Crisis, body: InstitutionId, log: Log) -> None:
    """Count a case as a test of a body that has taken it up.

    All of them are tested; one that does not lead is only judged by what it has decided itself.
    """
    done = decided_by(world, crisis, body)
    if body != crisis.institution and not done:
        return
    weight = likeness(world, crisis) * crisis.stakes * (1.0 - 0.5 * crisis.ambiguity)
    met = failed = 0.0
    if crisis.ended == world.turn:
        met, failed = _judged(crisis, done=bool(done))
    elif (
        crisis.rung == Rung.WAR and world.turn - crisis.referred >= _IDLE_TURNS and crisis.named < 0
    ):
        failed = 0.15
    if not met and not failed:
        return
    before = float(credibility(world, body).mean())
    seats, accused = world.memberships, crisis.named if crisis.named >= 0 else crisis.initiator
    kind = likeness_of(world, accused, within=crisis.internal)
    seats.met[body] += met * weight
    seats.failed[body] += failed * weight
    seats.met_alike[body, kind] += met * weight
    seats.failed_alike[body, kind] += failed * weight
    after = float(credibility(world, body).mean())
    if crisis.ended == world.turn:
        log.add(
            "credibility.tested",
            crisis.initiator,
            crisis.target,
            about={"crisis": crisis.id, "institution": body},
            figures={"before": before, "after": after},
        )


def _judged(crisis: Crisis, *, done: bool) -> tuple[float, float]:
    """Return how far the end of a case shows a test met, and one failed."""
    if crisis.end in (CrisisEnd.WITHDREW, CrisisEnd.COMPROMISE):
        return (1.0 if done else 0.4), 0.0
    return 0.0, (2.0 if crisis.end == CrisisEnd.DESTROYED else 1.5)


def _coalitions(world: World) -> None:
    """Let whoever led a coalition into a case be believed by how that case has ended."""
    for crisis in world.crises.ended_since(world.turn):
        for resolution in world.resolutions_on(crisis.id):
            if resolution.institution != NO_INSTITUTION or resolution.standing != Standing.ADOPTED:
                continue
            met, failed = _judged(crisis, done=True)
            weight = _LED * crisis.stakes * likeness(world, crisis)
            world.dyads.kept[:, resolution.proposer] += met * weight
            world.dyads.broken[:, resolution.proposer] += failed * weight


_LED: Final = 0.5
"""Promises kept, or broken, for which the outcome of a coalition counts with who led it [design]."""


def _promises_in_institutions(world: World) -> None:
    """Whoever owed a binding contribution is judged by all on what it gave."""
    kept, broken = np.zeros(world.n), np.zeros(world.n)
    for duty in reversed(world.ledger):
        if duty.turn != world.turn:
            break
        if duty.obligation < Obligation.BINDING:
            continue
        shown = duty.promised if duty.cheated and not duty.seen else duty.given
        if not duty.affordable or duty.excused != Excuse.NONE:
            continue
        kept[duty.state] += 0.1 * shown
        broken[duty.state] += 0.1 * (1.0 - shown) + (0.3 if duty.seen else 0.0)
    world.dyads.kept += kept[None, :]
    world.dyads.broken += broken[None, :]


def _promises_to_allies(world: World) -> None:
    """Whoever was bound to an attacked state and stays out breaks its word.

    The case of the alliance is an attack. So it is not given for a state that a body has found to be
    the aggressor; and who fights a war of its own elsewhere may stay out of this one.
    """
    wars = world.live_wars()
    if not wars:
        return
    bound = world.ties(TreatyKind.DEFENCE, TreatyKind.GUARANTEE)
    fighting = np.asarray(world.at_war().any(axis=1))
    for war in wars:
        victim = war.defenders[0]
        if world.crises[war.crisis].named == victim:
            continue
        for row in np.flatnonzero(bound[:, victim] & world.states.exists):
            ally = StateId(int(row))
            if war.side(ally) == 0:
                world.dyads.broken[:, ally] += 1.0
            elif war.side(ally) == 1:
                world.dyads.kept[:, ally] += 0.25
            elif not fighting[ally]:
                world.dyads.broken[:, ally] += 0.15
                world.dyads.broken[victim, ally] += 0.35
