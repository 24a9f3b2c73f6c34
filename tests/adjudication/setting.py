"""A case is set out: its states on the ring of lands, its bodies under their charters."""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import replace
from functools import lru_cache
from typing import Any

import numpy as np
from pydantic import TypeAdapter

from game.content import library
from game.content.compile.charter import compile_charter
from game.content.located import read
from game.content.schema.charters import CharterFile
from game.core.books import open_books
from game.core.charter import Charter
from game.core.columns import Axis
from game.core.ids import (
    NO_INSTITUTION,
    NOBODY,
    NONE,
    ClaimId,
    CrisisId,
    InstitutionId,
    StateId,
    TerritoryId,
    TreatyId,
    WarId,
)
from game.core.invariants import check
from game.core.kinds import Alert, Rung, Seat
from game.core.phases import appraisal
from game.core.records import Claim, Crisis, Resolution, Treaty, War
from game.core.world import World
from game.lab.ring import LANDS_EACH, ring_world
from tests.adjudication import schema

_FILE: TypeAdapter[CharterFile] = TypeAdapter(CharterFile)
FEWEST = 4
"""States that the ring has at least; those that a case does not name stand by."""


def set_out(case: schema.Case) -> World:
    """Return the world of a case as it stands when the first orders are given.

    Every state is led by a person, so that nothing is done which the case does not say.
    """
    names = roll(case)
    world = _ring(len(names)).clone()
    world.scenario = replace(
        world.scenario,
        state_keys=tuple(name.lower() for name in names),
        institution_keys=tuple(name.lower() for name in case.bodies),
        templates=tuple(
            replace(chartered(case, rules), key=name.lower())
            for name, rules in case.templates.items()
        ),
    )
    world.turn = case.turn
    _states(world, case)
    for number, (name, body) in enumerate(case.bodies.items()):
        _body(world, case, number, name, body)
    if not case.bodies:
        world.memberships.in_being[:] = False
    for name, others in case.liking.items():
        for other, liking in others.items():
            world.dyads.affinity[state(case, name), state(case, other)] = liking
    for name, others in case.trade.items():
        for other, share in others.items():
            world.dyads.usual_trade[state(case, name), state(case, other)] = share
    _papers(world, case)
    for crisis in case.crises:
        _crisis(world, case, crisis)
    for draft in case.drafts:
        _draft(world, case, draft)
    appraisal.run(world)
    open_books(world)
    world.settle()
    check(world)
    return world


def roll(case: schema.Case) -> tuple[str, ...]:
    """Return the names of the states, by id."""
    spare = tuple(f"Bystander{number}" for number in range(FEWEST - len(case.players)))
    return (*case.players, *spare)


def state(case: schema.Case, name: str) -> StateId:
    """Return the id of a state by its name."""
    return StateId(case.players.index(name))


def body_of(case: schema.Case, name: str) -> InstitutionId:
    """Return the id of a body by its name; those founded in play come after those there were."""
    return InstitutionId([*case.bodies, *case.templates].index(name))


def chartered(case: schema.Case, rules: schema.Rules) -> Charter:
    """Return the preset of a case with its clauses changed and its states in their places."""
    plain = deepcopy(_preset(rules.preset))
    council = plain.setdefault("council", {})
    council.update(permanent=list(rules.permanent), without_veto=list(rules.without_veto))
    plain.update(
        founders=[],
        stand_ins={},
        adversaries=list(rules.adversaries),
        area=list(rules.area),
        lead=rules.lead,
    )
    for clause, value in rules.clauses.items():
        if clause == "ladder" and isinstance(value, list):
            fresh: list[Any] = value
            told = {rung["act"] for rung in fresh}
            plain["ladder"] = [
                *(rung for rung in plain.get("ladder", []) if rung["act"] not in told), *fresh,
            ]  # fmt: skip
        elif isinstance(value, dict) and isinstance(plain.get(clause), dict):
            for key, item in value.items():
                old = plain[clause].get(key)
                if isinstance(old, dict) and isinstance(item, dict):
                    plain[clause][key] = {**old, **item}
                else:
                    plain[clause][key] = item
        else:
            plain[clause] = value
    file = _FILE.validate_json(json.dumps(plain))
    states = {name: number for number, name in enumerate(case.players)}
    return compile_charter(file, states, _ring(FEWEST).scenario.calendar)


@lru_cache(maxsize=32)
def _preset(key: str) -> dict[str, Any]:
    path = library.charters().get(key)
    if path is None:
        raise ValueError(f"no charter is called '{key}'")
    found, issues = read(path)
    if found is None or issues:
        raise ValueError("\n".join(map(str, issues)))
    plain: dict[str, Any] = found.data
    return plain


@lru_cache(maxsize=32)
def _ring(n: int) -> World:
    """Return a ring without League, claims or treaties, all of whose states are alike."""
    world = ring_world(n)
    states, seats = world.states, world.memberships
    for column in ("milex", "milper", "irst", "pec", "tpop", "upop", "production", "treasury",
                   "influence", "dependence", "doctrine", "ideal", "supply_share"):  # fmt: skip
        figures = getattr(states, column)
        figures[:] = figures.mean(axis=0)
    states.major[:] = False
    states.regime[:] = 5.0
    world.dyads.affinity[:] = 0.1
    np.fill_diagonal(world.dyads.affinity, 0.0)
    world.dyads.rivalry[:] = 0.0
    world.dyads.kept[:] = world.dyads.broken[:] = world.dyads.aggression[:] = 0.0
    seats.member[:] = seats.invited[:] = seats.suspended[:] = seats.away[:] = False
    seats.seat[:] = Seat.NONE
    seats.seat_until[:] = NONE
    world.claims, world.treaties, world.charters = [], [], world.charters
    return world


