"""Charters read aloud, and two charters laid side by side; every sentence comes from the clauses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from game.core.charter import Charter
from game.core.kinds import Act, Obligation
from game.narrate.charter_meaning import BY_ACT, Rule, general_rule, meaning, on
from game.narrate.charter_words import StateNames, Words, exact, exact_percent
from game.narrate.names import sentence
from game.narrate.numerals import Figure

TURNS_A_YEAR = 4
"""Where nothing else is said, a turn is a quarter."""


@dataclass(frozen=True, slots=True)
class Article:
    """One clause of a charter in words."""

    key: str
    """Of the clause: the same in every charter."""
    heading: str
    sentences: tuple[str, ...]

    @property
    def text(self) -> str:
        """The sentences in a row."""
        return " ".join(self.sentences)


@dataclass(frozen=True, slots=True)
class Difference:
    """One clause in which two charters differ, as either has it."""

    key: str
    heading: str
    acts: tuple[Act, ...]
    """The acts that a clause on single acts differs about; empty for other clauses."""
    first: str
    second: str


def articles(
    charter: Charter, names: StateNames, *, periods: int = TURNS_A_YEAR
) -> tuple[Article, ...]:
    """Return a charter in plain English, each clause once, in a fixed order.

    What makes no difference (the term of seats that nobody is elected to) is not said. `periods` is
    the number of turns in a year.
    """
    words = Words(names, periods)
    return tuple(
        Article(clause, words.part(f"heading.{clause}"), tuple(_READERS[clause](value, words)))
        for clause, value in meaning(charter).items()
    )


def compare(
    first: Charter, second: Charter, names: StateNames, *, periods: int = TURNS_A_YEAR
) -> tuple[Difference, ...]:
    """Return in what two charters differ, clause by clause; nothing if they mean the same.

    Clauses that speak of every act are compared act by act; acts that have changed in the same way
    make one difference.
    """
    words = Words(names, periods)
    one, other = meaning(first), meaning(second)
    found: list[Difference] = []
    for clause, value in one.items():
        if value == other[clause]:
            continue
        heading = words.part(f"heading.{clause}")
        if clause not in BY_ACT:
            before, after = (" ".join(_READERS[clause](it, words)) for it in (value, other[clause]))
            found.append(Difference(clause, heading, (), before, after))
            continue
        changes: dict[tuple[str, str], list[Act]] = {}
        for act in Act:
            pair = (on(clause, value, act), on(clause, other[clause], act))
            if pair[0] != pair[1]:
                read = _ACT_READERS[clause]
                texts = (read(pair[0], pair[1], words), read(pair[1], pair[0], words))
                changes.setdefault(texts, []).append(act)
        for (before, after), acts in changes.items():
            title = words.part("compare.about", heading=heading, acts=words.scope(acts))
            found.append(Difference(clause, title, tuple(acts), before, after))
    return tuple(found)


# -- clauses that speak of every act -----------------------------------------------------------------


def _rules(rules: tuple[Rule, ...], words: Words) -> Iterable[str]:
    general = general_rule(rules)
    yield words.say("rule.general", rest=words.rule(general))
    exceptions: dict[Rule, list[Act]] = {}
    for act, rule in zip(Act, rules, strict=True):
        if rule != general:
            exceptions.setdefault(rule, []).append(act)
    for rule, acts in exceptions.items():
        yield words.say("rule.exception", acts=words.acts(acts), rest=words.rule(rule, general))


def _ladder(ladder: tuple[tuple[Act, tuple[Act, ...]], ...], words: Words) -> Iterable[str]:
    if not ladder:
        yield words.say("ladder.none")
    groups: dict[tuple[Act, ...], list[Act]] = {}
    for act, needs in sorted(ladder, key=lambda step: (len(step[1]), step[1], step[0])):
        groups.setdefault(needs, []).append(act)
    for needs, acts in groups.items():
        key = "ladder.after" if needs else "ladder.free"
        yield words.say(key, needs=words.acts(needs), acts=words.acts(acts))


def _obligations(obligations: tuple[Obligation, ...], words: Words) -> Iterable[str]:
    groups = {
        duty: [act for act in Act if obligations[act] == duty]
        for duty in (Obligation.AUTOMATIC, Obligation.BINDING, Obligation.RECOMMENDED)
    }
    if not any(groups.values()):
        yield words.say("obligations.none")
    for duty, acts in groups.items():
        if acts:
            yield words.say(f"obligations.{duty.name.lower()}", acts=words.acts(acts))


def _rule_on(rule: Rule, than: Rule, words: Words) -> str:
    return sentence(f"{words.rule(rule, than)}.")


def _step_on(needs: tuple[Act, ...] | None, _than: object, words: Words) -> str:
    if needs is None:
        return words.say("compare.unknown")
    return words.say("compare.after" if needs else "compare.free", needs=words.acts(needs))


def _duty_on(duty: Obligation, _than: object, words: Words) -> str:
    return words.say(f"compare.{duty.name.lower()}")


_ACT_READERS: Mapping[str, Callable[[Any, Any, Words], str]] = {
    "rules": _rule_on,
    "ladder": _step_on,
    "obligations": _duty_on,
}
"""How a charter has one act, where another has it otherwise."""


# -- the other clauses -------------------------------------------------------------------------------


def _word(clause: str) -> Callable[[Any, Words], Iterable[str]]:
    """Return a reader of a clause that is one word of several."""
    return lambda member, words: (words.say(f"{clause}.{member.name.lower()}"),)


def _yes_or_no(clause: str) -> Callable[[Any, Words], Iterable[str]]:
    return lambda holds, words: (words.say(f"{clause}.{'yes' if holds else 'no'}"),)


def _states(clause: str) -> Callable[[Any, Words], Iterable[str]]:
    def read(states: tuple[int, ...], words: Words) -> Iterable[str]:
        key = f"{clause}.some" if states else f"{clause}.none"
        yield words.say(key, states=words.names.states(states))

    return read


def _part_of_all(clause: str) -> Callable[[Any, Words], Iterable[str]]:
    def read(share: float, words: Words) -> Iterable[str]:
        yield words.say(f"{clause}.some" if share else f"{clause}.none", share=exact_percent(share))

    return read


def _regimes(bounds: tuple[float, float], words: Words) -> Iterable[str]:
    floor, ceiling = bounds
    keys = {(True, True): "any", (False, True): "floor", (True, False): "ceiling"}
    key = keys.get((floor == -10, ceiling == 10), "between")
    yield words.say(f"regimes.{key}", floor=exact(floor), ceiling=exact(ceiling))


def _triggers(triggers: tuple[Any, ...], words: Words) -> Iterable[str]:
    keys = [trigger.name.lower() for trigger in triggers]
    if {"attack_on_anyone", "attack_on_member"} <= set(keys):
        # Said together: of members first, then of everybody else.
        keys = ["attack_on_member", "attack_on_others",
                *(key for key in keys if not key.startswith("attack_on_"))]  # fmt: skip
    named = [words.part(f"triggers.{key}") for key in keys]
    either = words.part("triggers.or").join(named)
    yield words.say("triggers.some" if triggers else "triggers.none", triggers=either)


def _council(
    seats: tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]], words: Words
) -> Iterable[str]:
    permanent, without_veto, elected = seats
    if not permanent and not without_veto and not elected:
        yield words.say("council.none")
        return
    if permanent:
        yield words.say("council.permanent", states=words.names.states(permanent))
    else:
        yield words.say("council.no_permanent")
    if without_veto:
        yield words.say("council.without_veto", states=words.names.states(without_veto))
    if elected:
        term = words.time(elected[1])
        yield words.say("council.elected", seats=Figure(elected[0]), term=term)
    else:
        yield words.say("council.no_elected")


def _referral(who: tuple[bool, bool], words: Words) -> Iterable[str]:
    members, outsiders = who
    inside = "both" if outsiders else "members"
    apart = "parties_and_outsiders" if outsiders else "parties"
    yield words.say(f"referral.{inside if members else apart}")


def _inquiry(turns: int, words: Words) -> Iterable[str]:
    yield words.say("inquiry.takes", time=words.time(turns))


def _self_defence(clause: tuple[bool, bool], words: Words) -> Iterable[str]:
    allowed, until = clause
    yield words.say(f"self_defence.{'until' if until else 'yes' if allowed else 'no'}")


def _withdrawal(turns: int | None, words: Words) -> Iterable[str]:
    key = "no" if turns is None else "notice" if turns else "at_once"
    yield words.say(f"withdrawal.{key}", time=words.time(turns or 0))


def _ratify(share: Any, words: Words) -> Iterable[str]:
    yield words.say(f"ratify.{'all' if share == 1 else 'share'}", share=words.share(share))


def _review(turns: int, words: Words) -> Iterable[str]:
    yield words.say("review.every" if turns else "review.none", time=words.time(turns))


_READERS: Mapping[str, Callable[[Any, Words], Iterable[str]]] = {
    "admission": _word("admission"),
    "regimes": _regimes,
    "triggers": _triggers,
    "adversaries": _states("adversaries"),
    "area": _states("area"),
    "council": _council,
    "rules": _rules,
    "veto_restraint": _yes_or_no("veto_restraint"),
    "referral": _referral,
    "inquiry": _inquiry,
    "ladder": _ladder,
    "obligations": _obligations,
    "means": _word("means"),
    "lead": _states("lead"),
    "standing_force": _part_of_all("standing_force"),
    "pledged_share": _part_of_all("pledged_share"),
    "cost_sharing": _word("cost_sharing"),
    "monitoring": _word("monitoring"),
    "self_defence": _self_defence,
    "regional": _word("regional"),
    "consent": _yes_or_no("consent"),
    "withdrawal": _withdrawal,
    "suspension": _yes_or_no("suspension"),
    "expulsion": _yes_or_no("expulsion"),
    "amendment": _yes_or_no("amendment"),
    "ratify": _ratify,
    "review": _review,
}
"""How each clause is read: a function of what it means."""
