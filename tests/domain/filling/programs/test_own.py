"""Programs of a district's own as rows: every kind of requirement, held against the audit."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cte_desktop.domain.filling.wants import Strength, wants_of
from cte_desktop.domain.students.decisions import Decision
from tests.builders import catalog, file_of
from tests.domain.audit.district_rules import district_rules
from tests.domain.filling.programs.worlds import (
    audited,
    can_be_met,
    choices,
    drafted,
    is_complete,
    least,
    own,
    problem_of,
    rows_named,
    satisfies,
)

PROGRAM = "district:p"
ENGLISH = 'of = { subject = "english" }'
SOCIAL = 'of = { subject = "social_studies" }'
OPTIONS = (
    "11 year ENG11",
    "12 year ENG12",
    "11 fall ECON",
    "12 year SPAN2",
    "12 spring USGOV",
    "11 year GD1",
)

KINDS = {
    "amount": (f'id = "a"\nkind = "amount"\nneed = 15.0\n{ENGLISH}',),
    "amount with a cap": (
        (
            'id = "a"\nkind = "amount"\nneed = 15.0\nof = { code = "*" }\n'
            'at_most = [{ of = { subject = "english" }, most = 5.0 }]'
        ),
    ),
    "surplus": (
        f'id = "a"\nkind = "amount"\nneed = 10.0\n{ENGLISH}',
        f'id = "b"\nkind = "amount"\nneed = 10.0\n{SOCIAL}\nsurplus_of = {{ subject = "english" }}',
    ),
    "shared": (
        'id = "a"\nkind = "amount"\nneed = 10.0\nof = { code = "*" }',
        f'id = "b"\nkind = "amount"\nneed = 10.0\n{ENGLISH}\nshares_with = "a"\nmost_shared = 5.0',
    ),
    "passed": ('id = "a"\nkind = "passed"\nof = { code = "GD1|ECON" }',),
    "counted": (f'id = "a"\nkind = "counted"\nneed = 2\nunit = "courses"\n{SOCIAL}',),
    "counted with a cap": (
        (
            'id = "a"\nkind = "counted"\nneed = 2\nunit = "courses"\nof = { code = "*" }\n'
            'at_most = [{ of = { subject = "english" }, most = 1 }]'
        ),
    ),
    "in order": (
        'id = "a"\nkind = "in_order"\nsteps = [{ code = "GD1|ENG11" }, { code = "ENG12|USGOV" }]',
    ),
    "in order, perhaps together": (
        (
            'id = "a"\nkind = "in_order"\ndifferent_terms = false\n'
            'steps = [{ code = "ECON" }, { code = "GD1" }]'
        ),
    ),
    "some of": (
        (
            'id = "a"\nkind = "some_of"\ncount = 2\nparts = [\n'
            f'{{ id = "x", kind = "amount", need = 10.0, {ENGLISH} }},\n'
            f'{{ id = "y", kind = "amount", need = 10.0, {SOCIAL} }},\n'
            '{ id = "z", kind = "passed", of = { code = "GD1" } },\n]'
        ),
    ),
    "all of": (
        (
            'id = "a"\nkind = "all_of"\nparts = [\n'
            f'{{ id = "x", kind = "amount", need = 10.0, {ENGLISH} }},\n'
            f'{{ id = "y", kind = "counted", need = 1, unit = "courses", {SOCIAL} }},\n]'
        ),
    ),
    "one topic": ('id = "a"\nkind = "one_topic"\nneed = 10.0\nof = { area = "E|A" }',),
    "language level": ('id = "a"\nkind = "language_level"\nlevels = 2\nof = { area = "E" }',),
    "grades and terms": (
        'id = "a"\nkind = "amount"\nneed = 5.0\nof = { grades = [11], terms = ["fall"] }',
    ),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("record", [(), ("9 year SPAN1 B", "10 fall ENG10", "9 spring USGOV D")])
def test_the_rows_say_what_the_audit_says_of_every_choice(
    kind: str, record: tuple[str, ...]
) -> None:
    made = district_rules(*KINDS[kind])
    problem = problem_of(file_of(*record), OPTIONS, [own(PROGRAM)], made=made)
    answers = list(choices(problem))
    for chosen, satisfied, complete in answers:
        assert satisfied is complete, [OPTIONS[n] for n in chosen]
    assert any(complete for *_, complete in answers)


def test_years_and_courses_are_counted_as_the_program_counts() -> None:
    for unit, need in (("years", 1.0), ("courses", 1)):
        row = f'id = "a"\nkind = "amount"\nneed = {need}\n{ENGLISH}'
        problem = problem_of(
            file_of(),
            ("11 fall ENG11", "11 year ENG11"),
            [own(PROGRAM)],
            made=district_rules(row, unit=unit),
        )
        for chosen in ([0], [1]):
            complete = is_complete(audited(problem, chosen), PROGRAM)
            assert satisfies(problem, chosen) is complete is (chosen == [1])


def test_halves_of_a_course_may_be_taken_apart() -> None:
    made = district_rules('id = "a"\nkind = "passed"\nof = { code = "ENG11" }')
    options = ("11 fall ENG11", "12 spring ENG11", "12 fall ENG11")
    problem = problem_of(file_of(), options, [own(PROGRAM)], made=made)
    assert not satisfies(problem, [0])
    assert satisfies(problem, [0, 1])
    begun = problem_of(file_of("9 fall ENG11 B"), options, [own(PROGRAM)], made=made)
    assert satisfies(begun, [1])
    assert is_complete(audited(begun, [1]), PROGRAM)


def test_a_waiver_lowers_what_is_asked() -> None:
    made = district_rules(f'id = "a"\nkind = "amount"\nneed = 20.0\n{ENGLISH}')
    waiver = Decision("waiver", PROGRAM, "a", course_code="ENG12")
    file = file_of(decisions=(waiver,))
    problem = problem_of(file, ("11 year ENG11",), [own(PROGRAM)], made=made)
    assert satisfies(problem, [0])
    assert not satisfies(problem, [])


def test_a_program_that_is_not_audited_for_the_student_asks_nothing() -> None:
    made = district_rules(f'id = "a"\nkind = "amount"\nneed = 20.0\n{ENGLISH}')
    made = replace(made, programs=tuple(replace(p, for_everyone=False) for p in made.programs))
    assert can_be_met(problem_of(file_of(), (), [own(PROGRAM)], made=made))
    added = replace(file_of(), added_programs=(PROGRAM,))
    assert not can_be_met(problem_of(added, (), [own(PROGRAM)], made=made))


def test_a_liked_program_with_choices_is_never_in_the_way_but_told() -> None:
    made = district_rules(*KINDS["some of"], *KINDS["surplus"][1:])
    liked = [own(PROGRAM, Strength.LIKE)]
    for options, unmet in (((), 1), (OPTIONS, 0)):
        problem = problem_of(file_of(), options, liked, made=made)
        assert not rows_named(problem)
        ((_, terms),) = drafted(problem)[2].unmet
        assert least(problem, terms) == unmet


def test_a_program_that_a_counselor_added_is_liked() -> None:
    made = district_rules(f'id = "a"\nkind = "amount"\nneed = 10.0\n{ENGLISH}')
    file = replace(file_of(), added_programs=(PROGRAM, "pathway:Culinary Arts"))
    wants = tuple(want for want in wants_of(file, catalog()) if want.kind == "program")
    assert [(want.value, want.strength) for want in wants] == [(PROGRAM, Strength.LIKE)]
    problem = problem_of(file, ("11 year ENG11",), wants, made=made)
    ((name, terms),) = drafted(problem)[2].unmet
    assert name == wants[0].id
    assert least(problem, terms) == 0
