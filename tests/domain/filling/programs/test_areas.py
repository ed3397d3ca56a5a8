"""UC and CSU as rows, held against the audit: years, validation, and what counts once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cte_desktop.domain.audit.rules import Rules
from cte_desktop.domain.filling.model import Kind, Reason
from cte_desktop.domain.filling.wants import Strength
from cte_desktop.domain.students.decisions import Decision
from tests.builders import file_of, rules
from tests.domain.filling.programs.worlds import (
    area_goal,
    audited,
    choices,
    drafted,
    is_complete,
    least,
    problem_of,
    rows_named,
    satisfies,
)


def areas(before_grade_12: int = 0, **years: int) -> Rules:
    """The shipped rules, asking for these years alone (hundredths), each area as it is made."""
    ag = rules().ag
    need = tuple((area, years.get(area, 0)) for area, _ in ag.need)
    usual = dict(ag.need)
    parts = tuple(p for p in ag.parts if years.get(p.area) == usual[p.area])
    cover = ag.must_cover if years.get("C") else ()
    total = sum(years.values())
    changed = replace(
        ag,
        need=need,
        parts=parts,
        must_cover=cover,
        total=total,
        before_grade_12=before_grade_12,
    )
    return replace(rules(), ag=changed)


CASES = (
    # areas asked, what is there, what may be taken
    ({"B": 200}, ("9 year ENG09 B",), ("11 year ENG11", "12 year ELD3", "11 fall PSYCH")),
    ({"B": 200}, ("9 year ENG09 B/D",), ("11 spring ENG09", "11 year ENG09", "12 year ENG12")),
    ({"C": 300}, (), ("11 year ALG1", "11 year GEOM", "12 year ALG2", "12 year ALG2H")),
    ({"C": 300, "G": 100}, ("9 year GEOM B",), ("11 year ALG1", "11 year ALG2", "12 year ALG2H")),
    ({"C": 300}, ("9 year ALG1 D", "10 fall GEOM C"), ("11 spring GEOM", "11 year ALG2")),
    ({"C": 300}, ("9 year GEOM D",), ("11 year ALG2", "12 year PRECALC", "12 year STATS")),
    ({"E": 200}, (), ("11 year SPAN1", "12 year SPAN2", "12 year SPAN3", "11 year FREN1")),
    ({"E": 200, "G": 100}, (), ("11 year SPAN1", "12 year SPAN2", "12 year SPAN3")),
    ({"E": 200}, ("9 year SPAN1 D",), ("11 year SPAN2", "11 year FREN1", "12 year FREN2")),
    ({"D": 200}, ("9 year BIO B",), ("11 year CHEM", "11 year PHYS", "12 year ANAT")),
    ({"A": 200}, (), ("10 spring MODCIV", "11 year USHIST", "12 fall USGOV", "11 year MODCIV")),
    ({"F": 100, "G": 100}, (), ("11 year ART1", "12 year DRAW", "11 fall DRAMA1", "12 year PHYS")),
    ({"F": 100}, ("9 fall ART1 B",), ("11 fall DRAMA1", "11 spring ART1", "12 year DRAMA1")),
)


@pytest.mark.parametrize(("years", "record", "options"), CASES)
@pytest.mark.parametrize("name", ["uc", "csu"])
def test_the_rows_say_what_the_audit_says_of_every_choice(
    years: dict[str, int], record: tuple[str, ...], options: tuple[str, ...], name: str
) -> None:
    problem = problem_of(file_of(*record), options, [area_goal(name)], made=areas(**years))
    for chosen, satisfied, complete in choices(problem):
        assert satisfied is complete, [options[n] for n in chosen]


def test_years_of_grade_12_are_not_before_it() -> None:
    made = areas(B=200, before_grade_12=200)
    file = file_of("9 year ENG09 B")
    in_time = problem_of(file, ("11 year ENG11",), [area_goal("uc")], made=made)
    late = problem_of(file, ("12 year ENG12",), [area_goal("uc")], made=made)
    assert satisfies(in_time, [0])
    assert not satisfies(late, [0])
    for_csu = problem_of(file, ("12 year ENG12",), [area_goal("csu")], made=made)
    assert satisfies(for_csu, [0])


def test_years_of_a_second_art_are_not_before_grade_12_in_place_of_others() -> None:
    made = areas(B=100, F=100, before_grade_12=200)
    file = file_of("9 year ART1 B", "9 year DRAMA1 B")
    problem = problem_of(file, ("12 year ENG12", "11 year ENG11"), [area_goal("uc")], made=made)
    for chosen, satisfied, complete in choices(problem):
        assert satisfied is complete is (1 in chosen)


def test_a_counselor_may_waive_years_and_allow_a_course_besides() -> None:
    waived = Decision("waiver", "uc", "B", course_code="ENG12")
    allowed = Decision("also_allow", "uc", "B", course_code="PHYS")
    for decision in (waived, allowed):
        file = file_of("9 year ENG09 B", decisions=(decision,))
        problem = problem_of(file, ("11 year PHYS",), [area_goal("uc")], made=areas(B=200))
        for chosen, complete in (([0], True), ([], False)):
            assert is_complete(audited(problem, chosen), "uc") is complete
            assert satisfies(problem, chosen) is complete


def test_a_goal_that_is_a_must_binds_under_the_wish_and_a_liked_one_under_no_reason() -> None:
    made = areas(B=200)
    must = problem_of(file_of(), ("11 year ENG11",), [area_goal("uc")], made=made)
    wish = Reason(Kind.WISH, "default:area_goal")
    assert set(rows_named(must)) == {wish}
    assert dict(drafted(must)[2].needed) == {wish: (0,)}
    assert not rows_named(replace(must, dropped=frozenset({wish})))
    liked = [area_goal("uc", Strength.LIKE)]
    for options, unmet in ((("11 year ENG11",), 1), (("11 year ENG11", "12 year ENG12"), 0)):
        problem = problem_of(file_of(), options, liked, made=made)
        assert not rows_named(problem)
        ((_, terms),) = drafted(problem)[2].unmet
        assert least(problem, terms) == unmet
    unwanted = [area_goal("uc", Strength.NO), area_goal("none")]
    assert not drafted(problem_of(file_of(), (), unwanted, made=made))[0].rows
