"""By the fact: what a charter makes owed as soon as somebody has attacked, without any vote."""

from __future__ import annotations

from game.core.concurrence import decided_by
from game.core.eligibility import takes_up
from game.core.ids import InstitutionId
from game.core.kinds import Act, Obligation, Reason, Rung, Standing
from game.core.log import Log
from game.core.phases.referral import refer
from game.core.phases.taking_hold import take_hold
from game.core.records import Crisis, Resolution
from game.core.world import World


def run(world: World, log: Log) -> None:
    """Bring what is automatic into force in every case in which it has come to blows.

    Step by step, as the ladder has it: an automatic inquiry sits and reports before anything that
    needs it. Where only the finding of who attacked is missing, and the charter leaves that to a
    vote, the fact speaks for itself. What was lifted again does not come back by itself.
    """
    owing = [
        InstitutionId(number)
        for number, charter in enumerate(world.charters)
        if Obligation.AUTOMATIC in charter.obligations
    ]
    if not owing:
        return
    for crisis in world.live_crises():
        if crisis.rung < Rung.CLASH or crisis.internal:
            continue
        for body in owing:
            _bring(world, body, world.crises[crisis.id], log)


def _bring(world: World, body: InstitutionId, crisis: Crisis, log: Log) -> None:
    accused = next(who for who in (crisis.named, crisis.found, crisis.initiator) if who >= 0)
    victim = crisis.target if accused == crisis.initiator else crisis.initiator
    if not world.memberships.member[body, victim] or not takes_up(world, body, crisis):
        return
    acts = _due(world, body, crisis)
    if not acts:
        return
    if body not in crisis.bodies:
        refer(world, victim, crisis.id, body, log)
        crisis = world.crises[crisis.id]
    owed = Resolution(
        id=world.next_resolution(),
        institution=body,
        crisis=crisis.id,
        proposer=victim,
        acts=acts,
        target=accused,
        tabled=world.turn,
        standing=Standing.ADOPTED,
        reason=Reason.BY_THE_FACT,
    )
    world.put(owed)
    about = {"resolution": owed.id, "crisis": crisis.id, "institution": body}
    log.add("resolution.by_the_fact", victim, accused, about=about)
    take_hold(world, crisis, owed, log)


def _due(world: World, body: InstitutionId, crisis: Crisis) -> tuple[Act, ...]:
    """Return the automatic acts whose turn has come and that have not come into force before."""
    charter = world.charters[body]
    past = set(decided_by(world, crisis, body))
    for resolution in world.resolutions_on(crisis.id):
        if resolution.institution == body and resolution.reason == Reason.BY_THE_FACT:
            past.update(resolution.acts)
    stands = {act for act in past if act != Act.INQUIRY or crisis.inquiry_due < 0}
    if charter.obligation(Act.DETERMINATION) != Obligation.AUTOMATIC:
        stands.add(Act.DETERMINATION)
    due: list[Act] = []
    for step in charter.ladder:
        if charter.obligation(step.act) != Obligation.AUTOMATIC or step.act in past:
            continue
        met = (need in stands or (need in due and need != Act.INQUIRY) for need in step.needs)
        if all(met):
            due.append(step.act)
    return tuple(sorted(due))
