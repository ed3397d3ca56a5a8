"""The paper of the week: which term it shows, and that it is disclosed."""

from __future__ import annotations

from pathlib import Path

from cte_desktop.domain.planning.sections.week_picture import student_week, week_terms
from cte_desktop.domain.school_year import Term
from cte_desktop.services import printing
from cte_desktop.services.cases import open_cases
from cte_desktop.services.desk import Desk
from cte_desktop.services.printing import Disclosure, Whom
from cte_desktop.storage.disclosures import list_disclosures


def test_the_present_term_is_shown_unless_another_is_asked_for(desk: Desk) -> None:
    case = next(c for c in open_cases(desk) if (2026, Term.FALL) in week_terms(c.situation))
    sheet = printing.week_sheet(case)
    assert (sheet.school_year, sheet.term) == (2026, Term.FALL)
    assert sheet.picture == student_week(case.situation, 2026, Term.FALL)
    assert sheet.picture.has_classes
    spring = printing.week_sheet(case, (2026, Term.SPRING))
    assert spring.term is Term.SPRING
    assert printing.week_pdf(case).startswith(b"%PDF")


def test_everyone_gets_a_page_and_an_entry_in_the_log(desk: Desk, tmp_path: Path) -> None:
    family = Disclosure("family", "choosing classes")
    printed = printing.print_to(desk, "section-week", Whom(), tmp_path / "weeks.pdf", family)
    with desk.database.reading() as tx:
        (entry,) = list_disclosures(tx)
    assert printed.students == len(entry.student_ids) > 1
    assert (entry.what, entry.recipient, entry.purpose) == (
        "section-week", "family", "choosing classes"
    )  # fmt: skip
