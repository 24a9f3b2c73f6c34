"""The rulebook: docs/rulebook.md, written from the cases.

Written anew by `python -m tests.adjudication.book`; a test holds that it is up to date.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from enum import IntEnum
from pathlib import Path
from typing import Any

from game.core.kinds import Act, Reason, Standing
from tests.adjudication import schema
from tests.adjudication.reading import chapters

BOOK = Path(__file__).parents[2] / "docs" / "rulebook.md"

_HEAD = """\
# The rulebook

Cases that the rules decide, and how. Every one of them is a test: it is set up, played by the same
engine as the game, and must come out as it says here. The cases lie in `tests/adjudication/cases`,
one file a chapter; `pytest tests/adjudication -k A-037` plays one. This page is written from them by
`python -m tests.adjudication.book`.

Arden, Borland, Cassia and the others are nobody: states alike but for what a case says of them. They
stand on charters that come with the game (`indivisible charters` lists them, `indivisible charter ID`
reads one aloud), with the changes that a case names and with themselves in the seats. A number, once
published, keeps its case; new cases take new numbers.

"""


def book() -> str:
    """Return the text of the rulebook."""
    return _HEAD + "\n".join(_contents()) + "\n" + "\n".join(_body()).rstrip() + "\n"


def _contents() -> Iterator[str]:
    for chapter in chapters():
        heading = f"{chapter.chapter}. {chapter.title}"
        anchor = "".join(c for c in heading.lower() if c.isalnum() or c in " -").replace(" ", "-")
        yield f"{chapter.chapter}. [{chapter.title}](#{anchor}), {len(chapter.cases)} cases"


def _body() -> Iterator[str]:
    for chapter in chapters():
        yield f"\n## {chapter.chapter}. {chapter.title}\n"
        yield _wrapped(chapter.about)
        for case in chapter.cases:
            yield ""
            yield from _case(case)


def _case(case: schema.Case) -> Iterator[str]:
    yield f"### {case.number} {case.title}\n"
    yield _wrapped(case.text)
    if case.parallel:
        yield "\n" + _wrapped(f"*{case.parallel}.*")
    yield ""
    for label, lines in (
        ("Charter", [*_bodies(case), *_templates(case)]),
        ("Situation", list(_situation(case))),
        ("Play", list(_play(case))),
        ("Result", list(_result(case))),
    ):
        if len(lines) == 1:
            yield _bullet(f"**{label}.** {_upper(lines[0])}.")
        elif lines:
            yield _bullet(f"**{label}.**")
            for line in lines:
                yield _bullet(f"{_upper(line)}.", depth=1)


def _bullet(text: str, depth: int = 0) -> str:
    lead = "  " * depth
    return textwrap.fill(
        text, 100, initial_indent=f"{lead}- ", subsequent_indent=f"{lead}  ",
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip


def _wrapped(text: str) -> str:
    return textwrap.fill(" ".join(text.split()), 100, break_on_hyphens=False)


def _upper(line: str) -> str:
    return line[:1].upper() + line[1:]


def _listed(items: Iterable[str]) -> str:
    words = list(items)
    if not words:
        return "none"
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _word(value: Any) -> str:
    """Write a value as the case files have it, its underscores taken out."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, IntEnum):
        return value.name.lower().replace("_", " ")
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    if value is None:
        return "nobody"
    if isinstance(value, dict):
        return "; ".join(f"{_word(key)}: {_word(item)}" for key, item in value.items())
    if isinstance(value, list | tuple):
        if value and isinstance(value[0], list | tuple):
            return " against ".join(_word(item) for item in value)
        return _listed(_word(item) for item in value)
    return str(value).replace("_", " ")


def _acts(acts: Iterable[Act]) -> str:
    return _listed(_word(act) for act in acts)


# -- what is given --------------------------------------------------------------------------------


def _bodies(case: schema.Case) -> Iterator[str]:
    for name, body in case.bodies.items():
        seats = [
            f"{label} {_listed(group)}"
            for label, group in (
                ("permanent", body.permanent), ("elected", body.elected),
                ("without a seat", body.members),
            )
            if group
        ]  # fmt: skip
        yield f"{_charter(name, body)}: {'; '.join(seats) or 'no members'}"
        notes = [
            f"{label}: {_listed(group)}"
            for label, group in (
                ("away", body.away), ("suspended", body.suspended), ("invited", body.invited),
                ("not a member", body.outside),
            )
            if group
        ]  # fmt: skip
        notes += [f"{one} leaves in turn {turn}" for one, turn in body.leaving.items()]
        notes += [f"the seat of {one} runs to turn {turn}" for one, turn in body.terms.items()]
        notes += [f"{one} has pledged {share:g}" for one, share in body.pledged.items()]
        notes += [] if body.in_being else ["it is not in being yet"]
        if notes:
            yield f"in the {name}, {'; '.join(notes)}"


