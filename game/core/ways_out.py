"""Ways out of a crisis, and on: what a party can do, and the price of each, term by term.

The rules read it where no person leads and time has run out; policies and the crisis panel read
it always. Claims with a live demand on land have policies of their own beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from game.core.brink import dread, nuclear_risk, shelter
from game.core.camps import balance, counter
from game.core.cases import case_of
from game.core.forecast import enforcement
from game.core.ids import StateId
from game.core.kinds import Act, CrisisKind, Doctrine, Move, Rung
from game.core.orders import MoveInCrisis
from game.core.outlook import Outlook
from game.core.phases.sanctions import concession
from game.core.quarrels import KindProfile, Subject, profile_of
from game.core.records import Crisis
from game.core.terms import Term, total
from game.core.world import World

SHARES: Final = (0.25, 0.5, 0.75)
"""Shares that are offered or asked for, short of nothing and of all."""

_HALFWAY: Final = (CrisisKind.BLOCKADE, CrisisKind.PROLIFERATION, CrisisKind.BREACH)
"""Kinds in which the target may go on to force by its own choice: run the blockade, strike."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something a party can do in a crisis, with its worth."""

    key: str
    """hold, escalate, climb_down, offer, take_offer, take_proposal."""
    order: MoveInCrisis
    terms: tuple[Term, ...]
    out: bool
    """It leads out of the crisis, if the other side will have it."""

    @property
    def worth(self) -> float:
        """Sum of the terms."""
        return total(self.terms)


@dataclass(frozen=True, slots=True)
class Footing:
    """How a party stands in a crisis, on its own estimates or as anyone would guess."""

    state: StateId
    side: int
    """0 for the initiator, 1 for the target."""
    stake: float
    """What it has at stake, with its resolve."""
    win: float
    """Chance that the initiator would win a war."""
    stopped: float
    """Chance that others would stop the initiator."""
    cost: float
    face: float
    """What backing down in public costs: more, the higher one stands (Fearon 1994)."""
    dread: float
    """What the other's weapons make going on cost."""
    counter: float = 0.0
    """Chance that the target's side would win a war that it carries to the initiator."""
    far: float = 0.0
    """Share of the target's strength that does not reach the initiator, 0..1."""


def footing(
    world: World, crisis: Crisis, state: StateId, look: Outlook, *, private: bool
) -> Footing:
    """Gather how a party stands; `private` uses its own resolve, costs and guess of power."""
    side = 0 if state == crisis.initiator else 1
    foe = crisis.target if side == 0 else crisis.initiator
    states = world.states
    arms = balance(world, crisis, look, seen_by=state if private else None)
    plan = enforcement(world, [(case_of(crisis), Act.FORCE)], look)
    heads = int(np.ceil(shelter(world, look)[foe]))
    risk = float(nuclear_risk(world, look)[state, foe]) if heads else 0.0
    resolve = float(states.resolve[state]) if private else 1.0
    dearer = 1.25 if side == 1 and not profile_of(crisis).accused_first else 1.0
    return Footing(
        state=state,
        side=side,
        stake=crisis.stakes * resolve * dearer,
        win=arms.win,
        stopped=0.8 * float(plan.success[0]),
        cost=float(states.cost_estimate[state]) if private else 1.0,
        face=0.04 + 0.035 * int(crisis.rung),
        dread=dread(crisis, side, heads) + 0.5 * risk * (crisis.rung >= Rung.CLASH),
        counter=counter(world, crisis, look),
        far=1.0 - float(look.nearness[crisis.initiator, crisis.target]),
    )


def ways_out(
    world: World, crisis: Crisis, state: StateId, look: Outlook, *, private: bool = True
) -> tuple[Choice, ...]:
    """Return every way out that a party has, each at its price in named terms."""
    return tuple(
        choice for choice in choices(world, crisis, state, look, private=private) if choice.out
    )


def choices(
    world: World, crisis: Crisis, state: StateId, look: Outlook, *, private: bool = True
) -> tuple[Choice, ...]:
    """Return all that a party to a crisis between states can do, with its worth; () for others.

    Short of war only; a war is ended by its own terms (`formulas.peace`), an internal crisis by its
    own rules (`phases.crises.strife`).
    """
    if not may_move(crisis):
        return ()
    if state not in (crisis.initiator, crisis.target):
        return ()
    here = footing(world, crisis, state, look, private=private)
    moves = _of_initiator if here.side == 0 else _of_target
    return moves(world, crisis, here, profile_of(crisis))


