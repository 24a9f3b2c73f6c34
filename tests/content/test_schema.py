"""The schemas for editors are JSON Schema, and they accept the official files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from game.cli.check import check
from game.cli.schema import schema
from game.content.sections import CHARTER, HAPPENING, KINDS
from tests.content.small import copy_to

KINDS_OF_NODE = {
    "object", "array", "string", "number", "integer", "boolean", "null",
}  # fmt: skip


def run(command: object, *words: str) -> tuple[int, str, str]:
    app = typer.Typer()
    app.command()(command)  # type: ignore[type-var]
    result = CliRunner().invoke(app, list(words))
    return result.exit_code, result.stdout, result.stderr


def test_a_schema_is_written_for_every_kind_of_file(tmp_path: Path) -> None:
    code, out, _ = run(schema, str(tmp_path / "schemas"))
    assert code == 0
    written = [Path(line) for line in out.split()]
    assert {file.name for file in written} == {
        f"{kind.name}.schema.json" for kind in (*KINDS, CHARTER, HAPPENING)
    }
    for file in written:
        found = json.loads(file.read_text("utf-8"))
        assert found["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        sound(found, found)


def sound(node: object, root: dict[str, object]) -> None:
    """Assert that every type is one of JSON's and every reference leads somewhere."""
    if isinstance(node, list):
        for item in node:
            sound(item, root)
    if not isinstance(node, dict):
        return
    if isinstance(node.get("type"), str):
        assert node["type"] in KINDS_OF_NODE
    if isinstance(node.get("$ref"), str):
        name = node["$ref"].removeprefix("#/$defs/")
        assert name in root["$defs"]  # type: ignore[operator]
    for key, value in node.items():
        if key not in ("default", "enum", "const", "examples"):
            sound(value, root)


def test_words_of_the_rules_are_listed_for_completion(tmp_path: Path) -> None:
    run(schema, str(tmp_path))
    treaties = (tmp_path / "treaties.schema.json").read_text("utf-8")
    charter = (tmp_path / "charter.schema.json").read_text("utf-8")
    assert '"non_aggression"' in treaties
    assert '"oil_ban"' in charter
    assert "tax_rate" in (tmp_path / "rules.schema.json").read_text("utf-8")


def test_check_says_nothing_about_what_is_right(tmp_path: Path) -> None:
    code, out, err = run(check, "broken_covenant")
    assert (code, out.strip(), err.strip()) == (0, "", "nothing found")


@pytest.mark.parametrize("target", ["states.yaml", ""])
def test_check_exits_with_one_and_names_the_line(tmp_path: Path, target: str) -> None:
    small = copy_to(tmp_path)
    text = (small / "states.yaml").read_text("utf-8")
    (small / "states.yaml").write_text(text.replace("regime: 8", "regime: 80"), "utf-8")
    code, out, err = run(check, str(small / target))
    assert code == 1
    assert f"{small}/states.yaml:9: error: ARD.regime:" in out
    assert "error" in err


def test_check_of_nothing_is_a_finding() -> None:
    code, out, _ = run(check, "brokn_covenant")
    assert code == 1
    assert "did you mean 'broken_covenant'?" in out
