"""The table of sections: its keys, its menu, and its rows as text for another program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMenu

from cte_desktop.ui import theme
from cte_desktop.ui.sections.columns import LEAST_COURSE, LEAST_TEACHER, section_columns
from cte_desktop.ui.sections.listed import SectionRow
from cte_desktop.ui.table_model import TableModel
from cte_desktop.ui.widgets.table_view import TableView, nobody, saving_news
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QAction, QContextMenuEvent, QFocusEvent, QKeyEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

COURSE_COLUMN = 1
SITE_COLUMN = 2
TEACHER_COLUMN = 7
_MORE_FOR_TEACHER = 56


class SectionTable(TableView[SectionRow]):
    """The table over a model of its own. Enter is `row_chosen`.

    Signals: `move_wanted()`: F2; `cancel_wanted()`: Delete.
    """

    move_wanted = Signal()
    cancel_wanted = Signal()

    def __init__(self, name: str, menu: Sequence[QAction] = ()) -> None:
        self.model_of_rows: TableModel[SectionRow] = TableModel(
            section_columns(), lambda row: row.key
        )
        super().__init__(self.model_of_rows, name, about=nobody, several=True)
        self.model_of_rows.setParent(self)
        self._menu = tuple(menu)

    def show_site_column(self, *, shown: bool) -> None:
        """Show the site of each section, or leave it out where all are at one."""
        self.setColumnHidden(SITE_COLUMN, not shown)
        self._share_the_rest()

    def copy_rows(self) -> None:
        """Put the selected rows into the clipboard, under their titles, as spreadsheets take it."""
        rows = self.selected_rows()
        if not rows:
            return
        columns = self.model_of_rows.columns()
        lines = ["\t".join(column.title for column in columns)]
        lines += ["\t".join(_flat(column.text(row)) for column in columns) for row in rows]
        QGuiApplication.clipboard().setText("\n".join(lines) + "\n")

    def context_menu(self, parent: QWidget) -> QMenu:
        """Return what can be done with the chosen section."""
        menu = QMenu(parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for action in self._menu:
            menu.addAction(action)
        if self._menu:
            menu.addSeparator()
        copy = menu.addAction(tr("Copy as table"))
        copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        copy.setEnabled(bool(self.selected_rows()))
        copy.triggered.connect(lambda _checked=False: self.copy_rows())
        if saving_news().is_offered():
            menu.addAction(self.save_action)
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.context_menu(self).popup(event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_the_rest()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        # Qt makes the first row the current one, but leaves it unselected.
        if self.currentIndex().isValid() and not self.selectionModel().hasSelection():
            self.selectRow(self.currentIndex().row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_rows()
        elif plain and event.key() == Qt.Key.Key_F2:
            self.move_wanted.emit()
        elif plain and event.key() == Qt.Key.Key_Delete:
            self.cancel_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _share_the_rest(self) -> None:
        header = self.horizontalHeader()
        course, teacher = theme.px(LEAST_COURSE), theme.px(LEAST_TEACHER)
        own = header.sectionSize(COURSE_COLUMN) + header.sectionSize(TEACHER_COLUMN)
        rest = max(0, self.viewport().width() - (header.length() - own) - course - teacher)
        more = min(rest // 3, theme.px(_MORE_FOR_TEACHER))
        header.resizeSection(TEACHER_COLUMN, teacher + more)
        header.resizeSection(COURSE_COLUMN, course + rest - more)


def _flat(text: str) -> str:
    """Return a cell without what would begin another cell or row."""
    return " ".join(text.split())
