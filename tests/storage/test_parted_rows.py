"""Neighbours with one row number are the parts of one row of the file: all are taken, or none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from cte_desktop.storage import copying
from cte_desktop.storage.database import Database
from cte_desktop.storage.import_report import ImportFile, Refused
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

ANA = a_student("S1")


def _numbered(kind: str, *rows: tuple[int, tuple[Any, ...]]) -> ImportFile:
    """A file whose rows say their numbers."""
    return ImportFile(kind, FIELDS[kind], [(*row, number) for number, row in rows])


def _year(number: int, course: str = "ENG09", **fields: Any) -> tuple[tuple[int, Any], ...]:
    """The two halves of a row that speaks of a whole year."""
    return tuple(
        (number, a_semester("S1", course, term=term, **fields)) for term in ("fall", "spring")
    )


def test_a_row_of_two_parts_counts_once(memory: Database) -> None:
    bring(memory, a_file("students", ANA))
    years = [*_year(2), *_year(3, "MTH09")]
    result = bring(memory, _numbered("record", *years))
    assert counts(result) == [(2, 0, 0, 0, 0)]
    assert len(everything(memory)["record"]) == 4
    assert counts(bring(memory, _numbered("record", *years))) == [(0, 0, 2, 0, 0)]


def test_a_row_of_which_a_part_changed_has_changed(memory: Database) -> None:
    bring(memory, a_file("students", ANA), _numbered("record", *_year(2), *_year(3, "MTH09")))
    fall, spring = _year(2)
    spring = (2, a_semester("S1", term="spring", mark="A"))
    result = bring(memory, _numbered("record", fall, spring, *_year(3, "MTH09")))
    assert counts(result) == [(0, 1, 1, 0, 0)]


def test_a_row_of_which_a_part_is_new_is_accepted(memory: Database) -> None:
    bring(memory, a_file("students", ANA), _numbered("record", _year(2)[0]))
    assert counts(bring(memory, _numbered("record", *_year(2)))) == [(1, 0, 0, 0, 0)]


def test_a_row_with_a_refused_part_leaves_nothing(memory: Database) -> None:
    double = (3, a_semester("S1", term="summer")), (3, a_semester("S1", term="fall"))
    result = bring(memory, a_file("students", ANA), _numbered("record", *_year(2), *double))
    assert result.files[1].refused == [Refused(3, "duplicate_row")]
    assert counts(result)[1] == (1, 0, 0, 1, 0)
    assert len(everything(memory)["record"]) == 2


def test_a_part_of_a_refused_row_makes_no_later_row_a_double(memory: Database) -> None:
    rows = [
        *_year(2),
        (3, a_semester("S1", term="fall")),
        (3, a_semester("S1", term="summer")),
        (4, a_semester("S1", term="summer")),
    ]
    result = bring(memory, a_file("students", ANA), _numbered("record", *rows))
    assert [refused.row for refused in result.files[1].refused] == [3]
    assert counts(result)[1] == (2, 0, 0, 1, 0)


def test_parts_on_both_sides_of_a_batch_stay_together(memory: Database) -> None:
    bring(memory, a_file("students", ANA))
    courses = [f"C{number}" for number in range(copying.BATCH)]
    alone = (2, a_semester("S1", "ALONE"))
    halves = [half for number, code in enumerate(courses, 3) for half in _year(number, code)]
    result = bring(memory, _numbered("record", alone, *halves))
    assert counts(result) == [(1 + len(courses), 0, 0, 0, 0)]
    assert len(everything(memory)["record"]) == 1 + 2 * len(courses)


def test_a_row_of_two_sections_counts_once_and_goes_with_a_refused_part(memory: Database) -> None:
    of_fall, of_spring = (a_meeting(name, term=name) for name in ("fall", "spring"))
    result = bring(memory, _numbered("sections", (2, of_fall), (2, of_spring)))
    assert counts(result) == [(1, 0, 0, 0, 0)]
    later = a_meeting("summer", term="summer")
    result = bring(
        memory,
        _numbered("sections", (2, of_fall), (2, of_spring), (3, later), (3, of_fall)),
    )
    assert counts(result) == [(0, 0, 1, 1, 0)]
    assert len(everything(memory)["section"]) == 2


PARTS = st.lists(
    st.tuples(st.sampled_from(["C1", "C2", "C3"]), st.sampled_from(["fall", "spring", "year"])),
    max_size=8,
)


@settings(max_examples=25, deadline=None)
@given(st.lists(PARTS, min_size=1, max_size=3))
def test_rows_are_always_accepted_changed_unchanged_or_refused(files: list[Any]) -> None:
    with Database.in_memory() as memory:
        bring(memory, a_file("students", ANA))
        for mark, rows in zip("ABC", files, strict=False):
            before = everything(memory)
            result = bring(memory, _numbered("record", *_parts(rows, mark)))
            (told,) = counts(result)
            assert sum(told[:4]) == len(rows)
            if result.step is not None:
                take_back(memory, result.step)
                assert everything(memory)["record"] == before["record"]
                bring(memory, _numbered("record", *_parts(rows, mark)))


def _parts(rows: list[tuple[str, str]], mark: str) -> Iterator[tuple[int, tuple[Any, ...]]]:
    for number, (course, term) in enumerate(rows, start=2):
        if term == "year":
            yield from _year(number, course, mark=mark)
        else:
            yield number, a_semester("S1", course, term=term, mark=mark)
