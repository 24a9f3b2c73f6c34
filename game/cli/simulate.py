"""Play a campaign without people, and print what happened."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from game.cli.ending import telling_what_broke
from game.cli.opening import campaign_named
from game.cli.say import WRONG, progress, refuse, say, write_text

if TYPE_CHECKING:
    from game.content.campaign import Campaign
    from game.core.events import Event
    from game.core.world import World
    from game.narrate.narrator import Narrator
    from game.session.simulate import Result

_Campaign = Annotated[
    str, typer.Argument(help="A campaign by name, or the folder of one.", metavar="CAMPAIGN")
]
_Seed = Annotated[
    int,
    typer.Option(
        "--seed", "-s", min=0, max=2**63 - 1, metavar="SEED", help="What chance is drawn from."
    ),
]
_Turns = Annotated[
    int | None,
    typer.Option(
        "--turns",
        "-n",
        min=1,
        max=4000,
        metavar="N",
        help="Turns to play, past the end of the campaign too; all of it by default.",
    ),
]
_Charter = Annotated[
    str | None,
    typer.Option(
        "--charter", metavar="ID", help="Put the first institution under another charter."
    ),
]
_Json = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of prose.")]
_Chronicle = Annotated[
    Path | None,
    typer.Option(
        "--chronicle", metavar="FILE.csv", help="Also write every event to a file.", dir_okay=False
    ),
]


def simulate(
    campaign: _Campaign,
    seed: _Seed = 1,
    turns: _Turns = None,
    charter: _Charter = None,
    json_: _Json = False,
    chronicle: _Chronicle = None,
) -> None:
    """Play a campaign without people: every state is led by the game.

    Prints a chronicle, quarter by quarter, or with --json one object. The same campaign, seed and
    charter give the same bytes anywhere.
    """
    from game.narrate.narrator import Narrator  # noqa: PLC0415  # the rules load slowly
    from game.session.simulate import run  # noqa: PLC0415

    opened = campaign_named(campaign)
    try:
        with (
            telling_what_broke(campaign, charter),
            progress(f"{opened.title}, seed {seed}") as move,
        ):
            result = run(opened, seed, turns, charter, move)
    except ValueError as unknown:
        if charter is None:
            raise
        refuse(str(unknown), WRONG)
    narrator = Narrator(opened.gazetteer)
    if chronicle is not None:
        write_text(chronicle, as_csv(result, opened, narrator))
        say(f"{len(result.events)} events written to {chronicle}")
    if json_:
        sys.stdout.write(as_json(result, opened, narrator, charter))
    else:
        sys.stdout.write(as_prose(result, opened, narrator))


def as_json(result: Result, campaign: Campaign, narrator: Narrator, charter: str | None) -> str:
    """Return a simulation as one JSON object on one line."""
    data = summary(result, campaign)
    data["charter"] = charter
    data["events"] = [_event(event, result, campaign, narrator) for event in result.events]
    return json.dumps(data, ensure_ascii=False, allow_nan=False) + "\n"


def summary(result: Result, campaign: Campaign) -> dict[str, Any]:
    """Return the figures of a simulation, by name; `to` is the date of the last turn played."""
    from game.core.kinds import SANCTIONS, Standing  # noqa: PLC0415
    from game.session.dates import date_label  # noqa: PLC0415

    world, names = result.world, campaign.gazetteer
    keys = names.state_keys
    adopted = [one for one in world.resolutions if one.standing == Standing.ADOPTED]
    calendar = world.scenario.calendar
    return {
        "campaign": campaign.id,
        "seed": world.seed,
        "turns": world.turn,
        "digest": result.digests[-1],
        "from": date_label(calendar, 0),
        "to": date_label(calendar, max(world.turn - 1, 0)),
        "states_alive": int(world.states.exists.sum()),
        "crises": len(world.crises),
        "wars": len(world.wars),
        "resolutions": len(world.resolutions),
        "adopted": len(adopted),
        "vetoes": sum(len(one.vetoes) for one in world.resolutions),
        "sanctions": sum(act in SANCTIONS for one in adopted for act in one.acts),
        "members": {
            key: int(row.sum())
            for key, row in zip(
                _bodies(names.institution_keys, world), world.memberships.member, strict=True
            )
        },
        "tension": [tally.tension for tally in world.history],
        "cases": [
            {
                "initiator": keys[crisis.initiator],
                "target": keys[crisis.target],
                "kind": crisis.kind.name.lower(),
                "claim": names.claim_keys[crisis.claim]
                if 0 <= crisis.claim < len(names.claim_keys)
                else None,
                "opened": crisis.opened,
                "rung": crisis.rung.name.lower(),
                "referred": crisis.referred if crisis.referred >= 0 else None,
                "named": keys[crisis.named] if crisis.named >= 0 else None,
                "acts": [act.name.lower() for act in crisis.acts],
                "war": crisis.war if crisis.war >= 0 else None,
                "end": crisis.end.name.lower(),
                "ended": crisis.ended if crisis.ended >= 0 else None,
            }
            for crisis in world.crises
        ],
    }


def _bodies(keys: Sequence[str], world: World) -> list[str]:
    """Return a key for each institution: the campaign's, or its charter's if founded in play."""
    found = list(keys)
    for charter in world.charters[len(found) :]:
        alike = sum(key.split("-")[0] == charter.key for key in found)
        found.append(f"{charter.key}-{alike + 1}" if alike else charter.key)
    return found


def as_csv(result: Result, campaign: Campaign, narrator: Narrator) -> str:
    """Return every event as a line of CSV."""
    from game.session.dates import date_label  # noqa: PLC0415

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("turn", "date", "kind", "subject", "object", "about", "figures", "text"))
    calendar = result.world.scenario.calendar
    for event in result.events:
        writer.writerow(
            (
                event.turn,
                date_label(calendar, event.turn),
                event.kind,
                _key(event.subject, campaign) or "",
                _key(event.object, campaign) or "",
                ";".join(f"{role}={number}" for role, number in event.about),
                ";".join(f"{name}={figure:g}" for name, figure in event.figures),
                narrator.event(event, result.world),
            )
        )
    return out.getvalue()


def as_prose(result: Result, campaign: Campaign, narrator: Narrator) -> str:
    """Return the public events of a simulation as a chronicle, and what it came to."""
    from game.cli.chronicle import chronicle_lines  # noqa: PLC0415  # the rules load slowly

    lines = [f"{campaign.title}, seed {result.world.seed}", ""]
    lines += chronicle_lines(result.events, result.world, narrator)
    figures = summary(result, campaign)
    lines.append(
        f"{figures['from']} to {figures['to']}: {figures['states_alive']} states alive; "
        f"{figures['crises']} crises, {figures['wars']} wars; {figures['resolutions']} resolutions, "
        f"{figures['adopted']} adopted, {figures['vetoes']} vetoes; "
        f"{figures['sanctions']} sanctions."
    )
    for row, members in enumerate(figures["members"].values()):
        name = narrator.names.institution(row)
        lines.append(f"{name[:1].upper()}{name[1:]}: {members} members.")
    lines.append(f"Digest {figures['digest'][:16]}")
    return "\n".join(lines) + "\n"


def _event(event: Event, result: Result, campaign: Campaign, narrator: Narrator) -> dict[str, Any]:
    data: dict[str, Any] = {
        "turn": event.turn,
        "kind": event.kind,
        "subject": _key(event.subject, campaign),
        "object": _key(event.object, campaign),
        "about": dict(event.about),
        "figures": {name: figure + 0.0 for name, figure in event.figures},
        "text": narrator.event(event, result.world),
    }
    if event.readers:
        data["readers"] = [_key(state, campaign) for state in event.readers]
    return data


def _key(state: int, campaign: Campaign) -> str | None:
    return campaign.gazetteer.state_keys[state] if state >= 0 else None
