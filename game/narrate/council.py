"""What a council says: a resolution's text, and why it passed or failed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from game.core.charter import Charter, DecisionRule, Organ
from game.core.forecast import overriding
from game.core.ids import StateId
from game.core.kinds import Act, Ballot, Obligation, Reason
from game.core.records import Resolution
from game.core.world import World
from game.narrate.names import Names, sentence
from game.narrate.numerals import in_words, listed, majority, many


@dataclass(frozen=True, slots=True)
class ResolutionText:
    """A resolution in words."""

    title: str
    paragraphs: tuple[str, ...]
    """Preamble, one paragraph an act, and what members owe."""


def resolution(text: Resolution, known: World, names: Names) -> ResolutionText:
    """Return the title and paragraphs of a resolution."""
    crisis = known.crises[text.crisis]
    strings = names.strings
    values = {
        "organ": organ(text, known, names),
        "institution": names.institution(text.institution),
        "crisis": names.crisis(crisis, known),
        "target": names.state(text.target),
        "victim": names.state(
            crisis.target if text.target == crisis.initiator else crisis.initiator
        ),
        "proposer": names.state(text.proposer),
        "inquirer": names.state(crisis.found),
        "named": names.state(crisis.named),
    }
    opening = [strings["resolution.seized"]]
    if crisis.found >= 0:
        opening.append(strings["resolution.inquiry_found"])
    if crisis.named >= 0 and Act.DETERMINATION not in text.acts:
        opening.append(strings["resolution.recalling"])
    preamble = " ".join(part.format_map(values) for part in opening)
    paragraphs = [sentence(preamble)]
    charter = known.charters[text.institution] if text.institution >= 0 else None
    for number, act in enumerate(text.acts, start=1):
        line = strings[f"resolution.act.{act.name.lower()}"].format_map(values)
        duty = _duty(charter, text, act)
        owed = strings.get(f"resolution.owed.{duty.name.lower()}", "")
        if act == Act.FORCE:
            line += f" {strings['resolution.mandate'].format(mandate=names.word(text.mandate))}"
        needs_giving = f"contributed.{act.name.lower()}" in strings
        paragraphs.append(
            f"{number}. {sentence(line)}{' ' + owed if owed and needs_giving else ''}"
        )
    title = strings["resolution.title"].format_map({**values, "what": demand(text, names)})
    return ResolutionText(sentence(title), tuple(paragraphs))


def demand(text: Resolution, names: Names) -> str:
    """Return what a resolution asks for, as a noun: "an inquiry and an arms embargo on Japan"."""
    strings = names.strings
    target = names.state(text.target)
    acts = [strings[f"demand.{act.name.lower()}"].format(target=target) for act in text.acts]
    return listed(acts)


def organ(text: Resolution, known: World, names: Names) -> str:
    """Return the body that decides: "the Council of the League of Nations"."""
    if text.institution < 0:
        return names.strings["organ.coalition"].format(lead=names.state(text.proposer))
    return organ_of(text.institution, _rule(text, known).organ, names)


def organ_of(institution: int, organ: Organ, names: Names) -> str:
    """Return an organ of an institution by name."""
    return names.strings[f"organ.{organ.name.lower()}"].format(
        institution=names.institution(institution)
    )


def _duty(charter: Charter | None, text: Resolution, act: Act) -> Obligation:
    """Return what members owe to an act of a resolution; a convened assembly can only recommend."""
    if charter is None:
        return Obligation.NONE
    duty = charter.obligation(act)
    return min(duty, Obligation.RECOMMENDED) if text.convened else duty


def reason(text: Resolution, known: World, names: Names) -> str:
    """Return why a resolution passed or failed, with the rule and the count."""
    if text.institution < 0:
        return sentence(names.strings[f"reason.{text.reason.name.lower()}"])
    rule = _rule(text, known)
    strings = names.strings
    against = [vote.state for vote in text.votes if vote.ballot in (Ballot.NO, Ballot.VETO)]
    absent = [vote.state for vote in text.votes if vote.ballot == Ballot.ABSENT]
    abstained = [vote.state for vote in text.votes if vote.ballot == Ballot.ABSTAIN]
    short = max(text.needed - text.yes, 0)
    values = {
        "yes": in_words(text.yes),
        "no": in_words(text.no),
        "needed": in_words(text.needed),
        "short": many(short, "vote"),
        "majority": majority(rule.majority, strict=rule.strict),
        "against": names.states(against),
        "absent": names.states(absent),
        "abstained": in_words(len(abstained)),
        "vetoes": names.states(text.vetoes),
        "among": strings["reason.among_all" if rule.parties_vote else "reason.among_not_party"],
        "present": in_words(len(text.votes) - len(absent)),
        "seats": in_words(len(text.votes)),
    }
    return sentence(strings[f"reason.{_case(text, rule, against)}"].format_map(values))


def _case(text: Resolution, rule: DecisionRule, against: list[StateId]) -> str:
    if text.reason == Reason.CARRIED:
        if text.no:
            return "carried_by_majority"
        return "carried_unanimously" if rule.majority == 1 else "carried_unopposed"
    if text.reason == Reason.AGAINST_UNANIMITY and not against:
        return "absent_from_unanimity"
    if text.reason == Reason.VETO and not against:
        return "absent_veto"
    if text.reason == Reason.VOTES_SHORT and text.yes == 0:
        return "nobody_for"
    return text.reason.name.lower()


def _rule(text: Resolution, known: World) -> DecisionRule:
    charter = known.charters[text.institution]
    rule = charter.rule(strictest(charter, text.acts))
    if text.convened:
        return overriding(rule)
    if text.amends >= 0:
        return replace(rule, majority=Fraction(1, 2), strict=True, veto=False)
    return rule


def strictest(charter: Charter, acts: tuple[Act, ...]) -> Act:
    """Return the act among several whose rule decides on all of them; as the vote itself does."""
    return max(acts, key=lambda act: (charter.rule(act).majority, charter.rule(act).veto, int(act)))
