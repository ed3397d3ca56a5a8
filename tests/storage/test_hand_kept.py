"""What a person set here stays, whatever files say later, until somebody chooses the file's."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cte_desktop.domain.students.decisions import Decision
from cte_desktop.domain.students.experiences import Enrollment
from cte_desktop.domain.students.student import Student
from cte_desktop.storage.added_programs import add_program, list_added_programs
from cte_desktop.storage.database import Database
from cte_desktop.storage.decisions import add_decision, list_decisions
from cte_desktop.storage.enrolments import add_enrolment, list_enrolments
from cte_desktop.storage.import_report import ImportFile, ImportResult, KeptByHand
from cte_desktop.storage.kept_fields import (
    KeptField,
    choose_field,
    find_kept_field,
    list_kept_fields,
)
from cte_desktop.storage.student_edits import EDITED, save_student
from cte_desktop.storage.students import find_student
from tests.storage.bringing import (
    a_student,
    bring,
    counts,
    do_again,
    edit,
    everything,
    take_back,
)

HEADER = ("student_id", "last_name", "first_name", "grade_level", "graduation_year")
COLUMNS = (*HEADER, "entry_class", "school", *EDITED)
WAIVER = Decision("waiver", "graduation", requirement="pe", reason="Ours", approved_by="A. Lee")
SIGNED_UP = Enrollment("Welding", "signed_up", date(2026, 9, 1), 2026, "VL", "Ours")


def _students(*wanted: tuple[str, str], columns: tuple[str, ...] = COLUMNS) -> ImportFile:
    """A file that gives each student a pathway; the other fields that people edit are empty."""
    rows = [
        (*a_student(student)[:3], 11, 2028, 2028, "VL", pathway, "", "", "", number)
        for number, (student, pathway) in enumerate(wanted, start=2)
    ]
    given = None if columns is COLUMNS else (lambda: columns)
    return ImportFile("students", COLUMNS, rows, given=given)


def _ana(database: Database, student_id: str = "S1") -> Student:
    with database.reading() as tx:
        found = find_student(tx, student_id)
    assert found is not None
    return found


def _set(database: Database, pathway: str) -> None:
    edit(database, save_student, replace(_ana(database), pathway=pathway))


def _open(database: Database) -> list[tuple[str, str, str]]:
    with database.reading() as tx:
        return [(kept.column, kept.here, kept.file) for kept in list_kept_fields(tx)]


def _choose(database: Database, choice: str) -> None:
    with database.reading() as tx:
        (kept,) = list_kept_fields(tx)
    edit(database, choose_field, kept, choice)


def _kept(result: ImportResult) -> list[KeptByHand]:
    return result.files[0].kept


def test_a_pathway_set_here_stays_and_the_file_s_is_told(memory: Database) -> None:
    bring(memory, _students(("S1", "Welding"), ("S2", "Welding")))
    _set(memory, "Robotics")
    assert _open(memory) == []
    result = bring(memory, _students(("S1", "Welding"), ("S2", "Auto")))
    assert _kept(result) == [KeptByHand(2, "pathway", "Robotics", "Welding")]
    assert counts(result) == [(0, 1, 1, 0, 0)]
    assert _ana(memory).pathway == "Robotics"
    assert _ana(memory, "S2").pathway == "Auto"
    assert _open(memory) == [("pathway", "Robotics", "Welding")]


def test_an_unchanged_file_says_it_again_only_while_nobody_has_chosen(memory: Database) -> None:
    bring(memory, _students(("S1", "Welding")))
    _set(memory, "Robotics")
    bring(memory, _students(("S1", "Welding")))
    again = bring(memory, _students(("S1", "Welding")))
    assert (len(_kept(again)), again.step) == (1, None)
    _choose(memory, "here")
    assert _open(memory) == []
    assert _kept(bring(memory, _students(("S1", "Welding")))) == []
    assert len(_kept(bring(memory, _students(("S1", "Auto"))))) == 1
    assert _open(memory) == [("pathway", "Robotics", "Auto")]


def test_the_file_s_value_once_chosen_follows_the_file(memory: Database) -> None:
    bring(memory, _students(("S1", "Welding")))
    _set(memory, "Robotics")
    bring(memory, _students(("S1", "Welding")))
    before = everything(memory)
    _choose(memory, "file")
    assert _ana(memory).pathway == "Welding"
    result = bring(memory, _students(("S1", "Auto")))
    assert _kept(result) == []
    assert _ana(memory).pathway == "Auto"
    take_back(memory)
    take_back(memory)
    assert _without_keys(everything(memory)) == _without_keys(before)
    assert _ana(memory).pathway == "Robotics"


def test_a_value_set_as_the_file_has_it_is_no_conflict(memory: Database) -> None:
    bring(memory, _students(("S1", "Welding")))
    _set(memory, "Robotics")
    result = bring(memory, _students(("S1", "Robotics")))
    assert (_kept(result), result.step) == ([], None)
    assert _open(memory) == []


def test_a_file_that_comes_round_to_the_hand_s_value_ends_the_conflict(memory: Database) -> None:
    bring(memory, _students(("S1", "Welding")))
    _set(memory, "Robotics")
    bring(memory, _students(("S1", "Welding")))
    bring(memory, _students(("S1", "Robotics")))
    assert _open(memory) == []
    assert len(_kept(bring(memory, _students(("S1", "Welding"))))) == 1


def test_a_field_emptied_here_stays_empty(memory: Database) -> None:
    bring(memory, _students(("S1", "Welding")))
    _set(memory, "")
    assert len(_kept(bring(memory, _students(("S1", "Welding"))))) == 1
    assert _ana(memory).pathway == ""


def test_a_file_without_the_column_says_nothing_of_it(memory: Database) -> None:
    bring(memory, _students(("S1", "Welding")))
    _set(memory, "Robotics")
    result = bring(memory, _students(("S1", ""), columns=HEADER))
    assert (_kept(result), _ana(memory).pathway) == ([], "Robotics")


def test_taking_an_import_back_restores_what_was_known_of_the_file(memory: Database) -> None:
    bring(memory, _students(("S1", "Welding")))
    _set(memory, "Robotics")
    before = everything(memory)
    result = bring(memory, _students(("S1", "Welding")))
    take_back(memory, result.step)
    assert everything(memory) == before
    take_back(memory)  # the edit by hand
    assert _ana(memory).pathway == "Welding"
    assert everything(memory)["kept_field"] == []


def _decisions(reason: str) -> ImportFile:
    fields = ("student_id", "kind", "program", "requirement", "reason", "approved_by", "on")
    names = {"course_code": "", "for_course": "", "category": ""}
    row = ("S1", "waiver", "graduation", "pe", reason, "A. Lee", None, *names.values(), 2)
    return ImportFile("decisions", (*fields, *names), [row])


def _sign_ups(reason: str, year: int | None) -> ImportFile:
    fields = ("student_id", "pathway", "action", "on", "school_year", "school", "reason")
    row = ("S1", "Welding", "signed_up", "2026-09-01", year, "VL", reason, 2)
    return ImportFile("enrollments", fields, [row])


def test_a_decision_made_here_stays_as_it_was_made(memory: Database) -> None:
    bring(memory, _students(("S1", "")))
    uid = _ana(memory).uid
    edit(memory, add_decision, uid, WAIVER)
    result = bring(memory, _decisions("Theirs"), replace=True)
    assert _kept(result) == [KeptByHand(2, "reason", "Ours", "Theirs")]
    assert counts(result) == [(0, 0, 1, 0, 0)]
    _choose(memory, "file")
    with memory.reading() as tx:
        assert [d.reason for _, d in list_decisions(tx, uid)] == ["Theirs"]
    assert _kept(bring(memory, _decisions("Theirs too"))) == []
    with memory.reading() as tx:
        assert [d.reason for _, d in list_decisions(tx, uid)] == ["Theirs too"]


def test_a_sign_up_made_here_stays_when_a_file_lacks_it_or_has_it_otherwise(
    memory: Database,
) -> None:
    bring(memory, _students(("S1", "")))
    uid = _ana(memory).uid
    edit(memory, add_enrolment, uid, SIGNED_UP)
    elsewhere = ImportFile(
        "enrollments", ("student_id", "pathway", "action", "on"), [("S1", "Auto", "left", None, 2)]
    )
    assert counts(bring(memory, elsewhere, replace=True)) == [(1, 0, 0, 0, 0)]
    result = bring(memory, _sign_ups("Ours", 2025), replace=True)
    assert _kept(result) == [KeptByHand(2, "school_year", "2026", "2025")]
    _choose(memory, "file")
    with memory.reading() as tx:
        assert [e.school_year for _, e in list_enrolments(tx, uid)] == [2025]
    take_back(memory)
    with memory.reading() as tx:
        assert [e for _, e in list_enrolments(tx, uid)] == [SIGNED_UP]


def test_added_programs_outlive_every_file(memory: Database) -> None:
    bring(memory, _students(("S1", "")))
    uid = _ana(memory).uid
    edit(memory, add_program, uid, "pathway:Welding")
    bring(memory, _students(("S1", "Auto")), replace=True)
    with memory.reading() as tx:
        assert list_added_programs(tx, uid) == ("pathway:Welding",)


def test_what_was_chosen_cannot_be_chosen_again(memory: Database) -> None:
    bring(memory, _students(("S1", "Welding")))
    _set(memory, "Robotics")
    bring(memory, _students(("S1", "Welding")))
    _choose(memory, "here")
    uid = _ana(memory).uid
    with memory.reading() as tx:
        assert find_kept_field(tx, uid, "pathway") is None


NAMES = st.sampled_from(["", "Auto", "Robotics", "Welding"])
ACTIONS = st.lists(
    st.one_of(
        st.tuples(st.just("file"), NAMES),
        st.tuples(st.just("hand"), NAMES),
        st.tuples(st.just("choose"), st.sampled_from(["here", "file"])),
        st.tuples(st.just("undo"), st.just("")),
    ),
    max_size=10,
)


@settings(max_examples=25, deadline=None)
@given(ACTIONS)
def test_no_order_of_files_and_edits_loses_a_hand_s_value(actions: list[tuple[str, str]]) -> None:
    with Database.in_memory() as memory:
        bring(memory, _students(("S1", "Welding")))
        states: list[tuple[str | None, dict[str, Any]]] = []  # of before each step
        hand: str | None = None
        for action, value in actions:
            before = (hand, _without_keys(everything(memory)))
            stepped, hand = _do(memory, action, value, hand, states)
            if stepped:
                states.append(before)
            if hand is not None:
                assert _ana(memory).pathway == hand


def _do(
    memory: Database, action: str, value: str, hand: str | None, states: list[Any]
) -> tuple[bool, str | None]:
    """Do one thing; returns whether it was a step, and what the hand's value is then."""
    if action == "file":
        return bring(memory, _students(("S1", value))).step is not None, hand
    if action == "hand":
        changed = _ana(memory).pathway != value
        _set(memory, value)
        return changed, value if changed else hand
    if action == "choose":
        if not _open(memory):
            return False, hand
        _choose(memory, value)
        return True, hand if value == "here" else None
    if states:
        take_back(memory)
        hand, content = states.pop()
        assert _without_keys(everything(memory)) == content
    return False, hand


