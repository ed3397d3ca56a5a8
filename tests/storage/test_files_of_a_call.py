"""Several files of one kind in one call: what they say of the same thing."""

from __future__ import annotations

from cte_desktop.storage.database import Database
from cte_desktop.storage.import_report import ImportFile, Refused
from tests.storage.bringing import (
    FIELDS,
    a_file,
    a_semester,
    a_student,
    bring,
    counts,
    everything,
)


def test_files_of_one_call_that_contradict_each_other_come_to_rest(memory: Database) -> None:
    def files() -> list[ImportFile]:
        ours = a_file("students", a_student("001", goal="weld"), a_student("002"))
        theirs = a_file("students", a_student("001", goal="bake"), a_student("002"))
        return [ours, theirs]

    result = bring(memory, *files())
    assert [count[:4] for count in counts(result)] == [(2, 0, 0, 0), (0, 0, 1, 1)]
    assert result.files[1].refused == [Refused(2, "other_file")]
    again = bring(memory, *files())
    assert again.step is None
    assert [count[:4] for count in counts(again)] == [(0, 0, 2, 0), (0, 0, 1, 1)]


def test_a_mark_contradicts_no_course_under_way_in_another_file(memory: Database) -> None:
    under_way = a_file("record", a_semester("001", mark="", earned=0))
    files = [under_way, a_file("record", a_semester("001", mark="A"))]
    result = bring(memory, a_file("students", a_student("001")), *files)
    assert [count[:4] for count in counts(result)[1:]] == [(1, 0, 0, 0), (0, 1, 0, 0)]
    assert everything(memory)["record"][0][7] == "A"


def test_files_of_one_call_complete_each_other(memory: Database) -> None:
    names = FIELDS["students"]
    more = ImportFile(
        "students", names, [(*a_student("001", goal="weld"), 2)], lambda: {"student_id", "goal"}
    )
    first = a_file("students", a_student("001"))
    without = ImportFile("students", names, first.rows, lambda: set(names) - {"goal"})
    assert [count[:4] for count in counts(bring(memory, without, more))] == [
        (1, 0, 0, 0),
        (0, 1, 0, 0),
    ]
