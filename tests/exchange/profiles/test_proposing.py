"""What the columns of an unknown table may be, by their names and the looks of their values."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cte_desktop.exchange.profiles.profile import folded_header
from cte_desktop.exchange.profiles.proposing import Proposal, propose
from tests.exchange.reading.reading_district import catalog

Table = dict[str, list[str]]

STUDENTS: Table = {
    "Student ID": ["1001", "1002", "1003"],
    "Last Name": ["Rivera", "Núñez", "Reed"],
    "First Name": ["Ana", "José", "Paul"],
    "Grade Level": ["9", "10", "12"],
    "School": ["VL", "VL", "CN"],
}
RECORD: Table = {
    "Student ID": ["1001", "1002", "1003"],
    "School Year": ["2025-26", "2024-25", "2025-26"],
    "Term": ["S1", "S2", "Fall"],
    "Course Code": ["ENG10", "ALG1", "WLD2"],
    "Mark": ["A", "b+", "P"],
    "Credits Attempted": ["5.0", "5", "5.00"],
    "Credits Earned": ["5.0", "5", "0"],
}


def look(table: Table, kind: str | None = None) -> Proposal:
    titles = list(table)
    rows = list(zip(*table.values(), strict=True))
    header = [folded_header(title) for title in titles]
    return propose(header, rows, kind, titles=titles, catalog=catalog())


def renamed(table: Table, before: str, after: str, values: list[str] | None = None) -> Table:
    return {
        (after if title == before else title): (values or old if title == before else old)
        for title, old in table.items()
    }


def source(proposal: Proposal, column: str) -> tuple[str, ...]:
    assert proposal.shape is not None
    return next((r.sources for r in proposal.shape.columns if r.column == column), ())


@pytest.mark.parametrize(
    ("column", "title", "values"),
    [
        ("student_id", "student_number", None),
        ("student_id", "Perm ID", None),
        ("student_id", "PERM_ID", None),
        ("student_id", "SIS ID", None),
        ("student_id", "Pupil #", None),
        ("student_id", "Student #", None),
        ("student_id", "Stu.ID", None),
        ("student_id", "StudentNumber", None),
        ("student_id", "ID", None),
        ("student_id", "Local Student ID", None),
        ("last_name", "Surname", None),
        ("last_name", "LastName", None),
        ("last_name", "Student Last Name", None),
        ("last_name", "last", None),
        ("first_name", "Given Name", None),
        ("first_name", "FIRST", None),
        ("first_name", "fname", None),
        ("grade_level", "Grade", ["09", "10", "12"]),
        ("grade_level", "Grd", ["Grade 9", "10th", "12"]),
        ("grade_level", "GR", None),
        ("grade_level", "Current Grade", ["Freshman", "Senior", "11"]),
        ("school", "School Name", None),
        ("school", "SchoolID", None),
        ("school", "Site", None),
        ("school", "Campus", None),
    ],
)
def test_a_list_of_students_is_known_by_many_headers(
    column: str, title: str, values: list[str] | None
) -> None:
    usual = {
        "student_id": "Student ID", "last_name": "Last Name", "first_name": "First Name",
        "grade_level": "Grade Level", "school": "School",
    }[column]  # fmt: skip

    proposal = look(renamed(STUDENTS, usual, title, values))

    assert proposal.shape is not None
    assert proposal.shape.kind == "students"
    assert source(proposal, column) == (folded_header(title),)
    assert proposal.is_sure, proposal


@pytest.mark.parametrize(
    ("column", "title", "values"),
    [
        ("student_id", "Perm #", None),
        ("school_year", "Yr", ["2025-2026", "2024-2025", "25-26"]),
        ("school_year", "SY", None),
        ("school_year", "Academic Year", None),
        ("school_year", "End Year", ["2026", "2025", "2026"]),
        ("school_year", "Start Year", ["2025", "2024", "2025"]),
        ("term", "Sem", ["1", "2", "1"]),
        ("term", "Semester", ["Fall", "Spring", "Summer"]),
        ("term", "Marking Period", ["Q1", "Q4", "S1"]),
        ("term", "StoreCode", None),
        ("course_code", "Course #", None),
        ("course_code", "Course Number", None),
        ("course_code", "COURSE_ID", None),
        ("course_code", "Crs ID", None),
        ("course_code", "Course", None),
        ("mark", "Final Mark", None),
        ("mark", "Grade", None),
        ("mark", "Letter Grade", ["A", "B+", "F"]),
        ("mark", "Final", None),
        ("mark", "Mk", None),
        ("credits_attempted", "Cr Att", None),
        ("credits_attempted", "Potential Credits", None),
        ("credits_attempted", "Units Attempted", None),
        ("credits_attempted", "PotentialCrHrs", None),
        ("credits_earned", "Credits Received", None),
        ("credits_earned", "EarnedCrHrs", None),
        ("credits_earned", "Completed Credits", None),
        ("credits_earned", "Cr Earned", None),
    ],
)
def test_a_transcript_is_known_by_many_headers(
    column: str, title: str, values: list[str] | None
) -> None:
    usual = {
        "student_id": "Student ID", "school_year": "School Year", "term": "Term",
        "course_code": "Course Code", "mark": "Mark", "credits_attempted": "Credits Attempted",
        "credits_earned": "Credits Earned",
    }[column]  # fmt: skip

    proposal = look(renamed(RECORD, usual, title, values))

    assert proposal.shape is not None
    assert proposal.shape.kind == "record"
    assert source(proposal, column) == (folded_header(title),)
    assert proposal.is_sure, proposal


def test_values_tell_a_mark_from_a_grade_level() -> None:
    with_both = {**renamed(RECORD, "Mark", "Grade"), "Grd": ["10", "11", "12"]}

    proposal = look(with_both)

    assert (source(proposal, "mark"), source(proposal, "grade_level")) == (("grade",), ("grd",))
    assert proposal.is_sure


def test_a_grade_that_holds_levels_is_no_mark() -> None:
    proposal = look(renamed(RECORD, "Mark", "Grade", ["9", "10", "11"]))

    assert source(proposal, "grade_level") == ("grade",)
    assert proposal.missing == ("mark",)


def test_two_columns_that_could_be_one_are_a_doubt() -> None:
    table = {**renamed(RECORD, "Mark", "Grade"), "Final": ["B", "A", "F"]}

    assert look(table).doubts == ("Two columns could be the mark: Grade and Final.",)


def test_two_columns_that_say_the_same_are_none() -> None:
    table = renamed(RECORD, "Mark", "Grade")

    assert look({**table, "Final": table["Grade"]}).is_sure


def test_a_year_of_one_number_and_one_column_of_credits_are_doubts() -> None:
    table = renamed(RECORD, "School Year", "Year", ["2026", "2025", "2026"])
    del table["Credits Earned"]
    table = renamed(table, "Credits Attempted", "Credits")

    proposal = look(table)

    assert not proposal.missing
    assert [doubt.partition('"')[2].partition('"')[0] for doubt in proposal.doubts] == [
        "Year",
        "Credits",
    ]


def test_a_term_of_a_college_gives_year_and_term() -> None:
    table = renamed(RECORD, "Term", "Semester", ["Fall 2025", "2026SP", "Summer 2026"])
    del table["School Year"]

    proposal = look(table)

    assert source(proposal, "school_year") == source(proposal, "term") == ("semester",)
    assert proposal.is_sure


def test_one_name_with_a_comma_gives_both_names() -> None:
    table = renamed(
        STUDENTS, "Last Name", "Student Name", ["Rivera, Ana", "Núñez, José", "Reed, P"]
    )
    del table["First Name"]

    proposal = look(table)

    assert source(proposal, "last_name") == source(proposal, "first_name") == ("student name",)
    assert proposal.is_sure
    del table["Student Name"]
    table["Student Name"] = ["Ana Rivera", "José Núñez", "Paul Reed"]
    assert set(look(table).missing) == {"last_name", "first_name"}


def test_credits_with_a_decimal_comma_are_numbers() -> None:
    table = {**RECORD, "Credits Attempted": ["5,0", "2,5", "5,00"], "Credits Earned": ["5,0"] * 3}

    proposal = look(renamed(table, "Credits Attempted", "Att Cr"))

    assert proposal.is_sure, proposal
    assert proposal.shape is not None
    read = {rule.column: rule.convert for rule in proposal.shape.columns}
    assert read["credits_attempted"] == read["credits_earned"] == ("credits",)


def test_students_with_marks_are_a_record_though_the_file_names_sections() -> None:
    table = {**RECORD, "Section": ["1", "2", "3"], "School": ["VL", "VL", "CN"]}
    del table["Credits Attempted"], table["Credits Earned"]

    proposal = look(table)

    assert proposal.shape is not None
    assert proposal.shape.kind == "record"
    assert proposal.missing == ("credits_attempted", "credits_earned")


@pytest.mark.parametrize(
    ("column", "title", "values"),
    [
        ("birth_date", "Born", ["2010-03-02", "3/14/2009", "2011-12-01"]),
        ("goal", "Career wish", ["Nurse", "Builds bridges, or houses", ""]),
        ("goal", "Career Goal", ["Nurse", "", "Chef"]),
    ],
)
def test_a_birth_and_a_goal_are_known_by_what_lists_call_them(
    column: str, title: str, values: list[str]
) -> None:
    proposal = look({**STUDENTS, title: values})

    assert source(proposal, column) == (folded_header(title),)
    assert proposal.is_sure, proposal


def test_values_alone_propose_and_are_a_doubt() -> None:
    proposal = look(renamed(RECORD, "Course Code", "What", ["ENG10", "ALG1", "ENG10"]))

    assert source(proposal, "course_code") == ("what",)
    assert proposal.doubts == ('"What" is taken as the course code because of its values.',)


def test_an_empty_column_that_could_be_two_is_a_doubt() -> None:
    proposal = look(renamed(RECORD, "Mark", "Grade", [" ", " ", " "]))

    assert proposal.doubts == ('"Grade" could be the mark or the grade level.',)


def test_a_kind_that_was_said_is_proposed_as_far_as_it_goes() -> None:
    proposal = look({"Student ID": ["1"], "Notes": ["x"]}, "record")

    assert proposal.shape is not None
    assert proposal.shape.kind == "record"
    assert set(proposal.missing) >= {"school_year", "term", "mark"}


def test_nothing_is_proposed_for_what_nobody_knows() -> None:
    assert look({"Locker": ["1"], "Combination": ["3-4-5"]}).shape is None
    assert propose([], []).shape is None
    assert propose(["id"], [], "nothing").shape is None


@settings(max_examples=40, deadline=None)
@given(order=st.permutations(list(RECORD)), loud=st.booleans())
def test_order_and_case_of_the_headers_change_nothing(order: list[str], *, loud: bool) -> None:
    table = {(f"  {t.upper()} " if loud else t): RECORD[t] for t in order}

    proposal = look(table)

    assert proposal.is_sure
    assert {r.column: r.sources for r in proposal.shape.columns} == {  # type: ignore[union-attr]
        r.column: r.sources
        for r in look(RECORD).shape.columns  # type: ignore[union-attr]
    }


@settings(max_examples=60, deadline=None)
@given(
    header=st.lists(
        st.text(max_size=8) | st.sampled_from(["id", "grade", "term", "course"]), max_size=6
    ),
    rows=st.integers(0, 3),
    cell=st.text(max_size=6),
)
def test_any_table_gets_a_proposal_or_none(header: list[str], rows: int, cell: str) -> None:
    folded = [folded_header(title) for title in header]

    proposal = propose(folded, [[cell] * len(header)] * rows)

    if proposal.shape is not None:
        assert {s for r in proposal.shape.columns for s in r.sources} <= set(folded)
