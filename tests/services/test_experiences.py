"""What surrounds a pathway is written down for one or for many, undone, and summed up."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from cte_desktop.domain.students.experiences import Experience
from cte_desktop.services import history
from cte_desktop.services.cases import Case, open_case_of, open_cases
from cte_desktop.services.decisions import Fault
from cte_desktop.services.desk import Desk
from cte_desktop.services.experiences import (
    Preview,
    around,
    experiences_by_kind,
    preview_for_many,
    record_experience,
    record_for_many,
    remove_experience,
)
from cte_desktop.services.hand_edits import choose, hand_conflicts
from cte_desktop.services.importing import import_paths
from cte_desktop.services.student_edits import case_steps, keep_edit
from cte_desktop.services.students import list_students
from cte_desktop.system.errors import KnownError
from cte_desktop.wording.experiences import around_line, experience_line

FAIR = Experience("exploration", "Career fair of the city", school_year=2026, hours=300)
CLINIC = Experience("wbl", "Clinic", "Welding", 2025, 11, 8000, "Mercy", type_code="10")
OSHA = Experience("certification", "OSHA 10", issuer="OSHA", passed_on=date(2026, 5, 1))
CPR = Experience("certification", "CPR", passed_on=date(2024, 5, 1), expires_on=date(2026, 5, 1))
TODAY = date(2026, 11, 21)


@pytest.fixture
def case(desk: Desk) -> Case:
    return next(c for c in open_cases(desk) if c.plan is not None and c.file.experiences)


def again(desk: Desk, case: Case) -> Case:
    return open_case_of(desk, case.file.student.uid)


def keep(desk: Desk, case: Case, new: Experience, before: Experience | None = None) -> Case:
    edit = record_experience(case, new, before)
    assert edit is not None
    assert not isinstance(edit, Fault)
    keep_edit(desk, case.file.student.uid, edit)
    return again(desk, case)


def test_adding_changing_and_removing_are_one_step_each_with_a_name(desk: Desk, case: Case) -> None:
    before = set(case.file.experiences)
    one = keep(desk, case, CLINIC)
    longer = replace(CLINIC, hours=12_000)
    two = keep(desk, one, longer, CLINIC)
    keep_edit(desk, case.file.student.uid, remove_experience(longer))
    assert set(again(desk, case).file.experiences) == before
    names = [line.text for line in history.list_history(desk)[:3]]
    assert names == ["Remove Clinic", "Change Clinic", "Add Clinic"]
    assert [step.text for step in case_steps(desk, two)[-3:]] == names[::-1]
    for expected in (longer, CLINIC):
        history.undo(desk)
        assert expected in again(desk, case).file.experiences
    history.undo(desk)
    assert set(again(desk, case).file.experiences) == before


def test_the_undo_stack_knows_what_an_edit_was(desk: Desk, case: Case) -> None:
    edit = record_experience(case, CLINIC)
    assert edit is not None
    keep(desk, case, CLINIC)
    made = case_steps(desk, again(desk, case))[-1].edit
    assert made is not None
    assert (made.experiences_new, made.experiences_gone) == ((CLINIC,), ())
    keep_edit(desk, case.file.student.uid, made.reversed)
    assert CLINIC not in again(desk, case).file.experiences


def test_what_is_written_down_already_is_not_written_twice(desk: Desk, case: Case) -> None:
    after = keep(desk, case, CLINIC)
    same = record_experience(after, replace(CLINIC, hours=1))
    assert isinstance(same, Fault)
    assert same.field == "title"
    assert record_experience(after, CLINIC, CLINIC) is None


def test_one_experience_for_many_students_is_one_step_and_leaves_those_who_have_it(
    desk: Desk, case: Case
) -> None:
    uids = [line.uid for line in list_students(desk)]
    own = replace(FAIR, grade_level=None, hours=700)
    keep(desk, case, own)
    assert preview_for_many(desk, uids, FAIR) == Preview(len(uids) - 1, 1)
    steps = len(history.list_history(desk))
    changes = record_for_many(desk, (*uids, uids[0]), FAIR)
    assert len(changes.students) == len(uids) - 1
    assert len(history.list_history(desk)) == steps + 1
    for one in open_cases(desk):
        student = one.file.student
        kept = [e for e in one.file.experiences if e.title == FAIR.title]
        mine = student.uid == case.file.student.uid
        assert kept == [own if mine else replace(FAIR, grade_level=student.grade_level)]
    assert record_for_many(desk, uids, FAIR).step is None
    assert history.undo(desk).text == (
        f"Record Career fair of the city for {len(uids) - 1} students"
    )
    kept_by = [
        c for c in open_cases(desk) if any(e.title == FAIR.title for e in c.file.experiences)
    ]
    assert [c.file.student.uid for c in kept_by] == [case.file.student.uid]


def test_nothing_is_written_when_one_of_many_is_gone(desk: Desk) -> None:
    uids = [line.uid for line in list_students(desk)][:3]
    with pytest.raises(KnownError, match="no longer"):
        record_for_many(desk, (*uids, "gone"), FAIR)
    assert preview_for_many(desk, uids, FAIR) == Preview(3, 0)


def test_what_surrounds_a_pathway_is_what_is_about_it_or_about_none(desk: Desk, case: Case) -> None:
    bare = case.with_file(replace(case.file, experiences=(), record=()))
    college = Experience("college", "Welding 101", "Welding", units=300, enrolled_as="dual")
    other = replace(CLINIC, title="Studio", pathway="Film Production")
    practicum = Experience("practicum", "Shop", "Welding", 2026, 12, 6050)
    every = (OSHA, practicum, CPR, CLINIC, other, college)
    found = around(bare.with_file(replace(bare.file, experiences=every)), "Welding")
    assert found.certifications == (OSHA,)  # the other has expired
    assert (found.hours, found.units) == (14_050, 300)
    assert found.experiences == (CPR, CLINIC, OSHA, practicum, college)
    assert around(bare, "Welding").experiences == ()


def test_units_that_the_record_has_are_not_counted_twice(desk: Desk, case: Case) -> None:
    row = replace(case.file.record[0], course_title="Welding 101", school_year=2025)
    noted = Experience("college", "Welding 101", "Welding", 2025, units=300)
    file = replace(case.file, record=(row,), experiences=(noted,))
    assert around(case.with_file(file), "Welding").units == 0


def test_experiences_stand_under_their_kinds_from_the_oldest_on(desk: Desk, case: Case) -> None:
    older = replace(CLINIC, title="Shop", school_year=2024)
    file = replace(case.file, experiences=(CLINIC, OSHA, older, FAIR))
    found = experiences_by_kind(case.with_file(file))
    assert found == (
        ("wbl", (older, CLINIC)),
        ("exploration", (FAIR,)),
        ("certification", (OSHA,)),
    )


def test_the_short_line_says_how_many_the_hours_and_the_valid_certifications() -> None:
    assert around_line((), TODAY) == ""
    assert around_line((CLINIC, OSHA, CPR), TODAY) == "3 experiences, 80 hours, OSHA 10"
    assert around_line((replace(CLINIC, hours=100),), TODAY) == "1 experience, 1 hour"
    three = tuple(replace(OSHA, title=title) for title in ("A", "B", "C"))
    assert around_line(three, TODAY) == "3 experiences, A, B, 1 more certification"


def test_a_line_says_everything_that_is_kept_and_what_has_expired() -> None:
    assert experience_line(CLINIC, TODAY) == (
        "Clinic  ·  Mercy  ·  11th grade 2025–26  ·  type 10  ·  80 hours  ·  Welding"
    )
    assert "expired May 1, 2026" in experience_line(CPR, TODAY)
    workshop = Experience("exploratory", "Coding", opinion=4, opinion_words="Fun", note="twice")
    assert experience_line(workshop, TODAY) == "Coding  ·  4: liked it  ·  “Fun”  ·  twice"


def test_hand_edits_outlive_imports_until_the_file_is_chosen(
    desk: Desk, case: Case, tmp_path: Path
) -> None:
    columns = ("student_id", "kind", "title", "school_year", "hours", "organization", "opinion")

    def bring(hours: str) -> None:
        file = tmp_path / "experiences.csv"
        with file.open("w", newline="", encoding="utf-8") as stream:
            rows = csv.writer(stream)
            rows.writerow(columns)
            sid = case.file.student.student_id
            rows.writerow((sid, "wbl", "Clinic", "2025-26", hours, "Mercy", "3"))
        import_paths(desk, (file,), back_up=False)

    def clinic() -> Experience:
        found = again(desk, case).file.experiences
        return next(one for one in found if one.title == "Clinic")

    bring("40")
    assert (clinic().hours, clinic().opinion) == (4000, 3)
    keep(desk, again(desk, case), replace(clinic(), hours=12_050), clinic())
    bring("41.5")
    assert clinic().hours == 12_050
    (conflict,) = hand_conflicts(desk)
    assert (conflict.kind, conflict.field) == ("experiences", "hours")
    assert (conflict.here, conflict.file) == ("120.5", "41.5")
    choose(desk, [(conflict.student_uid, conflict.column, "file")])
    assert clinic().hours == 4150
