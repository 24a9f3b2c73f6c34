"""The sparse state of the world: small frozen records, replaced and never changed."""

from __future__ import annotations

from dataclasses import dataclass

from game.core.ids import (
    NO_INSTITUTION,
    NO_RESOLUTION,
    NOBODY,
    NONE,
    ClaimId,
    CrisisId,
    DealId,
    InstitutionId,
    MotionId,
    ResolutionId,
    StateId,
    TerritoryId,
    TreatyId,
    WarId,
)
from game.core.kinds import (
    CONTRIBUTED,
    Act,
    Alert,
    Ballot,
    CrisisEnd,
    CrisisKind,
    Excuse,
    Favour,
    Mandate,
    Obligation,
    Reason,
    Rung,
    Settled,
    Standing,
    Terms,
    TreatyKind,
    Victor,
)
from game.core.settlements import Package
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

    @property
    def open(self) -> bool:
        """It is still made."""
        return self.live

    @property
    def dated(self) -> int:
        """Claims bear no date."""
        return 0


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

    @property
    def open(self) -> bool:
        """It may bind; a roll closes those that have long ended (`World.following`)."""
        return True

    @property
    def dated(self) -> int:
        """Treaties are not in the order of their dates: an offer is dated anew when it is signed."""
        return 0


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
    camps: tuple[tuple[StateId, ...], ...] = ((), (), ())
    """Who stands with the initiator, with the target, and in a third camp, parties left out."""
    mediator: StateId = NOBODY
    """Whom both parties have accepted; -1 nobody."""
    offices: tuple[StateId, ...] = ()
    """Who has offered to mediate and waits for an answer."""
    welcomed: tuple[tuple[StateId, ...], tuple[StateId, ...]] = ((), ())
    """Of those, whom the initiator and whom the target would have."""
    bodies: tuple[InstitutionId, ...] = ()
    """Every institution that has taken it up, the first of them leading (`institution`)."""
    delegated: InstitutionId = NO_INSTITUTION
    """The regional body to which enforcement was entrusted."""
    consent: int = -1
    """Whether the host consents to peacekeepers: 1 yes, 0 no, -1 was not asked."""
    tide: float = 0.5
    """Of an internal crisis: how far the government has the upper hand, 0..1."""
    toll: float = 0.0
    """Thousand civilians killed so far."""
    proxies: tuple[float, float] = (0.0, 0.0)
    """M$ of arms and volunteers sent to the initiator's and the target's side, decaying."""
    alerts: tuple[Alert, Alert] = (Alert.NONE, Alert.NONE)
    """Where the initiator's and the target's side stand on the nuclear ladder."""
    proposed: float = -1.0
    """Share that the mediator proposes, 0..1; -1 nothing yet."""
    nation: StateId = NOBODY
    """Of a rising against a holder: the nation without a state that rises; -1 it is no such thing."""

    @property
    def internal(self) -> bool:
        """It is within one state, which then is initiator and target both."""
        return self.initiator == self.target

    @property
    def live(self) -> bool:
        """The crisis is not over."""
        return self.end == CrisisEnd.OPEN

    @property
    def open(self) -> bool:
        """It is not over."""
        return self.live

    @property
    def dated(self) -> int:
        """Turn in which it began."""
        return self.opened


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
    """Which of the usual terms the offer of each side's leader comes to, if any (see `offers`)."""
    settled: Settled = Settled.OPEN
    ended: int = -1
    offers: tuple[Package | None, Package | None] = (None, None)
    """The peace that each side's leader proposes, article by article."""
    apart: tuple[tuple[StateId, Package], ...] = ()
    """The peace that others on a side propose for themselves alone."""
    agreed: Package | None = None
    """The peace that both leaders have agreed on, until it is carried out."""
    peace: Package = ()
    """The peace that was made."""
    victor: Victor = Victor.NEITHER
    """Once it is over: who had the better of it."""

    @property
    def live(self) -> bool:
        """Fighting goes on."""
        return self.settled == Settled.OPEN

    def side(self, state: StateId) -> int:
        """Return 0 for an attacker, 1 for a defender, -1 for neither."""
        return 0 if state in self.attackers else 1 if state in self.defenders else -1

    @property
    def open(self) -> bool:
        """It goes on."""
        return self.live

    @property
    def dated(self) -> int:
        """Turn in which it began."""
        return self.since


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
    put: int = -1
    """Turn in which it is put to the vote; -1 the turn in which it was tabled."""
    amends: ResolutionId = NO_RESOLUTION
    """The draft whose text this one would replace; voted on just before it."""
    convened: bool = False
    """The assembly decides: a veto blocked the council."""
    body: InstitutionId = NO_INSTITUTION
    """Of a delegation: the regional body."""
    mandate: Mandate = Mandate.RESTORE_LINE
    """Of a measure of force: how far it goes."""
    exceeded: int = -1
    """Turn in which those who fight under it first went beyond its mandate; -1 they have not."""
    recalled: tuple[StateId, ...] = ()
    """Who has called its contingent home."""

    @property
    def due(self) -> int:
        """Turn in which it is put to the vote."""
        return self.put if self.put >= 0 else self.tabled

    @property
    def in_force(self) -> bool:
        """Its measures bind today."""
        return self.standing == Standing.ADOPTED and self.lifted < 0

    @property
    def open(self) -> bool:
        """It waits for a vote, or asks something of members today; words that stand ask nothing."""
        return self.standing == Standing.TABLED or (
            self.in_force and any(act in CONTRIBUTED for act in self.acts)
        )

    @property
    def dated(self) -> int:
        """Turn in which it was tabled."""
        return self.tabled


