"""What is asked: cancel the section, move it, give it fewer seats, or retire its course."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from cte_desktop.domain.catalog.timetable import WEEKDAYS, clock_text
from cte_desktop.domain.catalog.typed_times import clock_in
from cte_desktop.domain.planning.sections.changes import (
    CancelSection,
    MoveSection,
    RetireCourse,
    SectionChange,
    ShrinkSection,
)
from cte_desktop.domain.planning.sections.offers import key_of
from cte_desktop.domain.planning.week import section_week
from cte_desktop.ui import theme
from cte_desktop.ui.sections.field_cell import CourseField, text_field
from cte_desktop.ui.widgets.day_button import DayButton
from cte_desktop.ui.widgets.labels import ThemedLabel, sentence, title
from cte_desktop.wording.blast_summary import section_line
from cte_desktop.wording.sections import not_a_time
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.section import Section

_TIME_WIDTH = 72
_SEATS_WIDTH = 72
_COURSE_WIDTH = 360
_INDENT = 30  # under the words of a choice, past its ring


class Kind(Enum):
    """The kinds of changes, as they stand in the form."""

    CANCEL = 0
    MOVE = 1
    SHRINK = 2
    RETIRE = 3


class ChangeForm(QWidget):
    """The form about a section, or about courses alone. Signal: `changed()`."""

    changed = Signal()

    def __init__(self, section: Section | None, catalog: Catalog) -> None:
        super().__init__()
        self._section = section
        self._catalog = catalog
        self.setAccessibleName(tr("What is thought about"))
        self.kinds = QButtonGroup(self)
        self.days = {day: DayButton(day) for day in WEEKDAYS}
        self.start = text_field(tr("From"), "15:45")
        self.end = text_field(tr("To"), "18:15")
        self.seats = text_field(tr("Seats"))
        self.course = CourseField(catalog)
        self.course.setAccessibleName(tr("Course"))
        self.course.setPlaceholderText(tr("Code or a word of the title"))
        self.fault = sentence("")
        self.fault.set_color("must_fix")
        self._make_choices()
        self._put_together()
        self._begin()
        self._listen()

    def change(self) -> SectionChange | None:
        """Return what is asked, None as long as `fault` says what is missing."""
        words = self._fault_words()
        self.show_fault(words)
        return None if words else self._change()

    def show_fault(self, words: str) -> None:
        """Say what keeps the change from being looked at; "" for nothing."""
        self.fault.setText(words)
        self.fault.setVisible(bool(words))

    def choose(self, kind: Kind) -> None:
        """Choose a kind of change and go to it."""
        self.kinds.button(kind.value).setChecked(True)
        self.focus_first()

    def focus_first(self) -> None:
        """Take the focus: the chosen kind, or the course where there is nothing to choose."""
        chosen = self.kinds.button(self.kind().value)
        wanted: QWidget = chosen if self._section is not None else self.course
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def kind(self) -> Kind:
        """Return the kind that is chosen."""
        return Kind(self.kinds.checkedId())

    def _make_choices(self) -> None:
        words = {
            Kind.CANCEL: tr("&Cancel it"),
            Kind.MOVE: tr("&Move it to other times"),
            Kind.SHRINK: tr("Give it &fewer seats"),
            Kind.RETIRE: tr("&Retire the course"),
        }
        for kind, text in words.items():
            button = QRadioButton(text)
            button.setAccessibleName(text.replace("&", ""))
            self.kinds.addButton(button, kind.value)

    def _put_together(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.INSIDE))
        section = self._section
        course = tr("What would break without a course?")
        column.addWidget(title(tr("What would break?") if section is not None else course))
        if section is not None:
            column.addWidget(sentence(section_line(section, self._catalog)))
        column.addWidget(
            sentence(
                tr("Nothing is stored while you look: everybody's plan stays as it is."),
                muted=True,
            )
        )
        column.addSpacing(theme.px(theme.INSIDE))
        for kind in Kind:
            button = self.kinds.button(kind.value)
            fields = self._fields(kind)
            if section is None:
                button.hide()
                for field in fields if kind is not Kind.RETIRE else ():
                    field.setParent(self)
                    field.hide()
            else:
                column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            if fields and (section is not None or kind is Kind.RETIRE):
                column.addLayout(_indented(fields, 0 if section is None else _INDENT))
        column.addWidget(self.fault)
        column.addStretch(1)
        self.fault.hide()

    def _fields(self, kind: Kind) -> tuple[QWidget, ...]:
        match kind:
            case Kind.MOVE:
                to = ThemedLabel("–", color="text_muted")
                return (*self.days.values(), self.start, to, self.end)
            case Kind.SHRINK:
                return (self.seats, ThemedLabel(self._seats_now(), color="text_muted"))
            case Kind.RETIRE:
                after = tr("is taught no more from the next school year on")
                return (self.course, ThemedLabel(after, color="text_muted"))
            case _:
                return ()

    def _seats_now(self) -> str:
        seats = None if self._section is None else self._section.seats
        if seats is None:
            return tr("nobody knows how many it has now")
        return trn("of {shown} now", "of {shown} now", seats, shown=f"{seats:,}")

    def _begin(self) -> None:
        for field, width in ((self.start, _TIME_WIDTH), (self.end, _TIME_WIDTH)):
            field.setFixedWidth(theme.px(width))
        self.seats.setFixedWidth(theme.px(_SEATS_WIDTH))
        self.course.setMinimumWidth(theme.px(_COURSE_WIDTH))
        section = self._section
        kind = Kind.CANCEL if section is not None else Kind.RETIRE
        self.kinds.button(kind.value).setChecked(True)
        if section is None:
            return
        self.course.show_code(section.course_code)
        meetings = section_week(section, self._catalog).meetings
        for meeting in meetings:
            self.days[meeting.weekday].setChecked(True)
        hours = {(meeting.start, meeting.end) for meeting in meetings}
        if len(hours) == 1:  # else a move would change weekdays that nobody has touched
            start, end = hours.pop()
            self.start.setText(clock_text(start))
            self.end.setText(clock_text(end))

    def _listen(self) -> None:
        self.kinds.idToggled.connect(lambda _kind, _on: self._on_changed())
        for button in self.days.values():
            button.clicked.connect(lambda: self._on_typed(Kind.MOVE))
        typed: tuple[tuple[QLineEdit, Kind], ...] = (
            (self.start, Kind.MOVE),
            (self.end, Kind.MOVE),
            (self.seats, Kind.SHRINK),
            (self.course, Kind.RETIRE),
        )
        for field, kind in typed:
            field.textEdited.connect(lambda _text, meant=kind: self._on_typed(meant))

    def _on_typed(self, kind: Kind) -> None:
        """Whoever fills in a field means its kind of change."""
        self.kinds.button(kind.value).setChecked(True)
        self._on_changed()

    def _on_changed(self) -> None:
        self.fault.hide()
        self.changed.emit()

    def _change(self) -> SectionChange:
        section, kind = self._section, self.kind()
        if kind is Kind.RETIRE or section is None:
            return RetireCourse(self.course.code())
        if kind is Kind.MOVE:
            start, end = clock_in(self.start.text()), clock_in(self.end.text())
            return MoveSection(key_of(section), self._days(), start or 0, end or 0)
        if kind is Kind.SHRINK:
            return ShrinkSection(key_of(section), int(self.seats.text().strip()))
        return CancelSection(key_of(section))

    def _days(self) -> str:
        return "".join(day for day, button in self.days.items() if button.isChecked())

    def _fault_words(self) -> str:
        match self.kind():
            case Kind.CANCEL:
                return ""
            case Kind.MOVE:
                return self._move_fault()
            case Kind.SHRINK:
                return self._seats_fault()
            case Kind.RETIRE:
                return self._course_fault()

    def _course_fault(self) -> str:
        code = self.course.code()
        if not code:
            return tr("Choose the course.")
        if code not in self._catalog.listed_by_code:
            return tr('The catalog has no course "{course}".', course=code)
        return ""

    def _move_fault(self) -> str:
        if not self._days():
            return tr("Choose at least one weekday.")
        for field in (self.start, self.end):
            text = field.text().strip()
            if not text:
                return tr("Write when it starts and when it ends, such as 15:45.")
            if clock_in(text) is None:
                return not_a_time(text)
        start, end = clock_in(self.start.text()), clock_in(self.end.text())
        if start is not None and end is not None and end <= start:
            return tr("It has to end after it starts.")
        return ""

    def _seats_fault(self) -> str:
        text = self.seats.text().strip()
        if not (text.isascii() and text.isdigit()):
            return tr("Write how many seats there would be, 0 or more.")
        now = None if self._section is None else self._section.seats
        if now is not None and int(text) >= now:
            return trn(
                "It has {count} seat now; write fewer.",
                "It has {count} seats now; write fewer.",
                now,
            )
        return ""


def _indented(fields: tuple[QWidget, ...], by: int) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(theme.px(by) if by else 0, 0, 0, theme.px(theme.TIGHT))
    row.setSpacing(theme.px(theme.TIGHT))
    for field in fields:
        row.addWidget(field)
    row.addStretch(1)
    return row
