"""From a wish to a kept change: dialogs, questions, saving, and taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from cte_desktop.domain.catalog.section import Section, SectionKind
from cte_desktop.services import history
from cte_desktop.services.sections.editing import (
    add_section,
    change_section,
    check_section,
    next_section_id,
    remove_section,
    set_cancelled,
)
from cte_desktop.system.errors import KnownError
from cte_desktop.ui.notices import Choice, NoticeButton, Question
from cte_desktop.ui.sections.kept_steps import KeptSteps
from cte_desktop.ui.sections.section_dialog import Purpose, SectionDialog
from cte_desktop.ui.widgets.message_bar import AT_MOST
from cte_desktop.wording.errors import told
from cte_desktop.wording.steps import redo_text, undo_text
from cte_desktop.wording.translate import tr, trn

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from cte_desktop.domain.planning.sections.offers import SectionKey
    from cte_desktop.services.changes import Changes
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.history import Undone
    from cte_desktop.services.sections.editing import SectionProblem
    from cte_desktop.ui.page import Workbench
    from cte_desktop.ui.sections.kept_steps import KeptStep
    from cte_desktop.ui.sections.listed import SectionRow
    from cte_desktop.ui.sections.section_form import Known

_CHECK_CHANNEL = "sections.check"
_ID_CHANNEL = "sections.next_id"


class SectionEditor(QObject):
    """Edits sections. Signals: `kept(SectionKey)` after a section was saved; `steps_changed()`."""

    kept = Signal(object)
    steps_changed = Signal()

    def __init__(self, desk: Desk, bench: Workbench, over: QWidget) -> None:
        super().__init__(over)
        self._desk = desk
        self._bench = bench
        self._over = over
        self._steps = KeptSteps()
        self._offers: list[tuple[KeptStep, NoticeButton]] = []  # Undo, beside a message

    def add(self, school_year: int, site: str, known: Known) -> SectionDialog:
        """Open the form for a new section."""
        section = Section("", school_year, "year", "", site, SectionKind.DAY)
        dialog = self._opened(section, known, Purpose.ADD)
        dialog.save_requested.connect(lambda wanted: self._save(dialog, wanted, None))
        self._propose_id(dialog, school_year, site)
        return dialog

    def edit(self, row: SectionRow, known: Known, *, move: bool = False) -> SectionDialog:
        """Open the form of a section, or only its times and rooms."""
        section = row.line.section
        dialog = self._opened(section, known, Purpose.MOVE if move else Purpose.EDIT)
        dialog.save_requested.connect(lambda wanted: self._save(dialog, wanted, row.key))
        return dialog

    def cancel(self, row: SectionRow) -> None:
        """Ask whether to cancel a section; one that is cancelled is opened again at once."""
        section, key = row.line.section, row.key
        if section.cancelled:
            self._write(lambda: set_cancelled(self._desk, key, False), key)
            return
        taken = row.line.recorded + row.line.planned
        text = trn(
            "{count} student has it in the record or in a plan; the plans stay as they are, and "
            "say that it is gone.",
            "{count} students have it in the record or in a plan; the plans stay as they are, and "
            "say that it is gone.",
            taken,
        )
        question = Question(
            "cancel_section",
            tr("Cancel section {section}?", section=section.section_id),
            text if taken else tr("Nobody has it in the record or in a plan."),
            (Choice("cancel", tr("Cancel the section")),),
            keep=tr("Keep it"),
        )

        def then(answer: str) -> None:
            if answer == "cancel":
                self._write(lambda: set_cancelled(self._desk, key, True), key)

        self._bench.notices.ask(self._over, question, then)

    def remove(self, row: SectionRow) -> None:
        """Ask whether to take a section out of the schedule, as if it had never been there."""
        key = row.key
        question = Question(
            "remove_section",
            tr("Remove section {section}?", section=key[1]),
            tr(
                "It leaves the schedule as if it had never been there. A section that does not "
                "run is better cancelled."
            ),
            (Choice("remove", tr("Yes, remove it")),),
            keep=tr("Keep it"),
        )

        def then(answer: str) -> None:
            if answer == "remove":
                self._write(lambda: remove_section(self._desk, key), key)

        self._bench.notices.ask(self._over, question, then)

    def undo(self) -> None:
        """Take the last change made here back."""
        self._turn(self._steps.to_undo())

    def redo(self) -> None:
        """Make a change again that was taken back."""
        self._turn(self._steps.to_redo())

    def undo_name(self) -> str:
        """Return "Undo Cancel section ...", "" when there is nothing to undo."""
        step = self._steps.to_undo()
        return undo_text(step.text) if step is not None else ""

    def redo_name(self) -> str:
        """Return "Redo Cancel section ...", "" when there is nothing to redo."""
        step = self._steps.to_redo()
        return redo_text(step.text) if step is not None else ""

    def note(self, changes: Changes, number: int, text: str) -> NoticeButton:
        """Keep a step of the history for Undo and tell every page; return what takes it back."""
        step = self._steps.add(number, text)
        self.steps_changed.emit()
        self._bench.refresh.tell(changes)
        offer = NoticeButton(tr("Undo"), lambda: self._take_back(step))
        self._offers = [*self._offers, (step, offer)][-AT_MOST:]
        return offer

    def _opened(self, section: Section, known: Known, purpose: Purpose) -> SectionDialog:
        dialog = SectionDialog(section, known, purpose, self._over)
        before = None if purpose is Purpose.ADD else (section.school_year, section.section_id)
        dialog.check_wanted.connect(lambda wanted: self._check(dialog, wanted, before))
        dialog.id_wanted.connect(lambda site: self._propose_id(dialog, section.school_year, site))
        dialog.open()
        return dialog

    def _check(self, dialog: SectionDialog, section: Section, before: SectionKey | None) -> None:
        desk = self._desk

        def done(problems: tuple[SectionProblem, ...]) -> None:
            if isValid(dialog):
                dialog.show_problems(section, problems)

        self._bench.tasks.read(
            lambda: check_section(desk, section, before), done, channel=_CHECK_CHANNEL
        )

    def _propose_id(self, dialog: SectionDialog, school_year: int, site: str) -> None:
        if not site:
            return
        desk = self._desk

        def done(section_id: str) -> None:
            if isValid(dialog):
                dialog.show_id(site, section_id)

        self._bench.tasks.read(
            lambda: next_section_id(desk, school_year, site), done, channel=_ID_CHANNEL
        )

    def _save(self, dialog: SectionDialog, section: Section, before: SectionKey | None) -> None:
        desk = self._desk
        key = section.school_year, section.section_id

        def work() -> Changes:
            if before is None:
                return add_section(desk, section)
            return change_section(desk, section, before)

        def failed(error: Exception) -> None:
            if isValid(dialog) and isinstance(error, KnownError):
                dialog.show_refusal(told(error).whole)
            else:
                self._bench.notices.error(error)

        def saved() -> None:
            if isValid(dialog):  # it may have been closed while it was saved
                dialog.accept()

        self._write(work, key, saved, failed)

    def _write(
        self,
        change: Callable[[], Changes],
        key: SectionKey,
        saved: Callable[[], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        desk = self._desk

        def work() -> tuple[Changes, str]:
            changes = change()
            newest = history.list_history(desk, limit=1) if changes.step is not None else ()
            return changes, newest[0].text if newest else ""

        def done(answer: tuple[Changes, str]) -> None:
            changes, text = answer
            if saved is not None:
                saved()
            if changes.step is None:
                return
            undo = self.note(changes, changes.step, text)
            self._bench.notices.done(tr("Done: {step}.", step=text), undo)
            self.kept.emit(key)

        self._bench.tasks.write(
            work, done, failed=failed or self._bench.notices.error, text=tr("Saving the section…")
        )

    def _take_back(self, step: KeptStep) -> None:
        """Take back the change that a message told of, when it is the last one still in effect."""
        if self._steps.to_undo() is step:
            self._turn(step)
        else:
            self._bench.notices.information(
                tr("Later changes come first: Undo takes them back one by one.")
            )

    def _withdraw_offer(self, step: KeptStep) -> None:
        """Take the message away that offers to undo a step: it has been done another way."""
        for one, offer in self._offers:
            if one is step:
                self._bench.notices.withdraw(offer)
        self._offers = [pair for pair in self._offers if pair[0] is not step]

    def _turn(self, step: KeptStep | None) -> None:
        """Undo a step, or undo its undo.

        It counts as turned from the key on, so that a second key takes the step before it although
        this one is still being written. Its new number is kept where it is made: writes come in
        order, so a redo that waits behind it knows what to take back.
        """
        if step is None:
            return
        desk = self._desk
        self._steps.turn(step)
        self._withdraw_offer(step)
        self.steps_changed.emit()

        def work() -> Undone:
            undone = history.undo(desk, step.number)
            step.number = undone.changes.step or step.number
            return undone

        def failed(error: Exception) -> None:
            if self._steps.holds(step):
                self._steps.forget(step)
            self.steps_changed.emit()
            self._bench.notices.error(error)

        self._bench.tasks.write(
            work,
            lambda undone: self._bench.refresh.tell(undone.changes),
            failed=failed,
            text=tr("Undoing…"),
        )
