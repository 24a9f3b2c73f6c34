"""Fixtures: a window without a display."""

from __future__ import annotations

from tests.client.conftest import memory, open_app

__all__ = ["memory", "open_app"]
