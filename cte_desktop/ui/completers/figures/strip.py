"""The totals of the year above the chart: students and completions apart, each opens its list."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QMargins, Signal
from PySide6.QtWidgets import QWidget

from cte_desktop.domain.school_year import school_year_text
from cte_desktop.ui import theme
from cte_desktop.ui.widgets.buttons import fix_button
from cte_desktop.ui.widgets.flow_layout import FlowLayout
from cte_desktop.ui.widgets.labels import ThemedLabel
from cte_desktop.wording.completion import glance
from cte_desktop.wording.completion.figures import stale_text, undecided_text
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton

    from cte_desktop.services.figures.sheet import FigureSheet


class Strip(QWidget):
    """The totals. Signals: `students_wanted(title, uids)` when one is pressed; `register_wanted`
    when that of students is who are no longer here.
    """

    students_wanted = Signal(str, tuple)
    register_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Totals of the school year"))
        self._lists: dict[QPushButton, tuple[str, tuple[str, ...]]] = {}
        self._flow = FlowLayout(self, theme.px(theme.INSIDE))
        self._flow.setContentsMargins(QMargins(0, 0, 0, 0))
        self.students, self.completions = self._button(), self._button()
        self.state, self.awarded, self.unborne = (self._button() for _ in range(3))
        self.gone = fix_button("", self.register_wanted.emit)
        self.stale = ThemedLabel("", size=theme.CAPTION, color="warning")
        for widget in (self.gone, self.stale):
            self._flow.addWidget(widget)
        self.hide()

    def show_sheet(self, sheet: FigureSheet, of: str) -> None:
        """Show the totals of a school year; `of` names its pathway and school, if any."""
        counted = sheet.counted
        year = school_year_text(sheet.school_year)
        title = tr("Completers {year}", year=year) + of
        count = counted.students
        text = trn("{shown} student", "{shown} students", count, shown=f"{count:,}")
        self._offer(self.students, text, title, counted.uids)
        count = counted.completions
        text = trn("{shown} completion", "{shown} completions", count, shown=f"{count:,}")
        self._offer(self.completions, text, title, counted.uids)
        text = tr("{shown} for the State", shown=f"{counted.state_completions:,}")
        title = tr("Completers {year} for the State", year=year) + of
        self._offer(self.state, text, title, counted.state_uids)
        text = tr("{shown} awarded", shown=f"{counted.awards:,}")
        self._offer(self.awarded, text, tr("Awarded {year}", year=year) + of, counted.awarded_uids)
        self._show_unusual(sheet, of)
        self._say_trust(sheet)
        self.show()

    def _show_unusual(self, sheet: FigureSheet, of: str) -> None:
        """Tell of awards that no completion here bears, when there are any."""
        count = len(sheet.unborne_uids)
        text = trn(
            "{shown} awarded, not completed by the record",
            "{shown} awarded, not completed by the record",
            count,
            shown=f"{count:,}",
        )
        year = school_year_text(sheet.school_year)
        title = tr("Awarded {year}, not completed by the record", year=year) + of
        self._offer(self.unborne, text, title, sheet.unborne_uids)
        self.unborne.setVisible(bool(count))
        gone = tr("{shown} awards of students who are no longer here", shown=sheet.awards_gone)
        _say(self.gone, gone, tr("Open the register"))
        self.gone.setVisible(bool(sheet.awards_gone))

    def _say_trust(self, sheet: FigureSheet) -> None:
        stale = (
            stale_text(sheet.stale, exact=True) if sheet.exact else glance.stale_text(sheet.stale)
        )
        said = " ".join(part for part in (stale, undecided_text(sheet.undecided)) if part)
        self.stale.setText(said)
        self.stale.setVisible(bool(said))

    def _button(self) -> QPushButton:
        button = fix_button("")
        button.clicked.connect(partial(self._on_pressed, button))
        self._flow.addWidget(button)
        return button

    def _offer(self, button: QPushButton, text: str, title: str, uids: tuple[str, ...]) -> None:
        self._lists[button] = title, uids
        button.setEnabled(bool(uids))
        _say(button, text, tr("List the students"))

    def _on_pressed(self, button: QPushButton, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's own
        self.students_wanted.emit(*self._lists[button])


def _say(button: QPushButton, text: str, what: str) -> None:
    button.setText(text)
    button.setToolTip(what)
    button.setAccessibleName(f"{text}. {what}")
