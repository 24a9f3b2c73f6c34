"""1935: what sanctions do to a war of conquest, with oil left out of them and with oil in.

Italy is at war over Ethiopia in the world of The Broken Covenant, and the League's measures are in
force. The arms of the experiment are the same worlds and differ in what is denied, and by whom. The
rules play everything: movement, battle, supply and the canal, sanctions, trade, economies, opinion,
and how wars end. The governments of the two at war are led by the game; that others give to the
measures what an arm says is the experiment, and nobody else enters the war.

"If the League had extended economic sanctions to oil I should have had to withdraw from Abyssinia
within a week" (Mussolini to Hitler, 1938, by Schmidt's record); Baer, Test Case (1976).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.stats import t as student

from game.ai.advisor import decide
from game.core.ids import NONE, CrisisId, InstitutionId, StateId, WarId
from game.core.kinds import Act, CrisisEnd, CrisisKind, Good, Reason, Rung, Stage, Standing
from game.core.log import Log
from game.core.orders import (
    AcceptTerms,
    Contribute,
    Mobilise,
    MoveFormation,
    OfferPeace,
    OfferTerms,
    Order,
    SetBudget,
)
from game.core.phases.crises.ladder import to_war
from game.core.records import Crisis, Resolution
from game.core.turn import advance
from game.core.world import World
from game.lab.statistics import binomial_interval
from game.session.shelf import open_campaign

CAMPAIGN: Final = "broken_covenant"
RUNS: Final = 200
"""Worlds an arm, unless said otherwise."""
TURNS: Final = 12
"""Quarters after which a war that still goes on counts as one that sanctions did not stop."""

AGGRESSOR: Final = "ITA"
VICTIM: Final = "ETH"
OUTSIDER: Final = "USA"
CANAL_KEEPER: Final = "GBR"
HELD_BACK: Final = ("ALB", "AUT", "HUN", "PRY", "DEU", "JPN")
"""Members of 1931 that took no part in 1935, or had left."""
JOINED: Final = ("SUN", "TUR", "AFG", "ECU")
"""Who had joined by 1935."""

OF_1935: Final = (Act.ARMS_EMBARGO, Act.FINANCE_BAN, Act.MATERIALS_BAN)
_LEAGUE: Final = InstitutionId(0)
_OF_WAR: Final = (MoveFormation, Mobilise, SetBudget, OfferTerms, OfferPeace, AcceptTerms)
"""What the two at war decide for themselves."""


@dataclass(frozen=True, slots=True)
class Arm:
    """What is denied to the aggressor, and who takes part."""

    key: str
    says: str
    acts: tuple[Act, ...] = ()
    outsider: bool = False
    """The great seller outside the League denies what the members deny."""
    canal: bool = False
    """Its keeper bars the canal to the aggressor, with half of its fleet on blockade."""


ARMS: Final = (
    Arm("none", "No measures"),
    Arm("without_oil", "Arms, finance and materials; the United States sells", OF_1935),
    Arm("oil_leaks", "Oil too; the United States sells", (*OF_1935, Act.OIL_BAN)),
    Arm("oil", "Oil too; the United States complies", (*OF_1935, Act.OIL_BAN), outsider=True),
    Arm(
        "oil_and_canal",
        "Oil too; the United States complies, the canal is closed",
        (*OF_1935, Act.OIL_BAN),
        outsider=True,
        canal=True,
    ),
)
"""The arms, in the order in which they are told."""


@dataclass(frozen=True, slots=True)
class Played:
    """What came of one world."""

    withdrew: bool
    """The aggressor gave the war up with nothing, within TURNS quarters."""
    kept: float
    """Share of the land it claimed that stands in its hand at the end, 0..1."""
    turns: int
    """Quarters that the war lasted; TURNS where it went on."""
    short_of_oil: float
    """Share of its use of oil that the aggressor went without at the worst, 0..1."""
    war_effort: float
    """What shortages left of the upkeep of its forces at the worst, 0..1."""
    pressure: float
    """Sanctions felt at the worst, 0..1."""
    lost_output: float
    """Output that sanctions and lost trade took at the worst, 0..1."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What an arm came to."""

    arm: Arm
    runs: int
    success: float
    """Share of worlds in which the aggressor gave up."""
    low: float
    """Bounds of the 95 % interval of that share (Clopper and Pearson 1934)."""
    high: float
    more: tuple[float, float]
    """Bounds of the 95 % interval of what it has more than the arm of 1935, in pairs (Student)."""
    kept: float
    turns: float
    short_of_oil: float
    war_effort: float
    pressure: float
    lost_output: float


