"""Students who may be one person, in a file and in the store, and what was answered of them."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from cte_desktop.exchange.answers.answers import Answers
from cte_desktop.exchange.plain.known import Known, Person
from tests.exchange.answers.test_questions import answering, asked
from tests.exchange.reading.reading_district import RECORD, STUDENTS, Read, known, read_lines

FIRST = "S1,Núñez,Ana,11,VL,2010-03-04"
SECOND = "S2,NUNEZ,Ana,11,VL,2010-03-04"


def students(folder: Path, what: Known, *lines: str) -> Read:
    return read_lines(folder, "students.csv", STUDENTS, *lines, what=what)


def stored(*persons: Person) -> Known:
    what = known("S1")
    what.persons = lambda: persons
    return what


def test_two_rows_of_one_name_and_birth_date_are_taken_reported_and_asked(tmp_path: Path) -> None:
    what = known("X")
    read = students(tmp_path, what, FIRST, SECOND)
    assert read.codes == [(3, "look_alike", True)]
    question = asked(what)["look_alike", "S2"]
    assert question.text == (
        "Ana NUNEZ has the ids S2 and S1, with one birth date. Is it one person?"
    )
    assert [choice.answer for choice in question.choices] == ["different", "S1"]


def test_different_students_are_neither_asked_nor_reported_again(tmp_path: Path) -> None:
    what = answering({"look_alike": {"S2": "different"}}, "X")
    read = students(tmp_path, what, FIRST, SECOND)
    assert len(read.rows) == 2
    assert read.reading.reported == []
    assert what.asked.questions(what) == ()


def test_the_same_person_is_left_out_and_their_rows_belong_to_the_other(tmp_path: Path) -> None:
    what = answering({"look_alike": {"S2": "S1"}}, "X")
    read = students(tmp_path, what, FIRST, SECOND)
    assert read.values("student_id") == ["S1"]
    assert read.codes == [(3, "left_out", False), (None, "answered", True)]
    record = read_lines(tmp_path, "record.csv", RECORD, "S2,2025-26,fall,ENG10,A,5,5", what=what)
    assert record.values("student_id") == ["S1"]
    assert record.codes == [(None, "answered", True)]


def test_all_rows_of_a_student_can_be_left_out(tmp_path: Path) -> None:
    what = answering({"look_alike": {"S2": "skip"}}, "X")
    assert students(tmp_path, what, FIRST, SECOND).values("student_id") == ["S1"]
    row = "S2,2025-26,fall,ENG10,A,5,5"
    record = read_lines(tmp_path, "record.csv", RECORD, row, what=what)
    assert record.codes == [(2, "left_out", False), (None, "answered", True)]


@pytest.mark.parametrize("answers", [{"S2": "S2"}, {"S1": "S2", "S2": "S1"}])
def test_an_answer_that_leads_nowhere_leaves_both_students_and_is_told(
    tmp_path: Path, answers: dict[str, str]
) -> None:
    what = answering({"look_alike": answers}, "X")
    read = students(tmp_path, what, FIRST, SECOND)
    assert read.values("student_id") == ["S1", "S2"]
    assert "needs_answer" in {entry.code for entry in read.reading.reported}
    row = "S2,2025-26,fall,ENG10,A,5,5"
    record = read_lines(tmp_path, "record.csv", RECORD, row, what=what)
    assert record.values("student_id") == ["S2"]


def test_who_belongs_to_somebody_whose_row_comes_later_is_left_out(tmp_path: Path) -> None:
    what = answering({"look_alike": {"S2": "S1"}}, "X")
    read = students(tmp_path, what, SECOND, FIRST)
    assert read.values("student_id") == ["S1"]
    assert read.codes == [(2, "left_out", False), (None, "answered", True)]


def test_rows_that_belong_to_nobody_known_are_refused_and_told(tmp_path: Path) -> None:
    what = answering({"look_alike": {"S2": "S9"}}, "X")
    assert students(tmp_path, what, FIRST, SECOND).values("student_id") == ["S1"]
    row = "S2,2025-26,fall,ENG10,A,5,5"
    record = read_lines(tmp_path, "record.csv", RECORD, row, what=what)
    assert record.codes == [(2, "unknown_student", False)]


def test_one_person_under_three_ids_is_followed(tmp_path: Path) -> None:
    what = answering({"look_alike": {"S3": "S2", "S2": "S1"}}, "X")
    read = students(tmp_path, what, FIRST, SECOND, SECOND.replace("S2", "S3"))
    assert read.values("student_id") == ["S1"]
    row = "S3,2025-26,fall,ENG10,A,5,5"
    record = read_lines(tmp_path, "record.csv", RECORD, row, what=what)
    assert record.values("student_id") == ["S1"]


def test_a_new_student_like_one_of_the_store_is_asked_about(tmp_path: Path) -> None:
    what = stored(Person("S1", "Nunez", "Ana", "2010-03-04", "VL", 2028))
    assert students(tmp_path, what, SECOND).codes == [(2, "look_alike", True)]
    assert set(asked(what)) == {("look_alike", "S2")}


def test_two_that_the_store_has_are_asked_about_once_whichever_comes_first(tmp_path: Path) -> None:
    persons = (
        Person("S1", "Nunez", "Ana", "2010-03-04", "VL", 2028),
        Person("S2", "Nunez", "Ana", "2010-03-04", "VL", 2028),
    )
    for lines in ((FIRST, SECOND), (SECOND, FIRST), (FIRST,)):
        what = stored(*persons)
        assert students(tmp_path, what, *lines).codes == [(2, "look_alike", True)]
        assert set(asked(what)) == {("look_alike", "S2")}
        for value in ("S1", "S2"):  # whichever of the two was asked about when they came
            told = stored(*persons)
            told.answers = Answers({"look_alike": {value: "different"}})
            assert students(tmp_path, told, *lines).codes == []
            assert asked(told) == {}


def test_without_a_birth_date_name_school_and_class_are_asked_about_but_not_reported(
    tmp_path: Path,
) -> None:
    what = stored(Person("S1", "Nunez", "Ana", "", "VL", 2028))
    read = students(tmp_path, what, SECOND)
    assert read.reading.reported == []
    question = asked(what)["look_alike", "S2"]
    assert "Could it be one person?" in question.text
    for other in (
        Person("S1", "Nunez", "Ana", "", "CN", 2028),
        Person("S1", "Nunez", "Ana", "", "VL", 2029),
        Person("S1", "Nunez", "Ana", "2010-03-05", "VL", 2028),
    ):
        what = stored(other)
        students(tmp_path, what, SECOND)
        assert asked(what) == {}


def test_a_file_without_birth_dates_does_not_forget_those_of_the_store(tmp_path: Path) -> None:
    what = stored(
        Person("S1", "Nunez", "Ana", "2010-03-04", "VL", 2028),
        Person("S2", "Nunez", "Ana", "2009-01-01", "VL", 2028),
    )
    students(tmp_path, what, "S1,Nunez,Ana,11,VL,", "S2,Nunez,Ana,11,VL,")
    assert asked(what) == {}


def test_many_students_of_one_name_are_read_in_a_moment_and_few_are_asked_about(
    tmp_path: Path,
) -> None:
    for born, reported in (("", 0), ("2010-03-04", 5 * 5_000)):
        lines = (f"S{n},Rivera,Ana,11,VL,{born}" for n in range(5_000))
        what = known("X")
        began = time.process_time()
        read = students(tmp_path, what, *lines)
        assert time.process_time() - began < 1
        assert len(read.rows) == 5_000
        assert reported - 20 < len(read.codes) <= reported
        if not born:  # the first twenty looked like one another before the others came
            assert len(asked(what)) == 19


def test_a_student_who_moves_to_another_school_is_asked_about_there(tmp_path: Path) -> None:
    what = stored(
        Person("S1", "Nunez", "Ana", "", "VL", 2028), Person("S2", "Nunez", "Ana", "", "CN", 2028)
    )
    students(tmp_path, what, "S1,Nunez,Ana,11,CN,")
    assert set(asked(what)) == {("look_alike", "S2")}
