"""The safe writer: all or nothing, whatever the disk does."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import pytest

from cte_desktop.storage import files
from cte_desktop.system.errors import KnownError
from tests.storage.actions import in_child

posix = pytest.mark.skipif(sys.platform == "win32", reason="forks")


def test_a_file_is_replaced_and_its_digest_told(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(b"old")
    assert files.write_file(path, b"new") == hashlib.sha256(b"new").hexdigest()
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_writer_that_gives_up_leaves_the_old_file_and_no_trace(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(b"old")

    def give_up() -> None:
        with files.replacing(path) as file:
            file.write(b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        give_up()
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@posix
def test_a_full_disk_leaves_the_old_file_and_no_trace(tmp_path: Path) -> None:
    import resource

    path = tmp_path / "plan.pdf"
    path.write_bytes(b"old")

    def write_too_much() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
        with pytest.raises(KnownError) as caught:
            files.write_file(path, b"x" * 1_000_000)
        assert caught.value.code == "disk_full"

    in_child(write_too_much)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_disk_that_reads_back_something_else_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(b"old")
    monkeypatch.setattr(files, "digest_of", lambda _: "something else")
    with pytest.raises(KnownError) as caught:
        files.write_file(path, b"new")
    assert caught.value.code == "write_not_verified"
    assert path.read_bytes() == b"old"


def test_a_missing_folder_gets_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(KnownError) as caught:
        files.write_file(tmp_path / "none" / "plan.pdf", b"new")
    assert caught.value.code == "no_folder"


def test_the_names_of_new_folders_are_made_sure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flushed: list[Path] = []
    monkeypatch.setattr(files, "flush_folder", flushed.append)
    files.make_folder(tmp_path / "a" / "b")
    assert flushed == [tmp_path, tmp_path / "a"]
    files.make_folder(tmp_path / "a" / "b")
    assert len(flushed) == 2


@pytest.mark.parametrize(("refusals", "code"), [(1, ""), (2, "not_made_sure")])
def test_a_folder_that_is_not_flushed_is_tried_once_more_and_never_told_as_untouched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refusals: int, code: str
) -> None:
    path, told = tmp_path / "a.pdf", ""
    path.write_bytes(b"old")
    left = [OSError(5, "Input/output error")] * refusals

    def flush(_folder: Path) -> None:
        if left:
            raise left.pop()

    monkeypatch.setattr(files, "flush_folder", flush)
    try:
        files.write_file(path, b"new")
    except KnownError as error:
        told = error.code
    assert told == code
    assert path.read_bytes() == b"new"
