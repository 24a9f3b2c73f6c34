"""Sides: who stands with whom, who is called on when it comes to war, who arms whom in the dark."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from game.core.ids import StateId
from game.core.log import Log
from game.core.orders import ArmProxy, TakeSide
from game.core.records import Crisis
from game.core.rng import stream
from game.core.world import World


def take(world: World, order: TakeSide, log: Log) -> None:
    """Let a state stand with a side, in a camp of its own, or aside again.

    Whoever is stood with likes it, the other does not; to leave a side again is a small broken word.
    """
    crisis = world.crises[order.crisis]
    if not crisis.live or crisis.war >= 0:
        return
    state = order.state
    before = next((side for side in range(3) if state in crisis.camps[side]), -1)
    camps = [tuple(one for one in camp if one != state) for camp in crisis.camps]
    if order.side >= 0:
        camps[order.side] = (*camps[order.side], state)
    mediator = -1 if order.side in (0, 1) and crisis.mediator == state else crisis.mediator
    offices = crisis.offices
    if order.side in (0, 1):
        offices = tuple(one for one in offices if one != state)
    world.put(
        replace(
            crisis,
            camps=(camps[0], camps[1], camps[2]),
            mediator=StateId(mediator),
            offices=offices,
        )
    )
    parties = (crisis.initiator, crisis.target)
    if before in (0, 1):
        world.dyads.broken[parties[before], state] += 0.2
    if order.side in (0, 1):
        _warm(world, crisis, order.side, state)
    about = {"crisis": crisis.id}
    if order.side < 0:
        log.add("camp.left", state, parties[max(before, 0) % 2], about=about)
    elif order.side == 2:
        log.add("camp.third", state, crisis.target, about=about)
    elif crisis.internal:
        kind = "camp.with_government" if order.side == 0 else "camp.with_rebels"
        log.add(kind, state, crisis.target, about=about)
    else:
        log.add("camp.joined", state, parties[order.side], about=about)


def _warm(world: World, crisis: Crisis, side: int, state: StateId) -> None:
    liking, step = world.dyads.affinity, world.rules.side_liking
    friend, foe = (crisis.initiator, crisis.target)[:: 1 if side == 0 else -1]
    if crisis.internal:
        change = step if side == 0 else -4.0 * step
        liking[friend, state] = np.clip(liking[friend, state] + change, -1, 1)
        return
    liking[friend, state] = min(1.0, liking[friend, state] + step)
    liking[foe, state] = max(-1.0, liking[foe, state] - step)


def arm(world: World, order: ArmProxy, log: Log) -> None:
    """Send arms to a side: they count where they come, and it may be seen who sent them."""
    crisis = world.crises[order.crisis]
    states = world.states
    if not crisis.live or states.treasury[order.state] < order.amount:
        return
    states.treasury[order.state] -= order.amount
    sent = list(crisis.proxies)
    sent[order.side] += order.amount
    friend, foe = (crisis.initiator, crisis.target)[:: 1 if order.side == 0 else -1]
    ours = max(float(states.milex[friend]) / 4.0, 1e-6)
    fog = world.rules.proxy_fog * min(1.0, order.amount / ours)
    world.put(
        replace(
            crisis,
            proxies=(round(sent[0], 4), round(sent[1], 4)),
            ambiguity=min(0.95, crisis.ambiguity + fog),
        )
    )
    if not crisis.internal:
        states.treasury[friend] += 0.7 * order.amount
    draw = stream(world.seed, world.turn, f"arms sent {crisis.id}").random((world.n, 2))
    about = {"crisis": crisis.id}
    figures = {"amount": order.amount}
    if draw[order.state, order.side] >= world.rules.proxy_seen:
        readers = (order.state,)
        log.add("proxy.sent", order.state, friend, about=about, figures=figures, readers=readers)
        return
    if not (crisis.internal and order.side == 0):
        liking = world.dyads.affinity
        liking[foe, order.state] = max(-1.0, liking[foe, order.state] - 0.15)
        memory = world.dyads.aggression
        memory[foe, order.state] = min(50.0, memory[foe, order.state] + 0.15)
    kind = "proxy.seen"
    if crisis.internal:
        kind = "proxy.seen_rebels" if order.side == 1 else "proxy.seen_government"
    log.add(kind, order.state, friend, about=about, figures=figures)


def call_in(world: World, crisis: Crisis, log: Log) -> Crisis:
    """Judge supporters a turn after war came: who fights kept its word, who does not broke it."""
    war = world.wars[crisis.war]
    if world.turn <= war.since or not (crisis.camps[0] or crisis.camps[1]):
        return crisis
    dyads, alive = world.dyads, world.states.exists
    camps = []
    for side, party in enumerate((crisis.initiator, crisis.target)):
        ours = war.side(party)
        true = []
        for state in crisis.camps[side]:
            if not alive[state]:
                continue
            if ours >= 0 and war.side(state) == ours:
                dyads.kept[:, state] += 0.5
                true.append(state)
                continue
            dyads.broken[:, state] += world.rules.default_weight
            dyads.broken[party, state] += world.rules.default_weight
            dyads.affinity[party, state] = max(-1.0, dyads.affinity[party, state] - 0.15)
            log.add("camp.defaulted", state, party, about={"crisis": crisis.id, "war": war.id})
        camps.append(tuple(true))
    return replace(crisis, camps=(camps[0], camps[1], crisis.camps[2]))
