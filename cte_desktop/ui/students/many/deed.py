"""One use of the dialog: its questions go to the services, away from the window, and come back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from cte_desktop.services.people.rights import require_change
from cte_desktop.ui.students.many.dialog import ManyDialog
from cte_desktop.ui.students.many.told import tell_kept
from cte_desktop.ui.students.many.work import ManyWork

if TYPE_CHECKING:
    from collections.abc import Callable

    from cte_desktop.services.desk import Desk
    from cte_desktop.services.filling.many.keeping import KeptMany
    from cte_desktop.ui.page import Workbench
    from cte_desktop.ui.students.many.line import Details, ManyLine
    from cte_desktop.ui.students.many.scope import Scope
    from cte_desktop.ui.students.many.work import Stop, Told
    from cte_desktop.ui.tasks import Reporter

Answer = TypeVar("Answer")

_PLANS_OF_MANY = "fill_many"
"""The action that stands for every change of many plans: all need the same right."""


class ManyDeed(QObject, Generic[Answer]):
    """Lives as long as its dialog. What is done says whoever derives from it."""

    looking, keeping, listed_as = "", "", ""
    """What is said while it is worked out and kept, and of the students that are listed."""

    def __init__(self, desk: Desk, bench: Workbench, window: QWidget) -> None:
        super().__init__(window)
        self.desk, self.bench = desk, bench
        self.answer: Answer | None = None

    def open(
        self, heading: tuple[str, str], scope: Scope, form: QWidget, *, figures: bool = False
    ) -> None:
        """Open the dialog with a heading and a sentence below it."""
        window = self.parent()
        over = window if isinstance(window, QWidget) else None
        self.dialog = ManyDialog(heading, scope, form, self.details, over, figures=figures)
        self.setParent(self.dialog)
        self._work = ManyWork(self.bench.tasks, self)
        self._listen(self.dialog)
        self.allow()
        self.dialog.open()

    def is_asked(self) -> bool:
        """Say whether the form has all that is needed."""
        return True

    def question(
        self, uids: tuple[str, ...]
    ) -> Callable[[Told, Stop], tuple[Answer, tuple[ManyLine, ...], str]]:
        """Return the work for these students: its answer, its lines, and the words about all."""
        raise NotImplementedError

    def details(self, uid: str) -> Details:
        """Return all about one student of the answer."""
        raise NotImplementedError

    def write(self, answer: Answer, uids: frozenset[str], report: Reporter) -> KeptMany:
        """Keep the answer for these students; runs away from the window's thread."""
        raise NotImplementedError

    def allow(self) -> None:
        """Let it be looked at, once all is asked."""
        self.dialog.allow(allowed=self.is_asked())

    def _listen(self, dialog: ManyDialog) -> None:
        dialog.scope.changed.connect(self.allow)
        dialog.work_wanted.connect(self._look)
        dialog.stop_wanted.connect(self._work.stop)
        dialog.finished.connect(lambda _code: self._work.give_up())
        dialog.kept.connect(self._keep)
        dialog.list_wanted.connect(self._list)
        self._work.progressed.connect(dialog.working.show_progress)
        self._work.found.connect(self._on_found)
        self._work.ended.connect(dialog.ask_again)

    def _look(self) -> None:
        desk, uids = self.desk, self.dialog.scope.uids()
        work = self.question(uids)

        def allowed_work(told: Told, stop: Stop) -> object:
            # Whom a counselor may not plan for is said before minutes of work, not after them.
            require_change(desk, _PLANS_OF_MANY, uids)
            return work(told, stop)

        self.dialog.begin_work(self.looking)
        self._work.begin(allowed_work, self.looking)

    def _on_found(self, found: tuple[Answer, tuple[ManyLine, ...], str]) -> None:
        self.answer, lines, words = found
        self.dialog.show_found(lines, words)

    def _keep(self, uids: frozenset[str]) -> None:
        answer, desk, bench, write = self.answer, self.desk, self.bench, self.write
        if answer is not None:
            bench.tasks.long(
                lambda report: write(answer, uids, report),
                lambda done: tell_kept(desk, bench, done),
                text=self.keeping,
            )

    def _list(self, uids: tuple[str, ...]) -> None:
        self.bench.requests.students_listed.emit(self.listed_as, uids)
