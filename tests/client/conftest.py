"""Fixtures: a window without a display."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from game.client.screen import Screen
from game.persistence.settings import Settings
from tests.client.harness import Driver, Memory, Open


@pytest.fixture
def memory() -> Memory:
    return Memory()


@pytest.fixture
def open_app(memory: Memory) -> Iterator[Open]:
    """Open a window of a size and scale, on the title or another screen."""
    drivers: list[Driver] = []

    def opened(
        size: tuple[int, int] = (1280, 720), scale: int = 100, first: Screen | None = None
    ) -> Driver:
        memory.settings = Settings(window=size, scale_percent=scale)
        drivers.append(Driver(memory, first))
        return drivers[-1]

    yield opened
    for driver in drivers:
        driver.app.close()
