"""What holds for every test: no screen, no real home, no silent warning in the log."""

from __future__ import annotations

import os

# Before anything imports Qt: without a display it would end the whole run.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import gc
import itertools
import logging
import shutil
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

hypothesis.settings.register_profile("desk", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "desk")

_MEMORY = Path("/dev/shm")  # noqa: S108 - pytest makes a folder of the user's own in it
_ROOM = 4 << 30  # bytes; far more than a whole run leaves standing

# A database waits for the disk at every step it keeps. On Linux the files of the tests lie in
# memory, where the same calls are made and nobody waits.
if os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > _ROOM:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_MEMORY))

_HOME_VARIABLES = {
    "HOME": "",
    "USERPROFILE": "",
    "APPDATA": "AppData/Roaming",
    "LOCALAPPDATA": "AppData/Local",
    "WIN_PD_OVERRIDE_APPDATA": "AppData/Roaming",
    "WIN_PD_OVERRIDE_LOCAL_APPDATA": "AppData/Local",
    "XDG_DATA_HOME": ".local/share",
    "XDG_STATE_HOME": ".local/state",
    "XDG_CONFIG_HOME": ".config",
    "XDG_CACHE_HOME": ".cache",
    "XDG_RUNTIME_DIR": ".run",
}
_numbers = itertools.count()


gc.disable()  # all that is imported to find the tests stays


def pytest_collection_finish() -> None:
    """Let the search for garbage pass over all modules and tests: they took a fifth of the time."""
    gc.enable()
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder under which every test gets its own home."""
    return tmp_path_factory.mktemp("homes")


@pytest.fixture(autouse=True)
def home(homes: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home for each test, and none of the program's own variables."""
    folder = homes / str(next(_numbers))
    folder.mkdir()
    for variable, place in _HOME_VARIABLES.items():
        monkeypatch.setenv(variable, str(folder / place))
    # Qt warns about a runtime folder that others may read.
    (folder / ".run").mkdir(mode=0o700)
    for variable in [name for name in os.environ if name.startswith("CTE_")]:
        monkeypatch.delenv(variable)
    # The keychain of whoever runs the tests is nobody's business.
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    return folder


class _Collector(logging.Handler):
    """Keeps what was logged at WARNING or above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def no_unexpected_log(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that makes the program log a warning, unless it is marked `expects_log`."""
    collector = _Collector()
    logging.getLogger().addHandler(collector)
    yield
    logging.getLogger().removeHandler(collector)
    if collector.said and request.node.get_closest_marker("expects_log") is None:
        pytest.fail("Logged without being expected:\n" + "\n".join(collector.said), pytrace=False)


@pytest.fixture
def quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passphrases that are cheap to derive keys from; the cost itself is tested elsewhere."""
    from cte_desktop.storage import wrapping

    monkeypatch.setattr(wrapping, "ITERATIONS", 1)
    monkeypatch.setattr(wrapping, "MEMORY_KIB", 8)
