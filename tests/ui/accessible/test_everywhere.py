"""Every page, part and dialog, looked at on the smallest screen: names, roles, Tab, focus, size.

The walk is in Spanish, whose words are longer, and looks for English that was left.

A new page or dialog is looked at as soon as tests/faults/leaks.json has a way to it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from cte_desktop.system import paths
from cte_desktop.system.settings import load_program_settings, save_program_settings
from cte_desktop.ui.qt_words import speak
from cte_desktop.wording.translate import current_language
from tests.faults.leaks import read_ways
from tests.faults.openings import PAGES
from tests.faults.places import make_district
from tests.faults.window import Seat, quiet_desktop
from tests.ui.accessible.look import SCREEN, Faults, look_at
from tests.ui.accessible.places import everything
from tests.ui.test_spanish_window import english_in

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="its ways are gone on Linux")
MISSED = frozenset(
    {
        "approvals.agreement_dialog.AgreementDialog",
        "approvals.signing_dialog.SigningDialog",
        "planning.comparing.dialog.ComparisonDialog",
        "settings.school_year.staying_dialog.StayingDialog",
        "widgets.table_saving.TableSavingDialog",
    }
)
"""Dialogs that open only for a student of whom more is known than here, or late in a year."""


@pytest.fixture(scope="module")
def faults(qapp: QApplication, fonts: None, tmp_path_factory: pytest.TempPathFactory) -> Faults:
    """What was found at all places, on one walk."""
    folder = tmp_path_factory.mktemp("accessible")
    found = Faults()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("cte_desktop.ui.widgets.dialogs_on_screen.room_of", _room)
        for seat in _seats(folder, patch):
            assert current_language() == "es"
            seat.window.resize(*SCREEN)
            for shown in everything(seat):
                look_at(seat, shown, found)
                found.english += [f"{shown.name}: {one}" for one in english_in(shown.widget)]
    speak(qapp, "en")
    return found


def test_the_walk_comes_to_every_page_and_every_dialog_but_those_named(faults: Faults) -> None:
    assert {name.split()[0] for name in faults.places} >= set(PAGES)
    dialogs = {name for name in faults.places if name in read_ways()}
    assert set(read_ways()) - dialogs <= MISSED
    assert faults.stops > 5 * len(faults.places)


def test_whatever_takes_the_focus_has_a_name(faults: Faults) -> None:
    assert faults.nameless == []


def test_whatever_takes_the_focus_says_what_it_is(faults: Faults) -> None:
    assert faults.without_role == []


def test_tab_comes_to_everything_that_can_be_used(faults: Faults) -> None:
    assert faults.not_reached == []


def test_tab_goes_as_one_reads(faults: Faults) -> None:
    assert faults.against_reading == []


def test_what_has_the_focus_is_in_sight_on_the_smallest_screen(faults: Faults) -> None:
    assert faults.out_of_sight == []


def test_no_dialog_is_larger_than_the_smallest_screen(faults: Faults) -> None:
    assert faults.too_large == []


def test_every_kind_of_widget_shows_that_it_has_the_focus(faults: Faults) -> None:
    assert faults.without_ring == []


def test_in_spanish_nothing_is_left_in_english(faults: Faults) -> None:
    assert faults.english == []


def _room(_window: object) -> QSize:
    return QSize(*SCREEN)


def _seats(folder: Path, patch: pytest.MonkeyPatch) -> Iterator[Seat]:
    """Start the program on a district in a home of its own; close it at the end."""
    for variable in ("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"):
        patch.setenv(variable, str(folder / "home"))
    settings = load_program_settings(paths.settings_file())
    save_program_settings(paths.settings_file(), {**settings, "language": "es"})
    patch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    flash = QApplication.cursorFlashTime()
    QApplication.setCursorFlashTime(0)
    with quiet_desktop(folder / "out"):
        seat = Seat(make_district(folder / "district"))
        try:
            yield seat
        finally:
            seat.close_dialogs()
            seat.close()
            QApplication.setCursorFlashTime(flash)
