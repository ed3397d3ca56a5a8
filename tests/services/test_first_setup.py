"""What the assistant's answers become."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cte_desktop.services.first_setup import Setup, offered, set_up
from cte_desktop.services.history import list_history
from cte_desktop.services.settings import list_settings
from cte_desktop.system.clock import Clock
from cte_desktop.system.errors import KnownError, WrongCall

CLOCK = Clock(date(2026, 7, 1))


def test_the_school_year_is_that_of_this_computers_day_and_no_charter_is_offered() -> None:
    found = offered(CLOCK)
    assert found.school_year == 2026
    assert offered(Clock(date(2026, 6, 30))).school_year == 2025
    names = [school.name for school in found.schools]
    assert {"Valencia High", "Placerita Junior High"} <= set(names)
    assert "Mission View Public" not in names


def test_the_district_is_kept_in_the_database_with_a_step_that_can_be_undone(
    tmp_path: Path,
) -> None:
    desk = set_up(Setup(tmp_path / "new" / "a.cte", "V. Soto", " My  District "), CLOCK)
    assert list_settings(desk)["district_name"] == "My District"
    assert desk.database.actor == "V. Soto"
    assert list_history(desk)[0].text == "Set Name of the district to My District"
    desk.close()


def test_the_shipped_name_of_the_district_writes_no_step(tmp_path: Path) -> None:
    desk = set_up(Setup(tmp_path / "a.cte", "V. Soto", offered(CLOCK).district), CLOCK)
    assert list_history(desk) == ()
    desk.close()


def test_a_name_that_is_too_long_or_a_file_that_exists_leaves_nothing_behind(
    tmp_path: Path,
) -> None:
    with pytest.raises(WrongCall):
        set_up(Setup(tmp_path / "a.cte", "V. Soto", "x" * 500), CLOCK)
    (tmp_path / "b.cte").write_bytes(b"something else")
    with pytest.raises(KnownError) as refused:
        set_up(Setup(tmp_path / "b.cte", "V. Soto", "My District"), CLOCK)
    assert refused.value.code == "exists"
    assert [file.name for file in tmp_path.iterdir()] == ["b.cte"]
    assert (tmp_path / "b.cte").read_bytes() == b"something else"


def test_a_setting_that_is_not_kept_leaves_no_database_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_all: object) -> None:
        raise KnownError("disk_full", "There is no room left to write {file}.", file="a.cte")

    monkeypatch.setattr("cte_desktop.services.first_setup.change_setting", full)
    with pytest.raises(KnownError):
        set_up(Setup(tmp_path / "new" / "a.cte", "V. Soto", "My District"), CLOCK)
    assert [file.name for file in (tmp_path / "new").iterdir()] == []
