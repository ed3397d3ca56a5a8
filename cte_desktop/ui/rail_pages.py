"""The pages of the rail, for `app.py` alone: no page knows this list."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from cte_desktop.ui.navigation import PageRecord
from cte_desktop.wording.translate import tr

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cte_desktop.services.desk import Desk
    from cte_desktop.ui.home_choices import HomeChoices
    from cte_desktop.ui.page import Page, Workbench


def page_records(
    bench: Workbench, desk: Desk, bring: Callable[[list[Path]], None], choices: HomeChoices
) -> tuple[PageRecord, ...]:
    """Return the pages of the rail; each is loaded and built when it is first opened.

    `bring` takes files that a page was given; `choices` are what Home and the program remember.
    """

    def home() -> Page:
        from cte_desktop.ui.home.page import HomePage

        return HomePage(desk, bench, choices)

    def sections() -> Page:
        from cte_desktop.ui.sections.page import SectionsPage

        return SectionsPage(desk, bench)

    def pathways() -> Page:
        from cte_desktop.ui.pathways.page import PathwaysPage

        return PathwaysPage(desk, bench)

    def completers() -> Page:
        from cte_desktop.ui.completers.page import CompletersPage

        return CompletersPage(desk, bench)

    def settings() -> Page:
        from cte_desktop.ui.settings.page import SettingsPage

        return SettingsPage(desk, bench, choices.program)

    bench.actions.offer("settings", lambda: bench.requests.page_requested.emit("settings"))
    return (
        PageRecord("home", tr("Home"), "house", home),
        PageRecord("students", tr("Students"), "users", lambda: _students(desk, bench, choices)),
        PageRecord("plan", tr("Plan"), "layout-grid", partial(_plan_page, desk, bench, choices)),
        PageRecord("sections", tr("Sections"), "calendar-days", sections),
        PageRecord("pathways", tr("Pathways"), "route", pathways),
        PageRecord("completers", tr("Completers"), "award", completers),
        PageRecord("data", tr("Data"), "database", partial(_data_page, desk, bench, bring)),
        PageRecord("settings", tr("Settings"), "settings", settings),
    )


def _data_page(desk: Desk, bench: Workbench, bring: Callable[[list[Path]], None]) -> Page:
    from cte_desktop.ui.data.page import DataPage

    page = DataPage(desk, bench)
    page.files_brought.connect(bring)
    return page


def _students(desk: Desk, bench: Workbench, choices: HomeChoices) -> Page:
    from cte_desktop.ui.completion.experiences.actions import ManyActions
    from cte_desktop.ui.completion.sign_ups.many_actions import ManySignUps
    from cte_desktop.ui.history.student_actions import StudentHistory
    from cte_desktop.ui.notes.actions import NoteActions
    from cte_desktop.ui.packets.actions import PrintPackets
    from cte_desktop.ui.student_file.actions import StudentFileActions
    from cte_desktop.ui.students.agreeing.actions import LockForMany, SignForMany, UnlockForMany
    from cte_desktop.ui.students.copying import CopyTable
    from cte_desktop.ui.students.filling.actions import FillMany
    from cte_desktop.ui.students.page import PAGE, StudentsPage
    from cte_desktop.ui.students.printing import PrintPlans
    from cte_desktop.ui.students.swapping.actions import SwapForMany
    from cte_desktop.ui.students.tagging.actions import TagMany
    from cte_desktop.ui.templates.many_actions import ManyTemplates
    from cte_desktop.ui.wishes.many_actions import ManyWishes

    me = choices.counselor()
    page = StudentsPage(desk, bench, choices.memory, me)
    ManyActions(desk, bench, page.selected, (PAGE, page))
    ManySignUps(desk, bench, page.selected, (PAGE, page))
    ManyWishes(desk, bench, page.selected, (PAGE, page))
    ManyTemplates(desk, bench, page.selected, (PAGE, page))
    TagMany(desk, bench, page.selected, (PAGE, page))
    PrintPlans(desk, bench, page.selected, (PAGE, page))
    PrintPackets(desk, bench, page.selected, (PAGE, page))
    CopyTable(desk, bench, page.table, PAGE)
    FillMany(desk, bench, page.listed, (PAGE, page))
    SwapForMany(desk, bench, page.listed, (PAGE, page))
    for agreed in (SignForMany, LockForMany, UnlockForMany):
        agreed(desk, bench, page.listed, (PAGE, page))
    StudentHistory(desk, bench, lambda: next(iter(page.selected()), ""), (PAGE, page))
    StudentFileActions(desk, bench, lambda: next(iter(page.selected()), ""), (PAGE, page))
    NoteActions(desk, bench, lambda: next(iter(page.selected()), ""), (PAGE, page), me)
    return page


def _plan_page(desk: Desk, bench: Workbench, choices: HomeChoices) -> Page:
    from cte_desktop.ui.completion.experiences.actions import AroundActions
    from cte_desktop.ui.completion.sign_ups.student_actions import StudentPathways
    from cte_desktop.ui.history.student_actions import StudentHistory
    from cte_desktop.ui.notes.actions import NoteActions
    from cte_desktop.ui.packets.actions import PrintPackets
    from cte_desktop.ui.planning.page import PAGE, PlanPage
    from cte_desktop.ui.student_file.actions import StudentFileActions
    from cte_desktop.ui.students.tagging.actions import TagMany
    from cte_desktop.ui.wishes.student_actions import StudentWishes

    page = PlanPage(desk, bench)
    AroundActions(desk, bench, page.editor, page.panel_actions.forgotten, (PAGE, page))
    StudentPathways(desk, bench, page.editor, page.panel_actions.forgotten, (PAGE, page))
    forgotten = page.panel_actions.forgotten
    wishes = StudentWishes(desk, bench, page.editor, forgotten, (PAGE, page))
    page.filling.beside.wish_wanted.connect(wishes.open)

    def on_the_table() -> str:
        case = page.editor.case()
        return "" if case is None else case.file.student.uid

    def alone() -> tuple[str, ...]:
        return tuple(uid for uid in (on_the_table(),) if uid)

    TagMany(desk, bench, alone, (PAGE, page))
    StudentHistory(desk, bench, on_the_table, (PAGE, page))
    StudentFileActions(desk, bench, on_the_table, (PAGE, page))
    NoteActions(desk, bench, on_the_table, (PAGE, page), choices.counselor())
    PrintPackets(desk, bench, lambda: (on_the_table(),) if on_the_table() else (), (PAGE, page))
    return page
