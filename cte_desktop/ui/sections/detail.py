"""The right side: everything about the chosen section, who is in it, and what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from cte_desktop.ui import theme
from cte_desktop.ui.sections.order_list import OrderList
from cte_desktop.ui.widgets.buttons import push_button
from cte_desktop.ui.widgets.finding_row import FindingRow, Severity
from cte_desktop.ui.widgets.flow_layout import FlowLayout
from cte_desktop.ui.widgets.labels import SectionHeader, ThemedLabel, sentence, title
from cte_desktop.wording.labels import term_label
from cte_desktop.wording.sections import bells_label, grades_label, meeting_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QAction

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.planning.sections.seats.open_order import Queued
    from cte_desktop.ui.sections.listed import SectionRow

_NAME_WIDTH = 84
_CO_SEATED_MOST = 4


class SectionDetail(QScrollArea):
    """The chosen section. Signal: `student_chosen(uid)`."""

    student_chosen = Signal(str)

    def __init__(self, buttons: Sequence[tuple[str, QAction]]) -> None:
        super().__init__()
        self.setAccessibleName(tr("The chosen section"))
        self._title = title("")
        self._title.setWordWrap(True)
        self._under = sentence("", muted=True)
        self._cancelled = ThemedLabel(tr("Cancelled"), bold=True, color="warning")
        self._facts = _Facts()
        self._problems = QVBoxLayout()
        self._shown: SectionRow | None = None
        self.order = OrderList()
        self.buttons = _Buttons(buttons)
        self.order.student_chosen.connect(self.student_chosen.emit)
        self._none = sentence(tr("Choose a section to see who is in it."), muted=True)
        self._whole = QWidget()
        self._put_together()

    def show_row(
        self, row: SectionRow | None, catalog: Catalog, beside: Sequence[SectionRow] = ()
    ) -> None:
        """Show a section, None for none; `beside` are those taught with it as one class."""
        same = row is not None and self._shown is not None and row.key == self._shown.key
        self._shown = row
        self._none.setVisible(row is None)
        self._whole.setVisible(row is not None)
        if row is None:
            return
        section = row.line.section
        self._title.setText(row.line.title)
        words = (section.section_id, section.course_code, row.kind, term_label(section.term))
        self._under.setText(" · ".join(words))
        self._cancelled.setVisible(section.cancelled)
        self.buttons.name_as("cancel_section", tr("Reopen") if section.cancelled else tr("Cancel…"))
        self._facts.show_facts(_facts_of(row, catalog, beside))
        self._show_problems(row)
        if not same:
            self.order.show_order(None)
            self.verticalScrollBar().setValue(0)

    def show_order(self, order: tuple[Queued, ...]) -> None:
        """Show who has a seat and who waits."""
        self.order.show_order(order)

    def row(self) -> SectionRow | None:
        """Return the section that is shown."""
        return self._shown

    def facts(self) -> dict[str, str]:
        """Return what is said of the section, by its names."""
        return self._facts.said()

    def _put_together(self) -> None:
        around = QWidget()
        outer = QVBoxLayout(around)
        outer.setContentsMargins(theme.px(theme.GAP), 0, theme.px(theme.INSIDE), 0)
        outer.addWidget(self._none)
        outer.addWidget(self._whole)
        outer.addStretch(1)
        column = QVBoxLayout(self._whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.INSIDE))
        column.addWidget(self._title)
        column.addWidget(self._under)
        column.addWidget(self._cancelled)
        column.addWidget(self.buttons)
        column.addWidget(self._facts)
        self._problems.setSpacing(0)
        column.addLayout(self._problems)
        column.addWidget(self.order)
        self._whole.hide()
        self.setWidget(around)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _show_problems(self, row: SectionRow) -> None:
        while self._problems.count():
            former = self._problems.takeAt(0)
            widget = former.widget() if former is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if not row.line.problems:
            return
        self._problems.addWidget(SectionHeader(tr("Problems")))
        for problem in row.line.problems:
            severity: Severity = "must_fix" if problem.stops else "warning"
            self._problems.addWidget(FindingRow(severity, problem.text))


class _Buttons(QWidget):
    """What can be done, in a line or two; each follows its action."""

    def __init__(self, entries: Sequence[tuple[str, QAction]]) -> None:
        super().__init__()
        flow = FlowLayout(self, theme.px(theme.INSIDE))
        self._by_action: dict[str, QPushButton] = {}
        for words, action in entries:
            button = push_button(words, press=action.trigger)
            button.setToolTip(action.toolTip())
            button.setObjectName(action.objectName())
            action.enabledChanged.connect(button.setEnabled)
            button.setEnabled(action.isEnabled())
            flow.addWidget(button)
            self._by_action[action.objectName()] = button

    def name_as(self, action: str, words: str) -> None:
        """Name what an action would do now, if it has a button here."""
        button = self._by_action.get(action)
        if button is not None:
            button.setText(words)
            button.setAccessibleName(words)


class _Facts(QWidget):
    """Names and what is known under each; a name without anything known is left out."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, theme.px(theme.TIGHT), 0, theme.px(theme.TIGHT))
        self._grid.setHorizontalSpacing(theme.px(theme.INSIDE))
        self._grid.setVerticalSpacing(theme.px(6))
        self._grid.setColumnMinimumWidth(0, theme.px(_NAME_WIDTH))
        self._grid.setColumnStretch(1, 1)
        self._lines: dict[str, tuple[ThemedLabel, ThemedLabel]] = {}

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show these facts."""
        said = dict(facts)
        for name in said:
            if name not in self._lines:
                self._add(name)
        for name, (label, words) in self._lines.items():
            text = said.get(name, "")
            words.setText(text)
            label.setVisible(bool(text))
            words.setVisible(bool(text))

    def said(self) -> dict[str, str]:
        """Return what is shown."""
        return {name: words.text() for name, (_, words) in self._lines.items() if words.text()}

    def _add(self, name: str) -> None:
        line = self._grid.rowCount()
        label, words = ThemedLabel(name, color="text_muted"), sentence("")
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._grid.addWidget(label, line, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(words, line, 1)
        self._lines[name] = label, words


def _facts_of(
    row: SectionRow, catalog: Catalog, beside: Sequence[SectionRow]
) -> tuple[tuple[str, str], ...]:
    section = row.line.section
    where = ", ".join(word for word in (row.site, row.room) if word)
    others = [f"{one.line.section.section_id} {one.line.title}" for one in beside]
    return (
        (tr("When"), _times(row, catalog)),
        (tr("Where"), where),
        (tr("Teacher"), section.teacher or tr("not known")),
        (tr("Seats"), _seats(row)),
        (tr("Reserved for"), section.reserved_for),
        (tr("Grades"), grades_label(section)),
        (tr("Pathway"), ", ".join(row.line.pathways)),
        (tr("Taught with"), "\n".join(others[:_CO_SEATED_MOST])),
    )


def _times(row: SectionRow, catalog: Catalog) -> str:
    """Return the meetings, a line each; a period with the bells that ring it."""
    section = row.line.section
    said = []
    for meeting in section.meetings:
        if meeting.start is None and meeting.period:
            said.append(bells_label(meeting.period, section.site, meeting.days, catalog))
        else:
            said.append(meeting_label(meeting))
    return "\n".join(words for words in said if words) or tr("not known")


def _seats(row: SectionRow) -> str:
    count = row.line.count
    if count.seats is None:
        return tr("not known; {taken} taken", taken=count.taken)
    words = tr(
        "{taken} of {seats} taken, {left} left",
        taken=count.taken,
        seats=count.seats,
        left=count.left,
    )
    if count.waiting:
        words = tr("{words}, {waiting} waiting", words=words, waiting=count.waiting)
    return words
