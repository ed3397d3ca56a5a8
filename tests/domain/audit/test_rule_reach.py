"""How far a change of the rules reaches: never less far than the audits themselves go."""

from __future__ import annotations

import copy
from dataclasses import replace
from typing import Any

import pytest

from cte_desktop.domain.audit.evaluate import audit
from cte_desktop.domain.audit.parts import RULES_OF_PART, part_of
from cte_desktop.domain.audit.rule_parsing import parse_rules
from cte_desktop.domain.audit.rule_reach import programs_touched
from cte_desktop.domain.audit.rules import AuditSettings, Rules
from cte_desktop.exchange.plain.catalog import read_shipped_rules
from tests.builders import TODAY, catalog, file_of, rules

YEARS = "district:recommended_years"


def changed(kind: str, *path: Any, to: object) -> Rules:
    """The shipped rules with another value at a place of one document."""
    documents = copy.deepcopy(read_shipped_rules())
    place: Any = documents[kind]
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = to
    return parse_rules(*(documents[name] for name in ("graduation", "ag", "programs")))[0]


CHANGES = (
    ("graduation", changed("graduation", "set", 0, "total", to=240.0)),
    ("graduation", changed("graduation", "credits", "repeat_earns_double_credit", to=True)),
    ("ag", changed("ag", "area", "F", "years", to=2)),
    ("ag", changed("ag", "area", "C", "grade_7_8_counts", to=False)),
    ("programs", changed("programs", "program", 0, "applies_to_classes", to=[2050, 2051])),
)


@pytest.mark.parametrize(("kind", "after"), CHANGES)
def test_a_change_reaches_no_part_whose_kept_standings_it_leaves_current(
    kind: str, after: Rules
) -> None:
    touched = programs_touched(rules(), after, 2027)
    assert touched
    assert all(kind in RULES_OF_PART[part_of(program)] for program in touched)


@pytest.mark.parametrize(("kind", "after"), CHANGES)
def test_whatever_comes_out_otherwise_is_reached(kind: str, after: Rules) -> None:
    record = ("8 year ALG1 B", "9 year ENG9 B", "9 year BIO C", "9 year ART1 A", "10 year BIO A")
    file = file_of(*record, graduation_year=2027)
    programs = tuple(program.name for program in rules().programs)
    file = replace(file, added_programs=programs)
    results = [
        {program.id: (program.status, program.earned, program.missing, program.requirements)
         for program in audit(file, None, catalog(), by, AuditSettings(), TODAY).programs}
        for by in (rules(), after)
    ]  # fmt: skip
    others = {
        name for name in results[0] | results[1] if results[0].get(name) != results[1].get(name)
    }
    assert others <= programs_touched(rules(), after, 2027), kind


def test_grades_7_and_8_reach_the_districts_own_years() -> None:
    after = changed("ag", "area", "C", "grade_7_8_counts", to=False)
    file = replace(file_of("8 year ALG1 B", graduation_year=2027), added_programs=(YEARS,))
    found = []
    for by in (rules(), after):
        program = audit(file, None, catalog(), by, AuditSettings(), TODAY).program(YEARS)
        assert program is not None
        found += [row.earned for row in program.requirements if row.id == "mathematics"]
    assert found == [100, 0]
    assert YEARS in programs_touched(rules(), after, 2027)
