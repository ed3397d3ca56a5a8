"""Pictures of the lock, of the report of a fault, and of a start after an unexpected end."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from cte_desktop.services.desk import open_desk
from cte_desktop.services.protection import set_passphrase
from cte_desktop.services.sampling import make_sample_district
from cte_desktop.system import paths
from cte_desktop.system.running import begin_run
from cte_desktop.ui.students.page import StudentsPage
from tools.looking.stage import CLOCK, Stage, Variant, staged, wait_until

PASSPHRASE = "kiln orbit velvet sand moss"  # noqa: S105 - of a throw-away database
_STUDENTS = 60
_REPORT = """\
CTE Desktop 0.8.0
Python 3.11.7 on Linux 6.1
frozen: yes

builtins.ValueError
  ui/planning/page.py:212 in _on_dropped
    self._editor.place(course, cell)
  ui/planning/editor.py:98 in place
    return self._show(place_course(self._plan, course, cell))
"""


def lock_pictures(application: QApplication, out: Path, variant: Variant, folder: Path) -> None:
    """Take the pictures; `folder` is for databases of their own."""
    open_one, locked = folder / "sierra.cte", folder / "golden.cte"
    if not locked.exists():
        for file in (open_one, locked):
            make_sample_district(file, CLOCK, students=_STUDENTS)
        desk = open_desk(locked, None, CLOCK, actor="A. Lee", writable=True)
        set_passphrase(desk, "", PASSPHRASE)
        desk.close()
    begin_run(paths.data_folder(), open_one, paths.log_folder())
    with staged(application, out, variant, open_one) as stage:
        stage.wait_for(StudentsPage)
        stage.grab("ended-unexpectedly")
        stage.program.tell_crash(_REPORT, paths.log_folder() / "crash-20261121-120000-01.txt")
        stage.grab("crash-notice")
        dialog = stage.program.crashes.dialog
        if dialog is not None:
            stage.grab("crash-report", dialog)
            dialog.close()
        _lock(stage)
        stage.grab("locked-without-passphrase")
    with staged(application, out, variant, locked) as stage:
        wait_until(lambda: stage.program.opener is not None)
        opener = stage.program.opener
        if opener is not None:
            opener.open(locked, PASSPHRASE)
        stage.wait_for(StudentsPage)
        _guess(stage)


def _guess(stage: Stage) -> None:
    _lock(stage)
    stage.grab("locked")
    locker = stage.program.locker
    panel = locker.panel if locker is not None else None
    while panel is not None and not panel.is_waiting():
        panel.field.setText("not this one")
        panel.unlock.click()
        wait_until(lambda: not panel.unlock.text().endswith("…"))
        stage.grab("locked-wrong" if not panel.is_waiting() else "locked-waiting")


def _lock(stage: Stage) -> None:
    if stage.program.locker is not None:
        stage.program.locker.lock("menu")
