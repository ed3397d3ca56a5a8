"""Each change of the history in words, before and after; what an undo would do; pages of steps."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from cte_desktop.domain.planning.plan import Lane, Placement, Spot
from cte_desktop.domain.school_year import Term
from cte_desktop.services import history
from cte_desktop.services.cases import open_case
from cte_desktop.services.desk import Desk, open_desk
from cte_desktop.services.districts import new_district
from cte_desktop.services.history_details import step_told, undo_preview
from cte_desktop.services.history_pages import HistoryNarrowing, history_page, student_page
from cte_desktop.services.importing import import_paths
from cte_desktop.services.planning import new_plan, save_plan
from cte_desktop.services.settings import change_setting
from cte_desktop.services.student_fields import save_student_fields
from cte_desktop.system.clock import Clock
from cte_desktop.system.errors import KnownError, WrongCall
from cte_desktop.wording.history.told import Deed, Told

CLOCK = Clock(date(2026, 11, 21))
_STUDENTS = """student_id,last_name,first_name,grade_level,school,graduation_year
001,Rivera,Ana,11,VL,2028
002,Young,Ben,11,VL,2028
"""
_RECORD = """student_id,school_year,term,course_code,mark,credits_attempted,credits_earned
001,2025-26,fall,BIO,{mark},5.0,5.0
002,2025-26,fall,BIO,A,5.0,5.0
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with two students, brought by step 1, and a mark that step 2 changed."""
    folder = tmp_path_factory.mktemp("history")
    with closing(new_district(folder / "d.cte", None, CLOCK, actor="A. Lee")) as desk:
        _bring(desk, folder, "students.csv", _STUDENTS, record=_RECORD.format(mark="B"))
        _bring(desk, folder, "record.csv", _RECORD.format(mark="C"))
    return folder / "d.cte"


@pytest.fixture
def desk(made: Path, tmp_path: Path) -> Iterator[Desk]:
    """A desk with a copy of it."""
    file = tmp_path / "d.cte"
    for ending in ("", ".keys"):
        shutil.copy(f"{made}{ending}", f"{file}{ending}")
    with closing(open_desk(file, None, CLOCK, actor="A. Lee", writable=True)) as opened:
        yield opened


def _bring(desk: Desk, folder: Path, name: str, text: str, *, record: str = "") -> None:
    paths = [folder / name]
    paths[0].write_text(text)
    if record:
        paths.append(folder / "record.csv")
        paths[1].write_text(record)
    import_paths(desk, paths, back_up=False)


def _uid(desk: Desk, student_id: str) -> str:
    return open_case(desk, student_id).file.student.uid


def _fields(told: Told) -> dict[str, tuple[str, str]]:
    return {field.title: (field.before, field.after) for field in told.fields}


def test_an_import_tells_of_a_student_what_it_changed_field_by_field(desk: Desk) -> None:
    told = step_told(desk, 2, _uid(desk, "001"))
    (row,) = told.told
    assert row.deed is Deed.CHANGED
    assert row.which.endswith("2025-26, fall")
    assert _fields(row) == {"Mark": ("B", "C")}
    assert told.student_count == 1
    assert [student.name for student in told.students] == ["Rivera, Ana"]


def test_the_import_before_tells_the_row_as_it_was_then(desk: Desk) -> None:
    told = step_told(desk, 1, _uid(desk, "001"))
    assert {(one.kind, one.deed) for one in told.told} == {
        ("Student", Deed.ADDED),
        ("Record", Deed.ADDED),
    }
    record = next(one for one in told.told if one.kind == "Record")
    assert _fields(record)["Mark"] == ("–", "B")
    assert told.student_count == 2


def test_an_undo_tells_the_reverse_and_its_redo_the_same_again(desk: Desk) -> None:
    uid = _uid(desk, "001")
    history.undo(desk, 2)
    (row,) = step_told(desk, 3, uid).told
    assert _fields(row) == {"Mark": ("C", "B")}
    history.undo(desk, 3)
    (row,) = step_told(desk, 4, uid).told
    assert _fields(row) == {"Mark": ("B", "C")}
    assert [line.line.number for line in student_page(desk, "001")] == [4, 3, 2, 1]
    assert [line.line.number for line in student_page(desk, "002")] == [1]


def test_a_plan_tells_courses_added_moved_and_removed_with_grade_and_term(desk: Desk) -> None:
    uid = _uid(desk, "001")
    plan = new_plan(desk, uid)
    spots = [Spot(11, Term.SPRING, Lane.DAY), Spot(12, Term.FALL, Lane.EXTENDED)]
    art, math, bio = (
        Placement(f"p{n}", code, spot)
        for n, (code, spot) in enumerate(
            [("ART1", spots[0]), ("MATH1", spots[0]), ("BIO", spots[0])]
        )
    )
    save_plan(desk, replace(plan, placements=(art, math)), "edit_plan")
    moved = replace(art, spot=spots[1])
    change = save_plan(desk, replace(plan, placements=(moved, bio)), "edit_plan")
    assert change.step is not None
    (told,) = step_told(desk, change.step).told
    catalog = desk.catalog()
    titles = {code: getattr(catalog.course(code), "title", code) for code in ("ART1", "MATH1")}
    fields = _fields(told)
    assert fields[titles["ART1"]] == (
        "spring of 11th grade",
        "fall of 12th grade, Extended Day",
    )
    assert fields[titles["MATH1"]] == ("spring of 11th grade", "–")
    assert ("–", "spring of 11th grade") in fields.values()


def test_a_setting_is_told_by_its_name_in_words(desk: Desk) -> None:
    change_setting(desk, "travel_margin_minutes", "15")
    line = history_page(desk, HistoryNarrowing(category="settings")).lines[0]
    assert line.line.text == "Set Minutes beside the travel time to 15"
    (told,) = step_told(desk, line.line.number).told
    assert (told.which, _fields(told)) == (
        "Minutes beside the travel time",
        {"Value": ("as shipped", "15")},
    )


def test_before_an_undo_it_is_said_whom_it_concerns_and_what_is_in_its_way(desk: Desk) -> None:
    preview = undo_preview(desk, 2)
    assert (preview.students, preview.refused) == (1, None)
    in_the_way = undo_preview(desk, 1)
    assert in_the_way.later == 2
    assert in_the_way.refused is not None
    assert in_the_way.refused.code == "changed_since"
    history.undo(desk, 2)
    assert undo_preview(desk, 1).refused is None
    with pytest.raises(WrongCall):
        undo_preview(desk, 99)


def test_an_edit_that_was_edited_again_names_the_later_step(desk: Desk) -> None:
    uid = _uid(desk, "001")
    save_student_fields(desk, uid, goal="Nurse")
    later = save_student_fields(desk, uid, goal="Doctor")
    assert later.step is not None
    preview = undo_preview(desk, later.step - 1)
    assert preview.later == later.step


def test_the_history_is_searched_by_words_people_and_students(desk: Desk) -> None:
    save_student_fields(desk, _uid(desk, "002"), goal="Pilot")

    def found(words: str) -> list[int]:
        page = history_page(desk, HistoryNarrowing(words=words))
        return [line.line.number for line in page.lines]

    assert found("young") == [3, 1]
    assert found("rivera") == [2, 1]
    assert found("goal") == [3]
    assert found("nobody did") == []
    assert [line.whom for line in history_page(desk).lines] == [
        "Young, Ben",
        "Rivera, Ana",
        "2 students",
    ]


def test_no_students_name_stands_in_a_step(desk: Desk) -> None:
    save_student_fields(desk, _uid(desk, "002"), goal="Pilot")
    with desk.database.reading() as tx:
        details = tx.connection.exec_driver_sql("SELECT action || details FROM step").scalars()
        assert not [text for text in details if "Young" in text or "Rivera" in text]


def test_pages_of_the_history_hold_together(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from cte_desktop.services import history_pages

    for minutes in range(10, 19):
        change_setting(desk, "travel_margin_minutes", str(minutes + 1))
    monkeypatch.setattr(history_pages, "PAGE", 4)
    numbers: list[int] = []
    before = None
    while True:
        page = history_page(desk, None, before)
        numbers += [line.line.number for line in page.lines]
        before = page.further
        if before is None:
            break
    assert numbers == sorted(numbers, reverse=True)
    assert numbers == list(range(11, 0, -1))


def test_a_large_import_is_taken_back_whole_and_done_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "_MANY_STUDENTS", 0)
    before = _rows(desk)
    history.undo(desk, 2)
    history.undo(desk, 1)
    assert _rows(desk) == ([], [])
    history.undo(desk, 4)
    history.undo(desk, 3)
    assert _rows(desk) == before
    with desk.database.writing() as tx:
        run = tx.connection.exec_driver_sql
        assert run("PRAGMA foreign_keys").scalar() == 1
        assert run("PRAGMA secure_delete").scalar() == 1
        assert run("PRAGMA foreign_key_check").all() == []


def test_a_large_import_waits_for_what_came_later(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "_MANY_STUDENTS", 0)
    history.undo(desk, 2)
    uid = _uid(desk, "001")
    later = save_plan(desk, new_plan(desk, uid), "new_plan")
    before = _rows(desk)
    with pytest.raises(KnownError) as refused:
        history.undo(desk, 1)
    assert (refused.value.code, refused.value.values["later"]) == ("changed_since", later.step)
    assert _rows(desk) == before


def _rows(desk: Desk) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    with desk.database.reading() as tx:
        run = tx.connection.exec_driver_sql
        students = run('SELECT * FROM student ORDER BY "key"').all()
        record = run('SELECT * FROM record ORDER BY "key"').all()
    return [tuple(row) for row in students], [tuple(row) for row in record]
