"""The first step of an import: the files, what each is, and how its first rows read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cte_desktop.services.recognising import ENCODINGS, PLAIN, Recognised, Recognition
from cte_desktop.ui import theme
from cte_desktop.ui.data.kind_words import kind_words
from cte_desktop.ui.data.steps.rows_table import RowsTable, ShownColumn
from cte_desktop.ui.table_model import Column, TableModel
from cte_desktop.ui.widgets.buttons import ChoiceBox, push_button
from cte_desktop.ui.widgets.labels import ThemedLabel, sentence, title
from cte_desktop.ui.widgets.table_view import TableView, nobody
from cte_desktop.wording.translate import noop, tr, trn

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from cte_desktop.services.profiles import ListedProfile
    from cte_desktop.system.errors import KnownError

_FILES_SHOWN = 5
_HEADER_AND_EDGES = 36
_ENCODING_WORDS = {
    "utf-8": noop("UTF-8"),
    "cp1252": noop("Windows (Western European)"),
    "utf-16": noop("UTF-16"),
    "mac-roman": noop("Macintosh"),
}
_BOOKS = frozenset({"xlsx", "xls", "ods"})


class FilesStep(QWidget):
    """Shows the files.

    Signals: `encoding_chosen(encoding or "")`, `profile_chosen(name or "")`: show the files as they
    read with it; `columns_wanted(Recognised)`: show how the columns of this one are read.
    """

    encoding_chosen = Signal(str)
    profile_chosen = Signal(str)
    columns_wanted = Signal(object)

    def __init__(self, profiles: Sequence[ListedProfile]) -> None:
        super().__init__()
        self.setAccessibleName(tr("Files"))
        self._titles = {profile.name: profile.title for profile in profiles}
        self._mapped: frozenset[str] = frozenset()
        self.model: TableModel[Recognised] = TableModel(
            self._columns(), lambda row: (row.file, row.kind), self
        )
        self.table: TableView[Recognised] = TableView(
            self.model, tr("Files to import"), about=nobody
        )
        self.profile = ChoiceBox(tr("Read as"))
        self.encoding = ChoiceBox(tr("How the text is written"))
        self.rows = RowsTable(tr("First rows of the file"))
        self.columns_button = push_button(tr("Columns…"), "layout-grid", self._on_columns)
        self.heading = title("")
        self.ignored = sentence("", muted=True)
        self.problem = sentence("")
        self.problem.set_color("must_fix")
        self._about_rows = ThemedLabel("", bold=True)
        self._asks_accents = sentence(tr("Wrong accents? Choose:"), muted=True)
        self._fill_choices(profiles)
        self._put_together()
        self.table.current_row_changed.connect(self._on_current_row)
        self.table.row_chosen.connect(lambda _row: self._on_columns())
        self.encoding.currentIndexChanged.connect(
            lambda: self.encoding_chosen.emit(self.chosen_encoding())
        )
        self.profile.currentIndexChanged.connect(
            lambda: self.profile_chosen.emit(self.chosen_profile())
        )

    def show_recognition(self, found: Recognition, mapped: Collection[str] = ()) -> None:
        """Show what was recognised; `mapped` names the files whose columns a person has set."""
        self._mapped = frozenset(mapped)
        self.problem.hide()
        self.heading.setText(
            trn(
                "{count} file with about {rows} rows",
                "{count} files with about {rows} rows",
                len(found.files),
                rows=f"{found.lines:,}",
            )
        )
        former = self.table.current_row()
        self.model.show(found.files)
        lines = min(max(len(found.files), 1), _FILES_SHOWN)
        self.table.setFixedHeight(lines * theme.row_height() + theme.px(_HEADER_AND_EDGES))
        first = found.files[0]
        if former is None or not self.table.select_key((former.file, former.kind)):
            self.table.select_key((first.file, first.kind))
        self._on_current_row(self.table.current_row())
        names = ", ".join(found.ignored)
        said = [tr("Not read, because it is not known: {files}.", files=names)] if names else []
        if found.looked_up:
            used = ", ".join(found.looked_up)
            said.append(tr("Looked up for the others: {files}.", files=used))
        self.ignored.setText(" ".join(said))
        self.ignored.setVisible(bool(said))
        books = all(file.encoding in _BOOKS for file in found.files)
        self._asks_accents.setVisible(not books)
        self.encoding.setVisible(not books)

    def show_problem(self, error: KnownError, encoding: str, profile: str) -> None:
        """Say why the files can't be read as was chosen; what was chosen before stands again."""
        for box, value in ((self.encoding, encoding), (self.profile, profile)):
            if box.currentData() != value:
                box.setFocus()
        self.choose(encoding, profile)
        parts = (error.text_template, error.do_template)
        self.problem.setText(" ".join(tr(part, **error.values) for part in parts if part))
        self.problem.show()
        said = QAccessibleAnnouncementEvent(self, self.problem.text())
        QAccessible.updateAccessibility(said)

    def choose(self, encoding: str, profile: str) -> None:
        """Choose without asking to read the files anew."""
        for box, value in ((self.encoding, encoding), (self.profile, profile)):
            with QSignalBlocker(box):
                box.setCurrentIndex(box.findData(value))

    def chosen_encoding(self) -> str:
        """Return the encoding that was chosen, "" for what each file looks like."""
        return str(self.encoding.currentData())

    def chosen_profile(self) -> str:
        """Return the profile that was chosen, "" for what fits each file."""
        return str(self.profile.currentData())

    def _fill_choices(self, profiles: Sequence[ListedProfile]) -> None:
        self.encoding.addItem(tr("As found in each file"), "")
        for name in ENCODINGS:
            self.encoding.addItem(tr(_ENCODING_WORDS[name]), name)
        self.profile.addItem(tr("As found in each file"), "")
        self.profile.addItem(tr("Plain files"), PLAIN)
        for profile in profiles:
            if profile.name != PLAIN and not profile.problem:
                self.profile.addItem(profile.title, profile.name)
        self.encoding.setMinimumWidth(theme.px(210))
        self.profile.setMinimumWidth(theme.px(210))

    def _put_together(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.INSIDE))
        top = QHBoxLayout()
        top.setSpacing(theme.px(theme.INSIDE))
        top.addWidget(self.heading)
        top.addStretch(1)
        top.addWidget(ThemedLabel(tr("Read as"), color="text_muted"))
        top.addWidget(self.profile)
        column.addLayout(top)
        column.addWidget(
            sentence(
                tr(
                    "Everything becomes one step that can be undone, and a backup is made before. "
                    "Rows that can't be taken are left out and reported."
                ),
                muted=True,
            )
        )
        column.addWidget(self.problem)
        column.addSpacing(theme.px(theme.TIGHT))
        column.addWidget(self.table)
        column.addWidget(self.ignored)
        column.addSpacing(theme.px(theme.TIGHT))
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        row.addWidget(self._about_rows)
        row.addWidget(self.columns_button)
        row.addStretch(1)
        self._asks_accents.setWordWrap(False)
        row.addWidget(self._asks_accents)
        row.addWidget(self.encoding)
        column.addLayout(row)
        column.addWidget(self.rows, 1)

    def _columns(self) -> tuple[Column[Recognised], ...]:
        return (
            Column(tr("File"), lambda row: row.file, tooltip=lambda row: row.file),
            Column(tr("What it holds"), _holds, width=180),
            Column(
                tr("Read as"),
                self._profile_words,
                icon=lambda row: None if self._is_known(row) else "circle-question-mark",
                color=lambda row: None if self._is_known(row) else "warning",
            ),
            Column(
                tr("Rows, about"),
                lambda row: f"{row.lines:,}",
                figures=True,
                sort_key=lambda row: row.lines,
                width=100,
            ),
            Column(tr("Written as"), lambda row: row.encoding.upper(), width=100),
        )

    def _is_known(self, row: Recognised) -> bool:
        return bool(row.profile) or row.file in self._mapped

    def _profile_words(self, row: Recognised) -> str:
        if row.file in self._mapped:
            return tr("As you set its columns")
        if not row.profile:
            return tr("Not known yet: look at its columns")
        if row.profile == PLAIN:
            return tr("Plain file")
        return self._titles.get(row.profile, row.profile)

    def _on_current_row(self, row: Recognised | None) -> None:
        self.columns_button.setEnabled(row is not None and bool(row.look.titles))
        if row is None:
            return
        look = row.look
        self._about_rows.setText(tr("First rows of {file}", file=row.file))
        self.rows.show_rows([ShownColumn(text) for text in look.titles], look.rows, look.numbers)

    def _on_columns(self) -> None:
        row = self.table.current_row()
        if row is not None and row.look.titles:
            self.columns_wanted.emit(row)


def _holds(row: Recognised) -> str:
    return kind_words(row.kind) if row.kind else tr("Not known yet")