def may_move(crisis: Crisis) -> bool:
    """Tell whether its parties still have anything to choose here: it is short of war."""
    return crisis.live and not crisis.internal and crisis.rung < Rung.WAR


def best(
    world: World, crisis: Crisis, state: StateId, look: Outlook, *, private: bool = True
) -> Choice | None:
    """Return what a party likes best, the first of equals; None where it has no choice."""
    found = choices(world, crisis, state, look, private=private)
    return max(found, key=lambda choice: choice.worth) if found else None


def _order(here: Footing, crisis: Crisis, move: Move, share: float = 0.0) -> MoveInCrisis:
    return MoveInCrisis(here.state, crisis.id, move, share)


def _of_initiator(
    world: World, crisis: Crisis, here: Footing, profile: KindProfile
) -> tuple[Choice, ...]:
    """Return the choices of who wants something changed, or stands accused."""
    held = profile.in_hand
    felt = Term("sanctions_felt", -0.5 * float(world.states.pressure[here.state]))
    fought = here.stake * here.win * (1.0 - here.stopped)
    going_on = (
        Term("gain", fought - here.stake * held),
        Term(
            "war_cost",
            -world.rules.war_cost * (0.25 + 1.0 - here.win) * here.cost * _short_of_war(crisis),
        ),
        Term("response", -world.rules.loss_weight * 0.4 * here.stopped * here.cost),
        Term("nuclear_risk", -here.dread),
        _scruple(world, here),
    )
    worth = total(going_on)
    down = [Term("face", -here.face), Term("given_up", -here.stake * held)]
    found = [
        Choice("climb_down", _order(here, crisis, Move.CLIMB_DOWN), tuple(down), out=True),
        Choice(
            "hold",
            _order(here, crisis, Move.HOLD),
            (
                Term("in_hand", 0.15 * here.stake * held),
                Term("wait_and_see", 0.35 * worth),
                Term("time_runs", -0.02 * (world.turn - crisis.moved) - _upkeep(crisis)),
                Term("nuclear_risk", -0.3 * here.dread),
                felt,
            ),
            out=False,
        ),
    ]
    if not profile.accused_first:
        found.append(
            Choice(
                "escalate",
                _order(here, crisis, Move.ESCALATE),
                (*going_on, Term("audience", 0.5 * here.face), felt),
                out=False,
            )
        )
    return (*found, *_bargains(crisis, here, held))


def _of_target(
    world: World, crisis: Crisis, here: Footing, profile: KindProfile
) -> tuple[Choice, ...]:
    """Return the choices of who is asked for something, or who brings the charge."""
    resolve = here.stake
    principle = 0.12 * float(world.states.doctrine[here.state, Doctrine.UPHOLD]) + 0.05
    hurt = _hurt(world, crisis, here.state)
    attack = (0.03, 0.08, 0.2, 0.35, 0.6, 1.0)[crisis.rung]
    if profile.accused_first:
        attack *= 0.2
    found = [
        Choice(
            "climb_down",
            _order(here, crisis, Move.CLIMB_DOWN),
            (
                Term("claim_lost", -resolve * (1.0 - profile.in_hand)),
                Term("precedent", -principle),
                Term("face", -here.face),
            ),
            out=True,
        ),
        Choice(
            "hold",
            _order(here, crisis, Move.HOLD),
            (
                Term("fear_of_attack", -attack * here.win * (1.0 - here.stopped) * (resolve + 0.2)),
                Term("war_cost", -0.2 * attack * here.cost),
                Term("hope_of_help", 0.2 * attack * here.stopped),
                Term("hardship", -hurt),
                Term("nuclear_risk", -0.3 * here.dread),
            ),
            out=False,
        ),
    ]
    if crisis.kind in _HALFWAY or profile.subject == Subject.INCIDENT:
        abroad = profile.accused_first
        push = here.counter if abroad else 1.0 - here.win
        strikes = crisis.kind == CrisisKind.PROLIFERATION and crisis.rung == Rung.MOBILISATION
        delay = _DELAYED if strikes else 1.0
        found.append(
            Choice(
                "escalate",
                _order(here, crisis, Move.ESCALATE),
                (
                    Term("gain", resolve * push * max(profile.in_hand, 0.3) * delay),
                    Term(
                        "war_cost",
                        -world.rules.war_cost
                        * (0.25 + here.win)
                        * here.cost
                        * _short_of_war(crisis),
                    ),
                    Term("nuclear_risk", -here.dread),
                    Term("distance", -_EXPEDITION * here.far * abroad * _short_of_war(crisis)),
                    _scruple(world, here),
                    *((_outcry(world, crisis),) if strikes else ()),
                ),
                out=False,
            )
        )
    return (*found, *_bargains(crisis, here, profile.in_hand))


