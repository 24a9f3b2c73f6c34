"""Opening what a command names: a campaign or a save, or the reason why not."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from game.cli.say import NO, WRONG, refuse, say, tell

if TYPE_CHECKING:
    from game.content.campaign import Campaign
    from game.session.shelf import OpenedSave


def campaign_named(name: str) -> Campaign:
    """Return a campaign by name or folder; ends the command where there is none."""
    from game.session.shelf import (  # noqa: PLC0415  # the rules load slowly
        BrokenCampaign,
        UnknownCampaign,
        open_campaign,
    )

    try:
        campaign, issues = open_campaign(name)
    except UnknownCampaign as unknown:
        refuse(str(unknown), WRONG)
    except BrokenCampaign as broken:
        tell(broken.issues)
        refuse(f"'{name}' cannot be played: see `indivisible check {name}`", NO)
    tell(issues)
    return campaign


def save_at(path: Path) -> OpenedSave:
    """Return the saved game in a file; ends the command where it cannot be opened."""
    from game.session.shelf import SaveFault, last_good, open_save  # noqa: PLC0415

    if not path.is_file():
        say(f"{path}: there is no such file")
    try:
        return open_save(path)
    except SaveFault as fault:
        if path.is_file():
            say(str(fault))
        good = last_good(path)
        if good is not None and good.header is not None:
            say(f"The last good save beside it: {good.path} ({good.header.label})")
        refuse("Nothing was changed.", NO if path.is_file() else WRONG)
