"""The plans of the selected students are drawn, shown, and logged when they are saved."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from cte_desktop.services.desk import Desk
from cte_desktop.services.disclosures import list_disclosures
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.students.page import PAGE, StudentsPage
from cte_desktop.ui.students.printing import PRINT_PLAN, PrintPlans
from cte_desktop.ui.widgets.print_preview import PrintPreview


def test_the_plans_of_the_selection_are_previewed_and_saved(
    listed_page: StudentsPage, desk: Desk, bench: Workbench, qtbot: QtBot, tmp_path: Path
) -> None:
    page = listed_page
    PrintPlans(desk, bench, page.selected, (PAGE, page))
    bench.actions.action(PRINT_PLAN).trigger()
    assert page.findChildren(PrintPreview) == []  # nobody is selected
    page.table.selectRow(2)
    told: list[str] = []
    bench.tasks.started.connect(lambda progress: told.append(progress.text))
    bench.actions.action(PRINT_PLAN).trigger()
    qtbot.waitUntil(bench.tasks.is_idle)
    (preview,) = page.findChildren(PrintPreview)
    assert preview.windowTitle() == "Four-year plan of 1 student"
    assert "Drawing the plans" in told
    preview._save(tmp_path / "plans.pdf")
    qtbot.waitUntil(bench.tasks.is_idle)
    assert (tmp_path / "plans.pdf").read_bytes().startswith(b"%PDF")
    (logged,) = list_disclosures(desk, page.model.row_at(2).uid)
    assert logged.recipient == "The students"