def _without_keys(content: dict[str, list[tuple[Any, ...]]]) -> dict[str, list[tuple[Any, ...]]]:
    """Without the keys of rows that edits put back: they get new ones."""
    return {table: sorted((row[1:] for row in rows), key=repr) for table, rows in content.items()}


@pytest.mark.parametrize("column", EDITED)
def test_every_field_that_is_edited_here_is_kept(memory: Database, column: str) -> None:
    bring(memory, _students(("S1", "Welding")))
    changes: dict[str, Any] = {column: "Ours"}
    edit(memory, save_student, replace(_ana(memory), **changes))
    result = bring(memory, _students(("S1", "Welding")))
    file = "Welding" if column == "pathway" else ""
    assert _kept(result) == [KeptByHand(2, column, "Ours", file)]
    assert getattr(_ana(memory), column) == "Ours"


def test_a_field_of_one_student_is_found_by_its_name(memory: Database) -> None:
    bring(memory, _students(("S1", "Welding")))
    _set(memory, "Robotics")
    bring(memory, _students(("S1", "Welding")))
    ana = _ana(memory)
    with memory.reading() as tx:
        found = find_kept_field(tx, ana.uid, "pathway")
    assert isinstance(found, KeptField)
    assert (found.student_id, found.name) == ("S1", ana.list_name)


