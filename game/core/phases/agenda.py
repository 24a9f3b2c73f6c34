"""The agenda: crises referred, drafts tabled and amended, and what is owed by the fact of attack."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from game.core.ids import NO_INSTITUTION
from game.core.kinds import Act, Reason, Standing
from game.core.legality import refusal
from game.core.log import Log
from game.core.orders import AmendDraft, Convene, FormCoalition, Order, Refer, Table
from game.core.phases import by_the_fact
from game.core.phases.censure import charge_unlawful
from game.core.phases.referral import refer
from game.core.records import Resolution
from game.core.world import World


def run(world: World, orders: Sequence[Order], log: Log) -> None:
    """Take referrals first, then drafts and amendments, then coalitions and automatic duties.

    The same acts in a case come to a vote once.
    """
    for order in orders:
        if isinstance(order, Refer):
            refer(world, order.state, order.crisis, order.institution, log)
    seen: set[tuple[int, int, int, tuple[int, ...]]] = set()
    for order in orders:
        match order:
            case Table():
                _table(world, order, seen, log)
            case AmendDraft():
                _amend(world, order, log)
            case Convene():
                _convene(world, order, log)
            case FormCoalition():
                _form(world, order, log)
    by_the_fact.run(world, log)


def _table(
    world: World, order: Table, seen: set[tuple[int, int, int, tuple[int, ...]]], log: Log
) -> None:
    crisis = world.crises[order.crisis]
    if not crisis.live or refusal(world, order) is not None:
        return
    if order.institution not in crisis.bodies:
        refer(world, order.state, order.crisis, order.institution, log)
    acts = tuple(sorted(order.acts))
    motion = (order.institution, order.crisis, order.target, acts)
    if motion in seen:
        return
    seen.add(motion)
    draft = Resolution(
        id=world.next_resolution(),
        institution=order.institution,
        crisis=order.crisis,
        proposer=order.state,
        acts=acts,
        target=order.target,
        tabled=world.turn,
        put=world.turn + 1 if order.lie_over else -1,
        body=order.body if Act.DELEGATION in acts else NO_INSTITUTION,
        mandate=order.mandate,
    )
    world.put(draft)
    _tell("resolution.laid" if order.lie_over else "resolution.tabled", draft, log)


def _amend(world: World, order: AmendDraft, log: Log) -> None:
    """Put an amendment to the vote beside the draft that it would change."""
    if refusal(world, order) is not None:
        return
    draft = world.resolutions[order.resolution]
    acts = tuple(sorted((set(draft.acts) - set(order.drop)) | set(order.add)))
    if any(
        other.amends == draft.id and other.acts == acts and other.standing == Standing.TABLED
        for other in world.resolutions.open
    ):
        return
    amendment = replace(
        draft,
        id=world.next_resolution(),
        proposer=order.state,
        acts=acts,
        tabled=world.turn,
        put=world.turn,
        amends=draft.id,
    )
    world.put(amendment)
    _tell("resolution.amendment", amendment, log)


def _convene(world: World, order: Convene, log: Log) -> None:
    """Bring a draft that a veto blocked before the assembly."""
    if refusal(world, order) is not None:
        return
    draft = world.resolutions[order.resolution]
    again = replace(
        draft,
        id=world.next_resolution(),
        proposer=order.state,
        tabled=world.turn,
        put=world.turn,
        standing=Standing.TABLED,
        reason=Reason.NONE,
        votes=(),
        yes=0,
        no=0,
        needed=0,
        vetoes=(),
        convened=True,
    )
    world.put(again)
    _tell("resolution.convened", again, log)


def _form(world: World, order: FormCoalition, log: Log) -> None:
    """Let the willing act outside any institution: nobody owes it anything, and few call it lawful."""
    if refusal(world, order) is not None:
        return
    formed = Resolution(
        id=world.next_resolution(),
        institution=NO_INSTITUTION,
        crisis=order.crisis,
        proposer=order.state,
        acts=tuple(sorted(order.acts)),
        target=order.target,
        tabled=world.turn,
        standing=Standing.ADOPTED,
        reason=Reason.BY_AGREEMENT,
        mandate=order.mandate,
    )
    world.put(formed)
    _tell("coalition.formed", formed, log)
    charge_unlawful(world, formed, order.state, log)


def _tell(kind: str, draft: Resolution, log: Log) -> None:
    log.add(
        kind,
        draft.proposer,
        draft.target,
        about={
            "resolution": draft.id,
            "crisis": draft.crisis,
            "institution": draft.institution,
        },
    )
