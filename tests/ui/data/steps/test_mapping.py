"""A file that no profile fits: its columns are said once, and remembered under a name."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cte_desktop.services.desk import Desk
from cte_desktop.services.profiles import list_profiles, write_profile_file
from cte_desktop.services.students import list_students
from cte_desktop.ui.data.imports.importer import Importer
from cte_desktop.ui.data.step_line import Step
from cte_desktop.ui.data.steps.columns_step import ColumnsStep
from cte_desktop.ui.main_window import MainWindow
from cte_desktop.ui.page import Workbench
from tests.ui.data.imports.steps import flow_of, imported, report_of, said, sheet_of
from tests.ui.hands import click, press, type_text

ODD_CSV = """\
Nummer,Zweitname,Rufname,Klasse,Haus
0012,Rivera,Ana,10,VL
0013,Smith,Ben,11,VL
"""
COLUMNS = {
    "student_id": "nummer",
    "last_name": "zweitname",
    "first_name": "rufname",
    "grade_level": "klasse",
    "school": "haus",
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "liste.csv"
    made.write_text(ODD_CSV, encoding="utf-8")
    return made


def columns_of(importer: Importer, qtbot: QtBot) -> ColumnsStep:
    sheet_of(importer, Step.COLUMNS, qtbot)
    columns = flow_of(importer).columns
    assert columns is not None
    return columns


def map_all(importer: Importer, file: Path, qtbot: QtBot) -> ColumnsStep:
    """Open an unknown file, say that it holds students, and where each column comes from."""
    importer.bring([file])
    sheet = sheet_of(importer, Step.FILES, qtbot)
    assert sheet.main_button.text() == "Next: columns"
    click(sheet.main_button)
    columns = columns_of(importer, qtbot)
    columns.kind.setCurrentIndex(columns.kind.findData("students"))
    for column, header in COLUMNS.items():
        columns.mapping.choose(column, header)
    return columns


def test_an_unknown_file_is_mapped_with_a_preview_that_follows(
    importer: Importer, window: MainWindow, empty_desk: Desk, file: Path, qtbot: QtBot
) -> None:
    columns = map_all(importer, file, qtbot)
    sheet = sheet_of(importer, Step.COLUMNS, qtbot)
    assert sheet.main_button.isEnabled()
    assert columns.rows.texts()[0][:3] == ("0012", "Rivera", "Ana")
    columns.mapping.choose("last_name", "")
    assert not sheet.main_button.isEnabled()
    columns.mapping.choose("last_name", "zweitname")
    click(sheet.main_button)
    sheet_of(importer, Step.CHANGES, qtbot)
    click(sheet.main_button)
    report = report_of(window, qtbot)
    assert report.headline.text() == "2 students: all taken"
    assert {line.name for line in list_students(empty_desk)} == {"Rivera, Ana", "Smith, Ben"}


def test_a_remembered_profile_makes_the_next_time_one_click_and_goes_to_colleagues(
    importer: Importer,
    window: MainWindow,
    bench: Workbench,
    empty_desk: Desk,
    file: Path,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    columns = map_all(importer, file, qtbot)
    click(columns.remember)
    columns.name.clear()
    type_text(columns.name, "Klassenliste")
    sheet = sheet_of(importer, Step.COLUMNS, qtbot)
    click(sheet.main_button)
    sheet_of(importer, Step.CHANGES, qtbot)
    click(sheet.main_button)
    click(report_of(window, qtbot).close_button)
    (saved,) = (row for row in list_profiles(empty_desk) if not row.shipped)
    assert (saved.name, saved.title, saved.kinds) == ("klassenliste", "Klassenliste", ("students",))
    file.write_text(ODD_CSV + "0014,Lee,Kim,9,VL\n", encoding="utf-8")
    qtbot.waitUntil(bench.tasks.is_idle)
    qtbot.waitUntil(lambda: importer.flow is None)
    report = imported(importer, window, file, qtbot)
    assert report.report.files[0].profile == "klassenliste"
    assert len(list_students(empty_desk)) == 3
    write_profile_file(empty_desk, "klassenliste", tmp_path / "given.toml")
    importer.bring([tmp_path / "given.toml"])
    qtbot.waitUntil(lambda: bool(said(window)))
    assert "profile is saved" in said(window)[0]


def test_one_text_can_stand_for_a_column_that_the_file_lacks(
    importer: Importer, empty_desk: Desk, file: Path, qtbot: QtBot
) -> None:
    columns = map_all(importer, file, qtbot)
    columns.mapping.choose("school", "")
    box = columns.mapping.box_of("school")
    assert not columns.is_ready()
    box.setCurrentIndex(box.count() - 1)
    field = columns.mapping.field_of("school")
    assert field.isVisible()
    type_text(field, "SG")
    assert columns.is_ready()
    (rule,) = (rule for rule in columns.shape().columns if rule.column == "school")
    assert (rule.constant, rule.sources) == ("SG", ())


def test_values_that_belong_elsewhere_are_named_in_a_sentence(
    importer: Importer, file: Path, qtbot: QtBot
) -> None:
    columns = map_all(importer, file, qtbot)
    columns.mapping.choose("grade_level", "rufname")
    assert any("Grade level" in words and "Ana" in words for words in columns.sentences())


def test_a_file_can_be_left_out(
    importer: Importer, window: MainWindow, empty_desk: Desk, file: Path, qtbot: QtBot
) -> None:
    importer.bring([file])
    sheet = sheet_of(importer, Step.FILES, qtbot)
    click(sheet.main_button)
    columns_of(importer, qtbot)
    click(sheet.second_button)
    sheet_of(importer, Step.FILES, qtbot)
    assert not sheet.main_button.isEnabled()
    press(sheet, Qt.Key.Key_Escape)
    assert list_students(empty_desk) == ()


def test_the_columns_of_a_known_file_can_be_looked_at_and_left_as_they_are(
    importer: Importer, window: MainWindow, empty_desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    known = tmp_path / "students.csv"
    known.write_text(
        "student_id,last_name,first_name,grade_level,school\n0012,Rivera,Ana,10,VL\n",
        encoding="utf-8",
    )
    importer.bring([known])
    sheet = sheet_of(importer, Step.FILES, qtbot)
    files = flow_of(importer).files
    assert files is not None
    click(files.columns_button)
    columns = columns_of(importer, qtbot)
    assert columns.rows.texts()[0][:3] == ("0012", "Rivera", "Ana")
    click(sheet.back_button)
    sheet_of(importer, Step.FILES, qtbot)
    click(sheet.main_button)
    assert report_of(window, qtbot).report.files[0].profile == "plain"
