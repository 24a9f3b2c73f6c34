"""Saves: everything comes back, nothing damaged or hostile gets in, nothing is lost."""

from __future__ import annotations

import io
import json
import os
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.core.columns import columns_of
from game.core.kinds import Stage
from game.core.world import TABLES, Scenario
from game.persistence import archive
from game.persistence.autosave import autosave, autosaves
from game.persistence.hints import hints_of
from game.persistence.save import (
    Loaded,
    SaveFault,
    from_bytes,
    listing,
    load,
    load_or_fallback,
    to_bytes,
    write_save,
)
from game.persistence.saved import Header, SavedGame
from game.persistence.snapshot import REFERENCES
from tests.persistence.small_world import played, scenario, with_world

GAME = played()
BYTES = to_bytes(GAME)


def find(header: Header) -> Scenario:
    if header.campaign != "small":
        raise LookupError(f"the campaign '{header.campaign}' is not installed")
    return scenario()


def open_bytes(folder: Path, raw: bytes) -> Loaded:
    path = folder / "game.indsave"
    path.write_bytes(raw)
    return load(path, find)


def fault_of(folder: Path, raw: bytes) -> str:
    with pytest.raises(SaveFault) as caught:
        open_bytes(folder, raw)
    assert str(folder / "game.indsave") in str(caught.value)
    return caught.value.fault


def forged(
    manifest: Mapping[str, Any] | None = None,
    parts: Mapping[str, Callable[[bytes], bytes]] | None = None,
) -> bytes:
    """Return a save with some content exchanged and its seal and sums made good again."""
    head, content = archive.unpack(BYTES)
    for name, change in (parts or {}).items():
        content[name] = change(content[name])
    return archive.pack({**head, **(manifest or {})}, content)


def changed_records(**changes: object) -> dict[str, Callable[[bytes], bytes]]:
    return {"records.json": lambda raw: json.dumps({**json.loads(raw), **changes}).encode()}


def changed_record(name: str, **changes: object) -> dict[str, Callable[[bytes], bytes]]:
    def change(raw: bytes) -> bytes:
        records = json.loads(raw)
        records[name][0].update(changes)
        return json.dumps(records).encode()

    return {"records.json": change}


# -- what goes in comes out -------------------------------------------------------------------


def test_a_game_comes_back_whole(tmp_path: Path) -> None:
    path = tmp_path / "saves" / "autumn.indsave"

    size = write_save(path, GAME)
    loaded = load(path, find)

    assert size == path.stat().st_size
    assert loaded.game.world.digest() == GAME.world.digest()
    assert loaded.game.world.crises == GAME.world.crises
    assert type(loaded.game.world.crises[0].kind) is type(GAME.world.crises[0].kind)
    assert replace(loaded.game, world=GAME.world) == GAME
    assert loaded.header.turn == 1
    assert not loaded.campaign_changed
    assert [entry.name for entry in path.parent.iterdir()] == ["autumn.indsave"]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    treasury=st.lists(st.floats(-1e9, 1e9), min_size=4, max_size=4),
    seed=st.integers(0, 2**63 - 1),
    tension=st.floats(0, 1),
    label=st.text(st.characters(exclude_categories=("Cs",)), max_size=50),
    stage=st.sampled_from(Stage),
    finished=st.sampled_from([(), (0,), (1,), (0, 1)]),
)
def test_any_figures_come_back_exactly(
    tmp_path: Path,
    treasury: list[float],
    seed: int,
    tension: float,
    label: str,
    stage: Stage,
    finished: tuple[int, ...],
) -> None:
    world = GAME.world.clone()
    world.states.treasury[:] = treasury
    named = replace(GAME, label=label, finished=finished)
    game = with_world(named, seed=seed, tension=tension, stage=stage)
    game.world.states = world.states

    loaded = open_bytes(tmp_path, to_bytes(game))

    assert loaded.game.world.digest() == game.world.digest()
    assert loaded.game.world.states.treasury.tolist() == treasury
    assert loaded.game.label == label
    assert loaded.game.finished == loaded.header.finished == finished


