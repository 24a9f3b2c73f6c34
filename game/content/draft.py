"""A campaign as it was read: every part that obeys its schema, not yet checked against the rest."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeAlias

from game.content.issues import Issue, Severity
from game.content.maps.document import MapDocument
from game.content.schema.charters import CharterFile
from game.content.schema.forces import FormationEntry
from game.content.schema.goods import GoodEntry
from game.content.schema.happenings import HappeningFile
from game.content.schema.institutions import InstitutionEntry
from game.content.schema.land import ClaimEntry, Holdings, TerritoryEntry
from game.content.schema.manifest import Manifest
from game.content.schema.relations import AffinityEntry, RivalryEntry, TreatyEntry
from game.content.schema.states import State
from game.content.sections import Section
from game.core.rules import Rules

Forces: TypeAlias = dict[str, tuple[FormationEntry, ...]]


@dataclass(frozen=True, slots=True)
class Draft:
    """All parts of a campaign, with where they stand."""

    folder: Path
    manifest: Section[Manifest]
    rules: Rules
    map: MapDocument
    states: Section[dict[str, State]]
    holdings: Section[dict[str, Holdings]]
    territories: Section[dict[str, TerritoryEntry]]
    claims: Section[tuple[ClaimEntry, ...]]
    treaties: Section[tuple[TreatyEntry, ...]]
    rivalries: Section[tuple[RivalryEntry, ...]]
    affinities: Section[tuple[AffinityEntry, ...]]
    goods: Section[dict[str, GoodEntry]]
    formations: Section[Forces]
    institutions: Section[dict[str, InstitutionEntry]]
    charters: dict[str, Section[CharterFile]]
    """Charters that the institutions name, by key."""
    templates: dict[str, Section[CharterFile]]
    """Every charter at hand that can be read, by key."""
    happenings: dict[str, Section[HappeningFile]]
    """What may befall this campaign's world, by key, in the order in which it is asked."""
    library: dict[str, Path]
    """Where every charter at hand is kept, by key."""
    broken: frozenset[str] = field(default_factory=frozenset)
    """Parts that did not obey their schema and stand empty here."""

    def has(self, *parts: str) -> bool:
        """Tell whether all the parts named were read whole."""
        return not self.broken.intersection(parts)


def as_warning(issue: Issue) -> Issue:
    """Return the same finding as a warning."""
    return replace(issue, severity=Severity.WARNING)
