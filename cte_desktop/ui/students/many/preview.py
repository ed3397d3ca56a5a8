"""The preview: who gets what, who can't and why, and for whom it is kept."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from cte_desktop.ui import theme
from cte_desktop.ui.students.many.line import Group, ManyLine
from cte_desktop.ui.students.many.side import ManySide
from cte_desktop.ui.table_model import Column, TableModel
from cte_desktop.ui.widgets.buttons import push_button
from cte_desktop.ui.widgets.labels import caption
from cte_desktop.ui.widgets.part_switch import PartSwitch
from cte_desktop.ui.widgets.table_view import TableView
from cte_desktop.wording.labels import grade_label
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtCore import QModelIndex

    from cte_desktop.ui.students.many.line import Details

_GROUPS = (None, Group.CHANGE, Group.ASKED, Group.SAME, Group.NONE)
"""What each part of the switch shows; None is everybody."""
_LIST_WIDTH, _SIDE_WIDTH, _SIDE_LEAST = 850, 280, 240


class ManyPreview(QWidget):
    """The preview. `details` tells all about a student.

    Signals: `kept_changed()`: it is kept for others; `list_wanted(uids)`: list them on the page.
    """

    kept_changed = Signal()
    list_wanted = Signal(object)

    def __init__(self, details: Callable[[str], Details], *, figures: bool) -> None:
        super().__init__()
        self._details = details
        names = (tr("Everybody"), tr("Changes"), tr("Only if asked"), tr("Unchanged"),
                 tr("Not possible"))  # fmt: skip
        self._names = names
        self._lines: dict[str, ManyLine] = {}
        self.groups = PartSwitch(tr("Who is shown"), names)
        self.model: TableModel[ManyLine] = TableModel(
            _columns(figures=figures), lambda line: line.uid, self
        )
        self.table: TableView[ManyLine] = TableView(
            self.model,
            tr("What each student would get"),
            about=lambda line: (line.uid,),
            several=True,
        )
        self.side = ManySide()
        self.keep_button = push_button(tr("Keep selected"), "check", lambda: self._set(keeps=True))
        self.leave_button = push_button(
            tr("Leave out selected"), "x", lambda: self._set(keeps=False)
        )
        self.list_button = push_button(tr("List these students"), "users", self._on_list)
        self.list_button.setToolTip(
            tr("Closes this without keeping anything, and lists them on the page Students")
        )
        self._put_together()
        self._listen()

    def show_lines(self, lines: Iterable[ManyLine]) -> None:
        """Show these students instead of others."""
        self._lines = {line.uid: line for line in lines}
        self.model.show(self._lines.values())
        counts = Counter(line.group for line in self._lines.values())
        for place, group in enumerate(_GROUPS):
            count = counts[group] if group is not None else len(self._lines)
            self.groups.name_part(place, f"{self._names[place]}  {count:,}")
        self._on_current(self.table.current_row())
        self._update()
        self.kept_changed.emit()

    def kept(self) -> frozenset[str]:
        """Return the uids of those for whom it is kept."""
        return frozenset(line.uid for line in self._lines.values() if line.keeps)

    def focus_rows(self) -> None:
        """Take the focus into the list, with a line selected."""
        self.table.focus_first()
        current = self.table.currentIndex()
        # Selecting a row that is selected already would take it out of the selection.
        if current.isValid() and not self.table.selectionModel().hasSelection():
            self.table.selectRow(current.row())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self.table
            and isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Space
        ):
            self._toggle(self.table.selected_rows())
            return True
        return super().eventFilter(watched, event)

    def _put_together(self) -> None:
        left = QWidget()
        within = QVBoxLayout(left)
        within.setContentsMargins(0, 0, 0, 0)
        within.setSpacing(theme.px(theme.INSIDE))
        within.addWidget(self.table, 1)
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        row.addWidget(self.keep_button)
        row.addWidget(self.leave_button)
        row.addWidget(caption(tr("Space keeps or leaves out")))
        row.addStretch(1)
        row.addWidget(self.list_button)
        within.addLayout(row)
        both = QSplitter(Qt.Orientation.Horizontal)
        both.addWidget(left)
        both.addWidget(self.side)
        self.side.setMinimumWidth(theme.px(_SIDE_LEAST))
        both.setChildrenCollapsible(False)
        both.setStretchFactor(0, 1)
        both.setSizes([theme.px(_LIST_WIDTH), theme.px(_SIDE_WIDTH)])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.INSIDE))
        column.addWidget(self.groups)
        column.addWidget(both, 1)

    def _listen(self) -> None:
        self.table.installEventFilter(self)
        self.groups.part_chosen.connect(self._on_group)
        self.table.current_row_changed.connect(self._on_current)
        self.table.row_chosen.connect(lambda line: self._toggle((line,)))
        self.table.clicked.connect(self._on_clicked)
        self.table.selectionModel().selectionChanged.connect(lambda _new, _old: self._update())
        self.model.shown_changed.connect(self._update)

    def _on_group(self, place: int) -> None:
        wanted = _GROUPS[place]
        self.model.keep(None if wanted is None else lambda line: line.group is wanted)
        if self.model.rowCount() and not self.table.selectionModel().hasSelection():
            self.table.selectRow(0)
        self._on_current(self.table.current_row())

    def _on_current(self, line: ManyLine | None) -> None:
        if line is None:
            self.side.show_nobody(is_empty=not self.model.rowCount())
        else:
            self.side.show_student(line, self._details(line.uid))

    def _on_clicked(self, index: QModelIndex) -> None:
        line = self.model.row_of(index)
        if line is not None and index.column() == 0:
            self._toggle((line,))

    def _toggle(self, lines: Iterable[ManyLine | None]) -> None:
        """Keep them, or leave them out when all of them are kept already."""
        able = [line for line in lines if line is not None and line.able]
        self._put(able, keeps=not all(line.keeps for line in able))

    def _set(self, *, keeps: bool) -> None:
        self._put([line for line in self.table.selected_rows() if line.able], keeps=keeps)

    def _put(self, lines: list[ManyLine], *, keeps: bool) -> None:
        others = {line.uid: replace(line, keeps=keeps) for line in lines if line.keeps is not keeps}
        self._lines |= others
        if len(others) == 1:
            self.model.replace_row(*others.values())
        elif others:
            self.model.show(self._lines.values())
        if others:
            self._update()
            self.kept_changed.emit()

    def _update(self) -> None:
        chosen = self.table.selected_rows()
        self.keep_button.setEnabled(any(line.able and not line.keeps for line in chosen))
        self.leave_button.setEnabled(any(line.keeps for line in chosen))
        shown = self.model.rowCount()
        words = trn("List {shown} student", "List {shown} students", shown, shown=f"{shown:,}")
        self.list_button.setText(f" {words}")
        self.list_button.setAccessibleName(words)
        self.list_button.setEnabled(bool(shown))

    def _on_list(self) -> None:
        self.list_wanted.emit(tuple(line.uid for line in self.model.shown_rows()))


def _columns(*, figures: bool) -> tuple[Column[ManyLine], ...]:
    counted = (
        _figure(tr("Added"), 0), _figure(tr("Moved"), 1), _figure(tr("Gone"), 2),
    ) if figures else ()  # fmt: skip
    return (
        Column(
            tr("Keep"),
            lambda line: (tr("Yes") if line.keeps else tr("No")) if line.able else "–",
            icon=lambda line: "check" if line.keeps else None,
            color=lambda line: "accent" if line.keeps else "text_muted",
            width=78,
        ),
        Column(tr("Name"), lambda line: line.name, width=150),
        Column(
            tr("Grade"),
            lambda line: grade_label(line.grade_level),
            sort_key=lambda line: line.grade_level,
            width=66,
        ),
        Column(
            tr("Plan"),
            lambda line: line.state,
            icon=lambda line: line.sign,
            color=lambda line: line.ink,
            width=130,
        ),
        *counted,
        Column(
            tr("What it brings, or why not"),
            lambda line: line.words,
            tooltip=lambda line: line.words,
            least=200,
        ),
    )


def _figure(heading: str, place: int) -> Column[ManyLine]:
    def count(line: ManyLine) -> int:
        return line.figures[place] if line.figures is not None else 0

    return Column(
        heading,
        lambda line: str(count(line)) if line.figures is not None else "",
        figures=True,
        sort_key=count,
        width=66,
    )
