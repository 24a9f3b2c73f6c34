"""An ensemble of worlds in which states find occasion for every kind of order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache

import numpy as np

from game.ai.advisor import decide
from game.ai.decision import Decision
from game.core.charter import Admission, Means, Trigger
from game.core.ids import AccordId, ReparationId, StateId, TerritoryId, WarId
from game.core.kinds import (
    AccordKind,
    Act,
    CrisisEnd,
    CrisisKind,
    Holding,
    Obligation,
    Provision,
    Rung,
    Seat,
    Stage,
    Standing,
    TreatyKind,
)
from game.core.records import Resolution, Treaty, War
from game.core.settlements import Accord, Article, Reparation
from game.core.turn import advance
from game.core.world import World
from tests.rules.play import LEAGUE, QUARREL, chartered, measure, quarrel
from tests.worlds import ARDEN, BORLAND, CASSIA, DORVAN, ELMERE, FENWICK, league, small_world


@dataclass(frozen=True)
class Moment:
    """A world, and what all its states decide there."""

    setting: str
    world: World
    decisions: tuple[Decision, ...]


def uneasy(world: World) -> None:
    """Old rivals of like weight, a friend between them, money to spend."""
    world.states.treasury[:] = 0.05 * world.states.production
    world.dyads.rivalry[BORLAND, ARDEN] = world.dyads.rivalry[ARDEN, BORLAND] = 0.9
    world.states.doctrine[ARDEN] = (0.3, 0.6, 0.0, 0.0, 0.1)


def before_the_league(world: World) -> None:
    uneasy(world)
    quarrel(world, rung=Rung.MOBILISATION)
    world.states.influence[:] = 60.0


def divided(world: World) -> None:
    """A body that votes by majority, with a veto: ballots can be turned, and texts blocked."""
    before_the_league(world)
    chartered(
        world, majority=Fraction(1, 2), strict=True, veto=True, bypass=True, parties_vote=True
    )
    world.states.doctrine[DORVAN] = (0.1, 0.3, 0.1, 0.4, 0.1)
    world.dyads.affinity[DORVAN, BORLAND] = world.dyads.affinity[BORLAND, DORVAN] = 0.7


def blocked(world: World) -> None:
    """A text that a veto blocked, in a war."""
    divided(world)
    world.put(replace(world.crises[QUARREL], rung=Rung.CLASH, ambiguity=0.05))
    world.states.doctrine[[0, 2, 4, 5, 6, 7]] = (0.8, 0.2, 0.0, 0.0, 0.0)
    world.put(
        Resolution(
            world.next_resolution(), LEAGUE, QUARREL, ARDEN, (Act.CONDEMNATION,), BORLAND, -1,
            standing=Standing.VETOED, vetoes=(DORVAN,),
        )
    )  # fmt: skip


def abandoned(world: World) -> None:
    """A clash that no body has taken up, and a strong ally of the attacked."""
    world.memberships.member[:] = False
    quarrel(world, rung=Rung.CLASH, ambiguity=0.05, institution=-1, referred=-1)
    world.dyads.rivalry[ARDEN, BORLAND] = world.dyads.rivalry[BORLAND, ARDEN] = 0.0
    world.dyads.affinity[ARDEN, CASSIA] = 0.9
    world.dyads.threat[ARDEN, BORLAND] = 0.05
    world.states.power[[ARDEN, BORLAND]] = (0.7, 0.03)
    world.states.doctrine[ARDEN] = (0.9, 0.1, 0.0, 0.0, 0.0)
    signed(world, TreatyKind.DEFENCE, ARDEN, CASSIA)


def signed(world: World, kind: TreatyKind, *parties: StateId) -> None:
    """Put an old treaty in force."""
    number = world.next_treaty()
    world.put(Treaty(number, kind, parties, -20, -1, parties[0], accepted=True))


def fellows(world: World) -> None:
    """Two neighbours of a power that both fear, and an old understanding gone sour."""
    world.claims.clear()
    signed(world, TreatyKind.ENTENTE, DORVAN, ELMERE)
    signed(world, TreatyKind.NON_AGGRESSION, CASSIA, ARDEN)
    world.states.milex[:] *= (0.8, 1.6, 3.0, 1.0, 1.0, 1.0, 1.0, 1.0)
    world.states.power[[ARDEN, BORLAND, CASSIA]] = (0.2, 0.35, 0.2)
    world.states.doctrine[[ARDEN, CASSIA]] = (0.1, 0.9, 0.0, 0.0, 0.0)
    for state in (ARDEN, CASSIA):
        world.dyads.rivalry[state, BORLAND] = world.dyads.rivalry[BORLAND, state] = 0.9
        world.dyads.threat[state, BORLAND] = 0.6
    world.dyads.threat[ELMERE, DORVAN] = 0.6
    world.memberships.member[:] = False


def kept_by_force(world: World) -> None:
    """Land that was taken, and those who might recognise that it was."""
    land = world.territories
    land.owner[5] = land.controller[5] = BORLAND
    land.holding[5], land.sovereign[5] = Holding.ANNEXED, CASSIA
    quarrel(world, end=CrisisEnd.KEPT_GAINS, ended=0)
    world.dyads.recognised[:, BORLAND] = False
    world.dyads.affinity[:, BORLAND] = 0.9
    world.states.doctrine[5:] = (0.0, 0.2, 0.2, 0.4, 0.2)
    world.put(replace(world.claims[1], pretext=1.0))
    world.states.doctrine[DORVAN] = (0.0, 0.0, 0.0, 1.0, 0.0)
    world.states.power[[DORVAN, ELMERE]] = (0.4, 0.01)


def on_the_table(world: World) -> None:
    """A draft that lies over."""
    divided(world)
    world.put(replace(world.crises[QUARREL], rung=Rung.CLASH))
    for acts in ((Act.CONDEMNATION, Act.DETERMINATION, Act.ARMS_EMBARGO), (Act.CONDEMNATION,)):
        world.put(
            Resolution(
                world.next_resolution(), LEAGUE, QUARREL, ARDEN, acts, BORLAND, world.turn - 1,
                put=world.turn,
            )
        )  # fmt: skip


def generous(world: World) -> None:
    """A war in which the attacked has offered all that is claimed, and would rather fight."""
    crisis = quarrel(world, rung=Rung.WAR, claim=0)
    number = world.next_war()
    world.put(replace(crisis, war=number))
    lands = tuple(sorted(world.claims[0].territories))
    gift = (Article(Provision.CEDE, crisis.target, crisis.initiator, lands),)
    world.put(
        War(
            number, crisis.id, (crisis.initiator,), (crisis.target,), world.turn, (0.0, 0.0),
            (None, None), offers=(None, gift),
        )
    )  # fmt: skip
    world.states.power[crisis.target] = 3.0 * world.states.power[crisis.initiator]


def calm(world: World) -> None:
    """A calm demand, whose first text is contested."""
    divided(world)
    world.put(replace(world.crises[QUARREL], rung=Rung.DEMAND, referred=-1))


def measured(world: World) -> None:
    """Measures in force, and money to be bought out of them."""
    before_the_league(world)
    world.put(
        replace(
            world.crises[QUARREL], rung=Rung.CLASH, named=BORLAND, referred=-1,
            acts=(Act.DETERMINATION, Act.OIL_BAN),
        )
    )  # fmt: skip
    measure(world, Act.OIL_BAN, Act.ARMS_EMBARGO)


def atomic(world: World) -> None:
    """An age of nuclear weapons."""
    uneasy(world)
    world.scenario = replace(
        world.scenario, rules=replace(world.scenario.rules, atomic_year=1900.0)
    )
    world.states.warheads[ARDEN] = 200
    world.states.programme_seen[CASSIA] = True
    quarrel(
        world, initiator=BORLAND, target=ARDEN, claim=-1, rung=Rung.MOBILISATION, stakes=1.0,
        kind=CrisisKind.ULTIMATUM,
    )  # fmt: skip


def sworn(world: World) -> None:
    """A frightened state that has forsworn nuclear weapons works on them, and is hardly watched."""
    atomic(world)
    world.put(
        Accord(
            AccordId(0),
            AccordKind.NON_PROLIFERATION,
            (CASSIA, DORVAN, FENWICK),
            0,
            0.01,
            in_force=0,
        )
    )
    world.states.programme_on[CASSIA] = True
    world.states.doctrine[CASSIA] = (0.0, 0.9, 0.0, 0.0, 0.1)
    for foe in (ARDEN, BORLAND):
        world.dyads.rivalry[CASSIA, foe] = 1.0
        world.dyads.aggression[CASSIA, foe] = 5.0
        world.dyads.affinity[CASSIA, foe] = -1.0


def indebted(world: World) -> None:
    """A resentful loser of a war owes more than it can pay to one whom it does not fear."""
    uneasy(world)
    owed = float(world.states.production[CASSIA])
    world.put(Reparation(ReparationId(0), WarId(0), CASSIA, ELMERE, owed, 20, 0))
    world.states.doctrine[CASSIA] = (0.0, 0.1, 0.0, 0.9, 0.0)
    world.dyads.rivalry[CASSIA, ELMERE] = 1.0


def strife(world: World) -> None:
    """A civil war with a mission that waits for leave, and meddling neighbours."""
    uneasy(world)
    crisis = quarrel(
        world, kind=CrisisKind.CIVIL_WAR, initiator=CASSIA, target=CASSIA, claim=-1, tide=0.3
    )
    world.states.stability[CASSIA] = 0.1
    world.states.stability[ELMERE] = 0.05
    resolution = measure(world, Act.PEACEKEEPING, crisis=crisis.id)
    world.put(replace(resolution, target=CASSIA))


def open_doors(world: World) -> None:
    """Templates to found on, a body to be invited to, and a league to leave, change and purge."""
    uneasy(world)
    chartered(
        world, majority=Fraction(1, 2), strict=True, means=Means.PLEDGED, pledged_share=0.2,
        suspension=True, expulsion=True, withdrawal_notice_turns=8,
    )  # fmt: skip
    pact = replace(
        league(), key="pact", admission=Admission.INVITATION, permanent=(), elected_seats=0,
        triggers=(Trigger.ATTACK_ON_MEMBER,),
        obligations=tuple(
            Obligation.AUTOMATIC if act in (Act.FORCE, Act.TRADE_BAN) else Obligation.NONE
            for act in Act
        ),
    )  # fmt: skip
    world.scenario = replace(world.scenario, templates=(pact,))
    for state in (ARDEN, CASSIA, ELMERE, FENWICK):
        world.dyads.rivalry[state, BORLAND] = world.dyads.rivalry[BORLAND, state] = 0.9
        world.dyads.threat[state, BORLAND] = 0.7
        world.dyads.affinity[state, [ARDEN, CASSIA, ELMERE, FENWICK]] = 0.6
    world.states.power[[ARDEN, BORLAND, CASSIA, ELMERE]] = (0.15, 0.3, 0.1, 0.1)
    world.states.doctrine[[0, 2, 4, 5, 6, 7]] = (0.7, 0.3, 0.0, 0.0, 0.0)
    quarrel(world, rung=Rung.CLASH, named=BORLAND, ambiguity=0.0, acts=(Act.CONDEMNATION,))


def by_invitation(world: World) -> None:
    """A body of a few that others would gladly be asked into."""
    open_doors(world)
    charter = replace(world.charters[0], admission=Admission.INVITATION)
    world.charters = (charter,)
    world.memberships.member[0] = False
    world.memberships.member[0, [ARDEN, FENWICK]] = True
    world.memberships.seat[0, 1:] = Seat.NONE
    world.crises.clear()
    world.claims.clear()


def outlaw(world: World) -> None:
    """A member that stands condemned, in a body it cannot leave."""
    open_doors(world)
    world.charters = (replace(world.charters[0], may_withdraw=False, expulsion=False),)
    world.memberships.seat[0, BORLAND] = Seat.NONE


def weak_states(world: World) -> None:
    """Governments that totter, under the eyes of those who would gain by it."""
    uneasy(world)
    world.claims.clear()
    world.states.stability[[CASSIA, ELMERE]] = 0.02
    world.states.doctrine[BORLAND] = (0.0, 0.1, 0.0, 0.9, 0.0)
    world.states.doctrine[DORVAN] = (0.0, 0.1, 0.0, 0.9, 0.0)
    for one, other in ((BORLAND, CASSIA), (DORVAN, ELMERE)):
        world.dyads.rivalry[one, other] = world.dyads.rivalry[other, one] = 1.0
        world.dyads.threat[other, one] = 0.9
    world.states.regime[:] = np.where(np.arange(world.n) % 2 == 0, 9, -9)


def nations(world: World) -> None:
    """An empire with two nations in it, one that would be let go; two states of one people."""
    uneasy(world)
    lands, states = world.territories, world.states
    homes = tuple((TerritoryId(2 * row), TerritoryId(2 * row + 1)) for row in range(world.n))
    kin = tuple((FENWICK,) if row == ELMERE else (ELMERE,) if row == FENWICK else ()
                for row in range(world.n))  # fmt: skip
    world.scenario = replace(world.scenario, homelands=homes, kin=kin)
    for nation, holder in ((6, ARDEN), (7, BORLAND)):
        mine = lands.owner == nation
        lands.owner[mine] = lands.controller[mine] = holder
        lands.drawn_by[mine] = holder
        lands.holding[mine] = Holding.COLONY
        states.exists[nation] = states.stood[nation] = False
        states.nationhood[nation] = 0.95
        world.memberships.member[:, nation] = False
        world.formations.exists[world.formations.owner == nation] = False
    world.claims.clear()
    states.weariness[ARDEN] = 0.5
    states.stability[[ELMERE, FENWICK]] = 0.2
    states.ideal[FENWICK], states.regime[FENWICK] = states.ideal[ELMERE], states.regime[ELMERE]
    world.dyads.affinity[[ELMERE, FENWICK], [FENWICK, ELMERE]] = 0.7


def tired_of_a_command(world: World) -> None:
    """A war in which a contingent went farther than was decided, and its people have had enough."""
    crisis = quarrel(world, rung=Rung.WAR, war=WarId(0), named=BORLAND)
    world.put(War(WarId(0), crisis.id, (BORLAND,), (CASSIA, ARDEN), world.turn, (0.0, 0.0),
                  (None, None)))  # fmt: skip
    force = measure(world, Act.FORCE)
    world.put(replace(force, exceeded=world.turn))
    world.formations.mandate[world.formations.owner == ARDEN] = force.id
    world.states.weariness[ARDEN] = 1.0


def as_it_is(world: World) -> None:
    """The ring as it is."""


SETTINGS: tuple[Callable[[World], None], ...] = (
    as_it_is, uneasy, before_the_league, divided, blocked, abandoned, on_the_table, calm, measured,
    fellows, kept_by_force, atomic, strife, open_doors, by_invitation, outlaw, weak_states, nations,
    sworn, indebted, tired_of_a_command, generous,
)  # fmt: skip

TURNS = 8


@cache
def moments() -> tuple[Moment, ...]:
    """Return every stage of some turns of every setting, with what is decided there."""
    return tuple(_play())


def _play() -> Iterator[Moment]:
    for number, setting in enumerate(SETTINGS):
        world = small_world(8, seed=11 + number)
        setting(world)
        for _ in range(3 * TURNS):
            decisions = decide(world, range(world.n))
            yield Moment(setting.__name__, world, decisions)
            world = advance(world, [done.order for done in decisions]).world
            if world.stage == Stage.ORDERS and not world.states.exists.any():
                break
