"""The one door in: everything a state can order, for persons and AI alike.

Each order is a small frozen record that knows its stage. `parse` and `unparse` turn an order into
plain data and back, for saves and replays.
"""

from __future__ import annotations

import typing
from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import IntEnum
from typing import Any, ClassVar, get_args, get_origin, get_type_hints

from game.core.ids import (
    ClaimId,
    CrisisId,
    FormationId,
    InstitutionId,
    NodeId,
    ResolutionId,
    StateId,
    TerritoryId,
    TreatyId,
    WarId,
)
from game.core.kinds import Act, Arm, Ballot, Move, Stage, Stance, Terms, TreatyKind


@dataclass(frozen=True, slots=True)
class Order:
    """Base of all orders: who gives it."""

    stage: ClassVar[Stage] = Stage.ORDERS
    state: StateId

    def key(self) -> tuple[Any, ...]:
        """Return what a canonical order of orders sorts by: state, kind, fields."""
        return (
            self.state,
            type(self).__name__,
            *(_sortable(getattr(self, f.name)) for f in fields(self)),
        )

    def slot(self) -> tuple[Any, ...]:
        """Return what a later order of the same slot replaces; by default the whole order."""
        return self.key()


@dataclass(frozen=True, slots=True)
class SetBudget(Order):
    """Split revenue between arms, welfare, growth and aid; shares sum to 1."""

    arms: float
    welfare: float
    growth: float
    aid: float

    def slot(self) -> tuple[Any, ...]:
        return (self.state, "budget")


@dataclass(frozen=True, slots=True)
class Mobilise(Order):
    """Call up reserves, 0..1."""

    level: float

    def slot(self) -> tuple[Any, ...]:
        return (self.state, "mobilise")


@dataclass(frozen=True, slots=True)
class MoveFormation(Order):
    """Send a formation to a place, with a stance."""

    formation: FormationId
    goal: NodeId
    stance: Stance

    def slot(self) -> tuple[Any, ...]:
        return (self.state, "formation", self.formation)


@dataclass(frozen=True, slots=True)
class RaiseFormation(Order):
    """Raise a new formation in own territory, paid from the treasury."""

    arm: Arm
    territory: TerritoryId


@dataclass(frozen=True, slots=True)
class SendAid(Order):
    """Give money to another state, in M$."""

    to: StateId
    amount: float

    def slot(self) -> tuple[Any, ...]:
        return (self.state, "aid", self.to)


@dataclass(frozen=True, slots=True)
class PressClaim(Order):
    """Open a crisis over a claim with a public demand."""

    claim: ClaimId


@dataclass(frozen=True, slots=True)
class StageIncident(Order):
    """Open a crisis over a claim with an incident made to look like the other's doing."""

    claim: ClaimId


@dataclass(frozen=True, slots=True)
class MoveInCrisis(Order):
    """Escalate, hold, make an offer, or climb down."""

    crisis: CrisisId
    move: Move
    share: float = 0.0
    """With an offer: the share of the claim given, or asked for."""

    def slot(self) -> tuple[Any, ...]:
        return (self.state, "crisis", self.crisis)


@dataclass(frozen=True, slots=True)
class Refer(Order):
    """Bring a crisis before an institution."""

    crisis: CrisisId
    institution: InstitutionId


@dataclass(frozen=True, slots=True)
class Table(Order):
    """Table a resolution: acts against a state in a case."""

    institution: InstitutionId
    crisis: CrisisId
    target: StateId
    acts: tuple[Act, ...]


@dataclass(frozen=True, slots=True)
class Lobby(Order):
    """Spend influence this turn to win another state over to a side in a case."""

    crisis: CrisisId
    to: StateId
    influence: float

    def slot(self) -> tuple[Any, ...]:
        return (self.state, "lobby", self.crisis, self.to)


@dataclass(frozen=True, slots=True)
class OfferTreaty(Order):
    """Offer a treaty to another state."""

    kind: TreatyKind
    to: StateId


@dataclass(frozen=True, slots=True)
class AnswerTreaty(Order):
    """Accept or refuse a treaty on offer."""

    treaty: TreatyId
    accept: bool

    def slot(self) -> tuple[Any, ...]:
        return (self.state, "answer", self.treaty)


