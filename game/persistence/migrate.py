"""Old saves: numbered steps on plain data, each from one format to the next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from game.persistence.migrate_clauses import acts_and_clauses
from game.persistence.saved import FORMAT, UNKNOWN_DIGEST, Snapshot, SnapshotError

Migration = Callable[[Snapshot], Snapshot]


def _nobody_has_finished(old: Snapshot) -> Snapshot:
    """Lead from format 1 to 2: it did not say who had finished the stage, so all are asked."""
    return replace(old, manifest={**old.manifest, "finished": []})


def _a_world_that_goes_on(old: Snapshot) -> Snapshot:
    """Lead from format 3 to 4: it knew nothing of nations, terms of peace, homes and happenings.

    What is new in records and tables stands at its default, so that no digest of the day fits.
    """
    return replace(old, manifest={**old.manifest, "world_digest": UNKNOWN_DIGEST})


def _nothing_remembered(old: Snapshot) -> Snapshot:
    """Lead from format 4 to 5: it kept no annals."""
    return replace(old, annals={"traded": [], "changes": [], "messages": []})


MIGRATIONS: tuple[Migration, ...] = (
    _nobody_has_finished,
    acts_and_clauses,
    _a_world_that_goes_on,
    _nothing_remembered,
)
"""The step at place n leads from format n + 1 to n + 2; there is one for each past format.

A step knows formats, never the classes of the day: those change, and the step must not.
"""


def upgrade(snapshot: Snapshot, migrations: Sequence[Migration] = MIGRATIONS) -> Snapshot:
    """Return a snapshot in the present format, `len(migrations) + 1`.

    Raises SnapshotError for a format that is not known, or data that a step cannot read.
    """
    present = len(migrations) + 1
    found = snapshot.manifest.get("format")
    if type(found) is not int or found < 1:
        raise SnapshotError("its manifest names no format")
    if found > present:
        version = str(snapshot.manifest.get("game_version"))[:40]
        raise SnapshotError(
            f"it was written by a newer version of the game ({version}): format {found}, "
            f"and this version reads up to {present}"
        )
    for number, step in enumerate(migrations[found - 1 :], start=found):
        try:
            snapshot = step(snapshot)
        except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
            raise SnapshotError(
                f"it could not be brought from format {number} to {number + 1}: {error!r}"
            ) from None
        snapshot = replace(snapshot, manifest={**snapshot.manifest, "format": number + 1})
    return snapshot


if len(MIGRATIONS) + 1 != FORMAT:
    raise AssertionError("every past format of saves needs a step to the next")
