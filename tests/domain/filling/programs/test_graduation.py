"""Graduation as rows: what is missing has to be taken, once, by options that really bring it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from cte_desktop.domain.audit.rules import Include, Replacement, Rules, SubjectNeed
from cte_desktop.domain.filling.model import Kind, Reason
from cte_desktop.domain.filling.wants import GRADUATION, Strength
from cte_desktop.domain.findings import values
from cte_desktop.domain.students.decisions import Decision
from tests.builders import file_of, rules
from tests.domain.filling.programs.worlds import (
    can_be_met,
    drafted,
    least,
    problem_of,
    rows_named,
    rules_with,
    satisfies,
)

ENGLISH = rules_with(SubjectNeed("english", 1000))
ENGLISH_AND_MORE = rules_with(SubjectNeed("english", 1000), SubjectNeed("elective", 1000))
ECONOMICS = Include("social_studies.ECON", codes=("ECON", "APMACRO"), credits=500)
SOCIAL = rules_with(SubjectNeed("social_studies", 1000, (ECONOMICS,)))
SWAP = Replacement("PERSFIN", ("ECON", "APMACRO"), "elective")
SWAPPED = rules_with(
    SubjectNeed("social_studies", 1000, (ECONOMICS,)),
    SubjectNeed("elective", 500),
    replacement=SWAP,
)


def met(made: Rules, record: tuple[str, ...], *taken: str, **more: object) -> bool:
    """Tell whether taking just these options satisfies the rows of graduation."""
    problem = problem_of(file_of(*record, **more), taken, made=made)  # type: ignore[arg-type]
    return satisfies(problem, range(len(taken)))


def rule(code: str, requirement: str) -> Reason:
    """The reason of a row of graduation."""
    return Reason(Kind.RULE, code, values(program="graduation", requirement=requirement))


def test_what_is_missing_has_to_be_taken() -> None:
    assert met(ENGLISH, (), "11 year ENG11")
    assert not met(ENGLISH, (), "11 year PSYCH")
    assert not met(ENGLISH, (), "11 fall ENG11")
    assert met(ENGLISH, ("9 fall ENG09 B",), "11 fall ENG11")


def test_what_is_there_asks_for_nothing_more() -> None:
    problem = problem_of(file_of("9 year ENG09 B"), (), made=ENGLISH)
    assert can_be_met(problem)
    running = problem_of(file_of("10 fall ENG10", "9 fall ENG09 C"), (), made=ENGLISH)
    assert can_be_met(running)


def test_each_row_has_the_reason_that_a_clash_names() -> None:
    problem = problem_of(file_of(), ("11 year ENG11", "12 fall ECON"), made=ENGLISH_AND_MORE)
    assert set(rows_named(problem)) == {
        rule("requirement_missing", "english"),
        rule("requirement_missing", "elective"),
    }
    needed = dict(drafted(problem)[2].needed)
    assert needed[rule("requirement_missing", "english")] == (0,)
    assert needed[rule("requirement_missing", "elective")] == (0, 1)
    included = problem_of(file_of(), (), made=SOCIAL)
    assert rule("must_include_missing", "social_studies.ECON") in rows_named(included)


def test_a_reason_that_is_given_up_leaves_no_row() -> None:
    problem = problem_of(file_of(), ("12 fall ECON",), made=ENGLISH_AND_MORE)
    english = rule("requirement_missing", "english")
    assert not can_be_met(problem)
    assert not can_be_met(replace(problem, dropped=frozenset({english})))
    both = frozenset({english, rule("requirement_missing", "elective")})
    assert can_be_met(replace(problem, dropped=both))
    assert not rows_named(replace(problem, dropped=both))


def test_what_is_left_open_draws_its_own_work_as_before() -> None:
    english = frozenset({rule("requirement_missing", "english")})
    some = problem_of(file_of("9 fall ENG09 B"), ("11 fall PSYCH",), made=ENGLISH_AND_MORE)
    assert not can_be_met(replace(some, dropped=english))  # English doesn't turn into electives
    more = problem_of(
        file_of("9 fall ENG09 B"), ("11 fall PSYCH", "12 spring SOC"), made=ENGLISH_AND_MORE
    )
    assert can_be_met(replace(more, dropped=english))


def test_a_course_is_used_once_and_what_is_over_flows_on() -> None:
    assert not met(ENGLISH_AND_MORE, (), "11 year ENG11")
    assert met(ENGLISH_AND_MORE, (), "11 year ENG11", "12 year ENG12")
    assert not met(ENGLISH_AND_MORE, (), "11 year PSYCH", "12 year YEARBK")


def test_a_must_include_reserves_its_credits() -> None:
    assert not met(SOCIAL, (), "11 year USHIST")
    assert met(SOCIAL, (), "11 fall ECON", "11 spring USGOV")
    assert met(SOCIAL, ("10 year USHIST B",), "11 fall ECON")


def test_a_course_that_must_have_been_passed_needs_all_its_halves() -> None:
    algebra = Include("mathematics.ALG1", codes=("ALG1",), taken=True)
    made = rules_with(SubjectNeed("mathematics", 1000, (algebra,)))
    assert not met(made, (), "11 year GEOM")
    assert met(made, (), "11 year ALG1")
    assert not met(made, ("9 year ALG1 B/F",), "11 year GEOM")
    assert met(made, ("9 year ALG1 B/F",), "11 year GEOM", "11 spring ALG1")
    assert met(made, (), "11 year GEOM", "11 fall ALG1", "12 spring ALG1")


def test_personal_finance_may_take_the_place_of_economics() -> None:
    assert met(SWAPPED, ("10 year USHIST B",), "11 fall ECON")
    assert not met(SWAPPED, ("10 year USHIST B",), "11 fall PSYCH")
    # Social studies then asks 5 less and electives 5 more.
    assert met(SWAPPED, ("10 fall USHIST B",), "11 fall PERSFIN", "11 spring YEARBK")
    assert not met(SWAPPED, ("10 fall USHIST B",), "11 fall PERSFIN")
    assert met(SWAPPED, ("10 fall USHIST B", "9 fall PERSFIN B"), "11 spring YEARBK")


def test_a_retake_makes_good_the_half_that_misses_and_brings_no_more() -> None:
    assert met(ENGLISH, ("9 year ENG09 B/F",), "11 spring ENG09")
    assert met(ENGLISH, ("9 year ENG09 B/F",), "11 year ENG09")
    assert not met(ENGLISH_AND_MORE, ("9 year ENG09 B",), "11 year ENG09")


def test_waivers_and_rows_marked_x_lower_what_is_asked() -> None:
    waiver = Decision("waiver", "graduation", "english")
    made = rules_with(SubjectNeed("english", 1000), SubjectNeed("elective", 500))
    elective = "11 fall PSYCH", "11 spring SOC", "12 fall YEARBK"
    assert not met(made, (), *elective)
    assert met(made, (), *elective, decisions=(waiver,))
    assert met(made, ("9 fall ENG09 X", "9 spring ENG09 B"), "11 fall PSYCH", "11 spring SOC")
    assert not met(made, (), "11 fall PSYCH", decisions=(waiver,))  # the total stays
    whole = (waiver, Decision("waiver", "graduation", "total"))
    assert met(made, (), "11 fall PSYCH", decisions=whole)


def test_an_exempted_student_is_asked_for_the_minimum_of_the_state() -> None:
    exempted = Decision("exemption_51225_1", "graduation", category="foster")
    problem = problem_of(file_of(decisions=(exempted,)), (), made=rules())
    asked = {dict(reason.about)["requirement"] for reason in rows_named(problem)}
    assert "health" not in asked
    assert "english" in asked
    plain = problem_of(file_of(), (), made=rules())
    assert "health" in {dict(reason.about)["requirement"] for reason in rows_named(plain)}


def test_a_course_counts_as_another_or_besides_where_a_counselor_says_so() -> None:
    stands_in = Decision(
        "substitution", "graduation", "english", course_code="ENG11", for_course="YEARBK"
    )
    allowed = Decision("also_allow", "graduation", "english", course_code="YEARBK")
    assert not met(ENGLISH, (), "11 year YEARBK")
    assert met(ENGLISH, (), "11 year YEARBK", decisions=(stands_in,))
    assert met(ENGLISH, (), "11 year YEARBK", decisions=(allowed,))


def test_who_comes_from_elsewhere_needs_credits_of_the_district() -> None:
    came = {"entered_district_on": date(2026, 8, 20)}
    made = replace(ENGLISH, transfer_credits_in_district=500)
    elsewhere = ("9 year ENG09 B school=ELSEWHERE",)
    assert not met(made, elsewhere, **came)
    assert met(made, elsewhere, "11 fall PSYCH", **came)
    assert met(made, elsewhere)


def test_rules_without_a_set_ask_nothing() -> None:
    problem = problem_of(file_of(), (), made=replace(rules(), sets=()))
    assert can_be_met(problem)


def test_graduation_that_is_only_liked_is_never_in_the_way_but_told() -> None:
    liked = replace(GRADUATION, strength=Strength.LIKE)
    for options, unmet in (((), 1), (("11 year ENG11",), 0)):
        problem = problem_of(file_of(), options, [liked], made=ENGLISH)
        assert not rows_named(problem)
        ((name, terms),) = drafted(problem)[2].unmet
        assert name == "default:graduation"
        assert least(problem, terms) == unmet
