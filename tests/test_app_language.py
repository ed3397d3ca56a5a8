"""The language of the window, switched while a database is open."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox
from pytestqt.qtbot import QtBot

from cte_desktop.app import Program, Start, build
from cte_desktop.services.students import list_students
from cte_desktop.system import paths
from cte_desktop.system.settings import load_program_settings
from cte_desktop.ui.language_switch import switch_language
from cte_desktop.ui.planning.page import PlanPage
from cte_desktop.ui.program_settings import ProgramSettings
from cte_desktop.ui.qt_words import speak, tell_missing_words
from cte_desktop.ui.settings.page import SettingsPage
from cte_desktop.ui.students.page import StudentsPage
from cte_desktop.wording import translate
from cte_desktop.wording.translate import current_language
from tests.ui.districts import CLOCK, copied, made_sample
from tests.ui.tidying import delete_windows, usual_look


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_sample(tmp_path_factory.mktemp("sample"))


@pytest.fixture
def program(
    qapp: QApplication, qtbot: QtBot, sample_file: Path, tmp_path: Path
) -> Iterator[Program]:
    """The program with the sample open, in English; it speaks English again at the end."""
    made = build(qapp, Start(CLOCK, "A. Lee", copied(sample_file, tmp_path / "own")))
    with qtbot.waitSignal(made.ready, timeout=10_000):
        pass
    _rest(made)
    yield made
    made.close()
    speak(qapp, "en")
    delete_windows(qapp)
    usual_look(qapp)


def _switch(program: Program, code: str, qtbot: QtBot) -> None:
    settings = ProgramSettings(program._settings, program._save_settings)
    before = program.window
    with qtbot.waitSignal(program.ready, timeout=10_000):
        switch_language(program.bench, settings, code)
    _rest(program)
    assert program.window is not before


def _rest(program: Program) -> None:
    """Leave the figures of the district be: no test here looks at them."""
    assert program.keeper is not None
    program.keeper.stop()
    program.keeper = None


def _menus(program: Program) -> list[str]:
    return [action.text().replace("&", "") for action in program.window.menuBar().actions()]


def test_the_window_speaks_spanish_at_once_over_the_same_open_desk(
    program: Program, qtbot: QtBot
) -> None:
    desk = program.desk
    assert desk is not None
    uid = list_students(desk)[7].uid
    program.window.open_page("students")
    listed = cast("StudentsPage", program.window.page("students")).table
    qtbot.waitUntil(lambda: listed.select_key(uid))
    program.bench.requests.student_requested.emit(uid)
    plan = cast("PlanPage", program.window.page("plan"))
    qtbot.waitUntil(lambda: plan.case() is not None)
    program.window.open_page("settings")
    page = cast("SettingsPage", program.window.page("settings"))
    page.sections.setCurrentRow(2)
    english = _menus(program)
    _switch(program, "es", qtbot)
    assert program.desk is desk
    assert desk.database.writable
    assert list_students(desk)  # it was never closed
    assert current_language() == "es"
    assert _menus(program) != english
    assert "Estudiantes" in [record.title for record in program.window._records]
    assert program.window.stack.open_id() == "settings"
    fresh = cast("SettingsPage", program.window.page("settings"))
    assert fresh is not page
    assert fresh.sections.currentRow() == 2
    again = cast("PlanPage", program.window.page("plan"))
    qtbot.waitUntil(lambda: again.case() is not None)
    case = again.case()
    assert case is not None
    assert case.file.student.uid == uid
    students = cast("StudentsPage", program.window.page("students"))
    program.window.open_page("students")
    qtbot.waitUntil(lambda: students.table.current_row() is not None)
    assert students.table.current_row().uid == uid  # type: ignore[union-attr]
    assert load_program_settings(paths.settings_file())["language"] == "es"
    _switch(program, "en", qtbot)
    assert _menus(program) == english


def test_the_list_shows_the_same_search_filters_and_selection(
    program: Program, qtbot: QtBot
) -> None:
    assert program.desk is not None
    everyone = len(list_students(program.desk))
    program.window.open_page("students")
    page = cast("StudentsPage", program.window.page("students"))
    qtbot.waitUntil(lambda: page.model.rowCount() > 0)
    page.show_look(replace(page.look(), search="a", filters={"grade": 11}))
    qtbot.waitUntil(lambda: 2 < page.model.rowCount() < everyone)
    shown = [row.uid for row in page.model.shown_rows()]
    page.table.select_key(shown[1])
    page.table.select_keys(shown[:3])
    look = page.look()
    assert (look.search, dict(look.filters)) == ("a", {"grade": 11})
    _switch(program, "es", qtbot)
    fresh = cast("StudentsPage", program.window.page("students"))
    assert fresh is not page
    qtbot.waitUntil(lambda: fresh.selected() == tuple(shown[:3]))
    assert fresh.look() == look
    assert [row.uid for row in fresh.model.shown_rows()] == shown


def test_qts_own_buttons_speak_the_language_too(qapp: QApplication, qtbot: QtBot) -> None:
    try:
        assert speak(qapp, "es")
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        qtbot.addWidget(box)
        assert box.buttons()[0].text().replace("&", "") == "Cancelar"
    finally:
        assert speak(qapp, "en")
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.buttons()[0].text().replace("&", "") == "Cancel"


class _Saving(QDialog):
    """A dialog that closes only once what was typed in it is saved."""

    def __init__(self, program: Program) -> None:
        super().__init__(program.window)
        self._tasks = program.bench.tasks
        self._is_saved = False

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._is_saved:
            super().closeEvent(event)
            return
        event.ignore()
        self._tasks.write(lambda: time.sleep(0.05), self._saved)

    def _saved(self, _done: object) -> None:
        self._is_saved = True
        self.close()


def test_a_dialog_that_saves_what_was_typed_holds_the_switch_up_and_no_more(
    program: Program, qtbot: QtBot
) -> None:
    told: list[str] = []
    program.bench.notices.posted.connect(lambda notice: told.append(notice.text))
    _Saving(program).show()
    _switch(program, "es", qtbot)
    assert current_language() == "es"
    assert not told


@pytest.mark.expects_log
def test_missing_words_are_told_and_english_stands_in(
    program: Program, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    told: list[str] = []
    program.bench.notices.posted.connect(lambda notice: told.append(notice.text))
    monkeypatch.setattr(translate, "resource", lambda _name: tmp_path)
    translate._catalog.cache_clear()
    try:
        with translate.language("es"):
            assert translate.tr("Students") == "Students"
        tell_missing_words(program.bench.notices, "es")
        tell_missing_words(program.bench.notices, "en")
    finally:
        translate._catalog.cache_clear()
    assert told == ["The words of the chosen language are missing: the window speaks English."]
