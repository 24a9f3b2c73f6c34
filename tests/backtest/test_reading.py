"""A file of crises is hostile until read: faults are told with file and line, never a traceback."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from game.cli.app import build
from game.lab.backtest.reading import CrisesError, read_crises
from tests.backtest.rows import WriteCrises, row


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"start": "yesterday"}, "start: not a date"),
        ({"start": "99999-01-01"}, "start: not a date"),
        ({"start": ""}, "start: not a date"),
        ({"start": "1935-02-30"}, "start: not a date"),
        ({"start": "1935-13"}, "start: not a date"),
        ({"aggressor": ""}, "must be named"),
        ({"victim": " "}, "must be named"),
        ({"aggressor": "A" * 500}, "longer than"),
        ({"outcome": "draw"}, "'draw' is none of"),
        ({"aggressor_cinc": "much"}, "aggressor_cinc: not a share"),
        ({"aggressor_cinc": "nan"}, "aggressor_cinc: not a share"),
        ({"victim_cinc": "1.5"}, "victim_cinc: not a share"),
        ({"victim_cinc": "-0.1"}, "victim_cinc: not a share"),
        ({"aggressor_major": "perhaps"}, "aggressor_major: neither 0 nor 1"),
    ],
)
def test_a_bad_cell_is_told_with_its_line(
    crises: WriteCrises, cells: dict[str, str], told: str
) -> None:
    path = crises(row(), row(**cells))
    with pytest.raises(CrisesError) as fault:
        read_crises(path)
    assert str(fault.value).startswith(f"{path}:3: ")
    assert told in str(fault.value)


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"", "the file is empty"),
        (b"\n\n", "the file is empty"),
        (b"id,name\n1,2\n", ":1: no column named start"),
        (b"id,id,start,type,aggressor,victim,institution,outcome\n", ":1: two columns"),
        (b"id,start,type,aggressor,victim,institution,outcome\n", ":1: there are no crises"),
        (b"id,start,type,aggressor,victim,institution,outcome\n1,2\n", ":2: 2 cells where 7"),
        (b"id,start\n\xff\xfe\n", ":2: not UTF-8"),
        (b"id,start\n\0\n", ":2: not a text file"),
        (b'id,start\n"unclosed\n', "unexpected end of data"),
        (b"PK\x03\x04\x00\x00", "not a text file"),
    ],
)
def test_what_is_no_table_of_crises_is_refused(tmp_path: Path, raw: bytes, told: str) -> None:
    path = tmp_path / "crises.csv"
    path.write_bytes(raw)
    with pytest.raises(CrisesError) as fault:
        read_crises(path)
    assert told in str(fault.value)
    assert str(path) in str(fault.value)
    assert "Traceback" not in str(fault.value)


def test_columns_may_stand_in_any_order_and_measures_may_be_missing(tmp_path: Path) -> None:
    path = tmp_path / "crises.csv"
    path.write_text(
        "\ufeffoutcome,victim,aggressor,institution,type,start\n"
        "Compromise,FIN,SWD,League of Nations,territorial,1920\n",
        encoding="utf-8",
    )
    ((opening, happened),) = read_crises(path)
    assert opening.year == 1920
    assert opening.aggressor_major is None
    assert (happened.id, happened.outcome, happened.measure) == ("line 2", 1, "")


@pytest.mark.parametrize("name", ["nowhere.csv", "."])
def test_the_command_refuses_with_a_line_and_code_one(name: str, tmp_path: Path) -> None:
    answer = CliRunner().invoke(build(), ["backtest", str(tmp_path / name)])
    assert answer.exit_code == 1
    assert name in answer.stderr or str(tmp_path) in answer.stderr
    assert answer.stdout == ""
