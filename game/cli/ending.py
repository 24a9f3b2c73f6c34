"""How a command ends when the reader has gone, or when the rules break in the middle of a game."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NoReturn

from game.cli.say import NO, refuse

INTERRUPTED = 130
"""Exit code of a command that the keyboard stopped, as shells have it: 128 and SIGINT's number."""


def run(app: Callable[[], object]) -> NoReturn:
    """Run a command line and end the process with its code.

    Whoever reads standard output may stop reading, as `head` does: the command then ends without
    a word, with 1. Stopped from the keyboard, it ends so with 130.
    """
    try:
        try:
            app()
        finally:
            # What stands in the buffer would otherwise fail where nobody can catch it.
            sys.stdout.flush()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        # The interpreter flushes once more as it ends: into nothing.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(NO)
    sys.exit(0)


@contextmanager
def telling_what_broke(campaign: str, charter: str | None = None) -> Iterator[None]:
    """End the command with 1 where the rules produce an impossible world, and say what to report.

    What the rules raise names the turn, the stage, the seed and what broke.
    """
    from game.core.invariants import BrokenWorld  # noqa: PLC0415  # the rules load slowly
    from game.persistence.version import game_version  # noqa: PLC0415

    try:
        yield
    except BrokenWorld as broken:
        under = f", charter '{charter}'" if charter else ""
        refuse(
            f"The rules broke down in '{campaign}'{under}: {broken}.\n"
            f"This is a fault of the game (version {game_version()}), not yours. "
            "Please report it with these lines.",
            NO,
        )
