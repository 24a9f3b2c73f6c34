"""The stress test beside the window: two charters tried in a thread, answer by answer."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from game.core.charter import Charter
from game.core.ids import StateId

if TYPE_CHECKING:
    from game.lab.stress import Strain

Try = Callable[[Charter, Callable[[], bool], Callable[["Strain"], None]], object]
"""Tries a charter on the shelf, telling each answer; stops between two crises if told to."""


def tried_by(names: tuple[str, ...], members: tuple[StateId, ...]) -> Try:
    """Return the laboratory's stress test for a campaign's states and a body's members."""

    def trying(
        charter: Charter, stop: Callable[[], bool], told: Callable[[Strain], None]
    ) -> object:
        from game.lab.stress import OnTrial, shelf_strains  # noqa: PLC0415  # loads slowly

        return shelf_strains(OnTrial(charter, names, members), stop, told)

    return trying


class Stressing:
    """One stress test at a time; what was answered once is kept.

    `ask` never waits: it tells a test that is under way to stop and begins the next. Answers are
    read with `known`, which gives as many as there are.
    """

    def __init__(self, attempt: Try) -> None:
        self._attempt = attempt
        self._lock = threading.Lock()
        self._answers: dict[Charter, dict[str, Strain]] = {}
        self._wanted: tuple[Charter, ...] = ()
        self._thread: threading.Thread | None = None
        self._stop = threading.Event()
        self._fault = ""

    @property
    def busy(self) -> bool:
        """A test is under way."""
        return self._thread is not None and self._thread.is_alive()

    @property
    def fault(self) -> str:
        """Why nothing comes; empty where all is well."""
        return self._fault

    @property
    def answered(self) -> int:
        """How many answers there are to what was asked last."""
        with self._lock:
            return sum(len(self._answers.get(charter, {})) for charter in self._wanted)

    def ask(self, *charters: Charter) -> None:
        """Want answers about some charters, the first one's first."""
        self._stop.set()
        self._wanted = tuple(dict.fromkeys(charters))
        self._stop = threading.Event()
        waiting, stop = self._thread, self._stop
        thread = threading.Thread(
            target=self._work, args=(self._wanted, stop, waiting), name="stress test", daemon=True
        )
        self._thread = thread
        thread.start()

    def cancel(self) -> None:
        """Stop where it is; answers so far stay."""
        self._stop.set()

    def known(self, charter: Charter) -> dict[str, Strain]:
        """Return the answers about a charter so far, by the key of the crisis."""
        with self._lock:
            return dict(self._answers.get(charter, {}))

    def join(self, seconds: float) -> None:
        """Wait until it is done, or some seconds have passed; for leaving and for tests."""
        if self._thread is not None:
            self._thread.join(seconds)

    def _work(self, charters: tuple[Charter, ...], stop: threading.Event, before: Any) -> None:
        if before is not None:
            before.join()  # it was told to stop: at most one crisis is left of it
        for charter in charters:
            with self._lock:
                answers = self._answers.get(charter)
            if answers is not None and getattr(answers, "whole", False):
                continue
            found = _Answers()

            def told(strain: Strain, charter: Charter = charter, found: _Answers = found) -> None:
                with self._lock:
                    found[strain.key] = strain
                    if len(found) >= len(self._answers.get(charter, {})):
                        self._answers[charter] = found

            try:
                whole = self._attempt(charter, stop.is_set, told) is not None
            except Exception as fault:  # noqa: BLE001  # a thread has nobody to raise it to
                self._fault = str(fault)
                return
            if not whole:
                return
            with self._lock:
                found.whole = True
                self._answers[charter] = found


class _Answers(dict[str, "Strain"]):
    """Answers by crisis, and whether they are all."""

    whole = False
