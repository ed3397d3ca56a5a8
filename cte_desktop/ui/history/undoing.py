"""Taking a step of the history back, of today or of earlier days, after saying what that does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cte_desktop.services import history
from cte_desktop.services.history_details import UndoPreview, undo_preview
from cte_desktop.system.errors import KnownError
from cte_desktop.ui.notices import NoticeButton
from cte_desktop.ui.step_keeper import undo_button
from cte_desktop.ui.undo_question import UNDO
from cte_desktop.ui.widgets.question_dialog import Choice, Question
from cte_desktop.wording.history.undoing import effect_text, stays_text
from cte_desktop.wording.taking_back import printed_text, undone_text
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from cte_desktop.services.desk import Desk
    from cte_desktop.services.history import Undone
    from cte_desktop.services.history_pages import PagedLine
    from cte_desktop.ui.page import Workbench

_CHANNEL = "history.undo"


class StepUndoer(QObject):
    """Undoes and redoes steps for a list; `over` is the widget that questions stand over.

    Signals: `refused(error, number or None)`: a step stays, because the step of that number changed
    the same since, or for another reason; `undone(text)`.
    """

    refused = Signal(object, object)
    undone = Signal(str)

    def __init__(self, desk: Desk, bench: Workbench, over: QWidget) -> None:
        super().__init__(over)
        self._desk, self._bench, self._over = desk, bench, over

    def take_back(self, row: PagedLine) -> None:
        """Undo a step that is in effect, or do again what an undo took back."""
        desk, number = self._desk, row.undone_by or row.line.number
        again = row.undone_by is not None or row.line.kind == "undo"
        is_import = row.line.kind == "import"

        def look(preview: UndoPreview) -> None:
            if preview.refused is not None:
                self.refused.emit(preview.refused, preview.later)
            elif again:
                self._write(number)
            else:
                question = _question(preview, is_import=is_import)
                self._bench.notices.ask(
                    self._over.window(),
                    question,
                    lambda answer: self._write(number) if answer == UNDO else None,
                )

        self._bench.tasks.read(
            lambda: undo_preview(desk, number),
            look,
            failed=self._failed,
            channel=_CHANNEL,
            text=tr("Looking what would be undone…"),
        )

    def _write(self, number: int) -> None:
        desk = self._desk
        self._bench.tasks.write(
            lambda: history.undo(desk, number),
            self._done,
            failed=self._failed,
            text=tr("Undoing…"),
        )

    def _done(self, undone: Undone) -> None:
        self._bench.refresh.tell(undone.changes)
        said = undone_text(undone.text, undone.before.printed, done_again=undone.done_again)
        step = undone.changes.step or undone.taken_back
        back = undo_button(self._desk, self._bench, step)
        text = back.text if undone.done_again else tr("Redo")
        self._bench.notices.information(said, NoticeButton(text, back.press))
        self.undone.emit(said)

    def _failed(self, error: Exception) -> None:
        later = error.values.get("later") if isinstance(error, KnownError) else None
        self.refused.emit(error, later if isinstance(later, int) else None)


def _question(preview: UndoPreview, *, is_import: bool) -> Question:
    before = preview.before
    said = [effect_text(preview.students, preview.things, is_import=is_import)]
    if before.printed:
        said.append(printed_text(before.printed))
    said.append(stays_text())
    heading = tr("Undo “{step}”?", step=before.text)
    keep = tr("Leave it as it is")
    return Question("undo", heading, " ".join(said), (Choice(UNDO, tr("Undo")),), keep)
