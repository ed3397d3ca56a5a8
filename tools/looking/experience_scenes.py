"""Pictures of what surrounds a pathway: the list, its forms, many students at once, employers."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from cte_desktop.domain.students.experiences import Employer, Experience
from cte_desktop.services.cases import Case, open_cases
from cte_desktop.services.employers import list_employers, save_employer
from cte_desktop.services.experiences import record_experience
from cte_desktop.ui.completion.experiences.around_dialog import AroundDialog
from cte_desktop.ui.completion.experiences.employers_dialog import EmployersDialog
from cte_desktop.ui.completion.experiences.experience_form import ExperienceForm
from cte_desktop.ui.completion.experiences.fields import choose
from cte_desktop.ui.planning.page import PlanPage
from cte_desktop.ui.students.page import StudentsPage
from tools.looking.stage import Stage, wait_until

_BOOK = (
    Employer("", "Henry Mayo Newhall Hospital", "Volunteer office", "661 555 0142",
             "volunteers@mayo.example", "Valencia", ("HSMT",)),
    Employer("", "Valencia Auto Center", "D. Ruiz", "661 555 0177", "", "Valencia", ("TRN",)),
)  # fmt: skip
_WORKSHOP = Experience(
    "exploratory", "Medical detectives", school_year=2021, grade_level=7, hours=800, opinion=5,
    opinion_words="I want to know how bones heal.",
)  # fmt: skip


def experience_pictures(stage: Stage) -> None:
    """Take the pictures on a stage with a sample district; ends on the plan page."""
    known = {line.employer.name for line in list_employers(stage.desk)}
    for employer in _BOOK:
        if employer.name not in known:  # another variant may have written it
            save_employer(stage.desk, employer)
    case = _richest(stage)
    stage.program.bench.requests.student_requested.emit(case.file.student.uid)
    page = stage.wait_for(PlanPage)
    edit = record_experience(case, _WORKSHOP)
    if edit is not None and not hasattr(edit, "text"):
        page.editor.change(edit)
    stage.grab("experiences-line")
    stage.program.bench.actions.action("around_pathway").trigger()
    dialog = stage.wait_for(AroundDialog)
    stage.grab("experiences", dialog)
    for kind in ("wbl", "certification", "exploratory"):
        dialog.add(kind)
        form = stage.wait_for(ExperienceForm)
        if kind == "certification":
            _make_a_fault(form)
        stage.grab(f"experience-{kind}", form)
        form.reject()
        stage.rest()
    dialog.employers_wanted.emit()
    book = stage.wait_for(EmployersDialog)
    stage.grab("employers", book)
    book.reject()
    stage.rest()
    dialog.reject()
    page.editor.undo()
    _many(stage)


def _richest(stage: Stage) -> Case:
    """Return the case with the most kinds of experiences, the most of them."""
    return max(
        (case for case in open_cases(stage.desk) if case.plan is not None),
        key=lambda case: (
            len({one.kind for one in case.file.experiences}),
            len(case.file.experiences),
        ),
    )


def _make_a_fault(form: ExperienceForm) -> None:
    for name, text in (("title", "CPR"), ("passed_on", "2026-05-01"), ("expires_on", "2026-04-01")):
        field = form.fields[name]
        if isinstance(field, QLineEdit):
            field.setText(text)
    form.save()


def _many(stage: Stage) -> None:
    stage.program.window.open_page("students")
    page = stage.wait_for(StudentsPage)
    page.table.selectAll()
    stage.program.bench.actions.action("record_for_many").trigger()
    form = stage.wait_for(ExperienceForm)
    title = form.fields["title"]
    if isinstance(title, QLineEdit):
        title.setText("Career fair")
    choose(form.kind, "exploration")
    wait_until(lambda: bool(form.effect()))
    stage.grab("experience-for-many", form)
    form.reject()
    stage.program.window.open_page("plan")
    stage.rest()
