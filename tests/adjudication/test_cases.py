"""Every case of the rulebook, played: `pytest tests/adjudication -k A-037` plays one."""

from __future__ import annotations

import textwrap

import pytest

from tests.adjudication import schema
from tests.adjudication.playing import played
from tests.adjudication.reading import all_cases
from tests.adjudication.verdict import differences, expected, found


@pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.number)
def test_case(case: schema.Case) -> None:
    wrong = differences(expected(case), found(played(case.number)))
    if wrong:
        pytest.fail(
            "\n".join(
                [
                    f"{case.number} {case.title}",
                    *textwrap.wrap(" ".join(case.text.split()), 96),
                    "",
                    *wrong,
                ]
            ),
            pytrace=False,
        )
