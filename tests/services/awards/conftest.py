"""The worked cases on the desk, copied from a district that is made once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from cte_desktop.services.desk import Desk, open_desk
from tests.services.awards.people import CLOCK, make_district


@pytest.fixture(scope="session")
def worked_cases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("worked")
    make_district(folder / "worked.cte", folder / "files")
    return folder / "worked.cte"


@pytest.fixture
def desk(worked_cases: Path, tmp_path: Path) -> Iterator[Desk]:
    file = tmp_path / "worked.cte"
    shutil.copy(worked_cases, file)
    shutil.copy(f"{worked_cases}.keys", f"{file}.keys")
    opened = open_desk(file, None, CLOCK, actor="A. Lee", writable=True)
    yield opened
    opened.close()
