"""Killing the process at any moment of a save never loses the one before it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from game.persistence import atomic
from game.persistence.atomic import LEFT_BEHIND, write_atomically

ROOT = Path(__file__).resolve().parents[2]
HANDLES = Path("/proc/self/fd")
"""Where a Linux shows what a handle is open on."""


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="children are forked, which this system cannot")
def test_two_hundred_kills_in_the_middle_of_saves_and_autosaves_lose_nothing(
    tmp_path: Path,
) -> None:
    words = ["-m", "tests.persistence.killing", str(tmp_path / "saves"), "60", "45"]
    done = subprocess.run(
        [sys.executable, *words],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )

    assert done.stdout, done.stderr
    found = json.loads(done.stdout)
    assert found["lost"] == []
    assert found["kills"] >= 200
    assert found["rounds"]["by_hand"] >= 1, "a save was killed at every one of its steps"
    assert found["rounds"]["by_itself"] >= 1


def test_the_content_is_on_the_disk_before_it_takes_the_place_of_the_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "game"
    path.write_bytes(b"old")
    seen: list[str] = []
    sync, replace = os.fsync, Path.replace

    def synced(handle: int) -> None:
        folder = (HANDLES / str(handle)).is_dir()
        seen.append("folder" if folder else "content")
        sync(handle)

    def replaced(source: Path, target: Path) -> Path:
        assert source.read_bytes() == b"new"
        assert target.read_bytes() == b"old"
        seen.append("replaced")
        return replace(source, target)

    monkeypatch.setattr(atomic.os, "fsync", synced)
    monkeypatch.setattr(Path, "replace", replaced)
    write_atomically(path, b"new")

    assert [each for each in seen if each != "folder"] == ["content", "replaced"]
    assert path.read_bytes() == b"new"
    if HANDLES.is_dir():
        assert seen == ["content", "replaced", "folder"]


def test_what_a_crash_left_behind_long_ago_is_swept_up_and_what_is_being_written_is_not(
    tmp_path: Path,
) -> None:
    old, fresh, others = (
        tmp_path / name for name in (".game[1].aaa.part", ".game[1].bbb.part", ".other.ccc.part")
    )
    for path in (old, fresh, others):
        path.write_bytes(b"half")
    long_ago = time.time() - LEFT_BEHIND - 60
    for path in (old, others):
        os.utime(path, (long_ago, long_ago))

    write_atomically(tmp_path / "game[1]", b"whole")

    assert not old.exists()
    assert fresh.exists()
    assert others.exists()
