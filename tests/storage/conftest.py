"""Databases for the tests of the store: without a passphrase, since deriving keys takes long."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from cte_desktop.storage.database import Database
from cte_desktop.system.clock import Clock


@pytest.fixture
def clock() -> Clock:
    """A clock that stands on 1 February 2027."""
    return Clock(date(2027, 2, 1))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the database of a test lies; its folder has a space and an accent."""
    folder = tmp_path / "Años de estudio"
    folder.mkdir()
    return folder / "district.cte"


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database; copy it before opening it."""
    file = tmp_path_factory.mktemp("made once") / "district.cte"
    Database.create(file, None, clock=Clock(date(2027, 2, 1)), actor="A. Lee").close()
    return file


@pytest.fixture
def database(closed: Path, clock: Clock) -> Iterator[Database]:
    """A real file, open for writing."""
    with Database.open(closed, None, clock=clock, actor="A. Lee", writable=True) as opened:
        yield opened


@pytest.fixture
def closed(made_once: Path, path: Path) -> Path:
    """A real file that nobody has open."""
    shutil.copy(made_once, path)
    shutil.copy(f"{made_once}.keys", f"{path}.keys")
    return path


@pytest.fixture
def memory(clock: Clock) -> Iterator[Database]:
    """A database in memory."""
    with Database.in_memory(clock=clock, actor="A. Lee") as made:
        yield made
