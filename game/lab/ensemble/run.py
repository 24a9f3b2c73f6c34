"""Running an ensemble: what is left to play is played, written down, and made into tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from game.lab.ensemble import workers
from game.lab.ensemble.journal import Journal, journal_of
from game.lab.ensemble.plan import Job
from game.lab.ensemble.play import Played
from game.lab.ensemble.table import need_parquet, write_tables


@dataclass(frozen=True, slots=True)
class Run:
    """What came of an ensemble."""

    worlds: int
    resumed: int
    """Of those, the ones that the journal already had."""
    broken: tuple[tuple[Job, Played], ...]
    """Worlds that did not end as they should."""


def run(
    jobs: Sequence[Job],
    out: Path,
    *,
    title: str = "",
    processes: int = 1,
    cluster: str | None = None,
    fresh: bool = False,
    progress: Callable[[int, int], object] | None = None,
) -> Run:
    """Play what has not been played, and write the tables.

    What is finished is in the journal beside `out` at once: whenever this is ended, the same call
    goes on where it was. The tables do not depend on who plays, nor in which order. `fresh` forgets
    the journal. Raises NoParquet, NoCluster or OSError.
    """
    need_parquet()
    journal = Journal(journal_of(out))
    if fresh:
        journal.path.unlink(missing_ok=True)
    wanted = {job.address for job in jobs}
    done = {address: each for address, each in journal.read().items() if address in wanted}
    resumed = len(done)
    left = [job for job in jobs if job.address not in done]
    tell = progress or (lambda _done, _all: None)
    tell(len(done), len(jobs))
    if left:
        with journal:
            for played in _played(left, processes, cluster):
                journal.add([played])
                done[played.address] = played
                tell(len(done), len(jobs))
    write_tables(out, title, jobs, done)
    broken = tuple((job, done[job.address]) for job in jobs if done[job.address].fault)
    return Run(len(jobs), resumed, broken)


def _played(left: Sequence[Job], processes: int, cluster: str | None) -> Iterator[Played]:
    if cluster is not None:
        return workers.cluster(left, cluster)
    if processes <= 1:
        return workers.here(left)
    return workers.processes(left, processes)
