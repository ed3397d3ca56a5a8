"""One course for another: in its place, in a section that fits, or refused with the reason."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

from cte_desktop.domain.catalog.section import Section, SectionKind, SectionMeeting
from cte_desktop.domain.planning.plan import Plan
from cte_desktop.domain.planning.sections.offers import Offers, key_of, offers_of
from cte_desktop.domain.planning.situation import PlanningSettings, Situation
from cte_desktop.domain.planning.swapping import (
    NotSwapped,
    Swap,
    Swapped,
    is_concerned,
    swapped,
)
from cte_desktop.domain.school_year import Term
from tests.builders import TODAY, catalog, file_of, plan_of

ART_IN_P3 = Section(
    "VL27-1", 2027, "year", "ART1", "VL", SectionKind.DAY, (SectionMeeting("P3", "MTWRF"),), "", 30
)
NOTHING: Offers = {}


def situation(plan: Plan, *sections: Section) -> Situation:
    known = {key_of(section): section for section in sections}
    return Situation(file_of(), plan, catalog(), known, PlanningSettings(), TODAY)


def done(plan: Plan, swap: Swap, *sections: Section) -> Swapped:
    numbers = count(1)
    offers = offers_of(sections)
    return swapped(situation(plan, *sections), swap, offers, lambda: f"new{next(numbers)}")


def lying(plan: Plan | None) -> list[str]:
    assert plan is not None
    return sorted(
        f"{p.spot.grade_level} {p.spot.term.value} {p.course_code} {p.spot.lane} {p.section_id}"
        for p in plan.placed
        if p.spot is not None
    )


def test_a_year_course_lies_where_the_other_one_was() -> None:
    found = done(plan_of("11 year CER1", "12 year ENG12"), Swap("CER1", "ART1"))
    assert lying(found.plan) == [
        "11 fall ART1 day ",
        "11 spring ART1 day ",
        "12 fall ENG12 day ",
        "12 spring ENG12 day ",
    ]
    assert found.placements


def test_a_semester_course_takes_one_half_of_a_year_course() -> None:
    found = done(plan_of("11 year CER1"), Swap("CER1", "PSYCH"))
    assert lying(found.plan) == ["11 fall PSYCH day "]


def test_only_the_grade_that_is_named_changes() -> None:
    plan = plan_of("11 fall TA", "12 fall TA")
    assert lying(done(plan, Swap("TA", "PSYCH", 12)).plan) == [
        "11 fall TA day ",
        "12 fall PSYCH day ",
    ]


def test_only_the_term_that_is_named_changes() -> None:
    plan = plan_of("12 fall TA", "12 spring TA")
    assert lying(done(plan, Swap("TA", "PSYCH", 12, Term.SPRING)).plan) == [
        "12 fall TA day ",
        "12 spring PSYCH day ",
    ]


def test_a_timetabled_year_gives_a_section() -> None:
    found = done(plan_of("11 year CER1"), Swap("CER1", "ART1"), ART_IN_P3)
    assert lying(found.plan) == ["11 fall ART1 day VL27-1", "11 spring ART1 day VL27-1"]


def test_without_a_section_that_fits_nothing_is_swapped() -> None:
    cancelled = replace(ART_IN_P3, section_id="VL27-2", grade_min=12)
    found = done(plan_of("11 year CER1"), Swap("CER1", "ART1"), cancelled)
    assert (found.plan, found.why) == (None, NotSwapped.NO_SECTION)


def test_what_is_locked_or_has_begun_stays() -> None:
    plan = plan_of("11 year CER1")
    locked = replace(plan, placements=tuple(replace(p, locked=True) for p in plan.placements))
    assert done(locked, Swap("CER1", "ART1")).why is NotSwapped.LOCKED
    begun = situation(plan_of("10 fall CER1"))
    assert not is_concerned(begun, Swap("CER1", "ART1"))


def test_a_dropped_course_leaves_the_rest() -> None:
    found = done(plan_of("11 year CER1", "12 fall TA"), Swap("CER1", ""))
    assert lying(found.plan) == ["12 fall TA day "]


def test_an_added_course_is_for_who_lacks_it() -> None:
    assert is_concerned(situation(plan_of("11 year CER1")), Swap("", "PSYCH"))
    assert not is_concerned(situation(plan_of("11 fall PSYCH")), Swap("", "PSYCH"))
    found = done(plan_of("11 year CER1"), Swap("", "PSYCH", 12))
    assert [line for line in lying(found.plan) if "PSYCH" in line] == ["12 fall PSYCH day "]


def test_an_added_course_that_no_rule_allows_says_which() -> None:
    found = done(plan_of("11 year CER1"), Swap("", "AU2", 11))
    assert found.why is NotSwapped.NO_PLACE
    assert found.reason is None or found.reason.code
