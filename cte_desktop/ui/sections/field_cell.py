"""A field of the form with its name above it, and what is wrong with it below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QLabel, QLineEdit, QVBoxLayout, QWidget

from cte_desktop.ui import theme
from cte_desktop.ui.widgets.labels import ThemedLabel

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtGui import QFocusEvent

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.services.sections.editing import SectionProblem

_MOST_SHOWN = 9
_OTHER_WINDOW = Qt.FocusReason.ActiveWindowFocusReason


class Faults(QLabel):
    """What is wrong, a line each: what stops first; hidden while nothing is.

    One that `keeps_line` leaves a line free for it, so that nothing moves when it comes or goes.
    """

    def __init__(self, *, keeps_line: bool = False) -> None:
        super().__init__()
        self._keeps_line = keeps_line
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(keeps_line)
        self.setSizePolicy(policy)
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._grave = False
        self._dress()
        self.hide()
        theme.news().changed.connect(self._dress)

    def show_faults(self, problems: Sequence[SectionProblem]) -> None:
        """Say these."""
        self._grave = any(problem.stops for problem in problems)
        self.setText("\n".join(dict.fromkeys(problem.text for problem in problems)))
        self.setVisible(bool(problems))
        self._dress()

    def _dress(self) -> None:
        self.setFont(theme.font(theme.CAPTION + 1))
        if self._keeps_line:
            self.setMinimumHeight(self.fontMetrics().lineSpacing())
        palette = self.palette()
        palette.setColor(
            self.foregroundRole(), theme.color("must_fix" if self._grave else "warning")
        )
        self.setPalette(palette)


class FieldCell(QWidget):
    """The field; `fields` are the columns of a file whose problems are said here."""

    def __init__(self, name: str, field: QWidget, fields: Iterable[str]) -> None:
        super().__init__()
        self.field = field
        self.fields = frozenset(fields)
        self.faults = Faults(keeps_line=True)
        label = ThemedLabel(name, size=theme.CAPTION + 1, color="text_muted")
        label.setBuddy(field)
        if not field.accessibleName():
            field.setAccessibleName(name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(2))
        column.addWidget(label)
        column.addWidget(field)
        column.addWidget(self.faults)
        column.addStretch(1)

    def show_faults(self, problems: Sequence[SectionProblem]) -> None:
        """Say what is wrong with the field, and to screen readers too."""
        here = [problem for problem in problems if problem.field in self.fields]
        self.faults.show_faults(here)
        self.field.setAccessibleDescription(self.faults.text() if here else "")


class CourseField(QLineEdit):
    """A line that takes a course of the catalog, found by its code or a word of its title.

    Signal: `left()`: the focus went on to another field.
    """

    left = Signal()

    def __init__(self, catalog: Catalog) -> None:
        super().__init__()
        self._codes = {f"{c.title} ({c.code})": c.code for c in catalog.courses}
        complete(self, sorted(self._codes, key=str.casefold))

    def show_code(self, code: str, title: str = "") -> None:
        """Show a course."""
        words = next((words for words, one in self._codes.items() if one == code), "")
        self.setText(words or (f"{title} ({code})" if title and title != code else code))
        self.setCursorPosition(0)

    def code(self) -> str:
        """Return the code that is chosen or typed, "" for none."""
        text = self.text().strip()
        if text in self._codes:
            return self._codes[text]
        folded = text.casefold()
        for words, code in self._codes.items():
            if folded in (code.casefold(), words.rpartition(" (")[0].casefold()):
                return code
        if text.endswith(")") and "(" in text:  # a title may end in brackets of its own
            return text.rpartition("(")[2].rstrip(")").strip()
        return text

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, _OTHER_WINDOW):
            self.left.emit()


def text_field(name: str, hint: str = "") -> QLineEdit:
    """Return a field of one line with its name for screen readers."""
    field = QLineEdit()
    field.setAccessibleName(name)
    field.setPlaceholderText(hint)
    return field


def complete(field: QLineEdit, words: Sequence[str]) -> None:
    """Let a field find these words as one types."""
    completer = QCompleter(list(words), field)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setMaxVisibleItems(_MOST_SHOWN)
    field.setCompleter(completer)
