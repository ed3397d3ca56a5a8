"""What files leave open: asked once for each value, and read as a person has answered."""

from __future__ import annotations

from pathlib import Path

import pytest

from cte_desktop.exchange.answers.answer_checks import problem_with
from cte_desktop.exchange.answers.answers import Answers
from cte_desktop.exchange.answers.questions import MOST_EXAMPLES, Asked, Doubt, Question
from cte_desktop.exchange.plain.known import Known, Person
from tests.exchange.reading.reading_district import RECORD, STUDENTS, Read, known, read_lines

ROW = "S1,2025-26,{term},{code},{mark},{tried},{earned}"


def row(
    term: str = "fall", code: str = "ENG10", mark: str = "B", tried: str = "5", earned: str = "5"
) -> str:
    return ROW.format(term=term, code=code, mark=mark, tried=tried, earned=earned)


def answering(values: dict[str, dict[str, str]], *students: str) -> Known:
    what = known(*students)
    what.answers = Answers(values)
    return what


def asked(what: Known) -> dict[tuple[str, str], Question]:
    return {(q.code, q.value): q for q in what.asked.questions(what)}


def record(folder: Path, what: Known, *rows: str, more: str = "") -> Read:
    return read_lines(folder, "record.csv", RECORD + more, *rows, what=what)


def test_a_mark_nobody_knows_is_asked_once_with_the_rows_that_hang_on_it(tmp_path: Path) -> None:
    what = known()
    read = record(tmp_path, what, row(mark="Q"), row(mark="B"), row("spring", mark="Q"))
    assert read.codes == [
        (2, "unknown_mark", False),
        (4, "unknown_mark", False),
        (None, "needs_answer", False),
    ]
    entry = read.reading.reported[-1]
    assert (entry.column, entry.value) == ("mark", "Q")
    assert "2 rows" in entry.problem
    assert entry.fix == "Answer it in the step Questions of the import."
    assert '--answers and a file that says {"unknown_mark": {"Q": "the right' in entry.by_call
    (question,) = what.asked.questions(what)
    assert question.text == "Mark “Q” stands in 2 rows of record.csv. What does it mean?"
    assert (question.rows, question.first_row, question.free) == (2, 2, True)
    assert 0 < len(question.choices) <= 8
    assert question.suggested is None
    assert read.adds_up


def test_the_likely_answer_is_the_example_in_the_report(tmp_path: Path) -> None:
    what = known()
    read = record(tmp_path, what, row() + ",Hart High", more=",school")
    assert '{"unknown_school": {"Hart High": "HT"}}' in read.reading.reported[-1].by_call


def test_an_answered_mark_is_read_and_told_once_for_the_file(tmp_path: Path) -> None:
    what = answering({"unknown_mark": {"Q": "C+"}})
    read = record(tmp_path, what, row(mark="Q"), row("spring", mark=" q "))
    assert read.values("mark") == ["C+", "C+"]
    assert read.codes == [(None, "answered", True)]
    assert "2 rows" in read.reading.reported[0].problem
    assert what.asked.questions(what) == ()


def test_a_term_of_a_plain_record_may_be_the_whole_year(tmp_path: Path) -> None:
    open_one = known()
    lines = (row("Lang"), row("fall", code="ALG1"))
    assert len(record(tmp_path, open_one, *lines).rows) == 1
    assert "year" in [choice.answer for choice in asked(open_one)["unknown_term", "Lang"].choices]
    what = answering({"unknown_term": {"LANG": "year"}})
    read = record(tmp_path, what, *lines)
    assert read.values("term") == ["fall", "spring", "fall"]
    assert read.values("attempted") == [250, 250, 500]
    assert (read.reading.rows, read.reading.refused) == (2, 0)
    assert read.codes == [(None, "answered", True)]
    assert what.asked.questions(what) == ()


def test_rows_that_a_person_leaves_out_are_reported_and_not_asked_about(tmp_path: Path) -> None:
    what = answering({"unknown_mark": {"Q": "skip"}})
    read = record(tmp_path, what, row(mark="Q"), row("spring"))
    assert read.codes == [(2, "left_out", False), (None, "answered", True)]
    assert len(read.rows) == 1
    assert read.adds_up
    assert what.asked.questions(what) == ()


