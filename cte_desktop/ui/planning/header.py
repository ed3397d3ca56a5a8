"""The head of the plan page: who it is, which plan, and the papers."""

from __future__ import annotations

from functools import partial
from textwrap import shorten
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLayout, QMenu, QVBoxLayout, QWidget

from cte_desktop.domain.school_year import grade_in, school_year_of
from cte_desktop.services.fixed_times import times_of
from cte_desktop.ui import theme
from cte_desktop.ui.approvals.chip import StatusChip
from cte_desktop.ui.widgets.buttons import icon_button, primary_button, push_button
from cte_desktop.ui.widgets.labels import ElidedLabel, page_title
from cte_desktop.wording.experiences import around_line
from cte_desktop.wording.labels import grade_label, school_label
from cte_desktop.wording.translate import tr, trn
from cte_desktop.wording.week import fixed_times_label
from cte_desktop.wording.wishes import short_wishes

if TYPE_CHECKING:
    from cte_desktop.domain.students.student import Student
    from cte_desktop.services.cases import Case

_PLAN_WIDTH = 140
_LONGEST_WISH = 160
"""Characters of a goal or a major that stand in the head; the dialog shows the rest."""


class StudentHeader(QWidget):
    """Name, grade, school, class, pathways, plan; Print and Certificate.

    The wishes stand beside the name in short; goal and major follow where there is room for them,
    else they stand in the tooltip.
    Signals: `edit_requested()`, `around_requested()`, `wishes_requested()`, `fill_requested()`,
    `plans_requested()`, `print_requested()`, `certificate_requested(pathway)`.
    """

    edit_requested = Signal()
    fill_requested = Signal()
    plans_requested = Signal()
    around_requested = Signal()
    wishes_requested = Signal()
    print_requested = Signal()
    certificate_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._name = page_title("")
        self.edit_button = icon_button(
            "pencil", tr("Edit goal, major and preferred name"), self.edit_requested.emit
        )
        self.around_button = icon_button(
            "award", tr("Around the pathway: workshops, work, certifications (F6)"),
            self.around_requested.emit,
        )  # fmt: skip
        self.wishes_button = icon_button(
            "star", tr("Wishes of the student (Shift+F4)"), self.wishes_requested.emit
        )
        self._wished = ElidedLabel(size=theme.CAPTION, color="text_muted", at_end=True)
        self._facts = ElidedLabel(color="text_muted")
        self.plan_button = push_button("", "chevron-down", self.plans_requested.emit)
        self.plan_button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow comes last
        self.certificate_button = push_button(tr("Certificate…"), "award", self.choose_certificate)
        self.status_chip = StatusChip()
        self._completed: tuple[str, ...] = ()
        self.certificate_button.setVisible(False)
        self.fill_button = push_button(tr("Fill plan (F5)"), "circle-dot", self.fill_requested.emit)
        self.fill_button.setToolTip(tr("Look for the best plan; you keep or discard it (F5)"))
        self.print_button = primary_button(tr("Print…"), "printer", self.print_requested.emit)
        self.print_button.setToolTip(
            tr("Preview the four-year plan, then print or save it (Ctrl+P)")
        )
        self._put_together()

    def _put_together(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(theme.PAGE), theme.px(10), theme.px(theme.GAP),
                               theme.px(10))  # fmt: skip
        row.setSpacing(theme.px(theme.INSIDE))
        names = QVBoxLayout()
        names.setSpacing(theme.px(1))
        names.addLayout(self._name_row())
        names.addWidget(self._facts)
        row.addLayout(names, 1)
        row.addWidget(self.plan_button)
        row.addWidget(self.status_chip)
        row.addSpacing(theme.px(theme.INSIDE))
        row.addWidget(self.fill_button)
        row.addWidget(self.certificate_button)
        row.addWidget(self.print_button)

    def show_case(self, case: Case, caseload: str = "") -> None:
        """Show whose plan this is; `caseload` says whose student it is who may only be looked
        at.
        """
        student, catalog = case.file.student, case.district.catalog
        self._name.setText(student.list_name)
        grade = grade_in(school_year_of(case.day), student.graduation_year)
        facts = [
            *((caseload,) if caseload else ()),
            tr("{grade} grade", grade=grade_label(grade)),
            school_label(student.school, catalog),
            tr("class of {year}", year=student.graduation_year),
            *(case.file.pathways or (tr("no pathway yet"),)),
        ]
        fixed = times_of(case)
        if fixed:
            facts.append(fixed_times_label(len(fixed)))
        surrounded = around_line(case.file.experiences, case.day)
        if surrounded:
            facts.append(surrounded)
        words = " · ".join(facts)
        after = "".join(f" · {wish}" for wish in _after_school(student))
        noted = short_wishes(case.file.wishes, catalog)
        self._wished.set_text(noted)
        self._facts.set_text(words, after)
        self._show_plan(case)
        self.status_chip.show_case(case)
        told = tr("wishes: {wishes}", wishes=noted) if noted else ""
        self.setAccessibleName(f"{student.list_name}: {words}{after}{told and ' · '}{told}")

    def show_completed(self, pathways: tuple[str, ...]) -> None:
        """Offer the certificate when a pathway is completed."""
        self._completed = pathways
        self.certificate_button.setVisible(bool(pathways))
        self.certificate_button.setToolTip(
            tr("Preview the certificate of {pathways}", pathways=", ".join(pathways))
        )

    def choose_certificate(self) -> None:
        """Ask for the certificate of the completed pathway; of several, offer a menu."""
        if len(self._completed) == 1:
            self.certificate_requested.emit(self._completed[0])
            return
        menu = QMenu(self.certificate_button)
        menu.setAccessibleName(tr("Completed pathways"))
        for pathway in self._completed:
            chosen = partial(self.certificate_requested.emit, pathway)
            menu.addAction(pathway.replace("&", "&&"), chosen)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.certificate_button.mapToGlobal(QPoint(0, self.certificate_button.height())))

    def facts(self) -> str:
        """Return the words under the name."""
        return self._facts.text()

    def _show_plan(self, case: Case) -> None:
        name = case.plan.name if case.plan else tr("no plan yet")
        width = theme.px(_PLAN_WIDTH)
        cut = self.plan_button.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, width)
        self.plan_button.setText(f"{cut} ")
        others = sum(1 for plan in case.plans if case.plan is None or plan.uid != case.plan.uid)
        words = [tr("Plan shown: {plan}", plan=name)]
        if others:
            words.append(trn("{count} other plan", "{count} other plans", others))
        words.append(tr("copy, switch, compare (F8)"))
        self.plan_button.setToolTip(" · ".join(words))
        self.plan_button.setAccessibleName(", ".join(words))

    def _name_row(self) -> QLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        row.addWidget(self._name)
        row.addWidget(self.edit_button)
        row.addWidget(self.around_button)
        row.addWidget(self.wishes_button)
        row.addWidget(self._wished, 1)
        return row


def _after_school(student: Student) -> list[str]:
    """Return what the student wants after school, each in one short line."""
    goal, major = (
        shorten(text, _LONGEST_WISH, placeholder="…") for text in (student.goal, student.major)
    )
    found = [tr("goal: {goal}", goal=goal)] if goal else []
    return [*found, tr("major: {major}", major=major)] if major else found
