"""What a person does about the section of a planned course: pick one, leave it without, look who
waits, and what else could be done. Every choice is one edit of the plan.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from cte_desktop.services.sections import picking as picks
from cte_desktop.services.sections.fitting import placement_of
from cte_desktop.services.sections.seats import open_order
from cte_desktop.ui.planning import edits
from cte_desktop.ui.planning.sections.picker.alternatives_list import AlternativesList
from cte_desktop.ui.planning.sections.picker.dialog import SectionPicker
from cte_desktop.ui.planning.sections.picker.order import SeatOrder
from cte_desktop.ui.planning.sections.picker.patterns import PatternChoice
from cte_desktop.ui.planning.sections.week.blocks import drawn_week
from cte_desktop.wording.labels import course_label, term_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog, QWidget

    from cte_desktop.domain.catalog.section import Section
    from cte_desktop.domain.findings import Fix
    from cte_desktop.domain.planning.sections.alternatives.ways import Alternative
    from cte_desktop.domain.planning.sections.patterns import Pattern
    from cte_desktop.domain.planning.sections.seats.open_order import Claim, Queued
    from cte_desktop.domain.planning.sections.week_picture import WeekPicture
    from cte_desktop.domain.school_year import Term
    from cte_desktop.services.cases import Case
    from cte_desktop.services.desk import Desk
    from cte_desktop.services.sections.fitting import FitLine
    from cte_desktop.services.sections.picking import Picking, Ways
    from cte_desktop.ui.page import Workbench
    from cte_desktop.ui.planning.editor import PlanEditor

_CHANNEL = "plan.sections"
_WEEK_CHANNEL = "plan.sections.week"


class SectionActions(QObject):
    """Opens the picker and what belongs to it over the plan page.

    What the rules and the store have to say is worked out on the reading thread.
    """

    def __init__(self, desk: Desk, bench: Workbench, editor: PlanEditor, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._bench = bench
        self._editor = editor
        self._over = parent
        self._open: QDialog | None = None

    def pick(self, placement_uid: str) -> None:
        """Open the choice of a section for a placement, or of how it is offered."""
        case, desk = self._editor.case(), self._desk
        if case is None:
            return
        self._bench.tasks.read(
            lambda: picks.pick_for(desk, case, placement_uid),
            lambda picking: self._on_picking(case, picking),
            channel=_CHANNEL,
        )

    def ask_else(self, placement_uid: str, line: FitLine | None = None) -> None:
        """Open the list of what else could be done for a placement, or if that section is taken."""
        case, desk = self._editor.case(), self._desk
        if case is None:
            return
        self._bench.tasks.read(
            lambda: picks.ways_for(desk, case, placement_uid, line),
            lambda ways: self._on_found(case, placement_uid, line, ways),
            channel=_CHANNEL,
        )

    def carry_out(self, fix: Fix) -> None:
        """Take the section that a finding names, or show the others of its course."""
        case = self._editor.case()
        args = dict(fix.args)
        placement = placement_of(case, args) if case is not None else None
        if case is None or placement is None:
            self._editor.carry_out(fix)  # which says that the plan has changed
        elif fix.do == "see_sections":
            self.pick(placement.uid)
        else:
            desk, now = self._desk, case
            self._bench.tasks.read(
                lambda: picks.known_section(desk, now, args),
                lambda known: self._editor.carry_out(fix, *(known or ())),
                channel=_CHANNEL,
            )

    def forget(self) -> None:
        """Another student comes on the table: what was opened about this one closes."""
        if self._open is not None:
            self._open.reject()

    def _on_picking(self, case: Case, picking: Picking | None) -> None:
        if picking is None or case is not self._editor.case():
            return
        if picking.lines:
            self._show_picker(picking)
        else:
            self._show_patterns(picking)

    def _show_picker(self, picking: Picking) -> None:
        uid = picking.placement.uid
        picker = SectionPicker(picking, self._over)
        case = picking.case
        picker.taken.connect(lambda line: self._take(case, uid, line))
        picker.left.connect(lambda: self._leave(case, uid))
        picker.line_changed.connect(lambda line: self._ask_week(picker, picking, line))
        picker.order_wanted.connect(lambda line: self._ask_order(picker, line))
        picker.else_wanted.connect(partial(self.ask_else, uid))
        self._show(picker)
        picker.start()

    def _show_patterns(self, picking: Picking) -> None:
        choice = PatternChoice(picking, self._over)
        uid = picking.placement.uid
        choice.chosen.connect(lambda pattern: self._take_pattern(picking.case, uid, pattern))
        self._show(choice)

    def _take(self, case: Case, placement_uid: str, line: FitLine) -> None:
        desk, key = self._desk, (line.section.school_year, line.section.section_id)

        def take(known: tuple[Section, tuple[Claim, ...]] | None) -> None:
            if known is None:
                gone = tr("Section {section} is gone; nothing was changed.", section=key[1])
                self._bench.notices.information(gone)
            elif self._is_still(case):
                self._editor.take_section(placement_uid, *known)

        self._bench.tasks.read(lambda: picks.section_with_claims(desk, key), take, channel=_CHANNEL)

    def _take_pattern(self, case: Case, placement_uid: str, pattern: Pattern) -> None:
        if self._is_still(case):
            self._editor.make(
                lambda plan: edits.take_pattern(plan, placement_uid, pattern.site, pattern.lane)
            )

    def _leave(self, case: Case, placement_uid: str) -> None:
        if self._is_still(case):
            self._editor.make(lambda plan: edits.leave_section(plan, placement_uid))

    def _is_still(self, case: Case) -> bool:
        """Tell whether the plan is as it was when the choice was shown, and say if it isn't."""
        now = self._editor.case()
        alike = now is not None and (now.file.student.uid, now.plan) == (
            case.file.student.uid,
            case.plan,
        )
        if not alike:
            words = tr("The plan has changed meanwhile; nothing was done. Look again.")
            self._bench.notices.information(words)
        return alike

    def _ask_week(self, picker: SectionPicker, picking: Picking, line: FitLine) -> None:
        self._bench.tasks.read(
            lambda: picks.week_with(picking, line),
            lambda week: self._on_week(picker, line, week),
            channel=_WEEK_CHANNEL,
        )

    def _ask_order(self, picker: SectionPicker, line: FitLine) -> None:
        desk, section = self._desk, line.section
        self._bench.tasks.read(
            lambda: open_order(desk, (section.school_year, section.section_id)),
            lambda order: self._on_order(picker, line, order),
            channel=_CHANNEL,
        )

    def _on_order(self, picker: SectionPicker, line: FitLine, order: tuple[Queued, ...]) -> None:
        if picker is self._open:
            SeatOrder(f"{line.section.section_id} · {line.text}", order, picker).open()

    def _on_week(
        self, picker: SectionPicker, line: FitLine, week: tuple[Term, WeekPicture]
    ) -> None:
        if picker is not self._open or picker.line() is not line:
            return
        term, picture = week
        key = line.section.section_id
        blocks = drawn_week(picture, self._desk.catalog(), {key})
        picker.reasons.show_week(blocks, key, term_label(term))

    def _on_found(self, case: Case, placement_uid: str, line: FitLine | None, ways: Ways) -> None:
        plan = case.plan
        placement = plan.find(placement_uid) if plan is not None else None
        if placement is None or case is not self._editor.case():
            return
        catalog, over = case.district.catalog, self._open
        course = course_label(placement.course_code, catalog)
        wanted = line.section.section_id if line is not None else ""
        heading = course if line is None else f"{course} · {wanted} · {line.text}"
        choice = AlternativesList(heading, wanted, ways, catalog, over or self._over)
        choice.chosen.connect(lambda chosen: self._do(case, chosen, ways))
        if over is None:
            self._show(choice)
        else:
            choice.open()

    def _do(self, case: Case, chosen: Alternative, ways: Ways) -> None:
        if self._open is not None:
            self._open.reject()
        if self._is_still(case):
            self._editor.take_alternative(chosen, ways.sections_in(chosen.plan))

    def _show(self, dialog: QDialog) -> None:
        self._open = dialog
        dialog.finished.connect(lambda _result: self._on_finished(dialog))
        dialog.open()

    def _on_finished(self, dialog: QDialog) -> None:
        if self._open is dialog:
            self._open = None
