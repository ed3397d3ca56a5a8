"""Who can open the database: passphrase, recovery code, keychain, and what goes wrong with them."""

from __future__ import annotations

import base64
import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError

from cte_desktop.domain.people.roles import Role
from cte_desktop.services import protection
from cte_desktop.services.desk import Desk, open_desk
from cte_desktop.services.open_backups import destroy_open_backups, open_backups
from cte_desktop.services.people.changing import add_person
from cte_desktop.services.recovery import open_with_recovery_code
from cte_desktop.storage import tries
from cte_desktop.storage.database import Database
from cte_desktop.storage.key_file import keys_path, read_key_file
from cte_desktop.storage.keys import remove_person_key, unlock_named
from cte_desktop.system import keychain
from cte_desktop.system.clock import Clock
from cte_desktop.system.errors import KnownError

pytestmark = pytest.mark.usefixtures("quick_keys")

CLOCK = Clock(date(2026, 11, 22))
OLD, NEW = "maple river eleven boats", "Núñez has seven quiet doors"
DECOMPOSED = "Nu\u0301n\u0303ez has seven quiet doors"


@pytest.fixture(autouse=True)
def no_tries() -> Iterator[None]:
    yield
    tries._here.clear()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    Database.create(tmp_path / "district.cte", OLD, clock=CLOCK).close()
    return tmp_path / "district.cte"


@pytest.fixture
def desk(file: Path) -> Iterator[Desk]:
    opened = _open(file, OLD)
    yield opened
    opened.close()


def _open(file: Path, passphrase: str | None, *, writable: bool = True) -> Desk:
    return open_desk(file, passphrase, CLOCK, actor="A. Lee", writable=writable)


def _code_of(action: Callable[[], object]) -> str:
    with pytest.raises(KnownError) as caught:
        action()
    assert caught.value.text.endswith((".", "!"))
    return caught.value.code


def test_the_passphrase_is_changed_by_who_knows_the_old_one(desk: Desk, file: Path) -> None:
    assert _code_of(lambda: protection.change_passphrase(desk, "a wrong one", NEW)) == (
        "wrong_passphrase"
    )
    assert _code_of(lambda: protection.change_passphrase(desk, OLD, "short")) == "passphrase_short"
    for common in ("password1", "Password2026"):
        change = partial(protection.change_passphrase, desk, OLD, common)
        assert _code_of(change) == "passphrase_common"
    protection.confirm(desk, OLD)
    protection.change_passphrase(desk, OLD, DECOMPOSED)
    protection.confirm(desk, NEW)
    assert protection.protection_of(desk).changed_on == date(2026, 11, 22)
    assert _code_of(lambda: unlock_named(file, OLD)) == "wrong_passphrase"


def test_who_reads_in_another_program_meanwhile_notices_nothing(desk: Desk, file: Path) -> None:
    reader = _open(file, OLD, writable=False)
    with reader.database.reading() as tx:
        protection.change_passphrase(desk, OLD, NEW)
        assert tx.session is not None
    assert protection.protection_of(reader).has_passphrase
    protection.confirm(reader, NEW)
    reader.close()


def test_a_backup_from_before_opens_with_the_old_passphrase_and_its_key_file_here_too(
    desk: Desk, file: Path
) -> None:
    backup = desk.database.back_up("manual").path
    protection.change_passphrase(desk, OLD, NEW)
    _open(backup, OLD, writable=False).close()
    assert _code_of(lambda: _open(backup, NEW, writable=False)) == "wrong_passphrase"
    desk.close()
    shutil.copy(keys_path(backup), keys_path(file))  # somebody puts the key file of the backup back
    _open(file, OLD).close()


def test_a_recovery_code_is_replaced_and_the_printed_one_opens_nothing(
    desk: Desk, file: Path
) -> None:
    first = protection.replace_recovery_code(desk, OLD)
    second = protection.replace_recovery_code(desk, OLD)
    desk.close()
    for code, new, said in ((second, "x", "passphrase_short"), (first, NEW, "wrong_recovery_code")):
        assert _code_of(partial(open_with_recovery_code, file, code, new, CLOCK, actor="A")) == said
    open_with_recovery_code(file, second, NEW, CLOCK, actor="A").close()
    _open(file, NEW).close()


