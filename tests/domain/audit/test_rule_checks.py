"""Names that nothing has, and requirements that nobody can meet, each once and where it stands."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from cte_desktop.domain.audit.rule_checks import catalog_problems, gravest_first
from cte_desktop.domain.audit.rule_parsing import parse_rules
from cte_desktop.domain.audit.rule_reach import programs_touched
from cte_desktop.domain.audit.rules import RuleProblem, Rules
from cte_desktop.domain.catalog.catalog import Catalog
from cte_desktop.exchange.plain.catalog import read_shipped_rules
from tests.builders import catalog, rules

Table = dict[str, Any]


def requirement(**changed: Any) -> Table:
    return {"id": "one", "kind": "amount", "need": 5.0, "of": {"code": "HEALTH"}} | changed


def program(*requirements: Table, **changed: Any) -> Table:
    table = {"id": "own", "title": "Own", "unit": "credits", "requirement": list(requirements)}
    return {"version": "1", "program": [table | changed]}


def problems(programs: Table, known: Catalog | None = None) -> list[tuple[str, str, str]]:
    documents = read_shipped_rules() | {"programs": programs}
    parsed, shape = parse_rules(*(documents[kind] for kind in ("graduation", "ag", "programs")))
    assert shape == ()
    found = catalog_problems(documents, parsed, known or catalog())
    assert all(problem.file == "programs.toml" for problem in found)
    return [(p.place.removeprefix("program own, "), p.code, p.value) for p in found]


def test_the_shipped_rules_fit_the_shipped_catalog() -> None:
    assert catalog_problems(read_shipped_rules(), rules(), catalog()) == ()


@pytest.mark.parametrize(
    ("of", "code", "value"),
    [
        ({"code": "HEALTH|NOPE-1"}, "unknown_course", "NOPE-1"),
        ({"code": ["HEALTH", "NOPE-1"]}, "unknown_course", "NOPE-1"),
        ({"code": "NOPE*"}, "no_match", "NOPE*"),
        ({"subject": "helth"}, "unknown_subject", "helth"),
        ({"area": "E", "topic": "KLIN:2"}, "unknown_topic", "KLIN:2"),
        ({"pathway": "Alchemy"}, "unknown_pathway", "Alchemy"),
        ({"pathway": "Welding", "level": "introductory"}, "no_match", "Welding, introductory"),
        ({"any": True, "either": [{"code": "NOPE-1"}]}, "unknown_course", "NOPE-1"),
        ({"any": True, "without": {"code": "NOPE-1"}}, "unknown_course", "NOPE-1"),
    ],
)
def test_a_course_set_names_what_is_there(of: Table, code: str, value: str) -> None:
    assert problems(program(requirement(of=of))) == [("requirement one, of", code, value)]


@pytest.mark.parametrize(
    "of",
    [
        {"code": "HEALTH"},
        {"code": "ELD*"},
        {"subject": "science_life|health"},
        {"area": "E", "topic": "GERM:2"},
        {"topic": "integrated"},
        {"pathway": "Welding", "level": "capstone"},
        {"any": True, "without": {"code": "ELD*"}},
    ],
)
def test_what_is_there_is_no_problem(of: Table) -> None:
    assert problems(program(requirement(of=of))) == []


def test_parts_caps_and_steps_are_looked_at_too() -> None:
    any_of = requirement(id="two", kind="any_of", parts=[requirement(of={"code": "NOPE-1"})])
    del any_of["need"], any_of["of"]
    capped = requirement(at_most=[{"of": {"code": "NOPE-2"}, "most": 5.0}])
    steps = {"id": "three", "kind": "in_order", "steps": [{"code": "WD1"}, {"code": "NOPE-3"}]}
    assert problems(program(any_of | {"id": "two"}, capped | {"id": "four"}, steps)) == [
        ("requirement two, part one, of", "unknown_course", "NOPE-1"),
        ("requirement four, at_most", "unknown_course", "NOPE-2"),
        ("requirement three, steps", "unknown_course", "NOPE-3"),
    ]


def test_more_than_all_its_courses_give_can_not_be_met() -> None:
    too_much = requirement(need=7.5)
    assert problems(program(too_much)) == [("requirement one", "too_few_courses", "5")]
    assert problems(program(requirement(need=7.5, of={"code": "HEALTH|PSYCH"}))) == []
    junior = requirement(of={"code": "MATH8A"})
    assert problems(program(junior)) == [("requirement one", "not_in_high_school", "MATH8A")]
    two = requirement(need=2, of={"code": "HEALTH"})
    assert problems(program(two, unit="courses")) == [("requirement one", "too_few_courses", "1")]
    counted = requirement(kind="counted", need=2, unit="courses")
    assert problems(program(counted)) == [("requirement one", "too_few_courses", "1")]
    marked = requirement(need=7.5, of={"code": "HEALTH", "mark": "B"})
    assert problems(program(marked)) == [("requirement one", "too_few_courses", "5")]


def test_a_course_that_can_be_repeated_for_credit_gives_any_amount() -> None:
    courses = tuple(replace(course, repeatable=True) for course in catalog().courses)
    known = replace(catalog(), courses=courses)
    assert problems(program(requirement(need=50.0)), known) == []


def test_a_choice_is_impossible_only_when_too_few_of_its_parts_are_left() -> None:
    parts = [requirement(id="a", need=7.5), requirement(id="b", need=5.0)]
    choice = {"id": "c", "kind": "some_of", "count": 1, "parts": parts}
    assert problems(program(choice)) == []
    found = problems(program(choice | {"count": 2}))
    assert found == [("requirement c, part c.a", "too_few_courses", "5")]


def test_the_gravest_come_first_and_each_once() -> None:
    order = ["too_deep", "cycle", "unknown_course", "too_few_courses", "sample_met"]
    found = [RuleProblem("f", f"place {code}", code) for code in order]
    in_sample = RuleProblem("f", "sample a, record, 9 fall X C", "unknown_course")
    assert gravest_first([in_sample, *reversed(found), *found])[:4] == tuple(found[:4])
    assert set(gravest_first([in_sample, *found])[4:]) == {in_sample, found[-1]}


def changed(**documents: Table) -> Rules:
    shipped = read_shipped_rules() | documents
    return parse_rules(shipped["graduation"], shipped["ag"], shipped["programs"])[0]


def test_only_programs_whose_rules_differ_are_touched() -> None:
    assert programs_touched(rules(), changed(), 2027) == frozenset()
    ag = read_shipped_rules()["ag"]
    ag["version"] = "another"
    assert programs_touched(rules(), changed(ag=ag), 2027) == frozenset()
    ag["area"]["F"]["years"] = 2
    ag["total_years"] = 16
    assert programs_touched(rules(), changed(ag=ag), 2027) == {"uc", "csu", "cci"}
    graduation = read_shipped_rules()["graduation"]
    graduation["set"][2]["override"]["elective"] = 60.0
    other = changed(graduation=graduation)
    assert programs_touched(rules(), other, 2030) == frozenset()
    assert programs_touched(rules(), other, 2031) == {"graduation"}
    own = changed(programs=program(requirement(), applies_to_classes=[2028, 2029]))
    shipped = {one.name for one in rules().programs}
    assert programs_touched(rules(), own, 2027) == shipped
    assert programs_touched(rules(), own, 2028) == shipped | {"district:own"}
