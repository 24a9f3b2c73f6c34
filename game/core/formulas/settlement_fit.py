"""The weights of the settlement terms, for all quarrels alike; written by tools/fit_backtest.py.

Fitted 2026-11-23 to 93 crises, weights drawn to their design values (spread 0.35), 10 folds
by crisis. Skill is over the better of two base rates:

design: log 1.036, log skill 0.153, brier 0.581, brier skill 0.144
in sample: log 0.970, log skill 0.207, brier 0.538, brier skill 0.207
cross-validated 0: log 1.016, log skill 0.170, brier 0.567, brier skill 0.164
cross-validated 1: log 1.006, log skill 0.178, brier 0.560, brier skill 0.175
"""

from __future__ import annotations

from typing import Final

START: Final = (-1.0361, -1.4416, -1.2368, -2.1347)
"""Log base shares of the ends in the record, 1920 to 2025: 33, 22, 27, 11 of 93."""

WEIGHTS: Final = (
    0.275,  # edge
    1.203,  # whole
    0.317,  # in_hand
    1.337,  # alien_rule
    0.709,  # pressing
    0.399,  # guard
    0.236,  # shield
    0.882,  # balance
    0.985,  # little
    0.911,  # outlaw
    0.289,  # region
    1.214,  # rank
    1.282,  # lawless
)
"""By term, in the order of settlement.PROFILES."""

TYPICAL: Final = (
    0.3182,  # edge
    0.2150,  # whole
    0.4167,  # in_hand
    0.1978,  # alien_rule
    0.1301,  # pressing
    0.0738,  # guard
    0.1102,  # shield
    0.2996,  # balance
    0.5919,  # little
    0.0634,  # outlaw
    0.1828,  # region
    0.3503,  # rank
    0.1146,  # lawless
)
"""Mean figure of each term over the quarrels of the record: what START already holds."""

SHARE: Final = 0.866
"""What a compromise gives the victim, as a share of what withdrawal would."""

PRIOR_SHARE: Final = 0.1
"""Weight of the base rate in forecasts: what the model does not know it leaves to it."""
