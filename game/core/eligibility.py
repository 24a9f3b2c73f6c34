"""What an institution may take up, and what it may do by itself: its triggers, area and rank.

A universal body looks after the peace of all; a regional one, or an alliance, only after what its
charter names. Where both could act, the universal one leads.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from game.core.charter import RegionalClause, Trigger
from game.core.ids import NO_INSTITUTION, NOBODY, InstitutionId, StateId
from game.core.kinds import SANCTIONS, Act, CrisisKind, Doctrine, Rung, Standing
from game.core.records import Crisis, Resolution
from game.core.world import World

ENFORCEMENT = (*SANCTIONS, Act.BLOCKADE, Act.FORCE)
"""Acts that coerce: what a regional body may need leave for."""

_UPHEAVALS = (CrisisKind.COUP, CrisisKind.CIVIL_WAR)


def in_being(world: World, institution: int) -> bool:
    """Tell whether an institution has been ratified and has members."""
    seats = world.memberships
    return bool(seats.in_being[institution] and seats.member[institution].any())


def takes_up(world: World, institution: int, crisis: Crisis) -> bool:
    """Tell whether a quarrel is among those that a charter was made for.

    Attacks count on the land of the treaty area, where it names one. A body without triggers talks,
    and takes up nothing.
    """
    charter = world.charters[institution]
    if not in_being(world, institution):
        return False
    member = world.memberships.member[institution]
    here = not charter.area or crisis.target in charter.area
    for trigger in charter.triggers:
        match trigger:
            case Trigger.ATTACK_ON_ANYONE:
                if here and (not crisis.internal or crisis.kind == CrisisKind.CIVIL_WAR):
                    return True
            case Trigger.ATTACK_ON_MEMBER:
                if here and not crisis.internal and member[crisis.target]:
                    return True
            case Trigger.ATTACK_BY_ADVERSARY:
                if here and not crisis.internal and crisis.initiator in charter.adversaries:
                    return True
            case Trigger.INTERNAL_ATROCITY:
                if crisis.internal and crisis.kind in (CrisisKind.ATROCITY, CrisisKind.CIVIL_WAR):
                    return True
            case Trigger.REVOLUTION:
                if crisis.internal and crisis.kind in _UPHEAVALS and member[crisis.target]:
                    return True
    return False


def universal(world: World, institution: int) -> bool:
    """Tell whether a body is open to all and speaks for everywhere."""
    charter = world.charters[institution]
    return charter.open_to_all and not charter.area


def leading(world: World, bodies: tuple[InstitutionId, ...]) -> InstitutionId:
    """Return which of several bodies leads: the first universal one, else the first of all."""
    for body in bodies:
        if universal(world, body):
            return body
    return bodies[0] if bodies else NO_INSTITUTION


def above(world: World, institution: int, crisis: Crisis) -> InstitutionId:
    """Return the universal body whose leave a body needs to coerce in a case; -1 none.

    One in which the victim or the coerced sits, whether or not it has taken the case up.
    """
    if institution >= 0 and universal(world, institution):
        return NO_INSTITUTION
    member = world.memberships.member
    for number in range(len(world.charters)):
        body = InstitutionId(number)
        if body == institution or not universal(world, body) or not in_being(world, body):
            continue
        if member[body, crisis.target] or member[body, crisis.initiator]:
            return body
    return NO_INSTITUTION


def authorised(
    world: World,
    institution: int,
    crisis: Crisis,
    acts: tuple[Act, ...],
    against: StateId = NOBODY,
) -> bool:
    """Tell whether a body, or a coalition (-1), may lawfully coerce in a case.

    Words need no leave. Help against an armed attack on a member is self-defence, lawful until a
    universal body that says so has decided on measures of its own. Within a state, its government may
    let others in. `against` is the party that is
    coerced; unless said, the aggressor of record.
    """
    if not any(act in ENFORCEMENT for act in acts):
        return True
    if crisis.internal and crisis.consent == 1:
        return True  # the host has asked for it
    body = above(world, institution, crisis)
    if body < 0:
        return True
    charter = world.charters[body]
    if institution >= 0:
        if charter.regional == RegionalClause.FREE:
            return True
        asked = charter.regional == RegionalClause.WITH_AUTHORISATION
        if asked and crisis.delegated == institution:
            return True
    if against not in (NOBODY, _accused(crisis)):
        return False
    return in_self_defence(world, institution, crisis, body)


def without_leave(world: World, resolution: Resolution) -> bool:
    """Tell whether a body or a coalition coerces by a resolution without leave."""
    crisis = world.crises[resolution.crisis]
    return not authorised(world, resolution.institution, crisis, resolution.acts, resolution.target)


def in_self_defence(world: World, institution: int, crisis: Crisis, body: int) -> bool:
    """Tell whether members may fight for the victim without waiting for a universal body."""
    charter = world.charters[body]
    if crisis.internal or crisis.rung < Rung.CLASH or not charter.self_defence:
        return False
    accused = _accused(crisis)
    victim = crisis.target if accused == crisis.initiator else crisis.initiator
    if institution >= 0 and not world.memberships.member[institution, victim]:
        return False
    return not (charter.self_defence_until_council and has_acted(world, body, crisis))


def _accused(crisis: Crisis) -> StateId:
    """Return the aggressor of record: whom a body has named, else who began it."""
    return crisis.named if crisis.named >= 0 else crisis.initiator


def lawful_to_join(world: World, crisis: Crisis, side: int) -> bool:
    """Tell whether entering a war on a side (0 with who began it, 1 with the attacked) is lawful.

    Where a universal body watches over either party: to help the attacked is collective
    self-defence, as far as the charter knows it; to help who began it, never, unless the body has
    found the other side to be the aggressor.
    """
    body = above(world, NO_INSTITUTION, crisis)
    if body < 0:
        return True
    helped = crisis.initiator if side == 0 else crisis.target
    return helped != _accused(crisis) and in_self_defence(world, NO_INSTITUTION, crisis, body)


def has_acted(world: World, institution: int, crisis: Crisis) -> bool:
    """Tell whether a body has measures in force in a case."""
    return any(
        resolution.institution == institution
        and resolution.in_force
        and any(act in ENFORCEMENT for act in resolution.acts)
        for resolution in world.resolutions_on(crisis.id)
    )


def blocked(world: World, crisis: Crisis) -> bool:
    """Tell whether a veto has kept a body from acting in a case."""
    return any(
        resolution.standing == Standing.VETOED for resolution in world.resolutions_on(crisis.id)
    )


def price_of_acting_alone(world: World, resolution: Resolution) -> NDArray[np.float64]:
    """Return the liking each state loses for those who coerce without leave, [state].

    The more, the more it upholds the order, and the better it likes the coerced; half of it where a
    veto had blocked the lawful way.
    """
    crisis = world.crises[resolution.crisis]
    friends = np.clip(world.dyads.affinity[:, resolution.target], 0.0, 1.0)
    resented = world.rules.unlawful_resentment * friends * _blame(world, crisis)
    return np.asarray(price_of_lawlessness(world, crisis) + resented)


def price_of_lawlessness(world: World, crisis: Crisis) -> NDArray[np.float64]:
    """Return the liking each state loses for who uses force in a case without leave, [state]."""
    uphold = world.states.doctrine[:, Doctrine.UPHOLD]
    return np.asarray(world.rules.unlawful_price * uphold * _blame(world, crisis))


def standing_lost(world: World, crisis: Crisis) -> float:
    """Return the influence that leading coercion without leave costs."""
    return world.rules.unlawful_standing * _blame(world, crisis)


def _blame(world: World, crisis: Crisis) -> float:
    return 0.5 if blocked(world, crisis) else 1.0
