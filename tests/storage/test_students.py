from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cte_desktop.domain.school_year import Term
from cte_desktop.domain.students import experiences
from cte_desktop.domain.students.decisions import Decision, Wish
from cte_desktop.domain.students.experiences import BusyTime, Enrollment, Experience
from cte_desktop.domain.students.file import StudentFile
from cte_desktop.domain.students.record import RecordRow
from cte_desktop.domain.students.student import Student
from cte_desktop.exchange.plain.kinds import BY_NAME
from cte_desktop.storage.database import Database
from cte_desktop.storage.decisions import add_decision, list_decisions, remove_decision
from cte_desktop.storage.history import list_steps
from cte_desktop.storage.import_report import ImportFile
from cte_desktop.storage.student_edits import save_student
from cte_desktop.storage.students import (
    find_student,
    graduation_years,
    iterate_student_files,
    list_student_lines,
    list_students,
    load_student_file,
    student_ids,
    student_uids,
)
from tests.storage.bringing import a_file, a_semester, a_student, bring, edit, take_back


def _whole(file_kind: str, /, **values: object) -> ImportFile:
    """A file of one row with every field of its kind."""
    fields = BY_NAME[file_kind].fields
    assert set(values) == set(fields)
    return ImportFile(file_kind, fields, [(*(values[name] for name in fields), 2)])


def _by_id(database: Database, student_id: str = "0042") -> Student:
    with database.reading() as tx:
        student = find_student(tx, student_id)
    assert student is not None
    return student


ANA = Student(
    uid="",
    student_id="0042",
    last_name="Núñez O'Neil",
    first_name="Ana",
    grade_level=11,
    school="VL",
    graduation_year=2028,
    entry_class=2027,
    state_id="9876543210",
    middle_name="María",
    suffix="Jr.",
    preferred_name="Annie",
    counselor="A. Lee",
    home_language="Spanish",
    pathway="Graphic Design",
    birth_date=date(2010, 3, 4),
    gender="F",
    entered_district_on=date(2024, 8, 12),
    goal="nurse\nor artist",
    major="Art",
    groups="avid",
)


def _ana_row() -> ImportFile:
    values = {name: getattr(ANA, name) for name in BY_NAME["students"].fields}
    values["birth_date"], values["entered_district_on"] = "2010-03-04", "2024-08-12"
    return _whole("students", **values)


def test_every_field_of_a_student_comes_back(memory: Database) -> None:
    bring(memory, _ana_row())
    found = _by_id(memory)
    assert found == replace(ANA, uid=found.uid)
    assert len(found.uid) == 36


FILES_OF_ANA = (
    _whole(
        "record",
        student_id="0042",
        school_year=2024,
        term="summer",
        grade_level=9,
        course_code="X-ART",
        course_title="Art",
        mark="B+",
        attempted=250,
        earned=250,
        school="Elsewhere High",
        section_id="007",
        subject="arts",
        ag_area="F",
        ag_years=50,
        pathway="Graphic Design",
        pathway_level="introductory",
        college_units=300,
        recovers="ART1",
        honors=1,
        half=2,
    ),
    _whole(
        "enrollments",
        student_id="0042",
        pathway="Graphic Design",
        action="signed_up",
        on="2025-09-01",
        school_year=2025,
        school="VL",
        reason="likes it",
    ),
    _whole(
        "experiences",
        student_id="0042",
        kind="certification",
        title="CPR",
        pathway="Sports Medicine",
        school_year=2025,
        grade_level=10,
        hours=1250,
        organization="Red Cross",
        passed_on="2025-10-01",
        expires_on="2027-10-01",
        units=300,
        type_code="31",
        number="0007",
        mark="A",
        note="twice",
        chapter="Valencia",
        office="Secretary",
        events="Regional",
        issuer="Heart Association",
        evaluation="Ready",
        opinion=4,
        opinion_words="Useful",
        enrolled_as="dual",
    ),
    _whole("tests", student_id="0042", test="AP:PSY", score="4", on="2026-05-06"),
    _whole(
        "decisions",
        student_id="0042",
        kind="substitution",
        program="graduation",
        requirement="science",
        course_code="CHEM",
        for_course="ENVSCI",
        category="foster",
        reason="moved",
        approved_by="A. Lee",
        on="2027-01-31",
    ),
    _whole(
        "busy",
        student_id="0042",
        school_year=2026,
        term="spring",
        days="TR",
        start=945,
        end=1080,
        kind="sport",
        site="CN",
    ),
    _whole(
        "wishes",
        student_id="0042",
        rank=1,
        kind="extended_day",
        value="yes",
        strength="must",
        days="MW",
    ),
)

