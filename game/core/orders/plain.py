"""Orders as plain data, and back: for saves and replays."""

from __future__ import annotations

import typing
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any, get_args, get_origin, get_type_hints

from game.core.orders.base import Order
from game.core.orders.register import ORDER_KINDS


def unparse(order: Order) -> dict[str, Any]:
    """Return an order as plain data that `parse` reads back."""
    data: dict[str, Any] = {"order": type(order).__name__}
    for item in fields(order):
        data[item.name] = _plain(getattr(order, item.name))
    return data


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if is_dataclass(value):
        return {item.name: _plain(getattr(value, item.name)) for item in fields(value)}
    return value if isinstance(value, bool | float) else int(value)


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


def _hints(kind: type[Any]) -> dict[str, Any]:
    return get_type_hints(kind)


def _value(kind: str, name: str, hint: Any, value: Any) -> Any:
    if get_origin(hint) is tuple:
        if not isinstance(value, list | tuple):
            raise ValueError(f"{kind}.{name} is not a list")
        return tuple(_value(kind, name, get_args(hint)[0], item) for item in value)
    if is_dataclass(hint):
        return _part(f"{kind}.{name}", hint, value)
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


def _part(where: str, kind: Any, value: Any) -> Any:
    """Return a record that is part of an order."""
    hints = _hints(kind)
    if not isinstance(value, Mapping) or set(value) - set(hints):
        raise ValueError(f"{where} cannot be {value!r}")
    try:
        return kind(**{name: _value(where, name, hints[name], value[name]) for name in value})
    except TypeError as error:
        raise ValueError(f"{where}: {error}") from None
