"""One game in the window: whose private time it is, what that seat sees, and which screen is next."""

from __future__ import annotations

from collections.abc import Callable, Generator
from pathlib import Path
from typing import TYPE_CHECKING

from game.client.presets import Presets
from game.client.records import Outside, Records
from game.client.screen import Go, Push, Replace, Reset, Screen
from game.content.gazetteer import Gazetteer
from game.core.events import Event
from game.core.kinds import Stage
from game.core.observe import PlayerView
from game.narrate import tongue
from game.narrate.narrator import Narrator
from game.persistence.presets import presets_folder
from game.persistence.saved import SavedGame
from game.session.desk import Desk
from game.session.seats import Seat
from game.session.session import Progress, Session

if TYPE_CHECKING:
    from game.client.mapview.atlas import Atlas
    from game.client.screens.world_map import WorldMap

Keep = Callable[[SavedGame, str, Path | None], Path]
"""Writes a game under a title, over a path or at a free one; raises OSError."""


class Play:
    """A game as screens see it: one seat's view and desk at a time, and the way on.

    The order of screens: for each seat (hand-over) -> report of the last turn -> world; then the
    work; (hand-over) -> council; the work; (hand-over) -> response; the work; and so round.
    """

    def __init__(
        self,
        session: Session,
        atlas: Callable[[], Atlas],
        keep: Keep,
        *,
        loaded: bool = False,
        outside: Outside | None = None,
        charters: Path | None = None,
    ) -> None:
        """`atlas` is asked once a map is shown; `loaded` games ask a lone seat for its PIN too."""
        self._session = session
        self.records = Records(session, self._somebody, outside or Outside())
        """Annals, letters, sources and files to take out."""
        self._charters = charters
        self._atlas = atlas
        self._keep = keep
        self._tell = Narrator(session.campaign.gazetteer)
        self._language = tongue.language()
        self._present: int | None = None
        """Number of the seat that sits at the machine; None while it may be anybody."""
        self._reported: set[tuple[int, int]] = set()
        """Turn and seat of the reports that were read."""
        self._before: dict[int, PlayerView] = {}
        """What each seat knew when it last gave its orders; not kept with a saved game."""
        self._debriefed = 0
        self._saved_at: tuple[int, Path] | None = None
        self._tries: dict[int, int] = {}
        self.map: WorldMap | None = None
        """The map as the present seat left it; dropped when another sits down."""
        if len(session.seats) == 1 and not (loaded and session.seats[0].pin_hash):
            self._present = 0

    # -- what the seat at the machine sees -------------------------------------------------------

    @property
    def seat(self) -> Seat | None:
        """Whose private time it is; at the end, who reads the debrief."""
        if self._session.over:
            seats = self._session.seats
            return seats[self._debriefed] if self._debriefed < len(seats) else None
        return self._session.waiting

    @property
    def view(self) -> PlayerView:
        """What that seat's state knows now. Raises LookupError while nobody is waited for."""
        return self._session.view(self._somebody())

    @property
    def view_before(self) -> PlayerView | None:
        """What that seat knew when it last gave its orders; None where that was not seen here."""
        return self._before.get(self._somebody().number)

    @property
    def desk(self) -> Desk:
        """Where that seat drafts its orders."""
        return self._session.desk(self._somebody())

    @property
    def events(self) -> tuple[Event, ...]:
        """What befell since that seat last acted, as far as it may read it."""
        return self._session.events(self._somebody())

    @property
    def chronicle(self) -> tuple[Event, ...]:
        """Everything that seat may read of the game so far."""
        return self._session.chronicle(self._somebody())

    @property
    def seats(self) -> tuple[Seat, ...]:
        """Everybody at this machine."""
        return self._session.seats

    @property
    def names(self) -> Gazetteer:
        """What everything is called."""
        return self._spoken().names.gazetteer

    @property
    def tell(self) -> Narrator:
        """Says events, reasons, refusals and orders in sentences."""
        return self._spoken()

    def _spoken(self) -> Narrator:
        """Return the narrator of the language in use."""
        if self._language != tongue.language():
            self._tell = Narrator(self._session.campaign.gazetteer)
            self._language = tongue.language()
        return self._tell

    @property
    def date(self) -> str:
        """The date of the present turn, as "1931 Q3"."""
        return self._session.date_label()

    @property
    def turn(self) -> int:
        """The present turn, from 0."""
        return self._session.turn

    @property
    def stage(self) -> Stage:
        """The present stage."""
        return self._session.stage

    @property
    def over(self) -> bool:
        """The campaign has run its course."""
        return self._session.over

    @property
    def seed(self) -> int:
        """What the game's chances are drawn from."""
        return self._session.seed

    @property
    def perspective(self) -> str:
        """Campaign and state of that seat, for what a player keeps from one game to the next."""
        keys = self.names.state_keys
        return f"{self._session.campaign.id}.{keys[self._somebody().state]}"

    @property
    def autosave_fault(self) -> str:
        """Why the last autosave could not be written; empty when it could."""
        return self._session.autosave_fault

    @property
    def presets(self) -> Presets:
        """The charters that players at this machine keep."""
        calendar = self.view.known.scenario.calendar
        return Presets(self._charters or presets_folder(), self.names, calendar)

    def atlas(self) -> Atlas:
        """Return the map's unchanging part."""
        return self._atlas()

    def _somebody(self) -> Seat:
        seat = self.seat
        if seat is None:
            raise LookupError("nobody's private time")
        return seat

    # -- the way on ------------------------------------------------------------------------------

    def first(self) -> Screen:
        """Return the screen to open the game with."""
        return self.next_screen()

    def finish(self) -> Go:
        """End the private time of the seat: send its orders, and go on to what comes next."""
        if self.over:
            self._debriefed += 1
        else:
            if self.stage == Stage.ORDERS:
                self._before[self._somebody().number] = self.view
            self._session.finish(self._somebody())
        return Replace(self.next_screen())

    def proceed(self) -> Go:
        """Leave the report of the last turn for the world."""
        seat = self._somebody()
        self._reported.add((self.turn, seat.number))
        return Replace(self.next_screen())

    def next_screen(self) -> Screen:
        """Return the screen that the game stands at."""
        seat = self.seat
        if seat is None:
            if self.over:
                from game.client.screens.title import TitleScreen  # noqa: PLC0415

                return TitleScreen()
            from game.client.screens.computing import ComputingScreen  # noqa: PLC0415

            self._stand_up()
            return ComputingScreen(self)
        if self._present != seat.number:
            return self._hand_over(seat)
        return self._stage_screen(seat)

    def work(self) -> Generator[Progress, None, None]:
        """Run the work until somebody is waited for, a step at a time."""
        return self._session.job()

    @property
    def can_take_back(self) -> bool:
        """Whether the work under way can be stopped, for who ended their time last to order anew."""
        return self._session.can_take_back

    def take_back(self) -> Go | None:
        """Stop the work under way and go back to what was being ordered; None where it cannot."""
        seat = self._session.take_back()
        if seat is None:
            return None
        self._reported.add((self.turn, seat.number))  # read before the orders were given
        return Replace(self.next_screen())

    def _stage_screen(self, seat: Seat) -> Screen:
        if self.over:
            from game.client.screens.debrief import DebriefScreen  # noqa: PLC0415

            return DebriefScreen(self)
        match self.stage:
            case Stage.ORDERS:
                if self.events and (self.turn, seat.number) not in self._reported:
                    from game.client.screens.report import ReportScreen  # noqa: PLC0415

                    return ReportScreen(self)
                from game.client.screens.world import WorldScreen  # noqa: PLC0415

                return WorldScreen(self)
            case Stage.COUNCIL:
                from game.client.screens.council import CouncilScreen  # noqa: PLC0415

                return CouncilScreen(self)
            case Stage.RESPONSE:
                from game.client.screens.response import ResponseScreen  # noqa: PLC0415

                return ResponseScreen(self)

    def _stand_up(self) -> None:
        if len(self.seats) > 1:
            self._present = None
            self.map = None

    def _hand_over(self, seat: Seat) -> Screen:
        from game.client.screens.handover import HandoverScreen  # noqa: PLC0415

        self._present = None
        self.map = None

        def check(pin: str) -> bool:
            right = seat.opens(pin)
            self._tries[seat.number] = 0 if right else self._tries.get(seat.number, 0) + 1
            return right

        def ready() -> Go:
            self._present = seat.number
            return Replace(self._stage_screen(seat))

        return HandoverScreen(
            seat.name,
            self.names.names[seat.state],
            ready,
            check_pin=check if seat.pin_hash is not None else None,
            leave=self.leave,
            wrong_tries=self._tries.get(seat.number, 0),
        )

    # -- beside the game -------------------------------------------------------------------------

    def save(self) -> Path:
        """Save the game beside the others, over what was saved this turn. Raises OSError."""
        before = self._saved_at
        over = before[1] if before is not None and before[0] == self.turn else None
        path = self._keep(self._session.saved(), self.date, over)
        self._saved_at = (self.turn, path)
        return path

    def leave(self) -> Go:
        """Go back to the title; what was not saved is as of the last autosave."""
        from game.client.screens.title import TitleScreen  # noqa: PLC0415

        self._present = None
        self.map = None
        return Reset(TitleScreen())

    def load_another(self) -> Go:
        """Show the saved games above this one."""
        from game.client.screens.load_game import LoadGameScreen  # noqa: PLC0415

        return Push(LoadGameScreen())

    def settings(self) -> Go:
        """Show the settings above this game."""
        from game.client.screens.settings import SettingsScreen  # noqa: PLC0415

        return Push(SettingsScreen())
