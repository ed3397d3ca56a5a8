"""The choice of a program: a search over pathways and the district's programs, nearest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout

from cte_desktop.ui import theme
from cte_desktop.ui.row_search import fold, words_of
from cte_desktop.ui.widgets.buttons import primary_button, push_button
from cte_desktop.ui.widgets.labels import sentence, title
from cte_desktop.ui.widgets.search_field import SearchField
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

_SIZE = (480, 560)


@dataclass(frozen=True, slots=True)
class ProgramOffer:
    """A program to choose; `words` say how near it is; `group` is the heading above it."""

    program: str
    title: str
    words: str = ""
    group: str = ""


class _ChoiceField(SearchField):
    """A search whose Enter takes what it found. Signal: `entered()`."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class ProgramChoice(QDialog):
    """The dialog. Signal: `chosen(program id)`."""

    chosen = Signal(str)

    def __init__(
        self,
        heading: str,
        hint: str,
        button: str,
        offers: Sequence[ProgramOffer],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(heading)
        self.setAccessibleName(heading)
        self._offers = tuple(offers)
        self._folded = [fold(f"{offer.title} {offer.words}") for offer in self._offers]
        self.field = _ChoiceField(tr("Find a program"))
        self._none = sentence("", muted=True)
        self._take_button = primary_button(button, press=self._take)
        self.list = QListWidget()
        self.list.setAccessibleName(heading)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.field.query_changed.connect(lambda _query: self._show())
        self.field.results_wanted.connect(self.list.setFocus)
        self.field.entered.connect(self._take)
        self.list.itemActivated.connect(lambda _line: self._take())
        self._put_together(heading, hint)
        self._show()
        self.field.setFocus()

    def shown(self) -> tuple[str, ...]:
        """Return the programs that are listed, from top to bottom."""
        lines = (self.list.item(place) for place in range(self.list.count()))
        return tuple(str(p) for line in lines if (p := line.data(Qt.ItemDataRole.UserRole)))

    def _put_together(self, heading: str, hint: str) -> None:
        side = theme.px(theme.PAGE)
        column = QVBoxLayout(self)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(theme.INSIDE))
        column.addWidget(title(heading))
        column.addWidget(sentence(hint, muted=True))
        column.addWidget(self.field)
        column.addWidget(self._none)
        column.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        row.addStretch(1)
        row.addWidget(push_button(tr("Cancel"), press=self.reject))
        self._take_button.setDefault(False)  # Enter is the field's and the list's
        row.addWidget(self._take_button)
        column.addLayout(row)
        self.resize(theme.px(_SIZE[0]), theme.px(_SIZE[1]))

    def _show(self) -> None:
        words = words_of(self.field.text())
        self.list.clear()
        group = ""
        for offer, folded in zip(self._offers, self._folded, strict=True):
            if not all(word in folded for word in words):
                continue
            if offer.group != group:
                group = offer.group
                self._add_heading(group)
            self._add(offer)
        first = next((p for p in range(self.list.count()) if self._program(p)), -1)
        self.list.setCurrentRow(first)
        self._take_button.setEnabled(first >= 0)
        self._none.setVisible(first < 0)
        self._none.setText(
            tr("No program holds “{query}”.", query=self.field.text())
            if words
            else tr("There is no other program.")
        )

    def _add_heading(self, text: str) -> None:
        line = QListWidgetItem(text)
        line.setFlags(Qt.ItemFlag.NoItemFlags)
        line.setFont(theme.font(theme.CAPTION, bold=True))
        self.list.addItem(line)

    def _add(self, offer: ProgramOffer) -> None:
        line = QListWidgetItem(f"{offer.title}\n{offer.words}" if offer.words else offer.title)
        line.setData(Qt.ItemDataRole.UserRole, offer.program)
        line.setData(Qt.ItemDataRole.AccessibleTextRole, f"{offer.title}. {offer.words}")
        if offer.words:
            metrics = QFontMetrics(theme.font())
            room = theme.px(_SIZE[0] - 110)
            box = metrics.boundingRect(0, 0, room, 400, Qt.TextFlag.TextWordWrap, offer.words)
            line.setSizeHint(QSize(0, metrics.height() + box.height() + theme.px(10)))
        self.list.addItem(line)

    def _program(self, place: int) -> str:
        return str(self.list.item(place).data(Qt.ItemDataRole.UserRole) or "")

    def _take(self) -> None:
        place = self.list.currentRow()
        program = self._program(place) if place >= 0 else ""
        if program:
            self.accept()
            self.chosen.emit(program)
