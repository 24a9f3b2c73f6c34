"""The sparse state of the world: small frozen records, replaced and never changed."""

from __future__ import annotations

from dataclasses import dataclass

from game.core.ids import (
    ClaimId,
    CrisisId,
    InstitutionId,
    ResolutionId,
    StateId,
    TerritoryId,
    TreatyId,
    WarId,
)
from game.core.kinds import (
    Act,
    Ballot,
    CrisisEnd,
    CrisisKind,
    Obligation,
    Reason,
    Rung,
    Settled,
    Standing,
    Terms,
    TreatyKind,
)
from game.core.terms import Term


@dataclass(frozen=True, slots=True)
class Claim:
    """A demand on land (or on a status) that another state holds."""

    id: ClaimId
    claimant: StateId
    holder: StateId
    territories: tuple[TerritoryId, ...]
    weight: float
    """How much the claimant wants it, 0..1."""
    legitimacy: float
    """How far others think it just, 0..1."""
    pretext: float
    """How well an incident could be made to look like the other's doing, 0..1."""
    remilitarise: bool = False
    """The claim is to put forces on own, demilitarised land."""
    live: bool = True


@dataclass(frozen=True, slots=True)
class Treaty:
    """A promise between states."""

    id: TreatyId
    kind: TreatyKind
    parties: tuple[StateId, ...]
    since_turn: int
    until_turn: int
    """First turn at which it no longer holds; -1 for no end."""
    offered_by: StateId
    accepted: bool


@dataclass(frozen=True, slots=True)
class Crisis:
    """A quarrel on its ladder."""

    id: CrisisId
    kind: CrisisKind
    initiator: StateId
    target: StateId
    claim: ClaimId
    opened: int
    rung: Rung
    moved: int
    """Turn of the last move up or down."""
    clock: int
    """Turn at which the present demand runs out."""
    stakes: float
    ambiguity: float
    """How far observers can disagree about who began it, 0..1."""
    staged: bool
    """The rules know that the incident was staged; observers do not."""
    institution: InstitutionId
    """The body that is seized of it; -1 none."""
    referred: int
    """Turn of the referral; -1 none."""
    inquiry_due: int
    """Turn at which a commission of inquiry reports; -1 none sits."""
    found: StateId
    """Whom the inquiry found responsible; -1 nobody yet."""
    named: StateId
    """Whom the institution determined to be the aggressor; -1 nobody."""
    acts: tuple[Act, ...]
    """What has been decided in this case."""
    offer: float
    """Share of the claim that the target has offered, 0..1; -1 no offer stands."""
    settle_for: float
    """Share that the initiator would take, 0..1; -1 unsaid."""
    war: WarId
    end: CrisisEnd = CrisisEnd.OPEN
    ended: int = -1

    @property
    def live(self) -> bool:
        """The crisis is not over."""
        return self.end == CrisisEnd.OPEN


@dataclass(frozen=True, slots=True)
class War:
    """Fighting between two sides."""

    id: WarId
    crisis: CrisisId
    attackers: tuple[StateId, ...]
    """The first began it."""
    defenders: tuple[StateId, ...]
    """The first was attacked."""
    since: int
    losses: tuple[float, float]
    """Thousand men lost by each side."""
    terms_offered: tuple[Terms | None, Terms | None]
    """What each side's leader would sign."""
    settled: Settled = Settled.OPEN
    ended: int = -1

    @property
    def live(self) -> bool:
        """Fighting goes on."""
        return self.settled == Settled.OPEN

    def side(self, state: StateId) -> int:
        """Return 0 for an attacker, 1 for a defender, -1 for neither."""
        return 0 if state in self.attackers else 1 if state in self.defenders else -1


@dataclass(frozen=True, slots=True)
class CastVote:
    """One vote, with the reasons that made it."""

    state: StateId
    ballot: Ballot
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolution:
    """Acts proposed to an institution in one case."""

    id: ResolutionId
    institution: InstitutionId
    crisis: CrisisId
    proposer: StateId
    acts: tuple[Act, ...]
    target: StateId
    """Against whom (the aggressor it names, or would restrain)."""
    tabled: int
    standing: Standing = Standing.TABLED
    reason: Reason = Reason.NONE
    votes: tuple[CastVote, ...] = ()
    yes: int = 0
    no: int = 0
    needed: int = 0
    vetoes: tuple[StateId, ...] = ()
    lifted: int = -1
    """Turn at which its measures ended; -1 in force or never were."""

    @property
    def in_force(self) -> bool:
        """Its measures bind today."""
        return self.standing == Standing.ADOPTED and self.lifted < 0


@dataclass(frozen=True, slots=True)
class Duty:
    """One line of the compliance ledger: who owed what, and what came of it."""

    resolution: ResolutionId
    act: Act
    state: StateId
    turn: int
    obligation: Obligation
    affordable: bool
    expected: float
    """What others expected it to give, 0..1."""
    given: float
    """What it gave, as a share of what it could, 0..1."""
    cheated: bool
    seen: bool
    cost: float
    """What it cost the state a year, in M$; of a cheat, what its promise would have cost."""
    terms: tuple[Term, ...] = ()
    """Why; of a cheat, what its promise would have been worth to it."""
    promised: float = 0.0
    """What it said it gave, 0..1; more than it gave only where it cheated."""
