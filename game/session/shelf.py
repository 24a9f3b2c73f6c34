"""The shelf: campaigns and saved games by name or path, opened or refused with all that is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from game.content.campaign import Campaign
from game.content.issues import Issue
from game.content.library import find_campaign, list_campaigns, unknown_campaign
from game.content.load import load_campaign
from game.core.world import Scenario, World
from game.persistence.paths import campaigns_folder
from game.persistence.save import Listed, Loaded, SaveFault, listing, load
from game.persistence.saved import Header


class UnknownCampaign(LookupError):  # noqa: N818  # a name, not an error of the program
    """There is no such campaign; says which is nearest."""


class BrokenCampaign(LookupError):  # noqa: N818  # the files are at fault
    """A campaign's files are at fault; `issues` says where and how."""

    def __init__(self, issues: tuple[Issue, ...]) -> None:
        super().__init__("; ".join(map(str, issues[:3])))
        self.issues = issues


@dataclass(frozen=True, slots=True)
class OpenedSave:
    """A saved game with the campaign that it was played on."""

    loaded: Loaded
    campaign: Campaign
    charter: str | None
    """The charter that the game was begun with in place of the campaign's own."""


def campaigns() -> tuple[tuple[str, str, str], ...]:
    """Return id, title and blurb of every campaign at hand, the game's own first."""
    found = list_campaigns((campaigns_folder(),))
    return tuple((item.id, item.title, item.blurb) for item in found)


def open_campaign(name_or_path: str) -> tuple[Campaign, tuple[Issue, ...]]:
    """Return a campaign and what was noted about it.

    Raises UnknownCampaign or BrokenCampaign.
    """
    campaign, issues = load_campaign(folder_of(name_or_path))
    if campaign is None:
        raise BrokenCampaign(issues)
    return campaign, issues


def folder_of(name_or_path: str) -> Path:
    """Return the folder of a campaign. Raises UnknownCampaign, naming the nearest there is."""
    more = (campaigns_folder(),)
    folder = find_campaign(name_or_path, more)
    if folder is None:
        missing = unknown_campaign(name_or_path, more)
        hint = f" - {missing.hint}" if missing.hint else ""
        raise UnknownCampaign(f"'{name_or_path}' {missing.text}{hint}")
    return folder


def open_save(path: Path) -> OpenedSave:
    """Return a saved game, ready to go on. Raises SaveFault."""
    found: list[tuple[Campaign, World]] = []

    def scenario_for(header: Header) -> Scenario:
        campaign, _ = open_campaign(header.campaign)
        first = campaign.world(header.seed)
        found.append((campaign, first))
        return first.scenario

    loaded = load(path, scenario_for)
    campaign, first = found[-1]
    return OpenedSave(loaded, campaign, charter_of(campaign, first, loaded.game.world))


def charter_of(campaign: Campaign, first: World, saved: World) -> str | None:
    """Return the charter that a saved game was begun with; None for the campaign's own."""
    if not saved.charters or saved.charters[0].key == first.charters[0].key:
        return None
    key = saved.charters[0].key
    return key if key in campaign.charter_keys else None


def last_good(path: Path) -> Listed | None:
    """Return the newest save beside `path` that can be read, or None."""
    for listed in listing(path.parent):
        if listed.path != path and listed.header is not None:
            return listed
    return None


__all__ = [
    "BrokenCampaign",
    "OpenedSave",
    "SaveFault",
    "UnknownCampaign",
    "campaigns",
    "folder_of",
    "last_good",
    "open_campaign",
    "open_save",
]
