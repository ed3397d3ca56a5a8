"""The installers: filled with the version, per person, upgrading in place, leaving data alone."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cte_desktop.system import open_mark
from tools.installers import PACKAGING, write_linux_folder, write_windows_installer

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


def test_a_full_disk_leaves_the_version_before(tmp_path: Path, home: Path) -> None:
    frozen(tmp_path, "first")
    assert install(write_linux_folder(tmp_path, "1.0"), home).returncode == 0
    frozen(tmp_path, "second")
    large = tmp_path / "cte-desktop" / "_internal" / "large.so"
    large.write_bytes(bytes(3 << 20))
    folder = write_linux_folder(tmp_path, "1.1")
    # No file may grow past 512 KiB, as on a disk that is almost full.
    limited = f"ulimit -f 512; trap '' XFSZ; exec '{folder}/install.sh'"
    done = subprocess.run(
        ["/bin/bash", "-c", limited],
        env={"HOME": str(home), "PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 3
    assert "There is no room for the program" in done.stderr
    assert said_by(home) == "first"
    left = sorted(one.name for one in (home / ".local" / "lib").iterdir())
    assert left == ["cte-desktop"]


def test_an_upgrade_that_was_cut_short_is_mended_by_the_next_one(
    tmp_path: Path, home: Path
) -> None:
    frozen(tmp_path, "first")
    folder = write_linux_folder(tmp_path, "1.0")
    install(folder, home)
    library = home / ".local" / "lib"
    (library / "cte-desktop").rename(library / "cte-desktop.old")
    (library / "cte-desktop.new").mkdir()
    assert install(folder, home).returncode == 0
    assert [one.name for one in library.iterdir()] == ["cte-desktop"]
    assert said_by(home) == "first"


@pytest.mark.parametrize(("newer", "older"), [("1.10", "1.9"), ("2.0", "1.99.9")])
def test_an_older_version_is_refused_with_a_sentence(
    newer: str, older: str, tmp_path: Path, home: Path
) -> None:
    frozen(tmp_path, "newer")
    install(write_linux_folder(tmp_path, newer), home)
    frozen(tmp_path, "older")
    done = install(write_linux_folder(tmp_path, older), home)
    assert done.returncode == 3
    assert f"Version {newer} is installed; this is the older version {older}." in done.stderr
    assert said_by(home) == "newer"
    frozen(tmp_path, "again")
    assert install(write_linux_folder(tmp_path, newer), home).returncode == 0
    assert said_by(home) == "again"


def test_a_script_without_its_folder_changes_nothing(tmp_path: Path, home: Path) -> None:
    frozen(tmp_path, "first")
    folder = write_linux_folder(tmp_path, "1.0")
    alone = tmp_path / "alone"
    alone.mkdir()
    shutil.copy(folder / "install.sh", alone)
    done = install(alone, home)
    assert done.returncode == 3
    assert "unpack the whole folder" in done.stderr
    assert not (home / ".local" / "lib").exists()


def test_the_folder_of_linux_starts_where_it_lies_and_carries_the_licences(tmp_path: Path) -> None:
    frozen(tmp_path, "here")
    folder = write_linux_folder(tmp_path, "1.0")
    run = subprocess.run([str(folder / "AppRun")], capture_output=True, text=True, check=True)
    assert run.stdout == "here\n"
    program = folder / "usr" / "lib" / "cte-desktop"
    assert {"LICENSE", "THIRD-PARTY.md"} <= {file.name for file in program.iterdir()}
    assert "X-AppImage-Version=1.0" in (folder / "cte-desktop.desktop").read_text(encoding="utf-8")


def parts_of(script: str) -> dict[str, list[str]]:
    """The lines of each part of a script for Inno Setup, without comments and empty ones."""
    parts: dict[str, list[str]] = {}
    named = ""
    for line in script.splitlines():
        if line.startswith("[") and line.endswith("]"):
            named = line[1:-1]
            assert named not in parts
            parts[named] = []
        elif line.strip() and not line.startswith((";", "//", "#")):
            parts[named].append(line)
    return parts


def entry(line: str) -> dict[str, str]:
    """The values of one line of [Files], [Icons] or the like."""
    pairs = (part.partition(":") for part in line.split(";"))
    return {name.strip(): value.strip().strip('"') for name, _, value in pairs}


@pytest.fixture
def windows(tmp_path: Path) -> dict[str, list[str]]:
    """The script that the build writes, by its parts."""
    (tmp_path / "cte-desktop").mkdir()
    written = write_windows_installer(tmp_path, "1.2").read_text(encoding="utf-8-sig")
    assert "$" not in written
    return parts_of(written)


def test_the_script_of_windows_asks_no_rights_and_upgrades_in_place(
    windows: dict[str, list[str]], tmp_path: Path
) -> None:
    setup = dict(line.split("=", 1) for line in windows["Setup"])
    assert setup["AppId"] == "{{6C0B7B0D-4B5E-4C37-9C43-6B1E0D7C1A52}"  # never another one
    assert setup["PrivilegesRequired"] == "lowest"
    assert setup["AppVersion"] == "1.2"
    assert setup["OutputBaseFilename"] == "CTE-Desktop-Setup-1.2"
    assert setup["DefaultDirName"].startswith("{localappdata}\\Programs\\")
    assert setup["UsePreviousAppDir"] == "yes"
    for name in ("SetupIconFile", "LicenseFile"):
        assert (tmp_path / setup[name]).is_file()


def test_the_script_of_windows_waits_for_an_open_program_in_both_languages(
    windows: dict[str, list[str]],
) -> None:
    setup = dict(line.split("=", 1) for line in windows["Setup"])
    assert setup["AppMutex"] == open_mark.NAME
    assert setup["CloseApplications"] == "yes"
    languages = {entry(line)["Name"] for line in windows["Languages"]}
    for part in ("Messages", "CustomMessages"):
        assert {line.partition(".")[0] for line in windows[part]} == languages


def test_the_script_of_windows_takes_what_is_there_and_names_no_data(
    windows: dict[str, list[str]], tmp_path: Path
) -> None:
    for line in windows["Files"]:
        source, target = entry(line)["Source"], entry(line)["DestDir"]
        assert list(tmp_path.glob(source.replace("\\*", "")))
        assert target == "{app}"
    for line in windows["InstallDelete"]:
        assert entry(line)["Name"] == "{app}\\_internal"
    assert "UninstallDelete" not in windows
    whole = "\n".join(line for lines in windows.values() for line in lines)
    assert '.cte"' not in whole
    assert "{localappdata}\\CTE Desktop" not in whole  # there lie the databases
    assert "uninstall" not in "".join(windows["Run"]).lower()


def test_the_script_of_windows_refuses_an_older_version(windows: dict[str, list[str]]) -> None:
    code = "\n".join(windows["Code"])
    setup = dict(line.split("=", 1) for line in windows["Setup"])
    assert "function InitializeSetup(): Boolean;" in code
    assert code.count("begin") == code.count("end;")
    assert "CustomMessage('OlderSetup')" in code
    assert setup["AppId"].removeprefix("{") == "{6C0B7B0D-4B5E-4C37-9C43-6B1E0D7C1A52}"
    template = (PACKAGING / "windows" / "cte-desktop.iss").read_text(encoding="utf-8")
    assert f'#define Uninstall "{setup["AppId"].removeprefix("{")}_is1"' in template
