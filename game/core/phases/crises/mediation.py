"""Mediation: good offices offered, accepted by both, and a line proposed between them."""

from __future__ import annotations

from dataclasses import replace

from game.core.formulas.bargain import fair_share
from game.core.ids import NOBODY, StateId
from game.core.kinds import CrisisEnd, Rung
from game.core.log import Log
from game.core.orders import AnswerMediator, Mediate
from game.core.outlook import Outlook
from game.core.phases.crises.endings import settle
from game.core.quarrels import profile_of
from game.core.records import Crisis
from game.core.ways_out import choices, footing
from game.core.world import World


def offer(world: World, order: Mediate, log: Log) -> None:
    """Let a state offer its good offices."""
    crisis = world.crises[order.crisis]
    if not crisis.live or order.state in crisis.offices:
        return
    world.put(replace(crisis, offices=(*crisis.offices, order.state)))
    log.add("mediation.offered", order.state, crisis.target, about={"crisis": crisis.id})


def answer(world: World, order: AnswerMediator, log: Log) -> None:
    """Let a party accept a mediator, turn one down, or send one away.

    In a crisis within a state the government answers, and the rebels go along where they are not
    winning.
    """
    crisis = world.crises[order.crisis]
    who = order.mediator
    if not crisis.live or (who not in crisis.offices and who != crisis.mediator):
        return
    if not order.accept:
        gone = tuple(one for one in crisis.offices if one != who)
        left = NOBODY if crisis.mediator == who else crisis.mediator
        proposed = crisis.proposed if left == crisis.mediator else -1.0
        world.put(replace(crisis, offices=gone, mediator=left, proposed=proposed))
        log.add("mediation.declined", order.state, who, about={"crisis": crisis.id})
        return
    welcomed = [list(side) for side in crisis.welcomed]
    for side, party in enumerate((crisis.initiator, crisis.target)):
        willing = party == order.state and (not crisis.internal or side == 0 or crisis.tide > 0.35)
        if willing and who not in welcomed[side]:
            welcomed[side].append(who)
    both = who in welcomed[0] and who in welcomed[1]
    changed = replace(crisis, welcomed=(tuple(welcomed[0]), tuple(welcomed[1])))
    if both and crisis.mediator == NOBODY:
        changed = replace(
            changed,
            mediator=who,
            offices=tuple(one for one in crisis.offices if one != who),
        )
        log.add("mediation.accepted", who, crisis.target, about={"crisis": crisis.id})
    world.put(changed)


def mediate(world: World, crisis: Crisis, look: Outlook, log: Log) -> Crisis:
    """Let an accepted mediator clear things up a little, and propose a line between the parties.

    What no person leads takes the line where that is worth more to it than to hold or to go on, on
    its own estimates; it stands as its offer until the other meets it.
    """
    if crisis.mediator == NOBODY or crisis.rung >= Rung.WAR:
        return crisis
    if not world.states.exists[crisis.mediator]:
        return replace(crisis, mediator=NOBODY, proposed=-1.0)
    crisis = replace(crisis, ambiguity=crisis.ambiguity * world.rules.mediation_clarity)
    if crisis.internal:
        return crisis  # its weight is in the terms of peace
    share = round(proposal(world, crisis, look), 2)
    if abs(share - crisis.proposed) >= 0.05:
        crisis = replace(crisis, proposed=share)
        log.add(
            "mediation.proposed",
            crisis.mediator,
            crisis.target,
            about={"crisis": crisis.id},
            figures={"share": share},
        )
    share = crisis.proposed
    taken = [
        not world.states.human[party] and _takes(world, crisis, party, look)
        for party in (crisis.initiator, crisis.target)
    ]
    if taken[0] and (crisis.settle_for < 0 or crisis.settle_for > share):
        crisis = replace(crisis, settle_for=share)
    if taken[1] and crisis.offer < share:
        crisis = replace(crisis, offer=share)
    return crisis


def proposal(world: World, crisis: Crisis, look: Outlook) -> float:
    """Return the share that a mediator would propose, from what both sides' terms look like."""
    first = footing(world, crisis, crisis.initiator, look, private=False)
    other = footing(world, crisis, crisis.target, look, private=False)
    chance = first.win * (1.0 - first.stopped)
    cost = world.rules.war_cost
    return fair_share(
        chance,
        (cost * (1.25 - first.win), cost * (0.25 + first.win)),
        (first.stake, other.stake),
        profile_of(crisis).in_hand,
    )


def _takes(world: World, crisis: Crisis, party: StateId, look: Outlook) -> bool:
    worth = {
        choice.key: choice.worth
        for choice in choices(world, crisis, party, look)
        if choice.key in ("take_proposal", "hold", "escalate")
    }
    best = max(worth.get("hold", -1.0), worth.get("escalate", -9.0))
    return worth.get("take_proposal", -9.0) >= best


def close(world: World, crisis: Crisis, log: Log) -> bool:
    """Settle a crisis whose parties both stand by the mediator's line; tell whether it was."""
    if crisis.internal or crisis.rung >= Rung.WAR:
        return False
    if not (crisis.offer >= 0 and 0 <= crisis.settle_for <= crisis.offer):
        return False
    settle(world, crisis, CrisisEnd.COMPROMISE, log, share=crisis.offer)
    return True
