"""The base of all orders: who gives it, in which stage, and what it replaces."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, ClassVar

from game.core.amending import Change
from game.core.ids import StateId
from game.core.kinds import Stage
from game.core.settlements import Article


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
            *[_sortable(getattr(self, name)) for name in _fields(type(self))],
        )

    def slot(self) -> tuple[Any, ...]:
        """Return what a later order of the same slot replaces; by default the whole order."""
        return self.key()


_NAMES: dict[type, tuple[str, ...]] = {}


def _fields(kind: type[Order]) -> tuple[str, ...]:
    """Return the names of an order's fields, looked up once a kind."""
    if kind not in _NAMES:
        _NAMES[kind] = tuple(item.name for item in fields(kind))
    return _NAMES[kind]


def _sortable(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(map(_sortable, value))
    return value.key() if isinstance(value, Article | Change) else float(value)
