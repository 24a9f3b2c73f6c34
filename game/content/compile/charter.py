"""A charter file becomes the charter that the rules read."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from game.content.schema.charters import CharterFile, RuleClause
from game.content.schema.words import fraction
from game.core.calendar import Calendar
from game.core.charter import Charter, DecisionRule, LadderStep, Organ
from game.core.ids import NOBODY, StateId
from game.core.kinds import CONTRIBUTED, Act, Obligation

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

LIKE = {
    Act.DELEGATION: Act.FORCE,
    Act.REINSTATEMENT: Act.SUSPENSION,
    Act.DISSOLUTION: Act.AMENDMENT,
}
"""Acts that are decided as another is, where they have no rule of their own."""


def compile_charter(file: CharterFile, states: Mapping[str, int], dates: Calendar) -> Charter:
    """Return a charter; states that the campaign does not know are left out of its clauses."""
    obligations = {clause.act: clause.obligation for clause in file.ladder}
    return Charter(
        key=file.key,
        admission=file.admission,
        adversaries=known(file, file.adversaries, states),
        triggers=file.triggers,
        permanent=known(file, file.council.permanent, states),
        elected_seats=file.council.elected_seats,
        elected_term_turns=max(round(file.council.term_years * dates.periods), 1),
        rules=tuple(_rule(file, act) for act in Act),
        obligations=tuple(obligations.get(act, Obligation.NONE) for act in Act),
        ladder=_ladder(file),
        means=file.means,
        cost_sharing=file.cost_sharing,
        monitoring=file.monitoring,
        members_may_refer=file.members_may_refer,
        outsiders_may_refer=file.outsiders_may_refer,
        self_defence=file.self_defence,
        regional=file.regional,
        inquiry_turns=max(round(file.inquiry_months * dates.periods / 12), 1),
        withdrawal_notice_turns=round(file.withdrawal_notice_years * dates.periods),
        suspension=file.suspension,
        expulsion=file.expulsion,
        review_every_turns=round(file.review_every_years * dates.periods),
        area=known(file, file.area, states),
        regime_floor=float(file.regime_floor),
        regime_ceiling=float(file.regime_ceiling),
        lead=next(iter(known(file, (file.lead,), states)), NOBODY) if file.lead else NOBODY,
        standing_force=float(file.standing_force),
        pledged_share=float(file.pledged_share),
        self_defence_until_council=file.self_defence_until_council,
        veto_restraint=file.veto_restraint,
        consent_needed=file.consent_needed,
        amendment_permanent=file.amendment_permanent,
        may_withdraw=file.may_withdraw,
        ratify=fraction(file.ratify)[0],
        without_veto=known(file, file.council.without_veto, states),
    )


def known(
    file: CharterFile, keys: tuple[str, ...], states: Mapping[str, int]
) -> tuple[StateId, ...]:
    """Return those of the states named that the campaign knows, or who stands in for them."""
    found = (key if key in states else file.stand_ins.get(key, "") for key in keys)
    return tuple(StateId(states[key]) for key in dict.fromkeys(found) if key in states)


def unknown(
    file: CharterFile, states: Collection[str]
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield the states that are left out, with where in the file they are named."""
    for path, key in named(file):
        if key not in states and file.stand_ins.get(key) not in states:
            yield path, key


def named(file: CharterFile) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield every state that a charter names, with where in the file it does so."""
    lists: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
        (("council", "permanent"), file.council.permanent),
        (("council", "without_veto"), file.council.without_veto),
        (("adversaries",), file.adversaries),
        (("area",), file.area),
        (("founders",), file.founders),
    )
    for path, keys in lists:
        for place, key in enumerate(keys):
            yield (*path, place), key
    if file.lead is not None:
        yield ("lead",), file.lead


def _ladder(file: CharterFile) -> tuple[LadderStep, ...]:
    """Return the ladder; what may be imposed may be lifted, whether the file says so or not."""
    steps = [LadderStep(clause.act, clause.needs) for clause in file.ladder]
    listed = {step.act for step in steps}
    if Act.LIFTING not in listed and listed.intersection(CONTRIBUTED):
        steps.append(LadderStep(Act.LIFTING, ()))
    if Act.REINSTATEMENT not in listed and Act.SUSPENSION in listed:
        steps.append(LadderStep(Act.REINSTATEMENT, ()))
    return tuple(steps)


def _rule(file: CharterFile, act: Act) -> DecisionRule:
    nothing = RuleClause()
    like = file.rules.get(LIKE[act], nothing) if act in LIKE else nothing
    layers = (file.rules.get(act, nothing), like, file.general_rule, _STANDARD)
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
