"""The step in which a person says how the columns of a file are read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cte_desktop.services.mapping import proposed_for, wrong_columns
from cte_desktop.services.recognising import (
    Recognised,
    TableShape,
    plain_columns,
    preview_mapping,
)
from cte_desktop.ui import theme
from cte_desktop.ui.data.kind_words import KINDS_TO_MAP, kind_words
from cte_desktop.ui.data.steps.mapping_table import MappingTable
from cte_desktop.ui.data.steps.rows_table import RowsTable, ShownColumn
from cte_desktop.ui.widgets.buttons import CheckBox, ChoiceBox
from cte_desktop.ui.widgets.finding_row import FindingRow, Severity
from cte_desktop.ui.widgets.labels import ThemedLabel, sentence, title
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.recognising import PlainColumn

_MAPPING, _PREVIEW = 13, 12  # shares of the width


class ColumnsStep(QWidget):
    """Shows one file. Signal: `ready_changed(bool)`: every needed column has its source or not."""

    ready_changed = Signal(bool)

    def __init__(
        self,
        desk: Desk,
        file: Recognised,
        shape: TableShape,
        *,
        proposed: bool,
        place: tuple[int, int],
    ) -> None:
        """`place`: which of how many files to look at this is."""
        super().__init__()
        self.setAccessibleName(tr("Columns"))
        self.file = file
        self._desk = desk
        self._shape = shape
        self._proposed = proposed
        self._doubts: tuple[str, ...] = file.doubts if proposed else ()
        self.kind = ChoiceBox(tr("What the file holds"))
        self.mapping = MappingTable()
        self.rows = RowsTable(tr("The first rows, as they would be read"))
        self.remember = CheckBox(tr("&Remember as a profile named"))
        self.name = QLineEdit()
        self._said = QVBoxLayout()
        self._sentences: list[str] = []
        self._fill_kinds()
        self._put_together(place)
        self.kind.currentIndexChanged.connect(lambda _place: self._on_kind())
        self.mapping.changed.connect(self._on_changed)
        self.remember.toggled.connect(self._on_remember)
        self._show_shape()

    def shape(self) -> TableShape:
        """Return the shape as it is chosen now."""
        return replace(self._shape, columns=self.mapping.rules())

    def is_ready(self) -> bool:
        """Say whether all needed columns have a source."""
        return bool(self._shape.kind) and not self._lacking()

    def sentences(self) -> tuple[str, ...]:
        """Return what is said about the columns as they are chosen now."""
        return tuple(self._sentences)

    def profile_name(self) -> str:
        """Return the name to remember the columns under, "" not to."""
        return self.name.text().strip() if self.remember.isChecked() else ""

    def focus_first(self) -> None:
        """Go to what has to be done first."""
        if self._shape.kind:
            self.mapping.focus_first()
        else:
            self.kind.setFocus()

    def _fill_kinds(self) -> None:
        if not self._shape.kind:
            self.kind.addItem(tr("Choose what it holds"), "")
        kinds = KINDS_TO_MAP
        if self._shape.kind and self._shape.kind not in kinds:
            kinds = (self._shape.kind, *kinds)
        for kind in kinds:
            self.kind.addItem(kind_words(kind), kind)
        self.kind.setCurrentIndex(max(0, self.kind.findData(self._shape.kind)))
        self.kind.setMinimumWidth(theme.px(220))

    def _put_together(self, place: tuple[int, int]) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.INSIDE))
        top = QHBoxLayout()
        top.setSpacing(theme.px(theme.INSIDE))
        top.addWidget(title(tr("Columns of {file}", file=self.file.file)))
        number, count = place
        if count > 1:
            words = tr("File {number} of {count}", number=number, count=count)
            top.addWidget(ThemedLabel(words, color="text_muted"))
        top.addStretch(1)
        top.addWidget(ThemedLabel(tr("It holds"), color="text_muted"))
        top.addWidget(self.kind)
        column.addLayout(top)
        column.addWidget(
            sentence(
                tr("Say where each column comes from. The rows beside show what would be read."),
                muted=True,
            )
        )
        self._said.setSpacing(0)
        column.addLayout(self._said)
        parts = QHBoxLayout()
        parts.setSpacing(theme.px(theme.GAP))
        parts.addWidget(self.mapping, _MAPPING)
        parts.addWidget(self.rows, _PREVIEW)
        column.addLayout(parts, 1)
        column.addLayout(self._remember_row())

    def _remember_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        self.name.setAccessibleName(tr("Name of the profile"))
        self.name.setMaximumWidth(theme.px(280))
        self.name.setEnabled(False)
        row.addWidget(self.remember)
        row.addWidget(self.name, 1)
        row.addWidget(
            sentence(tr("The next file with these columns then needs one click."), muted=True), 1
        )
        return row

    def _on_kind(self) -> None:
        kind = str(self.kind.currentData())
        if not kind or kind == self._shape.kind:
            return
        self._shape, self._doubts = proposed_for(self._desk, self.file.look, kind)
        self._proposed = True
        self._show_shape()

    def _show_shape(self) -> None:
        self.mapping.show_mapping(
            self.file.look, self._shape, self._plain(), proposed=self._proposed
        )
        self._on_changed()

    def _on_changed(self) -> None:
        self.mapping.setVisible(bool(self._shape.kind))
        if not self._shape.kind:
            look = self.file.look
            self.rows.show_rows([ShownColumn(one) for one in look.titles], look.rows, look.numbers)
            self._say_what_is_wrong(())
            self.ready_changed.emit(False)
            return
        shape = self.shape()
        names = [column.name for column in self._plain()]
        mapped = preview_mapping(self.file.look, shape)
        self.mapping.show_examples(_examples(names, mapped))
        given = {rule.column for rule in shape.columns}
        shown = [
            (place, column)
            for place, column in enumerate(self._plain())
            if column.name in given or column.needed
        ]
        self.rows.show_rows(
            [ShownColumn(column.label, column.needed) for _, column in shown],
            [tuple(row[place] for place, _ in shown) if row else () for row in mapped],
            self.file.look.numbers,
        )
        self._say_what_is_wrong(mapped)
        self.ready_changed.emit(self.is_ready())

    def _on_remember(self, checked: bool) -> None:  # noqa: FBT001 - a signal's argument
        self.name.setEnabled(checked)
        if checked:
            if not self.name.text():
                self.name.setText(kind_words(self._shape.kind))
            self.name.setFocus()
            self.name.selectAll()

    def _say_what_is_wrong(self, mapped: tuple[tuple[str, ...], ...]) -> None:
        self._sentences = []
        while self._said.count():
            part = self._said.takeAt(0)
            widget = part.widget() if part is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for severity, text in self._findings(mapped):
            self._sentences.append(text)
            self._said.addWidget(FindingRow(severity, text))

    def _findings(self, mapped: tuple[tuple[str, ...], ...]) -> list[tuple[Severity, str]]:
        if not self._shape.kind:
            return [("information", tr("Choose what the file holds; then its columns appear."))]
        lacking = [column.label for column in self._lacking()]
        found: list[tuple[Severity, str]] = []
        if lacking:
            found.append(
                (
                    "must_fix",
                    trn(
                        "A needed column has no source yet: {columns}.",
                        "Needed columns have no source yet: {columns}.",
                        len(lacking),
                        columns=", ".join(lacking),
                    ),
                )
            )
        found += [("warning", doubt) for doubt in self._doubts]
        found += [("warning", words) for words in self._wrong_values(mapped)]
        return found

    def _wrong_values(self, mapped: tuple[tuple[str, ...], ...]) -> list[str]:
        names = [column.name for column in self._plain()]
        return [
            tr(
                "{column} reads “{values}”, which is not what belongs there.",
                column=wrong.label,
                values="”, “".join(wrong.values),
            )
            for wrong in wrong_columns(self._desk, self._shape.kind, names, mapped)
        ]

    def _plain(self) -> tuple[PlainColumn, ...]:
        return plain_columns(self._shape.kind)

    def _lacking(self) -> list[PlainColumn]:
        given = {rule.column for rule in self.mapping.rules()}
        return [column for column in self._plain() if column.needed and column.name not in given]


def _examples(names: list[str], mapped: tuple[tuple[str, ...], ...]) -> dict[str, str]:
    """Return the first filled value of each column."""
    return {
        name: next((row[place] for row in mapped if row and row[place]), "")
        for place, name in enumerate(names)
    }
