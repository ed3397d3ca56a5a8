"""The dialog of what is done for many: it asks, works it out, shows it, keeps what is wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from cte_desktop.ui import theme
from cte_desktop.ui.students.many.preview import ManyPreview
from cte_desktop.ui.students.many.scope import ScopeField
from cte_desktop.ui.students.many.working import WorkingPart
from cte_desktop.ui.widgets.buttons import primary_button, push_button
from cte_desktop.ui.widgets.fit_screen import fit_screen
from cte_desktop.ui.widgets.labels import sentence, title
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cte_desktop.ui.students.many.line import Details, ManyLine
    from cte_desktop.ui.students.many.scope import Scope

_SIZE = (1190, 680)


class ManyDialog(QDialog):
    """The dialog; `form` is what it asks beside for whom.

    Signals: `work_wanted()`: answered with `begin_work`, then `show_found` or `ask_again`;
    `stop_wanted()`; `kept(uids)`: the dialog is closed with it; `list_wanted(uids)`: likewise.
    """

    work_wanted = Signal()
    stop_wanted = Signal()
    kept = Signal(object)
    list_wanted = Signal(object)

    def __init__(
        self,
        heading: tuple[str, str],
        scope: Scope,
        form: QWidget,
        details: Callable[[str], Details],
        parent: QWidget | None,
        *,
        figures: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(heading[0])
        self.setAccessibleName(heading[0])
        self.scope = ScopeField(scope)
        self.form = form
        self.working = WorkingPart()
        self.preview = ManyPreview(details, figures=figures)
        self._stack = QStackedWidget()
        self._said = sentence("", muted=True)
        self._words_of_found = ""
        self.back_button = push_button(tr("Ask anew"), "arrow-left", self.ask_again)
        self.cancel_button = push_button(tr("Cancel"), press=self.reject)
        self.work_button = primary_button(tr("Look what it would do"), "eye", self._on_work)
        self.keep_button = primary_button(tr("Keep"), "check", self._on_keep)
        self._put_together(*heading)
        self._listen()
        self.ask_again()
        fit_screen(self, *_SIZE)

    def allow(self, *, allowed: bool) -> None:
        """Say whether enough is known to look what it would do."""
        self.work_button.setEnabled(allowed and bool(self.scope.uids()))

    def begin_work(self, text: str) -> None:
        """Show that it is being worked out."""
        self._show(self.working)
        self.working.begin(text)

    def show_found(self, lines: Iterable[ManyLine], words: str) -> None:
        """Show what was found; `words` say it of all together."""
        self._words_of_found = words
        self.preview.groups.choose(0)
        self.preview.show_lines(lines)
        self._show(self.preview)
        self._on_kept_changed()
        self.preview.focus_rows()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def ask_again(self) -> None:
        """Ask for whom and what again; what was found is forgotten."""
        self._show(self._asking)
        self._said.setText(tr("Nothing is stored before you keep it; one undo takes it back."))
        self.scope.setFocus()

    def said(self) -> str:
        """Return what is said of all students together."""
        return self._said.text()

    def is_working(self) -> bool:
        """Say whether it is being worked out."""
        return self._stack.currentWidget() is self.working

    def reject(self) -> None:
        """Close; while it works, the first Esc stops it with what is done by then."""
        if self.is_working() and self.working.stop_button.isEnabled():
            self.working.stop_button.click()
        else:
            super().reject()

    def _put_together(self, heading: str, words: str) -> None:
        side = theme.px(theme.PAGE)
        self._asking = QWidget()
        asking = QVBoxLayout(self._asking)
        asking.setContentsMargins(0, 0, 0, 0)
        asking.setSpacing(theme.px(12))
        asking.addWidget(self.scope)
        asking.addWidget(self.form)
        asking.addStretch(1)
        for part in (self._asking, self.working, self.preview):
            self._stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(side, side, side, theme.px(theme.GAP))
        column.setSpacing(theme.px(theme.INSIDE))
        column.addWidget(title(heading))
        self._explained = sentence(words, muted=True)
        column.addWidget(self._explained)
        column.addSpacing(theme.px(theme.TIGHT))
        column.addWidget(self._stack, 1)
        column.addSpacing(theme.px(theme.TIGHT))
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(theme.INSIDE))
        foot.addWidget(self._said, 1)
        for button in (self.back_button, self.cancel_button, self.work_button, self.keep_button):
            foot.addWidget(button)
        column.addLayout(foot)

    def _listen(self) -> None:
        self.working.stop_wanted.connect(self.stop_wanted)
        self.preview.kept_changed.connect(self._on_kept_changed)
        self.preview.list_wanted.connect(self._on_list)

    def _show(self, part: QWidget) -> None:
        self._stack.setCurrentWidget(part)
        asking, found = part is self._asking, part is self.preview
        self.work_button.setVisible(asking)
        self.keep_button.setVisible(found)
        self.back_button.setVisible(found)
        self.cancel_button.setVisible(not self.is_working())
        self._explained.setVisible(not found)
        self.work_button.setDefault(asking)
        self.keep_button.setDefault(False)  # Enter belongs to the list
        if not asking:
            self._said.setText("")

    def _on_kept_changed(self) -> None:
        count = len(self.preview.kept())
        words = trn("Keep for {shown} student", "Keep for {shown} students", count,
                    shown=f"{count:,}")  # fmt: skip
        self.keep_button.setText(f" {words}")
        self.keep_button.setAccessibleName(words)
        self.keep_button.setEnabled(bool(count))
        if self._stack.currentWidget() is self.preview:
            self._said.setText(self._words_of_found)

    def _on_work(self) -> None:
        self.work_wanted.emit()

    def _on_keep(self) -> None:
        uids = self.preview.kept()
        self.accept()
        self.kept.emit(uids)

    def _on_list(self, uids: tuple[str, ...]) -> None:
        self.accept()
        self.list_wanted.emit(uids)
