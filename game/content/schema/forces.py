"""formations: armies, fleets and air groups at the start."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from game.content.schema.words import Key, Line, Model, Share, Word
from game.core.kinds import Arm


class FormationEntry(Model):
    """One formation."""

    arm: Annotated[Arm, Word(Arm)]
    at: Key
    """A territory or a sea zone."""
    strength: Annotated[float, Field(gt=0, le=5000)]
    """Thousand men; for fleets ten thousand tons; for air groups forty aircraft."""
    readiness: Share = 0.7
    name: Line | None = None
