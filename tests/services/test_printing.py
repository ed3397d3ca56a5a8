"""Every paper is logged with recipient and purpose, and none is written without its entry."""

from __future__ import annotations

from pathlib import Path

import pytest

from cte_desktop.services import printing
from cte_desktop.services.cases import open_cases
from cte_desktop.services.certificates import certificate_facts, completed_pathways
from cte_desktop.services.desk import Desk
from cte_desktop.services.history import undo
from cte_desktop.services.printing import Disclosure, Whom
from cte_desktop.services.settings import change_setting
from cte_desktop.services.students import filter_students, filter_words, list_students
from cte_desktop.storage.disclosures import list_disclosures
from cte_desktop.system.errors import KnownError, WrongCall


def test_a_kept_paper_is_disclosed(desk: Desk, tmp_path: Path) -> None:
    case = next(open_cases(desk))
    content = printing.plan_pdf(case)
    to_parent = Disclosure("parent", "yearly meeting")
    printing.keep_pdf(desk, "plan", case, content, tmp_path / "plan.pdf", to_parent)
    assert (tmp_path / "plan.pdf").read_bytes() == content
    with desk.database.reading() as tx:
        (entry,) = list_disclosures(tx, student_id=case.file.student.uid)
    assert (entry.recipient, entry.purpose) == ("parent", "yearly meeting")


def test_a_paper_that_can_not_be_written_is_not_disclosed(desk: Desk, tmp_path: Path) -> None:
    case = next(open_cases(desk))
    nowhere = tmp_path / "missing" / "plan.pdf"
    with pytest.raises(KnownError):
        printing.keep_pdf(desk, "plan", case, b"%PDF", nowhere, Disclosure())
    with desk.database.reading() as tx:
        assert not list_disclosures(tx)


def test_a_batch_discloses_each_student_once(desk: Desk, tmp_path: Path) -> None:
    printed = printing.print_to(
        desk, "plan", Whom(filter_text="grade:10"), tmp_path / "all.pdf", Disclosure()
    )
    wanted = filter_students(list_students(desk), "grade:10")
    assert printed.students == len(wanted) > 1
    with desk.database.reading() as tx:
        assert len(list_disclosures(tx, student_id=wanted[0].uid)) == 1


def test_words_of_a_filter_match_names_without_accents_and_fields(desk: Desk) -> None:
    lines = list_students(desk)
    one = lines[0]
    assert one in filter_students(lines, f"{one.student_id} school:{one.school}")
    assert filter_words('grade:11 pathway:"Sports Medicine" x') == (
        "grade:11",
        "pathway:Sports Medicine",
        "x",
    )
    with pytest.raises(WrongCall):
        filter_words('pathway:"Sports')


def test_a_certificate_tells_the_courses_by_which_it_was_earned(desk: Desk) -> None:
    case = next(c for c in open_cases(desk) if completed_pathways(c))
    pathway = completed_pathways(case)[0]
    facts = certificate_facts(case, pathway)
    levels = {course.level.value for course in facts.courses if course.level}
    assert {"concentrator", "capstone"} <= levels
    assert facts.legal_name == case.file.student.legal_name
    assert all(mark for course in facts.courses for _, _, mark in course.marks)


def test_papers_print_the_name_that_the_district_set(desk: Desk) -> None:
    change_setting(desk, "district_name", "Distrito Escolar Núñez")
    case = next(c for c in open_cases(desk) if completed_pathways(c))
    assert printing.plan_sheet(case).district == "Distrito Escolar Núñez"
    assert certificate_facts(case, completed_pathways(case)[0]).district == "Distrito Escolar Núñez"
    undo(desk)
    assert desk.district().name == "William S. Hart Union High School District"
