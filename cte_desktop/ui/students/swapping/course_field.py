"""A line in which a course is named by its title or code, with the catalog's courses to choose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QLineEdit

from cte_desktop.ui import theme
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.domain.catalog.catalog import Catalog

_WIDTH = 340


class CourseField(QLineEdit):
    """The line; `textChanged` tells when another course is named."""

    def __init__(self, name: str, catalog: Catalog) -> None:
        super().__init__()
        self._codes = {f"{one.title} ({one.code})": one.code for one in catalog.courses}
        self._plain = {one.code.casefold(): one.code for one in catalog.courses}
        self.setAccessibleName(name)
        self.setPlaceholderText(tr("Type a title or a code"))
        self.setMinimumWidth(theme.px(_WIDTH))
        completer = QCompleter(sorted(self._codes, key=str.casefold), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompleter(completer)

    def code(self) -> str:
        """Return the code of the course that is named, "" for none of the catalog."""
        text = self.text().strip()
        return self._codes.get(text) or self._plain.get(text.casefold(), "")