def _templates(case: schema.Case) -> Iterator[str]:
    for name, rules in case.templates.items():
        yield f"to be founded: {_charter(name, rules)}"


def _charter(name: str, rules: schema.Rules) -> str:
    named = [
        f"{label} {_listed(group)}"
        for label, group in (
            ("against", rules.adversaries), ("for attacks on", rules.area),
            ("without a veto", rules.without_veto), ("led by", (rules.lead,) if rules.lead else ()),
        )
        if group
    ]  # fmt: skip
    changed = [f"{_word(clause)}: {_clause(value)}" for clause, value in rules.clauses.items()]
    told = "; ".join([*named, *changed])
    return f"{name} by `{rules.preset}`" + (f" ({told})" if told else "")


def _clause(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{_word(key)} {_clause(item)}" for key, item in value.items())
    if isinstance(value, list):
        return ", ".join(_clause(item) for item in value)
    return _word(value)


def _situation(case: schema.Case) -> Iterator[str]:
    if case.turn:
        yield f"turn {case.turn}"
    for name, figures in case.figures.items():
        said = figures.model_dump(exclude_unset=True)
        yield f"{name}: {_figures(said)}"
    for name, others in case.liking.items():
        yield f"{name} likes " + _listed(f"{other} {liking:+g}" for other, liking in others.items())
    for name, others in case.trade.items():
        yield f"{name}, of its output, trades " + _listed(
            f"{share:g} with {other}" for other, share in others.items()
        )
    for claim in case.claims:
        yield f"{claim.by} claims land of {claim.on}"
    for treaty in case.treaties:
        until = "" if treaty.until is None else f", until turn {treaty.until}"
        first, *rest = treaty.between
        of = (
            f"{first} guarantees {_listed(rest)}"
            if treaty.kind.name == "GUARANTEE"
            else f"treaty of {_word(treaty.kind)} between {_listed(treaty.between)}"
        )
        yield of + until
    for crisis in case.crises:
        yield from _crisis(crisis)
    for number, draft in enumerate(case.drafts):
        by = draft.body or "a coalition outside any body"
        yield (
            f"draft {number}, {by}, by {draft.by}: {_acts(draft.acts)} against {draft.target}, "
            f"{_word(draft.standing)}"
        )


def _figures(said: dict[str, Any]) -> str:
    return ", ".join(
        "a great power" if key == "great" else f"{_word(key)} {_word(value)}"
        for key, value in said.items()
    )


def _crisis(crisis: schema.Crisis) -> Iterator[str]:
    between = f"within {crisis.by}" if crisis.by == crisis.on else f"of {crisis.by} on {crisis.on}"
    yield f"crisis ({_word(crisis.kind)}) {between}, at {_word(crisis.rung)}" + (
        f", before the {_listed(crisis.before)}" if crisis.before else ""
    )
    if crisis.decided:
        yield f"decided in it: {_acts(crisis.decided)}" + (
            f", {crisis.named} named as the aggressor" if crisis.named else ""
        )
    told = crisis.model_dump(
        exclude_unset=True, exclude={"kind", "by", "on", "rung", "before", "decided", "named"}
    )
    words = {
        "consent": "consent of the host", "clock": "runs out in turn", "claim": "about claim",
        "found": "found at fault",
        "inquiry_due": "inquiry due in turn", "fighting": "at war",
    }  # fmt: skip
    if told:
        yield "; ".join(
            f"{words.get(key, _word(key))}: {_word(item)}" for key, item in told.items()
        )


# -- what is played -------------------------------------------------------------------------------


def _play(case: schema.Case) -> Iterator[str]:
    several = len(case.play) > 1 or case.play[0].times > 1
    for number, step in enumerate(case.play):
        lines = [
            *(_order(order) for order in step.orders),
            *(_roll_call(votes) for votes in step.votes),
            *(_gives(gives) for gives in step.gives),
        ]
        turns = f"{step.times} turns pass" if step.times > 1 else "a turn passes"
        lead = "then " if several and number else ""
        for line in lines or [turns]:
            yield lead + line


def _order(order: dict[str, Any]) -> str:
    by, does = order["by"], order["does"]
    where = f" in the {order['institution']}" if isinstance(order.get("institution"), str) else ""
    match does:
        case "table":
            text = f"{by} tables {_word(order['acts'])} against {order['target']}{where}"
            text += f", for the {order['body']}" if "body" in order else ""
            text += f", in crisis {order['crisis']}" if "crisis" in order else ""
            return text + (", to lie over" if order.get("lie_over") else "")
        case "form_coalition":
            return f"{by} forms a coalition against {order['target']}: {_word(order['acts'])}"
        case "amend_draft":
            parts = [f"{verb} {_word(order[verb])}" for verb in ("add", "drop") if order.get(verb)]
            return f"{by} moves to {' and '.join(parts)} in draft {order['resolution']}"
        case "move_in_crisis":
            share = f" {order['share']:g}" if "share" in order else ""
            return f"{by} moves in the crisis: {_word(order['move'])}{share}"
        case "move_amendment":
            act = f" of {_word(order['act'])}" if "act" in order else ""
            return f"{by} moves that {_word(order['clause'])}{act} be {_word(order['value'])}"
        case "move_membership":
            of = "the body" if order["act"] == "dissolution" else order["target"]
            return f"{by} moves the {_word(order['act'])} of {of}"
    rest = {key: item for key, item in order.items() if key not in ("by", "does")}
    told = "; ".join(f"{_word(key)} {_word(item)}" for key, item in rest.items())
    return f"{by}: {_word(does)}" + (f" ({told})" if told else "")


def _roll_call(votes: schema.Votes) -> str:
    on = (
        f"draft {votes.draft}: " if votes.draft is not None
        else f"motion {votes.motion}: " if votes.motion is not None
        else ""
    )  # fmt: skip
    cast = (("yes", votes.yes), ("no", votes.no), ("abstain", votes.abstain), ("veto", votes.veto))
    return f"votes: {on}" + "; ".join(f"{word} {_listed(group)}" for word, group in cast if group)


def _gives(gives: schema.Gives) -> str:
    marks = {0.0: "nothing", 0.25: "a quarter", 0.5: "half", 1.0: "all"}
    given = _listed(
        f"{name} {marks.get(float(share), f'{share:g}')}"
        + (" (and cheats)" if name in gives.cheats else "")
        for name, share in gives.by.items()
    )
    return f"given to {_word(gives.act)}: {given}"


# -- what comes of it -----------------------------------------------------------------------------


def _result(case: schema.Case) -> Iterator[str]:
    said = case.expect
    for one in said.refused or ():
        yield f"the order of {one.by} is refused: `{one.key}`"
    for draft in (*((said.draft,) if said.draft else ()), *(said.drafts or ())):
        yield _decided("the draft", draft)
    for motion in (*((said.motion,) if said.motion else ()), *(said.motions or ())):
        yield _decided("the motion", motion)
    for quarrel in (*((said.crisis,) if said.crisis else ()), *(said.crises or ())):
        yield f"the crisis: {_pairs(quarrel)}"
    for line in said.ledger or ():
        told = line.model_dump(exclude_unset=True, exclude={"state", "act"})
        if not told.pop("written", True):
            yield f"ledger: no line of {line.state} for {_word(line.act)}"
        else:
            yield f"ledger: {line.state}, {_word(line.act)}: {_all(told)}"
    if said.charter:
        told = said.charter.model_dump(exclude_unset=True, exclude={"body"})
        yield f"the charter of the {said.charter.body}: {_all(told)}"
    rest = said.model_dump(
        exclude_unset=True,
        exclude={
            "refused", "draft", "drafts", "motion", "motions", "crisis", "crises", "ledger",
            "charter", "happens",
        },
    )  # fmt: skip
    for key, value in rest.items():
        yield _fact(key, value)
    for kind, there in (said.happens or {}).items():
        yield f"{'event' if there else 'no event'} `{kind}`"


def _fact(key: str, value: Any) -> str:
    words = {
        "tabled": "drafts in all", "moved": "motions in all", "bound": "bound", "pays": "who pays",
        "treaties": "treaties that hold", "denied": "goods denied", "colder": "liked less by",
        "price_of_going_alone": "price of going alone",
    }  # fmt: skip
    return f"{words.get(key, _word(key))}: {_word(value)}"


_FATES = {
    Standing.TABLED: "lies on the table", Standing.ADOPTED: "is adopted", Standing.FAILED: "fails",
    Standing.VETOED: "is vetoed", Standing.LAPSED: "falls",
}  # fmt: skip


def _decided(what: str, decided: schema.Decided) -> str:
    told = decided.model_dump(exclude_unset=True)
    number = told.pop("number", None)
    name = what if number is None else f"{what.removeprefix('the ')} {number}"
    standing, reason = told.pop("standing", None), told.pop("reason", None)
    lead = name if standing is None else f"{name} {_FATES[standing]}"
    if reason not in (None, Reason.NONE):
        lead += f" ({_word(reason)})"
    vetoes = told.pop("vetoes", None)
    if vetoes is not None:
        told["vetoed by"] = vetoes
    return lead + (f": {_all(told)}" if told else "")


def _pairs(model: Any) -> str:
    return _all(model.model_dump(exclude_unset=True))


def _all(told: dict[str, Any]) -> str:
    return "; ".join(f"{_word(key)} {_word(value)}" for key, value in told.items())


if __name__ == "__main__":
    BOOK.write_text(book(), "utf-8")
