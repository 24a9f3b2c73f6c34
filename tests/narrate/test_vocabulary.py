"""Everything that the rules can say has words: event kinds, terms, refusals, orders, enums."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from game.core import kinds
from game.core.events import Event
from game.core.ids import StateId
from game.core.kinds import CONTRIBUTED, Act, Obligation
from game.core.orders import ORDER_KINDS
from game.narrate.narrator import VARIANTS, Narrator
from game.narrate.strings import load_strings
from tests.worlds import SmallCampaign, small_world

GAME = Path(__file__).resolve().parents[2] / "game"
KIND = re.compile(r"^[a-z_]+(\.[a-z_]+)+$")
STRINGS = load_strings()


@dataclass(frozen=True)
class Report:
    """One `log.add` in the rules: the kinds it may report, with its roles and figures."""

    where: str
    kinds: tuple[str, ...]
    about: tuple[str, ...]
    figures: tuple[str, ...]


def reports() -> Iterator[Report]:
    for path in sorted((GAME / "core").rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        for function in ast.walk(tree):
            if not isinstance(function, ast.FunctionDef):
                continue
            for call in ast.walk(function):
                if (
                    isinstance(call, ast.Call)
                    and isinstance(call.func, ast.Attribute)
                    and call.func.attr == "add"
                    and "log"
                    in (getattr(call.func.value, "id", ""), getattr(call.func.value, "attr", ""))
                ):
                    given = {word.arg: word.value for word in call.keywords}
                    yield Report(
                        f"{path.name}:{call.lineno}",
                        tuple(spoken(call.args[0], function)),
                        tuple(keys(given.get("about"), function)),
                        tuple(keys(given.get("figures"), function)),
                    )


def spoken(node: ast.expr, function: ast.FunctionDef) -> Iterator[str]:
    """Yield the kinds that the first argument of a report may be."""
    match node:
        case ast.Constant(value=str(kind)):
            yield kind
        case ast.IfExp(body=body, orelse=orelse):
            yield from spoken(body, function)
            yield from spoken(orelse, function)
        case ast.Name(id=name):
            for value in assigned(name, function):
                yield from (
                    part.value
                    for part in ast.walk(value)
                    if isinstance(part, ast.Constant) and isinstance(part.value, str)
                )
        case ast.JoinedStr(values=[ast.Constant(value=str(head)), ast.FormattedValue(value=tail)]):
            if isinstance(tail, ast.Name):
                yield from (f"{head}{end}" for end in spoken(tail, function))
            # Else a refusal's own key: those have sentences of their own, tested below.


def assigned(name: str, function: ast.FunctionDef) -> Iterator[ast.expr]:
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and any(
            isinstance(target, ast.Name) and target.id == name for target in node.targets
        ):
            yield node.value


def keys(node: ast.expr | None, function: ast.FunctionDef) -> Iterator[str]:
    if isinstance(node, ast.Name):
        for value in assigned(node.id, function):
            yield from keys(value, function)
    elif isinstance(node, ast.Dict):
        for key in node.keys:
            assert isinstance(key, ast.Constant)
            yield str(key.value)


REPORTS = list(reports())


def test_the_rules_report_a_good_many_things() -> None:
    kinds_found = {kind for report in REPORTS for kind in report.kinds}
    assert len(kinds_found) >= 50
    assert {
        "resolution.vetoed",
        "crisis.incident",
        "war.battle",
        "economy.recession",
    } <= kinds_found


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.where)
def test_every_kind_that_the_rules_report_has_a_sentence(report: Report) -> None:
    narrator = Narrator(SmallCampaign().gazetteer)
    for kind in report.kinds:
        assert narrator.knows(kind), f"{report.where}: no sentence for '{kind}'"


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.where)
def test_every_sentence_uses_only_what_is_reported(report: Report) -> None:
    known = {"subject", "object", "subject_adj", "object_adj", "short", "why"}
    for kind in report.kinds:
        family = [key for key in STRINGS if key == f"event.{kind}" or _variant(key, kind)]
        for key in family:
            wanted = {
                re.split(r"[.\[]", name)[0]
                for _, name, _, _ in string.Formatter().parse(STRINGS[key])
                if name
            }
            odd = wanted - known - set(report.about) - set(report.figures)
            assert not odd, f"{key} asks for {odd}, which {report.where} does not report"


def _variant(key: str, kind: str) -> bool:
    return key.startswith(f"event.{kind}.") and not any(
        key == f"event.{other}" for report in REPORTS for other in report.kinds if other != kind
    )


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.where)
def test_every_sentence_can_be_said(report: Report) -> None:
    narrator, world = Narrator(SmallCampaign().gazetteer), small_world()
    for kind in report.kinds:
        event = Event(
            0,
            kind,
            StateId(1),
            StateId(2),
            about=tuple((role, 0) for role in report.about),
            figures=tuple((name, 0.25) for name in report.figures),
        )
        for known in (None, world):
            said = narrator.event(event, known)
            assert re.fullmatch(r"[A-Z$0-9][^{}…]*\.", said), said
            assert kind not in said


def test_every_refusal_has_a_sentence() -> None:
    found = set()
    for path in sorted(GAME.rglob("*.py")):
        found |= set(re.findall(r'Refusal\(\s*"([a-z_]+)"', path.read_text("utf-8")))
    assert len(found) > 30
    missing = [key for key in sorted(found) if f"refusal.{key}" not in STRINGS]
    assert not missing


def test_every_term_that_a_decision_is_made_of_has_a_label() -> None:
    found: dict[str, str] = {}
    for folder in ("core", "ai"):
        for path in sorted((GAME / folder).rglob("*.py")):
            tree = ast.parse(path.read_text("utf-8"))
            for node in ast.walk(tree):
                for key in _terms(node):
                    found.setdefault(key, path.name)
    assert len(found) > 40
    missing = {key: file for key, file in found.items() if f"term.{key}.label" not in STRINGS}
    assert not missing


def _terms(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Call):
        name = (
            node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        )
        if name == "Term" and node.args and isinstance(node.args[0], ast.Constant):
            yield str(node.args[0].value)
        if (
            name == "of"
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "TermTable"
            and isinstance(node.args[0], ast.Dict)
        ):
            yield from (
                str(key.value) for key in node.args[0].keys if isinstance(key, ast.Constant)
            )
    if isinstance(node, ast.FunctionDef) and node.name.endswith("_terms"):
        for inner in ast.walk(node):
            if isinstance(inner, ast.Return) and isinstance(inner.value, ast.Dict):
                yield from (
                    str(key.value) for key in inner.value.keys if isinstance(key, ast.Constant)
                )


def test_every_kind_of_order_has_a_line() -> None:
    for name in ORDER_KINDS:
        key = re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()
        assert any(
            known == f"order.{key}" or known.startswith(f"order.{key}.") for known in STRINGS
        )


def test_every_act_can_be_named_asked_for_and_decided() -> None:
    for act in Act:
        for section in ("act", "demand", "resolution.act"):
            assert f"{section}.{act.name.lower()}" in STRINGS
    for act in CONTRIBUTED:
        assert f"contributed.{act.name.lower()}" in STRINGS
    for duty in Obligation:
        assert f"obligation.{duty.name.lower()}" in STRINGS


def test_every_word_of_the_enums_that_are_shown_is_there() -> None:
    shown = {*VARIANTS.values(), kinds.CrisisKind, kinds.CrisisEnd, kinds.Move, kinds.Doctrine}
    shown |= {kinds.Holding, kinds.Terrain, kinds.Standing, kinds.Budget, kinds.Seat}
    for enum in shown - {kinds.Reason}:
        for member in enum:
            assert f"{enum.__name__.lower()}.{member.name.lower()}" in STRINGS
    for member in kinds.Reason:
        if member != kinds.Reason.CARRIED:
            assert f"reason.{member.name.lower()}" in STRINGS
