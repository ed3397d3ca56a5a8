"""An update is unpacked whole or not at all."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import tarfile
from pathlib import Path, PurePosixPath

import pytest

from cte_desktop.exchange.updates import unpacking
from cte_desktop.exchange.updates.package import UpdatePackage, read_package
from cte_desktop.exchange.updates.unpacking import _stays_inside, unpack
from cte_desktop.system.errors import KnownError
from tests.exchange.updates.signed import KEY, SCRIPT, archive, update

LINUX = "CTE-Desktop.AppDir.tar.gz"


def packed(path: Path, files: dict[str, bytes] | None = None) -> UpdatePackage:
    return read_package(update(path, files), KEY)


def test_an_installer_is_written_and_an_older_folder_replaced(tmp_path: Path) -> None:
    folder = tmp_path / "updates" / "9.1"
    folder.mkdir(parents=True)
    (folder / "left.txt").write_text("from before", encoding="utf-8")
    started = unpack(packed(tmp_path / "a"), folder)
    assert started == folder / "setup.exe"
    assert started.read_bytes() == b"MZ" + bytes(5000)
    assert [file.name for file in folder.iterdir()] == ["setup.exe"]
    assert [file.name for file in folder.parent.iterdir()] == ["9.1"]


@pytest.mark.skipif(sys.platform == "win32", reason="links and modes of Linux")
def test_the_archive_of_linux_is_opened_and_its_installer_can_be_run(tmp_path: Path) -> None:
    inside: dict[str, bytes | str] = {
        "App/install.sh": SCRIPT,
        "App/lib/a.so.1": b"library",
        "App/lib/a.so": "a.so.1",
    }
    started = unpack(packed(tmp_path / "a", {LINUX: archive(inside)}), tmp_path / "9.1")
    assert started == tmp_path / "9.1" / "App" / "install.sh"
    done = subprocess.run([str(started)], capture_output=True, text=True, check=True)
    assert done.stdout == "installed\n"
    assert (tmp_path / "9.1" / "App" / "lib" / "a.so").read_bytes() == b"library"
    assert not (tmp_path / "9.1" / LINUX).exists()


@pytest.mark.parametrize(
    "inside",
    [
        {"../out.sh": b"x", "App/install.sh": SCRIPT},
        {"/tmp/out.sh": b"x", "App/install.sh": SCRIPT},  # noqa: S108 - a path that must be refused
        {"App/install.sh": SCRIPT, "App/link": "../../../etc/passwd"},
        {"App/install.sh": SCRIPT, "App/link": "/etc/passwd"},
        {"App/other.sh": SCRIPT},
        {"App/install.sh": SCRIPT, "Other/install.sh": SCRIPT},
    ],
)
def test_an_archive_that_leads_out_or_has_no_installer_leaves_nothing(
    inside: dict[str, bytes | str], tmp_path: Path
) -> None:
    folder = tmp_path / "in" / "9.1"
    package = packed(tmp_path / "a", {LINUX: archive(inside)})
    with pytest.raises(KnownError) as refused:
        unpack(package, folder)
    assert refused.value.code == "update_damaged"
    assert list(folder.parent.iterdir()) == []
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a", "in"]


@pytest.mark.parametrize(
    "content",
    [b"", b"no archive", archive({"App/install.sh": SCRIPT})[:40]],
    ids=["empty", "another kind", "cut off"],  # an archive holds the time at which it was made
)
def test_an_archive_that_is_none_leaves_nothing(content: bytes, tmp_path: Path) -> None:
    with pytest.raises(KnownError) as refused:
        unpack(packed(tmp_path / "a", {LINUX: content}), tmp_path / "in" / "9.1")
    assert refused.value.code == "update_damaged"
    assert list((tmp_path / "in").iterdir()) == []


def test_a_disk_without_room_is_told_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unpacking, "_MARGIN_BYTES", 1 << 62)
    with pytest.raises(KnownError) as refused:
        unpack(packed(tmp_path / "a"), tmp_path / "in" / "9.1")
    assert refused.value.code == "update_no_room"
    assert not (tmp_path / "in").exists()


def test_a_disk_that_fills_up_while_unpacking_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "in" / "9.1"
    folder.mkdir(parents=True)
    (folder / "setup.exe").write_bytes(b"from before")
    package = packed(tmp_path / "a")

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(KnownError) as refused:
        unpack(package, folder)
    assert refused.value.code == "update_no_room"
    assert (folder / "setup.exe").read_bytes() == b"from before"
    assert [file.name for file in folder.parent.iterdir()] == ["9.1"]


def test_a_file_that_changed_after_it_was_looked_at_is_found(tmp_path: Path) -> None:
    package = packed(tmp_path / "a")
    update(tmp_path / "a", {"setup.exe": b"MZ" + b"!" * 5000})
    with pytest.raises(KnownError) as refused:
        unpack(package, tmp_path / "in" / "9.1")
    assert refused.value.code == "update_damaged"
    assert list((tmp_path / "in").iterdir()) == []


def test_who_cancels_finds_nothing_left(tmp_path: Path) -> None:
    def cancel(_done: int, _of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        unpack(packed(tmp_path / "a"), tmp_path / "in" / "9.1", cancel)
    assert list((tmp_path / "in").iterdir()) == []


def link(name: str, target: str) -> tarfile.TarInfo:
    """A link as it stands in an archive."""
    made = tarfile.TarInfo(name)
    made.type, made.linkname = tarfile.SYMTYPE, target
    return made


@pytest.mark.parametrize(
    ("members", "inside"),
    [
        ([link("App/lib.so", "deep/lib.so.1")], True),
        ([link("App/deep/lib.so", "../lib.so")], True),
        ([link("App/l", "..")], True),
        ([link("App/l", "../..")], False),
        ([link("App/l", "../../etc")], False),
        ([link("App/l", "/etc")], False),
        ([link("l", "..")], False),
        ([link("a/l", ".."), link("b/m", "../a/l/..")], False),
        ([link("a/l", ".."), tarfile.TarInfo("a/l/setup")], False),
        ([tarfile.TarInfo("../setup")], False),
        ([tarfile.TarInfo("/etc/setup")], False),
        ([tarfile.TarInfo("a\\..\\setup")], False),
    ],
)
def test_no_link_and_no_chain_of_links_leads_out(
    members: list[tarfile.TarInfo], inside: bool
) -> None:
    links: set[PurePosixPath] = set()
    assert all(_stays_inside(member, links) for member in members) is inside
