"""The editor of the certificate, by mouse and keyboard: faults in place, preview, one step."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from cte_desktop.services.awards.look.template import default_text, keep_look, look
from cte_desktop.services.desk import Desk
from cte_desktop.services.history import list_history, undo
from cte_desktop.ui.completers.template.actions import TEMPLATE, TemplateActions
from cte_desktop.ui.completers.template.dialog import TemplateDialog
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.widgets.question_dialog import QuestionDialog
from tests.services.awards.look.test_template import drawn_png
from tests.ui.hands import CONTROL, click, press, type_text


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def opened(desk: Desk, bench: Workbench, window: QWidget, qtbot: QtBot) -> Iterator[TemplateDialog]:
    TemplateActions(desk, bench, window)
    bench.actions.action(TEMPLATE).trigger()
    qtbot.waitUntil(lambda: bool(window.findChildren(TemplateDialog)))
    dialog = window.findChildren(TemplateDialog)[0]
    _rest(bench, qtbot)
    yield dialog
    if isValid(dialog):
        dialog.done(0)


def _rest(bench: Workbench, qtbot: QtBot) -> None:
    qtbot.wait(1)
    qtbot.waitUntil(bench.tasks.is_idle, timeout=10_000)


def _checked(dialog: TemplateDialog, bench: Workbench, qtbot: QtBot) -> None:
    """Wait until the pause after the last key is over and the text was looked over."""
    qtbot.waitUntil(lambda: not dialog._timer.isActive(), timeout=5_000)
    _rest(bench, qtbot)


def _preview(dialog: TemplateDialog) -> str:
    pages = dialog.preview.view.pages()
    assert pages is not None
    return " ".join(pages.text(0).split())


def _button(dialog: QWidget, name: str) -> QPushButton:
    return next(b for b in dialog.findChildren(QPushButton) if b.accessibleName() == name)


def test_it_opens_with_the_text_in_force_and_its_page(opened: TemplateDialog) -> None:
    assert opened.text.toPlainText() == default_text()
    assert opened.faults.words.text() == "No faults."
    assert "Ana Lee" in _preview(opened)
    assert not opened.keep_button.isEnabled()
    assert list(opened.pictures.choose_buttons) == [
        "seal",
        "teacher",
        "principal",
        "director",
        "superintendent",
    ]
    QAbstractItemModelTester(opened.faults.model)


def test_what_is_typed_is_seen_on_the_page_and_kept_as_one_step(
    opened: TemplateDialog, desk: Desk, bench: Workbench, qtbot: QtBot
) -> None:
    opened.text.find("Certificate of Completion")
    type_text(opened.text, "Award of Valor")
    _checked(opened, bench, qtbot)
    assert "Award of Valor" in _preview(opened)
    assert look(desk).text == default_text()
    click(opened.keep_button)
    _rest(bench, qtbot)
    assert "Award of Valor" in look(desk).text
    assert not opened.keep_button.isEnabled()
    assert list_history(desk, limit=1)[0].text == "Change how certificates look"
    undo(desk)
    assert look(desk).text == default_text()
    opened.reject()


def test_faults_are_told_in_their_lines_and_lead_there(
    opened: TemplateDialog, desk: Desk, bench: Workbench, qtbot: QtBot
) -> None:
    opened.text.show_text(default_text().replace('accent = "teal"', 'acent = "teal"'))
    _checked(opened, bench, qtbot)
    assert opened.text.fault_lines() == (17,)
    (row,) = opened.faults.model.shown_rows()
    assert opened.faults.by_line()[row.line] == (
        '"acent" means nothing here. Did you mean "accent"?'
    )
    assert opened.preview.words.text() == "The page shows the text before this fault."
    assert "Ana Lee" in _preview(opened)
    opened.keep()
    assert opened.text.textCursor().blockNumber() == 16
    opened.text.go_to(1)
    press(opened.faults.table, Qt.Key.Key_Down)
    press(opened.faults.table, Qt.Key.Key_Return)
    assert opened.text.textCursor().blockNumber() == 16
    press(opened.text, Qt.Key.Key_Z, CONTROL)
    _checked(opened, bench, qtbot)
    assert opened.text.fault_lines() == ()
    assert look(desk).text == default_text()
    opened.reject()


def test_sample_school_and_language_change_the_page(
    opened: TemplateDialog, bench: Workbench, qtbot: QtBot
) -> None:
    opened.preview.sample.setCurrentIndex(2)
    opened.preview.language.setCurrentIndex(1)
    opened.preview.school.setCurrentIndex(3)
    _rest(bench, qtbot)
    words = _preview(opened)
    assert "Núñez" in words
    assert "Certificado" in words
    assert opened.preview.school.currentText() in words


def test_pictures_are_chosen_from_files_and_removed_again(
    opened: TemplateDialog, desk: Desk, bench: Workbench, qtbot: QtBot, tmp_path: Path
) -> None:
    file, text = tmp_path / "seal.png", tmp_path / "text.png"
    file.write_bytes(drawn_png())
    text.write_bytes(b"no picture at all")
    click(opened.pictures.choose_buttons["seal"])
    (chooser,) = opened.findChildren(QFileDialog)
    chooser.fileSelected.emit(str(file))
    chooser.close()
    _rest(bench, qtbot)
    assert list(opened.look().images) == ["seal"]
    assert "seal" in opened.pictures.remove_buttons
    slot = next(s for s in opened.pictures._shown[0] if s.name == "principal")
    opened.take_picture(slot, text)
    _rest(bench, qtbot)
    assert "no PNG or JPEG" in opened.said.text()
    opened.keep()
    _rest(bench, qtbot)
    assert list(look(desk).images) == ["seal"]
    click(opened.pictures.remove_buttons["seal"])
    _rest(bench, qtbot)
    assert opened.look().images == {}
    assert opened.is_changed()


def test_closing_with_changes_asks_and_keeps_or_drops_them(
    opened: TemplateDialog, desk: Desk, bench: Workbench, qtbot: QtBot
) -> None:
    opened.text.show_text(default_text().replace('"teal"', '"navy"'))
    press(opened, Qt.Key.Key_Escape)
    (question,) = opened.findChildren(QuestionDialog)
    click(_button(question, "Cancel"))
    assert opened.isVisible()
    opened.reject()
    question = opened.findChildren(QuestionDialog)[-1]
    with qtbot.waitSignal(opened.finished):
        click(_button(question, "Keep"))
    assert '"navy"' in look(desk).text


def test_back_to_the_default_is_a_change_like_any_other(
    desk: Desk, bench: Workbench, window: QWidget, qtbot: QtBot
) -> None:
    now = look(desk)
    keep_look(desk, type(now)(default_text().replace('"teal"', '"plum"'), {}))
    dialog = TemplateDialog(desk, bench, look(desk), (), window)
    dialog.open()
    click(_button(dialog, "Back to the district default"))
    _checked(dialog, bench, qtbot)
    assert dialog.look() == now
    assert dialog.is_changed()
    press(dialog.text, Qt.Key.Key_Z, CONTROL)
    assert not dialog.is_changed()
    dialog.reject()


def test_a_template_travels_with_its_pictures_as_one_zip(
    opened: TemplateDialog, bench: Workbench, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "ours.zip"
    text = default_text().replace('"teal"', '"forest"')
    opened._on_pictures({"seal": drawn_png()})
    opened.text.show_text(text)
    opened.export(file)
    _rest(bench, qtbot)
    kept = opened.look()
    opened._on_pictures({})
    opened.text.show_text(default_text())
    opened.bring(file)
    _rest(bench, qtbot)
    assert opened.look().text == text
    assert list(opened.look().images) == ["seal"]
    opened.bring(tmp_path / "gone.zip")
    _rest(bench, qtbot)
    assert "There is no file" in opened.said.text()
    assert opened.look().text == kept.text
    _checked(opened, bench, qtbot)


def test_the_page_never_flickers_between_two_sizes(opened: TemplateDialog, qtbot: QtBot) -> None:
    view = opened.preview.view
    for height in range(560, 800, 7):
        opened.resize(1180, height)
        qtbot.wait(1)
        assert view.horizontalScrollBar().maximum() == 0
        assert view.verticalScrollBar().maximum() == 0
    view.fit_width()
    for height in range(800, 560, -7):
        opened.resize(1180, height)
        qtbot.wait(1)
        assert view.horizontalScrollBar().maximum() == 0
    opened.reject()
