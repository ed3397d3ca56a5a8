"""The installers: filled with the version, per person, upgrading in place, leaving data alone."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tools.installers import write_linux_folder, write_windows_installer

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the scripts are those of Linux")


def frozen(dist: Path, words: str) -> None:
    """A program as the build leaves it, that says which one it is."""
    folder = dist / "cte-desktop"
    (folder / "_internal").mkdir(parents=True, exist_ok=True)
    program = folder / "cte-desktop"
    program.write_text(f"#!/bin/sh\necho {words}\n", encoding="utf-8")
    program.chmod(0o755)


def install(folder: Path, home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the script as a person would, with a home of their own."""
    return subprocess.run(
        [str(folder / "install.sh"), *words],
        env={"HOME": str(home), "PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=False,
    )


def said_by(home: Path) -> str:
    command = home / ".local" / "bin" / "cte-desktop"
    return subprocess.run([str(command)], capture_output=True, text=True, check=True).stdout.strip()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with a database in it."""
    kept = tmp_path / "home with blanks" / ".local" / "share" / "CTE Desktop" / "district.cte"
    kept.parent.mkdir(parents=True)
    kept.write_bytes(b"a caseload")
    return tmp_path / "home with blanks"


def test_linux_installs_upgrades_in_place_and_goes_without_touching_data(
    tmp_path: Path, home: Path
) -> None:
    frozen(tmp_path, "first")
    assert install(write_linux_folder(tmp_path, "1.0"), home).returncode == 0
    assert said_by(home) == "first"
    old = home / ".local" / "lib" / "cte-desktop" / "_internal" / "old.so"
    old.touch()
    frozen(tmp_path, "second")
    done = install(write_linux_folder(tmp_path, "1.1"), home)
    assert "CTE Desktop 1.1 is installed" in done.stdout
    assert said_by(home) == "second"
    assert not old.exists()
    entry = home / ".local" / "share" / "applications" / "cte-desktop.desktop"
    assert f'Exec="{home}/.local/lib/cte-desktop/cte-desktop"' in entry.read_text(encoding="utf-8")
    assert install(tmp_path / "CTE-Desktop.AppDir", home, "--uninstall").returncode == 0
    assert not (home / ".local" / "lib" / "cte-desktop").exists()
    assert not entry.exists()
    database = home / ".local" / "share" / "CTE Desktop" / "district.cte"
    assert database.read_bytes() == b"a caseload"


def test_an_open_program_is_not_replaced(tmp_path: Path, home: Path) -> None:
    frozen(tmp_path, "first")
    folder = write_linux_folder(tmp_path, "1.0")
    install(folder, home)
    program = home / ".local" / "lib" / "cte-desktop" / "cte-desktop"
    program.unlink()
    shutil.copyfile("/bin/sleep", program)
    program.chmod(0o755)
    opened = subprocess.Popen([str(program), "30"])
    try:
        time.sleep(0.1)
        done = install(folder, home)
    finally:
        opened.kill()
        opened.wait()
    assert done.returncode == 3
    assert "Close it" in done.stderr
    assert program.stat().st_size == Path("/bin/sleep").stat().st_size


def test_the_folder_of_linux_starts_where_it_lies_and_carries_the_licences(tmp_path: Path) -> None:
    frozen(tmp_path, "here")
    folder = write_linux_folder(tmp_path, "1.0")
    run = subprocess.run([str(folder / "AppRun")], capture_output=True, text=True, check=True)
    assert run.stdout == "here\n"
    program = folder / "usr" / "lib" / "cte-desktop"
    assert {"LICENSE", "THIRD-PARTY.md"} <= {file.name for file in program.iterdir()}
    assert "X-AppImage-Version=1.0" in (folder / "cte-desktop.desktop").read_text(encoding="utf-8")


def test_the_script_of_windows_asks_no_rights_and_says_nothing_of_data(tmp_path: Path) -> None:
    script = write_windows_installer(tmp_path, "1.2").read_text(encoding="utf-8-sig")
    assert "PrivilegesRequired=lowest" in script
    assert "CloseApplications=yes" in script
    assert "OutputBaseFilename=CTE-Desktop-Setup-1.2" in script
    assert "$" not in script
    assert "UninstallDelete" not in script
    named = {"LICENSE.txt", "THIRD-PARTY.md", "cte-desktop.ico"}
    assert named <= {file.name for file in tmp_path.iterdir()}
