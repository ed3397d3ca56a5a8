"""What the frozen program leaves out of the libraries, and what it never may."""

from __future__ import annotations

import pytest

from tools.freezing import Entry, still_needed, wanted


def entry(place: str, kind: str = "BINARY") -> Entry:
    return (place, f"/from/{place}", kind)


@pytest.mark.parametrize(
    "place",
    [
        "babel/locale-data/fr.dat",
        "PySide6/Qt/translations/qtbase_de.qm",
        "PySide6\\translations\\qtbase_de.qm",
        "PySide6/Qt/plugins/platforms/libqeglfs.so",
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "PIL/_avif.cpython-311-x86_64-linux-gnu.so",
    ],
)
def test_what_nobody_needs_stays_behind(place: str) -> None:
    assert wanted([entry(place)]) == []


@pytest.mark.parametrize(
    "place",
    [
        "babel/locale-data/root.dat",
        "babel/locale-data/es_US.dat",
        "PySide6/Qt/translations/qtbase_es.qm",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6/Qt/plugins/imageformats/libqsvg.so",
        "PIL/_imaging.cpython-311-x86_64-linux-gnu.so",
        "resources/translations/es/LC_MESSAGES/cte.mo",
    ],
)
def test_what_the_program_uses_comes_along(place: str) -> None:
    assert wanted([entry(place)]) == [entry(place)]


def test_libraries_go_with_the_last_file_that_asks_for_them() -> None:
    files = [
        entry("PySide6/Qt/plugins/platforms/libqxcb.so"),
        entry("libxcb.so.1"),
        entry("libXau.so.6"),
        entry("libgtk-3.so.0"),
        entry("libcairo.so.2"),
    ]
    asked = {
        "/from/PySide6/Qt/plugins/platforms/libqxcb.so": ("libxcb.so.1", "libc.so.6"),
        "/from/libxcb.so.1": ("libXau.so.6",),
        "/from/libgtk-3.so.0": ("libcairo.so.2",),
    }
    kept = still_needed(files, lambda file: asked.get(file, ()))
    assert [place for place, _, _ in kept] == [place for place, _, _ in files[:3]]


def test_modules_and_the_interpreter_are_there_for_themselves() -> None:
    files = [entry("_cffi_backend.cpython-311.so", "EXTENSION"), entry("libpython3.11.so.1.0")]
    assert still_needed(files, lambda _file: ()) == files