def _states(world: World, case: schema.Case) -> None:
    states = world.states
    states.human[:] = True
    for name, figures in case.figures.items():
        row = state(case, name)
        states.major[row] = figures.great
        if figures.great:  # four times a lesser power
            for column in ("milex", "milper", "irst", "pec", "tpop", "upop", "production"):
                getattr(states, column)[row] *= 4.0
        states.regime[row] = figures.regime
        states.warheads[row] = figures.warheads
        for column, value in (
            ("treasury", figures.treasury),
            ("stability", figures.stability),
            ("weariness", figures.weariness),
            ("milper", figures.soldiers),
        ):
            if value is not None:
                getattr(states, column)[row] = value


def _body(world: World, case: schema.Case, number: int, name: str, body: schema.Body) -> None:
    charter = replace(chartered(case, body), key=name.lower())
    if number == 0:
        world.charters = (charter,)
    else:
        world.charters = (*world.charters, charter)
        world.memberships = world.memberships.grown(Axis.INSTITUTION)
    seats = world.memberships
    seats.in_being[number] = body.in_being
    for group in (body.permanent, body.elected, body.members):
        seats.member[number, [state(case, one) for one in group]] = True
    seats.seat[number, [state(case, one) for one in body.permanent]] = Seat.PERMANENT
    outside = [state(case, one) for one in body.outside]
    seats.member[number, outside] = False
    seats.seat[number, outside] = Seat.NONE
    elected = [state(case, one) for one in body.elected]
    seats.seat[number, elected] = Seat.ELECTED
    seats.seat_until[number, elected] = case.turn + 40
    for one, turn in body.terms.items():
        seats.seat_until[number, state(case, one)] = turn
    for flags, group in (
        (seats.away, body.away),
        (seats.suspended, body.suspended),
        (seats.invited, body.invited),
    ):
        flags[number, [state(case, one) for one in group]] = True
    for one, turn in body.leaving.items():
        seats.leaves[number, state(case, one)] = turn
    for one, share in body.pledged.items():
        seats.pledged[number, state(case, one)] = share


def _papers(world: World, case: schema.Case) -> None:
    for claim in case.claims:
        holder = state(case, claim.on)
        world.claims.append(
            Claim(
                id=ClaimId(len(world.claims)),
                claimant=state(case, claim.by),
                holder=holder,
                territories=(TerritoryId(holder * LANDS_EACH + 1),),
                weight=0.8,
                legitimacy=0.3,
                pretext=0.6,
            )
        )
    for treaty in case.treaties:
        parties = tuple(state(case, name) for name in treaty.between)
        until = -1 if treaty.until is None else treaty.until
        world.treaties.append(
            Treaty(
                TreatyId(len(world.treaties)), treaty.kind, parties, -4, until, parties[0],
                accepted=True,
            )
        )  # fmt: skip


def _crisis(world: World, case: schema.Case, said: schema.Crisis) -> None:
    number = CrisisId(len(world.crises))
    first, other = state(case, said.by), state(case, said.on)
    war = WarId(NONE)
    if said.fighting is not None or (said.rung == Rung.WAR and first != other):
        sides = said.fighting or ((said.by,), (said.on,))
        war = WarId(len(world.wars))
        attackers, defenders = (tuple(state(case, name) for name in side) for side in sides)
        world.wars.append(
            War(war, number, attackers, defenders, case.turn - 1, (0.0, 0.0), (None, None))
        )
    bodies = tuple(body_of(case, name) for name in said.before)
    world.crises.append(
        Crisis(
            id=number,
            kind=said.kind,
            initiator=first,
            target=other,
            claim=ClaimId(said.claim),
            opened=case.turn - 1,
            rung=said.rung,
            moved=case.turn - 1,
            clock=said.clock,
            stakes=0.8,
            ambiguity=said.ambiguity,
            staged=False,
            institution=bodies[0] if bodies else InstitutionId(NONE),
            referred=case.turn - 1 if bodies else NONE,
            inquiry_due=NONE if said.inquiry_due is None else said.inquiry_due,
            found=NOBODY if said.found is None else state(case, said.found),
            named=NOBODY if said.named is None else state(case, said.named),
            acts=said.decided,
            offer=-1.0 if said.offer is None else said.offer,
            settle_for=-1.0 if said.settle_for is None else said.settle_for,
            war=war,
            camps=(
                tuple(state(case, name) for name in said.with_initiator),
                tuple(state(case, name) for name in said.with_target),
                (),
            ),
            mediator=NOBODY if said.mediator is None else state(case, said.mediator),
            offices=tuple(state(case, name) for name in said.offices),
            bodies=bodies,
            delegated=NO_INSTITUTION if said.delegated is None else body_of(case, said.delegated),
            consent=NONE if said.consent is None else int(said.consent),
            alerts=said.alerts or (Alert.NONE, Alert.NONE),
        )
    )


def _draft(world: World, case: schema.Case, said: schema.Draft) -> None:
    world.put(
        Resolution(
            id=world.next_resolution(),
            institution=NO_INSTITUTION if said.body is None else body_of(case, said.body),
            crisis=CrisisId(said.crisis),
            proposer=state(case, said.by),
            acts=said.acts,
            target=state(case, said.target),
            tabled=case.turn + said.tabled if said.tabled < 0 else said.tabled,
            standing=said.standing,
            put=said.put,
        )
    )
