"""Who is written about is due, in the same transaction; a mark goes only if nothing came since."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from cte_desktop.domain.audit.parts import EVERY_PART, Part, part_of
from cte_desktop.domain.students.decisions import Decision
from cte_desktop.storage import due_standings
from cte_desktop.storage.database import Database
from cte_desktop.storage.decisions import add_decision
from cte_desktop.storage.due_standings import mark_parts
from cte_desktop.storage.history import begin_step
from cte_desktop.storage.planning import list_plans, save_plan
from cte_desktop.storage.standings import (
    Due,
    KeptStanding,
    Worked,
    begin_basis,
    count_due,
    figure_lines,
    list_due,
    store_standings,
)
from cte_desktop.storage.students import find_student, list_students
from cte_desktop.storage.transaction import Transaction
from tests.storage.bringing import (
    a_file,
    a_semester,
    a_student,
    a_wanted,
    bring,
    do_again,
    edit,
    take_back,
)

BASIS = {1: "graduation", 2: "areas", 4: "own", 8: "pathways"}
OTHER_AREAS = BASIS | {2: "other areas"}
MET: KeptStanding = (
    *("uc", "met", 1500, 1500, 0, 0, 0, "", None, None, None, 0, "", None, None, 0),
    *(None, None),
)
GRADUATED: KeptStanding = (
    "graduation",
    "met",
    23000,
    23000,
    0,
    0,
    0,
    "",
    None,
    None,
    None,
    0,
    "",
    None,
    None,
    0,
    None,
    None,
)


@pytest.fixture
def district(memory: Database, monkeypatch: pytest.MonkeyPatch) -> Database:
    """Five students, none of them due; imports look whom they wrote about."""
    monkeypatch.setattr(due_standings, "_MANY_A_STUDENT", 100)
    bring(memory, a_file("students", *(a_student(f"00{n}") for n in range(1, 6))))
    bring(memory, a_file("record", a_semester("004"), a_semester("005")))
    bring(memory, a_file("plans", a_wanted("005", "ENG12")))
    work_out(memory)
    return memory


def work_out(database: Database) -> None:
    with database.writing() as tx:
        begin_basis(tx, BASIS)
        store_standings(tx, [Worked(due, "VL", 11, (MET,)) for due in list_due(tx)])
    assert due(database) == []


def due(database: Database) -> list[str]:
    """The district's ids of those who are due."""
    with database.reading() as tx:
        marked = {one.student for one in list_due(tx)}
        rows = tx.connection.exec_driver_sql('SELECT "key", student_id FROM student').all()
        assert marked <= {row[0] for row in rows}
    return sorted(row[1] for row in rows if row[0] in marked)


_ROWS: list[tuple[str, Any]] = [
    ("record", a_semester("001")),
    ("enrollments", ("001", "Graphic Design", "signed_up", None)),
    ("tests", ("001", "SBAC_ELA", "2600", "2026-05-01")),
    ("decisions", ("001", "waiver", "graduation", "pe", "", "", "", "EC 51241", None)),
    ("wishes", ("001", 1, "load", "6-7", "must", "")),
    ("plans", a_wanted("001", "ENG12")),
    ("students", a_student("001", grade_level=12)),
]


@pytest.mark.parametrize(("kind", "row"), _ROWS)
def test_an_import_and_its_undoing_make_due_whom_they_wrote_about(
    district: Database, kind: str, row: Any
) -> None:
    bring(district, a_file(kind, row))
    assert due(district) == ["001"]
    for again in (take_back, do_again, take_back):
        work_out(district)
        again(district)
        assert due(district) == ["001"]


def test_rows_that_change_or_go_make_their_student_due(district: Database) -> None:
    bring(district, a_file("record", a_semester("004", mark="A")), replace=True)
    assert due(district) == ["004", "005"]
    work_out(district)
    take_back(district)
    assert due(district) == ["004", "005"]


def test_a_plan_that_changes_or_goes_makes_its_student_due(district: Database) -> None:
    bring(district, a_file("plans", a_wanted("005", "ENG12", period="P2")))
    assert due(district) == ["005"]
    work_out(district)
    bring(district, a_file("plans", a_wanted("001", "ENG12")), replace=True)
    assert due(district) == ["001", "005"]
    work_out(district)
    take_back(district)
    assert due(district) == ["001", "005"]


def test_a_file_that_changes_nothing_makes_nobody_due(district: Database) -> None:
    bring(district, a_file("record", a_semester("004")))
    bring(district, a_file("travel", ("VL", "RN", 12, "Y")))
    assert due(district) == []