KEPT_OF_ANA: dict[str, Any] = dict(  # noqa: C408 - reads as the fields of a StudentFile
    record=(
        RecordRow(
            2024,
            Term.SUMMER,
            "X-ART",
            "B+",
            250,
            250,
            9,
            "Art",
            "Elsewhere High",
            "007",
            "arts",
            "F",
            50,
            "Graphic Design",
            "introductory",
            300,
            "ART1",
            honors=True,
            half=2,
        ),
    ),
    enrollments=(
        Enrollment("Graphic Design", "signed_up", date(2025, 9, 1), 2025, "VL", "likes it"),
    ),
    experiences=(
        Experience(
            "certification",
            "CPR",
            "Sports Medicine",
            2025,
            10,
            1250,
            "Red Cross",
            date(2025, 10, 1),
            date(2027, 10, 1),
            300,
            "31",
            "0007",
            "A",
            "twice",
            "Valencia",
            "Secretary",
            "Regional",
            "Heart Association",
            "Ready",
            4,
            "Useful",
            "dual",
        ),
    ),
    tests=(experiences.TestScore("AP:PSY", "4", date(2026, 5, 6)),),
    decisions=(
        Decision(
            "substitution",
            "graduation",
            "science",
            "CHEM",
            "ENVSCI",
            "foster",
            "moved",
            "A. Lee",
            date(2027, 1, 31),
        ),
    ),
    busy=(BusyTime(2026, Term.SPRING, "TR", 945, 1080, "sport", "CN"),),
    wishes=(Wish(1, "extended_day", "yes", "must", "MW"),),
)


def test_everything_about_a_student_comes_back(memory: Database) -> None:
    bring(memory, _ana_row(), *FILES_OF_ANA)
    student = _by_id(memory)
    with memory.reading() as tx:
        file = load_student_file(tx, student.uid)
        (bulk,) = iterate_student_files(tx)
    assert file == bulk
    assert file == StudentFile(student, **KEPT_OF_ANA)


def test_the_record_is_in_the_order_of_time_with_the_grade_of_the_class(memory: Database) -> None:
    terms = ("summer", "spring", "fall")
    rows = [a_semester("1", "A", term=term, grade_level=None, school_year=2025) for term in terms]
    bring(memory, a_file("students", a_student("1")), a_file("record", *rows))
    student = _by_id(memory, "1")
    with memory.reading() as tx:
        record = load_student_file(tx, student.uid).record
    assert [row.term for row in record] == [Term.FALL, Term.SPRING, Term.SUMMER]
    assert {row.grade_level for row in record} == {10}  # the class of 2028 in 2025-26


def test_lines_are_sorted_by_folded_name_and_show_the_preferred_one(memory: Database) -> None:
    bring(
        memory,
        a_file(
            "students",
            a_student("3", "Zamora", "Bo"),
            a_student("1", "Nunez", "Zoe"),
            a_student("2", "Núñez", "Ana"),
            a_student("4", "", "Suharto"),
        ),
        _ana_row(),
    )
    with memory.reading() as tx:
        lines = list_student_lines(tx)
        assert [line.name for line in lines] == [
            "Núñez, Ana",
            "Núñez O'Neil, Annie",
            "Nunez, Zoe",
            "Suharto",
            "Zamora, Bo",
        ]
        students = {student.uid: student for student in list_students(tx)}
    for line in lines:
        student = students[line.uid]
        assert (line.name, line.name_key) == (student.list_name, student.name_key)


