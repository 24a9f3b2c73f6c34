"""Charters that the player keeps, as the desk of one campaign reads and writes them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from game.content.compile.charter import compile_charter
from game.content.compile.charter_file import charter_document
from game.content.gazetteer import Gazetteer
from game.core.calendar import Calendar
from game.core.charter import Charter
from game.persistence.presets import PresetFault, read_presets, write_preset


@dataclass(frozen=True, slots=True)
class Preset:
    """A charter that was kept, as this campaign reads it."""

    key: str
    name: str
    charter: Charter


class Presets:
    """The player's own charters, in a folder."""

    def __init__(self, folder: Path, names: Gazetteer, calendar: Calendar) -> None:
        self._folder = folder
        self._names = names
        self._calendar = calendar

    def all(self) -> tuple[Preset, ...]:
        """Return what can be read, by name."""
        states = {key: row for row, key in enumerate(self._names.state_keys)}
        found = [
            Preset(file.key, file.name, compile_charter(file, states, self._calendar))
            for listed in read_presets(self._folder)
            if listed.shelved is not None
            for file in (listed.shelved.file,)
        ]
        return tuple(sorted(found, key=lambda preset: (preset.name, preset.key)))

    def keep(self, charter: Charter, name: str, year: int, summary: str, source: str) -> Path:
        """Write a charter under a name and return its file. Raises PresetFault."""
        try:
            document = charter_document(
                charter, self._names.state_keys, self._calendar.periods,
                name=name, year=year, summary=summary, source=source,
            )  # fmt: skip
        except ValueError as fault:
            raise PresetFault(str(fault)) from fault
        return write_preset(self._folder, document)
