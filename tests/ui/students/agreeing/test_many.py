"""Plans of many are noted as signed, locked and unlocked: looked at first, kept, taken back."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from cte_desktop.services import history
from cte_desktop.services.cases import Case, open_cases
from cte_desktop.services.desk import Desk
from cte_desktop.ui.approval_actions import LOCK_MANY, SIGN_MANY, UNLOCK_MANY
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.students.agreeing.actions import LockForMany, SignForMany, UnlockForMany
from cte_desktop.ui.students.agreeing.forms import LockingForm, SigningForm
from cte_desktop.ui.students.many.dialog import ManyDialog
from cte_desktop.ui.students.page import PAGE, StudentsPage
from tests.ui.students.test_page import shown

GRADE = 10


@pytest.fixture
def page(bench: Workbench, desk: Desk, qtbot: QtBot) -> StudentsPage:
    """The page narrowed to a grade, with the actions."""
    made = shown(bench, desk, qtbot)
    for offer in (SignForMany, LockForMany, UnlockForMany):
        offer(desk, bench, made.listed, (PAGE, made))
    bench.actions.open_page(PAGE)
    made.filters.grade.setCurrentIndex(made.filters.grade.findData(GRADE))
    return made


def _open(page: StudentsPage, bench: Workbench, name: str, qtbot: QtBot) -> ManyDialog:
    bench.actions.action(name).trigger()
    qtbot.waitUntil(bench.tasks.is_idle)
    return next(one for one in page.findChildren(ManyDialog) if one.isVisible())


def _keep(dialog: ManyDialog, bench: Workbench, qtbot: QtBot) -> frozenset[str]:
    dialog.work_button.click()
    qtbot.waitUntil(lambda: bench.tasks.is_idle() and not dialog.is_working())
    kept = frozenset(dialog.preview.kept())
    dialog.keep_button.click()
    qtbot.waitUntil(bench.tasks.is_idle)
    return kept


def _cases(desk: Desk) -> dict[str, Case]:
    return {case.file.student.uid: case for case in open_cases(desk)}


def test_the_plans_of_a_grade_are_noted_as_signed_on_paper(
    page: StudentsPage, bench: Workbench, desk: Desk, qtbot: QtBot
) -> None:
    dialog = _open(page, bench, SIGN_MANY, qtbot)
    form = dialog.form
    assert isinstance(form, SigningForm)
    form.day.setText("soon")
    assert not dialog.work_button.isEnabled()
    form.day.setText("11/20/2026")
    form.counselor.setText("A. Lee")
    kept = _keep(dialog, bench, qtbot)
    after = _cases(desk)
    assert kept
    for uid in kept:
        last = after[uid].standing.last
        assert last is not None
        assert last.names["student"] == after[uid].file.student.legal_name
        assert last.names["counselor"] == "A. Lee"
    history.undo(desk)
    assert not any(case.approvals for case in _cases(desk).values())


def test_plans_of_a_grade_are_locked_and_unlocked_again(
    page: StudentsPage, bench: Workbench, desk: Desk, qtbot: QtBot
) -> None:
    dialog = _open(page, bench, LOCK_MANY, qtbot)
    form = dialog.form
    assert isinstance(form, LockingForm)
    form.reason.setText("the year is planned")
    kept = _keep(dialog, bench, qtbot)
    locked = {
        uid: lock.reason for uid, case in _cases(desk).items() for lock in case.locks.values()
    }
    assert locked == dict.fromkeys(kept, "the year is planned")
    assert kept
    again = _open(page, bench, LOCK_MANY, qtbot)
    again.work_button.click()
    qtbot.waitUntil(lambda: bench.tasks.is_idle() and not again.is_working())
    assert not again.keep_button.isEnabled()
    again.close()
    assert _keep(_open(page, bench, UNLOCK_MANY, qtbot), bench, qtbot) == kept
    assert not any(case.locks for case in _cases(desk).values())


def test_the_courses_of_a_grade_are_locked_in_their_places(
    page: StudentsPage, bench: Workbench, desk: Desk, qtbot: QtBot
) -> None:
    dialog = _open(page, bench, LOCK_MANY, qtbot)
    form = dialog.form
    assert isinstance(form, LockingForm)
    form.what.setCurrentIndex(form.what.findData("11"))
    assert not form.reason.isVisibleTo(form)
    kept = _keep(dialog, bench, qtbot)
    after = _cases(desk)
    assert kept
    for uid in kept:
        plan = after[uid].plan
        assert plan is not None
        placed = [p for p in plan.placed if p.spot and p.spot.grade_level == 11]
        assert placed
        assert all(p.locked for p in placed)
