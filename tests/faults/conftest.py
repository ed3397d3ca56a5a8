"""A small district for the tests of the scripts about faults, copied from one made once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.places import Place, make_district


@pytest.fixture(scope="session")
def made_district(tmp_path_factory: pytest.TempPathFactory) -> Place:
    return make_district(tmp_path_factory.mktemp("faults") / "district", students=20)


@pytest.fixture
def place(made_district: Place, tmp_path: Path) -> Place:
    """A place of one's own."""
    return made_district.copied_to(tmp_path / "place")
