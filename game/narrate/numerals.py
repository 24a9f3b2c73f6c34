"""Numbers as a careful writer would put them."""

from __future__ import annotations

from fractions import Fraction

WORDS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
)  # fmt: skip


class Figure(float):
    """A number that templates show as `{share:percent}`, `{debt:money}`, `{wars:of war wars}`."""

    __slots__ = ()

    def __format__(self, spec: str) -> str:
        if spec.startswith("of "):
            one, several = (noun.replace("_", " ") for noun in spec.split()[1:])
            return f"{in_words(round(self))} {one if round(self) == 1 else several}"
        match spec:
            case "percent":
                return percent(self)
            case "tenths":
                return f"{float(self) * 100:.1f}%"
            case "money":
                return money(self)
            case "men":
                return men(self)
            case "count" | "":
                return count(self)
            case "number":
                return in_words(round(self))
            case "quarters":
                return many(round(self), "quarter")
            case "factor":
                return f"{float(self):.1f} times"
        return super().__format__(spec)


def percent(share: float) -> str:
    """Return a share as whole per cent; what is small but not nothing says so."""
    if 0 < abs(share) < 0.005:
        return "less than 1%"
    return f"{share * 100:.0f}%".replace("-0%", "0%")


def money(millions: float) -> str:
    """Return a sum given in millions of dollars: "$1.2 billion", "$40 million"."""
    sign, size = ("-" if millions < 0 else ""), abs(millions)
    if size >= 999.5:
        digits = 1 if size < 99_950 else 0
        return f"{sign}${size / 1000:,.{digits}f} billion"
    if size >= 9.5 or size == 0:
        return f"{sign}${size:,.0f} million"
    if size >= 0.95:
        return f"{sign}${size:.1f} million"
    return f"{sign}${size * 1000:,.0f} thousand"


def men(thousands: float) -> str:
    """Return a number of men given in thousands, rounded as far as anybody counted."""
    if thousands >= 999.5:
        return f"{thousands / 1000:.1f} million men"
    heads = thousands * 1000
    step = 1000 if heads >= 10_000 else 100
    return f"{round(heads / step) * step:,} men"


def count(number: float) -> str:
    """Return a plain number: whole from 100 on, else as short as it goes."""
    if abs(number - round(number)) < 1e-9 or abs(number) >= 100:
        return f"{number:,.0f}"
    return f"{number:.2g}" if abs(number) < 1 else f"{number:.1f}"


def in_words(number: int) -> str:
    """Return a small number as a word, a large one in figures."""
    return WORDS[number] if 0 <= number < len(WORDS) else f"{number:,}"


def many(number: int, noun: str) -> str:
    """Return "one vote", "two votes", "no votes"."""
    return f"{in_words(number)} {noun}{'' if number == 1 else 's'}"


def majority(share: Fraction, *, strict: bool) -> str:
    """Return what a majority is called: "two thirds", "majority", "unanimity", "9 in 15"."""
    if share == 1:
        return "unanimity"
    if share == Fraction(1, 2):
        return "majority" if strict else "half"
    named = {Fraction(2, 3): "two thirds", Fraction(3, 4): "three quarters"}
    return named.get(share, f"{share.numerator} in {share.denominator}")


def listed(names: list[str] | tuple[str, ...]) -> str:
    """Return "A", "A and B", "A, B and C"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
