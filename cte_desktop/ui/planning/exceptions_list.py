"""The student's exceptions in the panel: what each does, who approved it; change and remove."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cte_desktop.ui import theme
from cte_desktop.ui.planning.text_row import EDGE
from cte_desktop.ui.widgets.buttons import fix_button, icon_button
from cte_desktop.ui.widgets.labels import SectionHeader, ThemedLabel, sentence
from cte_desktop.wording.decisions import approval_text, decision_text
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.students.decisions import Decision

_MOST = 160
"""Characters of an approval that are shown at once."""


class ExceptionLine(QWidget):
    """One exception. Signals: `change_wanted()`, `remove_wanted()`."""

    change_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self, decision: Decision, catalog: Catalog) -> None:
        super().__init__()
        self.decision = decision
        text, approval = decision_text(decision, catalog), approval_text(decision)
        self.setAccessibleName(tr("Approved exception: {text}", text=f"{text} {approval}"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, theme.px(2), 0, theme.px(2))
        row.setSpacing(0)
        words = QVBoxLayout()
        words.setSpacing(theme.px(1))
        words.addWidget(sentence(text))
        self._approval = approval
        self.small = ThemedLabel("", size=theme.CAPTION, color="text_muted")
        self.small.setWordWrap(True)
        words.addWidget(self.small)
        self.more = fix_button(tr("More"), self._show_whole)
        words.addWidget(self.more, alignment=Qt.AlignmentFlag.AlignLeft)
        start = " ".join(approval.split())
        is_long = len(start) > _MOST
        self.small.setText(f"{start[:_MOST].rstrip()}…" if is_long else start)
        if not is_long:
            self.more.setVisible(False)
        row.addLayout(words, 1)
        row.addWidget(icon_button("pencil", tr("Change: {text}", text=text),
                                  self.change_wanted.emit))  # fmt: skip
        row.addWidget(icon_button("trash-2", tr("Remove: {text}", text=text),
                                  self.remove_wanted.emit))  # fmt: skip

    def _show_whole(self) -> None:
        self.small.setText(self._approval)
        self.more.setVisible(False)


class ExceptionsList(QWidget):
    """The list; hidden while there are none. Signals: `change_wanted(Decision)`,
    `remove_wanted(Decision)`.
    """

    change_wanted = Signal(object)
    remove_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Approved exceptions"))
        self._shown: tuple[Decision, ...] = ()
        self._lines: list[ExceptionLine] = []
        self._column = QVBoxLayout(self)
        edge = theme.px(EDGE)
        self._column.setContentsMargins(edge, 0, 0, 0)
        self._column.setSpacing(theme.px(theme.TIGHT))
        self._column.addWidget(SectionHeader(tr("Approved exceptions")))
        self.setVisible(False)

    def show_decisions(self, decisions: tuple[Decision, ...], catalog: Catalog) -> None:
        """Show these exceptions, in the order in which they were made."""
        if decisions == self._shown:
            return
        self._shown = decisions
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = []
        for decision in decisions:
            line = ExceptionLine(decision, catalog)
            line.change_wanted.connect(lambda one=decision: self.change_wanted.emit(one))
            line.remove_wanted.connect(lambda one=decision: self.remove_wanted.emit(one))
            self._lines.append(line)
            self._column.addWidget(line)
        self.setVisible(bool(decisions))

    def lines(self) -> tuple[ExceptionLine, ...]:
        """Return the lines from top to bottom."""
        return tuple(self._lines)
