"""A bare PySide6 program: a table of the rows of a file, and the word "usable" once it is painted.

It shares nothing with the program: it is the yardstick of the start.
"""

from __future__ import annotations

import csv
import os
import sys

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QApplication, QTableView

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


class PlainModel(QAbstractTableModel):
    """The rows as they are."""

    def __init__(self, rows: list[list[str]]) -> None:
        super().__init__()
        self.rows = rows

    def rowCount(self, parent: Index = ROOT) -> int:  # noqa: N802 - Qt's name
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = ROOT) -> int:  # noqa: N802 - Qt's name
        return 0 if parent.isValid() else len(self.rows[0])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self.rows[index.row()][index.column()]


def main() -> None:
    """Show the rows of the CSV file that the call names."""
    with open(sys.argv[1], encoding="utf-8", newline="") as file:  # noqa: PTH123 - bare as can be
        rows = list(csv.reader(file))
    application = QApplication([])
    view, model = QTableView(), PlainModel(rows)
    view.setModel(model)
    view.resize(1280, 800)
    view.show()
    application.processEvents()
    view.grab()
    print("usable", flush=True)
    os._exit(0)


if __name__ == "__main__":
    main()
