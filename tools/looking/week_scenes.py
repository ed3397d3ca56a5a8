"""Pictures of a student's week and of the fixed times, on the sample district."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from cte_desktop.domain.planning.sections.week_picture import student_week, week_terms
from cte_desktop.domain.school_year import SEMESTERS, Term
from cte_desktop.domain.students.fixed_times import REST_OF_DAY, FixedTime
from cte_desktop.services.cases import Case, open_cases
from cte_desktop.services.fixed_times import HourWish, times_of, write_times
from cte_desktop.ui.planning.page import PlanPage
from cte_desktop.ui.planning.sections.fixed_times.dialog import FixedTimesDialog
from cte_desktop.ui.planning.sections.fixed_times.form import FixedTimeForm
from cte_desktop.ui.planning.sections.week.dialog import WeekDialog
from tools.looking.stage import Stage


def week_pictures(stage: Stage) -> None:
    """Take the week of a student with an evening class, and the forms of the fixed times."""
    case, term = _busiest(stage)
    stage.program.bench.requests.student_requested.emit(case.file.student.uid)
    page = stage.wait_for(PlanPage)
    _with_fixed_times(stage, page, case, term[0])
    page.week_actions.open_week(term)
    week = stage.wait_for(WeekDialog)
    stage.grab("week", week)
    evening = next(b for b in week.view.blocks() if b.tone in {"extended", "college"})
    week.view.choose(evening.key)
    stage.grab("week-chosen", week)
    page.week_actions.open_fixed_times()
    dialog = stage.wait_for(FixedTimesDialog)
    stage.grab("fixed-times", dialog)
    QTest.keyClick(dialog, Qt.Key.Key_Insert)
    form = stage.wait_for(FixedTimeForm)
    stage.grab("fixed-time", form)
    form.reject()
    dialog.reject()
    week.close()
    page.editor.undo()
    stage.rest()


def _busiest(stage: Stage) -> tuple[Case, tuple[int, Term]]:
    """Return the case and the term whose week has the most to look at."""
    best: tuple[int, Case, tuple[int, Term]] | None = None
    for case in open_cases(stage.desk):
        for term in week_terms(case.situation):
            picture = student_week(case.situation, *term)
            evenings = sum(b.tone in {"extended", "college"} for b in picture.blocks)
            worth = evenings + 3 * len(picture.journeys) + len(picture.blocks) // 10
            if best is None or (evenings and worth > best[0]):
                best = (worth, case, term)
    if best is None:
        raise LookupError("the sample has no student with a week")
    return best[1], best[2]


def _with_fixed_times(stage: Stage, page: PlanPage, case: Case, school_year: int) -> None:
    times = (
        *times_of(case),
        FixedTime("sport", school_year, SEMESTERS, "MTWR", 930, 1050, case.file.student.school),
        FixedTime("other", school_year, SEMESTERS, "F", 900, REST_OF_DAY),
    )
    edit = write_times(case, times, (HourWish("lunch", "30"), HourWish("latest_end", "18:00")))
    if edit is not None:
        page.editor.change(edit)
    stage.rest()