def test_a_save_of_the_first_format_says_that_nobody_has_finished(tmp_path: Path) -> None:
    second = Path(__file__).parent / "saves" / "format_2.indsave"
    head, content = archive.unpack(second.read_bytes())
    del head["finished"]

    loaded = open_bytes(tmp_path, archive.pack({**head, "format": 1}, content))

    digests = loaded.game.turn_digests  # of worlds as they were then
    expected = replace(GAME, finished=(), turn_digests=digests)
    assert replace(loaded.game, world=GAME.world) == expected


def test_a_loaded_world_can_be_changed_without_touching_the_saved_one(tmp_path: Path) -> None:
    loaded = open_bytes(tmp_path, BYTES)

    loaded.game.world.states.treasury += 1
    loaded.game.world.crises.clear()

    assert open_bytes(tmp_path, BYTES).game.world.digest() == GAME.world.digest()


def test_the_same_game_gives_the_same_bytes() -> None:
    assert to_bytes(played()) == BYTES


def test_every_column_that_names_rows_is_known_to_the_reader() -> None:
    counts = {
        "states.warheads",
        "memberships.seat_until",
        "memberships.leaves",
        "memberships.founded",
        "states.born",
        "states.election",
        "states.term",
        "memberships.refused",
        "territories.held_since",
    }
    from game.core.world import World

    for name in TABLES:
        for spec in columns_of(hints_of(World)[name]):
            if spec.dtype.kind == "i" and np.isinf(spec.high):
                full = f"{name}.{spec.name}"
                assert full in counts | REFERENCES.keys(), (
                    f"{full}: add it to REFERENCES if it names rows, or to the counts here"
                )


# -- damage -----------------------------------------------------------------------------------


def test_a_save_cut_at_any_byte_is_refused_with_a_message_and_the_previous_one_loads(
    tmp_path: Path,
) -> None:
    previous, path = tmp_path / "a.indsave", tmp_path / "b.indsave"
    write_save(previous, played(3))
    cuts = {*range(0, len(BYTES), 97), *range(40), *range(len(BYTES) - 120, len(BYTES))}
    for cut in sorted(cuts):
        path.write_bytes(BYTES[:cut])

        loaded, faults = load_or_fallback(path, find)

        assert loaded.path == previous
        (fault,) = faults
        assert fault.path == path
        assert fault.fault.startswith("it is ")


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, len(BYTES) - 1), bit=st.integers(0, 7))
def test_a_flipped_bit_anywhere_is_refused(tmp_path: Path, at: int, bit: int) -> None:
    damaged = bytearray(BYTES)
    damaged[at] ^= 1 << bit

    assert fault_of(tmp_path, bytes(damaged)).startswith("it is ")


@given(raw=st.binary(max_size=300) | st.binary(max_size=60).map(lambda tail: BYTES + tail))
@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_bytes_raise_anything_but_a_fault(tmp_path: Path, raw: bytes) -> None:
    if raw != BYTES:
        assert fault_of(tmp_path, raw)


def test_when_no_save_is_good_the_one_asked_for_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.indsave").write_bytes(b"PK")
    (tmp_path / "b.indsave").write_bytes(b"")

    with pytest.raises(SaveFault) as caught:
        load_or_fallback(tmp_path / "b.indsave", find)
    assert caught.value.path.name == "b.indsave"


def test_a_missing_file_and_a_folder_are_faults_too(tmp_path: Path) -> None:
    (tmp_path / "folder.indsave").mkdir()
    for name in ("none.indsave", "folder.indsave"):
        with pytest.raises(SaveFault):
            load(tmp_path / name, find)


def test_a_crash_while_writing_leaves_the_old_save(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "game.indsave"
    write_save(path, GAME)

    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="No space left"):
        write_save(path, played(3))

    assert path.read_bytes() == BYTES
    assert [entry.name for entry in tmp_path.iterdir()] == ["game.indsave"]


def test_a_list_of_saves_shows_the_damaged_ones_with_their_fault(tmp_path: Path) -> None:
    write_save(tmp_path / "good.indsave", GAME)
    (tmp_path / "bad.indsave").write_bytes(BYTES[:-1])

    by_name = {line.path.name: line for line in listing(tmp_path)}

    good, bad = by_name["good.indsave"], by_name["bad.indsave"]
    assert good.header is not None
    assert [seat.name for seat in good.header.seats] == ["Ana", "Béla «B»"]
    assert bad.header is None
    assert "seal" in bad.fault
    assert listing(tmp_path / "nowhere") == ()


# -- hostility: good seals around bad content -------------------------------------------------


