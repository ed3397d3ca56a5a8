"""Saving any table of the window as a file, exactly as it is shown: Ctrl+S, or its menu."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QFormLayout, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from cte_desktop.services.changes import Changes
from cte_desktop.services.disclosures import recent_words
from cte_desktop.services.table_exports import (
    Disclosure,
    ShownTable,
    save_table,
    students_among,
)
from cte_desktop.ui import theme
from cte_desktop.ui.widgets.buttons import primary_button, push_button
from cte_desktop.ui.widgets.folders import documents_folder
from cte_desktop.ui.widgets.labels import sentence, title
from cte_desktop.ui.widgets.recipient_fields import RecipientFields
from cte_desktop.ui.widgets.table_view import SOMEBODY, saving_news
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.page import Workbench
    from cte_desktop.ui.widgets.table_view import TableView

_WIDTH = 520


class TableSaver(QObject):
    """Saves the tables of a window while a database is open."""

    def __init__(self, bench: Workbench, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._bench = bench
        self._desk = desk
        self._window = window
        saving_news().wanted.connect(self._on_wanted)
        saving_news().offer(self)

    def _on_wanted(self, view: TableView[Any]) -> None:
        table, named = shown_table(view), view.named()
        desk, over = self._desk, view.window()
        self._bench.tasks.read(
            lambda: (students_among(desk, named - {SOMEBODY}), recent_words(desk)),
            lambda found: self._ask(table, *found, over, people=bool(named)),
        )

    def _ask(
        self,
        table: ShownTable,
        students: frozenset[str],
        words: tuple[tuple[str, ...], tuple[str, ...]],
        over: QWidget,
        *,
        people: bool,
    ) -> None:
        dialog = TableSavingDialog(table, students, over if isValid(over) else self._window)
        dialog.to.offer(*words)
        dialog.accepted.connect(
            lambda: self._choose_where(table, students, dialog.disclosure() if people else None)
        )
        if people:
            dialog.open()
        else:
            dialog.accept()

    def _choose_where(
        self, table: ShownTable, students: frozenset[str], disclosed: Disclosure | None
    ) -> None:
        usual = str(documents_folder() / f"{table.name}.xlsx")
        chosen = QFileDialog(self._window, tr("Save table as"), usual)
        chosen.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chosen.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chosen.setNameFilters([tr("Excel workbook (*.xlsx)"), tr("CSV (*.csv)")])
        chosen.setDefaultSuffix("xlsx")
        chosen.filterSelected.connect(
            lambda words: chosen.setDefaultSuffix("csv" if "*.csv" in words else "xlsx")
        )
        chosen.fileSelected.connect(lambda name: self.save(table, Path(name), students, disclosed))
        chosen.open()

    def save(
        self, table: ShownTable, path: Path, students: frozenset[str], disclosed: Disclosure | None
    ) -> None:
        """Write the table, away from the window's thread."""
        desk = self._desk
        self._bench.tasks.write(
            lambda: save_table(desk, table, path, students, disclosed),
            lambda _rows: self._on_saved(path, logged=disclosed is not None),
            failed=self._bench.notices.error,
            text=tr("Saving the table…"),
        )

    def _on_saved(self, path: Path, *, logged: bool) -> None:
        self._bench.notices.done(tr("The table lies in {file}.", file=path))
        if logged:
            self._bench.refresh.tell(Changes(frozenset({"disclosures", "history"})))


class TableSavingDialog(QDialog):
    """Asks who receives a table about students and what for."""

    def __init__(self, table: ShownTable, students: frozenset[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(tr("Save table as"))
        self.setAccessibleName(self.windowTitle())
        self.to = RecipientFields(self)
        self.save_button = primary_button(tr("Choose where…"), "folder-open", self.accept)
        rows = trn("{count} row", "{count} rows", len(table.rows))
        whom = trn("{count} student", "{count} students", len(students))
        column = QVBoxLayout(self)
        side = theme.px(theme.PAGE)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(theme.INSIDE))
        said = tr("{rows} about {students}", rows=rows, students=whom) if students else rows
        column.addWidget(title(said))
        column.addWidget(
            sentence(tr("What leaves about students is noted in the disclosure log."), muted=True)
        )
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(tr("Who receives &it"), self.to.recipient)
        form.addRow(tr("What &for"), self.to.purpose)
        column.addLayout(form)
        column.addStretch(1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(push_button(tr("Cancel"), press=self.reject))
        buttons.addWidget(self.save_button)
        column.addLayout(buttons)
        self.to.changed.connect(self._on_changed)
        self.resize(theme.px(_WIDTH), self.sizeHint().height())
        self._on_changed()

    def disclosure(self) -> Disclosure:
        """Return who receives the table and what for."""
        return Disclosure(*self.to.texts())

    def _on_changed(self) -> None:
        self.save_button.setEnabled(self.to.is_filled())


def shown_table(view: TableView[Any], rows: Sequence[Any] | None = None) -> ShownTable:
    """Return a table as it is shown: rows as found and sorted, columns as they stand.

    With `rows` those alone.
    """
    header, columns = view.horizontalHeader(), view.rows_model().columns()
    places = [header.logicalIndex(visual) for visual in range(len(columns))]
    shown = [columns[place] for place in places if not view.isColumnHidden(place)]
    wanted = view.rows_model().shown_rows() if rows is None else rows
    return ShownTable(
        view.accessibleName(),
        tuple(column.title for column in shown),
        tuple(column.figures for column in shown),
        tuple(tuple(c.text(row) for c in shown) for row in wanted),
    )
