from __future__ import annotations

import itertools
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cte_desktop.storage.database import Database
from cte_desktop.storage.history import list_changes, list_steps
from cte_desktop.storage.import_report import ImportFile, Refused
from cte_desktop.storage.imports import apply_import
from cte_desktop.storage.planning import list_plans, save_plan
from cte_desktop.storage.students import find_student, load_student_file
from cte_desktop.system.clock import Clock
from cte_desktop.system.errors import KnownError
from tests.storage.actions import start_child
from tests.storage.bringing import (
    FIELDS,
    a_file,
    a_meeting,
    a_semester,
    a_student,
    a_wanted,
    bring,
    counts,
    do_again,
    edit,
    everything,
    take_back,
)


def _district() -> list[ImportFile]:
    return [
        a_file("plans", a_wanted("001", "ENG12"), a_wanted("001", "GD2", period="P2")),
        a_file("record", a_semester("001"), a_semester("001", "GD1"), a_semester("002")),
        a_file("students", a_student("001"), a_student("002", "Núñez", "Íñigo")),
        a_file("sections", a_meeting("S1"), a_meeting("S1", "M", period="P2"), a_meeting("S2")),
        a_file("experiences", ("001", "wbl", "Clinic", 2026, 2550, None, "0042")),
        a_file("enrollments", ("001", "Graphic Design", "signed_up", None)),
        a_file("tests", ("002", "SBAC_ELA", "2600", "2026-05-01")),
        a_file("decisions", ("002", "waiver", "graduation", "pe", "", "", "", "EC 51241", None)),
        a_file("busy", ("001", 2026, "fall", "TR", 945, 1080, "sport", "")),
        a_file("wishes", ("001", 1, "load", "6-7", "must", "")),
        a_file("courses", ("GD1", "Design 1", 1000, "Y", "year", "no", "no")),
        a_file("travel", ("VL", "CN", 12, "no")),
        a_file("graduation", ({"set": [{"id": "a", "applies_to_classes": [2027, 2030]}]},)),
    ]


def test_the_files_of_a_call_become_one_step_in_the_order_that_they_need(memory: Database) -> None:
    result = bring(memory, *_district())
    assert [file.kind for file in result.files] == [
        "graduation",
        "courses",
        "travel",
        "sections",
        "students",
        "record",
        "enrollments",
        "experiences",
        "tests",
        "decisions",
        "busy",
        "wishes",
        "plans",
    ]
    assert all(file.accepted and not file.refused for file in result.files)
    with memory.reading() as tx:
        (step,) = list_steps(tx)
        assert step.number == result.step
        changes = list_changes(tx, step.number)  # one for all rows, one for each document
        assert [change.noun for change in changes] == ["rule_document", "import"]
        known = find_student(tx, "002")
        assert known is not None
        assert known.name_key == "nunez inigo 002"


def test_the_same_files_again_change_nothing_and_write_no_step(memory: Database) -> None:
    bring(memory, *_district())
    before = everything(memory)
    again = bring(memory, *_district())
    assert again.step is None
    assert all(file.unchanged and not file.accepted + file.changed for file in again.files)
    assert all(file.absent == 0 for file in again.files)
    assert everything(memory) == before
    with memory.reading() as tx:
        assert len(list_steps(tx)) == 1


def test_an_import_undone_and_redone_is_as_it_was(memory: Database) -> None:
    nothing = everything(memory)
    bring(memory, *_district())
    before = everything(memory)
    for _ in range(2):
        take_back(memory)
        assert everything(memory) == nothing
        do_again(memory)
        assert everything(memory) == before


