"""Where a campaign's figures come from, entry by entry, as its files say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from game.content.draft import Draft

Part = Literal["campaign", "goods", "states", "charters", "happenings"]


@dataclass(frozen=True, slots=True)
class Source:
    """One entry: of which part, of what in it (empty for all of it), and the reference."""

    part: Part
    of: str
    reference: str


def sources_of(draft: Draft) -> tuple[Source, ...]:
    """Return the sources of a campaign, in the order of its files."""
    found = [Source("campaign", "", line) for line in draft.manifest.value.sources]
    found += [
        Source("goods", key.capitalize(), good.source) for key, good in draft.goods.value.items()
    ]
    found += [
        Source("states", state.name, state.capabilities.source)
        for state in draft.states.value.values()
        if state.capabilities.source
    ]
    found += [
        Source("charters", charter.value.name, charter.value.source)
        for charter in draft.charters.values()
    ]
    found += [
        Source("happenings", happening.value.name, line)
        for happening in draft.happenings.values()
        for line in happening.value.source
    ]
    return tuple(found)
