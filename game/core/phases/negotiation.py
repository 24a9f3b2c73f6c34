"""Negotiation: what a peace would leave, what it is worth to a side, and who proposes what.

`would_take` is the one answer to the question what a side would want: states that no person leads
sign by it, and a window may show its terms.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, Final, cast

import numpy as np

from game.core.formulas import peace as bargaining
from game.core.formulas.peace import Outcome
from game.core.ids import StateId, TerritoryId
from game.core.kinds import CrisisKind, Holding, Provision, Terms, TreatyKind
from game.core.log import Log
from game.core.orders import AcceptTerms, OfferPeace, OfferTerms
from game.core.packages import prize_of, tidy, usual_package, usual_terms
from game.core.phases.appraisal import strength
from game.core.phases.departures import depart
from game.core.phases.scores import score, speaker
from game.core.records import War
from game.core.settlements import Article, Package
from game.core.terms import Term, total
from game.core.world import World

_PAYS_FOR = 0.12
_PAID_IN = 20
"""Reparations that are proposed: years of the loser's output, and turns in which they are due."""

_LOOKED_AFTER = 40
"""Turns for which inspections are proposed."""

_SHARES: Final = (
    "given",
    "disarmed",
    "pays",
    "receives",
    "inspected",
    "recognises",
    "restores",
    "betrayed",
)
_FLAGS: Final = ("ended", "client", "regime", "neutral", "surrenders")
"""Fields of an Outcome that each side bears by shares, or whole."""


def foreseen(world: World, war: War, package: Package) -> Outcome:
    """Return what a peace would leave, from the map as it stands."""
    land, states = world.territories, world.states
    first, other = war.attackers[0], war.defenders[0]
    leaders = (first, other)
    prize = {int(one) for one in prize_of(world, war)}
    each = 1.0 / max(len(prize), 1)
    people = [max(float(land.people[land.owner == one].sum()), 1e-9) for one in leaders]
    frozen = any(article.kind == Provision.ARMISTICE for article in package)
    signed: dict[int, StateId] = {}
    bears = {name: [0.0, 0.0] for name in _SHARES}
    borne = {name: [False, False] for name in _FLAGS}
    left: set[int] = set()
    for article in package:
        side = war.side(article.by)
        if article.kind == Provision.ARMISTICE or side < 0:
            continue
        leads = article.by == leaders[side]
        share = float(sum(land.people[one] for one in article.lands)) / people[side]
        match article.kind:
            case Provision.CEDE:
                signed.update((one, article.to) for one in article.lands)
                beyond = [one for one in article.lands if one not in prize]
                part = float(sum(land.people[one] for one in beyond)) / people[side]
                bears["given" if leads else "betrayed"][side] += part
            case Provision.RESTORE:
                bears["restores" if leads else "betrayed"][side] += share
            case Provision.DEMILITARISE:
                bears["disarmed"][side] += share
            case Provision.ANNEX:
                borne["ended"][side] |= leads
                bears["betrayed"][side] += 0.0 if leads else 1.0
            case Provision.CLIENT:
                borne["client"][side] |= leads
            case Provision.REGIME:
                borne["regime"][side] |= leads
            case Provision.NEUTRALITY:
                borne["neutral"][side] |= leads
            case Provision.CAPITULATION:
                borne["surrenders"][side] |= leads
            case Provision.REPARATIONS:
                for row, name in ((article.by, "pays"), (article.to, "receives")):
                    output = max(float(states.production[row]), 1e-6)
                    at = war.side(row)
                    heard = (leaders[at], speaker(world, war, at))
                    bears[name][at] += article.amount / output if row in heard else 0.0
            case Provision.INSPECTIONS:
                armed = float(states.programme_seen[article.by]) * 0.5
                bears["inspected"][side] = 1.0 if states.warheads[article.by] else 0.1 + armed
            case Provision.RECOGNITION:
                taken = (land.sovereign == article.by) & (land.owner == article.to)
                bears["recognises"][side] = 0.2 + 0.8 * min(1.0, 0.25 * float(taken.sum()))
            case Provision.WITHDRAW:
                left |= set(article.lands) or _occupied(world, war, side)
    title = each * sum(1 for t, to in signed.items() if t in prize and war.side(to) == 0)
    held = 0.0
    if frozen:
        stands = _occupied(world, war, 0) - left
        held = each * sum(1 for t in stands if t in prize and t not in signed)
        bears["given"][1] += (
            0.7
            * sum(
                float(land.people[t]) / people[1]
                for t in stands
                if t not in prize and t not in signed and land.owner[t] == other
            )
            * (not prize)
        )
        bears["given"][0] += 0.7 * sum(
            float(land.people[t]) / people[0]
            for t in _occupied(world, war, 1) - left
            if t not in signed and land.owner[t] == first
        )
    return Outcome(
        aim=_aim(world, war, package),
        title=min(1.0, title),
        held=min(1.0, held),
        frozen=frozen,
        **cast("Any", {name: (min(1.0, one), min(1.0, two)) for name, (one, two) in bears.items()}),
        **cast("Any", {name: tuple(pair) for name, pair in borne.items()}),
    )


