"""What a decision changes as it takes hold: inquiries, names, seats, leave to act, measures lifted."""

from __future__ import annotations

from dataclasses import replace

from game.core.concurrence import SAID, left_after
from game.core.ids import NO_INSTITUTION
from game.core.kinds import Act, Reason
from game.core.log import Log
from game.core.phases.censure import charge_unlawful
from game.core.phases.crises import lift
from game.core.phases.rolls import expel
from game.core.records import Crisis, Resolution
from game.core.world import World

_AGAIN = (Act.LIFTING, Act.DELEGATION)
"""Acts that leave no lasting mark on a case and can be decided again."""


def take_hold(world: World, crisis: Crisis, resolution: Resolution, log: Log) -> None:
    """Let an adopted resolution change the case and the body."""
    acts, body = resolution.acts, resolution.institution
    marks = tuple(act for act in acts if act not in crisis.acts and act not in _AGAIN)
    changed = replace(crisis, acts=(*crisis.acts, *marks))
    about = {"crisis": crisis.id, "institution": body}
    if Act.INQUIRY in acts:
        turns = world.charters[body].inquiry_turns
        changed = replace(changed, inquiry_due=world.turn + turns)
        log.add(
            "inquiry.appointed", resolution.proposer, crisis.initiator, about=about,
            figures={"turns": turns},
        )  # fmt: skip
    if Act.DETERMINATION in acts:
        if body == crisis.institution or crisis.named < 0:  # the leading body's finding stands
            changed = replace(changed, named=resolution.target)
        log.add("aggressor.named", resolution.proposer, resolution.target, about=about)
        _clear(world, resolution, log)
    if Act.DELEGATION in acts:
        changed = replace(changed, delegated=resolution.body)
        if resolution.body not in changed.bodies:
            changed = replace(changed, bodies=(*changed.bodies, resolution.body))
        log.add(
            "crisis.delegated", resolution.proposer, resolution.target,
            about={"crisis": crisis.id, "institution": resolution.body},
        )  # fmt: skip
    world.put(changed)
    if Act.LIFTING in acts:
        _lift_all(world, changed, resolution, log)
    seats, target = world.memberships, resolution.target
    if Act.SUSPENSION in acts and seats.member[body, target]:
        seats.suspended[body, target] = True
        log.add("membership.suspended", target, about={"institution": body})
    if Act.REINSTATEMENT in acts and seats.suspended[body, target]:
        seats.suspended[body, target] = False
        log.add("membership.reinstated", target, about={"institution": body})
    if Act.EXPULSION in acts and seats.member[body, target]:
        expel(world, body, target, log)
    charge_unlawful(world, resolution, resolution.proposer, log)


def _clear(world: World, finding: Resolution, log: Log) -> None:
    """End what was in force by the fact alone against the side that a finding clears."""
    for resolution in world.resolutions_on(finding.crisis):
        if (
            resolution.institution == finding.institution
            and resolution.target != finding.target
            and resolution.reason == Reason.BY_THE_FACT
            and resolution.in_force
        ):
            lift(world, resolution.id, log)


def _lift_all(world: World, crisis: Crisis, lifting: Resolution, log: Log) -> None:
    """End every measure of the body against the same state in the case; it may be laid anew."""
    ended: set[Act] = set()
    for resolution in world.resolutions_on(crisis.id):
        if (
            resolution.institution == lifting.institution
            and resolution.target == lifting.target
            and resolution.in_force
            and resolution.id != lifting.id
        ):
            ended.update(resolution.acts)
            lift(world, resolution.id, log)
    now = world.crises[crisis.id]
    left = left_after(world, now, ended - set(SAID))
    entrusted = now.delegated
    if lifting.institution == now.institution and entrusted >= 0:
        entrusted = NO_INSTITUTION  # who lifts its measures takes back the leave it gave
        log.add(
            "crisis.delegation_ended", lifting.proposer, lifting.target,
            about={"crisis": crisis.id, "institution": now.delegated},
        )  # fmt: skip
    world.put(replace(now, acts=left, delegated=entrusted))
