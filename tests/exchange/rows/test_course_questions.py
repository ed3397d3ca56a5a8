"""Courses and credits of the record that leave something open: halves, titles, scales."""

from __future__ import annotations

from pathlib import Path

import pytest

from cte_desktop.exchange.answers.course_halves import half_of, split_half
from tests.exchange.answers.test_questions import answering, asked, record, row
from tests.exchange.reading.reading_district import RECORD, known

TITLED = ",course_title"


@pytest.mark.parametrize(
    ("code", "half"),
    [
        ("ENG10A", 1),
        ("ENG10B", 2),
        ("ENG10-1", 1),
        ("ENG10-2", 2),
        ("ENG10 S2", 2),
        ("ENG10_SEM1", 1),
        ("ENG10S1", 1),
        ("eng10a", None),
        ("ENG101", None),
        ("ENG10", None),
        ("A", None),
        ("", None),
    ],
)
def test_the_ending_of_a_code_tells_the_half_of_a_known_course(code: str, half: int | None) -> None:
    found = split_half(code, {"ENG10"})
    assert found == (("ENG10", half) if half else ("", None))
    if half:
        assert half_of(code, "ENG10") == half


@pytest.mark.parametrize(
    ("code", "course", "half"),
    [
        ("ENG9A", "ENG09", 1),
        ("0421-2", "ENG10", 2),
        ("ALGEBRA", "ALG1", None),
        ("CLASS1", "X", None),
    ],
)
def test_the_half_of_a_course_of_another_code_is_its_ending_behind_a_digit(
    code: str, course: str, half: int | None
) -> None:
    assert half_of(code, course) == half


@pytest.mark.parametrize("code", ["ENG9", "eng-09", "ENG9B", "eng 9 S1"])
def test_a_code_written_otherwise_is_suggested(tmp_path: Path, code: str) -> None:
    what = known()
    record(tmp_path, what, row(code=code))
    assert asked(what)["unknown_course", code].suggested == "ENG09"


def test_halves_with_two_codes_are_suggested_as_the_year_course(tmp_path: Path) -> None:
    what = known()
    record(tmp_path, what, row(code="ENG10A"), row("spring", code="ENG10-2"))
    found = asked(what)
    for code in ("ENG10A", "ENG10-2"):
        question = found["unknown_course", code]
        assert question.suggested == "ENG10"
        assert question.choices[0].text == "ENG10 English 10"


def test_the_half_is_taken_from_the_code(tmp_path: Path) -> None:
    what = answering({"unknown_course": {"ENG10A": "ENG10", "ENG10B": "ENG10"}})
    read = record(tmp_path, what, row(code="ENG10A"), row("spring", code="ENG10B"))
    assert read.values("course_code") == ["ENG10", "ENG10"]
    assert read.values("half") == [1, 2]
    assert read.values("section_id") == ["", ""]


def test_both_halves_in_one_term_stay_two_rows(tmp_path: Path) -> None:
    what = answering({"unknown_course": {"ENG10A": "ENG10", "ENG10B": "ENG10"}})
    read = record(tmp_path, what, row("summer", code="ENG10A"), row("summer", code="ENG10B"))
    assert read.values("half") == [1, 2]
    assert read.values("section_id") == ["ENG10A", "ENG10B"]


def test_a_half_that_the_file_says_holds(tmp_path: Path) -> None:
    what = answering({"unknown_course": {"ENG10A": "ENG10"}})
    read = record(tmp_path, what, row(code="ENG10A") + ",2", more=",half")
    assert read.values("half") == [2]


def test_a_course_from_elsewhere_is_not_in_question(tmp_path: Path) -> None:
    what = answering({"unknown_course": {"ENG10A": "ENG10"}})
    read = record(tmp_path, what, row(code="ENG10A") + ",english", more=",subject")
    assert read.values("course_code") == ["ENG10A"]
    assert read.reading.reported == []


def test_an_unknown_course_is_suggested_by_its_title(tmp_path: Path) -> None:
    what = known()
    record(tmp_path, what, row(code="0421") + ",English 10 ", more=TITLED)
    assert asked(what)["unknown_course", "0421"].suggested == "ENG10"