@pytest.mark.parametrize(
    ("answer", "line", "column"),
    [
        (("unknown_term", "Sem 1", "fall"), row("Sem 1"), "term"),
        (("unknown_course", "ENG99", "ENG10"), row(code="ENG99"), "course_code"),
        (("unknown_school", "Vale High", "VL"), "S5,Lee,Kim,10,VALE  HIGH,", "school"),
    ],
)
def test_an_answer_stands_in_place_of_the_value(
    tmp_path: Path, answer: tuple[str, str, str], line: str, column: str
) -> None:
    name = "students" if column == "school" else "record"
    columns = STUDENTS if column == "school" else RECORD
    code, value, stored = answer
    open_one = known()
    assert not read_lines(tmp_path, f"{name}.csv", columns, line, what=open_one).rows
    assert [question.code for question in asked(open_one).values()] == [code]
    told = answering({code: {value: stored}})
    read = read_lines(tmp_path, f"{name}.csv", columns, line, what=told)
    assert read.values(column) == [stored]


@pytest.mark.parametrize(
    ("code", "value"),
    [("unknown_mark", "ZZ"), ("unknown_school", "Mars"), ("unknown_course", "NOPE")],
)
def test_an_answer_that_is_itself_unknown_is_told_and_the_question_stays(
    tmp_path: Path, code: str, value: str
) -> None:
    what = answering({code: {"Q": value}})
    if code == "unknown_school":
        read = read_lines(tmp_path, "students.csv", STUDENTS, "S5,Lee,Kim,10,Q,", what=what)
    else:
        line = row(mark="Q") if code == "unknown_mark" else row(code="Q")
        read = record(tmp_path, what, line)
    assert not read.rows
    assert read.codes == [(2, code, False), (None, "needs_answer", False)]
    assert f"The answer “{value}” can't be." in read.reading.reported[-1].problem
    assert (code, "Q") in asked(what)


def test_a_value_that_is_known_by_now_needs_no_answer(tmp_path: Path) -> None:
    read = record(tmp_path, answering({"unknown_mark": {"B": "A"}}), row(mark="B"))
    assert read.values("mark") == ["B"]
    assert read.reading.reported == []


def test_a_row_that_can_not_be_read_anyway_asks_nothing_more(tmp_path: Path) -> None:
    what = known()
    record(tmp_path, what, row(mark="Q", code="ENG99").replace("S1", "S9"))
    assert what.asked.questions(what) == ()
    record(tmp_path, what, row(mark="Q", code="ENG99"))
    assert set(asked(what)) == {("unknown_mark", "Q"), ("unknown_course", "ENG99")}


def test_a_pathway_that_is_harmless_is_asked_and_the_student_taken(tmp_path: Path) -> None:
    line, header = "S5,Lee,Kim,10,VL,,Wleding", f"{STUDENTS},pathway"
    what = known()
    read = read_lines(tmp_path, "students.csv", header, line, what=what)
    assert read.codes == [(2, "unknown_pathway", True)]
    (question,) = asked(what).values()
    assert "Wleding" in question.text
    for answer, stored in (("Cybersecurity", "Cybersecurity"), ("skip", "")):
        if answer != "skip" and answer not in what.catalog.pathway_by_name:
            answer = stored = next(iter(what.catalog.pathway_by_name))  # noqa: PLW2901
        told = answering({"unknown_pathway": {"Wleding": answer}})
        read = read_lines(tmp_path, "students.csv", header, line, what=told)
        assert read.values("pathway") == [stored]
        assert read.codes == [(None, "answered", True)]


def test_wishes_for_what_the_catalog_lacks_are_asked_and_read_as_answered(tmp_path: Path) -> None:
    header = "student_id,rank,kind,value"
    lines = ("S1,1,pathway,Wleding by 11", "S1,2,course,ENG99")
    what = known()
    assert not read_lines(tmp_path, "wishes.csv", header, *lines, what=what).rows
    assert set(asked(what)) == {("unknown_pathway", "Wleding"), ("unknown_course", "ENG99")}
    name = next(iter(what.catalog.pathway_by_name))
    told = answering({"unknown_pathway": {"Wleding": name}, "unknown_course": {"ENG99": "skip"}})
    read = read_lines(tmp_path, "wishes.csv", header, *lines, what=told)
    assert read.values("value") == [f"{name} by 11"]
    assert (3, "left_out", False) in read.codes


