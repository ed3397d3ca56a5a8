"""A small sample district on the desk, copied from one that is made once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from cte_desktop.services.desk import Desk, open_desk
from cte_desktop.services.sampling import make_sample_district
from cte_desktop.system.clock import Clock

CLOCK = Clock(date(2026, 11, 21))


@pytest.fixture(scope="session")
def made_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("sample") / "sample.cte"
    make_sample_district(file, CLOCK, students=60)
    return file


@pytest.fixture
def desk(made_sample: Path, tmp_path: Path) -> Iterator[Desk]:
    file = tmp_path / "sample.cte"
    shutil.copy(made_sample, file)
    shutil.copy(f"{made_sample}.keys", f"{file}.keys")
    opened = open_desk(file, None, CLOCK, actor="A. Lee", writable=True)
    yield opened
    opened.close()
