"""A charter with one clause changed."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from enum import IntEnum
from fractions import Fraction
from typing import Any, Final

from game.core.charter import (
    Admission,
    Charter,
    CostSharing,
    DecisionRule,
    Means,
    Monitoring,
    Organ,
    RegionalClause,
    Trigger,
)
from game.core.ids import NOBODY, StateId
from game.core.kinds import Act, Clause, Obligation

_FLAGS: Final[dict[Clause, str]] = {
    Clause.SELF_DEFENCE: "self_defence",
    Clause.SUSPENSION: "suspension",
    Clause.EXPULSION: "expulsion",
    Clause.VETO_RESTRAINT: "veto_restraint",
    Clause.CONSENT: "consent_needed",
    Clause.OUTSIDERS_REFER: "outsiders_may_refer",
}
_ENUMS: Final[dict[Clause, tuple[str, type[IntEnum]]]] = {
    Clause.ADMISSION: ("admission", Admission),
    Clause.MEANS: ("means", Means),
    Clause.COST_SHARING: ("cost_sharing", CostSharing),
    Clause.MONITORING: ("monitoring", Monitoring),
    Clause.REGIONAL: ("regional", RegionalClause),
}
_COUNTS: Final[dict[Clause, tuple[str, int, int]]] = {
    Clause.ELECTED_SEATS: ("elected_seats", 0, 60),
    Clause.ELECTED_TERM: ("elected_term_turns", 1, 80),
    Clause.NOTICE: ("withdrawal_notice_turns", 0, 80),
    Clause.REVIEW: ("review_every_turns", 0, 400),
}
_SHARES: Final[dict[Clause, str]] = {
    Clause.STANDING_FORCE: "standing_force",
    Clause.PLEDGED_SHARE: "pledged_share",
}
_RULE_FLAGS: Final[dict[Clause, str]] = {
    Clause.PARTIES_VOTE: "parties_vote",
    Clause.VETO: "veto",
    Clause.ABSENCE_CONSENTS: "absence_consents",
    Clause.BYPASS: "bypass",
}
OF_ACTS: Final = (*_RULE_FLAGS, Clause.MAJORITY, Clause.ORGAN, Clause.QUORUM, Clause.OBLIGATION)
"""Clauses that speak of one act."""


def amended(charter: Charter, clause: Clause, value: float, act: int = -1) -> Charter:
    """Return a charter in which a clause reads otherwise.

    `value` is a number, a flag (0 or 1), the number of an enum's member or of a state, as the
    clause asks; `act` the act it is about, for the clauses of OF_ACTS. A majority of one half is
    more than half; one of 1 unanimity. Raises ValueError for a value that the clause cannot have,
    and for one that it has already.
    """
    changed = _changed(charter, clause, value, act)
    faults = changed.faults()
    if faults:
        raise ValueError(f"no charter can have this {faults[0]}")
    if changed == charter:
        raise ValueError("it reads so already")
    return changed


def _changed(charter: Charter, clause: Clause, value: float, act: int) -> Charter:
    if clause in OF_ACTS:
        return _of_act(charter, clause, value, act)
    fields: dict[str, Any]
    if clause in _FLAGS:
        fields = {_FLAGS[clause]: _flag(value)}
    elif clause in _ENUMS:
        name, kind = _ENUMS[clause]
        fields = {name: kind(_whole(value))}
    elif clause in _COUNTS:
        name, least, most = _COUNTS[clause]
        fields = {name: _whole(value, least, most)}
    elif clause in _SHARES:
        fields = {_SHARES[clause]: _share(value)}
    elif clause == Clause.LEAD:
        fields = {"lead": StateId(_whole(value, NOBODY))}
    else:
        fields = _lists(charter, clause, value)
    return replace(charter, **fields)


def _lists(charter: Charter, clause: Clause, value: float) -> dict[str, Any]:
    adds: dict[Clause, tuple[str, Callable[[int], Any], bool]] = {
        Clause.TRIGGER_ADDED: ("triggers", Trigger, True),
        Clause.TRIGGER_DROPPED: ("triggers", Trigger, False),
        Clause.PERMANENT_SEAT_ADDED: ("permanent", StateId, True),
        Clause.PERMANENT_SEAT_DROPPED: ("permanent", StateId, False),
        Clause.ADVERSARY_ADDED: ("adversaries", StateId, True),
        Clause.ADVERSARY_DROPPED: ("adversaries", StateId, False),
    }
    if clause not in adds:
        raise ValueError("no such clause")
    name, kind, adding = adds[clause]
    item = kind(_whole(value, 0))
    listed = getattr(charter, name)
    if adding == (item in listed):
        raise ValueError("it reads so already")
    if adding:
        return {name: (*listed, item)}
    return {name: tuple(each for each in listed if each != item)}


def _of_act(charter: Charter, clause: Clause, value: float, act: int) -> Charter:
    if not 0 <= act < len(Act):
        raise ValueError("no such act")
    if clause == Clause.OBLIGATION:
        owed = list(charter.obligations)
        owed[act] = Obligation(_whole(value))
        return replace(charter, obligations=tuple(owed))
    rule: DecisionRule = charter.rules[act]
    if clause in _RULE_FLAGS:
        rule = replace(rule, **{_RULE_FLAGS[clause]: _flag(value)})  # type: ignore[arg-type]
    elif clause == Clause.ORGAN:
        rule = replace(rule, organ=Organ(_whole(value)))
    elif clause == Clause.QUORUM:
        rule = replace(rule, quorum=Fraction(_share(value)).limit_denominator(100))
    else:
        share = Fraction(_share(value)).limit_denominator(100)
        if share < Fraction(1, 2):
            raise ValueError("less than half decides nothing")
        rule = replace(rule, majority=share, strict=share == Fraction(1, 2))
    rules = list(charter.rules)
    rules[act] = rule
    return replace(charter, rules=tuple(rules))


def _whole(value: float, least: int = 0, most: int = 10_000) -> int:
    if not math.isfinite(value) or value != int(value) or not least <= value <= most:
        raise ValueError("no such value")
    return int(value)


def _flag(value: float) -> bool:
    return bool(_whole(value, 0, 1))


def _share(value: float) -> float:
    if not 0 <= value <= 1:
        raise ValueError("no such share")
    return round(value, 4)
