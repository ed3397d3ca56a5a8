"""The nearest pathway: ranked by what is missing, within reach, and in time."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import date

from cte_desktop.domain.audit.evaluate import audit_one_pathway
from cte_desktop.domain.audit.nearest import Because, Nearness, nearest_pathways
from cte_desktop.domain.audit.rules import AuditSettings
from cte_desktop.domain.planning.plan import Plan
from cte_desktop.domain.school_year import Term
from cte_desktop.domain.students.decisions import Decision
from cte_desktop.domain.students.file import StudentFile
from cte_desktop.wording.nearness import nearness_text
from cte_desktop.wording.translate import language
from tests.builders import TODAY, catalog, file_of, plan_of, rules

SETTINGS = AuditSettings()


def ranked(file: StudentFile, plan: Plan | None = None, day: date = TODAY) -> tuple[Nearness, ...]:
    return nearest_pathways(file, plan, catalog(), rules(), SETTINGS, day)


def of(name: str, found: Sequence[Nearness]) -> Nearness:
    return next(near for near in found if near.pathway == name)


def test_every_pathway_of_the_district_is_ranked_once() -> None:
    found = ranked(file_of("9 year GD1 B"))
    assert sorted(near.pathway for near in found) == sorted(catalog().pathway_by_name)
    able = [near.can_complete for near in found]
    assert able == sorted(able, reverse=True)
    missing = [near.levels_missing for near in found if near.can_complete]
    assert missing == sorted(missing)


def test_a_begun_pathway_is_nearer_than_one_not_begun() -> None:
    first = ranked(file_of("9 year GD1 B"))[0]
    assert (first.pathway, first.because) == ("Graphic Design and Animation", Because.MISSING)
    assert (first.levels_done, first.levels_missing, first.next_course) == (100, 100, "GD2")


def test_an_earned_level_is_nearer_than_a_planned_one() -> None:
    found = ranked(file_of("9 year GD1 B"), plan_of("11 year PH1"))
    assert [near.pathway for near in found[:2]] == ["Graphic Design and Animation", "Photography"]
    assert found[1].levels_under_way == 100


def test_what_is_planned_to_the_end_is_nearest_of_all_and_needs_nothing() -> None:
    found = ranked(file_of("9 year GD1 B"), plan_of("11 year PH1", "12 year PH2"))
    assert (found[0].pathway, found[0].because) == ("Photography", Because.COVERED)
    assert (found[0].levels_missing, found[0].next_course) == (0, "")


def test_a_completed_pathway_says_so() -> None:
    found = ranked(file_of("9 year GD1 B", "10 year GD2 B", day=date(2027, 9, 1)),
                   day=date(2027, 9, 1))  # fmt: skip
    assert found[0].because is Because.COMPLETED
    assert found[0].levels_done == found[0].levels_needed == 200


def test_the_last_start_leaves_time_for_the_level_after_it() -> None:
    near = of("Photography", ranked(file_of()))
    assert near.first_start is not None
    assert near.last_start is not None
    assert (near.last_start.grade_level, near.last_start.term) == (11, Term.FALL)
    assert near.first_start.moment <= near.last_start.moment


def test_two_levels_no_longer_fit_into_the_last_year() -> None:
    found = ranked(file_of(graduation_year=2027))
    assert of("Photography", found).because is Because.TOO_LATE
    assert not any(near.can_complete for near in found)
    one_year_left = ranked(file_of("11 year PH1 B", graduation_year=2027))
    assert of("Photography", one_year_left).because is Because.MISSING


def test_a_capstone_passed_before_its_concentrator_is_still_missing() -> None:
    near = of("Photography", ranked(file_of("9 year PH2 B")))
    assert (near.levels_done, near.levels_missing, near.next_course) == (0, 200, "PH1")


def test_a_waived_level_is_not_waited_for() -> None:
    waiver = Decision("waiver", program="pathway:Photography", requirement="concentrator")
    near = of("Photography", ranked(file_of(graduation_year=2027, decisions=(waiver,))))
    assert (near.levels_needed, near.levels_missing, near.next_course) == (100, 100, "PH2")
    assert near.first_start is not None
    assert near.first_start.grade_level == 12


def test_a_course_of_another_site_counts_only_after_school() -> None:
    found = ranked(file_of())
    automotive = of("Automotive Technology", found)
    assert (automotive.because, automotive.site) == (Because.MISSING, "SG")
    trades = "Residential and Commercial Construction"
    assert of(trades, found).because is Because.OUT_OF_REACH
    at_saugus = of(trades, ranked(file_of(school="SG")))
    assert (at_saugus.because, at_saugus.site) == (Because.MISSING, "")


def test_for_a_junior_high_student_every_site_is_open() -> None:
    found = ranked(file_of(graduation_year=2031, school="RN"))
    assert of("Residential and Commercial Construction", found).because is Because.MISSING
    assert not any(near.site for near in found)


def test_the_own_school_comes_first_among_equals() -> None:
    fresh = [n for n in ranked(file_of()) if n.levels_missing == 200 and n.can_complete]
    away = [bool(near.site) for near in fresh]
    assert away == sorted(away)
    assert any(away)


def test_it_never_says_more_than_the_audit_of_the_pathway() -> None:
    file, plan = file_of("9 year SM1 B", "9 year APCSP F"), plan_of("11 year GD1")
    for near in ranked(file, plan):
        result = audit_one_pathway(near.pathway, file, plan, catalog(), rules(), SETTINGS, TODAY)
        assert near.levels_done == result.earned
        assert near.levels_missing == result.missing
        assert not (near.can_complete and result.status.value == "not_met")


def test_each_reason_has_words_in_both_languages() -> None:
    found = [
        *ranked(file_of("9 year GD1 B", "10 year PH1 B")),
        *ranked(file_of(graduation_year=2027), plan_of("12 year GD1")),
    ]
    assert {near.because for near in found} >= {
        Because.MISSING, Because.TOO_LATE, Because.OUT_OF_REACH,
    }  # fmt: skip
    said = nearness_text(of("Photography", found), catalog())
    assert said == (
        "1 level missing; next is Digital Photography 2, to start by fall of 12th grade."
    )
    for code in ("en", "es"):
        with language(code):
            assert all(nearness_text(near, catalog()) for near in found)


def test_ranking_every_pathway_takes_a_blink() -> None:
    file, plan = file_of("9 year GD1 B", "9 year ALG1 B"), plan_of("11 year GD2")
    ranked(file, plan)
    times = []
    for _ in range(5):
        start = time.perf_counter()
        ranked(file, plan)
        times.append(time.perf_counter() - start)
    assert min(times) < 0.1  # a generous bound for slow machines; about 5 ms here
