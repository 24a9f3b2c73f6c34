"""Peace: wars end by articles both leaders sign, by collapse, or because both are spent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from game.core.formulas.peace import Outcome, Score
from game.core.ids import StateId
from game.core.kinds import CrisisEnd, Provision, Settled, Terms, Victor
from game.core.log import Log
from game.core.orders import Order
from game.core.packages import contested, usual_package, usual_terms
from game.core.phases import aftermath
from game.core.phases.articles import carry_out
from game.core.phases.crises import dissolve, end, gives_in, move_lost_capital
from game.core.phases.crises.endings import settle as end_quarrel
from game.core.phases.homecoming import recall, reconcile
from game.core.phases.negotiation import best_for, drafts, foreseen, would_take, would_take_apart
from game.core.phases.scores import beaten, both_spent, dictated, score
from game.core.phases.titles import follow_land
from game.core.records import Crisis, War
from game.core.settlements import Armistice, Article, Package
from game.core.world import World

__all__ = [
    "best_for",
    "bury",
    "contested",
    "drafts",
    "foreseen",
    "run",
    "score",
    "settle",
    "would_take",
    "would_take_apart",
]


def run(world: World, orders: Sequence[Order], log: Log) -> None:  # noqa: ARG001
    """End what can be ended."""
    aftermath.look_through(world)
    bury(world, log)
    for begun in world.live_wars():
        if not world.wars[begun.id].live:
            continue
        war = recall(world, world.wars[begun.id], log)
        lost = beaten(world, war)
        offers = war.offers
        if lost == 1:
            settle(world, war, dictated(world, war), log, collapse=True)
        elif lost == 0:
            settle(world, war, (), log, collapse=True)
        elif war.agreed is not None:
            settle(world, war, war.agreed, log)
        elif offers[0] is not None and offers[0] == offers[1]:
            settle(world, war, offers[0], log)
        elif gives_in(world, war.attackers[0], world.crises[war.crisis].stakes):
            log.add(
                "war.sanctions_told",
                war.attackers[0],
                war.defenders[0],
                about={"war": war.id},
                figures={"pressure": float(world.states.pressure[war.attackers[0]])},
            )
            settle(world, war, (), log)
        elif both_spent(world, war):
            settle(world, war, (Article(Provision.ARMISTICE),), log)
        elif (found := _at_once(world, war)) is not None:
            settle(world, war, found, log)
        bury(world, log)
    aftermath.run(world, log)


def _at_once(world: World, war: War) -> Package | None:
    """Return the peace that two leaders find within the quarter, as the fighting has gone.

    Only between leaders that no person is, who both have said on what terms they would end it: what
    they said is behind the field.
    """
    leaders = [war.attackers[0], war.defenders[0]]
    if world.states.human[leaders].any() or None in war.offers:
        return None
    common, _ = best_for(world, war)
    return common


def bury(world: World, log: Log) -> None:
    """Close the accounts of states that are no more: their crises end, others lead their wars on."""
    alive = world.states.exists
    for crisis in world.live_crises():
        if not (alive[crisis.initiator] and alive[crisis.target]):
            # An aggressor that is no more has not won.
            how = CrisisEnd.DESTROYED if alive[crisis.initiator] else CrisisEnd.WITHDREW
            end(world, crisis, how, log)
    for war in world.live_wars():
        if alive[list(war.attackers)].all() and alive[list(war.defenders)].all():
            continue
        attackers = tuple(state for state in war.attackers if alive[state])
        defenders = tuple(state for state in war.defenders if alive[state])
        if attackers and defenders:
            same = (attackers[0] == war.attackers[0], defenders[0] == war.defenders[0])
            world.put(
                replace(
                    war,
                    attackers=attackers,
                    defenders=defenders,
                    terms_offered=(
                        war.terms_offered[0] if same[0] else None,
                        war.terms_offered[1] if same[1] else None,
                    ),
                    offers=(
                        war.offers[0] if same[0] else None,
                        war.offers[1] if same[1] else None,
                    ),
                    apart=tuple(row for row in war.apart if alive[row[0]]),
                    agreed=war.agreed if all(same) else None,
                )
            )
            continue
        settled = Settled.STATUS_QUO if defenders else Settled.CAPITULATION
        victor = (
            Victor.DEFENDERS if defenders else Victor.ATTACKERS if attackers else Victor.NEITHER
        )
        world.put(replace(war, settled=settled, ended=world.turn, victor=victor))
        reconcile(world, war)
        _report_end(world, war, Terms.STATUS_QUO if defenders else Terms.ANNEX, log, collapse=True)


_BLOODLESS = 0.1
"""Thousand men lost in all below which who goes home with nothing has not been beaten."""


def settle(
    world: World, war: War, package: Package | Terms, log: Log, *, collapse: bool = False
) -> None:
    """Carry a peace out, end the war and the crises fought out in it, send everybody home."""
    if isinstance(package, Terms):
        package = usual_package(world, war, package)
    package = _whole(world, package)
    usual = usual_terms(world, war, package)
    result, outcome = score(world, war), foreseen(world, war, package)
    claim = contested(world, war)
    leaders = (war.attackers[0], war.defenders[0])
    carry_out(world, war, package, log)
    victor = _victor(world, war, result, outcome, collapse=collapse)
    world.put(
        replace(
            world.wars[war.id],
            settled=_settled(outcome),
            ended=world.turn,
            peace=package,
            agreed=None,
            victor=victor,
        )
    )
    reconcile(world, war)
    _report_end(world, war, usual, log, collapse=collapse)
    if outcome.frozen:
        _freeze(world, war)
    for state in (*war.attackers, *war.defenders):
        if any(one.kind == Provision.ANNEX and one.by == state for one in package):
            dissolve(world, state, log)
    if world.states.exists[list(leaders)].all():
        _end_crises(world, war, _how(result, outcome, claim is not None, collapse=collapse), log)
    else:
        destroyed = CrisisEnd.DESTROYED if world.states.exists[leaders[0]] else CrisisEnd.WITHDREW
        _end_crises(world, war, destroyed, log)
    for state in (*war.attackers, *war.defenders):
        move_lost_capital(world, state, log)
    follow_land(world)


def _whole(world: World, package: Package) -> Package:
    """Return a package in which who signs all its land away is annexed.

    Nothing more is asked of a state that is to be no more, or given to it, and two do not annex
    each other: the first article counts.
    """
    owner = world.territories.owner
    ended: dict[StateId, Article] = {}
    given: dict[StateId, set[int]] = {}
    for one in package:
        if one.kind in (Provision.CEDE, Provision.RESTORE):
            given.setdefault(one.by, set()).update(int(land) for land in one.lands)
    takers: set[StateId] = set()
    for one in sorted(package, key=lambda one: one.kind != Provision.ANNEX):
        if one.by in ended or one.by in takers or one.to in ended:
            continue
        home = np.flatnonzero(owner == one.by)
        whole = home.size > 0 and np.isin(home, list(given.get(one.by, ()))).all()
        if one.kind == Provision.ANNEX or (one.kind == Provision.CEDE and whole):
            ended[one.by] = Article(Provision.ANNEX, one.by, one.to)
            takers.add(one.to)
    rest = tuple(
        one
        for one in package
        if one.by not in ended and one.to not in ended and one.kind != Provision.ANNEX
    )
    return (*ended.values(), *rest) if ended else rest


def _settled(outcome: Outcome) -> Settled:
    """Return by what kind of peace a war ended."""
    if any(outcome.ended) or any(outcome.surrenders):
        return Settled.CAPITULATION
    if outcome.title > 0 or (max(outcome.given) > 0 and not outcome.frozen):
        return Settled.CESSION
    return Settled.ARMISTICE if outcome.frozen else Settled.STATUS_QUO


def _victor(world: World, war: War, result: Score, outcome: Outcome, *, collapse: bool) -> Victor:
    """Return who had the better of a war: by what each got, or, where nobody did, how it stood."""
    claimed = contested(world, war) is not None
    won = _won(result, outcome, claimed, collapse=collapse) + outcome.wins[0]
    lost = outcome.wins[1]
    if collapse:
        return Victor.ATTACKERS if won > 0 or outcome.ended[1] else Victor.DEFENDERS
    if won >= 0.5 and won > lost:
        return Victor.ATTACKERS
    if lost >= 0.25 and lost > won:
        return Victor.DEFENDERS
    if won > 0 or sum(war.losses) < _BLOODLESS:
        return Victor.NEITHER
    return Victor.DEFENDERS if result.win < world.rules.repulsed else Victor.NEITHER


def _report_end(world: World, war: War, terms: Terms | None, log: Log, *, collapse: bool) -> None:
    ended = world.wars[war.id]
    log.add(
        "war.ended",
        war.attackers[0],
        war.defenders[0],
        about={
            "war": war.id,
            "crisis": war.crisis,
            "terms": -1 if terms is None else int(terms),
            "settled": int(ended.settled),
            "victor": int(ended.victor),
        },
        figures={
            "turns": world.turn - war.since,
            "attackers_lost": war.losses[0],
            "defenders_lost": war.losses[1],
            "collapse": float(collapse),
        },
    )


def _freeze(world: World, war: War) -> None:
    """Keep a war that was stopped and not settled on record."""
    world.put(
        Armistice(
            id=world.next_armistice(),
            war=war.id,
            first=war.attackers[0],
            other=war.defenders[0],
            claim=world.crises[war.crisis].claim,
            since=world.turn,
        )
    )


def _won(result: Score, outcome: Outcome, claimed: bool, *, collapse: bool) -> float:
    """Return how much of what they wanted the attackers have, 0..1.

    Where the war was not about land: all of it if the defenders collapsed, else by how much of their
    country is held as the armies stop.
    """
    if outcome.ended[1]:
        return 1.0
    if claimed:
        return max(outcome.title, outcome.held)
    if outcome.aim > 0:
        return outcome.aim
    if collapse and (outcome.frozen or outcome.title > 0):
        return 1.0
    return min(1.0, 2.0 * result.homeland) if outcome.frozen else 0.0


def _how(result: Score, outcome: Outcome, claimed: bool, *, collapse: bool) -> CrisisEnd:
    """Return how the crisis ends that a war was fought over, for those who attacked."""
    won = max(_won(result, outcome, claimed, collapse=collapse), outcome.wins[0])
    if outcome.title >= 0.999 and claimed:
        return CrisisEnd.KEPT_GAINS
    if outcome.wins[1] > won:
        return CrisisEnd.WITHDREW
    if won >= 0.5:
        return CrisisEnd.KEPT_GAINS
    return CrisisEnd.COMPROMISE if won > 0 else CrisisEnd.WITHDREW


def _end_crises(world: World, war: War, how: CrisisEnd, log: Log) -> None:
    """End the crisis that led to the war, and every other that was fought out in it."""
    for crisis in world.live_crises():
        if crisis.id == war.crisis:
            _finish(world, war, crisis, how, log)
        elif crisis.war == war.id:
            claim = world.claims[crisis.claim] if crisis.claim >= 0 else None
            owner = world.territories.owner
            had = claim and all(owner[t] == crisis.initiator for t in claim.territories)
            end(world, crisis, CrisisEnd.KEPT_GAINS if had else CrisisEnd.WITHDREW, log)


def _finish(world: World, war: War, crisis: Crisis, how: CrisisEnd, log: Log) -> None:
    """End the crisis a war was about, as it went for the attackers.

    Where the accused was struck, what the attackers keep the initiator gives up. What was wanted
    beside land is given, or made good, by whoever is left to do so.
    """
    if crisis.target in war.attackers[:1]:
        how = {
            CrisisEnd.WITHDREW: CrisisEnd.KEPT_GAINS,
            CrisisEnd.COMPROMISE: CrisisEnd.COMPROMISE,
        }.get(how, CrisisEnd.WITHDREW)
    alive = world.states.exists
    if crisis.claim < 0 and alive[crisis.initiator] and alive[crisis.target]:
        end_quarrel(world, crisis, how, log, share=0.5)
    else:
        end(world, crisis, how, log)
