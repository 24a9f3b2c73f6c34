"""Setting up a game: the campaign, who sits at this machine, and the seed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from game.client.audio import Sound
from game.client.colours import ACCENT, FIELD, INK_SOFT
from game.client.layout import Column, Row
from game.client.page import Page
from game.client.screen import Go, Pop, Rebuild, Reset, Screen
from game.client.services import CampaignSummary, NotStarted, PlayableState, SeatSetup
from game.client.strings import text
from game.client.theme import Type
from game.client.ui import Ui
from game.client.widgets.button import Button, Look
from game.client.widgets.dropdown import Dropdown
from game.client.widgets.label import Label
from game.client.widgets.panel import Panel
from game.client.widgets.textfield import TextField

MOST_SEATS = 8
SHORTEST_PIN = 4
LARGEST_SEED = 2**31 - 1


@dataclass(slots=True)
class SeatDraft:
    """A seat as it is being filled in."""

    state_key: str
    player_name: str
    pin: str = ""


class NewGameScreen(Screen):
    """The campaign's blurb, a card for each seat, and the seed."""

    def __init__(self) -> None:
        self._campaigns: Sequence[CampaignSummary] | None = None
        self.campaign_id: str | None = None
        self.seats: list[SeatDraft] = []
        self.seed = ""
        self.fault = ""
        self._fault_label: Label | None = None

    @property
    def campaigns(self) -> Sequence[CampaignSummary]:
        """The campaigns, read when the screen is first built."""
        if self._campaigns is None:
            self._campaigns = tuple(self.app.services.campaigns())
            if self._campaigns:
                self._take(self._campaigns[0])
            self.seed = str(self.app.services.default_seed())
        return self._campaigns

    @property
    def campaign(self) -> CampaignSummary | None:
        """The campaign chosen, or None when there is none."""
        return next((each for each in self.campaigns if each.id == self.campaign_id), None)

    # -- controls --------------------------------------------------------------------------------

    def build(self, ui: Ui) -> None:
        page = Page(ui, text("new.heading"), width=980, gap=16)
        campaign = self.campaign
        if campaign is None:
            Label(page.body, text("new.no_campaigns"))
        else:
            self._campaign_part(page.body, campaign)
            self._seats_part(page.body, campaign)
            self._seed_part(page.body)
        self._fault_label = Label(page.body, self.fault or " ", Type.STRONG, colour=ACCENT,
                                  key="new.fault")  # fmt: skip
        Button(page.foot, text("new.back"), Pop, look=Look.QUIET, shortcut="b", sound=Sound.PAGE,
               key="new.back")  # fmt: skip
        start = Button(page.foot, text("new.start"), self.start, look=Look.PRIMARY, shortcut="s",
                       sound=Sound.GAVEL, key="new.start")  # fmt: skip
        start.enabled = campaign is not None
        ui.default = start
        page.finish()
        if self.fault:
            ui.reveal(self._fault_label)

    def _campaign_part(self, body: Column, campaign: CampaignSummary) -> None:
        if len(self.campaigns) > 1:
            Dropdown(
                body,
                text("new.campaign"),
                [(each.id, f"{each.title}, {each.years}") for each in self.campaigns],
                campaign.id,
                self._choose_campaign,
                key="new.campaign",
            )
        part = Column(body, gap=4)
        Label(part, campaign.title, Type.HEADING)
        Label(part, campaign.years, Type.LEAD, colour=INK_SOFT)
        if campaign.blurb:
            Label(part, campaign.blurb)

    def _seats_part(self, body: Column, campaign: CampaignSummary) -> None:
        head = Column(body, gap=2)
        Label(head, text("new.seats"), Type.SUBHEADING)
        Label(head, text("new.seats_hint"), Type.SMALL, colour=INK_SOFT)
        for index, seat in enumerate(self.seats):
            self._seat_card(body, campaign, index, seat)
        add = Button(Row(body), text("new.add_seat"), self.add_seat, shortcut="a",
                     key="new.add_seat")  # fmt: skip
        add.enabled = self._free_state() is not None and len(self.seats) < MOST_SEATS

    def _seat_card(
        self, body: Column, campaign: CampaignSummary, index: int, seat: SeatDraft
    ) -> None:
        card = Panel(body, fill=FIELD, padding=14, raised=False)
        inside = Column(card, gap=10)
        row = Row(inside, gap=14, weights=(5, 5, 3), least=130)
        Dropdown(
            row,
            text("new.state"),
            [(state.key, state.name) for state in self._ordered(campaign)],
            seat.state_key,
            lambda key: self._choose_state(index, key),
            swatches={state.key: state.rgb for state in campaign.playable},
            key=f"new.state.{index}",
        )
        TextField(
            row,
            text("new.player"),
            seat.player_name,
            on_change=self._writer(index, "player_name"),
            longest=24,
            key=f"new.player.{index}",
        )
        TextField(
            row,
            text("new.pin"),
            seat.pin,
            on_change=self._writer(index, "pin"),
            hint=text("new.pin_hint"),
            longest=12,
            digits=True,
            hidden=True,
            key=f"new.pin.{index}",
        )
        state = campaign.state(seat.state_key)
        foot = Row(inside, gap=14, weights=(10, 3) if len(self.seats) > 1 else (1,), least=130)
        Label(foot, state.blurb or " ", Type.EMPHASIS, colour=INK_SOFT)
        if len(self.seats) > 1:
            Button(
                foot,
                text("new.remove_seat"),
                lambda: self.remove_seat(index),
                look=Look.QUIET,
                key=f"new.remove.{index}",
            )

    def _seed_part(self, body: Column) -> None:
        row = Row(body, gap=16)
        TextField(row, text("new.seed"), self.seed, on_change=self._write_seed, digits=True,
                  longest=10, key="new.seed")  # fmt: skip
        Label(row, text("new.seed_hint"), Type.SMALL, colour=INK_SOFT)

    # -- answers ---------------------------------------------------------------------------------

    def add_seat(self) -> Go | None:
        """Add a seat with the first state that nobody leads."""
        free = self._free_state()
        if free is not None and len(self.seats) < MOST_SEATS:
            name = text("new.player_number", number=len(self.seats) + 1)
            self.seats.append(SeatDraft(free.key, name))
        return Rebuild()

    def remove_seat(self, index: int) -> Go | None:
        """Give a seat back to the game."""
        del self.seats[index]
        return Rebuild()

    def start(self) -> Go | None:
        """Begin the game, or say what is missing."""
        campaign = self.campaign
        if campaign is None:
            return None
        self.fault = self._what_is_wrong(campaign)
        if self.fault:
            return Rebuild()
        setups = tuple(
            SeatSetup(seat.state_key, seat.player_name.strip(), seat.pin or None)
            for seat in self.seats
        )
        session = self.app.services.new_session(campaign.id, setups, int(self.seed))
        if isinstance(session, NotStarted):
            self.fault = session.fault
            return Rebuild()
        return Reset(self.app.services.open(session))

    def _what_is_wrong(self, campaign: CampaignSummary) -> str:
        states = [seat.state_key for seat in self.seats]
        for seat in self.seats:
            state = campaign.state(seat.state_key).name
            if states.count(seat.state_key) > 1:
                return text("new.twice", state=state)
            if not seat.player_name.strip():
                return text("new.no_name", state=state)
            if seat.pin and len(seat.pin) < SHORTEST_PIN:
                return text("new.short_pin", player=seat.player_name, least=SHORTEST_PIN)
        names = [seat.player_name.strip().casefold() for seat in self.seats]
        if len(set(names)) < len(names):
            return text("new.same_name")
        if not self.seed.isascii() or not self.seed.isdigit() or int(self.seed) > LARGEST_SEED:
            return text("new.bad_seed", most=LARGEST_SEED)
        return ""

    def _take(self, campaign: CampaignSummary) -> None:
        self.campaign_id = campaign.id
        first = self._ordered(campaign)
        name = text("new.player_number", number=1)
        self.seats = [SeatDraft(first[0].key, name)] if first else []

    def _choose_campaign(self, campaign_id: str) -> Go | None:
        self._take(next(each for each in self.campaigns if each.id == campaign_id))
        self.fault = ""
        return Rebuild()

    def _choose_state(self, index: int, key: str) -> Go | None:
        self.seats[index].state_key = key
        return Rebuild()

    def _write_seed(self, value: str) -> None:
        self.seed = value

    def _writer(self, index: int, field: str) -> Callable[[str], None]:
        return lambda value: setattr(self.seats[index], field, value)

    def _ordered(self, campaign: CampaignSummary) -> list[PlayableState]:
        """Return the playable states, the recommended ones first, then by name."""
        place = {key: index for index, key in enumerate(campaign.recommended)}
        return sorted(
            campaign.playable, key=lambda state: (place.get(state.key, len(place)), state.name)
        )

    def _free_state(self) -> PlayableState | None:
        campaign = self.campaign
        taken = {seat.state_key for seat in self.seats}
        states = self._ordered(campaign) if campaign is not None else []
        return next((state for state in states if state.key not in taken), None)
