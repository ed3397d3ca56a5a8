"""The commands backup, restore and check, as a script calls them."""

from __future__ import annotations

from pathlib import Path

from cte_desktop.storage.key_file import keys_path
from cte_desktop.storage.lock import WriterLock
from cte_desktop.system import paths
from cte_desktop.system.settings import BACKUP_FOLDER, change_program_setting
from tests.cli.conftest import Call


def made(call: Call, tmp_path: Path) -> Path:
    """A database with one setting changed."""
    database = tmp_path / "d.cte"
    assert call("new", database, "--no-passphrase").status == 0
    settle(call, database, 12)
    return database


def settle(call: Call, database: Path, margin: int) -> None:
    """Change a setting."""
    words = ("settings", "set", "travel_margin_minutes", margin)
    assert call("--database", database, *words).status == 0


def margin(call: Call, database: Path) -> str:
    """The setting as it is."""
    answer = call("--database", database, "settings", "get", "travel_margin_minutes", "--json")
    return str(answer.json["settings"]["travel_margin_minutes"])


def test_a_backup_is_restored_and_what_was_there_is_kept(call: Call, tmp_path: Path) -> None:
    database = made(call, tmp_path)
    backup = call("--database", database, "backup", "--out", tmp_path / "stick", "--json").json
    settle(call, database, 13)
    answer = call("--database", database, "restore", backup["backup"], "--json")
    assert answer.status == 0
    assert answer.json["restored"] == backup["backup"]
    assert answer.json["counts"]["steps"] == 1
    assert set(answer.json["counts"]) >= {"students", "plans", "register", "disclosures"}
    assert margin(call, database) == "12"
    again = call("--database", database, "restore", answer.json["kept"])
    assert again.status == 0
    assert "Steps of the history: 2" in again.out
    assert margin(call, database) == "13"
    assert call("--database", database, "check").status == 0


def test_the_backup_of_another_database_is_restored_only_when_that_is_said(
    call: Call, tmp_path: Path
) -> None:
    database, other = made(call, tmp_path), tmp_path / "other.cte"
    assert call("new", other, "--no-passphrase").status == 0
    settle(call, other, 14)
    backup = Path(call("--database", other, "backup").out.strip())
    refused = call("--database", database, "restore", backup, "--json")
    assert (refused.status, refused.json["error"]["code"]) == (3, "other_database")
    assert margin(call, database) == "12"
    answer = call("--database", database, "restore", backup, "--other-database")
    assert answer.status == 0
    assert "is now the other database" in answer.out
    assert margin(call, database) == "14"
    new_place = tmp_path / "laptop.cte"
    assert call("--database", new_place, "restore", backup, "--json").status == 0
    assert margin(call, new_place) == "14"


def test_every_fault_has_its_status_and_a_sentence(call: Call, tmp_path: Path) -> None:
    database = made(call, tmp_path)
    base = ("--json", "--database", database, "restore")
    backup = Path(call("--database", database, "backup").out.strip())

    def code(*words: object) -> tuple[int, str]:
        answer = call(*words)
        assert "Traceback" not in answer.err
        return answer.status, str(answer.json["error"]["code"])

    assert code("--json", "restore", backup) == (2, "no_database")
    assert code("--json", "--database", database, "restore")[0] == 2
    assert code(*base, tmp_path / "none.cte") == (3, "missing")
    assert code(*base, database) == (3, "backup_unfinished")
    assert code(*base, tmp_path) == (3, "missing")
    lock = WriterLock(database)
    assert code(*base, backup) == (3, "locked")
    lock.release()
    backup.write_bytes(backup.read_bytes()[:-1] + b"?")
    assert code(*base, backup) == (3, "backup_damaged")
    assert margin(call, database) == "12"


def test_a_lost_database_comes_back_from_its_backup(call: Call, tmp_path: Path) -> None:
    database = made(call, tmp_path)
    backup = call("--database", database, "backup", "--json").json["backup"]
    database.write_bytes(b"spoiled" * 1000)
    answer = call("--database", database, "restore", backup, "--json")
    assert answer.status == 0
    assert Path(answer.json["kept"]).read_bytes() == b"spoiled" * 1000
    database.unlink()
    keys_path(database).unlink()
    assert call("--database", database, "restore", backup).status == 0
    assert margin(call, database) == "12"


def test_a_backup_goes_to_the_chosen_folder_too_and_says_when_that_is_missing(
    call: Call, tmp_path: Path
) -> None:
    database = made(call, tmp_path)
    change_program_setting(paths.settings_file(), BACKUP_FOLDER, str(tmp_path / "stick"))
    answer = call("--database", database, "backup")
    assert answer.status == 0
    assert "is not there" in answer.err
    (tmp_path / "stick").mkdir()
    told = call("--database", database, "backup", "--json").json
    assert Path(told["copy"]).parent.parent == tmp_path / "stick"
    assert Path(told["copy"]).read_bytes() == Path(told["backup"]).read_bytes()
    assert call("--database", database, "restore", told["copy"]).status == 0