def _aim(world: World, war: War, package: Package) -> float:
    """Return how much of what a war that is not about land is about the attackers get, 0..1."""
    crisis = world.crises[war.crisis]
    if crisis.claim >= 0:
        return 0.0
    goal = _AIMS.get(crisis.kind, _POLICY)
    loser = war.defenders[0]
    return max((goal.get(one.kind, 0.0) for one in package if one.by == loser), default=0.0)


_POLICY: Final = {
    Provision.CLIENT: 1.0, Provision.REGIME: 1.0, Provision.NEUTRALITY: 0.5,
    Provision.REPARATIONS: 0.4, Provision.CAPITULATION: 0.6, Provision.DEMILITARISE: 0.3,
}  # fmt: skip
_AIMS: Final = {
    CrisisKind.PROLIFERATION: {
        Provision.INSPECTIONS: 1.0, Provision.REGIME: 0.8, Provision.CLIENT: 0.8,
    },
    CrisisKind.BREACH: {Provision.REPARATIONS: 0.7, Provision.REGIME: 1.0, Provision.CLIENT: 1.0},
}  # fmt: skip
"""How much of what a war is about, by its kind, each article gives those who began it."""


def _occupied(world: World, war: War, side: int) -> set[int]:
    """Return the land of foes under a side."""
    mine, theirs = (war.attackers, war.defenders)[:: 1 if side == 0 else -1]
    land = world.territories
    rows = np.flatnonzero(np.isin(land.controller, mine) & np.isin(land.owner, theirs))
    return {int(row) for row in rows}


def would_take(world: World, war: War, side: int, package: Package) -> tuple[Term, ...]:
    """Return what signing a package is worth to a side's leader beside fighting on, by term.

    0 is the attackers' side, 1 the defenders'. It would sign where the sum is positive.
    """
    standing = score(world, war)
    return bargaining.would_sign(standing, side, foreseen(world, war, tidy(package)))


def drafts(world: World, war: War) -> tuple[Package, ...]:
    """Return the packages that it makes sense to talk about as a war stands, the usual ones first."""
    found = [usual_package(world, war, terms) for terms in Terms]
    found.extend(_other_drafts(world, war))
    return tuple(dict.fromkeys(tidy(package) for package in found))


