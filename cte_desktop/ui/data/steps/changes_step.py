"""The step that shows what an import would do, before it does it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from cte_desktop.ui import theme
from cte_desktop.ui.data.imports.reported_rows import sums
from cte_desktop.ui.data.steps.change_lines import hand_lines, warnings
from cte_desktop.ui.data.steps.changes_list import (
    ChangedList,
    NewList,
    ReportedList,
    UnchangedWords,
)
from cte_desktop.ui.data.steps.figure_tile import FigureTile
from cte_desktop.ui.data.steps.hand_choice import HandChoice
from cte_desktop.ui.widgets.buttons import ChoiceBox
from cte_desktop.ui.widgets.finding_row import FindingRow
from cte_desktop.ui.widgets.labels import sentence, title
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.services.importing import FileReport
    from cte_desktop.services.previewing import ImportPreview
    from cte_desktop.ui.data.steps.change_lines import HandLine

NEW, CHANGED, UNCHANGED, REFUSED, LOOK, BY_HAND = range(6)


class ChangesStep(QWidget):
    """Four figures and the list of each; what was set by hand, with a choice for each field."""

    def __init__(self, preview: ImportPreview) -> None:
        super().__init__()
        self.setAccessibleName(tr("What will change"))
        self.preview = preview
        self.file = ChoiceBox(tr("Which file"))
        self.tiles = (
            FigureTile(tr("new"), "plus", "met"),
            FigureTile(tr("changed"), "rotate-cw", "information"),
            FigureTile(tr("unchanged"), "check", "text_muted"),
            FigureTile(tr("refused"), "octagon-alert", "must_fix"),
            FigureTile(tr("taken, but look"), "info", "information"),
            FigureTile(tr("edited by hand"), "pencil", "warning"),
        )
        self.new = NewList(preview)
        self.changed = ChangedList(preview)
        self.unchanged = UnchangedWords()
        self.refused = ReportedList(preview.report, taken=False)
        self.look = ReportedList(preview.report, taken=True)
        self.by_hand = HandChoice()
        self._lists = QStackedWidget()
        self.by_hand.show_lines(hand_lines(preview.changed))
        self._put_together()
        for place, tile in enumerate(self.tiles):
            tile.toggled.connect(lambda on, place=place: self._on_tile(place) if on else None)
        self.file.currentIndexChanged.connect(lambda _place: self._on_file())
        self._on_file()
        self._open_first()

    def choices(self) -> tuple[HandLine, ...]:
        """Return what was chosen about fields that were set by hand."""
        return self.by_hand.choices()

    def _put_together(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.INSIDE))
        top = QHBoxLayout()
        top.setSpacing(theme.px(theme.INSIDE))
        top.addWidget(title(tr("What will change")))
        top.addStretch(1)
        top.addWidget(self.file)
        column.addLayout(top)
        column.addWidget(
            sentence(tr("Nothing is changed yet. Press a figure to see its rows."), muted=True)
        )
        for words in warnings(self.preview):
            column.addWidget(FindingRow("warning", words))
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        for tile in self.tiles:
            row.addWidget(tile)
        column.addLayout(row)
        lists = (self.new, self.changed, self.unchanged, self.refused, self.look, self.by_hand)
        for part in lists:
            self._lists.addWidget(part)
        column.addWidget(self._lists, 1)
        self.file.addItem(tr("All files"), "")
        for report in self.preview.report.files:
            if report.rows:
                self.file.addItem(report.file, report.file)
        self.file.setMinimumWidth(theme.px(180))
        self.file.setVisible(self.file.count() > 2)

    def _open_first(self) -> None:
        """Open what asks for a look most."""
        order = (REFUSED, BY_HAND, CHANGED, NEW, LOOK)
        place = next((place for place in order if self.tiles[place].figure()), UNCHANGED)
        self.tiles[place].setChecked(True)
        self._on_tile(place)

    def _on_tile(self, place: int) -> None:
        self._lists.setCurrentIndex(place)

    def _on_file(self) -> None:
        chosen = str(self.file.currentData())
        files = [one for one in self.preview.report.files if chosen in {"", one.file}]
        total = sums(files)
        kinds = None if not chosen else {one.kind for one in files}
        self.new.keep_kinds(kinds)
        self.changed.keep_kinds(kinds)
        self.unchanged.show_count(total.unchanged)
        self.refused.keep_file(chosen)
        self.look.keep_file(chosen)
        figures = (
            total.accepted,
            total.changed,
            total.unchanged,
            total.refused,
            self.look.count(),
            self.by_hand.model.rowCount(),
        )
        for tile, figure in zip(self.tiles, figures, strict=True):
            tile.show_figure(figure)
        self.tiles[LOOK].setVisible(bool(figures[LOOK]) or bool(_remarks(files)))
        self.tiles[BY_HAND].setVisible(bool(figures[BY_HAND]))


def _remarks(files: list[FileReport]) -> int:
    return sum(entry.taken for file in files for entry in file.reported)
