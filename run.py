#!/usr/bin/env python3
"""Set up and start Indivisible, or its tests. Needs Python 3.11 or newer, and nothing else.

python3 run.py              set up (once) and start the game
python3 run.py test         set up (once) and run every check
python3 run.py WORDS ...    set up (once) and run `indivisible WORDS ...`
                            (`lab ...` sets up what its tables need as well)
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - started by whatever Python there is
    sys.exit(
        "Indivisible needs Python 3.11 or newer; this is Python {0}.{1} ({2}).\n"
        "Install a newer one and start again with it, for example: python3.12 run.py".format(
            sys.version_info[0], sys.version_info[1], sys.executable
        )
    )

import hashlib
import importlib.util
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
LOG = VENV / "setup.log"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
PIP = ("--disable-pip-version-check", "--no-input")


class SetupError(Exception):
    """What keeps the game from being set up, in words for the person at the keyboard."""


def say(text: str) -> None:
    """Talk on standard error: standard output belongs to the program that is started."""
    print(text, file=sys.stderr, flush=True)


def main(words: Sequence[str]) -> int:
    """Set up what is missing, run what was asked for, and return its exit code."""
    testing = list(words[:1]) == ["test"]
    kind = {"test": "dev", "lab": "lab"}.get(words[0] if words else "", "runtime")
    try:
        set_up(kind)
    except SetupError as error:
        say(f"\n{error}")
        return 2
    except KeyboardInterrupt:
        say("\nStopped. Start again to go on with the setup.")
        return 130
    if testing:
        options = ["--", *words[1:]] if words[1:] else []
        command = ["nox", "--noxfile", str(HERE / "noxfile.py"), "-s", "check", *options]
    else:
        command = ["game", *words]
    return run([str(PYTHON), "-m", *command])


def run(command: Sequence[str]) -> int:
    """Run a command to its end, whatever keys are pressed meanwhile; return its exit code."""
    path = os.pathsep.join([str(PYTHON.parent), os.environ.get("PATH", "")])
    with subprocess.Popen(command, env={**os.environ, "PATH": path}) as process:
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:  # the program got the same key and answers it
                continue


def set_up(kind: str) -> None:
    """Make `.venv` hold what `requirements/KIND.txt` locks; do nothing when it already does."""
    lock = HERE / "requirements" / f"{kind}.txt"
    stamp = VENV / f".installed-{kind}"
    wanted = fingerprint(lock)
    if PYTHON.exists() and stamp.is_file() and stamp.read_text(encoding="ascii") == wanted:
        return
    make_venv()
    stamp.unlink(missing_ok=True)
    say(f"Installing what {lock.relative_to(HERE)} lists (once; the first time takes a minute) ...")
    total = lock.read_text(encoding="utf-8").count("==")
    pip(["install", "-r", str(lock)], total=total)
    pip(["install", "--no-deps", "--no-build-isolation", "--editable", str(HERE)], total=1)
    # The stamp comes last: a setup that was interrupted is taken up again.
    stamp.write_text(wanted, encoding="ascii")
    say("Ready.")


def fingerprint(lock: Path) -> str:
    """Digest what an installation depends on: the lock, the project file, the Python, the place."""
    digest = hashlib.sha256()
    for path in (lock, HERE / "pyproject.toml"):
        digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    digest.update(f"{sys.version_info[:2]} {HERE}".encode())
    return digest.hexdigest()


def make_venv() -> None:
    """Make `.venv` unless a whole one of this Python is there."""
    if is_whole(VENV):
        return
    say(f"Making {VENV} with Python {sys.version_info[0]}.{sys.version_info[1]} ...")
    if importlib.util.find_spec("venv") is None:
        raise SetupError(f"This Python ({sys.executable}) has no 'venv' module. {venv_hint()}")
    bundled = importlib.util.find_spec("ensurepip") is not None
    if not bundled and importlib.util.find_spec("pip") is None:
        raise SetupError(f"This Python can make no environment with pip in it. {venv_hint()}")
    if Path(sys.prefix).resolve() == VENV:
        raise SetupError("The .venv is broken. Start run.py with the system's Python to remake it.")
    if VENV.exists():
        shutil.rmtree(VENV)
    bare = [] if bundled else ["--without-pip"]
    made = subprocess.run(
        [sys.executable, "-m", "venv", *bare, str(VENV)],
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode:
        said = (made.stdout + made.stderr).strip()
        raise SetupError(f"Could not make {VENV}:\n{said}\n{venv_hint()}")


def is_whole(folder: Path) -> bool:
    """Tell whether an environment is there, starts, has its pip, and is of this Python."""
    if not PYTHON.exists() or not (folder / "pyvenv.cfg").is_file():
        return False
    asked = ask([str(PYTHON), "-c", "import sys; print(*sys.version_info[:2])"])
    if asked.split() != [str(part) for part in sys.version_info[:2]]:
        return False
    return has_pip() or importlib.util.find_spec("ensurepip") is None


def has_pip() -> bool:
    """Tell whether `.venv` has a pip that starts."""
    return ask([str(PYTHON), "-m", "pip", "--version"]).startswith("pip ")


def ask(command: Sequence[str]) -> str:
    """Return what a command prints; nothing when it cannot be started or fails."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout if done.returncode == 0 else ""


