"""The world: everything that a game is, at one moment."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from enum import IntEnum
from fractions import Fraction
from typing import Any, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from game.core import kinds
from game.core.board import Board
from game.core.calendar import Calendar
from game.core.charter import Charter
from game.core.columns import Axis, Column, Table
from game.core.exiles import Exile
from game.core.formulas.supplies import Supplies
from game.core.happenings.happening import Happening, Occurrence, PastWar
from game.core.ids import (
    AccordId,
    ArmisticeId,
    ClaimId,
    CrisisId,
    DealId,
    ExileId,
    MotionId,
    ReparationId,
    ResolutionId,
    StateId,
    TerritoryId,
    TreatyId,
    WarId,
)
from game.core.kinds import Alert, Ballot, Budget, Doctrine, Good, Stage, TreatyKind
from game.core.pacts import Pacts
from game.core.records import Claim, Crisis, Deal, Duty, Motion, Resolution, Treaty, War
from game.core.rolls import Roll
from game.core.rules import Rules
from game.core.settlements import Accord, Armistice, Reparation
from game.core.tables import (
    Dyads,
    Embargoes,
    Formations,
    Memberships,
    States,
    Territories,
    Zones,
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Scenario:
    """What is fixed for the life of a game; shared between worlds, never copied."""

    campaign: str
    content_digest: str
    """sha256 of the campaign's files and map."""
    board: Board
    calendar: Calendar
    rules: Rules
    state_keys: tuple[str, ...]
    territory_keys: tuple[str, ...]
    zone_keys: tuple[str, ...]
    institution_keys: tuple[str, ...]
    templates: tuple[Charter, ...] = ()
    """Charters after which states can found institutions in play."""
    last_general_war: PastWar | None = None
    """The last before the campaign, where its world still lives with it."""
    happenings: tuple[Happening, ...] = ()
    """What may befall the world, its states and pairs of them."""
    homelands: tuple[tuple[TerritoryId, ...], ...] = ()
    """By state: the land of which it is the nation; empty where nothing is said of any."""
    kin: tuple[tuple[StateId, ...], ...] = ()
    """By state: other states of the same nation."""
    latent_supply: tuple[tuple[float, ...], ...] = ()
    """By state, of each good: what share of the world's sales a nation's land brings to it when it
    gets a state of its own, now counted with whoever holds the land."""
    supplies: Supplies = field(default_factory=Supplies)
    """Where the goods come from whose sources shift with the years."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Figures of one past turn, for charts."""

    turn: int
    tension: float
    wars: int
    crises: int
    members: tuple[int, ...]
    """By institution."""
    power: tuple[float, ...]
    """By state."""

    @property
    def open(self) -> bool:
        """The past is closed."""
        return False

    @property
    def dated(self) -> int:
        """Its turn."""
        return self.turn


