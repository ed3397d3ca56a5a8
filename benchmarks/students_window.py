"""Start to a usable Students page with 22,000 rows, a keystroke in its search, and the memory.

Yardsticks: a bare PySide6 program with a plain model of the same rows, both as whole processes from
the start of the interpreter; and for the keystroke a QSortFilterProxyModel whose predicate is
written in Python.
"""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSortFilterProxyModel
from PySide6.QtWidgets import QApplication, QTableView

from benchmarks._bare_window import PlainModel
from benchmarks._measure import TODAY, big_district, median_seconds, tell
from cte_desktop import app
from cte_desktop.services.students import list_students
from cte_desktop.system.clock import Clock
from cte_desktop.ui.students.page import StudentsPage

Index = QModelIndex | QPersistentModelIndex
Rows = Sequence[list[str]]
MOST_MEMORY_MB = 300


class PythonProxy(QSortFilterProxyModel):
    """A filter as it is usually written."""

    wanted = ""

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:  # noqa: N802 - Qt's name
        model = self.sourceModel()
        texts = (str(model.data(model.index(row, c, parent))) for c in range(3))
        return any(self.wanted in text.casefold() for text in texts)


def main() -> None:
    """Measure start, keystroke and memory."""
    application = app.make_application()
    desk = big_district()
    rows = [
        [r.name, r.student_id, str(r.grade_level), r.school, r.counselor, r.pathway]
        for r in list_students(desk)
    ]
    path = desk.database.path
    assert path is not None  # noqa: S101 - it was opened from a file
    desk.close()
    bare = _bare_start(rows)
    tell("start: whole process to usable", _whole_process("_program_window", path), bare, "<= 2.5x")

    start = app.Start(Clock(TODAY), "benchmark", database=path)
    opened = median_seconds(lambda: _open_and_close(application, start), runs=3)
    tell("start: after unlocking to usable", opened, bare, "<= 250 ms, <= 2.5x")
    program = app.build(application, start)
    page = _usable_page(application, program)

    queries = ["m", "ma", "mar", "mart", "marti", "martin", ""]
    ours = median_seconds(lambda: _type(application, page, queries), runs=3) / len(queries)
    theirs = _proxy_keystroke(application, rows, queries)
    tell("search: a keystroke, repainted", ours, theirs, "<= 15 ms")
    tell("memory with the district open", _resident_mb(), 0, f"<= {MOST_MEMORY_MB} MB", "MB")
    program.close()


def _whole_process(module: str, file: Path) -> float:
    """Return the seconds from the start of a fresh interpreter to its word "usable"."""

    def once() -> None:
        call = [sys.executable, "-m", f"benchmarks.{module}", str(file)]
        said = subprocess.run(call, capture_output=True, text=True, check=True)
        if said.stdout != "usable\n":
            message = f"{module} was not usable: {said.stderr}"
            raise RuntimeError(message)

    return median_seconds(once, runs=3)


def _bare_start(rows: Rows) -> float:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "rows.csv")
        with file.open("w", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows(rows)
        return _whole_process("_bare_window", file)


def _open_and_close(application: QApplication, start: app.Start) -> None:
    """Open window, database and list with every library loaded, as behind the unlock page."""
    program = app.build(application, start)
    _usable_page(application, program)
    program.close()


def _usable_page(application: QApplication, program: app.Program) -> StudentsPage:
    while True:
        application.processEvents()
        time.sleep(0.002)  # a loop without rest would hold up the threads that read
        if program.desk is None:
            continue
        if program.window.stack.open_id() != "students":
            program.window.open_page("students")
        page = program.window.page("students")
        if isinstance(page, StudentsPage) and page.model.rowCount() > 0:
            page.grab()
            return page


def _type(application: QApplication, page: StudentsPage, queries: list[str]) -> None:
    for query in queries:
        page.model.search(query)
        page.table.viewport().repaint()
        application.processEvents()


def _proxy_keystroke(application: QApplication, rows: Rows, queries: list[str]) -> float:
    view, model, proxy = QTableView(), PlainModel(list(rows)), PythonProxy()
    proxy.setSourceModel(model)
    view.setModel(proxy)
    view.resize(1280, 800)
    view.show()
    application.processEvents()

    def type_all() -> None:
        for query in queries:
            proxy.wanted = query
            proxy.invalidate()
            view.viewport().repaint()
            application.processEvents()

    return median_seconds(type_all, runs=1) / len(queries)


def _resident_mb() -> float:
    """Return the memory of this process in MB; on systems without /proc its peak."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
        line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024
    except OSError:
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
