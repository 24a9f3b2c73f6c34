"""The words of charters: acts, shares, times and rules as parts of a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Protocol

from game.core.kinds import Act
from game.narrate.charter_meaning import Rule
from game.narrate.names import sentence
from game.narrate.numerals import listed, many
from game.narrate.strings import Strings, load_strings

FILE = "charters"
"""Name of the file of templates, before its language."""

_SHARES = {
    Fraction(1, 2): "half",
    Fraction(1, 3): "third",
    Fraction(1, 4): "quarter",
    Fraction(2, 3): "two_thirds",
    Fraction(3, 4): "three_quarters",
    Fraction(1): "all",
}


class StateNames(Protocol):
    """Whoever can name states in running text; `Names` can."""

    def states(self, states: Iterable[int]) -> str:
        """Return several states' names, as a list in words."""


def strings() -> Strings:
    """Return the templates."""
    return load_strings(kind=FILE)


@dataclass(frozen=True, slots=True)
class Words:
    """Fills templates; `periods` is the number of turns in a year."""

    names: StateNames
    periods: int

    def say(self, key: str, **values: Any) -> str:
        """Return a sentence, by its key."""
        return sentence(self.part(key, **values))

    def part(self, key: str, **values: Any) -> str:
        """Return a part of a sentence, by its key."""
        return strings()[key].format_map(values) if values else strings()[key]

    def acts(self, acts: Iterable[Act]) -> str:
        """Return acts as a list in words."""
        return listed([self.part(f"act.{act.name.lower()}") for act in acts])

    def scope(self, acts: Sequence[Act]) -> str:
        """Return acts as a list in words, the longer lists by what they leave out."""
        left_out = [act for act in Act if act not in acts]
        if not left_out:
            return self.part("compare.everything")
        if len(left_out) < len(acts) / 2:
            return self.part("compare.everything_but", acts=self.acts(left_out))
        return self.acts(acts)

    def share(self, share: Fraction) -> str:
        """Return a share in words: "two thirds", "7 in 11"."""
        if share in _SHARES:
            return self.part(f"share.{_SHARES[share]}")
        return self.part("share.of", number=share.numerator, whole=share.denominator)

    def time(self, turns: int) -> str:
        """Return a number of turns in years, or in months."""
        months = Fraction(12 * turns, self.periods)
        if months % 12 == 0:
            return many(int(months / 12), "year")
        if months.denominator == 1:
            return many(int(months), "month")
        return many(turns, "turn")

    def majority(self, rule: Rule) -> str:
        """Return a rule's majority: "by two thirds of the votes cast"."""
        if rule.majority == 1 and not rule.strict:
            return self.part("majority.unanimity")
        if rule.majority == Fraction(1, 2) and rule.strict:
            return self.part("majority.simple")
        key = "majority.over" if rule.strict else "majority.share"
        return self.part(key, share=self.share(rule.majority))

    def rule(self, rule: Rule, than: Rule | None = None) -> str:
        """Return a rule as part of a sentence; `than` another, only what is different."""
        said = {
            "organ": self.part(f"organ.{rule.organ.name.lower()}"),
            "majority": self.majority(rule),
            **{
                name: self.part(f"rule.{name}" if getattr(rule, name) else f"rule.no_{name}")
                for name in ("parties_vote", "veto", "absence_consents")
            },
            "quorum": self._quorum(rule),
            "bypass": self.part("rule.bypass" if rule.bypass else "rule.no_bypass"),
        }
        if rule.absence_consents is None:
            del said["absence_consents"]
        if not rule.veto:
            del said["bypass"]
        if than is not None:
            same = [name for name in said if getattr(rule, name) == getattr(than, name)]
            if rule.strict != than.strict and "majority" in same:
                same.remove("majority")
            said = {name: text for name, text in said.items() if name not in same}
        if "organ" in said and "majority" in said:
            said = {"decided": f"{said.pop('organ')}, {said.pop('majority')}", **said}
        return "; ".join(said.values())

    def _quorum(self, rule: Rule) -> str:
        if rule.quorum == 0:
            return self.part("rule.no_quorum")
        return self.part("rule.quorum", share=self.share(rule.quorum))


def exact(number: float) -> str:
    """Return a number with all its digits and no more: "6", "-2.5"."""
    text = repr(float(number) + 0.0)
    return text.removesuffix(".0")


def exact_percent(share: float) -> str:
    """Return a share in per cent with all its digits: "0.3%"."""
    text = format(Decimal(repr(float(share))) * 100, "f")
    return f"{text.rstrip('0').rstrip('.') if '.' in text else text}%"
