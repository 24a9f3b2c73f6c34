"""A charter with one clause changed."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import IntEnum
from fractions import Fraction
from typing import Any, Final

from game.core.charter import (
    Admission,
    Charter,
    CostSharing,
    DecisionRule,
    LadderStep,
    Means,
    Monitoring,
    Organ,
    RegionalClause,
    Trigger,
)
from game.core.ids import NOBODY, NONE, StateId
from game.core.kinds import Act, Clause, Obligation

FLAGS: Final[dict[Clause, str]] = {
    Clause.SELF_DEFENCE: "self_defence",
    Clause.SUSPENSION: "suspension",
    Clause.EXPULSION: "expulsion",
    Clause.VETO_RESTRAINT: "veto_restraint",
    Clause.CONSENT: "consent_needed",
    Clause.OUTSIDERS_REFER: "outsiders_may_refer",
    Clause.MEMBERS_REFER: "members_may_refer",
    Clause.SELF_DEFENCE_UNTIL_COUNCIL: "self_defence_until_council",
    Clause.MAY_WITHDRAW: "may_withdraw",
    Clause.AMENDMENT_PERMANENT: "amendment_permanent",
}
ENUMS: Final[dict[Clause, tuple[str, type[IntEnum]]]] = {
    Clause.ADMISSION: ("admission", Admission),
    Clause.MEANS: ("means", Means),
    Clause.COST_SHARING: ("cost_sharing", CostSharing),
    Clause.MONITORING: ("monitoring", Monitoring),
    Clause.REGIONAL: ("regional", RegionalClause),
}
COUNTS: Final[dict[Clause, tuple[str, int, int]]] = {
    Clause.ELECTED_SEATS: ("elected_seats", 0, 60),
    Clause.ELECTED_TERM: ("elected_term_turns", 1, 80),
    Clause.NOTICE: ("withdrawal_notice_turns", 0, 80),
    Clause.REVIEW: ("review_every_turns", 0, 400),
    Clause.INQUIRY_TERM: ("inquiry_turns", 1, 40),
    Clause.REGIME_FLOOR: ("regime_floor", -10, 10),
    Clause.REGIME_CEILING: ("regime_ceiling", -10, 10),
}
SHARES: Final[dict[Clause, str]] = {
    Clause.STANDING_FORCE: "standing_force",
    Clause.PLEDGED_SHARE: "pledged_share",
}
RULE_FLAGS: Final[dict[Clause, str]] = {
    Clause.PARTIES_VOTE: "parties_vote",
    Clause.VETO: "veto",
    Clause.ABSENCE_CONSENTS: "absence_consents",
    Clause.BYPASS: "bypass",
}
OF_ACTS: Final = (
    *RULE_FLAGS,
    Clause.MAJORITY,
    Clause.ORGAN,
    Clause.QUORUM,
    Clause.OBLIGATION,
    Clause.STEP_ADDED,
    Clause.STEP_DROPPED,
)
"""Clauses that speak of one act."""


@dataclass(frozen=True, slots=True)
class Change:
    """One clause that is to read otherwise, in the terms of `amended`."""

    clause: Clause
    value: float
    act: int = NONE

    def key(self) -> tuple[float, ...]:
        """Return what changes are put in order by."""
        return (float(self.clause), float(self.value), float(self.act))


def rewritten(charter: Charter, changes: Iterable[Change]) -> Charter:
    """Return a charter with changes made one after another. Raises ValueError as `amended` does."""
    for change in changes:
        charter = amended(charter, change.clause, change.value, change.act)
    return charter


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
    if clause in FLAGS:
        fields = {FLAGS[clause]: _flag(value)}
    elif clause in ENUMS:
        name, kind = ENUMS[clause]
        fields = {name: kind(_whole(value))}
    elif clause in COUNTS:
        name, least, most = COUNTS[clause]
        fields = {name: _whole(value, least, most)}
    elif clause in SHARES:
        fields = {SHARES[clause]: _share(value)}
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
        Clause.AREA_ADDED: ("area", StateId, True),
        Clause.AREA_DROPPED: ("area", StateId, False),
        Clause.VETO_WITHHELD: ("without_veto", StateId, True),
        Clause.VETO_GRANTED: ("without_veto", StateId, False),
    }
    if clause not in adds:
        raise ValueError("no such clause")
    name, kind, adding = adds[clause]
    item = kind(_whole(value, 0))
    listed = getattr(charter, name)
    if adding == (item in listed):
        raise ValueError("it reads so already")
    if clause == Clause.VETO_WITHHELD and item not in charter.permanent:
        raise ValueError("it holds no permanent seat")
    if clause == Clause.AREA_DROPPED and len(listed) == 1:
        raise ValueError("an area of no land would be everywhere")
    if adding:
        return {name: (*listed, item)}
    return {name: tuple(each for each in listed if each != item)}


def _of_act(charter: Charter, clause: Clause, value: float, act: int) -> Charter:
    if not 0 <= act < len(Act):
        raise ValueError("no such act")
    if clause in (Clause.STEP_ADDED, Clause.STEP_DROPPED):
        return replace(charter, ladder=_ladder(charter, clause, value, Act(act)))
    if clause == Clause.OBLIGATION:
        owed = list(charter.obligations)
        owed[act] = Obligation(_whole(value))
        return replace(charter, obligations=tuple(owed))
    rule: DecisionRule = charter.rules[act]
    if clause in RULE_FLAGS:
        rule = replace(rule, **{RULE_FLAGS[clause]: _flag(value)})  # type: ignore[arg-type]
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


def _ladder(charter: Charter, clause: Clause, value: float, act: Act) -> tuple[LadderStep, ...]:
    """Return the ladder with a rung more at its end, or with one taken out on which none rests."""
    known = {step.act for step in charter.ladder}
    if (clause == Clause.STEP_ADDED) == (act in known):
        raise ValueError("it reads so already")
    if clause == Clause.STEP_ADDED:
        need = _whole(value, -1, len(Act) - 1)
        if need not in (*known, act, -1):
            raise ValueError("the ladder does not know what that would need")
        needs = (Act(need),) if need in known else ()
        return (*charter.ladder, LadderStep(act, needs))
    if not _flag(value) or any(act in step.needs for step in charter.ladder):
        raise ValueError("another step rests on it")
    return tuple(step for step in charter.ladder if step.act != act)


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