def test_taken_back_and_done_again_an_import_leaves_the_same(memory: Database) -> None:
    bring(memory, _students(("S1", "Welding"), ("S2", "Welding")))
    _set(memory, "Robotics")
    bring(memory, _students(("S1", "Auto"), ("S2", "Auto")))
    after = _open(memory)
    take_back(memory)
    assert _open(memory) == []
    do_again(memory)
    assert (_open(memory), _ana(memory).pathway) == (after, "Robotics")
    assert _ana(memory, "S2").pathway == "Auto"


def test_two_files_of_one_call_are_both_told_and_the_last_one_is_remembered(
    memory: Database,
) -> None:
    bring(memory, _students(("S1", "Welding")))
    _set(memory, "Robotics")
    result = bring(memory, _students(("S1", "Welding")), _students(("S1", "Auto")))
    assert [[kept.file for kept in file.kept] for file in result.files] == [["Welding"], ["Auto"]]
    assert _open(memory) == [("pathway", "Robotics", "Auto")]
    before = everything(memory)
    assert counts(bring(memory, _students(("S1", "Auto")))) == [(0, 0, 1, 0, 0)]
    assert everything(memory) == before


def test_what_was_set_here_goes_and_comes_back_with_its_student(memory: Database) -> None:
    bring(memory, _students(("S1", "Welding"), ("S2", "Welding")))
    _set(memory, "Robotics")
    before = everything(memory)
    bring(memory, _students(("S2", "Welding")), replace=True)
    assert everything(memory)["kept_field"] == []
    take_back(memory)
    assert everything(memory) == before
