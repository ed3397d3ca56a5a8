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
from cte_desktop.wording.approvals import standing_line
from cte_desktop.wording.labels import grade_label, school_label, status_label
from cte_desktop.wording.programs import program_title
from cte_desktop.wording.translate import current_language, tr

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from cte_desktop.domain.audit.result import ProgramResult
    from cte_desktop.domain.planning.approval import Standing
    from cte_desktop.services.cases import Case

_NAME, _FACTS, _FIGURES = 24, 14, 13
_MOST_PROGRAMS = 5
_NARROW, _LOW = 1_000, 640
"""Below so many pixels at 100 % the head makes do with less."""
_TICK = 5_000
_MINUTE = 60_000
_LANGUAGES = {"en": "Español", "es": "English"}
"""What the other language is called by who reads it; never translated."""
_AMONG = ("graduation", "uc", "csu")
_INKS: dict[ProgramStatus, theme.ColorName] = {
    ProgramStatus.MET: "met",
    ProgramStatus.ON_TRACK: "text_muted",
    ProgramStatus.AT_RISK: "warning",
    ProgramStatus.NOT_MET: "must_fix",
}


class MeetingTop(QFrame):
    """The head. Signals: `left()`, `language_wanted()`: the buttons that end the meeting and that
    say everything in the other language, with the key of the latter.
    """

    left = Signal()
    language_wanted = Signal()

    def __init__(self, language_key: str) -> None:
        super().__init__()
        self._uid = ""
        self._name = ElidedLabel(size=_NAME, bold=True, at_end=True)
        self._facts = ElidedLabel(size=_FACTS, color="text_muted", at_end=True)
        self._words = "", ""
        self._is_narrow = self._is_low = False
        self._plan = ElidedLabel(size=_FACTS, color="text_muted", at_end=True)
        self._after = ElidedLabel(size=_FACTS, color="text", at_end=True)
        self.clock = MeetingClock()
        self._leave = KeyedButton(tr("End the meeting"), tr("Esc"), self.left.emit)
        self._other = KeyedButton(
            _LANGUAGES[current_language()], language_key, self.language_wanted.emit
        )
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
        after = []
        if student.goal:
            after.append(tr("goal: {goal}", goal=student.goal))
        if student.major:
            after.append(tr("major: {major}", major=student.major))
        goal = " · ".join(after) or tr("goal after school: not written down yet")
        self._words = " · ".join(facts), goal
        self._share_lines()
        self.setAccessibleName(f"{name}: {self._words[0]} · {goal}")

    def show_standing(self, case: Case, standing: Standing) -> None:
        """Show which plan it is and how far it is agreed."""
        plan = case.plan
        named = tr("no plan yet") if plan is None else f"{plan.name}: {standing_line(standing)}"
        self._plan.set_text(named)

    def show_programs(self, programs: tuple[ProgramResult, ...]) -> None:
        """Show how graduation, admission and the pathways stand."""
        while (one := self._programs.takeAt(0)) is not None:
            widget = one.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        shown = [p for p in programs if p.id in _AMONG or p.pathway]
        for program in sorted(shown, key=_place)[:_MOST_PROGRAMS]:
            self._programs.addWidget(_Program(program, is_narrow=self._is_narrow), 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme.px(_NARROW)
        low = self.window().height() < theme.px(_LOW)
        if (narrow, low) != (self._is_narrow, self._is_low):
            self._is_narrow, self._is_low = narrow, low
            self._plan.setVisible(not narrow)
            self._share_lines()
            for program in self.findChildren(_Program):
                program.set_narrow(is_narrow=narrow)

    def _share_lines(self) -> None:
        """Put the goal on a line of its own where there is room for it."""
        facts, goal = self._words
        self._facts.set_text(facts, f" · {goal}" if self._is_low else "")
        self._after.set_text(goal)
        self._after.setVisible(not self._is_low)

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
        head = QHBoxLayout()
        head.setSpacing(theme.px(theme.GAP))
        head.addWidget(self._name, 5)
        head.addWidget(self._plan, 2)
        names.addLayout(head)
        names.addWidget(self._facts)
        names.addWidget(self._after)
        first.addLayout(names, 1)
        self.clock.setFixedHeight(self._other.sizeHint().height())
        first.addWidget(self.clock, alignment=Qt.AlignmentFlag.AlignTop)
        first.addWidget(self._other, alignment=Qt.AlignmentFlag.AlignTop)
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

    def __init__(self, program: ProgramResult, *, is_narrow: bool) -> None:
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
        self._figures = ThemedLabel(figures, size=_FIGURES, tabular=True)
        row.addWidget(self._figures)
        row.addWidget(ThemedLabel(word, size=_FIGURES, color=_INKS[program.status]))
        column.addLayout(row)
        column.addWidget(SegmentedBar(title, _amounts(program)))
        self.setAccessibleName(
            tr("{program}: {figures}, {words}", program=title, figures=figures, words=word)
        )
        self.setToolTip(self.accessibleName())
        self.set_narrow(is_narrow=is_narrow)

    def set_narrow(self, *, is_narrow: bool) -> None:
        """Leave the figures to the tooltip where there is no room for them."""
        self._figures.setVisible(not is_narrow)


def _amounts(program: ProgramResult) -> Amounts:
    parts = (program.need, program.earned, program.in_progress, program.planned)
    return Amounts(*(Decimal(part) / 100 for part in parts))


def _place(program: ProgramResult) -> int:
    if program.pathway:
        return 1  # after graduation, before admission: what the meeting is about
    return (0, 2, 3)[_AMONG.index(program.id)]
