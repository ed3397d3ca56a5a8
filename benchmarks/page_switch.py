"""Going from page to page with 22,000 students: until the page that was asked for is drawn.

Each page, and each part of a page that has several, is visited once before; then from another page
and back. Yardstick: the same switch between two empty pages of a window of Qt.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from benchmarks._measure import STUDENTS, TODAY, big_district, kept_folder, median_seconds, tell
from cte_desktop import app
from cte_desktop.services.cases import open_case
from cte_desktop.services.desk import open_desk
from cte_desktop.services.standings import bring_up_to_date
from cte_desktop.services.students import list_students
from cte_desktop.system.clock import Clock
from cte_desktop.ui.panel_page import PanelPage

PAGES = ("home", "students", "plan", "sections", "pathways", "completers", "data", "settings")
RUNS = 9


def main() -> None:
    """Measure each page."""
    application = app.make_application()
    big_district().close()
    with tempfile.TemporaryDirectory(dir=kept_folder()) as folder:
        file = Path(folder, "district.cte")
        for ending in ("", ".keys"):
            made = kept_folder() / f"district-{STUDENTS}.cte{ending}"
            if made.exists():
                shutil.copy(made, f"{file}{ending}")
        os.environ["CTE_DATA_FOLDER"] = folder
        _bring_up_to_date(file)  # else the figures behind it would be worked out meanwhile
        program = app.build(application, app.Start(Clock(TODAY), "benchmark", database=file))
        while program.desk is None or program.keeper is None:
            application.processEvents()
            time.sleep(0.002)
        _measure(application, program)
        program.close()


def _bring_up_to_date(file: Path) -> None:
    desk = open_desk(file, None, Clock(TODAY), actor="benchmark", writable=True)
    bring_up_to_date(desk)
    desk.close()


def _measure(application: QApplication, program: app.Program) -> None:
    desk, window = program.desk, program.window
    assert desk is not None  # noqa: S101 - it was waited for
    window.resize(1280, 800)
    planned = next(one for one in list_students(desk) if open_case(desk, one.student_id).plan)
    program.bench.requests.student_requested.emit(planned.uid)
    _rest(application, program)
    yardstick = _empty_switch(application)
    for page in PAGES:
        away = "home" if page != "home" else "students"

        def there(page: str = page) -> None:
            window.open_page(page)
            application.processEvents()

        tell(page, _median(application, program, away, there), yardstick, "<= 50 ms")
        shown = window.page(page)
        if isinstance(shown, PanelPage):
            for place in range(1, len(shown.panels)):
                window.open_page(page)

                def part(place: int = place, shown: PanelPage = shown) -> None:
                    shown.sections.setCurrentRow(place)
                    application.processEvents()

                name = f"{page}: part {place + 1}"
                first = lambda shown=shown: shown.sections.setCurrentRow(0)  # noqa: E731
                tell(name, _median(application, program, first, part), yardstick, "<= 50 ms")


def _median(
    application: QApplication,
    program: app.Program,
    away: str | Callable[[], None],
    there: Callable[[], None],
) -> float:
    times = []
    for number in range(RUNS + 1):
        if isinstance(away, str):
            program.window.open_page(away)
        else:
            away()
        _rest(application, program)
        begun = time.perf_counter()
        there()
        if number:  # the first visit builds the page
            times.append(time.perf_counter() - begun)
        _rest(application, program)
    return sorted(times)[len(times) // 2]


def _rest(application: QApplication, program: app.Program) -> None:
    application.processEvents()
    while not program.bench.tasks.is_idle():
        time.sleep(0.002)
        application.processEvents()
    application.processEvents()


def _empty_switch(application: QApplication) -> float:
    stack = QStackedWidget()
    for _ in range(2):
        stack.addWidget(QWidget())
    stack.resize(1280, 800)
    stack.show()
    application.processEvents()

    def switch() -> None:
        stack.setCurrentIndex(1 - stack.currentIndex())
        application.processEvents()

    return median_seconds(switch)


if __name__ == "__main__":
    main()
