"""Districts written once: a small one, the default one, and one with all 16 schools."""

from __future__ import annotations

import pytest

from cte_desktop.exchange.plain.catalog import read_shipped_catalog
from cte_desktop.exchange.sample.district import DEFAULT_STUDENTS
from tests.exchange.sample.written_district import WrittenDistrict, write_district


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> WrittenDistrict:
    return write_district(tmp_path_factory.mktemp("small"), read_shipped_catalog(), 600)


@pytest.fixture(scope="session")
def district(tmp_path_factory: pytest.TempPathFactory) -> WrittenDistrict:
    folder = tmp_path_factory.mktemp("district")
    return write_district(folder, read_shipped_catalog(), DEFAULT_STUDENTS)


@pytest.fixture(scope="session")
def sixteen(tmp_path_factory: pytest.TempPathFactory) -> WrittenDistrict:
    folder = tmp_path_factory.mktemp("sixteen")
    return write_district(folder, read_shipped_catalog(), DEFAULT_STUDENTS + 69)


@pytest.fixture(params=["district", "sixteen"])
def each_district(request: pytest.FixtureRequest) -> WrittenDistrict:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, WrittenDistrict)
    return found
