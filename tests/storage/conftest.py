"""Databases for the tests of the store: without a passphrase, since deriving keys takes long."""

from __future__ import annotations

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


@pytest.fixture
def database(path: Path, clock: Clock) -> Iterator[Database]:
    """A real file, open for writing."""
    with Database.create(path, None, clock=clock, actor="A. Lee") as made:
        yield made


@pytest.fixture
def closed(path: Path, clock: Clock) -> Path:
    """A real file that nobody has open."""
    Database.create(path, None, clock=clock, actor="A. Lee").close()
    return path


@pytest.fixture
def memory(clock: Clock) -> Iterator[Database]:
    """A database in memory."""
    with Database.in_memory(clock=clock, actor="A. Lee") as made:
        yield made
