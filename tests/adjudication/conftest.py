"""A case can be asked for with its hyphen or without: `-k A-037`, `-k A037`."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.adjudication import schema


def pytest_collection_modifyitems(items: Sequence[pytest.Item]) -> None:
    """Let the number of the case that a test plays be found without its hyphen, too."""
    for item in items:
        case = getattr(item, "callspec", None) and item.callspec.params.get("case")  # type: ignore[attr-defined]
        if isinstance(case, schema.Case) and item.name.startswith("test_case["):
            item.extra_keyword_matches.add(case.number.replace("-", ""))
