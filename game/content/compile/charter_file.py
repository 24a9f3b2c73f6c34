"""A charter of the rules becomes a file again: what an editor writes and a tool reads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

from game.content.compile.charter import LIKE
from game.core.charter import Charter, DecisionRule
from game.core.kinds import Act

_WORDS = {Fraction(2, 3): "two_thirds", Fraction(3, 4): "three_quarters", Fraction(1): "unanimity"}


def charter_document(
    charter: Charter,
    keys: Sequence[str],
    periods: int,
    *,
    name: str,
    year: int,
    summary: str,
    source: str,
) -> dict[str, Any]:
    """Return a charter as the plain data of a charter file, which compiles to an equal charter.

    `keys` [state] are the campaign's; `periods` is the number of turns in a year. Raises ValueError
    for a share that no file can spell.
    """

    def states(ids: Iterable[int]) -> list[str]:
        return [keys[state] for state in ids]

    obligations = dict(zip(Act, charter.obligations, strict=True))
    general = max(
        charter.rules, key=lambda rule: (charter.rules.count(rule), -charter.rules.index(rule))
    )
    own = {act: charter.rules[act] for act in Act if charter.rules[act] != general}
    # Some acts are decided as another is: where that one has a rule of its own, so must these.
    own |= {act: charter.rules[act] for act, like in LIKE.items() if like in own}
    return {
        "format": 2,
        "key": charter.key,
        "name": name,
        "year": year,
        "source": source,
        "summary": summary,
        "admission": _word(charter.admission),
        "regime_floor": charter.regime_floor,
        "regime_ceiling": charter.regime_ceiling,
        "adversaries": states(charter.adversaries),
        "triggers": [_word(trigger) for trigger in charter.triggers],
        "area": states(charter.area),
        "council": {
            "permanent": states(charter.permanent),
            "without_veto": states(charter.without_veto),
            "elected_seats": charter.elected_seats,
            "term_years": charter.elected_term_turns / periods,
        },
        "general_rule": _rule(general),
        "rules": {_word(act): _rule(rule) for act, rule in own.items()},
        "ladder": [
            {
                "act": _word(step.act),
                "needs": [_word(need) for need in step.needs],
                "obligation": _word(obligations[step.act]),
            }
            for step in charter.ladder
        ],
        "means": _word(charter.means),
        "lead": keys[charter.lead] if charter.lead >= 0 else None,
        "standing_force": charter.standing_force,
        "pledged_share": charter.pledged_share,
        "cost_sharing": _word(charter.cost_sharing),
        "monitoring": _word(charter.monitoring),
        "members_may_refer": charter.members_may_refer,
        "outsiders_may_refer": charter.outsiders_may_refer,
        "self_defence": charter.self_defence,
        "self_defence_until_council": charter.self_defence_until_council,
        "regional": _word(charter.regional),
        "veto_restraint": charter.veto_restraint,
        "consent_needed": charter.consent_needed,
        "inquiry_months": 12 * charter.inquiry_turns / periods,
        "may_withdraw": charter.may_withdraw,
        "withdrawal_notice_years": charter.withdrawal_notice_turns / periods,
        "suspension": charter.suspension,
        "expulsion": charter.expulsion,
        "amendment_permanent": charter.amendment_permanent,
        "ratify": _share(charter.ratify),
        "review_every_years": charter.review_every_turns / periods,
    }


def _word(member: Any) -> str:
    return str(member.name.lower())


def _rule(rule: DecisionRule) -> dict[str, Any]:
    if rule.strict and rule.majority != Fraction(1, 2):
        raise ValueError(f"a majority of more than {rule.majority} has no word")
    return {
        "organ": _word(rule.organ),
        "majority": "simple" if rule.strict else _share(rule.majority),
        "parties_vote": rule.parties_vote,
        "veto": rule.veto,
        "absence_consents": rule.absence_consents,
        "quorum": _share(rule.quorum),
        "bypass": rule.bypass,
    }


def _share(share: Fraction) -> str:
    if share in _WORDS:
        return _WORDS[share]
    if not 0 < share.numerator < 100 or share.denominator > 99:
        raise ValueError(f"a share of {share} has no word")
    return f"{share.numerator}/{share.denominator}"