def venv_hint() -> str:
    """Say how this platform gets a whole Python."""
    if shutil.which("apt-get"):
        return "On Debian and Ubuntu: sudo apt-get install python3-venv"
    return "Install Python from your platform's packages, with its 'venv' and 'ensurepip' modules."


def pip(words: Sequence[str], *, total: int) -> None:
    """Run pip for `.venv`, quietly: a line of progress for people, the whole talk in the log."""
    # Where the environment came without pip, the pip of this Python works into it from outside.
    own = [str(PYTHON), "-m", "pip"]
    outside = [sys.executable, "-m", "pip", "--python", str(PYTHON)]
    command = [*(own if has_pip() else outside), *words, *PIP, "--progress-bar", "off"]
    with LOG.open("w", encoding="utf-8") as log:
        code = follow(command, log, total)
    progress("")
    if code:
        raise SetupError(explain(LOG.read_text(encoding="utf-8", errors="replace")))


def follow(command: Sequence[str], log: TextIO, total: int) -> int:
    """Run a pip command, write what it says to the log, show how far it is; return its code."""
    done = 0
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        cwd=HERE,
    ) as process:
        for line in process.stdout or ():
            log.write(line)
            if line.startswith(("Collecting ", "Requirement already satisfied: ")):
                done = min(done + 1, total)
                name = line.split(": " if ": " in line else " ")[1].split()[0]
                progress(f"  {done}/{total} {name}")
            elif line.startswith("Installing collected packages"):
                progress("  unpacking")
        return process.wait()


def progress(text: str) -> None:
    """Overwrite the line of progress, where there is a terminal to show it on."""
    if sys.stderr.isatty():
        print(f"\r\033[K{text[:76]}", end="", file=sys.stderr, flush=True)


OFFLINE = (
    "Failed to establish a new connection",
    "Temporary failure in name resolution",
    "Network is unreachable",
    "Max retries exceeded",
    "ConnectionError",
    "Connection refused",
    "Read timed out",
    "(from versions: none)",
)


def explain(said: str) -> str:
    """Say in words why pip failed, with its last lines below."""
    tail = "\n".join(f"    {line}" for line in said.strip().splitlines()[-8:])
    if any(sign in said for sign in OFFLINE):
        why = "The package index could not be reached. The first start needs the network, once."
    elif "THESE PACKAGES DO NOT MATCH THE HASHES" in said:
        why = "A downloaded package is not the one the lock file names; nothing was installed."
    elif "No space left" in said:
        why = "The disk is full."
    else:
        why = "The installation failed."
    return f"{why}\n{tail}\n(All of it: {LOG})"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
