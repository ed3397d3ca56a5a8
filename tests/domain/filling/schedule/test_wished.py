"""Wishes, evenings, load and full days as rows and costs: each binds, each stays quiet."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

import pytest

from cte_desktop.domain.catalog.course import Course, ExtendedDay
from cte_desktop.domain.catalog.section import Section, SectionKind
from cte_desktop.domain.filling.building import with_dropped
from cte_desktop.domain.filling.first import first_plan
from cte_desktop.domain.filling.model import Kind, Reason
from cte_desktop.domain.planning.evenings import evenings_ahead
from cte_desktop.domain.school_year import Term
from tests.domain.filling.small_worlds import (
    GRADE_11,
    GRADE_12,
    Question,
    catalog_of,
    course,
    placed,
    section,
    want,
)
from tests.domain.planning.situations import placed_year, taken, year_of

A, B = course("AA1"), course("BB1")
WISH_1 = Reason(Kind.WISH, "1")
FULL = "comprehensive_high"


def ask(*courses: Course, wishes: tuple[object, ...] = (), **more: object) -> Question:
    """The wishes come first, by rank; then each course is liked so that none is pruned."""
    kind = more.pop("kind", "alternative")
    others: tuple[Course, ...] = more.pop("more", ())  # type: ignore[assignment]
    liked = tuple(want(f"course {c.code}", "like") for c in courses)
    return Question(catalog_of(*courses, *others, kind=kind), wishes=(*wishes, *liked), **more)  # type: ignore[arg-type]


def evening(code: str) -> Course:
    return course(code, extended_day=ExtendedDay.ONLY)


def test_a_wished_course_must_be_there_or_one_that_would_do() -> None:
    q = ask(A, B, wishes=(want("course AA1"),))
    assert placed(q.filled()) & {"11:fall:AA1", "12:fall:AA1"}
    either = ask(A, B, wishes=(want("course AA1|BB1"), want("avoid AA1")))
    assert placed(either.filled()) & {"11:fall:BB1", "12:fall:BB1"}


def test_a_wished_course_that_is_passed_asks_nothing_more() -> None:
    q = ask(A, wishes=(want("course AA1"),), record=year_of("AA1", "B", 2025))
    assert q.can()
    assert not q.places("AA1")


def test_a_wish_for_a_course_that_goes_on_means_the_terms_ahead() -> None:
    band = course("BAND", repeatable=True)
    played = year_of("BAND", "A", 2025)
    q = ask(A, wishes=(want("course BAND"),), record=played, more=(band,))
    assert any(key.endswith("BAND") for key in placed(q.filled()))
    liked = ask(A, wishes=(want("course BAND", "like"),), record=played, more=(band,))
    assert any(key.endswith("BAND") for key in placed(liked.best(1)))


def test_a_wished_course_stays_in_each_year_in_which_it_is_planned() -> None:
    band = course("BAND", repeatable=True)
    both = (*placed_year("BAND", 11, "P1"), *placed_year("BAND", 12, "P1"))
    q = ask(A, wishes=(want("course BAND", "like"),), plan=both, more=(band,))
    there = {key for key in placed(q.best(1)) if key.endswith("BAND")}
    assert there == {f"{grade}:{term}:BAND" for grade in (11, 12) for term in ("fall", "spring")}


def test_a_wished_year_course_of_which_one_half_failed_asks_for_that_half() -> None:
    record = (taken("AA1", "C", 2025, Term.FALL), taken("AA1", "F", 2025, Term.SPRING))
    q = ask(A, wishes=(want("course AA1"),), record=record)
    assert "AA1" in " ".join(placed(q.filled()))


def test_a_must_for_a_course_that_cannot_be_had_is_impossible_and_says_so() -> None:
    q = ask(A, wishes=(want("course NOPE"),))
    assert not q.can()
    assert q.can(without=[WISH_1])


def test_of_courses_that_would_do_the_dearest_is_taken() -> None:
    q = Question(catalog_of(A, B), wishes=(want("course BB1|AA1", "like"),))
    got = placed(q.best())
    assert got & {"11:fall:BB1", "12:fall:BB1"}


def test_a_course_that_must_be_avoided_is_no_option_and_one_liked_to_is_a_cost() -> None:
    q = ask(A, B, wishes=(want("avoid AA1"),))
    assert not q.places("AA1")
    whole = ask(A, B, wishes=(want("avoid AA1"),), whole=True)
    assert not whole.can("AA1")
    assert whole.can("AA1", without=[WISH_1])
    cost = Question(catalog_of(A, B), wishes=(want("avoid AA1", "like"),))
    assert cost.can("AA1")
    assert "AA1" not in " ".join(placed(cost.best(1)))


def test_a_dearer_wish_outweighs_all_below_it() -> None:
    seventh = tuple(section(code, "P1", name=code) for code in ("AA1", "BB1"))
    year_12 = tuple(
        replace(s, school_year=GRADE_12, section_id=f"{s.section_id}-12") for s in seventh
    )
    wishes = (want("course AA1", "like"), want("avoid AA1", "like"), want("course BB1", "like"))
    q = Question(catalog_of(A, B), sections=(*seventh, *year_12), wishes=wishes)
    assert {c.split(":")[2] for c in placed(q.best(1))} >= {"AA1", "BB1"}


@pytest.mark.parametrize(
    ("wish", "found"), [("extended_day yes", True), ("extended_day no", False)]
)
def test_extended_day_may_be_forbidden(wish: str, found: bool) -> None:
    q = ask(evening("EVE"), wishes=(want(wish),))
    assert bool(q.places("EVE")) is found
    whole = ask(evening("EVE"), wishes=(want(wish),), whole=True)
    assert whole.can("EVE") is found
    assert whole.can("EVE", without=[WISH_1])


def test_evenings_are_counted_by_weekday_and_two_classes_may_share_none() -> None:
    tr, mw, friday = (
        section("TU", "TR 16:00-18:00"),
        section("MO", "MW 16:00-18:00"),
        section("TF", "TF 18:30-20:00"),
    )
    courses = (evening("TU"), evening("MO"), evening("TF"))
    q = ask(*courses, sections=(tr, mw, friday), wishes=(want("extended_day 2"),))
    assert q.can("TU 11")
    assert not q.can("TU 11", "MO 11")
    three = ask(*courses, sections=(tr, mw, friday), wishes=(want("extended_day 3"),))
    assert three.can("TU 11", "TF 11")  # Tuesday counts once
    assert not three.can("MO 11", "TF 11")
    assert q.can("TU 11", "MO 11", without=[WISH_1])


def test_an_evening_class_without_times_counts_two_or_as_its_last_sections_met() -> None:
    q = ask(evening("ONE"), evening("TWO"), wishes=(want("extended_day 2"),))
    assert q.can("ONE 11")
    assert not q.can("ONE 11", "TWO 11")
    known = (
        section("ONE", "T 16:00-18:00", name="a"),
        section("TWO", "R 16:00-18:00", name="b"),
    )
    later = ask(evening("ONE"), evening("TWO"), wishes=(want("extended_day 2"),), sections=known)
    assert later.can("ONE 12", "TWO 12")


def test_the_first_plan_counts_the_evenings_of_a_class_without_times_as_the_best_does() -> None:
    known = section("EVE", "MWR 16:00-18:30", school_year=2026, name="old")
    for most, found in ((2, False), (3, True)):
        wishes = (want(f"extended_day {most}"), want("course EVE"))
        q = Question(catalog_of(evening("EVE"), A), sections=(known,), wishes=wishes)
        assert q.can("EVE 11") is found
        first = first_plan(q.problem, map("new-{}".format, count(1)).__next__)
        assert (first is not None) is found
        if first is not None:
            after = replace(q.situation, plan=first)
            assert set(evenings_ahead(after, q.problem.offers).values()) == {3}


def test_extended_day_holds_on_the_wished_weekdays_alone() -> None:
    sections = (section("TU", "TR 16:00-18:00"), section("MO", "MW 16:00-18:00"))
    wish = want("extended_day yes", days="TR")
    q = ask(evening("TU"), evening("MO"), sections=sections, wishes=(wish,))
    assert q.places("TU", 11)
    assert not q.places("MO", 11)


def test_evenings_that_are_only_liked_cost_elsewhere() -> None:
    sections = (section("TU", "TR 16:00-18:00"), section("MO", "MW 16:00-18:00"))
    liked = (want("extended_day yes", "like", days="TR"), want("course MO|TU"))
    q = Question(catalog_of(evening("TU"), evening("MO")), sections=sections, wishes=liked)
    assert q.can("MO 11")
    named = [u for u in q.built.model.goals if u.name == "wishes"]
    places = {place for goal in named for place, _ in goal.terms}
    assert {q.built.take[p] for p in q.places("MO", 11)} <= places
    assert not {q.built.take[p] for p in q.places("TU", 11)} & places


def test_summer_college_zero_and_period_seven_are_left_out_unless_wished() -> None:
    summer = course("SUM", year=False, offered=frozenset({"fall", "summer"}))
    college = course("COL", year=False, rigor="dual")
    zero = replace(section("AA1", "P1"), kind=SectionKind.ZERO)
    for wish, name in (("summer", "SUM 10 summer"), ("college", "COL"), ("zero", "AA1 11")):
        for value, found in (("yes", True), ("no", False)):
            q = ask(summer, college, A, sections=(zero,), wishes=(want(f"{wish} {value}"),))
            assert bool(q.named(name)) is found
        whole = ask(summer, college, A, sections=(zero,), wishes=(want(f"{wish} no"),), whole=True)
        assert not whole.can(name)
        assert whole.can(name, without=[WISH_1])


def test_period_seven_is_used_only_if_needed() -> None:
    many = [course(f"C{n}") for n in range(7)]
    q = ask(*many[:6], wishes=(want("period7 no", "like"),))
    plan = q.best()
    assert not [p for p in plan.placed if p.spot and p.spot.period == "P7"]
    banned = ask(*many, wishes=(want("period7 no"),))
    assert not banned.can(*(f"C{n} 11" for n in range(7)))
    assert ask(*many).can(*(f"C{n} 11" for n in range(7)))


def test_a_load_that_must_be_holds_in_every_term_ahead() -> None:
    many = [course(f"C{n}") for n in range(9)]
    halves = [course(f"S{n}", year=False) for n in range(3)]
    q = ask(*many, *halves, wishes=(want("load 2-3"),))
    assert not q.can("C0 11", "C1 11", "C2 11", "C3 11")
    counts = [key.rsplit(":", 1)[0] for key in placed(q.filled())]
    assert {counts.count(term) for term in set(counts)} <= {2, 3}


def test_free_periods_leave_room_and_may_be_given_up() -> None:
    many = [course(f"C{n}") for n in range(6)]
    names = tuple(f"C{n} 11" for n in range(6))
    q = ask(*many, wishes=(want("free_period 2"),))
    assert q.can(*names[:4])
    assert not q.can(*names[:5])
    assert q.can(*names, without=[WISH_1])
    liked = ask(*many, wishes=(want("free_period 2", "like"),))
    assert liked.can(*names)


def test_honors_are_taken_where_they_can_be() -> None:
    plain = course("USH", graduation_subject="social_studies", ag_area="A", ag_topic="us")
    honors = course(
        "APUSH", graduation_subject="social_studies", ag_area="A", ag_topic="us", rigor="ap"
    )
    asked = (plain, honors)
    q = Question(catalog_of(*asked), wishes=(want("honors yes", "like"), want("course USH|APUSH")))
    assert "APUSH" in " ".join(placed(q.best(1)))
    without = Question(catalog_of(*asked), wishes=(want("honors no"), want("course APUSH", "like")))
    assert not without.places("APUSH")


def test_hours_that_must_be_kept_forbid_what_lies_outside() -> None:
    early, late = section("AA1", "P1"), section("EVE", "TR 16:00-18:30")
    q = ask(A, evening("EVE"), sections=(early, late), wishes=(want("earliest_start 09:00"),))
    assert not q.places("AA1", 11)
    assert q.places("EVE", 11)
    end = ask(A, evening("EVE"), sections=(early, late), wishes=(want("latest_end 17:00"),))
    assert end.places("AA1", 11)
    assert not end.places("EVE", 11)


def test_an_early_start_that_is_not_wished_takes_the_first_period_away() -> None:
    many = [course(f"C{n}") for n in range(7)]
    q = ask(*many, wishes=(want("earliest_start 09:00"),))
    assert not q.can(*(f"C{n} 11" for n in range(7)))
    plan = q.filled(*(f"C{n} 11" for n in range(6)))
    assert "P1" not in {p.spot.period for p in plan.placed if p.spot and p.spot.grade_level == 11}


def test_a_timetabled_day_is_full_or_has_no_class_at_all() -> None:
    courses = [course(f"C{n}") for n in range(7)]
    sections = tuple(section(f"C{n}", f"P{n + 1}") for n in range(6))
    q = ask(*courses[:6], sections=sections, kind=FULL)
    year = {key for key in placed(q.filled("C0 11")) if key.startswith("11:fall")}
    assert len(year) == 6
    lacking = ask(*courses[:5], sections=sections[:5], kind=FULL)
    assert not lacking.can("C0 11")
    rule = [r for r in lacking.built.model.reasons if r.id == "empty_period_51228_1"]
    assert lacking.can("C0 11", without=rule)


def test_a_course_without_times_or_a_free_period_may_leave_one_empty() -> None:
    courses = [course(f"C{n}") for n in range(6)]
    sections = tuple(section(f"C{n}", f"P{n + 1}") for n in range(5))
    assert ask(*courses, sections=sections, kind=FULL).can("C0 11", "C5 11")
    free = ask(*courses[:5], sections=sections, kind=FULL, wishes=(want("free_period 1"),))
    assert free.can("C0 11")


def test_college_units_of_a_term_are_bounded() -> None:
    units = [course(f"U{n}", year=False, rigor="dual", college_units=600) for n in range(3)]
    q = ask(*units, wishes=(want("college yes"),))
    assert q.can("U0 11 fall", "U1 11 fall")
    assert not q.can("U0 11 fall", "U1 11 fall", "U2 11 fall")
    assert q.can("U0 11 fall", "U1 11 fall", "U2 11 spring")


def test_what_is_locked_stays_and_can_be_let_go() -> None:
    locked = tuple(replace(p, locked=True) for p in placed_year("AA1", 11, "P3"))
    q = ask(A, B, plan=locked, wishes=(want("avoid AA1"),))
    assert not q.can()
    reason = Reason(Kind.PLACEMENT, "11:fall:AA1")
    assert reason in q.built.model.reasons
    assert q.can(without=[reason])


def test_a_locked_placement_that_breaks_a_rule_names_the_rule() -> None:
    young = course("AA1", grades=(12, 12))
    locked = tuple(replace(p, locked=True) for p in placed_year("AA1", 11, "P3"))
    q = ask(young, plan=locked)
    assert not q.can()
    rule = [r for r in q.built.model.reasons if r.id == "grade_range"]
    assert q.can(without=rule)
    assert q.can(without=[Reason(Kind.PLACEMENT, "11:fall:AA1")])


def test_a_full_section_is_no_option_but_the_own_seat_is() -> None:
    full: tuple[Section, ...] = (section("AA1", "P1", seats=1),)
    assert not ask(A, sections=full, claims={"AA1-P1": 1}).places("AA1", 11)
    assert ask(A, sections=full).places("AA1", 11)
    whole = ask(A, sections=full, claims={"AA1-P1": 1}, whole=True)
    assert not whole.can("AA1 11")
    seats = [r for r in whole.built.model.reasons if r.id == "seat_full"]
    assert whole.can("AA1 11", without=seats)
    tried = with_dropped(ask(A, sections=full, claims={"AA1-P1": 1}).problem, seats)
    assert 11 in {option.grade_level for option in tried.options}


def test_a_course_is_taken_once_and_a_repeatable_one_once_a_term() -> None:
    q = ask(A, course("BAND", repeatable=True))
    assert not q.can("AA1 11", "AA1 12")
    assert q.can("BAND 11", "BAND 12")


def test_what_runs_in_the_spring_counts_to_its_load() -> None:
    running = tuple(
        row for n in range(6) for row in year_of(f"C{n}", "", 2026) if row.term is Term.FALL
    )
    many = [course(f"C{n}") for n in range(6)]
    halves = [course(f"S{n}", year=False) for n in range(2)]
    q = ask(*many, *halves, record=running)
    assert q.can("S0 10 spring")
    assert not q.can("S0 10 spring", "S1 10 spring")
    assert GRADE_11 in {option.school_year for option in q.problem.options}
