"""Rosters and transcripts of one course are one row of the record, whichever comes first."""

from __future__ import annotations

from typing import Any

import pytest

from cte_desktop.storage.database import Database
from cte_desktop.storage.import_report import ImportFile
from tests.storage.bringing import (
    FIELDS,
    a_file,
    a_semester,
    a_student,
    bring,
    counts,
    everything,
    take_back,
)

NEW, CHANGED, SAME = (1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0)


@pytest.fixture
def store(memory: Database) -> Database:
    """A store with one student."""
    bring(memory, a_file("students", a_student("001"), a_student("002")))
    return memory


def _lacking(column: str, *rows: Any) -> ImportFile:
    names = FIELDS["record"]
    numbered = [(*row, number) for number, row in enumerate(rows, start=2)]
    return ImportFile("record", names, numbered, lambda: set(names) - {column})


def _under_way(section: str = "7", **fields: Any) -> Any:
    return a_semester("001", mark="", earned=0, section_id=section, **fields)


def _roster(*sections: str, **fields: Any) -> ImportFile:
    return _lacking("mark", *(_under_way(section, **fields) for section in sections))


def _rows(database: Database) -> list[tuple[str, str, int]]:
    with database.reading() as tx:
        found = tx.connection.exec_driver_sql(
            'SELECT section_id, mark, earned FROM record ORDER BY "key"'
        )
        return [(row[0], row[1], row[2]) for row in found]


def _counted(database: Database, *files: ImportFile) -> list[tuple[int, ...]]:
    """Accepted, changed, unchanged and refused rows of each file."""
    return [count[:4] for count in counts(bring(database, *files))]


FINISHED = a_semester("001", mark="A")


@pytest.mark.parametrize("has_column", [True, False])
def test_a_finished_row_settles_the_one_under_way(store: Database, *, has_column: bool) -> None:
    bring(store, _roster("7"))
    before = everything(store)

    def transcript(**fields: Any) -> ImportFile:
        row = FINISHED if not fields else a_semester("001", **fields)
        return a_file("record", row) if has_column else _lacking("section_id", row)

    assert _counted(store, transcript()) == [CHANGED]
    assert _rows(store) == [("7", "A", 500)]
    assert _counted(store, transcript()) == [SAME]
    assert _counted(store, _roster("7")) == [SAME]
    assert _counted(store, transcript(mark="B")) == [CHANGED]
    assert _rows(store) == [("7", "B", 500)]
    take_back(store)
    take_back(store)
    assert everything(store) == before


def test_two_under_way_stay_and_the_finished_row_is_a_third(store: Database) -> None:
    bring(store, _roster("7", "8"))
    assert _counted(store, a_file("record", FINISHED)) == [NEW]
    assert _rows(store) == [("7", "", 0), ("8", "", 0), ("", "A", 500)]
    assert _counted(store, a_file("record", FINISHED)) == [SAME]


def test_of_a_finished_one_and_one_under_way_the_latter_is_settled(store: Database) -> None:
    bring(store, a_file("record", a_semester("001", section_id="6")), _roster("7"))
    assert _counted(store, a_file("record", FINISHED)) == [CHANGED]
    assert _rows(store) == [("6", "B", 500), ("7", "A", 500)]


@pytest.mark.parametrize(
    "other", [{"school": "CN"}, {"term": "spring"}, {"school_year": 2025}, {"course": "ENG10"}]
)
def test_another_course_term_year_or_school_is_another_row(
    store: Database, other: dict[str, Any]
) -> None:
    bring(store, _roster("7"))
    assert _counted(store, a_file("record", a_semester("001", mark="A", **other))) == [NEW]


def test_a_row_without_mark_and_section_settles_nothing(store: Database) -> None:
    bring(store, _roster("7"))
    assert _counted(store, a_file("record", _under_way(""))) == [NEW]


def test_a_file_that_names_the_section_too_keeps_its_rows_apart(store: Database) -> None:
    bring(store, _roster("7"))
    both = a_file("record", _under_way("7"), FINISHED)
    assert _counted(store, both) == [(1, 0, 1, 0)]


def test_a_roster_undoes_no_mark(store: Database) -> None:
    bring(store, a_file("record", a_semester("001", mark="A", section_id="7")))
    assert _counted(store, _roster("7")) == [SAME]
    assert _rows(store) == [("7", "A", 500)]


def test_a_plain_file_with_an_empty_mark_undoes_one(store: Database) -> None:
    bring(store, a_file("record", a_semester("001", mark="A", section_id="7")))
    assert _counted(store, a_file("record", _under_way("7"))) == [CHANGED]


def test_a_roster_says_nothing_new_about_a_finished_course(store: Database) -> None:
    bring(store, a_file("record", FINISHED))
    for _ in range(2):
        assert _counted(store, _roster("7", "8")) == [(0, 0, 2, 0)]
    assert _rows(store) == [("", "A", 500)]
    assert _counted(store, _roster("7", term="spring")) == [NEW]


def test_a_roster_still_says_what_changed_of_a_course_under_way(store: Database) -> None:
    bring(store, _roster("7"))
    assert _counted(store, _roster("7", attempted=250)) == [CHANGED]


@pytest.mark.parametrize("first", ["roster", "transcript"])
def test_both_in_one_call_are_one_row(store: Database, first: str) -> None:
    def files() -> list[ImportFile]:
        found = [_roster("7"), a_file("record", FINISHED)]
        return found if first == "roster" else found[::-1]

    bring(store, *files())
    assert [mark for _, mark, _ in _rows(store)] == ["A"]
    assert _counted(store, *files()) == [SAME, SAME]