def test_a_second_import_undone_restores_what_it_changed_added_and_removed(
    memory: Database,
) -> None:
    bring(memory, *_district())
    before = everything(memory)
    newer = [
        a_file("students", a_student("001", goal="nurse"), a_student("003")),
        a_file("record", a_semester("001", mark="A"), a_semester("003")),
        a_file("sections", a_meeting("S1", "F"), a_meeting("S3")),
        a_file("plans", a_wanted("001", "ENG12", period="P4"), a_wanted("003", "ENG12")),
        a_file("courses", ("GD2", "Design 2", 1000, "Y", "year", "no", "no")),
        a_file("graduation", ({"set": [{"id": "b"}]},)),
    ]
    result = bring(memory, *newer, replace=True)
    by_kind = {file.kind: file for file in result.files}
    assert by_kind["students"].removed == 1
    assert by_kind["record"].removed == 1  # the row of 001; that of 002 went with the student
    assert by_kind["sections"].removed == 1
    assert by_kind["plans"].removed == 2
    assert by_kind["courses"].removed == 1
    after = everything(memory)
    assert len(after["test_score"]) == 0  # it was about student 002
    take_back(memory)
    assert everything(memory) == before
    do_again(memory)
    assert everything(memory) == after


def test_rows_of_the_record_change_by_identity(memory: Database) -> None:
    bring(memory, a_file("students", a_student("001")))
    rows = [a_semester("001", f"C{number}") for number in range(5)]
    assert counts(bring(memory, a_file("record", *rows))) == [(5, 0, 0, 0, 0)]
    newer = [a_semester("001", "C0", mark="A"), rows[1], a_semester("001", "C1", section_id="2")]
    assert counts(bring(memory, a_file("record", *newer))) == [(1, 1, 1, 0, 3)]
    with memory.reading() as tx:
        student = find_student(tx, "001")
        assert student is not None
        record = load_student_file(tx, student.uid).record
    assert [(row.course_code, row.section_id, row.mark) for row in record] == [
        ("C0", "", "A"),
        ("C1", "", "B"),
        ("C1", "2", "B"),
        ("C2", "", "B"),
        ("C3", "", "B"),
        ("C4", "", "B"),
    ]


def test_the_second_row_of_an_identity_is_refused_and_the_first_stays(memory: Database) -> None:
    bring(memory, a_file("students", a_student("001")))
    twice = [a_semester("001"), a_semester("001", "GD1"), a_semester("001", mark="A")]
    for accepted, unchanged in ((2, 0), (0, 2)):
        (file,) = bring(memory, a_file("record", *twice)).files
        assert (file.accepted, file.unchanged) == (accepted, unchanged)
        assert file.refused == [Refused(4, "duplicate_row")]
    with memory.reading() as tx:
        student = find_student(tx, "001")
        assert student is not None
        assert {row.mark for row in load_student_file(tx, student.uid).record} == {"B"}


