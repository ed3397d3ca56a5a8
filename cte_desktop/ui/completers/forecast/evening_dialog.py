"""The information evening to which families are invited: its title, day, time and place."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from cte_desktop.domain.catalog.timetable import parse_clock
from cte_desktop.domain.completion.forecast.invitation import Evening
from cte_desktop.services.forecast.invitations import LONGEST
from cte_desktop.ui import theme
from cte_desktop.ui.widgets.buttons import primary_button, push_button
from cte_desktop.ui.widgets.fit_screen import fit_screen
from cte_desktop.ui.widgets.labels import ThemedLabel, sentence, title
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cte_desktop.domain.completion.forecast.near import Near

_SIZE = (560, 400)


class EveningDialog(QDialog):
    """The question. Signals: `preview_wanted(Evening)`, `table_wanted(Evening)`."""

    preview_wanted = Signal(object)
    table_wanted = Signal(object)

    def __init__(self, chosen: Sequence[Near], day: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setWindowTitle(tr("Invitation list"))
        count = len({one.uid for one in chosen})
        self.heading = title(trn("{shown} family", "{shown} families", count, shown=f"{count:,}"))
        self.title_line = _line(tr("Title"), tr("such as Pathways evening"))
        self.day = _line(tr("Date"), tr("such as {day}", day=day.isoformat()))
        self.time = _line(tr("Time"), tr("such as {time}", time="18:00"))
        self.place = _line(tr("Place"), tr("such as the library of Canyon High"))
        self.wrong = ThemedLabel("", color="must_fix")
        self._put_together()
        fit_screen(self, *_SIZE)

    def evening(self) -> Evening | None:
        """Return what is written, None and the reason in sight when something is amiss."""
        name, when = self.title_line.text().strip(), _day(self.day.text())
        time = self.time.text().strip()
        at = parse_clock(time) if time else None
        wrong = ""
        if not name:
            wrong = tr("Say what the evening is called.")
        elif when is None:
            wrong = tr("Write the date as 2027-01-20.")
        elif time and at is None:
            wrong = tr("Write the time as 18:00.")
        self.wrong.setText(wrong)
        if wrong or when is None:
            return None
        return Evening(name, when, at, self.place.text().strip())

    def _put_together(self) -> None:
        form = QFormLayout()
        for line in (self.title_line, self.day, self.time, self.place):
            form.addRow(line.accessibleName(), line)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(theme.INSIDE))
        buttons.addWidget(push_button(tr("Save as table…"), "save", self._on_table))
        buttons.addStretch(1)
        buttons.addWidget(push_button(tr("Cancel"), press=self.reject))
        buttons.addWidget(primary_button(tr("Preview…"), "eye", self._on_preview))
        side = theme.px(theme.PAGE)
        column = QVBoxLayout(self)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(theme.INSIDE))
        column.addWidget(self.heading)
        says = tr("By school, with name, id, grade, home language and pathway. It is logged.")
        column.addWidget(sentence(says, muted=True))
        column.addLayout(form)
        column.addWidget(self.wrong)
        column.addStretch(1)
        column.addLayout(buttons)

    def _on_preview(self) -> None:
        evening = self.evening()
        if evening is not None:
            self.accept()
            self.preview_wanted.emit(evening)

    def _on_table(self) -> None:
        evening = self.evening()
        if evening is not None:
            self.accept()
            self.table_wanted.emit(evening)


def _line(name: str, hint: str) -> QLineEdit:
    line = QLineEdit()
    line.setAccessibleName(name)
    line.setPlaceholderText(hint)
    line.setMaxLength(LONGEST)
    return line


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None
