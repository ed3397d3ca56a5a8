"""The page Completers in the whole program: opened from anywhere, and lists opened from it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cte_desktop.app import Program, Start, build
from cte_desktop.services.students import list_students
from cte_desktop.ui.completers.page import CompletersPage
from cte_desktop.ui.completion_actions import COMPLETION_PARTS
from cte_desktop.ui.students.page import StudentsPage
from tests.ui.districts import CLOCK, copied


@pytest.fixture
def program(
    qapp: QApplication, sample_file: Path, tmp_path: Path, qtbot: QtBot
) -> Iterator[Program]:
    made = build(qapp, Start(CLOCK, "A. Lee", copied(sample_file, tmp_path / "open")))
    qtbot.waitUntil(lambda: made.desk is not None and made.bench.tasks.is_idle(), timeout=10_000)
    yield made
    made.close()


def test_each_part_is_opened_from_any_page(program: Program) -> None:
    for place, name in enumerate(COMPLETION_PARTS):
        program.window.open_page("students")
        program.bench.actions.action(name).trigger()
        page = cast("CompletersPage", program.window.page("completers"))
        assert page.isVisible()
        assert page.parts.part() == place


def test_a_list_of_students_opens_on_the_page_students(program: Program, qtbot: QtBot) -> None:
    assert program.desk is not None
    uids = tuple(row.uid for row in list_students(program.desk)[:3])
    program.window.open_page("completers")
    program.bench.requests.students_listed.emit("One course away", uids)
    students = cast("StudentsPage", program.window.page("students"))
    qtbot.waitUntil(program.bench.tasks.is_idle, timeout=10_000)
    assert students.isVisible()
    assert {row.uid for row in students.model.shown_rows()} == set(uids)
