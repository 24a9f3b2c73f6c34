"""What a charter says, clause by clause, with whatever makes no difference left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from game.core.charter import Charter, DecisionRule, Organ
from game.core.ids import NOBODY
from game.core.kinds import Act


@dataclass(frozen=True, slots=True, order=True)
class Rule:
    """A decision rule without what it leaves no room for."""

    organ: Organ
    majority: Fraction
    strict: bool
    parties_vote: bool
    veto: bool
    absence_consents: bool | None
    """None where nobody's consent is needed."""
    quorum: Fraction
    bypass: bool


def rule_of(rule: DecisionRule) -> Rule:
    """Return what a rule comes to."""
    asked = rule.veto or rule.majority == 1
    return Rule(
        rule.organ,
        rule.majority,
        rule.strict,
        rule.parties_vote,
        rule.veto,
        rule.absence_consents if asked else None,
        rule.quorum,
        rule.bypass and rule.veto,
    )


def general_rule(rules: tuple[Rule, ...]) -> Rule:
    """Return the rule by which most acts are decided; of several, that of the earliest act."""
    counts = Counter(rules)
    return max(counts, key=lambda rule: (counts[rule], -rules.index(rule)))


def meaning(charter: Charter) -> Mapping[str, Any]:
    """Return the clauses by key, in reading order, as values that are equal if they mean the same.

    Lists are sorted; numbers of turns stay as they are. The charter's own key is no clause.
    """
    elected = (charter.elected_seats, charter.elected_term_turns) if charter.elected_seats else ()
    ladder = sorted((step.act, tuple(sorted(step.needs))) for step in charter.ladder)
    return {
        "admission": charter.admission,
        "regimes": (float(charter.regime_floor), float(charter.regime_ceiling)),
        "triggers": tuple(sorted(charter.triggers)),
        "adversaries": tuple(sorted(charter.adversaries)),
        "area": tuple(sorted(charter.area)),
        "council": (tuple(sorted(charter.permanent)), tuple(sorted(charter.without_veto)), elected),
        "rules": tuple(map(rule_of, charter.rules)),
        "veto_restraint": charter.veto_restraint,
        "referral": (charter.members_may_refer, charter.outsiders_may_refer),
        "inquiry": charter.inquiry_turns,
        "ladder": tuple(ladder),
        "obligations": charter.obligations,
        "means": charter.means,
        "lead": () if charter.lead == NOBODY else (charter.lead,),
        "standing_force": float(charter.standing_force),
        "pledged_share": float(charter.pledged_share),
        "cost_sharing": charter.cost_sharing,
        "monitoring": charter.monitoring,
        "self_defence": (
            charter.self_defence,
            charter.self_defence and charter.self_defence_until_council,
        ),
        "regional": charter.regional,
        "consent": charter.consent_needed,
        "withdrawal": charter.withdrawal_notice_turns if charter.may_withdraw else None,
        "suspension": charter.suspension,
        "expulsion": charter.expulsion,
        "amendment": charter.amendment_permanent,
        "ratify": charter.ratify,
        "review": charter.review_every_turns,
    }


BY_ACT = ("rules", "ladder", "obligations")
"""Clauses that speak of every act; two charters are compared on them act by act."""


def on(clause: str, value: Any, act: Act) -> Any:
    """Return what a clause of `BY_ACT` says of one act; None of a measure that is not known."""
    return dict(value).get(act) if clause == "ladder" else value[act]
