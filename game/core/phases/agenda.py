"""The agenda: crises referred, drafts tabled and amended, and what is owed by the fact of attack."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.core.concurrence import decided_by
from game.core.eligibility import (
    authorised,
    leading,
    price_of_acting_alone,
    standing_lost,
    takes_up,
)
from game.core.ids import NO_INSTITUTION, InstitutionId, StateId
from game.core.kinds import CONTRIBUTED, Act, Obligation, Reason, Rung, Standing
from game.core.legality import refusal
from game.core.log import Log
from game.core.orders import AmendDraft, Convene, FormCoalition, Order, Refer, Table
from game.core.records import Crisis, Resolution
from game.core.world import World


def run(world: World, orders: Sequence[Order], log: Log) -> None:
    """Take referrals first, then drafts and amendments, then coalitions and automatic duties.

    The same acts in a case come to a vote once.
    """
    for order in orders:
        if isinstance(order, Refer):
            _refer(world, order.state, order.crisis, order.institution, log)
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
    for crisis in world.live_crises():
        if crisis.rung >= Rung.CLASH:
            _by_the_fact(world, crisis, log)


def _table(
    world: World, order: Table, seen: set[tuple[int, int, int, tuple[int, ...]]], log: Log
) -> None:
    crisis = world.crises[order.crisis]
    if not crisis.live or refusal(world, order) is not None:
        return
    if order.institution not in crisis.bodies:
        _refer(world, order.state, order.crisis, order.institution, log)
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
        for other in world.resolutions
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
    )
    world.put(formed)
    _tell("coalition.formed", formed, log)
    charge_unlawful(world, formed, order.state, log)


def charge_unlawful(world: World, resolution: Resolution, state: StateId, log: Log) -> None:
    """Let those who uphold the order, and friends, think less of who leads coercion without leave."""
    crisis = world.crises[resolution.crisis]
    if authorised(world, resolution.institution, crisis, resolution.acts, resolution.target):
        return
    price = price_of_acting_alone(world, resolution)
    think_less(world, state, price)
    lost = standing_lost(world, crisis)
    world.states.influence[state] = max(0.0, float(world.states.influence[state]) - lost)
    log.add(
        "resolution.unauthorised",
        state,
        resolution.target,
        about={
            "resolution": resolution.id,
            "crisis": crisis.id,
            "institution": resolution.institution,
        },
        figures={"price": float(price.mean()), "standing": lost},
    )


def think_less(world: World, state: StateId, price: NDArray[np.float64]) -> None:
    """Take liking for a state from all others, [state] each."""
    liking = world.dyads.affinity
    liking[:, state] = (liking[:, state] - price).clip(-1.0, 1.0)
    liking[state, state] = 0.0


_AUTOMATIC: Final = Obligation.AUTOMATIC


def _by_the_fact(world: World, crisis: Crisis, log: Log) -> None:
    """Bring what is owed by the fact of an attack into force, where a charter says so."""
    if crisis.internal:
        return
    for number, charter in enumerate(world.charters):
        acts = tuple(
            act
            for act in CONTRIBUTED
            if charter.obligation(act) == _AUTOMATIC and charter.needs(act) is not None
        )
        if not acts or not world.memberships.member[number, crisis.target]:
            continue
        body = InstitutionId(number)
        known = any(
            resolution.crisis == crisis.id
            and resolution.institution == body
            and resolution.reason == Reason.BY_THE_FACT
            for resolution in world.resolutions
        )
        if known or not takes_up(world, number, crisis):
            continue
        if body not in crisis.bodies:
            _refer(world, crisis.target, crisis.id, body, log)
            crisis = world.crises[crisis.id]
        done = decided_by(world, crisis, body)
        left = tuple(act for act in acts if act not in done)
        if not left:
            continue
        owed = Resolution(
            id=world.next_resolution(),
            institution=body,
            crisis=crisis.id,
            proposer=crisis.target,
            acts=left,
            target=crisis.initiator,
            tabled=world.turn,
            standing=Standing.ADOPTED,
            reason=Reason.BY_THE_FACT,
        )
        world.put(owed)
        new = tuple(act for act in left if act not in crisis.acts)
        crisis = replace(crisis, acts=(*crisis.acts, *new))
        world.put(crisis)
        _tell("resolution.by_the_fact", owed, log)


def _refer(world: World, state: StateId, number: int, institution: InstitutionId, log: Log) -> None:
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
