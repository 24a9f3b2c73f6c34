"""The weights of the settlement terms, for all quarrels alike; written by tools/fit_backtest.py.

Fitted 2026-11-23 to 93 crises, weights drawn to their design values (spread 0.35), 10 folds
by crisis. Skill is over the better of two base rates, with a 95 % interval
from resampling the crises:

design: log 1.020, log skill 0.166, from 0.080, to 0.248, brier 0.573, brier skill 0.155
in sample: log 0.961, log skill 0.214, from 0.133, to 0.292, brier 0.536, brier skill 0.210
cross-validated 0: log 1.020, log skill 0.166, from 0.075, to 0.249, brier 0.571, brier skill 0.157
cross-validated 1: log 0.997, log skill 0.185, from 0.097, to 0.267, brier 0.557, brier skill 0.178
kind left out: log 0.997, log skill 0.185, from 0.099, to 0.267, brier 0.558, brier skill 0.178
era left out: log 0.994, log skill 0.188, from 0.104, to 0.264, brier 0.558, brier skill 0.176
"""

from __future__ import annotations

from typing import Final

START: Final = (-1.0361, -1.4416, -1.2368, -2.1347)
"""Log base shares of the ends in the record, 1920 to 2025: 33, 22, 27, 11 of 93."""

WEIGHTS: Final = (
    0.303,  # edge
    1.211,  # whole
    0.307,  # in_hand
    1.331,  # alien_rule
    0.695,  # pressing
    0.378,  # guard
    0.198,  # shield
    0.897,  # balance
    0.996,  # little
    0.902,  # outlaw
    0.285,  # region
    1.218,  # rank
    1.271,  # lawless
)
"""By term, in the order of settlement.PROFILES."""

TYPICAL: Final = (
    0.3381,  # edge
    0.2176,  # whole
    0.4167,  # in_hand
    0.1978,  # alien_rule
    0.1301,  # pressing
    0.0810,  # guard
    0.1006,  # shield
    0.3114,  # balance
    0.5919,  # little
    0.0634,  # outlaw
    0.1828,  # region
    0.3503,  # rank
    0.1146,  # lawless
)
"""Mean figure of each term over the quarrels of the record: what START already holds."""

SHARE: Final = 0.864
"""What a compromise gives the victim, as a share of what withdrawal would."""

PRIOR_SHARE: Final = 0.1
"""Weight of the base rate in forecasts: what the model does not know it leaves to it."""
