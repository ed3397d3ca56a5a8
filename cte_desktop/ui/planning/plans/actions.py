"""What a person does with the plans of the student on the table: show, copy, rename, switch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal

from cte_desktop.domain.planning.plan import PlanStatus
from cte_desktop.services import named_plans
from cte_desktop.services.named_plans import LONGEST_NAME, free_name
from cte_desktop.ui.plan_actions import PLANS_MENU
from cte_desktop.ui.planning.as_of.actions import NAMES as AS_OF_NAMES
from cte_desktop.ui.planning.as_of.actions import AsOfActions
from cte_desktop.ui.planning.comparing.actions import NAMES as COMPARE_NAMES
from cte_desktop.ui.planning.comparing.actions import CompareActions
from cte_desktop.ui.planning.plans.course_actions import NAMES as COURSE_NAMES
from cte_desktop.ui.planning.plans.course_actions import CourseActions
from cte_desktop.ui.planning.plans.menu import plans_menu
from cte_desktop.ui.planning.plans.other_bar import OtherPlanBar
from cte_desktop.ui.step_keeper import undo_button
from cte_desktop.ui.widgets.name_dialog import NameDialog
from cte_desktop.ui.widgets.question_dialog import Choice, Question
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from cte_desktop.domain.planning.plan import Plan
    from cte_desktop.services.cases import Case
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.named_plans import PlanChanged
    from cte_desktop.ui.page import Workbench
    from cte_desktop.ui.planning.editor import PlanEditor
    from cte_desktop.ui.planning.plans.menu import Deed

NAMES = (PLANS_MENU, *COMPARE_NAMES, *COURSE_NAMES, *AS_OF_NAMES)
_CHANNEL = "plan.plans"


class PlanActions(QObject):
    """Which plan of the student is on the table, and what is done with the plans as a whole.

    `wanted` is the uid of the plan that is to be shown, "" for the one in force. Signal:
    `reread()`: the student is to be read again, with the plan that is wanted now.
    """

    reread = Signal()

    def __init__(
        self, desk: Desk, bench: Workbench, editor: PlanEditor, button: QWidget, page: str
    ) -> None:
        super().__init__(button)
        self._desk = desk
        self._bench = bench
        self._editor = editor
        self._button = button
        self._status: tuple[str, PlanStatus] | None = None
        self.wanted = ""
        self.comparing = CompareActions(desk, bench, editor, button, self.copy, page)
        self.courses = CourseActions(desk, bench, editor, button, page)
        self.past = AsOfActions(desk, bench, editor, button, self._write, page)
        self.bar = OtherPlanBar()
        self.bar.compare_wanted.connect(self.comparing.compare)
        self.bar.activate_wanted.connect(self.activate)
        self.bar.back_wanted.connect(lambda: self.show_plan(""))
        editor.plan_changed.connect(self._on_plan_changed)
        bench.actions.offer(PLANS_MENU, self.open_menu, page=page, enabled=False)

    def forget(self) -> None:
        """Another student comes to the table: the plan in force is shown."""
        self.wanted = ""
        self.comparing.forget()
        self.courses.forget()
        self.past.forget()

    def on_opened(self, case: Case) -> None:
        """The student was read: what is wanted may be in force by now, or gone."""
        plan = case.plan
        self._status = None if plan is None else (plan.uid, plan.status)
        is_other = plan is not None and plan.status is not PlanStatus.ACTIVE
        self.wanted = plan.uid if plan is not None and is_other else ""

    def show_plan(self, uid: str) -> None:
        """Put another plan of the student on the table; "" is the one in force."""
        self.wanted = uid
        self.reread.emit()

    def open_menu(self) -> None:
        """Show the plans, and what can be done with the one on the table."""
        self._with_plans(self._show_menu)

    def new(self) -> None:
        """Begin an empty plan under a name."""
        self._with_plans(
            lambda case, plans: self._ask(
                tr("New plan"),
                tr("It begins empty. The record and what runs now show in every plan."),
                tr("Begin"),
                free_name(plans, tr("Plan B")),
                plans,
                lambda name: self._write(
                    lambda: named_plans.add_plan(self._desk, case.file.student.uid, name)
                ),
            )
        )

    def copy(self) -> None:
        """Copy the plan on the table, to try something out."""
        plan = self._plan()
        if plan is None:
            return
        self._with_plans(
            lambda _case, plans: self._ask(
                tr("Copy “{plan}”", plan=plan.name),
                tr("Try something out in the copy; the plan itself stays as it is."),
                tr("Copy"),
                free_name(plans, tr("{plan} copy", plan=plan.name)[:LONGEST_NAME]),
                plans,
                lambda name: self._write(lambda: named_plans.copy_plan(self._desk, plan, name)),
            )
        )

    def rename(self) -> None:
        """Give the plan on the table another name."""
        plan = self._plan()
        if plan is None:
            return
        self._with_plans(
            lambda _case, plans: self._ask(
                tr("Rename “{plan}”", plan=plan.name),
                tr("A name that says what the plan is for helps: “Welding by day”."),
                tr("Rename"),
                plan.name,
                [one for one in plans if one.uid != plan.uid],
                lambda name: self._write(
                    lambda: named_plans.rename_plan(self._desk, plan.uid, name)
                ),
            )
        )

    def activate(self) -> None:
        """Put the plan on the table in force."""
        plan = self._plan()
        if plan is not None:
            text = tr("“{plan}” is the active plan now.", plan=plan.name)
            self._write(lambda: named_plans.activate_plan(self._desk, plan.uid), text)

    def delete(self) -> None:
        """Delete the plan on the table; one undo brings it back."""
        plan = self._plan()
        if plan is not None:
            text = tr("“{plan}” was deleted.", plan=plan.name)
            self._write(lambda: named_plans.delete_plan(self._desk, plan.uid), text)

    def choose_printed(self, case: Case, then: Callable[[Case], None]) -> None:
        """Let a person say which plan goes on paper while another than the active one is shown."""
        active = in_force(case)
        if active is case or case.plan is None or active.plan is None:
            then(case)
            return
        question = Question(
            "print_other_plan",
            tr("Which plan do you print?"),
            tr("Each paper names its plan at the foot, so a family can take several home."),
            (
                Choice("shown", tr("“{plan}”, as shown", plan=case.plan.name), primary=True),
                Choice("active", tr("“{plan}”, the active one", plan=active.plan.name)),
            ),
        )
        chosen = {"shown": case, "active": active}
        self._bench.notices.ask(
            self._button.window(),
            question,
            lambda answer: then(chosen[answer]) if answer in chosen else None,
        )

    def _plan(self) -> Plan | None:
        case = self._editor.case()
        return case.plan if case is not None else None

    def _with_plans(self, then: Callable[[Case, Sequence[Plan]], None]) -> None:
        """Read the plans as they are stored, then go on, unless another student came meanwhile."""
        case, desk = self._editor.case(), self._desk
        if case is None:
            return
        uid = case.file.student.uid

        def found(plans: Sequence[Plan]) -> None:
            now = self._editor.case()
            if now is not None and now.file.student.uid == uid:
                then(now, plans)

        self._bench.tasks.read(lambda: named_plans.list_plans(desk, uid), found, channel=_CHANNEL)

    def _show_menu(self, case: Case, plans: Sequence[Plan]) -> None:
        plan = case.plan
        is_other = plan is not None and plan.status is not PlanStatus.ACTIVE
        can_go = plan is not None and (is_other or len(plans) == 1)
        deeds: list[Deed | None] = [
            (tr("New plan…"), "plus", self.new, True),
            (tr("Copy this plan…"), "copy", self.copy, plan is not None),
            (tr("Rename this plan…"), "pencil", self.rename, plan is not None),
            (tr("Make this the active plan"), "check", self.activate, is_other),
            (tr("Delete this plan"), "trash-2", self.delete, can_go),
            None,
            (tr("Compare plans…"), "move-horizontal", self.comparing.compare, len(plans) > 1),
            (tr("Plan as of a date…"), "history", self.past.open_days, True),
            (tr("Add a course sequence…"), "route", self.courses.choose_sequence, True),
            (tr("Apply a template…"), "layout-grid", self.courses.choose_template, True),
            (tr("Save as a template…"), "save", self.courses.save_template, True),
        ]
        menu = plans_menu(
            plans, plan, lambda chosen: self.show_plan(chosen.uid), deeds, self._button
        )
        menu.popup(self._button.mapToGlobal(QPoint(0, self._button.height())))

    def _ask(
        self,
        heading: str,
        hint: str,
        button: str,
        name: str,
        plans: Sequence[Plan],
        then: Callable[[str], None],
    ) -> None:
        taken = [plan.name for plan in plans]
        window = self._button.window()
        dialog = NameDialog(heading, hint, button, name, taken, LONGEST_NAME, window)
        dialog.named.connect(then)
        dialog.open()

    def _write(self, deed: Callable[[], PlanChanged], text: str = "") -> None:
        def done(changed: PlanChanged) -> None:
            if changed.step is None:
                return
            self.wanted = changed.plan.uid if changed.plan is not None else ""
            self._bench.refresh.tell(changed)
            if text:
                button = undo_button(self._desk, self._bench, changed.step)
                self._bench.notices.done(text, button)

        self._bench.tasks.write(deed, done, failed=self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        self._bench.notices.error(error)
        self.reread.emit()

    def _on_plan_changed(self, case: Case) -> None:
        """Undo and redo may put a plan in force, or take it away: then all is read again."""
        plan, before = case.plan, self._status
        self._status = None if plan is None else (plan.uid, plan.status)
        if before is None or self._status == before:
            return
        if plan is None and all(other.uid == before[0] for other in case.plans):
            return  # its first edit was taken back, and can be made again
        self.wanted = "" if plan is None or plan.status is PlanStatus.ACTIVE else plan.uid
        self.reread.emit()


def in_force(case: Case) -> Case:
    """Return the case with the active plan on the table, by which papers go."""
    plan = case.plan
    if plan is None or plan.status is PlanStatus.ACTIVE:
        return case
    active = next((one for one in case.plans if one.status is PlanStatus.ACTIVE), None)
    return case.with_plan(active) if active is not None else case