@dataclass(slots=True)
class World:
    """State of a game. Tables are arrays; lists hold frozen records whose id is their place."""

    scenario: Scenario
    seed: int
    turn: int
    stage: Stage
    states: States
    dyads: Dyads
    embargoes: Embargoes
    territories: Territories
    zones: Zones
    formations: Formations
    memberships: Memberships
    charters: tuple[Charter, ...]
    """By institution."""
    claims: Roll[Claim] = field(default_factory=Roll)
    treaties: Roll[Treaty] = field(default_factory=Roll)
    crises: Roll[Crisis] = field(default_factory=Roll)
    wars: Roll[War] = field(default_factory=Roll)
    resolutions: Roll[Resolution] = field(default_factory=Roll)
    ledger: Roll[Duty] = field(default_factory=Roll)
    history: Roll[Tally] = field(default_factory=Roll)
    lobbied: list[tuple[CrisisId, StateId, StateId, float, Ballot]] = field(default_factory=list)
    """Influence spent this turn: case, who, on whom, how much, to make it vote how."""
    motions: Roll[Motion] = field(default_factory=Roll)
    deals: Roll[Deal] = field(default_factory=Roll)
    reparations: Roll[Reparation] = field(default_factory=Roll)
    armistices: Roll[Armistice] = field(default_factory=Roll)
    accords: Roll[Accord] = field(default_factory=Roll)
    exiles: Roll[Exile] = field(default_factory=Roll)
    occurrences: Roll[Occurrence] = field(default_factory=Roll)
    """What has come about of the campaign's happenings."""
    tension: float = 0.0
    memo: dict[object, object] | None = field(default=None, compare=False, repr=False)
    """What was derived of a world that is held; None where nothing is kept (see `held`)."""
    pacts: Pacts | None = field(default=None, compare=False, repr=False)
    """The index of its treaties; made anew where they have changed."""
    fronts: tuple[object, NDArray[np.bool_]] | None = field(default=None, compare=False, repr=False)
    """Who was at war with whom when it was last asked, and the wars that were on."""
    gradient: tuple[Any, Any, tuple[bytes, bytes], NDArray[np.float64]] | None = field(
        default=None, compare=False, repr=False
    )
    """The loss of strength over distance when it was last worked out, and of what."""
    stage_memo: dict[object, object] | None = field(default=None, compare=False, repr=False)
    """While a stage runs: what was derived of this world that hardly moves meanwhile (`during`)."""
    before: World | None = field(default=None, compare=False, repr=False)
    """While a stage runs: the world, held, as it stood when the orders of the stage were given."""

    def __setattr__(self, name: str, value: object) -> None:
        """Keep records in rolls, whatever kind of list they come in."""
        if name in _ROLLS and type(value) is not Roll:
            value = Roll(cast("list[Any]", value))
        object.__setattr__(self, name, value)

    # -- shape --------------------------------------------------------------------------------

    @property
    def n(self) -> int:
        """Number of rows of states, living or not."""
        return len(self.states.exists)

    @property
    def rules(self) -> Rules:
        """The numbers of the model."""
        return self.scenario.rules

    @property
    def board(self) -> Board:
        """The map's topology."""
        return self.scenario.board

    @property
    def over(self) -> bool:
        """The campaign has run its course, or there is nothing left to win."""
        return self.turn >= self.scenario.calendar.turns or self.ruined

    @property
    def ruined(self) -> bool:
        """An exchange of nuclear blows has ended it, with nobody winning."""
        both = (Alert.USE, Alert.USE)
        return any(
            crisis.alerts == both and crisis.toll >= self.rules.ruin_toll
            for crisis in (*self.crises.open, *self.crises.ended_since(self.turn - 1))
        )

    def tables(self) -> tuple[tuple[str, Table], ...]:
        """Return the tables by name, in a fixed order."""
        return tuple((name, getattr(self, name)) for name in TABLES)

    # -- records ------------------------------------------------------------------------------

    def live_crises(self) -> list[Crisis]:
        """Return the crises that are not over."""
        return self.crises.open

    def crises_of_turn(self) -> list[Crisis]:
        """Return the crises that are not over, and those that ended this turn."""
        return sorted(
            (*self.crises.open, *self.crises.ended_since(self.turn)), key=lambda crisis: crisis.id
        )

    def live_wars(self) -> list[War]:
        """Return the wars that go on."""
        return self.wars.open

    def treaties_in_force(self) -> list[Treaty]:
        """Return the treaties that bind today."""
        return [
            treaty
            for treaty in self.treaties.open
            if treaty.accepted and (treaty.until_turn < 0 or self.turn < treaty.until_turn)
        ]

    def resolutions_on(self, crisis: int) -> list[Resolution]:
        """Return what was put to bodies in a case, in its order."""
        return self.resolutions.on(crisis)

    def put(
        self,
        record: Claim
        | Treaty
        | Crisis
        | War
        | Resolution
        | Motion
        | Deal
        | Reparation
        | Armistice
        | Accord
        | Exile
        | Occurrence,
    ) -> None:
        """Store a record in its place: a new one at the end, a changed one over the old."""
        rows: list[Any] = getattr(self, _HOME[type(record)])
        if record.id == len(rows):
            rows.append(record)
        else:
            rows[record.id] = record

    def next_crisis(self) -> CrisisId:
        """Return the id that a new crisis gets."""
        return CrisisId(len(self.crises))

    def next_war(self) -> WarId:
        """Return the id that a new war gets."""
        return WarId(len(self.wars))

    def next_resolution(self) -> ResolutionId:
        """Return the id that a new resolution gets."""
        return ResolutionId(len(self.resolutions))

    def next_treaty(self) -> TreatyId:
        """Return the id that a new treaty gets."""
        return TreatyId(len(self.treaties))

    def next_claim(self) -> ClaimId:
        """Return the id that a new claim gets."""
        return ClaimId(len(self.claims))

    def next_motion(self) -> MotionId:
        """Return the id that a new motion gets."""
        return MotionId(len(self.motions))

    def next_deal(self) -> DealId:
        """Return the id that a new bargain gets."""
        return DealId(len(self.deals))

    def next_reparation(self) -> ReparationId:
        """Return the id that a new debt of reparations gets."""
        return ReparationId(len(self.reparations))

    def next_armistice(self) -> ArmisticeId:
        """Return the id that a new armistice gets."""
        return ArmisticeId(len(self.armistices))

    def next_accord(self) -> AccordId:
        """Return the id that a new arms control treaty gets."""
        return AccordId(len(self.accords))

    def next_exile(self) -> ExileId:
        """Return the id that a new exile gets."""
        return ExileId(len(self.exiles))

    # -- derived ------------------------------------------------------------------------------

    def ties(self, *kinds: TreatyKind) -> NDArray[np.bool_]:
        """Return [state, target]: does a treaty of these kinds in force bind i to help j?

        A guarantee binds its first party only; the other kinds bind all parties to each other.
        """
        return self.once(("ties", kinds), lambda: self._ties(kinds))

    def _ties(self, kinds: tuple[TreatyKind, ...]) -> NDArray[np.bool_]:
        return self._indexed().bound(kinds, self.turn, self.n)

    def treaties_between(self, one: int, other: int) -> tuple[Treaty, ...]:
        """Return the treaties, signed or offered, to which both states are or were parties."""
        return self._indexed().by_pair.get((min(one, other), max(one, other)), ())

    def _indexed(self) -> Pacts:
        treaties = self.treaties.open
        if self.pacts is None or self.pacts.treaties != treaties:
            self.pacts = Pacts(treaties)
        return self.pacts

    def at_war(self) -> NDArray[np.bool_]:
        """Return [state, target]: are they on opposite sides of a war? Cannot be written to."""
        sides = tuple((war.attackers, war.defenders) for war in self.wars.open)
        if self.fronts is None or self.fronts[0] != sides or len(self.fronts[1]) != self.n:
            hostile = np.zeros((self.n, self.n), bool)
            for attackers, defenders in sides:
                hostile[np.ix_(attackers, defenders)] = True
                hostile[np.ix_(defenders, attackers)] = True
            hostile.setflags(write=False)
            self.fronts = (sides, hostile)
        return self.fronts[1]

    # -- held ---------------------------------------------------------------------------------

    def held(self) -> World:
        """Return this world for reading alone: what is derived of it is found once and kept.

        It shares everything with this one, which must not change while it is in use. A clone of
        a held world is held no more.
        """
        return self if self.memo is not None else replace(self, memo={})

    def once(self, key: object, make: Callable[[], T]) -> T:
        """Return what `make` derives of this world, made only once while it is held.

        An array that is kept cannot be written to.
        """
        if self.memo is None:
            return make()
        if key not in self.memo:
            made = make()
            if isinstance(made, np.ndarray):
                made.setflags(write=False)
            self.memo[key] = made
        return cast("T", self.memo[key])

    def during(self, key: object, make: Callable[[], T]) -> T:
        """Return what `make` derives of this world, found once while a stage runs.

        For what moves so little within a stage that what it was when first asked will do.
        """
        if self.memo is not None:
            return self.once(key, make)
        if self.stage_memo is None:
            return make()
        if key not in self.stage_memo:
            self.stage_memo[key] = make()
        return cast("T", self.stage_memo[key])

    # -- whole --------------------------------------------------------------------------------

    def clone(self) -> World:
        """Return a world that shares nothing changeable with this one."""
        copy = replace(self, memo=None, stage_memo=None, before=None)
        for name, table in self.tables():
            setattr(copy, name, table.clone())
        for name in LISTS:
            setattr(copy, name, getattr(self, name).copy())
        return copy

    def following(self) -> World:
        """Return a world for a stage to change: as a clone, but sharing columns that are `whole`.

        Those cannot be written to in it: a phase that changes one puts a new array in its place.
        """
        copy = replace(self, memo=None, stage_memo={}, before=None)
        for name, table in self.tables():
            setattr(copy, name, table.following())
        for name in LISTS:
            setattr(copy, name, getattr(self, name).copy())
        copy.treaties.close(
            treaty.id
            for treaty in copy.treaties.open
            if 0 <= treaty.until_turn < self.turn - _REMEMBERED
        )
        return copy

    def handed_on(self, stage: Stage) -> World:
        """Return this world in its next stage, where nothing was done in this one.

        It shares everything, and what was derived of it; neither may be changed.
        """
        return replace(self, stage=stage, before=None)

    def moved(self, since: World) -> dict[str, tuple[Column, ...]]:
        """Return the columns of each table that differ from another moment of the same game."""
        return {name: table.moved(getattr(since, name)) for name, table in self.tables()}

    def settle(self, moved: Mapping[str, tuple[Column, ...]] | None = None) -> None:
        """Round every float column (or those that moved) to its declared decimals."""
        for name, table in self.tables():
            table.settle(None if moved is None else moved[name])
        self.tension = round(self.tension, 6)

    def digest(self) -> str:
        """Return the sha256 of all that this world is."""
        digest = hashlib.sha256()
        head = (self.scenario.content_digest, self.seed, self.turn, int(self.stage), self.tension)
        digest.update(repr(head).encode())
        for name, table in self.tables():
            digest.update(name.encode())
            table.digest_into(digest)
        for name in LISTS:
            digest.update(name.encode())
            rows = getattr(self, name)
            if isinstance(rows, Roll):
                rows.digest_into(digest, _canonical)
            else:
                digest.update(_canonical(tuple(rows)).encode())
        digest.update(_canonical(self.charters).encode())
        return digest.hexdigest()


