"""A game as plain data, and back: what a save holds, whatever file it lies in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
from pydantic import ValidationError

from game.core.columns import Axis, Table, columns_of
from game.core.events import Event
from game.core.ids import (
    AccordId,
    ArmisticeId,
    ClaimId,
    CrisisId,
    DealId,
    ExileId,
    FormationId,
    HappeningId,
    InstitutionId,
    MotionId,
    NodeId,
    OccurrenceId,
    ReparationId,
    ResolutionId,
    StateId,
    TerritoryId,
    TreatyId,
    WarId,
    ZoneId,
)
from game.core.invariants import faults
from game.core.kinds import Act, Stage
from game.core.orders import parse, unparse
from game.core.world import LISTS, TABLES, Scenario, World, sizes
from game.persistence.annals import MOST_WORDS, Annals
from game.persistence.decode import DecodeError, Decoder
from game.persistence.encode import encode
from game.persistence.hints import Hint, Plain, hints_of
from game.persistence.saved import (
    FORMAT,
    UNKNOWN_DIGEST,
    Entry,
    Header,
    SavedGame,
    Snapshot,
    SnapshotError,
)

MAX_FORMATIONS = 20_000
MAX_INSTITUTIONS = 1_000

REFERENCES: dict[str, Hint] = {
    "states.capital": TerritoryId,
    "territories.owner": StateId,
    "territories.controller": StateId,
    "territories.charted": StateId,
    "territories.sovereign": StateId,
    "territories.drawn_by": StateId,
    "territories.held_by": StateId,
    "zones.controller": StateId,
    "formations.owner": StateId,
    "formations.node": NodeId,
    "formations.goal": NodeId,
    "formations.mandate": ResolutionId,
}
"""Columns that name rows of something else; a save may not name rows that are not there."""


def take(game: SavedGame, game_version: str) -> Snapshot:
    """Return a game as plain data."""
    world = game.world
    header = Header(
        format=FORMAT,
        game_version=game_version,
        label=game.label,
        campaign=world.scenario.campaign,
        content_digest=world.scenario.content_digest,
        seed=world.seed,
        turn=world.turn,
        stage=world.stage.name,
        seats=game.seats,
        world_digest=world.digest(),
        turn_digests=game.turn_digests,
        finished=game.finished,
    )
    hints = hints_of(World)
    records = {name: encode(getattr(world, name), hints[name]) for name in _RECORDS}
    records["keys"] = {name: list(getattr(world.scenario, name)) for name in _KEYS}
    return Snapshot(
        manifest=header.model_dump(mode="json"),
        records=records,
        orders=[
            {"turn": entry.turn, "stage": entry.stage.name, "order": unparse(entry.order)}
            for entry in game.log
        ],
        events=[encode(event, Event) for event in game.events],
        columns={
            f"{name}.{column}": values
            for name, table in world.tables()
            for column, values in table.items()
        },
        annals=encode(game.annals, Annals),
    )


def read_header(manifest: Mapping[str, Plain]) -> Header:
    """Return the header in a manifest; raises SnapshotError."""
    data = {**manifest}
    for name in ("seats", "turn_digests", "finished"):
        if isinstance(data.get(name), list):
            data[name] = tuple(data[name])
    try:
        return Header.model_validate(data)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise SnapshotError(f"its manifest is wrong at '{where}': {first['msg']}") from None


def restore(snapshot: Snapshot, scenario: Scenario) -> SavedGame:
    """Return the game that a snapshot of the present format holds, played on `scenario`.

    Raises SnapshotError where the two do not fit, or where the data are no possible game.
    """
    header = read_header(snapshot.manifest)
    _check_keys(snapshot.records, header, scenario)
    if header.stage not in Stage.__members__:
        raise SnapshotError(f"it stands at a stage '{header.stage}' that no turn has")
    limits = _limits(snapshot, scenario)
    older = header.world_digest == UNKNOWN_DIGEST
    decoder = Decoder(limits, older)
    hints = hints_of(World)
    nothing: dict[str, Plain] = {name: [] for name in LISTS} if older else {}
    try:
        records: dict[str, Any] = {
            name: decoder.decode(snapshot.records.get(name, nothing.get(name)), hints[name], name)
            for name in _RECORDS
        }
        events = decoder.decode(snapshot.events, tuple[Event, ...], "events")
        annals: Annals = decoder.decode(snapshot.annals, Annals, "annals")
    except DecodeError as error:
        raise SnapshotError(f"its records are wrong at {error}") from None
    # Typed at run time: tables by their declarations, records by the decoder.
    dense: dict[str, Any] = {name: _table(name, snapshot, limits, scenario) for name in TABLES}
    stage = Stage[header.stage]
    world = World(scenario, header.seed, header.turn, stage, **dense, **records)
    _check_world(world, header)
    return SavedGame(
        world=world,
        seats=header.seats,
        log=tuple(_entry(line, plain) for line, plain in enumerate(snapshot.orders, start=1)),
        turn_digests=header.turn_digests,
        events=events,
        finished=header.finished,
        label=header.label,
        annals=_within_bounds(annals, limits[StateId]),
    )


_KEYS = ("state_keys", "territory_keys", "zone_keys", "institution_keys")
_RECORDS = ("charters", *LISTS, "tension")


def _check_keys(records: Mapping[str, Plain], header: Header, scenario: Scenario) -> None:
    if header.campaign != scenario.campaign:
        raise SnapshotError(f"it was played on '{header.campaign}', not '{scenario.campaign}'")
    keys = records.get("keys")
    for name in _KEYS:
        saved = keys.get(name) if isinstance(keys, dict) else None
        now = getattr(scenario, name)
        if not isinstance(saved, list) or saved != list(now):
            odd = next(_differing(saved if isinstance(saved, list) else [], now))
            kind = name.removesuffix("_keys").replace("_", " ")
            raise SnapshotError(
                f"the campaign '{header.campaign}' has other rows now: {kind} {str(odd)[:60]!r}"
            )


def _differing(saved: list[Plain], now: tuple[str, ...]) -> Iterator[object]:
    for before, after in zip(saved, now, strict=False):
        if before != after:
            yield before
    yield from (saved[len(now) :] or now[len(saved) :])[:1]


def _limits(snapshot: Snapshot, scenario: Scenario) -> dict[Hint, int]:
    """Return how many rows there are of each kind of id."""
    formations = len(snapshot.columns.get("formations.owner", np.zeros(0)).reshape(-1))
    if formations > MAX_FORMATIONS:
        raise SnapshotError(f"it has {formations} formations, which no game has")
    rows = {
        kind: len(held) if isinstance(held := snapshot.records.get(name), list) else 0
        for kind, name in (
            (ClaimId, "claims"),
            (TreatyId, "treaties"),
            (CrisisId, "crises"),
            (WarId, "wars"),
            (ResolutionId, "resolutions"),
            (MotionId, "motions"),
            (DealId, "deals"),
            (ReparationId, "reparations"),
            (ArmisticeId, "armistices"),
            (AccordId, "accords"),
            (ExileId, "exiles"),
            (OccurrenceId, "occurrences"),
        )
    }
    board = scenario.board
    return {
        StateId: len(scenario.state_keys),
        InstitutionId: _institutions(snapshot, scenario),
        TerritoryId: board.territories,
        ZoneId: board.zones,
        NodeId: board.territories + board.zones,
        FormationId: formations,
        HappeningId: len(scenario.happenings),
        **rows,
    }


def _institutions(snapshot: Snapshot, scenario: Scenario) -> int:
    """Return how many institutions there are: the campaign's own, then those founded in play."""
    charters = snapshot.records.get("charters")
    found = len(charters) if isinstance(charters, list) else 0
    if found > MAX_INSTITUTIONS:
        raise SnapshotError(f"it has {found} institutions, which no game has")
    if found < len(scenario.institution_keys):
        raise SnapshotError("it has not one charter for each institution")
    return found


