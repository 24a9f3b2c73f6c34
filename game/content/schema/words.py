"""Types of the fields of campaign files: words for the rules' enums, keys, shares, colours."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler
from pydantic_core import core_schema


class Model(BaseModel):
    """Base of all models: strict, frozen, nothing unknown, no infinities."""

    model_config = ConfigDict(
        strict=True, frozen=True, extra="forbid", allow_inf_nan=False, use_attribute_docstrings=True
    )


@dataclass(frozen=True, slots=True)
class Word:
    """Read a member of an enum of the rules by its name in small letters."""

    of: type[IntEnum]

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """Accept the names only, and list them in the JSON Schema."""
        members = {member.name.lower(): member for member in self.of}
        word = core_schema.no_info_after_validator_function(
            lambda said: members[said], core_schema.literal_schema(list(members))
        )
        return core_schema.json_or_python_schema(word, core_schema.is_instance_schema(self.of))


Key = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_]{0,39}$")]
"""Key of a state, territory, claim, institution or charter."""

Text = Annotated[str, Field(max_length=4000)]
Line = Annotated[str, Field(min_length=1, max_length=120)]
Share = Annotated[float, Field(ge=0, le=1)]
Signed = Annotated[float, Field(ge=-1, le=1)]
Amount = Annotated[float, Field(ge=0, le=1e9)]
Year = Annotated[int, Field(ge=1500, le=2200)]

Colour = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]
"""Red, green and blue as `#1f7a4d`."""

Quarter = Annotated[str, Field(pattern=r"^[0-9]{4}Q[1-4]$")]
"""A quarter, as `1934Q3`."""

Majority = Annotated[
    str, Field(pattern=r"^(simple|two_thirds|three_quarters|unanimity|[1-9][0-9]?/[1-9][0-9]?)$")
]
"""`simple` (more than half), `two_thirds`, `three_quarters`, `unanimity`, or a fraction `9/15`."""


def fraction(majority: str) -> tuple[Fraction, bool]:
    """Return a majority as a share of the votes, and whether it must be exceeded."""
    named = {
        "simple": (Fraction(1, 2), True),
        "two_thirds": (Fraction(2, 3), False),
        "three_quarters": (Fraction(3, 4), False),
        "unanimity": (Fraction(1), False),
    }
    return named[majority] if majority in named else (Fraction(majority), False)


def turn_of(quarter: str, start_year: int, start_period: int, periods: int) -> int:
    """Return the turn in which a quarter begins, which may lie before the first."""
    year, number = int(quarter[:4]), int(quarter[5])
    period = number if periods == 4 else 3 * number - 2
    return (year - start_year) * periods + period - start_period