@dataclass(frozen=True, slots=True)
class Motion:
    """Business of an institution outside any case: its members, its charter."""

    id: MotionId
    institution: InstitutionId
    act: Act
    proposer: StateId
    target: StateId
    """The state it is about; -1 for an amendment."""
    tabled: int
    clause: int = NONE
    """Of an amendment: the Clause."""
    clause_act: int = NONE
    """Of an amendment to what is said of one act: the Act."""
    value: float = 0.0
    standing: Standing = Standing.TABLED
    reason: Reason = Reason.NONE
    votes: tuple[CastVote, ...] = ()
    yes: int = 0
    no: int = 0
    needed: int = 0
    vetoes: tuple[StateId, ...] = ()

    @property
    def open(self) -> bool:
        """It waits for a vote."""
        return self.standing == Standing.TABLED

    @property
    def dated(self) -> int:
        """Turn in which it was tabled."""
        return self.tabled


@dataclass(frozen=True, slots=True)
class Deal:
    """A bargain between two states in a case."""

    id: DealId
    offered_by: StateId
    to: StateId
    crisis: CrisisId
    wanted: Favour
    given: Favour
    amount: float
    """M$, of money and arms."""
    turn: int
    answered: int = NONE
    """Turn of the answer; -1 none yet."""
    accepted: bool = False
    kept: int = -1
    """Whether the word was kept once it fell due: 1 yes, 0 no, -1 not yet due."""
    done: tuple[int, int] = (-1, -1)
    """The same of each side: of what was given, and of what was wanted; a threat refused is due."""

    @property
    def open(self) -> bool:
        """It waits for an answer, or for a word to be kept."""
        return self.answered < 0 or (self.accepted and self.kept < 0)

    @property
    def dated(self) -> int:
        """Turn in which it was offered."""
        return self.turn


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
    excused: Excuse = Excuse.NONE
    """Why a binding duty that was not met did not have to be."""

    @property
    def open(self) -> bool:
        """What was owed in a turn is done with in that turn."""
        return False

    @property
    def dated(self) -> int:
        """Its turn."""
        return self.turn
