"""The forecast: what is expected of everyone, without touching the world.

The same routine is what the player is shown, what a would-be aggressor believes, and what votes
and contributions are decided on. Given a view, it answers from what that viewer may know; since
all it reads is public, every view gives the same answer.
"""

from game.core.forecast.attacks import (
    RESPONSE,
    AttackForecast,
    attack_on,
    forecast_attack,
    foresee,
)
from game.core.forecast.contributions import Enforcement, enforcement
from game.core.forecast.resolutions import Forecast, forecast
from game.core.forecast.votes import (
    PRIVATE,
    Division,
    as_decided,
    division,
    electorate,
    on_own_estimates,
    overriding,
    polled,
    vote_worth,
)

__all__ = [
    "PRIVATE",
    "RESPONSE",
    "AttackForecast",
    "Division",
    "Enforcement",
    "Forecast",
    "as_decided",
    "attack_on",
    "division",
    "electorate",
    "enforcement",
    "forecast",
    "forecast_attack",
    "foresee",
    "on_own_estimates",
    "overriding",
    "polled",
    "vote_worth",
]
