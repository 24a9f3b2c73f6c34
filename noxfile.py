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


@nox.session
def shots(session: nox.Session) -> None:
    """Draw the pictures that the README shows."""
    folder = HERE / "docs" / "images"
    folder.mkdir(parents=True, exist_ok=True)
    for name, campaign, turn, *words in PICTURES:
        wanted = ("--turn", turn, "--size", "1280x720", "-o", str(folder / f"{name}.png"), *words)
        _run(session, "game", "screenshot", campaign, *wanted)


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
