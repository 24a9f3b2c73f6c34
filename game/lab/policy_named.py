"""Policies by name: a function in an installed module, or in a Python file that somebody wrote.

Loading a file runs it: do so only with code that you trust.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from types import ModuleType

from game.ai.decision import Decision
from game.core.world import World

Policy = Callable[[World, Collection[int]], Iterable[Decision]]
"""Given a world to read and states, yields what those states order in its present stage."""


class PolicyError(LookupError):
    """There is no such policy, in words for who named it."""


def policy_named(name: str) -> Policy:
    """Return the policy `package.module:function` or `path/to/file.py:function`.

    Raises PolicyError, also for whatever goes wrong while the file is run.
    """
    where, colon, function = name.rpartition(":")
    if not colon or not where or not function.isidentifier():
        raise PolicyError(f"'{name}' is not of the form MODULE:FUNCTION or FILE.py:FUNCTION")
    try:
        module = _file(Path(where)) if where.endswith(".py") else importlib.import_module(where)
    except PolicyError:
        raise
    except Exception as error:  # whatever a stranger's file raises
        raise PolicyError(f"{where} cannot be loaded: {type(error).__name__}: {error}") from error
    policy = getattr(module, function, None)
    if not callable(policy):
        there = [
            key
            for key, each in vars(module).items()
            if key[0] != "_" and callable(each) and each.__module__ == module.__name__
        ]
        known = f"; it has {', '.join(sorted(there)[:8])}" if there else ""
        raise PolicyError(f"{where} has no function '{function}'{known}")
    found: Policy = policy
    return found


def _file(path: Path) -> ModuleType:
    if not path.is_file():
        raise PolicyError(f"{path}: there is no such file")
    spec = importlib.util.spec_from_file_location(f"policy_{path.stem}", path.resolve())
    if spec is None or spec.loader is None:
        raise PolicyError(f"{path}: is no Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
