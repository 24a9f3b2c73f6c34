"""A game in progress: whose time it is, what each seat may see, and the work between stages."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass

from game.core.events import Event
from game.core.ids import StateId
from game.core.kinds import Stage
from game.core.nations import lands_of
from game.core.observe import PlayerView, observe, readable
from game.core.orders import Contribute, Order
from game.core.turn import Outcome
from game.core.world import World
from game.persistence.annals import Annals, Change, Message, Traded
from game.persistence.saved import Entry, SavedGame, SeatRecord
from game.session import stages
from game.session.annalist import Annalist
from game.session.dates import date_label
from game.session.desk import Desk
from game.session.playable import PlayableCampaign
from game.session.seats import Seat, SeatError, SeatSetup, seated

Autosave = Callable[[SavedGame], object]
"""Keeps a game at each turn's start, on any thread; raises OSError where it cannot."""

_LOOK_S = 0.004
"""How long a step of the work waits for a game that is being kept."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the work between two private times has come."""

    label: str
    """Name of the policy or phase that runs next."""
    fraction: float
    """Of the present stage, 0..1."""


@dataclass(frozen=True, slots=True)
class _Standing:
    """Where a game stood when its work began: whole worlds, and how long its records were."""

    world: World
    log: int
    digests: int
    events: int
    annals: Annals
    finished: tuple[bool, ...]
    asked: tuple[bool, ...]
    told: frozenset[int]
    seen: tuple[int, ...]
    sealed: dict[int, tuple[Order, ...]]


@dataclass(frozen=True, slots=True)
class _LastWord:
    """Who ended a private time last, and what it left."""

    seat: Seat
    desk: Desk
    seen: int
    told: bool


