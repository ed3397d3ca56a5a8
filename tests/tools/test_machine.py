from __future__ import annotations

import importlib.util
import sys

import pytest

from tools.development import machine
from tools.development.faults import Fault
from tools.development.machine import SystemLibrary

ABSENT = SystemLibrary("libabsent.so.9", "libabsent9", "absent", "absent", "libabsent")


@pytest.mark.parametrize(
    ("variables", "platform", "shows"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({}, "win32", True),
        ({}, "darwin", True),
    ],
)
def test_a_window_needs_a_display(variables: dict[str, str], platform: str, shows: bool) -> None:
    assert machine.has_display(variables, platform) is shows


def test_a_library_that_does_not_load_is_missing() -> None:
    assert ABSENT in machine.missing_libraries((ABSENT, *machine.DRAWING))


def test_packages_are_named_once_for_each_package_manager() -> None:
    for manager in ("apt-get", "dnf", "pacman", "zypper"):
        names = machine.package_names(machine.DRAWING, manager)
        assert len(names) == len(set(names))
    assert machine.package_names(machine.DRAWING, "apt-get") == (
        [
            "libgl1",
            "libegl1",
            "libxkbcommon0",
            "libglib2.0-0",
            "libfontconfig1",
            "libfreetype6",
            "libdbus-1-3",
        ]
    )


def test_a_python_without_pip_s_installer_names_its_package(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    monkeypatch.setattr(machine, "_package_manager", lambda: "apt-get")
    monkeypatch.setattr(machine, "_unasked_prefix", lambda: None)
    with pytest.raises(Fault, match=r"sudo apt-get install -y .* python3(\.\d+)?-venv"):
        machine.require([], makes_environments=True)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux has such packages")
def test_where_it_may_not_install_it_names_the_exact_command(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(machine, "_package_manager", lambda: "apt-get")
    monkeypatch.setattr(machine, "_unasked_prefix", lambda: None)
    with pytest.raises(Fault, match=r"sudo apt-get install -y .* libabsent9"):
        machine.require([ABSENT])


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux has such packages")
def test_everything_missing_is_named_in_one_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "_makes_environments", lambda: False)
    monkeypatch.setattr(machine, "_package_manager", lambda: "apt-get")
    monkeypatch.setattr(machine, "_unasked_prefix", lambda: None)
    with pytest.raises(Fault, match=r"install .* libabsent9 python3(\.\d+)?-venv"):
        machine.require([ABSENT], makes_environments=True)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux has such packages")
def test_without_a_known_package_manager_the_files_are_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(machine, "_package_manager", lambda: None)
    with pytest.raises(Fault, match=r"^The system lacks libabsent\.so\.9\. Install"):
        machine.require([ABSENT])
