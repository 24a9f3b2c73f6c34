"""Numbers as a careful writer of the language in use would put them."""

from __future__ import annotations

from fractions import Fraction

from game.narrate.tongue import numbers


class Figure(float):
    """A number that templates show as `{share:percent}`, `{debt:money}`, `{wars:of war wars}`.

    `off` is `of` before a feminine noun, for languages that have one.
    """

    __slots__ = ()

    def __format__(self, spec: str) -> str:
        if spec.startswith(("of ", "off ")):
            kind, one, several = (noun.replace("_", " ") for noun in spec.split())
            noun = one if _single(round(self)) else several
            return f"{in_words(round(self), feminine=kind == 'off')} {noun}"
        match spec:
            case "percent":
                return percent(self)
            case "tenths":
                return numbers().per_cent.format(_written(f"{float(self) * 100:.1f}"))
            case "money":
                return money(self)
            case "men":
                return men(self)
            case "people":
                return people(self)
            case "count" | "":
                return count(self)
            case "number":
                return in_words(round(self))
            case "quarters":
                one, several = numbers().quarters
                noun = one if _single(round(self)) else several
                return f"{in_words(round(self))} {noun}"
            case "factor":
                return numbers().times.format(_written(f"{float(self):.1f}"))
        return super().__format__(spec)


def percent(share: float) -> str:
    """Return a share as whole per cent; what is small but not nothing says so."""
    if 0 < abs(share) < 0.005:
        return numbers().less_than_one
    whole = f"{share * 100:.0f}"
    return numbers().per_cent.format("0" if whole == "-0" else whole)


def money(millions: float) -> str:
    """Return a sum given in millions of dollars: "$1.2 billion", "$40 million"."""
    sign, size = ("-" if millions < 0 else ""), abs(millions)
    billions, some, thousands = numbers().money
    if size >= 999.5:
        digits = 1 if size < 99_950 else 0
        return sign + billions.format(_written(f"{size / 1000:,.{digits}f}"))
    if size >= 9.5 or size == 0:
        return sign + some.format(_written(f"{size:,.0f}"))
    if size >= 0.95:
        return sign + some.format(_written(f"{size:.1f}"))
    return sign + thousands.format(_written(f"{size * 1000:,.0f}"))


def men(thousands: float) -> str:
    """Return a number of men given in thousands, rounded as far as anybody counted."""
    return _heads(thousands, numbers().men)


def people(thousands: float) -> str:
    """Return a number of people given in thousands, rounded likewise."""
    return _heads(thousands, numbers().people)


def _heads(thousands: float, forms: tuple[str, str]) -> str:
    """Return a number of heads given in thousands, by the words for millions and for fewer."""
    if thousands >= 999.5:
        return forms[0].format(_written(f"{thousands / 1000:.1f}"))
    heads = thousands * 1000
    step = 1000 if heads >= 10_000 else 100
    return forms[1].format(_written(f"{round(heads / step) * step:,}"))


def count(number: float) -> str:
    """Return a plain number: whole from 100 on, else as short as it goes."""
    if abs(number - round(number)) < 1e-9 or abs(number) >= 100:
        return _written(f"{number:,.0f}")
    return _written(f"{number:.2g}" if abs(number) < 1 else f"{number:.1f}")


def in_words(number: int, *, feminine: bool = False) -> str:
    """Return a small number as a word, a large one in figures."""
    written = numbers()
    if feminine and number in written.feminine:
        return written.feminine[number]
    return written.small[number] if 0 <= number < len(written.small) else _written(f"{number:,}")


def many(number: int, noun: str) -> str:
    """Return "one vote", "two votes", "no votes"."""
    return f"{in_words(number)} {noun}{'' if _single(number) else 's'}"


def majority(share: Fraction, *, strict: bool) -> str:
    """Return what a majority is called: "two thirds", "majority", "unanimity", "9 in 15"."""
    unanimity, more, half, thirds, quarters, other = numbers().majorities
    if share == 1:
        return unanimity
    if share == Fraction(1, 2):
        return more if strict else half
    named = {Fraction(2, 3): thirds, Fraction(3, 4): quarters}
    return named.get(share) or other.format(share.numerator, share.denominator)


def listed(names: list[str] | tuple[str, ...]) -> str:
    """Return "A", "A and B", "A, B and C"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])}{numbers().last}{names[-1]}"


def _single(number: int) -> bool:
    """Tell whether a number takes the singular: one, and in some languages nothing as well."""
    return number == 1 or 0 <= number < numbers().singular_to


def _written(number: str) -> str:
    """Return a number as Python writes it with the marks of the language in use."""
    written = numbers()
    marks = {",": written.thousands, ".": written.point}
    return "".join(marks.get(sign, sign) for sign in number)
