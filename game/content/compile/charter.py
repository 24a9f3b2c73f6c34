"""A charter file becomes the charter that the rules read."""

from __future__ import annotations

from collections.abc import Mapping

from game.content.schema.charters import CharterFile, RuleClause
from game.content.schema.words import fraction
from game.core.calendar import Calendar
from game.core.charter import Charter, DecisionRule, LadderStep, Organ
from game.core.ids import StateId
from game.core.kinds import Act, Obligation

_STANDARD = RuleClause(
    organ=Organ.COUNCIL,
    majority="simple",
    parties_vote=True,
    veto=False,
    absence_consents=True,
    quorum="1/2",
    bypass=False,
)
"""How things are decided where neither a rule nor the general rule says."""


def compile_charter(file: CharterFile, states: Mapping[str, int], dates: Calendar) -> Charter:
    """Return a charter; states that the campaign does not know are left out of its clauses."""
    obligations = {clause.act: clause.obligation for clause in file.ladder}
    return Charter(
        key=file.key,
        admission=file.admission,
        adversaries=_known(file.adversaries, states),
        triggers=file.triggers,
        permanent=_known(file.council.permanent, states),
        elected_seats=file.council.elected_seats,
        elected_term_turns=max(round(file.council.term_years * dates.periods), 1),
        rules=tuple(_rule(file, act) for act in Act),
        obligations=tuple(obligations.get(act, Obligation.NONE) for act in Act),
        ladder=tuple(LadderStep(clause.act, clause.needs) for clause in file.ladder),
        means=file.means,
        cost_sharing=file.cost_sharing,
        monitoring=file.monitoring,
        members_may_refer=file.members_may_refer,
        outsiders_may_refer=file.outsiders_may_refer,
        self_defence=file.self_defence,
        regional_enforcement=file.regional_enforcement,
        inquiry_turns=max(round(file.inquiry_months * dates.periods / 12), 1),
        withdrawal_notice_turns=round(file.withdrawal_notice_years * dates.periods),
        suspension=file.suspension,
        expulsion=file.expulsion,
        review_every_turns=round(file.review_every_years * dates.periods),
    )


def absent(file: CharterFile, states: Mapping[str, int]) -> tuple[str, ...]:
    """Return the states that a charter names and the campaign does not know."""
    return tuple(key for key in (*file.council.permanent, *file.adversaries) if key not in states)


def _known(keys: tuple[str, ...], states: Mapping[str, int]) -> tuple[StateId, ...]:
    return tuple(StateId(states[key]) for key in keys if key in states)


def _rule(file: CharterFile, act: Act) -> DecisionRule:
    layers = (file.rules.get(act, RuleClause()), file.general_rule, _STANDARD)
    said = {
        name: next(
            value for layer in layers if (value := getattr(layer, name)) is not None
        )
        for name in ("organ", "majority", "parties_vote", "veto", "absence_consents", "quorum",
                     "bypass")
    }  # fmt: skip
    majority, strict = fraction(said["majority"])
    return DecisionRule(
        organ=said["organ"],
        majority=majority,
        strict=strict,
        parties_vote=said["parties_vote"],
        veto=said["veto"],
        absence_consents=said["absence_consents"],
        quorum=fraction(said["quorum"])[0],
        bypass=said["bypass"],
    )
