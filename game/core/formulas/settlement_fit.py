"""The weights of the settlement terms, for all quarrels alike; written by tools/fit_backtest.py.

Fitted 2026-11-23 to 93 crises, weights drawn to their design values (spread 0.35), 10 folds
by crisis. Skill is over the better of two base rates:

design: log 1.021, log skill 0.166, brier 0.574, brier skill 0.154
in sample: log 0.965, log skill 0.211, brier 0.539, brier skill 0.206
cross-validated 0: log 1.023, log skill 0.164, brier 0.574, brier skill 0.154
cross-validated 1: log 1.001, log skill 0.182, brier 0.560, brier skill 0.175
kind left out: log 0.994, log skill 0.188, brier 0.557, brier skill 0.179
era left out: log 0.993, log skill 0.188, brier 0.558, brier skill 0.177
"""

from __future__ import annotations

from typing import Final

START: Final = (-1.0361, -1.4416, -1.2368, -2.1347)
"""Log base shares of the ends in the record, 1920 to 2025: 33, 22, 27, 11 of 93."""

WEIGHTS: Final = (
    0.331,  # edge
    1.211,  # whole
    0.334,  # in_hand
    1.331,  # alien_rule
    0.733,  # pressing
    0.360,  # guard
    0.189,  # shield
    0.911,  # balance
    0.964,  # little
    0.892,  # outlaw
    0.249,  # region
    1.203,  # rank
    1.303,  # lawless
)
"""By term, in the order of settlement.PROFILES."""

TYPICAL: Final = (
    0.3381,  # edge
    0.2176,  # whole
    0.4167,  # in_hand
    0.1978,  # alien_rule
    0.1301,  # pressing
    0.0669,  # guard
    0.1006,  # shield
    0.3114,  # balance
    0.5919,  # little
    0.0634,  # outlaw
    0.1828,  # region
    0.3503,  # rank
    0.1146,  # lawless
)
"""Mean figure of each term over the quarrels of the record: what START already holds."""

SHARE: Final = 0.867
"""What a compromise gives the victim, as a share of what withdrawal would."""

PRIOR_SHARE: Final = 0.1
"""Weight of the base rate in forecasts: what the model does not know it leaves to it."""
