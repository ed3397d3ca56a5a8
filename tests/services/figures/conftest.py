"""The worked cases of completion on the desk, and a small sample district, each made once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from cte_desktop.services.desk import Desk, open_desk
from tests.services.awards.people import CLOCK, make_district


@pytest.fixture(scope="session")
def worked_figures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("figures")
    make_district(folder / "worked.cte", folder / "files")
    return folder / "worked.cte"


@pytest.fixture
def desk(worked_figures: Path, tmp_path: Path) -> Iterator[Desk]:
    file = tmp_path / "worked.cte"
    shutil.copy(worked_figures, file)
    shutil.copy(f"{worked_figures}.keys", f"{file}.keys")
    opened = open_desk(file, None, CLOCK, actor="A. Lee", writable=True)
    yield opened
    opened.close()
