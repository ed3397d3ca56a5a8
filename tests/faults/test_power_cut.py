"""The disk of a power cut: what is sure stays, what is not may be lost, kept or torn."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.faults.disk import Disk
from tests.faults.recording import Change, Told, replay
from tests.faults.tracing import Call, read_calls

CHANCE = 400


def image_of(disk: Disk, name: str) -> set[bytes | None]:
    """Everything that a file may hold after a power cut; an empty set never."""
    chance = random.Random(1)
    return {disk.after_cut(chance).get(name, b"missing") for _ in range(CHANCE)}


@pytest.fixture
def disk(tmp_path: Path) -> Disk:
    (tmp_path / "a").write_bytes(b"old")
    return Disk.holding(tmp_path)


def test_what_was_synced_stays(disk: Disk, tmp_path: Path) -> None:
    name = str(tmp_path / "a")
    disk.write(disk.names[name], 3, b" and new")
    assert {b"old", b"old and new"} <= image_of(disk, name)
    disk.names[name].sync()
    assert image_of(disk, name) == {b"old and new"}


def test_unsynced_writes_are_torn_at_sectors(disk: Disk, tmp_path: Path) -> None:
    name = str(tmp_path / "a")
    disk.write(disk.names[name], 0, b"x" * 512 + b"y" * 512)
    torn = image_of(disk, name)
    assert b"old" + bytes(509) + b"y" * 512 in torn
    assert b"x" * 512 in torn


def test_a_later_write_may_be_kept_without_an_earlier_one(disk: Disk, tmp_path: Path) -> None:
    name = str(tmp_path / "a")
    for at, content in enumerate((b"1", b"2")):
        disk.write(disk.names[name], at, content)
    assert image_of(disk, name) == {b"old", b"1ld", b"o2d", b"12d"}


def test_a_name_is_lost_until_its_folder_is_synced(disk: Disk, tmp_path: Path) -> None:
    fresh, name = str(tmp_path / "b"), str(tmp_path / "a")
    disk.create(fresh)
    disk.write(disk.names[fresh], 0, b"new")
    disk.names[fresh].sync()
    disk.rename(fresh, name)
    assert image_of(disk, name) == {b"old", b"new"}
    disk.sync_folder(str(tmp_path))
    assert image_of(disk, name) == {b"new"}
    assert image_of(disk, fresh) == {b"missing"}


def test_a_file_that_takes_a_place_unsynced_may_be_empty(disk: Disk, tmp_path: Path) -> None:
    fresh, name = str(tmp_path / "b"), str(tmp_path / "a")
    disk.create(fresh)
    disk.write(disk.names[fresh], 0, b"new")
    disk.rename(fresh, name)
    disk.sync_folder(str(tmp_path))
    assert image_of(disk, name) == {b"", b"new"}


def test_what_lies_in_a_folder_of_unsure_name_may_be_lost_with_it(
    disk: Disk, tmp_path: Path
) -> None:
    inside = str(tmp_path / "c" / "d")
    disk.create(str(tmp_path / "c"), is_folder=True)
    disk.create(inside)
    disk.sync_folder(str(tmp_path / "c"))
    assert image_of(disk, inside) == {b"", b"missing"}
    disk.sync_folder(str(tmp_path))
    assert image_of(disk, inside) == {b""}


def test_calls_become_what_they_did_to_files(tmp_path: Path) -> None:
    def quoted(text: str) -> str:
        return "".join(f"\\x{byte:02x}" for byte in text.encode())

    name, to = quoted(str(tmp_path / "a")), quoted(str(tmp_path / "b"))
    trace = tmp_path / "trace.txt"
    trace.write_text(
        f'7 openat(AT_FDCWD<\\x2f>, "{name}", O_WRONLY|O_CREAT|O_TRUNC, 0666) = 3<{name}>\n'
        f'7 write(3<{name}>, "{quoted("one")}", 3) = 3\n'
        f'7 write(3<{name}>, "{quoted("two")}", 3 <unfinished ...>\n'
        "7 <... write resumed>) = 2\n"
        f'7 pwrite64(3<{name}>, "{quoted("!")}", 1, 9) = -1 EIO (Input/output error) (INJECTED)\n'
        f"7 fsync(3<{name}>) = 0\n"
        f'7 rename("{name}", "{to}") = 0\n'
        f'7 write(5<{quoted("pipe:[12]")}>, "{quoted("will abc")}\\x0a", 9) = 9\n'
        "7 +++ exited with 0 +++\n",
        encoding="ascii",
    )
    calls = list(read_calls(trace))
    assert [call.injected for call in calls if call.name == "pwrite64"] == [True]
    *changes, told = replay(calls, "pipe:[12]", tmp_path)
    assert changes == [
        Change("create", "a"),
        Change("cut", "a"),
        Change("write", "a", content=b"one"),
        Change("write", "a", offset=3, content=b"tw"),
        Change("sync", "a"),
        Change("rename", "a", "b"),
    ]
    assert isinstance(told, Told)
    assert (told.message.kind, told.message.text) == ("will", "abc")


def test_a_call_that_the_disk_does_not_know_is_no_small_thing(tmp_path: Path) -> None:
    name = "".join(f"\\x{byte:02x}" for byte in str(tmp_path / "a").encode())
    with pytest.raises(NotImplementedError, match="fallocate"):
        list(replay([Call("fallocate", f"3<{name}>, 0, 0, 9", 0)], "pipe:[1]", tmp_path))
