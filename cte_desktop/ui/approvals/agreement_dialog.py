"""Asks what is noted of a plan besides signatures: a day, who said it, a remark."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from cte_desktop.ui import theme
from cte_desktop.ui.approvals.fields import (
    AgreeingDialog,
    Choice,
    add_field,
    day_field,
    line_field,
    new_form,
    written_day,
)
from cte_desktop.ui.widgets.buttons import primary_button
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QWidget

_WIDTH = 440


@dataclass(frozen=True, slots=True)
class Asked:
    """What a dialog asks: its heading, a sentence, its button, what the remark is called.

    With `by` (a name to begin with) it asks who says it and whether they accept; with `day` when.
    """

    heading: str
    hint: str
    button: str
    remark: str
    day: date | None = None
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Agreed:
    """What was written down."""

    on: date | None
    by: str
    accepted: bool
    remark: str


class AgreementDialog(AgreeingDialog):
    """The form. Signal: `agreed(Agreed)`: answered with `done_with` or `say`."""

    agreed = Signal(object)

    def __init__(self, asked: Asked, parent: QWidget) -> None:
        super().__init__(asked.heading, asked.hint, parent)
        self.accepts = Choice(tr("accepts the plan"))
        self.declines = Choice(tr("declines the plan"))
        self.accepts.setChecked(True)
        self.by = line_field(tr("Who gives the answer"), asked.by or "")
        self.day = day_field(asked.day) if asked.day is not None else None
        self.remark = line_field(asked.remark)
        form = new_form()
        if asked.by is not None:
            add_field(form, self.by)
            form.addRow("", self.accepts)
            form.addRow("", self.declines)
        if self.day is not None:
            add_field(form, self.day)
        add_field(form, self.remark)
        self.column.addLayout(form)
        self.keep_button = primary_button(asked.button, "check", self._on_keep)
        self.end_with(self.keep_button)
        self.setMinimumWidth(theme.px(_WIDTH))
        first = self.by if asked.by is not None else self.day or self.remark
        first.setFocus()

    def _on_keep(self) -> None:
        if self.is_at_work:
            return
        day = None if self.day is None else written_day(self.day)
        if self.day is not None and day is None:
            self.say(tr("Write the day as 11/20/2026."))
            self.day.setFocus()
            return
        self.begin()
        remark = self.remark.text().strip()
        self.agreed.emit(Agreed(day, self.by.text(), self.accepts.isChecked(), remark))
