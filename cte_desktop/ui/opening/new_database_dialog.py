"""Making a new database: where it lies, its passphrase, and then the recovery code to print."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from cte_desktop.system.settings import Scope, setting_named
from cte_desktop.ui import theme
from cte_desktop.ui.opening.panel import words_of_width
from cte_desktop.ui.widgets.buttons import primary_button, push_button
from cte_desktop.ui.widgets.labels import ThemedLabel, sentence, title
from cte_desktop.ui.widgets.passphrase_field import NewPassphrase
from cte_desktop.ui.widgets.recovery_card import RecoveryCard
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QCloseEvent

_WIDTH = 520
_INSIDE = _WIDTH - 2 * theme.PAGE


class NewDatabaseDialog(QDialog):
    """Asks for place, passphrase and the owner's name, then shows the recovery code.

    `name` is the one known so far, "" for none. Signals: `wanted(Path, passphrase, name)`;
    `finished_with_code()`: the person has kept the code.
    """

    wanted = Signal(Path, str, str)
    finished_with_code = Signal()

    def __init__(self, place: Path, parent: QWidget | None = None, name: str = "") -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("New database"))
        self.setAccessibleName(self.windowTitle())
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._folder = place.parent
        self.place = QLineEdit(str(place))
        self.place.setAccessibleName(tr("File"))
        self.name = QLineEdit(name)
        self.name.setAccessibleName(tr("Your name"))
        self.name.setPlaceholderText(tr("As the history and papers for families should have it"))
        self.name.setMaxLength(setting_named("actor", Scope.PROGRAM).most or 0)
        self.passphrase = NewPassphrase(tr("Passphrase"))
        self.said = sentence("")
        self.said.set_color("must_fix")
        self.said.setVisible(False)
        self.make = primary_button(tr("Make the database"), press=self._on_make)
        self.card: RecoveryCard | None = None
        self._steps = QStackedWidget()
        self._steps.addWidget(self._first_step())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._steps)
        self.setMinimumWidth(theme.px(_WIDTH))
        self.passphrase.changed.connect(self._on_changed)
        self.place.textChanged.connect(self._on_changed)
        self._on_changed()
        self.passphrase.first.setFocus()

    def say(self, words: str) -> None:
        """Say why it could not be made, and let the person try again."""
        self.said.setText(words)
        self.said.setVisible(True)
        self.said.setMinimumHeight(self.said.heightForWidth(theme.px(_INSIDE)))
        self._steps.setEnabled(True)

    def show_code(self, code: str, made_on: date) -> None:
        """Show the recovery code of the database that was made."""
        self._steps.setEnabled(True)
        self.card = RecoveryCard(code, Path(self.place.text()).stem, made_on)
        self.card.kept.connect(self._on_kept)
        self._steps.addWidget(self.card)
        self._steps.setCurrentWidget(self.card)
        self.card.setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.card is not None:
            self.finished_with_code.emit()
        super().closeEvent(event)

    def reject(self) -> None:
        if self.card is None:
            super().reject()

    def _first_step(self) -> QWidget:
        step = QWidget()
        column = QVBoxLayout(step)
        side = theme.px(theme.PAGE)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(theme.TIGHT))
        column.addWidget(title(tr("New database")))
        column.addWidget(
            words_of_width(
                tr(
                    "Everything in it is encrypted. The passphrase is asked for at every start; "
                    "without it or the recovery code nobody can read it."
                ),
                _INSIDE,
            )
        )
        column.addSpacing(theme.px(12))
        column.addWidget(self.passphrase)
        column.addSpacing(theme.px(theme.INSIDE))
        column.addWidget(ThemedLabel(tr("Your name"), bold=True))
        column.addWidget(self.name)
        column.addSpacing(theme.px(theme.INSIDE))
        column.addWidget(ThemedLabel(tr("File"), bold=True))
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        row.addWidget(self.place, 1)
        row.addWidget(push_button(tr("Choose…"), press=self._on_choose))
        column.addLayout(row)
        column.addWidget(self.said)
        column.addSpacing(theme.px(theme.GAP))
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(theme.INSIDE))
        buttons.addStretch(1)
        buttons.addWidget(push_button(tr("Cancel"), press=self.reject))
        buttons.addWidget(self.make)
        column.addLayout(buttons)
        return step

    def _on_changed(self) -> None:
        self.make.setEnabled(bool(self.passphrase.passphrase() and self.place.text().strip()))

    def _on_choose(self) -> None:
        dialog = QFileDialog(self, tr("Where to keep the database"), self.place.text())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(tr("Databases (*.cte)"))
        dialog.setDefaultSuffix("cte")
        dialog.fileSelected.connect(self.place.setText)
        dialog.open()

    def _on_make(self) -> None:
        self.said.setVisible(False)
        self._steps.setEnabled(False)
        file = self._file()
        self.place.setText(str(file))
        self.wanted.emit(file, self.passphrase.passphrase(), " ".join(self.name.text().split()))

    def _file(self) -> Path:
        """Return the file; a bare name means the usual folder and the usual ending."""
        file = self._folder / Path(self.place.text().strip()).expanduser()
        return file if file.suffix else file.with_suffix(".cte")

    def _on_kept(self) -> None:
        self.card = None
        self.finished_with_code.emit()
        self.accept()
