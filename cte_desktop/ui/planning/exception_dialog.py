"""One exception for a student: what is decided, by whom and why, and what it would change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from cte_desktop.domain.audit.exceptions import SUMS
from cte_desktop.domain.students.decisions import GRADUATION_ALONE, Decision
from cte_desktop.services.decisions import (
    EXCEPTION_KINDS,
    GRADUATION,
    NAMES,
    Fault,
    fault_in,
)
from cte_desktop.ui import theme
from cte_desktop.ui.planning.decision_fields import (
    code_in,
    course_field,
    day_in,
    days_as_written,
    text_field,
)
from cte_desktop.ui.planning.program_body import flat
from cte_desktop.ui.widgets.buttons import ChoiceBox, primary_button, push_button
from cte_desktop.ui.widgets.labels import ThemedLabel, sentence, title
from cte_desktop.wording.decisions import kind_text
from cte_desktop.wording.labels import decision_label
from cte_desktop.wording.programs import program_title, requirement_title
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.domain.audit.result import RequirementResult
    from cte_desktop.services.cases import Case

_WIDTH = 480
_PAUSE = 150
"""Milliseconds after the last key before the effect is worked out."""


@dataclass(frozen=True, slots=True)
class Start:
    """What stands in the dialog at first: a decision to change, or a place to begin with."""

    decision: Decision
    is_new: bool = True


class ExceptionDialog(QDialog):
    """The form. Signals: `decided(Decision)`; `effect_wanted(Decision)` when a whole decision
    stands there; answer with `show_effect`.
    """

    decided = Signal(object)
    effect_wanted = Signal(object)

    def __init__(
        self, case: Case, categories: tuple[str, ...], start: Start, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        heading = tr("New exception") if start.is_new else tr("Change the exception")
        self.setWindowTitle(heading)
        self.setAccessibleName(heading)
        self._case = case
        self.kind = ChoiceBox(tr("Kind"))
        self.program = ChoiceBox(tr("Program"))
        self.requirement = ChoiceBox(tr("Requirement"))
        self.category = ChoiceBox(tr("Category"))
        self.for_course = course_field(case, tr("Course taken"))
        self.course = course_field(case, tr("Course"))
        self.reason = text_field(tr("Reason"))
        self.approved_by = text_field(tr("Approved by"))
        self.on = text_field(tr("Date"))
        self.on.setPlaceholderText(tr("YYYY-MM-DD"))
        self._form = QFormLayout()
        self._effect = sentence("", muted=True)
        self._fault = ThemedLabel("", color="must_fix")
        self._fault.setWordWrap(True)
        self._save = primary_button(tr("Save"), press=self._on_save)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self._ask_effect)
        self._fill_choices(categories)
        self._put_together(heading)
        self._begin(start.decision)
        self._listen()
        self._on_changed()

    def decision(self) -> Decision:
        """Return what the form says."""
        kind = str(self.kind.currentData())
        asked = NAMES[kind]
        return Decision(
            kind,
            str(self.program.currentData()),
            str(self.requirement.currentData() or "") if "requirement" in asked else "",
            code_in(self.course) if "course_code" in asked else "",
            code_in(self.for_course) if "for_course" in asked else "",
            str(self.category.currentData() or "") if "category" in asked else "",
            self.reason.text().strip(),
            self.approved_by.text().strip(),
            day_in(self.on),
        )

    def show_effect(self, decision: Decision, text: str) -> None:
        """Say what the decision would change; one that has changed since is not spoken of."""
        if _same_effect(decision, self.decision()):
            self._effect.setText(text)

    def effect(self) -> str:
        """Return what the form says that the decision would change."""
        return self._effect.text()

    def fault(self) -> str:
        """Return the sentence about what is missing, "" when nothing is said."""
        return self._fault.text()

    def _fill_choices(self, categories: tuple[str, ...]) -> None:
        for kind in EXCEPTION_KINDS:
            self.kind.addItem(kind_text(kind), kind)
        for program in self._case.audit.programs:
            if program.id != "cci":
                self.program.addItem(program_title(program.id), program.id)
        for category in categories:
            self.category.addItem(decision_label(category), category)

    def _put_together(self, heading: str) -> None:
        side = theme.px(theme.PAGE)
        column = QVBoxLayout(self)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(12))
        column.addWidget(title(heading))
        self._form.setHorizontalSpacing(theme.px(theme.GAP))
        self._form.setVerticalSpacing(theme.px(theme.INSIDE))
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for field in self._fields():
            label = QLabel(field.accessibleName())
            label.setBuddy(field)
            self._form.addRow(label, field)
        column.addLayout(self._form)
        column.addWidget(self._effect)
        column.addWidget(self._fault)
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        row.addStretch(1)
        row.addWidget(push_button(tr("Cancel"), press=self.reject))
        row.addWidget(self._save)
        column.addLayout(row)
        self.setMinimumWidth(theme.px(_WIDTH))

    def _fields(self) -> tuple[QWidget, ...]:
        return (
            self.kind, self.program, self.for_course, self.course, self.requirement,
            self.category, self.reason, self.approved_by, self.on,
        )  # fmt: skip

    def _begin(self, decision: Decision) -> None:
        _choose(self.kind, decision.kind)
        _choose(self.program, decision.program or GRADUATION)
        self._fill_requirements()
        _choose(self.requirement, decision.requirement)
        _choose(self.category, decision.category)
        self.course.setText(decision.course_code)
        self.for_course.setText(decision.for_course)
        self.reason.setText(decision.reason)
        self.approved_by.setText(decision.approved_by)
        self.on.setText((decision.on or self._case.day).isoformat())

    def _listen(self) -> None:
        self.kind.currentIndexChanged.connect(lambda _place: self._on_changed())
        self.program.currentIndexChanged.connect(lambda _place: self._on_program())
        self.requirement.currentIndexChanged.connect(lambda _place: self._on_changed())
        self.category.currentIndexChanged.connect(lambda _place: self._on_changed())
        for field in (self.course, self.for_course, self.reason, self.approved_by, self.on):
            field.textChanged.connect(lambda _text: self._on_changed())

    def _on_program(self) -> None:
        chosen = self.requirement.currentData()
        self._fill_requirements()
        _choose(self.requirement, str(chosen or ""))
        self._on_changed()

    def _fill_requirements(self) -> None:
        program = str(self.program.currentData())
        result = self._case.audit.program(program)
        self.requirement.clear()
        self.requirement.addItem("", "")
        rows = result.requirements if result is not None else ()
        for depth, row in _requirements(rows):
            name = requirement_title(program, row, self._case.district.catalog)
            self.requirement.addItem(f"{'    ' * depth}{name}", row)

    def _on_changed(self) -> None:
        kind = str(self.kind.currentData())
        if kind in GRADUATION_ALONE:
            _choose(self.program, GRADUATION)
        self.program.setEnabled(kind not in GRADUATION_ALONE)
        for name, field in (
            ("requirement", self.requirement),
            ("course_code", self.course),
            ("for_course", self.for_course),
            ("category", self.category),
        ):
            self._form.setRowVisible(field, name in NAMES[kind])
        self._name_course(kind)
        self._fault.setText("")
        self._effect.setText("")
        self._timer.start()

    def _name_course(self, kind: str) -> None:
        """Say what the course of a decision of this kind is for."""
        match kind:
            case "substitution":
                name, hint = tr("Counts as"), ""
            case "waiver":
                name, hint = tr("Only by the course"), tr("Empty: the whole requirement is waived")
            case _:
                name, hint = tr("Course"), ""
        label = self._form.labelForField(self.course)
        if isinstance(label, QLabel):
            label.setText(name)
        self.course.setAccessibleName(name)
        self.course.setPlaceholderText(hint)

    def _ask_effect(self) -> None:
        decision = self.decision()
        whole = Decision(
            decision.kind, decision.program, decision.requirement, decision.course_code,
            decision.for_course, decision.category, "-", "-", self._case.day,
        )  # fmt: skip
        if fault_in(whole, self._case) is None:
            self.effect_wanted.emit(decision)

    def _on_save(self) -> None:
        decision = self.decision()
        fault = fault_in(decision, self._case)
        if fault is None:
            self.accept()
            self.decided.emit(decision)
            return
        written = self.on.text().strip()
        if fault.field == "on" and decision.on is None and written:
            one, other = days_as_written(self._case.day)
            text = tr('"{text}" is no date; write {one} or {other}.',
                      text=written, one=one, other=other)  # fmt: skip
            fault = Fault("on", text)
        self._fault.setText(fault.text)
        self._field_of(fault).setFocus(Qt.FocusReason.OtherFocusReason)

    def _field_of(self, fault: Fault) -> QWidget:
        fields = {"course_code": self.course, "for_course": self.for_course, "on": self.on}
        found: QWidget = fields.get(fault.field) or getattr(self, fault.field)
        return found


def _requirements(rows: tuple[RequirementResult, ...]) -> list[tuple[int, str]]:
    return [(depth, row.id) for depth, row in flat(rows) if row.kind not in SUMS]


def _choose(box: ChoiceBox, value: str) -> None:
    place = box.findData(value)
    if place >= 0:
        box.setCurrentIndex(place)


def _same_effect(one: Decision, other: Decision) -> bool:
    return (one.kind, one.program, one.requirement, one.course_code, one.for_course) == (
        other.kind, other.program, other.requirement, other.course_code, other.for_course
    )  # fmt: skip
