"""For whom something is done: the selected students or all that are listed, perhaps without a plan
alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from cte_desktop.services.filling.many.people import select
from cte_desktop.ui import theme
from cte_desktop.ui.widgets.buttons import CheckBox, ChoiceBox
from cte_desktop.ui.widgets.labels import sentence
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from cte_desktop.services.desk import Desk

_FEW = 1  # a single selected line is where the keyboard is, and seldom meant


@dataclass(frozen=True, slots=True)
class Listed:
    """The students of the list at one moment, by uid: the selected ones and all that are shown."""

    selected: tuple[str, ...]
    shown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scope:
    """Whom it may be done for: of those listed, the ones in grades 8 to 12; and who has no plan."""

    selected: tuple[str, ...]
    shown: tuple[str, ...]
    without_plan: frozenset[str]


def read_scope(desk: Desk, listed: Listed) -> Scope:
    """Read who of the list can be planned for; runs away from the window's thread."""
    able = frozenset(select(desk))
    return Scope(
        tuple(uid for uid in listed.selected if uid in able),
        tuple(uid for uid in listed.shown if uid in able),
        frozenset(select(desk, without_plan=True)),
    )


class ScopeField(QWidget):
    """The choice. Signal: `changed()`: others are meant now."""

    changed = Signal()

    def __init__(self, scope: Scope) -> None:
        super().__init__()
        self._scope = scope
        self.box = ChoiceBox(tr("For whom"))
        if scope.selected:
            count = len(scope.selected)
            self.box.addItem(
                trn("The {shown} selected student", "The {shown} selected students", count,
                    shown=f"{count:,}"),
                scope.selected,
            )  # fmt: skip
        count = len(scope.shown)
        self.box.addItem(
            trn("The {shown} student of the list", "All {shown} students of the list", count,
                shown=f"{count:,}"),
            scope.shown,
        )  # fmt: skip
        if len(scope.selected) <= _FEW:
            self.box.setCurrentIndex(self.box.count() - 1)
        self.empty_box = CheckBox(tr("Only those without a plan"))
        self._said = sentence("", muted=True)
        self._put_together()
        self.box.currentIndexChanged.connect(lambda _place: self._on_changed())
        self.empty_box.toggled.connect(lambda _on: self._on_changed())
        self.setFocusProxy(self.box)
        self._say()

    def uids(self) -> tuple[str, ...]:
        """Return the students who are meant, by uid."""
        chosen: tuple[str, ...] = self.box.currentData()
        if not self.empty_box.isChecked():
            return chosen
        return tuple(uid for uid in chosen if uid in self._scope.without_plan)

    def said(self) -> str:
        """Return what is said of those who are meant."""
        return self._said.text()

    def _put_together(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.TIGHT))
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        label = QLabel(self.box.accessibleName())
        label.setBuddy(self.box)
        label.setMinimumWidth(theme.px(LABEL_WIDTH))
        row.addWidget(label)
        self.box.setMinimumWidth(theme.px(260))
        row.addWidget(self.box)
        row.addWidget(self.empty_box)
        row.addStretch(1)
        column.addLayout(row)
        below = QHBoxLayout()
        below.addSpacing(theme.px(LABEL_WIDTH + theme.INSIDE))
        below.addWidget(self._said, 1)
        column.addLayout(below)

    def _on_changed(self) -> None:
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        meant = self.uids()
        if not meant:
            self._said.setText(tr("Nobody of them is in grades 8 to 12 and fits."))
            return
        empty = len(self._scope.without_plan.intersection(meant))
        students = trn("{shown} student", "{shown} students", len(meant), shown=f"{len(meant):,}")
        self._said.setText(
            tr("{students}, {count} without a plan.", students=students, count=f"{empty:,}")
        )


LABEL_WIDTH = 136
"""Pixels at 100 % of the words before a field."""
