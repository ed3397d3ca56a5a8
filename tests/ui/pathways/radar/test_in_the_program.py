"""The radar in the whole program: opened from anywhere, and a plan filled from it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cte_desktop.app import Program, Start, build
from cte_desktop.ui.fill_actions import RADAR
from cte_desktop.ui.pathways.page import PathwaysPage
from cte_desktop.ui.planning.page import PlanPage
from tests.ui.districts import CLOCK, copied
from tests.ui.hands import click

_LONG = 60_000


@pytest.fixture
def program(qapp: QApplication, kept_file: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Program]:
    made = build(qapp, Start(CLOCK, "A. Lee", copied(kept_file, tmp_path / "open")))
    qtbot.waitUntil(lambda: made.desk is not None and made.bench.tasks.is_idle(), timeout=_LONG)
    yield made
    made.close()


def test_the_radar_opens_from_any_page_and_fills_the_plan_of_the_chosen_student(
    program: Program, qtbot: QtBot
) -> None:
    program.window.open_page("students")
    program.bench.actions.action(RADAR).trigger()
    qtbot.waitUntil(program.bench.tasks.is_idle, timeout=_LONG)
    page = cast("PathwaysPage", program.window.page("pathways"))
    radar = page.radar
    assert radar is not None
    assert radar.isVisible()
    line = radar.table.current_row()
    assert line is not None
    click(radar.side.reach_button)
    qtbot.waitUntil(program.bench.tasks.is_idle, timeout=_LONG)
    plan = cast("PlanPage", program.window.page("plan"))
    case = plan.case()
    assert plan.isVisible()
    assert case is not None
    assert case.file.student.uid == line.uid
    assert plan.filling.beside.reach.isVisible()
