"""Finders: one for each field of what a case may expect, giving what was found in the same shape."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np

from game.core.charter import CostSharing
from game.core.compliance import met
from game.core.ids import NOBODY
from game.core.kinds import Act, Doctrine, Excuse, Good, Obligation, Seat
from game.core.missions import mission_in
from game.core.records import Crisis, Duty, Motion, Resolution
from tests.adjudication.playing import Played, play
from tests.adjudication.setting import roll

Points = dict[str, Any]
"""What is expected, or what was found, by place."""


def _refused(played: Played, _: Any) -> list[Points]:
    return [{"by": by, "key": key} for by, key in played.refused]


def _names(played: Played, rows: Any) -> tuple[str, ...]:
    names = roll(played.case)
    return tuple(names[int(row)] for row in rows)


def _sorted_like(names: tuple[str, ...], said: Any) -> tuple[str, ...]:
    """Return names in the order in which the case lists them, others after."""
    order = {name: place for place, name in enumerate(said or ())}
    return tuple(sorted(names, key=lambda name: (order.get(name, len(order)), name)))


def _decided(played: Played, said: Points, records: list[Any]) -> Points:
    if not records:
        return {}
    number = said.get("number")
    record: Resolution | Motion = records[-1 if number is None else number]
    seen: Points = {}
    for key, want in said.items():
        match key:
            case "number":
                seen[key] = record.id
            case "vetoes":
                seen[key] = _sorted_like(_names(played, record.vetoes), want)
            case "voters":
                voters = _names(played, (vote.state for vote in record.votes))
                seen[key] = _sorted_like(voters, want)
            case "lifted":
                seen[key] = isinstance(record, Resolution) and record.lifted >= 0
            case _:
                seen[key] = getattr(record, key)
    return seen


def _line(played: Played, said: Points) -> Points:
    lines = [
        duty
        for duty in played.world.ledger
        if roll(played.case)[duty.state] == said["state"]
        and duty.act == said["act"]
        and said.get("draft") in (None, duty.resolution)
    ]
    if not lines:
        return {"state": said["state"], "act": said["act"], "written": False}
    duty = lines[-1]
    seen = {
        "state": said["state"], "act": said["act"], "written": True, "draft": duty.resolution,
        "owed": duty.obligation, "given": duty.given, "promised": duty.promised,
        "cheated": duty.cheated, "excused": duty.excused, "outcome": _outcome(duty),
    }  # fmt: skip
    return {key: seen[key] for key in said}


def _outcome(duty: Duty) -> str:
    if duty.obligation < Obligation.BINDING:
        return "not_owed"
    if met(duty.given):
        return "met"
    return "excused" if duty.excused != Excuse.NONE else "shirked"


def _bound(played: Played, said: dict[Act, Any]) -> Points:
    seen: dict[Any, tuple[str, ...]] = {}
    for act, want in said.items():
        states = {
            int(duty.state)
            for duty in played.world.ledger
            if duty.act == act and duty.obligation >= Obligation.BINDING
        }
        seen[act] = _sorted_like(_names(played, sorted(states)), want)
    return seen


def _body(played: Played, name: str) -> int:
    return [*played.case.bodies, *played.case.templates].index(name)


def _flags(column: str) -> Any:
    def find(played: Played, said: dict[str, Any]) -> Points:
        table, seen = getattr(played.world.memberships, column), {}
        for name, want in said.items():
            row = _body(played, name)
            flagged = np.flatnonzero(table[row]) if row < len(table) else ()
            seen[name] = _sorted_like(_names(played, flagged), want)
        return seen

    return find


def _seats(played: Played, said: dict[str, dict[str, Any]]) -> Points:
    seats, names = played.world.memberships.seat, roll(played.case)
    return {
        body: {name: Seat(int(seats[_body(played, body), names.index(name)])) for name in wanted}
        for body, wanted in said.items()
    }


def _leaving(played: Played, said: dict[str, dict[str, int]]) -> Points:
    leaves, names = played.world.memberships.leaves, roll(played.case)
    return {
        body: {name: int(leaves[_body(played, body), names.index(name)]) for name in wanted}
        for body, wanted in said.items()
    }


def _in_being(played: Played, said: dict[str, bool]) -> Points:
    there = played.world.memberships.in_being
    return {
        name: _body(played, name) < len(there) and bool(there[_body(played, name)]) for name in said
    }


def _state(played: Played, row: int) -> str | None:
    return None if row == NOBODY else roll(played.case)[row]


def _institution(played: Played, row: int) -> str | None:
    names = [*played.case.bodies, *played.case.templates]
    return None if row < 0 else names[row]


def _quarrel(played: Played, said: Points) -> Points:
    number = said.get("number", 0)
    if number >= len(played.world.crises):
        return {}
    crisis = played.world.crises[number]
    return {key: _of_crisis(played, crisis, key, want) for key, want in said.items()}


def _of_crisis(played: Played, crisis: Crisis, key: str, want: Any) -> Any:
    match key:
        case "number":
            return crisis.id
        case "named" | "found" | "mediator":
            return _state(played, getattr(crisis, key))
        case "leading":
            return _institution(played, crisis.institution)
        case "delegated":
            return _institution(played, crisis.delegated)
        case "bodies":
            return tuple(_institution(played, body) for body in crisis.bodies)
        case "decided":
            return tuple(sorted(crisis.acts, key=lambda act: (*want, act).index(act)))
        case "with_initiator" | "with_target":
            return _names(played, crisis.camps[0 if key == "with_initiator" else 1])
        case "consent":
            return None if crisis.consent < 0 else bool(crisis.consent)
        case "inquiry_sits":
            return crisis.inquiry_due >= 0
        case "clearer":
            return crisis.ambiguity < played.first.crises[crisis.id].ambiguity
        case "sides":
            if crisis.war < 0:
                return ((), ())
            war = played.world.wars[crisis.war]
            return tuple(
                _sorted_like(_names(played, side), wanted)
                for side, wanted in zip((war.attackers, war.defenders), want, strict=True)
            )
    return getattr(crisis, key)


def _charter(played: Played, said: Points) -> Points:
    charter = played.world.charters[_body(played, said["body"])]
    seen: Points = {}
    for key, want in said.items():
        match key:
            case "body":
                seen[key] = want
            case "permanent":
                seen[key] = _sorted_like(_names(played, charter.permanent), want)
            case "notice_turns":
                seen[key] = charter.withdrawal_notice_turns
            case "veto_over":
                seen[key] = {act: charter.rule(act).veto for act in want}
            case "majority_of":
                seen[key] = {act: _majority(charter.rule(act)) for act in want}
            case "obligation_of":
                seen[key] = {act: charter.obligation(act) for act in want}
            case _:
                seen[key] = getattr(charter, key)
    return seen


def _majority(rule: Any) -> str:
    named = {
        (Fraction(1, 2), True): "simple",
        (Fraction(2, 3), False): "two_thirds",
        (Fraction(3, 4), False): "three_quarters",
        (Fraction(1), False): "unanimity",
    }
    return named.get((rule.majority, rule.strict), str(rule.majority))


def _happens(played: Played, said: dict[str, bool]) -> Points:
    kinds = {event.kind for event in played.events}
    return {kind: kind in kinds for kind in said}


def _denied(played: Played, said: dict[str, Any]) -> Points:
    denied, names = played.world.embargoes.denied, roll(played.case)
    target = played.world.resolutions[-1].target
    return {
        name: tuple(
            Good(int(good)) for good in np.flatnonzero(denied[names.index(name), target] > 0)
        )
        for name in said
    }


def _mission(played: Played, said: Points) -> Points:
    mission = mission_in(played.world, played.world.crises[0])
    seen = {
        "sent": mission is not None and mission.men > 0,
        "admitted": mission is not None and mission.admitted,
        "stands": mission is not None and mission.adequacy > 0,
        "enough": mission is not None and mission.adequacy >= 1,
    }
    return {key: seen[key] for key in said}


def _colder(played: Played, said: dict[str, Any]) -> Points:
    before, after = played.first.dyads.affinity, played.world.dyads.affinity
    names = roll(played.case)
    seen = {}
    for name, want in said.items():
        row = names.index(name)
        less = np.flatnonzero(after[:, row] < before[:, row] - 1e-9)
        seen[name] = _sorted_like(_names(played, less), want)
    return seen


def _price(played: Played, _: str) -> str:
    event = next((one for one in played.events if one.kind == "resolution.unauthorised"), None)
    if event is None:
        return "none"
    world = played.first
    resented = world.rules.unlawful_resentment * world.dyads.affinity[:, event.object].clip(0, 1)
    whole = world.rules.unlawful_price * world.states.doctrine[:, Doctrine.UPHOLD] + resented
    return "whole" if event.figure("price") > 0.75 * float(whole.mean()) else "halved"


def _broke(played: Played, said: dict[str, bool]) -> Points:
    before, after = played.first.dyads.broken, played.world.dyads.broken
    names = roll(played.case)
    return {
        name: bool((after[:, names.index(name)] > before[:, names.index(name)] + 0.3).any())
        for name in said
    }


def _pays(played: Played, said: Any) -> tuple[str, ...]:
    """Find who pays for what others did: less money than where costs stay where they fall."""
    case = played.case
    bodies = {
        name: body.model_copy(
            update={"clauses": {**body.clauses, "cost_sharing": "where_it_falls"}}
        )
        for name, body in case.bodies.items()
    }
    alone = play(case.model_copy(update={"bodies": bodies})).world
    assert all(one.cost_sharing == CostSharing.WHERE_IT_FALLS for one in alone.charters)
    less = np.flatnonzero(played.world.states.treasury < alone.states.treasury - 1e-6)
    return _sorted_like(_names(played, less), said)


def _treaties(played: Played, said: dict[int, bool]) -> Points:
    live = {treaty.id for treaty in played.world.treaties_in_force()}
    return {str(number): number in live for number in said}


def _each(finder: Any) -> Any:
    return lambda played, said: [finder(played, item) for item in said]


def _draft(played: Played, said: Points) -> Points:
    return _decided(played, said, played.world.resolutions)


def _motion(played: Played, said: Points) -> Points:
    return _decided(played, said, played.world.motions)


FINDERS: dict[str, Any] = {
    "refused": _refused,
    "draft": _draft,
    "drafts": _each(_draft),
    "tabled": lambda played, _: len(played.world.resolutions),
    "moved": lambda played, _: len(played.world.motions),
    "motion": _motion,
    "motions": _each(_motion),
    "ledger": _each(_line),
    "bound": _bound,
    "members": _flags("member"),
    "suspended": _flags("suspended"),
    "invited": _flags("invited"),
    "seats": _seats,
    "leaving": _leaving,
    "in_being": _in_being,
    "crisis": _quarrel,
    "crises": _each(_quarrel),
    "charter": _charter,
    "happens": _happens,
    "denied": _denied,
    "colder": _colder,
    "price_of_going_alone": _price,
    "broke_its_word": _broke,
    "pays": _pays,
    "mission": _mission,
    "treaties": _treaties,
}
