"""With whose keys a certificate is checked: those of this database, or a district's file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from cte_desktop.ui import theme
from cte_desktop.ui.widgets.buttons import ChoiceBox, push_button
from cte_desktop.ui.widgets.folders import documents_folder
from cte_desktop.wording.papers import listed
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cte_desktop.domain.completion.certificates.public_keys import LaptopKeys

_WIDTH = 320


class KeysChoice(QWidget):
    """The choice. Signal: `changed()`."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.box = ChoiceBox(tr("Whose keys"))
        self.box.setMinimumWidth(theme.px(_WIDTH))
        self.box.addItem(tr("The keys of this database"), None)
        self.file_button = push_button(tr("Keys from a &file…"), "folder-open", self._ask)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(theme.INSIDE))
        row.addWidget(self.box, 1)
        row.addWidget(self.file_button)
        self.box.currentIndexChanged.connect(lambda _place: self.changed.emit())

    def file(self) -> Path | None:
        """Return the chosen file of keys, None for the keys of this database."""
        chosen: Path | None = self.box.currentData()
        return chosen

    def show_own(self, lists: Sequence[LaptopKeys]) -> None:
        """Say of which laptops this database knows the keys."""
        laptops = tuple(dict.fromkeys(laptop for one in lists for laptop in one.laptops))
        said = (
            tr("The keys of this database: {laptops}", laptops=listed(laptops))
            if laptops
            else tr("The keys of this database: none yet")
        )
        self.box.setItemText(0, said)

    def take(self, file: Path) -> None:
        """Check with the keys of a file from now on."""
        place = self.box.findData(file)
        if place < 0:
            self.box.addItem(tr("The keys of {file}", file=file.name), file)
            place = self.box.count() - 1
            self.box.setItemData(place, str(file), Qt.ItemDataRole.ToolTipRole)
        self.box.setCurrentIndex(place)

    def _ask(self) -> None:
        dialog = QFileDialog(
            self,
            tr("Keys of another district"),
            str(documents_folder()),
            tr("Lists of public keys (*.json);;All files (*)"),
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.take(Path(name)))
        dialog.open()
