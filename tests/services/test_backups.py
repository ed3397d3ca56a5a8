"""Backups are made by themselves, copied where a person chose, and restored after a comparison."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from cte_desktop.domain.people.roles import Person, Role
from cte_desktop.services import backups, checking, restoring
from cte_desktop.services.desk import Desk, open_desk
from cte_desktop.storage import backup as store
from cte_desktop.storage.backup_manifest import manifest_path
from cte_desktop.storage.database import Database
from cte_desktop.storage.facts import DATABASE_ID, LAPTOP_ID
from cte_desktop.storage.key_file import keys_path
from cte_desktop.system import paths
from cte_desktop.system.clock import Clock
from cte_desktop.system.errors import KnownError
from cte_desktop.system.settings import (
    BACKUP_FOLDER,
    load_program_settings,
    save_program_settings,
)
from tests.storage.actions import now_set, set_to

DAY = Clock(date(2027, 2, 1))


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Desk]:
    """A small database that is open for writing."""
    database = Database.create(tmp_path / "d.cte", None, clock=DAY, actor="A. Lee")
    set_to(database, 12)
    desk = Desk(database, DAY)
    yield desk
    desk.close()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A folder of choice that is there."""
    folder = tmp_path / "stick"
    folder.mkdir()
    backups.choose_folder(folder)
    return folder


def on(desk: Desk, day: date) -> Desk:
    """The same desk on another day."""
    desk.clock = desk.database.clock = Clock(day)
    return desk


def reasons(desk: Desk) -> list[str]:
    """Why the backups in the list were made."""
    return [f"{line.reason} {line.place}" for line in backups.list_backups(desk)]


def test_the_first_start_of_a_day_makes_a_backup_and_the_next_none(small: Desk) -> None:
    assert backups.back_up_daily(small) is not None
    assert backups.back_up_daily(small) is None
    assert backups.back_up_daily(on(small, date(2027, 2, 2))) is not None
    assert reasons(small) == ["daily beside", "daily beside"]


def test_a_clock_that_ran_ahead_once_keeps_no_backup_from_being_made(small: Desk) -> None:
    backups.back_up_daily(on(small, date(2031, 1, 1)))
    assert backups.back_up_daily(on(small, date(2027, 2, 1))) is not None
    assert backups.back_up_daily(on(small, date(2027, 2, 2))) is not None
    assert len(backups.list_backups(small)) == 3


def test_a_backup_is_copied_to_the_chosen_folder_and_thinned_there_too(
    small: Desk, stick: Path
) -> None:
    for day in range(1, 14):
        backups.back_up_daily(on(small, date(2027, 3, day)))
    assert [one.reason for one in store.list_backups(next(stick.iterdir()))] == ["daily"] * 10
    assert len(backups.list_backups(small)) == 20
    line = next(line for line in backups.list_backups(small) if line.place == "chosen")
    backups.verify(small, line.path)


def test_a_stick_that_is_missing_keeps_no_backup_from_being_made_and_is_caught_up(
    small: Desk, stick: Path
) -> None:
    stick.rmdir()
    made = backups.back_up_daily(small)
    assert made is not None
    assert made.copy is None
    assert made.not_copied is not None
    assert made.not_copied.code == "backup_folder_missing"
    assert not backups.keeping(small).folder_is_there
    stick.mkdir()
    again = backups.back_up_daily(small)
    assert again is not None
    assert again.copy is not None
    assert backups.back_up_daily(small) is None