def test_a_title_of_the_college_may_stand_without_its_name(tmp_path: Path) -> None:
    what = known()
    course = next(c for c in what.catalog.courses if c.is_college and c.title.startswith("COC "))
    line = row(code=course.code, tried="3", earned="3")
    for title, differs in ((course.title.removeprefix("COC "), False), ("Woodwork", True)):
        read = record(tmp_path, what, f"{line},{title}", more=TITLED)
        assert ("title_differs" in {entry.code for entry in read.reading.reported}) is differs


def test_a_title_that_differs_is_reported_and_asked_until_it_is_answered(tmp_path: Path) -> None:
    line = row() + ",Woodwork"
    what = known()
    read = record(tmp_path, what, line, line.replace("fall", "spring"), more=TITLED)
    assert read.codes == [(2, "title_differs", True)]
    question = asked(what)["title_differs", "ENG10 · Woodwork"]
    assert question.text.startswith("Course ENG10 is called “Woodwork” in 2 rows")
    assert (question.rows, question.file) == (2, "record.csv")
    assert "same" in {choice.answer for choice in question.choices}
    told = answering({"title_differs": {"ENG10 · WOODWORK": "same"}})
    read = record(tmp_path, told, line, more=TITLED)
    assert read.values("course_code") == ["ENG10"]
    assert read.reading.reported == []
    assert told.asked.questions(told) == ()


def test_a_number_that_stands_for_another_course_is_read_as_answered(tmp_path: Path) -> None:
    told = answering({"title_differs": {"ENG10 · Junior English": "ENG11"}})
    lines = (row() + ",Junior English", row("spring") + ",English 10", row("summer") + ",")
    read = record(tmp_path, told, *lines, more=TITLED)
    assert read.values("course_code") == ["ENG11", "ENG10", "ENG10"]
    assert read.codes == [(None, "answered", True)]


def test_two_titles_of_a_number_are_asked_and_answered_apart(tmp_path: Path) -> None:
    lines = (row() + ",Pottery Two", row("spring") + ",Marine  Biology")
    what = known()
    record(tmp_path, what, *lines, more=TITLED)
    found = asked(what)
    assert {value for _, value in found} == {"ENG10 · Pottery Two", "ENG10 · Marine Biology"}
    assert all(question.rows == 1 for question in found.values())
    told = answering({"title_differs": {"ENG10 · pottery two": "ENG11"}})
    read = record(tmp_path, told, *lines, more=TITLED)
    assert read.values("course_code") == ["ENG11", "ENG10"]
    assert list(asked(told)) == [("title_differs", "ENG10 · Marine Biology")]


def test_the_same_course_under_one_title_is_asked_about_under_the_next(tmp_path: Path) -> None:
    told = answering({"title_differs": {"ENG10 · Woodwork": "same"}})
    record(tmp_path, told, row() + ",Woodwork", row("spring") + ",Pottery", more=TITLED)
    assert list(asked(told)) == [("title_differs", "ENG10 · Pottery")]


def test_a_number_alone_is_enough_while_the_file_has_one_other_title(tmp_path: Path) -> None:
    told = answering({"title_differs": {"ENG10": "ENG11"}})
    lines = (row() + ",Junior English", row("spring") + ",JUNIOR ENGLISH", row("summer") + ",")
    read = record(tmp_path, told, *lines, more=TITLED)
    assert read.values("course_code") == ["ENG11", "ENG11", "ENG10"]
    assert told.answers.of("title_differs", "ENG10 · Junior English") == "ENG11"


def test_a_number_alone_is_no_answer_about_two_titles(tmp_path: Path) -> None:
    told = answering({"title_differs": {"ENG10": "ENG11"}})
    lines = (row() + ",Junior English", row("spring") + ",Marine Biology")
    read = record(tmp_path, told, *lines, more=TITLED)
    assert read.values("course_code") == ["ENG10", "ENG10"]
    assert len(asked(told)) == 2
    told_open = [entry for entry in read.reading.reported if entry.code == "needs_answer"]
    assert len(told_open) == 2
    assert '"ENG10 · Marine Biology"' in told_open[1].by_call
    assert "A course number alone will do when" in told_open[0].by_call


