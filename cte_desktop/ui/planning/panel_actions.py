"""What a person does in the audit panel: why, pin, exceptions, what-if, added programs."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QDialog, QMenu

from cte_desktop.domain.audit.moves import NOWHERE
from cte_desktop.domain.students.decisions import Decision
from cte_desktop.services import added_programs, decisions, enrolments
from cte_desktop.services.moves import moves_of
from cte_desktop.services.pathways import nearest
from cte_desktop.ui.planning.course_row import CourseRow
from cte_desktop.ui.planning.exception_dialog import ExceptionDialog, Start
from cte_desktop.ui.planning.program_choice import ProgramChoice
from cte_desktop.ui.planning.program_offers import added_offers, pathway_offers
from cte_desktop.ui.planning.why import because_text
from cte_desktop.ui.planning.why_card import WhyCard
from cte_desktop.wording.labels import course_label
from cte_desktop.wording.moves import shifts_text
from cte_desktop.wording.programs import requirement_title
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from cte_desktop.domain.audit.moves import Move
    from cte_desktop.services.cases import Case
    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.page import Workbench
    from cte_desktop.ui.planning.audit_panel import AuditPanel
    from cte_desktop.ui.planning.course_row import CoursePlace, UnusedRow
    from cte_desktop.ui.planning.editor import PlanEditor
    from cte_desktop.ui.planning.program_choice import ProgramOffer

_CHANNEL = "plan.panel"
_PATHWAY = "pathway:"


class PanelActions(QObject):
    """Answers the panel's signals; `what_if` is the pathway that is tried out, "" for none.

    `forgotten()`: the student is no longer on the table; what was opened about them closes.
    """

    forgotten = Signal()

    def __init__(
        self,
        desk: Desk,
        bench: Workbench,
        editor: PlanEditor,
        panel: AuditPanel,
        show_anew: Callable[[], None],
    ) -> None:
        super().__init__(panel)
        self._desk = desk
        self._bench = bench
        self._editor = editor
        self._panel = panel
        self._show_anew = show_anew
        self.what_if = ""
        panel.why_wanted.connect(self._on_why)
        panel.pin_wanted.connect(self._on_pin)
        panel.menu_wanted.connect(self._on_menu)
        panel.requirement_menu_wanted.connect(self._on_requirement_menu)
        panel.remove_wanted.connect(
            lambda program: self._editor.change(added_programs.remove_program(program))
        )
        panel.what_if_wanted.connect(self._on_what_if)
        panel.program_wanted.connect(self._on_program)
        panel.exception_wanted.connect(lambda: self._on_exception(_blank()))
        panel.exceptions.change_wanted.connect(
            lambda one: self._on_exception(Start(one, is_new=False))
        )
        panel.exceptions.remove_wanted.connect(
            lambda one: self._editor.change(decisions.withdraw(one))
        )
        panel.what_if.kept.connect(self._on_kept)
        panel.what_if.discarded.connect(lambda: self._try_out(""))

    def forget(self) -> None:
        """Another student is opened: what was tried out or begun for the one before is over."""
        self.what_if = ""
        self.forgotten.emit()

    def _on_why(self, row: CourseRow | UnusedRow) -> None:
        self._ask_moves(row.place, lambda case, moves: self._show_why(row, case, moves))

    def _show_why(self, row: CourseRow | UnusedRow, case: Case, moves: tuple[Move, ...]) -> None:
        place, catalog = row.place, case.district.catalog
        pinned = bool(decisions.pins_of(case, place.program, place.course))
        because, name = because_text(case, place), row.title()
        card = WhyCard(place, because, moves, name, catalog, self._panel, is_pinned=pinned)
        card.pinned.connect(lambda requirement: self._pin(place, requirement))
        card.unpinned.connect(lambda: self._unpin(place))
        self.forgotten.connect(card.reject)
        card.show_beside(row)

    def _on_pin(self, row: CourseRow | UnusedRow) -> None:
        corner = row.mapToGlobal(QPoint(0, row.height()))
        self._ask_moves(
            row.place, lambda case, moves: self._show_pins(row.place, case, moves, corner)
        )

    def _show_pins(
        self, place: CoursePlace, case: Case, moves: tuple[Move, ...], corner: QPoint
    ) -> None:
        menu = self._new_menu(course_label(place.course, case.district.catalog))
        self._add_pins(menu, place, case, moves)
        if menu.isEmpty():
            menu.addAction(tr("It can count nowhere else in this program.")).setEnabled(False)
        menu.popup(corner)

    def _on_menu(self, row: CourseRow | UnusedRow, corner: QPoint) -> None:
        self._ask_moves(row.place, lambda case, moves: self._show_menu(row, case, moves, corner))

    def _show_menu(
        self, row: CourseRow | UnusedRow, case: Case, moves: tuple[Move, ...], corner: QPoint
    ) -> None:
        menu = self._new_menu(course_label(row.place.course, case.district.catalog))
        menu.addAction(tr("Why…"), lambda: self._on_why(row))
        menu.addSeparator()
        self._add_pins(menu, row.place, case, moves)
        menu.addSeparator()
        start = Start(Decision("also_allow", row.place.program, "", row.place.course))
        menu.addAction(tr("Exception…"), lambda: self._on_exception(start))
        menu.popup(corner)

    def _add_pins(
        self, menu: QMenu, place: CoursePlace, case: Case, moves: tuple[Move, ...]
    ) -> None:
        catalog = case.district.catalog
        pinned = decisions.pins_of(case, place.program, place.course)
        targets = [place.requirement] if place.can_be_pinned and not pinned else []
        for to in (*targets, *(move.to for move in moves if move.to != NOWHERE)):
            name = requirement_title(place.program, to, catalog).replace("&", "&&")
            text = tr("Pin to {requirement}", requirement=name)
            menu.addAction(text, partial(self._pin, place, to))
        if pinned:
            menu.addAction(tr("Unpin"), lambda: self._unpin(place))

    def _on_requirement_menu(self, program: str, requirement: str, corner: QPoint) -> None:
        menu = self._new_menu(requirement)
        start = Start(Decision("waiver", program, requirement))
        menu.addAction(tr("Exception…"), lambda: self._on_exception(start))
        menu.popup(corner)

    def _new_menu(self, name: str) -> QMenu:
        menu = QMenu(self._panel)
        menu.setAccessibleName(name)
        menu.aboutToHide.connect(menu.deleteLater)
        self.forgotten.connect(menu.close)
        return menu

    def _ask_moves(
        self, place: CoursePlace, show: Callable[[Case, tuple[Move, ...]], None]
    ) -> None:
        case = self._editor.case()
        if case is None:
            return
        self._bench.tasks.read(
            lambda: moves_of(case, place.program, place.course),
            lambda moves: show(case, moves) if case is self._editor.case() else None,
            channel=_CHANNEL,
        )

    def _pin(self, place: CoursePlace, requirement: str) -> None:
        case = self._editor.case()
        if case is not None:
            self._editor.change(decisions.pin(case, place.program, place.course, requirement))

    def _unpin(self, place: CoursePlace) -> None:
        case = self._editor.case()
        if case is not None:
            self._editor.change(decisions.unpin(case, place.program, place.course))

    def _on_exception(self, start: Start) -> None:
        case, desk = self._editor.case(), self._desk
        if case is not None:
            self._bench.tasks.read(
                lambda: decisions.categories(desk),
                lambda categories: self._open_exception(case, categories, start),
                channel=_CHANNEL,
            )

    def _open_exception(self, case: Case, categories: tuple[str, ...], start: Start) -> None:
        if case is not self._editor.case():
            return
        dialog = ExceptionDialog(case, categories, start, self._panel.window())
        before = None if start.is_new else start.decision
        dialog.decided.connect(
            lambda decision: self._editor.change(decisions.decide(decision, before))
        )

        def work_out(decision: Decision) -> None:
            self._bench.tasks.read(
                lambda: decisions.effect_of(decision, case, before),
                lambda shifts: dialog.show_effect(
                    decision,
                    shifts_text(shifts, decision.program, case.district.catalog) + "."
                    if shifts
                    else tr("Nothing would change."),
                ),
                channel=_CHANNEL,
            )

        dialog.effect_wanted.connect(work_out)
        self._open(dialog)

    def _on_what_if(self) -> None:
        case = self._editor.case()
        if case is not None:
            self._bench.tasks.read(
                lambda: pathway_offers(case, nearest(case)),
                lambda offers: self._choose_pathway(case, offers),
                channel=_CHANNEL,
            )

    def _choose_pathway(self, case: Case, offers: tuple[ProgramOffer, ...]) -> None:
        if case is not self._editor.case():
            return
        choice = ProgramChoice(
            tr("What if the pathway were…"),
            tr("The panel shows how the student would stand. Nothing is stored."),
            tr("Try it out"),
            offers,
            self._panel.window(),
        )
        choice.chosen.connect(lambda program: self._try_out(program.removeprefix(_PATHWAY)))
        self._open(choice)

    def _open(self, dialog: QDialog) -> None:
        """Open a dialog about the student on the table; it closes when another comes there."""
        self.forgotten.connect(dialog.reject)
        dialog.open()

    def _try_out(self, pathway: str) -> None:
        self.what_if = pathway
        self._show_anew()

    def _on_kept(self, pathway: str, instead: bool) -> None:  # noqa: FBT001 - a signal's argument
        case = self._editor.case()
        self.what_if = ""
        if case is not None:
            make = enrolments.change_to if instead else enrolments.sign_up
            self._editor.change(make(case, pathway))

    def _on_program(self) -> None:
        case = self._editor.case()
        if case is None:
            return
        choice = ProgramChoice(
            tr("Add a program"),
            tr("It is audited for this student from now on, without a sign-up."),
            tr("Add"),
            added_offers(case),
            self._panel.window(),
        )
        choice.chosen.connect(
            lambda program: self._editor.change(added_programs.add_program(program))
        )
        self._open(choice)


def _blank() -> Start:
    return Start(Decision("substitution", decisions.GRADUATION))