def test_the_key_file_of_another_database_is_said_to_be_not_its_own(
    desk: Desk, file: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.cte"
    Database.create(other, OLD, clock=CLOCK).close()
    shutil.copy(keys_path(other), keys_path(file))
    assert _code_of(lambda: protection.confirm(desk, OLD)) == "keys_exchanged"
    desk.close()
    with pytest.raises(KnownError, match=r"\.keys file beside it is its own") as caught:
        _open(file, OLD)
    assert caught.value.code == "not_a_database"


def test_an_open_key_file_put_beside_it_unlocks_no_window(desk: Desk, file: Path) -> None:
    Database.create(file.with_name("open.cte"), None, clock=CLOCK).close()
    shutil.copy(keys_path(file.with_name("open.cte")), keys_path(file))
    assert _code_of(lambda: protection.confirm(desk, "anything")) == "keys_exchanged"


def test_two_laptops_change_their_own_copy_only(desk: Desk, file: Path, tmp_path: Path) -> None:
    desk.close()
    elsewhere = tmp_path / "laptop" / file.name
    elsewhere.parent.mkdir()
    for one in (file, keys_path(file)):
        shutil.copy(one, elsewhere.with_name(one.name))
    here = _open(file, OLD)
    protection.change_passphrase(here, OLD, NEW)
    here.close()
    _open(elsewhere, OLD).close()
    assert _code_of(lambda: _open(elsewhere, NEW)) == "wrong_passphrase"
    shutil.copy(keys_path(file), keys_path(elsewhere))
    _open(elsewhere, NEW).close()


def test_a_database_without_a_passphrase_gets_one_and_its_open_backups_can_go(
    tmp_path: Path,
) -> None:
    file = tmp_path / "moved.cte"
    Database.create(file, None, clock=CLOCK).close()
    desk = _open(file, None)
    protection.confirm(desk, "")
    assert _code_of(lambda: protection.change_passphrase(desk, "", NEW)) == "no_passphrase"
    assert _code_of(lambda: protection.remember(desk, "")) == "no_passphrase"
    before = desk.database.back_up("manual").path
    assert open_backups(desk) == ()
    code = protection.set_passphrase(desk, "", NEW)
    assert len(code.split("-")) == 9
    assert open_backups(desk) == (before,)
    assert destroy_open_backups(desk) == (before,)
    assert open_backups(desk) == destroy_open_backups(desk) == ()
    assert not before.exists()
    found = protection.protection_of(desk)
    assert (found.has_passphrase, found.people, found.remembered) == (True, (), False)
    assert protection.set_passphrase(desk, NEW, OLD) == ""
    desk.close()
    _open(file, OLD).close()


def test_guessing_in_a_window_is_slowed_down_and_the_right_one_begins_anew(
    desk: Desk, file: Path
) -> None:
    for _ in range(5):
        assert _code_of(lambda: protection.confirm(desk, "a wrong one")) == "wrong_passphrase"
    with pytest.raises(KnownError) as caught:
        protection.confirm(desk, OLD)
    assert caught.value.code == "too_many_tries"
    assert caught.value.values["seconds"] in (1, 2)
    assert protection.wait_at(file) <= 2
    assert _code_of(lambda: _open(file, OLD, writable=False)) == "too_many_tries"


def test_the_recovery_code_ends_a_wait_and_the_day_of_the_new_passphrase_is_kept(
    desk: Desk, file: Path
) -> None:
    code = protection.replace_recovery_code(desk, OLD)
    for _ in range(6):
        with pytest.raises(KnownError):
            protection.confirm(desk, "a wrong one")
    desk.close()
    assert protection.wait_at(file) > 0
    opened = open_with_recovery_code(file, code, NEW, CLOCK, actor="A")
    assert protection.wait_at(file) == 0
    assert protection.protection_of(opened).changed_on == date(2026, 11, 22)
    opened.close()


def test_a_person_signs_in_by_their_own_passphrase_until_their_key_is_removed(
    desk: Desk, file: Path
) -> None:
    desk.database.add_person_key("u1", "Ana Núñez", "quiet doors and boats")
    assert protection.people_named(file) == ("Ana Núñez",)
    protection.confirm(desk, "quiet doors and boats", "ana  nu\u0301n\u0303ez")
    assert unlock_named(file, "quiet doors and boats", "Ana Núñez").person_uid == "u1"
    assert _code_of(lambda: protection.confirm(desk, OLD, "Ana Núñez")) == "wrong_passphrase"
    assert _code_of(lambda: protection.confirm(desk, OLD, "Nobody")) == "unknown_person"
    protection.change_passphrase(desk, OLD, NEW)
    protection.confirm(desk, "quiet doors and boats", "Ana Núñez")
    remove_person_key(file, "u1")
    assert protection.people_named(file) == ()


class Kept(KeyringBackend):
    """A keychain in memory; it can be locked."""

    priority = 1.0

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}
        self.locked = False

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise RuntimeError("locked")
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.locked:
            raise RuntimeError("locked")
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if (service, username) not in self.kept:
            raise PasswordDeleteError
        del self.kept[service, username]


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> Iterator[Kept]:
    before = keyring.get_keyring()
    made = Kept()
    keyring.set_keyring(made)
    monkeypatch.setattr(keychain, "_TRUSTED", frozenset({__name__}))
    yield made
    keyring.set_keyring(before)


