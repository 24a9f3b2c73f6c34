"""Print the terms of what a state decides in a saved game: for after the game, and for modders."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from game.cli.opening import save_at
from game.cli.say import WRONG, refuse, say

if TYPE_CHECKING:
    from game.core.ids import StateId
    from game.core.records import Crisis, Resolution
    from game.core.world import World
    from game.lab.reasons import Page, Sum
    from game.narrate.narrator import Narrator
    from game.session.shelf import OpenedSave

_Save = Annotated[
    Path, typer.Argument(help="A saved game: a file, or the name of a slot.", metavar="SAVE")
]
_State = Annotated[
    str, typer.Option("--state", "-s", metavar="KEY", help="Whose reasons: a key or a name.")
]
_About = Annotated[
    str | None,
    typer.Option("--about", "-a", metavar="KEY", help="What it makes of another state."),
]
_Crisis = Annotated[
    int | None,
    typer.Option("--crisis", "-c", metavar="ID", help="Where it stands in a crisis, by number."),
]
_Vote = Annotated[
    int | None,
    typer.Option("--vote", "-v", metavar="ID", help="Its ballot on a resolution, by number."),
]
_Json = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of prose.")]
_Spoil = Annotated[
    bool, typer.Option("--spoil", help="Show secrets of a game whose seats have PINs.")
]


def explain(
    save: _Save,
    state: _State,
    about: _About = None,
    crisis: _Crisis = None,
    vote: _Vote = None,
    json_: _Json = False,
    spoil: _Spoil = False,
) -> None:
    """Print the terms of what a state decides, and would decide now, in a saved game.

    Its course and budget, whom it fears, its duties; with --about, what it makes of another state;
    with --crisis or --vote, where it stands in a case. This is for after the game and for modders:
    it shows what is secret in play, such as a state's resolve, and what was staged.
    """
    from game.lab.reasons import (  # noqa: PLC0415  # the rules load slowly
        about_another,
        of_a_state,
        on_a_crisis,
        on_a_vote,
    )
    from game.narrate.narrator import Narrator  # noqa: PLC0415

    if sum(asked is not None for asked in (about, crisis, vote)) > 1:
        refuse("Give one of --about, --crisis and --vote.", WRONG)
    opened = save_at(_file(save))
    if any(seat.pin_hash for seat in opened.loaded.game.seats) and not spoil:
        refuse(
            "The seats of this game have PINs, and this shows every secret; "
            "give --spoil to see them all the same.",
            WRONG,
        )
    world, tell = opened.loaded.game.world, Narrator(opened.campaign.gazetteer)
    tell.learn(world)
    who = _state_named(state, opened)
    if about is not None:
        other = _state_named(about, opened)
        if other == who:
            refuse("--about needs another state than --state.", WRONG)
        pages = about_another(world, who, other, tell)
    elif crisis is not None:
        pages = on_a_crisis(world, who, _crisis(world, crisis, tell), tell)
    elif vote is not None:
        pages = on_a_vote(world, who, _resolution(world, vote, tell), tell)
    else:
        pages = of_a_state(world, who, tell)
    if json_:
        sys.stdout.write(_as_json(pages, opened, who, tell))
    else:
        sys.stdout.write("\n".join(_as_prose(pages, opened, who, tell)).rstrip() + "\n")


# -- what is meant ---------------------------------------------------------------------------------


def _file(save: Path) -> Path:
    """Return the file of a save, named by its path or by the name of its slot."""
    from game.persistence.paths import saves_folder  # noqa: PLC0415
    from game.persistence.save import SUFFIX  # noqa: PLC0415

    if save.is_file() or save.parent != Path():
        return save
    slot = saves_folder() / (save.name if save.suffix == SUFFIX else save.name + SUFFIX)
    return slot if slot.is_file() else save


def _state_named(word: str, opened: OpenedSave) -> StateId:
    """Return a state by key or by name; ends the command where there is none."""
    from game.content.issues import nearest  # noqa: PLC0415
    from game.core.ids import StateId  # noqa: PLC0415

    names = opened.campaign.gazetteer
    folded = [each.casefold() for each in (*names.state_keys, *names.names)]
    if word.casefold() not in folded:
        hint = nearest(word, (*names.state_keys, *names.names), most=3)
        refuse(f"There is no state '{_printable(word)}'" + (f": {hint}" if hint else "."), WRONG)
    return StateId(folded.index(word.casefold()) % len(names.state_keys))


def _crisis(world: World, number: int, tell: Narrator) -> Crisis:
    if not 0 <= number < len(world.crises):
        known = [(one.id, tell.crisis(one, world)) for one in world.crises]
        refuse(_numbers("crisis", number, known))
    return world.crises[number]


def _resolution(world: World, number: int, tell: Narrator) -> Resolution:
    if not 0 <= number < len(world.resolutions):
        known = [(one.id, tell.resolution(one, world).title) for one in world.resolutions]
        refuse(_numbers("resolution", number, known))
    return world.resolutions[number]


def _numbers(kind: str, number: int, known: Sequence[tuple[int, str]]) -> str:
    """Return what to say where a number is none of those there are: the last of them."""
    if not known:
        return f"There is no {kind} {number}: there has been none in this game."
    lines = [f"There is no {kind} {number}. The last of {len(known)}:"]
    return "\n".join(lines + [f"  {each}  {title}" for each, title in known[-8:]])


def _printable(text: str) -> str:
    return "".join(letter if letter.isprintable() else "?" for letter in text)


# -- what is printed -------------------------------------------------------------------------------


def _as_json(pages: Sequence[Page], opened: OpenedSave, who: int, tell: Narrator) -> str:
    from game.lab.reasons.pages import plain  # noqa: PLC0415

    world = opened.loaded.game.world
    data = {
        "campaign": opened.campaign.id,
        "seed": world.seed,
        "turn": world.turn,
        "stage": world.stage.name.lower(),
        "state": world.scenario.state_keys[who],
        "pages": [plain(page, tell) for page in pages],
    }
    return json.dumps(data, ensure_ascii=False, allow_nan=False) + "\n"


def _as_prose(pages: Sequence[Page], opened: OpenedSave, who: int, tell: Narrator) -> Iterator[str]:
    from game.session.dates import date_label  # noqa: PLC0415

    world = opened.loaded.game.world
    date = date_label(world.scenario.calendar, world.turn)
    name = opened.campaign.gazetteer.names[who]
    yield f"{name}, {opened.campaign.title}, {date}, before its {world.stage.name.lower()} stage"
    if not world.states.exists[who]:
        say(f"{name} has ceased to exist")
    for page in pages:
        if not page.facts and not page.sums:
            continue
        yield ""
        yield page.title
        wide = max((len(fact.label) for fact in page.facts), default=0)
        for fact in page.facts:
            yield f"  {fact.label:<{wide}}  {_value(fact.value)}".rstrip()
        for one in page.sums:
            yield from _sum_in_words(one, tell)


def _sum_in_words(one: Sum, tell: Narrator) -> Iterator[str]:
    beside = "; ".join(f"{fact.label.lower()} {_value(fact.value)}" for fact in one.facts)
    yield f"  {one.worth:+8.3f}  {one.title}" + (f"  [{beside}]" if beside else "")
    for term in one.terms:
        if abs(term.value) >= _NOTHING:
            yield f"      {term.value:+8.3f}  {tell.term(term.key, one.of).label}"


_NOTHING = 5e-4
"""Terms smaller than this would read 0.000; the sum counts them, and JSON has them."""


def _value(value: float | str) -> str:
    if isinstance(value, str):
        return value
    if value == round(value) or abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:.3f}"