@dataclass(frozen=True, slots=True)
class Denounce(Order):
    """End a treaty one is party to."""

    treaty: TreatyId


@dataclass(frozen=True, slots=True)
class Withdraw(Order):
    """Give notice of withdrawal from an institution."""

    institution: InstitutionId


@dataclass(frozen=True, slots=True)
class Recognise(Order):
    """Recognise what a state has taken by force."""

    taker: StateId


@dataclass(frozen=True, slots=True)
class JoinWar(Order):
    """Enter a war on a side: 0 with the attackers, 1 with the defenders."""

    war: WarId
    side: int

    def slot(self) -> tuple[Any, ...]:
        return (self.state, "join", self.war)


@dataclass(frozen=True, slots=True)
class OfferTerms(Order):
    """Say on what terms one would end a war that one leads."""

    war: WarId
    terms: Terms

    def slot(self) -> tuple[Any, ...]:
        return (self.state, "terms", self.war)


@dataclass(frozen=True, slots=True)
class Vote(Order):
    """Cast a ballot on a resolution."""

    stage: ClassVar[Stage] = Stage.COUNCIL
    resolution: ResolutionId
    ballot: Ballot

    def slot(self) -> tuple[Any, ...]:
        return (self.state, "vote", self.resolution)


@dataclass(frozen=True, slots=True)
class Contribute(Order):
    """Give a share (0, 1/4, 1/2, 1) of what one could to a measure; or say so, and cheat."""

    stage: ClassVar[Stage] = Stage.RESPONSE
    resolution: ResolutionId
    act: Act
    share: float
    cheat: bool = False

    def slot(self) -> tuple[Any, ...]:
        return (self.state, "contribute", self.resolution, int(self.act))


ORDER_KINDS: dict[str, type[Order]] = {
    kind.__name__: kind
    for kind in (
        SetBudget, Mobilise, MoveFormation, RaiseFormation, SendAid, PressClaim, StageIncident,
        MoveInCrisis, Refer, Table, Lobby, OfferTreaty, AnswerTreaty, Denounce, Withdraw,
        Recognise, JoinWar, OfferTerms, Vote, Contribute,
    )
}  # fmt: skip
"""Every kind of order, by name."""


def unparse(order: Order) -> dict[str, Any]:
    """Return an order as plain data that `parse` reads back."""
    data: dict[str, Any] = {"order": type(order).__name__}
    for item in fields(order):
        value = getattr(order, item.name)
        data[item.name] = (
            list(map(int, value))
            if isinstance(value, tuple)
            else (int(value) if isinstance(value, IntEnum) else value)
        )
    return data


def parse(data: Mapping[str, Any]) -> Order:
    """Return the order in plain data.

    Raises ValueError, saying what is wrong, for an unknown kind or a field of the wrong type.
    """
    kind = ORDER_KINDS.get(str(data.get("order")))
    if kind is None:
        raise ValueError(f"unknown kind of order {data.get('order')!r}")
    hints = _hints(kind)
    names = {item.name for item in fields(kind)}
    extra = set(data) - names - {"order"}
    if extra:
        raise ValueError(f"{kind.__name__} has no field {min(extra)!r}")
    values = {
        name: _value(kind.__name__, name, hints[name], data[name]) for name in names if name in data
    }
    try:
        return kind(**values)
    except TypeError as error:
        raise ValueError(f"{kind.__name__}: {error}") from None


def _hints(kind: type[Order]) -> dict[str, Any]:
    return get_type_hints(kind)


def _value(kind: str, name: str, hint: Any, value: Any) -> Any:
    if get_origin(hint) is tuple:
        if not isinstance(value, list | tuple):
            raise ValueError(f"{kind}.{name} is not a list")
        return tuple(_value(kind, name, get_args(hint)[0], item) for item in value)
    if isinstance(hint, typing.NewType):
        hint = hint.__supertype__
    if hint is bool:
        good = isinstance(value, bool)
    elif hint is float:
        good = isinstance(value, int | float) and not isinstance(value, bool)
    else:
        good = isinstance(value, int) and not isinstance(value, bool)
    if not good:
        raise ValueError(f"{kind}.{name} cannot be {value!r}")
    return hint(value)


def _sortable(value: Any) -> Any:
    return tuple(float(item) for item in value) if isinstance(value, tuple) else float(value)
