"""The project's own environment in .venv, made from requirements.lock with hashes.

It is mended when it is half made or broken, and left alone when nothing changed, so that a second
start is immediate. `.venv/setup.json` remembers what was installed and where. Until a set-up has
ended it says so, and the next one starts anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from tools.development import machine
from tools.development.faults import Fault, explain

_LOADS = "import pip, PySide6.QtCore, sqlalchemy, reportlab, cte_desktop, pytest"
_DROPPED = (
    "PYTHONHOME",
    "PYTHONPATH",
    "PIP_TARGET",
    "PIP_PREFIX",
    "PIP_USER",
    "__PYVENV_LAUNCHER__",
)


@dataclass(frozen=True, slots=True)
class Environment:
    """The folder of a checked-out project and the environment that belongs to it."""

    root: Path

    @property
    def folder(self) -> Path:
        """The virtual environment."""
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        """Its Python."""
        if sys.platform == "win32":
            return self.folder / "Scripts" / "python.exe"
        return self.folder / "bin" / "python"

    @property
    def memory(self) -> Path:
        """What the last set-up wrote down."""
        return self.folder / "setup.json"

    @property
    def lock(self) -> Path:
        """The libraries with their hashes."""
        return self.root / "requirements.lock"


@dataclass(frozen=True, slots=True)
class SetupMemory:
    """What the last set-up wrote down; the default stands for an environment made by hand."""

    finished: bool | None = None
    """False while a set-up runs or after it was cut short, None when none was ever begun."""
    digest: str = ""
    place: str = ""
    names: tuple[str, ...] = ()


def ensure(environment: Environment) -> None:
    """Make the environment ready, doing as little as possible. Raises Fault with a sentence."""
    for needed in (environment.lock, environment.root / "pyproject.toml"):
        if not needed.is_file():
            raise Fault(f"{needed.name} is missing from the project. Get a complete copy of it.")
    ready = is_ready(environment)
    # Also when it is ready: it takes a hundredth of a second, and libraries can vanish.
    machine.require(machine.DRAWING, makes_environments=not ready)
    if ready:
        return
    with _alone(environment):
        if is_ready(environment):  # another dev.py finished it while this one waited
            return
        if not (_can_be_mended(environment) and _install(environment)):
            _create(environment)
            if not _install(environment):
                raise Fault(
                    "The libraries were installed and still don't load. Remove the folder .venv "
                    "and run the same command again."
                )


def is_ready(environment: Environment) -> bool:
    """Whether the last set-up ended, nothing has changed since and nothing of it is missing."""
    memory = _remembered(environment)
    return (
        memory.finished is True
        and memory.digest == _digest(environment)
        and memory.place == str(environment.root)
        and environment.python.is_file()
        and set(memory.names) <= _installed_names(environment)
    )


def child_variables() -> dict[str, str]:
    """The variables for programs of the environment: none that lead to other libraries."""
    kept = {name: value for name, value in os.environ.items() if name not in _DROPPED}
    return kept | {
        "PYTHONNOUSERSITE": "1",
        "PYTHONUTF8": "1",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_ROOT_USER_ACTION": "ignore",
    }


def _digest(environment: Environment) -> str:
    """Of all that decides what is installed: the lock, the project's description, the Python."""
    digest = hashlib.sha256()
    for file in (environment.lock, environment.root / "pyproject.toml"):
        digest.update(file.read_bytes())
    python = (sys.version_info[:2], sys.implementation.name, sys.platform, platform.machine())
    digest.update(repr(python).encode())
    return digest.hexdigest()


def _remembered(environment: Environment) -> SetupMemory:
    try:
        written = json.loads(environment.memory.read_text(encoding="utf-8"))
        return SetupMemory(
            finished=bool(written["finished"]),
            digest=str(written["digest"]),
            place=str(written["place"]),
            names=tuple(map(str, written["names"])),
        )
    except FileNotFoundError:
        return SetupMemory()
    except (OSError, ValueError, KeyError, TypeError):
        return SetupMemory(finished=False)  # a damaged note: nothing can be said about the rest


