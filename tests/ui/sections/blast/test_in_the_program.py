"""The what-if in the whole program: asked from another page, with plans opened beside it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cte_desktop.app import Start, build
from cte_desktop.ui.planning.page import PlanPage
from cte_desktop.ui.sections.blast.blast_dialog import BlastDialog
from cte_desktop.ui.sections.blast.change_form import Kind
from tests.ui.districts import CLOCK, copied
from tests.ui.hands import click, type_text


def test_a_course_is_retired_from_any_page_and_plans_open_beside_the_window(
    qapp: QApplication, sample_file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    program = build(qapp, Start(CLOCK, "A. Lee", copied(sample_file, tmp_path / "open")))
    window, tasks = program.window, program.bench.tasks

    def dialogs() -> list[BlastDialog]:
        return [one for one in window.findChildren(BlastDialog) if one.isVisible()]

    try:
        qtbot.waitUntil(lambda: program.desk is not None and tasks.is_idle(), timeout=10_000)
        window.open_page("pathways")
        program.bench.actions.action("retire_course").trigger()
        qtbot.waitUntil(lambda: bool(dialogs()), timeout=10_000)
        (dialog,) = dialogs()
        assert dialog.form.kind() is Kind.RETIRE
        type_text(dialog.form.course, "PSYCH")
        click(dialog.look_button)
        qtbot.waitUntil(lambda: dialog.radius() is not None and tasks.is_idle(), timeout=10_000)
        assert dialog.students.rows()
        click(dialog.students.detail.open_button)
        qtbot.waitUntil(lambda: bool(window.findChildren(PlanPage)) and tasks.is_idle())
        (plan,) = window.findChildren(PlanPage)
        case = plan.case()
        assert case is not None
        assert case.file.student.uid == dialog.students.rows()[0].uid
        assert dialogs() == [dialog]
        assert not dialog.stale.isVisible()
        window.hide()
        assert not dialogs()  # it goes with the program's window
    finally:
        program.close()
