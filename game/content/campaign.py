"""A campaign that has been read and checked, ready to be played."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Literal

import numpy as np

from game.content.compile import forces
from game.content.compile.board import regions
from game.content.compile.charter import unknown
from game.content.compile.scenario import compile_world, lay_board
from game.content.draft import Draft
from game.content.gazetteer import Gazetteer
from game.content.issues import Issue, Severity, nearest
from game.content.maps.document import MapDocument
from game.content.schema.charters import CharterFile
from game.content.schema.manifest import Manifest
from game.core.board import Board
from game.core.world import World

Role = Literal["architect", "revisionist", "free_rider", "great_power", "small_state"]


class UnknownName(ValueError):  # noqa: N818  # it is a name, not an error of the program
    """A charter or a state that the campaign does not know; says which is nearest."""


@dataclass(frozen=True, slots=True)
class Playable:
    """A state that a person may lead."""

    key: str
    name: str
    role: Role | None
    blurb: str
    """Empty where the campaign recommends nothing; any state may be led."""


_PARTS = ("architect", "revisionist", "great_power", "free_rider", "small_state")
"""Parts that a state offers to a player, in the order in which they are offered."""


@dataclass(frozen=True, eq=False)
class Campaign:
    """A checked campaign: its parts, names, and the worlds that can be opened from it."""

    draft: Draft
    digest: str
    """sha256 of its files, its charters and its map."""

    @property
    def id(self) -> str:
        """Name in lists, saves and on the command line."""
        return self.manifest.id

    @property
    def title(self) -> str:
        """Title for people."""
        return self.manifest.title

    @property
    def blurb(self) -> str:
        """A paragraph for whoever chooses a campaign."""
        return self.manifest.blurb.strip()

    @property
    def manifest(self) -> Manifest:
        """The head of the campaign."""
        return self.draft.manifest.value

    @property
    def map(self) -> MapDocument:
        """The map that it is played on."""
        return self.draft.map

    @property
    def folder(self) -> Path:
        """Where its files lie."""
        return self.draft.folder

    @property
    def charter_keys(self) -> tuple[str, ...]:
        """Charters that `world` can be given instead of the first institution's own."""
        return tuple(self.draft.library)

    @cached_property
    def board(self) -> Board:
        """The topology that all its worlds share."""
        return lay_board(self.draft)

    @cached_property
    def playable(self) -> tuple[Playable, ...]:
        """The states that persons may lead: those with a blurb first, by the part they offer.

        Who builds the order and who could break it, then who watches; of one part by name.
        """
        parts = [*_PARTS, None]
        entries = sorted(
            self.draft.states.value.items(),
            key=lambda item: (
                not item[1].blurb,
                parts.index(item[1].role),
                not item[1].major,
                item[1].name,
            ),
        )
        return tuple(
            Playable(key, entry.name, entry.role, (entry.blurb or "").strip())
            for key, entry in entries
        )

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """What everything is called."""
        return _gazetteer(self.draft)

    def find_charter(self, key: str) -> tuple[CharterFile | None, tuple[Issue, ...]]:
        """Return a charter by key, with the findings about its file."""
        if key in self.draft.charters:
            return self.draft.charters[key].value, ()
        file = self.draft.library.get(key)
        if file is None:
            hint = nearest(key, self.draft.library) or f"there are {', '.join(self.draft.library)}"
            return None, (Issue(self.folder, 0, "", f"no charter is called '{key}'", hint),)
        found = self.draft.templates[key]
        return found.value, tuple(
            replace(
                found.issue(path, f"names '{state}', which this campaign does not know; left out"),
                severity=Severity.NOTE,
            )
            for path, state in unknown(found.value, self.draft.states.value)
        )

    def world(
        self, seed: int, *, charter: str | None = None, humans: Collection[str] = ()
    ) -> World:
        """Return the world at the start.

        `charter` replaces the charter of the first institution, and says who its members are then
        (`compile.bodies.founders`). Raises UnknownName for a charter or a state that is not there.
        """
        for key in humans:
            if key not in self.draft.states.value:
                hint = nearest(key, self.draft.states.value)
                raise UnknownName(f"no state is called '{key}'" + (f"; {hint}" if hint else ""))
        instead = {}
        if charter is not None:
            found, issues = self.find_charter(charter)
            if found is None:
                raise UnknownName("\n".join(map(str, issues)))
            institutions = tuple(self.draft.institutions.value)
            if not institutions:
                raise UnknownName(f"'{self.id}' has no institution that could have a charter")
            instead[institutions[0]] = found
        return compile_world(self.draft, self.board, self.digest, seed, humans, instead)


def _gazetteer(draft: Draft) -> Gazetteer:
    states = draft.states.value.values()
    lands, seas = draft.map.territories, draft.map.zones
    bodies = draft.institutions.value
    return Gazetteer(
        state_keys=tuple(draft.states.value),
        names=tuple(entry.name for entry in states),
        adjectives=tuple(entry.adjective for entry in states),
        colours=np.array([list(bytes.fromhex(entry.colour[1:])) for entry in states], np.uint8),
        blurbs=tuple((entry.blurb or "").strip() for entry in states),
        roles=tuple(entry.role or "" for entry in states),
        doctrine_reasons=tuple(entry.doctrine.why for entry in states),
        territory_keys=tuple(shape.id for shape in lands),
        territory_names=tuple(shape.name for shape in lands),
        cities=tuple(shape.city for shape in lands),
        regions=regions(draft.map),
        zone_keys=tuple(zone.id for zone in seas),
        zone_names=tuple(zone.name for zone in seas),
        strait_names=tuple(mark.name for mark in draft.map.straits),
        institution_keys=tuple(bodies),
        institution_names=tuple(entry.name for entry in bodies.values()),
        charter_names=tuple(draft.charters[entry.charter].value.name for entry in bodies.values()),
        template_names=tuple(section.value.name for section in draft.templates.values()),
        claim_keys=tuple(entry.id for entry in draft.claims.value),
        claim_names=tuple(entry.name for entry in draft.claims.value),
        treaty_names=tuple(entry.name or "" for entry in draft.treaties.value),
        formation_names=forces.names(draft),
        happening_names=tuple(found.value.name for found in draft.happenings.values()),
        happening_told=tuple(found.value.told for found in draft.happenings.values()),
        happening_blurbs=tuple(found.value.blurb for found in draft.happenings.values()),
    )
