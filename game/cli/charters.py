"""indivisible charters, and charter ID: the presets; one read aloud, or two compared."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from game.cli.say import NO, refuse, say, tell
from game.narrate.numerals import Figure, listed

if TYPE_CHECKING:
    from game.content.charter_shelf import Shelved

WIDTH = 96
"""Columns that prose is set in."""


def charters(
    *,
    ids: Annotated[bool, typer.Option("--ids", help="Print the ids only, one a line.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of prose.")] = False,
) -> None:
    """List the charters that come with the game."""
    _list(ids=ids, as_json=as_json)


def charter(
    name: Annotated[str, typer.Argument(metavar="ID", help="A preset by its id, or a file.")],
    compare: Annotated[
        str | None, typer.Option(metavar="ID2", help="Lay another charter beside it.")
    ] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of prose.")] = False,
) -> None:
    """Read a charter aloud, or compare two.

    Every sentence is made from the clauses themselves.
    """
    if compare is None:
        _read(_named(name), as_json=as_json)
    else:
        _compare(_named(name), _named(compare), as_json=as_json)


def _named(name: str) -> Shelved:
    from game.content.charter_shelf import UnknownCharter, find  # noqa: PLC0415  # slow to load

    try:
        found, issues = find(name)
    except UnknownCharter as unknown:
        refuse(str(unknown))
    tell(issues)
    if found is None:
        refuse(f"'{name}' cannot be read", NO)
    return found


def _list(*, ids: bool, as_json: bool) -> None:
    from game.content.charter_shelf import presets  # noqa: PLC0415  # slow to load

    found, issues = presets()
    tell(issues)
    if as_json:
        _print([{**_head(each), "about": each.line} for each in found])
        return
    if ids:
        for each in found:
            typer.echo(each.file.key)
        return
    wide = max((len(each.file.key) for each in found), default=0)
    for each in found:
        typer.echo(f"{each.file.key:<{wide}}  {each.file.year}  {each.file.name}")
        typer.echo(_set(each.line, 4))
    say("Read one with: indivisible charter ID")


def _read(shelved: Shelved, *, as_json: bool) -> None:
    from game.content.charter_shelf import QUARTERS, as_written  # noqa: PLC0415  # slow to load
    from game.content.compile.charter_file import charter_document  # noqa: PLC0415
    from game.narrate.charter import articles  # noqa: PLC0415

    (charter,), keys = as_written((shelved.file,))
    read = articles(charter, _Names(keys), periods=QUARTERS)
    if as_json:
        clauses = charter_document(
            charter, keys, QUARTERS,
            name=shelved.file.name, year=shelved.file.year,
            summary=shelved.file.summary, source=shelved.file.source,
        )  # fmt: skip
        spoken = [
            {"key": each.key, "heading": each.heading, "sentences": list(each.sentences)}
            for each in read
        ]
        _print({**_head(shelved), "clauses": clauses, "articles": spoken})
        return
    typer.echo(f"{shelved.file.name} ({shelved.file.year})")
    typer.echo(_set(shelved.file.summary, 2))
    for number, article in enumerate(read, start=1):
        typer.echo(f"\n{number}. {article.heading}")
        for sentence in article.sentences:
            typer.echo(_set(sentence, 3))
    typer.echo(f"\nSource: {shelved.file.source}")


def _compare(first: Shelved, second: Shelved, *, as_json: bool) -> None:
    from game.content.charter_shelf import QUARTERS, as_written  # noqa: PLC0415  # slow to load
    from game.narrate.charter import compare  # noqa: PLC0415
    from game.narrate.charter_words import strings  # noqa: PLC0415

    (one, other), keys = as_written((first.file, second.file))
    found = compare(one, other, _Names(keys), periods=QUARTERS)
    if as_json:
        differences = [
            {
                "key": each.key,
                "acts": [act.name.lower() for act in each.acts],
                "heading": each.heading,
                "first": each.first,
                "second": each.second,
            }
            for each in found
        ]
        heads = {"first": _head(first), "second": _head(second)}
        _print({**heads, "differs_in": len(found), "differences": differences})
        return
    key = "compare.differ" if found else "compare.same"
    typer.echo(
        strings()[key].format(a=first.file.name, b=second.file.name, number=Figure(len(found)))
    )
    for number, each in enumerate(found, start=1):
        typer.echo(f"\n{number}. {each.heading}")
        for shelved, text in ((first, each.first), (second, each.second)):
            typer.echo(_set(f"{shelved.file.key}: {text}", 3))


class _Names:
    """Names of states by their keys, where no campaign is at hand to name them."""

    def __init__(self, keys: tuple[str, ...]) -> None:
        self.keys = keys

    def states(self, states: Iterable[int]) -> str:
        """Return several states' names, as a list in words."""
        from game.narrate.charter_words import strings  # noqa: PLC0415

        known = strings()
        keys = [self.keys[state] for state in states]
        return listed([known.get(f"state.{key}", key) for key in keys])


def _head(shelved: Shelved) -> dict[str, Any]:
    file = shelved.file
    return {
        "id": file.key,
        "name": file.name,
        "year": file.year,
        "source": file.source,
        "summary": " ".join(file.summary.split()),
    }


def _set(text: str, indent: int) -> str:
    return textwrap.fill(
        " ".join(text.split()), WIDTH, initial_indent=" " * indent, subsequent_indent=" " * indent,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip


def _print(data: object) -> None:
    typer.echo(json.dumps(data, ensure_ascii=False, indent=2))
