"""What is selected on the world screen, and what its panels remember between rebuilds."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from game.core.kinds import Act, Alert, Arm, Ballot, Clause, Favour, Mandate, Stance
from game.core.orders import Table


class Kind(StrEnum):
    """Kinds of things that can be selected."""

    STATE = "state"
    ZONE = "zone"
    CRISIS = "crisis"
    FORMATIONS = "formations"
    INSTITUTION = "institution"


@dataclass(frozen=True, slots=True)
class Selection:
    """Something selected; a state also by one of its territories."""

    kind: Kind
    id: int
    """State, node of a zone, crisis or institution; of formations, the first row."""
    territory: int = -1
    rows: tuple[int, ...] = ()


@dataclass(slots=True)
class Drafts:
    """Values that are being set in the panels and are no orders yet."""

    tab: dict[str, str] = field(default_factory=dict)
    """Chosen tab by kind of selection; what one reads of one state, one reads of the next."""
    aid: float = 0.0
    share: float = 0.5
    lobby: float = 5.0
    lobby_wanted: Ballot = Ballot.YES
    partner: int = -1
    """With whom one bargains."""
    deal_given: Favour = Favour.MONEY
    deal_wanted: Favour = Favour.VOTE_YES
    deal_amount: float = 0.0
    proxy: float = 0.0
    alert: Alert = Alert.WARNING
    amendments: dict[int, tuple[Act, ...]] = field(default_factory=dict)
    """By draft that lies over: the acts it is to have."""
    member_whom: int = -1
    member_act: Act = Act.ADMISSION
    clause: Clause = Clause.ELECTED_SEATS
    clause_act: Act = Act.DETERMINATION
    clause_value: float = 0.0
    coalition: dict[int, tuple[Act, ...]] = field(default_factory=dict)
    """By crisis: what the willing would do outside any body."""
    mandate: Mandate = Mandate.RESTORE_LINE
    """How far the force of a coalition is to go."""
    pledge: float = 0.0
    template: int = 0
    invited: frozenset[int] = frozenset()
    stance: Stance | None = None
    """What picked formations are told to do; None for whatever fits where they are sent."""
    raise_arm: Arm = Arm.ARMY
    raise_where: int = -1
    table: Table | None = None
    legend: bool | None = None
    """Whether the map's legend is open; None for as it fits the window."""

    def acts(self) -> tuple[Act, ...]:
        """Return the acts of the resolution that is being drafted."""
        return self.table.acts if self.table is not None else ()
