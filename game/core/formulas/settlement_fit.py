"""The weights of the settlement terms, for all quarrels alike; written by tools/fit_backtest.py."""

from __future__ import annotations

from typing import Final

START: Final = (-1.0361, -1.4416, -1.2368, -2.1347)
"""Log base shares of the ends in the record, 1920 to 2025: 33, 22, 27 and 11 of 93."""

WEIGHTS: Final = (0.5, 1.0, 0.5, 1.0, 0.8, 0.5, 0.5, 0.8, 0.8, 0.8, 0.5, 1.0, 1.2)
"""By term, in the order of settlement.PROFILES."""

TYPICAL: Final = (0.2, 0.2, 0.4, 0.2, 0.25, 0.45, 0.35, 0.4, 0.6, 0.12, 0.2, 0.35, 0.2)
"""Mean figure of each term over the quarrels of the record: what START already holds."""

SHARE: Final = 0.8
"""What a compromise gives the victim, as a share of what withdrawal would."""

PRIOR_SHARE: Final = 0.1
"""Weight of the base rate in forecasts: what the model does not know it leaves to it."""
