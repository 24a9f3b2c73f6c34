"""The battle book: docs/battlebook.md, written from the cases.

Written anew by `python -m tests.battles.book`; a test holds that it is up to date.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from enum import IntEnum
from pathlib import Path
from typing import Any

from tests.battles import schema
from tests.battles.playing import each_way
from tests.battles.reading import boards, chapters

BOOK = Path(__file__).parents[2] / "docs" / "battlebook.md"

_HEAD = """\
# The battle book

Cases of war that the rules decide, and how. Every one of them is a test: it is set up, played by the
same engine as the game, month by month, and must come out as it says here. The cases lie in
`tests/battles/cases`, one file a chapter; `pytest tests/battles -k B-007` plays one. This page is
written from them by `python -m tests.battles.book`.

Men are counted in thousands, ships and aircraft by their like. Unless a case says otherwise a
formation has 100, readiness 0.8, full supply, the technology of its time (1) and orders to hold; all
states are alike, each of a good ten million people, and nobody does anything that is not said. Where
a case is played in several *ways*, they differ in nothing but what is named, fortune included.
A number, once published, keeps its case; new cases take new numbers.

"""


def book() -> str:
    """Return the text of the battle book."""
    parts = ["\n".join(_contents()), "\n".join(_boards()), "\n".join(_body()).rstrip()]
    return _HEAD + "\n".join(parts) + "\n"


def _contents() -> Iterator[str]:
    for chapter in chapters():
        heading = f"{chapter.chapter}. {chapter.title}"
        anchor = "".join(c for c in heading.lower() if c.isalnum() or c in " -").replace(" ", "-")
        yield f"{chapter.chapter}. [{chapter.title}](#{anchor}), {len(chapter.cases)} cases"


def _boards() -> Iterator[str]:
    yield "\n## The boards\n"
    yield _wrapped(
        "Straits and canals are those of the map of the world, with its borders of 1920; all else "
        "is fought on small maps made by hand."
    )
    for name, board in boards().items():
        yield f"\n**{_upper(name)}.** " + " ".join(board.about.split()) + "\n"
        for key, land in board.lands.items():
            ground = "plains" if land.terrain is None else _word(land.terrain)
            beside = [b if a == key else a for a, b in board.borders if key in (a, b)]
            shores = [sea for sea, told in board.seas.items() if key in told.shores]
            text = f"{key} ({land.of}, {ground})"
            text += f", beside {_listed(beside)}" if beside else ""
            yield _bullet(text + (f"; on {_listed(shores)}" if shores else "") + ".")
        for a, b in board.lanes:
            kept = [one for one in board.passages if {a, b} == set(one.between)]
            by = f", by a passage kept by {_listed(kept[0].kept_by)}" if kept else ""
            canal = " (a canal)" if kept and kept[0].canal else ""
            yield _bullet(f"From {a} ships sail to {b}{by}{canal}.")


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
    yield ""
    yield from _section("Situation", [f"board: {case.board}", *_situation(case)])
    yield from _section("Play", list(_play(case)))
    yield from _section("Ways", [f"*{way}*: {_way(said)}" for way, said in case.ways.items()])
    yield from _section("Result", list(_result(case)))


def _section(label: str, lines: list[str]) -> Iterator[str]:
    if len(lines) == 1:
        yield _bullet(f"**{label}.** {_upper(lines[0])}.")
    elif lines:
        yield _bullet(f"**{label}.**")
        for line in lines:
            yield _bullet(f"{_upper(line)}.", depth=1)


def _situation(case: schema.Setting) -> Iterator[str]:
    for war in case.wars:
        about = f", about {_listed(war.about)}" if war.about else ""
        yield f"{_listed(war.attackers)} at war with {_listed(war.defenders)}{about}"
    for quarrel in case.crises:
        yield f"quarrel of {quarrel.by} with {quarrel.on}, at {_word(quarrel.rung)}"
    for treaty in case.treaties:
        yield f"treaty of {_word(treaty.kind)} between {_listed(treaty.between)}"
    for number, one in enumerate(case.measures):
        given = _listed(f"{who} {share:g}" for who, share in one.given.items())
        mandate = "" if one.mandate is None else f" (mandate: {_word(one.mandate)})"
        yield f"measure {number} against {one.against}: {_word(one.act)}{mandate}" + (
            f"; given to it: {given}" if one.given else ""
        )
    for name, others in case.rivalry.items():
        yield f"rivalry of {name} with {_listed(f'{who} {much:g}' for who, much in others.items())}"
    for name, others in case.liking.items():
        yield f"{name} likes {_listed(f'{who} {much:+g}' for who, much in others.items())}"
    for name, figures in case.states.items():
        yield f"{name}: {_pairs(figures)}"
    for name, land in case.lands.items():
        yield f"{name}: {_pairs(land)}"
    for name, force in case.forces.items():
        rest = force.model_dump(exclude_unset=True, exclude={"of", "at", "men", "arm"})
        men = "" if force.men is None else f" of {force.men:g}"
        whose = "" if force.of is None else f", {_word(force.arm) if force.arm else 'army'}{men}"
        whose += "" if force.of is None else f" of {force.of}"
        where = "" if force.at is None else f" at {force.at}"
        yield f"{name}{whose}{where}" + (f" ({_all(rest)})" if rest else "")
    if case.rules:
        yield f"rules: {_all(case.rules)}"
    if case.ask is not None:
        yield f"asked: the odds of an attack by {_listed(case.ask.who)} on {case.ask.at}"


def _play(case: schema.Setting) -> Iterator[str]:
    several = len(case.play) > 1
    for number, step in enumerate(case.play):
        lead = "then " if several and number else ""
        turns = f"{step.times} quarters pass" if step.times > 1 else "a quarter passes"
        told = "; ".join(_order(order) for order in step.orders)
        again = ", in each of them: " if step.times > 1 else ": "
        yield lead + turns + (again + told if told else "")


def _order(order: dict[str, Any]) -> str:
    if "send" in order:
        by = f"{order['by']} orders " if "by" in order else ""
        to = f" to {order['to']}" if "to" in order else ""
        return f"{by}{order['send']}{to}: {order.get('and', 'attack')}"
    rest = {key: item for key, item in order.items() if key not in ("by", "does")}
    return f"{order['by']}: {_word(order['does'])}" + (f" ({_all(rest)})" if rest else "")


def _way(said: dict[str, Any]) -> str:
    parts = []
    for key, item in said.items():
        if isinstance(item, dict):
            parts += [f"{name} {_all(told)}" if isinstance(told, dict) else f"{name} {_word(told)}"
                      for name, told in item.items()]  # fmt: skip
        elif key == "play":
            told = [_order(order) for step in item for order in step.get("orders", ())]
            parts.append("; ".join(told) or "nobody orders anything")
        elif key == "wars":
            parts += [
                f"{_listed(w['attackers'])} at war with {_listed(w['defenders'])}" for w in item
            ] or ["peace"]
        else:
            parts.append(f"{_word(key)}: {_word(item) if item else 'none'}")
    return "; ".join(parts) or "as said"


def _result(case: schema.Case) -> Iterator[str]:
    for way, said in each_way(case):
        if way and said is case.expect:
            continue
        for line in _expected(said):
            yield f"*{way}*: {line}" if way else line
    if case.ways and case.expect.model_dump(exclude_none=True):
        for line in _expected(case.expect):
            yield f"in every way: {line}"
    for one in case.order:
        groups = [" as ".join(f"*{way}*" for way in group.split(" = ")) for group in one.rises]
        of = f" of {one.of}" if one.of else ""
        if len(groups) == 1:
            yield f"{one.what}{of}: the same, {groups[0]}"
        else:
            yield f"{one.what}{of}, from least to most: {', then '.join(groups)}"


def _expected(said: schema.Expected) -> Iterator[str]:
    for key, value in said.model_dump(exclude_unset=True).items():
        match key:
            case "refused":
                yield from (f"the order of {one['by']} is refused: `{one['key']}`" for one in value)
            case "happens":
                yield from (
                    f"{'event' if there else 'no event'} `{kind}`" for kind, there in value.items()
                )
            case "fought":
                rest = {name: item for name, item in value.items() if name != "at"}
                yield f"the first battle at {value['at']}: {_all(rest)}"
            case "answer":
                yield f"the answer: {_all(value)}"
            case "stands":
                yield "; ".join(
                    f"{name} is no more" if at is None else f"{name} stands at {at}"
                    for name, at in value.items()
                )
            case "holds":
                yield "; ".join(f"{by} holds {land}" for land, by in value.items())
            case "commands":
                yield "; ".join(
                    f"{'nobody' if by is None else by} commands {sea}" for sea, by in value.items()
                )
            case "at_war":
                yield "; ".join(f"{a} is at war with {_listed(b)}" for a, b in value.items())
            case _:
                yield f"{_word(key)}: {_all(value)}"


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


def _listed(items: Any) -> str:
    words = list(items)
    if not words:
        return "nobody"
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _word(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, IntEnum):
        return value.name.lower().replace("_", " ")
    if isinstance(value, float | int):
        return f"{value:g}"
    if value is None:
        return "nobody"
    if isinstance(value, tuple | list):
        return _listed(_word(item) for item in value)
    if isinstance(value, dict):
        return f"({_all(value)})"
    return str(value).replace("_", " ")


def _pairs(model: Any) -> str:
    return _all(model.model_dump(exclude_unset=True))


def _all(told: dict[str, Any]) -> str:
    return "; ".join(f"{_word(key)} {_word(value)}" for key, value in told.items())


if __name__ == "__main__":
    BOOK.write_text(book(), "utf-8")
