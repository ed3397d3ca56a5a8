"""An update that was checked: what it brings, then the backup, the unpacking, and the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout

from cte_desktop.ui import theme
from cte_desktop.ui.opening.panel import words_of_width
from cte_desktop.ui.widgets.buttons import primary_button, push_button
from cte_desktop.ui.widgets.labels import sentence, title
from cte_desktop.ui.widgets.working_dialog import WorkingDialog
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from cte_desktop.services.updates import Update

_WIDTH = 520
_INSIDE = _WIDTH - 2 * theme.PAGE
_MEGABYTE = 1_000_000


class UpdateDialog(WorkingDialog):
    """Asks once more before anything is done; `backs_up`: a database is open.

    Signals: `wanted()`: back up and unpack; `stop_wanted()`: leave it, nothing half done.
    """

    wanted = Signal()
    stop_wanted = Signal()

    def __init__(
        self, update: Update, parent: QWidget | None = None, *, backs_up: bool = True
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Update from a file"))
        self.setAccessibleName(self.windowTitle())
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._version = update.version
        self.words = words_of_width(
            tr(
                "Version {present} is installed. The file is whole and signed by the publisher; it "
                "takes {size} MB.",
                present=update.present,
                size=max(1, round(update.size / _MEGABYTE)),
            ),
            _INSIDE,
        )
        self.bar = QProgressBar()
        self.bar.setAccessibleName(self.windowTitle())
        self.bar.setTextVisible(False)
        self.bar.setVisible(False)
        self.said = sentence("")
        self.said.set_color("must_fix")
        self.said.setVisible(False)
        self.cancel = push_button(tr("Cancel"), press=self.reject)
        self._backs_up = backs_up
        install = tr("&Back up and install") if backs_up else tr("&Install")
        self.install = primary_button(install, "download", self._on_install)
        self._put_together()
        self.install.setFocus()

    def _put_together(self) -> None:
        column = QVBoxLayout(self)
        side = theme.px(theme.PAGE)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(theme.INSIDE))
        heading = tr("Update to version {version}", version=self._version)
        column.addWidget(title(heading))
        column.addWidget(self.words)
        column.addWidget(words_of_width(self._what_follows(), _INSIDE))
        column.addWidget(self.bar)
        column.addWidget(self.said)
        column.addSpacing(theme.px(theme.GAP))
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(theme.INSIDE))
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.install)
        column.addLayout(foot)
        self.setMinimumWidth(theme.px(_WIDTH))

    def _what_follows(self) -> str:
        if self._backs_up:
            return tr(
                "First the database is backed up. Then the program closes and the installer "
                "starts. Databases, settings and backups stay where they are."
            )
        return tr(
            "No database is open, so none is backed up. The program closes and the installer "
            "starts. Databases, settings and backups stay where they are."
        )

    def show_progress(self, done: int, total: int) -> None:
        """Show how much is unpacked."""
        self.bar.setMaximum(max(1, total >> 10))
        self.bar.setValue(done >> 10)

    def say(self, words: str) -> None:
        """Say why nothing was installed, and let the person try again."""
        self._rest()
        self.said.setText(words)
        self.said.setVisible(True)
        self.said.setMinimumHeight(self.said.heightForWidth(theme.px(_INSIDE)))

    def end(self) -> None:
        """Close: everything is ready, or it was stopped."""
        self.is_at_work = False
        self.accept()

    def reject(self) -> None:
        if self.is_at_work:
            self.cancel.setEnabled(False)
            self.stop_wanted.emit()
        else:
            super().reject()

    def _on_install(self) -> None:
        self.is_at_work = True
        self.said.setVisible(False)
        self.bar.setRange(0, 0)
        self.bar.setVisible(True)
        self.install.setEnabled(False)
        self.wanted.emit()

    def _rest(self) -> None:
        self.is_at_work = False
        self.bar.setVisible(False)
        self.install.setEnabled(True)
        self.cancel.setEnabled(True)
        self.install.setFocus()
