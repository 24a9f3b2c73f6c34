"""The files around the game: locks, first start, what the README promises."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("runtime", "lab", "dev")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

EXTRAS = [
    each
    for extra in PROJECT["project"]["optional-dependencies"].values()
    for each in extra
    if not each.startswith("indivisible[")
]


def lock_text(name: str) -> str:
    return (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")


def pins(name: str) -> set[str]:
    """Return the pins of a lock, as `numpy==2.4.6 ; python_full_version < '3.12'`."""
    lines = lock_text(name).replace("\\\n", " ").splitlines()
    return {line.split("--hash")[0].strip() for line in lines if line and line[0].isalnum()}


def group(name: str) -> list[str]:
    found = []
    for entry in PROJECT["dependency-groups"][name]:
        found += [entry] if isinstance(entry, str) else group(entry["include-group"])
    return found


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_place_to_fetch_from(name: str) -> None:
    for word in ("http", "--index", "--extra-index", "--find-links", "@ file", "/"):
        assert word not in lock_text(name)


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_is_pinned_with_its_hashes(name: str) -> None:
    entries = re.split(r"\n(?=\S)", lock_text(name).strip())
    assert len(entries) > 10
    for entry in entries:
        assert re.match(r"[a-z0-9-]+==\S+", entry), entry
        assert "--hash=sha256:" in entry, entry


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("runtime", [*PROJECT["project"]["dependencies"], *group("build")]),
        ("lab", [*PROJECT["project"]["dependencies"], *EXTRAS, *group("build")]),
        ("dev", [*PROJECT["project"]["dependencies"], *EXTRAS, *group("dev")]),
    ],
)
def test_a_lock_holds_what_the_project_asks_for(name: str, wanted: list[str]) -> None:
    locked = {canonicalize_name((pin := Requirement(line)).name): pin for line in pins(name)}
    for text in wanted:
        asked = Requirement(text)
        version = str(locked[canonicalize_name(asked.name)].specifier).removeprefix("==")
        assert asked.specifier.contains(version), text


def test_players_and_developers_run_the_same_versions() -> None:
    assert pins("runtime") <= pins("lab") <= pins("dev")


def test_the_first_file_parses_on_old_pythons_so_that_it_can_say_what_is_missing() -> None:
    source = (ROOT / "run.py").read_text(encoding="utf-8")
    tree = ast.parse(source, feature_version=(3, 6))
    first = tree.body[:3]

    assert isinstance(first[1], ast.Import)
    assert [alias.name for alias in first[1].names] == ["sys"]
    assert isinstance(first[2], ast.If), "the version is checked before anything else is imported"
    assert "from __future__" not in source


def test_the_first_file_needs_the_standard_library_only() -> None:
    import sys

    tree = ast.parse((ROOT / "run.py").read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        assert {name.split(".")[0] for name in names} <= sys.stdlib_module_names


def test_the_readme_opens_with_the_two_commands() -> None:
    screen = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()[:30]
    blocks = [line.strip() for line in screen if line.startswith("    ")]

    assert blocks[0].startswith("python3 run.py ")
    assert blocks[1].startswith("python3 run.py test")


def test_the_build_machine_runs_the_readmes_command() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()

    assert "set -euo pipefail" in lines
    assert lines[-1] == "python3 run.py test"


def test_decision_records_are_numbered_without_gaps_and_say_their_three_parts() -> None:
    records = sorted((ROOT / "docs" / "adr").glob("[0-9]*.md"))

    assert [int(path.name[:4]) for path in records] == list(range(1, len(records) + 1))
    for path in records:
        text = path.read_text(encoding="utf-8")
        for part in ("## Context", "## Decision", "## Consequences"):
            assert part in text, f"{path.name} lacks {part}"
