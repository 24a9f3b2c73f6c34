"""The tables of an ensemble: one row a world, and beside it one row a figure, in Parquet."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from game.lab.ensemble.plan import Job
from game.lab.ensemble.play import Played
from game.lab.ensemble.sheet import Figure
from game.persistence.atomic import write_atomically

HEADLINES: Final = (
    "wars",
    "wars_of_any_size",
    "mids",
    "state_exits",
    "state_births",
    "resolutions_adopted",
    "drafts_vetoed",
    "peace_operations",
    "civil_wars_begun",
)
"""What the table of worlds says of each: counts over the whole of it."""

FORMAT: Final = b"1"
_FORMAT_KEY: Final = b"indivisible.ensemble"
_PAIR_KEY: Final = b"indivisible.pair"
"""Under which both tables of an ensemble hold the same: a kill may come between the two."""


class TableFault(Exception):  # noqa: N818  # a file is at fault
    """What is wrong with a table, in words."""


@dataclass(frozen=True, slots=True)
class RunRow:
    """A world of the first table, as facts need it."""

    run: int
    arm: str
    seed: int
    fault: str


@dataclass(frozen=True, slots=True)
class Ensemble:
    """Both tables, read again."""

    title: str
    runs: tuple[RunRow, ...]
    figures: Mapping[int, tuple[Figure, ...]]
    """By run."""


def figures_of(out: Path) -> Path:
    """Return where the table of figures lies: beside that of worlds."""
    return out.with_name(f"{out.stem}.figures{out.suffix}")


def write_tables(out: Path, title: str, jobs: Sequence[Job], played: Mapping[str, Played]) -> None:
    """Write both tables, that of figures first, each whole or not at all.

    The same worlds give the same bytes, in whatever order they were played. Raises OSError.
    """
    rows = [(job, played[job.address]) for job in jobs]
    told = {b"title": title.encode(), _PAIR_KEY: _pair(rows)}
    write_atomically(figures_of(out), _bytes(_figure_columns(rows), told))
    write_atomically(out, _bytes(_run_columns(rows), told))


def read_tables(out: Path) -> Ensemble:
    """Return the tables of an ensemble. Raises TableFault for whatever is wrong with them."""
    runs, told = _read(out, ("run", "arm", "seed", "fault"))
    figures, other = _read(figures_of(out), ("run", "period", "metric", "value", "n"))
    if told.get(_PAIR_KEY) != other.get(_PAIR_KEY):
        raise TableFault(
            f"{figures_of(out)}: is not the other half of {out.name}; the same `lab run` mends it"
        )
    by_run: dict[int, list[Figure]] = {run: [] for run in runs["run"]}
    for run, *rest in zip(*figures.values(), strict=True):
        if run not in by_run:
            raise TableFault(f"{figures_of(out)}: tells of run {run}, which {out.name} has not")
        by_run[run].append(Figure(*rest))
    return Ensemble(
        told.get(b"title", b"").decode("utf-8", "replace"),
        tuple(RunRow(*row) for row in zip(*runs.values(), strict=True)),
        {run: tuple(rows) for run, rows in by_run.items()},
    )


def _run_columns(rows: Iterable[tuple[Job, Played]]) -> dict[str, tuple[str, list[Any]]]:
    columns: dict[str, tuple[str, list[Any]]] = {
        "run": ("int64", []), "arm": ("string", []), "campaign": ("string", []),
        "charter": ("string", []), "variant": ("string", []), "seed": ("int64", []),
        "turns": ("int64", []), "digest": ("string", []), "ruined": ("bool_", []),
        "fault": ("string", []), **{name: ("float64", []) for name in HEADLINES},
    }  # fmt: skip
    for job, played in rows:
        whole = {each.metric: each.value for each in played.figures if each.period == "all"}
        arm = job.arm
        values = (
            job.number, arm.name, arm.campaign, arm.charter, arm.variant, job.seed, played.turns,
            played.digest, played.ruined, played.fault,
            *(None if played.fault else whole.get(name, 0.0) for name in HEADLINES),
        )  # fmt: skip
        for (_, column), value in zip(columns.values(), values, strict=True):
            column.append(value)
    return columns


def _figure_columns(rows: Iterable[tuple[Job, Played]]) -> dict[str, tuple[str, list[Any]]]:
    columns: dict[str, tuple[str, list[Any]]] = {
        "run": ("int64", []), "arm": ("string", []), "seed": ("int64", []),
        "period": ("string", []), "metric": ("string", []), "value": ("float64", []),
        "n": ("float64", []),
    }  # fmt: skip
    for job, played in rows:
        for each in played.figures:
            values = (
                job.number, job.arm.name, job.seed, each.period, each.metric, each.value, each.n,
            )  # fmt: skip
            for (_, column), value in zip(columns.values(), values, strict=True):
                column.append(value)
    return columns


def _pair(rows: Iterable[tuple[Job, Played]]) -> bytes:
    """Return what both tables of an ensemble have in common, and no others."""
    digest = hashlib.sha256()
    for job, played in rows:
        digest.update(f"{job.address} {played.digest} {played.fault}\n".encode())
    return digest.hexdigest().encode()


def _bytes(columns: dict[str, tuple[str, list[Any]]], told: dict[bytes, bytes]) -> bytes:
    pa, parquet = _pyarrow()
    schema = pa.schema(
        [(name, getattr(pa, kind)()) for name, (kind, _) in columns.items()],
        metadata={_FORMAT_KEY: FORMAT, **told},
    )
    table = pa.table({name: values for name, (_, values) in columns.items()}, schema=schema)
    buffer = io.BytesIO()
    parquet.write_table(table, buffer, compression="zstd")
    return buffer.getvalue()


def _read(path: Path, wanted: tuple[str, ...]) -> tuple[dict[str, list[Any]], dict[bytes, bytes]]:
    pa, parquet = _pyarrow()
    try:
        table = parquet.read_table(path, memory_map=False)
    except FileNotFoundError:
        raise TableFault(f"{path}: there is no such file") from None
    except (pa.ArrowException, OSError, ValueError) as error:
        words = " ".join(str(error).split())[:160]
        raise TableFault(f"{path}: is no table in Parquet: {words}") from None
    metadata: dict[bytes, bytes] = table.schema.metadata or {}
    if metadata.get(_FORMAT_KEY) != FORMAT:
        raise TableFault(f"{path}: is no table that `indivisible lab run` wrote")
    for name in wanted:
        if name not in table.column_names:
            raise TableFault(f"{path}: lacks the column '{name}'")
    columns = {name: table.column(name).to_pylist() for name in wanted}
    if any(value is None for values in columns.values() for value in values):
        raise TableFault(f"{path}: has empty cells where there are none")
    return columns, metadata


class NoParquet(Exception):  # noqa: N818  # the request cannot be met
    """Tables cannot be read or written here; says what is missing."""


def _pyarrow() -> tuple[Any, Any]:
    try:
        return import_module("pyarrow"), import_module("pyarrow.parquet")  # an extra, slow to load
    except ModuleNotFoundError:
        raise NoParquet(
            "tables in Parquet need the extra 'lab': pip install 'indivisible[lab]'"
        ) from None


def need_parquet() -> None:
    """Raise NoParquet where tables cannot be written: better now than after the last world."""
    _pyarrow()
