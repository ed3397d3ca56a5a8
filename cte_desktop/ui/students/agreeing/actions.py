"""Signed on paper, locked and unlocked for the students of the list, each as one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cte_desktop.domain.planning.approval import COUNSELOR
from cte_desktop.services.agreeing_many import (
    ForOne,
    lock_many,
    preview_locking,
    preview_signing,
)
from cte_desktop.services.approvals import sign_many
from cte_desktop.system.errors import WrongCall
from cte_desktop.ui.approval_actions import LOCK_MANY, SIGN_MANY, UNLOCK_MANY
from cte_desktop.ui.students.agreeing.forms import LockingForm, SigningForm
from cte_desktop.ui.students.agreeing.lines import (
    agreed_details,
    agreed_line,
    agreed_text,
    kept_many,
)
from cte_desktop.ui.students.many.deed import ManyDeed
from cte_desktop.ui.students.many.offer import ManyOffer
from cte_desktop.wording.translate import noop, tr

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from cte_desktop.domain.catalog.catalog import Catalog
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.filling.many.keeping import KeptMany
    from cte_desktop.ui.page import Workbench
    from cte_desktop.ui.students.many.line import Details, ManyLine
    from cte_desktop.ui.students.many.scope import Scope
    from cte_desktop.ui.students.many.work import Stop, Told
    from cte_desktop.ui.tasks import Reporter

    Looked = tuple[ForOne, ...]
    Found = tuple[Looked, tuple[ManyLine, ...], str]


class SignForMany(ManyOffer):
    """Offers to note that the plans of the list were signed on paper."""

    action = SIGN_MANY

    def begin(self, scope: Scope, catalog: Catalog, window: QWidget) -> None:
        """Open the dialog."""
        deed = SigningMany(self.desk, self.bench, window, catalog)
        words = tr("For plans that families signed on paper. You see for whom before it is kept.")
        deed.open((tr("Signed on paper for many"), words), scope, deed.form)
        deed.dialog.scope.empty_box.hide()


class LockForMany(ManyOffer):
    """Offers to lock the plans of the list, or courses in them."""

    action, locked = LOCK_MANY, True

    def begin(self, scope: Scope, catalog: Catalog, window: QWidget) -> None:
        """Open the dialog."""
        deed = LockingMany(self.desk, self.bench, window, catalog, locked=self.locked)
        heading = tr("Lock plans of many") if self.locked else tr("Unlock plans of many")
        words = (
            tr("Nobody changes a locked plan until it is unlocked; whoever tries reads why.")
            if self.locked
            else tr("What is unlocked may be changed again by whoever plans for the student.")
        )
        deed.open((heading, words), scope, deed.form)
        deed.dialog.scope.empty_box.hide()


class UnlockForMany(LockForMany):
    """Offers to unlock the plans of the list, or courses in them."""

    action, locked = UNLOCK_MANY, False


class _Agreeing(ManyDeed["Looked"]):
    """What is shown of students for whom something is agreed."""

    state = ""

    def __init__(self, desk: Desk, bench: Workbench, window: QWidget, catalog: Catalog) -> None:
        super().__init__(desk, bench, window)
        self._catalog = catalog
        self.looking, self.keeping = tr("Looking what it would do…"), tr("Changing the plans…")

    def details(self, uid: str) -> Details:
        """Return the plan that it is about, or why it can't be done."""
        return next((agreed_details(o) for o in self.answer or () if o.student.uid == uid), ())

    def found(self, looked: Looked) -> Found:
        """Return what is shown of the answer."""
        lines = tuple(agreed_line(one, self.state, self._catalog) for one in looked)
        return looked, lines, agreed_text(looked)


class SigningMany(_Agreeing):
    """Noting that some plans were signed on paper."""

    def __init__(self, desk: Desk, bench: Workbench, window: QWidget, catalog: Catalog) -> None:
        super().__init__(desk, bench, window, catalog)
        self.form = SigningForm(desk.today(), desk.person.name)
        self.form.changed.connect(self.allow)
        self.state, self.listed_as = tr("To be signed"), tr("From signing for many")
        self._asked: tuple[date, dict[str, str]] = (desk.today(), {})

    def is_asked(self) -> bool:
        """Say whether a day is written."""
        return self.form.written_day() is not None

    def question(self, uids: tuple[str, ...]) -> Callable[[Told, Stop], Found]:
        """Return the work that looks for whom it can be done."""
        desk, day = self.desk, self.form.written_day()
        names = {COUNSELOR: self.form.counselor.text()}
        if day is None:
            raise WrongCall("wrong_call", noop("Write the day on which the plans were signed."))
        self._asked = (day, names)  # the form is gone when it is kept
        return lambda told, _stop: self.found(
            preview_signing(desk, uids, day, names, progress=told)
        )

    def write(self, answer: Looked, uids: frozenset[str], report: Reporter) -> KeptMany:  # noqa: ARG002
        """Keep the plans of these students as signed."""
        return kept_many(sign_many(self.desk, tuple(uids), *self._asked, progress=report))


class LockingMany(_Agreeing):
    """Locking or unlocking some plans, or courses in them."""

    def __init__(
        self, desk: Desk, bench: Workbench, window: QWidget, catalog: Catalog, *, locked: bool
    ) -> None:
        super().__init__(desk, bench, window, catalog)
        self.form = LockingForm(locked=locked)
        self.form.changed.connect(self.allow)
        self.state = tr("To be locked") if locked else tr("To be unlocked")
        self.listed_as = tr("From locking for many")
        self._asked = self.form.locking()

    def question(self, uids: tuple[str, ...]) -> Callable[[Told, Stop], Found]:
        """Return the work that looks for whom it can be done."""
        desk, locking = self.desk, self.form.locking()
        self._asked = locking
        return lambda told, _stop: self.found(preview_locking(desk, uids, locking, progress=told))

    def write(self, answer: Looked, uids: frozenset[str], report: Reporter) -> KeptMany:  # noqa: ARG002
        """Lock them, or let them go."""
        return kept_many(lock_many(self.desk, tuple(uids), self._asked, progress=report))
