"""The cases on the desk, with all standings current, copied from a district made once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from cte_desktop.services.desk import Desk, open_desk
from cte_desktop.services.standings import bring_up_to_date
from tests.services.forecast.people import CLOCK, make_district


@pytest.fixture(scope="session")
def forecast_cases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("forecast")
    file = folder / "cases.cte"
    make_district(file, folder / "files")
    opened = open_desk(file, None, CLOCK, actor="A. Lee", writable=True)
    bring_up_to_date(opened)
    opened.close()
    return file


@pytest.fixture
def desk(forecast_cases: Path, tmp_path: Path) -> Iterator[Desk]:
    file = tmp_path / "cases.cte"
    shutil.copy(forecast_cases, file)
    shutil.copy(f"{forecast_cases}.keys", f"{file}.keys")
    opened = open_desk(file, None, CLOCK, actor="A. Lee", writable=True)
    yield opened
    opened.close()
