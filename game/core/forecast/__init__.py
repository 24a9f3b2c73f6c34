"""The forecast: what is expected of everyone, without touching the world.

The same routine is what the player is shown, what a would-be aggressor believes, and what votes
and contributions are decided on. Given a view, it answers from what that viewer may know; since
all it reads is public, every view gives the same answer.
"""

from game.core.forecast.contributions import Enforcement, enforcement
from game.core.forecast.votes import (
    Division,
    as_decided,
    division,
    electorate,
    on_own_estimates,
    vote_worth,
)

__all__ = [
    "Division",
    "Enforcement",
    "as_decided",
    "division",
    "electorate",
    "enforcement",
    "on_own_estimates",
    "vote_worth",
]
