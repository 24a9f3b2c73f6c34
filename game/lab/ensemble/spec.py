"""The specification of an ensemble: a TOML file read as if a stranger had sent it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError

from game.content.explain import findings
from game.content.issues import Issue
from game.content.located import Located, read
from game.content.schema.rules import RulesFile, overrides
from game.content.schema.words import Key

OWN: Final = "own"
"""In a list of charters: the campaign's own."""
STANDARD: Final = "standard"
"""Name of the variant in which no number of the rules is changed."""
MOST_RUNS: Final = 100_000
MOST_ARMS: Final = 200
MOST_TURNS: Final = 4_000
MOST_SEED: Final = 2**53
"""Seeds of an ensemble stay below this, so that every reader of tables keeps them exact."""

Name = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class SpecFile(BaseModel):
    """What an ensemble is made of: the product of campaigns, charters and variants of the rules."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", allow_inf_nan=False)

    title: str = Field(default="", max_length=200)
    campaigns: tuple[Name, ...] = Field(min_length=1, max_length=50)
    """By name, or a folder beside the specification."""
    charters: tuple[Name, ...] = Field(default=(OWN,), min_length=1, max_length=50)
    """Charters put in the place of the first institution's; "own" leaves it its own."""
    rules: dict[Key, RulesFile] = Field(default={}, max_length=50)  # type: ignore[valid-type]
    """Variants: numbers of the model that are set otherwise, by name of the variant."""
    runs: int = Field(default=20, ge=1, le=MOST_RUNS)
    """Worlds an arm."""
    first_seed: int = Field(default=1, ge=0, lt=MOST_SEED)
    turns: int | None = Field(default=None, ge=1, le=MOST_TURNS)


@dataclass(frozen=True, slots=True)
class Spec:
    """A specification that has been read; what it names may still not be there."""

    file: Located
    title: str
    campaigns: tuple[str, ...]
    charters: tuple[str, ...]
    variants: tuple[tuple[str, tuple[tuple[str, float], ...]], ...]
    """By name: the numbers that are set otherwise, sorted by name."""
    runs: int
    first_seed: int
    turns: int | None


_ADAPTER: TypeAdapter[SpecFile] = TypeAdapter(SpecFile)


def read_spec(path: Path) -> tuple[Spec | None, tuple[Issue, ...]]:
    """Return the specification in a file, or all that is wrong with it."""
    if path.suffix != ".toml":
        return None, (Issue(path, 0, "", "is no specification", "it is a file named *.toml"),)
    found, issues = read(path)
    if found is None or issues:
        return None, issues
    try:
        said = _ADAPTER.validate_json(json.dumps(found.data, default=str))
    except ValidationError as error:
        return None, tuple(findings(error, found, _ADAPTER))
    issues = tuple(_doubled(found, said))
    if issues:
        return None, issues
    variants = {
        name: tuple(sorted(overrides(chosen).items())) for name, chosen in said.rules.items()
    }
    spec = Spec(
        found,
        said.title,
        said.campaigns,
        said.charters,
        tuple(variants.items()) or ((STANDARD, ()),),
        said.runs,
        said.first_seed,
        said.turns,
    )
    arms = len(spec.campaigns) * len(spec.charters) * len(spec.variants)
    if arms > MOST_ARMS:
        text = f"has {arms} arms (campaigns x charters x variants); at most {MOST_ARMS} are played"
        return None, (found.issue((), text),)
    return spec, ()


def _doubled(found: Located, said: SpecFile) -> list[Issue]:
    lists: tuple[tuple[str, tuple[Any, ...]], ...] = (
        ("campaigns", said.campaigns),
        ("charters", said.charters),
    )
    return [
        found.issue((name, place), f"names '{each}' twice")
        for name, listed in lists
        for place, each in enumerate(listed)
        if each in listed[:place]
    ]