class Session:
    """A game at one machine. Screens hold views and desks of it, never its world."""

    def __init__(
        self,
        campaign: PlayableCampaign,
        seats: tuple[Seat, ...],
        world: World,
        *,
        autosave: Autosave | None = None,
        annals: Annals | None = None,
    ) -> None:
        """Take a game up; use `begin` or `resume`."""
        self.campaign = campaign
        self.seats = seats
        self.autosave = autosave
        self.autosave_fault = ""
        """Why the last autosave could not be written; empty when it could."""
        self._world = world
        self._annalist = Annalist(annals or Annals(), [seat.state for seat in seats])
        self._log: list[Entry] = []
        self._digests: list[str] = []
        self._events: list[Event] = []
        self._seen = [0] * len(seats)
        """By seat: how many events had befallen when it last finished."""
        self._finished = [False] * len(seats)
        self._told: set[int] = set()
        """Numbers of the seats that have read the last report of a state that is gone."""
        self._sealed: dict[int, tuple[Order, ...]] = {}
        """By number of a seat that has finished the present stage: what it ordered."""
        self._views: dict[int, PlayerView] = {}
        self._desks: dict[int, Desk] = {}
        self._asked: tuple[bool, ...] = ()
        self._working = False
        self._last_word: _LastWord | None = None
        self._work_began: _Standing | None = None

    # -- beginning and keeping ------------------------------------------------------------------

    @classmethod
    def begin(
        cls,
        campaign: PlayableCampaign,
        seats: Sequence[SeatSetup],
        seed: int,
        *,
        charter: str | None = None,
        autosave: Autosave | None = None,
    ) -> Session:
        """Begin a game.

        Raises SeatError for seats that cannot be, and ValueError for an unknown charter.
        """
        taken = seated(campaign, seats)
        led = [setup.state_key for setup in seats]
        world = campaign.world(seed, charter=charter, humans=led)
        for seat in taken:
            if not world.states.exists[seat.state]:
                raise SeatError(f"{campaign.gazetteer.names[seat.state]} does not exist yet")
        session = cls(campaign, taken, world, autosave=autosave)
        session._digests.append(session._world.digest())
        session._open_stage()
        return session

    @classmethod
    def resume(
        cls, saved: SavedGame, campaign: PlayableCampaign, *, autosave: Autosave | None = None
    ) -> Session:
        """Go on with a saved game; drafts that are no longer legal are left out.

        Who had finished the present stage is not asked again, and its orders stay sealed.
        Raises SeatError when the save's seats do not fit the campaign.
        """
        keys = campaign.gazetteer.state_keys
        for record in saved.seats:
            if record.state not in keys:
                raise SeatError(f"there is no state '{record.state}' in this campaign")
        taken = tuple(
            Seat(
                number,
                StateId(campaign.gazetteer.state(record.state)),
                record.name,
                record.pin_hash or None,
            )
            for number, record in enumerate(saved.seats)
        )
        session = cls(campaign, taken, saved.world.clone(), autosave=autosave, annals=saved.annals)
        now = (saved.world.turn, saved.world.stage)
        session._log = [entry for entry in saved.log if (entry.turn, entry.stage) < now]
        session._digests = list(saved.turn_digests)
        session._events = list(saved.events)
        session._seen = [session._events_before()] * len(taken)
        session._open_stage()
        session._desks.clear()  # what a stage opens with was drafted when this one did
        drafts = [entry.order for entry in saved.log if (entry.turn, entry.stage) == now]
        for seat in taken:
            if session._asked[seat.number]:
                mine = [order for order in drafts if order.state == seat.state]
                session.desk(seat).lay_out(mine)
        for number in saved.finished:
            session._end_private_time(taken[number])
        return session

    def saved(self, label: str = "") -> SavedGame:
        """Return all that the game needs to go on, drafts included."""
        drafts = [Entry(self.turn, self.stage, order) for order in self._given()]
        return SavedGame(
            world=self._world,
            seats=tuple(
                SeatRecord(
                    state=self.campaign.gazetteer.state_keys[seat.state],
                    name=seat.name,
                    pin_hash=seat.pin_hash or "",
                )
                for seat in self.seats
            ),
            log=(*self._log, *drafts),
            turn_digests=tuple(self._digests),
            events=tuple(self._events),
            label=label or self.date_label(),
            finished=tuple(
                seat.number
                for seat in self.seats
                if self._finished[seat.number] or seat.number in self._told
            ),
            annals=self._annalist.annals,
        )

    # -- where it stands ------------------------------------------------------------------------

    @property
    def turn(self) -> int:
        """The present turn, from 0."""
        return self._world.turn

    @property
    def stage(self) -> Stage:
        """The present stage."""
        return self._world.stage

    @property
    def seed(self) -> int:
        """What the game's chances are drawn from."""
        return self._world.seed

    @property
    def over(self) -> bool:
        """The campaign has run its course, or nobody at the machine has a state left to lead.

        A game that nobody sat down to runs to the end of its campaign.
        """
        return self._world.over or (bool(self.seats) and len(self._told) == len(self.seats))

    def fallen(self, seat: Seat) -> bool:
        """Tell whether the seat's state is gone: it reads one last report, and orders nothing."""
        return not self._world.states.exists[seat.state]

    @property
    def digests(self) -> tuple[str, ...]:
        """Digest of the world at the start of each turn so far."""
        return tuple(self._digests)

    def date_label(self) -> str:
        """Return the date of the present turn, as "1931 Q3" or "July 1931"."""
        return date_label(self._world.scenario.calendar, self.turn)

    @property
    def waiting(self) -> Seat | None:
        """Whose private time it is; None while there is work to do, or when the game is over.

        A seat whose state was destroyed has one more private time, at the start of the next turn,
        to read how (`fallen` tells, `events` has it); once it finishes, it is not asked again.
        """
        if self.over or self._working:
            return None
        for seat in self.seats:
            if self._asked[seat.number] and not self._finished[seat.number]:
                return seat
        return None

    # -- one seat's part ------------------------------------------------------------------------

    def view(self, seat: Seat) -> PlayerView:
        """Return what the seat's state knows now."""
        if seat.number not in self._views:
            self._views[seat.number] = observe(self._world, seat.state)
        return self._views[seat.number]

    def events(self, seat: Seat) -> tuple[Event, ...]:
        """Return what befell since the seat last finished a stage, as far as it may read it."""
        return tuple(readable(self._events[self._seen[seat.number] :], seat.state))

    def chronicle(self, seat: Seat) -> tuple[Event, ...]:
        """Return everything that the seat may read of the game so far."""
        return tuple(readable(self._events, seat.state))

    @property
    def traded(self) -> tuple[Traded, ...]:
        """What every state bought and sold abroad, by turn; everybody may know it."""
        return self._annalist.traded

    def changes(self, seat: Seat) -> tuple[Change, ...]:
        """Return the dated changes in what the seat's state and others feel for each other."""
        return self._annalist.changes(seat.state)

    def messages(self, seat: Seat) -> tuple[Message, ...]:
        """Return the messages that the seat has sent and got, oldest first."""
        return self._annalist.messages(seat.state)

    def send(self, seat: Seat, to: StateId, words: str) -> Message:
        """Send words to another seat, which reads them in its next private time.

        Raises ValueError where nobody at the machine leads that state, or nothing is said.
        """
        if all(other.state != to for other in self.seats):
            raise ValueError("nobody at this machine leads that state")
        return self._annalist.send(self.turn, seat.state, to, words)

    def desk(self, seat: Seat) -> Desk:
        """Return the seat's desk for the present stage.

        Raises ValueError once the seat has finished it: what it ordered is sealed until all have.
        """
        if self._finished[seat.number]:
            raise ValueError(f"the orders of seat {seat.number} are sealed")
        if seat.number not in self._desks:
            self._desks[seat.number] = Desk(seat, self.view(seat))
        return self._desks[seat.number]

    def finish(self, seat: Seat) -> None:
        """End the seat's private time in this stage. Raises ValueError out of its turn."""
        waiting = self.waiting
        if waiting is None or waiting.number != seat.number:
            raise ValueError(f"it is not the time of seat {seat.number}")
        self._end_private_time(seat)

    def take_back(self) -> Seat | None:
        """Stop the work that is under way, or due, and give who ended theirs last its time back.

        All is as it was before, the drafts too; what was computed is thrown away. Returns None, and
        does nothing, where somebody is waited for or nobody at the machine began the work.
        """
        last = self._last_word
        if last is None or (self._work_began is None and self.waiting is not None):
            return None
        began = self._work_began or self._standing()
        self._work_began, self._last_word, self._working = None, None, False
        self._world = began.world
        del self._log[began.log :], self._digests[began.digests :], self._events[began.events :]
        self._annalist = Annalist(began.annals, [seat.state for seat in self.seats])
        self._views.clear()
        self._asked, self._told, self._seen = began.asked, set(began.told), list(began.seen)
        self._finished, self._sealed = list(began.finished), dict(began.sealed)
        number = last.seat.number
        self._finished[number], self._seen[number] = False, last.seen
        if not last.told:
            self._told.discard(number)
        self._sealed.pop(number, None)
        self._desks = {number: last.desk}
        return last.seat

    @property
    def can_take_back(self) -> bool:
        """Whether work that goes on now could be stopped (`take_back`): not once it is kept."""
        return self._last_word is not None

    # -- the work between -----------------------------------------------------------------------

    def read_ahead(self) -> None:
        """Find what the first turn needs of nations and their land; on any thread.

        It is the longest of what is found once in a game, and would hold up a frame.
        """
        lands_of(self._world)

    def job(self) -> Generator[Progress, None, None]:
        """Run stages until somebody is waited for or the game is over, a step at a time.

        The game is over, and nothing more is played, once the last seat's state is destroyed and
        its last report read, however many turns the campaign still had. Raises ValueError while a seat is waited for; BrokenWorld where the rules failed.
        """
        if self.waiting is not None:
            raise ValueError("a seat is waited for")
        self._working = True
        self._work_began = self._standing()
        try:
            while not self.over and not self._anybody_asked():
                yield from self._run_stage()
            self._work_began = self._last_word = None
        finally:
            self._working = False

    def _standing(self) -> _Standing:
        return _Standing(
            self._world,
            len(self._log),
            len(self._digests),
            len(self._events),
            self._annalist.annals,
            tuple(self._finished),
            self._asked,
            frozenset(self._told),
            tuple(self._seen),
            dict(self._sealed),
        )

    def _run_stage(self) -> Iterator[Progress]:
        given = self._given()
        entries = [Entry(self.turn, self.stage, order) for order in given]
        many = stages.count_of_steps(self.stage)
        outcome: Outcome | None = None
        for done, step in enumerate(stages.steps(self._world, given)):
            if isinstance(step, str):
                yield Progress(step, done / many)
            else:
                outcome = step
        assert outcome is not None  # noqa: S101  # steps end with it
        self._log += entries
        self._annalist.note(self._world, outcome.world)
        self._world = outcome.world
        self._events += outcome.events
        if self.stage == Stage.ORDERS:
            self._digests.append(self._world.digest())
        self._open_stage()
        if self.stage == Stage.ORDERS and self.autosave is not None:
            yield Progress("autosave", 1.0)
            yield from self._keep(self.autosave)

    def _keep(self, autosave: Autosave) -> Iterator[Progress]:
        """Keep the game on a thread, step by step until it is kept; what was kept stands."""
        self._last_word = None
        game = self.saved()
        with ThreadPoolExecutor(1) as hand:
            kept = hand.submit(autosave, game)
            while not wait((kept,), _LOOK_S).done:
                yield Progress("autosave", 1.0)
        try:
            kept.result()
            self.autosave_fault = ""
        except OSError as error:
            self.autosave_fault = error.strerror or str(error)

    def _given(self) -> list[Order]:
        """Return the orders of this stage so far, sealed or drafted, in the order of the seats."""
        given: list[Order] = []
        for seat in self.seats:
            if seat.number in self._sealed:
                given += self._sealed[seat.number]
            elif seat.number in self._desks:
                given += self._desks[seat.number].pending
        return given

    def _end_private_time(self, seat: Seat) -> None:
        desk = self._desks.pop(seat.number, None) or Desk(seat, self.view(seat))
        told = seat.number in self._told
        self._last_word = _LastWord(seat, desk, self._seen[seat.number], told)
        self._sealed[seat.number] = desk.pending
        self._finished[seat.number] = True
        self._seen[seat.number] = len(self._events)
        if self.fallen(seat):
            self._told.add(seat.number)

    def _open_stage(self) -> None:
        self._views.clear()
        self._desks.clear()
        self._sealed.clear()
        self._finished = [False] * len(self.seats)
        self._told = {number for number in self._told if self.fallen(self.seats[number])}
        self._asked = tuple(self._asks(seat) for seat in self.seats)
        if self.stage == Stage.RESPONSE:
            for seat in self.seats:
                if self._asked[seat.number]:
                    self.desk(seat).lay_out(self._gave_last(seat))

    def _asks(self, seat: Seat) -> bool:
        if self.fallen(seat):
            return self.stage == Stage.ORDERS and seat.number not in self._told
        return stages.asks(self._world, seat.state)

    def _gave_last(self, seat: Seat) -> list[Order]:
        """Return what the seat gave last quarter: it goes on giving until it says otherwise."""
        return [
            entry.order
            for entry in self._log
            if entry.turn == self.turn - 1
            and isinstance(entry.order, Contribute)
            and entry.order.state == seat.state
        ]

    def _anybody_asked(self) -> bool:
        return any(
            asked and not finished
            for asked, finished in zip(self._asked, self._finished, strict=True)
        )

    def _events_before(self) -> int:
        """Return how many events came before the last turn: what a resumed seat has read."""
        since = self.turn - 1 if self.stage == Stage.ORDERS else self.turn
        return next(
            (place for place, event in enumerate(self._events) if event.turn >= since),
            len(self._events),
        )
