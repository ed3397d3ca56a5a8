"""Signing a plan: drawn on the screen, or noted from paper, with the names and the day."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from cte_desktop.domain.planning.approval import ON_PAPER, ON_SCREEN, SIGNATORIES
from cte_desktop.services.approvals import Signing
from cte_desktop.ui import theme
from cte_desktop.ui.approvals.fields import (
    AgreeingDialog,
    Choice,
    day_field,
    line_field,
    written_day,
)
from cte_desktop.ui.approvals.signature_box import SignatureBox
from cte_desktop.ui.widgets.buttons import icon_button, primary_button
from cte_desktop.ui.widgets.labels import caption, sentence
from cte_desktop.wording.approvals import signatory_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from PySide6.QtWidgets import QLineEdit

_NAME_WIDTH = 220


@dataclass(frozen=True, slots=True)
class ToSign:
    """What is signed: the plan's name, its student, the day; names to begin with."""

    plan: str
    student: str
    day: date
    names: Mapping[str, str] = field(default_factory=dict)


class _Line:
    """One who signs: the field of the name, the box, the button that clears it."""

    def __init__(self, who: str, name: str) -> None:
        label = signatory_label(who)
        self.name: QLineEdit = line_field(tr("Name: {who}", who=label), name)
        self.name.setMinimumWidth(theme.px(_NAME_WIDTH))
        self.box = SignatureBox(label)
        self.clear = icon_button("x", tr("Clear the signature: {who}", who=label), self.box.clear)


class SigningDialog(AgreeingDialog):
    """The form. Signal: `signed(Signing)`: answered with `done_with` or `say`."""

    signed = Signal(object)

    def __init__(self, to_sign: ToSign, parent: QWidget) -> None:
        heading = tr("Sign “{plan}”", plan=to_sign.plan)
        super().__init__(heading, tr("Plan of {student}", student=to_sign.student), parent)
        self.on_screen = Choice(tr("Sign here on the screen"))
        self.on_paper = Choice(tr("It was signed on paper"))
        self.on_screen.setChecked(True)
        self.day = day_field(to_sign.day)
        self.lines = {who: _Line(who, to_sign.names.get(who, "")) for who in SIGNATORIES}
        self.cut = sentence("", muted=True)
        self.keep_button = primary_button(tr("Keep as signed"), "check", self._on_keep)
        self._put_together()
        self.on_screen.toggled.connect(lambda _on: self._show_means())
        for line in self.lines.values():
            line.box.changed.connect(self._on_drawn)
        self._show_means()
        self.on_screen.setFocus()

    def means(self) -> str:
        """Return how it is signed."""
        return ON_SCREEN if self.on_screen.isChecked() else ON_PAPER

    def signing(self, day: date) -> Signing:
        """Return what is written and drawn; on the screen only who drew has signed."""
        if self.means() == ON_PAPER:
            return Signing(day, ON_PAPER, {who: one.name.text() for who, one in self._each()})
        drawn = {who: strokes for who, one in self._each() if (strokes := one.box.strokes())}
        names = {who: one.name.text() for who, one in self._each() if who in drawn}
        # Nobody has drawn: the names say that it is not that names are missing.
        names = names or {who: one.name.text() for who, one in self._each()}
        return Signing(day, ON_SCREEN, names, drawn)

    def _each(self) -> tuple[tuple[str, _Line], ...]:
        return tuple(self.lines.items())

    def _put_together(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(theme.px(theme.GAP))
        top.addWidget(self.on_screen)
        top.addWidget(self.on_paper)
        top.addStretch(1)
        label = QLabel(self.day.accessibleName())
        label.setBuddy(self.day)
        self.day.setMaximumWidth(theme.px(120))
        top.addWidget(label)
        top.addWidget(self.day)
        self.column.addLayout(top)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(theme.INSIDE))
        grid.setVerticalSpacing(theme.px(theme.INSIDE))
        for place, (who, line) in enumerate(self._each()):
            said = caption(signatory_label(who))
            said.setBuddy(line.name)
            grid.addWidget(said, 2 * place, 0)
            grid.addWidget(line.name, 2 * place + 1, 0)
            grid.addWidget(line.box, 2 * place, 1, 2, 1)
            grid.addWidget(line.clear, 2 * place, 2, 2, 1)
        grid.setColumnStretch(0, 1)
        self.column.addLayout(grid)
        self.column.addWidget(self.cut)
        self.end_with(self.keep_button)

    def _show_means(self) -> None:
        drawn = self.means() == ON_SCREEN
        for _who, line in self._each():
            line.box.setVisible(drawn)
            line.clear.setVisible(drawn)
        self._on_drawn()
        self.say("")
        self.adjustSize()

    def _on_drawn(self) -> None:
        drawn = self.means() == ON_SCREEN
        cut = drawn and any(line.box.was_cut() for _who, line in self._each())
        for _who, line in self._each():
            line.clear.setEnabled(bool(line.box.strokes()))
        words = tr("Who signs draws in the box; the others may sign on the printed plan.")
        if not drawn:
            words = tr("Write the names that stand under the paper; leave out who hasn't signed.")
        self.cut.setText(tr("What was drawn outside the box is cut off.") if cut else words)

    def _on_keep(self) -> None:
        if self.is_at_work:
            return
        day = written_day(self.day)
        if day is None:
            self.say(tr("Write the day as 11/20/2026."))
            self.day.setFocus()
            return
        self.begin()
        self.signed.emit(self.signing(day))
