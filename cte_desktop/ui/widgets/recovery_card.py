"""The recovery code, shown once: to print, to copy, or to write down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from cte_desktop.services.protection import recovery_pdf
from cte_desktop.ui import theme
from cte_desktop.ui.widgets.buttons import CheckBox, primary_button, push_button
from cte_desktop.ui.widgets.labels import ThemedLabel, sentence, title
from cte_desktop.ui.widgets.pdf_printing import print_pdf
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from datetime import date


class RecoveryCard(QWidget):
    """Shows the code; goes on when the person says that it is kept. Signal: `kept()`."""

    kept = Signal()

    def __init__(self, code: str, name: str, made_on: date) -> None:
        super().__init__()
        self._code = code
        self._name = name
        self._made_on = made_on
        self.code = ThemedLabel(_in_two_lines(code), size=theme.TITLE, bold=True, tabular=True)
        self.code.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.code.setAccessibleName(tr("Recovery code"))
        self.code.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.code.setMinimumSize(self.code.sizeHint())
        self.sure = CheckBox(tr("I have printed the code or written it down"))
        self.go_on = primary_button(tr("Go on"), press=self.kept.emit)
        self.go_on.setEnabled(False)
        self.sure.toggled.connect(self.go_on.setEnabled)
        self._put_together()
        self.setFocusProxy(self.sure)

    def draw(self, printer: QPrinter) -> None:
        """Print the page with the code."""
        content = recovery_pdf(self._name, self._code, self._made_on)
        print_pdf(content, printer, tr("Recovery code"), lambda _done, _of: None)

    def _put_together(self) -> None:
        column = QVBoxLayout(self)
        side = theme.px(theme.PAGE)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(theme.INSIDE))
        column.addWidget(title(tr("Your recovery code")))
        column.addWidget(
            sentence(
                tr(
                    "It opens the database if the passphrase is ever forgotten, and is shown only "
                    "this once. Print it and keep it locked away, apart from the computer."
                ),
                muted=True,
            )
        )
        frame = QFrame()
        frame.setProperty("role", "card")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(side, side, side, side)
        inside.addWidget(self.code)
        column.addWidget(frame)
        ways = QHBoxLayout()
        ways.setSpacing(theme.px(theme.INSIDE))
        ways.addWidget(push_button(tr("Print…"), "printer", self._on_print))
        ways.addWidget(push_button(tr("Copy"), "copy", self._on_copy))
        ways.addStretch(1)
        column.addLayout(ways)
        column.addStretch(1)
        column.addWidget(self.sure)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.go_on)
        column.addLayout(foot)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._code)

    def _on_print(self) -> None:
        # The dialog only borrows the printer: held by the slot, it lives as long as the dialog.
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.draw(printer))
        dialog.setModal(True)
        dialog.show()


def _in_two_lines(code: str) -> str:
    groups = code.split("-")
    half = (len(groups) + 1) // 2
    return "-".join(groups[:half]) + "-\n" + "-".join(groups[half:])
