"""Choosing who repeats their grade instead of moving up or leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from cte_desktop.services.students import StudentLine, filter_students
from cte_desktop.system.errors import WrongCall
from cte_desktop.ui import theme
from cte_desktop.ui.table_model import Column, TableModel
from cte_desktop.ui.widgets.buttons import primary_button, push_button
from cte_desktop.ui.widgets.labels import ThemedLabel, sentence, title
from cte_desktop.ui.widgets.search_field import SearchField
from cte_desktop.ui.widgets.table_view import TableView
from cte_desktop.wording.labels import grade_label
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from PySide6.QtWidgets import QWidget

_SIZE = (620, 460)


class StayingDialog(QDialog):
    """Signal: `chosen(frozenset of uids)`, once, when the person is content."""

    chosen = Signal(object)

    def __init__(
        self, students: Sequence[StudentLine], staying: Collection[str], parent: QWidget
    ) -> None:
        super().__init__(parent)
        heading = tr("Who repeats the grade")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(heading)
        self.setAccessibleName(heading)
        self._students = tuple(students)
        self._staying = set(staying)
        self.search = SearchField(tr("Search students"))
        self.model: TableModel[StudentLine] = TableModel(self._columns(), lambda one: one.uid, self)
        self.table: TableView[StudentLine] = TableView(
            self.model, heading, about=lambda one: (one.uid,)
        )
        self.count = ThemedLabel("", color="text_muted")
        self.turn_button = push_button("", press=self.turn)
        self._put_together(heading)
        self.search.query_changed.connect(lambda _text: self._show())
        self.search.results_wanted.connect(self.table.focus_first)
        self.table.row_chosen.connect(lambda _row: self.turn())
        self.table.current_row_changed.connect(lambda _row: self._name())
        self._show()

    def turn(self) -> None:
        """Let the current student repeat the grade, or move on after all."""
        line = self.table.current_row()
        if line is not None:
            self._staying ^= {line.uid}
            self._show()

    def _put_together(self, heading: str) -> None:
        side = theme.px(theme.PAGE)
        column = QVBoxLayout(self)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(theme.INSIDE))
        column.addWidget(title(heading))
        column.addWidget(
            sentence(
                tr("They stay in their grade and graduate a year later. Everybody else moves on."),
                muted=True,
            )
        )
        column.addWidget(self.search)
        column.addWidget(self.table, 1)
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        row.addWidget(self.turn_button)
        row.addWidget(self.count)
        row.addStretch(1)
        row.addWidget(push_button(tr("Cancel"), press=self.reject))
        row.addWidget(primary_button(tr("Done"), press=self._on_done))
        column.addLayout(row)
        self.resize(theme.px(_SIZE[0]), theme.px(_SIZE[1]))

    def _columns(self) -> tuple[Column[StudentLine], ...]:
        def says(line: StudentLine) -> bool:
            return line.uid in self._staying

        return (
            Column(tr("Name"), lambda one: one.name, width=220),
            Column(tr("Grade"), lambda one: grade_label(one.grade_level), width=70),
            Column(tr("School"), lambda one: one.school_name, width=160),
            Column(
                tr("Repeats"),
                lambda one: tr("yes") if says(one) else "",
                icon=lambda one: "check" if says(one) else None,
                width=90,
            ),
        )

    def _show(self) -> None:
        try:
            found = filter_students(self._students, self.search.text())
        except WrongCall:  # a quotation mark whose partner is not typed yet
            return
        self.model.show(sorted(found, key=lambda one: one.uid not in self._staying))
        self.count.setText(
            trn("{count} student repeats", "{count} students repeat", len(self._staying))
        )
        self._name()

    def _name(self) -> None:
        line = self.table.current_row()
        self.turn_button.setEnabled(line is not None)
        stays = line is not None and line.uid in self._staying
        self.turn_button.setText(tr("Moves on after all") if stays else tr("Repeats the grade"))

    def _on_done(self) -> None:
        self.chosen.emit(frozenset(self._staying))
        self.accept()
