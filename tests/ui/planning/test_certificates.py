"""The certificate of a completed pathway, from the plan: awarded first, if a person says so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from cte_desktop.services.awards.finding import find_completers
from cte_desktop.services.desk import Desk
from cte_desktop.services.history import list_history, undo
from cte_desktop.services.importing import import_paths
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.planning.page import PlanPage
from cte_desktop.ui.widgets.print_preview import PrintPreview
from cte_desktop.ui.widgets.question_dialog import QuestionDialog

COMPLETED = 2025
HEADER = "student_id,school_year,term,course_code,mark,credits_attempted,credits_earned,school\n"
RECORD = HEADER + "".join(
    f"0013,{year},{term},{course},B,5,5,SG\n"
    for year, course in (("2024-25", "WD1"), ("2025-26", "WD2"))
    for term in ("fall", "spring")
)


@pytest.fixture
def completer(
    page: PlanPage, plan_desk: Desk, uid: str, settle: Callable[[], None], tmp_path: Path
) -> PlanPage:
    """Zoë's plan after both courses of Welding are in the record."""
    (tmp_path / "record.csv").write_text(RECORD, encoding="utf-8")
    import_paths(plan_desk, [tmp_path / "record.csv"], back_up=False)
    page.open_student(uid)
    settle()
    return page


def asked(page: PlanPage, bench: Workbench, qtbot: QtBot) -> QuestionDialog:
    bench.actions.action("print_certificate").trigger()
    qtbot.waitUntil(lambda: bool(page.findChildren(QuestionDialog)))
    dialog: QuestionDialog = page.findChildren(QuestionDialog)[-1]
    return dialog


def serials(desk: Desk) -> list[str]:
    return [one.serial for one in find_completers(desk, COMPLETED).completed if one.serial]


def test_a_certificate_asks_for_the_award_gives_it_and_shows_it(
    completer: PlanPage, plan_desk: Desk, bench: Workbench, settle: Callable[[], None], qtbot: QtBot
) -> None:
    dialog = asked(completer, bench, qtbot)
    assert dialog.windowTitle() == "Award Welding now?"
    dialog.findChildren(QPushButton)[-1].click()
    qtbot.waitUntil(lambda: bool(completer.findChildren(PrintPreview)))
    preview = completer.findChildren(PrintPreview)[-1]
    pages = preview.view.pages()
    assert pages is not None
    (serial,) = serials(plan_desk)
    assert serial in pages.text(0)
    preview.close()
    bench.actions.action("print_certificate").trigger()  # awarded now: nothing is asked
    settle()
    assert completer.findChildren(PrintPreview)
    completer.findChildren(PrintPreview)[-1].close()
    assert list_history(plan_desk, limit=1)[0].text.startswith("Award")
    undo(plan_desk)
    assert serials(plan_desk) == []


def test_whoever_backs_out_awards_nothing(
    completer: PlanPage, plan_desk: Desk, bench: Workbench, settle: Callable[[], None], qtbot: QtBot
) -> None:
    steps = len(list_history(plan_desk))
    asked(completer, bench, qtbot).reject()
    settle()
    assert serials(plan_desk) == []
    assert len(list_history(plan_desk)) == steps
    assert not completer.findChildren(PrintPreview)
