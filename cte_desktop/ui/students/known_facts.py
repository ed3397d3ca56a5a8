"""What is known of everyone beside their line, read in the background once it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from cte_desktop.services.list_facts import NOUNS, FactKind, KindRead, present, read_facts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from cte_desktop.services.changes import Changes
    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.tasks import Tasks

_CHANNEL = "facts of the students list"
LISTENS = frozenset[str]().union(*NOUNS.values())
"""The nouns after which something of it may be read again."""


class KnownFacts(QObject):
    """The kinds that were read. Signal: `came()`: there are more, or newer ones."""

    came = Signal()

    def __init__(self, desk: Desk, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._tasks = tasks
        self._read: dict[FactKind, KindRead] = {}
        self._old: set[FactKind] = set()
        self._asked: frozenset[FactKind] = frozenset()
        self.now = present(desk)

    def of(self, kind: FactKind, uid: str) -> Any:  # noqa: ANN401 - the record of the kind
        """Return what is known of a student; None for nothing, or not yet."""
        found = self._read.get(kind)
        return None if found is None else found.by_uid.get(uid)

    def is_read(self, kind: FactKind | None) -> bool:
        """Tell whether a kind was read; no kind always was."""
        return kind is None or kind in self._read

    def is_stale(self, kind: FactKind, uid: str) -> bool:
        """Tell whether a kept standing is being worked out anew."""
        found = self._read.get(kind)
        return found is not None and found.is_stale(uid)

    def want(self, kinds: Iterable[FactKind]) -> bool:
        """Ask for what is not there, or not as it is now; say whether all is there already."""
        wanted = frozenset(kinds)
        missing = frozenset(one for one in wanted if one not in self._read or one in self._old)
        if missing and not missing <= self._asked:
            self._asked |= missing
            desk, asked = self._desk, self._asked
            self._tasks.read(lambda: read_facts(desk, asked), self._on_read, channel=_CHANNEL)
        return not missing

    def note(self, changes: Changes, wanted: Collection[FactKind]) -> None:
        """Read again what a change touched, as far as it is wanted; the rest when it is."""
        self.now = present(self._desk)
        touched = {kind for kind, nouns in NOUNS.items() if nouns & changes.nouns}
        if "students" in changes.nouns:
            touched = set(FactKind)
        self._old |= touched & self._read.keys()
        self._asked -= touched  # what is on its way may be from before
        self.want(wanted)

    def _on_read(self, answer: dict[FactKind, KindRead]) -> None:
        self._read |= answer
        self._old -= answer.keys()
        self._asked = frozenset()
        self.came.emit()
