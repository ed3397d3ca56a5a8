"""From a placeholder to its course: what fits is looked up, one is taken as one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from cte_desktop.domain.catalog.placeholder import is_placeholder
from cte_desktop.domain.planning.place_choices import PlaceChoice, place_choices
from cte_desktop.services.sections.fitting import placement_of
from cte_desktop.ui.planning import edits
from cte_desktop.ui.planning.placeholders.choice import CourseChoice
from cte_desktop.wording.labels import course_label, grade_label, term_label
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from cte_desktop.domain.findings import Fix
    from cte_desktop.domain.planning.plan import Placement
    from cte_desktop.services.cases import Case
    from cte_desktop.ui.page import Workbench
    from cte_desktop.ui.planning.editor import PlanEditor

_CHANNEL = "plan.placeholder"


class PlaceholderActions(QObject):
    """Opens the choice for a placeholder of the plan on the table."""

    def __init__(self, bench: Workbench, editor: PlanEditor, over: QWidget) -> None:
        super().__init__(over)
        self._bench = bench
        self._editor = editor
        self._over = over
        self._open: CourseChoice | None = None

    def is_open_place(self, placement_uid: str) -> bool:
        """Tell whether a placement of the plan is a placeholder."""
        placement = self._find(placement_uid)
        return placement is not None and is_placeholder(placement.course_code)

    def carry_out(self, fix: Fix) -> None:
        """Open the choice that a finding offers."""
        case = self._editor.case()
        placement = placement_of(case, dict(fix.args)) if case is not None else None
        if placement is None:
            self._editor.carry_out(fix)  # which says that the plan has changed
        else:
            self.choose(placement.uid)

    def choose(self, placement_uid: str) -> None:
        """Look up what fits in the place of a placeholder, and offer it."""
        case = self._editor.case()
        if case is None or not self.is_open_place(placement_uid):
            return
        situation = case.situation
        self._bench.tasks.read(
            lambda: place_choices(situation, placement_uid),
            lambda found: self._on_found(case, placement_uid, found),
            channel=_CHANNEL,
        )

    def forget(self) -> None:
        """Another student comes on the table: the choice closes."""
        if self._open is not None:
            self._open.reject()

    def _find(self, uid: str) -> Placement | None:
        case = self._editor.case()
        return case.plan.find(uid) if case is not None and case.plan is not None else None

    def _on_found(self, case: Case, uid: str, found: tuple[PlaceChoice, ...]) -> None:
        placement = self._find(uid)
        if case is not self._editor.case() or placement is None or placement.spot is None:
            return
        catalog, spot = case.district.catalog, placement.spot
        kind = course_label(placement.course_code, catalog)
        course = catalog.course(placement.course_code)
        where = tr("{grade} grade", grade=grade_label(spot.grade_level))
        if course is None or not course.is_year:
            where = f"{where}, {term_label(spot.term)}"
        choice = CourseChoice(kind, where, found, catalog, self._over.window())
        choice.chosen.connect(lambda code: self._take(uid, code))
        choice.finished.connect(self._on_finished)
        self._open = choice
        choice.open()

    def _on_finished(self) -> None:
        self._open = None
        self._over.setFocus()

    def _take(self, uid: str, code: str) -> None:
        case = self._editor.case()
        course = case.district.catalog.course(code) if case is not None else None
        if course is not None:
            self._editor.make(lambda plan: edits.choose_course(plan, uid, course))
