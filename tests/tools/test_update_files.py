"""Update files as the publisher makes them are those that the program takes."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from cte_desktop.exchange.updates.package import read_package
from cte_desktop.exchange.updates.unpacking import unpack
from cte_desktop.services.updates import look_at
from cte_desktop.system.paths import resource
from tools.installers import write_linux_folder
from tools.update_files import ROOT, linux_archive, main, new_key, write_update


def test_a_signed_update_is_taken_by_the_program(tmp_path: Path) -> None:
    new_key(tmp_path / "private.pem", tmp_path / "public.pem")
    installer = tmp_path / "CTE-Desktop-Setup-9.1.exe"
    installer.write_bytes(b"MZ" + bytes(100))
    private = (tmp_path / "private.pem").read_bytes()
    made = write_update(tmp_path, installer, private, version="9.1")
    found = look_at(made, key=(tmp_path / "public.pem").read_bytes(), present="1.0")
    assert found.package.manifest.installer == installer.name
    assert made.name.endswith(".cte-update")
    assert b"PRIVATE" not in made.read_bytes()


@pytest.mark.skipif(sys.platform == "win32", reason="the folder for Linux")
def test_the_folder_for_linux_comes_out_as_it_went_in(tmp_path: Path) -> None:
    program = tmp_path / "cte-desktop"
    program.mkdir()
    (program / "cte-desktop").write_text("#!/bin/sh\n", encoding="utf-8")
    write_linux_folder(tmp_path, "9.1")
    new_key(tmp_path / "private.pem", tmp_path / "public.pem")
    private = (tmp_path / "private.pem").read_bytes()
    made = write_update(tmp_path, linux_archive(tmp_path), private, version="9.1")
    package = read_package(made, (tmp_path / "public.pem").read_bytes())
    started = unpack(package, tmp_path / "unpacked")
    assert started == tmp_path / "unpacked" / "CTE-Desktop.AppDir" / "install.sh"
    assert started.stat().st_mode & 0o100
    assert (started.parent / "usr" / "lib" / "cte-desktop" / "cte-desktop").is_file()


def test_a_private_key_never_lies_in_the_project_and_is_never_replaced(tmp_path: Path) -> None:
    shipped = resource("update_key.pem").read_bytes()
    assert main(["new-key", str(ROOT / "build" / "private.pem")]) == 2
    assert resource("update_key.pem").read_bytes() == shipped
    (tmp_path / "private.pem").write_bytes(b"kept")
    with pytest.raises(FileExistsError):
        new_key(tmp_path / "private.pem", tmp_path / "public.pem")
    assert (tmp_path / "private.pem").read_bytes() == b"kept"
    assert shipped.startswith(b"-----BEGIN PUBLIC KEY-----")
