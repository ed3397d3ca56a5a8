"""protect: setting, changing, a new recovery code; nothing of it is ever an argument."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from cte_desktop.services.recovery import open_with_recovery_code
from cte_desktop.storage.key_file import keys_path
from cte_desktop.system.clock import Clock
from tests.cli.conftest import Call, District

pytestmark = pytest.mark.usefixtures("quick_keys")

OLD, NEW = "maple river eleven boats", "Núñez has seven quiet doors"


@pytest.fixture
def file(district: District, tmp_path: Path) -> Path:
    """A copy of the sample district, which has no passphrase."""
    copied = tmp_path / "mine.cte"
    for ending in ("", ".keys"):
        shutil.copy(f"{district.database}{ending}", f"{copied}{ending}")
    return copied


@pytest.fixture
def say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file with the passphrase that is given, at first the old one."""
    given = tmp_path / "passphrase"
    given.write_text(f"{OLD}\n", encoding="utf-8")
    monkeypatch.setenv("CTE_NEW_PASSPHRASE", OLD)
    return given


def test_a_database_without_a_passphrase_gets_one_and_its_open_backups_can_go(
    call: Call, file: Path, say: Path
) -> None:
    base = ("--database", file, "--json")
    assert call(*base, "backup").status == 0
    done = call(*base, "protect", "set")
    assert done.status == 0
    assert len(done.json["open_backups"]) == 1
    assert call(*base, "check").json["error"]["code"] == "passphrase_needed"
    opened = call(*base, "--passphrase-file", say, "check")
    assert opened.status == 0
    again = call(*base, "--passphrase-file", say, "protect", "set")
    assert (again.status, again.json["error"]["code"]) == (2, "has_passphrase")
    with_code = open_with_recovery_code(file, done.json["recovery_code"], NEW, Clock(), actor="A")
    with_code.close()


def test_open_backups_are_destroyed_after_a_protected_one_was_made(
    call: Call, file: Path, say: Path
) -> None:
    base = ("--database", file, "--json")
    before = Path(call(*base, "backup").json["backup"])
    done = call(*base, "protect", "set", "--destroy-open-backups")
    assert done.json["destroyed_backups"] == [str(before)]
    assert done.json["open_backups"] == []
    kept = {one.suffix for one in before.parent.iterdir()}
    assert not before.exists()
    assert kept == {".cte", ".keys", ".json"}
    assert say.exists()


def test_the_passphrase_is_changed_and_the_old_one_opens_the_backups_before(
    call: Call, file: Path, say: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    base = ("--database", file, "--passphrase-file", say, "--json")
    call(*base, "protect", "set")
    before = Path(call(*base, "backup").json["backup"])
    monkeypatch.setenv("CTE_NEW_PASSPHRASE", NEW)
    changed = call(*base[:-1], "protect", "change")
    assert changed.status == 0
    assert "before open with the old" in changed.out
    assert call(*base, "check").json["error"]["code"] == "wrong_passphrase"
    assert call("--database", before, "--passphrase-file", say, "check").status == 0
    say.write_text(f"{NEW}\r\n", encoding="utf-8-sig")  # as Notepad writes it
    assert call(*base, "check").status == 0
    code = call(*base, "protect", "recovery-code").json["recovery_code"]
    assert len(code.split("-")) == 9


def test_wrong_calls_change_nothing(
    call: Call, file: Path, say: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    base = ("--database", file, "--json")
    monkeypatch.setenv("CTE_NEW_PASSPHRASE", "short")
    refused = call(*base, "protect", "set")
    assert (refused.status, refused.json["error"]["code"]) == (2, "passphrase_short")
    monkeypatch.delenv("CTE_NEW_PASSPHRASE")
    refused = call(*base, "protect", "set")
    assert (refused.status, refused.json["error"]["code"]) == (2, "passphrase_needed")
    monkeypatch.setenv("CTE_NEW_PASSPHRASE", NEW)
    for kind in ("change", "recovery-code"):
        refused = call(*base, "protect", kind)
        assert (refused.status, refused.json["error"]["code"]) == (3, "no_passphrase")
    assert call(*base, "protect", "dance").status == 2
    assert call("--database", file, "check").status == 0
    assert say.exists()


def test_a_lost_key_file_is_put_back_from_the_newest_backup(call: Call, file: Path) -> None:
    base = ("--database", file, "--json")
    refused = call(*base, "protect", "key-file")
    assert (refused.status, refused.json["error"]["code"]) == (3, "no_kept_keys")
    backup = call(*base, "backup").json["backup"]
    keys_path(file).write_text("{}", encoding="utf-8")
    assert call(*base, "check").json["error"]["code"] == "keys_damaged"
    done = call(*base, "protect", "key-file").json
    assert done["backup"] == backup
    assert Path(done["aside"]).read_text(encoding="utf-8") == "{}"
    assert call(*base, "check").status == 0


def test_guessing_on_is_slowed_down(call: Call, file: Path, say: Path) -> None:
    base = ("--database", file, "--passphrase-file", say, "--json")
    call(*base, "protect", "set")
    say.write_text("not this one", encoding="utf-8")
    codes = [call(*base, "check").json["error"]["code"] for _ in range(6)]
    assert codes == ["wrong_passphrase"] * 5 + ["too_many_tries"]
