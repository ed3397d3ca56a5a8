"""The panel: what beginning the next school year does, by grade and school, and to begin it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from cte_desktop.domain.people.roles import Right
from cte_desktop.domain.school_year import school_year_text
from cte_desktop.services.students import StudentLine, list_students
from cte_desktop.services.year_start import (
    Fate,
    Feed,
    GradeRow,
    YearBegun,
    YearStart,
    high_schools,
    list_begun,
    preview_start,
    start_year,
    year_to_begin,
)
from cte_desktop.ui import theme
from cte_desktop.ui.settings.school_year.staying_dialog import StayingDialog
from cte_desktop.ui.step_keeper import take_back, undo_button
from cte_desktop.ui.table_model import Column, TableModel
from cte_desktop.ui.widgets.buttons import primary_button, push_button
from cte_desktop.ui.widgets.labels import ThemedLabel, sentence
from cte_desktop.ui.widgets.panel import Panel
from cte_desktop.ui.widgets.question_dialog import Choice, Question
from cte_desktop.ui.widgets.table_view import TableView, nobody
from cte_desktop.wording.errors import told
from cte_desktop.wording.labels import date_label, grade_label
from cte_desktop.wording.people import reason_text
from cte_desktop.wording.translate import tr, trn
from cte_desktop.wording.year_start import (
    begun_text,
    fate_text,
    missing_marks_text,
    totals_text,
)

if TYPE_CHECKING:
    from cte_desktop.services.changes import Changes
    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.page import Workbench

_CHANNEL = "school year"
_BEGIN = "begin"
_LETTERS = 18  # of a high school's name that are always seen
_MAY_REPEAT = frozenset({Fate.MOVES, Fate.CHANGES_SCHOOL, Fate.LEAVES, Fate.STAYS})


@dataclass(frozen=True, slots=True)
class _Found:
    """What the panel shows: the preview, the high schools to choose from, the year begun last."""

    preview: YearStart
    high_schools: tuple[tuple[str, str], ...]
    last: YearBegun | None
    students: tuple[StudentLine, ...]


class SchoolYearPanel(Panel):
    """The next school year: a preview, what is asked, and the deed."""

    listens = frozenset({"students", "catalog", "people"})

    def __init__(self, desk: Desk, bench: Workbench) -> None:
        super().__init__(
            tr("School year"),
            tr(
                "Students move up a grade, seniors leave; plans, records and awards stay. It is "
                "one step, which can be undone."
            ),
        )
        self._desk, self._bench = desk, bench
        self._found: _Found | None = None
        self._chosen: dict[str, str] = {}
        self._staying: frozenset[str] = frozenset()
        self.last = sentence("", muted=True)
        self.undo_button = push_button(tr("Undo…"), "undo-2", self._on_undo)
        self.totals = sentence("")
        self.missing = ThemedLabel("", color="warning")
        self.refused = sentence("")
        self.feeds = QWidget()
        self._feed_rows = QVBoxLayout(self.feeds)
        self._feed_rows.setContentsMargins(0, 0, 0, 0)
        self.boxes: dict[str, QComboBox] = {}
        self.model: TableModel[GradeRow] = TableModel(_columns(), _key, self)
        self.table: TableView[GradeRow] = TableView(self.model, tr("What happens"), about=nobody)
        self.staying_button = push_button(tr("Who repeats the grade…"), "users", self.ask_staying)
        self.begin_button = primary_button(tr("Begin the school year…"), press=self.ask_begin)
        self._put_together()

    def read(self) -> None:
        desk, chosen, staying = self._desk, dict(self._chosen), self._staying

        def work() -> _Found:
            year = year_to_begin(desk)
            begun = list_begun(desk)
            preview = preview_start(desk, year, high_schools=chosen, staying=staying)
            last = begun[0] if begun else None
            return _Found(preview, high_schools(desk), last, list_students(desk))

        self._bench.tasks.read(work, self._on_read, channel=_CHANNEL)

    def focus_search(self) -> None:
        self.table.focus_first()

    def ask_staying(self) -> None:
        """Ask who repeats the grade."""
        if self._found is None:
            return
        there = [line for line in self._found.students if line.in_school]
        dialog = StayingDialog(there, self._staying, self.window())
        dialog.chosen.connect(self._on_staying)
        dialog.open()

    def ask_begin(self) -> None:
        """Ask whether the school year is to be begun as the preview says."""
        if self._found is None:
            return
        preview = self._found.preview
        year = school_year_text(preview.school_year)
        marks = missing_marks_text(preview.missing_marks, preview.school_year - 1)
        said = (totals_text(preview.count, preview.school_year), marks)
        question = Question(
            "start_school_year",
            tr("Begin {year}?", year=year),
            " ".join((*filter(None, said), tr("It can be undone."))),
            (Choice(_BEGIN, tr("Begin {year}", year=year), primary=True),),
        )

        def then(answer: str) -> None:
            if answer == _BEGIN:
                self._begin(preview)

        self._bench.notices.ask(self.window(), question, then)

    def _begin(self, preview: YearStart) -> None:
        desk = self._desk
        text = tr("Beginning the school year…")
        done = partial(self._on_begun, preview)
        self._bench.tasks.write(lambda: start_year(desk, preview), done, text=text)

    def _on_begun(self, preview: YearStart, changes: Changes) -> None:
        self._staying, self._chosen = frozenset(), {}
        self._bench.refresh.tell(changes)
        moved = preview.count(Fate.MOVES, Fate.CHANGES_SCHOOL)
        undo = () if changes.step is None else (undo_button(self._desk, self._bench, changes.step),)
        self._bench.notices.done(begun_text(moved, preview.school_year), *undo)
        self.read()

    def _on_undo(self) -> None:
        if self._found is not None and self._found.last is not None:
            take_back(self._desk, self._bench, self._found.last.step)

    def _on_staying(self, staying: frozenset[str]) -> None:
        self._staying = staying
        self.read()

    def _on_high_school(self, junior_high: str, place: int) -> None:
        self._chosen[junior_high] = str(self.boxes[junior_high].itemData(place))
        self.read()

    def _on_read(self, found: _Found) -> None:
        self._found = found
        preview = found.preview
        self.model.show(preview.rows)
        self.totals.setText(totals_text(preview.count, preview.school_year))
        self.missing.setText(missing_marks_text(preview.missing_marks, preview.school_year - 1))
        self.missing.setVisible(bool(preview.missing_marks))
        refused = preview.refused
        self.refused.setText("" if refused is None else told(refused).whole)
        self.refused.setVisible(refused is not None)
        self._show_feeds(preview.feeds, found.high_schools)
        self._show_last(found.last)
        self._allow(preview)

    def _allow(self, preview: YearStart) -> None:
        person = self._desk.person
        may = person.may(Right.SETTINGS)
        year = school_year_text(preview.school_year)
        self.begin_button.setText(tr("Begin {year}…", year=year))
        self.begin_button.setEnabled(may and preview.refused is None)
        self.staying_button.setEnabled(preview.count(*_MAY_REPEAT) > 0)
        self.begin_button.setToolTip("" if may else reason_text(person.role, Right.SETTINGS))

    def _show_last(self, last: YearBegun | None) -> None:
        for part in (self.last, self.undo_button):
            part.setVisible(last is not None)
        self.undo_button.setEnabled(self._desk.person.may(Right.SETTINGS))
        if last is not None:
            self.last.setText(
                trn(
                    "{year} was begun on {day}, for {shown} student.",
                    "{year} was begun on {day}, for {shown} students.",
                    last.students,
                    year=school_year_text(last.school_year),
                    day=date_label(last.on),
                    shown=f"{last.students:,}",
                )
            )

    def _show_feeds(self, feeds: tuple[Feed, ...], schools: tuple[tuple[str, str], ...]) -> None:
        """Make a row for each school whose 8th graders leave it, unless they stand there."""
        if tuple(self.boxes) != tuple(feed.school for feed in feeds):
            while (row := self._feed_rows.takeAt(0)) is not None:
                if (widget := row.widget()) is not None:
                    widget.deleteLater()
            self.boxes = {feed.school: _box(feed, schools) for feed in feeds}
            for feed in feeds:
                box = self.boxes[feed.school]
                box.activated.connect(partial(self._on_high_school, feed.school))
                self._feed_rows.addWidget(_feed_row(feed, box))
        for feed in feeds:
            box = self.boxes[feed.school]
            box.setCurrentIndex(max(0, box.findData(feed.high_school)))
        self.feeds.setVisible(bool(feeds))

    def _put_together(self) -> None:
        last = QHBoxLayout()
        last.setSpacing(theme.px(theme.INSIDE))
        last.addWidget(self.last, 1)
        last.addWidget(self.undo_button)
        self.body.addLayout(last)
        for part in (self.totals, self.missing, self.refused, self.feeds):
            self.body.addWidget(part)
        self.missing.setWordWrap(True)
        self.body.addWidget(self.table, 1)
        self.table.setMinimumHeight(theme.px(160))
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        row.addWidget(self.staying_button)
        row.addStretch(1)
        row.addWidget(self.begin_button)
        self.body.addLayout(row)
        for part in (self.last, self.undo_button, self.missing, self.refused, self.feeds):
            part.hide()
        self.begin_button.setEnabled(False)
        self.staying_button.setEnabled(False)


def _box(feed: Feed, schools: tuple[tuple[str, str], ...]) -> QComboBox:
    box = QComboBox()
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(_LETTERS)
    box.setAccessibleName(tr("High school of the 8th graders of {school}", school=feed.school_name))
    box.addItem(tr("Choose a high school"), "")
    for short, name in schools:
        usual = short == feed.usual
        box.addItem(tr("{school} (as most before)", school=name) if usual else name, short)
    return box


def _feed_row(feed: Feed, box: QComboBox) -> QWidget:
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(theme.px(theme.INSIDE))
    words = trn(
        "{shown} 8th grader of {school} goes to",
        "{shown} 8th graders of {school} go to",
        feed.students,
        shown=f"{feed.students:,}",
        school=feed.school_name,
    )
    line.addWidget(sentence(words), 1)
    line.addWidget(box, 1)
    return row


def _key(row: GradeRow) -> tuple[str, int, str]:
    return row.school, row.grade_level, row.fate.value


def _columns() -> tuple[Column[GradeRow], ...]:
    return (
        Column(tr("School"), lambda row: row.school_name, width=240),
        Column(
            tr("Grade"),
            lambda row: grade_label(row.grade_level),
            sort_key=lambda row: row.grade_level,
            width=80,
        ),
        Column(
            tr("Students"),
            lambda row: f"{row.students:,}",
            figures=True,
            sort_key=lambda row: row.students,
            width=100,
        ),
        Column(
            tr("What happens"),
            lambda row: fate_text(row.fate, row.grade_level, row.to_school),
            width=320,
        ),
    )
