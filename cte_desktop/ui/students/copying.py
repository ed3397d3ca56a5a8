"""Copying the list as a table: what is selected, else all that is shown, as it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QGuiApplication

from cte_desktop.services.changes import Changes
from cte_desktop.services.table_exports import ShownTable, copied_table
from cte_desktop.ui.caseload_actions import COPY_TABLE
from cte_desktop.ui.widgets.table_saving import shown_table
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.students import StudentLine
    from cte_desktop.services.table_exports import CopiedTable
    from cte_desktop.ui.page import Workbench
    from cte_desktop.ui.widgets.table_view import TableView


class CopyTable(QObject):
    """Offers Copy on a page, for its table."""

    def __init__(
        self, desk: Desk, bench: Workbench, table: TableView[StudentLine], page: str
    ) -> None:
        super().__init__(table)
        self._desk, self._bench, self._table = desk, bench, table
        bench.actions.offer(COPY_TABLE, self.copy, page=page)

    def copy(self) -> None:
        """Put the rows into the clipboard, once the log says so."""
        rows = self._table.selected_rows() or self._table.rows_model().shown_rows()
        if not rows:
            self._bench.notices.information(tr("There is nobody in the list to copy."))
            return
        desk, table = self._desk, shown_table(self._table, rows)
        uids = tuple(row.uid for row in rows)
        self._bench.tasks.write(
            lambda: copied_table(desk, table, uids),
            lambda made: self._on_made(made, table),
            failed=self._bench.notices.error,
        )

    def _on_made(self, made: CopiedTable, table: ShownTable) -> None:
        kept = QMimeData()
        kept.setText(made.plain)
        kept.setHtml(made.html)
        QGuiApplication.clipboard().setMimeData(kept)
        self._bench.refresh.tell(Changes(frozenset({"disclosures"})))
        self._bench.notices.done(
            trn(
                "{count} row is in the clipboard; the disclosure log says so.",
                "{count} rows are in the clipboard; the disclosure log says so.",
                len(table.rows),
            )
        )
