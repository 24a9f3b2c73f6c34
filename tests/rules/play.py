"""Playing the rules by hand: whole turns, quarrels set up as wanted, orders out of a hat."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import is_dataclass, replace
from typing import Any, get_args, get_origin, get_type_hints

import numpy as np

from game.ai.advisor import decide
from game.core.charter import Charter, DecisionRule
from game.core.events import Event
from game.core.ids import (
    NOBODY,
    NONE,
    ClaimId,
    CrisisId,
    InstitutionId,
    ResolutionId,
    StateId,
    WarId,
)
from game.core.kinds import Act, CrisisKind, Rung, Stage, Standing
from game.core.orders import ORDER_KINDS, Order
from game.core.records import Crisis, Resolution
from game.core.turn import Outcome, advance
from game.core.world import World
from tests.worlds import ARDEN, BORLAND, CASSIA

LEAGUE = InstitutionId(0)
QUARREL = CrisisId(0)
CLAIM = ClaimId(0)
"""Borland's claim on Cassia."""


def turn(world: World, *orders: Order) -> Outcome:
    """Play a turn to its end, giving each stage its orders."""
    events: list[Event] = []
    for number in range(world.stage, len(Stage)):
        outcome = advance(world, [order for order in orders if order.stage == number])
        world = outcome.world
        events += outcome.events
    return Outcome(world, tuple(events))


def turns(world: World, count: int) -> Outcome:
    """Let some turns pass without an order."""
    events: list[Event] = []
    for _ in range(count):
        outcome = turn(world)
        world = outcome.world
        events += outcome.events
    return Outcome(world, tuple(events))


def played(world: World, stages: int) -> World:
    """Let all states decide for themselves for some stages."""
    for _ in range(stages):
        world = advance(world, [done.order for done in decide(world, range(world.n))]).world
    return world


def happened(outcome: Outcome, kind: str) -> list[Event]:
    """Return the events of a kind."""
    return [event for event in outcome.events if event.kind == kind]


def quarrel(world: World, **facts: Any) -> Crisis:
    """Put a crisis of Borland with Cassia before the League, its facts as wanted."""
    crisis = Crisis(
        id=world.next_crisis(),
        kind=CrisisKind.CLAIM,
        initiator=BORLAND,
        target=CASSIA,
        claim=CLAIM,
        opened=world.turn,
        rung=Rung.CLASH,
        moved=world.turn,
        clock=world.turn + 20,
        stakes=0.9,
        ambiguity=0.2,
        staged=False,
        institution=LEAGUE,
        referred=world.turn,
        inquiry_due=NONE,
        found=NOBODY,
        named=NOBODY,
        acts=(),
        offer=-1.0,
        settle_for=-1.0,
        war=WarId(NONE),
    )
    crisis = replace(crisis, **facts)
    world.put(crisis)
    return crisis


def measure(world: World, *acts: Act, crisis: CrisisId = QUARREL) -> Resolution:
    """Put measures in force against Borland."""
    resolution = Resolution(
        id=world.next_resolution(),
        institution=LEAGUE,
        crisis=crisis,
        proposer=StateId(0),
        acts=acts,
        target=BORLAND,
        tabled=world.turn - 1,
        standing=Standing.ADOPTED,
    )
    world.put(resolution)
    return resolution


def tabled(world: World, *acts: Act, by: StateId = ARDEN) -> Resolution:
    """Put acts against Borland on this turn's agenda and go to the council's stage."""
    resolution = Resolution(
        id=ResolutionId(len(world.resolutions)),
        institution=LEAGUE,
        crisis=QUARREL,
        proposer=by,
        acts=acts,
        target=BORLAND,
        tabled=world.turn,
    )
    world.put(resolution)
    world.stage = Stage.COUNCIL
    return resolution


def chartered(world: World, **clauses: Any) -> Charter:
    """Amend the League's charter; clauses of a decision rule amend the rule of every act."""
    charter = world.charters[0]
    of_rules = {name: clauses.pop(name) for name in list(clauses) if name in _RULE}
    charter = replace(
        charter, rules=tuple(replace(rule, **of_rules) for rule in charter.rules), **clauses
    )
    world.charters = (charter,)
    return charter


_RULE = frozenset(DecisionRule.__dataclass_fields__)


def out_of_a_hat(world: World, seed: int, count: int) -> list[Order]:
    """Return orders at random: many of them legal, many not, of this stage and of others."""
    draw = np.random.default_rng(seed)
    kinds = list(ORDER_KINDS.values())
    fitting = [kind for kind in kinds if kind.stage == world.stage]
    found = []
    for _ in range(count):
        pool = fitting if draw.random() < 0.9 else kinds
        kind = pool[int(draw.integers(len(pool)))]
        hints = {name: hint for name, hint in get_type_hints(kind).items() if name != "stage"}
        values = {name: _drawn(world, name, hint, draw) for name, hint in hints.items()}
        if kind.__name__ == "SetBudget" and draw.random() < 0.7:
            parts = np.round(draw.dirichlet(np.ones(4)), 3)
            parts[3] = round(1 - parts[:3].sum(), 3)
            values |= dict(zip(("arms", "welfare", "growth", "aid"), np.abs(parts), strict=True))
        found.append(kind(**values))
    return found


def _drawn(world: World, name: str, hint: Any, draw: np.random.Generator) -> Any:
    if get_origin(hint) is tuple:
        size = int(draw.integers(0, 4))
        return tuple(_drawn(world, name, get_args(hint)[0], draw) for _ in range(size))
    hint = getattr(hint, "__supertype__", hint)
    if is_dataclass(hint):
        parts = get_type_hints(hint)
        return hint(**{part: _drawn(world, part, kind, draw) for part, kind in parts.items()})
    if hint is bool:
        return bool(draw.random() < 0.5)
    if hint is float:
        return float(draw.choice([0.0, 0.25, 0.5, 1.0, 0.3, 12.0, -1.0, np.nan, np.inf]))
    if hint is int:
        rows = {
            "state": world.n,
            "to": world.n,
            "by": world.n,
            "of": world.n,
            "lands": world.board.territories,
            "reparation": len(world.reparations),
            "accord": len(world.accords),
            "turns": 130,
            "taker": world.n,
            "target": world.n,
            "formation": len(world.formations.exists),
            "goal": len(world.board.lonlat),
            "territory": world.board.territories,
            "claim": len(world.claims),
            "crisis": len(world.crises),
            "war": len(world.wars),
            "resolution": len(world.resolutions),
            "treaty": len(world.treaties),
            "institution": len(world.charters),
            "body": len(world.charters),
            "motion": len(world.motions),
            "template": len(world.scenario.templates),
            "invited": world.n,
            "act": len(Act),
        }.get(name, 2)
        if draw.random() < 0.05:
            return int(draw.choice([-1, rows, 10_000]))
        # The newest rows are the ones that orders are mostly about.
        return int(draw.integers(max(0, rows - 8), max(rows, 1)))
    members = list(hint)
    return members[int(draw.integers(len(members)))]


def kinds_of(events: Iterable[Event]) -> list[str]:
    """Return the kinds of events, in order."""
    return [event.kind for event in events]
