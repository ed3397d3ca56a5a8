"""Who completed by the record counts without a sign-up; what no longer bears an award is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from cte_desktop.domain.completion.finding import Found
from cte_desktop.services.awards.awarding import award
from cte_desktop.services.awards.evidence import evidence_of
from cte_desktop.services.awards.finding import find_completers
from cte_desktop.services.cases import open_cases
from cte_desktop.services.desk import Desk
from cte_desktop.services.figures.completions import completions
from cte_desktop.services.importing import import_paths
from cte_desktop.services.standings import bring_up_to_date
from cte_desktop.storage.certificates.candidates import pathway_standings
from cte_desktop.system.clock import Clock
from tests.services.awards.people import PHOTOS, SPORTS, YEAR

STUDENTS = "student_id,last_name,first_name,grade_level,school,graduation_year,pathway\n"
RECORD = "student_id,school_year,term,course_code,mark,credits_attempted,credits_earned,school\n"
ENROLLMENTS = "student_id,pathway,action,on\n"


@pytest.fixture(params=[False, True], ids=["standings stale", "standings kept"])
def kept(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


def _imported(desk: Desk, folder: Path, name: str, text: str, *, kept: bool = False) -> None:
    """Import a file, and work the standings out anew when they are to be kept."""
    file = folder / name
    file.write_text(text, encoding="utf-8")
    import_paths(desk, (file,))
    if kept:
        bring_up_to_date(desk)


def _moved_on(desk: Desk, folder: Path, pathway: str = PHOTOS, *, kept: bool = False) -> None:
    line = f"0001,Núñez,Ana 0001,12,VL,2027,{pathway}\n"
    _imported(desk, folder, "students.csv", STUDENTS + line, kept=kept)


def _of(found: Found, student_id: str = "0001") -> tuple[list[tuple[str, str]], list[str]]:
    """The completions of a student with their serials, and why a person should look."""
    completed = [
        (one.pathway, one.serial) for one in found.completed if one.student.student_id == student_id
    ]
    asked = [n.because.code for n in found.needs_a_person if n.student_id == student_id]
    return completed, asked


def test_who_never_signed_up_completes_by_the_record_and_a_person_is_asked(
    desk: Desk, tmp_path: Path, kept: bool
) -> None:
    many = len(find_completers(desk, YEAR).completed)
    _moved_on(desk, tmp_path, pathway="", kept=kept)
    found = find_completers(desk, YEAR)
    assert _of(found) == ([(SPORTS, "")], ["not_signed_up"])
    assert len(found.completed) == many
    assert found.open[0].student.student_id == "0001"


def test_who_left_a_pathway_after_completing_it_is_asked_about_with_the_day(
    desk: Desk, tmp_path: Path, kept: bool
) -> None:
    line = f"0001,{SPORTS},left,2027-06-18\n"
    _imported(desk, tmp_path, "enrollments.csv", ENROLLMENTS + line, kept=kept)
    found = find_completers(desk, YEAR)
    assert _of(found) == ([(SPORTS, "")], ["left_pathway_on"])
    (said,) = [n for n in found.needs_a_person if n.student_id == "0001"]
    assert dict(said.because.values)["day"] == "2027-06-18"
    sheet = evidence_of(desk, found.completed[0].student.uid, SPORTS, YEAR)
    assert sheet is not None
    assert [why.code for why in sheet.because] == ["left_pathway_on"]


def test_an_award_stays_where_the_pathway_of_the_student_moves_on(
    desk: Desk, tmp_path: Path, kept: bool
) -> None:
    award(desk, find_completers(desk, YEAR).open)
    before = find_completers(desk, YEAR)
    (((_, serial),), _) = _of(before)
    _moved_on(desk, tmp_path, kept=kept)
    found = find_completers(desk, YEAR)
    assert _of(found) == ([(SPORTS, serial)], [])
    assert found.state_completions == before.state_completions
    sheet = evidence_of(desk, found.completed[0].student.uid, SPORTS, YEAR)
    assert sheet is not None
    assert sheet.because == ()
    counted = {(c.student_uid, c.pathway) for c in completions(desk, exact=True).of_year(YEAR)}
    assert counted == {(one.student.uid, one.pathway) for one in found.completed}


def test_a_standing_tells_who_completed_and_the_audit_those_signed_up_for(
    desk: Desk, tmp_path: Path
) -> None:
    _moved_on(desk, tmp_path, kept=True)
    with desk.database.reading() as tx:
        standings = [s for s in pathway_standings(tx) if s.completer and s.pathway == SPORTS]
    completed = find_completers(desk, YEAR).completed + find_completers(desk, YEAR - 1).completed
    assert len(standings) == sum(1 for one in completed if one.pathway == SPORTS)
    (case,) = [c for c in open_cases(desk) if c.file.student.student_id == "0001"]
    assert {p.pathway for p in case.audit.programs if p.pathway} == {PHOTOS}


def test_an_award_that_the_record_no_longer_bears_needs_a_person(
    desk: Desk, tmp_path: Path, kept: bool
) -> None:
    award(desk, find_completers(desk, YEAR).open)
    (((_, serial),), _) = _of(find_completers(desk, YEAR))
    line = "0001,2026-27,spring,SM2,F,5,0,VL\n"
    _imported(desk, tmp_path, "record.csv", RECORD + line, kept=kept)
    found = find_completers(desk, YEAR)
    assert _of(found) == ([], ["award_not_borne"])
    (said,) = [n for n in found.needs_a_person if n.student_id == "0001"]
    assert dict(said.because.values) == {"serial": serial}
    assert "0001" not in [one.student_id for one in found.one_course_away]
    assert _of(find_completers(desk, YEAR - 1)) == ([], [])


@pytest.mark.parametrize(
    ("name", "text", "asked"),
    [
        ("record.csv", f"{RECORD}0001,2026-27,spring,SM2,B,5,5,VL\n", "award_record"),
        (
            "students.csv",
            f"{STUDENTS}0001,Nuñez Ortega,Ana 0001,12,VL,2027,{SPORTS}\n",
            "award_name",
        ),
    ],
)
def test_an_award_whose_name_or_rows_are_others_by_now_needs_a_person(
    desk: Desk, tmp_path: Path, name: str, text: str, asked: str
) -> None:
    award(desk, find_completers(desk, YEAR).open)
    _imported(desk, tmp_path, name, text)
    completed, why = _of(find_completers(desk, YEAR))
    assert len(completed) == 1
    assert why == [asked]


def test_marks_of_spring_are_awaited_from_june_on_whoever_misses_nothing_else(
    desk: Desk, tmp_path: Path, kept: bool
) -> None:
    line = "0014,2026-27,fall,SM2,B,5,5,VL\n0014,2026-27,spring,SM2,,5,0,VL\n"
    _imported(desk, tmp_path, "record.csv", RECORD + line, kept=kept)
    found = find_completers(desk, YEAR)
    assert _of(found, "0014") == ([], ["mark_pending"])
    assert "0014" not in [one.student_id for one in found.one_course_away]
    in_may = replace(desk, clock=Clock(date(2027, 5, 20)))
    early = find_completers(in_may, YEAR)
    assert _of(early, "0014") == ([], [])
    assert "0014" in [one.student_id for one in early.one_course_away]


def test_a_year_reached_after_the_capstone_counts_it_where_the_capstone_was(
    desk: Desk, tmp_path: Path
) -> None:
    lines = (
        "0014,2025-26,fall,SM1,B,10,10,VL\n"
        "0014,2025-26,spring,SM1,B,0,0,VL\n"
        "0014,2025-26,summer,SM2,B,10,10,SG\n"
        "0014,2026-27,fall,MHC,B,5,5,VL\n"
        "0014,2026-27,spring,MHC,B,5,5,VL\n"
    )
    _imported(desk, tmp_path, "record.csv", RECORD + lines)
    assert _of(find_completers(desk, YEAR), "0014")[0] == [(SPORTS, "")]
    assert _of(find_completers(desk, YEAR - 1), "0014")[0] == []
    uid = next(
        one.student.uid
        for one in find_completers(desk, YEAR).completed
        if one.student.student_id == "0014"
    )
    counted = completions(desk, exact=True).of_year(YEAR)
    assert [one.capstone_site for one in counted if one.student_uid == uid] == ["SG"]
