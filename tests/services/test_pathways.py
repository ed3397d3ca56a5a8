"""Who is in the pathways: figures and the students behind them, sections, and the nearest ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

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
from cte_desktop.services.standings import bring_up_to_date
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
    assert (figures.stale, figures.uncounted) == (0, 0)
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
    assert sum(row.stale for row in figures.counts[name]) == 1
    assert (figures.stale, figures.uncounted) == (1, 0)
    bring_up_to_date(desk)
    assert not any(m.is_stale for m in members(desk, name))
    assert sum(row.students for row in pathway_figures(desk).counts[name]) == sum(
        row.students for row in rows
    )


def test_before_anybody_is_worked_out_everybody_is_uncounted(tmp_path: Path) -> None:
    desk = opened(copied(made_sample(tmp_path), tmp_path / "fresh"))
    figures = pathway_figures(desk)
    assert figures.uncounted == figures.stale == 60
    assert counted(figures) == Counter()
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
