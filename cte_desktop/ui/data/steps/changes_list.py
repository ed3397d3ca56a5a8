"""The lists behind the figures of what will change: new, changed, unchanged and refused rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStackedWidget, QStyleOptionViewItem, QVBoxLayout, QWidget

from cte_desktop.ui import theme
from cte_desktop.ui.data.imports.reported_rows import ReportedRow, reported_rows, row_columns
from cte_desktop.ui.data.steps.change_lines import (
    BEFORE,
    ChangeLine,
    NewLine,
    change_lines,
    changed_columns,
    new_columns,
    new_lines,
)
from cte_desktop.ui.table_model import ROW_ROLE, TableModel
from cte_desktop.ui.widgets.empty_state import EmptyState
from cte_desktop.ui.widgets.labels import sentence
from cte_desktop.ui.widgets.table_view import RowDelegate, TableView, somebody
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from collections.abc import Collection

    from cte_desktop.services.importing import ImportReport
    from cte_desktop.services.previewing import ImportPreview

_SIDE = 12


class _Part(QWidget):
    """A list with a sentence above, and another in its place while it is empty."""

    def __init__(self, table: QWidget, empty: tuple[str, str], words: str = "") -> None:
        super().__init__()
        self.words = sentence(words, muted=True)
        self.words.setVisible(bool(words))
        self._ways = QStackedWidget()
        self._ways.addWidget(EmptyState("check", *empty))
        self._ways.addWidget(table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.INSIDE))
        column.addWidget(self.words)
        column.addWidget(self._ways, 1)

    def say_filled(self, *, filled: bool) -> None:
        """Show the table, or the sentence in its place."""
        self._ways.setCurrentIndex(1 if filled else 0)


class NewList(_Part):
    """New rows."""

    def __init__(self, preview: ImportPreview) -> None:
        self.model: TableModel[NewLine] = TableModel(new_columns(), lambda line: line.number)
        self.table: TableView[NewLine] = TableView(self.model, tr("New rows"), about=somebody)
        total = sum(file.accepted for file in preview.report.files)
        shown = len(preview.added)
        words = (
            tr(
                "{shown} of {total} new rows are listed, some of each file.",
                shown=f"{shown:,}",
                total=f"{total:,}",
            )
            if shown < total
            else ""
        )
        empty = tr("No new rows"), tr("Everything in these files is about what is here already.")
        super().__init__(self.table, empty, words)
        self.model.setParent(self)
        lines = new_lines(preview.added)
        self.model.show(lines)
        self.table.setColumnHidden(1, not any(line.who for line in lines))
        self.keep_kinds(None)

    def keep_kinds(self, kinds: Collection[str] | None) -> None:
        """Show only rows of these kinds; None shows all."""
        self.model.keep(None if kinds is None else lambda line: line.kind in kinds)
        self.say_filled(filled=bool(self.model.rowCount()))


class ChangedList(_Part):
    """Changed rows, field by field: the old value struck, then the new one."""

    def __init__(self, preview: ImportPreview) -> None:
        self.model: TableModel[ChangeLine] = TableModel(changed_columns(), lambda line: line.number)
        self.table: TableView[ChangeLine] = TableView(
            self.model, tr("Changed fields"), about=somebody
        )
        shown = len(preview.changed)
        words = (
            tr(
                "{shown} of {total} changed rows are listed.",
                shown=f"{shown:,}",
                total=f"{preview.changed_total:,}",
            )
            if shown < preview.changed_total
            else ""
        )
        empty = tr("Nothing would change"), tr("No row that is here would get another value.")
        super().__init__(self.table, empty, words)
        self.model.setParent(self)
        self.table.setItemDelegateForColumn(BEFORE, _Struck(self.table))
        lines = change_lines(preview.changed)
        self.model.show(lines)
        self.table.setColumnHidden(0, not any(line.who for line in lines))
        self.keep_kinds(None)

    def keep_kinds(self, kinds: Collection[str] | None) -> None:
        """Show only rows of these kinds; None shows all."""
        self.model.keep(None if kinds is None else lambda line: line.kind in kinds)
        self.say_filled(filled=bool(self.model.rowCount()))


class UnchangedWords(_Part):
    """How many rows are as they are here already; there is nothing to list."""

    def __init__(self) -> None:
        self._said = sentence("")
        self._said.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        empty = tr("No row is the same as here"), tr("Every row of these files is new or changed.")
        super().__init__(self._said, empty)

    def show_count(self, count: int) -> None:
        """Say how many they are."""
        self._said.setText(
            trn(
                "{rows} row is here already, just as it stands in the file.",
                "{rows} rows are here already, just as they stand in the files.",
                count,
                rows=f"{count:,}",
            )
        )
        self.say_filled(filled=bool(count))


class ReportedList(_Part):
    """Rows that would be refused, or taken with something to look at: why, and what to do."""

    def __init__(self, report: ImportReport, *, taken: bool) -> None:
        columns = row_columns(report)[1:]
        self.model: TableModel[ReportedRow] = TableModel(columns, lambda row: row.number)
        name = tr("Rows to look at") if taken else tr("Refused rows")
        self.table: TableView[ReportedRow] = TableView(self.model, name, about=somebody)
        self.detail = sentence("")
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.INSIDE))
        column.addWidget(self.table, 1)
        column.addWidget(self.detail)
        empty = (
            (tr("Nothing to look at"), tr("No row would be taken otherwise than it stands."))
            if taken
            else (tr("No row would be refused"), tr("Every row of these files can be taken."))
        )
        super().__init__(body, empty)
        self.model.setParent(self)
        self.model.show(row for row in reported_rows(report) if row.taken == taken)
        self.table.current_row_changed.connect(self._on_current_row)
        self._on_current_row(None)
        self.keep_file("")

    def keep_file(self, file: str) -> None:
        """Show only the rows of one file; "" shows all."""
        self.model.keep(None if not file else lambda row: row.file == file)
        self.say_filled(filled=bool(self.model.rowCount()))

    def count(self) -> int:
        """Return how many are shown."""
        return self.model.rowCount()

    def _on_current_row(self, row: ReportedRow | None) -> None:
        words = tr("Choose a row to read what is wrong with it and what to do.")
        self.detail.setText(words if row is None else f"{row.problem} {row.fix}")


class _Struck(RowDelegate):
    """Strikes an old value that goes; one that stays is left as it is."""

    def __init__(self, table: TableView[ChangeLine]) -> None:
        super().__init__(table)
        self._table = table

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        main = self._table.itemDelegate()
        self.hovered_line = main.hovered_line if isinstance(main, RowDelegate) else -1
        super().paint(painter, option, index)
        line = index.data(ROW_ROLE)
        if not isinstance(line, ChangeLine) or line.by_hand or not line.before:
            return
        side = theme.px(_SIDE)
        box = option.rect.adjusted(side, 0, -side, -1)
        metrics = QFontMetrics(theme.font(tabular=line.before[:1].isdigit()))
        width = min(metrics.horizontalAdvance(line.before), box.width())
        middle = box.center().y() + 1
        painter.save()
        painter.setPen(QPen(theme.color("text_muted"), 1))
        painter.drawLine(box.left(), middle, box.left() + width, middle)
        painter.restore()
