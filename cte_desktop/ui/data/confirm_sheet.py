"""What is about to be imported: the files, what each is, how its text reads, and what is safe."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from cte_desktop.services.recognising import ENCODINGS, Recognised, Recognition
from cte_desktop.ui import theme
from cte_desktop.ui.data.kind_words import kind_words
from cte_desktop.ui.table_model import Column, TableModel
from cte_desktop.ui.widgets.buttons import ChoiceBox, primary_button, push_button
from cte_desktop.ui.widgets.labels import ThemedLabel, sentence, title
from cte_desktop.ui.widgets.table_view import TableView
from cte_desktop.wording.translate import noop, tr, trn

_SIZE = (760, 560)
_PREVIEW_HEIGHT = 128
_ENCODING_WORDS = {
    "utf-8": noop("UTF-8"),
    "cp1252": noop("Windows (Western European)"),
    "utf-16": noop("UTF-16"),
    "mac-roman": noop("Macintosh"),
}


class ConfirmSheet(QDialog):
    """Asks whether to import.

    Signals: `confirmed(encoding or "")`; `encoding_chosen(encoding or "")`: show the files as they
    read with it.
    """

    confirmed = Signal(str)
    encoding_chosen = Signal(str)

    def __init__(self, recognition: Recognition, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Import files"))
        self.setAccessibleName(self.windowTitle())
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.model: TableModel[Recognised] = TableModel(_columns(), lambda row: row.file, self)
        self.table: TableView[Recognised] = TableView(self.model, tr("Files to import"))
        self.encoding = ChoiceBox(tr("How the text is written"))
        self.preview = QPlainTextEdit()
        self.ignored = sentence("", muted=True)
        self._heading = title("")
        self.import_button = primary_button(tr("Import"), "import", self._on_import)
        self._fill_encodings()
        self._put_together()
        self.table.current_row_changed.connect(self._on_current_row)
        self.encoding.currentIndexChanged.connect(
            lambda: self.encoding_chosen.emit(self.chosen_encoding())
        )
        self.show_recognition(recognition)
        self.resize(theme.px(_SIZE[0]), theme.px(_SIZE[1]))
        self.import_button.setFocus()

    def show_recognition(self, recognition: Recognition) -> None:
        """Show what was recognised, also after another encoding was chosen."""
        count, lines = len(recognition.files), recognition.lines
        self._heading.setText(
            trn(
                "Import {count} file with about {rows} rows?",
                "Import {count} files with about {rows} rows?",
                count,
                rows=f"{lines:,}",
            )
        )
        former = self.table.current_row()
        self.model.show(recognition.files)
        if former is None or not self.table.select_key(former.file):
            self.table.select_key(recognition.files[0].file if recognition.files else "")
        self._on_current_row(self.table.current_row())
        names = ", ".join(recognition.ignored)
        self.ignored.setText(tr("Not read, because it is not known: {files}.", files=names))
        self.ignored.setVisible(bool(names))

    def chosen_encoding(self) -> str:
        """Return the encoding that was chosen, "" for what each file looks like."""
        return str(self.encoding.currentData())

    def _fill_encodings(self) -> None:
        self.encoding.addItem(tr("As found in each file"), "")
        for name in ENCODINGS:
            self.encoding.addItem(tr(_ENCODING_WORDS[name]), name)

    def _put_together(self) -> None:
        self.preview.setReadOnly(True)
        self.preview.setTabChangesFocus(True)
        self.preview.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.preview.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.preview.setAccessibleName(tr("First lines of the file"))
        self.preview.setFixedHeight(theme.px(_PREVIEW_HEIGHT))
        column = QVBoxLayout(self)
        side = theme.px(theme.PAGE)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(theme.INSIDE))
        column.addWidget(self._heading)
        column.addWidget(
            sentence(
                tr(
                    "Everything becomes one step that can be undone, and a backup is made before. "
                    "Rows that can't be taken are left out and reported."
                ),
                muted=True,
            )
        )
        column.addSpacing(theme.px(theme.TIGHT))
        column.addWidget(self.table, 1)
        column.addWidget(self.ignored)
        column.addSpacing(theme.px(theme.TIGHT))
        column.addLayout(self._text_row())
        column.addWidget(self.preview)
        column.addSpacing(theme.px(theme.INSIDE))
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(theme.INSIDE))
        buttons.addStretch(1)
        buttons.addWidget(push_button(tr("Cancel"), press=self.reject))
        buttons.addWidget(self.import_button)
        column.addLayout(buttons)

    def _text_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        row.addWidget(ThemedLabel(tr("First lines"), bold=True))
        row.addWidget(sentence(tr("Do the accents read right? If not, choose:"), muted=True), 1)
        self.encoding.setMinimumWidth(theme.px(210))
        row.addWidget(self.encoding)
        return row

    def _on_current_row(self, row: Recognised | None) -> None:
        self.preview.setPlainText("\n".join(row.preview) if row else "")

    def _on_import(self) -> None:
        self.confirmed.emit(self.chosen_encoding())
        self.accept()


def _columns() -> tuple[Column[Recognised], ...]:
    return (
        Column(tr("File"), lambda row: row.file),
        Column(tr("What it holds"), lambda row: kind_words(row.kind), width=200),
        Column(
            tr("Rows, about"),
            lambda row: f"{row.lines:,}",
            figures=True,
            sort_key=lambda row: row.lines,
            width=110,
        ),
        Column(tr("Written as"), lambda row: row.encoding.upper(), width=120),
    )
