"""The main job without a window: a sensible student, every paper, and everything as it was."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from cte_desktop.services.cases import open_case, open_cases
from cte_desktop.services.desk import Desk
from cte_desktop.services.districts import new_district
from cte_desktop.services.history import list_history
from cte_desktop.services.touring import tour
from cte_desktop.storage.disclosures import list_disclosures
from cte_desktop.system.errors import KnownError
from tests.services.conftest import CLOCK


def plans(desk: Desk) -> dict[str, object]:
    return {case.file.student.uid: case.plans for case in open_cases(desk)}


def test_the_tour_prints_every_paper_and_leaves_the_plans_as_they_were(
    desk: Desk, tmp_path: Path
) -> None:
    before = plans(desk)
    done = tour(desk, tmp_path / "papers")
    assert done.plan.read_bytes().startswith(b"%PDF")
    assert done.week.read_bytes().startswith(b"%PDF")
    assert done.certificate.read_bytes().startswith(b"%PDF")
    assert plans(desk) == before
    filled = open_case(desk, done.filled)
    assert 9 <= filled.file.student.grade_level <= 11
    with desk.database.reading() as tx:
        printed = {entry.what for entry in list_disclosures(tx)}
    assert printed == {"plan", "section-week", "certificate"}


def test_the_tour_plans_a_year_ahead_of_a_student_in_high_school(
    desk: Desk, tmp_path: Path
) -> None:
    done = tour(desk, tmp_path / "papers")
    case = open_case(desk, done.student_id)
    assert case.plan is not None
    assert 9 <= case.file.student.grade_level <= 11
    placed = list_history(desk)[1]
    assert (placed.kind, placed.undone) == ("edit", True)
    assert placed.text.startswith("Add ")
    assert any(f"to {grade}th grade" in placed.text for grade in (10, 11, 12))
    assert done.course not in case.situation.by_course


def test_the_tour_takes_its_course_back_even_when_a_paper_can_not_be_written(
    desk: Desk, tmp_path: Path
) -> None:
    before = plans(desk)
    student = tour(desk, tmp_path).student_id
    (tmp_path / f"plan-{student}.pdf").unlink()
    (tmp_path / f"plan-{student}.pdf").mkdir()
    with pytest.raises(KnownError):
        tour(desk, tmp_path)
    assert plans(desk) == before


def test_a_district_without_students_has_nobody_for_the_tour(tmp_path: Path) -> None:
    desk = new_district(tmp_path / "empty.cte", None, CLOCK, actor="A. Lee")
    try:
        with pytest.raises(KnownError) as refused:
            tour(desk, tmp_path)
    finally:
        desk.close()
    assert refused.value.code == "nobody_for_the_tour"


def test_a_program_without_its_solver_does_not_pass_the_tour(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "highspy", None)
    with pytest.raises(ImportError):
        tour(desk, tmp_path)
