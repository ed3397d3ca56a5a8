"""A student's week beside the plan: term by term, what clashes, and the ways between sites.

The window stays open while the plan is worked on and follows it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from cte_desktop.domain.planning.sections.week_picture import (
    present_term,
    student_week,
    ways,
    week_findings,
    week_terms,
)
from cte_desktop.ui import theme
from cte_desktop.ui.planning.sections.week.blocks import BUSY_KEY, drawn_week
from cte_desktop.ui.widgets.buttons import ChoiceBox, icon_button, push_button
from cte_desktop.ui.widgets.finding_row import FindingRow
from cte_desktop.ui.widgets.fit_screen import fit_screen
from cte_desktop.ui.widgets.labels import ElidedLabel, caption, sentence, title
from cte_desktop.ui.widgets.week_view import WeekView
from cte_desktop.wording import week as words
from cte_desktop.wording.findings import finding_text
from cte_desktop.wording.fits import SEATS_ARE_A_PLAN
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from cte_desktop.domain.planning.sections.week_picture import WeekBlock, WeekPicture
    from cte_desktop.domain.school_year import Term
    from cte_desktop.services.cases import Case
    from cte_desktop.ui.widgets.finding_row import Severity

_SIZE = (960, 780)
_BELOW = 136

SchoolTerm = tuple[int, "Term"]


class WeekDialog(QDialog):
    """The window of the week.

    Signals: `section_wanted(placement uid)` for a planned class, `fixed_times_wanted()`,
    `print_wanted(school_year, Term)`.
    """

    section_wanted = Signal(str)
    fixed_times_wanted = Signal()
    print_wanted = Signal(int, object)

    def __init__(self, case: Case, parent: QWidget, start: SchoolTerm | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._picture: WeekPicture | None = None
        self._terms: tuple[SchoolTerm, ...] = ()
        self._case = case
        self.view = WeekView(tr("Week"))
        self.term_box = ChoiceBox(tr("Term"))
        self.section_button = push_button(tr("Choose a section…"), "clock", press=self._ask_section)
        self.section_button.setToolTip(tr("Choose the section of the chosen class (F2)"))
        self._heading = title("")
        self._chosen = ElidedLabel(color="text_muted")
        self._below = QWidget()
        self._lines = QVBoxLayout(self._below)
        self._put_together()
        self.view.block_chosen.connect(lambda _key: self._on_chosen())
        self.view.block_activated.connect(self._on_activated)
        self.term_box.currentIndexChanged.connect(lambda _place: self._show_term())
        self.show_case(case, start)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_case(self, case: Case, start: SchoolTerm | None = None) -> None:
        """Show the week of a case: the term shown stays, unless another is asked for."""
        self._case = case
        wanted = start or self.term() or present_term(case.situation)
        terms = week_terms(case.situation)
        if wanted is not None and wanted not in terms:
            terms = tuple(sorted((*terms, wanted), key=lambda one: (one[0], one[1].place)))
        self._terms = terms
        self.term_box.blockSignals(True)
        self.term_box.clear()
        for school_year, term in terms:
            self.term_box.addItem(words.week_title(school_year, term))
        if wanted is not None:
            self.term_box.setCurrentIndex(terms.index(wanted))
        self.term_box.blockSignals(False)
        self._show_term()

    def term(self) -> SchoolTerm | None:
        """Return the term shown, None while there is none to show."""
        place = self.term_box.currentIndex()
        return self._terms[place] if 0 <= place < len(self._terms) else None

    def picture(self) -> WeekPicture | None:
        """Return the week shown."""
        return self._picture

    def lines(self) -> tuple[str, ...]:
        """Return what stands under the picture, line by line."""
        found = (self._lines.itemAt(place) for place in range(self._lines.count()))
        widgets = (item.widget() for item in found if item is not None)
        return tuple(widget.accessibleName() for widget in widgets if widget is not None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_F2:
            self._ask_section()
        elif held and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._turn(1 if event.key() == Qt.Key.Key_Right else -1)
        else:
            super().keyPressEvent(event)

    def _put_together(self) -> None:
        side = theme.px(theme.GAP)
        column = QVBoxLayout(self)
        column.setContentsMargins(side, side, side, side)
        column.setSpacing(theme.px(theme.INSIDE))
        column.addLayout(self._top_row())
        column.addWidget(self.view, 1)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(theme.INSIDE))
        foot.addWidget(self._chosen, 1)
        foot.addWidget(self.section_button)
        column.addLayout(foot)
        self._lines.setContentsMargins(0, 0, theme.px(theme.INSIDE), 0)
        self._lines.setSpacing(theme.px(theme.TIGHT))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(self._below)
        area.setFixedHeight(theme.px(_BELOW))
        area.setAccessibleName(tr("What there is to say about this week"))
        column.addWidget(area)
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)  # Enter belongs to the block that is chosen
        fit_screen(self, *_SIZE)

    def _top_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        row.addWidget(self._heading, 1)
        row.addWidget(
            icon_button("chevron-left", tr("The term before (Alt+Left)"), lambda: self._turn(-1))
        )
        row.addWidget(self.term_box)
        row.addWidget(
            icon_button("chevron-right", tr("The next term (Alt+Right)"), lambda: self._turn(1))
        )
        row.addWidget(
            push_button(tr("Fixed times…"), "calendar-clock", self.fixed_times_wanted.emit)
        )
        row.addWidget(push_button(tr("Print…"), "printer", self._ask_print))
        return row

    def _show_term(self) -> None:
        student, catalog = self._case.file.student, self._case.district.catalog
        name = tr("Week of {name}", name=student.list_name)
        self._heading.setText(name)
        self.setWindowTitle(tr("The week"))  # other programs see it: no name
        self.setAccessibleName(self.windowTitle())
        term = self.term()
        self._picture = student_week(self._case.situation, *term) if term is not None else None
        if self._picture is not None and term is not None:
            self.view.setAccessibleName(f"{name}, {words.week_title(*term)}")
            self.view.set_blocks(drawn_week(self._picture, catalog))
        else:
            self.view.set_blocks(())
        self._show_lines()
        self._on_chosen()

    def _show_lines(self) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for widget in self._made_lines():
            if not widget.accessibleName():
                widget.setAccessibleName(getattr(widget, "text", lambda: "")())
            self._lines.addWidget(widget)
        self._lines.addStretch(1)

    def _made_lines(self) -> list[QWidget]:
        term, picture = self.term(), self._picture
        if picture is None or term is None:
            return [sentence(tr("Nothing is planned from this term on."), muted=True)]
        situation, catalog = self._case.situation, self._case.district.catalog
        made: list[QWidget] = []
        for finding in week_findings(situation, *term):
            severity: Severity = finding.severity.value
            made.append(FindingRow(severity, finding_text(finding, catalog)))
        if not made:
            said = (
                tr("Nothing clashes among the classes whose times are known.")
                if picture.without_time
                else tr("Nothing clashes in this week.")
            )
            made.append(sentence(said, muted=True))
        made += [
            sentence(words.journey_sentence(way, catalog, days))
            for way, days in ways(picture.journeys)
        ]
        if picture.without_time:
            made.append(sentence(words.without_time_sentence(picture.without_time, catalog)))
        made.append(caption(tr(SEATS_ARE_A_PLAN)))
        return made

    def _on_chosen(self) -> None:
        block = self.view.current_block()
        text = " · ".join((block.tip or block.accessible).split("\n")) if block else ""
        self._chosen.set_text(text or tr("Choose a block to see more about it."))
        self.section_button.setEnabled(bool(self._placement()))

    def _on_activated(self, key: str) -> None:
        if key == BUSY_KEY:
            self.fixed_times_wanted.emit()
        else:
            self._ask_section()

    def _ask_section(self) -> None:
        placement = self._placement()
        if placement:
            self.section_wanted.emit(placement)

    def _ask_print(self) -> None:
        term = self.term()
        if term is not None:
            self.print_wanted.emit(*term)

    def _placement(self) -> str:
        """Return the placement of the chosen block, "" when no plan placed it."""
        chosen = self.view.current_block()
        blocks: tuple[WeekBlock, ...] = self._picture.blocks if self._picture else ()
        key = chosen.key if chosen is not None else ""
        return next((b.placement_uid for b in blocks if key and b.key == key), "")

    def _turn(self, step: int) -> None:
        place = self.term_box.currentIndex() + step
        if 0 <= place < self.term_box.count():
            self.term_box.setCurrentIndex(place)
