"""What was agreed on a student's plans: every dated copy, to compare with the plan and to print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout

from cte_desktop.ui import theme
from cte_desktop.ui.widgets.buttons import push_button
from cte_desktop.ui.widgets.fit_screen import fit_screen
from cte_desktop.ui.widgets.labels import sentence, title
from cte_desktop.wording.approvals import approval_title, names_line
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from cte_desktop.domain.planning.approval import Approval

_SIZE = (620, 460)
_LINE = 30


class CopiesDialog(QDialog):
    """The list, newest first. Signals: `compare_wanted(Approval)`, `print_wanted(Approval)`."""

    compare_wanted = Signal(object)
    print_wanted = Signal(object)

    def __init__(self, name: str, copies: Sequence[Approval], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        heading = tr("What was agreed")
        self.setWindowTitle(heading)
        self.setAccessibleName(heading)
        self._copies = tuple(copies)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("What was agreed, newest first"))
        for one in self._copies:
            line = QListWidgetItem(f"{approval_title(one)}  ·  {one.plan_name}")
            line.setSizeHint(QSize(0, theme.px(_LINE)))
            self.list.addItem(line)
        self._told = sentence("")
        self.compare_button = push_button(
            tr("Compare with the plan as it is"), "move-horizontal", self._on_compare
        )
        self.print_button = push_button(tr("Print this copy…"), "printer", self._on_print)
        side = theme.px(theme.PAGE)
        column = QVBoxLayout(self)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(theme.INSIDE))
        column.addWidget(title(heading))
        column.addWidget(sentence(tr("Plans of {student}", student=name), muted=True))
        column.addWidget(self.list, 1)
        column.addWidget(self._told)
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        row.addWidget(self.compare_button)
        row.addWidget(self.print_button)
        row.addStretch(1)
        row.addWidget(push_button(tr("Close"), press=self.accept))
        column.addLayout(row)
        self.list.currentRowChanged.connect(lambda _row: self._show())
        self.list.itemActivated.connect(lambda _item: self._on_compare())
        self.list.setCurrentRow(0)
        self._show()
        self.list.setFocus()
        fit_screen(self, *_SIZE)

    def told(self) -> str:
        """Return what is said of the chosen copy."""
        return self._told.text()

    def _chosen(self) -> Approval | None:
        row = self.list.currentRow()
        return self._copies[row] if 0 <= row < len(self._copies) else None

    def _show(self) -> None:
        one = self._chosen()
        can = one is not None and one.plan is not None
        self.compare_button.setEnabled(can)
        self.print_button.setEnabled(can)
        if one is None:
            self._told.setText(tr("Nothing was agreed on the plans of this student yet."))
            return
        parts = (names_line(one), one.remark)
        self._told.setText("\n".join(part for part in parts if part))

    def _on_compare(self) -> None:
        one = self._chosen()
        if one is not None and self.compare_button.isEnabled():
            self.compare_wanted.emit(one)

    def _on_print(self) -> None:
        one = self._chosen()
        if one is not None:
            self.print_wanted.emit(one)
