"""A clash is one sentence that a parent understands, each way out has its consequence."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest

from cte_desktop.domain.catalog.section import Section, SectionKind, SectionMeeting
from cte_desktop.domain.filling.answer import Filled
from cte_desktop.domain.filling.checking import FORBIDDEN
from cte_desktop.domain.filling.model import Kind, Reason
from cte_desktop.domain.filling.problem import Problem
from cte_desktop.domain.findings import values
from cte_desktop.domain.school_year import Term
from cte_desktop.domain.students.experiences import BusyTime
from cte_desktop.solving.clash import explain
from cte_desktop.wording.clock import on_paper
from cte_desktop.wording.filling.clash import RULES, clash_text, reason_text
from cte_desktop.wording.filling.told import Told, told_of
from cte_desktop.wording.filling.ways_out import consequence_text, way_text
from tests.solving.students import asked, must, new_ids

AUTO = must(1, "pathway", "Automotive Technology")


def evening(code: str, year: int) -> Section:
    """A section at Canyon on Tuesdays and Thursdays at 15:45."""
    name = f"CN{year % 100}-{code}"
    meeting = SectionMeeting("", "TR", 945, 1065)
    return Section(name, year, "year", code, "CN", SectionKind.EXTENDED, (meeting,), "", 24)


@cache
def beside_the_sport() -> tuple[Problem, Filled]:
    """Auto is taught at a time that the sport takes until the junior year is over."""
    sport = (BusyTime(2027, Term.SPRING, "TR", 900, 990, "sport", "VL"),)
    problem = asked(AUTO, sections=(evening("AU1", 2027), evening("AU2", 2028)), busy=sport)
    return problem, explain(problem, new_uid=new_ids())


@pytest.fixture
def told() -> Told:
    return told_of(*beside_the_sport())


def test_the_sentence_names_the_time_the_sport_and_the_order(told: Told) -> None:
    assert told.why == (
        "Automotive Technology 1 meets only Tue/Thu 15:45 at Canyon in 2027–28; the sport runs "
        "until 16:30 on Tuesday and Thursday in spring 2028; the capstone of Automotive Technology "
        "must follow in a later term than what comes before it; Automotive Technology must be "
        "completed: drop one of these."
    )


def test_on_paper_families_read_their_own_clock() -> None:
    with on_paper():
        why = told_of(*beside_the_sport()).why
    assert "3:45" in why
    assert "15:45" not in why


def test_each_part_has_its_clause_and_the_id_of_the_contract(told: Told) -> None:
    parts = {(one.kind, one.id): one.text for one in told.clash}
    assert parts["wish", "1"] == "Automotive Technology must be completed"
    assert parts["busy", "1"].startswith("the sport runs until 16:30")
    assert ("rule", "pathway_out_of_order") in parts


def test_each_way_out_says_what_is_done_and_what_follows(told: Told) -> None:
    ways = {way.do: way for way in told.ways_out}
    assert ways["soften_wish"].text == "Would like instead of must: Automotive Technology"
    assert "courses added" in ways["soften_wish"].consequence
    assert "Give up the sport on Tuesday and Thursday in spring 2028" in ways["free_time"].text
    assert ways["free_time"].consequence.startswith(
        "completes Automotive Technology in spring of 12th grade"
    )
    assert ways["other_pathway"].text.startswith("Take ")
    assert ways["other_pathway"].consequence.startswith("completes ")


def test_every_rule_that_a_plan_may_not_break_has_a_clause() -> None:
    problem, _ = beside_the_sport()
    for code in FORBIDDEN | {"outside_wished_hours", "no_lunch"}:
        assert code in RULES or code == "overload"
        about = values(course="AU2", other_course="AU1", grade_level=11, term="fall")
        text = reason_text(problem, Reason(Kind.RULE, code, about))
        assert text
        assert "{" not in text


@pytest.mark.parametrize(
    ("reason", "text"),
    [
        (
            Reason(Kind.PLACEMENT, "11:fall:AU1"),
            "Automotive Technology 1 is locked in fall of 11th grade",
        ),
        (
            Reason(Kind.RULE, "prerequisite_order", values(course="AU2")),
            "Automotive Technology 2 asks for Automotive Technology 1 in an earlier term",
        ),
        (
            Reason(Kind.RULE, "overload", values(grade_level=11, term="fall")),
            "at most 7 courses fit into the days of fall of 11th grade",
        ),
        (
            Reason(
                Kind.RULE,
                "requirement_missing",
                values(program="graduation", requirement="mathematics"),
            ),
            "graduation needs mathematics",
        ),
        (
            Reason(
                Kind.RULE,
                "time_clash",
                values(grade_level=11, term="fall", weekdays="TR", starts="15:45", site="CN"),
            ),
            "several courses need the same hour in fall of 11th grade: Tue/Thu 15:45 at Canyon",
        ),
        (
            Reason(Kind.WISH, "default:summer"),
            "no summer courses (as usual, nothing else was wished)",
        ),
        (Reason(Kind.WISH, "77"), ""),
        (Reason(Kind.BUSY, "77"), ""),
    ],
)
def test_each_kind_of_reason_reads_like_a_clause(reason: Reason, text: str) -> None:
    assert reason_text(beside_the_sport()[0], reason) == text


def test_what_one_program_needs_is_one_clause() -> None:
    problem, _ = beside_the_sport()
    clash = tuple(
        Reason(Kind.RULE, "requirement_missing", values(program="graduation", requirement=name))
        for name in ("mathematics", "health", "elective")
    )
    assert clash_text(problem, clash) == (
        "Graduation needs mathematics, health, and electives: drop one of these."
    )


def test_one_reason_alone_is_no_choice() -> None:
    problem, _ = beside_the_sport()
    text = clash_text(problem, (Reason(Kind.WISH, "default:summer"),))
    assert text.endswith(": this can't be done.")
    assert clash_text(problem, ()) == ""


def test_a_way_that_gives_up_two_things_names_both() -> None:
    problem, filled = beside_the_sport()
    way = next(way for way in filled.ways_out if way.do == "free_time")
    both = replace(way, dropped=(Reason(Kind.BUSY, "1"), Reason(Kind.WISH, "default:summer")))
    assert way_text(problem, both) == (
        "Give up the sport on Tuesday and Thursday in spring 2028; Allow summer courses"
    )


def test_a_way_that_leaves_a_requirement_open_says_so() -> None:
    problem, filled = beside_the_sport()
    about = values(program="graduation", requirement="electives")
    rule, way = Reason(Kind.RULE, "requirement_missing", about), filled.ways_out[0]
    left = replace(way, do="leave_open", args=about, dropped=(rule,))
    said = "it stays open and the audit goes on asking for it"
    assert consequence_text(problem, left).endswith(said)
    assert consequence_text(problem, replace(way, dropped=(*way.dropped, rule))).endswith(said)
    assert said not in consequence_text(problem, way)


def test_a_crowd_of_courses_at_the_same_times_is_one_clause() -> None:
    problem, _ = beside_the_sport()
    codes = ("AU1", "AU2", "ART1", "CER1", "PSYCH", "JOURN", "YEARBK", "DRAMA1")
    clash = tuple(
        Reason(Kind.RULE, "time_clash", values(course=one, other_course=other))
        for one, other in pairwise(codes)
    )
    text = clash_text(problem, clash)
    assert text.startswith("Many of these courses stand in each other's way in the week: ")
    assert "and 3 more: drop one of these." in text
    assert "meet at the same time" not in text


def test_what_is_lacking_is_told_with_its_amount() -> None:
    problem = asked()
    about = values(program="graduation", requirement="elective")
    text = clash_text(problem, (Reason(Kind.RULE, "requirement_missing", about),))
    assert text.startswith("Graduation still lacks ")
    assert " of electives: this can't be done." in text
