"""Who is in the pathways: figures and the students behind them, sections, and the nearest ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from cte_desktop.domain.audit.parts import Part
from cte_desktop.domain.audit.result import PathwayStage
from cte_desktop.services.auditing import audit_cases
from cte_desktop.services.cases import open_case_of
from cte_desktop.services.desk import Desk
from cte_desktop.services.importing import import_paths
from cte_desktop.services.pathways import (
    PathwayFigures,
    PathwayMember,
    members,
    nearest,
    pathway_figures,
    section_counts,
)
from cte_desktop.services.rules import documents, publish
from cte_desktop.services.settings import change_setting
from cte_desktop.services.standings import bring_up_to_date, count_stale
from cte_desktop.storage.due_standings import mark_parts
from cte_desktop.storage.history import begin_step
from cte_desktop.storage.student_edits import save_student
from cte_desktop.storage.students import list_students
from tests.ui.districts import copied, made_sample, opened


@pytest.fixture(scope="module")
def kept_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sample district whose standings are worked out."""
    file = copied(made_sample(tmp_path_factory.mktemp("made")), tmp_path_factory.mktemp("kept"))
    desk = opened(file)
    bring_up_to_date(desk)
    desk.close()
    return file


@pytest.fixture
def desk(kept_file: Path, tmp_path: Path) -> Iterator[Desk]:
    made = opened(copied(kept_file, tmp_path / "district"))
    yield made
    made.close()


def audited(desk: Desk) -> Counter[tuple[str, PathwayStage, str]]:
    """Every pathway of every student, audited anew."""
    return Counter(
        (program.pathway, program.stage, case.file.student.school)
        for case, audit, _ in audit_cases(desk)
        for program in audit.programs
        if program.stage is not None
    )


def counted(figures: PathwayFigures) -> Counter[tuple[str, PathwayStage, str]]:
    return Counter(
        {
            (name, row.stage, row.school): row.students
            for name, rows in figures.counts.items()
            for row in rows
            if row.stage is not PathwayStage.INTERESTED
        }
    )


def interested(desk: Desk) -> tuple[PathwayMember, ...]:
    return members(desk, "Welding", stage=PathwayStage.INTERESTED)


def test_the_figures_are_what_audits_of_everyone_find(desk: Desk) -> None:
    figures = pathway_figures(desk)
    assert (figures.stale, figures.students_stale) == (frozenset(), 0)
    assert counted(figures) == audited(desk)
    assert sum(counted(figures).values()) > 10


def test_the_list_of_a_figure_has_as_many_students_as_the_figure(desk: Desk) -> None:
    for name, rows in pathway_figures(desk).counts.items():
        assert len(members(desk, name)) == sum(row.students for row in rows)
        for row in rows:
            found = members(desk, name, school=row.school, stage=row.stage)
            assert len(found) == row.students
            assert {one.stage for one in found} == {row.stage}
            assert not any(one.is_stale for one in found)


def test_members_are_listed_by_name_with_how_they_stand(desk: Desk) -> None:
    name, rows = max(pathway_figures(desk).counts.items(), key=lambda pair: len(pair[1]))
    assert len(rows) > 1
    found = members(desk, name)
    assert [one.name_key for one in found] == sorted(one.name_key for one in found)
    for one in found:
        program = open_case_of(desk, one.uid).audit.program(f"pathway:{name}")
        status = program.status if program is not None else None
        assert one.status == status


def test_an_interest_counts_until_the_student_signs_up(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "students.csv").write_text(
        "student_id,last_name,first_name,grade_level,school\nN1,Rivera,Ana,9,VL\n",
        encoding="utf-8",
    )
    enrollments = tmp_path / "enrollments.csv"
    enrollments.write_text(
        "student_id,pathway,action,on\nN1,Welding,interested,2026-09-01\n", encoding="utf-8"
    )
    import_paths(desk, (tmp_path / "students.csv", enrollments))
    assert [one.name for one in interested(desk)] == ["Rivera, Ana"]
    assert interested(desk)[0].status is None
    enrollments.write_text(
        "student_id,pathway,action,on\nN1,Welding,signed_up,2026-10-01\n", encoding="utf-8"
    )
    import_paths(desk, (enrollments,))
    assert interested(desk) == ()
    bring_up_to_date(desk)
    stages = {one.student_id: one.stage for one in members(desk, "Welding")}
    assert stages["N1"] is PathwayStage.ENROLLED


