"""Files that lack columns or rows: what a file does not mention stays as it is."""

from __future__ import annotations

from typing import Any

import pytest

from cte_desktop.storage.database import Database
from cte_desktop.storage.import_report import ImportFile, Refused
from cte_desktop.storage.students import find_student, load_student_file
from tests.storage.bringing import (
    FIELDS,
    a_file,
    a_meeting,
    a_semester,
    a_student,
    bring,
    counts,
    everything,
    take_back,
)


def test_fields_that_a_file_has_not_keep_what_the_store_has(memory: Database) -> None:
    bring(memory, a_file("students", a_student("001", goal="nurse")))
    names = FIELDS["students"]
    rows = [(*a_student("001", grade_level=12), 2), (*a_student("002"), 3)]
    newer = ImportFile("students", names, rows, lambda: set(names) - {"goal"})
    assert counts(bring(memory, newer)) == [(1, 1, 0, 0, 0)]
    with memory.reading() as tx:
        student = find_student(tx, "001")
        assert student is not None
        assert (student.grade_level, student.goal) == (12, "nurse")


def _without(kind: str, row: Any, *lacking: str) -> ImportFile:
    names = FIELDS[kind]
    emptied = [None if name in ("start", "end") else "" for name in names]
    kept = [e if n in lacking else v for n, v, e in zip(names, row, emptied, strict=True)]
    return ImportFile(kind, names, [(*kept, 2)], lambda: set(names) - set(lacking))


def _meetings(database: Database) -> list[tuple[Any, ...]]:
    return [tuple(row[2:7]) for row in everything(database)["meeting"]]


def test_a_file_without_meetings_keeps_them(memory: Database) -> None:
    known = [a_meeting("S1", "MWF", start=480, end=530, room="B2"), a_meeting("S1", "TR")]
    bring(memory, a_file("sections", *known))
    before = _meetings(memory)
    newer = a_meeting("S1", teacher="B. Ruiz")
    lacking = ("period", "days", "start", "end", "room")
    assert counts(bring(memory, _without("sections", newer, *lacking))) == [(0, 1, 0, 0, 0)]
    assert _meetings(memory) == before
    assert counts(bring(memory, _without("sections", newer, *lacking))) == [(0, 0, 1, 0, 0)]


@pytest.mark.parametrize(
    ("newer", "lacking", "meetings"),
    [
        # The day says which of them: its times and room stay.
        ({"days": "MWF"}, ("start", "end", "room"), [("P1", "MWF", 480, 530, "B2")]),
        # No meeting is at that time: the only one has moved.
        ({"period": "P4"}, ("days", "room"), [("P4", "MWF", 480, 530, "B2")]),
        ({"room": "C9"}, ("period", "days", "start", "end"), [("P1", "MWF", 480, 530, "C9")]),
    ],
)
def test_a_file_with_some_columns_of_meetings_keeps_what_the_others_say(
    memory: Database,
    newer: dict[str, Any],
    lacking: tuple[str, ...],
    meetings: list[tuple[Any, ...]],
) -> None:
    known: dict[str, Any] = {"start": 480, "end": 530, "room": "B2"}
    bring(memory, a_file("sections", a_meeting("S1", "MWF", **known)))
    bring(
        memory, _without("sections", a_meeting("S1", **({"days": "MWF"} | known | newer)), *lacking)
    )
    assert _meetings(memory) == meetings


def test_one_row_without_days_stands_for_every_meeting_of_its_period(memory: Database) -> None:
    known = [a_meeting("S1", "MWF", room="B2"), a_meeting("S1", "TR", room="B3")]
    bring(memory, a_file("sections", *known))
    newer = _without("sections", a_meeting("S1"), "days", "start", "end", "room")
    assert counts(bring(memory, newer)) == [(0, 0, 1, 0, 0)]
    assert [meeting[1] for meeting in _meetings(memory)] == ["MWF", "TR"]


@pytest.mark.parametrize("lacking", [("school",), ("section_id",), ("school", "section_id")])
def test_a_semester_without_school_or_section_is_the_only_one_that_it_can_be(
    memory: Database, lacking: tuple[str, ...]
) -> None:
    bring(memory, a_file("students", a_student("001")))
    bring(memory, a_file("record", a_semester("001", section_id="7")))
    known = a_semester("001", section_id="7")
    assert counts(bring(memory, _without("record", known, *lacking))) == [(0, 0, 1, 0, 0)]
    newer = a_semester("001", section_id="7", mark="A")
    assert counts(bring(memory, _without("record", newer, *lacking))) == [(0, 1, 0, 0, 0)]
    with memory.reading() as tx:
        student = find_student(tx, "001")
        assert student is not None
        (row,) = load_student_file(tx, student.uid).record
    assert (row.mark, row.school, row.section_id) == ("A", "VL", "7")
    take_back(memory)
    assert [row[7] for row in everything(memory)["record"]] == ["B"]


def test_a_semester_that_can_be_two_stays_what_its_row_says(memory: Database) -> None:
    bring(memory, a_file("students", a_student("001")))
    both = [a_semester("001", section_id="1"), a_semester("001", section_id="2")]
    bring(memory, a_file("record", *both))
    for expected in ((1, 0, 0, 0, 2), (0, 0, 1, 0, 2)):
        row = _without("record", a_semester("001"), "section_id")
        assert counts(bring(memory, row)) == [expected]
    assert len(everything(memory)["record"]) == 3


def test_the_second_semester_without_a_school_is_a_double(memory: Database) -> None:
    bring(memory, a_file("students", a_student("001")), a_file("record", a_semester("001")))
    names = FIELDS["record"]
    rows = [(*a_semester("001", school=""), number) for number in (2, 3)]
    file = ImportFile("record", names, rows, lambda: set(names) - {"school"})
    assert bring(memory, file).files[0].refused == [Refused(3, "duplicate_row")]
    assert len(everything(memory)["record"]) == 1


def test_a_refused_double_hinders_no_removal(memory: Database) -> None:
    bring(memory, a_file("students", a_student("001"), a_student("002")))
    twice = a_file("students", a_student("001"), a_student("001"))
    (file,) = bring(memory, twice, replace=True).files
    assert (file.absent, file.removed, file.withheld) == (1, 1, False)


def test_only_the_years_of_a_file_can_lack_a_section(memory: Database) -> None:
    bring(memory, a_file("sections", a_meeting("S1", school_year=2025), a_meeting("S2")))
    (file,) = bring(memory, a_file("sections", a_meeting("S3")), replace=True).files
    assert (file.accepted, file.absent, file.removed) == (1, 1, 1)
    assert [row[1] for row in everything(memory)["section"]] == ["S1", "S3"]