def test_a_keychain_opens_it_at_the_start_until_it_is_forgotten(
    desk: Desk, file: Path, kept: Kept
) -> None:
    assert protection.can_remember()
    assert protection.open_remembered(file, CLOCK, "A. Lee") is None
    assert _code_of(lambda: protection.remember(desk, "a wrong one")) == "wrong_passphrase"
    protection.remember(desk, OLD)
    protection.remember(desk, OLD)
    assert len(kept.kept) == 1
    assert len(base64.b64decode(next(iter(kept.kept.values())))) == 32
    assert protection.is_remembered(file)
    protection.change_passphrase(desk, OLD, NEW)
    desk.close()
    opened = protection.open_remembered(file, CLOCK, "A. Lee")
    assert opened is not None
    assert opened.database.person_uid == ""
    protection.forget(opened)
    opened.close()
    assert kept.kept == {}
    assert not protection.is_remembered(file)
    assert protection.open_remembered(file, CLOCK, "A. Lee") is None


def test_a_locked_or_foreign_keychain_asks_for_the_passphrase(
    desk: Desk, file: Path, kept: Kept
) -> None:
    protection.remember(desk, OLD)
    desk.close()
    kept.locked = True
    assert protection.open_remembered(file, CLOCK, "A. Lee") is None
    kept.locked = False
    for spoiled in ("", "not base64!", base64.b64encode(b"short").decode(), "A" * 44):
        kept.kept = dict.fromkeys(kept.kept, spoiled)
        assert protection.open_remembered(file, CLOCK, "A. Lee") is None
    kept.kept.clear()  # a copy on another laptop
    assert protection.open_remembered(file, CLOCK, "A. Lee") is None
    _open(file, OLD).close()


def test_who_is_remembered_opens_as_themselves_and_no_more_when_their_key_is_gone(
    desk: Desk, file: Path, kept: Kept
) -> None:
    words = "quiet doors and boats"
    ana = add_person(desk, "Ana", Role.REGISTRAR, "", words).person
    assert ana is not None
    desk.close()
    by_ana = open_desk(file, words, CLOCK, actor="", writable=True, name="Ana")
    assert _code_of(lambda: protection.remember(by_ana, OLD)) == "wrong_passphrase"
    protection.remember(by_ana, words)
    by_ana.close()
    opened = protection.open_remembered(file, CLOCK, "")
    assert opened is not None
    assert opened.person.name == opened.database.actor == "Ana"
    opened.close()
    remove_person_key(file, ana.uid)
    assert protection.open_remembered(file, CLOCK, "") is None
    assert kept.kept


@pytest.mark.parametrize("state", ["no library", "fails", "plain text"])
def test_without_a_keychain_it_is_said_plainly_and_nothing_changes(
    desk: Desk, file: Path, monkeypatch: pytest.MonkeyPatch, kept: Kept, state: str
) -> None:
    before = keys_path(file).read_bytes()
    if state == "no library":
        monkeypatch.setitem(sys.modules, "keyring", None)
    elif state == "fails":
        kept.locked = True
    else:
        monkeypatch.setattr(keychain, "_TRUSTED", frozenset())
    assert protection.can_remember() == (state == "fails")
    with pytest.raises(KnownError) as caught:
        protection.remember(desk, OLD)
    assert caught.value.code == "no_keychain"
    assert keys_path(file).read_bytes() == before
    assert read_key_file(file).keychain is None


def test_in_memory_there_is_nothing_to_protect() -> None:
    desk = Desk(Database.in_memory(clock=CLOCK), CLOCK)
    assert protection.protection_of(desk).file is None
    protection.confirm(desk, "anything")
    assert _code_of(lambda: protection.set_passphrase(desk, "", NEW)) == "in_memory"
    desk.close()


def test_a_disk_that_refuses_the_note_of_the_day_keeps_no_recovery_code_back(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_values: object) -> None:
        raise KnownError("disk_full", "There is no room left.")

    monkeypatch.setattr(protection, "write_fact", refuse)
    code = protection.replace_recovery_code(desk, OLD)
    protection.change_passphrase(desk, OLD, NEW)
    file = protection._file_of(desk)
    desk.close()
    assert _code_of(lambda: _open(file, OLD)) == "wrong_passphrase"
    open_with_recovery_code(file, code, NEW, CLOCK, actor="A. Lee").close()
    _open(file, NEW).close()
