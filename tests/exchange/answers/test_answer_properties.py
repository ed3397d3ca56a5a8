"""What holds for any answers: nothing breaks or is lost, and only rows in question are changed."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cte_desktop.exchange.answers.answers import CODES, Answers
from cte_desktop.exchange.plain.known import Known, Person
from tests.exchange.reading.reading_district import RECORD, STUDENTS, Read, known, read_bytes

TITLED = f"{RECORD},course_title".split(",")
VALUES = (
    *("Q", "PASS", "Sem 1", "Valencia High", "Mars", "ENG10A", "ENG10B", "ENG99", "ENG10"),
    *("0.5", "S1", "S2", "S3", "Wleding"),
)
ANSWERS = (
    *("B", "skip", "fall", "spring", "year", "VL", "ENG10", "ENG11", "same", "different"),
    *("carnegie", "local", "S1", "S2", "S3", "nobody", "Welding", "", "\0", "x" * 300, "'=1"),
)
GIVEN = st.dictionaries(
    st.sampled_from(CODES),
    st.dictionaries(st.sampled_from(VALUES), st.sampled_from(ANSWERS), max_size=4),
    max_size=6,
)
STUDENT_ROWS = st.lists(
    st.tuples(
        st.sampled_from(("S1", "S2", "S3", "S4")),
        st.sampled_from(("Lee", "Núñez")),
        st.just("Ana"),
        st.just("11"),
        st.sampled_from(("VL", "Valencia High", "Mars")),
        st.sampled_from(("", "2010-03-04")),
    ),
    max_size=5,
)
RECORD_ROWS = st.lists(
    st.tuples(
        st.sampled_from(("S1", "S2", "S9")),
        st.just("2025-26"),
        st.sampled_from(("fall", "Sem 1", "summer")),
        st.sampled_from(("ENG10", "ENG10A", "ENG10B", "ENG99")),
        st.sampled_from(("A", "Q", "PASS")),
        st.sampled_from(("5", "0.5")),
        st.sampled_from(("5", "0.5", "0")),
        st.sampled_from(("", "English 10", "Woodwork")),
    ),
    max_size=6,
)
RARE = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def read(folder: Path, kind: str, rows: list[tuple[str, ...]], what: Known) -> Read:
    text = io.StringIO(newline="")
    header = STUDENTS.split(",") if kind == "students" else TITLED
    csv.writer(text).writerows([header, *rows])
    return read_bytes(folder, f"{kind}.csv", text.getvalue().encode(), what)


def district(answers: Mapping[str, Mapping[str, str]]) -> Known:
    what = known("S1", "S2")
    what.persons = lambda: (Person("S3", "Lee", "Ana", "2010-03-04", "VL", 2028),)
    what.answers = Answers(answers)
    return what


@RARE
@given(students=STUDENT_ROWS, record=RECORD_ROWS, answers=GIVEN)
def test_every_row_is_handed_on_or_refused_and_reported(
    tmp_path: Path,
    students: list[tuple[str, ...]],
    record: list[tuple[str, ...]],
    answers: dict[str, dict[str, str]],
) -> None:
    what = district(answers)
    for kind, rows in (("students", students), ("record", record)):
        found = read(tmp_path, kind, rows, what)
        assert found.reading.rows == len(rows)
        assert found.adds_up
        refused = {e.row for e in found.reading.reported if e.row and not e.taken}
        assert len(refused) == found.reading.refused
        assert {row[-1] for row in found.rows} | refused == set(range(2, len(rows) + 2))
    for question in what.asked.questions(what):
        assert question.text
        assert question.suggested is None or question.suggested in {
            choice.answer for choice in question.choices
        }


@RARE
@given(record=RECORD_ROWS, answers=GIVEN)
def test_rows_that_nobody_was_asked_about_stay_as_they_are(
    tmp_path: Path, record: list[tuple[str, ...]], answers: dict[str, dict[str, str]]
) -> None:
    plain = [
        row for row in record if row[3] == "ENG10" and row[-1] in {"", "English 10"}
        if row[2] != "Sem 1" and row[4] == "A" and row[5] != "0.5" and row[0] == "S1"
    ]  # fmt: skip
    said = {code: given for code, given in answers.items() if code != "look_alike"}
    without = read(tmp_path, "record", plain, district({}))
    with_them = read(tmp_path, "record", plain, district(said))
    assert with_them.rows == without.rows
    assert with_them.reading.reported == without.reading.reported


@RARE
@given(record=RECORD_ROWS, answers=GIVEN)
def test_answering_twice_is_answering_once(
    tmp_path: Path, record: list[tuple[str, ...]], answers: dict[str, dict[str, str]]
) -> None:
    once, twice = Answers(answers), Answers(answers).merged(Answers(answers))
    first = read(tmp_path, "record", record, district(once.values))
    second = read(tmp_path, "record", record, district(twice.values))
    assert second.rows == first.rows
    assert second.codes == first.codes


@pytest.mark.parametrize("take", ["suggested", "first", "skip"])
@RARE
@given(record=RECORD_ROWS)
def test_what_is_offered_settles_the_question(
    tmp_path: Path, take: str, record: list[tuple[str, ...]]
) -> None:
    what = district({})
    read(tmp_path, "record", record, what)
    answers: dict[str, dict[str, str]] = {}
    for question in what.asked.questions(what):
        first = question.choices[0].answer if question.choices else "skip"
        said = {"suggested": question.suggested or first, "first": first, "skip": "skip"}[take]
        answers.setdefault(question.code, {})[question.value] = said
    told = district(answers)
    found = read(tmp_path, "record", record, told)
    asked = {(q.code, q.value) for q in told.asked.questions(told)}
    assert asked.isdisjoint((code, value) for code in answers for value in answers[code])
    assert "needs_answer" not in {entry.code for entry in found.reading.reported} or asked
