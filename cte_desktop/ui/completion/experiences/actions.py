"""The doors to what surrounds a pathway: from the plan, from chosen students, to the employers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from cte_desktop.domain.students.experiences import EXPERIENCE_KINDS, Experience
from cte_desktop.services.employers import (
    list_employers,
    organization_names,
    remove_employer,
    save_employer,
)
from cte_desktop.services.experiences import preview_for_many, record_for_many
from cte_desktop.ui.completion.experiences.around_dialog import AroundDialog
from cte_desktop.ui.completion.experiences.employers_dialog import EmployersDialog
from cte_desktop.ui.completion.experiences.experience_form import ExperienceForm
from cte_desktop.ui.completion.experiences.fields import Around
from cte_desktop.ui.for_selected import ForSelected
from cte_desktop.ui.student_door import StudentDoor, Table
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import SignalInstance

    from cte_desktop.services.cases import Case
    from cte_desktop.services.changes import Changes
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.employers import EmployerLine
    from cte_desktop.services.experiences import Preview
    from cte_desktop.ui.page import Workbench

AROUND, MANY, EMPLOYERS = "around_pathway", "record_for_many", "employers"
_CHANNEL, _EFFECT_CHANNEL = "experiences", "experiences.effect"

Names = dict[str, tuple[str, ...]]


class EmployerActions(QObject):
    """Opens the address book, and keeps what is written into it."""

    def __init__(self, desk: Desk, bench: Workbench, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._bench = bench
        self._parent = parent

    def open(self, done: Callable[[], None] | None = None, over: QWidget | None = None) -> None:
        """Read and open the address book; `done` is called when it closes."""
        parent = over or self._parent.window()

        def show(lines: tuple[EmployerLine, ...]) -> None:
            dialog = EmployersDialog(lines, self._desk.district().catalog, parent)
            dialog.saved.connect(
                lambda one: self._keep(dialog, lambda: save_employer(self._desk, one))
            )
            dialog.removed.connect(
                lambda one: self._keep(dialog, lambda: remove_employer(self._desk, one))
            )
            if done is not None:
                dialog.finished.connect(lambda _result: done())
            dialog.open()

        self._read(show)

    def _read(self, show: Callable[[tuple[EmployerLine, ...]], None]) -> None:
        desk = self._desk
        self._bench.tasks.read(lambda: list_employers(desk), show, channel=_CHANNEL)

    def _keep(self, dialog: EmployersDialog, keep: Callable[[], Changes]) -> None:
        def shown(lines: tuple[EmployerLine, ...]) -> None:
            if isValid(dialog):
                dialog.show_lines(lines)

        def kept(changes: Changes) -> None:
            self._bench.refresh.tell(changes)
            self._read(shown)

        self._bench.tasks.write(keep, kept)


class AroundActions(StudentDoor[AroundDialog]):
    """Opens what surrounds the pathways of the student on the table.

    `forgotten`: that student is no longer there; what was opened about them closes.
    """

    def __init__(
        self,
        desk: Desk,
        bench: Workbench,
        table: Table,
        forgotten: SignalInstance,
        page: tuple[str, QWidget],
    ) -> None:
        super().__init__(desk, bench, table, forgotten, page)
        self._employers = EmployerActions(desk, bench, self._page)
        bench.actions.offer(AROUND, self.open, page=self._page_name, enabled=False)
        bench.actions.offer(EMPLOYERS, self._employers.open, page=self._page_name)
        table.plan_changed.connect(self._on_plan_changed)

    def open(self) -> None:
        """Read the names to choose from, and open the dialog."""
        case = self._knock()
        if case is not None:
            self._read_names(lambda names: self._show(case, names))

    def _show(self, case: Case, names: Names) -> None:
        if case is not self._knock():
            return
        dialog = AroundDialog(case, names, self._page.window())
        dialog.employers_wanted.connect(self._on_employers)
        self._open(dialog, dialog.written)

    def _read_names(self, show: Callable[[Names], None]) -> None:
        desk = self._desk
        self._bench.tasks.read(lambda: names_of(desk), show, channel=_CHANNEL)

    def _on_employers(self) -> None:
        self._employers.open(self._on_employers_closed, self._dialog)

    def _on_employers_closed(self) -> None:
        self._read_names(self._on_names)

    def _on_names(self, names: Names) -> None:
        if self._dialog is not None:
            self._dialog.know_organizations(names)

    def _on_plan_changed(self, case: Case) -> None:
        if self._dialog is not None:
            self._dialog.show_case(case)


class ManyActions(ForSelected):
    """Writes one experience down for all students that are selected in a list."""

    def __init__(
        self,
        desk: Desk,
        bench: Workbench,
        selected: Callable[[], tuple[str, ...]],
        page: tuple[str, QWidget],
    ) -> None:
        super().__init__(desk, bench, selected, page)
        bench.actions.offer(MANY, self.open, page=self._page_name)
        employers = EmployerActions(desk, bench, self._page)
        bench.actions.offer(EMPLOYERS, employers.open, page=self._page_name)

    def open(self) -> None:
        """Open the form for the selected students; without any, say what to do."""
        uids, desk = self._chosen(), self._desk
        if uids:
            self._bench.tasks.read(
                lambda: names_of(desk), lambda names: self._show(uids, names), channel=_CHANNEL
            )

    def _show(self, uids: tuple[str, ...], names: Names) -> None:
        desk = self._desk
        around = Around(desk.district().catalog, desk.today(), organizations=names)
        form = ExperienceForm(around, Experience("exploration", ""), self._page.window(),
                              is_new=True)  # fmt: skip
        form.effect_wanted.connect(lambda one: self._work_out(form, uids, one))
        form.written.connect(lambda one: self._keep(uids, one))
        form.open()

    def _work_out(self, form: ExperienceForm, uids: tuple[str, ...], one: Experience) -> None:
        desk = self._desk

        def done(found: Preview) -> None:
            if isValid(form):
                form.show_effect(one, preview_text(found))

        self._bench.tasks.read(
            lambda: preview_for_many(desk, uids, one), done, channel=_EFFECT_CHANNEL
        )

    def _keep(self, uids: tuple[str, ...], one: Experience) -> None:
        desk = self._desk

        def kept(changes: Changes) -> None:
            self._tell(changes, _kept_text(one, len(changes.students)))

        words = tr("Writing it down for {count} students…", count=len(uids))
        self._bench.tasks.write(lambda: record_for_many(desk, uids, one), kept, text=words)


def names_of(desk: Desk) -> Names:
    """Return the names to choose from in `organization`, by kind of experience."""
    return {kind: organization_names(desk, kind) for kind in EXPERIENCE_KINDS}


def preview_text(found: Preview) -> str:
    """Return for how many students an experience would be written down."""
    words = trn("It is written down for {count} student.", "It is written down for {count} "
                "students.", found.new)  # fmt: skip
    if not found.have_it:
        return words
    have = trn("{count} has it already and stays as it is.",
               "{count} have it already and stay as they are.", found.have_it)  # fmt: skip
    return f"{words} {have}" if found.new else have


def _kept_text(one: Experience, students: int) -> str:
    if not students:
        return tr("All of them have it already; nothing was changed.")
    return trn("{title} is written down for {count} student.",
               "{title} is written down for {count} students.", students,
               title=one.title)  # fmt: skip
