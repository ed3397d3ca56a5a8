"""Files that somebody doctored: whatever is changed in them, they are refused or read, no more.

Changed bytes of the file itself are noticed by the authentication of its pages. So the pages are
also changed inside and encrypted anew, as only somebody can who knows the key.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import random
import shutil
import time
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from cte_desktop.storage.backup import Backup
from cte_desktop.storage.backup_manifest import manifest_path, manifest_text
from cte_desktop.storage.database import Database
from cte_desktop.storage.files import digest_of
from cte_desktop.storage.keys import unlock
from cte_desktop.storage.restore import restore_backup
from cte_desktop.system.clock import Clock
from cte_desktop.system.errors import KnownError
from tests.storage.actions import now_set, set_to

PAGE, RESERVED, SALT, IV, MAC = 4096, 80, 16, 16, 64
LONGEST_S = 20.0


def opened_pages(content: bytes, key: bytes) -> list[bytearray]:
    """Return the pages of an encrypted file in the clear, without what encryption needs."""
    pages = []
    for number, start in enumerate(range(0, len(content), PAGE), start=1):
        page = content[start : start + PAGE]
        offset = SALT if number == 1 else 0
        iv = page[PAGE - RESERVED : PAGE - RESERVED + IV]
        cipher = Cipher(algorithms.AES256(key), modes.CBC(iv)).decryptor()
        pages.append(bytearray(cipher.update(page[offset : PAGE - RESERVED]) + cipher.finalize()))
    return pages


def closed_pages(pages: list[bytearray], key: bytes, salt: bytes) -> bytes:
    """Return an encrypted file of pages in the clear, every page authenticated."""
    mask = bytes(byte ^ 0x3A for byte in salt)
    authenticating = hashlib.pbkdf2_hmac("sha512", key, mask, 2, 32)
    content = bytearray()
    for number, page in enumerate(pages, start=1):
        iv = os.urandom(IV)
        cipher = Cipher(algorithms.AES256(key), modes.CBC(iv)).encryptor()
        sealed = cipher.update(bytes(page)) + cipher.finalize() + iv
        mac = hmac.digest(authenticating, sealed + number.to_bytes(4, "little"), "sha512")
        content += (salt if number == 1 else b"") + sealed + mac
    return bytes(content)


@pytest.fixture
def backed_up(path: Path, clock: Clock) -> Backup:
    """A database that nobody has open, and a backup of it."""
    with Database.create(path, None, clock=clock, actor="A. Lee") as made:
        set_to(made, 12)
        return made.back_up("daily")


def judge(content: bytes, backup: Backup, place: Path, clock: Clock) -> str:
    """Restore a doctored copy with a manifest that fits: the code of its refusal, or "read"."""
    backup.path.write_bytes(content)
    told = replace(backup, database_digest=digest_of(backup.path))
    manifest_path(backup.path).write_bytes(manifest_text(told))
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    begun = time.monotonic()
    try:
        restore_backup(place / "d.cte", None, backup.path, None, clock)
        with Database.open(place / "d.cte", writable=True) as opened:
            now_set(opened)
            set_to(opened, 14)
    except KnownError as error:
        return error.code if error.text else "no words"
    finally:
        assert time.monotonic() - begun < LONGEST_S
    return "read"


def changed(content: bytearray, by: random.Random) -> None:
    """Change some bytes: a bit, a byte, a number, a run of one byte, or a piece from elsewhere."""
    for _ in range(by.choice((1, 1, 2, 8))):
        place = by.randrange(len(content))
        kind = by.randrange(5)
        if kind == 0:
            content[place] ^= 1 << by.randrange(8)
        elif kind == 1:
            content[place] = by.randrange(256)
        elif kind == 2:
            content[place : place + 2] = by.choice((b"\x00\x00", b"\xff\xff", b"\x7f\xff"))
        elif kind == 3:
            content[place : place + 16] = bytes([by.randrange(256)]) * 16
        else:
            other = by.randrange(len(content))
            content[place : place + 32] = content[other : other + 32]
    del content[PAGE:]


def mutations(backup: Backup, tmp_path: Path, clock: Clock, count: int) -> dict[str, int]:
    """Judge mutations of the pages in the clear; how often each end was come to."""
    content, key = backup.path.read_bytes(), unlock(backup.path, None)
    pages, ends = opened_pages(content, key), dict[str, int]()
    assert closed_pages(pages, key, content[:SALT])[:SALT] == content[:SALT]
    used = [number for number, page in enumerate(pages) if any(page)]
    for seed in range(count):
        by = random.Random(seed)
        doctored = [bytearray(page) for page in pages]
        for number in {
            0 if by.random() < 0.2 else by.choice(used) for _ in range(by.choice((1, 3)))
        }:
            size = len(doctored[number])
            changed(doctored[number], by)
            doctored[number] = doctored[number][:size].ljust(size, b"\x00")
        made = closed_pages(doctored, key, content[:SALT])
        end = judge(made, backup, tmp_path / "place", clock)
        ends[end] = ends.get(end, 0) + 1
    return ends


def test_pages_that_are_only_encrypted_anew_are_read(
    backed_up: Backup, tmp_path: Path, clock: Clock
) -> None:
    content, key = backed_up.path.read_bytes(), unlock(backed_up.path, None)
    made = closed_pages(opened_pages(content, key), key, content[:SALT])
    assert judge(made, backed_up, tmp_path / "place", clock) == "read"


def test_changed_bytes_are_always_noticed(backed_up: Backup, tmp_path: Path, clock: Clock) -> None:
    content = backed_up.path.read_bytes()
    for seed in range(10):
        by = random.Random(seed)
        doctored = bytearray(content)
        doctored[by.randrange(len(content))] ^= 1 << by.randrange(8)
        assert judge(bytes(doctored), backed_up, tmp_path / "place", clock) in {
            "damaged",
            "not_a_database",
        }


def test_pages_changed_by_who_knows_the_key_are_refused_or_read(
    backed_up: Backup, tmp_path: Path, clock: Clock
) -> None:
    ends = mutations(backed_up, tmp_path, clock, 20)
    assert set(ends) <= ENDS
    assert ends.keys() - {"read"}


@pytest.mark.slow
def test_two_thousand_changes_of_pages_lead_to_no_crash_and_no_hang(
    backed_up: Backup, tmp_path: Path, clock: Clock
) -> None:
    ends = mutations(backed_up, tmp_path, clock, 2_000)
    assert set(ends) <= ENDS
    assert sum(ends.values()) == 2_000


ENDS = frozenset({"read", "damaged", "not_a_database", "foreign_schema", "newer_version"})
"""What a doctored file may lead to."""
