"""Perkins V, the State and the Indicator, beside raw questions to the tables of a district."""
# ruff: noqa: S608 - our own words alone

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from cte_desktop.domain.audit.pathway import Progress, audit_pathway
from cte_desktop.domain.students.student import Student
from cte_desktop.services.awards import finding
from cte_desktop.services.desk import Desk, open_desk
from cte_desktop.services.figures import completions as completers
from cte_desktop.services.figures.completions import completions
from cte_desktop.services.figures.definitions import defined, definition
from cte_desktop.services.figures.measures import MeasureSheet, measure_sheet
from cte_desktop.services.sampling import make_sample_district
from cte_desktop.services.standings import bring_up_to_date
from cte_desktop.storage.fetching import fetch
from cte_desktop.system.clock import Clock
from cte_desktop.wording.translate import language
from tests.services.awards.people import let_everybody_graduate

CLOCK = Clock(date(2026, 11, 21))
YEAR = 2026
# Courses of pathways: those of the sample have no codes of the State.
_DONE = (
    "WITH done AS (SELECT r.student, r.course_code AS code, max(r.school_year) AS year "
    "FROM record r JOIN course c ON c.code = r.course_code WHERE r.earned > 0 "
    "AND r.course_code IN (SELECT course_code FROM pathway_step) "
    "GROUP BY r.student, r.course_code HAVING sum(r.earned) >= min(c.credits)) "
)
_IN_GRADES = "s.graduation_year BETWEEN 2027 AND 2030"  # 9 to 12 in 2026-27


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    file = tmp_path_factory.mktemp("measures") / "sample.cte"
    make_sample_district(file, CLOCK, students=400)
    desk = open_desk(file, None, CLOCK, actor="A. Lee", writable=True)
    bring_up_to_date(desk)
    yield desk
    desk.close()


def _asked(desk: Desk, question: str) -> tuple[str, ...]:
    with desk.database.reading() as tx:
        return tuple(sorted(row[0] for row in fetch(tx, question)))


def _measured(sheet: MeasureSheet, name: str) -> tuple[str, ...] | None:
    return next(m.uids for m in (*sheet.measures, *sheet.indicator) if m.id == name)


def test_participants_and_concentrators_are_those_of_the_statute(district: Desk) -> None:
    sheet = measure_sheet(district, YEAR)
    participants = _asked(
        district,
        f"{_DONE} SELECT DISTINCT s.uid FROM done JOIN student s ON s.key = done.student "
        f"WHERE {_IN_GRADES}",
    )
    concentrators = _asked(
        district,
        f"{_DONE} SELECT DISTINCT s.uid FROM student s WHERE {_IN_GRADES} AND EXISTS ("
        "SELECT p.pathway FROM done d JOIN (SELECT DISTINCT pathway, course_code FROM pathway_step)"
        " p ON p.course_code = d.code WHERE d.student = s.key GROUP BY p.pathway "
        "HAVING count(DISTINCT d.code) >= 2)",
    )
    assert _measured(sheet, "participants") == participants
    assert _measured(sheet, "concentrators") == concentrators
    assert len(participants) > len(concentrators) > 0


def test_the_states_participants_and_completers_never_overlap(district: Desk) -> None:
    for year in (2025, YEAR):
        sheet = measure_sheet(district, year)
        participants = set(_measured(sheet, "state_participants") or ())
        completers = set(_measured(sheet, "state_completers") or ())
        assert not participants & completers
        told = {one.student_uid for one in completions(district).of_year(year)}
        assert completers <= told
    last = measure_sheet(district, 2025)
    took = _asked(
        district,
        f"{_DONE} SELECT DISTINCT s.uid FROM done JOIN student s ON s.key = done.student "
        "WHERE done.year = 2025 AND s.graduation_year BETWEEN 2026 AND 2029",
    )
    both = {*(_measured(last, "state_participants") or ())}
    both |= set(_measured(last, "state_completers") or ())
    assert set(took) <= both


def test_tests_work_and_units_are_shares_of_concentrators_who_leave(district: Desk) -> None:
    sheet = measure_sheet(district, YEAR)
    by_id = {m.id: m for m in sheet.measures}
    concentrators = set(by_id["concentrators"].uids or ())
    seniors = set(_asked(district, "SELECT uid FROM student WHERE graduation_year = 2027"))
    assert set(by_id["1S1"].out_of or ()) == concentrators & seniors
    for name, test in (("2S1", "SBAC_ELA"), ("2S2", "SBAC_MATH")):
        question = (
            "SELECT s.uid FROM student s JOIN test_score t ON t.student = s.key "
            f"WHERE t.test = '{test}' GROUP BY s.uid"
        )
        tested = set(_asked(district, question))
        met = set(_asked(district, f"{question} HAVING max(t.score) >= '3'"))
        assert set(by_id[name].out_of or ()) == tested & concentrators & seniors
        assert set(by_id[name].uids or ()) == met & concentrators & seniors