def test_rows_of_a_title_can_be_left_out(tmp_path: Path) -> None:
    told = answering({"title_differs": {"ENG10 · woodwork": "skip"}})
    read = record(tmp_path, told, row() + ",Woodwork", row("spring") + ",English 10", more=TITLED)
    assert read.codes == [(2, "left_out", False), (None, "answered", True)]
    assert read.adds_up


def test_a_shortened_title_is_suggested_as_the_same(tmp_path: Path) -> None:
    what = known()
    record(tmp_path, what, row() + ",Engl 10", more=TITLED)
    assert asked(what)["title_differs", "ENG10 · Engl 10"].suggested == "same"


def test_a_title_of_another_course_suggests_that_one(tmp_path: Path) -> None:
    what = known()
    record(tmp_path, what, row() + ",ENGLISH 11", more=TITLED)
    assert asked(what)["title_differs", "ENG10 · ENGLISH 11"].suggested == "ENG11"


def test_a_tenth_of_the_credits_is_refused_until_the_scale_is_known(tmp_path: Path) -> None:
    what = known()
    read = record(tmp_path, what, row(tried="0.5", earned="0.5"), row("spring"))
    assert read.codes == [(2, "needs_answer", False), (None, "needs_answer", False)]
    assert len(read.rows) == 1
    question = asked(what)["credit_scale", "0.5"]
    assert [choice.answer for choice in question.choices] == ["carnegie", "local"]
    assert not question.free


@pytest.mark.parametrize(
    ("answer", "credits_attempted"), [("carnegie", [500]), ("local", [50]), ("skip", [])]
)
def test_the_scale_of_credits_is_read_as_answered(
    tmp_path: Path, answer: str, credits_attempted: list[int]
) -> None:
    what = answering({"credit_scale": {"0.5": answer}})
    read = record(tmp_path, what, row(tried="0.50", earned="0.5"))
    assert read.values("attempted") == credits_attempted
    assert read.values("earned") == credits_attempted
    assert read.adds_up
    assert what.asked.questions(what) == ()


def test_each_row_on_a_scale_that_was_answered_is_shown_for_a_look(tmp_path: Path) -> None:
    what = answering({"credit_scale": {"0.5": "carnegie"}})
    lines = (row(tried="0.5", earned="0.5"), row("spring", tried="0.5", earned="0"), row("summer"))
    read = record(tmp_path, what, *lines)
    told = [(entry.row, entry.code, entry.taken) for entry in read.reading.reported]
    assert told == [
        (2, "credit_scale", True),
        (3, "credit_scale", True),
        (None, "answered", True),
    ]


def test_a_file_that_says_its_scale_is_not_asked(tmp_path: Path) -> None:
    line = row(tried="0.5", earned="0.5")
    what = known()
    read = record(tmp_path, what, f"{line},local", f"{line},carnegie", more=",credit_scale")
    assert read.values("attempted") == [50, 500]
    assert read.codes == [(3, "credit_scale", True)]


def test_grades_that_earn_nothing_are_not_asked_about_their_scale(tmp_path: Path) -> None:
    what = known()
    read = record(tmp_path, what, row(tried="0.5", earned="0.5") + ",8", more=",grade_level")
    assert read.codes == [(2, "adjusted", True)]
    assert RECORD.count(",") == 6


def test_half_a_unit_of_a_course_from_elsewhere_is_asked_about_too(tmp_path: Path) -> None:
    line, what = row(code="X-BIO", tried="0.5", earned="0.5") + ",D", known()
    assert record(tmp_path, what, line, more=",ag_area").rows == []
    assert asked(what)["credit_scale", "0.5"].suggested == "carnegie"
    told = answering({"credit_scale": {"0.5": "carnegie"}})
    assert record(tmp_path, told, line, more=",ag_area").values("attempted") == [500]


def test_other_credits_from_elsewhere_stand(tmp_path: Path) -> None:
    line = row(code="X-BIO", tried="1", earned="1") + ",D"
    assert record(tmp_path, known(), line, more=",ag_area").values("attempted") == [100]
