"""Where several bodies have taken up one case: what each has decided, and which of them is owed.

The leading body prevails (after the model of Article 103 of the Charter of the United Nations): its
finding of who is the aggressor stands, what others decide against the other side does not bind
its members, and what is asked twice is owed once.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.core.cases import case_under, owed_under
from game.core.ids import NO_INSTITUTION, InstitutionId
from game.core.kinds import Act, Obligation, Standing
from game.core.records import Crisis, Resolution
from game.core.watches import ON_WATCH, called_on
from game.core.world import World

SAID: Final = (Act.INQUIRY, Act.DETERMINATION, Act.CONDEMNATION)
"""Acts that stay decided when the measures decided with them are lifted."""


def decided_by(world: World, crisis: Crisis, institution: InstitutionId) -> tuple[Act, ...]:
    """Return what a body itself has decided in a case."""
    return _standing(world, crisis, (institution,), leads=institution == crisis.institution)


def stands_for(world: World, crisis: Crisis, institution: InstitutionId) -> tuple[Act, ...]:
    """Return what a body may build on in a case: its own decisions, and the leading body's."""
    return _standing(world, crisis, (institution, crisis.institution), leads=True)


def _standing(
    world: World, crisis: Crisis, bodies: tuple[InstitutionId, ...], *, leads: bool
) -> tuple[Act, ...]:
    """Return what these bodies have decided; what nobody is on record for is the leading body's."""
    if len(crisis.bodies) < 2:
        return crisis.acts
    own: set[Act] = set()
    elsewhere: set[Act] = set()
    for resolution in world.resolutions_on(crisis.id):
        if resolution.institution != NO_INSTITUTION:
            there = own if resolution.institution in bodies else elsewhere
            there.update(act for act in resolution.acts if _stands(resolution, act))
    return tuple(act for act in crisis.acts if act in own or (leads and act not in elsewhere))


def same_measure(
    world: World, resolution: Resolution, act: Act, in_force: Sequence[Resolution] = ()
) -> tuple[Resolution, ...]:
    """Return what else is in force by which the same measure is taken in the same case.

    `in_force` may hold the resolutions to look through; all there are unless said.
    """
    return tuple(
        other
        for other in (in_force or world.resolutions.open)
        if other.crisis == resolution.crisis
        and other.target == resolution.target
        and other.id != resolution.id
        and other.in_force
        and act in other.acts
    )


def owed_to(
    world: World, resolution: Resolution, act: Act, in_force: Sequence[Resolution] = ()
) -> NDArray[np.int64]:
    """Return what each state owes to a measure in force (Obligation), [state].

    Suspension takes rights and no duties; who has given notice owes until it has left. Men for a
    mission that watches are owed by who is called on. Who leads a coalition outside any institution
    owes what it has called for, and nobody else does.
    """
    crisis = world.crises[resolution.crisis]
    owed = np.zeros(world.n, np.int64)
    body = resolution.institution
    if body < 0:
        owed[resolution.proposer] = Obligation.BINDING
        return owed
    members, leading = world.memberships.member, crisis.institution
    case = case_under(world, resolution)
    duty = owed_under(world.charters[body], case, act)
    owed[members[body]] = duty
    if act in ON_WATCH:
        owed[~called_on(world, body, case.aggressor, case.victim, act)] = Obligation.NONE
    if 0 <= leading != body and crisis.named >= 0 and crisis.named != resolution.target:
        owed[members[leading]] = Obligation.NONE
    for other in same_measure(world, resolution, act, in_force):
        elsewhere = other.institution not in (body, NO_INSTITUTION)
        if elsewhere and _first(other, resolution, leading):
            there = world.charters[other.institution].obligation(act)
            asked = members[other.institution] & (there >= duty)
            owed[asked] = Obligation.NONE
    return owed


def _first(other: Resolution, resolution: Resolution, leading: InstitutionId) -> bool:
    """Tell whether the other is owed rather: the leading body's, else the earlier."""
    if leading in (other.institution, resolution.institution):
        return other.institution == leading
    return other.id < resolution.id


def left_after(world: World, crisis: Crisis, ended: set[Act]) -> tuple[Act, ...]:
    """Return what stays decided in a case when one body has ended some of its acts."""
    held = {
        act
        for resolution in world.resolutions_on(crisis.id)
        if resolution.institution != NO_INSTITUTION
        for act in resolution.acts
        if _stands(resolution, act)
    }
    return tuple(act for act in crisis.acts if act not in ended or act in held)


def _stands(resolution: Resolution, act: Act) -> bool:
    return resolution.in_force or (resolution.standing == Standing.ADOPTED and act in SAID)
