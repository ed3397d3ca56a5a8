"""Filters answer what counselors ask, alone and together, and add up with search and lists."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cte_desktop.domain.students.caseload import Reminder
from cte_desktop.services.cases import open_case_of
from cte_desktop.services.desk import Desk
from cte_desktop.services.glance import NO_PLAN, NOT_SIGNED, ONE_COURSE, Whose, glance_students
from cte_desktop.services.reminders import add_reminder
from cte_desktop.services.students import list_students, student_named
from cte_desktop.services.tags import tag_many
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.students.fields.of_facts import LANGUAGE, OVERDUE, REMINDER, SOON, TAGS
from cte_desktop.ui.students.fields.of_line import EVERYONE, HAVE_LEFT, LEFT
from cte_desktop.ui.students.fields.of_plans import NOT_SIGNED as NO_SIGNED_PLAN
from cte_desktop.ui.students.fields.of_plans import PLAN
from cte_desktop.ui.students.fields.of_standings import CHANCE, GRADUATION, STAGE
from cte_desktop.ui.students.fields.of_standings import ONE_COURSE as ONE_AWAY
from cte_desktop.ui.students.page import StudentsPage
from tests.ui.hands import click, press
from tests.ui.students.conftest import ShowPage

Wanted = dict[str, str | int]


def _uids(page: StudentsPage) -> set[str]:
    return {row.uid for row in page.model.shown_rows()}


def _choose(page: StudentsPage, bench: Workbench, qtbot: QtBot, wanted: Wanted) -> set[str]:
    page.filters.choose(wanted)
    qtbot.waitUntil(bench.tasks.is_idle)
    return _uids(page)


def test_what_counselors_ask_is_answered(
    show_page: ShowPage, desk: Desk, bench: Workbench, qtbot: QtBot
) -> None:
    page = show_page()
    near = set(glance_students(desk, ONE_COURSE, Whose()))
    unsigned = set(glance_students(desk, NOT_SIGNED, Whose())) | set(
        glance_students(desk, NO_PLAN, Whose())
    )
    one = next(line for line in list_students(desk) if line.uid in near)
    language = student_named(desk, one.uid).home_language
    wanted: Wanted = {"grade": one.grade_level, "counselor": one.counselor, LANGUAGE: language}
    wanted[CHANCE] = ONE_AWAY
    among = {
        line.uid
        for line in list_students(desk)
        if (line.grade_level, line.counselor) == (one.grade_level, one.counselor)
        and student_named(desk, line.uid).home_language == language
    }
    assert _choose(page, bench, qtbot, wanted) == among & near
    found = _choose(page, bench, qtbot, {**wanted, PLAN: NO_SIGNED_PLAN})
    assert found == among & near & unsigned
    assert page.filters.narrowing().chosen == {**wanted, PLAN: NO_SIGNED_PLAN}
    assert page.filters.box(LANGUAGE).currentText() == language


def test_a_filter_is_added_by_keyboard_and_cleared(
    listed_page: StudentsPage, bench: Workbench, qtbot: QtBot
) -> None:
    page = listed_page
    total = page.model.rowCount()
    box = page.filters.box(GRADUATION)
    assert not box.isVisible()
    menu = page.filters.menu()
    titles = [action.text() for action in menu.actions()]
    menu.actions()[titles.index("Graduation")].trigger()
    qtbot.waitUntil(bench.tasks.is_idle)
    assert box.isVisible()
    assert box.hasFocus()
    press(box, Qt.Key.Key_Down)
    assert box.currentText() == "Met"
    assert page.model.rowCount() < total
    assert "Graduation" not in [action.text() for action in page.filters.menu().actions()]
    click(page.filters.clear_button)
    assert page.model.rowCount() == total
    assert not box.isVisible()


def test_tags_and_reminders_narrow_and_follow_what_changes(
    listed_page: StudentsPage, desk: Desk, bench: Workbench, qtbot: QtBot
) -> None:
    page = listed_page
    one, two, three = (row.uid for row in page.model.shown_rows()[:3])
    bench.refresh.tell(tag_many(desk, (one, two), "AP"))
    assert _choose(page, bench, qtbot, {TAGS: "AP"}) == {one, two}
    bench.refresh.tell(tag_many(desk, (three,), "AP"))
    qtbot.waitUntil(bench.tasks.is_idle)
    assert _uids(page) == {one, two, three}
    for uid, days in ((one, -1), (two, 5), (three, 30)):
        due = desk.today() + timedelta(days=days)
        if days < 0:
            due = desk.today()
        bench.refresh.tell(add_reminder(desk, uid, Reminder("", "A. Lee", due, "Call")))
    assert _choose(page, bench, qtbot, {REMINDER: OVERDUE}) == {one}
    assert _choose(page, bench, qtbot, {REMINDER: SOON}) == {one, two}
    assert _choose(page, bench, qtbot, {REMINDER: "any"}) == {one, two, three}
    assert len(_choose(page, bench, qtbot, {REMINDER: "none"})) == 57


def test_steps_in_the_pathway_are_those_of_the_case(
    show_page: ShowPage, desk: Desk, bench: Workbench, qtbot: QtBot
) -> None:
    page = show_page()
    completers = _choose(page, bench, qtbot, {STAGE: "completer"})
    assert completers
    for uid in completers:
        stages = [one.stage for one in open_case_of(desk, uid).audit.programs]
        assert "completer" in stages
    nobody = _choose(page, bench, qtbot, {STAGE: ""})
    assert not nobody & completers


def test_those_who_have_left_are_listed_when_they_are_asked_for(
    show_page: ShowPage, desk: Desk, bench: Workbench, qtbot: QtBot
) -> None:
    uid = next(line.uid for line in list_students(desk) if line.grade_level == 12)
    with desk.database.writing() as tx:
        tx.connection.exec_driver_sql(
            "UPDATE student SET graduation_year = 2026 WHERE uid = ?", (uid,)
        )
    page = show_page()
    assert uid not in _uids(page)
    assert page.count.text() == "59 students"
    assert _choose(page, bench, qtbot, {LEFT: HAVE_LEFT}) == {uid}
    assert len(_choose(page, bench, qtbot, {LEFT: EVERYONE})) == 60
    page.show_only("Completers", (uid,))
    assert _uids(page) == {uid}  # who asks for somebody gets them


def test_the_own_caseload_stands_first(show_page: ShowPage, desk: Desk) -> None:
    names = sorted({line.counselor for line in list_students(desk)})
    page = show_page(mine=names[-1])
    assert page.filters.counselor.itemText(1) == f"Mine: {names[-1]}"
    assert page.filters.counselor.itemData(1) == names[-1]