@pytest.mark.parametrize(
    ("manifest", "said"),
    [
        ({"format": 99, "game_version": "8.1"}, "newer version of the game (8.1)"),
        ({"format": "1"}, "names no format"),
        ({"format": 0}, "names no format"),
        ({"campaign": "elsewhere"}, "the campaign 'elsewhere' is not installed"),
        ({"seed": -1}, "'seed'"),
        ({"turn": 1.5}, "'turn'"),
        ({"stage": "__class__"}, "a stage '__class__' that no turn has"),
        ({"seats": [{"state": "italy"}]}, "'seats.0.name'"),
        ({"extra": 1}, "'extra'"),
        ({"finished": [2]}, "there are 2 seats only"),
        ({"finished": [-1]}, "'finished.0'"),
        ({"finished": [1, 0]}, "'finished'"),
        ({"finished": [0, 0]}, "the seats do not rise"),
        ({"finished": None}, "'finished'"),
        ({"seed": 8}, "not the one that was saved"),
    ],
)
def test_a_wrong_manifest_is_refused(
    tmp_path: Path, manifest: dict[str, object], said: str
) -> None:
    assert said in fault_of(tmp_path, forged(manifest))


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (changed_record("crises", rung="ABYSS"), "crises[0].rung: 'ABYSS' is no Rung"),
        (changed_record("crises", initiator=99), "crises[0].initiator: there is no StateId 99"),
        (changed_record("claims", territories=[5]), "territories[0]: there is no TerritoryId 5"),
        (changed_record("wars", losses=[1.0]), "wars[0].losses: 2 items expected, not 1"),
        (changed_record("wars", terms_offered=["X", None]), "wars[0].terms_offered[0]: 'X'"),
        (changed_record("claims", id=-1), "claims are out of place"),
        (changed_record("claims", colour=1), "claims[0]: a Claim has no 'colour'"),
        (changed_record("claims", live=1), "claims[0].live: 1 is no bool"),
        (changed_record("charters", rules=[]), "has not a rule for every act"),
        (changed_record("charters", elected_seats=10**30), "a number out of range"),
        (changed_records(treaties="none"), "treaties: 'none' where a list"),
        (changed_records(charters=[]), "one charter for each institution"),
        (changed_records(tension=None), "tension: None is no float"),
        (changed_records(keys={}), "the campaign 'small' has other rows now"),
        ({"records.json": lambda _: b"[" * 100_000}, "records.json is no JSON"),
        ({"records.json": lambda _: b'{"tension": NaN}'}, "NaN is no number"),
        ({"records.json": lambda _: b"\xff"}, "records.json is no JSON"),
        ({"records.json": lambda _: b"[]"}, "records.json is no object"),
        ({"orders.jsonl": lambda _: b'{"turn": 0}'}, "its order 1 is wrong"),
        (
            {"orders.jsonl": lambda _: b'{"turn":0,"stage":"ORDERS","order":{"order":"eval"}}'},
            "its order 1 is wrong: unknown kind of order",
        ),
        ({"events.jsonl": lambda _: b"{}"}, "events[0]: a Event without 'turn'"),
        ({"columns/states/treasury.npy": lambda raw: raw[:-8]}, "is no array"),
        (
            {"columns/states/treasury.npy": lambda raw: raw.replace(b"<f8", b"|O8")},
            "states/treasury.npy is no array",
        ),
        (
            {"columns/states/treasury.npy": lambda raw: raw.replace(b"<f8", b"<i8")},
            "states.treasury has not the shape and type",
        ),
        (
            {"columns/states/treasury.npy": lambda raw: raw[:-8] + b"\xff" * 8},
            "treasury is not finite",
        ),
        (
            {"columns/territories/owner.npy": lambda raw: raw[:-8] + b"\x09" + b"\0" * 7},
            "territories.owner names a StateId that is not there",
        ),
        (
            {"columns/states/tpop.npy": lambda raw: raw[:-8] + np.float64(-5).tobytes()},
            "its world is impossible: States.tpop leaves",
        ),
        (
            {"columns/states/milper.npy": lambda raw: raw[:-8] + np.float64(5).tobytes()},
            "not the one that was saved",
        ),
    ],
)
def test_wrong_content_under_a_good_seal_is_refused_and_located(
    tmp_path: Path, parts: dict[str, Callable[[bytes], bytes]], said: str
) -> None:
    assert said in fault_of(tmp_path, forged(parts=parts))


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    head, content = archive.unpack(BYTES)
    del content["columns/zones/controller.npy"]

    assert "zones.controller is missing" in fault_of(tmp_path, archive.pack(head, content))


