"""The project's checks. `check` is what `run.py test` and the build machine run, step by step.

Sessions run in the environment that nox itself was started from (`.venv`, made by `run.py test`).
"""

import sys
from pathlib import Path

import nox

nox.options.default_venv_backend = "none"
nox.options.sessions = ["check"]

HERE = Path(__file__).parent
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
"""The tests already use every core; threads inside numpy would only fight over them."""

SILENT = {"SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": "dummy", "PYGAME_HIDE_SUPPORT_PROMPT": "1"}


PICTURES = (
    ("world", "broken_covenant", "8", "--focus", "south_manchuria"),
    ("council", "broken_covenant", "5", "--screen", "council"),
    (
        "fronts",
        "broken_covenant",
        "8",
        "--mode",
        "forces",
        "--as",
        "ROC",
        "--focus",
        "south_manchuria",
    ),
    ("war", "broken_covenant", "6", "--screen", "war", "--as", "ROC"),
    ("peace", "broken_covenant", "6", "--screen", "peace", "--as", "ROC"),
    ("charters", "broken_covenant", "4", "--screen", "charters"),
    ("defenders", "broken_covenant", "3", "--mode", "defenders", "--focus", "ETH"),
)
"""Name of each picture, the campaign and turn it shows, and what else the command is told."""


def _run(session: nox.Session, *words: str) -> None:
    session.run(sys.executable, "-m", *words, env={**ONE_THREAD, **SILENT}, external=True)


def _lint(session: nox.Session) -> None:
    _run(session, "ruff", "format", "--check", ".")
    _run(session, "ruff", "check", ".")


def _types(session: nox.Session) -> None:
    _run(session, "mypy")


def _campaigns(session: nox.Session) -> None:
    folders = sorted(path for path in (HERE / "campaigns").iterdir() if path.is_dir())
    _run(session, "game", "check", *(str(path.relative_to(HERE)) for path in folders))


def _tests(session: nox.Session, *options: str) -> None:
    # Timings mean nothing while every core is busy: `indivisible bench` is the place for them.
    _run(session, "pytest", "-n", "auto", "--benchmark-disable", *options, *session.posargs)


@nox.session
def check(session: nox.Session) -> None:
    """Run everything: format, lint, types, campaign files, all tests (they end the output)."""
    _lint(session)
    _types(session)
    _campaigns(session)
    _tests(session)


@nox.session
def fast(session: nox.Session) -> None:
    """Lint, and run the tests that are not slow: under 15 seconds."""
    _lint(session)
    _tests(session, "-m", "not slow")


@nox.session
def lint(session: nox.Session) -> None:
    """Check format and lint."""
    _lint(session)


@nox.session
def types(session: nox.Session) -> None:
    """Check types."""
    _types(session)


@nox.session
def tests(session: nox.Session) -> None:
    """Run all tests, or what is named after `--`."""
    _tests(session)


GALLERY = (
    ("title", "0"), ("new", "0"), ("world", "6"), ("council", "5"), ("response", "5"), ("report", "4"),
    ("war", "6", "--as", "ROC"), ("peace", "6", "--as", "ROC"), ("lands", "6", "--as", "ROC"),
    ("charters", "4"), ("crisis", "4"),
    ("chamber", "4"), ("debrief", "8"), ("encyclopaedia", "0"), ("diplomacy", "4"), ("ledgers", "6"),
    ("chronicle", "6"), ("newspaper", "5"), ("notices", "3"), ("finder", "1"), ("keys", "1"),
    ("menu", "1"), ("settings", "1"), ("load", "1"), ("handover", "1"), ("lesson", "0"),
    ("computing", "1"), ("replay", "6"),
)  # fmt: skip
"""Every screen that the command line can picture, the turn it is shown in, and what else it is told."""

SIZES = (
    ("1280x720", "100"), ("1280x720", "150"), ("1920x1080", "100"), ("1920x1080", "150"),
    ("3840x2160", "100"), ("3840x2160", "150"), ("3840x2160", "200"),
)  # fmt: skip


@nox.session
def shots(session: nox.Session) -> None:
    """Draw the pictures that the README shows, and in shots/ every screen at every size and scale.

    With words after `--`, only the screens named.
    """
    folder = HERE / "docs" / "images"
    folder.mkdir(parents=True, exist_ok=True)
    for name, campaign, turn, *words in PICTURES:
        wanted = ("--turn", turn, "--size", "1280x720", "-o", str(folder / f"{name}.png"), *words)
        if not session.posargs:
            _run(session, "game", "screenshot", campaign, *wanted)
    for screen, turn, *words in GALLERY:
        if session.posargs and screen not in session.posargs:
            continue
        for size, scale in SIZES:
            picture = HERE / "shots" / f"{screen}_{size}_{scale}.png"
            wanted = ("--turn", turn, "--screen", screen, "--size", size, "--scale", scale)
            _run(
                session,
                "game",
                "screenshot",
                "broken_covenant",
                *wanted,
                "-o",
                str(picture),
                *words,
            )


@nox.session
def lock(session: nox.Session) -> None:
    """Resolve the dependencies anew for every platform and every supported Python."""
    common = ("--universal", "--python-version", "3.11", "--generate-hashes", "--no-header")
    quiet = ("--no-emit-index-url", "--no-annotate", "--quiet", *session.posargs)
    dev = "requirements/dev.txt"
    compile_ = ("uv", "pip", "compile", "pyproject.toml", *common, *quiet)
    extras = ("--extra", "lab", "--extra", "cluster")
    _run(session, *compile_, *extras, "--group", "dev", "--output-file", dev)
    build = ("--group", "build", "--constraint", dev, "--output-file")
    _run(session, *compile_, *build, "requirements/runtime.txt")
    _run(session, *compile_, *extras, *build, "requirements/lab.txt")
