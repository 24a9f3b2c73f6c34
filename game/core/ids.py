"""Names for the numbers by which the rules know things.

An id is the row of a table (states, territories, sea zones, formations) or a running number that
is never used twice (crises, wars, resolutions, treaties). A dead row keeps its number.
"""

from __future__ import annotations

from typing import Final, NewType

StateId = NewType("StateId", int)
TerritoryId = NewType("TerritoryId", int)
ZoneId = NewType("ZoneId", int)
NodeId = NewType("NodeId", int)
"""A place a formation can stand: territories first, then sea zones."""
FormationId = NewType("FormationId", int)
InstitutionId = NewType("InstitutionId", int)
ClaimId = NewType("ClaimId", int)
CrisisId = NewType("CrisisId", int)
WarId = NewType("WarId", int)
ResolutionId = NewType("ResolutionId", int)
TreatyId = NewType("TreatyId", int)
MotionId = NewType("MotionId", int)
DealId = NewType("DealId", int)
OccurrenceId = NewType("OccurrenceId", int)
HappeningId = NewType("HappeningId", int)
ReparationId = NewType("ReparationId", int)
ArmisticeId = NewType("ArmisticeId", int)
AccordId = NewType("AccordId", int)
ExileId = NewType("ExileId", int)

NOBODY: Final = StateId(-1)
"""No state: an unnamed aggressor, an empty seat."""
NONE: Final = -1
"""No row of whatever table is meant."""
NO_INSTITUTION: Final = InstitutionId(-1)
NO_RESOLUTION: Final = ResolutionId(-1)