def _table(name: str, snapshot: Snapshot, limits: Mapping[Hint, int], scenario: Scenario) -> Table:
    kind: type[Table] = hints_of(World)[name]
    rows: dict[Axis, int] = sizes(
        scenario.board, limits[StateId], limits[InstitutionId], limits[FormationId]
    )
    values = {}
    for spec in columns_of(kind):
        full = f"{name}.{spec.name}"
        given = snapshot.columns.get(full)
        if given is None and snapshot.manifest["world_digest"] == UNKNOWN_DIGEST:
            values[spec.name] = np.full(
                [rows[axis] for axis in spec.axes], spec.default, spec.dtype
            )
            continue
        if given is None:
            raise SnapshotError(f"its column {full} is missing")
        shape = tuple(rows[axis] for axis in spec.axes)
        if given.shape != shape or given.dtype.newbyteorder("=") != spec.dtype:
            raise SnapshotError(f"its column {full} has not the shape and type of the campaign")
        values[spec.name] = given.astype(spec.dtype)
        target = REFERENCES.get(full)
        if target and given.size and not -1 <= given.min() <= given.max() < limits[target]:
            raise SnapshotError(f"its column {full} names a {target.__name__} that is not there")
    return kind(**values)


def _check_world(world: World, header: Header) -> None:
    for charter in world.charters:
        if len(charter.rules) != len(Act) or len(charter.obligations) != len(Act):
            raise SnapshotError(f"its charter {charter.key[:40]!r} has not a rule for every act")
        for clause in charter.faults():
            name = charter.key[:40]
            raise SnapshotError(f"its charter {name!r} has an impossible clause '{clause}'")
    for fault in faults(world):
        raise SnapshotError(f"its world is impossible: {fault}")
    if header.world_digest == UNKNOWN_DIGEST:
        return
    # The digest names the campaign's files: compare on those that the game was played with.
    scenario = replace(world.scenario, content_digest=header.content_digest)
    if replace(world, scenario=scenario).digest() != header.world_digest:
        raise SnapshotError("its world is not the one that was saved")


def _within_bounds(annals: Annals, states: int) -> Annals:
    if any(len(row.volume) != states for row in annals.traded):
        raise SnapshotError("its annals tell of the trade of other states")
    if any(len(message.words) > MOST_WORDS for message in annals.messages):
        raise SnapshotError("its annals hold a message longer than any")
    return annals


def _entry(line: int, plain: Plain) -> Entry:
    fault = f"its order {line} is wrong"
    if not isinstance(plain, dict) or plain.keys() != {"turn", "stage", "order"}:
        raise SnapshotError(f"{fault}: an entry has turn, stage and order")
    stage = Stage.__members__.get(str(plain["stage"]))
    if stage is None or type(plain["turn"]) is not int or not isinstance(plain["order"], dict):
        raise SnapshotError(f"{fault}: it says no turn, no stage or no order")
    try:
        return Entry(plain["turn"], stage, parse(plain["order"]))
    except (ValueError, OverflowError) as error:
        raise SnapshotError(f"{fault}: {str(error)[:200]}") from None
