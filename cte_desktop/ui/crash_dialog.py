"""What is seen when the program itself is at fault: what happened, the report to copy, and the
folder it lies in. No student's name is in a report (`system/crash.py`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QFont, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout
from shiboken6 import isValid

from cte_desktop.ui import theme
from cte_desktop.ui.keeping_actions import LOG_FOLDER
from cte_desktop.ui.widgets.buttons import primary_button, push_button
from cte_desktop.ui.widgets.labels import caption, sentence, title
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from cte_desktop.ui.actions import Actions
    from cte_desktop.ui.notices import Notices

_SIZE = (640, 480)


class CrashDialog(QDialog):
    """Shows one report; a further fault while it is open takes its place and is counted."""

    def __init__(
        self, heading: str, open_folder: Callable[[], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Report of a fault"))
        self.setAccessibleName(self.windowTitle())
        self._times = 0
        self.heading = title(heading)
        self.heading.setWordWrap(True)
        self.report = QPlainTextEdit()
        self.report.setReadOnly(True)
        self.report.setAccessibleName(tr("Report"))
        self.report.setTabChangesFocus(True)
        self.report.setFont(_fixed_font())
        self.place = caption("")
        self.place.setWordWrap(True)
        self.place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.copy = primary_button(tr("Copy the report"), "copy", self._on_copy)
        self.folder = push_button(tr("Open the log folder"), "folder-open", open_folder)
        self.close_it = push_button(tr("Close"), press=self.accept)
        self._put_together()
        self.resize(theme.px(_SIZE[0]), theme.px(_SIZE[1]))
        self.copy.setFocus()

    def show_report(self, report: str, file: Path | None) -> None:
        """Show a report, and where it lies."""
        self._times += 1
        self.report.setPlainText(report)
        words = [tr("It lies in {file}.", file=file)] if file is not None else []
        if self._times > 1:
            more = self._times - 1
            words.insert(0, trn("{count} fault before it.", "{count} faults before it.", more))
        self.place.setText(" ".join(words))
        self.place.setVisible(bool(words))

    def _put_together(self) -> None:
        side = theme.px(theme.PAGE)
        column = QVBoxLayout(self)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(theme.INSIDE))
        column.addWidget(self.heading)
        column.addWidget(
            sentence(
                tr(
                    "What was saved is safe. To report the fault, copy the text below: it names "
                    "places in the program, and no student."
                ),
                muted=True,
            )
        )
        column.addWidget(self.report, 1)
        column.addWidget(self.place)
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        row.addWidget(self.folder)
        row.addStretch(1)
        row.addWidget(self.close_it)
        row.addWidget(self.copy)
        column.addSpacing(theme.px(theme.INSIDE))
        column.addLayout(row)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report.toPlainText())
        self.copy.setText(tr("Copied"))


class CrashTeller(QObject):
    """Opens the dialog when a crash is told of, one at a time, and the folder of the log."""

    def __init__(
        self, notices: Notices, actions: Actions, window: QWidget, log_folder: Path
    ) -> None:
        super().__init__(window)
        self._notices = notices
        self._window = window
        self._log_folder = log_folder
        self.dialog: CrashDialog | None = None
        notices.crash_told.connect(self.tell)
        actions.offer(LOG_FOLDER, self.open_folder)

    def tell(self, report: str, file: Path | None, heading: str = "") -> None:
        """Show a report; another one that is open takes it in."""
        if self.dialog is None or not isValid(self.dialog) or not self.dialog.isVisible():
            # Above a dialog that lets nothing else be pressed, should one be open.
            below = QApplication.activeModalWidget() or self._window
            words = heading or tr("Something went wrong in the program itself")
            self.dialog = CrashDialog(words, self.open_folder, below)
            self.dialog.setModal(below is not self._window)
            self.dialog.show()
        self.dialog.show_report(report, file)

    def open_folder(self) -> None:
        """Open the folder with the log in the computer's own window for files."""
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._log_folder))):
            self._notices.information(
                tr("The log lies in {folder}.", folder=self._log_folder),
                do=tr("This computer has no program that opens folders."),
            )


def _fixed_font() -> QFont:
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPixelSize(theme.px(12))
    return font
