"""The draft of the rules: what is in force, what was changed since, undo and redo with names.

It is no rule of the district before it is published, and an audit never sees it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from cte_desktop.domain.audit.rule_edits import Edited
from cte_desktop.domain.audit.rule_outline import outline
from cte_desktop.ui.pathways.rules.commands import EditRules, PublishRules
from cte_desktop.wording.steps import redo_text, undo_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from cte_desktop.domain.audit.rule_tree import Documents, Node, Path

UNDO_LIMIT = 500


class Draft(QObject):
    """The rules on the table.

    Signals: `changed(path)` after every edit, undo and redo, with the node that it was about;
    `undo_changed()` when the names of undo and redo change.
    """

    changed = Signal(object)
    undo_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._in_force: Documents = {}
        self._documents: Documents = {}
        self._nodes: tuple[Node, ...] = ()
        self._path: Path = ()
        self._stack = QUndoStack(self)
        self._stack.setUndoLimit(UNDO_LIMIT)
        self._stack.indexChanged.connect(self._on_index_changed)

    def open(self, in_force: Documents, drafted: Documents | None = None) -> None:
        """Begin anew with the rules in force, and the documents of a draft from before."""
        self._in_force = in_force
        self._stack.clear()
        self._show(Edited({**in_force, **(drafted or {})}, ()))

    def now_in_force(self, in_force: Documents) -> None:
        """Compare the draft with other rules from now on; the draft stays as it is."""
        self._in_force = in_force
        self.changed.emit(self._path)

    def follow(self, in_force: Documents) -> None:
        """Take over rules that came into force elsewhere, but for the documents drafted here."""
        drafted, self._in_force = self.drafted(), in_force
        self._show(Edited({**in_force, **drafted}, self._path))

    def in_force(self) -> Documents:
        """Return the rules in force."""
        return self._in_force

    def documents(self) -> Documents:
        """Return the rules as drafted."""
        return self._documents

    def nodes(self) -> tuple[Node, ...]:
        """Return the draft as a tree."""
        return self._nodes

    def is_changed(self) -> bool:
        """Say whether the draft differs from the rules in force."""
        return self._documents != self._in_force

    def drafted(self) -> Documents:
        """Return the documents that differ from those in force."""
        return {
            kind: document
            for kind, document in self._documents.items()
            if document != self._in_force.get(kind)
        }

    def edit(self, name: str, edited: Edited, at: Path) -> None:
        """Take an edit of the node `at` over, as one step with a name; one that changes nothing
        is no step.
        """
        if edited.documents == self._documents:
            return
        # A step holds what it changed alone: the other documents may follow the rules in force.
        after = {k: one for k, one in edited.documents.items() if one != self._documents.get(k)}
        before = {kind: self._documents.get(kind, {}) for kind in after}
        step = Edited(before, at), Edited(after, edited.path)
        self._stack.push(EditRules(name, *step, self._put))
        self._show(edited)

    def published(self, name: str, in_force: Documents, take_back: Callable[[], None]) -> None:
        """Note that the draft is in force; `take_back` undoes that, and does it again."""
        self._in_force = in_force
        self._stack.push(PublishRules(name, take_back))
        self._show(Edited(in_force, self._path))

    def undo(self) -> None:
        """Take the last edit back."""
        self._stack.undo()

    def redo(self) -> None:
        """Make the edit again that was taken back."""
        self._stack.redo()

    def undo_name(self) -> str:
        """Return "Undo Change credits needed of Health", "" when there is nothing to undo."""
        return undo_text(self._stack.undoText()) if self._stack.canUndo() else ""

    def redo_name(self) -> str:
        """Return the name of what Redo would do, "" for nothing."""
        return redo_text(self._stack.redoText()) if self._stack.canRedo() else ""

    def _put(self, edited: Edited) -> None:
        self._show(Edited({**self._documents, **edited.documents}, edited.path))

    def _show(self, edited: Edited) -> None:
        self._documents = edited.documents
        self._nodes = outline(edited.documents)
        self._path = edited.path
        self.changed.emit(edited.path)

    def _on_index_changed(self, _index: int) -> None:
        self.undo_changed.emit()
