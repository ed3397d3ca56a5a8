"""A template for the selected students: looked at first, kept as one step, taken back at once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cte_desktop.services import history
from cte_desktop.services.cases import open_case_of
from cte_desktop.services.desk import Desk
from cte_desktop.services.students import list_students
from cte_desktop.services.template_plans import save_as_template
from cte_desktop.ui.notices import Notice
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.plan_actions import TEMPLATE_FOR_MANY
from cte_desktop.ui.templates.many_actions import ManyTemplates
from cte_desktop.ui.templates.many_dialog import ManyTemplatesDialog


@pytest.fixture
def place(qtbot: QtBot) -> Iterator[QWidget]:
    """What the dialog opens over."""
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    yield made
    made.hide()


def _of_grade(desk: Desk, grade: int) -> list[str]:
    return [line.uid for line in list_students(desk) if line.grade_level == grade]


def _opened(
    desk: Desk, bench: Workbench, place: QWidget, uids: tuple[str, ...], qtbot: QtBot
) -> ManyTemplatesDialog:
    ManyTemplates(desk, bench, lambda: uids, ("students", place))
    bench.actions.open_page("students")
    bench.actions.action(TEMPLATE_FOR_MANY).trigger()
    qtbot.waitUntil(bench.tasks.is_idle)
    return next(iter(place.findChildren(ManyTemplatesDialog)))


def test_what_each_would_get_is_shown_and_kept_as_one_step(
    desk: Desk, bench: Workbench, place: QWidget, qtbot: QtBot
) -> None:
    said: list[Notice] = []
    bench.notices.posted.connect(said.append)
    junior = next(
        case for uid in _of_grade(desk, 11) if (case := open_case_of(desk, uid)).plan is not None
    )
    save_as_template(desk, junior, "Juniors", from_grade=11)
    uids = tuple(_of_grade(desk, 10))
    before = {uid: open_case_of(desk, uid).plans for uid in uids}
    dialog = _opened(desk, bench, place, uids, qtbot)
    assert dialog.template().name == "Juniors"
    assert not dialog.keep_button.isEnabled()
    dialog.look_button.click()
    qtbot.waitUntil(bench.tasks.is_idle)
    rows = dialog.table.rows_model().shown_rows()
    assert {row.uid for row in rows} == set(uids)
    changed = [row.uid for row in rows if row.changes and not row.signed]
    assert f"{len(changed)} plans would change" in dialog.said()
    dialog.keep_button.click()
    qtbot.waitUntil(bench.tasks.is_idle)
    assert said[-1].text == f"The template was applied to {len(changed)} plans."
    after = {uid for uid in uids if open_case_of(desk, uid).plans != before[uid]}
    assert after == set(changed)
    history.undo(desk)
    assert {uid: open_case_of(desk, uid).plans for uid in uids} == before


def test_another_template_is_looked_at_anew(
    desk: Desk, bench: Workbench, place: QWidget, qtbot: QtBot
) -> None:
    dialog = _opened(desk, bench, place, tuple(_of_grade(desk, 9))[:3], qtbot)
    dialog.look_button.click()
    qtbot.waitUntil(bench.tasks.is_idle)
    assert dialog.table.rows_model().counts() == (3, 3)
    dialog.box.setCurrentIndex(1)
    assert dialog.table.rows_model().counts() == (0, 0)
    assert not dialog.keep_button.isEnabled()
    dialog.reject()


def test_without_a_selection_it_says_what_to_do(
    desk: Desk, bench: Workbench, place: QWidget, qtbot: QtBot
) -> None:
    said: list[Notice] = []
    bench.notices.posted.connect(said.append)
    ManyTemplates(desk, bench, tuple, ("students", place)).open()
    assert said[-1].text.startswith("Select the students")
