"""The radar: kept for everybody, exact for one; the two say the same."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from cte_desktop.domain.audit import standing
from cte_desktop.domain.audit.standing import Standing
from cte_desktop.domain.school_year import school_year_of
from cte_desktop.domain.students.file import StudentFile
from cte_desktop.services import crew, standing_work
from cte_desktop.services.cases import open_cases
from cte_desktop.services.desk import Desk
from cte_desktop.services.radar import radar, radar_of
from cte_desktop.services.sections.editing import set_cancelled
from cte_desktop.services.standings import bring_up_to_date
from cte_desktop.storage.sections.pathway_sections import pathway_sections, pathway_sections_mark


def test_what_is_kept_is_what_one_students_radar_says(desk: Desk) -> None:
    bring_up_to_date(desk)
    kept = radar(desk)
    assert kept.stale == 0
    told = {(row.student_id, row.closing.pathway): row for row in kept.rows}
    exact = [
        row for case in open_cases(desk) for row in radar_of(desk, case) if row.closes is not None
    ]
    assert exact
    for row in exact:
        same = told[row.student_id, row.closing.pathway]
        assert (same.closing, same.name, same.school) == (row.closing, row.name, row.school)


def test_what_closes_first_comes_first(desk: Desk) -> None:
    rows = radar(desk, exact=True).rows
    closes = [row.closes.moment for row in rows if row.closes is not None]
    assert len(closes) == len(rows) > 2
    assert closes == sorted(closes)


def test_exact_answers_need_nothing_kept(desk: Desk) -> None:
    before = radar(desk)
    assert (before.rows, before.stale > 0) == ((), True)
    exact = radar(desk, exact=True)
    bring_up_to_date(desk)
    assert exact == radar(desk) == replace(exact, stale=0)


def test_who_cannot_be_worked_out_is_named_and_the_others_are_there(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = radar(desk, exact=True)
    unlucky = whole.rows[0]
    monkeypatch.setattr(crew, "hands", lambda: 0)

    def failing(file: StudentFile, *of: Any) -> tuple[Standing, ...]:
        if file.student.uid == unlucky.uid:
            raise ZeroDivisionError
        return standing.standings(file, *of)

    monkeypatch.setattr(standing_work, "standings", failing)
    found = radar(desk, exact=True)
    assert found.failed == (unlucky.student_id,)
    assert found.rows == tuple(row for row in whole.rows if row.uid != unlucky.uid)
    assert whole.failed == ()


def test_school_pathway_and_grade_filter(desk: Desk) -> None:
    every = radar(desk, exact=True).rows
    one = every[0]
    own = radar(desk, school=one.school, pathway=one.closing.pathway, exact=True).rows
    assert own == tuple(
        r for r in every if (r.school, r.closing.pathway) == (one.school, one.closing.pathway)
    )
    grade = radar(desk, grade_level=one.grade_level, exact=True).rows
    assert {row.grade_level for row in grade} == {one.grade_level}


def test_a_pathway_course_that_is_cancelled_makes_the_radar_stale_and_a_parallel_not(
    desk: Desk,
) -> None:
    bring_up_to_date(desk)
    year = school_year_of(desk.today())
    with desk.database.reading() as tx:
        known, mark = pathway_sections(tx, year), pathway_sections_mark(tx, year)
    steps = desk.catalog().steps_by_course
    alike: dict[object, list[str]] = {}
    for one in known:
        if one.course_code in steps and one.school_year == year:
            key = (one.course_code, one.site, one.kind, one.term, one.grade_min, one.grade_max)
            alike.setdefault(key, []).append(one.section_id)
    single = next(ids[0] for ids in alike.values() if len(ids) == 1)
    set_cancelled(desk, (year, single), cancelled=True)
    with desk.database.reading() as tx:
        assert pathway_sections_mark(tx, year) != mark
    assert radar(desk).stale > 0
