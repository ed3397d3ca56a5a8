"""What would break: the question, the wait, and the students; nothing is stored before Apply."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from cte_desktop.domain.planning.sections.changes import RetireCourse
from cte_desktop.domain.school_year import school_year_of
from cte_desktop.services.sections.blast_radius.radius import BlastRadius, blast_radius
from cte_desktop.services.sections.blast_radius.ways import more_ways, outlook
from cte_desktop.system.errors import WrongCall
from cte_desktop.ui import theme
from cte_desktop.ui.sections.blast.blast_rows import (
    BlastRow,
    apply_words,
    blast_rows,
    repairs_of,
)
from cte_desktop.ui.sections.blast.change_form import ChangeForm
from cte_desktop.ui.sections.blast.result_view import ResultView
from cte_desktop.ui.sections.blast.working import Working
from cte_desktop.ui.tasks import Cancelled
from cte_desktop.ui.widgets.buttons import fix_button, primary_button, push_button
from cte_desktop.ui.widgets.fit_screen import fit_screen, scrolled
from cte_desktop.ui.widgets.focus_order import keep_reading_order
from cte_desktop.ui.widgets.labels import sentence
from cte_desktop.wording.blast_summary import summary_text
from cte_desktop.wording.errors import told
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.catalog.section import Section
    from cte_desktop.domain.planning.sections.changes import SectionChange
    from cte_desktop.services.changes import Changes
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.sections.blast_radius.ways import Outlook, Way
    from cte_desktop.ui.page import Workbench
    from cte_desktop.ui.tasks import Progress, Reporter

_SIZE = (1000, 700)
_CHANNEL = "blast.outlook"
_WAYS_CHANNEL = "blast.ways"
_FORM, _WORKING, _RESULT = range(3)
_SHOWN = frozenset({"sections", "catalog", "plans", "record", "students"})


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found, with its words."""

    radius: BlastRadius
    rows: tuple[BlastRow, ...]
    summary: str


