"""Plans of a list with students of other caseloads: refused before the work, not after it."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from cte_desktop.domain.people.roles import Role
from cte_desktop.services.desk import Desk
from cte_desktop.ui.page import Workbench
from cte_desktop.ui.students.filling.actions import FillMany
from cte_desktop.ui.students.page import PAGE
from tests.ui.hands import click
from tests.ui.seats import seat
from tests.ui.students.filling.test_many import opened
from tests.ui.students.test_page import shown


def test_students_of_others_are_counted_before_plans_are_looked_for(
    bench: Workbench, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    seat(desk, Role.COUNSELOR, "Nobody's")
    page = shown(bench, desk, qtbot)
    FillMany(desk, bench, page.listed, (PAGE, page))
    bench.actions.open_page(PAGE)
    failed: list[Exception] = []
    bench.tasks.failed.connect(failed.append)
    monkeypatch.setattr(
        "cte_desktop.services.filling.many.filling.fill_many",
        lambda *_args, **_more: pytest.fail("plans were looked for"),
    )
    dialog = opened(page, bench, qtbot)
    count = len(dialog.scope.uids())
    click(dialog.work_button)
    qtbot.waitUntil(bench.tasks.is_idle)
    assert str(failed[-1]).startswith(f"{count} of these {count} students")
    assert not dialog.is_working()
    assert dialog.isVisible()
