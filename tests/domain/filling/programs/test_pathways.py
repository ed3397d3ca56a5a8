"""Pathways as rows: levels in order, alternatives, years, credits, what is waived, and the end."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cte_desktop.domain.catalog.catalog import Catalog
from cte_desktop.domain.catalog.course import Level
from cte_desktop.domain.catalog.pathway import Step
from cte_desktop.domain.filling.model import Kind, Reason
from cte_desktop.domain.filling.wants import Strength
from cte_desktop.domain.findings import values
from cte_desktop.domain.students.decisions import Decision
from tests.builders import catalog, file_of
from tests.domain.filling.programs.worlds import (
    SETTINGS,
    audited,
    choices,
    drafted,
    is_complete,
    least,
    pathway,
    problem_of,
    rows_named,
    satisfies,
)

DESIGN = "Graphic Design and Animation"
PROGRAM = f"pathway:{DESIGN}"
WISH = Reason(Kind.WISH, "default:pathway")
ORDER = Reason(Kind.RULE, "pathway_out_of_order", values(program=PROGRAM))

CASES = (
    ((), ("10 spring GD1", "11 fall GD1", "11 year GD1", "12 year GD2", "11 year GD2")),
    ((), ("11 year GD1", "11 year AN1", "12 year GD2", "12 year AN2")),
    (("9 year GD1 B",), ("11 year GD2", "12 year GD2", "11 year AN2")),
    (("9 year GD1 B/F",), ("11 spring GD1", "11 year GD2", "12 year GD2")),
    (("9 year GD1 B", "10 fall GD2"), ("10 spring GD2", "11 spring GD2")),
    (("9 year GD1 D", "10 year GD2 D/B"), ("11 fall GD2", "12 year GD2")),
    (("9 year GD2 B",), ("11 year GD1", "12 year GD2")),
    (("9 fall GD1 X", "9 spring GD1 X"), ("11 year GD2", "12 year AN2")),
)


@pytest.mark.parametrize(("record", "options"), CASES)
def test_the_rows_say_what_the_audit_says_of_every_choice(
    record: tuple[str, ...], options: tuple[str, ...]
) -> None:
    file = file_of(*record, pathway=DESIGN)
    problem = problem_of(file, options, [pathway(DESIGN)])
    for chosen, satisfied, complete in choices(problem):
        taken = [options[n] for n in chosen]
        if complete or not _forbidden(taken, record):
            assert satisfied is complete, taken


def _forbidden(taken: list[str], record: tuple[str, ...]) -> bool:
    """The second course without the first of its kind: that is for the rows of the schedule."""
    lines = [line.split() for line in (*taken, *record)]
    passed = {(code, int(grade)) for grade, _, code, *_ in lines}
    return any(
        code.endswith("2") and not any(c == f"{code[:2]}1" and at < grade for c, at in passed)
        for code, grade in passed
    )


def test_a_must_binds_under_its_wish_and_the_order_of_levels_under_a_rule() -> None:
    options = ("11 year GD1", "11 year GD2")
    problem = problem_of(file_of(pathway=DESIGN), options, [pathway(DESIGN)])
    assert set(rows_named(problem)) == {WISH, ORDER}
    assert not satisfies(problem, [0, 1])
    lax = replace(problem, dropped=frozenset({ORDER}))
    assert not satisfies(lax, [0, 1])  # a single school year is still too few
    assert not rows_named(replace(problem, dropped=frozenset({WISH})))
    assert dict(drafted(problem)[2].needed)[WISH] == (0, 1)


def test_levels_in_any_order_count_where_the_district_lets_them() -> None:
    options = ("11 year GD2", "12 year GD1")
    lax = replace(SETTINGS, strict_order=False)
    file = file_of(pathway=DESIGN)
    assert not satisfies(problem_of(file, options, [pathway(DESIGN)]), [0, 1])
    assert satisfies(problem_of(file, options, [pathway(DESIGN)], settings=lax), [0, 1])


def test_years_and_credits_are_as_the_district_sets_them() -> None:
    file = file_of("9 year GD1 B", pathway=DESIGN)
    options = ("11 year GD2", "12 year AN1")
    for settings, alone in (
        (SETTINGS, True),
        (replace(SETTINGS, minimum_pathway_credits=3000), False),
        (replace(SETTINGS, minimum_school_years=3), False),
    ):
        problem = problem_of(file, options, [pathway(DESIGN)], settings=settings)
        assert satisfies(problem, [0]) is alone
        assert satisfies(problem, [0, 1])
        assert is_complete(audited(problem, [0]), PROGRAM) is alone
    waived = tuple(
        Decision("waiver", PROGRAM, name) for name in ("school_years", "pathway_credits")
    )
    most = replace(SETTINGS, minimum_pathway_credits=3000, minimum_school_years=3)
    file = replace(file, decisions=waived)
    assert satisfies(problem_of(file, options, [pathway(DESIGN)], settings=most), [0])


def test_a_waived_level_is_not_asked_and_a_capstone_always_is() -> None:
    for level, met in (("concentrator", True), ("capstone", False)):
        waiver = Decision("waiver", PROGRAM, level)
        file = file_of("9 year GD1 B", pathway=DESIGN, decisions=(waiver,))
        problem = problem_of(file, ("11 year GD2",), [pathway(DESIGN)])
        assert satisfies(problem, [0])
        assert satisfies(problem, []) is False
        bare = problem_of(replace(file, record=()), ("11 year GD2",), [pathway(DESIGN)])
        assert satisfies(bare, [0]) is is_complete(audited(bare, [0]), PROGRAM) is met


def test_a_substitution_and_a_level_from_elsewhere_count() -> None:
    stands_in = Decision(
        "substitution", PROGRAM, "concentrator", course_code="GD1", for_course="ART1"
    )
    allowed = Decision("also_allow", PROGRAM, "concentrator", course_code="ART1")
    for decisions in ((stands_in,), (allowed,), ()):
        file = file_of(pathway=DESIGN, decisions=decisions)
        problem = problem_of(file, ("11 year ART1", "12 year GD2"), [pathway(DESIGN)])
        complete = is_complete(audited(problem, [0, 1]), PROGRAM)
        assert satisfies(problem, [0, 1]) is complete is bool(decisions)


def _with_steps(*steps: Step, introductory: bool = False) -> Catalog:
    known = catalog()
    pathways = tuple(
        replace(p, introductory_required=introductory) if p.name == DESIGN else p
        for p in known.pathways
    )
    others = tuple(step for step in known.steps if step.pathway != DESIGN)
    return replace(known, pathways=pathways, steps=(*others, *steps))


def _step(level: Level, order: int, code: str, last_class: int = 9999) -> Step:
    return Step(DESIGN, 2022, last_class, level, order, code, required=True)


def test_the_introductory_level_is_asked_where_it_is_required() -> None:
    steps = (
        _step(Level.INTRODUCTORY, 10, "ART1"),
        _step(Level.CONCENTRATOR, 20, "GD1"),
        _step(Level.CAPSTONE, 30, "GD2"),
    )
    file = file_of("9 year GD1 B", pathway=DESIGN)
    options = ("11 year GD2", "11 year ART1", "12 year GD2")
    for required in (False, True):
        known = _with_steps(*steps, introductory=required)
        problem = problem_of(file, options, [pathway(DESIGN)], known=known)
        assert satisfies(problem, [0]) is not required
        assert satisfies(problem, [1, 2]) is is_complete(audited(problem, [1, 2]), PROGRAM)


def test_a_pathway_retired_for_the_class_can_not_be_completed() -> None:
    steps = (
        _step(Level.CONCENTRATOR, 20, "GD1", 2028),
        _step(Level.CAPSTONE, 30, "GD2", 2028),
    )
    options = ("11 year GD1", "12 year GD2")
    problem = problem_of(
        file_of(pathway=DESIGN), options, [pathway(DESIGN)], known=_with_steps(*steps)
    )
    assert not satisfies(problem, [0, 1])
    older = file_of(pathway=DESIGN, graduation_year=2028)
    options = ("11 spring GD1", "12 year GD2")
    known = _with_steps(*steps)
    problem = problem_of(older, options, [pathway(DESIGN)], known=known)
    assert rows_named(problem)


def test_the_end_counts_terms_from_the_first_one_ahead() -> None:
    options = ("11 year GD1", "12 year GD2", "11 year GD2", "11 fall GD2")
    early = problem_of(file_of("9 year GD1 B", pathway=DESIGN), options, [pathway(DESIGN)])
    ((name, end),) = drafted(early)[2].ends
    assert name == DESIGN
    assert least(early, end) == 4  # spring 10, summer, fall 11, spring 11
    late = problem_of(file_of(pathway=DESIGN), options[:3], [pathway(DESIGN)])
    ((_, end),) = drafted(late)[2].ends
    assert least(late, end) == 7
    done = problem_of(file_of("9 year GD1 B", "10 year GD2 B"), options, [pathway(DESIGN)])
    assert drafted(done)[2].ends == () or least(done, drafted(done)[2].ends[0][1]) == 0


def test_the_end_waits_for_a_second_school_year() -> None:
    steps = (_step(Level.CONCENTRATOR, 20, "HEALTH"), _step(Level.CAPSTONE, 30, "ECON"))
    known = _with_steps(*steps, _step(Level.CAPSTONE, 30, "ECON"))
    lax = replace(SETTINGS, minimum_pathway_credits=0)
    options = ("11 fall HEALTH", "11 spring ECON", "12 fall ECON")
    problem = problem_of(
        file_of(pathway=DESIGN), options, [pathway(DESIGN)], known=known, settings=lax
    )
    assert not satisfies(problem, [0, 1])
    assert satisfies(problem, [0, 2])
    ((_, end),) = drafted(problem)[2].ends
    assert least(problem, end) == 6


def test_by_a_grade_nothing_later_counts() -> None:
    options = ("11 year GD2", "12 year GD2")
    file = file_of("9 year GD1 B", pathway=DESIGN)
    problem = problem_of(file, options, [pathway(DESIGN, by_grade=11)])
    assert satisfies(problem, [0])
    assert not satisfies(problem, [1])


def test_a_liked_pathway_is_never_in_the_way_but_told() -> None:
    liked = [pathway(DESIGN, Strength.LIKE)]
    for options, unmet in ((("11 year GD1", "12 year GD2"), 0), (("11 year GD1",), 1)):
        problem = problem_of(file_of(), options, liked)
        assert not rows_named(problem)
        ((_, terms),) = drafted(problem)[2].unmet
        assert least(problem, terms) == unmet


def test_halves_taken_again_in_two_years_are_the_whole_course() -> None:
    name = "Professional Dance"
    file = file_of("10 spring DN1 C-", "10 summer DN2", pathway=name)
    options = ("11 fall DN1", "11 spring DN2", "12 fall DN2")
    problem = problem_of(file, options, [pathway(name)])
    for chosen in ([0, 1, 2], [0, 1], [1, 2]):
        complete = is_complete(audited(problem, chosen), f"pathway:{name}")
        assert satisfies(problem, chosen) is complete is (len(chosen) == 3)
