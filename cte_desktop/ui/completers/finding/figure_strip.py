"""The figures above the lists: students and completions apart; each opens its students."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMargins, Signal
from PySide6.QtWidgets import QWidget

from cte_desktop.domain.school_year import school_year_text
from cte_desktop.services.awards.completers import Standing
from cte_desktop.ui import theme
from cte_desktop.ui.widgets.buttons import fix_button
from cte_desktop.ui.widgets.flow_layout import FlowLayout
from cte_desktop.ui.widgets.labels import ThemedLabel
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QPushButton

    from cte_desktop.services.awards.completers import CompleterLine, CompleterSheet


class FigureStrip(QWidget):
    """The figures. Signal: `students_wanted(title, uids)`: a figure was pressed."""

    students_wanted = Signal(str, tuple)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Figures of the school year"))
        self._flow = FlowLayout(self, theme.px(theme.INSIDE))
        self._flow.setContentsMargins(QMargins(0, theme.px(theme.TIGHT), 0, 0))
        self.students = self._button()
        self.completions = self._button()
        self.for_the_state = self._button()
        self.awarded = self._button()
        self.open = self._button()
        self.taken_back = self._button()
        self.stale = ThemedLabel("", size=theme.CAPTION, color="warning")
        self._flow.addWidget(self.stale)
        self._behind: dict[int, tuple[str, tuple[str, ...]]] = {}
        self.setVisible(False)

    def show_sheet(self, sheet: CompleterSheet) -> None:
        """Show the figures of a school year."""
        year = school_year_text(sheet.school_year)
        completed, title = sheet.completed, tr("Completers {year}", year=year)
        count = sheet.students
        self._say(
            self.students,
            trn("{shown} student", "{shown} students", count, shown=f"{count:,}"),
            title,
            completed,
        )
        count = len(completed)
        self._say(
            self.completions,
            trn("{shown} completion", "{shown} completions", count, shown=f"{count:,}"),
            title,
            completed,
        )
        self._say(
            self.for_the_state,
            tr("{shown} counted by the State", shown=f"{sheet.state_completions:,}"),
            title,
            completed,
            tr("The State counts a student once for each of its pathway codes."),
        )
        self._say_awards(sheet, year)
        self._say_stale(sheet.stale)
        self.setVisible(True)

    def _say_awards(self, sheet: CompleterSheet, year: str) -> None:
        awarded = sheet.standing(Standing.AWARDED)
        waiting = sheet.standing(Standing.TO_AWARD, Standing.LOOK_FIRST)
        self._say(
            self.awarded,
            tr("{shown} awarded", shown=f"{len(awarded):,}"),
            tr("Awarded {year}", year=year),
            awarded,
        )
        self._say(
            self.open,
            tr("{shown} to be awarded", shown=f"{len(waiting):,}"),
            tr("To be awarded {year}", year=year),
            waiting,
        )
        back = sheet.standing(Standing.TAKEN_BACK, Standing.REVOKED)
        self._say(
            self.taken_back,
            tr("{shown} taken back or revoked", shown=f"{len(back):,}"),
            tr("Taken back or revoked {year}", year=year),
            back,
        )
        self.taken_back.setVisible(bool(back))

    def _say_stale(self, stale: int) -> None:
        self.stale.setVisible(bool(stale))
        self.stale.setText(
            trn(
                "{shown} student's standing was not current and was worked out for this.",
                "{shown} students' standings were not current and were worked out for this.",
                stale,
                shown=f"{stale:,}",
            )
        )

    def _button(self) -> QPushButton:
        button = fix_button("")
        button.clicked.connect(lambda _checked=False: self._on_pressed(button))
        self._flow.addWidget(button)
        return button

    def _say(
        self,
        button: QPushButton,
        text: str,
        title: str,
        lines: Iterable[CompleterLine],
        why: str = "",
    ) -> None:
        uids = tuple(dict.fromkeys(one.uid for one in lines))
        self._behind[id(button)] = (title, uids)
        button.setText(text)
        button.setToolTip(" ".join(part for part in (why, tr("List the students")) if part))
        button.setAccessibleName(f"{text}. {button.toolTip()}")
        button.setEnabled(bool(uids))

    def _on_pressed(self, button: QPushButton) -> None:
        self.students_wanted.emit(*self._behind[id(button)])