_REMEMBERED = 12
"""Turns for which a treaty that has ended, or was never signed, is still called to mind."""

TABLES = (
    "states",
    "dyads",
    "embargoes",
    "territories",
    "zones",
    "formations",
    "memberships",
)
"""Names of the table fields of a world."""

LISTS = (
    "claims",
    "treaties",
    "crises",
    "wars",
    "resolutions",
    "ledger",
    "history",
    "lobbied",
    "motions",
    "deals",
    "occurrences",
    "reparations",
    "armistices",
    "accords",
    "exiles",
)
"""Names of the record fields of a world."""

_ROLLS = frozenset(LISTS) - {"lobbied"}
"""Those of them that last."""

_HOME: dict[type, str] = {
    Claim: "claims",
    Treaty: "treaties",
    Crisis: "crises",
    War: "wars",
    Resolution: "resolutions",
    Motion: "motions",
    Deal: "deals",
    Occurrence: "occurrences",
    Reparation: "reparations",
    Armistice: "armistices",
    Accord: "accords",
    Exile: "exiles",
}


def sizes(board: Board, states: int, institutions: int, formations: int) -> dict[Axis, int]:
    """Return the number of rows along every axis."""
    return {
        Axis.STATE: states,
        Axis.TARGET: states,
        Axis.TERRITORY: board.territories,
        Axis.ZONE: board.zones,
        Axis.FORMATION: formations,
        Axis.INSTITUTION: institutions,
        Axis.GOOD: len(Good),
        Axis.LIKENESS: len(kinds.Likeness),
        Axis.DOCTRINE: len(Doctrine),
        Axis.BUDGET: len(Budget),
        Axis.PLANE: 2,
    }


def _canonical(value: Any) -> str:
    if isinstance(value, IntEnum):
        return str(int(value))
    if isinstance(value, float | np.floating):
        return repr(round(float(value), 6) + 0.0)
    if isinstance(value, tuple | list):
        return "(" + ",".join(_canonical(item) for item in value) + ")"
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if is_dataclass(value):
        return _canonical(tuple(getattr(value, item.name) for item in fields(value)))
    return repr(value) if isinstance(value, str | bool) or value is None else str(int(value))
