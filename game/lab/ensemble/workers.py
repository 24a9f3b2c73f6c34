"""Who plays the worlds: this process, processes of this machine, or a cluster."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from game.lab.ensemble.plan import Job
from game.lab.ensemble.play import Played, lost, play

ONE_THREAD = dict.fromkeys(
    ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"), "1"
)
"""A world is played on one core: threads inside numpy would only fight over the others."""

_AHEAD = 3
"""Worlds handed out at a time, for each process."""

DIED = "the process that played it died"


class NoCluster(Exception):  # noqa: N818  # the request cannot be met
    """A cluster that cannot be had; says why."""


def here(jobs: Sequence[Job]) -> Iterator[Played]:
    """Play worlds one after another in this process."""
    for job in jobs:
        yield play(job)


def processes(jobs: Sequence[Job], count: int) -> Iterator[Played]:
    """Play worlds in so many processes; yield them as they end.

    Where a process dies, those that were being played are tried again, each in a process of its
    own; one that dies again is told of as lost.
    """
    left = list(jobs)
    while left:
        try:
            for number, played in _pooled(left, count):
                left = [job for job in left if job.number != number]
                yield played
        except _Broken as broken:
            for job in broken.handed_out:
                left.remove(job)
                try:
                    yield from (played for _, played in _pooled([job], 1))
                except _Broken:
                    yield lost(job, DIED)


class _Broken(Exception):  # noqa: N818
    def __init__(self, handed_out: list[Job]) -> None:
        super().__init__(DIED)
        self.handed_out = handed_out


def _pooled(jobs: Sequence[Job], count: int) -> Iterator[tuple[int, Played]]:
    waiting = iter(jobs)
    out: dict[Future[Played], Job] = {}
    fresh = multiprocessing.get_context("spawn")
    with _environment(ONE_THREAD):
        pool = ProcessPoolExecutor(min(count, len(jobs)), fresh, initializer=settle_in)
        try:
            while True:
                for job in waiting:
                    out[pool.submit(play, job)] = job
                    if len(out) >= count * _AHEAD:
                        break
                if not out:
                    return
                for future in wait(out, return_when=FIRST_COMPLETED).done:
                    played = future.result()
                    yield out.pop(future).number, played
        except BrokenProcessPool:
            raise _Broken(list(out.values())) from None
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def settle_in() -> None:
    """Make a new process end without a word when it is interrupted, or its parent is gone."""
    gc.set_threshold(50_000, 20, 50)  # as the command line does
    signal.signal(signal.SIGINT, lambda _number, _frame: os._exit(130))
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def follow() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=follow, daemon=True).start()


@contextmanager
def _environment(wanted: dict[str, str]) -> Iterator[None]:
    """Set variables that new processes inherit, for as long as they are made."""
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def cluster(jobs: Sequence[Job], address: str, patience: float = 20.0) -> Iterator[Played]:
    """Play worlds on a dask.distributed cluster; yield them as they end.

    Its workers must have this version of the game, and the campaigns under the same names. Raises
    NoCluster where it does not answer in so many seconds, or `distributed` is not installed.
    """
    try:
        distributed: Any = import_module("distributed")  # an extra
    except ModuleNotFoundError:
        raise NoCluster(
            "a cluster needs the extra 'cluster': pip install 'indivisible[cluster]'"
        ) from None
    try:
        client = distributed.Client(address, timeout=patience)
    except (OSError, TimeoutError, ValueError) as error:
        words = " ".join(str(error).split())[:200]
        raise NoCluster(f"the cluster at {address} does not answer: {words}") from None
    with client:
        known = {
            client.submit(play, job, key=f"indivisible-{job.address}", pure=True): job
            for job in jobs
        }
        for future in distributed.as_completed(list(known)):
            job = known.pop(future)
            if future.status == "finished":
                yield future.result()
            else:
                yield lost(job, f"the cluster lost it: {future.exception()!r}"[:200])
