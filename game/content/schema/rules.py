"""rules.toml: any number of the model, by its name in the rules."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, get_type_hints

from pydantic import BaseModel, ConfigDict, Field, create_model

from game.core.rules import Rules

NUMBERS: dict[str, type] = {
    item.name: hint
    for item in fields(Rules)
    if (hint := get_type_hints(Rules)[item.name]) in (int, float, bool)
}
"""The numbers that a campaign may set, and their types."""


def _model() -> type[BaseModel]:
    defaults = {item.name: item.default for item in fields(Rules)}
    chosen: dict[str, Any] = {
        name: (kind | None, _field(kind, defaults[name])) for name, kind in NUMBERS.items()
    }
    return create_model(
        "RulesFile",
        __config__=ConfigDict(strict=True, frozen=True, extra="forbid", allow_inf_nan=False),
        **chosen,
    )


def _field(kind: type, standard: Any) -> Any:
    """Describe a number: it keeps the sign of its standard, within a hundred times its size."""
    said = f"Standard: {standard}."
    if kind is bool:
        return Field(default=None, description=said)
    most = 100 * abs(standard) or 10
    low, high = (0, most) if standard > 0 else (-most, most if standard == 0 else 0)
    return Field(default=None, description=said, ge=low, le=high)


RulesFile = _model()
"""Every number optional; what is not given keeps its standard value."""


def overrides(parsed: BaseModel) -> dict[str, Any]:
    """Return the numbers that a rules file sets."""
    return {name: value for name, value in parsed.model_dump().items() if value is not None}