def test_doubles_are_found_across_batches(
    memory: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cte_desktop.storage.copying.BATCH", 3)
    bring(memory, a_file("students", a_student("001")))
    rows = [a_semester("001", f"C{number % 7}") for number in range(20)]
    (file,) = bring(memory, a_file("record", *rows)).files
    assert (file.accepted, len(file.refused)) == (7, 13)
    assert [refused.row for refused in file.refused] == list(range(9, 22))
    (file,) = bring(memory, a_file("record", *rows)).files
    assert (file.accepted, file.unchanged, len(file.refused)) == (0, 7, 13)


def test_the_same_row_in_two_files_of_a_call_is_no_double(memory: Database) -> None:
    bring(memory, a_file("students", a_student("001")))
    files = [a_file("record", a_semester("001")), a_file("record", a_semester("001"))]
    assert counts(bring(memory, *files)) == [(1, 0, 0, 0, 0), (0, 0, 1, 0, 0)]
    assert everything(memory)["record"][0][7] == "B"
    take_back(memory)
    assert everything(memory)["record"] == []


def test_rows_of_unknown_students_are_refused_with_their_numbers(memory: Database) -> None:
    bring(memory, a_file("students", a_student("001")))
    (record, tests, plans) = bring(
        memory,
        a_file("record", a_semester("999"), a_semester("001")),
        a_file("tests", ("999", "SBAC_ELA", "2600", None)),
        a_file("plans", a_wanted("999", "ENG12")),
    ).files
    for file in (record, tests, plans):
        assert [(refused.row, refused.code) for refused in file.refused] == [(2, "unknown_student")]
    assert record.accepted == 1


@pytest.mark.parametrize(
    ("kind", "row", "column"),
    [
        ("record", a_semester("001", "C" * 81), "course_code"),
        ("students", a_student("002", "N" * 301), "last_name"),
        ("sections", a_meeting("S", room="r" * 301), "room"),
        ("plans", a_wanted("001", "C" * 81), "course_code"),
    ],
)
def test_a_value_longer_than_its_column_is_refused(
    memory: Database, kind: str, row: Any, column: str
) -> None:
    bring(memory, a_file("students", a_student("001")))
    (file,) = bring(memory, a_file(kind, row)).files
    assert file.refused == [Refused(2, "too_long", column)]


def test_nothing_is_removed_without_replace(memory: Database) -> None:
    bring(memory, *_district())
    result = bring(memory, a_file("students", a_student("001")), a_file("tests"))
    assert [file.absent for file in result.files] == [1, 1]
    assert result.step is None
    assert len(everything(memory)["student"]) == 2


def test_nothing_is_removed_for_files_that_were_not_understood(memory: Database) -> None:
    bring(memory, *_district(), a_file("students", a_student("003")))
    before = everything(memory)
    row = (*a_student("001"), 2)
    unread = ImportFile("students", FIELDS["students"], [row], refused=lambda: 1)
    too_long = a_student("002", "N" * 301)
    for files in ([unread], [a_file("students", a_student("001"), too_long)]):
        (half_read,) = bring(memory, *files, replace=True).files
        # Two are not in the file, but one of them may be the row that was refused.
        assert (half_read.absent, half_read.removed, half_read.withheld) == (1, 0, True)
    (empty,) = bring(memory, a_file("record"), replace=True).files
    assert (empty.absent, empty.removed, empty.withheld) == (3, 0, True)
    assert everything(memory) == before


def test_undoing_an_import_names_the_later_step_that_changed_the_same(memory: Database) -> None:
    first = bring(memory, *_district()).step
    second = bring(memory, a_file("record", a_semester("001", mark="C"))).step
    with pytest.raises(KnownError) as refused:
        take_back(memory, first)
    assert refused.value.values["later"] == second
    take_back(memory, second)
    take_back(memory, first)
    assert everything(memory)["record"] == []


def test_undoing_an_import_names_the_plan_that_was_edited_since(memory: Database) -> None:
    first = bring(memory, *_district()).step
    with memory.reading() as tx:
        student = find_student(tx, "001")
        assert student is not None
        (plan,) = list_plans(tx, student.uid)
    without_one = plan.__class__(
        plan.uid, plan.student_uid, plan.name, plan.status, plan.placements[1:]
    )
    edit(memory, save_plan, without_one)
    with pytest.raises(KnownError) as refused:
        take_back(memory, first)
    with memory.reading() as tx:
        assert refused.value.values["later"] == list_steps(tx)[0].number
    take_back(memory)  # the edit
    take_back(memory, first)
    assert everything(memory)["placement"] == []


def test_undoing_the_import_of_a_student_waits_for_what_came_later(memory: Database) -> None:
    first = bring(memory, a_file("students", a_student("001"))).step
    second = bring(memory, a_file("record", a_semester("001"))).step
    with pytest.raises(KnownError) as refused:
        take_back(memory, first)
    assert refused.value.values["later"] == second


def test_edits_of_other_things_do_not_hinder_undoing_an_import(memory: Database) -> None:
    bring(memory, a_file("students", a_student("001"), a_student("002")))
    second = bring(memory, a_file("students", a_student("001", grade_level=12))).step
    bring(memory, a_file("record", a_semester("002")))
    take_back(memory, second)
    with memory.reading() as tx:
        student = find_student(tx, "001")
        assert student is not None
        assert student.grade_level == 11


def test_an_import_that_is_given_up_leaves_nothing(memory: Database) -> None:
    before = everything(memory)

    def give_up(done: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), memory.writing() as tx:
        apply_import(tx, _district(), watch=give_up)
    assert everything(memory) == before
    assert counts(bring(memory, a_file("students", a_student("001")))) == [(1, 0, 0, 0, 0)]


def test_an_import_interrupted_in_any_statement_says_so_and_leaves_nothing(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(database, *_district())
    before = everything(database)
    dialect = database._engine.dialect
    left = [0]

    def interrupting(run: Any) -> Any:
        def execute(*values: Any, **named: Any) -> Any:
            left[0] -= 1
            if left[0] == 0:
                raise KeyboardInterrupt
            return run(*values, **named)

        return execute

    for name in ("do_execute", "do_executemany", "do_execute_no_params"):
        monkeypatch.setattr(dialect, name, interrupting(getattr(dialect, name)))
    for nth in itertools.count(5, 3):  # the first ones begin the transaction
        newer = [
            a_file("students", a_student("003"), a_student("001")),
            a_file("record", a_semester("001", mark="A")),
            a_file("plans", a_wanted("001", "GD2", period="P4")),
            a_file("sections", a_meeting("S1", "F")),
        ]
        left[0] = nth
        try:
            with database.writing() as tx:
                apply_import(tx, newer, replace=True)
        except KeyboardInterrupt:
            assert everything(database) == before
        else:
            break
    assert left[0] > 0, "a statement was interrupted, and nobody noticed"
    assert nth > 100


def test_an_import_that_is_killed_leaves_nothing(closed: Path, clock: Clock) -> None:
    def apply_and_die() -> None:
        database = Database.open(closed, writable=True, clock=clock)
        with database.writing() as tx:
            endless = ((*a_student(str(number)), number) for number in itertools.count(1))
            file = ImportFile("students", FIELDS["students"], endless)
            apply_import(tx, [file], watch=lambda done: os._exit(9) if done > 20_000 else None)

    _, status = os.waitpid(start_child(apply_and_die), 0)
    assert os.waitstatus_to_exitcode(status) == 9
    with Database.open(closed, writable=True, clock=clock) as database:
        assert everything(database)["student"] == []
        assert counts(bring(database, a_file("students", a_student("001")))) == [(1, 0, 0, 0, 0)]


_semesters = st.lists(
    st.builds(
        a_semester,
        st.sampled_from(["001", "002"]),
        st.sampled_from(["ENG09", "GD1", "PE"]),
        term=st.sampled_from(["fall", "spring"]),
        mark=st.sampled_from(["A", "B", ""]),
        honors=st.sampled_from([None, 0, 1]),
    ),
    max_size=12,
)


@settings(max_examples=60)
@given(st.lists(st.tuples(_semesters, st.booleans()), min_size=1, max_size=4))
def test_any_series_of_imports_adds_up_and_can_be_undone_step_by_step(
    series: list[tuple[list[Any], bool]],
) -> None:
    with Database.in_memory() as memory:
        bring(memory, a_file("students", a_student("001"), a_student("002")))
        states = [everything(memory)]
        for rows, replace in series:
            result = bring(memory, a_file("record", *rows), replace=replace)
            (file,) = result.files
            assert file.accepted + file.changed + file.unchanged + len(file.refused) == len(rows)
            if result.step is None:
                assert everything(memory) == states[-1]
            else:
                states.append(everything(memory))
        for before in reversed(states[:-1]):
            take_back(memory)
            assert everything(memory) == before
        for after in states[1:]:
            do_again(memory)
            assert everything(memory) == after
