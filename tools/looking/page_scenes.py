"""Pictures of the pages and of the dialogs over them, on the sample district."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QMenu, QPushButton

from cte_desktop.system.errors import KnownError
from cte_desktop.ui.notices import NoticeButton
from cte_desktop.ui.shortcuts import ShortcutsDialog
from cte_desktop.ui.students.page import StudentsPage
from cte_desktop.ui.tasks import Progress
from cte_desktop.ui.widgets.print_preview import PrintPreview
from cte_desktop.ui.widgets.question_dialog import QuestionDialog
from cte_desktop.ui.widgets.wait import ProgressPanel
from tools.looking.approval_scenes import approval_pictures
from tools.looking.as_of_scenes import as_of_pictures
from tools.looking.blast_scenes import blast_pictures
from tools.looking.caseload_scenes import caseload_pictures
from tools.looking.certificate_scenes import certificate_pictures
from tools.looking.choice import Chosen
from tools.looking.completers_scenes import completers_pictures
from tools.looking.data_scenes import data_pictures
from tools.looking.demand_scenes import demand_pictures, request_pictures
from tools.looking.experience_scenes import experience_pictures
from tools.looking.figures_scenes import figures_pictures
from tools.looking.fill_scenes import fill_pictures
from tools.looking.forecast_scenes import forecast_pictures
from tools.looking.history_scenes import history_pictures
from tools.looking.home_scenes import home_pictures
from tools.looking.list_scenes import list_pictures
from tools.looking.many_scenes import many_pictures, radar_pictures
from tools.looking.meeting_scenes import meeting_pictures
from tools.looking.pathway_scenes import pathway_pictures
from tools.looking.picker_scenes import picker_pictures
from tools.looking.plan_scenes import plan_pictures
from tools.looking.register_scenes import register_pictures
from tools.looking.rules_scenes import rules_pictures
from tools.looking.section_scenes import section_pictures
from tools.looking.sign_up_scenes import sign_up_pictures
from tools.looking.stage import Stage, Variant, staged
from tools.looking.student_file_scenes import student_file_pictures
from tools.looking.wish_scenes import many_wish_pictures, wish_pictures


def page_pictures(
    application: QApplication, out: Path, variant: Variant, folder: Path, chosen: Chosen
) -> None:
    """Take all pictures of the pages; `folder` is for files to import."""
    with staged(application, out, variant, sample=True) as stage:
        _students(stage)
        _plan(stage, chosen)
        picker_pictures(stage)
        fill_pictures(stage)
        plan_pictures(stage)
        meeting_pictures(stage)
        wish_pictures(stage)
        list_pictures(stage)
        many_pictures(stage)
        many_wish_pictures(stage)
        experience_pictures(stage)
        section_pictures(stage)
        blast_pictures(stage)
        demand_pictures(stage)
        request_pictures(stage)
        pathway_pictures(stage)
        sign_up_pictures(stage)
        radar_pictures(stage)
        home_pictures(stage)
        rules_pictures(stage)
        _window_parts(stage)
        completers_pictures(stage)
        figures_pictures(stage)
        forecast_pictures(stage)
        register_pictures(stage, folder)
        certificate_pictures(stage)
        data_pictures(stage, folder)
        student_file_pictures(stage)
        caseload_pictures(stage)
        as_of_pictures(stage)
        approval_pictures(stage)
        history_pictures(stage)


def _students(stage: Stage) -> None:
    page = stage.wait_for(StudentsPage)
    stage.grab("students")
    page.search.setText("ri")
    page.filters.grade.setCurrentIndex(page.filters.grade.findData(11))
    page.table.focus_first()
    stage.grab("students-search")
    page.search.setText("nobody of this name")
    stage.grab("students-nobody-found")
    page.search.clear()
    page.filters.clear()


def _plan(stage: Stage, chosen: Chosen) -> None:
    for name, uid in (("plan", chosen.planned), ("plan-findings", chosen.troubled)):
        stage.program.bench.requests.student_requested.emit(uid)
        stage.rest()
        stage.grab(name)
    stage.program.bench.actions.action("print_plan").trigger()
    stage.grab("plan-print-preview", stage.wait_for(PrintPreview))
    stage.wait_for(PrintPreview).close()
    stage.program.bench.requests.student_requested.emit(chosen.completer)
    stage.rest()
    stage.grab("plan-completer")
    stage.program.bench.actions.action("print_certificate").trigger()
    question = stage.wait_for(QuestionDialog)
    stage.grab("award-question", question)
    question.findChildren(QPushButton)[-1].click()
    stage.grab("certificate-preview", stage.wait_for(PrintPreview))
    stage.wait_for(PrintPreview).close()


def _window_parts(stage: Stage) -> None:
    window, bench = stage.program.window, stage.program.bench
    window.open_page("students")
    for name in ("file", "edit", "student", "plan", "section", "completion", "view", "help"):
        menu = window.menuBar().findChild(QMenu, name)
        if menu is not None:
            menu.popup(window.mapToGlobal(QPoint(40, 40)))
            stage.grab(f"menu-{name}", menu)
            menu.close()
    bench.actions.action("shortcuts").trigger()
    dialog = stage.wait_for(ShortcutsDialog)
    stage.grab("shortcuts", dialog)
    dialog.close()
    fault = KnownError(
        "disk_full",
        "There is no room left to write {file}.",
        kept="Your last change is still on the screen.",
        do="Make room on the disk; it is then saved by itself.",
        file="district.cte",
    )
    bench.notices.error(fault, NoticeButton("Try again", lambda: None))
    bench.notices.warning("14 rows need a look.", NoticeButton("Show", lambda: None))
    bench.notices.done("The import is undone; everything is as it was before.")
    panel = window.findChild(ProgressPanel)
    if panel is not None:
        progress = Progress(0, "Importing record.csv…", 41_200, 118_400, cancellable=True)
        panel.show_progress(progress)
        panel.setVisible(True)
        panel.raise_()
    stage.grab("messages-and-progress")
    if panel is not None:
        panel.setVisible(False)
    window.messages.clear()
