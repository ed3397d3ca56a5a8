"""The ways between pages, for `app.py` alone: no page knows another one, each only asks.

What a page asks for (`Requests`) and the actions that open a part of a page from wherever one is.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject

from cte_desktop.ui.completion_actions import COMPLETION_PARTS
from cte_desktop.ui.fill_actions import RADAR
from cte_desktop.ui.section_actions import SECTION_PARTS
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from cte_desktop.ui.completers.page import CompletersPage
    from cte_desktop.ui.data.page import DataPage
    from cte_desktop.ui.main_window import MainWindow
    from cte_desktop.ui.page import Workbench
    from cte_desktop.ui.pathways.page import PathwaysPage
    from cte_desktop.ui.planning.page import PlanPage
    from cte_desktop.ui.sections.page import SectionsPage
    from cte_desktop.ui.settings.page import SettingsPage
    from cte_desktop.ui.students.page import StudentsPage


class PageRoutes(QObject):
    """Opens pages with what another page asks to see there."""

    def __init__(self, bench: Workbench, window: MainWindow) -> None:
        super().__init__(window)
        self._bench = bench
        self._window = window
        requests = bench.requests
        requests.student_requested.connect(self._on_student_requested)
        requests.plan_action_requested.connect(self._on_plan_action_requested)
        requests.students_listed.connect(self._on_students_listed)
        requests.list_requested.connect(self._on_list_requested)
        requests.completers_requested.connect(self._on_completers_requested)
        requests.backups_requested.connect(self._on_backups_requested)
        requests.sections_searched.connect(self._on_sections_searched)
        requests.setting_requested.connect(self._on_setting_requested)
        requests.history_requested.connect(self._on_history_requested)

    def offer(self) -> None:
        """Offer the actions that open a part of a page; the pages are there."""
        actions = self._bench.actions
        actions.offer("next_student", lambda: self._go_along(1), page="plan")
        actions.offer("previous_student", lambda: self._go_along(-1), page="plan")
        for part, action in enumerate(SECTION_PARTS):
            actions.offer(action, partial(self._open_sections, part))
        for part, action in enumerate(COMPLETION_PARTS):
            actions.offer(action, partial(self._open_completers, part))
        actions.offer("print_certificates", self._print_certificates)
        actions.offer("retire_course", self._retire_course)
        actions.offer(RADAR, self._open_radar)

    def _on_student_requested(self, uid: str) -> None:
        students, plan = self._students_and_plan()
        students.table.select_key(uid)
        plan.open_student(uid)
        self._window.open_page("plan")

    def _on_plan_action_requested(self, uid: str, action: str) -> None:
        """Open a student's plan, and fill it or look around once it is there."""
        _, plan = self._students_and_plan()
        plan.filling.begin_when_opened(uid, action)
        self._on_student_requested(uid)

    def _on_students_listed(self, title: str, uids: tuple[str, ...]) -> None:
        """Show exactly these students on the page Students."""
        students, _ = self._students_and_plan()
        students.show_only(title, uids)
        self._window.open_page("students")

    def _on_list_requested(self, uid: str) -> None:
        """Show a saved list on the page Students."""
        students, _ = self._students_and_plan()
        self._window.open_page("students")
        students.lists.show_list(uid)

    def _on_backups_requested(self) -> None:
        """Open the list of backups."""
        self._window.open_page("data")
        page = cast("DataPage", self._window.page("data"))
        page.open_section(page.backups)

    def _open_completers(self, part: int) -> None:
        """Open the page Completers with one of its parts, from wherever one is."""
        self._window.open_page("completers")
        cast("CompletersPage", self._window.page("completers")).parts.choose(part)

    def _on_completers_requested(self, name: str, school_year: int) -> None:
        """Open a part of the page Completers with a school year."""
        self._window.open_page("completers")
        page = cast("CompletersPage", self._window.page("completers"))
        page.show_year(school_year)
        page.parts.choose(COMPLETION_PARTS.index(name))

    def _open_radar(self) -> None:
        """Open the page Pathways with its radar, from wherever one is."""
        self._window.open_page("pathways")
        cast("PathwaysPage", self._window.page("pathways")).open_radar()

    def _print_certificates(self) -> None:
        """Ask on the page Completers which certificates are printed, from wherever one is."""
        self._window.open_page("completers")
        cast("CompletersPage", self._window.page("completers")).print_certificates()

    def _open_sections(self, part: int) -> None:
        """Open the page Sections with one of its parts, from wherever one is."""
        self._window.open_page("sections")
        cast("SectionsPage", self._window.page("sections")).top.parts.choose(part)

    def _on_sections_searched(self, words: str) -> None:
        """Open the page Sections with these words in its search."""
        self._window.open_page("sections")
        cast("SectionsPage", self._window.page("sections")).search(words)

    def _on_history_requested(self, category: str) -> None:
        """Open the history with the steps of a category alone."""
        self._window.open_page("data")
        page = cast("DataPage", self._window.page("data"))
        page.open_section(page.history)
        page.history.filters.show_category(category)

    def _on_setting_requested(self, part: str, key: str) -> None:
        """Open the page Settings with one setting in sight."""
        self._window.open_page("settings")
        cast("SettingsPage", self._window.page("settings")).show_setting(part, key)

    def _retire_course(self) -> None:
        """Ask on the page Sections what would break without a course, from wherever one is."""
        self._window.open_page("sections")
        cast("SectionsPage", self._window.page("sections")).retire_course()

    def _go_along(self, step: int) -> None:
        """Open the next or the previous student of the list, as it is searched and filtered."""
        students, plan = self._students_and_plan()
        case = plan.case()
        uid = students.neighbor(case.file.student.uid, step) if case is not None else None
        if uid is not None:
            self._on_student_requested(uid)
        else:
            words = tr("This is the last student of the list.")
            first = tr("This is the first student of the list.")
            self._bench.requests.hint_changed.emit(words if step > 0 else first)

    def _students_and_plan(self) -> tuple[StudentsPage, PlanPage]:
        return (
            cast("StudentsPage", self._window.page("students")),
            cast("PlanPage", self._window.page("plan")),
        )
