"""Charters that players keep: written as campaign content, read back, and refused where unsound."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.content.charter_shelf import as_written, find
from game.content.compile.charter_file import charter_document
from game.persistence.presets import PresetFault, preset_key, read_presets, write_preset


def document(name: str = "A covenant of my own") -> dict[str, object]:
    shelved, _ = find("league_1920")
    assert shelved is not None
    (charter,), keys = as_written((shelved.file,))
    return charter_document(
        charter, keys, 4, name=name, year=1931, summary="Written at the desk.", source="a player"
    )


def test_what_is_kept_is_read_back_and_means_the_same(tmp_path: Path) -> None:
    path = write_preset(tmp_path, document())
    assert path.name == "a_covenant_of_my_own.yaml"
    (listed,) = read_presets(tmp_path)
    assert listed.shelved is not None
    assert listed.shelved.file.name == "A covenant of my own"
    (kept,), keys = as_written((listed.shelved.file,))
    again = charter_document(kept, keys, 4, name="x", year=1, summary="x", source="x")
    old = document()
    assert {k: again[k] for k in ("rules", "ladder", "council")} == {
        k: old[k] for k in ("rules", "ladder", "council")
    }


def test_the_same_name_twice_overwrites_nothing(tmp_path: Path) -> None:
    first, second = write_preset(tmp_path, document()), write_preset(tmp_path, document())
    assert first != second
    assert len(read_presets(tmp_path)) == 2


def test_an_unsound_charter_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(PresetFault, match="admission"):
        write_preset(tmp_path, {**document(), "admission": "everybody"})
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_file_is_listed_with_its_fault(tmp_path: Path) -> None:
    (tmp_path / "broken.yaml").write_text("admission: [", encoding="utf-8")
    (listed,) = read_presets(tmp_path)
    assert listed.shelved is None
    assert "broken.yaml" in listed.fault


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "ÄÖ 12", "CON", "a" * 300])
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    key = preset_key(name)
    assert "/" not in key
    assert "." not in key
    assert (tmp_path / f"{key}.yaml").parent == tmp_path
