"""Placeholders in a plan: they count as planned, say so, and give way to a course that fits."""

from __future__ import annotations

from cte_desktop.domain.audit.evaluate import audit
from cte_desktop.domain.audit.result import ProgramResult
from cte_desktop.domain.audit.rules import AuditSettings
from cte_desktop.domain.findings import Finding, Severity
from cte_desktop.domain.planning.conflicts import conflicts
from cte_desktop.domain.planning.place_choices import place_choices
from cte_desktop.domain.planning.placeholders import with_course
from cte_desktop.domain.planning.plan import Plan, change, halves, remove
from cte_desktop.domain.planning.sections.demand.asking import Asked, asks_of
from cte_desktop.domain.planning.situation import Situation
from cte_desktop.domain.school_year import Term
from tests.builders import catalog, rules
from tests.domain.planning.situations import placed, placed_year, situation, year_of

SCIENCE = "ANY:science:D"


def open_places(found: tuple[Finding, ...]) -> list[Finding]:
    return [finding for finding in found if finding.code == "placeholder_open"]


def program(given: Situation, name: str) -> ProgramResult:
    result = audit(
        given.file, given.plan, catalog(), rules(), AuditSettings(), given.day, given.semesters
    ).program(name)
    assert result is not None
    return result


def planned_in(given: Situation, name: str, requirement: str) -> int:
    found = {one.id: one for one in program(given, name).requirements}
    return found[requirement].planned


def test_a_placeholder_says_that_its_course_is_still_to_be_chosen() -> None:
    given = situation(*placed_year(SCIENCE, 11, "P2"))
    (found,) = open_places(conflicts(given))
    assert found.severity is Severity.INFORMATION
    assert (found.about("course"), found.about("grade_level")) == (SCIENCE, 11)
    assert [fix.do for fix in found.fixes] == ["choose_course"]


def test_nothing_else_speaks_against_a_placeholder() -> None:
    twice = (*placed_year(SCIENCE, 11, "P2"), *placed_year(SCIENCE, 11, "P3"))
    found = conflicts(situation(*twice, *placed_year(SCIENCE, 12, "P2")))
    about = {f.code for f in found if f.about("course") == SCIENCE}
    assert about == {"placeholder_open"}
    assert len(open_places(found)) == 2  # once per grade


def test_a_plan_without_placeholders_says_nothing_of_them() -> None:
    assert not open_places(conflicts(situation(*placed_year("CHEM", 11, "P2"))))


def test_placeholders_count_as_planned_work_of_their_kind() -> None:
    given = situation(*placed_year(SCIENCE, 11, "P2"), *placed_year(SCIENCE, 12, "P2"))
    assert planned_in(given, "graduation", "science") == 2000
    assert planned_in(given, "uc", "D") == 200
    languages = situation(*placed_year("ANY::E", 11, "P2"), *placed_year("ANY::E", 12, "P2"))
    assert planned_in(languages, "uc", "E") == 200
    after_spanish = situation(*placed_year("ANY::E", 11, "P2"), record=year_of("SPAN1", "B", 2025))
    assert planned_in(after_spanish, "uc", "E") == 100
    history = situation(*placed_year("ANY::A", 11, "P2"), *placed_year("ANY::A", 12, "P2"))
    assert planned_in(history, "uc", "A") == 200
    elective = situation(placed("ANY:elective:S", 11, Term.FALL, "P2"))
    assert planned_in(elective, "graduation", "elective") == 500


def test_one_placeholder_is_one_course_only() -> None:
    given = situation(*placed_year(SCIENCE, 11, "P2"))
    assert planned_in(given, "graduation", "science") == 1000
    assert planned_in(given, "uc", "D") == 100
    assert planned_in(given, "csu", "D") == 100


def test_two_halves_of_one_period_belong_together() -> None:
    plan = plan_with(*placed_year(SCIENCE, 11, "P2"), *placed_year(SCIENCE, 11, "P3"))
    one = next(p for p in plan.placements if p.spot is not None and p.spot.period == "P3")
    assert {p.spot.period for p in halves(plan, one) if p.spot is not None} == {"P3"}
    left = remove(plan, one.uid)
    assert {p.spot.period for p in left.placed if p.spot is not None} == {"P2"}


def plan_with(*placements: object) -> Plan:
    return Plan("plan", "s1", placements=placements)  # type: ignore[arg-type]


def test_a_chosen_course_takes_both_halves_and_their_places() -> None:
    plan = plan_with(*placed_year(SCIENCE, 11, "P2"))
    chem = catalog().course_by_code["CHEM"]
    after = with_course(plan, plan.placements[0].uid, chem)
    assert [p.course_code for p in after.placements] == ["CHEM", "CHEM"]
    assert [p.spot for p in after.placements] == [p.spot for p in plan.placements]
    locked = change(plan, plan.placements[0].uid, locked=True)
    assert with_course(locked, plan.placements[0].uid, chem) == locked
    assert with_course(after, after.placements[0].uid, chem) == after  # no placeholder any more


def test_the_courses_that_fit_there_come_first() -> None:
    given = situation(
        *placed_year(SCIENCE, 11, "P2"),
        record=(*year_of("BIO", "B", 2025), *year_of("ALG1", "B", 2025)),
    )
    assert given.plan is not None
    found = place_choices(given, given.plan.placements[0].uid)
    codes = [choice.course.code for choice in found]
    assert "BIO" not in codes  # passed already
    assert "CHEM" in codes
    fits = [choice.fits for choice in found]
    assert fits == sorted(fits, reverse=True)
    assert any(fits)
    for choice in found:
        assert choice.fits is not any(f.severity is Severity.MUST_FIX for f in choice.against)


def test_a_placeholder_asks_for_no_seat() -> None:
    word = "2"  # planned
    assert asks_of(Asked(SCIENCE, word, word, None, "VL", 2029), 2027, catalog()) == ()
    assert asks_of(Asked("CHEM", word, word, None, "VL", 2029), 2027, catalog())
