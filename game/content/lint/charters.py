"""Checks of a charter by itself: its clauses fit each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from game.content.draft import as_warning
from game.content.issues import Issue, nearest
from game.content.schema.charters import CharterFile, RuleClause
from game.content.schema.words import fraction
from game.content.sections import Section
from game.core.charter import Means, Organ, Trigger
from game.core.kinds import Act

Charters = Section[CharterFile]


def charter_holds(key: str, section: Charters) -> Iterator[Issue]:
    """Yield what is wrong with a charter by itself; `key` is the name of its file."""
    if section.value.key != key:
        text = f"is '{section.value.key}', but the file is called '{key}'"
        yield section.issue(("key",), text)
    for check in _CHECKS:
        yield from check(section)


def _ladder_leads_up(section: Charters) -> Iterator[Issue]:
    file = section.value
    rungs = [clause.act for clause in file.ladder]
    for at, clause in enumerate(file.ladder):
        if clause.act in rungs[:at]:
            text = f"'{clause.act.name.lower()}' is on the ladder twice"
            yield section.issue(("ladder", at, "act"), text)
        for place, need in enumerate(clause.needs):
            path = ("ladder", at, "needs", place)
            if need == clause.act:
                yield section.issue(path, f"'{need.name.lower()}' needs itself")
            elif need not in rungs[:at]:
                text = f"'{need.name.lower()}' is not on a lower rung of the ladder"
                yield section.issue(path, text)
    if Act.SUSPENSION in rungs and not file.suspension:
        at = rungs.index(Act.SUSPENSION)
        text = "is on the ladder, but 'suspension' is false"
        yield as_warning(section.issue(("ladder", at, "act"), text))
    if Act.EXPULSION in rungs and not file.expulsion:
        at = rungs.index(Act.EXPULSION)
        text = "is on the ladder, but 'expulsion' is false"
        yield as_warning(section.issue(("ladder", at, "act"), text))


def _shares_are_shares(section: Charters) -> Iterator[Issue]:
    file = section.value
    rules: list[tuple[tuple[str, ...], RuleClause]] = [(("general_rule",), file.general_rule)]
    rules += [(("rules", act.name.lower()), rule) for act, rule in file.rules.items()]
    said = [((*path, "majority"), rule.majority) for path, rule in rules]
    said += [((*path, "quorum"), rule.quorum) for path, rule in rules]
    for path, share in (*said, (("ratify",), file.ratify)):
        if share is not None and fraction(share)[0] > 1:
            yield section.issue(path, f"{share} is more than all")


def _nobody_is_named_twice(section: Charters) -> Iterator[Issue]:
    file = section.value
    lists: tuple[tuple[tuple[str, ...], tuple[object, ...]], ...] = (
        (("council", "permanent"), file.council.permanent),
        (("council", "without_veto"), file.council.without_veto),
        (("adversaries",), file.adversaries),
        (("area",), file.area),
        (("founders",), file.founders),
        (("triggers",), tuple(trigger.name.lower() for trigger in file.triggers)),
    )
    for path, named in lists:
        for at, name in enumerate(named):
            if name in named[:at]:
                yield section.issue((*path, at), f"names {name} twice")


def _states_fit_their_roles(section: Charters) -> Iterator[Issue]:
    file = section.value
    for at, state in enumerate(file.council.without_veto):
        if state not in file.council.permanent:
            yield section.issue(("council", "without_veto", at), f"{state} has no permanent seat")
    for at, state in enumerate(file.adversaries):
        if state in (*file.council.permanent, file.lead):
            text = f"{state} is an adversary, and cannot sit or lead here"
            yield section.issue(("adversaries", at), text)
    if file.regime_floor > file.regime_ceiling:
        text = f"is above 'regime_ceiling', {file.regime_ceiling:g}: nobody could be admitted"
        yield section.issue(("regime_floor",), text)


def _clauses_have_what_they_need(section: Charters) -> Iterator[Issue]:
    """Warn of clauses that mean nothing without another."""
    file = section.value
    rules = (file.general_rule, *file.rules.values())
    seats = bool(file.council.permanent) or file.council.elected_seats > 0
    general = file.general_rule.organ or Organ.COUNCIL
    council = general == Organ.COUNCIL or any(rule.organ == Organ.COUNCIL for rule in rules)
    veto = any(rule.veto for rule in rules)
    empty: tuple[tuple[bool, tuple[str, ...], str], ...] = (
        (
            Trigger.ATTACK_BY_ADVERSARY in file.triggers and not file.adversaries,
            ("triggers",),
            "speaks of an attack by an adversary, and names no adversary",
        ),
        (council and not seats, ("council",), "decides, and nobody sits in it"),
        (
            veto and not file.council.permanent,
            ("general_rule", "veto"),
            "is granted, and nobody has a permanent seat to use it from",
        ),
        (
            any(rule.bypass for rule in rules) and not veto,
            ("general_rule", "bypass"),
            "leads round a veto that no rule grants",
        ),
        (
            file.veto_restraint and not veto,
            ("veto_restraint",),
            "restrains a veto that no rule grants",
        ),
        (
            file.amendment_permanent and not file.council.permanent,
            ("amendment_permanent",),
            "asks for the consent of permanent members, and there are none",
        ),
        (
            file.self_defence_until_council and not file.self_defence,
            ("self_defence_until_council",),
            "ends a self-defence that is not allowed",
        ),
        (
            file.withdrawal_notice_years > 0 and not file.may_withdraw,
            ("withdrawal_notice_years",),
            "is given, and nobody may withdraw",
        ),
        (
            file.means == Means.PLEDGED and file.pledged_share == 0,
            ("means",),
            "are pledged forces, and 'pledged_share' pledges none",
        ),
        (
            file.means == Means.STANDING and file.standing_force == 0,
            ("means",),
            "are a standing force, and 'standing_force' gives it no strength",
        ),
    )
    for wrong, path, text in empty:
        if wrong:
            yield as_warning(section.issue(path, text))


def _cites_are_of_clauses(section: Charters) -> Iterator[Issue]:
    for clause in section.value.cites:
        if clause not in CharterFile.model_fields:
            hint = nearest(clause, CharterFile.model_fields)
            yield section.issue(("cites", clause), f"no clause is called '{clause}'", hint)


_CHECKS: tuple[Callable[[Charters], Iterator[Issue]], ...] = (
    _ladder_leads_up,
    _shares_are_shares,
    _nobody_is_named_twice,
    _states_fit_their_roles,
    _clauses_have_what_they_need,
    _cites_are_of_clauses,
)