def _remember(environment: Environment, memory: SetupMemory) -> None:
    environment.memory.write_text(json.dumps(asdict(memory), indent=1), encoding="utf-8")


def _installed_names(environment: Environment) -> set[str]:
    """What lies in site-packages and the program's own command; cheap, and a deletion shows."""
    lib = environment.folder / ("Lib" if sys.platform == "win32" else "lib")
    names = {path.name for path in environment.python.parent.glob("cte-desktop*")}
    for folder in [lib / "site-packages", *lib.glob("python*/site-packages")]:
        if folder.is_dir():
            names.update(path.name for path in folder.iterdir() if path.name != "__pycache__")
    return names


def _can_be_mended(environment: Environment) -> bool:
    """Whether installing over what is there is enough. A set-up that was cut short, a copied
    folder, lost files or a Python that changed or does not start need a new one.
    """
    memory = _remembered(environment)
    if memory.finished is False or memory.place not in {"", str(environment.root)}:
        return False
    if not set(memory.names) <= _installed_names(environment):
        return False
    started = _run(environment.python, "-c", "import sys, pip; print(sys.version_info[:2])")
    return started is not None and started.stdout.strip() == str(sys.version_info[:2])


def _create(environment: Environment) -> None:
    print("Making the environment .venv", flush=True)
    if environment.folder.is_symlink() or environment.folder.is_file():
        environment.folder.unlink()
    elif environment.folder.exists():
        shutil.rmtree(environment.folder)
    # Started from inside .venv, the Python that made it has to make the new one.
    inside = Path(sys.prefix) == environment.folder
    python = getattr(sys, "_base_executable", sys.executable) if inside else sys.executable
    made = _run(Path(python), "-m", "venv", str(environment.folder))
    if made is None or made.returncode:
        said = "" if made is None else made.stdout + made.stderr
        raise Fault(explain(said) or f"Python could not make the environment: {_last(said)}")


def _install(environment: Environment) -> bool:
    """Install the locked libraries and the project; False when they then don't load."""
    _remember(environment, SetupMemory(finished=False))
    print("Installing the libraries (a few minutes the first time)", flush=True)
    _pip(environment, "--require-hashes", "--only-binary", ":all:", "-r", str(environment.lock))
    _pip(environment, "--no-deps", "--no-build-isolation", "-e", str(environment.root))
    loaded = _run(environment.python, "-c", _LOADS)
    if loaded is None or loaded.returncode:
        return False
    _remember(
        environment,
        SetupMemory(
            finished=True,
            digest=_digest(environment),
            place=str(environment.root),
            names=tuple(sorted(_installed_names(environment))),
        ),
    )
    return True


def _pip(environment: Environment, *arguments: str) -> None:
    done = _run(
        environment.python,
        *("-m", "pip", "install", "--quiet", "--no-input", "--retries", "3", "--timeout", "20"),
        *arguments,
    )
    if done is None or done.returncode:
        said = "" if done is None else done.stdout + done.stderr
        raise Fault(explain(said) or f"pip could not install the libraries: {_last(said)}")


def _run(python: Path, *arguments: str) -> subprocess.CompletedProcess[str] | None:
    """Run a Python quietly; None when it doesn't even start."""
    try:
        return subprocess.run(
            [str(python), *arguments],
            env=child_variables(),
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except OSError:
        return None


def _last(said: str) -> str:
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    errors = [line for line in lines if line.lower().startswith("error")]
    return (errors or lines or ["no reason was given"])[-1]


@contextlib.contextmanager
def _alone(environment: Environment) -> Iterator[None]:
    """Let one dev.py at a time work on the environment; others wait for it."""
    with (environment.root / ".venv.lock").open("w") as handle:
        if sys.platform == "win32":
            import msvcrt

            handle.write(" ")
            handle.flush()
            handle.seek(0)
            msvcrt.locking(handle.fileno(), msvcrt.LK_LOCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX)
        yield  # closing the file opens the lock