def test_the_files_of_all_come_in_order_of_student_id_whatever_the_block(
    memory: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cte_desktop.storage.students.BLOCK", 3)
    ids = ["10", "9", "007", "7", "A1", "b", "é"]
    bring(
        memory,
        a_file("students", *map(a_student, ids)),
        a_file("record", *(a_semester(student_id) for student_id in ids)),
    )
    with memory.reading() as tx:
        found = [file.student.student_id for file in iterate_student_files(tx)]
        assert found == sorted(ids)
        assert all(len(file.record) == 1 for file in iterate_student_files(tx))
        some = [file.student.student_id for file in iterate_student_files(tx, ["b", "7", "none"])]
        assert some == ["7", "b"]
        assert graduation_years(tx)["007"] == 2028


def test_what_a_person_changes_of_a_student_can_be_undone(memory: Database) -> None:
    bring(memory, _ana_row())
    before = _by_id(memory)
    wanted = replace(before, goal="surgeon", preferred_name="Zoë", grade_level=7)
    assert edit(memory, save_student, wanted)
    assert not edit(memory, save_student, wanted)
    after = _by_id(memory)
    assert after == replace(wanted, grade_level=11)  # the district's
    with memory.reading() as tx:
        (line,) = list_student_lines(tx)
        assert line.name_key == after.name_key
        assert [step.action for step in list_steps(tx, student_id=after.uid)] == ["edit"]
    take_back(memory)
    assert _by_id(memory) == before
    take_back(memory)  # and the import before it, as if nothing had been between
    with memory.reading() as tx:
        assert list_students(tx) == ()


days = st.none() | st.dates()
texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=40)


@given(st.builds(Decision, texts, texts, texts, texts, texts, texts, texts, texts, days))
def test_a_decision_made_here_comes_back_and_can_be_undone(decision: Decision) -> None:
    with Database.in_memory() as memory:
        bring(memory, a_file("students", a_student("1")))
        student = _by_id(memory, "1")
        uid = edit(memory, add_decision, student.uid, decision)
        with memory.reading() as tx:
            assert list_decisions(tx, student.uid) == ((uid, decision),)
            assert load_student_file(tx, student.uid).decisions == (decision,)
        assert edit(memory, remove_decision, uid)
        assert not edit(memory, remove_decision, uid)
        with memory.reading() as tx:
            assert list_decisions(tx, student.uid) == ()
        take_back(memory)
        with memory.reading() as tx:
            assert list_decisions(tx, student.uid) == ((uid, decision),)


def test_a_decision_made_here_is_never_missing_from_a_file(memory: Database) -> None:
    bring(memory, a_file("students", a_student("1")))
    student = _by_id(memory, "1")
    edit(memory, add_decision, student.uid, Decision("waiver", "graduation", "pe"))
    pins = [("1", "pin", "graduation", "", course, "", "", "", None) for course in ("PE", "ART")]
    bring(memory, a_file("decisions", *pins))
    (file,) = bring(memory, a_file("decisions", pins[0]), replace=True).files
    assert (file.absent, file.removed) == (1, 1)
    with memory.reading() as tx:
        left = [decision.kind for _, decision in list_decisions(tx, student.uid)]
    assert left == ["waiver", "pin"]


def test_ids_and_uids_lead_to_each_other(memory: Database) -> None:
    bring(memory, a_file("students", *(a_student(one, "Ng", "Li") for one in ("3", "1", "2"))))
    with memory.reading() as tx:
        every = student_uids(tx)
        assert list(every) == ["1", "2", "3"]
        assert {one.student_id: one.uid for one in list_students(tx)} == every
        assert student_uids(tx, ("3", "nobody")) == {"3": every["3"]}
        assert student_ids(tx, (every["2"], "nobody", every["1"])) == ("1", "2")
        assert (student_uids(tx, ()), student_ids(tx, ())) == ({}, ())


def test_a_student_who_is_not_there_is_said_so(memory: Database) -> None:
    with memory.reading() as tx:
        assert find_student(tx, "1") is None
        with pytest.raises(LookupError):
            load_student_file(tx, "nobody")
