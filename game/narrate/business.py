"""What orders about institutions say: drafts amended, assemblies convened, members, charters."""

from __future__ import annotations

from enum import IntEnum
from typing import Any, Final

from game.core.charter import (
    Admission,
    CostSharing,
    Means,
    Monitoring,
    Organ,
    RegionalClause,
    Trigger,
)
from game.core.kinds import Act, Clause, Mandate, Obligation
from game.core.orders import (
    Accede,
    AmendDraft,
    Boycott,
    Convene,
    FormCoalition,
    Found,
    Invite,
    MoveAmendment,
    MoveMembership,
    Order,
    PledgeForces,
    Recall,
    VoteMotion,
)
from game.core.records import Motion
from game.core.world import World
from game.narrate import council
from game.narrate.names import Names
from game.narrate.numerals import Figure, listed, many, percent

_ENUMS: Final[dict[Clause, type[IntEnum]]] = {
    Clause.ADMISSION: Admission,
    Clause.TRIGGER_ADDED: Trigger,
    Clause.TRIGGER_DROPPED: Trigger,
    Clause.ORGAN: Organ,
    Clause.OBLIGATION: Obligation,
    Clause.MEANS: Means,
    Clause.COST_SHARING: CostSharing,
    Clause.MONITORING: Monitoring,
    Clause.REGIONAL: RegionalClause,
    Clause.STEP_ADDED: Act,
}
_STATES: Final = (
    Clause.PERMANENT_SEAT_ADDED,
    Clause.PERMANENT_SEAT_DROPPED,
    Clause.LEAD,
    Clause.ADVERSARY_ADDED,
    Clause.ADVERSARY_DROPPED,
    Clause.AREA_ADDED,
    Clause.AREA_DROPPED,
    Clause.VETO_WITHHELD,
    Clause.VETO_GRANTED,
)
_SHARES: Final = (
    Clause.MAJORITY,
    Clause.QUORUM,
    Clause.STANDING_FORCE,
    Clause.PLEDGED_SHARE,
)
_COUNTS: Final = (
    Clause.ELECTED_SEATS,
    Clause.ELECTED_TERM,
    Clause.NOTICE,
    Clause.REVIEW,
    Clause.INQUIRY_TERM,
    Clause.REGIME_FLOOR,
    Clause.REGIME_CEILING,
)


def clause_reads(clause: Clause, value: float, names: Names) -> str:
    """Return what a clause would say with a value, as a phrase."""
    if clause in _ENUMS:
        kind = _ENUMS[clause]
        return (
            names.word(kind(int(value)))
            if int(value) in tuple(kind)
            else names.strings["word.none"]
        )
    if clause in _STATES:
        return str(names.state(int(value)))
    if clause in _SHARES:
        return percent(value)
    if clause in _COUNTS:
        return str(int(value))
    return names.strings["word.yes" if value else "word.no"]


def motion_words(motion: Motion, names: Names) -> str:
    """Return what a motion asks, as a noun phrase."""
    values: dict[str, Any] = {
        "state": names.state(motion.target),
        "institution": names.institution(motion.institution),
    }
    key = f"motion.{motion.act.name.lower()}"
    if motion.act == Act.AMENDMENT:
        clause = Clause(motion.clause)
        values["clause"] = names.word(clause)
        values["reads"] = clause_reads(clause, motion.value, names)
        if motion.clause_act >= 0:
            key += ".of_act"
            values["act"] = names.word(Act(motion.clause_act))
    return names.strings[key].format(**values)


def business_values(
    key: str, order: Order, known: World, names: Names
) -> tuple[str, dict[str, Any]] | None:
    """Return the template and values of an order about institutions; None for other orders."""
    match order:
        case AmendDraft():
            return key, {
                "resolution": council.demand(known.resolutions[order.resolution], names),
                "add": listed([names.word(act) for act in order.add]) or names.strings["word.none"],
                "drop": listed([names.word(act) for act in order.drop])
                or names.strings["word.none"],
            }
        case Convene():
            return key, {"resolution": council.demand(known.resolutions[order.resolution], names)}
        case Recall():
            return key, {"target": names.state(known.resolutions[order.resolution].target)}
        case FormCoalition():
            usual = order.mandate == Mandate.RESTORE_LINE
            return key if usual else f"{key}.mandate", {
                "mandate": names.word(order.mandate),
                "target": names.state(order.target),
                "acts": listed([names.word(act) for act in order.acts]),
            }
        case PledgeForces():
            return key, {
                "institution": names.institution(order.institution),
                "share": Figure(order.share),
            }
        case Boycott():
            how = "away" if order.away else "back"
            return f"{key}.{how}", {"institution": names.institution(order.institution)}
        case Found():
            template = known.scenario.templates[order.template]
            return f"{key}.changed" if order.changes else key, {
                "charter": names.charter_title(template.key),
                "invited": names.states(order.invited),
                "changes": many(len(order.changes), "clause"),
            }
        case Accede():
            return key, {"institution": names.institution(order.institution)}
        case Invite():
            return key, {
                "institution": names.institution(order.institution),
                "to": names.state(order.to),
            }
        case MoveMembership():
            return f"{key}.{order.act.name.lower()}", {
                "institution": names.institution(order.institution),
                "target": names.state(order.target),
            }
        case MoveAmendment():
            of_act = order.act >= 0
            return f"{key}.of_act" if of_act else key, {
                "institution": names.institution(order.institution),
                "clause": names.word(order.clause),
                "reads": clause_reads(order.clause, order.value, names),
                "act": names.word(Act(order.act)) if of_act else "",
            }
        case VoteMotion():
            return f"{key}.{order.ballot.name.lower()}", {
                "motion": motion_words(known.motions[order.motion], names)
            }
    return None