def test_large_imports_and_their_undoing_mark_everyone(
    district: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(due_standings, "_MANY_A_STUDENT", 0)
    bring(district, a_file("record", a_semester("001")))
    assert len(due(district)) == 5
    work_out(district)
    take_back(district)
    assert len(due(district)) == 5


def test_removed_students_leave_no_standing_and_come_back_due(district: Database) -> None:
    bring(district, a_file("students", a_student("001")), replace=True)
    assert due(district) == []
    with district.reading() as tx:
        assert [line.students for line in figure_lines(tx, BASIS)] == [1]
    take_back(district)
    assert due(district) == ["002", "003", "004", "005"]


def test_an_edit_makes_its_student_due_and_so_does_its_undo(district: Database) -> None:
    with district.reading() as tx:
        student = find_student(tx, "005")
        assert student is not None
        (plan,) = list_plans(tx, student.uid)
    edit(district, save_plan, replace(plan, placements=()))
    assert due(district) == ["005"]
    work_out(district)
    take_back(district)
    assert due(district) == ["005"]


def test_a_write_that_is_given_up_makes_nobody_due(district: Database) -> None:
    with district.reading() as tx:
        uid = list_students(tx)[0].uid

    def decide_and_fail() -> None:
        with district.writing() as tx:
            begin_step(tx, "edit")
            add_decision(tx, uid, Decision("waiver", "graduation", "health"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        decide_and_fail()
    assert due(district) == []


def test_what_came_while_standings_were_worked_out_keeps_its_student_due(
    district: Database,
) -> None:
    bring(district, a_file("record", a_semester("001"), a_semester("002")))
    with district.reading() as tx:
        worked = [Worked(one, "VL", 11, (MET,)) for one in list_due(tx)]
    bring(district, a_file("record", a_semester("001", mark="A")))
    with district.writing() as tx:
        store_standings(tx, worked)
    assert due(district) == ["001"]


def test_standings_of_a_student_who_is_gone_are_not_kept(district: Database) -> None:
    with district.writing() as tx:
        store_standings(tx, [Worked(Due(999, 0, 15), "VL", 11, (MET,))])
    with district.reading() as tx:
        assert sum(line.students for line in figure_lines(tx, BASIS)) == 5


def test_on_another_basis_everyone_is_due_in_its_part_alone(district: Database) -> None:
    with district.reading() as tx:
        uid = list_students(tx)[0].uid
        assert count_due(tx, BASIS) == 0
        assert count_due(tx, OTHER_AREAS) == 5
        assert stale_of(tx, OTHER_AREAS) == [(5, 5)]
        assert stale_of(tx, BASIS | {1: "other sets"}) == [(5, 0)]
    edit(district, add_decision, uid, Decision("waiver", "graduation", "health"))
    with district.writing() as tx:
        begin_basis(tx, OTHER_AREAS)
    with district.reading() as tx:
        assert count_due(tx, OTHER_AREAS) == 5
        assert stale_of(tx, OTHER_AREAS) == [(5, 5)]
        assert [one.parts for one in list_due(tx)] == [int(EVERY_PART), 2, 2, 2, 2]


def test_only_the_parts_that_are_due_are_replaced(district: Database) -> None:
    with district.writing() as tx:
        mark_parts(tx, Part.GRADUATION)
        worked = [Worked(due, "VL", 11, (GRADUATED,)) for due in list_due(tx)]
        store_standings(tx, worked)
        mark_parts(tx, Part.GRADUATION)
    with district.reading() as tx:
        lines = {line.program: (line.students, line.stale) for line in figure_lines(tx, BASIS)}
    assert lines == {"graduation": (5, 5), "uc": (5, 0)}


@pytest.mark.parametrize(
    "program", ["graduation", "uc", "csu", "cci", "pathway:Welding", "district:seal"]
)
def test_the_store_knows_the_part_of_a_program(district: Database, program: str) -> None:
    with district.writing() as tx:
        mark_parts(tx, Part.PATHWAYS | Part.OWN | Part.GRADUATION | Part.AREAS)
        standing = (program, *MET[1:])
        store_standings(tx, [Worked(due, "VL", 11, (standing,)) for due in list_due(tx)])
        mark_parts(tx, part_of(program))
        assert stale_of(tx, BASIS) == [(5, 5)]
        store_standings(tx, [Worked(due, "VL", 11, ()) for due in list_due(tx)])
        assert stale_of(tx, BASIS) == []


def stale_of(tx: Transaction, basis: dict[int, str]) -> list[tuple[int, int]]:
    return [(line.students, line.stale) for line in figure_lines(tx, basis)]