class BlastDialog(QDialog):
    """The window; it stays beside the program's, so that plans can be opened from it.

    `section` is None where only a course can be retired. Signals: `apply_requested(BlastRadius,
    plans by uid)`: answer with `begin_applying`; `student_requested(uid)`.
    """

    apply_requested = Signal(object, object)
    student_requested = Signal(str)

    def __init__(
        self,
        bench: Workbench,
        desk: Desk,
        section: Section | None,
        catalog: Catalog,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._bench = bench
        self._desk = desk
        self._section = section
        self._working = 0
        self._looked: Looked | None = None
        self._asked: set[str] = set()  # students for whom all ways are known
        self._stops: list[QWidget] = []
        if parent is not None:
            parent.window().installEventFilter(self)  # to close with the program's window
        self.setWindowTitle(tr("What would break?"))
        self.setAccessibleName(self.windowTitle())
        self.form = ChangeForm(section, catalog)
        self.working = Working()
        self.students = ResultView()
        self.stale = sentence("")
        self.again_button = fix_button(tr("Look again"), self.look)
        self.other_button = push_button(tr("Ask something else"), "arrow-left", self._ask_again)
        self.close_button = push_button(tr("Close"), press=self._on_close)
        self.look_button = primary_button(tr("Look"), "search", self.look)
        self.apply_button = primary_button("", "check", self._apply)
        self._parts = QStackedWidget()
        self._put_together()
        self._connect()
        fit_screen(self, *_SIZE)
        self._open_part(_FORM)

    def look(self) -> None:
        """Look at everybody whom the change concerns; it can be cancelled."""
        change = self.form.change()
        if change is None or self._working:
            return
        self._looked = None
        desk, section = self._desk, self._section
        text = tr("Looking whose plans break…")
        self.working.begin(text)
        self._open_part(_WORKING)
        self._working = self._bench.tasks.long(
            lambda report: _looked(desk, change, section, report),
            self._on_looked,
            failed=self._on_failed,
            text=text,
            writes=False,
        )

    def radius(self) -> BlastRadius | None:
        """Return what was found, None as long as nobody has looked."""
        return None if self._looked is None else self._looked.radius

    def begin_applying(self, number: int, text: str) -> None:
        """Show how far request `number` is, which applies the change; it can be cancelled."""
        self._working = number
        self.working.begin(text)
        self._open_part(_WORKING)

    def end_applying(self) -> None:
        """Show the students again: the change did not come about."""
        self._working = 0
        self.working.end()
        self._open_part(_RESULT)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Hide and not event.spontaneous() and watched is not self:
            self.reject()
        return super().eventFilter(watched, event)

    def done(self, answer: int) -> None:
        if self._working:
            self._bench.tasks.cancel(self._working)
            self._working = 0
        super().done(answer)

    def _put_together(self) -> None:
        column = QVBoxLayout(self)
        side = theme.px(theme.PAGE)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(theme.INSIDE))
        again = QHBoxLayout()
        again.setSpacing(theme.px(theme.INSIDE))
        self.stale.set_color("warning")
        again.addWidget(self.stale, 1)
        again.addWidget(self.again_button)
        column.addLayout(again)
        form = scrolled(self.form, self.form.accessibleName())
        for part in (form, self.working, self.students):
            self._parts.addWidget(part)
        column.addWidget(self._parts, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(theme.INSIDE))
        buttons.addWidget(self.other_button)
        buttons.addStretch(1)
        for button in (self.close_button, self.look_button, self.apply_button):
            buttons.addWidget(button)
        column.addLayout(buttons)

    def _connect(self) -> None:
        self.students.rows_changed.connect(self._say_apply)
        self.students.row_shown.connect(self._on_row_shown)
        self.students.plan_wanted.connect(self.student_requested.emit)
        self._bench.tasks.progressed.connect(self._on_progressed)
        self._bench.tasks.ended.connect(self._on_ended)
        self._bench.refresh.changed.connect(self._on_changes)

    def _open_part(self, part: int) -> None:
        self._parts.setCurrentIndex(part)
        self.look_button.setVisible(part == _FORM)
        self.look_button.setDefault(part == _FORM)
        self.other_button.setVisible(part == _RESULT)
        self.apply_button.setVisible(part == _RESULT)
        self.apply_button.setDefault(False)  # Enter belongs to the table
        self._say_stale(stale=False)
        names = {_FORM: tr("Close"), _WORKING: tr("Cancel"), _RESULT: tr("Only look")}
        self.close_button.setText(names[part])
        self.close_button.setAccessibleName(names[part])
        self._stops = keep_reading_order(self, self._stops)
        if part == _FORM:
            self.form.focus_first()
        elif part == _WORKING or not self.students.rows():
            self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.students.focus_rows()

    def _ask_again(self) -> None:
        self._looked = None
        self._open_part(_FORM)

    def _on_progressed(self, progress: Progress) -> None:
        if progress.number == self._working:
            self.working.show_progress(progress)

    def _on_looked(self, looked: Looked) -> None:
        if not isValid(self):
            return
        self._working = 0
        self.working.end()
        self._looked = looked
        self._asked = set()
        self.students.show_rows(looked.summary, looked.rows, looked.radius.counted)
        self._say_apply()
        self._open_part(_RESULT)

    def _on_failed(self, error: Exception) -> None:
        if isValid(self):
            self._back_to_form()
            if isinstance(error, WrongCall):
                self.form.show_fault(told(error).whole)
                return
        self._bench.notices.error(error)

    def _on_ended(self, number: int) -> None:
        if not self._working or number != self._working:
            return
        # Neither an answer nor a failure has come: the person cancelled it.
        if self._looked is not None:
            self.end_applying()
        else:
            self._back_to_form()

    def _back_to_form(self) -> None:
        self._working = 0
        self.working.end()
        self._open_part(_FORM)

    def _on_row_shown(self, row: BlastRow | None) -> None:
        chosen = None if row is None else row.chosen
        if row is not None and row.uid not in self._asked and row.ways:
            self._look_for_more(row)
        if row is None or chosen is None:
            if row is not None and row.ways:
                self.students.detail.show_left()
            return
        desk, struck, plan = self._desk, row.struck, chosen.plan

        def done(found: Outlook) -> None:
            now = self.students.table.current_row() if isValid(self) else None
            if now is not None and now.uid == struck.uid and now.chosen == chosen:
                self.students.detail.show_outlook(found)

        # A student who is gone meanwhile is kept apart when the change is applied.
        self._bench.tasks.read(
            lambda: outlook(desk, struck, plan),
            done,
            failed=lambda _error: None,
            channel=_CHANNEL,
        )

    def _look_for_more(self, row: BlastRow) -> None:
        """Look once for what else there is for a student."""
        looked, desk, struck = self._looked, self._desk, row.struck
        if looked is None:
            return

        def done(ways: tuple[Way, ...]) -> None:
            if isValid(self) and self._looked is looked:
                self._asked.add(struck.uid)
                self.students.add_ways(struck.uid, ways)

        self._bench.tasks.read(
            lambda: more_ways(desk, struck, looked.radius.change),
            done,
            failed=lambda _error: None,
            channel=_WAYS_CHANNEL,
        )

    def _on_changes(self, changes: Changes) -> None:
        if self._looked is not None and changes.nouns & _SHOWN:
            self._say_stale(stale=True)

    def _say_stale(self, *, stale: bool) -> None:
        self.stale.setText(
            tr(
                "Plans or sections were changed since. Plans that are not as they were looked at "
                "would be kept apart."
            )
        )
        self.stale.setVisible(stale)
        self.again_button.setVisible(stale)

    def _say_apply(self) -> None:
        words = apply_words(self.students.rows())
        self.apply_button.setText(f" {words}")
        self.apply_button.setAccessibleName(words)

    def _on_close(self) -> None:
        """Close; while students are looked at stop that first."""
        if self._working:
            self._bench.tasks.cancel(self._working)
        else:
            self.reject()

    def _apply(self) -> None:
        if self._looked is None or self._working:
            return
        self.apply_requested.emit(self._looked.radius, repairs_of(self.students.rows()))


def _looked(desk: Desk, change: SectionChange, section: Section | None, report: Reporter) -> Looked:
    radius = blast_radius(desk, change, progress=report, cancelled=report.is_cancelled)
    if not radius.is_whole:
        raise Cancelled  # a part of whom it concerns must not pass for all of them
    catalog = desk.catalog()
    about = None if isinstance(change, RetireCourse) else section
    last_year = school_year_of(desk.today())
    summary = summary_text(change, about, catalog, last_year, radius.counted)
    return Looked(radius, blast_rows(radius, catalog), summary)
