"""Looking at the student's plan as of an earlier day from the plan page, and bringing it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from cte_desktop.services import as_of
from cte_desktop.services.plan_comparing import compare_cases
from cte_desktop.system.errors import KnownError
from cte_desktop.ui.planning.as_of.dialog import AsOfDialog
from cte_desktop.ui.student_file_actions import PLAN_AS_OF
from cte_desktop.wording.errors import told
from cte_desktop.wording.labels import date_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from cte_desktop.domain.planning.plan import Plan
    from cte_desktop.services.as_of import DayOfChange, PlanThen
    from cte_desktop.services.cases import Case
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.named_plans import PlanChanged
    from cte_desktop.services.plan_comparing import PlansCompared
    from cte_desktop.ui.page import Workbench
    from cte_desktop.ui.planning.editor import PlanEditor

    Write = Callable[[Callable[[], PlanChanged], str], None]

NAMES = (PLAN_AS_OF,)
_CHANNEL = "plan.as_of"
_DAYS_CHANNEL = "plan.as_of.days"


@dataclass(frozen=True, slots=True)
class _Shown:
    """What the dialog shows: the plan of a day, held against the one on the table."""

    then: PlanThen
    now: Plan | None
    same: Plan | None  # the same plan as it is now
    compared: PlansCompared | None


class AsOfActions(QObject):
    """Opens the dialog, reads the days and the plan of the day chosen, and brings it back.

    `write(deed, words)` does a deed about plans and says so.
    """

    def __init__(
        self,
        desk: Desk,
        bench: Workbench,
        editor: PlanEditor,
        over: QWidget,
        write: Write,
        page: str,
    ) -> None:
        super().__init__(over)
        self._desk = desk
        self._bench = bench
        self._editor = editor
        self._over = over
        self._write = write
        self._open: AsOfDialog | None = None
        self._shown: _Shown | None = None
        bench.actions.offer(PLAN_AS_OF, self.open_days, page=page, enabled=False)

    def open_days(self) -> None:
        """Show the plan as it stood before the last day on which it changed."""
        case, desk = self._editor.case(), self._desk
        if case is None:
            return
        self.forget()
        student = case.file.student
        name = f"{student.preferred_name or student.first_name} {student.last_name}"
        dialog = AsOfDialog(name, student.student_id, desk.today(), self._over.window())
        dialog.day_chosen.connect(lambda day: self._read(dialog, day))
        dialog.back_wanted.connect(lambda keep: self._bring_back(dialog, keep=keep))
        dialog.finished.connect(lambda _how: self._on_finished(dialog))
        self._open = dialog
        dialog.open()
        self._bench.tasks.read(
            lambda: as_of.days_of_change(desk, student.uid),
            lambda found: self._begin(dialog, found),
            failed=lambda error: self._on_failed(dialog, error),
            channel=_DAYS_CHANNEL,
        )

    def forget(self) -> None:
        """Another student comes to the table: what was opened about this one closes."""
        if self._open is not None:
            self._open.reject()

    def _begin(self, dialog: AsOfDialog, found: Sequence[DayOfChange]) -> None:
        if self._open is not dialog:
            return
        dialog.offer(found)
        today = self._desk.today()
        earlier = [one.day for one in found if one.day < today]
        day = earlier[0] if earlier else today - timedelta(days=1)
        dialog.choose(day)
        self._read(dialog, day)

    def _read(self, dialog: AsOfDialog, day: date) -> None:
        desk, case = self._desk, self._editor.case()
        if case is None:
            return

        def done(shown: _Shown) -> None:
            if self._open is dialog:
                self._show(dialog, case, shown)

        self._bench.tasks.read(
            lambda: _look(desk, case, day),
            done,
            failed=lambda error: self._on_failed(dialog, error),
            channel=_CHANNEL,
        )

    def _show(self, dialog: AsOfDialog, case: Case, shown: _Shown) -> None:
        self._shown = shown
        now = case.plan.name if case.plan is not None else tr("no plan yet")
        dialog.show_then(shown.then, shown.compared, tr("{plan}, today", plan=now))
        plan = shown.then.plan
        differs = plan is not None and (
            shown.same is None or plan.placements != shown.same.placements
        )
        dialog.offer_back(offered=differs, can_keep=shown.same is not None)

    def _bring_back(self, dialog: AsOfDialog, *, keep: bool) -> None:
        shown, desk = self._shown, self._desk
        plan = shown.then.plan if shown is not None else None
        if shown is None or plan is None:
            return
        day = date_label(shown.then.day)
        kept = ""
        if keep and shown.same is not None:
            today = date_label(desk.today())
            kept = tr("{plan} until {day}", plan=shown.same.name, day=today)
        dialog.accept()
        self._write(
            lambda: as_of.bring_back(desk, plan.student_uid, plan, kept),
            tr("“{plan}” is back as it was on {day}.", plan=plan.name, day=day),
        )

    def _on_failed(self, dialog: AsOfDialog, error: Exception) -> None:
        if self._open is not dialog:
            return
        if isinstance(error, KnownError):
            dialog.say(told(error).whole)
        else:
            dialog.reject()
            self._bench.notices.error(error)

    def _on_finished(self, dialog: AsOfDialog) -> None:
        if self._open is dialog:
            self._open = self._shown = None


def _look(desk: Desk, case: Case, day: date) -> _Shown:
    shown = case.plan.uid if case.plan is not None else ""
    then = as_of.plan_as_of(desk, case.file.student.uid, day, shown)
    plan = then.plan
    if plan is None:
        return _Shown(then, case.plan, None, None)
    known = (case.plan, *case.plans) if case.plan is not None else case.plans
    same = next((one for one in known if one.uid == plan.uid), None)
    compared = compare_cases(as_of.on_the_table(desk, case, plan), case)
    return _Shown(then, case.plan, same, compared)
