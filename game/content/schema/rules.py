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
    bounds = {
        name: (kind | None, Field(default=None, description=f"Standard: {defaults[name]}."))
        for name, kind in NUMBERS.items()
    }
    chosen: dict[str, Any] = dict(bounds)
    return create_model(
        "RulesFile",
        __config__=ConfigDict(strict=True, frozen=True, extra="forbid", allow_inf_nan=False),
        **chosen,
    )


RulesFile = _model()
"""Every number optional; what is not given keeps its standard value."""


def overrides(parsed: BaseModel) -> dict[str, Any]:
    """Return the numbers that a rules file sets."""
    return {name: value for name, value in parsed.model_dump().items() if value is not None}
