"""The question before records are destroyed: what goes with them, and the number to type."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cte_desktop.services import retention
from cte_desktop.system.errors import KnownError
from cte_desktop.ui import theme
from cte_desktop.ui.widgets.buttons import primary_button, push_button
from cte_desktop.ui.widgets.labels import sentence, title
from cte_desktop.ui.widgets.working_dialog import WorkingDialog
from cte_desktop.wording import retention as words
from cte_desktop.wording.errors import told
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.retention import Destroyed, Due
    from cte_desktop.ui.page import Workbench

_WIDTH = 560
_INSIDE = _WIDTH - 2 * theme.PAGE


class DestroyDialog(WorkingDialog):
    """Asks once; nothing is changed before the button is pressed. Accepted when it was done."""

    def __init__(
        self,
        desk: Desk,
        bench: Workbench,
        due: Due,
        backups: tuple[Path, ...],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._bench, self._due = desk, bench, due
        self.setWindowTitle(tr("Destroy records"))
        self.setAccessibleName(self.windowTitle())
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.heading = title(words.asked_words(due.students))
        self.heading.setWordWrap(True)
        self.words = sentence(words.what_goes())
        self.backups = sentence("\n".join(words.first_paths(backups)), muted=True)
        self.elsewhere = sentence(words.copies_elsewhere())
        self.typed = QLineEdit()
        self.typed.setAccessibleName(tr("Number of students"))
        self.ask = sentence(tr("Type the number of students, {count}:", count=due.students))
        self.said = sentence("")
        self.first = push_button(tr("Keep a backup first…"), "save", self._on_first)
        self.cancel = push_button(tr("Cancel"), press=self.reject)
        self.destroy_button = primary_button(tr("Destroy for good"), "trash-2", self._on_destroy)
        self._put_together()

    def _put_together(self) -> None:
        column = QVBoxLayout(self)
        side = theme.px(theme.PAGE)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(theme.INSIDE))
        for part in (self.heading, self.words, self.backups, self.elsewhere):
            column.addWidget(part)
        column.addSpacing(theme.px(theme.INSIDE))
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        row.addWidget(self.ask, 1)
        self.typed.setFixedWidth(theme.px(120))
        row.addWidget(self.typed)
        column.addLayout(row)
        self.said.setVisible(False)
        column.addWidget(self.said)
        column.addSpacing(theme.px(theme.GAP))
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(theme.INSIDE))
        buttons.addWidget(self.first)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.destroy_button)
        column.addLayout(buttons)
        self.setFixedWidth(theme.px(_WIDTH))
        self.destroy_button.setAutoDefault(False)
        self.destroy_button.setEnabled(False)
        self.typed.textChanged.connect(self._on_typed)
        self._fit()
        self.typed.setFocus()

    def _on_typed(self, text: str) -> None:
        fits = text.strip() == str(self._due.students)
        self.destroy_button.setEnabled(fits and not self.is_at_work)

    def _on_first(self) -> None:
        dialog = QFileDialog(self, tr("Where to keep a backup with everything"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda name: self.keep_first(Path(name)))
        dialog.open()

    def keep_first(self, folder: Path) -> None:
        """Make a backup with everything in a folder, before anything is destroyed."""
        desk = self._desk
        self._work(at=True)
        self._bench.tasks.write(
            lambda: retention.back_up_first(desk, folder),
            self._on_kept,
            failed=self._on_failed,
            text=tr("Backing up…"),
        )

    def _on_kept(self, path: Path) -> None:
        self._work(at=False)
        self._say(tr("Kept as {file}. It holds everything that goes.", file=path), "met")

    def _on_destroy(self) -> None:
        desk, due, typed = self._desk, self._due, self.typed.text()
        self._work(at=True)
        self._bench.tasks.write(
            lambda: retention.destroy(desk, due, typed),
            self._on_destroyed,
            failed=self._on_failed,
            text=tr("Destroying records…"),
        )

    def _on_destroyed(self, done: Destroyed) -> None:
        self.is_at_work = False
        notices = self._bench.notices
        self.accept()
        notices.done(words.destroyed_line(done.students, done.rows))
        if done.unfinished is not None:
            notices.error(done.unfinished)

    def _on_failed(self, error: Exception) -> None:
        self._work(at=False)
        if isinstance(error, KnownError):
            self._say(told(error).whole, "must_fix")
        else:
            self._bench.notices.error(error)

    def _work(self, *, at: bool) -> None:
        self.is_at_work = at
        for part in (self.first, self.cancel, self.typed):
            part.setEnabled(not at)
        self._on_typed(self.typed.text())

    def _say(self, text: str, color: theme.ColorName) -> None:
        self.said.set_color(color)
        self.said.setText(text)
        self.said.setVisible(True)
        self._fit()

    def _fit(self) -> None:
        """Give wrapped words the room they need, which a dialog does not ask them for."""
        for part in (self.heading, self.words, self.backups, self.elsewhere, self.said):
            part.setMinimumHeight(max(0, part.heightForWidth(theme.px(_INSIDE))))
        self.adjustSize()
