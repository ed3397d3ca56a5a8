"""Two plans in lines: by grade and term, halves as one, each with what becomes of it."""

from __future__ import annotations

from dataclasses import replace

from cte_desktop.domain.planning.comparing import compare
from cte_desktop.domain.planning.plan import Lane, Placement, Plan
from cte_desktop.domain.school_year import Term
from cte_desktop.wording.comparing import compared_lines
from tests.builders import catalog
from tests.domain.planning.situations import placed, placed_year


def _plan(*placements: Placement) -> Plan:
    return Plan("plan", "s1", placements=placements)


def _lines(one: Plan, other: Plan) -> list[tuple[str, str, str, str]]:
    return [
        (line.when, line.difference.value, line.before, line.after)
        for line in compared_lines(compare(one, other), catalog())
    ]


def test_halves_that_lie_alike_are_one_line() -> None:
    english = placed_year("ENG11", 11, "P1")
    welding = placed_year("WD1", 11, lane=Lane.EXTENDED, site="CN")
    psychology = placed("PSYCH", 12, Term.FALL, "P2")
    assert _lines(_plan(*english, psychology), _plan(*english, *welding)) == [
        ("11th · year", "same", "English 11 · P1", "English 11 · P1"),
        ("11th · year", "added", "–", "Welding 1 (COC dual enrolment) · Extended Day, Canyon"),
        ("12th · fall", "removed", "Psychology · P2", "–"),
    ]


def test_what_goes_to_another_term_stands_in_both() -> None:
    before, after = placed("PSYCH", 11, Term.FALL, "P2"), placed("PSYCH", 12, Term.SPRING, "P3")
    assert _lines(_plan(before), _plan(after)) == [
        ("11th · fall", "moved", "Psychology · P2", "(in spring of 12th grade)"),
        ("12th · spring", "moved", "(in fall of 11th grade)", "Psychology · P3"),
    ]


def test_another_period_or_section_is_one_line() -> None:
    before = placed_year("ENG11", 11, "P1")
    after = tuple(replace(p, section_id="E7") for p in before)
    assert _lines(_plan(*before), _plan(*after)) == [
        ("11th · year", "moved", "English 11 · P1", "English 11 · P1, E7")
    ]


def test_one_half_that_moves_leaves_the_other() -> None:
    fall, spring = placed_year("ENG11", 11, "P1")
    assert spring.spot is not None
    summer = replace(
        spring, spot=replace(spring.spot, term=Term.SUMMER, lane=Lane.SUMMER, period="")
    )
    assert [line[:2] for line in _lines(_plan(fall, spring), _plan(fall, summer))] == [
        ("11th · fall", "same"),
        ("11th · spring", "moved"),
        ("11th · summer", "moved"),
    ]


def test_a_plan_against_nothing_is_all_added() -> None:
    assert _lines(_plan(), _plan()) == []
    twice = (placed("TA", 12, Term.FALL, "P1"), placed("TA", 12, Term.FALL, "P2"))
    assert [line[1] for line in _lines(_plan(), _plan(*twice))] == ["added", "added"]
