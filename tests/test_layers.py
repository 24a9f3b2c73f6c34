"""The layers of `docs/architecture.md`: nothing points up, siblings do not meet, core is pure."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

LEVELS: dict[str, int] = {
    "core": 1,
    "content": 2,
    "ai": 2,
    "persistence": 3,
    "narrate": 3,
    "session": 4,
    "lab": 5,
    "cli": 6,
    "client": 6,
}
"""`game/__main__.py` stands above all of them and joins the two siblings at the top."""

PURE = ("core", "ai")
"""What a game does depends on nothing but the world and the orders."""

NUMBERS = frozenset({"numpy", "scipy"})

IMPURE = frozenset(
    {"random", "secrets", "uuid", "time", "datetime", "os", "pathlib", "io", "socket", "subprocess",
     "threading", "multiprocessing", "asyncio", "concurrent", "tempfile", "shutil", "pickle",
     "shelve", "marshal", "platform", "locale", "logging", "warnings", "inspect", "importlib"}
)  # fmt: skip
"""Clocks, chance without an address, the environment, files, other threads."""

ADDRESSED = frozenset(
    {"Generator", "BitGenerator", "SeedSequence", "Philox", "PCG64", "PCG64DXSM", "default_rng"}
)
"""What of `np.random` takes a seed, and so may have an address."""

REACHING_OUT = frozenset(
    {"id", "hash", "eval", "exec", "compile", "open", "input", "print", "breakpoint", "__import__"}
)

ABOVE_ALL = frozenset({"__main__", "__init__"})

WINDOW = frozenset({"pygame", "pygame_gui"})


@dataclass(frozen=True)
class Import:
    """One name that a module imports, absolute: `game.core.world`, `numpy`."""

    name: str
    line: int


def imports_of(source: str, module: tuple[str, ...], *, is_package: bool) -> Iterator[Import]:
    """Yield every import of a module's text, wherever in it, relative ones resolved."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(alias.name, node.lineno)
        elif isinstance(node, ast.ImportFrom):
            base: tuple[str, ...] = ()
            if node.level:
                up = node.level - 1 if is_package else node.level
                base = module[: len(module) - up]
            base += tuple(node.module.split(".")) if node.module else ()
            for alias in node.names:
                # `from game import core` names a layer, `from game.core import ids` a module.
                yield Import(".".join((*base, alias.name)), node.lineno)


def breaches(package: Path) -> list[str]:
    """Return `file:line: what` for each import that is not allowed, `package` the folder `game`."""
    found = []
    for path in sorted(package.rglob("*.py")):
        inside = path.relative_to(package)
        layer = inside.parts[0].removesuffix(".py")
        module = ("game", *inside.with_suffix("").parts)
        is_package = module[-1] == "__init__"
        module = module[:-1] if is_package else module
        source = path.read_text(encoding="utf-8")
        for imported in imports_of(source, module, is_package=is_package):
            wrong = fault(layer, imported.name.split("."))
            if wrong:
                found.append(f"game/{inside.as_posix()}:{imported.line}: {wrong}")
        if layer in PURE:
            found += [
                f"game/{inside.as_posix()}:{line}: {what}" for line, what in impure_uses(source)
            ]
    return found


def fault(layer: str, name: list[str]) -> str:
    """Say what is wrong with a module of `layer` importing `name`; nothing when it may."""
    top = name[0]
    if top == "game":
        return fault_inside(layer, name[1] if len(name) > 1 else "")
    if top in WINDOW and layer != "client":
        return f"{top} may be imported in game.client only"
    if layer == "core" and top not in NUMBERS and top not in sys.stdlib_module_names:
        return f"game.core may import numpy, scipy and the standard library, not {top}"
    if layer in PURE and top in IMPURE:
        return f"game.{layer} may not import {top}"
    return ""


def fault_inside(layer: str, other: str) -> str:
    """Say what is wrong with one layer importing from another; nothing when it may."""
    if layer in ABOVE_ALL or other in {"", layer}:
        return ""
    if layer not in LEVELS:
        return f"game.{layer} is in no layer"
    if other not in LEVELS:
        return f"game.{other} is in no layer"
    if LEVELS[other] > LEVELS[layer]:
        return f"game.{layer} may not look up to game.{other}"
    if LEVELS[other] == LEVELS[layer]:
        return f"game.{layer} may not import its sibling game.{other}"
    return ""


def impure_uses(source: str) -> Iterator[tuple[int, str]]:
    """Yield uses that make a result depend on more than the world, or that reach outside."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute):
            owner = ast.unparse(node.value)
            if owner in {"np.random", "numpy.random"} and node.attr not in ADDRESSED:
                yield node.lineno, f"{owner}.{node.attr} has no address"
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            if called in REACHING_OUT:
                yield node.lineno, f"{called}() is not for core and ai"
            if called.endswith("default_rng") and not node.args:
                yield node.lineno, "a generator without a seed"


def test_no_import_breaks_the_layers() -> None:
    assert breaches(ROOT / "game") == []


def test_every_folder_of_the_package_is_in_a_layer() -> None:
    folders = {path.parent.name for path in (ROOT / "game").glob("*/__init__.py")}
    assert folders <= LEVELS.keys()


@pytest.mark.parametrize(
    ("place", "text", "said"),
    [
        ("core/a.py", "from game.content import issues", "may not look up to game.content"),
        ("core/a.py", "import pydantic", "not pydantic"),
        ("core/a.py", "def f():\n    import random", "may not import random"),
        ("core/phases/a.py", "from ...ai import choose", "may not look up to game.ai"),
        ("core/a.py", "key = id(object())", "id() is not for core"),
        ("core/a.py", "import numpy as np\nx = np.random.normal()", "has no address"),
        ("ai/a.py", "from numpy.random import default_rng\nx = default_rng()", "without a seed"),
        ("ai/a.py", "import os.path", "may not import os"),
        ("ai/a.py", "from game import content", "its sibling game.content"),
        ("content/a.py", "from game.ai import doctrine", "its sibling game.ai"),
        ("content/a.py", "from .. import session", "may not look up to game.session"),
        ("session/a.py", "import pygame.event", "pygame may be imported in game.client only"),
        ("narrate/a.py", "import game.persistence.save", "its sibling game.persistence"),
        ("cli/a.py", "from game.client import app", "its sibling game.client"),
        ("odd/a.py", "from game.core import ids", "game.odd is in no layer"),
    ],
)  # fmt: skip
def test_a_forbidden_import_is_found_with_its_line(
    tmp_path: Path, place: str, text: str, said: str
) -> None:
    path = tmp_path / "game" / place
    path.parent.mkdir(parents=True)
    path.write_text(f"{text}\n", encoding="utf-8")

    (found,) = breaches(tmp_path / "game")

    line = 1 + text.count("\n")
    assert found.startswith(f"game/{place}:{line}: ")
    assert said in found


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("core/a.py", "import math\nimport numpy as np\nfrom scipy import sparse"),
        ("core/phases/a.py", "from ..formulas import threat\nfrom game.core.ids import StateId"),
        ("ai/a.py", "from game.core import orders"),
        ("client/a.py", "import pygame\nfrom game.session import seats\nfrom game import narrate"),
        ("__main__.py", "from game.cli import app\nfrom game.client import app"),
    ],
)
def test_what_the_layers_allow_is_not_found(tmp_path: Path, place: str, text: str) -> None:
    path = tmp_path / "game" / place
    path.parent.mkdir(parents=True)
    path.write_text(f"{text}\n", encoding="utf-8")

    assert breaches(tmp_path / "game") == []
