"""A seat's private time without a whole game round it: a view, a desk, and where the screen goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from game.client.screen import Go, Replace
from game.client.screens.message import MessageScreen
from game.content.gazetteer import Gazetteer
from game.core.events import Event
from game.core.ids import ClaimId, InstitutionId, StateId, WarId
from game.core.kinds import Act, CrisisKind, Rung
from game.core.observe import PlayerView, observe
from game.core.records import Crisis, Resolution
from game.core.world import World
from game.narrate.narrator import Narrator
from game.session.desk import Desk
from game.session.seats import Seat


class NoRecords:
    """Records of a game that has none."""

    traded = changes = messages = partners = sources = charters = ()


@dataclass
class Scene:
    """What a screen needs of a game, with the events of one's choice."""

    world: World
    names: Gazetteer
    state: StateId
    date: str = "1931 Q4"
    events: tuple[Event, ...] = ()
    chronicle: tuple[Event, ...] = ()
    view_before: PlayerView | None = None
    finished: int = 0
    seat: Seat = field(init=False)
    view: PlayerView = field(init=False)
    desk: Desk = field(init=False)
    tell: Narrator = field(init=False)
    records: NoRecords = field(default_factory=NoRecords)
    map: None = None

    def __post_init__(self) -> None:
        self.seat = Seat(0, self.state, "Ada", None)
        self.view = observe(self.world, self.state)
        self.desk = Desk(self.seat, self.view)
        self.tell = Narrator(self.names)

    def finish(self) -> Go:
        self.finished += 1
        return Replace(MessageScreen("Finished", "The next screen"))

    def proceed(self) -> Go:
        return Replace(MessageScreen("Proceeded", "The world"))

    def leave(self) -> Go:
        return Replace(MessageScreen("Left", "The title"))


def crisis(world: World, initiator: int, target: int, **changes: Any) -> Crisis:
    """Open a crisis before the first institution, and return it."""
    opened = Crisis(
        id=world.next_crisis(),
        kind=CrisisKind.INVASION,
        initiator=StateId(initiator),
        target=StateId(target),
        claim=ClaimId(-1),
        opened=world.turn,
        rung=Rung.CLASH,
        moved=world.turn,
        clock=world.turn + 2,
        stakes=0.8,
        ambiguity=0.2,
        staged=False,
        institution=InstitutionId(0),
        referred=world.turn,
        inquiry_due=-1,
        found=StateId(-1),
        named=StateId(-1),
        acts=(),
        offer=-1.0,
        settle_for=-1.0,
        war=WarId(-1),
    )
    opened = replace(opened, **changes)
    world.put(opened)
    return opened


def resolution(
    world: World, case: Crisis, proposer: int, acts: Sequence[Act], **changes: Any
) -> Resolution:
    """Table a resolution in a crisis, and return it."""
    tabled = Resolution(
        id=world.next_resolution(),
        institution=InstitutionId(0),
        crisis=case.id,
        proposer=StateId(proposer),
        acts=tuple(acts),
        target=case.initiator,
        tabled=world.turn,
    )
    tabled = replace(tabled, **changes)
    world.put(tabled)
    return tabled
