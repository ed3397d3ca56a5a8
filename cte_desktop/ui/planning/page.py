"""The plan page: one student's years, from the record to what is still to be planned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from cte_desktop.services.cases import open_case_of
from cte_desktop.services.decisions import exceptions_of
from cte_desktop.services.student_edits import case_steps
from cte_desktop.services.student_fields import change_fields
from cte_desktop.ui import theme
from cte_desktop.ui.approvals.actions import ApprovalActions, Table
from cte_desktop.ui.page import Page, Workbench
from cte_desktop.ui.planning.audit_panel import AuditPanel
from cte_desktop.ui.planning.audited import audited
from cte_desktop.ui.planning.card_actions import CardActions
from cte_desktop.ui.planning.decided import decided_of
from cte_desktop.ui.planning.editor import PlanEditor
from cte_desktop.ui.planning.filling.actions import NAMES as FILL_NAMES
from cte_desktop.ui.planning.filling.actions import FillActions
from cte_desktop.ui.planning.grid_model import PlanGridModel
from cte_desktop.ui.planning.grid_table import used_keys
from cte_desktop.ui.planning.grid_view import PlanGridView
from cte_desktop.ui.planning.header import StudentHeader
from cte_desktop.ui.planning.meeting.mode import NAMES as MEETING_NAMES
from cte_desktop.ui.planning.meeting.mode import MeetingMode
from cte_desktop.ui.planning.page_layout import PlanTable, fill_left, no_student
from cte_desktop.ui.planning.palette import Palette
from cte_desktop.ui.planning.panel_actions import PanelActions
from cte_desktop.ui.planning.papers import Papers
from cte_desktop.ui.planning.plans.actions import NAMES as PLAN_NAMES
from cte_desktop.ui.planning.plans.actions import PlanActions
from cte_desktop.ui.planning.sections.requests.actions import NAMES as MATRIX_NAMES
from cte_desktop.ui.planning.sections.requests.actions import MatrixActions
from cte_desktop.ui.planning.sections.week.actions import NAMES as WEEK_NAMES
from cte_desktop.ui.planning.sections.week.actions import WeekActions
from cte_desktop.ui.planning.student_dialog import StudentDialog
from cte_desktop.ui.planning.tray import Tray
from cte_desktop.ui.widgets.buttons import follow
from cte_desktop.ui.widgets.focus_order import keep_reading_order
from cte_desktop.wording.people import caseload_words
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.domain.planning.approval import Approval
    from cte_desktop.services.cases import Case
    from cte_desktop.services.changes import Changes
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.student_edits import CaseStep
    from cte_desktop.services.student_fields import StudentFields
    from cte_desktop.ui.planning.audited import Audited
    from cte_desktop.ui.planning.grid_layout import CardPlace

PAGE = "plan"
_AUDIT_CHANNEL = "plan.audit"
_OPEN_CHANNEL = "plan.open"
_PANEL_ACTIONS = ("what_if", "add_program", "add_exception")
_AROUND, _WISHES = "around_pathway", "wishes"
_BESIDE = (_AROUND, "student_pathways", _WISHES)  # offered beside this page, which says when
_CASE_ACTIONS = (
    "edit_student",
    "print_plan",
    *_BESIDE,
    *_PANEL_ACTIONS,
    *FILL_NAMES,
    *PLAN_NAMES,
    *WEEK_NAMES,
    *MATRIX_NAMES,
    *MEETING_NAMES,
)
_STALE_AFTER = 100
"""Milliseconds after which the figures of before are marked as such."""


class PlanPage(Page):
    """The page. `open_student(uid)` puts a student on the table."""

    listens = frozenset(
        {"catalog", "students", "record", "plans", "decisions", "settings", "rules", "approvals"}
    )

    def __init__(self, desk: Desk, bench: Workbench) -> None:
        super().__init__()
        self._desk = desk
        self._bench = bench
        self._uid = ""
        self._shown = ""  # whose plan is on the table
        self._looked_at: Case | None = None  # the case that is shown, perhaps a proposal
        self._own_steps: set[int] = set()
        self._reload_after_save = False
        self.editor = PlanEditor(desk, bench.tasks, bench.notices, self)
        self.model = PlanGridModel(self)
        self.header = StudentHeader()
        self.palette_part = Palette()
        self.tray = Tray()
        self.grid = PlanGridView(self.model)
        self.panel = AuditPanel()
        self.papers = Papers(desk, bench, self)
        self.papers.awarded.connect(bench.refresh.tell)
        self._card_actions = CardActions(desk, bench, self.editor, self.grid, PAGE)
        self.sections = self._card_actions.sections
        self.filling = FillActions(desk, bench, self.editor, self.grid, self.panel, PAGE)
        self.panel_actions = PanelActions(desk, bench, self.editor, self.panel, self._show_again)
        self.week_actions = WeekActions(bench, self.editor, self.grid, self.papers, PAGE)
        choose = self.week_actions.choose_section
        self.matrix_actions = MatrixActions(desk, bench, self.editor, self.grid, choose, PAGE)
        self.plans = PlanActions(desk, bench, self.editor, self.header.plan_button, PAGE)
        self.agreeing = self._new_agreeing()
        self._stale_timer = self._new_stale_timer()
        self._left = QFrame()
        bars = (self.plans.bar, self.filling.table.bar)
        self._table = PlanTable(self.header, bars, self._left, self.grid, self.filling.beside)
        parts = (self.editor, self.grid, self.filling)
        self.meeting = MeetingMode(
            desk, bench, self._table, parts, self._card_actions.carry_out, PAGE
        )
        self._empty = no_student(self._choose_student)
        self._stack = QStackedWidget()
        self._stops: list[QWidget] = []  # of Tab
        self._put_together()

    def open_student(self, uid: str) -> None:
        """Read a student's case and show it."""
        if uid != self._uid:
            self.plans.forget()
        self._uid = uid
        self._read()

    def case(self) -> Case | None:
        """Return the case on the table."""
        return self.editor.case()

    def activate(self) -> None:
        self._on_undo_changed()
        if self.case() is None:
            self._empty.findChildren(QPushButton)[0].setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._bench.requests.words_changed.emit(self.panel.summary_text())
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def deactivate(self) -> None:
        self.meeting.end()
        self.grid.give_up()
        for name, text in (("undo", tr("&Undo")), ("redo", tr("&Redo"))):
            self._bench.actions.set_text(name, text)

    def refresh(self, changes: Changes) -> None:
        if not self._uid or changes.step in self._own_steps:
            return
        if not changes.students or self._uid in changes.students:
            self._read()

    def _new_agreeing(self) -> ApprovalActions:
        table = Table(self.case, self.plans.comparing.compare_copy, self._on_print_copy)
        chip = self.header.status_chip
        chip.serve(self._bench.actions)
        return ApprovalActions(self._desk, self._bench, table, chip, PAGE)

    def _new_stale_timer(self) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(_STALE_AFTER)
        timer.timeout.connect(lambda: self.panel.set_stale(stale=True))
        return timer

    def _put_together(self) -> None:
        self.setAccessibleName(tr("Plan"))
        fill_left(self._left, self.palette_part, self.tray)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._table)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self._stack)
        theme.news().changed.connect(self._table.share_width)
        self._listen()
        self._offer_actions()

    def _listen(self) -> None:
        self.editor.plan_changed.connect(self._show)
        self.filling.table.shown.connect(self._show)
        self.filling.table.changed.connect(self._on_undo_changed)
        self.filling.table.changed.connect(self._card_actions.look_again)
        self.editor.undo_changed.connect(self._on_undo_changed)
        self.editor.saved.connect(self._on_saved)
        self.editor.reload_wanted.connect(self._read)
        opened = (self.week_actions, self.matrix_actions, self.sections, self.filling, self.plans)
        for one in (*opened, self._card_actions.places, self.agreeing):
            self.panel_actions.forgotten.connect(one.forget)
        self.filling.beside.time_wanted.connect(self.week_actions.open_fixed_times)
        self.plans.reread.connect(self._read)
        self.plans.comparing.look_for(self.filling.table.proposal)
        self.filling.table.bar.compare_wanted.connect(self.plans.comparing.compare)
        self.meeting.retold.connect(self._show_again)
        self.palette_part.chosen.connect(self.grid.carry)
        self.tray.chosen.connect(self.grid.carry)
        self.tray.removed.connect(self.editor.remove)
        self.tray.dropped.connect(self.editor.set_aside)
        self.tray.place_wanted.connect(self.plans.courses.place_parked)
        self.grid.put_requested.connect(self.editor.put)
        self.grid.hint_changed.connect(self._bench.requests.hint_changed)
        self.grid.card_changed.connect(self._on_card_changed)
        self.panel.used_pointed.connect(self.grid.light)
        self.panel.toggled.connect(self._order_stops)
        self.panel.fix_requested.connect(self._card_actions.carry_out)
        self.header.edit_requested.connect(self._on_edit_student)
        self.header.wishes_requested.connect(self._bench.actions.action(_WISHES).trigger)
        self.header.around_requested.connect(self._bench.actions.action(_AROUND).trigger)
        self.header.fill_requested.connect(self.filling.fill)
        self.header.plans_requested.connect(self.plans.open_menu)
        self.header.print_requested.connect(self._on_print)
        self.header.certificate_requested.connect(self._on_certificate)

    def _offer_actions(self) -> None:
        actions = self._bench.actions
        actions.offer("undo", self.filling.undo, page=PAGE, enabled=False)
        actions.offer("redo", self.filling.redo, page=PAGE, enabled=False)
        actions.offer("find", self._on_find, page=PAGE)
        actions.offer("edit_student", self._on_edit_student, page=PAGE, enabled=False)
        actions.offer("print_plan", self._on_print, page=PAGE, enabled=False)
        actions.offer("print_certificate", self.header.choose_certificate, page=PAGE, enabled=False)
        follow(self.header.print_button, actions.action("print_plan"))
        follow(self.header.certificate_button, actions.action("print_certificate"))
        follow(self.header.fill_button, actions.action("fill_plan"))
        for name, button in zip(_PANEL_ACTIONS, self.panel.buttons, strict=True):
            actions.offer(name, button.click, page=PAGE, enabled=False)

    def _read(self) -> None:
        if self.editor.is_saving() and self._uid == self._shown:
            self._reload_after_save = True
            return
        desk, uid, plan = self._desk, self._uid, self.plans.wanted
        self._bench.tasks.read(
            lambda: _opened(desk, uid, plan),
            self._on_opened,
            failed=self._on_not_opened,
            channel=_OPEN_CHANNEL,
        )

    def _on_opened(self, opened: tuple[Case, tuple[CaseStep, ...]]) -> None:
        case, steps = opened
        uid = case.file.student.uid
        if self.editor.is_saving() and uid == self._shown:
            self._reload_after_save = True  # it was edited while it was read
            return
        other = uid != self._shown
        self._shown = uid
        if other:
            self.panel_actions.forget()
        self.grid.give_up()
        self.plans.on_opened(case)
        self.editor.open(case, steps)
        self.filling.reread(case)
        self._stack.setCurrentIndex(1)
        self._show(self.filling.table.case() or case)
        self.palette_part.show_case(case)
        for name in _CASE_ACTIONS:
            self._bench.actions.set_enabled(name, True, page=PAGE)
        if other:
            self.palette_part.field.clear()
            self.grid.start()
            if self.isVisible():
                self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_not_opened(self, error: Exception) -> None:
        if not isinstance(error, LookupError):
            self._bench.notices.error(error)
            return
        self._bench.notices.information(tr("This student is no longer in the database."))
        self._uid = self._shown = ""
        self.panel_actions.forget()
        self.meeting.end()
        self.agreeing.clear()
        self.grid.give_up()
        self.editor.close()
        self._stack.setCurrentWidget(self._empty)
        for name in (*_CASE_ACTIONS, "print_certificate"):
            self._bench.actions.set_enabled(name, False, page=PAGE)

    def _show(self, case: Case) -> None:
        self._looked_at = case
        self.model.show(case)
        self.tray.show_case(case)
        caseload = caseload_words(self._desk.person, case.file.student.counselor)
        self.header.show_case(case, caseload)
        self.plans.bar.show_case(case)
        self.agreeing.show_case(case)
        self.meeting.show_case(case)
        self._stale_timer.start()
        tried, desk = self.panel_actions.what_if, self._desk
        self._bench.tasks.read(
            lambda: audited(desk, case, tried), self._on_audited, channel=_AUDIT_CHANNEL
        )

    def _show_again(self) -> None:
        """Show the case on the table anew, with what is tried out now."""
        case = self.filling.table.case() or self.case()
        if case is not None:
            self._show(case)

    def _on_audited(self, audited: Audited) -> None:
        case, completed, tried = audited.case, audited.completed, audited.tried
        if case is not self._looked_at:
            return
        self._stale_timer.stop()
        self.panel.set_stale(stale=False)
        catalog = case.district.catalog
        self.panel.show_audit(case.audit, audited.findings, catalog, decided_of(case))
        self.panel.exceptions.show_decisions(exceptions_of(case), catalog)
        self.panel.show_what_if(tried, catalog)
        self.model.mark(case.findings)
        self.palette_part.show_case(case)
        self.header.show_completed(completed)
        self.meeting.show_audited(case)
        self._order_stops()
        self._bench.actions.set_enabled("print_certificate", bool(completed), page=PAGE)
        if self.isVisible():
            self._bench.requests.words_changed.emit(self.panel.summary_text())

    def _order_stops(self) -> None:
        self._stops = keep_reading_order(self, self._stops)

    def _on_undo_changed(self) -> None:
        actions = self._bench.actions
        for name, text, nothing in (
            ("undo", self.filling.undo_name(), tr("&Undo")),
            ("redo", self.filling.redo_name(), tr("&Redo")),
        ):
            actions.set_text(name, text or nothing)
            actions.set_enabled(name, bool(text), page=PAGE)

    def _on_saved(self, changes: Changes) -> None:
        if changes.step is not None:
            self._own_steps.add(changes.step)
        self._bench.refresh.tell(changes)
        self._reload_after_save |= "approvals" in changes.nouns
        if self._reload_after_save and not self.editor.is_saving():
            self._reload_after_save = False
            self._read()

    def _on_card_changed(self, place: CardPlace | None) -> None:
        self.panel.light(used_keys(place) if place is not None else frozenset())

    def _on_find(self) -> None:
        if self.case() is None:
            self._choose_student()
        else:
            self.palette_part.field.focus()

    def _choose_student(self) -> None:
        self._bench.requests.page_requested.emit("students")

    def _on_edit_student(self) -> None:
        case = self.case()
        if case is None:
            return
        dialog = StudentDialog(case.file.student, self.window())
        dialog.written.connect(self._on_written)
        self.panel_actions.forgotten.connect(dialog.reject)
        dialog.open()

    def _on_written(self, fields: StudentFields) -> None:
        case = self.case()
        edit = change_fields(case.file.student, fields) if case is not None else None
        if edit is not None:
            self.editor.change(edit)

    def _on_print(self) -> None:
        case = self.case()
        if case is not None:
            if self.filling.table.proposal() is not None:
                said = tr("The plan as it is goes on paper; keep the proposal first to print it.")
                self._bench.notices.information(said)
            self.plans.choose_printed(case, self.papers.preview_plan)

    def _on_print_copy(self, copy: Approval) -> None:
        case = self.case()
        if case is not None:
            self.papers.preview_copy(case, copy)

    def _on_certificate(self, pathway: str) -> None:
        case = self.case()
        if case is not None:
            self.papers.preview_certificate(case, pathway)


def _opened(desk: Desk, uid: str, plan: str) -> tuple[Case, tuple[CaseStep, ...]]:
    case = open_case_of(desk, uid, plan)
    return case, case_steps(desk, case)
