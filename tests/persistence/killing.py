"""Kill processes that save, at every step of it and at any moment, and look at what is left.

    python -m tests.persistence.killing FOLDER STEPS TIMED

A process of its own without threads, because it forks. Each child saves and is killed: at a step
(before or after each call by which a file comes to be, and in the middle of its content), or by
SIGKILL after a while. Prints what it found as one JSON object.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Self

from game.core.world import Scenario
from game.persistence import atomic
from game.persistence.autosave import KEPT, autosave
from game.persistence.save import SaveFault, load, load_or_fallback, saves_in, write_save
from game.persistence.saved import Header, SavedGame
from tests.persistence.small_world import played, scenario

SEED = 20_251
LONGEST = 0.06
"""Seconds after which a child that saves over and over is killed at the latest."""
NAMED = "mine.indsave"

ROUNDS: dict[str, int] = {}
"""How often a way to save was killed at every one of its steps."""

GAME = played()
Save = Callable[[Path, int], object]


def numbered(number: int) -> SavedGame:
    """Return a game that tells which save it is, and is as long as others of its kind are not."""
    return replace(GAME, label=f"{number}", events=GAME.events * (1 + number % 7))


def by_hand(folder: Path, number: int) -> object:
    """Save over the file of the same name."""
    return write_save(folder / NAMED, numbered(number))


def by_itself(folder: Path, number: int) -> object:
    """Save over the oldest autosave."""
    return autosave(folder, numbered(number))


def find(header: Header) -> Scenario:
    """Return the campaign of the saves."""
    if header.campaign != "small":
        raise LookupError("another campaign")
    return scenario()


class Steps:
    """Counts the calls by which a file comes to be, and ends the process at one of them."""

    def __init__(self, last: int) -> None:
        self.left = last

    def step(self) -> None:
        """Pass one more step, or end here as SIGKILL would: no clean-up, no closing."""
        if self.left == 0:
            os._exit(9)
        self.left -= 1

    def around(self, call: Callable[..., Any]) -> Callable[..., Any]:
        """Return a call with a step before it and one after it."""

        def counted(*words: Any, **more: Any) -> Any:
            self.step()
            result = call(*words, **more)
            self.step()
            return result

        return counted

    def install(self) -> None:
        """Put steps around everything by which `game.persistence.atomic` touches the disk."""
        real = atomic.os

        class Os:
            O_RDONLY = real.O_RDONLY
            fsync = staticmethod(self.around(real.fsync))
            open = staticmethod(self.around(real.open))
            close = staticmethod(self.around(real.close))
            fdopen = staticmethod(lambda handle, mode: Halves(real.fdopen(handle, mode), self))

        atomic.os = Os  # type: ignore[assignment]
        atomic.tempfile.mkstemp = self.around(atomic.tempfile.mkstemp)
        for name in ("mkdir", "replace", "unlink"):
            setattr(Path, name, self.around(getattr(Path, name)))


class Halves:
    """A file whose content is written in two halves, with a step after each."""

    def __init__(self, file: Any, steps: Steps) -> None:
        self.file, self.steps = file, steps

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.steps.around(self.file.close)()

    def write(self, content: bytes) -> None:
        """Write, the first half already on its way when the step comes."""
        half = len(content) // 2
        self.file.write(content[:half])
        self.file.flush()
        self.steps.step()
        self.file.write(content[half:])
        self.steps.step()

    def flush(self) -> None:
        """Flush."""
        self.steps.around(self.file.flush)()

    def fileno(self) -> int:
        """Return the handle."""
        return int(self.file.fileno())


def kill_at_steps(folder: Path, save: Save, most: int) -> Iterator[str]:
    """Kill a save at its first step, its second, ..., round and round; yield what was lost."""
    save(folder, 0)
    number, last = 1, 0
    for _ in range(most):
        child = os.fork()
        if child == 0:
            Steps(last).install()
            save(folder, number)
            os._exit(0)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        yield from lost(folder, number - 1, number, save)
        found = newest(folder)
        if code == 0:
            last = -1  # all steps were passed: begin again at the first
            ROUNDS[save.__name__] = ROUNDS.get(save.__name__, 0) + 1
            if found != number:
                yield f"save {number} was said to be done, and {found} is what is there"
        number = found + 1
        last += 1


def kill_in_time(folder: Path, save: Save, most: int) -> Iterator[str]:
    """Kill a process that saves over and over, at moments drawn; yield what was lost."""
    draw = random.Random(SEED)
    save(folder, 0)
    done = 0
    for _ in range(most):
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            number = done
            while True:
                number += 1
                save(folder, number)
                os.write(writing, number.to_bytes(4, "big"))
        os.close(writing)
        time.sleep(draw.uniform(0.0, LONGEST))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        with os.fdopen(reading, "rb") as pipe:
            told = pipe.read()
        if told:
            done = int.from_bytes(told[-4:], "big")
        yield from lost(folder, done, done + 1, save)
        done = newest(folder)


def lost(folder: Path, done: int, begun: int, save: Save) -> Iterator[str]:
    """Yield what is wrong with a folder in which one save was done and the next was begun."""
    labels = []
    for path in saves_in(folder):
        try:
            labels.append(int(load(path, find).game.label))
        except SaveFault as fault:
            yield str(fault)
    if max(labels, default=-1) not in (done, begun):
        yield f"{done} was done and {begun} begun; there are {sorted(labels)}"
    if save is by_itself:
        kept = set(range(max(0, begun - KEPT + 1), done + 1))
        if not kept <= set(labels):
            yield f"older saves went: {sorted(kept - set(labels))} of {sorted(labels)}"
    found, faults = load_or_fallback(saves_in(folder)[0], find)
    if faults or int(found.game.label) not in (done, begun):
        yield f"the shelf opens {found.game.label}, where {done} was done and {begun} begun"


def newest(folder: Path) -> int:
    """Return the number of the newest save of a folder."""
    return max(int(load(path, find).game.label) for path in saves_in(folder))


def main() -> int:
    """Kill as often as asked for; print what was lost."""
    root, steps, timed = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    found: list[str] = []
    kills = 0
    for save in (by_hand, by_itself):
        for kill, times in ((kill_at_steps, steps), (kill_in_time, timed)):
            folder = root / f"{save.__name__}_{kill.__name__}"
            folder.mkdir(parents=True)
            found += kill(folder, save, times)
            kills += times
    print(json.dumps({"kills": kills, "lost": found[:20], "rounds": ROUNDS}))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