def _other_drafts(world: World, war: War) -> Iterator[Package]:
    """Yield what else either side could ask for: parts of the prize, money, safety, a government."""
    land, states = world.territories, world.states
    first, other = war.attackers[0], war.defenders[0]
    prize = prize_of(world, war)
    held = tuple(t for t in prize if land.controller[t] in war.attackers)
    crisis = world.crises[war.crisis]
    cession: Package = ()
    if held and len(held) < len(prize):
        yield (Article(Provision.CEDE, other, first, held),)
    if prize:
        cession = (Article(Provision.CEDE, other, first, prize),)
        yield (*cession, Article(Provision.RECOGNITION, other, first))
    for side, loser in ((0, other), (1, first)):
        winner = speaker(world, war, side)
        inside = [t for t in sorted(_occupied(world, war, side)) if land.owner[t] == loser]
        if not inside:
            continue
        base = cession if side == 0 else ()
        output = float(states.production[loser])
        bill = Article(
            Provision.REPARATIONS, loser, winner, (), round(_PAYS_FOR * output, 3), _PAID_IN
        )
        yield (*base, bill)
        yield (*base, Article(Provision.NEUTRALITY, loser, winner))
        marches = _lands([t for t in inside if t not in prize and not land.demilitarised[t]][:4])
        if marches:
            yield (*base, Article(Provision.DEMILITARISE, loser, winner, marches))
        if states.warheads[loser] or states.programme_seen[loser]:
            rounds = _LOOKED_AFTER
            yield (*base, Article(Provision.INSPECTIONS, loser, winner, (), 0.0, rounds))
        if land.controller[states.capital[loser]] != loser:
            if abs(float(states.regime[loser] - states.regime[winner])) >= 4.0:
                yield (*base, Article(Provision.REGIME, loser, winner))
            yield (*base, Article(Provision.CLIENT, loser, winner))
            hard = Article(Provision.CAPITULATION, loser)
            yield (
                *base,
                hard,
                bill,
                Article(Provision.DEMILITARISE, loser, winner, _lands(inside[:2])),
            )
        yield from _restorations(world, loser, winner, base)
    if crisis.kind == CrisisKind.PROLIFERATION:
        accused = crisis.initiator
        for one, two in ((first, other), (other, first)):
            if one == accused:
                rounds = _LOOKED_AFTER
                yield (Article(Provision.INSPECTIONS, one, two, (), 0.0, rounds),)


def _lands(rows: Iterable[Any]) -> tuple[TerritoryId, ...]:
    return tuple(TerritoryId(int(row)) for row in rows)


def _restorations(
    world: World, loser: StateId, winner: StateId, base: Package
) -> Iterator[Package]:
    """Yield peaces in which the loser gives back what it once took from others."""
    land = world.territories
    kept = np.isin(land.holding, (Holding.ANNEXED, Holding.OCCUPIED))
    spoil = (land.owner == loser) & kept & (land.sovereign >= 0)
    spoil &= land.sovereign != winner
    given = {t for article in base for t in article.lands}
    articles = [
        Article(
            Provision.RESTORE,
            loser,
            StateId(int(former)),
            _lands(
                [t for t in np.flatnonzero(spoil & (land.sovereign == former)) if t not in given]
            ),
        )
        for former in sorted(set(land.sovereign[spoil].tolist()))
    ]
    articles = [article for article in articles if article.lands][:4]
    if articles:
        yield (*base, *articles)


def best_for(world: World, war: War) -> tuple[Package | None, tuple[Package, Package]]:
    """Return the package that both would sign, if any, and what each would ask for at best.

    Of what both would sign, the one by which both gain most (Nash 1950): both leaders find the same
    one. What a side asks for is what it likes best of what the other might yet sign, and nothing that
    it would not sign itself: before that, surrender.
    """
    standing = score(world, war)
    packages = drafts(world, war)
    worth = np.array(
        [
            [
                total(bargaining.would_sign(standing, side, foreseen(world, war, package)))
                for side in (0, 1)
            ]
            for package in packages
        ]
    )
    both = (worth > 0).all(axis=1)
    common = None
    if both.any():
        product = np.where(both, worth.prod(axis=1), -np.inf)
        common = packages[int(product.argmax())]
    wanted = []
    for side, foe in ((0, war.defenders[0]), (1, war.attackers[0])):
        liked = worth[:, side] + 0.25 * np.minimum(worth[:, 1 - side], 0.0)
        better = worth[:, side] > 0
        best = int(np.where(better, liked, -np.inf).argmax())
        # Who would rather fight on than sign any of them asks for all there is.
        wanted.append(packages[best] if better[best] else (Article(Provision.CAPITULATION, foe),))
    return common, (wanted[0], wanted[1])


