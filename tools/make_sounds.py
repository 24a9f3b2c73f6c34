"""Make the sounds and the music of the window, from nothing but sums of sines and filtered noise.

    python tools/make_sounds.py [FOLDER]

writes `click.ogg`, `page.ogg`, `bell.ogg` and `gavel.ogg`, and the pieces of `music.py` into `music/`;
`oggenc` (vorbis-tools) must be installed.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import wave
from collections.abc import Callable
from pathlib import Path
from shutil import which

import numpy as np
from music import PIECES, even
from music import RATE as MUSIC_RATE
from numpy.typing import NDArray

RATE = 44_100
Wave = NDArray[np.float64]


def times(seconds: float) -> Wave:
    """Return the moments of the samples, in seconds."""
    return np.arange(int(seconds * RATE)) / RATE


def decaying(moments: Wave, hertz: float, half_life_s: float) -> Wave:
    """Return a sine that loses half its strength every `half_life_s`."""
    fading = 0.5 ** (moments / half_life_s)
    tone: Wave = np.sin(2 * np.pi * hertz * moments) * fading
    return tone


def band_noise(seconds: float, low: float, high: float, seed: int) -> Wave:
    """Return noise between two frequencies, of strength one."""
    rng = np.random.default_rng(seed)
    count = int(seconds * RATE)
    spectrum = np.fft.rfft(rng.normal(size=count))
    hertz = np.fft.rfftfreq(count, 1 / RATE)
    spectrum[(hertz < low) | (hertz > high)] = 0
    noise: Wave = np.fft.irfft(spectrum, count)
    strongest = np.abs(noise).max()
    return noise / strongest


def click() -> Wave:
    """A key of a typewriter, softly."""
    moments = times(0.06)
    knock = decaying(moments, 1900, 0.004) * 0.5 + decaying(moments, 620, 0.008) * 0.5
    return knock + band_noise(0.06, 2500, 9000, 1) * 0.5 ** (moments / 0.003) * 0.3


def page() -> Wave:
    """A sheet of paper turned over."""
    moments = times(0.34)
    swell = np.sin(np.pi * np.clip(moments / 0.34, 0, 1)) ** 1.6
    rustle = 1 + 0.6 * np.sin(2 * np.pi * 23 * moments + 3 * np.sin(2 * np.pi * 7 * moments))
    return band_noise(0.34, 1800, 7500, 2) * swell * rustle * 0.45


def bell() -> Wave:
    """The small bell on a chairman's table."""
    moments = times(1.4)
    partials = ((1, 1.0, 0.35), (2.0, 0.55, 0.25), (2.76, 0.5, 0.18), (5.4, 0.25, 0.07))
    tones = [decaying(moments, 1046.5 * ratio, life) * loud for ratio, loud, life in partials]
    strike = band_noise(1.4, 3000, 9000, 3) * 0.5 ** (moments / 0.004) * 0.3
    return np.sum(tones, axis=0) + strike


def gavel() -> Wave:
    """Two knocks of wood on wood."""
    moments = times(0.16)
    body = decaying(moments, 210, 0.018) + 0.6 * decaying(moments, 540, 0.010)
    knock = body + band_noise(0.16, 300, 3200, 4) * 0.5 ** (moments / 0.008) * 0.8
    both = np.zeros(int(0.42 * RATE))
    both[: knock.size] += knock
    start = int(0.2 * RATE)
    both[start : start + knock.size] += 0.8 * knock
    return both


SOUNDS: dict[str, Callable[[], Wave]] = {"click": click, "page": page, "bell": bell, "gavel": gavel}


def finished(sound: Wave) -> NDArray[np.int16]:
    """Return a sound at an even loudness, without a step at either end."""
    fade = min(64, sound.size // 4)
    sound = sound.copy()
    sound[:fade] *= np.linspace(0, 1, fade)
    sound[-fade * 4 :] *= np.linspace(1, 0, sound[-fade * 4 :].size)
    return (sound / np.abs(sound).max() * 0.6 * 32767).astype(np.int16)


def main(folder: Path) -> None:
    """Write all sounds into a folder."""
    encoder = which("oggenc")
    if encoder is None:
        sys.exit("oggenc is needed: install vorbis-tools")
    (folder / "music").mkdir(parents=True, exist_ok=True)
    for name, make in SOUNDS.items():
        encode(encoder, finished(make()), RATE, 4, folder / f"{name}.ogg")
    for name, compose in PIECES.items():
        encode(encoder, even(compose()), MUSIC_RATE, 2, folder / "music" / f"{name}.ogg")


def encode(encoder: str, samples: NDArray[np.int16], rate: int, quality: int, target: Path) -> None:
    """Write samples as an ogg file; the same samples make the same bytes."""
    with tempfile.TemporaryDirectory() as scratch:
        raw = Path(scratch) / "raw.wav"
        with wave.open(str(raw), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(rate)
            file.writeframes(samples.tobytes())
        command = [encoder, "--quiet", "--serial", "1931", "-q", str(quality), "-o", str(target),
                   str(raw)]  # fmt: skip
        subprocess.run(command, check=True)  # noqa: S603 - our own file names


if __name__ == "__main__":
    main(
        Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / "assets" / "sounds"
    )
