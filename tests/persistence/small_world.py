"""A world of four states, small enough to read, with one of every record."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np

from game.core.board import Strait, lay_out
from game.core.calendar import Calendar
from game.core.charter import (
    Admission,
    Charter,
    CostSharing,
    DecisionRule,
    LadderStep,
    Means,
    Monitoring,
    Organ,
    RegionalClause,
    Trigger,
)
from game.core.events import Event
from game.core.ids import (
    NOBODY,
    ClaimId,
    CrisisId,
    InstitutionId,
    ResolutionId,
    StateId,
    TerritoryId,
    TreatyId,
    WarId,
    ZoneId,
)
from game.core.kinds import (
    Act,
    Ballot,
    CrisisKind,
    Obligation,
    Rung,
    Stage,
    Terms,
    TreatyKind,
)
from game.core.orders import Mobilise, Table, Vote
from game.core.records import CastVote, Claim, Crisis, Duty, Resolution, Treaty, War
from game.core.rules import Rules
from game.core.tables import (
    Dyads,
    Embargoes,
    Formations,
    Memberships,
    States,
    Territories,
    Zones,
)
from game.core.terms import Term
from game.core.world import Scenario, Tally, World, sizes
from game.persistence.saved import Entry, SavedGame, SeatRecord

BRITAIN, ITALY, ETHIOPIA, JAPAN = (StateId(number) for number in range(4))


def scenario() -> Scenario:
    board = lay_out(
        terrain=np.zeros(5, np.int64),
        region=np.zeros(5, np.int64),
        area_km2=np.ones(5),
        lonlat=np.zeros((7, 2)),
        edges=np.array([[0, 5], [1, 5], [2, 6], [5, 6], [3, 6], [1, 4]]),
        edge_kind=np.array([1, 1, 1, 2, 1, 0]),
        edge_km=np.ones(6),
        straits=(Strait(ZoneId(0), ZoneId(1), (TerritoryId(4),), canal=True),),
    )
    return Scenario(
        campaign="small",
        content_digest="ab" * 32,
        board=board,
        calendar=Calendar(1935, 3, 4, 12),
        rules=Rules(),
        state_keys=("united_kingdom", "italy", "ethiopia", "japan"),
        territory_keys=("england", "latium", "shewa", "kanto", "egypt"),
        zone_keys=("mediterranean", "red_sea"),
        institution_keys=("league",),
    )


def charter() -> Charter:
    rule = DecisionRule(
        Organ.COUNCIL, Fraction(2, 3), False, False, True, True, Fraction(1, 2), False
    )
    return Charter(
        key="covenant",
        admission=Admission.UNIVERSAL,
        adversaries=(),
        triggers=(Trigger.ATTACK_ON_MEMBER,),
        permanent=(BRITAIN, ITALY),
        elected_seats=3,
        elected_term_turns=12,
        rules=(rule,) * len(Act),
        obligations=(Obligation.RECOMMENDED,) * len(Act),
        ladder=(LadderStep(Act.OIL_BAN, (Act.DETERMINATION,)),),
        means=Means.COALITION,
        cost_sharing=CostSharing.WHERE_IT_FALLS,
        monitoring=Monitoring.COMMITTEE,
        members_may_refer=True,
        outsiders_may_refer=True,
        self_defence=True,
        regional=RegionalClause.NONE,
        inquiry_turns=2,
        withdrawal_notice_turns=8,
        suspension=False,
        expulsion=True,
        review_every_turns=0,
    )


def world(seed: int = 7, turn: int = 0, stage: Stage = Stage.ORDERS) -> World:
    fixed = scenario()
    rows = sizes(fixed.board, 4, 1, 6)
    new = World(
        fixed,
        seed,
        turn,
        stage,
        States.allocate(rows),
        Dyads.allocate(rows),
        Embargoes.allocate(rows),
        Territories.allocate(rows),
        Zones.allocate(rows),
        Formations.allocate(rows),
        Memberships.allocate(rows),
        charters=(charter(),),
    )
    new.states.exists[:] = True
    new.states.capital[:] = range(4)
    new.states.treasury[:] = [120.5, -3.25, 1 / 3, 80]
    new.states.doctrine[:] = 0.2
    new.territories.owner[:] = new.territories.controller[:] = [0, 1, 2, 3, 0]
    new.formations.owner[:2] = [ITALY, BRITAIN]
    new.formations.exists[:2] = True
    new.dyads.threat[ETHIOPIA, ITALY] = 0.31
    new.claims = [Claim(ClaimId(0), ITALY, ETHIOPIA, (TerritoryId(2),), 0.8, 0.2, 0.6)]
    new.treaties = [Treaty(TreatyId(0), TreatyKind.ENTENTE, (BRITAIN, ITALY), 0, -1, BRITAIN, True)]
    new.crises = [
        Crisis(
            CrisisId(0), CrisisKind.INVASION, ITALY, ETHIOPIA, ClaimId(0), 0, Rung.WAR, 1, 3, 0.8,
            0.15, False, InstitutionId(0), 1, -1, ITALY, ITALY, (Act.DETERMINATION, Act.OIL_BAN),
            -1.0, 0.5, WarId(0),
        )
    ]  # fmt: skip
    new.wars = [
        War(WarId(0), CrisisId(0), (ITALY,), (ETHIOPIA,), 1, (1.5, 4.0), (Terms.CEDE_CLAIM, None))
    ]
    vote = CastVote(BRITAIN, Ballot.YES, (Term("ties", 0.125), Term("trade", -0.05)))
    new.resolutions = [
        Resolution(
            ResolutionId(0), InstitutionId(0), CrisisId(0), BRITAIN, (Act.OIL_BAN,), ITALY, 1,
            votes=(vote,), vetoes=(NOBODY,),
        )
    ]  # fmt: skip
    new.ledger = [
        Duty(
            ResolutionId(0), Act.OIL_BAN, BRITAIN, 1, Obligation.BINDING, True, 0.4, 0.25, False,
            False, 12.0, (Term("own loss", -0.1),),
        )
    ]  # fmt: skip
    new.history = [Tally(0, 0.3, 1, 1, (4,), (0.1, 0.05, 0.001, 0.06))]
    new.lobbied = [(CrisisId(0), BRITAIN, JAPAN, 2.5, Ballot.ABSTAIN)]
    new.settle()
    return new


def play(before: World, orders: object) -> World:
    """Stand in for the rules: one stage on, mobilisation as ordered, the treasury by the seed."""
    after = before.clone()
    for order in orders:  # type: ignore[attr-defined]
        if isinstance(order, Mobilise):
            after.states.mobilisation[order.state] = order.level
    after.states.treasury += 1 + before.seed % 5
    if after.stage == Stage.RESPONSE:
        after.turn += 1
        after.stage = Stage.ORDERS
    else:
        after.stage = Stage(after.stage + 1)
    after.settle()
    return after


SEATS = (
    SeatRecord(state="united_kingdom", name="Ana", pin_hash="pbkdf2:1:aa:bb"),
    SeatRecord(state="italy", name="Béla «B»"),
)


def played(stages: int = 5, seed: int = 7) -> SavedGame:
    """Return a game of some stages in which Britain mobilises a little more each turn."""
    now = world(seed)
    log: list[Entry] = []
    digests = [now.digest()]
    for _ in range(stages):
        given = []
        if now.stage == Stage.ORDERS:
            given = [Mobilise(BRITAIN, 0.125 * (now.turn + 1))]
        if now.stage == Stage.COUNCIL:
            given = [Vote(BRITAIN, ResolutionId(0), Ballot.YES)]
        log += [Entry(now.turn, now.stage, order) for order in given]
        now = play(now, given)
        if now.stage == Stage.ORDERS:
            digests.append(now.digest())
    drafted = Table(BRITAIN, InstitutionId(0), CrisisId(0), ITALY, (Act.OIL_BAN, Act.TRADE_BAN))
    log.append(Entry(now.turn, now.stage, drafted))
    event = Event(
        1, "war.began", ITALY, ETHIOPIA, (("war", 0),), (("odds", 0.9),), readers=(ITALY,)
    )
    return SavedGame(now, SEATS, tuple(log), tuple(digests), (event,), "Autumn", (0,))


def with_world(game: SavedGame, **changes: object) -> SavedGame:
    return replace(game, world=replace(game.world, **changes))  # type: ignore[arg-type]
