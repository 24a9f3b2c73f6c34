"""The parts of a campaign: which files hold each, and the schema that it obeys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter

from game.content.issues import Issue
from game.content.located import Located, Path_
from game.content.schema.charters import CharterFile
from game.content.schema.forces import FormationEntry
from game.content.schema.goods import GoodEntry
from game.content.schema.happenings import HappeningFile
from game.content.schema.institutions import InstitutionEntry
from game.content.schema.land import ClaimEntry, Holdings, TerritoryEntry
from game.content.schema.manifest import Manifest
from game.content.schema.relations import AffinityEntry, RivalryEntry, TreatyEntry
from game.content.schema.rules import RulesFile
from game.content.schema.states import State
from game.content.schema.words import Key
from game.core.kinds import Good

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Kind:
    """A part of a campaign."""

    name: str
    """Name of its file, or of the folder whose files are read as one."""
    adapter: TypeAdapter[Any]
    required: bool = True
    toml: bool = False


MANIFEST = Kind("manifest", TypeAdapter(Manifest), toml=True)
RULES = Kind("rules", TypeAdapter(RulesFile), required=False, toml=True)
STATES = Kind("states", TypeAdapter(dict[Key, State]))
HOLDINGS = Kind("holdings", TypeAdapter(dict[Key, Holdings]))
TERRITORIES = Kind("territories", TypeAdapter(dict[Key, TerritoryEntry]), required=False)
CLAIMS = Kind("claims", TypeAdapter(tuple[ClaimEntry, ...]), required=False)
TREATIES = Kind("treaties", TypeAdapter(tuple[TreatyEntry, ...]), required=False)
RIVALRIES = Kind("rivalries", TypeAdapter(tuple[RivalryEntry, ...]), required=False)
AFFINITIES = Kind("affinities", TypeAdapter(tuple[AffinityEntry, ...]), required=False)
GOODS = Kind("goods", TypeAdapter(dict[str, GoodEntry]), required=False)
FORMATIONS = Kind("formations", TypeAdapter(dict[Key, tuple[FormationEntry, ...]]), required=False)
INSTITUTIONS = Kind("institutions", TypeAdapter(dict[Key, InstitutionEntry]), required=False)
CHARTER = Kind("charter", TypeAdapter(CharterFile))
HAPPENING = Kind("happening", TypeAdapter(HappeningFile))

KINDS = (
    MANIFEST, RULES, STATES, HOLDINGS, TERRITORIES, CLAIMS, TREATIES, RIVALRIES, AFFINITIES, GOODS,
    FORMATIONS, INSTITUTIONS,
)  # fmt: skip
"""The parts of a campaign folder, in the order in which they are read."""

GOOD_KEYS = tuple(good.name.lower() for good in Good)
"""The keys of goods.yaml."""


@dataclass(frozen=True, slots=True)
class Section(Generic[T]):
    """A part as it was read: its values, and where each of them stands."""

    value: T
    origins: Mapping[str | int, tuple[Located, Path_]]
    """By key or place in the list: the file and where in it."""
    whole: Located

    def issue(self, path: Path_, text: str, hint: str = "") -> Issue:
        """Return an error about a place in this part."""
        if path and path[0] in self.origins:
            found, start = self.origins[path[0]]
            return found.issue((*start, *path[1:]), text, hint)
        return self.whole.issue(path, text, hint)
