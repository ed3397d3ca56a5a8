"""The head of a meeting: who it is, what for, how every program stands, and a quiet clock."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from cte_desktop.domain.audit.result import ProgramStatus
from cte_desktop.domain.school_year import grade_in, school_year_of
from cte_desktop.ui import theme
from cte_desktop.ui.planning.meeting.keys import KeyedButton
from cte_desktop.ui.planning.requirement_row import figures_of
from cte_desktop.ui.widgets.labels import ElidedLabel, ThemedLabel
from cte_desktop.ui.widgets.segmented_bar import Amounts, SegmentedBar
from cte_desktop.wording.labels import grade_label, school_label, status_label
from cte_desktop.wording.programs import program_title
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.domain.audit.result import ProgramResult
    from cte_desktop.services.cases import Case

_NAME, _FACTS, _FIGURES = 24, 14, 13
_MOST_PROGRAMS = 5
_TICK = 5_000
_MINUTE = 60_000
_AMONG = ("graduation", "uc", "csu")
_INKS: dict[ProgramStatus, theme.ColorName] = {
    ProgramStatus.MET: "met",
    ProgramStatus.ON_TRACK: "text_muted",
    ProgramStatus.AT_RISK: "warning",
    ProgramStatus.NOT_MET: "must_fix",
}


class MeetingTop(QFrame):
    """The head. Signal: `left()`: the button that ends the meeting."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._uid = ""
        self._name = ElidedLabel(size=_NAME, bold=True, at_end=True)
        self._facts = ElidedLabel(size=_FACTS, color="text_muted", at_end=True)
        self._after = ElidedLabel(size=_FACTS, color="text", at_end=True)
        self.clock = MeetingClock()
        self._leave = KeyedButton(tr("End the meeting"), tr("Esc"), self.left.emit)
        self._programs = QHBoxLayout()
        self._programs.setSpacing(theme.px(theme.PAGE))
        self._put_together()

    def show_case(self, case: Case) -> None:
        """Show whose meeting it is and how every program stands; the clock begins with each."""
        student = case.file.student
        if student.uid != self._uid:
            self._uid = student.uid
            self.clock.begin()
        first = student.preferred_name or student.first_name
        name = " ".join(dict.fromkeys(part for part in (first, student.last_name) if part))
        self._name.set_text(name)
        grade = grade_in(school_year_of(case.day), student.graduation_year)
        facts = [
            tr("{grade} grade", grade=grade_label(grade)),
            school_label(student.school, case.district.catalog),
            tr("class of {year}", year=student.graduation_year),
            *(case.file.pathways or (tr("no pathway yet"),)),
        ]
        self._facts.set_text(" · ".join(facts))
        after = []
        if student.goal:
            after.append(tr("goal: {goal}", goal=student.goal))
        if student.major:
            after.append(tr("major: {major}", major=student.major))
        self._after.set_text(" · ".join(after) or tr("goal after school: not written down yet"))
        self.setAccessibleName(f"{name}: {self._facts.text()} · {self._after.text()}")

    def show_programs(self, programs: tuple[ProgramResult, ...]) -> None:
        """Show how graduation, admission and the pathways stand."""
        while (one := self._programs.takeAt(0)) is not None:
            widget = one.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        shown = [p for p in programs if p.id in _AMONG or p.pathway]
        for program in sorted(shown, key=_place)[:_MOST_PROGRAMS]:
            self._programs.addWidget(_Program(program), 1)

    def _put_together(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(
            theme.px(theme.PAGE), theme.px(10), theme.px(theme.GAP), theme.px(10)
        )
        column.setSpacing(theme.px(6))
        first = QHBoxLayout()
        first.setSpacing(theme.px(theme.GAP))
        names = QVBoxLayout()
        names.setSpacing(theme.px(2))
        names.addWidget(self._name)
        names.addWidget(self._facts)
        names.addWidget(self._after)
        first.addLayout(names, 1)
        first.addWidget(self.clock, alignment=Qt.AlignmentFlag.AlignTop)
        first.addWidget(self._leave, alignment=Qt.AlignmentFlag.AlignTop)
        column.addLayout(first)
        column.addLayout(self._programs)


class MeetingClock(ThemedLabel):
    """The minutes of the meeting, without haste: no seconds, no colours."""

    def __init__(self) -> None:
        super().__init__("", size=_FACTS, color="text_muted", tabular=True)
        self._since = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK)
        self._timer.timeout.connect(self.look)
        self.begin()

    def begin(self) -> None:
        """Begin at nothing."""
        self._since.start()
        self._timer.start()
        self.look()

    def minutes(self) -> int:
        """Return the whole minutes since the student came to the table."""
        return int(self._since.elapsed() // _MINUTE)

    def look(self) -> None:
        """Show the minutes as they are now."""
        words = tr("{minutes} min", minutes=self.minutes())
        self.setText(words)
        self.setAccessibleName(tr("Time of the meeting: {minutes}", minutes=words))

    def stop(self) -> None:
        """Count no more."""
        self._timer.stop()


class _Program(QWidget):
    """A program: its name, its figures, a bar, and a word for how it stands."""

    def __init__(self, program: ProgramResult) -> None:
        super().__init__()
        title = program_title(program.id)
        figures = figures_of(program.need, program.missing)
        word = status_label(program.status)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(2))
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        row.addWidget(ElidedLabel(title, size=_FIGURES, bold=True, at_end=True), 1)
        row.addWidget(ThemedLabel(figures, size=_FIGURES, tabular=True))
        row.addWidget(ThemedLabel(word, size=_FIGURES, color=_INKS[program.status]))
        column.addLayout(row)
        column.addWidget(SegmentedBar(title, _amounts(program)))
        self.setAccessibleName(
            tr("{program}: {figures}, {words}", program=title, figures=figures, words=word)
        )


def _amounts(program: ProgramResult) -> Amounts:
    parts = (program.need, program.earned, program.in_progress, program.planned)
    return Amounts(*(Decimal(part) / 100 for part in parts))


def _place(program: ProgramResult) -> int:
    if program.pathway:
        return 1  # after graduation, before admission: what the meeting is about
    return (0, 2, 3)[_AMONG.index(program.id)]
