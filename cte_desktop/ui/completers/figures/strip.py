"""The totals of the year above the chart: students and completions apart, each opens its list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMargins, Signal
from PySide6.QtWidgets import QWidget

from cte_desktop.domain.school_year import school_year_text
from cte_desktop.ui import theme
from cte_desktop.ui.widgets.buttons import fix_button
from cte_desktop.ui.widgets.flow_layout import FlowLayout
from cte_desktop.ui.widgets.labels import ThemedLabel
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton

    from cte_desktop.services.figures.sheet import FigureSheet


class Strip(QWidget):
    """The totals. Signal: `students_wanted(title, uids)` when one is pressed."""

    students_wanted = Signal(str, tuple)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Totals of the school year"))
        self._title = ""
        self._uids: tuple[str, ...] = ()
        self._flow = FlowLayout(self, theme.px(theme.INSIDE))
        self._flow.setContentsMargins(QMargins(0, 0, 0, 0))
        self.students, self.completions = self._button(), self._button()
        self.words = ThemedLabel("", color="text_muted", tabular=True)
        self.stale = ThemedLabel("", size=theme.CAPTION, color="warning")
        self._flow.addWidget(self.words)
        self._flow.addWidget(self.stale)
        self.hide()

    def show_sheet(self, sheet: FigureSheet) -> None:
        """Show the totals of a school year."""
        counted = sheet.counted
        self._title = tr("Completers {year}", year=school_year_text(sheet.school_year))
        self._uids = counted.uids
        count = counted.students
        text = trn("{shown} student", "{shown} students", count, shown=f"{count:,}")
        _say(self.students, text)
        count = counted.completions
        text = trn("{shown} completion", "{shown} completions", count, shown=f"{count:,}")
        _say(self.completions, text)
        said = [
            tr("{shown} for the State", shown=f"{counted.state_completions:,}"),
            tr("{shown} awarded", shown=f"{counted.awards:,}"),
        ]
        if sheet.awards_gone:
            said.append(
                tr("{shown} awards of students who are no longer here", shown=sheet.awards_gone)
            )
        self.words.setText(" · ".join(said))
        for button in (self.students, self.completions):
            button.setEnabled(bool(counted.uids))
        self._say_stale(sheet)
        self.show()

    def _say_stale(self, sheet: FigureSheet) -> None:
        count = f"{sheet.stale:,}"
        self.stale.setText(
            trn(
                "{shown} student's standing was not current and was worked out for this.",
                "{shown} students' standings were not current and were worked out for this.",
                sheet.stale,
                shown=count,
            )
        )
        self.stale.setVisible(bool(sheet.stale))

    def _button(self) -> QPushButton:
        button = fix_button("")
        button.clicked.connect(
            lambda _checked=False: self.students_wanted.emit(self._title, self._uids)
        )
        self._flow.addWidget(button)
        return button


def _say(button: QPushButton, text: str) -> None:
    button.setText(text)
    button.setToolTip(tr("List the students"))
    button.setAccessibleName(f"{text}. {button.toolTip()}")
