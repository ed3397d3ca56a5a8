"""The page Sections on a sample district, by mouse and keyboard."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QPushButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from cte_desktop.domain.catalog.section import SectionKind
from cte_desktop.domain.planning.sections.changes import CancelSection
from cte_desktop.services.changes import Changes
from cte_desktop.services.desk import Desk
from cte_desktop.services.sections.editing import add_section, change_section
from cte_desktop.services.sections.listing import list_sections
from cte_desktop.services.sections.seats import open_order
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.sections.blast.blast_dialog import BlastDialog
from cte_desktop.ui.sections.blast.change_form import Kind
from cte_desktop.ui.sections.page import SectionsPage
from cte_desktop.ui.sections.top_line import CONFLICTS, DEMAND, TABLE, WEEK
from tests.ui.hands import CONTROL, click, press, type_text
from tests.ui.sections.conftest import shown

YEAR = 2026


@pytest.fixture
def table_page(page: SectionsPage) -> SectionsPage:
    """The page with all sections of the year in its table."""
    page.top.choose_site(None)
    page.top.view.choose(TABLE)
    return page


def ids(page: SectionsPage) -> list[str]:
    return [row.line.section.section_id for row in page.view.table.model_of_rows.shown_rows()]


def test_the_page_begins_with_the_week_of_the_largest_site(page: SectionsPage, desk: Desk) -> None:
    sections = [line.section for line in list_sections(desk, YEAR)]
    sites = [section.site for section in sections]
    largest = max(set(sites), key=lambda site: (sites.count(site), site))
    assert page.top.view.part() == WEEK
    assert page.top.site.currentData() == largest
    assert page.top.year.currentData() == YEAR
    assert page.view.week.isVisible()
    assert page.view.week.blocks()
    assert page.view.count.text() == f"{sites.count(largest)} of {len(sites)} sections"


def test_every_section_stands_in_the_table_and_qt_finds_no_fault_in_its_model(
    table_page: SectionsPage, desk: Desk, qtmodeltester: ModelTester
) -> None:
    model = table_page.view.table.model_of_rows
    assert len(ids(table_page)) == len(list_sections(desk, YEAR))
    assert table_page.view.count.text() == f"{model.rowCount()} sections"
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    for column in range(model.columnCount()):
        model.sort(column, Qt.SortOrder.DescendingOrder)
        model.sort(column)


def test_words_and_filters_hold_together_and_are_cleared_at_once(
    table_page: SectionsPage,
) -> None:
    filters, every = table_page.view.filters, len(ids(table_page))
    assert not filters.clear_button.isVisible()
    filters.kind.setCurrentIndex(filters.kind.findData(SectionKind.EXTENDED))
    extended = ids(table_page)
    assert 0 < len(extended) < every
    type_text(filters.search, "game design")
    found = table_page.view.table.model_of_rows.shown_rows()
    assert 0 < len(found) < len(extended)
    assert all("Game Design" in row.line.title for row in found)
    assert {row.line.section.kind for row in found} == {SectionKind.EXTENDED}
    table_page.top.choose_site(found[0].line.section.site)
    assert set(ids(table_page)) <= {row.line.section.section_id for row in found}
    click(filters.clear_button)
    assert len(ids(table_page)) == every
    assert table_page.top.site.currentData() is None
    assert not filters.clear_button.isVisible()


def test_a_term_shows_its_own_sections_and_those_of_the_whole_year(
    table_page: SectionsPage,
) -> None:
    term = table_page.view.filters.term
    term.setCurrentIndex(term.findText("Fall"))
    terms = {r.line.section.term for r in table_page.view.table.model_of_rows.shown_rows()}
    assert terms == {"fall", "year"}


def test_nothing_found_says_so_and_shows_everything_again(table_page: SectionsPage) -> None:
    type_text(table_page.view.filters.search, "no section of this name")
    assert not table_page.view.table.isVisible()
    click(table_page.view._not_found.findChildren(QPushButton)[0])
    assert table_page.view.table.isVisible()


def test_a_year_without_sections_offers_to_import_or_to_add_one(
    bench: Workbench, empty_desk: Desk, qtbot: QtBot
) -> None:
    wanted: list[str] = []
    bench.actions.offer("import_files", lambda: wanted.append("import"))
    page = shown(bench, empty_desk, qtbot)
    assert page.view._none.isVisible()
    assert not page.view.filters.isVisible()
    click(page.view._none.findChildren(QPushButton)[0])
    assert wanted == ["import"]


def test_a_chosen_section_shows_who_is_in_it_in_the_open_order(
    page: SectionsPage, desk: Desk, bench: Workbench, qtbot: QtBot
) -> None:
    uids: list[str] = []
    bench.requests.student_requested.connect(uids.append)
    row = max(page.view.table.model_of_rows.shown_rows(), key=lambda row: row.line.count.taken)
    page.view.choose(row.key)
    qtbot.waitUntil(bench.tasks.is_idle)
    assert page.view.current() == row
    facts = page.view.detail.facts()
    assert facts["Seats"].startswith(f"{row.line.count.taken} of {row.line.count.seats} taken")
    order = open_order(desk, row.key)
    listed = page.view.detail.order.model.shown_rows()
    assert [one.claim.student_id for one in listed] == [one.claim.student_id for one in order]
    page.view.detail.order.table.focus_first()
    press(page.view.detail.order.table, Qt.Key.Key_Return)
    assert uids == [order[0].claim.student_uid]


def test_a_merged_block_lists_its_sections_and_shows_just_these_in_the_table(
    page: SectionsPage, bench: Workbench, qtbot: QtBot
) -> None:
    week = page.view._week_of
    assert week is not None
    key, group = max(week.groups.items(), key=lambda pair: len(pair[1].rows))
    page.view.week.setFocus()
    page.view.week.choose(key)
    press(page.view.week, Qt.Key.Key_Return)
    assert page.view.group.isVisible()
    assert page.view.group.table.hasFocus()
    assert page.view.group.model.rowCount() == len(group.rows)
    qtbot.waitUntil(bench.tasks.is_idle)
    current = page.view.current()
    assert current is not None
    assert current.key == group.rows[0].key
    click(page.view.group.table_button)
    assert page.top.view.part() == TABLE
    assert len(ids(page)) == len(group.rows)
    assert page.view.count.text().endswith(f"those of {group.name}")
    page.top.view.choose(WEEK)
    assert len(ids(page)) > len(group.rows)


def test_the_selection_is_copied_as_a_table(table_page: SectionsPage) -> None:
    table = table_page.view.table
    table.focus_first()
    press(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    press(table, Qt.Key.Key_C, CONTROL)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t")[:3] == ["Section", "Course", "Site"]
    assert [line.split("\t")[0] for line in lines[1:]] == ids(table_page)[:2]


def test_the_menu_of_a_section_names_what_can_be_done_with_it(table_page: SectionsPage) -> None:
    table_page.view.table.focus_first()
    menu = table_page.view.table.context_menu(table_page)
    enabled = {a.text().replace("&", "") for a in menu.actions() if a.isEnabled() and a.text()}
    assert {"Edit section…", "Move section…", "Cancel or reopen…", "Remove section…"} <= enabled
    assert "Copy as table" in enabled
    assert "What would break?" in enabled


def test_what_would_break_is_asked_about_the_chosen_section_or_about_any_course(
    table_page: SectionsPage, bench: Workbench, qtbot: QtBot
) -> None:
    table_page.view.table.focus_first()
    bench.actions.action("section_what_if").trigger()
    (about,) = table_page.findChildren(BlastDialog)
    assert about.form.kind() is Kind.CANCEL
    row = table_page.view.current()
    assert row is not None
    assert about.form.change() == CancelSection(row.key)
    bench.actions.action("retire_course").trigger()
    qtbot.waitUntil(bench.tasks.is_idle)
    (of_course,) = [one for one in table_page.findChildren(BlastDialog) if one.isVisible()]
    assert of_course is not about  # one at a time
    assert of_course.form.kind() is Kind.RETIRE


def test_another_year_is_read_when_it_is_chosen(
    page: SectionsPage, desk: Desk, bench: Workbench, qtbot: QtBot
) -> None:
    page.top.year.setCurrentIndex(page.top.year.findData(YEAR + 1))
    qtbot.waitUntil(bench.tasks.is_idle)
    schedule = page.view.schedule()
    assert schedule is not None
    assert schedule.school_year == YEAR + 1
    assert len(schedule.rows) == len(list_sections(desk, YEAR + 1))


def test_a_change_is_read_and_choice_and_filters_stay(
    table_page: SectionsPage, bench: Workbench, qtbot: QtBot
) -> None:
    state = table_page.view.filters.state
    state.setCurrentIndex(state.findData("open"))
    table_page.view.table.focus_first()
    chosen, before = table_page.view.current(), ids(table_page)
    assert chosen is not None
    table_page.refresh(Changes(frozenset({"sections"})))
    qtbot.waitUntil(bench.tasks.is_idle)
    assert ids(table_page) == before
    assert state.currentData() == "open"
    again = table_page.view.current()
    assert again is not None
    assert (again.key, again.line) == (chosen.key, chosen.line)


def test_the_parts_change_by_key_and_the_tools_of_the_schedule_go_with_it(
    page: SectionsPage, bench: Workbench
) -> None:
    bench.actions.action("sections_demand").trigger()
    assert page.top.parts.part() == DEMAND
    assert not page.top.add_button.isVisible()
    assert not bench.actions.action("add_section").isEnabled()
    bench.actions.action("sections_conflicts").trigger()
    assert page.top.parts.part() == CONFLICTS
    bench.actions.action("sections_schedule").trigger()
    assert page.top.add_button.isVisible()
    assert bench.actions.action("add_section").isEnabled()


def test_demand_and_conflicts_show_the_same_school_year_and_hear_of_changes_when_open(
    page: SectionsPage, bench: Workbench, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert page.panels.part(DEMAND) is None
    page.top.parts.choose(DEMAND)
    qtbot.waitUntil(bench.tasks.is_idle)
    demand = page.panels.part(DEMAND)
    assert demand is not None
    assert demand.isVisible()
    assert demand._year == YEAR
    page.top.year.setCurrentIndex(page.top.year.findData(YEAR + 1))
    assert demand._year == YEAR + 1
    page.top.parts.choose(CONFLICTS)
    qtbot.waitUntil(bench.tasks.is_idle)
    conflicts = page.panels.part(CONFLICTS)
    assert conflicts is not None
    assert conflicts._year == YEAR + 1
    heard: list[Changes] = []
    monkeypatch.setattr(demand, "refresh", heard.append)
    changes = Changes(frozenset({"plans"}))
    page.refresh(changes)
    assert heard == []
    page.top.parts.choose(DEMAND)
    assert heard == [changes]
    qtbot.waitUntil(bench.tasks.is_idle)


def test_ctrl_f_goes_to_the_search_and_down_to_the_rows(
    table_page: SectionsPage, bench: Workbench
) -> None:
    bench.actions.action("find").trigger()
    assert table_page.view.filters.search.hasFocus()
    press(table_page.view.filters.search, Qt.Key.Key_Down)
    assert table_page.view.table.hasFocus()


def test_the_section_stands_beside_the_table_where_there_is_room_or_somebody_wants_it(
    table_page: SectionsPage, bench: Workbench
) -> None:
    assert not table_page.view.details_shown()
    bench.actions.action("section_details").trigger()
    assert table_page.view.details_shown()
    bench.actions.action("section_details").trigger()
    assert not table_page.view.details_shown()


def test_a_double_click_opens_the_form(table_page: SectionsPage) -> None:
    opened: list[object] = []
    table_page.view.section_activated.connect(lambda: opened.append(table_page.view.current()))
    spot = QPoint(40, table_page.view.table.rowViewportPosition(2) + 8)
    click(table_page.view.table.viewport(), spot)
    click(table_page.view.table.viewport(), spot, twice=True)
    assert opened == [table_page.view.table.model_of_rows.row_at(2)]


def test_the_week_hears_the_keys_of_the_table(page: SectionsPage) -> None:
    heard: list[str] = []
    page.view.move_wanted.disconnect()
    page.view.cancel_wanted.disconnect()
    page.view.move_wanted.connect(lambda: heard.append("move"))
    page.view.cancel_wanted.connect(lambda: heard.append("cancel"))
    page.view.week.setFocus()
    press(page.view.week, Qt.Key.Key_F2)
    press(page.view.week, Qt.Key.Key_Delete)
    assert heard == ["move", "cancel"]


def test_a_block_of_one_section_chooses_it_and_a_filter_leaves_it_chosen(
    page: SectionsPage, bench: Workbench, qtbot: QtBot
) -> None:
    rows = page.view.table.model_of_rows.shown_rows()
    wanted = next(row for row in rows if row.rhythm.meetings)
    page.view.filters.search.setText(wanted.line.section.section_id)
    block = page.view.week.blocks()[0]
    page.view.week.block_chosen.emit(block.key)
    assert page.view.current() == wanted
    page.view.filters.search.clear()
    qtbot.waitUntil(bench.tasks.is_idle)
    assert page.view.current() == wanted


def test_what_is_reserved_and_who_may_take_it_stands_beside_the_section(
    page: SectionsPage, desk: Desk, bench: Workbench, qtbot: QtBot
) -> None:
    row = page.view.table.model_of_rows.row_at(0)
    section = replace(row.line.section, reserved_for="grade 12=4", grade_min=11, grade_max=12)
    changes = change_section(desk, section)
    page.refresh(changes)
    qtbot.waitUntil(bench.tasks.is_idle)
    page.view.choose(row.key)
    facts = page.view.detail.facts()
    assert facts["Reserved for"] == "grade 12=4"
    assert facts["Grades"] == "11–12"
    assert facts["Teacher"] == section.teacher
    assert facts["Where"].startswith(row.site)


def test_sections_taught_as_one_class_are_named_together(
    page: SectionsPage, desk: Desk, bench: Workbench, qtbot: QtBot
) -> None:
    row = next(
        row for row in page.view.table.model_of_rows.shown_rows()
        if row.line.section.teacher and row.room
    )  # fmt: skip
    twin = replace(row.line.section, section_id="VL26-TWIN", seats=5)
    page.refresh(add_section(desk, twin))
    qtbot.waitUntil(bench.tasks.is_idle)
    page.view.choose(row.key)
    assert page.view.detail.facts()["Taught with"] == f"VL26-TWIN {row.line.title}"
