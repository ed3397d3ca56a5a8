"""The disclosure log as it is shown: newest first, with the names of few and the number of many."""

from __future__ import annotations

from pathlib import Path

from cte_desktop.services import printing
from cte_desktop.services.cases import open_cases
from cte_desktop.services.desk import Desk
from cte_desktop.services.disclosures import disclosed_words, list_disclosures
from cte_desktop.services.printing import Disclosure, Whom
from cte_desktop.services.students import filter_students, list_students


def test_the_log_names_few_students_and_counts_many(desk: Desk, tmp_path: Path) -> None:
    case = next(open_cases(desk))
    uid = case.file.student.uid
    name = next(line.name for line in list_students(desk) if line.uid == uid)
    printing.log_print(desk, "plan", case, Disclosure("parent", "yearly meeting"))
    printing.print_to(
        desk, "plan", Whom(filter_text="grade:10"), tmp_path / "all.pdf", Disclosure()
    )
    many, one = list_disclosures(desk)
    tenth = len(filter_students(list_students(desk), "grade:10"))
    assert many.number > one.number
    assert (one.what, one.recipient, one.purpose) == (
        "Four-year plan",
        "parent",
        "yearly meeting",
    )
    assert (one.whom, one.student_uids) == (name, (uid,))
    assert many.whom == f"{tenth} students"


def test_the_log_of_one_student_has_only_what_is_about_that_student(desk: Desk) -> None:
    first, second = (case for case, _ in zip(open_cases(desk), range(2), strict=False))
    for case in (first, second):
        printing.log_print(desk, "plan", case, Disclosure("parent", "meeting"))
    (line,) = list_disclosures(desk, second.file.student.uid)
    assert line.student_uids == (second.file.student.uid,)


def test_an_export_is_called_by_its_name_and_an_unknown_one_as_it_was_logged() -> None:
    assert disclosed_words("scte") == "State file: completers"
    assert disclosed_words("something-later") == "something-later"