def test_what_the_record_cannot_tell_has_no_figure(district: Desk) -> None:
    sheet = measure_sheet(district, YEAR)
    untold = [m.id for m in (*sheet.measures, *sheet.indicator) if not m.is_told]
    assert untold == ["2S3", "3S1", "4S1"]
    assert all("Not recorded here" in definition(name).told_by for name in untold)


def test_the_indicator_counts_the_class_in_grade_twelve(district: Desk) -> None:
    by_id = {m.id: m for m in measure_sheet(district, YEAR).indicator}
    seniors = _asked(district, "SELECT uid FROM student WHERE graduation_year = 2027")
    prepared = _asked(
        district,
        "SELECT s.uid FROM student s JOIN standing t ON t.student = s.key "
        "WHERE t.program = 'cci' AND t.status = 'met' AND s.graduation_year = 2027",
    )
    assert by_id["cci_prepared"].out_of == seniors
    assert by_id["cci_prepared"].uids == prepared
    done = set(by_id["cci_by_pathway"].uids or ()) | set(by_id["cci_approaching"].uids or ())
    ever = {one.student_uid for one in completions(district).every if one.school_year <= YEAR}
    assert done == ever & set(seniors)


def test_concentrator_courses_passed_are_those_of_the_standings(district: Desk) -> None:
    told = dict(measure_sheet(district, YEAR).courses_passed)
    for name, uids in told.items():
        assert uids == _asked(
            district,
            "SELECT s.uid FROM student s JOIN standing t ON t.student = s.key "
            f"WHERE t.program = 'pathway:{name}' "
            "AND t.stage IN ('completer', 'concentrator_course_passed')",
        )
    assert told


def test_every_measure_has_its_definition_and_source_in_both_languages(district: Desk) -> None:
    sheet = measure_sheet(district, YEAR)
    assert [m.id for m in (*sheet.measures, *sheet.indicator)] == list(defined())
    for name in defined():
        english = definition(name)
        assert english.source
        assert english.sourced in {"yes", "partial"}
        with language("es"):
            spanish = definition(name)
        assert spanish.title != english.title
        assert (spanish.what, spanish.told_by) != (english.what, english.told_by)


def test_a_measure_asked_again_is_the_one_kept(district: Desk) -> None:
    assert measure_sheet(district, YEAR) is measure_sheet(district, YEAR)


def _by_id(
    sheet: MeasureSheet,
) -> dict[str, tuple[tuple[str, ...] | None, tuple[str, ...] | None]]:
    return {m.id: (m.uids, m.out_of) for m in (*sheet.measures, *sheet.indicator)}


def test_measures_are_the_same_before_and_after_standings_are_worked_out(desk: Desk) -> None:
    let_everybody_graduate(desk)
    stale, kept = measure_sheet(desk, YEAR), measure_sheet(desk, YEAR, exact=False)
    bring_up_to_date(desk)
    current = measure_sheet(desk, YEAR)
    assert _by_id(stale) == _by_id(current)
    assert stale.courses_passed == current.courses_passed
    assert current.courses_passed
    leaving = _by_id(current)["concentrators"][0]
    assert _by_id(current)["1S1"][1]
    assert set(_measured(current, "1S1") or ()) <= set(leaving or ())
    assert _by_id(current)["1S1"][0] == _by_id(current)["1S1"][1]
    assert _measured(kept, "1S1") == ()
    told = [(one.stale, one.exact, one.undecided) for one in (stale, kept, current)]
    assert told == [(14, True, 0), (14, False, 0), (0, True, 0)]


def test_whose_audit_fails_is_told_and_holds_up_nobody(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = completions(desk, exact=True).every
    who = every[0].student_uid
    completers._KEPT.clear()

    def failing(name: str, student: Student, *rest: Any, **more: Any) -> Progress:
        if student.uid == who:
            raise ValueError(who)
        return audit_pathway(name, student, *rest, **more)

    monkeypatch.setattr(finding, "audit_pathway", failing)
    found, sheet = completions(desk, exact=True), measure_sheet(desk, YEAR)
    assert (found.undecided, sheet.undecided) == (1, 1)
    assert found.every == tuple(one for one in every if one.student_uid != who)