def test_a_school_of_the_record_can_be_one_elsewhere(tmp_path: Path) -> None:
    line, what = row() + ",994", known()
    record(tmp_path, what, line, more=",school")
    question = asked(what)["unknown_school", "994"]
    words = {choice.answer: choice.text for choice in question.choices}
    assert words["VL"] == "Valencia High"
    assert words["elsewhere"] == "“994”, a school elsewhere"
    assert problem_with(question, "elsewhere", what.catalog, ()) == ""
    for answer in ("elsewhere", "994"):
        told = answering({"unknown_school": {"994": answer}})
        read = record(tmp_path, told, line, more=",school")
        assert read.values("school") == ["994"]
        assert read.codes == [(None, "answered", True)]


def test_a_student_of_the_district_is_at_no_school_elsewhere(tmp_path: Path) -> None:
    what = answering({"unknown_school": {"994": "elsewhere"}})
    read = read_lines(tmp_path, "students.csv", STUDENTS, "S5,Lee,Kim,10,994,", what=what)
    assert read.rows == []
    assert "The answer “elsewhere” can't be." in read.reading.reported[-1].problem
    question = asked(what)["unknown_school", "994"]
    assert "elsewhere" not in [choice.answer for choice in question.choices]
    assert problem_with(question, "elsewhere", what.catalog, ())


def test_a_question_of_several_files_counts_the_rows_of_all(tmp_path: Path) -> None:
    what = known()
    header = "student_id,pathway,action"
    read_lines(tmp_path, "enrollments.csv", header, "S1,Wleding,interested", what=what)
    lines = ("S1,exploration,A,Wleding", "S2,exploration,A,Wleding")
    columns = "student_id,kind,title,pathway"
    read = read_lines(tmp_path, "experiences.csv", columns, *lines, what=what)
    (question,) = what.asked.questions(what)
    assert (question.rows, question.file) == (3, "enrollments.csv")
    assert "3 rows of enrollments.csv and 1 other file." in question.text
    assert [e.code for e in read.reading.reported] == ["unknown_pathway"] * 2


def test_a_row_of_the_file_that_is_two_of_the_record_counts_once() -> None:
    asked_of = Asked()
    asked_of.begin("his.csv")
    for number in (2, 2, 3, 3):
        asked_of.met(Doubt("unknown_mark", "Q", "mark", number))
        asked_of.used("unknown_term", "Y", "year", "term", row=number)
    assert [doubt.rows for doubt in asked_of.doubts.values()] == [2]
    assert all("2 rows" in entry.problem for entry in asked_of.entries(known()))


def test_likely_answers_are_searched_for_the_first_questions_of_a_report() -> None:
    asked_of = Asked()
    asked_of.begin("his.csv")
    for number in range(MOST_EXAMPLES + 10):
        asked_of.met(Doubt("unknown_mark", "pass" + "!" * number, "mark", number + 2))
    fixes = [entry.by_call for entry in asked_of.entries(known())]
    assert sum('"P"' in fix for fix in fixes) == MOST_EXAMPLES
    assert sum("the right value" in fix for fix in fixes) == 10


def test_five_hundred_questions_are_the_most_that_are_asked(tmp_path: Path) -> None:
    what = known()
    read = record(tmp_path, what, *(row(mark=f"Q{n}") for n in range(1_200)))
    assert read.reading.refused == 1_200
    assert len(what.asked.doubts) == 500


def test_the_students_of_the_store_are_asked_for_when_students_are_read(tmp_path: Path) -> None:
    what = known()
    what.persons = lambda: (Person("S1", "Núñez", "Ana", "2010-03-04", "VL", 2028),)
    read = read_lines(
        tmp_path, "students.csv", STUDENTS, "S5,Nunez,ANA,11,VL,2010-03-04", what=what
    )
    assert read.codes == [(2, "look_alike", True)]
    question = asked(what)["look_alike", "S5"]
    assert [c.answer for c in question.choices] == ["different", "S1"]
    assert "S1" in question.text
