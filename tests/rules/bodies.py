"""Bodies beside the League, and business of theirs decided by hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from typing import Any

from game.core.charter import Admission, Charter, Organ, Trigger
from game.core.columns import Axis
from game.core.ids import InstitutionId, MotionId, StateId
from game.core.kinds import Act, Ballot, Stage
from game.core.orders import Order, Vote, VoteMotion
from game.core.records import Motion, Resolution
from game.core.turn import Outcome, advance
from game.core.world import World
from tests.rules.play import LEAGUE

PACT = InstitutionId(1)


def pact(world: World, members: Iterable[StateId], **clauses: Any) -> InstitutionId:
    """Found an alliance of some states beside the League: it comes in for an attack on a member."""
    facts: dict[str, Any] = {
        "key": "pact",
        "admission": Admission.INVITATION,
        "triggers": (Trigger.ATTACK_ON_MEMBER,),
        "permanent": (),
        "elected_seats": 0,
        **clauses,
    }
    world.charters = (*world.charters, by_simple_majority(replace(world.charters[LEAGUE], **facts)))
    world.memberships = world.memberships.grown(Axis.INSTITUTION)
    body = InstitutionId(len(world.charters) - 1)
    world.memberships.member[body, list(members)] = True
    return body


def by_simple_majority(charter: Charter, **facts: Any) -> Charter:
    """Return a charter by which all members decide everything, by more than half of the votes."""
    plain = {"organ": Organ.ASSEMBLY, "majority": Fraction(1, 2), "strict": True, **facts}
    return replace(charter, rules=tuple(replace(rule, **plain) for rule in charter.rules))


def reading(world: World, body: InstitutionId = LEAGUE, **facts: Any) -> None:
    """Let a body's charter read otherwise."""
    charters = list(world.charters)
    charters[body] = replace(charters[body], **facts)
    world.charters = tuple(charters)


def ruling(world: World, *acts: Act, body: InstitutionId = LEAGUE, **facts: Any) -> None:
    """Let a body decide some acts (all of them unless said) otherwise."""
    rules = list(world.charters[body].rules)
    for act in acts or tuple(Act):
        rules[act] = replace(rules[act], **facts)
    reading(world, body, rules=tuple(rules))


def moved(world: World, *orders: Order) -> Outcome:
    """Give orders, and stop where the council is about to vote."""
    return advance(world, list(orders))


def divided(
    world: World,
    motion: MotionId | None = None,
    *,
    yes: Iterable[StateId] = (),
    no: Iterable[StateId] = (),
    abstain: Iterable[StateId] = (),
    veto: Iterable[StateId] = (),
) -> tuple[Motion, Outcome]:
    """Vote on a motion, the last unless said; whoever is not named stays away."""
    assert world.stage == Stage.COUNCIL
    number = world.motions[-1].id if motion is None else motion
    outcome = advance(
        world,
        [
            VoteMotion(state, number, ballot)
            for ballot, states in (
                (Ballot.YES, yes),
                (Ballot.NO, no),
                (Ballot.ABSTAIN, abstain),
                (Ballot.VETO, veto),
            )
            for state in states
        ],
    )
    return outcome.world.motions[number], outcome


def resolved(
    world: World, draft: Resolution, *, yes: Iterable[StateId] = (), no: Iterable[StateId] = ()
) -> tuple[Resolution, Outcome]:
    """Vote on a draft; whoever is not named stays away."""
    votes = [Vote(state, draft.id, Ballot.YES) for state in yes]
    votes += [Vote(state, draft.id, Ballot.NO) for state in no]
    outcome = advance(world, votes)
    return outcome.world.resolutions[draft.id], outcome


def rest_of_turn(world: World, *orders: Order) -> Outcome:
    """Play what is left of a turn."""
    events: list[Any] = []
    turn = world.turn
    while world.turn == turn:
        outcome = advance(world, [order for order in orders if order.stage == world.stage])
        world = outcome.world
        events += outcome.events
    return Outcome(world, tuple(events))