def lapse(world: World) -> None:
    """Clear the table of what leaders that no person is proposed a turn ago.

    They say anew each turn on what terms they would end a war, or say nothing: a peace that has been
    overtaken in the field is not held to. Whoever takes it now still finds it as it lay.
    """
    for war in world.live_wars():
        led = [bool(world.states.human[row]) for row in (war.attackers[0], war.defenders[0])]
        offers = [offer if kept else None for offer, kept in zip(war.offers, led, strict=True)]
        if tuple(offers) != war.offers:
            usual = [
                one if kept else None for one, kept in zip(war.terms_offered, led, strict=True)
            ]
            world.put(
                replace(war, offers=(offers[0], offers[1]), terms_offered=(usual[0], usual[1]))
            )


def take(world: World, order: OfferTerms | OfferPeace | AcceptTerms, log: Log) -> None:
    """Put a peace on the table, or take the one that lies there.

    What is taken is what lay there as the stage began: nobody can snatch it away.
    """
    war = world.wars[order.war]
    side = war.side(order.state)
    if not war.live or side < 0:
        return
    leaders = (war.attackers[0], war.defenders[0])
    if isinstance(order, AcceptTerms):
        _accept(world, war, order, side, log)
        return
    package = (
        usual_package(world, war, order.terms)
        if isinstance(order, OfferTerms)
        else tidy(order.articles)
    )
    if order.state not in leaders:
        others = tuple(row for row in war.apart if row[0] != order.state)
        world.put(replace(war, apart=(*others, (order.state, package))))
        foe = leaders[1 - side]
        log.add(
            "peace.offered_apart",
            order.state,
            foe,
            about={"war": war.id},
            readers=(order.state, foe),
        )
        return
    offers, usual = list(war.offers), list(war.terms_offered)
    offers[side], usual[side] = package, usual_terms(world, war, package)
    world.put(replace(war, offers=(offers[0], offers[1]), terms_offered=(usual[0], usual[1])))


def _accept(world: World, war: War, order: AcceptTerms, side: int, log: Log) -> None:
    asked = (world.before or world).wars[war.id]
    if order.of in (war.attackers[0], war.defenders[0]):
        if (package := asked.offers[1 - side]) is not None:
            world.put(replace(war, agreed=package))
    elif (package := dict(asked.apart).get(order.of)) is not None:
        depart(world, war, order.of, package, log)


def would_take_apart(world: World, war: War, state: StateId, package: Package) -> tuple[Term, ...]:
    """Return what leaving a war for itself alone is worth to one who fights beside a leader."""
    side = war.side(state)
    standing = bargaining.separately(score(world, war))
    leader = (war.attackers, war.defenders)[side][0]
    bound = world.ties(TreatyKind.DEFENCE, TreatyKind.GUARANTEE)[state, leader]
    weary, felt = float(world.states.weariness[state]), float(world.states.pressure[state])
    pair = [standing.weariness[0], standing.weariness[1]]
    press = [standing.pressure[0], standing.pressure[1]]
    pair[side], press[side] = weary, felt
    standing = replace(standing, weariness=(pair[0], pair[1]), pressure=(press[0], press[1]))
    terms = bargaining.would_sign(standing, side, foreseen(world, _alone(war, state), package))
    liking = float(world.dyads.affinity[state, leader])
    word = 0.35 * float(bound) + 0.2 * max(0.0, liking)
    return (*terms, Term("word", -word))


def would_release(world: World, war: War, state: StateId, package: Package) -> tuple[Term, ...]:
    """Return what letting a foe's partner out of a war is worth to the leader it asks, by term."""
    side = 1 - war.side(state)
    alone = _alone(war, state)
    ours, foes = (war.attackers, war.defenders)[:: 1 if side == 0 else -1]
    might = strength(world)
    weight = float(might[state]) / max(float(might[[*ours, *foes]].sum()), 1e-9)
    held = _occupied(world, alone, side)
    given_up = float(sum(world.territories.people[list(held)])) if held else 0.0
    outcome = foreseen(world, alone, package)
    return (
        Term("one_foe_less", 0.5 * weight),
        Term("settlement", 0.5 * outcome.wins[side] - outcome.wins[1 - side]),
        Term("other_land", -0.1 * given_up * (package == ())),
    )


def _alone(war: War, state: StateId) -> War:
    """Return a war as if a state fought it alone on its side."""
    if war.side(state) == 0:
        return replace(war, attackers=(state,))
    return replace(war, defenders=(state,))