def setting() -> Callable[[int], World]:
    """Return what makes the world of a seed, with the war just begun and no measures yet."""
    campaign, _ = open_campaign(CAMPAIGN)
    return lambda seed: at_war(campaign.world(seed))


def at_war(world: World) -> World:
    """Return the world with the aggressor at war for its claim, before the League."""
    world = world.clone()
    keys = world.scenario.state_keys
    aggressor, victim = (StateId(keys.index(key)) for key in (AGGRESSOR, VICTIM))
    claim = next(
        one for one in world.claims if (one.claimant, one.holder) == (aggressor, victim)
    )  # fmt: skip
    crisis = Crisis(
        id=world.next_crisis(),
        kind=CrisisKind.INVASION,
        initiator=aggressor,
        target=victim,
        claim=claim.id,
        opened=world.turn,
        rung=Rung.WAR,
        moved=world.turn,
        clock=world.turn + TURNS,
        stakes=claim.weight,
        ambiguity=0.1,
        staged=False,
        institution=_LEAGUE,
        referred=world.turn,
        inquiry_due=NONE,
        found=aggressor,
        named=aggressor,
        acts=(Act.DETERMINATION,),
        offer=-1.0,
        settle_for=-1.0,
        war=WarId(NONE),
        bodies=(_LEAGUE,),
    )
    world.put(crisis)
    world.put(to_war(world, crisis, aggressor, Log(world.turn)))
    world.settle()
    return world


def under(world: World, arm: Arm) -> World:
    """Return the world with an arm's measures in force."""
    world = world.clone()
    crisis = world.crises[CrisisId(len(world.crises) - 1)]
    for acts in (arm.acts, (Act.BLOCKADE,) if arm.canal else ()):
        if acts:
            world.put(
                Resolution(
                    id=world.next_resolution(),
                    institution=_LEAGUE,
                    crisis=crisis.id,
                    proposer=crisis.target,
                    acts=acts,
                    target=crisis.initiator,
                    tabled=world.turn,
                    standing=Standing.ADOPTED,
                    reason=Reason.CARRIED,
                )
            )
    return world


def play(world: World, arm: Arm) -> Played:
    """Play one world to the end of its war, or for TURNS quarters, with an arm's measures."""
    world = under(world, arm)
    keys = world.scenario.state_keys
    war = len(world.wars) - 1
    parties = (world.wars[war].attackers[0], world.wars[war].defenders[0])
    aggressor = parties[0]
    prize = list(world.claims[world.crises[world.wars[war].crisis].claim].territories)
    givers = _givers(world, arm, aggressor)
    keeper = StateId(keys.index(CANAL_KEEPER))
    most = np.zeros(4)
    begun = world.turn
    while world.wars[war].live and world.turn < begun + TURNS:
        orders: list[Order] = list(_orders(world, parties, givers, keeper))
        world = advance(world, orders).world
        states = world.states
        if world.states.exists[aggressor]:
            most = np.maximum(
                most,
                (
                    states.shortage[aggressor, Good.OIL],
                    1.0 - states.war_effort[aggressor],
                    states.pressure[aggressor],
                    states.disruption[aggressor],
                ),
            )
    over = world.wars[war]
    ended = world.crises[over.crisis].end
    return Played(
        withdrew=not over.live and ended == CrisisEnd.WITHDREW,
        kept=float((world.territories.controller[prize] == aggressor).mean()),
        turns=(over.ended if not over.live else world.turn) - begun,
        short_of_oil=float(most[0]),
        war_effort=1.0 - float(most[1]),
        pressure=float(most[2]),
        lost_output=float(most[3]),
    )


