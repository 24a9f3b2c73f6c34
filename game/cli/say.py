"""Talking on standard error: messages, findings, progress. Standard output is for data."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import typer

NO, WRONG = 1, 2
"""Exit codes: the answer is no (or the files are at fault); the request was wrong."""


def say(text: str) -> None:
    """Say something on standard error."""
    typer.echo(text, err=True)


def tell(findings: Iterable[object]) -> None:
    """Say findings, one a line."""
    for finding in findings:
        say(str(finding))


def refuse(text: str, code: int = WRONG) -> NoReturn:
    """Say what is wrong and end with a code."""
    say(text)
    raise typer.Exit(code)


@contextmanager
def progress(label: str) -> Iterator[Callable[[int, int], None]]:
    """Show a bar on standard error while work goes on; nothing where nobody would see it.

    Yields a function that takes what is done and what there is in all.
    """
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    from rich.console import Console  # noqa: PLC0415  # slow to load, and seldom needed
    from rich.progress import Progress  # noqa: PLC0415

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=None)

        def move(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        yield move


def write_text(path: Path, text: str) -> None:
    """Write a file that was asked for, or say why it cannot be written and end."""
    try:
        path.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        refuse(f"{path}: cannot be written: {error.strerror or error}", NO)
