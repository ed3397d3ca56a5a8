"""Answers about imported values: remembered, forgotten, taken back, and looked over."""

from __future__ import annotations

from pathlib import Path

from cte_desktop.exchange.plain.known import Known
from cte_desktop.services import history
from cte_desktop.services.answering_imports import (
    Answers,
    Question,
    check_answer,
    forget,
    persons_of,
    possible_answers,
    remember,
    remembered,
)
from cte_desktop.services.desk import Desk
from cte_desktop.services.students import list_students
from tests.exchange.reading.reading_district import RECORD, read_lines

MARKS = Answers({"unknown_mark": {"Q": "B", "ZZ": "skip"}})


def test_answers_are_remembered_as_one_step_and_taken_back(desk: Desk) -> None:
    changes = remember(desk, MARKS)
    assert changes.step is not None
    assert remembered(desk) == MARKS
    assert remember(desk, MARKS).step is None
    history.undo(desk)
    assert not remembered(desk)


def test_a_newer_answer_takes_the_place_of_the_earlier_one(desk: Desk) -> None:
    remember(desk, MARKS)
    remember(desk, Answers({"unknown_mark": {"Q": "C"}}))
    assert remembered(desk).of("unknown_mark", "Q") == "C"
    history.undo(desk)
    assert remembered(desk) == MARKS


def test_a_newer_answer_in_another_spelling_leaves_one(desk: Desk) -> None:
    remember(desk, Answers({"unknown_school": {"Mars High": "VL"}}))
    remember(desk, Answers({"unknown_school": {"MARS HIGH": "CN"}}))
    assert remembered(desk).values == {"unknown_school": {"MARS HIGH": "CN"}}


def test_a_forgotten_answer_is_asked_again_and_can_be_taken_back(desk: Desk) -> None:
    remember(desk, MARKS)
    assert forget(desk, "unknown_mark", "Q").step is not None
    assert remembered(desk).values == {"unknown_mark": {"ZZ": "skip"}}
    assert forget(desk, "unknown_mark", "Q").step is None
    history.undo(desk)
    assert remembered(desk) == MARKS


def test_the_students_of_the_store_are_known_by_name_and_birth_date(desk: Desk) -> None:
    with desk.database.reading() as tx:
        persons = persons_of(tx)
    assert {person.student_id for person in persons} == {s.student_id for s in list_students(desk)}
    assert all(person.last_name or person.first_name for person in persons)
    assert any(len(person.birth_date) == 10 for person in persons)


def question(code: str, *, free: bool = True) -> Question:
    return Question(code, "S2", "f", "c", 1, 2, "", (), None, free=free)


def test_an_answer_is_looked_over_against_the_district(desk: Desk) -> None:
    student = list_students(desk)[0].student_id
    assert check_answer(desk, question("look_alike"), student) == ""
    assert "no student" in check_answer(desk, question("look_alike"), "nobody")
    assert check_answer(desk, question("unknown_course"), " ENG10 ") == ""
    assert "no course" in check_answer(desk, question("unknown_course"), "NOPE")
    assert check_answer(desk, question("unknown_course"), "") != ""


def test_what_can_be_typed_is_offered_for_completion(desk: Desk) -> None:
    schools = possible_answers(desk, question("unknown_school"))
    assert ("VL", "Valencia High") in {(choice.answer, choice.text) for choice in schools}
    assert possible_answers(desk, question("credit_scale", free=False)) == ()


def test_an_offered_answer_is_good_whoever_the_store_knows(desk: Desk, tmp_path: Path) -> None:
    what = Known(desk.district().catalog, desk.today(), {"S1": 2028})
    read_lines(tmp_path, "record.csv", RECORD, "S1,2025-26,fall,ENG10,Q,5,5", what=what)
    (asked,) = what.asked.questions(what)
    assert all(check_answer(desk, asked, choice.answer) == "" for choice in asked.choices)