def test_a_full_stick_keeps_no_backup_from_being_made(
    small: Desk, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_values: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfileobj", full)
    made = backups.back_up(small)
    assert made.not_copied is not None
    assert made.not_copied.code == "disk_full"
    assert reasons(small) == ["manual beside"]
    assert list(stick.rglob("*.cte*")) == []


def test_others_see_a_shared_folder_only_without_a_passphrase(small: Desk, tmp_path: Path) -> None:
    assert not backups.keeping(small).open_to_others
    backups.choose_folder(tmp_path / "OneDrive" / "copies")
    assert backups.keeping(small).open_to_others
    small.database.is_open_to_all = False
    assert not backups.keeping(small).open_to_others
    backups.choose_folder(None)
    assert backups.keeping(small).folder is None


def test_saving_the_other_settings_keeps_the_chosen_folder(stick: Path) -> None:
    values = load_program_settings(paths.settings_file())
    values[BACKUP_FOLDER] = "elsewhere"
    values["language"] = "es"
    save_program_settings(paths.settings_file(), values)
    assert backups.chosen_folder() == stick
    assert load_program_settings(paths.settings_file())["language"] == "es"


def test_a_comparison_says_what_would_be_missing(small: Desk) -> None:
    path = backups.back_up(small).path
    set_to(small.database, 13)
    set_to(small.database, 14)
    told = restoring.compare(small, path)
    assert (told.changes_after, told.same_database, told.own_key) == (2, True, True)
    assert not told.older_version
    steps = next(line for line in told.counts if line.what == "steps")
    assert (steps.now, steps.then) == (3, 1)
    assert now_set(small.database) == 14


def test_a_restore_gives_the_earlier_state_and_a_laptop_id_of_its_own(small: Desk) -> None:
    path = backups.back_up(small).path
    set_to(small.database, 13)
    file, laptop = small.database.path, small.database.facts[LAPTOP_ID]
    assert file is not None
    done = restoring.restore(small, path)
    assert (done.lost_revocations, done.counts["steps"]) == (0, 1)
    with open_desk_at(file) as desk:
        assert now_set(desk.database) == 12
        assert desk.database.facts[LAPTOP_ID] != laptop
        kept = backups.keeping(desk)
        assert kept.restored_at.startswith("2027-02-01")
        assert kept.restored_from
        assert sorted(reasons(desk)) == ["before-restore beside", "manual beside"]


def test_a_restore_that_is_refused_leaves_the_desk_at_work(small: Desk) -> None:
    path = backups.back_up(small).path
    manifest_path(path).unlink()
    with pytest.raises(KnownError) as caught:
        restoring.restore(small, path)
    assert caught.value.code == "backup_unfinished"
    set_to(small.database, 15)
    assert now_set(small.database) == 15


def test_who_may_not_restore_is_told_so(small: Desk) -> None:
    path = backups.back_up(small).path
    small.person = Person("1", "R. Diaz", Role.REGISTRAR)
    with pytest.raises(KnownError) as caught:
        restoring.restore(small, path)
    assert caught.value.code == "not_allowed"
    assert now_set(small.database) == 12


def test_another_districts_backup_is_told_so(small: Desk, tmp_path: Path) -> None:
    other = Database.create(tmp_path / "other.cte", None, clock=DAY)
    path = other.back_up("manual").path
    other_id = other.facts[DATABASE_ID]
    other.close()
    told = restoring.compare(small, path)
    assert (told.same_database, told.own_key) == (False, False)
    file = small.database.path
    assert file is not None
    restoring.restore(small, path)
    with open_desk_at(file) as desk:
        assert desk.database.facts[DATABASE_ID] == other_id


def test_the_newest_whole_backup_stands_in_for_a_lost_database(small: Desk, stick: Path) -> None:
    file = small.database.path
    assert file is not None
    backups.back_up(small)
    small.close()
    shutil.rmtree(store.backup_folder(file))
    file.unlink()
    with pytest.raises(KnownError) as caught:
        open_desk_at(file)
    assert restoring.is_damage(caught.value)
    found = restoring.stand_in(file)
    assert found is not None
    assert found.path.is_relative_to(stick)
    keys_path(file).unlink()
    done = restoring.restore_file(file, found.path, None, DAY, actor="A. Lee")
    assert done.kept is None
    with open_desk_at(file) as desk:
        assert now_set(desk.database) == 12
    assert restoring.stand_in(file.with_name("none.cte")) is None


def test_a_database_is_checked_once_a_week(small: Desk) -> None:
    assert checking.is_check_due(small)
    assert checking.look_over(small).is_sound
    assert not checking.is_check_due(small)
    assert not checking.is_check_due(on(small, date(2027, 2, 7)))
    assert checking.is_check_due(on(small, date(2027, 2, 8)))
    assert checking.is_check_due(on(small, date(2027, 1, 31)))


def test_a_damaged_page_is_found_and_not_noted_as_sound(small: Desk) -> None:
    file = small.database.path
    assert file is not None
    small.close()
    content = bytearray(file.read_bytes())
    content[-100] ^= 1
    file.write_bytes(content)
    with open_desk_at(file) as desk:
        verdict = checking.look_over(desk)
        assert not verdict.is_sound
        assert checking.is_check_due(desk)
        assert backups.keeping(desk).damaged_at
        assert not backups.keeping(desk).checked_at


class open_desk_at:  # noqa: N801 - it is called like a function
    """A desk with the database at a file, closed at the end."""

    def __init__(self, file: Path) -> None:
        self.desk = open_desk(file, None, DAY, actor="A. Lee", writable=True)

    def __enter__(self) -> Desk:
        return self.desk

    def __exit__(self, *_error: object) -> None:
        self.desk.close()


def spoil(file: Path) -> None:
    """Flip a bit of the last page, as a failing disk does; nothing looks there at an opening."""
    content = bytearray(file.read_bytes())
    content[-2000] ^= 1
    file.write_bytes(content)


def test_no_backup_of_a_damaged_database_is_called_good_and_an_older_one_stands_in(
    small: Desk,
) -> None:
    file = small.database.path
    assert file is not None
    good = backups.back_up(small).path
    small.close()
    spoil(file)
    with open_desk_at(file) as desk:
        with pytest.raises(KnownError) as caught:
            backups.back_up(desk)
        assert caught.value.code == "damaged"
        assert backups.list_backups(desk)[0].path == good
        spoiled = desk.database.back_up("before-import").path  # only its bytes are compared
    with pytest.raises(KnownError) as caught:
        restoring.restore_file(file, spoiled, None, DAY, actor="A. Lee")
    assert restoring.is_damage(caught.value)
    found = restoring.stand_in(file, {spoiled})
    assert found is not None
    assert found.path == good
