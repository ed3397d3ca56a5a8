"""The sections behind one block of the week, to choose one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cte_desktop.ui import theme
from cte_desktop.ui.sections.block_words import group_words
from cte_desktop.ui.sections.listed import SectionRow
from cte_desktop.ui.table_model import Column, TableModel
from cte_desktop.ui.widgets.buttons import fix_button, icon_button
from cte_desktop.ui.widgets.labels import ThemedLabel, caption
from cte_desktop.ui.widgets.table_view import TableView, nobody
from cte_desktop.wording.sections import day_span_label, hours_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.ui.sections.week_blocks import SectionGroup

_LEAST_HEIGHT = 160


class GroupList(QWidget):
    """The list. Signals: `section_chosen(SectionRow or None)`; `section_activated(SectionRow)`;
    `table_wanted()`: show just these in the table; `closed()`.
    """

    section_chosen = Signal(object)
    section_activated = Signal(object)
    table_wanted = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._group: SectionGroup | None = None
        self._heading = ThemedLabel("", bold=True)
        self._heading.setWordWrap(True)
        self._when = caption("")
        self.model: TableModel[SectionRow] = TableModel(_columns(), lambda row: row.key, self)
        self.table: TableView[SectionRow] = TableView(
            self.model, tr("Sections at this time"), about=nobody
        )
        self.table.setMinimumHeight(theme.px(_LEAST_HEIGHT))
        self.table.current_row_changed.connect(self.section_chosen.emit)
        self.table.row_chosen.connect(self.section_activated.emit)
        self.table_button = fix_button(tr("Show in the table"), self.table_wanted.emit)
        close = icon_button("x", tr("Close the list"), self.closed.emit)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(theme.GAP), 0, 0, theme.px(theme.INSIDE))
        column.setSpacing(theme.px(theme.TIGHT))
        top = QHBoxLayout()
        top.addWidget(self._heading, 1)
        top.addWidget(close)
        under = QHBoxLayout()
        under.addWidget(self._when, 1)
        under.addWidget(self.table_button)
        column.addLayout(top)
        column.addLayout(under)
        column.addWidget(self.table, 1)

    def show_group(self, group: SectionGroup) -> None:
        """Show the sections of a block."""
        self._group = group
        self._heading.setText(group_words(group))
        hours = hours_label(group.start, group.end)
        self._when.setText(f"{day_span_label(group.days)} {hours}")
        self.model.show(group.rows)

    def group(self) -> SectionGroup | None:
        """Return what is shown."""
        return self._group


def _columns() -> tuple[Column[SectionRow], ...]:
    return (
        Column(
            tr("Course"),
            lambda row: row.line.title,
            tooltip=lambda row: f"{row.line.title}\n{row.line.section.section_id} · {row.site}",
        ),
        Column(tr("Section"), lambda row: row.line.section.section_id, width=108),
        Column(
            tr("Left"),
            lambda row: "–" if row.line.count.left is None else str(row.line.count.left),
            figures=True,
            sort_key=lambda row: -1 if row.line.count.left is None else row.line.count.left,
            width=54,
        ),
    )