def _givers(world: World, arm: Arm, aggressor: int) -> tuple[StateId, ...]:
    """Return who denies goods in an arm."""
    keys = world.scenario.state_keys
    held_back = {keys.index(key) for key in HELD_BACK}
    given = world.memberships.member[_LEAGUE] & world.states.exists
    given[[keys.index(key) for key in JOINED]] = True
    given[[*held_back, aggressor]] = False
    given[keys.index(OUTSIDER)] = arm.outsider
    return tuple(StateId(int(row)) for row in np.flatnonzero(given))


def _orders(
    world: World, parties: tuple[StateId, StateId], givers: Sequence[StateId], keeper: StateId
) -> Iterator[Order]:
    """Yield what the two at war order, and what others give."""
    if world.stage == Stage.RESPONSE:
        for resolution in world.resolutions.open:
            for act in resolution.acts if resolution.in_force else ():
                if act == Act.BLOCKADE:
                    yield Contribute(keeper, resolution.id, act, 0.5)
                elif act in OF_1935 or act == Act.OIL_BAN:
                    for state in givers:
                        if world.states.exists[state]:
                            yield Contribute(state, resolution.id, act, 1.0)
        return
    if world.stage == Stage.ORDERS:
        for decision in decide(world, parties):
            order = decision.order
            if isinstance(order, _OF_WAR):
                yield order


def _batch(job: tuple[tuple[int, ...], tuple[int, ...]]) -> list[list[Played]]:
    arms, seeds = job
    make = setting()
    found = []
    for seed in seeds:
        world = make(seed)
        found.append([play(world, ARMS[arm]) for arm in arms])
    return found


def run(runs: int = RUNS, *, only: Sequence[str] = (), jobs: int = 1) -> tuple[Finding, ...]:
    """Return what every arm came to over seeds 1..runs, whatever the number of processes."""
    chosen = tuple(row for row, arm in enumerate(ARMS) if not only or arm.key in only)
    seeds = tuple(range(1, runs + 1))
    size = max(2, math.ceil(runs / (4 * jobs)))
    batches = [(chosen, seeds[first : first + size]) for first in range(0, runs, size)]
    if jobs <= 1:
        rows = [row for batch in batches for row in _batch(batch)]
    else:
        with ProcessPoolExecutor(jobs) as pool:
            rows = [row for part in pool.map(_batch, batches) for row in part]
    base = next((place for place, row in enumerate(chosen) if ARMS[row].key == "without_oil"), 0)
    return tuple(
        _judge(ARMS[row], [each[place] for each in rows], [each[base] for each in rows])
        for place, row in enumerate(chosen)
    )


def _judge(arm: Arm, played: list[Played], base: list[Played]) -> Finding:
    count = len(played)
    won = np.array([one.withdrew for one in played], float)
    paired = won - np.array([one.withdrew for one in base], float)
    spread = float(paired.std(ddof=1)) / math.sqrt(count) if count > 1 else math.inf
    reach = float(student.ppf(0.975, max(count - 1, 1))) * spread
    middle = float(paired.mean())

    def mean(name: str) -> float:
        return float(np.mean([getattr(one, name) for one in played]))

    return Finding(
        arm,
        count,
        float(won.mean()),
        *binomial_interval(int(won.sum()), count),
        (middle - reach, middle + reach),
        mean("kept"),
        mean("turns"),
        mean("short_of_oil"),
        mean("war_effort"),
        mean("pressure"),
        mean("lost_output"),
    )


def table(found: Sequence[Finding]) -> str:
    """Return the findings as a table in Markdown."""
    lines = [
        (
            "| measures | worlds | gives up | 95 % interval | more than in 1935 | land kept | quarters "
            "| without oil | war effort left | felt | output lost |"
        ),
        "|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {each.arm.says} | {each.runs} | {each.success:.0%} | {each.low:.0%} to {each.high:.0%} "
        f"| {each.more[0]:+.2f} to {each.more[1]:+.2f} | {each.kept:.0%} | {each.turns:.1f} "
        f"| {each.short_of_oil:.0%} | {each.war_effort:.0%} | {each.pressure:.2f} "
        f"| {each.lost_output:.1%} |"
        for each in found
    ]
    return "\n".join(lines)
