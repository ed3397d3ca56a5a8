"""The page around the grid: choosing a student, the catalog, audits that come late, papers."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QLineEdit,
    QMenu,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from cte_desktop.domain.audit.result import Reason, StudentAudit
from cte_desktop.domain.findings import values
from cte_desktop.services.cases import Case
from cte_desktop.services.desk import Desk
from cte_desktop.services.students import list_students
from cte_desktop.ui import theme
from cte_desktop.ui.notices import Notice
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.planning import page as page_module
from cte_desktop.ui.planning.audited import Audited, audited
from cte_desktop.ui.planning.catalog_rows import catalog_rows, find
from cte_desktop.ui.planning.mime import Carried
from cte_desktop.ui.planning.page import PlanPage
from cte_desktop.ui.widgets.print_preview import PrintPreview
from tests.ui.hands import press
from tests.ui.planning.conftest import Settle
from tests.ui.planning.steps import FALL_12_P3, FALL_12_P4


def titles(case: Case, query: str) -> list[str]:
    return [row.course.title for row in find(catalog_rows(case), query)]


def test_without_a_student_the_page_says_what_to_do(blank_page: PlanPage, bench: Workbench) -> None:
    wanted: list[str] = []
    bench.requests.page_requested.connect(wanted.append)
    button = next(b for b in blank_page.findChildren(QPushButton) if b.isVisible())
    button.click()
    assert wanted == ["students"]
    assert not bench.actions.action("print_plan").isEnabled()


def test_a_student_who_is_gone_leaves_the_page_empty(
    page: PlanPage, bench: Workbench, settle: Settle
) -> None:
    said: list[Notice] = []
    bench.notices.posted.connect(said.append)
    page.open_student("nobody")
    settle()
    assert [notice.text for notice in said] == ["This student is no longer in the database."]
    assert page.case() is None
    assert not page.grid.isVisible()
    assert not bench.actions.action("print_plan").isEnabled()


def test_the_buttons_of_the_head_name_their_own_keys(page: PlanPage, bench: Workbench) -> None:
    head = page.header
    for name, button in (
        ("plans_menu", head.plan_button),
        ("fill_plan", head.fill_button),
        ("around_pathway", head.around_button),
        ("wishes", head.wishes_button),
    ):
        keys = bench.actions.action(name).shortcut().toString()
        assert f"({keys})" in button.toolTip(), name


def test_titles_come_before_codes_and_pathways(page: PlanPage) -> None:
    case = page.case()
    assert case is not None
    assert titles(case, "english 12")[0] == "English 12"
    assert titles(case, "eng12")[0].startswith("English 12")
    assert titles(case, "nothing of the kind") == []
    first = catalog_rows(case)[0]
    assert first.course.pathway == "Welding"  # the student's own pathway leads the list


def test_a_course_in_the_plan_is_marked_in_the_catalog(page: PlanPage, settle: Settle) -> None:
    page.editor.put(Carried("ENG12"), FALL_12_P3)
    settle()
    case = page.case()
    assert case is not None
    marked = {row.course.code for row in catalog_rows(case) if row.taken}
    assert marked == {"ENG09", "ENG10", "ENG11", "ENG12"}


def test_a_late_audit_is_dropped(
    page: PlanPage, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_go = threading.Event()
    first: list[Case] = []

    def slow(desk: Desk, case: Case, tried: str) -> Audited:
        if not first:
            first.append(case)
            let_go.wait(5)
        return audited(desk, case, tried)

    monkeypatch.setattr(page_module, "audited", slow)
    shown: list[object] = []
    show = page.panel.show_audit

    def watched(audit: StudentAudit, *rest: Any) -> None:
        shown.append(audit)
        show(audit, *rest)

    monkeypatch.setattr(page.panel, "show_audit", watched)
    page.editor.put(Carried("ENG12"), FALL_12_P3)
    page.editor.put(Carried("ECON"), FALL_12_P4)
    let_go.set()
    settle()
    case = page.case()
    assert case is not None
    assert shown == [case.audit]


def test_the_panel_follows_every_edit(page: PlanPage, settle: Settle) -> None:
    graduation = page.panel.section("graduation")
    assert graduation is not None
    english = next(row for row in graduation.rows() if row.title() == "English")
    before = english.accessibleName()
    page.editor.put(Carried("ENG12"), FALL_12_P3)
    settle()
    assert english.accessibleName() != before
    page.editor.undo()
    settle()
    assert english.accessibleName() == before


def test_findings_that_stay_keep_their_rows_and_the_order_is_gravest_first(
    page: PlanPage, settle: Settle
) -> None:
    before = page.panel.findings.rows()
    page.editor.put(Carried("ENG12"), FALL_12_P3)
    page.editor.put(Carried("ECON"), FALL_12_P3)
    settle()
    after = page.panel.findings.rows()
    assert set(before) & set(after)
    column = page.panel.findings.layout()
    assert column is not None
    places = [column.indexOf(row) for row in after]
    assert places == sorted(places)
    said = [row.accessibleName().partition(":")[0] for row in after]
    order = ["Must fix", "Warning", "Information"]
    assert said == sorted(said, key=order.index)
    page.editor.undo()
    page.editor.undo()
    settle()
    again = [row.accessibleName() for row in page.panel.findings.rows()]
    assert len(again) == len(before)


def test_another_student_has_other_undo_steps(
    page: PlanPage, plan_desk: Desk, uid: str, settle: Settle
) -> None:
    page.editor.put(Carried("ENG12"), FALL_12_P3)
    ben = next(line.uid for line in list_students(plan_desk) if line.student_id == "0014")
    page.open_student(ben)
    settle()
    assert page.header.facts().startswith("9th grade")
    assert page.editor.undo_name() == ""
    page.open_student(uid)
    settle()
    assert page.editor.undo_name() == "Undo Add English 12 to 12th grade, fall"


def test_the_plan_is_previewed_and_saved(
    page: PlanPage, bench: Workbench, settle: Settle, tmp_path: Path, qtbot: QtBot
) -> None:
    bench.actions.action("print_plan").trigger()
    settle()
    preview = page.findChildren(PrintPreview)[0]
    pages = preview.view.pages()
    assert pages is not None
    assert "Zoë" in pages.text(0)
    preview._save(tmp_path / "plan.pdf")
    settle()
    assert (tmp_path / "plan.pdf").read_bytes().startswith(b"%PDF")
    # Handed out: a copy is made anew. A closed window goes with the next turn of the event loop.
    qtbot.waitUntil(lambda: page.findChildren(PrintPreview) == [])
    assert not bench.actions.action("print_certificate").isEnabled()


def test_a_completer_of_two_pathways_chooses_the_certificate(page: PlanPage, qtbot: QtBot) -> None:
    asked: list[str] = []
    page.header.certificate_requested.disconnect()
    page.header.certificate_requested.connect(asked.append)
    page.header.show_completed(("Welding",))
    page.header.choose_certificate()
    assert asked == ["Welding"]
    page.header.show_completed(("Welding", "Sports Medicine"))
    page.header.choose_certificate()
    menu = page.header.findChildren(QMenu)[-1]
    assert [action.text() for action in menu.actions()] == ["Welding", "Sports Medicine"]
    menu.actions()[1].trigger()
    menu.close()
    assert asked == ["Welding", "Sports Medicine"]


def test_a_requirement_says_what_is_missing_and_shows_it_whole(
    page: PlanPage, settle: Settle, qtbot: QtBot
) -> None:
    graduation = page.panel.section("graduation")
    assert graduation is not None
    science = next(row for row in graduation.rows() if row.title() == "Science")
    assert science.words() == "20 credits missing"
    case = page.case()
    assert case is not None
    short = science.height()
    known = next(one for one in case.audit.programs if one.id == "graduation")
    result = next(one for one in known.requirements if one.id == "science")
    why = Reason("too_few_school_years", values(years=1, need=2))
    catalog = case.district.catalog
    science.show_result(replace(result, why=why), "graduation", catalog, 0)
    qtbot.waitUntil(lambda: science.height() == science.heightForWidth(science.width()))
    assert science.height() > short


def test_the_undo_of_a_plan_is_not_named_on_other_pages(page: PlanPage, bench: Workbench) -> None:
    page.editor.put(Carried("ENG12"), FALL_12_P3)
    undo = bench.actions.action("undo")
    assert undo.text() == "Undo Add English 12 to 12th grade, fall"
    page.deactivate()
    assert undo.text() == "&Undo"
    page.activate()
    assert undo.text() == "Undo Add English 12 to 12th grade, fall"


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_the_page_is_painted_in_dark_colors_at_every_size(
    page: PlanPage, qapp: QApplication, settle: Settle, scale: float
) -> None:
    page.editor.put(Carried("ENG12"), FALL_12_P3)
    page.editor.put(Carried("ECON"), FALL_12_P3)
    settle()
    theme.apply(qapp, theme.Look(dark=True, scale=scale))
    page.grid.carry(Carried("HEALTH"))
    picture = page.grab().toImage()
    assert picture.pixelColor(3, picture.height() - 3).lightness() < 60


def test_every_part_that_takes_the_focus_has_a_name(page: PlanPage, settle: Settle) -> None:
    for section in page.panel.sections():
        section.set_open(is_open=True)
    kinds = (QAbstractButton, QLineEdit, QAbstractScrollArea)
    parts = [part for kind in kinds for part in page.findChildren(kind)]
    parts += [part for part in page.findChildren(QWidget) if part.focusPolicy().value]
    nameless = {
        type(part).__name__
        for part in parts
        if part.isVisible() and part.focusPolicy().value and not part.accessibleName()
    }
    assert nameless == set()


def test_tab_goes_through_the_page_as_one_reads_it(page: PlanPage, settle: Settle) -> None:
    page.palette_part.field.setFocus()
    passed: list[QWidget] = []
    for _ in range(60):
        focused = QApplication.focusWidget()
        if focused is None or focused in passed:
            break
        passed.append(focused)
        press(focused, Qt.Key.Key_Tab)
    graduation = page.panel.section("graduation")
    assert graduation is not None
    marks = [page.palette_part.field, page.palette_part.list, page.grid, *graduation.body.rows()]
    places = [passed.index(mark) for mark in marks]
    assert places == sorted(places)
    last_of_graduation = passed[places[-1] + 1]
    assert page.panel.sections()[1].isAncestorOf(last_of_graduation)