def sealed(write: Callable[[zipfile.ZipFile], None]) -> bytes:
    """Return a zip of one's own making under a good seal."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        write(made)
        made.comment = archive._MARK + b"0" * 64
    return archive._seal(buffer.getvalue()[:-64])


@pytest.mark.parametrize("name", ["../out.json", "/etc/x.json", "a\\b.json", "A.json", "x.py"])
def test_a_part_cannot_lead_out_of_the_archive(tmp_path: Path, name: str) -> None:
    raw = sealed(lambda made: made.writestr(name, "{}"))

    assert "a part named" in fault_of(tmp_path, raw)


def test_a_part_that_unpacks_to_too_much_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def bomb(made: zipfile.ZipFile) -> None:
        made.writestr("manifest.json", json.dumps({"parts": {}}))
        for number in range(3):
            made.writestr(f"bomb_{'abc'[number]}.json", b"0" * 1_000_000)

    raw = sealed(bomb)
    monkeypatch.setattr(archive, "MAX_UNPACKED", 2_000_000)
    assert "unpack to more" in fault_of(tmp_path, raw)

    monkeypatch.setattr(archive, "MAX_UNPACKED", 10_000_000)
    monkeypatch.setattr(archive, "MAX_PARTS", 3)
    assert "it has 4 parts" in fault_of(tmp_path, raw)


def test_a_part_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    honest = sealed(lambda made: made.writestr("manifest.json", b"0" * 50_000))
    lying = honest[:-64].replace((50_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))

    assert lying != honest[:-64]
    assert "zip file" in fault_of(tmp_path, archive._seal(lying))


def test_parts_that_the_manifest_does_not_name_are_refused(tmp_path: Path) -> None:
    raw = sealed(
        lambda made: (
            made.writestr("manifest.json", '{"parts": {}}'),
            made.writestr("more.json", "{}"),
        )
    )
    assert "list of parts" in fault_of(tmp_path, raw)


# -- campaigns move on ------------------------------------------------------------------------


def test_a_campaign_with_new_figures_still_opens_old_saves_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "game.indsave"
    write_save(path, GAME)

    loaded = load(path, lambda _: replace(scenario(), content_digest="cd" * 32))

    assert loaded.campaign_changed
    assert loaded.game.world.states.treasury.tolist() == GAME.world.states.treasury.tolist()


def test_a_campaign_with_other_states_does_not(tmp_path: Path) -> None:
    path = tmp_path / "game.indsave"
    write_save(path, GAME)
    now = replace(scenario(), state_keys=("united_kingdom", "italy", "abyssinia", "japan"))

    with pytest.raises(SaveFault, match="other rows now: state 'ethiopia'"):
        load(path, lambda _: now)


# -- autosaves --------------------------------------------------------------------------------


def test_autosaves_take_turns_and_the_newest_are_kept(tmp_path: Path) -> None:
    for count in range(7):
        path = autosave(tmp_path, played(count), kept=3)
        os.utime(path, ns=(count * 10**9, count * 10**9))

    stages = [_position(load(path, find).game) for path in autosaves(tmp_path)]

    assert stages == [(2, 0), (1, 2), (1, 1)]
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        f"autosave-{number}.indsave" for number in range(3)
    ]


def test_keeping_fewer_autosaves_removes_the_others_and_no_other_file(tmp_path: Path) -> None:
    write_save(tmp_path / "mine.indsave", GAME)
    for count in range(4):
        autosave(tmp_path, played(count), kept=4)

    autosave(tmp_path, GAME, kept=2)

    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "autosave-0.indsave",
        "autosave-1.indsave",
        "mine.indsave",
    ]


def _position(game: SavedGame) -> tuple[int, int]:
    return game.world.turn, int(game.world.stage)


def test_a_pin_is_only_ever_kept_as_its_hash() -> None:
    seats = from_bytes(BYTES).manifest["seats"]

    assert seats[0] == {"state": "united_kingdom", "name": "Ana", "pin_hash": "pbkdf2:1:aa:bb"}
