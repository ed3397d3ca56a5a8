"""The meeting with one of 22,000 students: from the key to three decisions on the whole screen.

Yardstick: opening a student's plan with its audit and findings, for which a counselor waits anyway.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from itertools import cycle
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from benchmarks._measure import TODAY, big_district, median_seconds, tell
from cte_desktop import app
from cte_desktop.app import Program
from cte_desktop.services.cases import open_case_of
from cte_desktop.services.desk import Desk
from cte_desktop.services.meeting import meeting
from cte_desktop.services.students import list_students
from cte_desktop.system.clock import Clock
from cte_desktop.ui.planning.page import PlanPage

_STUDENTS = 12


def main() -> None:
    """Measure the look at a student, and the screen."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CTE_DATA_FOLDER"] = folder
        application = app.make_application()
        desk = big_district()
        uids = _some(desk)
        path = desk.database.path
        assert path is not None  # noqa: S101 - it was opened from a file
        turns = cycle(uids)
        ours = median_seconds(lambda: meeting(desk, next(turns)), runs=_STUDENTS)
        plan = median_seconds(lambda: _audited(desk, next(turns)), runs=_STUDENTS)
        tell("meeting: new, and to decide", ours, plan, "<= 100 ms")
        desk.close()
        _screen(application, path, uids)


def _audited(desk: Desk, uid: str) -> int:
    return len(open_case_of(desk, uid).findings)


def _some(desk: Desk) -> list[str]:
    """Return students of 10th and 11th grade with a plan."""
    lines = [one for one in list_students(desk) if one.grade_level in {10, 11}]
    step = max(1, len(lines) // (4 * _STUDENTS))
    uids = (one.uid for one in lines[::step])
    return [uid for uid in uids if open_case_of(desk, uid).plan is not None][:_STUDENTS]


def _screen(application: QApplication, path: Path, uids: list[str]) -> None:
    """Measure from the key to the decisions, and beside it opening a plan."""
    program = app.build(application, app.Start(Clock(TODAY), "benchmark", database=path))
    _until(application, lambda: program.desk is not None)
    page = _plan_page(application, program, uids[0])
    turns = cycle(uids)

    def opened() -> None:
        uid = next(turns)
        page.open_student(uid)
        _until(application, lambda: _shown(page) == uid and not page.panel.is_stale())

    def met() -> None:
        page.meeting.begin()
        _until(application, lambda: page.meeting.meeting is not None)
        application.processEvents()

    times = []
    plan = median_seconds(opened, runs=_STUDENTS)
    for _ in uids:
        opened()
        begun = time.perf_counter()
        met()
        times.append(time.perf_counter() - begun)
        page.meeting.end()
        application.processEvents()
    tell("meeting: from F11 to the decisions", sorted(times)[len(times) // 2], plan, "<= 300 ms")
    program.close()


def _plan_page(application: QApplication, program: Program, uid: str) -> PlanPage:
    _until(application, lambda: bool(program.window.stack.open_id()))
    program.bench.requests.student_requested.emit(uid)
    page = program.window.page("plan")
    assert isinstance(page, PlanPage)  # noqa: S101 - the page of that name
    _until(application, lambda: _shown(page) == uid)
    return page


def _shown(page: PlanPage) -> str:
    case = page.case()
    return "" if case is None else case.file.student.uid


def _until(application: QApplication, true: Callable[[], bool]) -> None:
    end = time.monotonic() + 120
    while not true():
        if time.monotonic() > end:
            raise TimeoutError
        application.processEvents()


if __name__ == "__main__":
    main()