def test_what_is_being_worked_out_is_never_given_as_current(desk: Desk, tmp_path: Path) -> None:
    name, rows = next(iter(pathway_figures(desk).counts.items()))
    one = next(m for m in members(desk, name) if m.status is not None)
    (tmp_path / "record.csv").write_text(
        "student_id,school_year,term,grade_level,course_code,course_title,mark,"
        "credits_attempted,credits_earned\n"
        f"{one.student_id},2025-26,summer,{one.grade_level},HEALTH,Health,A,5,5\n",
        encoding="utf-8",
    )
    import_paths(desk, (tmp_path / "record.csv",))
    stale = [m.uid for m in members(desk, name) if m.is_stale]
    assert stale == [one.uid]
    figures = pathway_figures(desk)
    assert name in figures.stale
    assert figures.students_stale == 1
    bring_up_to_date(desk)
    assert not pathway_figures(desk).stale
    assert not any(m.is_stale for m in members(desk, name))
    assert sum(row.students for row in pathway_figures(desk).counts[name]) == sum(
        row.students for row in rows
    )


def test_the_figure_that_a_student_comes_to_is_not_given_as_current_either(desk: Desk) -> None:
    never = next(name for name in desk.catalog().pathway_by_name if not members(desk, name))
    with desk.database.writing() as tx:
        begin_step(tx, "edit")
        student = list_students(tx)[5]
        save_student(tx, replace(student, pathway=never))
    figures = pathway_figures(desk)
    assert never not in figures.counts
    assert never in figures.stale
    others = {name for name in figures.counts if not any(m.is_stale for m in members(desk, name))}
    assert others
    assert not others & figures.stale
    bring_up_to_date(desk)
    assert [m.uid for m in members(desk, never)] == [student.uid]
    assert counted(pathway_figures(desk)) == audited(desk)


def test_rules_of_other_programs_leave_the_pathways_current(desk: Desk) -> None:
    programs = documents(desk)["programs"]
    publish(desk, {"programs": programs | {"version": "another"}})
    assert count_stale(desk) == 60
    named, rows = next(iter(pathway_figures(desk).counts.items()))
    assert pathway_figures(desk).stale == frozenset()
    assert pathway_figures(desk).students_stale == 0
    assert not any(one.is_stale for one in members(desk, named))
    with desk.database.writing() as tx:
        mark_parts(tx, Part.OWN)
    assert pathway_figures(desk).students_stale == 0
    assert not any(one.is_stale for one in members(desk, named))
    change_setting(desk, "capstone_minimum", "A")
    assert pathway_figures(desk).students_stale == 60
    assert named in pathway_figures(desk).stale
    assert all(one.is_stale for one in members(desk, named) if one.status is not None)
    assert sum(row.students for row in rows) == len(members(desk, named))


def test_before_anybody_is_worked_out_nothing_is_known_of_anybody(tmp_path: Path) -> None:
    desk = opened(copied(made_sample(tmp_path), tmp_path / "fresh"))
    before = pathway_figures(desk)
    assert before.students_stale == 60
    assert counted(before) == Counter()
    bring_up_to_date(desk)
    assert {name for name, _, _ in counted(pathway_figures(desk))} <= before.stale
    desk.close()


def test_sections_are_counted_by_course_site_and_year(desk: Desk) -> None:
    found = section_counts(desk)
    assert {one.school_year for one in found} <= {2026, 2027}
    assert all(0 <= one.extended <= one.sections for one in found)
    with desk.database.reading() as tx:
        known = tx.connection.exec_driver_sql(
            "SELECT count(*) FROM section WHERE school_year IN (2026, 2027) "
            "AND state != 'cancelled'"
        ).scalar()
    assert sum(one.sections for one in found) == known


def test_the_nearest_pathway_is_asked_of_a_case_with_its_plan(desk: Desk) -> None:
    name, _ = next(iter(pathway_figures(desk).counts.items()))
    case = open_case_of(desk, members(desk, name)[0].uid)
    found = nearest(case)
    assert len(found) == len(desk.catalog().pathway_by_name)
    assert next(one for one in found if one.pathway == name).levels_needed > 0