_EXPEDITION = 0.3
"""What it costs to carry a quarrel to the far end of the earth, beside a war at home [design]."""

_DELAYED = 0.5
"""What of a weapon that is not to be a strike at the works where it is made brings: years, not its
end (Reiter 2005 on Osirak; Kreps and Fuhrmann 2011 count five attempts that came to much in 1941 to
2000)."""


def _outcry(world: World, crisis: Crisis) -> Term:
    """Return what a strike without leave costs, by how far the bodies that shelter the struck count."""
    seats, struck = world.memberships, crisis.initiator
    belief = (seats.met[:, struck] + 1.0) / (seats.met[:, struck] + seats.failed[:, struck] + 2.0)
    sheltered = float((seats.member[:, struck] * belief).max(initial=0.0))
    named = crisis.named == struck
    return Term("outcry", -0.1 - 0.3 * sheltered * (1.0 - 0.7 * named))


def _bargains(crisis: Crisis, here: Footing, held: float) -> list[Choice]:
    """Return the bargains in reach: an offer to make or to take, and what a mediator proposes.

    What a mediator proposes costs little face: nobody has bowed to the other (Young 1967).
    """
    found = []
    ours, theirs = (
        (crisis.settle_for, crisis.offer) if here.side == 0 else (crisis.offer, crisis.settle_for)
    )
    if theirs >= 0:
        found.append(_settled("take_offer", crisis, here, theirs, held, 0.4, 1.0))
    if crisis.proposed >= 0:
        found.append(_settled("take_proposal", crisis, here, crisis.proposed, held, 0.15, 0.75))
    for share in SHARES:
        if share == ours:
            continue  # said already
        taken = 0.6 - 0.55 * share if here.side == 0 else 0.1 + 0.7 * share
        if theirs >= 0:
            met = share <= theirs if here.side == 0 else share >= theirs
            taken = 0.9 if met else 0.3 * taken
        found.append(_settled("offer", crisis, here, share, held, 0.5, taken))
    return found


def _settled(
    key: str, crisis: Crisis, here: Footing, share: float, held: float, face: float, taken: float
) -> Choice:
    """Return the choice of settling for a share, with the chance that it is taken."""
    if here.side == 0:
        value = Term("bargain", here.stake * (share - held) * taken)
    else:
        value = Term("part_lost", -here.stake * (share - held) * taken)
    price = Term("face", -here.face * face)
    move = MoveInCrisis(here.state, crisis.id, Move.OFFER, share)
    unsettled = Term("unsettled", -(1.0 - taken) * 0.5 * (here.face + 0.2 * here.stake))
    return Choice(key, move, (value, price, unsettled), out=True)


def _scruple(world: World, here: Footing) -> Term:
    doctrine = world.states.doctrine[here.state]
    dear = 0.25 * float(doctrine[Doctrine.UPHOLD]) + 0.2 * float(doctrine[Doctrine.KEEP_OUT])
    tired = 0.3 * float(world.states.weariness[here.state])
    return Term("scruple", -dear - tired)


def _short_of_war(crisis: Crisis) -> float:
    """Return how much of a war the next step up is."""
    return (0.15, 0.25, 0.35, 0.6, 1.0, 1.0)[crisis.rung]


def _upkeep(crisis: Crisis) -> float:
    return 0.03 if crisis.kind == CrisisKind.BLOCKADE else 0.0


def _hurt(world: World, crisis: Crisis, state: StateId) -> float:
    """Return what it suffers while the crisis lasts, short of fighting."""
    if crisis.kind != CrisisKind.BLOCKADE:
        return 0.0
    tired = float(concession(world, crisis.stakes)[state])
    return 0.5 * float(world.states.disruption[state]) + 0.5 * tired
