"""Three short pieces for the window, composed and played by sums of sines: no instrument is sampled.

Each is a loop: what rings on at its end is heard under its beginning.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

RATE = 32_000
"""Samples a second; nothing in the pieces is higher than this can carry."""
Wave = NDArray[np.float64]
Note = tuple[float, float, float]
"""Beat it begins on, pitch as on a piano's keys (69 is A, 440 Hz), and beats it lasts."""


def hertz(pitch: float) -> float:
    """Return the frequency of a pitch."""
    return float(440.0 * 2.0 ** ((pitch - 69) / 12))


def struck(pitch: float, seconds: float) -> Wave:
    """Return a soft hammer on strings: high partials die first."""
    moments = np.arange(int((seconds + 2.2) * RATE)) / RATE
    tone = np.zeros(moments.size)
    for partial, loud in enumerate((1.0, 0.45, 0.22, 0.10, 0.05), start=1):
        stretched = partial * (1 + 0.0004 * partial**2)
        life = 1.1 / partial**0.7 * (60 / pitch)
        wave = np.sin(2 * np.pi * hertz(pitch) * stretched * moments)
        tone += loud * wave * 0.5 ** (moments / life)
    damped = np.clip(1 - (moments - seconds) / 1.8, 0, 1)
    return tone * np.minimum(moments / 0.006, 1) * damped


def bowed(pitch: float, seconds: float) -> Wave:
    """Return strings that swell and fade, three players a little out of tune."""
    moments = np.arange(int((seconds + 0.8) * RATE)) / RATE
    tone = np.zeros(moments.size)
    for player, off in enumerate((-0.04, 0.0, 0.05)):
        sway = 0.0025 * np.sin(2 * np.pi * (4.6 + 0.3 * player) * moments + player)
        phase = 2 * np.pi * hertz(pitch + off) * (moments + sway / 12)
        for partial in range(1, 6):
            tone += np.sin(partial * phase) / partial**1.8 / 3
    swell = np.clip(moments / 0.7, 0, 1) * np.clip((seconds + 0.8 - moments) / 0.8, 0, 1)
    return tone * swell


def drum(_pitch: float, seconds: float) -> Wave:
    """Return a kettledrum far away."""
    moments = np.arange(int((seconds + 1.2) * RATE)) / RATE
    fall = 73.4 * moments + 0.6 * (1 - np.exp(-moments / 0.04))
    return np.sin(2 * np.pi * fall) * 0.5 ** (moments / 0.22)


def played(
    beats: int, tempo: float, parts: list[tuple[Callable[[float, float], Wave], float, list[Note]]]
) -> Wave:
    """Return a loop of so many beats; `parts` are instrument, loudness and notes."""
    beat = 60.0 / tempo
    loop = np.zeros(int(beats * beat * RATE))
    for instrument, loud, notes in parts:
        for start, pitch, length in notes:
            tone = instrument(pitch, length * beat) * loud
            places = (int(start * beat * RATE) + np.arange(tone.size)) % loop.size
            np.add.at(loop, places, tone)
    return loop


def waltz(chords: list[tuple[int, tuple[int, int]]]) -> list[Note]:
    """Return an accompaniment in three: a low note, then its chord twice."""
    notes: list[Note] = []
    for bar, (low, pair) in enumerate(chords):
        at = 3.0 * bar
        notes.append((at, low, 1.6))
        notes += [(at + beat, pitch, 0.7) for beat in (1, 2) for pitch in pair]
    return notes


def held(chords: list[tuple[int, tuple[int, int]]], beats: float) -> list[Note]:
    """Return the chords held, a bar each."""
    return [(beats * bar, pitch, beats) for bar, (_, pair) in enumerate(chords) for pitch in pair]


def title() -> Wave:
    """A slow waltz in D minor, as from another room."""
    chords = [(38, (65, 69)), (45, (64, 67)), (38, (65, 69)), (43, (62, 70)),
              (36, (64, 70)), (41, (65, 69)), (45, (61, 67)), (38, (65, 69))]  # fmt: skip
    tune = [(0, 74, 2), (2, 77, 1), (3, 76, 2), (5, 73, 1), (6, 74, 3), (9, 79, 2), (11, 77, 1),
            (12, 76, 2), (14, 72, 1), (15, 77, 2), (17, 74, 1), (18, 73, 2), (20, 76, 1),
            (21, 74, 3)]  # fmt: skip
    return played(24, 66, [(struck, 0.5, waltz(chords)), (struck, 0.8, tune),
                           (bowed, 0.12, held(chords, 3))])  # fmt: skip


def peace() -> Wave:
    """Broken chords in G major over quiet strings."""
    chords = [(43, (62, 67)), (40, (64, 67)), (45, (60, 64)), (38, (62, 66)),
              (43, (62, 71)), (36, (64, 67)), (38, (60, 66)), (43, (62, 67))]  # fmt: skip
    broken: list[Note] = []
    for bar, (low, (middle, high)) in enumerate(chords):
        steps = (low, low + 12, middle, high, middle + 12, high, middle, low + 12)
        broken += [(4.0 * bar + at / 2, pitch, 0.6) for at, pitch in enumerate(steps)]
    tune = [(4, 79, 2), (6, 76, 2), (12, 74, 3), (15, 76, 1), (16, 79, 3), (19, 81, 1),
            (20, 83, 2), (22, 79, 2), (24, 78, 3), (28, 79, 3)]  # fmt: skip
    return played(32, 76, [(struck, 0.45, broken), (struck, 0.55, tune),
                           (bowed, 0.16, held(chords, 4))])  # fmt: skip


def tension() -> Wave:
    """Low strings that do not come home, and a drum."""
    chords = [(38, (57, 62)), (38, (58, 63)), (37, (57, 64)), (38, (57, 62)),
              (34, (58, 62)), (36, (58, 63)), (33, (57, 61)), (33, (55, 61))]  # fmt: skip
    pulse: list[Note] = []
    for bar, (low, _) in enumerate(chords):
        pulse += [(4.0 * bar + at, low, 0.45) for at in (0, 0.5, 1.5, 2, 3, 3.5)]
    beats = [(4.0 * bar + at, 38.0, 0.3) for bar in range(8) for at in (0, 2.75, 3)]
    tune = [(8, 69, 3), (11, 70, 1), (12, 69, 4), (20, 67, 2), (22, 65, 2), (24, 64, 6)]
    return played(32, 72, [(struck, 0.6, pulse), (bowed, 0.34, held(chords, 4)),
                           (bowed, 0.3, tune), (drum, 0.5, beats)])  # fmt: skip


PIECES: dict[str, Callable[[], Wave]] = {"title": title, "peace": peace, "tension": tension}


def even(piece: Wave) -> NDArray[np.int16]:
    """Return a loop at an even, low loudness."""
    return (piece / np.abs(piece).max() * 0.7 * 32767).astype(np.int16)
