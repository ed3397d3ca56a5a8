"""Unlocking the big district: at the start, at a locked window, by the keychain; and changing what
unlocks it.

Yardstick: the bare Argon2id of the library with the same cost, without which guessing would be
cheap; it is most of the time, and meant to be.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from datetime import date
from pathlib import Path

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from benchmarks._measure import big_district, median_seconds, tell
from cte_desktop.services import protection
from cte_desktop.services.desk import open_desk
from cte_desktop.storage.key_file import keys_path
from cte_desktop.storage.wrapping import (
    ITERATIONS,
    LANES,
    MEMORY_KIB,
    unwrap_from_keychain,
    wrap_for_keychain,
)
from cte_desktop.system.clock import Clock

PASSPHRASE = "kiln orbit velvet sand moss"  # noqa: S105 - of a throw-away database
CLOCK = Clock(date(2026, 11, 21))


def main() -> None:
    """Measure on a copy of the district of 22,000 students."""
    with tempfile.TemporaryDirectory() as folder:
        file = _copied(Path(folder))
        _measure_setting(file)
        bare = median_seconds(lambda: _argon2(os.urandom(16)))
        tell("unlock 22,000 students", median_seconds(lambda: _open(file)), bare, "<= 300 ms")
        desk = open_desk(file, PASSPHRASE, CLOCK, actor="benchmark", writable=True)
        locked = median_seconds(lambda: protection.confirm(desk, PASSPHRASE))
        tell("unlock a locked window", locked, bare, "<= 300 ms")
        changed = median_seconds(
            lambda: protection.change_passphrase(desk, PASSPHRASE, PASSPHRASE), runs=3
        )
        tell("change the passphrase", changed, 2 * bare, "<= 600 ms")
        desk.close()
        _measure_keychain()


def _measure_setting(file: Path) -> None:
    """Measure the one time when every page is written anew, beside a plain copy of the file."""
    desk = open_desk(file, None, CLOCK, actor="benchmark", writable=True)
    begun = time.perf_counter()
    shutil.copyfile(file, file.with_suffix(".copy"))
    os.sync()
    copied = time.perf_counter() - begun
    begun = time.perf_counter()
    protection.set_passphrase(desk, "", PASSPHRASE)
    tell("set a first passphrase", time.perf_counter() - begun, copied, "once", "s")
    desk.close()


def _measure_keychain() -> None:
    """Measure what is ours of a start by the keychain, which answers in its own time."""
    secret, key = os.urandom(32), os.urandom(32)
    kept = wrap_for_keychain(key, secret, "name", "")
    tell(
        "unwrap by the keychain",
        median_seconds(lambda: unwrap_from_keychain(kept, secret)),
        0,
        "<= 5 ms",
    )


def _copied(folder: Path) -> Path:
    desk = big_district()
    source = desk.database.path
    desk.close()
    if source is None:
        raise RuntimeError("the big district lies in a file")
    file = folder / source.name
    for one in (source, keys_path(source)):
        shutil.copyfile(one, file.with_name(one.name))
    return file


def _open(file: Path) -> None:
    open_desk(file, PASSPHRASE, CLOCK, actor="benchmark", writable=True).close()


def _argon2(salt: bytes) -> bytes:
    derive = Argon2id(
        salt=salt, length=32, iterations=ITERATIONS, lanes=LANES, memory_cost=MEMORY_KIB
    )
    return derive.derive(PASSPHRASE.encode())


if __name__ == "__main__":
    main()
