"""What else could be done where a section doesn't fit: other sections, other terms, other classes
moved; each with what it moves. Choosing one is one step, which can be undone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout

from cte_desktop.domain.planning.sections.alternatives.ways import AlternativeKind
from cte_desktop.ui import icons, theme
from cte_desktop.ui.widgets.buttons import primary_button, push_button
from cte_desktop.ui.widgets.labels import sentence, title
from cte_desktop.wording.alternatives import alternative_kind_label, alternative_text
from cte_desktop.wording.fits import moved_text
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.domain.planning.sections.alternatives.ways import Alternative
    from cte_desktop.services.sections.picking import Ways

_SIZE = (580, 440)
_BESIDE = 56  # the icon, the padding and the scroll bar
_ICONS = {
    AlternativeKind.SECTION: "clock",
    AlternativeKind.MOVE_OTHER: "move-horizontal",
    AlternativeKind.TERM: "calendar-days",
    AlternativeKind.ALTERNATE: "circle-dashed",
    AlternativeKind.YEAR: "calendar-clock",
    AlternativeKind.TRAY: "download",
}


class AlternativesList(QDialog):
    """The list; `wanted` is the section that room is made for, "" for none in particular.

    Signal: `chosen(Alternative)`.
    """

    chosen = Signal(object)

    def __init__(
        self,
        heading: str,
        wanted: str,
        ways: Ways,
        catalog: Catalog,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._found = ways.found
        self._follows = ways.follows or ((),) * len(ways.found)
        self.setWindowTitle(tr("What else?"))
        self.setAccessibleName(tr("What else for {course}", course=heading))
        self.list = QListWidget()
        self.list.setAccessibleName(self.accessibleName())
        self.list.setWordWrap(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideNone)
        for one, follows in zip(self._found, self._follows, strict=True):
            words = _words(one, wanted, catalog, follows)
            line = QListWidgetItem(icons.icon(_ICONS[one.kind], "text_muted"), words)
            line.setData(Qt.ItemDataRole.AccessibleTextRole, words.replace("\n", ". "))
            line.setSizeHint(_room_for(words))
            self.list.addItem(line)
        self.list.setCurrentRow(0)
        self.list.itemActivated.connect(lambda _line: self._do())
        self.do_button = primary_button(tr("Do this"), press=self._do)
        self.do_button.setDefault(False)
        self.do_button.setEnabled(bool(self._found))
        self._put_together(heading)
        self.list.setFocus()

    def _put_together(self, heading: str) -> None:
        side = theme.px(theme.PAGE)
        column = QVBoxLayout(self)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(theme.INSIDE))
        column.addWidget(title(heading))
        words = tr("Each of these brings nothing new to fix. One step of Undo takes it back.")
        if any(self._follows):
            words = tr("What would follow stands with each. One step of Undo takes it back.")
        if not self._found:
            words = tr("No other way was found that brings nothing new to fix.")
        column.addWidget(sentence(words, muted=True))
        column.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.setSpacing(theme.px(theme.INSIDE))
        row.addStretch(1)
        row.addWidget(push_button(tr("Cancel"), press=self.reject))
        row.addWidget(self.do_button)
        column.addLayout(row)
        self.resize(theme.px(_SIZE[0]), theme.px(_SIZE[1]))

    def _do(self) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self._found):
            self.chosen.emit(self._found[row])
            self.accept()


def _words(one: Alternative, wanted: str, catalog: Catalog, follows: Sequence[str]) -> str:
    text, moved = alternative_text(one, catalog), moved_text(one, catalog)
    if wanted and one.kind is AlternativeKind.MOVE_OTHER and not one.moves[0].after:
        text = tr("{moves} and take {section}", moves=text, section=wanted)
    return "\n".join((text, f"{alternative_kind_label(one.kind)} · {moved}", *follows))


def _room_for(words: str) -> QSize:
    """Return the room of a line whose words are wrapped, with some air around them."""
    width = theme.px(_SIZE[0] - 2 * theme.PAGE - _BESIDE)
    wrapped = Qt.TextFlag.TextWordWrap.value
    box = QFontMetrics(theme.font()).boundingRect(QRect(0, 0, width, 10_000), wrapped, words)
    return QSize(0, box.height() + theme.px(14))
