"""The undo commands of the requirement editor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QUndoCommand

if TYPE_CHECKING:
    from collections.abc import Callable

    from cte_desktop.domain.audit.rule_edits import Edited


class EditRules(QUndoCommand):
    """From one draft to another, and back: hands the documents to the draft and can't fail.

    The first redo, which Qt runs while pushing, does nothing: the draft shows a new edit itself.
    """

    def __init__(
        self, text: str, before: Edited, after: Edited, show: Callable[[Edited], None]
    ) -> None:
        super().__init__(text)
        self._before = before
        self._after = after
        self._show = show
        self._pushed = False

    def redo(self) -> None:
        if self._pushed:
            self._show(self._after)
        self._pushed = True

    def undo(self) -> None:
        self._show(self._before)


class PublishRules(QUndoCommand):
    """Rules put in force: undo and redo ask for the step of the history to be taken back."""

    def __init__(self, text: str, take_back: Callable[[], None]) -> None:
        super().__init__(text)
        self._take_back = take_back
        self._pushed = False

    def redo(self) -> None:
        if self._pushed:
            self._take_back()
        self._pushed = True

    def undo(self) -> None:
        self._take_back()
