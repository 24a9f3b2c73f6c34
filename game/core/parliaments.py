"""Parliaments: what a commitment must pass before it binds a democracy, and the odds that it does.

Governments that answer to nobody ratify with a stroke of the pen. Elsewhere a treaty, or membership
of an institution, is laid before parliament, which consents by the share that its constitution asks
for; what it has refused may be laid before it again after a while. In 1920 the Senate's two thirds
for the Covenant were seven votes short.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from game.core.charter import Charter
from game.core.formulas.politics import consent_terms
from game.core.ids import InstitutionId, StateId
from game.core.kinds import Act, Doctrine, Obligation, TreatyKind
from game.core.log import Log
from game.core.rng import stream
from game.core.terms import Term, total
from game.core.world import World

_BOUND = (0.1, 0.3, 0.6, 1.0)
"""How far a charter ties hands, by what it makes of its hardest measure (Obligation)."""

_PACT = {
    TreatyKind.DEFENCE: 0.7,
    TreatyKind.GUARANTEE: 0.8,
    TreatyKind.ENTENTE: 0.2,
    TreatyKind.NEUTRALITY: 0.1,
    TreatyKind.NON_AGGRESSION: 0.1,
}
"""How far a treaty ties hands."""

_SOLEMN = frozenset({TreatyKind.DEFENCE, TreatyKind.GUARANTEE})
"""Treaties that go to parliament; the rest are made by governments."""


@dataclass(frozen=True, slots=True)
class Ratification:
    """What a parliament makes of a commitment, as all can see it."""

    needed: float
    """Share that must consent, 0..1; 0 where nobody is asked."""
    terms: tuple[Term, ...]
    """Of the share that is expected to."""
    spread: float
    """Standard deviation of what nobody foresees."""

    @property
    def expected(self) -> float:
        """Share that is expected to consent, 0..1."""
        return min(1.0, max(0.0, total(self.terms)))

    @property
    def chance(self) -> float:
        """Chance that it passes, 0..1."""
        if self.needed <= 0:
            return 1.0
        return 1.0 - NormalDist(total(self.terms), self.spread).cdf(self.needed)


def asks_parliament(world: World, state: int) -> bool:
    """Tell whether a state's commitments need the consent of a parliament."""
    return bool(world.states.regime[state] >= world.rules.democracy)


def on_membership(world: World, state: StateId, body: InstitutionId) -> Ratification:
    """Return what a state's parliament makes of membership of an institution."""
    charter, seats = world.charters[body], world.memberships
    member = seats.member[body] & world.states.exists
    met, failed = float(seats.met[body, state]), float(seats.failed[body, state])
    credence = (met + 1.0) / (met + failed + 2.0)
    return _asked(world, state, _tied(charter), member, credence, seat=state in charter.permanent)


def on_treaty(world: World, state: StateId, kind: TreatyKind, other: StateId) -> Ratification:
    """Return what a state's parliament makes of a treaty with another; most need none."""
    if kind not in _SOLEMN:
        return Ratification(0.0, (), 1.0)
    partner = np.zeros(world.n, bool)
    partner[other] = True
    kept, broken = world.dyads.kept[state, other], world.dyads.broken[state, other]
    credence = float((kept + 1.0) / (kept + broken + 2.0))
    return _asked(world, state, _PACT[kind], partner, credence, seat=False)


def ratify_membership(world: World, state: StateId, body: InstitutionId, log: Log) -> bool:
    """Lay membership before a state's parliament; tell whether it consents, and write it down."""
    asked = on_membership(world, state, body)
    if asked.needed <= 0:
        return True
    about = {"institution": int(body)}
    share = _vote(world, state, asked, f"ratification {int(body)}")
    figures = {"yes": share, "needed": asked.needed}
    if share >= asked.needed:
        world.memberships.refused[body, state] = -1
        log.add("ratification.passed", state, about=about, figures=figures, terms=asked.terms)
        return True
    world.memberships.refused[body, state] = world.turn
    _lose_face(world, state)
    log.add("ratification.refused", state, about=about, figures=figures, terms=asked.terms)
    return False


def ratify_treaty(world: World, state: StateId, kind: TreatyKind, other: StateId, log: Log) -> bool:
    """Lay a treaty before a state's parliament; tell whether it consents."""
    asked = on_treaty(world, state, kind, other)
    if asked.needed <= 0:
        return True
    share = _vote(world, state, asked, f"treaty {int(kind)} {int(other)}")
    if share >= asked.needed:
        return True
    _lose_face(world, state)
    log.add(
        "ratification.treaty_refused",
        state,
        other,
        about={"kind": int(kind)},
        figures={"yes": share, "needed": asked.needed},
        terms=asked.terms,
    )
    return False


def refused_until(world: World, body: int, state: int) -> int:
    """Return the turn from which a refused membership may be laid before parliament again."""
    refused = int(world.memberships.refused[body, state])
    return refused + world.rules.resubmit_turns if refused >= 0 else 0


def _tied(charter: Charter) -> float:
    hardest = max(
        (charter.obligation(act) for act in (Act.FORCE, Act.TRADE_BAN, Act.OIL_BAN)),
        default=Obligation.NONE,
    )
    return _BOUND[hardest]


def _asked(
    world: World,
    state: StateId,
    bound: float,
    partners: np.ndarray[tuple[int], np.dtype[np.bool_]],
    credence: float,
    *,
    seat: bool,
) -> Ratification:
    states, rules = world.states, world.rules
    if not asks_parliament(world, state):
        return Ratification(0.0, (), rules.parliament_spread)
    weight = states.power * partners
    liking = float(world.dyads.affinity[state] @ weight) / max(float(weight.sum()), 1e-12)
    doctrine = states.doctrine[state]
    found = consent_terms(
        camp_for=float(states.camp_for[state]),
        camp_against=float(states.camp_against[state]),
        government=float(states.government[state]),
        danger=float(np.tanh(world.dyads.threat[state].max(initial=0.0))),
        bound=bound,
        keep_out=float(doctrine[Doctrine.KEEP_OUT]),
        uphold=float(doctrine[Doctrine.UPHOLD]),
        credence=credence,
        company=liking,
        joined=float((partners & states.exists).sum()) / max(int(states.exists.sum()), 1),
        seat=seat,
        weariness=float(states.weariness[state]),
    )
    terms = tuple(Term(key, value) for key, value in found.items() if value)
    return Ratification(float(states.consent[state]), terms, rules.parliament_spread)


def _vote(world: World, state: StateId, asked: Ratification, about: str) -> float:
    luck = stream(world.seed, world.turn, about).standard_normal(world.n)[state]
    return min(1.0, max(0.0, total(asked.terms) + asked.spread * float(luck)))


def _lose_face(world: World, state: StateId) -> None:
    """Let a government that could not deliver be listened to less."""
    influence = float(world.states.influence[state])
    world.states.influence[state] = max(0.0, influence - world.rules.refusal_cost)
