"""Findings about a text file: where, how grave, what, and the way out."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path


class Severity(Enum):
    """How grave a finding is; only an error keeps a file from loading."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, order=True)
class Issue:
    """One finding: `file:line: severity: path: text - hint`."""

    file: Path
    line: int
    """Line in the file, from 1; 0 when the finding is about the file as a whole."""
    path: str
    """Where in the document, as `states[3].capital`; empty for the whole document."""
    text: str
    hint: str = ""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else f"{self.file}"
        path = f" {self.path}:" if self.path else ""
        hint = f" - {self.hint}" if self.hint else ""
        return f"{where}: {self.severity.value}:{path} {self.text}{hint}"


def nearest(word: str, valid: Iterable[str], *, most: int = 1) -> str:
    """Return a hint naming the valid words nearest to `word`, or an empty string."""
    words = list(valid)
    lowered = {candidate.lower(): candidate for candidate in words}
    close = difflib.get_close_matches(word.lower(), list(lowered), n=most, cutoff=0.6)
    if not close:
        return ""
    return "did you mean " + " or ".join(f"'{lowered[name]}'" for name in close) + "?"


def has_errors(issues: Iterable[Issue]) -> bool:
    """Tell whether any finding is an error."""
    return any(issue.severity is Severity.ERROR for issue in issues)
