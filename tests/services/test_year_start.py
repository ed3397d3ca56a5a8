"""A school year begun: students move up, plans stay, one step; never twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cte_desktop.domain.students.leaving import has_left
from cte_desktop.services.as_of import case_as_of
from cte_desktop.services.cases import open_case_of
from cte_desktop.services.desk import Desk
from cte_desktop.services.history import list_history, undo
from cte_desktop.services.history_details import step_told
from cte_desktop.services.importing import import_paths
from cte_desktop.services.standings import bring_up_to_date
from cte_desktop.services.students import list_students, student_named
from cte_desktop.services.year_start import (
    NO_HIGH_SCHOOL,
    NOBODY_MOVES,
    TOO_EARLY,
    YEAR_BEGUN,
    YEAR_OVER,
    Fate,
    high_schools,
    list_begun,
    preview_start,
    start_year,
    uids_of_ids,
    year_to_begin,
)
from cte_desktop.storage.database import Database
from cte_desktop.storage.tables.all import METADATA
from cte_desktop.system.clock import Clock
from cte_desktop.system.errors import KnownError

YEAR = 2027
JUNE = date(2027, 6, 12)
_LEFT_OUT = {"step", "change", "change_content", "earlier_row", "bulk_part", "bulk_student"}


@pytest.fixture
def june(desk: Desk) -> Desk:
    """The sample on a day on which 2027-28 can be begun."""
    desk.clock = desk.database.clock = Clock(JUNE)
    return desk


def _rows(database: Database, without: frozenset[str] = frozenset()) -> dict[str, list[Any]]:
    """What every table holds, but for the history itself."""
    names = [n for n in METADATA.tables if n not in _LEFT_OUT | {"standing_due", "fact"} | without]
    with database.reading() as tx:
        return {
            name: sorted(map(repr, tx.connection.exec_driver_sql(f'SELECT * FROM "{name}"')))  # noqa: S608
            for name in names
        }


def _refusal(work: Callable[[], object]) -> str:
    with pytest.raises(KnownError) as told:
        work()
    return told.value.code


def _code(found: KnownError | None) -> str:
    return "" if found is None else found.code


def test_grades_move_up_seniors_leave_and_all_else_stays_as_it_was(june: Desk) -> None:
    before = {line.uid: line for line in list_students(june)}
    rows = _rows(june.database, frozenset({"student", "year_start"}))
    preview = preview_start(june, YEAR)
    assert preview.refused is None
    start_year(june, preview)
    after = {line.uid: line for line in list_students(june)}
    assert _rows(june.database, frozenset({"student", "year_start"})) == rows
    moved = 0
    for uid, was in before.items():
        now = after[uid]
        if was.grade_level == 12:
            assert now == was
            continue
        moved += 1
        assert now.grade_level == was.grade_level + 1
        assert now.graduation_year == was.graduation_year
        changed_school = was.grade_level == 8
        assert (now.school != was.school) is changed_school
        assert now.counselor == ("" if changed_school else was.counselor)
    assert moved == preview.count(Fate.MOVES, Fate.CHANGES_SCHOOL) == list_begun(june)[0].students
    leaving = {uid for uid, was in before.items() if was.grade_level == 12}
    assert len(leaving) == preview.count(Fate.LEAVES)
    assert all(has_left(student_named(june, uid), YEAR) for uid in leaving)


def test_the_preview_counts_every_student_once_and_writes_nothing(june: Desk) -> None:
    rows = _rows(june.database)
    preview = preview_start(june, YEAR)
    counted = Counter((row.school, row.grade_level) for row in preview.rows)
    assert sum(row.students for row in preview.rows) == len(list_students(june))
    assert all(times == 1 for times in counted.values())
    assert [(one.school, one.high_school, one.usual) for one in preview.feeds] == [
        ("RN", "VL", "VL")
    ]
    assert preview.missing_marks == _running(june) > 0
    assert _rows(june.database) == rows
    assert ("VL", "Valencia High") in high_schools(june)
    assert "RN" not in dict(high_schools(june))


def _running(desk: Desk) -> int:
    files = (open_case_of(desk, line.uid).file for line in list_students(desk))
    return sum(
        1
        for file in files
        for row in file.record
        if row.school_year == YEAR - 1 and not row.mark and row.term != "summer"
    )


def test_undo_puts_everybody_back_and_the_year_can_be_begun_again(june: Desk) -> None:
    rows = _rows(june.database)
    changes = start_year(june, preview_start(june, YEAR))
    begun = _rows(june.database)
    told = undo(june, changes.step).changes
    assert told.nouns >= changes.nouns  # the pages read anew what they read when it was begun
    assert told.students == frozenset()
    assert _rows(june.database) == rows
    assert not list_begun(june)
    undo(june, list_history(june)[0].number)  # which does it again
    assert {name: kept for name, kept in _rows(june.database).items() if name != "year_start"} == {
        name: kept for name, kept in begun.items() if name != "year_start"
    }
    undo(june)
    assert preview_start(june, YEAR).refused is None


def test_a_year_is_never_begun_twice(june: Desk) -> None:
    preview = preview_start(june, YEAR)
    changes = start_year(june, preview)
    rows, steps = _rows(june.database), len(list_history(june))
    assert _code(preview_start(june, YEAR).refused) == YEAR_BEGUN
    with pytest.raises(KnownError) as told:
        start_year(june, preview)
    assert told.value.code == YEAR_BEGUN
    assert f"undo step {changes.step} of the history" in told.value.do
    assert "June 12, 2027" in told.value.text
    assert (_rows(june.database), len(list_history(june))) == (rows, steps)
    assert [one.school_year for one in list_begun(june)] == [YEAR]


@pytest.mark.parametrize(
    ("day", "year", "code"),
    [
        (date(2027, 4, 30), 2027, TOO_EARLY),
        (date(2027, 5, 1), 2027, ""),
        (date(2027, 9, 1), 2027, ""),
        (date(2027, 9, 1), 2028, TOO_EARLY),
        (date(2027, 6, 12), 2026, NOBODY_MOVES),
        (date(2027, 9, 1), 2026, YEAR_OVER),
    ],
)
def test_a_year_is_begun_from_may_on_and_not_when_it_is_over(
    desk: Desk, day: date, year: int, code: str
) -> None:
    desk.clock = desk.database.clock = Clock(day)
    preview = preview_start(desk, year)
    assert _code(preview.refused) == code
    if code:
        rows = _rows(desk.database)
        assert _refusal(lambda: start_year(desk, preview)) == code
        assert _rows(desk.database) == rows
    assert year_to_begin(desk) == 2027  # also in the fall, where it was forgotten


def test_files_that_brought_the_new_grades_leave_nothing_to_move(
    june: Desk, tmp_path: Path
) -> None:
    lines = list_students(june)
    file = tmp_path / "students.csv"
    head = "student_id,last_name,first_name,grade_level,graduation_year,school\n"
    rows = [
        f"{line.student_id},{student.last_name},{student.first_name},"
        f"{min(12, line.grade_level + 1)},{line.graduation_year},{line.school}\n"
        for line in lines
        if line.grade_level != 12
        for student in (student_named(june, line.uid),)
    ]
    file.write_text(head + "".join(rows), encoding="utf-8")
    import_paths(june, (file,))
    preview = preview_start(june, YEAR)
    assert preview.count(Fate.THERE) == len(rows)
    assert preview.count(Fate.MOVES, Fate.CHANGES_SCHOOL) == 0


def test_where_8th_graders_go_is_asked_when_nobody_knows(june: Desk) -> None:
    with june.database.writing() as tx:
        tx.connection.exec_driver_sql("UPDATE record SET school = 'RN'")
        tx.connection.exec_driver_sql("UPDATE student SET school = 'RN' WHERE grade_level > 8")
    preview = preview_start(june, YEAR)
    assert preview.feeds[0].high_school == ""
    assert _code(preview.refused) == NO_HIGH_SCHOOL
    chosen = preview_start(june, YEAR, high_schools={"RN": "SG"})
    assert chosen.refused is None
    start_year(june, chosen)
    ninth = [line for line in list_students(june) if line.grade_level == 9]
    assert ninth
    assert {(line.school, line.counselor) for line in ninth} == {("SG", "")}
    bad = {"RN": "??"}
    assert _refusal(lambda: preview_start(june, YEAR, high_schools=bad)) == "unknown_school"


def test_who_repeats_keeps_the_grade_and_what_was_earned_stays_where_it_was(june: Desk) -> None:
    senior = next(line for line in list_students(june) if line.grade_level == 12)
    with june.database.writing() as tx:
        tx.connection.exec_driver_sql(
            'UPDATE record SET grade_level = NULL WHERE student = (SELECT "key" FROM student '
            "WHERE uid = ?)",
            (senior.uid,),
        )
    record = open_case_of(june, senior.uid).file.record
    assert record
    stays = uids_of_ids(june, [senior.student_id])
    preview = preview_start(june, YEAR, staying=stays)
    assert preview.count(Fate.STAYS) == 1
    changes = start_year(june, preview)
    file = open_case_of(june, senior.uid).file
    assert (file.student.grade_level, file.student.graduation_year) == (
        12,
        senior.graduation_year + 1,
    )
    assert file.record == record
    assert not has_left(file.student, YEAR)
    undo(june, changes.step)
    assert open_case_of(june, senior.uid).file.student.graduation_year == senior.graduation_year
    assert _refusal(lambda: uids_of_ids(june, ["no such id"])) == "unknown_student"


def test_who_is_behind_the_class_is_in_school_as_a_senior(june: Desk) -> None:
    junior = next(line for line in list_students(june) if line.grade_level == 11)
    ids = (junior.uid,)
    with june.database.writing() as tx:
        tx.connection.exec_driver_sql(
            "UPDATE student SET graduation_year = ? WHERE uid = ?", (YEAR, *ids)
        )
        tx.connection.exec_driver_sql(
            'UPDATE record SET grade_level = NULL WHERE student = (SELECT "key" FROM student '
            "WHERE uid = ?)",
            ids,
        )
    record = open_case_of(june, junior.uid).file.record
    assert record
    changes = start_year(june, preview_start(june, YEAR))
    june.clock = june.database.clock = Clock(date(2027, 9, 12))
    now = next(line for line in list_students(june) if line.uid == junior.uid)
    assert (now.grade_level, now.graduation_year, now.in_school) == (12, YEAR + 1, True)
    assert open_case_of(june, junior.uid).file.record == record
    assert changes.step is not None
    told = step_told(june, changes.step).told[0].fields
    assert "Repeat their grade" not in [field.title for field in told]


def test_the_history_tells_it_and_everybody_written_about_has_it_in_theirs(june: Desk) -> None:
    lines = list_students(june)
    changes = start_year(june, preview_start(june, YEAR))
    assert changes.step is not None
    told = step_told(june, changes.step)
    assert told.line.text == "Begin the school year 2027-28"
    assert [one.kind for one in told.told] == ["School year"]
    assert told.told[0].which == "2027-28"
    moved = Counter(line.grade_level + 1 for line in lines if line.grade_level < 12)
    assert [(one.title, one.after) for one in told.told[0].fields] == [
        (f"Into {grade}th grade", f"{moved[grade]}") for grade in sorted(moved)
    ]
    assert told.student_count == sum(moved.values())
    for line in lines[:: len(lines) // 8]:
        own = [one.number for one in list_history(june, line.student_id)]
        assert (changes.step in own) is (line.grade_level < 12)


def test_where_everybody_stands_is_due_again(june: Desk) -> None:
    bring_up_to_date(june)
    start_year(june, preview_start(june, YEAR))
    with june.database.reading() as tx:
        due = tx.connection.exec_driver_sql(
            "SELECT min(s.grade_level), count(*) FROM standing_due d "
            'JOIN student s ON s."key" = d.student WHERE d.parts <> 0'
        ).one()
    lines = list_students(june)
    assert due[1] == sum(1 for line in lines if line.in_school) - sum(
        1 for line in lines if line.graduation_year == YEAR
    )


@dataclass(frozen=True, slots=True)
class _Meanwhile(Clock):
    """A clock at whose third look another program begins the year."""

    begins: list[Callable[[], object]] = field(default_factory=list)

    def today(self) -> date:
        if self.begins:
            self.begins.pop()()
        return JUNE


def test_a_year_that_another_program_began_meanwhile_is_not_begun_again(june: Desk) -> None:
    preview = preview_start(june, YEAR)
    june.clock = _Meanwhile(None, [lambda: start_year(june, preview)])
    assert _refusal(lambda: start_year(june, preview)) == YEAR_BEGUN
    assert len(list_begun(june)) == 1


def test_8th_graders_go_where_most_of_their_school_went(june: Desk) -> None:
    with june.database.writing() as tx:
        tx.connection.exec_driver_sql(
            "UPDATE student SET school = 'SG' WHERE uid IN (SELECT s.uid FROM student s "
            'JOIN record r ON r.student = s."key" WHERE r.grade_level = 8 AND s.grade_level > 8 '
            "AND r.school <> s.school ORDER BY s.student_id LIMIT 1)"
        )
        counted: dict[str, int] = dict(
            tx.connection.exec_driver_sql(
                'SELECT s.school, count(DISTINCT s."key") FROM student s JOIN record r '
                'ON r.student = s."key" WHERE r.grade_level = 8 AND s.grade_level > 8 '
                "AND r.school <> s.school GROUP BY s.school"
            ).all()
        )
    assert counted["VL"] > counted["SG"] > 0
    assert [feed.usual for feed in preview_start(june, YEAR).feeds] == ["VL"]


def test_marks_of_who_left_long_ago_are_not_missed(june: Desk) -> None:
    before = preview_start(june, YEAR).missing_marks
    senior = next(line for line in list_students(june) if line.grade_level == 12)
    with june.database.writing() as tx:
        rows = tx.connection.exec_driver_sql(
            'SELECT count(*) FROM record r JOIN student s ON s."key" = r.student WHERE s.uid = ? '
            "AND r.mark = '' AND r.school_year = ? AND r.term <> 'summer'",
            (senior.uid, YEAR - 1),
        ).scalar_one()
        tx.connection.exec_driver_sql(
            "UPDATE student SET graduation_year = ? WHERE uid = ?", (YEAR - 1, senior.uid)
        )
    assert rows > 0
    assert preview_start(june, YEAR).missing_marks == before - rows


def test_the_day_before_is_seen_as_it_was(june: Desk) -> None:
    junior = next(line for line in list_students(june) if line.grade_level == 11)
    june.clock = june.database.clock = Clock(date(2027, 6, 20))
    start_year(june, preview_start(june, YEAR))
    june.clock = june.database.clock = Clock(date(2027, 6, 22))
    then = case_as_of(june, junior.uid, date(2027, 6, 19)).file.student
    now = student_named(june, junior.uid)
    assert (then.grade_level, now.grade_level) == (11, 12)
    assert replace(then, grade_level=12) == now
