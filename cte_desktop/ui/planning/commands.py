"""The one undo command of the plan page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QUndoCommand

if TYPE_CHECKING:
    from collections.abc import Callable

    from cte_desktop.domain.planning.plan import Plan
    from cte_desktop.domain.students.file import StudentFile
    from cte_desktop.ui.planning.saving import KeptStep


@dataclass(frozen=True, slots=True)
class OnTable:
    """What an edit may change: a student's file and plan."""

    file: StudentFile
    plan: Plan | None


class EditCase(QUndoCommand):
    """From one frozen file and plan to another, and back: hands them to the editor, can't fail.

    `kept` knows the step of the history that stands for the edit. The first redo, which Qt runs
    while pushing, does nothing: the editor shows a new edit by itself, and one read from the
    history is shown already.
    """

    def __init__(
        self,
        text: str,
        before: OnTable,
        after: OnTable,
        kept: KeptStep,
        show: Callable[[EditCase, OnTable], None],
    ) -> None:
        super().__init__(text)
        self.before = before
        self.after = after
        self.kept = kept
        self._show = show
        self._pushed = False

    def redo(self) -> None:
        if self._pushed:
            self._show(self, self.after)
        self._pushed = True

    def undo(self) -> None:
        self._show(self, self.before)
