"""A line in which a course of the catalog is found by its code or a word of its title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QListView

from cte_desktop.ui import theme
from cte_desktop.ui.pathways.rules.draft_line import asks_for_undo
from cte_desktop.ui.row_search import fold
from cte_desktop.ui.widgets.icon_field import IconField
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent

    from cte_desktop.domain.catalog.catalog import Catalog

_MOST_SHOWN = 9


class CourseLine(IconField):
    """The line with its completion. Signal: `course_chosen(code)`; `refused(sentence)`, "" when
    what is typed is fine again.

    With `patterns` a code may hold `*` for any letters, as long as some course fits.
    """

    course_chosen = Signal(str)
    refused = Signal(str)

    def __init__(self, catalog: Catalog, name: str, *, patterns: bool = False) -> None:
        super().__init__("search")
        self._catalog = catalog
        self._patterns = patterns
        self._kept, self._code = "", ""
        self._codes: dict[str, str] = {}  # by what is shown of each; made when first needed
        self.setAccessibleName(name)
        self.setMaximumWidth(theme.px(460))

    def show_code(self, code: str) -> None:
        """Show a course; its title follows when the catalog has it."""
        course = self._catalog.course(code)
        self._code = code if course else ""
        self._kept = _shown(code, course.title) if course else code
        self.setText(self._kept)
        self.setCursorPosition(0)

    def code(self) -> str:
        """Return the code that is typed or chosen, "" when the catalog has none like it."""
        text = self.text().strip()
        if text == self._kept and self._code:
            return self._code
        self._complete()
        if text in self._codes:
            return self._codes[text]
        wanted = fold(text)
        for course in self._catalog.courses:
            if wanted in (fold(course.code), fold(course.title)):
                return course.code
        fitting = self._fitting(text)
        if len(fitting) == 1:
            return fitting[0]
        return text.upper() if self._patterns and self._fits(text.upper()) else ""

    def choose(self) -> None:
        """Choose what is typed, or say why that can't be."""
        if not self.text().strip():
            return
        code = self.code()
        if code:
            self.refused.emit("")
            self.course_chosen.emit(code)
        else:
            text = self.text().strip()
            if self._fitting(text):
                words = tr('Several courses are like "{text}": choose one of the list.', text=text)
            else:
                words = tr('No course of the catalog is called "{text}".', text=text[:40])
            self.refused.emit(words)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._complete()
        super().focusInEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(320), super().sizeHint().height())

    def event(self, event: QEvent) -> bool:
        if asks_for_undo(event) and self.text() == self._kept:
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.choose()
            event.accept()
        else:
            super().keyPressEvent(event)

    def _complete(self) -> None:
        """Make the completion: a record has dozens of lines, and few are ever typed in."""
        if self._codes:
            return
        self._codes = {_shown(c.code, c.title): c.code for c in self._catalog.courses}
        completer = QCompleter(self)
        completer.setModel(QStringListModel(sorted(self._codes, key=fold), completer))
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setMaxVisibleItems(_MOST_SHOWN)
        popup = QListView()
        popup.setAccessibleName(tr("Courses that fit"))
        completer.setPopup(popup)
        completer.activated.connect(self._on_activated)
        self.setCompleter(completer)

    def _on_activated(self, text: str) -> None:
        self.setText(text)
        self.choose()

    def _fitting(self, text: str) -> list[str]:
        """Return the courses whose code or title holds what is typed."""
        wanted = fold(text)
        every = self._codes.items() if wanted else ()
        return [code for shown, code in every if wanted in fold(shown)]

    def _fits(self, pattern: str) -> bool:
        if "*" not in pattern:
            return False
        start, _, end = pattern.partition("*")
        codes = (course.code for course in self._catalog.courses)
        return any(code.startswith(start) and code.endswith(end.strip("*")) for code in codes)


def _shown(code: str, title: str) -> str:
    return f"{title} ({code})"
