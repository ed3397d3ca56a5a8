"""What holds for every student and all rules: the rows never ask more than the audits."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from cte_desktop.domain.filling.wants import GRADUATION
from tests.builders import catalog
from tests.domain.filling.programs.random_worlds import (
    CODES,
    random_choice,
    random_file,
    random_options,
    random_rules,
)
from tests.domain.filling.programs.worlds import (
    area_goal,
    audited,
    is_complete,
    own,
    pathway,
    problem_of,
    satisfies,
)

PATHWAYS = tuple(catalog().pathway_by_name)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**9))
def test_a_choice_that_the_audit_calls_complete_satisfies_the_rows(seed: int) -> None:
    chance = random.Random(seed)
    made, name = random_rules(chance), chance.choice(PATHWAYS)
    steps = tuple(step.course_code for step in catalog().steps_of(name, 2029))
    codes = (*CODES, *steps * 6)
    file, options = random_file(chance, name, codes), random_options(chance, codes)
    chosen = random_choice(chance, options)
    wants = {
        "graduation": GRADUATION,
        "uc": area_goal("uc"),
        "csu": area_goal("csu"),
        "district:p": own("district:p"),
        f"pathway:{name}": pathway(name),
    }
    answer = audited(problem_of(file, options, made=made), chosen)
    for program, want in wants.items():
        if is_complete(answer, program):
            problem = problem_of(file, options, [want], made=made)
            assert satisfies(problem, chosen), program
