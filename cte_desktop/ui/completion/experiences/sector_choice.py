"""Industry sectors to choose, several at once: a button that says them, with a menu of ticks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy

from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cte_desktop.domain.catalog.catalog import Catalog


class SectorChoice(QPushButton):
    """The button. Space, Enter or a click opens the menu; each entry is ticked or not."""

    def __init__(self, catalog: Catalog) -> None:
        super().__init__()
        self.setAccessibleName(tr("Sectors"))
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._names = {sector.code: sector.name for sector in catalog.sectors}
        self._codes: tuple[str, ...] = ()
        self.clicked.connect(lambda _on: self.open_menu())
        self._say()

    def codes(self) -> tuple[str, ...]:
        """Return the codes of the sectors that are chosen, in the catalog's order."""
        return self._codes

    def choose(self, codes: Iterable[str]) -> None:
        """Choose these sectors and no others; one that the catalog lacks stays."""
        wanted = tuple(dict.fromkeys(codes))
        known = tuple(code for code in self._names if code in wanted)
        self._codes = (*known, *(code for code in wanted if code not in self._names))
        self._say()

    def open_menu(self) -> QMenu:
        """Open the menu of the sectors."""
        menu = QMenu(self)
        menu.setAccessibleName(tr("Sectors"))
        for code, name in self._names.items():
            action = menu.addAction(name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(code in self._codes)
            action.toggled.connect(lambda on, code=code: self._set(code, on=on))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))
        return menu

    def _set(self, code: str, *, on: bool) -> None:
        kept = tuple(one for one in self._codes if one != code)
        self.choose((*kept, code) if on else kept)

    def _say(self) -> None:
        words = ", ".join(self._names.get(code, code) for code in self._codes)
        self.setText((words or tr("Choose…")).replace("&", "&&"))
        self.setToolTip(words)
        self.setAccessibleDescription(words)
